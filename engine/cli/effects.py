"""What an entry did to the points of its row: the project scored before and after, under the rules of the newest run."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from engine.cli.common import DEFAULT_RULESET, dumped, say, this_moment, total_text

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from engine.rulesets import Ruleset
    from engine.runs.record import ProjectScore, Score
    from engine.terms import Project

T = TypeVar("T")


class Effect(NamedTuple):
    """A row before and after an entry, with its project, and the ruleset that scored both."""

    before: tuple[ProjectScore, Score]
    after: tuple[ProjectScore, Score]
    ruleset: str


def as_json(effect: Effect | None) -> dict[str, Any]:
    """The points before and after, and what is to be said of the row now."""
    if effect is None:
        return {}
    before, after = (None if row.points is None else str(row.points) for _, row in (effect.before, effect.after))
    findings = dumped(effect.after[1].findings)
    return {"ruleset": effect.ruleset, "points": {"before": before, "after": after}, "findings": findings}


def show(effect: Effect | None) -> None:
    """Points and total before and after, the adjustments that count, and what is wrong with the row now."""
    if effect is None:
        return
    (old, row), (new, now) = effect.before, effect.after
    if now.weight is not None:
        change = f"points {_points(row)} → {_points(now)} of {now.weight}, total {total_text(old)} → {total_text(new)}"
        click.echo(f"{change} (under {effect.ruleset})")
    if now.assessed:
        terms = " ".join(f"{one.points:+f}" for one in now.assessed)
        click.echo(f"adjustments that count: {terms} = {sum(one.points for one in now.assessed):+f}")
    say(now.findings)
    for flag in now.flags:
        click.echo(f"复核：{flag.message}", err=True)


def _points(row: Score) -> str:
    return row.outcome if row.points is None else str(row.points)


def with_effect(
    ledger: Engine, project: Project, code: str, assessor: str, append: Callable[[], T]
) -> tuple[T, Effect | None]:
    """What ``append`` gives, and what it did to a row in the runs of an assessor; None where the rules have no such row."""
    from engine.scoring.evaluate import score_project
    from engine.scoring.inference import RuleBase
    from engine.store import View, each_case, marks_now

    base = RuleBase(used_rules(ledger, project.year))

    def scored() -> tuple[ProjectScore, Score] | None:
        view = View(now=this_moment(), assessor=assessor, until=marks_now(ledger), year=project.year or 0)
        sheets = [score_project(case, base) for case in each_case(ledger, [project.code], view)]
        return next(((sheet, row) for sheet in sheets for row in sheet.scores if row.code == code), None)

    before = scored()
    done = append()
    after = scored()
    return done, Effect(before, after, base.ruleset.id) if before and after else None


def used_rules(ledger: Engine, year: int | None) -> Ruleset:
    """The rules that the newest run of the year carries, else the newest of all, else the default's."""
    from engine.services.rescoring import rules_in_use

    return rules_in_use(ledger, year) or default_rules()


def default_rules() -> Ruleset:
    """The ruleset that scores where none is named."""
    from engine.rulesets import load_ruleset

    ruleset = load_ruleset(DEFAULT_RULESET)[0]
    if ruleset is None:
        raise click.ClickException(
            f"the ruleset {DEFAULT_RULESET} of this installation is damaged; install jixiao again"
        )
    return ruleset
