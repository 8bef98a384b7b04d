"""What forms that were declared anew changed, in lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from engine.cli.common import CHOICES
from engine.cli.years import of_year

if TYPE_CHECKING:
    from engine.services.redeclared import Field, Points, Redeclared, Row

LONGEST = 60
"""Signs of a long text that are shown; the JSON has the whole."""


def print_changes(changes: Sequence[Redeclared]) -> None:
    """Every project that was declared anew: of the first ones each change, of the others how many, and the total."""
    for number, one in enumerate(changes):
        click.echo("\n".join(_lines(one)) if number < CHOICES else _line(one))


def _line(one: Redeclared) -> str:
    counted = f"{len(one.fields)} fields and {len(one.rows)} rows changed"
    lost = f", {len(one.lost)} entries lost their row" if one.lost else ""
    again = f", {len(one.again)} answers to be given again" if one.again else ""
    return f"{_head(one)}: {counted}{lost}{again}; {_total(one)}"


def _head(one: Redeclared) -> str:
    return f"{one.code} {one.name}{of_year(one.year)} changed"


def _total(one: Redeclared) -> str:
    same = one.total_before == one.total_after
    return f"total {one.total_before}" + (" as before" if same else f" → {one.total_after}") + f" (under {one.ruleset})"


def _lines(one: Redeclared) -> Iterator[str]:
    yield _head(one)
    yield from (f"  {_field(field)}" for field in one.fields)
    yield from (f"  {_row(row)}" for row in one.rows)
    yield from (f"  no row any more: {lost.indicator} {lost.value} ({lost.kind} by {lost.by})" for lost in one.lost)
    for one_again in one.again:
        yield f"  to be confirmed again: [{one_again.code}] {one_again.indicator}, as {one_again.by} did for {one_again.before}"
    yield from (f"  points [{row.code}] {row.name}: {_points(row)}" for row in one.points)
    yield f"  {_total(one)}"


def _field(field: Field) -> str:
    return f"{field.field} {_short(field.before)} → {_short(field.after)}"


def _row(row: Row) -> str:
    fields = "; ".join(map(_field, row.fields))
    if row.kind in ("added", "removed"):
        return f"[{row.code}] {row.name} {row.kind}" + (f": {fields}" if fields else "")
    return f"[{row.code}] {row.name}: {fields}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line[:LONGEST] + ("…" if len(line) > LONGEST else "") or "—"


def _points(row: Points) -> str:
    pairs = ((row.before, row.weight_before), (row.after, row.weight_after))
    before, after = (
        "—" if weight is None else f"{'open' if points is None else points} of {weight}" for points, weight in pairs
    )
    return f"{before} → {after}"
