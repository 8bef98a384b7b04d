"""The reason of a score as facts; :mod:`engine.runs.wording` makes the sentences of it."""

from __future__ import annotations

from engine.actuals import Actual, EventList, Series
from engine.compare import Comparison
from engine.rulesets import NUMBERS
from engine.runs.record import Counted, Facts
from engine.scoring.awards import Judged, calculation_of


def _comparison(compared: Comparison) -> Counted:
    """The ratio that says something, and how it was made; over a target of 0 none does."""
    if compared.lateness is not None:
        return Counted(of="lateness", ratio=compared.lateness, expression=compared.expression)
    if compared.deviation is not None:
        return Counted(of="deviation", ratio=compared.deviation, expression=compared.expression)
    if compared.completion is not None and compared.expression and compared.excess is None:
        return Counted(of="completion", ratio=compared.completion, expression=compared.expression)
    return Counted()


def _counted(judged: Judged) -> Counted:
    """How a row, or one end of an open one, was counted."""
    made = calculation_of(judged)
    update: dict[str, object] = {"assuming": judged.compared.assuming}
    if made is not None:
        update |= {"share": made.share, "points": made.points, "cut": made.cut}
    return _comparison(judged.compared).model_copy(update=update)


def _data_file(actual: Actual | None) -> str:
    """The file whose rows were recorded, if any."""
    record = actual.record if actual else None
    return record.data_file if isinstance(record, Series | EventList) else ""


def facts_of(judged: Judged, actual: Actual | None) -> Facts:
    """Everything a person needs to redo the score on paper, as codes and numbers."""
    compared, decision = judged.compared, judged.decision
    ratios = {name: getattr(compared, name) for name in NUMBERS}
    return Facts(
        actual=compared.shown,
        data_file=_data_file(actual),
        counted=tuple(_counted(one) for one in judged.ends or (judged,)),
        needs=compared.needs,
        rule=decision.award.id if decision.award else None,
        adjusting=tuple(rule.id for rule in decision.adjustments),
        flags=tuple(rule.id for rule in decision.flags),
        ratios={name: ratio for name, ratio in ratios.items() if ratio is not None},
        steps=tuple(step.coded for step in compared.steps),
    )
