"""Clauses with several figures: which of them is the target, or whether each is one."""

from __future__ import annotations

from decimal import Decimal

from engine.quantity import Dimension, unit_of
from engine.targets.clause import Clause, Item
from engine.targets.clauses import is_refused, settle_alone, settle_one
from engine.targets.draft import Draft
from engine.targets.grammar import LEADS, Tokens
from engine.targets.lists import is_row
from engine.targets.model import Operator, TargetKind
from engine.targets.words import (
    AGES,
    BASELINE_MARK,
    CONTEXT,
    JOINTS,
    MEASURE_NOUN,
    OCCASIONS,
    QUALIFIERS,
    SIDE,
    SIDES,
    TURNED,
    TURNED_SIGNS,
    subject,
)

UPPER = (Operator.LE, Operator.LT)
LOWER = (Operator.GE, Operator.GT)
SIZES = frozenset(
    {Dimension.LENGTH, Dimension.AREA, Dimension.VOLUME, Dimension.MASS, Dimension.DATA, Dimension.DURATION}
    | {Dimension.MONTHS, Dimension.RATE, Dimension.MONEY}
)


def settle_several(clause: Clause, *, alone: bool = True) -> list[Draft]:
    """The targets of a clause with several figures or dates; one unreadable draft where they cannot be told apart.

    ``alone``: no other clause of the cell has a figure.
    """
    if lost := [draft for draft in clause.drafts if draft.is_lost]:
        return lost[:1]
    if any(is_refused(clause, draft) for draft in clause.drafts):
        return _lost(clause)
    dates = [draft for draft in clause.drafts if draft.is_dated]
    if dates and len(dates) < len(clause.drafts):
        return _dates_and_figures(clause, dates, alone=alone)
    if dates:
        return _each(clause)
    return _figures(clause)


def _lost(clause: Clause) -> list[Draft]:
    draft = Draft(TargetKind.UNREADABLE, clause.first, clause.last)
    return [draft.fail("target-several-figures", text=clause.text)]


def _dates_and_figures(clause: Clause, dates: list[Draft], *, alone: bool) -> list[Draft]:
    """A deadline beside figures is a target too; a mere year, or 截至 a date, says when the figure is taken."""
    if len(dates) > 1 or any("SINCE" in draft.marks for draft in dates):
        return _lost(clause)
    if any(_is_bare(item) for item in clause.neighbours(dates[0])):
        return _lost(clause)
    rest = Clause([item for item in clause.items if item is not dates[0]], clause.tokens)
    figures = settle_one(rest, rest.drafts[0]) if len(rest.drafts) == 1 else None
    found = [figures] if figures else settle_several(rest)
    if any(draft.is_lost for draft in found):
        return [draft for draft in found if draft.is_lost]
    found = [draft for draft in found if draft.kind is not TargetKind.QUALITATIVE]
    if not found:
        return [settle_one(Clause([item for item in clause.items if item not in rest.drafts], clause.tokens), dates[0])]
    if is_context(dates[0], clause) or (alone and _is_measured(dates[0], rest.drafts[0], clause)):
        for draft in found:
            draft.say("target-date-context", text=clause.tokens.written(dates[0].first, dates[0].last))
        return found
    dates[0].applies_to = clause.about(rest.between(0, len(rest.items)))
    both = Draft(TargetKind.COMPOUND, clause.first, clause.last, combine="all")
    both.parts = tuple(draft.target(clause.text) for draft in [dates[0], *found])
    return [both]


def _is_bare(item: Draft | int) -> bool:
    """Whether an item is a number and nothing else (12月25), which beside a date may belong to it."""
    return isinstance(item, Draft) and item.unit is None and item.operator is None and not item.is_dated


def is_context(date: Draft, clause: Clause) -> bool:
    """Whether a date says when something is measured rather than when it must be done."""
    written = clause.tokens.written(date.first, date.last)
    if "BEFORE" in date.marks or "INSIDE" in date.marks:
        return False
    return bool(date.marks & {"YEAR", "SPAN", "BETWEEN"}) or CONTEXT.match(written) is not None


