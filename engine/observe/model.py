"""What is held against a target: a number, a day, a word, periods, events or parts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from engine.actuals.figures import Figure
from engine.actuals.records import Event, Unread, listed, locations_of, number_of
from engine.language.findings import Finding, Findings, Value, finding
from engine.language.rendering import Coded, Content, coded
from engine.quantity import Ratio, in_wan
from engine.quantity.expressions import QUOTIENT, Expression, as_number
from engine.targets import Operator


class Period(Value):
    """One period's figure: ``2024-01``, its number in the unit of the observation, and how a computed one came about."""

    label: str
    number: Ratio
    expression: Expression | None = None


class Partly(Value):
    """A figure that some records make together of which not all can be read: how many are known to count towards it,
    of how many (None: it is their number), and how many may or may not."""

    kept: int
    unsure: int
    total: int | None = None

    def number(self, more: int) -> Ratio:
        """The figure, in percent where it is a share, if so many of the unsure ones count."""
        kept = self.kept + more
        return Ratio.of(Decimal(kept)) if self.total is None else Ratio.of(kept * 100, self.total)


class Kept(Value):
    """How many times something was in time, of how many; or the ``rate`` in percent that a text states itself. None
    where it is not said."""

    count: int | None = None
    total: int | None = None
    rate: Ratio | None = None

    @property
    def share(self) -> Ratio | None:
        """The share of the times that are known."""
        if self.rate is not None:
            return Ratio(self.rate.num, self.rate.den * 100)
        return Ratio.of(self.count, self.total) if self.total and self.count is not None else None

    @property
    def expression(self) -> Expression:
        """The same as arithmetic."""
        return (QUOTIENT, str(self.count), str(self.total)) if self.rate is None else as_number(self.rate, "%")


class Observation(Value):
    """The actual as it is held against the target; one of the figures is set, or the findings say why none is.

    ``number`` with ``unit`` (``per`` a period, of a ``change`` that the record itself calls up or down); ``day``; ``days``
    by period; ``kept``, how many times it was in time; ``in_time``, whether words claim that it was; ``verdict``; ``word``; ``periods`` (numbers in ``unit``); ``events``; ``parts``
    (figures by what they apply to). ``shown`` is the text for the table, ``expression`` how a computed number came
    about. ``unread`` are further events or periods, of which nothing is known; ``until`` is the time up to which the
    events were kept. ``question`` says what leaves a figure open: ``partly`` within which bounds, or ``admitted`` what it
    may be, each with what that assumes (``assuming``); with neither nothing is known of it. ``bound`` is the sign that the
    number itself carries (95%以上), ``approximate`` that it is about so much, ``picked`` that it is one of several figures
    of the text; ``not_due`` that nothing was to be done.
    """

    shown: Content
    number: Ratio | None = None
    unit: str | None = None
    per: str | None = None
    change: str | None = None
    expression: Expression | None = None
    day: date | None = None
    days: tuple[tuple[str, date], ...] = ()
    kept: Kept | None = None
    in_time: bool = False
    verdict: bool | None = None
    word: str = ""
    periods: tuple[Period, ...] = ()
    events: tuple[Event, ...] = ()
    parts: dict[str, Figure] = {}
    unread: tuple[Unread, ...] = ()
    until: datetime | None = None
    question: Finding | None = None
    partly: Partly | None = None
    admitted: tuple[Observation, ...] = ()
    assuming: Coded | None = None
    bound: Operator | None = None
    approximate: bool = False
    picked: bool = False
    not_due: bool = False
    findings: Findings = ()

    @property
    def has_events(self) -> bool:
        """Whether it is a list of events, if of none that can be read."""
        return bool(self.events) or any(one.sort == "event" for one in self.unread)

    @property
    def has_periods(self) -> bool:
        """Whether it is a list of periods, if of none that can be read."""
        return bool(self.periods) or any(one.sort == "period" for one in self.unread)


def shown_number(number: Ratio, unit: str | None) -> Content:
    """A number for people: exact where it has at most 2 decimals, else rounded to 2 and said to be."""
    exact = number.decimal(2)
    text = f"{in_wan(exact)}{unit or ''}"
    return text if number.cmp(exact) == 0 else coded("about", number=text)


def records_unread(unread: Sequence[Unread], total: int) -> Finding | None:
    """What is asked where some records of a list cannot be read, at the first of them; None where all can."""
    if not unread:
        return None
    values = {"count": number_of(unread), "total": total, "places": locations_of(unread)}
    return finding("records-unread", unread[0].source, **values)


def events_unclosed(number: int, total: int, names: Sequence[str] = ()) -> Finding | None:
    """What is asked where some events are not closed and may or may not keep their limits; None where there is none."""
    return finding("events-unclosed", count=number, total=total, names=listed(names) or "—") if number else None


def from_figure(figure: Figure) -> Observation:
    """The observation of one recorded text."""
    return Observation(
        shown=figure.text.strip(),
        number=None if figure.number is None else Ratio.of(figure.number),
        unit=figure.unit,
        per=figure.per,
        change=figure.change,
        day=figure.day,
        verdict=figure.verdict,
        word=figure.word,
        findings=figure.findings,
    )
