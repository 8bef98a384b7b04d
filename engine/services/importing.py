"""Forms taken into the ledger, and what each that was declared before changes there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from engine.files.duplicates import without_duplicates
from engine.forms import DECLARATIONS, each_form
from engine.language.findings import Findings, Value
from engine.rulesets import Ruleset
from engine.runs.wording import worded
from engine.scoring.evaluate import Case, score_project
from engine.scoring.inference import RuleBase
from engine.services.declaring import dated
from engine.services.effects import default_rules
from engine.services.ledger import Ledger, tops_of
from engine.services.progress import Progress, silent
from engine.services.redeclared import Again, Lost, Redeclared, redeclared
from engine.services.rescoring import rules_in_use
from engine.services.taking import Taken
from engine.store import (
    Marks,
    View,
    append_declarations,
    declared_since,
    each_case,
    in_batches,
    lost_entries,
    marks_now,
    stale_answers,
)
from engine.terms import Project


class Import(Value):
    """Forms to import (files or folders); ``year`` is that of forms that say none, ``at`` when they are accepted."""

    forms: tuple[str, ...]
    year: int | None = None
    at: datetime


class Imported(Value):
    """How many projects of which years (0: none known), how many rows; how many were new, changed, there already."""

    projects: int
    rows: int
    years: dict[int, int]
    new: int
    changed: int
    unchanged: int
    changes: tuple[Redeclared, ...]


def import_forms(ledger: Ledger, request: Import, progress: Progress = silent) -> tuple[Imported, Findings]:
    """Takes each form for the year it is declared for; ``progress`` is called after each file.

    Of two forms of one project and year that differ neither is taken; whatever is wrong with one is a finding.

    :raises LedgerError: if the ledger fails; what was accepted until then stands.
    """
    taken, before = Taken(tops_of(ledger, request.forms)), marks_now(ledger)
    read = taken.through(dated(each_form(request.forms), request.year), progress)
    projects = taken.counted(without_duplicates(read, DECLARATIONS, taken.findings.append))
    counted = append_declarations(ledger, projects, request.at)
    changes = tuple(redeclarations(ledger, before, default_rules(), request.at)) if counted.changed else ()
    imported = Imported(
        projects=taken.years.total(),
        rows=taken.rows,
        years=taken.by_year(),
        **counted.counts(),
        changes=changes,
    )
    return imported, (*taken.findings, *(one_finding for one in changes for one_finding in one.findings))


def redeclarations(ledger: Ledger, before: Marks, otherwise: Ruleset, now: datetime) -> Iterator[Redeclared]:
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


def _between(ledger: Ledger, before: Case, after: Case, year: int, base: RuleBase) -> Redeclared:
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
    again = tuple(
        Again(
            code=one.code,
            indicator=one.entry.indicator,
            before=one.before,
            after=one.after,
            by=one.entry.by,
            assessor=one.entry.assessor,
            **one.answer.model_dump(include={"kind", "value"}),
        )
        for one in stale_answers(ledger, *forms)
    )
    first, last = (worded(score_project(case, base), base.ruleset) for case in (before, after))
    return redeclared(forms, (first, last), (lost, again), base.ruleset.id)


def _of(project: Project, year: int) -> Project:
    """A form with the year it counts for."""
    return project.model_copy(update={"year": year or None})
