"""Forms taken into the ledger, and what each that was declared before changes there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Engine

from engine.rulesets import Ruleset
from engine.scoring.evaluate import Case, score_project
from engine.scoring.inference import RuleBase
from engine.services.redeclared import Lost, Redeclared, redeclared
from engine.services.rescoring import rules_in_use
from engine.store import Marks, View, declared_since, each_case, in_batches, lost_entries, marks_now
from engine.terms import Project


def redeclarations(ledger: Engine, before: Marks, otherwise: Ruleset, now: datetime) -> Iterator[Redeclared]:
    """What the forms changed that were declared anew after some marks, one project after another.

    Both forms are scored with what is recorded, by the rules of the newest run of their year, else ``otherwise``.
    """
    until = marks_now(ledger)
    for year, codes in declared_since(ledger, before, until).items():
        base = RuleBase(rules_in_use(ledger, year or None) or otherwise)
        views = [View(now=now, until=marks, year=year) for marks in (before, until)]
        for batch in in_batches(codes):
            old, new = ({one.project.code: one for one in each_case(ledger, batch, view)} for view in views)
            yield from (_between(ledger, old[code], new[code], year, base) for code in batch if code in old)


def _between(ledger: Engine, before: Case, after: Case, year: int, base: RuleBase) -> Redeclared:
    forms = _of(before.project, year), _of(after.project, year)
    lost = tuple(
        Lost(
            kind=one.kind,
            code=one.code,
            indicator=one.indicator,
            value=one.value,
            by=one.by,
            number=one.number,
            assessor=one.assessor,
        )
        for one in lost_entries(ledger, *forms)
    )
    return redeclared(forms, (score_project(before, base), score_project(after, base)), lost, base.ruleset.id)


def _of(project: Project, year: int) -> Project:
    """A form with the year it counts for."""
    return project.model_copy(update={"year": year or None})
