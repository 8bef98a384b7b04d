"""Which scores of an earlier run still hold: those of projects of which the ledger says nothing new since.

Entries are only ever appended, so a project without entries after the marks of a run is known exactly as it was then.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, col, select

from engine.record import ProjectScore, Run
from engine.rulesets import Ruleset
from engine.store.cases import Marks, View
from engine.store.sessions import reading
from engine.store.tables import AdjustmentRow, RunContentRow, RunRow


def unaffected(
    ledger: Engine, ruleset: Ruleset, view: View, program: str, packages: Mapping[str, str]
) -> dict[str, ProjectScore]:
    """The scores, by project, of the newest run that the same code made for the same assessor by the same ruleset.

    Nothing where there is no such run, or where what was known at another time is asked for.
    """
    if view.as_of is not None or view.until is None:
        return {}
    with reading(ledger) as session:
        found = _newest(session, ruleset, view.assessor, program)
        marks = Marks.from_json(found.marks) if found else None
        if found is None or marks is None:
            return {}
        run = Run.model_validate_json(session.get_one(RunContentRow, found.run).content)
        if run.packages != dict(packages) or run.inputs[0].sha256 != ruleset.digest:
            return {}
        changed = _touched(session, marks, view.until) | _expiring(session, view.assessor)
    return {one.code: one for one in run.projects if one.code not in changed}


def _newest(session: Session, ruleset: Ruleset, assessor: str, program: str) -> RunRow | None:
    query = select(RunRow).where(RunRow.ruleset == ruleset.id, RunRow.assessor == assessor, RunRow.program == program)
    return session.exec(query.where(col(RunRow.as_of).is_(None)).order_by(col(RunRow.id).desc()).limit(1)).first()


def _touched(session: Session, after: Marks, until: Marks) -> set[str]:
    """The projects with entries between two marks."""
    found: set[str] = set()
    tables = [SQLModel.metadata.tables[name] for name in Marks._fields]
    for table, low, high in zip(tables, after, until, strict=True):
        query = select(table.c.project).where(table.c.id > low, table.c.id <= high).distinct()
        found |= set(session.execute(query).scalars())
    return found


def _expiring(session: Session, assessor: str) -> set[str]:
    """The projects with adjustments that end by themselves."""
    query = select(AdjustmentRow.project).where(AdjustmentRow.assessor == assessor)
    return set(session.exec(query.where(col(AdjustmentRow.expires).is_not(None)).distinct()))
