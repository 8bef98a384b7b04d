"""What each figure of a recorded text is said to be: done, planned, begun, a change, a part, a difference.

In: a text beside its row. Out: its figures with their roles, by the words before and behind each.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple

from engine.language.patterns import regex
from engine.lexicon import TIMES
from engine.observe import phrases as p
from engine.observe.rowtext import RowText
from engine.quantity import Dimension, unit_of
from engine.targets.mentions import Mention


class Role(Enum):
    """What a figure of a text is said to be."""

    PLAIN = auto()
    DONE = auto()
    """named as the actual: 实际完成15篇"""
    PLANNED = auto()
    BEGUN = auto()
    UNDONE = auto()
    BASELINE = auto()
    CHANGE = auto()
    PART = auto()
    COMPLETION = auto()
    OVER = auto()
    EXCEEDED = auto()
    SHORT = auto()
    REST = auto()
    EARLY = auto()
    PER_HEAD = auto()
    OTHER_NAME = auto()
    """the figure of another rate than the row's"""
    EACH = auto()
    """for each of so many periods: 每月2次"""
    PERIOD = auto()
    """of a part of the year: 上半年8次"""


class Figure(NamedTuple):
    """A figure with what it is said to be, and the words that say so."""

    mention: Mention
    role: Role
    words: str = ""

    @property
    def is_live(self) -> bool:
        """Whether it may be the actual."""
        return self.role in LIVE

    @property
    def number(self) -> Decimal:
        """The number; below zero where a dash stands before it."""
        number = self.mention.number or Decimal(0)
        return -number if _MINUS.search(self.mention.before) else number


LIVE = (Role.PLAIN, Role.DONE)
_MINUS = regex("(?:^|[:为是达约])[-−–]$")


def figures_of(row: RowText) -> tuple[Figure, ...]:
    """The figures with what they are said to be."""
    return tuple(_in_parts([_role(row, one) for one in row.mentions.found if not one.is_day]))


def _last(pattern: re.Pattern[str], words: str, name: str) -> re.Match[str] | None:
    """The last words of a kind that are no words of the row's own name."""
    found = [one for one in pattern.finditer(words) if one.group() and one.group() not in name]
    return found[-1] if found else None


def _before(row: RowText, mention: Mention) -> str:
    """The words before a figure; where there are none, a short clause before it (实际完成：15篇)."""
    if mention.before.strip("-−–:") or not mention.clause:
        return mention.before
    lead = row.mentions.clauses[mention.clause - 1]
    taken = any(one.clause == mention.clause - 1 for one in row.mentions.found)
    return mention.before if taken or len(lead) > 8 else lead + mention.before


def _role(row: RowText, mention: Mention) -> Figure:
    raw = _before(row, mention).rstrip("-−–")
    words = p.HARMLESS.sub("·", raw)
    for role, pattern in _BESIDE:
        found = _last(pattern, raw if role in _WHOLE_WORDS else words, row.name)
        if found is not None and _applies(row, mention, role, found):
            return Figure(mention, role, found.group())
    if mention.direction is not None and not _is_level(mention) and not _asks_change(row, raw):
        return Figure(mention, Role.CHANGE, raw)
    if timed := _of_another_time(row, mention, raw):
        return timed
    if another := _other_name(row, mention, raw):
        return Figure(mention, Role.OTHER_NAME, another)
    return _intended(row, mention, words) or Figure(mention, _afterwards_done(mention), raw)


# these hold words of a plan themselves: 超计划, 完成年度任务的
_WHOLE_WORDS = frozenset([Role.OVER, Role.SHORT, Role.COMPLETION])
# in order: a difference to a plan is no plan
_BESIDE = (
    (Role.OVER, p.OVER),
    (Role.SHORT, p.SHORT),
    (Role.EARLY, p.EARLY),
    (Role.EXCEEDED, p.EXCEEDED),
    (Role.REST, p.REST),
    (Role.COMPLETION, p.COMPLETION),
    (Role.CHANGE, p.COMPARED),
    (Role.PER_HEAD, p.PER_HEAD),
    (Role.EACH, p.EACH),
    (Role.BASELINE, p.BASELINE),
    (Role.BASELINE, p.FROM),
)


def _applies(row: RowText, mention: Mention, role: Role, found: re.Match[str]) -> bool:
    """Whether words of a kind make a figure of this unit what they say."""
    check = _CHECKS.get(role)
    return check is None or check(row, mention, found)


