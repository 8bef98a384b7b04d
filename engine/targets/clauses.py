"""Clauses of a target text: the words around a figure, what it is about, and what kind of promise that makes it."""

from __future__ import annotations

import re
from decimal import Decimal

from engine.targets.clause import Clause
from engine.targets.draft import Draft
from engine.targets.grammar import LEADS
from engine.targets.model import Operator, TargetKind
from engine.targets.unit_words import take_bracket_unit, take_counter, take_many, take_unit_beside
from engine.targets.words import (
    AGES,
    AWAY,
    BASELINE,
    BESIDE,
    CHANGED,
    DAYS,
    DONE,
    EVENT,
    IMPROVING,
    INTENDED,
    LEVELS,
    NEGATED,
    NO_BEGINNING,
    NOTHING_HAPPENS,
    PREVENTED,
    SHARE_NOUN,
    SIGNS,
    TURNED,
    TURNED_SIGNS,
    is_improved,
    subject,
    word_operator,
)


def settle_alone(draft: Draft) -> Draft:
    """The target of a cell that holds one figure or date and nothing else."""
    if not draft.is_lost:
        _is_level(draft)
    return draft


def settle_one(clause: Clause, draft: Draft) -> Draft:
    """The target of a clause with one figure or date, with what its words add."""
    before, behind = clause.around(draft)
    if draft.is_lost or (not before and _is_turned(draft, behind)):
        return draft
    before, behind = take_unit_beside(clause, draft, before, behind)
    if _is_refused(clause, draft, before, behind):
        return draft
    before = _take_bound_away(draft, clause, before)
    if draft.is_dated:
        return _settle_date(clause, draft, before, behind)
    return draft if draft.is_lost else _settle_figure(clause, draft, before, behind)


def _settle_figure(clause: Clause, draft: Draft, before: str, behind: str) -> Draft:
    """A figure with its unit, what it is about and how often it recurs."""
    bare = draft.unit is None
    if not clause.named("LABEL"):
        behind = take_counter(draft, behind)
    if draft.is_lost:
        return draft
    take_bracket_unit(clause, draft)
    take_many(clause, draft)
    _take_object(clause, draft, behind, bare=bare)
    if draft.is_lost or _is_level(draft) or _is_relative(clause, draft, before, behind):
        return draft
    draft.per = _every(clause)
    if "TIMES" in draft.marks and draft.per:
        _take_times(clause, draft)
    if not _is_changed(clause, draft, before) and not draft.is_lost:
        draft.applies_to = clause.about(before + (draft.applies_to or "") + behind)
    return draft


def _take_object(clause: Clause, draft: Draft, behind: str, *, bare: bool) -> None:
    """提升80个村人居环境: 80个 are improved, nothing rises by 80; of 提高10万群众幸福感 nobody can tell."""
    verb = clause.tokens.texts[draft.first]
    if draft.kind is TargetKind.CHANGE and verb.startswith(IMPROVING) and bare and draft.unit:
        draft.fail("target-counter-missing", text=draft.unit)
    elif draft.kind is TargetKind.CHANGE and is_improved(verb, draft.unit, behind):
        draft.kind, draft.direction, draft.applies_to = TargetKind.QUANTITY, None, verb
        draft.say("target-object-improved", text=clause.text)


def _take_times(clause: Clause, draft: Draft) -> None:
    """每期50人×2期: the sessions are counted in, so that nothing is left to be per session."""
    if draft.per and draft.per in clause.tokens.written(draft.first, draft.last):
        draft.per = None
    else:
        draft.fail("target-unreadable", text=clause.text)


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
    stuck = behind != "" and (behind[0].isascii() if draft.unit == "%" else draft.unit and behind[0] in "%‰")
    unbegun = not draft.is_dated and NO_BEGINNING.search(before)
    if strange or stuck or unbegun or (behind.startswith("前") and not draft.is_dated):
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
    if before in ("后", "之后", "过后") and clause.named("EVERY"):
        before = f"结束{before}"
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
