"""Typed targets printed in one plain notation, which reads back as the same target."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from engine.quantity import EXACT, in_wan, plain
from engine.targets.amounts import MULTIPLIERS
from engine.targets.dates import WEEKDAYS
from engine.targets.model import Operator, Target, TargetKind
from engine.targets.reading import read_target

SIGNS = {None: "", Operator.LT: "<", Operator.LE: "≤", Operator.EQ: "=", Operator.GE: "≥", Operator.GT: ">"}
VERBS = {"up": "提高", "down": "降低"}


def multiplier_beside(unit: str | None, target: Target) -> str:
    """The 万 or 亿 in which a figure in a unit is asked for: that of its target, if this is a number in the same unit."""
    is_same = target.kind in (TargetKind.QUANTITY, TargetKind.RANGE) and unit == target.unit
    return target.multiplier or "" if is_same else ""


def figure_of(target: Target) -> str:
    """The number of a target with the multiplier that it is written with: 1.2万 of 1.2万元, 350000 of 350000元."""
    if not isinstance(target.value, Decimal):
        return target.text
    if target.multiplier:
        return f"{plain(EXACT.divide(target.value, MULTIPLIERS[target.multiplier]))}{target.multiplier}"
    number = plain(target.value)
    return number if number in target.text else in_wan(target.value)


def same_promise(one: Target, other: Target) -> bool:
    """Whether two targets promise the same, whatever their texts and findings."""
    return _bare(one) == _bare(other)


def _bare(target: Target) -> Target:
    parts = tuple(_bare(part) for part in target.parts)
    return target.model_copy(
        update={
            "text": "",
            "findings": (),
            "unit_inferred": None,
            "multiplier": None,
            "inferred": (),
            "parts": parts,
            "approximate": False,
        }
    )


def print_target(target: Target) -> str:
    """The target in a plain notation: ``≥90%``, ``2024-12-31前``, ``主干道:≥98%;支次干道:≥97%``.

    Of the notations for words beside a figure the first is taken that reads back as the same target. What has no
    notation of its own (a qualitative or unreadable target) is printed as the text it was read from.
    """
    notations = list(_notations(target))
    return next((one for one in notations if same_promise(read_target(one), target)), notations[0])


def _notations(target: Target) -> Iterator[str]:
    """The ways to write a target, the plainest first."""
    core = CORES[target.kind](target)
    if target.kind in (TargetKind.QUALITATIVE, TargetKind.UNREADABLE, TargetKind.NOT_APPLICABLE):
        yield from core
        return
    words = target.applies_to
    for text in core:
        if words is None or "」后" in text:
            yield text
        else:
            yield f"{words}:{text}"
            yield f"{words}{text}"
            yield f"{text}{words}"
            yield f"「{words}」{text}"
    if target.text:
        yield target.text


def _number(target: Target) -> str:
    """Operator, number and unit."""
    value = plain(target.value) if isinstance(target.value, Decimal) else ""
    return f"{SIGNS[target.operator]}{value}{target.unit or ''}"


def _every(target: Target) -> str:
    """每人每月, for a frequency."""
    return "".join(f"每{one}" for one in target.per.split("·")) if target.per else ""


def _quantity(target: Target) -> list[str]:
    every = _every(target)
    text = every + _number(target)
    return [text, text.removeprefix(every)] if every else [text]


def _range(target: Target) -> list[str]:
    lower, upper = plain(target.lower or Decimal(0)), plain(target.upper or Decimal(0))
    unit, every = target.unit or "", _every(target) + VERBS.get(target.direction or "", "")
    joint = "至" if upper.startswith("-") else "-"
    texts = [f"{every}{lower}{joint}{upper}{unit}", f"{every}≥{lower}{unit}且≤{upper}{unit}"]
    return [f"{every}±{upper}{unit}", *texts] if lower.startswith("-") else texts


def _change(target: Target) -> list[str]:
    return [f"{_every(target)}{VERBS.get(target.direction or 'up', '提高')}{_number(target)}"]


def _deadline(target: Target) -> list[str]:
    unit = target.unit or ""
    if target.after is not None and target.within is not None:
        within = f"后{plain(target.within)}{unit}内"
        labels = f"「{target.after}」{within}" + (f"「{target.applies_to}」" if target.applies_to else "")
        return [f"{_every(target)}{target.after}{within}", f"{_every(target)}{labels}"]
    if target.per is not None:
        return [_recurring(target)]
    if target.value is None:
        return [f"{_month_day(target.yearless or '')}前"]
    if target.start is not None:
        return [f"{target.start}至{target.value}"]
    return [f"{target.value}前", f"{target.value}"]


def _month_day(yearless: str) -> str:
    """``--12-31`` as 12月31日, ``--02`` as 2月底."""
    month, _, day = yearless.removeprefix("--").partition("-")
    return f"{int(month or 0)}月{int(day)}日" if day else f"{int(month or 0)}月底"


def _recurring(target: Target) -> str:
    if target.yearless is not None:
        return f"每年{_month_day(target.yearless)}前"
    if target.per == "周" and target.within is not None:
        return f"每周{WEEKDAYS[int(target.within) - 1]}前"
    every = target.per if str(target.per).startswith("次") else f"每{target.per}"
    return f"{every}{plain(target.within)}日前" if target.within is not None else f"{every}末前"


def _compound(target: Target) -> list[str]:
    parts = [print_target(part) for part in target.parts]
    if target.combine == "count":
        return [f"{_number(target)}{''.join(parts)}"]
    joined = parts[0] + "".join(
        f"{'且' if part.kind is TargetKind.QUALITATIVE else ';'}{text}"
        for part, text in zip(target.parts[1:], parts[1:], strict=True)
    )
    if len(parts) == 2 and target.parts[0].kind is TargetKind.DEADLINE:
        date = print_target(target.parts[0].model_copy(update={"applies_to": None}))
        return [f"{date}{parts[1]}", joined]
    return [joined]


CORES: dict[TargetKind, Callable[[Target], list[str]]] = {
    TargetKind.QUANTITY: _quantity,
    TargetKind.RANGE: _range,
    TargetKind.CHANGE: _change,
    TargetKind.DEADLINE: _deadline,
    TargetKind.COMPOUND: _compound,
    TargetKind.QUALITATIVE: lambda target: [target.text, "定性"],
    TargetKind.NOT_APPLICABLE: lambda _: ["不适用"],
    TargetKind.UNREADABLE: lambda target: [target.text, "?"],
}
