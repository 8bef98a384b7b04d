"""What was found, in Chinese, for workbooks: the kind of a code, where it is, the sentence with its remedy.

Codes and rule ids stay what scripts have; here each has its words.
"""

from __future__ import annotations

from engine.language.catalogue import CODES
from engine.language.findings import Finding, Source
from engine.language.rendering import Language, chinese, coded, is_known
from engine.recheck.fault import remedy_of
from engine.recheck.methods import method_of

_READ = ("files", "forms")


def kind(code: str) -> str:
    """What a code is about, in a few words."""
    asked = CODES[code].asks
    if asked is not None:
        return chinese(coded(f"about-asked-{asked}"))
    if is_known(f"about-{code}"):
        return chinese(coded(f"about-{code}"))
    return chinese(coded("about-reading" if CODES[code].room in _READ else "about-unscored"))


def method(rule: str) -> str:
    """A rule or a method in words; a rule of a ruleset of one's own keeps its id."""
    return chinese(method_of(rule))


def location_text(source: Source | None) -> str:
    """Where it is, without the file: as in formulas (``自评表!H12``), or in words."""
    if source is None or (source.sheet is not None and source.cell is not None):
        return f"{source.sheet}!{source.cell}" if source is not None else ""
    return source.within(Language.CHINESE)


def sentence(finding: Finding) -> str:
    """A finding as a Chinese sentence, with its remedy."""
    return finding.chinese() + remedy_of(finding, Language.CHINESE)
