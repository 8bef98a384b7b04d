"""Clauses of a target text: which figure is the target, what it is about, and several targets in one cell."""

from __future__ import annotations

import re
from typing import NamedTuple

from engine.findings import Finding, finding
from engine.target_dates import DateRead, read_date, read_span
from engine.target_figures import Draft, read_bound, read_change, read_range
from engine.target_grammar import Node, Plan, Tokens
from engine.target_model import Operator, Target, TargetKind

COUNTER = re.compile(r"([\u4e00-\u9fff]{1,6}?)(?:(及?以上)|(及?以下|以内)|(左右))?")
AFTER_EVENT = re.compile(r"自?(?P<after>.{1,30}?)(?:之日起|之日后|当日起|后|之后|起)")
LIGHT = frozenset(
    {"完成", "达到", "实现", "确保", "保证", "力争", "不", "共", "共计", "总计", "合计", "目标", "目标值", "指标值"}
)
EDGES = ":的为是在于至到,、。共有约"
OCCASIONS = frozenset({"次", "个月", "月", "天", "个季度", "季度", "期", "周"})
DAYS = frozenset({"日", "天", "个工作日", "工作日", "个自然日", "自然日", "周", "个月", "月", "年", "个星期", "星期"})


class Clause(NamedTuple):
    """The pieces between two marks, sorted by what they are; drafts and dates keep their order."""

    first: int
    last: int
    drafts: tuple[Draft, ...]
    every: tuple[int, ...]
    others: tuple[int, ...]


def _draft_date(node: Node, tokens: Tokens, year: int | None) -> Draft:
    """A deadline or period."""
    draft = Draft(TargetKind.DEADLINE, node.first, node.last, Operator.LE)
    names = [(tokens.names[one], tokens.texts[one]) for one in node.items if isinstance(one, int)]
    dates = [one for one in names if one[0] not in ("DUE", "BEFORE", "INSIDE", "SINCE", "BETWEEN")]
    if len(dates) == 2:
        return _period(draft, dates, year)
    name, text = dates[0]
    read = read_span(text, year) if name in ("MONTHS", "YEARS") else read_date(name, text, year)
    _fill_date(draft, read, text)
    if name in ("MONTHS", "YEARS"):
        draft.start = read.first
    if any(one[0] == "SINCE" for one in names):
        draft.say("target-start-date", text=text)
    if any(one[0] == "DUE" and one[1][0] in "≥>≧" for one in names):
        draft.say("target-deadline-operator", text="".join(one[1] for one in names))
    return draft


def _fill_date(draft: Draft, read: DateRead, text: str) -> None:
    draft.value, draft.yearless = read.last, read.yearless
    last = read.last.isoformat() if read.last else read.yearless or ""
    for code in read.notes:
        draft.say(code, text=text, date=last)
    if read.last is None and read.yearless is None:
        draft.kind, draft.operator = TargetKind.UNREADABLE, None
        draft.say("target-date-invalid", text=text, date="")


def _period(draft: Draft, dates: list[tuple[str, str]], year: int | None) -> Draft:
    """From one date to another; an end without a year is in the year of the beginning."""
    begin = read_date(*dates[0], year)
    end = read_date(*dates[1], begin.first.year if begin.first else year)
    written = "-".join(text for _, text in dates)
    _fill_date(draft, end, written)
    draft.start = begin.first
    if end.last and begin.first and end.last < begin.first:
        draft.kind, draft.operator, draft.value, draft.start = TargetKind.UNREADABLE, None, None, None
        draft.say("target-date-invalid", text=written, date="")
    return draft


def _zero(node: Node, tokens: Tokens) -> Draft:
    """零事故: none of them."""
    text = tokens.texts[node.first]
    draft = Draft(TargetKind.QUANTITY, node.first, node.last, applies_to=text[1:])
    draft.value = draft_zero()
    draft.say("target-zero-in-words", text=text)
    return draft


