"""Where the formulas stand in an explanation: candidate stretches of text, found in one pass, then parsed.

A slash in prose (2023/12, app/小程序, 元/人) is no division. It is one where the text says that it defines or
computes something: after ``=`` or 公式, before ``×100%``, between counts after ``…率:``. ÷ and 除以 always divide;
shares in words are read by :mod:`engine.explanations.shares`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.explanations.expressions import LONGEST, Definition, parse, rename, signs
from engine.explanations.formulas import Formula, formula_of
from engine.explanations.names import is_rate
from engine.explanations.prose import Clause, clauses
from engine.explanations.shares import read_share
from engine.explanations.span_names import LONGEST_NAME, is_name, lead_name, split_name
from engine.language.findings import Finding, finding
from engine.language.patterns import regex

Found = Formula | Finding

_SHOWN = 40
_FARTHEST = 2 * LONGEST
_BOUND = regex(r"[≥≤<>]")
_AFTER_PERCENT = regex(r"(?<=\d%)(?=[^\s+\-×÷/)=≥≤<>])")
_ONLY_HUNDRED = regex(r"[^+\-×÷/()=]+×100%?$")
# The end of a word that a blank has cut in two (参训 人数), where a sentence would not end so soon.
_WORD_END = regex(r"[^\s+\-×÷/()=]{0,2}(?:数|数量|额|量)(?:\([^()]*\))?$")
_SIGN_START = regex(r"[+\-×÷/)]")
_SIGN_END = regex(r"[+\-×÷/(]$")
_SIGN = regex(r"[+\-×÷/]")
_WORD_SLASH = regex(r"(?<=[和及与或])/(?=[和及与或])")


def _closed(text: str) -> str:
    """The text up to the first bracket that closes without having been opened."""
    depth = 0
    for index, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return text[:index]
    return text


def _joined(text: str) -> str:
    """The expression at the start of the text: blanks inside it removed, what comes after a blank left out."""
    pieces = text.split(" ")
    whole = pieces[0]
    for piece in pieces[1:]:
        goes_on = _SIGN_START.match(piece) or _SIGN_END.search(whole) or not _SIGN.search(whole)
        is_end = _ONLY_HUNDRED.match(piece) or (len(pieces) == 2 and _WORD_END.match(piece))
        if not (goes_on or is_end or whole.count("(") > whole.count(")")):
            break
        whole += piece
    return whole


def _right_side(text: str) -> str:
    """The expression at the start of the text, with its bound if one follows."""
    text = text[:_FARTHEST]
    bound = _BOUND.search(text)
    head = text[: bound.start()] if bound else text
    percent = _AFTER_PERCENT.search(head)
    if percent:
        return _joined(_closed(head[: percent.start()]))
    whole = _joined(_closed(head))
    if bound and len(whole) == len(head.replace(" ", "")):
        whole += text[bound.start() :].split(" ", 1)[0]
    return whole


def _defined(name: str | None, right: str, percent: bool) -> Found | None:
    """The formula of a right side; a finding where a formula begins but cannot be parsed; None where there is none."""
    if not _SIGN.search(right):
        return None
    text = f"{name}={right}" if name else right
    read = parse(_WORD_SLASH.sub("或", right.rstrip("+-×÷/.、")).replace("/", "÷"))
    return _formula(text, name, read, percent) if read else finding("formula-unreadable", text=text[:_SHOWN])


# A letter for a digit (1OO%), and what changes a result after it is written, would be read wrongly.
_MISTYPED = regex(r"[\dOoIl.]+%?$")
_ALTERED = regex(r"(?:100%|[)数量额])的?(?:绝对值|平均值|平均数|倒数|最大值|最小值|中位数)(?=$|[ 。;!?(])")
_UNIT_PRICE = regex(r"\d[\d,.]*(?:千|百|万|亿)?元?(?:÷[^\d÷×+()-]{1,5}){1,2}$")


def _formula(text: str, name: str | None, read: Definition, percent: bool) -> Found | None:
    """The formula of a definition that computes something from named figures; a unit price (100元/人·天) does not."""
    formula = formula_of(text, name, read.expression, percent=percent, bound=read.bound)
    if any(_MISTYPED.match(one.name) for one in formula.inputs):
        return finding("formula-unreadable", text=text[:_SHOWN])
    is_price = _UNIT_PRICE.match(formula.expression.replace(" ", ""))
    return None if is_price or not signs(read.expression) or not formula.inputs else formula


def _is_glued(found: Formula, following: str) -> bool:
    """Whether the name of the next definition sticks to this one: …/总数满意率=…, with nothing between."""
    return bool(found.inputs) and is_rate(found.inputs[-1].name) and not re.match(r"=[\d(]", following)


def _equations(body: str) -> Iterator[Found]:
    """The definitions ``名称=…`` of one clause; a second = in a chain gives a value, not a definition."""
    start, at = 0, body.find("=")
    while at >= 0:
        following = body.find("=", at + 1)
        raw = body[at + 1 : following if following >= 0 else len(body)]
        right = _right_side(raw)
        name, percent = split_name(body[start:at])
        found = _defined(name, right, percent) if is_name(name) else None
        if isinstance(found, Formula) and following >= 0 and right == raw and _is_glued(found, body[following:]):
            found = finding("formula-unreadable", text=found.text[:_SHOWN])
        if found is not None:
            yield found
        start, at = at + 1 + min(len(right), len(raw)), following


_ANCHOR = regex(r"×100|100%×|÷")
_LEAD_IN = regex(
    r"^(?:按照|按(?!时|期|质|量|需|要求|计划|规定|合同)|以|根据|即(?!办|时|期|将)|为|是|指(?!标|定|导|数|挥))(?=.{2})"
)
_NAMED = regex(
    r"^(.{1,40}?(?:率|度|比例|占比|比重|得分))(?:的?(?:计算)?(?:公式|方法|方式))?(?:为|是|指的是|指|即)(?!标)(.+)$"
)
_BRACKETED = regex(r"^([^()+\-×÷/=]{2,40})\(([^=]+)\)?")
_FORMULA_IS = regex(r"^.{0,20}?(?:公式|计算方法|计算方式)(?:如下)?(?:为|是)?(?!.{0,8}(?:公式|计算方法|计算方式))")
_COUNTED = r"[^/]{2,40}(?:数|数量|金额|总额|总量|次|人|户|天|个|项|件|资金|面积|时间)"
_COUNTS = regex(rf"^{_COUNTED}/{_COUNTED}$")


def _start(clause: Clause, name: str | None) -> int:
    """Where the sign stands that makes a clause without = a formula; -1 where there is none."""
    body = clause.body
    anchor = _ANCHOR.search(body)
    if anchor:
        return anchor.start()
    by_word = _FORMULA_IS.search(clause.lead[-20:]) or _FORMULA_IS.search(body[:LONGEST_NAME])
    by_name = name is not None and len(body) <= 2 * LONGEST_NAME and _COUNTS.match(body)
    return body.find("/") if by_word or by_name else -1


def _bare(clause: Clause) -> Iterator[Found]:
    """The expressions of a clause without =: ``考核总分/满分×100%``, ``计算公式:A/B``."""
    name, percent = lead_name(clause.lead)
    at = _start(clause, name)
    if at < 0:
        return
    piece = clause.body[clause.body.rfind(" ", 0, at) + 1 :][:_FARTHEST]
    if len(piece) < min(len(clause.body), _FARTHEST):
        name, percent = None, False
    named = _NAMED.match(piece[: 3 * LONGEST_NAME]) or _BRACKETED.match(piece[: 3 * LONGEST_NAME])
    if named and _SIGN.search(named.group(2)):
        name, percent = split_name(named.group(1))
        piece = piece[named.start(2) :]
    if piece.startswith("(") and piece.count("(") > piece.count(")"):
        piece = piece[1:]
    right = _right_side(_LEAD_IN.sub("", _FORMULA_IS.sub("", piece, count=1)))
    found = _defined(name, right, percent)
    if isinstance(found, Formula) and "÷" not in found.expression:
        return  # 保障×100% divides nothing
    if found is not None:
        yield found


_LETTERS = regex(r"(?<![A-Za-z])([A-Za-z])(?:为|是|指|:|表示|代表)([^,。;!?:=A-Za-z\s][^,。;!?:=\s]{1,40})")


def _is_word(meaning: str) -> bool:
    """Whether what a letter is said to stand for is a plain name."""
    return is_name(meaning) and not _SIGN.search(meaning)


def _lettered(formula: Formula, meanings: dict[str, str]) -> Formula:
    """A formula of single letters with the words they stand for: A/B, where A为合格数 and B为总数."""
    read = parse(formula.expression)
    if read is None or not any(one.name in meanings for one in formula.inputs):
        return formula
    expression = rename(read.expression, meanings)
    return formula_of(formula.text, formula.name, expression, percent=formula.percent, bound=formula.bound)


def find_formulas(line: str) -> tuple[Found, ...]:
    """Every formula of a tidied line in order, and a finding for what looks like one but cannot be parsed."""
    found: list[Found] = []
    for clause in clauses(line):
        here = list(_equations(clause.body)) if "=" in clause.body else list(_bare(clause))
        if here and _ALTERED.search(clause.body):
            here = [finding("formula-unreadable", text=clause.body[:_SHOWN])]
        share = None if here else read_share(clause)
        found.extend(here if share is None else [share])
    if not any(isinstance(one, Formula) and any(len(name.name) == 1 for name in one.inputs) for one in found):
        return tuple(found)
    meanings = {letter: meaning for letter, meaning in _LETTERS.findall(line) if _is_word(meaning)}
    return tuple(_lettered(one, meanings) if isinstance(one, Formula) else one for one in found)


__all__ = ["Found", "find_formulas"]
