"""What a person is asked for one indicator: the cells to fill in, and how they become an actual."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from enum import StrEnum

from engine.actuals.figures import read_figure
from engine.explanations import Input
from engine.language.findings import Finding, Value
from engine.measures import Limit, Measure, MeasureKind, Reading, in_parts, promise_of, read_indicator, stated
from engine.quantity import Dimension, unit_of
from engine.rulesets import Tier
from engine.targets import Target, TargetKind
from engine.targets.printing import multiplier_beside
from engine.terms import AnswerKind, Answers, Indicator
from engine.workbooks.choices import Choice, choices_of, chosen_word, tier_words
from engine.workbooks.layout import same

PASS_WORDS = ("通过", "未通过")
TIER_WORDS = ("达成", "部分达成", "未达成")
SHARE = "完成比例"
_PERIODIC = (MeasureKind.PERIODIC_MEAN, MeasureKind.PERIOD_COUNT)
_COMPUTED = (MeasureKind.RATIO, MeasureKind.RATING, MeasureKind.SCORE_SHEET, MeasureKind.CHANGE)
_BY_EVENTS = (MeasureKind.RESPONSE, MeasureKind.PASS_FAIL)
_MONTHS = range(1, 13)


class Way(StrEnum):
    """How the filled cells of a row become its actual."""

    VALUE = "value"
    INPUTS = "inputs"
    TIER = "tier"
    PERIODS = "periods"


class ItemKind(StrEnum):
    """What is typed into a cell."""

    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"


class Item(Value):
    """One cell to fill in: the name under which it is recorded, its unit, and the words to choose from, if any.

    ``multiplier`` is the 万 or 亿 that its target is written with, in which it is asked for too.
    """

    name: str
    shown_name: str
    unit: str | None = None
    multiplier: str = ""
    kind: ItemKind = ItemKind.NUMBER
    choices: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """``支出（万元）``; a name that says its unit already stays as it is."""
        if not self.written_unit or self.shown_name.endswith((f"（{self.written_unit}）", f"({self.written_unit})")):
            return self.shown_name
        return f"{self.shown_name}（{self.written_unit}）"

    @property
    def written_unit(self) -> str:
        """The unit in which it is asked for: ``万元``."""
        return f"{self.multiplier}{self.unit or ''}"

    def recorded(self, text: str) -> str:
        """The text as it is recorded: a bare number with the unit that stands beside its cell, of a choice its word.

        Never with a ``%``: 0.93 may be a share of 1, which the engine asks about.
        """
        if self.choices:
            return chosen_word(text)
        if not self.written_unit or self.unit == "%" or not _is_bare(text):
            return text
        figure = read_figure(text + self.written_unit)
        return text + self.written_unit if figure.number is not None and figure.unit == self.unit else text


def same_item(item: Item, label: str) -> bool:
    """Whether a label names an item, with its unit or without."""
    return labelled_item(item, label) is not None


def labelled_item(item: Item, label: str) -> Item | None:
    """The item that a label names; in the unit that the label says, as older workbooks ask for 元 beside a target in 万元."""
    if same(item.label, label) or same(item.shown_name, label):
        return item
    plain = item.model_copy(update={"multiplier": ""})
    return plain if same(plain.label, label) else None


def _is_bare(text: str) -> bool:
    plain = unicodedata.normalize("NFKC", text).strip().lstrip("-").replace(",", "")
    return plain.replace(".", "", 1).isdigit() and plain.isascii()


class Requested(Value):
    """Everything that is asked for a row. ``direct`` tells that the result itself may be given instead of its items.

    ``question`` is what the row leaves open, to be settled by one of the ``choices``.
    """

    target: Target
    measure: Measure
    way: Way
    items: tuple[Item, ...]
    direct: bool = False
    question: Finding | None = None
    choices: tuple[Choice, ...] = ()

    def by_tiers(self, tiers: Sequence[Tier]) -> Requested:
        """The same with the tiers of a ruleset to choose from, each with what it gives."""
        if self.way is not Way.TIER or not tiers:
            return self
        choice = self.items[0].model_copy(update={"choices": tuple(map(tier_words, tiers))})
        return self.model_copy(update={"items": (choice, *self.items[1:])})

    @property
    def months(self) -> tuple[int, ...]:
        """The months in which a row of periods has a cell: all of them, or the last of each quarter."""
        return tuple(_MONTHS)[2::3] if self.measure.period == "季度" else tuple(_MONTHS)

    @property
    def limits(self) -> tuple[Limit, ...]:
        """The limits against which single events can be recorded; none where no events are asked for."""
        return self.measure.limits if self.measure.kind in _BY_EVENTS else ()

    @property
    def is_computed(self) -> bool:
        """Whether a result is computed from several items."""
        return self.way is Way.INPUTS and self.measure.kind in _COMPUTED


def end_head(limit: Limit) -> str:
    """``赶到现场（时间，或用时·分钟）``: the head under which an event's end stands, or how long it took."""
    return f"{limit.label}（时间，或用时·{limit.unit}）"


def end_label(requested: Requested, limit: Limit) -> str:
    """The label under which an event's end is recorded: none where there is only one."""
    return limit.label if len(requested.limits) > 1 else ""


