"""The lines of a CSV as its reader takes them: within bounds, so that no open quotation mark swallows the memory."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from engine.language.patterns import regex

MAX_RECORD = 4_000_000
"""Signs of one record, over however many lines."""
_LINE = regex(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


class CsvLines:
    """The lines of a text with their ends, for :func:`csv.reader`; whoever reads says where a record is over.

    :raises csv.Error: while it is gone through, if a record is longer than any may be.
    """

    def __init__(self, text: str) -> None:
        self._found = _LINE.finditer(text)
        self._signs = 0

    def __iter__(self) -> Iterator[str]:
        for found in self._found:
            self._signs += found.end() - found.start()
            if self._signs > MAX_RECORD:
                raise csv.Error(f"a row is longer than {MAX_RECORD} signs")
            yield found[0]

    def begin(self) -> None:
        """The next record begins."""
        self._signs = 0
