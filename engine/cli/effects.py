"""What an entry did to the points of its row, in lines and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from engine.cli.common import dumped, say

if TYPE_CHECKING:
    from engine.runs.record import Score
    from engine.services.effects import Effect


def as_json(effect: Effect | None) -> dict[str, Any]:
    """The points before and after, and what is to be said of the row now."""
    if effect is None:
        return {}
    rows = (effect.before.row, effect.after.row)
    before, after = (None if row.points is None else str(row.points) for row in rows)
    findings = dumped(effect.after.row.findings)
    return {"ruleset": effect.ruleset, "points": {"before": before, "after": after}, "findings": findings}


def show(effect: Effect | None) -> None:
    """Points and total before and after, the adjustments that count, and what is wrong with the row now."""
    if effect is None:
        return
    from engine.runs.sidebyside import total_text

    before, now = effect.before, effect.after.row
    if now.weight is not None:
        totals = f"total {total_text(before.sheet)} → {total_text(effect.after.sheet)}"
        change = f"points {_points(before.row)} → {_points(now)} of {now.weight}, {totals}"
        click.echo(f"{change} (under {effect.ruleset})")
    if now.assessed:
        terms = " ".join(f"{one.points:+f}" for one in now.assessed)
        click.echo(f"adjustments that count: {terms} = {sum(one.points for one in now.assessed):+f}")
    say(now.findings)
    for flag in now.flags:
        click.echo(f"复核：{flag.message}", err=True)


def _points(row: Score) -> str:
    return row.outcome if row.points is None else str(row.points)
