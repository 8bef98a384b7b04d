"""What a person settled about a declared row: the direction, the unit or the day its text leaves open, or that nothing
was due."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum

from pydantic import model_validator

from engine.language.findings import Value
from engine.language.rendering import Coded, coded
from engine.terms.project import Direction, Project


class AnswerKind(StrEnum):
    """What is settled."""

    DIRECTION = "direction"
    """which way is better: a :class:`engine.terms.Direction`"""
    UNIT = "unit"
    """the unit of a target that has none"""
    DEADLINE = "deadline"
    """the day by which it is due (``2024-12-31``)"""
    NOT_DUE = "not_due"
    """nothing was due in the year, so the row does not apply"""


class Answer(Value):
    """One answer: what it settles and how, by whom and why, for which target text.

    It counts as long as the row has that target: of another one the question is asked again. ``number`` counts the
    answers to a row, and those of an ``assessor``, which count in his runs only, apart. One that is ``withdrawn`` takes
    back what was answered before.
    """

    kind: AnswerKind
    value: str = ""
    target_text: str
    number: int
    by: str
    reason: str = ""
    assessor: str = ""
    evidence: str = ""
    evidence_sha256: str = ""
    withdrawn: bool = False

    @model_validator(mode="after")
    def _settles(self) -> Answer:
        """Whether the value is one of its kind, as everything that reads it takes for granted."""
        check = {AnswerKind.DIRECTION: Direction, AnswerKind.DEADLINE: date.fromisoformat}.get(self.kind)
        if check is not None:
            check(self.value)
        return self


Answers = tuple[Answer, ...]
"""The answers to one row, at most one of a kind."""

AnswersOf = Callable[[Project], Mapping[str, Answers]]
"""What gives the answers to the rows of a project, by the rows' codes."""


def no_answers(_: Project) -> Mapping[str, Answers]:
    """Of a project about which nothing was answered."""
    return {}


def standing(answers: Iterable[Answer]) -> Answers:
    """Which of the answers to a row count, these in their order: the last of each kind, an assessor's over the unit's own;
    one that was taken back does not."""
    layers: dict[bool, dict[AnswerKind, Answer]] = {False: {}, True: {}}
    for one in answers:
        layer = layers[bool(one.assessor)]
        layer.pop(one.kind, None)
        if not one.withdrawn:
            layer[one.kind] = one
    found = {**layers[False], **layers[True]}
    return tuple(found[kind] for kind in AnswerKind if kind in found)


def told(kind: AnswerKind, value: str) -> Coded:
    """What an answer says in words: ``方向：越低越好``."""
    return coded(f"answered-{kind}", value=coded(f"better-{value}") if kind is AnswerKind.DIRECTION else value)
