"""The grammar of target texts at work: text to named tokens, token names to a plan of pieces.

The terminals and rules stand in ``targets.lark``. Whether a word of a bound or a counter is one depends on its
neighbours; :func:`scan` settles that, so that the LALR parser needs the names of the tokens alone. Its answer, a
*plan* whose leaves are positions of tokens, is remembered by those names: texts that differ only in their numbers and
words are parsed once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput
from lark.lexer import Lexer, TerminalDef

from engine.language.lark_tables import loaded

GRAMMAR = Path(__file__).with_name("targets.lark")
PLANS = 8192

NUMBERED = "ENUM"
NUMBERS = frozenset({"NUM", "SIGN", "MINUS", "WORDS", "HUNDREDTHS", "PART", "IN_HUNDRED", "RATIO", "AND_A_HALF"})
DATES = frozenset({"DAY", "MONTH", "QUARTER", "HALF", "YEAR_END", "YEAR", "SPAN"})
LEADS = frozenset({"GE", "FULL", "LE", "GT", "LT", "EQ", "ABOUT", "KEPT", "BETTER", "RANK", "RAISED", "LOWERED"})
TAILS = frozenset({"ABOVE", "BELOW", "INSIDE", "NEARLY", "AMID", "WITH", "WITHOUT", "CAP", "FLOOR"})
_NUMBER_ENDS = frozenset({"NUM", "WORDS", "HUNDREDTHS", "PART", "MORE", "MULT", "NEIGHBOURS"})
_AMOUNT_ENDS = _NUMBER_ENDS | {"UNIT", "PER", "RATIO", "INTERVAL", "AND_A_HALF"}
_FIGURES = NUMBERS | LEADS | {"INTERVAL", "NEIGHBOURS"}
# what must follow for numerals or a word to be a number: 三(至五家), 两(套), 十(以上), 零下(5℃)
_COUNTED_BY = {
    "WORDS": frozenset({"UNIT", "MULT", "ABOVE", "BELOW", "INSIDE", "BETWEEN"}),
    "MINUS": frozenset({"NUM", "WORDS"}),
}
# ≥提高3%; of ≤下降3% nobody can tell whether less is meant or more
_VERBS = {"GE": frozenset({"UP", "DOWN"}), "GT": frozenset({"UP", "DOWN"}), "LE": frozenset({"UP"})}
_DUE = DATES | {"DUE"}
_WORDS = frozenset({"TEXT", "PLAIN"})
# terminals of which some texts mean something else than the others, and those texts
_TELLING = frozenset({"DUE", "BETWEEN", "WORDS"})
_TOLD = frozenset({"至", "到", "和", "与", "零"})
_TO = frozenset({"至", "到"})


# frequent characters that stand within words of the grammar but begin none
COMMON = frozenset(
    "人个时成度分完工天数均级生间事学水项故底期户支米标家场亩收发作建业面制投付件升位有点放台行村积复务障体座中吨安效定周化运报诉产统"
    "名服护计得电套规查省程条能常部专批热案"
)


class Node(NamedTuple):
    """One rule of the grammar as it was found, by positions of tokens.

    ``first`` and ``last`` are the first and the last token it covers, ``marks`` the names of all of them; ``words``
    are its own tokens and ``nodes`` the rules inside it.
    """

    rule: str
    first: int
    last: int
    marks: frozenset[str]
    words: tuple[int, ...]
    nodes: tuple[Node, ...]


Plan = tuple[Node | int, ...]


class Tokens(NamedTuple):
    """A text cut into tokens: names and texts in step; the texts joined are the whole text."""

    names: tuple[str, ...]
    texts: tuple[str, ...]

    def written(self, first: int, last: int) -> str:
        """The text from one token to another, both included."""
        return "".join(self.texts[first : last + 1])


class Names(Lexer):
    """Hands the parser names of terminals instead of text; each token's value is its position."""

    def __init__(self, _configuration: object) -> None:
        """Lark makes its lexers itself and hands them its configuration, which is not needed here."""

    def lex(self, names: Any, _parser_state: object = None) -> Iterator[Token]:
        """A token for each name."""
        for position, name in enumerate(names):
            yield Token(name, str(position))