def _is_measured(date: Draft, figure: Draft, clause: Clause) -> bool:
    """上半年支出进度≥50%, 11月:≥85%: the level of a measure at a date, which is no deadline."""
    due = date.marks & {"BEFORE", "INSIDE", "DUE", "SINCE"} or not any(item is figure for item in clause.items)
    if due or date.first > figure.first:
        return False
    before = clause.before(figure)
    signed = before in ("", ":") and figure.marks & {"GE", "LE", "GT", "LT", "EQ"}
    return bool(signed) or MEASURE_NOUN.search(before) is not None


def _each(clause: Clause) -> list[Draft]:
    """Every figure or date with the words before it or, where the clause begins with a figure, those behind it."""
    before = _segments(clause, leading=True)
    behind = _segments(clause, leading=False)
    if all(_has_words(one) for one in before) and not clause.behind(clause.drafts[-1]):
        return _settled(before)
    if all(_has_words(one) for one in behind) and not clause.before(clause.drafts[0]):
        return _settled(behind)
    return _lost(clause)


def _segments(clause: Clause, *, leading: bool) -> list[Clause]:
    """The clause cut after each figure (leading words) or before each (trailing words)."""
    cut: list[list[Item]] = [[]]
    seen = 0
    for item in clause.items:
        is_figure = isinstance(item, Draft)
        if is_figure and not leading and seen:
            cut.append([])
        cut[-1].append(item)
        seen += is_figure
        if is_figure and leading and seen < len(clause.drafts):
            cut.append([])
    return [Clause(items, clause.tokens) for items in cut]


def _has_words(clause: Clause) -> bool:
    """Whether a segment says anything about its figure."""
    return bool(clause.between(0, len(clause.items)) or clause.named("EVERY"))


def _settled(segments: list[Clause]) -> list[Draft]:
    """The targets of segments with one figure each."""
    return [settle_one(segment, segment.drafts[0]) for segment in segments]


def _figures(clause: Clause) -> list[Draft]:
    """The targets among several figures without dates."""
    drafts = clause.drafts
    if is_row(drafts, clause.tokens):
        return _settled(_segments(clause, leading=True))
    if len(drafts) == 2:
        pair = _pair(clause, *drafts)
        if pair is not None:
            return [pair]
    main = _main(clause)
    if main is not None:
        return [main]
    return _targets_of_their_own(clause)


def _pair(clause: Clause, first: Draft, second: Draft) -> Draft | None:
    """Two figures that make one target: a count of figures, or a range."""
    joint = clause.behind(first)
    if not joint and (counted := _count(first, second, clause)):
        return counted
    if (turned := TURNED.fullmatch(joint)) and turned["sign"] in "≤<" and first.operator is None:
        first.operator = TURNED_SIGNS[turned["sign"]]
        if ranged := bounded(first, second, clause):
            ranged.applies_to = subject(turned["words"])
            return ranged
    if joint in JOINTS and (ranged := bounded(first, second, clause)):
        return ranged
    if second.marks & {"RAISED", "LOWERED"} and BASELINE_MARK.search(clause.before(first)):
        return _raised(clause, first, second)
    return None


def _raised(clause: Clause, first: Draft, second: Draft) -> Draft:
    """由80%提高到90%: the level to be reached; the first figure is where it starts from."""
    words = BASELINE_MARK.sub("", clause.before(first)) + clause.behind(second)
    second.applies_to = clause.about(words)
    second.say("target-figure-in-name", text=clause.tokens.written(first.first, first.last))
    return settle_alone(second)


def _count(first: Draft, second: Draft, clause: Clause) -> Draft | None:
    """``5次及以上≥5%``: so many times the second figure."""
    if first.kind is not TargetKind.QUANTITY or second.kind is not TargetKind.QUANTITY:
        return None
    if first.unit not in OCCASIONS or second.operator is None or second.unit in OCCASIONS:
        return None
    draft = Draft(TargetKind.COMPOUND, first.first, second.last, first.marks | second.marks, combine="count")
    draft.operator, draft.value, draft.unit = first.operator, first.value, first.unit
    draft.multiplier = first.multiplier
    draft.findings = list(first.findings)
    draft.parts = (second.target(clause.tokens.written(second.first, second.last)),)
    draft.applies_to = clause.about(clause.before(first) + clause.behind(second))
    return draft


