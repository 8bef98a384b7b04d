"""The grammar of target texts at work: text to named tokens, token names to a plan of pieces.

The terminals and rules stand in ``targets.lark``. Whether a word of a bound or a counter is one depends on its
neighbours; :func:`scan` settles that, so that the LALR parser needs the names of the tokens alone. Its answer, a
*plan* whose leaves are positions of tokens, is remembered by those names: texts that differ only in their numbers and
words are parsed once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput
from lark.lexer import Lexer

GRAMMAR = Path(__file__).with_name("targets.lark")
PLANS = 8192


class Node(NamedTuple):
    """One rule of the grammar as it was found: ``items`` are positions of tokens or inner nodes.

    ``first`` and ``last`` are the positions of the first and the last token it covers.
    """

    rule: str
    first: int
    last: int
    items: tuple[int | Node, ...]


Piece = Node | int
Plan = tuple[Piece, ...]


class Tokens(NamedTuple):
    """A text cut into tokens: names and texts in step; the texts joined are the whole text."""

    names: tuple[str, ...]
    texts: tuple[str, ...]


class _Names(Lexer):
    """Hands the parser names of terminals instead of text; each token's value is its position."""

    def __init__(self, _configuration: object) -> None:
        """Lark makes its lexers itself and hands them its configuration, which is not needed here."""

    def lex(self, names: Any, _parser_state: object = None) -> Iterator[Token]:
        for position, name in enumerate(names):
            yield Token(name, str(position))


def _node(branch: Token | Tree[Token]) -> int | Node:
    """A branch of the parser's tree as positions and plain nodes."""
    if isinstance(branch, Token):
        return int(branch)
    items = tuple(_node(child) for child in branch.children)
    first, last = items[0], items[-1]
    return Node(
        str(branch.data),
        first if isinstance(first, int) else first.first,
        last if isinstance(last, int) else last.last,
        items,
    )


_PARSER = Lark(GRAMMAR.read_text(encoding="utf-8"), parser="lalr", lexer=_Names)
_TERMINALS = sorted(_PARSER.terminals, key=lambda terminal: -terminal.priority)
_SCANNER = re.compile("|".join(f"(?P<{one.name}>{one.pattern.to_regexp()})" for one in _TERMINALS), re.DOTALL)

_NUMBERS = frozenset({"NUM", "CNUM", "CPCT", "CFRACTION", "PCT_OF", "PLUS_MINUS"})
_DATES = frozenset({"DAY", "MONTH", "QUARTER", "HALF", "YEAR_END", "YEAR", "MONTHS", "YEARS"})
_LEADS = frozenset({"GE", "LE", "GT", "LT", "EQ", "ABOUT", "WITHIN", "BETTER", "RANK", "RAISED", "LOWERED"})
_DUE = _DATES | {"DUE"}
_AMOUNT_ENDS = frozenset({"NUM", "CNUM", "CPCT", "CFRACTION", "MORE", "MULT", "UNIT", "PER"})
_TAILS = frozenset({"ABOVE", "BELOW", "INSIDE", "NEARLY", "AMID"})
_FIGURE_STARTS = _NUMBERS | _LEADS


def _before_figure(name: str, following: str) -> str:
    """What a token that stands before figures or dates is, given the next one, which is already settled."""
    if name in _LEADS:
        return "DUE" if following in _DUE else name if following in _FIGURE_STARTS else "TEXT"
    wanted = {"DUE": _DUE, "UP": _FIGURE_STARTS, "DOWN": _FIGURE_STARTS, "BETWEEN": _NUMBERS | _DATES}
    return name if following in wanted.get(name, _NUMBERS) else "TEXT"


def _follows(name: str, before: str, following: str) -> bool:
    """Whether a token that stands after numbers or dates has one before it; ``before`` is already settled."""
    if name in ("UNIT", "MULT", "MORE"):
        return before in _AMOUNT_ENDS and before not in ("UNIT", "PER")
    if name == "PER":
        return before == "UNIT" or before == "PER"
    if name in _TAILS:
        if name == "INSIDE" and before in _DATES:
            return True
        return before in _AMOUNT_ENDS or before in _TAILS or (before == "REMARK" and name == "ABOVE")
    if name in ("BEFORE", "SINCE"):
        return before in _DATES
    if name == "BETWEEN":
        return before in (_AMOUNT_ENDS if following in _NUMBERS else _DATES)
    if name == "CNUM":
        return following in ("UNIT", "MULT", "ABOVE")
    return True


_BACKWARD = _LEADS | {"DUE", "UP", "DOWN", "BETWEEN", "PCT_OF"}
_FORWARD = frozenset({"UNIT", "MULT", "MORE", "PER", "BEFORE", "SINCE", "BETWEEN", "CNUM"}) | _TAILS


def _settled(names: list[str]) -> list[str]:
    """The names once every word that is no bound, unit or date mark where it stands has become TEXT."""
    following = ""
    for position in range(len(names) - 1, -1, -1):
        if names[position] in _BACKWARD:
            names[position] = _before_figure(names[position], following)
        following = names[position]
    before = ""
    for position, name in enumerate(names):
        if name in _FORWARD and not _follows(name, before, (names[position + 1 : position + 2] or [""])[0]):
            names[position] = "TEXT"
        before = names[position]
    return names


def _joined(names: list[str], texts: list[str]) -> Tokens:
    """The tokens with neighbouring TEXT joined into one."""
    new_names: list[str] = []
    new_texts: list[str] = []
    for name, text in zip(names, texts, strict=True):
        if name == "TEXT" and new_names and new_names[-1] == "TEXT":
            new_texts[-1] += text
        else:
            new_names.append(name)
            new_texts.append(text)
    return Tokens(tuple(new_names), tuple(new_texts))


def scan(text: str) -> Tokens:
    """The tokens of a normalised text: every character is in exactly one, in one pass."""
    found = [(match.lastgroup or "TEXT", match.group()) for match in _SCANNER.finditer(text)]
    return _joined(_settled([name for name, _ in found]), [part for _, part in found])


@lru_cache(maxsize=PLANS)
def plan(names: Sequence[str]) -> Plan | None:
    """The pieces that tokens of these names make, in order, or None where the grammar has no such row."""
    try:
        tree = _PARSER.parse(names)  # type: ignore[arg-type]
    except UnexpectedInput:
        return None
    return tuple(_node(child) for child in tree.children)
