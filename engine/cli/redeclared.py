"""What forms that were declared anew changed, in lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from engine.cli.common import CHOICES
from engine.cli.wording import worded, words
from engine.cli.years import of_year

if TYPE_CHECKING:
    from engine.services.redeclared import Again, Field, Lost, Points, Redeclared, Row
    from engine.terms import RowNames

LONGEST = 60
"""Signs of a long text that are shown; the JSON has the whole."""


def print_changes(changes: Sequence[Redeclared]) -> None:
    """Every project that was declared anew: of the first ones each change, of the others how many, and the total."""
    for number, one in enumerate(changes):
        click.echo("\n".join(_lines(one)) if number < CHOICES else _line(one))


def _line(one: Redeclared) -> str:
    counts = [words("redeclared-rows", fields=len(one.fields), rows=len(one.rows))]
    counts += [words("redeclared-entries", number=len(one.lost))] if one.lost else []
    counts += [words("redeclared-answers", number=len(one.again))] if one.again else []
    return words("redeclared-shortly", project=_head(one), counts=counts, total=_total(one))


def _head(one: Redeclared) -> str:
    return words("redeclared", code=one.code, name=one.name, of=of_year(one.year))


def _total(one: Redeclared) -> str:
    code = "redeclared-total-same" if one.total_before == one.total_after else "redeclared-total"
    return words(code, before=one.total_before, after=one.total_after, ruleset=one.ruleset)


def _lines(one: Redeclared) -> Iterator[str]:
    yield _head(one)
    yield from (f"  {_field(field)}" for field in one.fields)
    yield from (f"  {_row(row, one.names)}" for row in one.rows)
    yield from (f"  {_lost(lost)}" for lost in one.lost)
    yield from (f"  {_again(again, one.names)}" for again in one.again)
    yield from (f"  {_points(row, one.names)}" for row in one.points)
    yield f"  {_total(one)}"


def _lost(lost: Lost) -> str:
    kind = words(f"kind-{lost.kind}")
    return words("redeclared-lost", indicator=lost.indicator, value=worded(lost.value), kind=kind, by=lost.by)


def _again(one: Again, names: RowNames) -> str:
    return words("redeclared-again", row=names.shown(one.code, one.indicator), by=one.by, before=one.before)


def _field(field: Field) -> str:
    return f"{field.field} {_short(field.before)} → {_short(field.after)}"


def _row(row: Row, names: RowNames) -> str:
    shown = names.shown(row.code, row.name)
    fields = words("clauses-between").join(map(_field, row.fields))
    if row.kind not in ("added", "removed"):
        return words("what-for", what=shown, why=fields)
    what = words(f"redeclared-{row.kind}", row=shown)
    return words("what-for", what=what, why=fields) if fields else what


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line[:LONGEST] + ("…" if len(line) > LONGEST else "") or "—"


def _points(row: Points, names: RowNames) -> str:
    before, after = _side(row.before, row.weight_before), _side(row.after, row.weight_after)
    return words("redeclared-points", row=names.shown(row.code, row.name), before=before, after=after)


def _side(points: Decimal | None, weight: Decimal | None) -> str:
    if weight is None:
        return "—"
    return words("points-of-weight", points=words("points-open") if points is None else points, weight=weight)