def period_label(requested: Requested, month: int, year: int | None) -> str:
    """``2024-03``, ``2024-Q1``; without a year ``3月``, ``Q1``."""
    if requested.measure.period == "季度":
        return f"{year}-Q{month // 3}" if year else f"Q{month // 3}"
    return f"{year}-{month:02}" if year else f"{month}月"


def _item(one: Input, shown_name: str = "", target: Target | None = None) -> Item:
    dimension = unit_of(one.unit).dimension
    kinds = {Dimension.MONEY: ItemKind.MONEY}
    kind = ItemKind.PERCENT if one.unit == "%" else kinds.get(dimension, ItemKind.NUMBER)
    multiplier = multiplier_beside(one.unit, target) if target is not None else ""
    return Item(name=one.name, shown_name=shown_name or one.name, unit=one.unit, multiplier=multiplier, kind=kind)


def _dates(target: Target, measure: Measure) -> tuple[Item, ...]:
    """The day, with the day it is counted from, which is recorded under the event's own name (合同签订)."""
    days = [Item(name=one.name, shown_name=one.name, kind=ItemKind.DATE) for one in measure.inputs]
    if target.after and len(days) > 1:
        days[0] = days[0].model_copy(update={"name": target.after})
    return tuple(days)


def _tier(measure: Measure) -> tuple[Item, ...]:
    name = measure.inputs[0].name if measure.inputs else "完成档次"
    choice = Item(name=name, shown_name="完成档次", kind=ItemKind.CHOICE, choices=TIER_WORDS)
    return (choice, Item(name=SHARE, shown_name=SHARE, unit="%", kind=ItemKind.PERCENT))


def _items(target: Target, measure: Measure) -> tuple[Item, ...]:
    if measure.kind is MeasureKind.DEADLINE:
        return _dates(target, measure)
    if measure.kind is MeasureKind.PASS_FAIL:
        name = measure.inputs[0].name
        return (Item(name=name, shown_name="是否通过", kind=ItemKind.CHOICE, choices=PASS_WORDS),)
    if measure.kind is MeasureKind.RESPONSE:
        return tuple(_item(one, f"{one.name}最长用时") for one in measure.inputs)
    if measure.kind is MeasureKind.PERIODIC_MEAN and measure.formula is not None:
        return tuple(_item(one, f"各{measure.period or '月'}平均{one.name}") for one in measure.inputs)
    if in_parts(target):
        return tuple(_part(one, promise_of(part)) for one, part in zip(measure.inputs, target.parts, strict=True))
    return tuple(_item(one, target=target) for one in measure.inputs)


def _part(one: Input, part: Target) -> Item:
    """The cell of a part: a day, one of the tiers, or its figure."""
    if part.kind is TargetKind.DEADLINE:
        return Item(name=one.name, shown_name=one.name, kind=ItemKind.DATE)
    if part.kind is TargetKind.QUALITATIVE:
        return Item(name=one.name, shown_name=one.name, kind=ItemKind.CHOICE, choices=TIER_WORDS)
    return _item(one, target=part)


def requested_of(indicator: Indicator, year: int | None = None, answers: Answers = ()) -> Requested:
    """What is asked for a live row of a form, of which persons may have settled something.

    Of one of which nothing was due nothing need be filled in; its cells stay, as it may turn out otherwise.
    """
    others = tuple(one for one in answers if one.kind is not AnswerKind.NOT_DUE)
    requested = _requested(read_indicator(indicator, year, answers=others))
    if len(others) == len(answers):
        return requested
    due = next((one for one in read_indicator(indicator, year, answers=answers).answers if one not in others), None)
    if due is None:
        return requested
    described = requested.measure.model_copy(update={"description": f"{stated(due).chinese()}，无需填报。"})
    return requested.model_copy(update={"measure": described})


def _requested(reading: Reading) -> Requested:
    """What is asked for, with what is to be settled first."""
    settled = _to_record(reading)
    return settled.model_copy(update={"question": reading.question, "choices": choices_of(reading)})


def _to_record(reading: Reading) -> Requested:
    target, measure = reading.target, reading.measure
    if target.kind is TargetKind.QUALITATIVE and measure.kind is MeasureKind.DIRECT:
        return Requested(target=target, measure=measure, way=Way.TIER, items=_tier(measure))
    items = _items(target, measure)
    is_each_due = measure.kind is MeasureKind.DEADLINE and measure.period is not None
    if is_each_due or (measure.kind in _PERIODIC and measure.period != "年"):
        return Requested(target=target, measure=measure, way=Way.PERIODS, items=items, direct=True)
    computed = measure.formula is not None or measure.kind is MeasureKind.CHANGE
    way = Way.INPUTS if computed or len(items) > 1 else Way.VALUE
    return Requested(target=target, measure=measure, way=way, items=items, direct=computed)


__all__ = [
    "PASS_WORDS",
    "SHARE",
    "TIER_WORDS",
    "Item",
    "ItemKind",
    "Requested",
    "Way",
    "end_head",
    "end_label",
    "labelled_item",
    "period_label",
    "requested_of",
    "same_item",
]
