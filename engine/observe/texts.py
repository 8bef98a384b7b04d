"""A recorded text, read in the light of its row -> what was observed: the one reader of texts, for every command.

Readers stand in order, each small: what it knows becomes an observation, with a question where the text leaves open what
is meant, or None. The first that applies decides. Plain figures (95%, 12期) take a short way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from engine.actuals.figures import read_figure
from engine.language.findings import finding
from engine.language.patterns import regex
from engine.measures import MeasureKind, Reading
from engine.observe.changes import as_change
from engine.observe.chosen import chosen
from engine.observe.days import bare, by_days, finished, undated
from engine.observe.frequencies import frequency, period_of
from engine.observe.impossible import checked, checked_day
from engine.observe.kept import each_in_time, times_kept
from engine.observe.model import Observation, from_figure
from engine.observe.parts import how_often, in_parts
from engine.observe.punctual import says_in_time
from engine.observe.recorded import RecordedRow
from engine.observe.shares import counted_share, points_of_hundred
from engine.observe.worded import occurrence, worded
from engine.observe.zero import nothing_due, nothing_happened
from engine.quantity import EXACT, Dimension, Ratio, unit_of
from engine.targets import TargetKind
from engine.targets.amounts import MULTIPLIERS

NUMERIC = (TargetKind.QUANTITY, TargetKind.RANGE, TargetKind.CHANGE)
Reader = Callable[[RecordedRow], Observation | None]
_COUNTERS = "[个项套台份次条人户名位篇座盏件辆所家间处场期批支本册部幢栋宗笔例门节届轮株起只头]|人次|场次|批次"
_PLAIN = regex(
    r"\s*(?P<number>\d{1,15}(?:\.\d{1,9})?|\d{1,3}(?:,\d{3})+(?:\.\d{1,9})?)\s*"
    r"(?P<times>[万亿]?)(?P<unit>%|分|元|" + _COUNTERS + r"|个月|小时|分钟|秒|天|个工作日|亩|公里|平方米|米|吨)?\s*",
    re.ASCII,
)
_DAY = regex(r"\s*\d{4}(?:年\d{1,2}月\d{1,2}日|(?P<mark>[-/.])\d{1,2}(?P=mark)\d{1,2})\s*", re.ASCII)


def read_text(text: str, reading: Reading, year: int | None) -> Observation:
    """What a recorded text says of a row; never raises on what people recorded.

    A text that leaves open what is meant has a question, and as ``admitted`` what it may be, each with what that assumes.
    """
    seen = points_of_hundred(_read(text, reading, year), reading)
    if reading.target.kind is TargetKind.DEADLINE:  # beside figures only what is said of every period is of all
        claim = says_in_time(text if reading.target.each else seen.word)
        seen = checked_day(seen.model_copy(update={"in_time": claim}), reading, year)
    return checked(as_change(seen, reading), reading)


def _read(text: str, reading: Reading, year: int | None) -> Observation:
    kind = reading.target.kind
    plain = _PLAIN.fullmatch(text) if kind in NUMERIC else None
    if plain is not None and (seen := _plain(plain)):
        return seen
    if kind is TargetKind.DEADLINE and _DAY.fullmatch(text):
        return from_figure(read_figure(text, year))
    row = RecordedRow(text.strip(), reading, year)
    for reader in _readers(reading):
        seen = reader(row)
        if seen is not None:
            return seen
    return _as_it_stands(row)


def is_plain(text: str) -> bool:
    """Whether a text is a number with its unit and nothing beside it, as it is read beside a number to be reached."""
    return _PLAIN.fullmatch(text) is not None


def _plain(match: re.Match[str]) -> Observation | None:
    """A number with its unit and nothing beside it; percentages beyond 100, which may be misread, go the long way."""
    number, unit = Decimal(match["number"].replace(",", "")), match["unit"]
    number = EXACT.multiply(number, MULTIPLIERS[match["times"]]) if match["times"] else number
    if unit == "%" and number > 100:
        return None
    return Observation(shown=match[0].strip(), number=Ratio.of(number), unit=unit)


def _readers(reading: Reading) -> tuple[Reader, ...]:
    kind = reading.target.kind
    if kind is TargetKind.DEADLINE:
        return DAYS
    if kind is TargetKind.QUALITATIVE or reading.measure.kind is MeasureKind.PASS_FAIL:
        return WORDS
    if kind is TargetKind.COMPOUND:
        return PARTS if reading.target.combine == "all" else OFTEN
    if kind is TargetKind.NOT_APPLICABLE:
        return (occurrence,)
    return NUMBERS if kind in NUMERIC else ()


def below_zero(row: RecordedRow) -> Observation | None:
    """A figure below zero: -3.2%, -80万元."""
    if not re.match("[-−–－]", row.plain) or len(row.figures) != 1:
        return None
    figure = row.figures[0]
    if figure.mention.upper is not None or figure.mention.behind or not figure.is_live:
        return None
    return Observation(shown=row.text, number=Ratio.of(figure.number), unit=figure.mention.unit)


def as_written(row: RecordedRow) -> Observation | None:
    """What reads as one figure without any words beside it: a time in two units, a fraction in words, a change."""
    if len(row.figures) > 1 or not row.figures:
        return _two_units(row)
    figure = row.figures[0]
    mention = figure.mention
    words = mention.before + mention.behind
    if (
        words
        or period_of(mention.unit)
        or mention.operator
        or mention.approximate
        or mention.upper is not None
        or mention.is_level
    ):
        return None
    seen = from_figure(read_figure(row.text, row.year))
    is_same = seen.number is not None and abs(seen.number.num) == abs(figure.number) and seen.unit == mention.unit
    return seen if is_same and figure.is_live else None


def _two_units(row: RecordedRow) -> Observation | None:
    """1小时20分钟."""
    seen = from_figure(read_figure(row.text, row.year))
    both = {unit_of(one.mention.unit).dimension for one in row.figures}
    is_time = len(row.figures) == 2 and both <= {Dimension.DURATION, Dimension.POINTS}
    return seen if is_time and seen.number is not None else None


def unsaid(row: RecordedRow) -> Observation | None:
    """Words alone beside a number."""
    if row.figures or row.reading.measure.kind is MeasureKind.PASS_FAIL:
        return None
    return Observation(shown=row.text, question=finding("ask-figure", text=row.text, name=row.name))


def _as_it_stands(row: RecordedRow) -> Observation:
    return from_figure(read_figure(row.text, row.year))


NUMBERS: tuple[Reader, ...] = (
    below_zero,
    nothing_happened,
    nothing_due,
    times_kept,
    counted_share,
    as_written,
    frequency,
    chosen,
    unsaid,
)
DAYS: tuple[Reader, ...] = (nothing_due, each_in_time, bare, finished, by_days, undated)
PARTS: tuple[Reader, ...] = (nothing_due, in_parts)
OFTEN: tuple[Reader, ...] = (nothing_due, how_often)
WORDS: tuple[Reader, ...] = (nothing_due, worded)
