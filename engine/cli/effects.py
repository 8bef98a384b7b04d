"""What an entry did to the points of its row, in lines and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from engine.cli.common import dumped, say
from engine.cli.wording import tell, words

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
        totals = {"total_before": total_text(before.sheet), "total_after": total_text(effect.after.sheet)}
        points = {"before": _points(before.row), "after": _points(now), "weight": now.weight}
        click.echo(words("effect-points", **points, **totals, ruleset=effect.ruleset))
    if now.assessed:
        terms = " ".join(f"{one.points:+f}" for one in now.assessed)
        click.echo(words("effect-adjustments", terms=terms, sum=f"{sum(one.points for one in now.assessed):+f}"))
    say(now.findings)
    for flag in effect.flags:
        tell("for-review", message=flag)


def _points(row: Score) -> str:
    return words(f"outcome-{row.outcome}") if row.points is None else str(row.points)
