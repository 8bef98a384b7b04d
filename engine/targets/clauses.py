"""Clauses of a target text: the words around a figure, what it is about, and what kind of promise that makes it."""

from __future__ import annotations

import re
from decimal import Decimal

from engine.quantity import UNITS
from engine.targets.draft import Draft
from engine.targets.grammar import LEADS, TAILS, Tokens
from engine.targets.model import Operator, TargetKind
from engine.targets.words import (
    AGES,
    AWAY,
    BASELINE,
    BESIDE,
    CHANGED,
    COUNTER,
    DAYS,
    DONE,
    EVENT,
    INTENDED,
    LEVELS,
    NEGATED,
    NO_COUNTER,
    NOTHING_HAPPENS,
    PREVENTED,
    SHARE_NOUN,
    SIGNS,
    TURNED,
    TURNED_SIGNS,
    subject,
    word_operator,
)

Item = Draft | int

NO_WORDS = frozenset({"ENUM", "EVERY", "REMARK", "SEP", "LABEL"})


class Clause:
    """The pieces between two marks: drafts and positions of tokens, in order."""

    __slots__ = ("_loose", "drafts", "items", "tokens")

    def __init__(self, items: list[Item], tokens: Tokens) -> None:
        self.items = items
        self.tokens = tokens
        self.drafts: list[Draft] = []
        self._loose: dict[str, list[str]] = {}
        for item in items:
            if isinstance(item, Draft):
                self.drafts.append(item)
            else:
                self._loose.setdefault(tokens.names[item], []).append(tokens.texts[item])

    @property
    def first(self) -> int:
        """The first token."""
        return first_token(self.items[0])

    @property
    def last(self) -> int:
        """The last token."""
        return last_token(self.items[-1])

    @property
    def text(self) -> str:
        """The clause as written."""
        return self.tokens.written(self.first, self.last)

    def named(self, name: str) -> list[str]:
        """The texts of its loose tokens of one name."""
        return self._loose.get(name, [])

    def between(self, begin: int, end: int) -> str:
        """The words among some of its items, without list numbers, remarks and 每-words."""
        names, texts = self.tokens.names, self.tokens.texts
        words = [item for item in self.items[begin:end] if isinstance(item, int)]
        return "".join([texts[item] for item in words if names[item] not in NO_WORDS or texts[item] == "、"])

    def around(self, draft: Draft) -> tuple[str, str]:
        """The words right before and right after a draft, up to the figures beside it."""
        items = self.items
        place = begin = items.index(draft)
        end = place + 1
        while begin and isinstance(items[begin - 1], int):
            begin -= 1
        while end < len(items) and isinstance(items[end], int):
            end += 1
        return self.between(begin, place), self.between(place + 1, end)

    def before(self, draft: Draft) -> str:
        """The words right before a draft, back to the figure before it."""
        return self.around(draft)[0]

    def behind(self, draft: Draft) -> str:
        """The words right after a draft, up to the next figure."""
        return self.around(draft)[1]

    def about(self, words: str) -> str | None:
        """What the clause is about: the label, where it has one, or else the words."""
        labels = self.named("LABEL")
        return labels[-1][1:-1] or None if labels else subject(words)

    def beside(self, draft: Draft) -> list[Item]:
        """The items right before and right after a draft."""
        place = self.items.index(draft)
        return self.items[max(place - 1, 0) : place] + self.items[place + 1 : place + 2]

    def touching(self, draft: Draft) -> str:
        """The characters of words that touch a draft."""
        place, names, texts = self.items.index(draft), self.tokens.names, self.tokens.texts
        left = self.items[place - 1] if place else draft
        right = self.items[place + 1] if place + 1 < len(self.items) else draft
        touching = texts[left][-1] if isinstance(left, int) and names[left] == "TEXT" else ""
        return touching + (texts[right][0] if isinstance(right, int) and names[right] == "TEXT" else "")


def first_token(item: Item) -> int:
    """The first token of an item."""
    return item if isinstance(item, int) else item.first


def last_token(item: Item) -> int:
    """The last token of an item."""
    return item if isinstance(item, int) else item.last


def settle_alone(draft: Draft) -> Draft:
    """The target of a cell that holds one figure or date and nothing else."""
    if not draft.is_lost:
        _is_level(draft)
    return draft


