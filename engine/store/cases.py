"""What is known of each project at a time, by an assessor: the cases that a run is computed from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import Any, NamedTuple, Protocol, TypeVar

from sqlalchemy import Connection, Engine, Select, Table, select

from engine.actuals.model import Actual
from engine.runs.record import AdjustedTarget, Assessed, Origin
from engine.runs.tree import sha256
from engine.scoring.evaluate import Case, Recorded
from engine.store.damage import parsed, points_of
from engine.store.declared import all_codes, newest_declarations
from engine.store.entries import HEAD, Head
from engine.store.sessions import batches, reading, utc
from engine.store.tables import (
    ADJUSTMENT,
    ANSWER,
    REVISION,
    TARGET,
    AdjustmentRow,
    AnswerRow,
    DeclarationRow,
    RevisionRow,
    TargetRow,
    rows,
)
from engine.store.views import View, marks_now, seen
from engine.terms import Answer, Answers, Indicator, Project, standing
from engine.terms.levels import key_of


class _Placed(Protocol):
    """An entry for a row of a form."""

    @property
    def project(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def indicator(self) -> str: ...


class _Dated(_Placed, Protocol):
    """An entry of a year."""

    @property
    def year(self) -> int: ...


Entry = TypeVar("Entry", bound=_Placed)
Dated = TypeVar("Dated", bound=_Dated)


def load_cases(
    ledger: Engine,
    projects: Sequence[str] | None = None,
    as_of: datetime | None = None,
    assessor: str = "",
    year: int | None = None,
) -> tuple[Case, ...]:
    """What is known of each project: its newest form and the newest revision of each actual, at a time or now.

    Of a year; None is each project's newest.
    """
    view = View(as_of=as_of, assessor=assessor, until=marks_now(ledger), year=year)
    return tuple(each_case(ledger, all_codes(ledger, view) if projects is None else projects, view))


def each_case(ledger: Engine, projects: Iterable[str], view: View) -> Iterator[Case]:
    """The cases of projects in a view, in that order; one not declared then is left out. Some hundred are held at once.

    A view with marks (``until``) sees one moment, however long the reading takes.
    """
    for batch in batches(projects):
        with reading(ledger) as connection:
            cases = tuple(_cases(connection, batch, view))
        yield from cases


_Entry = RevisionRow | TargetRow | AdjustmentRow | AnswerRow


class Entries(NamedTuple):
    """What was entered for a project, each kind the first first; of revisions and answers an assessor's after the unit's."""

    revisions: Sequence[RevisionRow] = ()
    targets: Sequence[TargetRow] = ()
    adjustments: Sequence[AdjustmentRow] = ()
    answers: Sequence[AnswerRow] = ()

    def sha256(self, declared: DeclarationRow) -> str:
        """The SHA-256 of all that a case is read from."""
        entries: Iterable[_Entry] = chain(self.revisions, self.targets, self.adjustments, self.answers)
        return sha256("\x1f".join((declared.content, *chain.from_iterable(map(_parts, entries)))))


def _parts(entry: _Entry) -> tuple[str, ...]:
    """What an entry says, by whom and why."""
    if isinstance(entry, AdjustmentRow):
        return entry.code, str(entry.number), entry.points, str(entry.expires), entry.by, entry.reason
    return entry.code, str(entry.number), entry.content, entry.by, entry.reason


def entered(
    connection: Connection, batch: Sequence[str], view: View
) -> tuple[dict[str, DeclarationRow], dict[str, Entries]]:
    """The newest form of each project in a view, and what was entered for it, by its code."""
    declared = newest_declarations(connection, view, batch)
    of = {code: row.year for code, row in declared.items()}
    revisions = _by_project(_revisions(connection, batch, view), of)
    targets = _by_project(_targets(connection, batch, view), of)
    adjustments = _by_project(_adjustments(connection, batch, view), of)
    answers = _by_project(_answers(connection, batch, view), of)
    return declared, {
        code: Entries(revisions.get(code, ()), targets.get(code, ()), adjustments.get(code, ()), answers.get(code, ()))
        for code in declared
    }


def _cases(connection: Connection, batch: Sequence[str], view: View) -> Iterator[Case]:
    declared, entries = entered(connection, batch, view)
    yield from (case_of(declared[code], entries[code]) for code in batch if code in declared)


def case_of(declared: DeclarationRow, entries: Entries) -> Case:
    """The case of a form and of what was entered for it.

    :raises LedgerDamagedError: if a row holds something else than was put there.
    """
    project = parsed(declared, Project)
    return _case(project, entries.revisions).model_copy(
        update={
            "sha256": entries.sha256(declared),
            "targets": newest_targets(project, entries.targets),
            "adjustments": _standing(project, entries.adjustments),
            "answers": standing_answers(project, entries.answers),
        }
    )


def _by_project(rows: Iterable[Dated], of: Mapping[str, int]) -> dict[str, list[Dated]]:
    """The entries of each project that belong to the year of its form."""
    found: dict[str, list[Dated]] = {}
    for row in rows:
        if row.year == of.get(row.project):
            found.setdefault(row.project, []).append(row)
    return found


def load_answers(ledger: Engine, project: Project) -> dict[str, Answers]:
    """The unit's answers that stand for the rows of a project in its year."""
    with reading(ledger) as connection:
        return standing_answers(project, _answers(connection, [project.code], View(year=project.year or 0)))


