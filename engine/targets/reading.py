"""Reading a target cell: the text made clean, the cases without a grammar, and the way through it.

Text → tokens → plan (:mod:`engine.targets.grammar`) → figures and dates (:mod:`engine.targets.figures`,
:mod:`engine.targets.dates`) → clauses (:mod:`engine.targets.clauses`, :mod:`engine.targets.choice`) → the cell
(:mod:`engine.targets.cells`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from engine.language.findings import finding
from engine.language.patterns import regex
from engine.language.squeezing import squeeze
from engine.targets.cells import read_cell, unreadable
from engine.targets.grammar import plan, scan
from engine.targets.model import Target, TargetKind
from engine.targets.scales import is_deferred, named_scale
from engine.targets.shapes import by_shape
from engine.targets.trends import asked

LONGEST = 500
REMEMBERED = 16_384
_NOT_APPLICABLE = "不适用 无 / // - -- --- — —— ——— n/a na none 无需填写 不涉及 暂无 不填 免填 无此项 无指标 / \\ 不需要 无相关指标 无此指标"
NOT_APPLICABLE = frozenset(_NOT_APPLICABLE.split())
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"))
_ODD = regex("[\ud800-\udfff①-⑳⑴-⒇⒈-⒛❶-❿²³¹⁰⁴-⁹\u200b-\u200f\u2060\ufeff\u00ad]")
_CIRCLED = regex("[①-⑳⑴-⒇⒈-⒛❶-❿]")
_POWER = regex("(?<=[0-9０-９])[²³¹⁰⁴-⁹]")
_SURROGATE = regex("[\ud800-\udfff]")
_MARKUP = regex(r"</?(?:p|br|span|div|b|strong)\b[^<>]{0,80}>", re.IGNORECASE)
_ENTITIES = {"&ge;": "≥", "&le;": "≤", "&gt;": ">", "&lt;": "<", "&nbsp;": "", "&#8805;": "≥", "&#8804;": "≤"}
_WRAPPED = regex(r"[(\[【“\"']([^()\[\]【】“”\"']+)[)\]】”\"']")
_LEFT = "\ufffd"
_FIGURES = regex("[0-9一二两三四五六七八九十百千万亿零半年月周季末≥≤<>=≧≦%‰X×xIV壹贰叁肆伍陆柒捌玖拾\\W]")
_SPREAD = regex(r"\((?P<inner>-?[0-9.]+(?:±|\+\/-)[0-9.]+)\)(?=[^,;。]|$)")
_OFF = regex(r"(?<=[0-9%个人次元天米°C])\((?P<off>(?:±|\+\/-)[0-9.]+[^(),;。]{0,4})\)$")
_SPAN = regex(r"-?[0-9.∞]+%?[,~]\+?[-0-9.∞]+%?")


def _keep(text: str) -> str:
    """The text without what NFKC would turn into something else: list numbers, powers, surrogates."""
    text = _POWER.sub(_LEFT, text.translate(_INVISIBLE))
    return _SURROGATE.sub(_LEFT, _CIRCLED.sub(";", text))


def _without_markup(text: str) -> str:
    """The text without tags and entities, which cells pasted from web pages hold."""
    for entity, meaning in _ENTITIES.items():
        text = text.replace(entity, meaning)
    return _MARKUP.sub("", text)


def normalise(text: str) -> str:
    """The text as the grammar reads it: NFKC, without spaces, line breaks, markup and brackets around the whole."""
    text = "".join(text.split())
    if _ODD.search(text):
        text = _keep(text)
    text = squeeze(text)
    if "<" in text or "&" in text:
        text = _without_markup(text)
    if "±" in text or "+/-" in text:
        text = _OFF.sub(r"\g<off>", _SPREAD.sub(r"\g<inner>", text))
    wrapped = _WRAPPED.fullmatch(text)
    return wrapped[1] if wrapped and not _SPAN.fullmatch(wrapped[1]) else text


def read_target(text: str, year: int | None = None) -> Target:
    """The typed target of one target cell; never raises: what cannot be read is ``unreadable`` with a finding.

    ``year`` completes dates written without one. Texts of more than :data:`LONGEST` characters, spaces not counted,
    are not read. Answers are remembered. Lone surrogates, which no document can hold, are kept as U+FFFD.
    """
    if len(text) > LONGEST:
        return _read_long(text, year)
    return _remembered(text, year)


def _read_long(text: str, year: int | None) -> Target:
    if len("".join(text.split())) > LONGEST:
        return unreadable(_whole(text), "target-too-long", limit=str(LONGEST))
    return _read(text, year)


def _whole(text: str) -> str:
    """The text as given, but for lone surrogates."""
    return _SURROGATE.sub(_LEFT, text)


def _read(text: str, year: int | None) -> Target:
    normal = normalise(text)
    text = _whole(text)
    return _quick(normal, text) or read_normal(normal, text, year)


def _without_grammar(normal: str, text: str) -> Target | None:
    """The target of a text that says nothing is asked, that all is left open, or what the steps are."""
    bare = normal.lower().strip("。.;,")
    if bare.strip("()") in NOT_APPLICABLE or normal in NOT_APPLICABLE:
        found = () if bare.strip("()") == "不适用" else (finding("target-not-applicable", text=normal),)
        return Target(text=text, kind=TargetKind.NOT_APPLICABLE, findings=found)
    if is_deferred(bare):
        return unreadable(text, "target-deferred", text=normal)
    if trend := asked(bare):
        direction, operator = trend
        trended = {"direction": direction, "operator": operator, "value": Decimal(0)}
        return Target(text=text, kind=TargetKind.QUALITATIVE, **trended)
    scale = named_scale(bare)
    if scale is None:
        return None
    return Target(text=text, kind=TargetKind.QUALITATIVE, scale=scale, findings=(finding("target-scale", text=normal),))


def read_normal(normal: str, text: str, year: int | None = None) -> Target:
    """The target of a normalised text, by the grammar; ``text`` is kept as given."""
    if not normal:
        return unreadable(text, "target-empty")
    if known := _without_grammar(normal, text):
        return known
    if not _FIGURES.search(normal) and len(normal) > 2:
        return Target(text=text, kind=TargetKind.QUALITATIVE)
    tokens = scan(normal)
    pieces = plan(tokens.names)
    if pieces is None:
        return unreadable(text, "target-unreadable", text=normal)
    return read_cell(pieces, tokens, text, year)


_quick = by_shape(read_normal)
_remembered = lru_cache(maxsize=REMEMBERED)(_read)
