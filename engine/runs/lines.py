"""What a run of a large set keeps of each project: a line of numbers and ids, some hundred lines as columns.

A line is a function of a project's sheet; the sheet itself, with every reason, is computed again from the ledger when
somebody asks for it. Ratios stand in lowest terms, weights and points in hundredths, so that equal results are equal bytes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from itertools import islice
from typing import Any, NamedTuple, overload

from engine.quantity import EXACT
from engine.rulesets import NUMBERS
from engine.runs.outlines import DeclaredOutline, Outline
from engine.runs.record import ProjectScore, Score
from engine.runs.tree import Leaves, Tally, sha256

SCHEMA = "jixiao.chunk/1"
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
MOST = 10**38
DIGEST = 24
"""How many hexadecimal digits of the SHA-256 of what was read stand in a line: enough to tell contents apart."""


class Kind(NamedTuple):
    """What rows of many projects have in common: the row's code, what came of it, by which rules, and what was found."""

    code: str
    outcome: str
    weight: int | None
    of: str
    denominator: int | None
    rules: tuple[str, ...]
    findings: tuple[str, ...]


class RowLine(NamedTuple):
    """A row: its kind, the numerator of its ratio and its points; ``ends`` are the least and the most of an open one."""

    kind: Kind
    numerator: int | None
    points: int | None
    ends: tuple[int, int] | None = None


class Line(NamedTuple):
    """A project: ``low`` and ``high`` are its total, or the range that it lies in; ``limited`` what limits took of what.

    ``inputs`` is the start of the SHA-256 of all that was read of it.
    """

    code: str
    year: int | None
    inputs: str
    low: int
    high: int
    is_open: bool
    grade: str | None
    limited: tuple[tuple[str, int], ...]
    errors: int
    findings: tuple[str, ...]
    rows: tuple[RowLine, ...]

    def told(self) -> dict[str, Any]:
        """Its parts by their names, as JSON has them."""
        rows = [
            {**row.kind._asdict(), "numerator": row.numerator, "points": row.points, "ends": row.ends}
            for row in self.rows
        ]
        told: dict[str, Any] = json.loads(json.dumps({**self._asdict(), "rows": rows}))
        return told


@overload
def hundredths(number: Decimal) -> int: ...
@overload
def hundredths(number: Decimal | None) -> int | None: ...
def hundredths(number: Decimal | None) -> int | None:
    """Points or a weight as a whole number of hundredths."""
    return None if number is None else int(EXACT.multiply(number, Decimal(100)))


def line_of(sheet: ProjectScore, inputs: str) -> Line:
    """The line of a sheet; ``inputs`` is the SHA-256 of what was read."""
    low, high = sheet.total_range
    return Line(
        code=sheet.code,
        year=sheet.year,
        inputs=inputs[:DIGEST],
        low=hundredths(low),
        high=hundredths(high),
        is_open=sheet.total is None,
        grade=sheet.grade,
        limited=tuple((one.of, hundredths(one.points)) for one in sheet.adjustments),
        errors=sum(one.severity == "error" for one in sheet.all_findings),
        findings=tuple(one.code for one in sheet.findings),
        rows=tuple(map(_row, sheet.scores)),
    )


def _row(score: Score) -> RowLine:
    of, top, bottom = ratio_of(score)
    codes = tuple(one.code for one in score.findings)
    kind = Kind(score.code, str(score.outcome), hundredths(score.weight), of, bottom, score.rules, codes)
    is_open = score.points is None and score.weight is not None
    ends = (hundredths(score.bounds[0]), hundredths(score.bounds[1])) if is_open else None
    return RowLine(kind, top, hundredths(score.points), ends)


def ratio_of(score: Score) -> tuple[str, int | None, int | None]:
    """The number that the rules looked at, which it is (the completion where there is one) and its lowest terms; none where
    they are beyond what columns of 38 digits hold."""
    ratios = score.facts.ratios if score.facts else {}
    of = next((name for name in NUMBERS if name in ratios), "")
    if not of:
        return of, None, None
    top, bottom = ratios[of].fraction().as_integer_ratio()
    return (of, top, bottom) if max(abs(top), bottom) < MOST else (of, None, None)


def line_name(line: Line) -> str:
    """The name of a line by itself: the SHA-256 of its parts as JSON."""
    return sha256(_JSON.encode(line))


def outline_of(line: Line, declared: DeclaredOutline) -> Outline:
    """What a line says of its project as a whole, with what its form says."""
    low, high = (Decimal(end).scaleb(-2) for end in (line.low, line.high))
    total = None if line.is_open else low
    standing = {"total": total, "total_range": (low, high), "grade": line.grade, "sha256": line_name(line)}
    return Outline(**dict(declared), **standing)


_OF_PROJECT = tuple(name for name in Line._fields if name != "rows")


def lines_text(lines: Sequence[Line]) -> str:
    """Lines as columns in one text, by which they are kept and named."""
    rows = [row for line in lines for row in line.rows]
    kinds = {kind: number for number, kind in enumerate(dict.fromkeys(row.kind for row in rows))}
    chunk = {
        "schema": SCHEMA,
        **{name: [getattr(line, name) for line in lines] for name in _OF_PROJECT},
        "rows": [len(line.rows) for line in lines],
        "kinds": list(kinds),
        "kind": [kinds[row.kind] for row in rows],
        "numerator": [row.numerator for row in rows],
        "points": [row.points for row in rows],
        "ends": {str(number): row.ends for number, row in enumerate(rows) if row.ends},
    }
    return json.dumps(chunk, ensure_ascii=False, separators=(",", ":"))


def read_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text that :func:`lines_text` made."""
    chunk = json.loads(text)
    kinds = [Kind._make((*kind[:5], tuple(kind[5]), tuple(kind[6]))) for kind in chunk["kinds"]]
    ends = {int(number): (low, high) for number, (low, high) in chunk["ends"].items()}
    cells = enumerate(zip(chunk["kind"], chunk["numerator"], chunk["points"], strict=True))
    rows = (RowLine(kinds[kind], top, points, ends.get(at)) for at, (kind, top, points) in cells)
    projects = zip(*(chunk[name] for name in _OF_PROJECT), chunk["rows"], strict=True)
    return tuple(_line(project, tuple(islice(rows, number))) for *project, number in projects)


def _line(project: Sequence[Any], rows: tuple[RowLine, ...]) -> Line:
    *head, limited, errors, findings = project
    return Line._make((*head, tuple((of, points) for of, points in limited), errors, tuple(findings), rows))


LINES = Leaves[Line](
    size=256,
    code=lambda line: line.code,
    tally=lambda line: Tally(1, int(line.is_open), line.errors, line.year),
    text=lines_text,
    read=read_lines,
)
"""Leaves that hold lines."""
