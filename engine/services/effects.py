"""What an entry does to the points of its row: the project scored before and after, under the rules in use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple, TypeVar

from engine.language.findings import Findings, Value
from engine.language.rendering import Coded, Language, coded
from engine.rulesets import Ruleset, load_ruleset
from engine.runs.record import ProjectScore, Score
from engine.runs.wording import worded
from engine.scoring.evaluate import score_project
from engine.scoring.inference import RuleBase
from engine.services import DEFAULT_RULESET
from engine.services.errors import InstallationError
from engine.services.ledger import Ledger
from engine.services.rescoring import rules_in_use
from engine.store import View, each_case, marks_now
from engine.terms import Project

T = TypeVar("T")


class Standing(Value):
    """A row of a sheet at some time."""

    sheet: ProjectScore
    row: Score


class Effect(Value):
    """A row before and after an entry, the ruleset that scored both, and what it asks a person to look at now."""

    before: Standing
    after: Standing
    ruleset: str
    flags: tuple[Coded, ...] = ()


def findings_of(effect: Effect | None) -> Findings:
    """What is to be said of the row now."""
    return effect.after.row.findings if effect else ()


def is_mended(effect: Effect | None) -> bool:
    """Whether an entry leaves no error of its row, or fewer than there were."""
    if effect is None:
        return True
    before, after = (sum(one.severity == "error" for one in at.row.findings) for at in (effect.before, effect.after))
    return after == 0 or after < before


class Watched(NamedTuple):
    """The row that is scored before and after: of a project, by its code, in the runs of an assessor, at a time."""

    project: Project
    code: str
    assessor: str
    now: datetime


def with_effect(ledger: Ledger, watched: Watched, append: Callable[[], T]) -> tuple[T, Effect | None]:
    """What ``append`` gives, and what it did to a row; None where the rules in use have no such row."""
    project, code, assessor, now = watched
    base = RuleBase(used_rules(ledger, project.year))

    def scored() -> Standing | None:
        view = View(now=now, assessor=assessor, until=marks_now(ledger), year=project.year or 0)
        cases = each_case(ledger, [project.code], view)
        sheets = [worded(score_project(case, base), base.ruleset) for case in cases]
        rows = (Standing(sheet=sheet, row=row) for sheet in sheets for row in sheet.scores if row.code == code)
        return next(rows, None)

    before = scored()
    done = append()
    after = scored()
    if before is None or after is None:
        return done, None
    return done, Effect(before=before, after=after, ruleset=base.ruleset.id, flags=_flags(after, base.ruleset))


def _flags(now: Standing, ruleset: Ruleset) -> tuple[Coded, ...]:
    """The flags of a row, each for either language."""
    english = worded(now.sheet, ruleset, Language.ENGLISH) if now.row.flags else now.sheet
    row = next(one for one in english.scores if one.code == now.row.code)
    pairs = zip(row.flags, now.row.flags, strict=True)
    return tuple(coded("in-both", english=one.message, chinese=other.message) for one, other in pairs)


def used_rules(ledger: Ledger, year: int | None) -> Ruleset:
    """The rules that the newest run of the year carries, else the newest of all, else the default's.

    :raises InstallationError: if the default's cannot be read.
    """
    return rules_in_use(ledger, year) or default_rules()


def default_rules() -> Ruleset:
    """The ruleset that scores where none is named.

    :raises InstallationError: if it cannot be read.
    """
    ruleset = load_ruleset(DEFAULT_RULESET)[0]
    if ruleset is None:
        raise InstallationError(DEFAULT_RULESET)
    return ruleset
