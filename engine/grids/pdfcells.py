"""The process that reads a PDF: ``python -m engine.grids.pdfcells GIVEN.pdf MADE.json``, started within bounds.

pdfplumber finds the cells of tables by their ruled lines; what stands in a cell is put together here. A page is given
as JSON: ``lines`` outside its tables (``[top, text]``), ``tables`` as lists of cells (``[left, top, right, bottom,
text, begins, free]``, in points from the upper left corner: how wide the first word of the text is, and what is free
behind its last line), ``picture``, the share of the page that its pictures cover, and
``lost``, signs whose font does not tell what they are. ``program`` is what read it. Instead there may be ``refused``: ``encrypted``, or
why the file is damaged.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.clustering import cluster_objects

Char = dict[str, Any]

PROGRAM = f"pdfplumber {pdfplumber.__version__}"
_MARGIN = 12.0
"""Points that the two margins of a cell take, in which no text stands."""

_SLOPE = 0.1
_ONE_LINE = 3.0
"""Points by which the middles of signs on one line may differ: figures and Han have fonts of their own."""

_GAP = 0.3
"""Of the size of a sign: where two are further apart, a space stands between them."""

_OPENING, _CLOSING = "（〔《“‘【(", "，。、；：？！）〕》”’】),.;:?!%％"
_HAN = "\u2e80"
"""The first of the signs of Chinese, between any two of which a line may end."""

_UNKNOWN = "(cid:"


def main() -> None:
    """Reads one file and writes what it holds."""
    logging.disable(logging.CRITICAL)
    try:
        with pdfplumber.open(sys.argv[1]) as document:
            found: dict[str, Any] = {"program": PROGRAM, "pages": [_page(page) for page in document.pages]}
    except Exception as error:  # the library raises what its parser and the file's own numbers raise
        if any(isinstance(one, MemoryError) for one in _causes(error)):
            raise
        found = {"refused": _reason(error)}
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        json.dump(found, file, ensure_ascii=False)


def _causes(error: Exception) -> Iterator[object]:
    """An error, and those that a library put into it."""
    return iter((error, *error.args, error.__cause__, error.__context__))


def _reason(error: Exception) -> str:
    if any(isinstance(one, PDFPasswordIncorrect | PDFEncryptionError) for one in _causes(error)):
        return "encrypted"
    return f"{type(error).__name__}: {error}"[:100]


def _page(page: Any) -> dict[str, Any]:
    """One page; what it took is given back before the next."""
    upright = [one for one in page.dedupe_chars().chars if _is_level(one)]
    lost = [one for one in upright if one["text"].startswith(_UNKNOWN)]
    chars = [one for one in upright if not one["text"].startswith(_UNKNOWN)]
    tables = [table for table in page.find_tables() if len(table.cells) > 1]
    outside = [one for one in chars if not any(_is_in(one, table.bbox) for table in tables)]
    area = float(page.width * page.height) or 1.0
    found = {
        "lines": [[_middle(line[0]), _text(line)] for line in _lines(outside)],
        "tables": [[_cell(chars, cell) for cell in table.cells] for table in tables],
        "picture": sum(one["width"] * one["height"] / area for one in page.images),
        "lost": len(lost),
    }
    page.close()
    return found


def _is_level(char: Char) -> bool:
    """Whether a sign stands on a level line; those of a watermark stand aslant."""
    along, up = char["matrix"][:2]
    return bool(abs(up) <= _SLOPE * abs(along))


def _is_in(char: Char, box: Sequence[float]) -> bool:
    left, top, right, bottom = box
    return bool(left <= (char["x0"] + char["x1"]) / 2 < right and top <= _middle(char) < bottom)


def _middle(char: Char) -> float:
    return float(char["top"] + char["bottom"]) / 2


def _lines(chars: Iterable[Char]) -> list[list[Char]]:
    """Signs by the lines on which they stand, from left to right; lines of spaces are none."""
    lines = cluster_objects(list(chars), _middle, _ONE_LINE)
    return [_trimmed(sorted(line, key=lambda one: one["x0"])) for line in lines if any(map(_is_seen, line))]


def _trimmed(line: list[Char]) -> list[Char]:
    """A line without the spaces at its ends."""
    seen = [at for at, one in enumerate(line) if _is_seen(one)]
    return line[seen[0] : seen[-1] + 1]


def _is_seen(char: Char) -> bool:
    return bool(char["text"].strip())


def _text(line: Sequence[Char]) -> str:
    parts: list[str] = []
    for before, char in zip((None, *line), line, strict=False):
        if before is not None and char["x0"] - before["x1"] > _GAP * char["size"]:
            parts.append(" ")
        parts.append(char["text"])
    return " ".join("".join(parts).split(" ")).strip()


def _cell(chars: Iterable[Char], box: Sequence[float]) -> list[float | str]:
    """A cell with its text; a line that ends because the cell does goes on in the next."""
    lines = _lines(one for one in chars if _is_in(one, box))
    if not lines:
        return [*box, "", 0.0, 0.0]
    width = box[2] - box[0] - _MARGIN
    text = _text(lines[0])
    for above, line in pairwise(lines):
        text += _between(above, line, width) + _text(line)
    return [*box, text, _width(_word(lines[0])), width - _width(lines[-1])]


def _between(above: Sequence[Char], line: Sequence[Char], width: float) -> str:
    """What stands between two lines of a cell: nothing or a space where one went on, else the end of a line."""
    if _width(above) + _width(_word(line)) < width:
        return "\n"
    return " " if above[-1]["text"].isascii() and above[-1]["text"].isalpha() and line[0]["text"].isalpha() else ""


def _word(line: Sequence[Char]) -> list[Char]:
    """The signs with which a line begins and that no end of a line would part."""
    kept = takewhile(lambda pair: _keep_together(*pair), pairwise(line))
    return [line[0], *(char for _, char in kept)]


def _keep_together(first: Char, second: Char) -> bool:
    """Whether no line ends between two signs: within a word or figure, behind an opening mark, before a closing one."""
    before, after = first["text"][:1], second["text"][:1]
    if not (before.strip() and after.strip()):
        return False
    return before in _OPENING or after in _CLOSING or (before < _HAN and after < _HAN)


def _width(line: Sequence[Char]) -> float:
    return float(line[-1]["x1"] - line[0]["x0"])


if __name__ == "__main__":
    main()
