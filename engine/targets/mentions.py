"""Every figure and every day that a text mentions, with the words of its clause before and behind it.

The terminals are those of target cells; nothing is decided here about which of the figures is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from engine.language.patterns import regex
from engine.quantity import EXACT
from engine.targets.amounts import MULTIPLIERS, read_amount
from engine.targets.dates import DateRead, YearFrom, read_date
from engine.targets.figures import SAVINGS, SOFT, STATED
from engine.targets.grammar import DATES, Node, Tokens, plan, scan
from engine.targets.model import Operator
from engine.targets.reading import LONGEST, normalise

_PARTING = frozenset({"SEP", "ENUM"})
_LEVELS = frozenset({"RAISED", "LOWERED"})
_FIGURES = frozenset({"bound", "range", "change", "change_range"})
# a third of a month by the word for it: 9月底 is no day before the 21st
_THIRDS = {"底": 21, "末": 21}
REMEMBERED = 4096
# 未超150万元
_DENIED = regex("[未不没](?:超过?|高于|大于|低于|少于|小于)$")
_OPPOSITE = {Operator.GT: Operator.LE, Operator.LT: Operator.GE}


class Mention(NamedTuple):
    """A figure, an interval (up to ``upper``) or a day (one from ``first`` to ``last``), where it stands in a text.

    ``before`` and ``behind`` are the words of its clause up to the figures (of a day: the days) beside it. ``direction`` is that of a change beside
    it (up, down), ``is_level`` whether a change leads to it (提高到95%).
    """

    clause: int
    before: str
    behind: str
    written: str
    number: Decimal | None = None
    upper: Decimal | None = None
    unit: str | None = None
    operator: Operator | None = None
    direction: str | None = None
    is_level: bool = False
    approximate: bool = False
    in_words: bool = False
    fraction: str | None = None
    first: date | None = None
    last: date | None = None
    years_from: tuple[YearFrom, ...] = ()

    @property
    def is_day(self) -> bool:
        """Whether it is a day, or a time that ends on one."""
        return self.number is None


class Mentions(NamedTuple):
    """A text in clauses, as the grammar cuts it, the mark behind each, and what they mention in order."""

    text: str
    clauses: tuple[str, ...]
    marks: tuple[str, ...]
    found: tuple[Mention, ...]


class _Span(NamedTuple):
    """Where a mention stands: its clause, and from and up to which character."""

    clause: int
    start: int
    end: int


@lru_cache(maxsize=REMEMBERED)
def mentions_in(text: str, year: int | None = None) -> Mentions:
    """What a text mentions; ``year`` completes days without one.

    Nothing is found in texts of more than :data:`LONGEST` characters, and where the grammar cannot go on.
    """
    normal = normalise(text)
    if len(normal) > LONGEST:
        return Mentions(normal, (normal,), ("",), ())
    tokens = scan(normal)
    pieces = plan(tokens.names) or ()
    starts = [0]
    for one in tokens.texts:
        starts.append(starts[-1] + len(one))
    bounds = _bounds(tokens, starts)
    found: list[tuple[_Span, Mention]] = []
    for piece in pieces:
        for first, last, mention in () if isinstance(piece, int) else _read(piece, tokens, year, _latest(found)):
            clause = next(at for at, (_, end) in enumerate(bounds) if starts[first] < end)
            found.append((_Span(clause, starts[first], starts[last + 1]), mention))
    found = _without_idioms(found)
    ends = [*(a for a, _ in bounds[1:]), len(normal)][: len(bounds)]
    marks = tuple(normal[b:end] for (_, b), end in zip(bounds, ends, strict=True))
    return Mentions(normal, tuple(normal[a:b] for a, b in bounds), marks, tuple(_placed(found, bounds, normal)))


def _without_idioms(found: list[tuple[_Span, Mention]]) -> list[tuple[_Span, Mention]]:
    """Without numbers in words beside digits, which count nothing: 一次验收合格率98%."""
    in_digits = any(not one.is_day and not one.in_words for _, one in found)
    return [one for one in found if one[1].is_day or not (in_digits and one[1].in_words)]


def _latest(found: list[tuple[_Span, Mention]]) -> date | None:
    """The day before, in whose year one without its own may lie: 2023年5月开工，6月完工."""
    return next((one.last for _, one in reversed(found) if one.last is not None), None)


def _bounds(tokens: Tokens, starts: list[int]) -> list[tuple[int, int]]:
    """From and up to which character each clause goes."""
    bounds, begin = [], 0
    for at, name in enumerate(tokens.names):
        if name in _PARTING:
            bounds.append((begin, starts[at]))
            begin = starts[at + 1]
    return [(a, b) for a, b in [*bounds, (begin, starts[-1])] if a < b]


def _placed(found: list[tuple[_Span, Mention]], bounds: list[tuple[int, int]], text: str) -> Iterator[Mention]:
    """The mentions with the words around them, up to the next of their sort: a day among figures is one more word."""
    for at, (span, mention) in enumerate(found):
        begin, end = bounds[span.clause]
        alike = [(other_at, one) for other_at, (one, other) in enumerate(found) if _beside(one, other, span, mention)]
        begin = max([begin, *(one.end for other_at, one in alike if other_at < at)])
        end = min([end, *(one.start for other_at, one in alike if other_at > at)])
        before, behind = text[begin : span.start], text[span.end : end]
        written = text[span.start : span.end]
        operator = _OPPOSITE.get(mention.operator or Operator.EQ) if _DENIED.search(before) else None
        yield mention._replace(
            clause=span.clause, before=before, behind=behind, written=written, operator=operator or mention.operator
        )


def _beside(span: _Span, mention: Mention, own: _Span, of: Mention) -> bool:
    return span.clause == own.clause and mention.is_day == of.is_day


Found = tuple[int, int, Mention]


def _read(node: Node, tokens: Tokens, year: int | None, latest: date | None) -> Iterator[Found]:
    """The first and last token of what a rule of the grammar found, and what it says."""
    if node.rule in _FIGURES:
        yield from _figures(node, tokens)
    elif node.rule in ("deadline", "period"):
        day = _day(node, tokens, year, latest)
        if day is not None:
            yield day
    elif node.rule == "none_at_all":
        yield node.first, node.last, _bare(number=Decimal(0))


def _figures(node: Node, tokens: Tokens) -> Iterator[Found]:
    """One figure or interval; two figures of unlike units are no interval: 提高4个百分点至96%."""
    units = [amount.unit if (amount := read_amount(one, tokens)) else None for one in node.nodes]
    if len(units) == 2 and units[0] is not None and units[0] != units[1]:
        first, last = node.nodes
        alone = _figure(node._replace(nodes=(first,)), tokens)
        other = _figure(last._replace(rule="bound", words=(), nodes=(last,)), tokens)
        yield from ([alone] if alone else [])
        yield from ([(other[0], other[1], other[2]._replace(is_level=True))] if other else [])
        return
    found = _figure(node, tokens)
    yield from [found] if found else []


def _bare(**known: object) -> Mention:
    return Mention(0, "", "", "")._replace(**known)  # type: ignore[arg-type]


def _figure(node: Node, tokens: Tokens) -> Found | None:
    amounts = [read_amount(one, tokens) for one in node.nodes]
    if not amounts or any(one is None for one in amounts):
        return None
    low, high = amounts[0], amounts[-1]
    assert low is not None
    assert high is not None
    words = [(tokens.names[one], tokens.texts[one]) for one in node.words]
    name, verb = next((word for word in words if word[0] in ("UP", "DOWN")), ("", ""))
    is_change = bool(verb) and not (verb.startswith(SAVINGS) and high.unit not in ("%", "‰", "个百分点"))
    stated = [STATED[name] for name, text in words if name in STATED and not SOFT.fullmatch(text)]
    value = low.value
    if len(amounts) > 1 and high.multiplier and not low.multiplier:
        value = EXACT.multiply(low.value, MULTIPLIERS[high.multiplier])
    mention = _bare(
        number=-value if low.signed else value,
        upper=high.value if len(amounts) > 1 or low.signed else None,
        unit=high.unit,
        operator=stated[0] if stated else None,
        direction=None if not is_change else "up" if name == "UP" else "down",
        is_level=any(name in _LEVELS for name, _ in words),
        approximate=bool(low.approximate) or any(n == "NEARLY" or (n == "ABOUT" and t != "预计") for n, t in words),
        in_words=low.in_words is not None and low.of is None,
        fraction=low.fraction,
    )
    return node.nodes[0].first, node.nodes[-1].last, mention


def _day(node: Node, tokens: Tokens, year: int | None, latest: date | None) -> Found | None:
    dates = [at for at in range(node.first, node.last + 1) if tokens.names[at] in DATES]
    read: list[DateRead] = []
    for at in dates:
        read.append(_in_year(tokens.names[at], tokens.texts[at], year, read[-1].last if read else latest))
    first, last = _days(read[0], tokens.texts[dates[0]]), _days(read[-1], tokens.texts[dates[-1]])
    if len(dates) > 1 and last is not None and first is not None and last[1] < first[0]:
        last = None
    if first is None or last is None:
        return None
    if "SINCE" in node.marks and len(dates) == 1:
        return None
    operator = Operator.LE if node.marks & {"BEFORE", "INSIDE"} or _is_limit(node, tokens) else None
    is_whole = any(one.is_whole for one in read)
    is_span = tokens.names[dates[-1]] == "SPAN"
    begin = last[0] if not is_span else last[1].replace(day=1) if is_whole else last[1]
    mention = _bare(first=begin, last=last[1], operator=operator, years_from=tuple(one.year_from for one in read))
    return dates[0], dates[-1], mention


def _in_year(name: str, text: str, year: int | None, latest: date | None) -> DateRead:
    """A date; one without its year is in that of the date before it where that makes it the later of the two."""
    read = read_date(name, text, year)
    if latest is None or read.year_from not in (YearFrom.INFERRED, YearFrom.MISSING):
        return read
    follower = read_date(name, text, latest.year)
    return follower if follower.last is not None and follower.last > latest else read


def _is_limit(node: Node, tokens: Tokens) -> bool:
    """Whether a word before a day makes it a limit: 不晚于, ≤."""
    signs = "".join(tokens.texts[at] for at in node.words if tokens.names[at] == "DUE")
    return any(one in signs for one in "≤<≦晚迟早")


def _days(read: DateRead, text: str) -> tuple[date, date] | None:
    """The first and last day that a date allows."""
    if read.first is None or read.last is None:
        return None
    third = next((day for word, day in _THIRDS.items() if text.endswith(word) and "月" in text), None)
    if third is not None:
        return read.first.replace(day=third), read.last
    if text.endswith(("年底", "年末", "年终")):
        return read.last.replace(day=1), read.last
    return read.first, read.last
