"""Results as the lines that a run of a large set keeps: the same that :func:`engine.runs.lines.line_of` makes of sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from math import gcd
from operator import itemgetter
from typing import Any

from engine.columns.results import Results
from engine.columns.tables import Tables
from engine.language.catalogue import CODES, Severity
from engine.runs.lines import DIGEST, Kind, Line, RowLine


def run_lines(tables: Tables, results: Results, sha256: Mapping[str, str]) -> Iterator[Line]:
    """The lines of the results of some tables; ``sha256`` is that of all that was read of each project."""
    rows = groupby(results.rows.iter_rows(), key=itemgetter(0))
    projects = zip(results.projects.iter_rows(), tables.projects["year"], rows, strict=True)
    for (code, total, low, high, grade, cuts, findings), year, (_, own) in projects:
        lines = tuple(_row(*row) for _, *row in own)
        yield Line(
            code=code,
            year=year,
            inputs=sha256[code][:DIGEST],
            low=low,
            high=high,
            is_open=total is None,
            grade=grade,
            limited=tuple((one["of"], one["points"]) for one in cuts),
            errors=_errors(findings) + sum(_errors(line.kind.findings) for line in lines),
            findings=tuple(findings),
            rows=lines,
        )


def _row(  # noqa: PLR0913, PLR0917 (the columns of a row's result)
    code: str,
    outcome: str,
    of: str,
    top: Any,
    bottom: Any,
    weight: int | None,
    points: int | None,
    low: int,
    high: int,
    rules: list[str],
    findings: list[str],
) -> RowLine:
    numerator, denominator = _lowest(top, bottom)
    kind = Kind(code, outcome, weight, of, denominator, tuple(rules), tuple(findings))
    return RowLine(kind, numerator, points, (low, high) if points is None and weight is not None else None)


def _lowest(top: Any, bottom: Any) -> tuple[int | None, int | None]:
    if top is None:
        return None, None
    numerator, denominator = int(top), int(bottom)
    common = gcd(numerator, denominator)
    return numerator // common, denominator // common


_ERRORS = frozenset(code for code, one in CODES.items() if one.severity == Severity.ERROR)


def _errors(codes: Iterable[str]) -> int:
    return sum(code in _ERRORS for code in codes)
