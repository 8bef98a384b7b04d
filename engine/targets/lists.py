"""Figures that stand in a row: one bound for all of them, their names, and a last figure that counts the others."""

from __future__ import annotations

from itertools import pairwise

from engine.language.patterns import regex
from engine.targets.clause import Clause, Item
from engine.targets.draft import Draft
from engine.targets.figures import read_bound, read_change
from engine.targets.grammar import LEADS, TAILS, Node, Tokens
from engine.targets.model import TargetKind

# what parts figures of one row
JOINTS = frozenset({"、", "和", "及", "与", "以及", ",", "/"})
RESPECTIVELY = "分别"
_NAMES = regex("、|和|与|以及|及")
_AND = frozenset({"和", "与"})
# 3个(等级) after three prizes, 共3类: the figures before it, counted
_KINDS = frozenset({"类", "档", "级", "种", "大类"})
_OF_KINDS = regex(
    "[\u4e00-\u9fff]{0,3}(?:标准|奖项|情形|岗位|部分|环节|系列|批次|[级档次类型别层段面种位])[\u4e00-\u9fff]{0,2}(?:[:,、。]|$)"
)
_IN_ALL = frozenset({"", "等", "共", "共计", "合计", "等共", "总计", "总共", "计", "分", "分为", "共分"})


def read_pair(node: Node, tokens: Tokens) -> list[Draft]:
    """The two figures of 90%和85%以上: each with the words on its own side."""
    low, high = node.nodes
    joint = next(one for one in node.words if tokens.names[one] == "BETWEEN")
    before = tuple(one for one in node.words if one < joint)
    behind = tuple(one for one in node.words if one > joint)
    read_first = read_change if node.rule == "change_range" else read_bound
    return [
        read_first(_part(node.first, low.last, before, low, tokens), tokens),
        read_bound(_part(joint + 1, node.last, behind, high, tokens), tokens),
    ]


def _part(first: int, last: int, words: tuple[int, ...], amount: Node, tokens: Tokens) -> Node:
    return Node("bound", first, last, frozenset(tokens.names[first : last + 1]), words, (amount,))


def is_pair(node: Node, tokens: Tokens) -> bool:
    """Whether a 和 between two figures lists them (分别达到95%、90%和85%) rather than make them ends of a range."""
    if node.rule not in ("range", "change_range") or not any(tokens.texts[one] in _AND for one in node.words):
        return False
    return RESPECTIVELY in tokens.written(0, node.first) or (node.first > 0 and tokens.texts[node.first - 1] == "、")


def is_row(drafts: list[Draft], tokens: Tokens) -> bool:
    """Whether figures are what several things are to reach 分别, nothing but 和 or 及 between them."""
    return RESPECTIVELY in tokens.written(0, drafts[0].first) and all(
        tokens.written(one.last + 1, other.first - 1) in JOINTS for one, other in pairwise(drafts)
    )


def share_bounds(drafts: list[Draft], tokens: Tokens) -> None:
    """Gives every figure of a row the bound that is written once: 分别不低于60%、30%、5%, 3%、4%、5%以内."""
    row: list[Draft] = []
    for draft in drafts:
        if row and not _is_next(row[-1], draft, tokens):
            _share(row, tokens)
            row = []
        row.append(draft)
    _share(row, tokens)


def _is_next(one: Draft, other: Draft, tokens: Tokens) -> bool:
    """Whether two figures stand in one row, nothing between them but what parts them."""
    if one.kind not in (TargetKind.QUANTITY, TargetKind.CHANGE) or other.kind is not TargetKind.QUANTITY:
        return False
    if (other.applies_to or other.per) and RESPECTIVELY not in tokens.written(0, one.first):
        return False
    between = range(one.last + 1, other.first)
    return "".join(tokens.texts[at] for at in between if tokens.names[at] != "EVERY") in JOINTS


def _share(row: list[Draft], tokens: Tokens) -> None:
    if len(row) < 2:
        return
    respectively = RESPECTIVELY in tokens.written(0, row[0].first)
    alike = len({draft.unit for draft in row}) == 1
    if respectively:
        _name(row)
        _share_change(row, tokens)
        _share_unit(row, tokens)
    bound, words = _bound(row, tokens)
    if bound.operator is None or not (respectively or alike or (bound is row[0] and words[0] not in "≥≤<>≧≦=")):
        return
    for draft in row:
        if draft.operator is None and not draft.marks & {"NEARLY", "ABOUT"}:
            draft.operator = bound.operator
            draft.say("target-bound-shared", text=words)


