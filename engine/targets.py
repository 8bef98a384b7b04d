"""Target texts as people write them (``≥90%``, ``2024年12月31日前``) read into typed targets.

The grammar is ``targets.lark``; this room knows only the text of the target cell. What the explanation adds is
settled in :mod:`engine.measures`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from engine.findings import finding
from engine.target_clauses import read_clauses
from engine.target_grammar import plan, scan
from engine.target_model import Operator, Target, TargetKind, TargetValue

__all__ = ["LONGEST", "Operator", "Target", "TargetKind", "TargetValue", "read_target"]

LONGEST = 500
REMEMBERED = 16_384
_NOT_APPLICABLE = frozenset(
    {"不适用", "无", "/", "-", "--", "—", "——", "N/A", "NA", "n/a", "无需填写", "不涉及", "暂无"}
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_FIGURES = re.compile("[0-9一二两三四五六七八九十百千万亿半零年月季≥≤<>=]")


def normalise(text: str) -> str:
    """The text as the grammar reads it: NFKC, without spaces and line breaks."""
    return unicodedata.normalize("NFKC", "".join(text.split()))


def read_target(text: str, year: int | None = None) -> Target:
    """The typed target of one target cell; never raises: what cannot be read is ``unreadable`` with a finding.

    ``year`` completes dates written without one. Texts of more than :data:`LONGEST` characters, spaces not counted,
    are not read. Answers are remembered.
    """
    clean = _SURROGATES.sub("\ufffd", text)
    if len(clean) > LONGEST and len("".join(clean.split())) > LONGEST:
        found = finding("target-too-long", length=len(clean), limit=LONGEST)
        return Target(text=clean, kind=TargetKind.UNREADABLE, findings=(found,))
    return _remembered(clean, year) if len(clean) <= LONGEST else _read(clean, year)


def _read(text: str, year: int | None) -> Target:
    normal = normalise(text)
    if not normal:
        return Target(text=text, kind=TargetKind.UNREADABLE, findings=(finding("target-empty"),))
    if normal in _NOT_APPLICABLE:
        found = () if normal == "不适用" else (finding("target-not-applicable", text=normal),)
        return Target(text=text, kind=TargetKind.NOT_APPLICABLE, findings=found)
    if not _FIGURES.search(normal):
        return Target(text=text, kind=TargetKind.QUALITATIVE)
    tokens = scan(normal)
    pieces = plan(tokens.names)
    if pieces is None:
        found = (finding("target-unreadable", text=normal),)
        return Target(text=text, kind=TargetKind.UNREADABLE, findings=found)
    return read_clauses(pieces, tokens, text, year)


_remembered = lru_cache(maxsize=REMEMBERED)(_read)
