"""The name of an indicator without what stands around it: its number, notes in brackets, quotes, a unit after a stroke."""

from __future__ import annotations

from engine.language.patterns import regex
from engine.language.squeezing import squeeze

LONGEST = 1000  # signs that are looked at
_NUMBER = r"\(?(?:\d{1,3}(?:[.-]\d{1,2}){0,3}|[一二三四五六七八九十]{1,3})"
_LABEL = regex(
    rf"^(?:[*＊★☆▲△●○◆◇■□·•#\-—–]+|(?:[一二三]级)?指标(?:名称)?{_NUMBER}?\)?[:.、,\-—–]+|(?:[一二三]级)?指标\d{{1,3}}(?=\D)|"
    rf"[一-鿿]{{2,6}}(?<!级)指标{_NUMBER}?\)?[:]|{_NUMBER}\)|{_NUMBER}[.、:,](?!\d))"
)
_NOTE = regex(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|〈[^〈〉]*〉|<[^<>]{1,40}>|\{[^{}]*\}")
_BRACKET = regex(r"[(\[【〔〈<{]")
_UNCLOSED = regex(r"[(\[【〔].*$")
_SIGNS = regex("[\"'“”‘’「」『』《》*_]")
_UNIT = regex(r"/(?:[%‰]|万?元|亿元|万?[人户次件个吨亩台套辆条份项场天年月日家座处只头米]|小时|分钟?|公里|km|m)$")
_PART = regex(r"^(.+?)占.+(?:比|的)(?:例|重|率|值)?$")
_END = regex(r"[\s,;:.。、!?/\\%‰…=~-]+$")


def bare(name: str) -> str:
    """A name as it is judged: ``指标1： 投 诉 率（％）`` is ``投诉率``; never empty where the name has any word."""
    squeezed = squeeze(name[:LONGEST])
    text = _SIGNS.sub("", squeezed) or squeezed
    without = _without_notes(text)
    shortened = _UNIT.sub("", _END.sub("", _without_label(without)))
    ended = _END.sub("", shortened).removesuffix("指标")
    return (_PART.sub(r"\1占比", ended) if "占" in ended else ended) or without or text


def _without_label(text: str) -> str:
    while True:
        rest = _LABEL.sub("", text, count=1)
        if rest == text or not rest:
            return text
        text = rest


def _without_notes(text: str) -> str:
    """Without what stands in brackets; brackets in brackets, and one that was never closed."""
    if not _BRACKET.search(text):
        return text
    for _ in range(3):
        text = _NOTE.sub("", text) or text.strip("()[]【】〔〕")
    return _UNCLOSED.sub("", text) or text
