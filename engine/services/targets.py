"""How single target texts are understood; no ledger is needed."""

from __future__ import annotations

from collections.abc import Iterable

from engine.language.findings import Source, Value
from engine.measures import read_indicator
from engine.measures.checklist import ReadRow
from engine.targets import Target, read_target
from engine.terms import Indicator


class Understanding(Value):
    """What stands beside a target text: the indicator's name and explanation, the year of dates without one."""

    name: str = ""
    explanation: str = ""
    year: int | None = None


def understand(texts: Iterable[str], request: Understanding) -> tuple[Target, ...]:
    """Each text read; where a name or an explanation is given, with what these settle."""
    if not (request.name or request.explanation):
        return tuple(read_target(text, request.year) for text in texts)
    rows = (_row(text, request) for text in texts)
    return tuple(read_indicator(row, request.year).target for row in rows)


def understood(texts: Iterable[str], request: Understanding) -> tuple[ReadRow, ...]:
    """Each text as the row of a form, for people: which way is better, what is to be recorded, what is doubtful."""
    rows = [(row, read_indicator(row, request.year)) for row in (_row(text, request) for text in texts)]
    return tuple(
        ReadRow(project="", project_name="", year=request.year, indicator=row, reading=read) for row, read in rows
    )


def _row(text: str, request: Understanding) -> Indicator:
    return Indicator(
        code="01",
        level1="",
        level2="",
        required=True,
        name=request.name,
        target_text=text,
        explanation=request.explanation,
        source=Source(file=""),
    )
