"""The grade that a table states: 优, 良, 中 or 差, as a word (优秀) or as one of several that is marked (☑优 □良).

A ticked box chooses; where none is ticked, a word without a box does among words with one (优 □良). What leaves open
which one is meant is kept as it is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from engine.grids.cells import Cell, Row
from engine.language.patterns import regex
from engine.recheck.model import GRADES, Entry

_TICKS, _BOXES = "☑☒√✓✔✅■●◉", "□☐○◯"
_BRACKETED = regex(rf"[(\[【]\s*([{_TICKS}]?)\s*[)\]】]")
_TOKEN = regex(
    rf"(?P<tick>[{_TICKS}])|(?P<box>[{_BOXES}])|(?P<grade>[优良中差])(?:(?<=优)秀|(?<=良)好)?(?:等级?|级|档)?"
    r"|(?P<gap>(?:\d{1,3}(?:\.\d+)?分|[\s,;、/。()])+)"
)
_KINDS = ("自评", "评价", "绩效", "综合", "评定", "评估", "考核", "结果")
_NAMES = ("等级", "等次", "评级", "级别", "档次", "结论", "结果")


def _words(words: tuple[str, ...]) -> str:
    """The words as a pattern, with spaces between their signs as they are set in forms (等 级)."""
    return "|".join(r"\s*".join(word) for word in words)


_LABEL = rf"(?:(?:{_words(_KINDS)})\s*)*?(?:{_words(_NAMES)})\s*(?:\([^()]*\)\s*)?"
_LABELLED = regex(rf"(?:^|(?<=[\s,;。、(分\d])){_LABEL}(?::|\s|$|(?=[优良中差{_TICKS}{_BOXES}]))(?P<rest>.*)$", re.S)
_AFTER = regex(rf"[\s,;、(]*(?:{_LABEL}:.*|(?:优秀?|良好?|中等?|差)\s*\)?)$", re.S)


class _Token(NamedTuple):
    """A grade or a mark, and whether it follows the one before without a space."""

    kind: str
    text: str
    joined: bool


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _tokens(text: str) -> list[_Token]:
    """The grades and marks of a text; none where anything else stands in it."""
    found: list[_Token] = []
    end, joined = 0, False
    text = _BRACKETED.sub(lambda match: match[1] or _BOXES[0], text)
    for match in _TOKEN.finditer(text):
        if match.start() != end:
            return []
        end = match.end()
        if match.lastgroup == "gap":
            joined = False
            continue
        found.append(_Token(match.lastgroup or "", match[0], joined))
        joined = True
    return found if end == len(text) else []


def _owner(tokens: list[_Token], at: int) -> int | None:
    """Which grade a mark belongs to: the one it touches, else the one before or after as the first or last mark stands."""
    before = at - 1 if at and tokens[at - 1].kind == "grade" else None
    after = at + 1 if at + 1 < len(tokens) and tokens[at + 1].kind == "grade" else None
    if before is None or after is None:
        return after if before is None else before
    touches = tokens[at].joined, tokens[after].joined
    if touches[0] != touches[1]:
        return before if touches[0] else after
    leads, trails = tokens[0].kind != "grade", tokens[-1].kind != "grade"
    if leads == trails:
        return None
    return after if leads else before


def _chosen(tokens: list[_Token]) -> int | None:
    """The one grade that is ticked, or else the only one without a box."""
    grades = [at for at, token in enumerate(tokens) if token.kind == "grade"]
    marks = {at: _owner(tokens, at) for at, token in enumerate(tokens) if token.kind != "grade"}
    owners = list(marks.values())
    if None in owners or len(set(owners)) < len(owners):
        return None
    ticked = [owner for at, owner in marks.items() if tokens[at].kind == "tick"]
    left = ticked or [at for at in grades if at not in owners]
    return left[0] if len(left) == 1 else None


def _choice(text: str) -> str | None:
    """The grade that a text states, the text itself where it leaves that open, None where it is about none."""
    tokens = _tokens(_normal(text))
    if not any(token.kind == "grade" for token in tokens):
        return None
    chosen = _chosen(tokens)
    return text.strip() if chosen is None else tokens[chosen].text[0]


def without_grade(text: str) -> str:
    """A text without the grade at its end: 88分 of 88分（优）."""
    return _AFTER.sub("", text)


def grade_of(row: Row, *, is_total: bool = False) -> Entry | None:
    """The grade of a row: beside its label or in the label's cell; in the row of the total also without a label."""
    fresh = row.fresh
    found: Entry | None = None
    for index in range(len(fresh)):
        for text, candidate in _candidates(fresh, index, is_total=is_total):
            name = _choice(text)
            if name in GRADES:
                return Entry(text=name, source=candidate.source)
            if name is not None and found is None:
                found = Entry(text=name, source=candidate.source)
    return found


def _candidates(fresh: Sequence[Cell], index: int, *, is_total: bool) -> list[tuple[str, Cell]]:
    """The texts that may be the grade which a cell states or labels, each with its cell."""
    cell = fresh[index]
    match = _LABELLED.search(_normal(cell.text))
    if match is not None:
        after = fresh[index + 1 : index + 2] if not match["rest"].strip() else []
        return [(match["rest"], cell), *((one.text, one) for one in after)]
    if not is_total:
        return []
    beside = _AFTER.search(_normal(cell.text)) if index == 0 else None  # 总分：88分（优）
    return [(beside[0] if beside else cell.text, cell)]