def _node(branch: Token | Tree[Token], names: tuple[str, ...]) -> int | Node:
    """A branch of the parser's tree as positions and plain nodes."""
    if isinstance(branch, Token):
        return int(branch)
    items = [_node(child, names) for child in branch.children]
    first, last = items[0], items[-1]
    begin = first if isinstance(first, int) else first.first
    end = last if isinstance(last, int) else last.last
    words = tuple(item for item in items if isinstance(item, int))
    nodes = tuple(item for item in items if not isinstance(item, int))
    return Node(str(branch.data), begin, end, frozenset(names[begin : end + 1]), words, nodes)


@cache
def _parser() -> Lark:
    return loaded(GRAMMAR, lexer=Names)


def _terminals() -> list[TerminalDef]:
    """The terminals of the grammar, the stronger first."""
    return sorted(_parser().terminals, key=lambda terminal: -terminal.priority)


def _plain() -> str:
    """A pattern for runs of Chinese characters that begin no terminal: most of a text, read in one step.

    Those are the characters that no terminal names, and :data:`COMMON`. Units count only right after a number, where
    no run begins.
    """
    patterns = "".join(one.pattern.to_regexp() for one in _terminals() if one.name not in ("UNIT", "PER"))
    named = "".join(sorted(set(re.findall("[\u4e00-\u9fff]", patterns)) - COMMON))
    return f"(?<![0-9万亿千百十余多来半零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖拾佰仟])[^\\x00-\u4dff\ua000-\U0010ffff{named}]+"


@cache
def _scanner() -> re.Pattern[str]:
    """All terminals but list numbers as one pattern."""
    patterns = [f"(?P<{one.name}>{one.pattern.to_regexp()})" for one in _terminals() if one.name != NUMBERED]
    return re.compile("|".join([f"(?P<PLAIN>{_plain()})", *patterns]), re.DOTALL)


@cache
def _list_numbers() -> tuple[re.Pattern[str], frozenset[str]]:
    """The pattern of list numbers, and the terminals that go before them where both begin."""
    names = [one.name for one in _terminals()]
    at = names.index(NUMBERED)
    return re.compile(_terminals()[at].pattern.to_regexp(), re.DOTALL), frozenset(("PLAIN", *names[:at]))


def _facing(name: str, text: str, following: str) -> str:
    """What a token is, given the next one, which is already settled."""
    if name in LEADS:
        is_lead = following in _FIGURES or following in _VERBS.get(name, ())
        return "DUE" if following in _DUE else name if is_lead else "TEXT"
    if name == "DUE":
        to = text in _TO and following in NUMBERS
        return name if following in _DUE else "BETWEEN" if to else "TEXT"
    if name in ("UP", "DOWN"):
        return name if following in _FIGURES else "TEXT"
    if name == "BETWEEN":
        return name if following in _FIGURES or (following in DATES and text not in ("和", "与")) else "TEXT"
    if name == "WORDS" and text == "零":
        return name
    return name if following in _COUNTED_BY.get(name, frozenset({"NUM"})) else "TEXT"


def _backed(name: str, text: str, before: str, following: str) -> str:
    """What a token is, given the one before it, which is already settled."""
    if name in ("DUE", "BETWEEN"):
        if following in DATES:
            return "BETWEEN" if (before in DATES or before == "SINCE") and (name == "BETWEEN" or text in _TO) else "DUE"
        return name if name == "DUE" or before in _AMOUNT_ENDS else "TEXT"
    if name in ("SIGN", "TIMES"):
        return _between_amounts(name, before, following)
    if name in ("WITH", "WITHOUT"):
        return name if before in _AMOUNT_ENDS or before in TAILS else "REMARK"
    return name if before in _BACKS[name] else "TEXT"


def _between_amounts(name: str, before: str, following: str) -> str:
    """What ± and × are: 5%±1% and 50人×2期 join two amounts; ±1% alone is a tolerance, any other × a sum."""
    if name == "SIGN":
        return "AROUND" if before in _AMOUNT_ENDS else name
    return name if before in _AMOUNT_ENDS and following in NUMBERS else "SUM"