def settle_one(clause: Clause, draft: Draft) -> Draft:
    """The target of a clause with one figure or date, with what its words add."""
    before, behind = clause.around(draft)
    if draft.is_lost or (not before and _is_turned(draft, behind)) or _is_refused(clause, draft, before, behind):
        return draft
    before = _take_bound_away(draft, clause, before)
    if draft.is_dated:
        return _settle_date(clause, draft, before, behind)
    return draft if draft.is_lost else _settle_figure(clause, draft, before, behind)


def _settle_figure(clause: Clause, draft: Draft, before: str, behind: str) -> Draft:
    """A figure with its unit, what it is about and how often it recurs."""
    if not clause.named("LABEL"):
        behind = _take_counter(draft, behind)
    _take_bracket_unit(clause, draft)
    if draft.is_lost or _is_level(draft) or _is_relative(clause, draft, before, behind):
        return draft
    draft.per = _every(clause)
    if not _is_changed(clause, draft, before) and not draft.is_lost:
        draft.applies_to = clause.about(before + (draft.applies_to or "") + behind)
    return draft


def _every(clause: Clause) -> str | None:
    """The periods or things of a frequency: 每人每月 as 人·月."""
    every = [re.sub("^(?:平均)?每?隔?[一个名位]*|[末底]$", "", one) for one in clause.named("EVERY")]
    return "·".join(every) or None


def _settle_date(clause: Clause, draft: Draft, before: str, behind: str) -> Draft:
    """A deadline with what is due; a mere year beside other words (2024年秋季学期) is none."""
    draft.applies_to = clause.about(before + behind)
    if every := _every(clause):
        if every != "年":
            return draft.fail("target-unreadable", text=clause.text)
        draft.per = every if draft.yearless else None
        draft.say("target-recurring", text=clause.text)
    is_year = "YEAR" in draft.marks and not draft.marks & {"BEFORE", "INSIDE", "SINCE", "DUE"}
    done = INTENDED.fullmatch(before) and (not behind or DONE.search(behind))
    if is_year and draft.applies_to and not done:
        return draft.qualify("target-year-in-words", text=before + behind)
    return draft


def _is_turned(draft: Draft, behind: str) -> bool:
    """90%≤满意度: the bound written before what it binds."""
    match = TURNED.fullmatch(behind)
    if not match or draft.kind is not TargetKind.QUANTITY or draft.operator is not None:
        return False
    draft.operator, draft.applies_to = TURNED_SIGNS[match["sign"]], subject(match["words"])
    return True


def is_refused(clause: Clause, draft: Draft) -> bool:
    """Whether what stands around one of several figures is not understood: 不≥5%, +5%, 不发生3起."""
    strange = any(not BESIDE.match(one) and one not in "≤<≥>" for one in clause.touching(draft))
    before, behind = clause.around(draft)
    negated = draft.marks & LEADS and NEGATED.search(before)
    prevented = behind and PREVENTED.search(before)
    away = AWAY.search(before) and not TURNED.fullmatch(before)
    return bool(strange or negated or prevented or away or BASELINE.search(before))


def _objection(clause: Clause, draft: Draft, before: str, behind: str) -> str | None:
    """The code of what makes the surroundings of a figure something that is not understood."""
    strange = any(not BESIDE.match(one) for one in clause.touching(draft))
    stuck = draft.unit == "%" and behind != "" and behind[0].isascii()
    if strange or stuck or (behind.startswith("前") and not draft.is_dated):
        return "target-unreadable"
    if "INSIDE" in draft.marks and NOTHING_HAPPENS.match(behind):
        return "target-figure-is-a-condition"
    if not before:
        return None
    if draft.marks & LEADS and NEGATED.search(before):
        return "target-negated"
    if draft.kind is not TargetKind.CHANGE and BASELINE.search(before):
        return "target-baseline"
    return "target-figure-is-a-condition" if behind and PREVENTED.search(before) else None


def _is_refused(clause: Clause, draft: Draft, before: str, behind: str) -> bool:
    """Whether a figure is no target where it stands: it has failed then, or become a name (1小时通勤圈)."""
    if objection := _objection(clause, draft, before, behind):
        draft.fail(objection, text=clause.text)
        return True
    if not behind.endswith("圈") and not (behind and draft.unit in AGES):
        return False
    draft.qualify("target-figure-in-name", text=clause.text)
    return True


