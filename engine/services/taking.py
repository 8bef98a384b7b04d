"""What is taken of files, counted as it goes into the ledger one after another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from engine.files.portable import Tops, told_from
from engine.language.findings import Finding, Findings
from engine.services.progress import Progress


class _File(Protocol):
    @property
    def projects(self) -> Sequence[Any]: ...
    @property
    def findings(self) -> Findings: ...


class Taken:
    """What came out of the files so far: how many projects of which years, how many rows, what is wrong.

    Places are kept as they are told from ``tops``.
    """

    def __init__(self, tops: tuple[Path, ...]) -> None:
        self._tops = Tops(tops)
        self.rows = 0
        self.years: Counter[int] = Counter()
        self.findings: list[Finding] = []

    def through(self, files: Iterable[_File], advance: Progress) -> Iterator[Any]:
        """What the files hold, one after another."""
        for file in files:
            self.findings.extend(file.findings)
            yield from file.projects
            advance()

    def counted(self, projects: Iterable[Any]) -> Iterator[Any]:
        """The projects, counted as they are taken."""
        for one in projects:
            self.years[getattr(one, "of_year", None) or one.year or 0] += 1
            self.rows += len(getattr(one, "indicators", ()))
            yield told_from(one, self._tops)

    def by_year(self) -> dict[int, int]:
        """How many projects were taken of each year, 0 standing for none known."""
        return dict(sorted(self.years.items()))