def _revisions(connection: Connection, projects: Sequence[str], view: View) -> Sequence[RevisionRow]:
    """The unit's revisions, then those of the assessor, each the first first: a later one stands over an earlier one."""
    query = _of(REVISION, projects, view).where(REVISION.c.assessor.in_(("", view.assessor)))
    return sorted(rows(connection, RevisionRow, query), key=_own_first)


def _of(table: Table, projects: Sequence[str], view: View) -> Select[Any]:
    """The entries of projects that are in a view."""
    return select(table).where(table.c.project.in_(projects), *seen(table, view))


def _own_first(row: RevisionRow | AnswerRow) -> tuple[bool, int]:
    """The unit's entries before an assessor's, each the first first."""
    return row.assessor != "", row.id


def _answers(connection: Connection, projects: Sequence[str], view: View) -> Sequence[AnswerRow]:
    """The unit's answers, then those of the assessor, in the same order as revisions."""
    query = _of(ANSWER, projects, view).where(ANSWER.c.assessor.in_(("", view.assessor)))
    return sorted(rows(connection, AnswerRow, query), key=_own_first)


def _targets(connection: Connection, projects: Sequence[str], view: View) -> Sequence[TargetRow]:
    return rows(connection, TargetRow, _of(TARGET, projects, view).order_by(TARGET.c.id))


def _adjustments(connection: Connection, projects: Sequence[str], view: View) -> Sequence[AdjustmentRow]:
    """The assessor's adjustments that have not expired."""
    query = _of(ADJUSTMENT, projects, view).where(ADJUSTMENT.c.assessor == view.assessor).order_by(ADJUSTMENT.c.id)
    moment = view.as_of or view.now
    found = rows(connection, AdjustmentRow, query)
    return [row for row in found if moment is None or row.expires is None or utc(moment) <= row.expires]


def _case(project: Project, newest: Sequence[RevisionRow]) -> Case:
    heads = [(row, parsed(row, Head)) for row in newest if row.code == HEAD]
    year: int | None = None
    achieved = ""
    for row, head in heads:
        if row.assessor:  # what an assessor leaves out stays the unit's
            year, achieved = head.year or year, head.achieved or achieved
        else:
            year, achieved = head.year, head.achieved
    recorded = {code: _recorded(rows[-1], code) for code, rows in placed(project, newest).items() if code != HEAD}
    return Case(project=project, year=project.year or year, achieved=achieved, recorded=recorded)


def placed(project: Project, rows: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The entries under the codes of the rows they were made for, each list in the order given.

    A form that was imported again may number its rows otherwise: an entry then follows the name of its row, in whatever
    signs, and one whose row is gone is left out rather than given to another. Codes that are no numbers are not a form's.
    """
    names: dict[str, list[Indicator]] = {}
    for row in project.indicators:
        names.setdefault(key_of(row.name), []).append(row)
    found: dict[str, list[Entry]] = {}
    for entry in rows:
        alike = names.get(key_of(entry.indicator), [])
        codes = [row.code for row in alike if row.name == entry.indicator] or [row.code for row in alike]
        if entry.code in codes or not entry.code.isdigit():
            found.setdefault(entry.code, []).append(entry)
        elif len(codes) == 1:
            found.setdefault(codes[0], []).append(entry)
    return dict(sorted(found.items()))


def _recorded(row: RevisionRow, code: str) -> Recorded:
    actual = parsed(row, Actual).model_copy(update={"code": code})
    origin = Origin(
        revision=row.number,
        by=row.by,
        reason=row.reason,
        source=actual.source,
        evidence=actual.evidence,
        evidence_sha256=actual.evidence_sha256,
    )
    return Recorded(actual=actual, origin=origin)


def newest_targets(project: Project, rows: Iterable[TargetRow]) -> dict[str, AdjustedTarget]:
    """The adjusted target of each row of a form that has one; ``rows`` the first first."""
    found = placed(project, rows)
    return {code: parsed(entries[-1], AdjustedTarget) for code, entries in found.items()}


def standing_answers(project: Project, rows: Iterable[AnswerRow]) -> dict[str, Answers]:
    """The answers that stand for each row of a form; ``rows`` as they are laid over each other, the last on top."""
    found = {code: standing(parsed(row, Answer) for row in entries) for code, entries in placed(project, rows).items()}
    return {code: answers for code, answers in found.items() if answers}


def _standing(project: Project, rows: Iterable[AdjustmentRow]) -> dict[str, tuple[Assessed, ...]]:
    return {code: tuple(_assessed(row) for row in entries) for code, entries in placed(project, rows).items()}


def _assessed(row: AdjustmentRow) -> Assessed:
    expires = row.expires.isoformat() if row.expires else ""
    return Assessed(number=row.number, points=points_of(row), by=row.by, reason=row.reason, expires=expires)