def _take_bound_away(draft: Draft, clause: Clause, before: str) -> str:
    """≤预算金额150万元, 至少完成3次: the bound stands before what the figure is of; gives back the other words."""
    match = AWAY.search(before) if before else None
    if match is None:
        return before
    plain = match["least"] or match["most"] or not match["noun"]
    if draft.operator is not None or not (plain or draft.kind is TargetKind.QUANTITY):
        draft.fail("target-unreadable", text=clause.text)
    elif not plain and match["word"] and not match["of"] and draft.unit in ("%", "‰", "个百分点"):
        draft.fail("target-baseline", text=clause.text)
    else:
        draft.operator = SIGNS.get(match["bound"][0]) or word_operator(match["bound"])
        draft.say("target-direction-inferred", word=match["bound"], operator=draft.operator.value)
    return before[: match.start()] + match["noun"]


def _take_counter(draft: Draft, behind: str) -> str:
    """Takes an unknown noun right after a bare number as its counter; gives back the words that are left."""
    if draft.unit is not None or not behind or draft.kind is TargetKind.DEADLINE:
        return behind
    if draft.value == 0:
        return behind
    match = COUNTER.fullmatch(behind)
    if not match or draft.marks & TAILS or NO_COUNTER.search(match["noun"]):
        draft.fail("target-counter-missing", text=behind)
        return behind
    draft.unit = match["noun"]
    draft.say("target-counter-unknown", unit=draft.unit)
    _take_counter_bound(draft, match)
    return ""


def _take_counter_bound(draft: Draft, match: re.Match[str]) -> None:
    """The 以上, 以下, 左右 after an unknown counter."""
    operator = Operator.GE if match["above"] else Operator.LE if match["below"] else None
    if match["near"]:
        draft.say("target-approximate", text=match["near"])
    if operator and draft.operator not in (None, operator):
        draft.fail("target-operators-conflict", operators=f"{draft.operator}…{match[0]}")
    elif operator:
        draft.operator = operator


def _take_bracket_unit(clause: Clause, draft: Draft) -> None:
    """A unit in brackets: ``满意度(%)≥90``, ``5000(人次)``; ``5台(套)`` is written as a whole."""
    for remark in clause.named("REMARK"):
        unit = remark[1:-1]
        if draft.unit is None and (unit in UNITS or re.fullmatch("[个项套台份次条人户名件辆座亩]次?", unit)):
            draft.unit = unit.replace("％", "%")
            draft.say("target-unit-in-brackets", unit=unit)
        elif draft.unit and re.fullmatch("[个项套台份次条人户名件辆座组场期批班村]", unit):
            draft.unit += remark
        elif re.search("[0-9]", unit):
            draft.say("target-remark", text=remark)


def _is_level(draft: Draft) -> bool:
    """Whether the figure is a level (二级以上), of which nobody knows which way is up."""
    if draft.unit not in LEVELS or draft.kind not in (TargetKind.QUANTITY, TargetKind.RANGE):
        return False
    draft.qualify("target-level", unit=draft.unit)
    return True


def _is_relative(clause: Clause, draft: Draft, before: str, behind: str) -> bool:
    """合同签订后30日内: a deadline counted from an event. Hours and minutes after one are a response time."""
    if draft.unit not in DAYS or draft.kind is not TargetKind.QUANTITY or not isinstance(draft.value, Decimal):
        return False
    labels = [label[1:-1] for label in clause.named("LABEL")]
    match = EVENT.match(f"{labels[0]}后" if labels and before == "后" else before)
    if not match or draft.operator in (Operator.GE, Operator.GT):
        return False
    draft.kind, draft.operator = TargetKind.DEADLINE, Operator.LE
    draft.within, draft.value, draft.after = draft.value, None, match["after"]
    draft.applies_to, draft.per = (
        subject(behind) if before != "后" else labels[1] if labels[1:] else None,
        _every(clause),
    )
    return True


def _is_changed(clause: Clause, draft: Draft, before: str) -> bool:
    """提升服务能力20%: a change whose verb stands away from its figure. 提高覆盖率到90% names a level instead."""
    if not before or draft.kind is not TargetKind.QUANTITY or draft.unit not in ("%", "个百分点", "‰", "倍"):
        return False
    match = CHANGED.search(before)
    if match is None:
        return False
    if match["to"]:
        if draft.operator is None:
            draft.operator = Operator.GE if match["up"] else Operator.LE
            draft.say("target-direction-inferred", word=before, operator=draft.operator.value)
        draft.applies_to = None
        return False
    noun, measured = match["noun"], SHARE_NOUN.search(match["noun"]) is not None
    if measured and draft.unit != "个百分点":
        if draft.operator is None:
            draft.fail("target-change-or-level", text=f"{before}…")
        return False
    draft.kind, draft.direction = TargetKind.CHANGE, "up" if match["up"] else "down"
    draft.applies_to = clause.about(before[: match.start()] + noun)
    return True