def draft_zero():  # type: ignore
    from decimal import Decimal

    return Decimal(0)


def _drafts(plan: Plan, tokens: Tokens, year: int | None) -> list[Draft | int]:
    pieces: list[Draft | int] = []
    for piece in plan:
        if isinstance(piece, int):
            pieces.append(piece)
        elif piece.rule == "bound":
            pieces.append(read_bound(piece, tokens))
        elif piece.rule == "range":
            pieces.append(read_range(piece, tokens))
        elif piece.rule == "change":
            pieces.append(read_change(piece, tokens))
        elif piece.rule == "none_at_all":
            pieces.append(_zero(piece, tokens))
        else:
            pieces.append(_draft_date(piece, tokens, year))
    return pieces


def _clauses(pieces: list[Draft | int], tokens: Tokens) -> list[list[Draft | int]]:
    """The pieces parted at the marks; a clause of words alone that ends in 、 belongs to the next one."""
    clauses: list[list[Draft | int]] = [[]]
    for piece in pieces:
        if isinstance(piece, int) and tokens.names[piece] == "SEP":
            if tokens.texts[piece] == "、" and not any(isinstance(one, Draft) for one in clauses[-1]):
                clauses[-1].append(piece)
            else:
                clauses.append([])
        else:
            clauses[-1].append(piece)
    return [clause for clause in clauses if clause]


def _words(clause: list[Draft | int], tokens: Tokens, skip: frozenset[str] = frozenset()) -> str | None:
    """The words of a clause around its figures, or None where they say nothing of their own."""
    parts = [tokens.texts[one] for one in clause if isinstance(one, int) and tokens.names[one] not in skip]
    text = "".join(parts).strip(EDGES)
    return None if not text or text in LIGHT else text


_SKIPPED = frozenset({"ENUM", "EVERY", "REMARK"})


def _counter(draft: Draft, clause: list[Draft | int], tokens: Tokens) -> None:
    """Takes an unknown noun right after a bare number, at the end of the clause, as its counter."""
    place = clause.index(draft)
    rest = clause[place + 1 :]
    if draft.unit is not None or draft.kind not in (TargetKind.QUANTITY, TargetKind.CHANGE, TargetKind.RANGE):
        return
    if len(rest) != 1 or not isinstance(rest[0], int) or tokens.names[rest[0]] != "TEXT":
        return
    match = COUNTER.fullmatch(tokens.texts[rest[0]])
    if not match or "target-operators-conflict" in {one.code for one in draft.findings}:
        return
    noun, above, below, near = match.groups()
    draft.unit = noun
    draft.say("target-counter-unknown", unit=noun)
    if above or below:
        draft.operator = Operator.GE if above else Operator.LE
    if near:
        draft.say("target-approximate", text=near)
    clause.remove(rest[0])


def _relative(draft: Draft, words: str | None) -> bool:
    """合同签订后30日内: a deadline counted from an event."""
    match = AFTER_EVENT.match(words or "")
    if not match or draft.unit not in DAYS or draft.operator not in (Operator.LE, None):
        return False
    draft.kind, draft.operator = TargetKind.DEADLINE, Operator.LE
    draft.within, draft.value, draft.after = draft.value, None, match["after"]  # type: ignore[assignment]
    rest = (words or "")[match.end() :].strip(EDGES)
    draft.applies_to = None if not rest or rest in LIGHT else rest
    return True


def _one(clause: list[Draft | int], tokens: Tokens) -> Draft:
    """The target of a clause with one figure or date."""
    (draft,) = (piece for piece in clause if isinstance(piece, Draft))
    if draft.kind is TargetKind.UNREADABLE:
        return draft
    _counter(draft, clause, tokens)
    words = _words(clause, tokens, _SKIPPED)
    if draft.kind is TargetKind.QUANTITY and _relative(draft, words):
        return draft
    if draft.applies_to is None:
        draft.applies_to = words
    every = [tokens.texts[one] for one in clause if isinstance(one, int) and tokens.names[one] == "EVERY"]
    if every:
        draft.per = "·".join(one.removeprefix("平均").removeprefix("每").removeprefix("个") for one in every)
    return draft