_BACKS = {
    **dict.fromkeys(("UNIT", "MULT", "MORE"), _NUMBER_ENDS),
    **dict.fromkeys(TAILS, _AMOUNT_ENDS | TAILS),
    "PER": _NUMBER_ENDS | {"UNIT", "PER"},
    "INSIDE": _AMOUNT_ENDS | TAILS | DATES | {"EVERY_DAY"},
    "BEFORE": DATES | {"EVERY_DAY", "BEFORE"},
    "SINCE": DATES,
}
_LOOK_AHEAD = LEADS | {"DUE", "UP", "DOWN", "BETWEEN", "WORDS", "IN_HUNDRED", "SIGN", "MINUS"}
_LOOK_BACK = frozenset(_BACKS) | {"DUE", "BETWEEN", "SIGN", "TIMES"}


def _settle(names: list[str], texts: list[str]) -> None:
    """Turns every word that is no bound, unit or date mark where it stands into TEXT, in place."""
    following = ""
    for position in range(len(names) - 1, -1, -1):
        name = names[position]
        if name in _LOOK_AHEAD:
            names[position] = _facing(name, texts[position], following)
        following = names[position]
    before, last = "", len(names) - 1
    for position, name in enumerate(names):
        if name in _LOOK_BACK:
            names[position] = _backed(name, texts[position], before, names[position + 1] if position < last else "")
        before = names[position]


def _runs(names: list[str]) -> Iterator[tuple[str, int, int]]:
    """The names with neighbouring words joined into one TEXT, each with the tokens from and up to which it goes."""
    begin = 0
    for position, name in enumerate(names):
        follows = names[position + 1] if position + 1 < len(names) else ""
        if name not in _WORDS or follows not in _WORDS:
            yield ("TEXT" if name in _WORDS else name), begin, position + 1
            begin = position + 1


class Layout(NamedTuple):
    """Tokens as the rules see them: their names, and from and up to which scanned token each goes."""

    names: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


@lru_cache(maxsize=PLANS)
def _layout(names: tuple[str, ...], telling: tuple[str, ...]) -> Layout:
    """The layout of scanned tokens; ``telling`` are the texts of those whose text matters, in order."""
    own_texts = iter(telling)
    texts = [next(own_texts) if name in _TELLING else "" for name in names]
    settled = list(names)
    _settle(settled, texts)
    runs = list(_runs(settled))
    return Layout(tuple(name for name, _, _ in runs), tuple((begin, end) for _, begin, end in runs))


def _is_numbered(names: list[str], texts: list[str]) -> bool:
    """Whether the list numbers (1. 2. 3.) count up from one, and are list numbers therefore."""
    numbers = [re.sub("[^0-9]", "", text) for name, text in zip(names, texts, strict=True) if name == NUMBERED]
    counted = [int(number) for number in numbers if number]
    return counted == list(range(1, len(counted) + 1))


def _cut(text: str) -> tuple[list[str], list[str]]:
    """Names and texts of all tokens, none a list number."""
    found = list(_scanner().finditer(text))
    return [match.lastgroup or "TEXT" for match in found], [match.group() for match in found]


def _cut_numbered(text: str) -> tuple[list[str], list[str]]:
    """The same with list numbers. They are few, and a second pattern of all terminals takes long to compile."""
    number, before = _list_numbers()
    names: list[str] = []
    texts: list[str] = []
    at = 0
    while at < len(text):
        for match in _scanner().finditer(text, at):
            name = match.lastgroup or "TEXT"
            numbered = None if name in before else number.match(text, match.start())
            names.append(NUMBERED if numbered else name)
            texts.append(numbered.group() if numbered else match.group())
            at += len(texts[-1])
            if numbered:
                break
    return names, texts


def scan(text: str) -> Tokens:
    """The tokens of a normalised text: every character is in exactly one, in one pass."""
    number, _ = _list_numbers()
    names, texts = _cut_numbered(text) if number.search(text) else _cut(text)
    if NUMBERED in names and not _is_numbered(names, texts):
        names, texts = _cut(text)
    telling = [text if text in _TOLD else "" for name, text in zip(names, texts, strict=True) if name in _TELLING]
    layout = _layout(tuple(names), tuple(telling))
    joined = [texts[begin] if end == begin + 1 else "".join(texts[begin:end]) for begin, end in layout.spans]
    return Tokens(layout.names, tuple(joined))


@lru_cache(maxsize=PLANS)
def plan(names: tuple[str, ...]) -> Plan | None:
    """The pieces that tokens of these names make, in order, or None where the grammar has no such row."""
    try:
        tree = _parser().parse(names)
    except UnexpectedInput:
        return None
    return tuple(_node(child, names) for child in tree.children)
