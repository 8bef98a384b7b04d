"""What is laid over the figures of one row: a corrected actual, an adjusted target, points given or taken.

Each is one more entry of the ledger; what it did to the row's points is told with it.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from functools import partial
from pathlib import Path

from engine.actuals import corrections
from engine.actuals.oneline import actual_words
from engine.files.opening import digest
from engine.files.portable import portable
from engine.language.findings import Findings, Value
from engine.language.rendering import InEnglish
from engine.services.asked import inputs_for
from engine.services.effects import Effect, Watched, findings_of, with_effect
from engine.services.errors import (
    BudgetTargetError,
    EvidenceUnreadableError,
    ExpiredError,
    NothingCorrectedError,
    TargetStandsError,
)
from engine.services.ledger import Ledger, tops_of
from engine.services.names import find_row
from engine.store import Act, HistoryEntry, append_actual, append_adjustment, append_target, load_cases
from engine.store import history as history_of
from engine.terms import BUDGET_EXECUTION, Indicator, Project

__all__ = [
    "Act",
    "Adjustment",
    "Amended",
    "Correction",
    "HistoryEntry",
    "TargetChange",
    "adjust",
    "adjust_target",
    "correct",
    "hashed",
    "history",
]


class Correction(Value):
    """A figure to stand in place of the one recorded for a row: a ``value``, or inputs as ``NAME=VALUE``; or only why it is
    what it is (``cause``, ``remedy``, ``note``; None: as they are) and the ``evidence`` that shows it.

    Inputs that are not named stay as they are; of an ``assessor`` it counts in his runs only.
    """

    project: Project
    indicator: str
    value: str | None = None
    inputs: tuple[str, ...] = ()
    cause: str | None = None
    remedy: str | None = None
    note: str | None = None
    assessor: str = ""
    evidence: Path | None = None
    act: Act

    @property
    def texts(self) -> dict[str, str]:
        """The texts that are given, by their names."""
        texts = {name: getattr(self, name) for name in corrections.TEXTS}
        return {name: text.strip() for name, text in texts.items() if text is not None}


class Adjustment(Value):
    """Points to give to a row or to take from it in the runs of an assessor, until ``expires`` where that is said.

    ``written`` is how a person wrote that day, for the refusal of one that is over.
    """

    project: Project
    indicator: str
    points: Decimal
    assessor: str
    expires: datetime | None = None
    written: str = ""
    act: Act


class TargetChange(Value):
    """An officially adjusted target (调整指标值) to stand in place of a declared one."""

    project: Project
    indicator: str
    target: str
    evidence: Path | None = None
    act: Act


class Amended(Value):
    """An entry that was made: of which row, what stood before (None: nothing) and stands now.

    ``effect`` is None where the rules in use have no such row; adjusted targets and points have a ``number``.
    """

    row: Indicator
    before: InEnglish | None
    after: InEnglish
    effect: Effect | None
    number: int | None = None


def correct(ledger: Ledger, request: Correction) -> tuple[Amended, Findings]:
    """Corrects one actual by a new revision; the old one stays in the history.

    :raises RequestError: if the row is not found, nothing would change, or the evidence cannot be read.
    :raises LedgerError: if the ledger fails.
    """
    project, act = request.project, request.act
    row = find_row(project, request.indicator)
    (case,) = load_cases(ledger, [project.code], assessor=request.assessor, year=project.year or 0)
    present = case.recorded[row.code].actual if row.code in case.recorded else None
    evidence = hashed(ledger, request.evidence)
    inputs = inputs_for(row, case, present, request.inputs)
    wanted = corrections.Correction(request.value, inputs, request.texts, evidence)
    try:
        new = corrections.corrected(row, present, wanted, project.code)
    except corrections.CorrectionError as error:
        raise NothingCorrectedError(error.content) from error
    append = partial(
        append_actual, ledger, project.code, new, project.year or 0, assessor=request.assessor, **dict(act)
    )
    _, effect = with_effect(ledger, Watched(project, row.code, request.assessor, act.at), append)
    before = None if present is None else actual_words(present)
    amended = Amended(row=row, before=before, after=actual_words(new), effect=effect)
    return amended, findings_of(effect)


def adjust(ledger: Ledger, request: Adjustment) -> tuple[Amended, Findings]:
    """Gives points to a row or takes them from it; adjustments add up, and points stay between 0 and the weight.

    :raises RequestError: if the row is not found, or the adjustment is over already.
    :raises LedgerError: if the ledger fails.
    """
    project, act = request.project, request.act
    if request.expires is not None and request.expires < act.at:
        raise ExpiredError(request.written or f"{request.expires:%Y-%m-%d}")
    row = find_row(project, request.indicator)
    year, until = project.year or 0, request.expires
    append = partial(append_adjustment, ledger, project.code, row, request.points, request.assessor, act, until, year)
    number, effect = with_effect(ledger, Watched(project, row.code, request.assessor, act.at), append)
    amended = Amended(row=row, before=None, after=str(request.points), effect=effect, number=number)
    return amended, findings_of(effect)


def adjust_target(ledger: Ledger, request: TargetChange) -> tuple[Amended, Findings]:
    """Replaces a declared target in every run from now on; the declared one is shown beside it.

    :raises RequestError: if the row is not found, is the budget's, or has the target already.
    :raises LedgerError: if the ledger fails.
    """
    project, act = request.project, request.act
    row = find_row(project, request.indicator)
    if row.code == BUDGET_EXECUTION:
        raise BudgetTargetError(project, row)
    evidence = hashed(ledger, request.evidence)
    append = partial(append_target, ledger, project.code, row, request.target, act, evidence, project.year or 0)
    number, effect = with_effect(ledger, Watched(project, row.code, "", act.at), append)
    if number is None:
        raise TargetStandsError(row, request.target)
    before = effect.before.row.target_text if effect else row.target_text
    amended = Amended(row=row, before=before, after=request.target, effect=effect, number=number)
    return amended, findings_of(effect)


def history(ledger: Ledger, project: Project, indicator: str | None = None) -> tuple[HistoryEntry, ...]:
    """Every entry of a project, or of one of its rows: what was said, by whom, when and why.

    :raises RequestError: if the row is not found.
    """
    return tuple(history_of(ledger, project, None if indicator is None else [find_row(project, indicator).code]))


def hashed(ledger: Ledger, evidence: Path | None) -> tuple[str, str]:
    """A file's path as it is kept and its SHA-256; empty where there is none.

    :raises EvidenceUnreadableError: if it cannot be read.
    """
    if evidence is None:
        return "", ""
    try:
        return portable(str(evidence), tops_of(ledger)), digest(evidence)
    except OSError as error:
        raise EvidenceUnreadableError(evidence, error) from error
