"""The expressions of formulas: parsed by ``explanations.lark`` into small trees, and written canonically.

The canonical notation is the same language with one sign per operator and blanks around it
(``已采纳的文件 ÷ 文件总数 × 100%``), so that a stored formula can be parsed again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from lark import Lark, Token, Transformer
from lark.exceptions import LarkError

from engine.language.lark_tables import loaded
from engine.language.patterns import regex
from engine.quantity import UNITS

GRAMMAR = Path(__file__).with_name("explanations.lark")
# A formula that a person wrote is short; a longer stretch is prose or damage, and its tree would be too deep to walk.
LONGEST = 400
DEEPEST = 24
MOST_SIGNS = 60
SIGNS = "+-×÷"


class Node(NamedTuple):
    """A part of an expression: ``op`` is name, number, ∑, () or one of + - × ÷."""

    op: str
    parts: tuple[Node, ...] = ()
    text: str = ""
    unit: str | None = None


class Definition(NamedTuple):
    """What one stretch of text defines: a name (or none), its expression, and a bound written after it."""

    name: str | None
    expression: Node
    bound: str | None


_COUNTERS = "个 项 套 台 份 次 条 起 件 户 人 人次 家 篇 张 辆 名 座 处 亩 % 株 只 头 期 场 册 本 元/人 元/次 元/天"
_UNIT_NAMES = sorted({*_COUNTERS.split(), *UNITS}, key=len, reverse=True)
_UNIT_NOTE = regex(rf"\((?:单位:?)?((?:千|百|万|亿)?(?:{'|'.join(map(re.escape, _UNIT_NAMES))}))\)$")
# A unit per something after the last operand is the result's: 公园绿地面积/常住人口(平方米/人).
_RESULT_NOTE = regex(r"\((?:单位:?)?(?!元|万元|亿元)[^()\d/]{1,5}/[^()\d/]{1,3}\)$")
_SOURCE_NOTE = regex(r"\((?:以|见|详见|根据|按照?|依据|备?注|来源|数据来源)[^()]*\)$")
_TRAILING = regex(r"(?:的(?:比例|比值|比重|百分比|比率|结果)|计算得出|计算|来衡量|[.、])+$")
_LEADING = regex(r"^[.、]+")


def operand(text: str) -> Node:
    """An operand's name without the marks that prose leaves around it; a unit in brackets after it apart."""
    plain = text.replace("÷", "/")  # a sign inside brackets is none (元/人)
    plain = _RESULT_NOTE.sub("", plain) or plain
    plain = _SOURCE_NOTE.sub("", plain) or plain
    note = _UNIT_NOTE.search(plain)
    unit = note.group(1) if note else None
    bare = plain[: note.start()] if note else plain
    return Node("name", text=_LEADING.sub("", _TRAILING.sub("", bare)) or bare or plain, unit=unit)


def unit_note(name: str) -> str | None:
    """The unit in brackets after a name (支出金额(万元)); None where there is none."""
    note = _UNIT_NOTE.search(name)
    return note.group(1) if note else None


class _Builder(Transformer[Token, "Definition"]):
    """Builds nodes while parsing, so that no tree is walked twice."""

    def name(self, children: list[Token]) -> Node:
        return operand(str(children[0]))

    def number(self, children: list[Token]) -> Node:
        return Node("number", text=str(children[0]))

    def group(self, children: list[Node]) -> Node:
        inner = children[0]
        return inner if inner.op in ("name", "number", "()") else Node("()", (inner,))

    def total(self, children: list[Node]) -> Node:
        inner = children[0]
        return Node("∑", inner.parts, "closed") if inner.op == "()" else Node("∑", (inner,))

    def add(self, children: list[Node]) -> Node:
        return Node("+", tuple(children))

    def subtract(self, children: list[Node]) -> Node:
        return Node("-", tuple(children))

    def divide(self, children: list[Node]) -> Node:
        return Node("÷", tuple(children))

    def multiply(self, children: list[Node]) -> Node:
        left, right = children
        if left.op == "∑" and not left.text and right.op != "number":
            return Node("∑", (Node("×", (left.parts[0], right)),))
        return Node("×", (left, right))

    def start(self, children: list[Token | Node | None]) -> Definition:
        name, expression, bound = children
        assert isinstance(expression, Node)
        return Definition(name and str(name), expression, bound and str(bound))


@cache
def _parser() -> Lark:
    return loaded(GRAMMAR, transformer=_Builder())


@lru_cache(maxsize=4096)
def parse(text: str) -> Definition | None:
    """The definition that a tidied stretch of text is; None where it is none (or too long to be one)."""
    signs = sum(text.count(sign) for sign in SIGNS)
    if len(text.replace(" ", "")) > LONGEST or text.count("(") > DEEPEST or signs > MOST_SIGNS:
        return None
    try:
        read = _parser().parse(text)
    except LarkError:
        return None
    assert isinstance(read, Definition)
    return read


def canonical(node: Node) -> str:
    """An expression as text: ``已采纳的文件 ÷ 文件总数 × 100%``."""
    if node.op in ("name", "number"):
        return node.text
    if node.op == "()":
        return f"({canonical(node.parts[0])})"
    if node.op == "∑":
        inner = canonical(node.parts[0])
        return f"∑({inner})" if node.parts[0].parts else f"∑{inner}"
    return f"{canonical(node.parts[0])} {node.op} {canonical(node.parts[1])}"


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, from left to right."""
    yield node
    for part in node.parts:
        yield from walk(part)


def names(node: Node) -> tuple[Node, ...]:
    """The distinct named operands, in order of first mention."""
    found: dict[str, Node] = {}
    for one in walk(node):
        if one.op == "name" and (one.text not in found or one.unit):
            found[one.text] = one
    return tuple(found.values())


def rename(node: Node, meanings: dict[str, str]) -> Node:
    """The expression with other names for its operands, where they have one."""
    if node.op == "name":
        return operand(meanings[node.text]) if node.text in meanings else node
    return node._replace(parts=tuple(rename(part, meanings) for part in node.parts))


def signs(node: Node) -> int:
    """How many operators an expression has."""
    return sum(one.op in SIGNS or one.op == "∑" for one in walk(node))


def has_factor(node: Node, factor: str) -> bool:
    """Whether a number (``100%``, ``100``) multiplies the whole expression."""
    if node.op == "number":
        return node.text == factor
    if node.op == "×":
        return any(has_factor(part, factor) for part in node.parts)
    if node.op in "+-" and node.op:
        return all(has_factor(part, factor) for part in node.parts)
    return node.op == "()" and has_factor(node.parts[0], factor)