def _is_completion(row: RowText, mention: Mention, found: re.Match[str]) -> bool:
    """A share that is no figure of the row's own: of a rate 完成率98% is one, 完成任务的98% none."""
    if unit_of(mention.unit).dimension is not Dimension.SHARE:
        return False
    is_own = row.dimension is Dimension.SHARE and found.group()[-1] != "的"
    return not is_own and not p.COMPLETION.search(row.name + "的")


def _is_change(row: RowText, mention: Mention, _: re.Match[str]) -> bool:
    return not _is_level(mention) and not _asks_change(row, mention.before)


def _is_per_head(row: RowText, mention: Mention, _: re.Match[str]) -> bool:
    is_share = unit_of(mention.unit).dimension is Dimension.SHARE
    return not is_share and row.dimension is not Dimension.RATE and not row.target.per


def _is_baseline(row: RowText, mention: Mention, found: re.Match[str]) -> bool:
    """Of another year; after 由 or 从 where the figure that it came to follows: 由90%提高到95%."""
    if p.COMPARED.search(mention.before):
        return False
    if found.re.pattern != p.FROM.pattern:
        return True
    return any(_is_level(one) and one.clause == mention.clause for one in _after(row, mention))


def _is_early(row: RowText, mention: Mention, _: re.Match[str]) -> bool:
    return unit_of(mention.unit).dimension in TIMES and row.dimension in TIMES


def _is_each(row: RowText, mention: Mention, found: re.Match[str]) -> bool:
    """Whether a figure is for each of so many periods; 一季度 is the first one but for 一季度一次."""
    dimension = unit_of(mention.unit).dimension
    if row.dimension is Dimension.RATE:
        return False
    if found["single"]:
        return mention.number == 1
    return dimension is Dimension.COUNT or (dimension is Dimension.MONEY and found["period"] not in (None, "年"))


_CHECKS: dict[Role, Callable[[RowText, Mention, re.Match[str]], bool]] = {
    Role.COMPLETION: _is_completion,
    Role.CHANGE: _is_change,
    Role.PER_HEAD: _is_per_head,
    Role.BASELINE: _is_baseline,
    Role.EARLY: _is_early,
    Role.EACH: _is_each,
}


def _is_level(mention: Mention) -> bool:
    return mention.is_level or p.LEVEL.search(mention.before) is not None


def _after(row: RowText, mention: Mention) -> tuple[Mention, ...]:
    return row.mentions.found[row.mentions.found.index(mention) + 1 :]


_CHANGES = regex(
    "提[高升]|增[长加收产速幅]|上升|扩大|下降|降低|减少|缩短|压[减缩]|节[约省]|降幅|减幅|涨幅|变[动化]|新增|改善"
)


_RATE_OF_CHANGE = regex(
    "(?:增长|提升|提高|上升|变动|变化|增加|改善)(?:率|幅度?|速度?|比例|百分比)$|(?:增|涨|降)[幅速]$"
)


def _asks_change(row: RowText, words: str) -> bool:
    """Whether the row is about a change, so that the figure of one is its own."""
    if row.is_change or _RATE_OF_CHANGE.search(row.name):
        return True
    verbs = _CHANGES.findall(words)
    return _CHANGES.search(row.name) is not None and (not verbs or any(one in row.name for one in verbs))


def _of_another_time(row: RowText, mention: Mention, words: str) -> Figure | None:
    """A figure of another year, of several years or of a part of one."""
    if other := _other_year(row, mention):
        return Figure(mention, other, words)
    if years := _years(row, mention):
        return Figure(mention, Role.BASELINE, years)
    part = _part_of_year(row, mention)
    return Figure(mention, Role.PERIOD, part) if part else None


def _other_year(row: RowText, mention: Mention) -> Role | None:
    """Whether the day named before a figure lies in another year than the row's: 2023年12篇 was, 2025年12篇 is to be."""
    found = row.mentions.found
    before = [one for one in found[: found.index(mention)] if one.is_day and one.clause == mention.clause]
    last = before[-1].last if before else None
    if row.year is None or last is None or last.year == row.year or _UNTIL.search(before[-1].before):
        return None
    return Role.BASELINE if last.year < row.year else Role.PLANNED


def _years(row: RowText, mention: Mention) -> str:
    """The years that a figure is of together, where the row asks for one: 近三年累计, 2022-2024年; empty where none."""
    found = row.mentions.found
    before = [one for one in found[: found.index(mention)] if one.clause == mention.clause]
    words = "".join(one.before + one.written for one in before if not one.is_day) + mention.before
    if unit_of(mention.unit).dimension in TIMES or p.YEARS_ASKED.search(row.name + row.target.text):
        return ""
    if _EACH_YEAR.search(words):
        return ""
    named = p.YEARS.search(words)
    span = next((one.written for one in before if one.is_day and _SPAN.fullmatch(one.written)), "")
    return named.group() if named else "" if "学年" in words else span