def bounded(first: Draft, second: Draft, clause: Clause) -> Draft | None:
    """``≥60%且≤80%``: a range."""
    low, high = (first, second) if second.operator in UPPER else (second, first)
    if low.operator not in LOWER or high.operator not in UPPER or (low.unit and high.unit and low.unit != high.unit):
        return None
    if not isinstance(low.value, Decimal) or not isinstance(high.value, Decimal) or low.value > high.value:
        return None
    draft = Draft(TargetKind.RANGE, first.first, second.last, first.marks | second.marks)
    draft.lower, draft.upper, draft.unit = low.value, high.value, low.unit or high.unit
    draft.multiplier = high.multiplier or low.multiplier
    draft.findings = [*first.findings, *second.findings]
    if low.operator is Operator.GT or high.operator is Operator.LT:
        draft.say("target-range-strict", text=clause.tokens.written(draft.first, draft.last))
    draft.applies_to = clause.about(clause.before(first) + clause.behind(second))
    return draft


def _main(clause: Clause) -> Draft | None:
    """The one figure that is the target where all others describe what it counts."""
    drafts = clause.drafts
    last = drafts[-1]
    if _named_by_measure(clause, last) or (
        not clause.behind(last) and all(_qualifies(clause, draft, last) for draft in drafts[:-1])
    ):
        return _named(clause, last)
    first = drafts[0]
    if _counts(first) and all(_describes(clause, draft) for draft in drafts[1:]):
        return _named(clause, first)
    return None


def _named_by_measure(clause: Clause, last: Draft) -> bool:
    """Whether the words before the last figure name a measure (24小时内响应率100%), so that it alone is the target."""
    before = clause.before(last)
    bound = [draft for draft in clause.drafts[:-1] if draft.marks & LEADS - {"FULL"} and "ABOVE" not in draft.marks]
    return bool(before) and MEASURE_NOUN.search(before) is not None and not bound and not clause.behind(last)


def _counts(draft: Draft) -> bool:
    return draft.unit is not None and unit_of(draft.unit).dimension in (Dimension.COUNT, Dimension.SHARE)


def _is_size(draft: Draft) -> bool:
    return draft.unit is not None and (unit_of(draft.unit).dimension in SIZES or draft.unit in QUALIFIERS)


def _qualifies(clause: Clause, draft: Draft, main: Draft) -> bool:
    """Whether a figure before the main one describes what is counted: 300米深机井, 60岁以上老人, 宽6米道路."""
    before, behind = clause.around(draft)
    if draft.unit in AGES:
        return True
    if not behind or draft.marks & LEADS or draft.kind not in (TargetKind.QUANTITY, TargetKind.RANGE):
        return before.endswith("每")
    if before.endswith("每") or SIDES.search(before) or SIDE.match(behind):
        return True
    return _is_size(draft) and (_counts(main) or draft.unit in QUALIFIERS)


def _describes(clause: Clause, draft: Draft) -> bool:
    """Whether a figure after the main one describes what is counted: 1座300吨污水处理站."""
    plain = not draft.marks & LEADS and draft.kind in (TargetKind.QUANTITY, TargetKind.RANGE)
    return plain and _is_size(draft) and len(clause.behind(draft)) >= 2 and clause.before(draft) in ("", "的")


def _named(clause: Clause, main: Draft) -> Draft:
    """The main figure, about everything else that the clause says."""
    words = "".join(_written(item, clause.tokens) for item in clause.items if item is not main)
    (segment,) = (one for one in _segments(clause, leading=True) if main in one.items)
    settle_one(Clause(segment.items[: segment.items.index(main) + 1], clause.tokens), main)
    if not main.is_lost:
        main.applies_to = subject(words)
        main.say("target-figure-in-name", text=words)
    return main


def _written(item: Draft | int, tokens: Tokens) -> str:
    return tokens.texts[item] if isinstance(item, int) else tokens.written(item.first, item.last)


def _targets_of_their_own(clause: Clause) -> list[Draft]:
    """Several figures that are each a target: 培训5次参训200人, 10期500人次."""
    drafts = clause.drafts
    units = [draft.unit for draft in drafts]
    describing = any(draft.marks & {"ABOVE", "BELOW"} and clause.behind(draft) for draft in drafts[:-1])
    if None in units or describing:
        return _lost(clause)
    adjacent = all(not clause.behind(draft) for draft in drafts[:-1])
    if adjacent and len(set(units)) == len(units) and not any(draft.marks & LEADS for draft in drafts[1:]):
        return _settled(_segments(clause, leading=True))
    return _each(clause)
