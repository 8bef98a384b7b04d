"""Figures as people write them: 91.67% where one was worked out to 约91.67%, 降低12% for -12%, 22场 for a bare 22.

What somebody wrote stays as it is, and so does the wording of a run that was signed.
"""

from __future__ import annotations

from engine.language.patterns import regex
from engine.language.rendering import Coded, Content, chinese, coded, is_known
from engine.runs.record import Facts, Score
from engine.targets import TargetKind, read_target
from engine.targets.words import FALLS, RISES

_BARE = regex(r"[\d.,，．]+")
_WAYS = {"up": regex(RISES), "down": regex(FALLS)}


def actual_as_written(score: Score) -> str | None:
    """What was recorded for a row, or worked out of it; None where nothing was."""
    facts = score.facts
    if facts is None or facts.actual is None:
        return score.actual_text
    return chinese(_directed(plainly(facts.actual), score)) + _unit_assumed(score, facts)


def steps_as_written(score: Score) -> tuple[str, ...]:
    """How the actual was obtained and compared, without the actual again, which stands before them."""
    if score.facts is None:
        return score.trace.steps
    return tuple(filter(None, (chinese(plainly(one)) for one in score.facts.steps)))


def plainly(content: Content) -> Content:
    """The words as a document has them: those under ``report CODE`` where the catalogue has them, without 约 before what
    was worked out."""
    if isinstance(content, tuple):
        return tuple(map(_one_plainly, content))
    return _one_plainly(content)


def _one_plainly(content: str | Coded) -> str | Coded:
    if isinstance(content, str):
        return content
    values, own = {name: plainly(one) for name, one in content.values.items()}, f"report {content.code}"
    return Coded(code=own if is_known(own) else content.code, values=values)  # also a code that is gone


def _directed(content: Content, score: Score) -> Content:
    """A change that was worked out, in the word of its target where it went that way."""
    if not isinstance(content, Coded) or content.code != "worked-out":
        return content
    figure, target = chinese(content.values["result"]), read_target(score.target_text)
    if target.kind is not TargetKind.CHANGE and not figure.startswith("-"):
        return content
    way = "down" if figure.startswith("-") else "up"
    own = _WAYS[way].search(score.target_text)
    verb = own[0] if own else _WAYS[way].pattern.partition("|")[0]
    return coded("worked-out", result=f"{verb}{figure.removeprefix('-')}", of=content.values["of"])


def _unit_assumed(score: Score, facts: Facts) -> str:
    """The unit that a step gives to a bare figure; nothing where a person is still asked about it."""
    if not isinstance(facts.actual, str) or not _BARE.fullmatch(facts.actual) or score.question:
        return ""
    given = (one.values["unit"] for one in facts.steps if "unit" in one.values and one.values["text"] == facts.actual)
    return chinese(next(given, ""))
