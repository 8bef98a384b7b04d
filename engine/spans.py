"""Where the formulas stand in an explanation: candidate stretches of text, found in one pass, then parsed.

A slash in prose (2023/12, app/小程序, 元/人) is no division. It is one where the text says that it defines or
computes something: after ``=`` or 公式, or before ``×100%``. ÷ and 除以 always divide; 占…的比例 and …与…之比 divide
in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.expressions import Definition, Node, canonical, names, operand, parse, signs
from engine.findings import Finding, finding
from engine.formulas import Formula, formula_of
from engine.names import is_rate
from engine.prose import Clause, clauses

Found = Formula | Finding

_NAME_LONGEST = 60
_SHOWN = 40
_BOUND = re.compile(r"[≥≤<>]")
_AFTER_PERCENT = re.compile(r"(?<=\d%)(?=[^\s+\-×÷/()=≥≤<>])")
_ONLY_HUNDRED = re.compile(r"[^+\-×÷/()=]+×100%?$")
_SIGN_START = re.compile(r"[+\-×÷/)]")
_SIGN_END = re.compile(r"[+\-×÷/(]$")
_SIGN = re.compile(r"[+\-×÷/]")
_WORD_SLASH = re.compile(r"(?<=[和及与或])/(?=[和及与或])")


def _unclosed(text: str) -> int:
    """Where a bracket opens that is not closed in the text: the index after it, or 0."""
    depth, at = 0, 0
    for index in range(len(text) - 1, -1, -1):
        if text[index] == ")":
            depth += 1
        elif text[index] == "(":
            if depth == 0:
                at = index + 1
                break
            depth -= 1
    return at


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
        if not (goes_on or whole.count("(") > whole.count(")") or _ONLY_HUNDRED.match(piece)):
            break
        whole += piece
    return whole


def _right_side(text: str) -> str:
    """The expression at the start of the text, with its bound if one follows."""
    bound = _BOUND.search(text)
    head = text[: bound.start()] if bound else text
    percent = _AFTER_PERCENT.search(head)
    if percent:
        return _joined(_closed(head[: percent.start()]))
    whole = _joined(_closed(head))
    if bound and len(whole) == len(head.replace(" ", "")):
        whole += text[bound.start() :].split(" ", 1)[0]
    return whole


_ENUMERATOR = re.compile(
    r"^(?:\(?\d{1,2}[).、](?!\d)|\(?[一二三四五六七八九十]+[)、.]|[一二三四五六]是|第[一二三四五六七八九十]+[,:、])"
)
_VERB = re.compile(r"^(?:反映|考察|衡量|其中|计算公式为?|公式为?|计算方法为?|计算方式为?)(?=.{2})")
_PERCENT = re.compile(r"(?:\((?:单位:?)?(?:%|百分比)\)|%)$")
_FORMULA_WORD = re.compile(r"的?(?:计算)?(?:公式|方法|方式)(?:为|是)?$")


def _name(text: str) -> tuple[str | None, bool]:
    """The name that ends a stretch of text, and whether it says that it is a percentage."""
    tail = text[-_NAME_LONGEST:].rsplit(" ", 1)[-1]
    tail = tail[_unclosed(tail) :]
    marked = _PERCENT.search(tail)
    bare = tail[: marked.start()] if marked else tail
    for pattern in (_ENUMERATOR, _VERB, _FORMULA_WORD):
        bare = pattern.sub("", bare)
    return bare.strip(".、-") or None, bool(marked)


def _is_name(text: str | None) -> bool:
    """Whether the left side of a = can be a name: letters in it, and no number that stands for itself."""
    if text is None:
        return False
    read = parse(text)
    return read is not None and read.expression.op == "name" and bool(re.search(r"[A-Za-z\u4e00-\u9fff]", text))


def _slashed(text: str) -> str:
    """A defined expression with its slashes as divisions."""
    return _WORD_SLASH.sub("或", text).replace("/", "÷")


def _defined(text: str, name: str | None, right: str, percent: bool) -> Found | None:
    """The formula of a right side; a finding where a formula begins but cannot be parsed; None where there is none."""
    if not _SIGN.search(right):
        return None
    read = parse(_slashed(right.rstrip("+-×÷/.、")))
    if read is None:
        return finding("formula-unreadable", text=text[:_SHOWN])
    return _formula(text, name, read, percent)


def _formula(text: str, name: str | None, read: Definition, percent: bool) -> Formula | None:
    if not signs(read.expression) or not names(read.expression):
        return None
    return formula_of(text, name, read.expression, percent=percent, bound=read.bound)


def _equations(body: str) -> Iterator[Found]:
    """The definitions ``名称=…`` of one clause; a second = in a chain gives a value, not a definition."""
    start = 0
    at = body.find("=")
    while at >= 0:
        following = body.find("=", at + 1)
        raw = body[at + 1 : following if following >= 0 else len(body)]
        right = _right_side(raw)
        name, percent = _name(body[start:at])
        if _is_name(name):
            glued = following >= 0 and right == raw and not re.match(r"=[\d(]", body[following:])
            found = _defined(f"{name}={right}", name, right, percent)
            if found is not None:
                yield finding("formula-unreadable", text=found_text(found)) if glued and _SIGN.search(raw) else found
        start, at = at + 1 + len(right), following


def found_text(found: Found) -> str:
    """The text of what was found."""
    return found.text[:_SHOWN] if isinstance(found, Formula) else found.values["text"]


_ANCHOR = re.compile(r"×100|100%×|÷")
_LEAD_IN = re.compile(r"^(?:按照|按|以|根据|即|为|是|公式为|计算公式为|计算公式是|指)(?=.{2})")
_NAMED = re.compile(
    r"^(.{1,40}?(?:率|度|比例|占比|比重|得分))(?:的?(?:计算公式|公式|计算方法))?(?:为|是|指的是|指|即)(.+)$"
)
_BRACKETED = re.compile(r"^([^()+\-×÷/=]{2,40})\(([^=]+)\)?")
_FORMULA_IS = re.compile(r"公式(?:为|是)|公式$")


def _bare(clause: Clause) -> Iterator[Found]:
    """The expressions of a clause without =: ``考核总分/满分×100%``, ``计算公式:A/B``."""
    body = clause.body
    anchor = _ANCHOR.search(body)
    by_word = _FORMULA_IS.search(clause.lead[-_NAME_LONGEST:]) or _FORMULA_IS.search(body[:_NAME_LONGEST])
    if anchor is None and not (by_word and "/" in body):
        return
    at = anchor.start() if anchor else body.index("/")
    piece = body[body.rfind(" ", 0, at) + 1 :]
    name, percent = _lead_name(clause) if len(piece) == len(body) else (None, False)
    named = _NAMED.match(piece[: _NAME_LONGEST * 3]) or _BRACKETED.match(piece[: _NAME_LONGEST * 3])
    if named and _SIGN.search(named.group(2)):
        name, percent = _name(named.group(1))
        piece = piece[named.start(2) :]
    piece = _LEAD_IN.sub("", _FORMULA_IS.sub("", piece[_open_start(piece) :], count=1))
    found = _defined(piece[: _NAME_LONGEST * 3], name, _right_side(piece), percent)
    if found is not None:
        yield found


def _open_start(piece: str) -> int:
    """Where an expression starts that stands in a bracket which the clause does not close."""
    return 1 if piece.startswith("(") and piece.count("(") > piece.count(")") else 0


def _lead_name(clause: Clause) -> tuple[str | None, bool]:
    """The name before a colon (``采纳率:已采纳/总数×100%``), where it is one."""
    name, percent = _name(clause.lead) if clause.lead else (None, False)
    return (name, percent) if name and (percent or is_rate(name)) else (None, False)


_SHARE = re.compile(r"(?P<whole>.{2,40}?)的?(?:比例|比重|百分比|比率|份额|比值)(?![率为指标要求])")
_TAKES = re.compile(r"占(?![地用有据领道比])|占(?=地区|地方|有效|用电|用水)")
_COMPARED = re.compile(
    r"^(?P<part>.{2,40})(?:与|和|同)(?P<whole>.{2,40}?)(?:之比|的(?:比值|比例|比率|比重|百分比))(?:×100%)?$"
)
_BEFORE_PART = re.compile(r"^(?:.*?(?:率|度|比例|占比|比重)(?:为|是|指的是|指|即))?(?:反映|考察|考核|衡量|评价|指|即)*")


def _in_words(clause: Clause) -> Iterator[Found]:
    """Shares in words: ``已采纳文件占文件总数的比例``, ``支出与预算之比``."""
    body = clause.body.rsplit(" ", 1)[-1]
    takes = _TAKES.search(body)
    share = _SHARE.match(body, takes.end()) if takes else None
    compared = None if takes else _COMPARED.match(body) if len(body) <= _NAME_LONGEST * 2 else None
    if takes and share:
        part, whole, text = body[max(0, takes.start() - _NAME_LONGEST) : takes.start()], share["whole"], share.end()
    elif compared:
        part, whole, text = compared["part"], compared["whole"], compared.end()
    else:
        return
    yield from _shared(clause, body[:text], part, whole.removesuffix("的"))


def _shared(clause: Clause, text: str, part: str, whole: str) -> Iterator[Found]:
    """The formula part ÷ whole × 100%, where both are names."""
    lead = _BEFORE_PART.match(part)
    numerator = part[lead.end() :] if lead else part
    if min(len(numerator), len(whole)) < 2 or _SIGN.search(numerator) or _SIGN.search(whole):
        return
    parts = (Node("name", text=operand(numerator).text), Node("name", text=operand(whole).text))
    name, _ = (
        _name(re.sub(r"(?:为|是|指的是|指|即)$", "", lead.group())) if lead and lead.group() else _lead_name(clause)
    )
    if not (name and is_rate(name)):
        name = None
    yield formula_of(text[-_NAME_LONGEST * 2 :], name, Node("÷", parts), percent=True)


def find_formulas(line: str) -> tuple[Found, ...]:
    """Every formula of a tidied line in order, and a finding for what looks like one but cannot be parsed."""
    found: list[Found] = []
    for clause in clauses(line):
        here = list(_equations(clause.body)) if "=" in clause.body else list(_bare(clause))
        found.extend(here or _in_words(clause))
    return tuple(found)


__all__ = ["canonical", "find_formulas"]
