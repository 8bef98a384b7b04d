"""What is held against a target: a number, a day, a word, periods, events or parts."""

from __future__ import annotations

from datetime import date

from engine.actuals.figures import Figure
from engine.actuals.series import Event
from engine.findings import Findings, Value
from engine.quantity import Ratio, in_wan


class Period(Value):
    """One period's figure: ``2024-01``, its number in the unit of the observation, and how a computed one came about."""

    label: str
    number: Ratio
    expression: str = ""


class Observation(Value):
    """The actual as it is held against the target; one of the figures is set, or the findings say why none is.

    ``number`` with ``unit`` (``per`` a period); ``day``; ``verdict``; ``word``; ``periods`` (numbers in ``unit``); ``events``; ``parts``
    (figures by what they apply to). ``shown`` is the text for the table, ``expression`` how a computed number came
    about.
    """

    shown: str
    number: Ratio | None = None
    unit: str | None = None
    per: str | None = None
    expression: str = ""
    day: date | None = None
    verdict: bool | None = None
    word: str = ""
    periods: tuple[Period, ...] = ()
    events: tuple[Event, ...] = ()
    parts: dict[str, Figure] = {}
    findings: Findings = ()


def shown_number(number: Ratio, unit: str | None) -> str:
    """A number for people: exact where it has at most 2 decimals, else rounded to 2 and said to be."""
    exact = number.decimal(2)
    text = in_wan(exact) if number.compare(exact) == 0 else "约" + in_wan(exact)
    return f"{text}{unit or ''}"


def from_figure(figure: Figure) -> Observation:
    """The observation of one recorded text."""
    return Observation(
        shown=figure.text.strip(),
        number=None if figure.number is None else Ratio.of(figure.number),
        unit=figure.unit,
        per=figure.per,
        day=figure.day,
        verdict=figure.verdict,
        word=figure.word,
        findings=figure.findings,
    )