def _share_change(row: list[Draft], tokens: Tokens) -> None:
    """小麦、玉米亩产分别提高5%、8%: the verb is written once."""
    for draft in row[1:] if row[0].kind is TargetKind.CHANGE else ():
        draft.kind, draft.direction = TargetKind.CHANGE, row[0].direction
        draft.say("target-bound-shared", text=tokens.texts[row[0].first])


def _share_unit(row: list[Draft], tokens: Tokens) -> None:
    """分别为10、20、30个: the unit is written once; a 万 before it would leave open whose it is."""
    unit = row[-1].unit
    bare = [draft for draft in row if draft.unit is None or (draft.unit == "个" != unit and str(unit).startswith("个"))]
    if unit is None or not bare or len(bare) != len(row) - 1:
        return
    for draft in bare:
        draft.unit = unit
        if "MULT" in row[-1].marks and "MULT" not in draft.marks:
            draft.fail("target-several-figures", text=tokens.written(row[0].first, row[-1].last))
        else:
            draft.say("target-unit-shared", unit=unit)


def _bound(row: list[Draft], tokens: Tokens) -> tuple[Draft, str]:
    """The figure whose bound is that of all, and the words of it: the first's or, where it has none, the last's."""
    for draft, names in ((row[0], LEADS), (row[-1], TAILS)):
        words = "".join(tokens.texts[at] for at in range(draft.first, draft.last + 1) if tokens.names[at] in names)
        others = {one.operator for one in row if one is not draft} - {None, draft.operator}
        if not words and draft is row[0] and draft.operator and not draft.marks & TAILS:
            words = draft.operator.value  # 分别不少于每周2次: the bound stands before the frequency
        if draft.operator is not None and words and not others:
            return draft, words
    return Draft(TargetKind.QUANTITY, row[0].first, row[0].last), " "


def _name(row: list[Draft]) -> None:
    """国家级、省级、市级课题分别: each figure its own name, where there are as many."""
    words, _, verb = (row[0].applies_to or "").partition(RESPECTIVELY)
    names = _NAMES.split(words)
    if len(names) == len(row) and all(names):
        for draft, name in zip(row, names, strict=True):
            draft.applies_to = name if draft is not row[-1] else name + (draft.applies_to or "")
    elif words:
        row[0].applies_to = words + verb


def without_count(clauses: list[Clause]) -> list[Clause]:
    """The clauses without a first or last figure that counts the others: 一等奖500元、二等奖300元2个等级."""
    figures = [(at, draft) for at, clause in enumerate(clauses) for draft in clause.drafts]
    if len(figures) < 3:
        return clauses
    for at, draft in (figures[-1], figures[0]):
        if _counts(clauses[at], draft, len(figures) - 1):
            return _dropped(clauses, at, draft)
    return clauses


def _counts(clause: Clause, draft: Draft, others: int) -> bool:
    if draft.value != others or draft.operator is not None or draft.kind is not TargetKind.QUANTITY:
        return False
    before, behind = clause.around(draft)
    if before not in _IN_ALL:
        return False
    return _OF_KINDS.match(behind) is not None or (
        (draft.unit in _KINDS and (not behind or before != ""))
        or (not behind and before != "" and draft.unit in ("个", "项"))
    )


def _dropped(clauses: list[Clause], at: int, draft: Draft) -> list[Clause]:
    """The clauses without one figure and the words around it, which the first of the others says."""
    clause = clauses[at]
    index = begin = clause.items.index(draft)
    end = index + 1
    while begin and isinstance(clause.items[begin - 1], int):
        begin -= 1
    while end < len(clause.items) and isinstance(clause.items[end], int):
        end += 1
    tokens, kept = _behind_colon(clause.items[index + 1 : end], clause.tokens)
    items: list[Item] = clause.items[:begin] + kept + clause.items[end:]
    rest = [*clauses[:at], *([Clause(items, tokens)] if items else []), *clauses[at + 1 :]]
    first = next(one for kept in rest for one in kept.drafts)
    text = clause.tokens.written(draft.first, draft.last) + clause.behind(draft)
    first.say("target-self-count", text=text.rstrip(":,、。"))
    return rest


def _behind_colon(words: list[Item], tokens: Tokens) -> tuple[Tokens, list[Item]]:
    """What of the words behind a count names the first of what is counted (3个等级:一等奖), without the colon."""
    for at, item in enumerate(words):
        if isinstance(item, int) and ":" in tokens.texts[item]:
            texts = list(tokens.texts)
            texts[item] = texts[item].rpartition(":")[2]
            return tokens._replace(texts=tuple(texts)), words[at if texts[item] else at + 1 :]
    return tokens, []
