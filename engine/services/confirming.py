"""Questions about a row that a person answers: which way is better, in which unit, by which day, or that nothing was due.

An answer is one more entry of the ledger; a later one, or taking it back, stands in its place. It counts for the target
that it was given to, and what it did to the row's points is told with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial, reduce
from pathlib import Path
from typing import NamedTuple

from engine.actuals.moments import read_date
from engine.language.findings import Findings, Value, finding
from engine.language.rendering import Coded, coded
from engine.language.squeezing import squeeze
from engine.measures import objection, read_indicator
from engine.scoring.assessing import replaced
from engine.services.amending import hashed
from engine.services.effects import Effect, Watched, findings_of, used_rules, with_effect
from engine.services.errors import NotAnsweredError
from engine.services.ledger import Ledger
from engine.services.mending import word_of
from engine.services.names import find_row, names_in
from engine.store import Act, Given, append_answer, load_cases
from engine.targets import read_target
from engine.terms import BUDGET_EXECUTION, Answer, AnswerKind, Answers, Direction, Indicator, Project, told

__all__ = [
    "Act",
    "Answer",
    "AnswerKind",
    "Confirmation",
    "Confirmed",
    "Withdrawal",
    "confirm",
    "standing_answer",
    "told",
    "withdraw",
]


class Confirmation(Value):
    """What a person settles about a row: of a ``direction`` ``higher``, ``lower`` or ``exact``, of a ``unit`` that unit as a
    target has it (``万元``), of a ``deadline`` the day as people write it; ``not_due`` has no ``value``.

    Of an ``assessor`` it counts in his runs only.
    """

    project: Project
    indicator: str
    kind: AnswerKind
    value: str = ""
    assessor: str = ""
    evidence: Path | None = None
    act: Act


class Withdrawal(Value):
    """An answer to take back, of a ``kind`` where a row has several: the unit's own, or that of an ``assessor``."""

    project: Project
    indicator: str
    kind: AnswerKind | None = None
    assessor: str = ""
    act: Act


class Confirmed(Value):
    """An entry that was made: about which row, what it says, and what stood before by the same hand (None: nothing).

    ``effect`` is None where the rules in use have no such row.
    """

    row: Indicator
    kind: AnswerKind
    value: str
    withdrawn: bool
    number: int
    before: Answer | None
    effect: Effect | None


class _Asked(NamedTuple):
    """A row with the target that counts, the year, and the answers that stand."""

    row: Indicator
    year: int | None
    answers: Answers


def confirm(ledger: Ledger, request: Confirmation) -> tuple[Confirmed, Findings]:
    """Answers a question about a row; that nothing had asked for it is a finding, and it counts all the same.

    :raises RequestError: if the row is not found, its target itself says otherwise or is nothing of the kind, the value
        cannot be read, or it was answered so already.
    :raises LedgerError: if the ledger fails.
    """
    asked = _asked(ledger, request)
    value = _value(request)
    target = read_target(asked.row.target_text, asked.year)
    if objected := objection(request.kind, value, target, _row_of(request, asked)):
        raise NotAnsweredError(objected)
    before = next((one for one in _own(asked, request) if one.kind is request.kind), None)
    if before is not None and (before.value, squeeze(before.target_text)) == (value, squeeze(asked.row.target_text)):
        raise NotAnsweredError(finding("answer-stands", answer=told(before.kind, before.value), by=before.by))
    unasked = tuple(_unasked(ledger, request, asked))
    confirmed = _appended(ledger, request, asked, Given(request.kind, value), hashed(ledger, request.evidence))
    return confirmed.model_copy(update={"before": before}), (*unasked, *findings_of(confirmed.effect))


def standing_answer(ledger: Ledger, request: Confirmation) -> Answer | None:
    """The answer of the same kind and hand that counts for the row as it is declared now.

    :raises RequestError: if the row is not found.
    """
    asked = _asked(ledger, request)
    own = (one for one in _own(asked, request) if one.kind is request.kind)
    return next((one for one in own if squeeze(one.target_text) == squeeze(asked.row.target_text)), None)


