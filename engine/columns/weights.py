"""The weights of rows, once for each distinct make-up of a project."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from engine.columns.judge import Standing, Understood, attempted
from engine.runs.lines import hundredths
from engine.scoring.distinct import Distinct
from engine.scoring.weights import Weighed
from engine.terms import BUDGET_EXECUTION

_FAILED = Standing("", "", "", False)
_MEMBER = ("standing", "weight", "is_live")


class Member(NamedTuple):
    """A row of a project, as far as weights depend on it; ``weight`` is the declared one as text."""

    standing: Standing
    weight: str | None
    is_live: bool


Given = tuple[list[int | None], list[str] | None]
"""The weights of the rows of a project in hundredths, and the codes of what is to be said of them; None where the program
fails."""


def weighed(
    rows: pl.DataFrame, understood: Sequence[Understood | None], distinct: Distinct
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """``rows`` (at, declared, weight, is_live, in the order of lines) with ``weight`` in hundredths; and of each project (at)
    the codes of what is to be said of its weights, null where they cannot be given."""
    standings: dict[Standing, int] = {}
    numbers = [standings.setdefault(one.standing if one else _FAILED, len(standings)) for one in understood]
    standing = pl.Series("standing", numbers, dtype=pl.UInt32).gather(rows["declared"])
    kept = rows.with_columns(standing).select("at", *_MEMBER)
    members = kept.select(_MEMBER).unique(maintain_order=True).with_row_index("member")
    numbered = kept.join(members, on=_MEMBER, how="left", nulls_equal=True, maintain_order="left")
    made_up = numbered.group_by("at", maintain_order=True).agg("member").group_by("member").agg("at")
    known = list(standings)
    named = [Member(known[at], weight, is_live) for _, at, weight, is_live in members.iter_rows()]
    given = [_given([named[one] for one in some], distinct) for some in made_up["member"].to_list()]
    weights = made_up.select(
        "at",
        pl.Series("weights", [one for one, _ in given], dtype=pl.List(pl.Int32)),
        pl.Series("findings", [one for _, one in given], dtype=pl.List(pl.String)),
    )
    weights = weights.explode("at").sort("at")
    return rows.with_columns(weights["weights"].explode().alias("weight")), weights.select("at", "findings")


def _given(members: Sequence[Member], distinct: Distinct) -> Given:
    """The weights of the rows of a project, the first of them that of its budget."""
    live = tuple(
        Weighed(_code(at), standing.level, standing.group, standing.core, weight or "")
        for at, (standing, weight, is_live) in enumerate(members)
        if is_live
    )
    made = attempted(lambda: distinct.weights(members[0].standing.kind, live))
    if made is None:
        return [None] * len(members), None
    weights, findings = made
    return [hundredths(weights.get(_code(at))) for at in range(len(members))], [one.code for one in findings]


def _code(at: int) -> str:
    return str(at) if at else BUDGET_EXECUTION
