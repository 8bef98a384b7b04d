"""The name of a definition: what stands before ``=``, a colon or 为, freed of the words of the sentence around it."""

from __future__ import annotations

from engine.explanations.expressions import parse
from engine.explanations.names import is_rate
from engine.language.patterns import regex

LONGEST_NAME = 60

_ENUMERATOR = regex(
    r"^(?:\(?\d{1,2}[).、](?!\d)|\(?[一二三四五六七八九十]+[)、.]|[一二三四五六]是|第[一二三四五六七八九十]+[,:、])"
)
_VERB = regex(r"^(?:反映|考察|衡量|其中|计算公式为?|公式为?|计算方法为?|计算方式为?)(?=.{2})")
_PERCENT = regex(r"(?:\((?:单位:?)?(?:%|百分比)\)|%)$")
_FORMULA_WORD = regex(r"\(?的?(?:计算)?(?:公式|方法|方式)(?:如下)?(?:为|是)?$")
_LETTER = regex(r"[A-Za-z\u4e00-\u9fff]")


def _unclosed(text: str) -> int:
    """Where a bracket opens that is not closed in the text: the index after it, or 0."""
    depth = 0
    for index in range(len(text) - 1, -1, -1):
        depth += (text[index] == ")") - (text[index] == "(")
        if depth < 0:
            return index + 1
    return 0


def split_name(text: str) -> tuple[str | None, bool]:
    """The name that ends a stretch of text, and whether it is marked as a percentage (``(%)``, ``率%``)."""
    tail = _FORMULA_WORD.sub("", text[-LONGEST_NAME:].rsplit(" ", 1)[-1])
    tail = tail[_unclosed(tail) :]
    marked = _PERCENT.search(tail)
    bare = tail[: marked.start()] if marked else tail
    for pattern in (_ENUMERATOR, _VERB, _FORMULA_WORD):
        bare = pattern.sub("", bare)
    return bare.strip(".、-") or None, bool(marked)


def is_name(text: str | None) -> bool:
    """Whether the left side of a = can be a name: letters in it, and no number that stands for itself."""
    if text is None or not _LETTER.search(text):
        return False
    # A hyphen in a name (京-沪线路) is a minus sign only on the right side.
    read = parse(text.replace("-", ""))
    return read is not None and read.name is None and read.bound is None and read.expression.op == "name"


def lead_name(lead: str) -> tuple[str | None, bool]:
    """The name before a colon (``采纳率:已采纳/总数×100%``), where it is that of a rate."""
    name, percent = split_name(lead)
    return (name, percent) if name and (percent or is_rate(name)) and is_name(name) else (None, False)