def _count(first: Draft, second: Draft) -> Draft | None:
    """``5次及以上≥5%``: so many times the second figure."""
    if first.unit not in OCCASIONS or second.operator is None or first.kind is not TargetKind.QUANTITY:
        return None
    if second.kind is not TargetKind.QUANTITY or second.unit == first.unit:
        return None
    return Draft(
        TargetKind.COMPOUND,
        first.first,
        second.last,
        first.operator,
        first.value,
        first.unit,
        combine="count",
        findings=list(first.findings),
    )


def _clause_targets(clause: list[Draft | int], tokens: Tokens) -> list[Draft]:
    """The targets of one clause."""
    drafts = [piece for piece in clause if isinstance(piece, Draft)]
    if not drafts:
        return []
    if len(drafts) == 1:
        return [_one(clause, tokens)]
    if len(drafts) == 2 and clause.index(drafts[1]) == clause.index(drafts[0]) + 1:
        counted = _count(*drafts)
        if counted:
            counted.parts = (drafts[1].target("".join(tokens.texts[drafts[1].first : drafts[1].last + 1])),)
            return [counted]
    return [_several(clause, drafts, tokens)]


def _several(clause: list[Draft | int], drafts: list[Draft], tokens: Tokens) -> Draft:
    """A clause of several figures of which one is the target: the last, where the others qualify its subject."""
    main = drafts[-1]
    before = drafts[:-1]
    if all(one.unit in ("米", "m", "厘米", "cm", "平方米", "岁") for one in before) and clause[-1] is main:
        main.applies_to = "".join(tokens.texts[_span(clause)[0] : main.first]).strip(EDGES)
        main.say("target-figure-in-name", text=main.applies_to)
        return main
    draft = Draft(TargetKind.UNREADABLE, *_span(clause))
    draft.say("target-several-figures", text="".join(tokens.texts[draft.first : draft.last + 1]))
    return draft


def _span(clause: list[Draft | int]) -> tuple[int, int]:
    first, last = clause[0], clause[-1]
    return (first if isinstance(first, int) else first.first), (last if isinstance(last, int) else last.last)


def read_clauses(plan: Plan, tokens: Tokens, text: str, year: int | None) -> Target:
    """The target of a whole text, from its plan."""
    clauses = _clauses(_drafts(plan, tokens, year), tokens)
    found: list[tuple[Draft, str]] = []
    for clause in clauses:
        span = _span(clause)
        written = "".join(tokens.texts[span[0] : span[1] + 1])
        found.extend((draft, written) for draft in _clause_targets(clause, tokens))
    if not found:
        return Target(text=text, kind=TargetKind.QUALITATIVE, findings=_marks(tokens))
    if len(found) == 1:
        return found[0][0].target(text)
    return _compound(found, tokens, text)


def _marks(tokens: Tokens) -> tuple[Finding, ...]:
    """What is said of a qualitative text that holds digits all the same."""
    if "ROUND_THE_CLOCK" in tokens.names:
        return (finding("target-round-the-clock"),)
    return ()


def _compound(found: list[tuple[Draft, str]], tokens: Tokens, text: str) -> Target:
    """All targets of a cell; one that cannot be read makes the cell unreadable."""
    parts = tuple(draft.target(written) for draft, written in found)
    if any(part.kind is TargetKind.UNREADABLE for part in parts):
        findings = tuple(one for part in parts for one in part.findings)
        return Target(text=text, kind=TargetKind.UNREADABLE, findings=findings)
    return Target(text=text, kind=TargetKind.COMPOUND, combine="all", parts=parts)