def withdraw(ledger: Ledger, request: Withdrawal) -> tuple[Confirmed, Findings]:
    """Takes an answer back, by one more entry: the question is open again, or the unit's own answer counts again.

    :raises RequestError: if the row is not found, has no such answer, or several and none is named.
    :raises LedgerError: if the ledger fails.
    """
    asked = _asked(ledger, request)
    own, named = [one for one in _own(asked, request) if request.kind in (None, one.kind)], _row_of(request, asked)
    if not own:
        whose = coded("answer-of", assessor=request.assessor) if request.assessor else ""
        raise NotAnsweredError(finding("answer-nothing-to-withdraw", name=asked.row.name, whose=whose, row=named))
    if len(own) > 1:
        answers = [told(one.kind, one.value) for one in own]
        raise NotAnsweredError(
            finding(
                "answer-withdraw-which", name=asked.row.name, answers=answers, kind=_kinds_to_choose(own), row=named
            )
        )
    (before,) = own
    confirmed = _appended(ledger, request, asked, Given(before.kind, before.value, withdrawn=True))
    return confirmed.model_copy(update={"before": before}), findings_of(confirmed.effect)


def _kinds_to_choose(answers: Iterable[Answer]) -> Coded:
    """The kinds of some answers as they are typed, one of which is to be chosen: ``unit|not-due``."""
    kinds = (coded(f"choice-{one.kind.replace('_', '-')}") for one in answers)
    return reduce(lambda one, other: coded("one-of", one=one, other=other), kinds)


def _asked(ledger: Ledger, request: Confirmation | Withdrawal) -> _Asked:
    """The row that is meant, as it counts for the unit or the assessor."""
    project = request.project
    row = find_row(project, request.indicator)
    if row.code == BUDGET_EXECUTION:
        raise NotAnsweredError(finding("answer-budget", name=row.name, project=project.code))
    (case,) = load_cases(ledger, [project.code], assessor=request.assessor, year=project.year or 0)
    row, _ = replaced(row, case.targets.get(row.code))
    return _Asked(row, case.year, case.answers.get(row.code, ()))


def _row_of(request: Confirmation | Withdrawal, asked: _Asked) -> str:
    """The row as a command names it."""
    typed = names_in(request.project).typed(asked.row.code, asked.row.name)
    return f"{word_of(request.project.code)} {word_of(typed)}"


def _own(asked: _Asked, request: Confirmation | Withdrawal) -> Answers:
    """The answers by the same hand: the unit, or the assessor."""
    return tuple(one for one in asked.answers if one.assessor == request.assessor)


def _value(request: Confirmation) -> str:
    """The value as it is kept.

    :raises NotAnsweredError: if it is none of its kind.
    """
    text = request.value.strip()
    if request.kind is AnswerKind.DIRECTION and text not in list(Direction):
        raise NotAnsweredError(finding("answer-direction-unknown", text=text))
    if request.kind is AnswerKind.DEADLINE:
        day = read_date(text)
        if day is None:
            raise NotAnsweredError(finding("answer-day-unknown", day=text))
        return day.isoformat()
    return "" if request.kind is AnswerKind.NOT_DUE else text


def _unasked(ledger: Ledger, request: Confirmation, asked: _Asked) -> Findings:
    """That a direction or a unit was understood without the answer, and how."""
    if any(one.kind is request.kind for one in asked.answers):
        return ()
    reading = read_indicator(asked.row, asked.year, used_rules(ledger, request.project.year).understanding)
    how: dict[AnswerKind, Coded | None] = {
        AnswerKind.DIRECTION: next((one.coded for one in reading.stated), None),
        AnswerKind.UNIT: _unit_read(reading.target.unit_inferred),
    }
    found = how.get(request.kind)
    return () if found is None else (finding("answer-not-asked", how=found).at(asked.row.source),)


def _unit_read(unit: str | None) -> Coded | None:
    return None if unit is None else coded("unit-was-read", unit=unit)


def _appended(
    ledger: Ledger,
    request: Confirmation | Withdrawal,
    asked: _Asked,
    given: Given,
    evidence: tuple[str, str] = ("", ""),
) -> Confirmed:
    """The entry, with what it did to the points."""
    project, row, assessor, act = request.project, asked.row, request.assessor, request.act
    append = partial(append_answer, ledger, project.code, row, given, assessor, act, evidence, project.year or 0)
    number, effect = with_effect(ledger, Watched(project, row.code, assessor, act.at), append)
    return Confirmed(row=row, **given._asdict(), number=number, before=None, effect=effect)