_SPAN = regex("\\d{4}年?[-~—–至到]+\\d{4}年")
_EACH_YEAR = regex("[均都]|每年|连续|平均")
_UNTIL = regex("截至?止?|至|到")


def _part_of_year(row: RowText, mention: Mention) -> str:
    """The part of a year that a figure is of: 上半年, 1-6月; empty where it is of the whole."""
    found = _last(p.PART_OF_YEAR, mention.before, row.name)
    is_whole = found is None or p.WHOLE_YEAR.search(mention.before[found.start() :]) is not None
    return "" if found is None or is_whole or row.target.per else found.group()


_RATE = regex("(?:率|度|比例|占比|比重|水平|情况)$")
_GENERIC = regex("(?:总体|整体|任务|实际|指标|目标)*(?:完成|达成|实现)(?:率|度|比例|情况)")
_DENIED = "不未非无"


def _stem(name: str) -> str:
    return _RATE.sub("", name)


def _other_name(row: RowText, mention: Mention, words: str) -> str:
    """The name before a share, where it is that of another rate than the row's; empty where it is not."""
    named = p.ANOTHER.search(words)
    if named is None or unit_of(mention.unit).dimension is not Dimension.SHARE or not _RATE.search(row.name):
        return ""
    if _GENERIC.fullmatch(named["name"]):
        return ""
    own, other = _stem(row.name), _stem(named["name"])
    short, long = sorted((own, other), key=len)
    at = long.rfind(short)
    if short and at >= 0 and not (at and long[at - 1] in _DENIED):
        return ""
    return "" if _is_alike(own, other) and not set(_DENIED) & (set(own) ^ set(other)) else named["name"]


def _is_alike(one: str, other: str) -> bool:
    """Whether two names share two neighbouring characters."""
    return any(one[at : at + 2] in other for at in range(len(one) - 1))


def _intended(row: RowText, mention: Mention, words: str) -> Figure | None:
    """A figure that is planned, begun or denied, by the words before and behind it, or in the clause after it."""
    done = _last(p.DONE, words, row.name)
    since = words[done.end() :] if done else words
    for role, pattern in ((Role.PLANNED, p.PLANNED), (Role.BEGUN, p.BEGUN), (Role.UNDONE, p.NEGATION)):
        found = _last(pattern, since, row.name)
        if found is not None and not (role is Role.UNDONE and _is_of_another(since[found.end() :])):
            return Figure(mention, role, since[found.start() :] or found.group())
    if done is not None:
        return Figure(mention, Role.DONE, done.group())
    behind = _behind(row, mention)
    found = next((one for one in p.BEHIND.finditer(behind) if one.group() not in row.name), None)
    return Figure(mention, _kind_behind(found.group()), found.group()) if found else None


def _is_of_another(rest: str) -> bool:
    """Whether a negation is of a word before the deed: 对未达标企业检查12次."""
    return p.ACT.search(rest, 2) is not None and p.ACT.match(rest) is None


def _behind(row: RowText, mention: Mention) -> str:
    """The words behind the last figure of a clause, with the next clause where that has no figure and speaks of it."""
    clauses, found = row.mentions.clauses, row.mentions.found
    numbers = [one for one in found if not one.is_day]
    at = numbers.index(mention)
    if at + 1 < len(numbers) and numbers[at + 1].clause == mention.clause:
        return ""
    words = p.HARMLESS.sub("·", mention.behind)
    if mention.clause + 1 < len(clauses) and not any(one.clause == mention.clause + 1 for one in found):
        after = p.HARMLESS.sub("·", clauses[mention.clause + 1])
        words += after if p.AFTERWARDS.search(after) and not p.DONE.search(mention.behind) else ""
    return words


def _kind_behind(word: str) -> Role:
    if word[0] in "尚还仍暂均都未没无不取作滞延推":
        return Role.UNDONE
    return Role.BEGUN if word[-1] in "中建办途始工动项" or word == "正在" else Role.PLANNED


def _afterwards_done(mention: Mention) -> Role:
    return Role.DONE if p.DONE.search(mention.behind) else Role.PLAIN


def _in_parts(figures: list[Figure]) -> list[Figure]:
    """The figures with those after 其中 as parts, up to the next total."""
    is_part, told = False, []
    for one in figures:
        words = one.mention.before
        if p.PART.search(words):
            is_part = True
        elif p.SUM.search(words) or one.role is Role.DONE:
            is_part = False
        told.append(one._replace(role=Role.PART, words="其中") if is_part and one.is_live else one)
    return told
