"""Open comparisons: what one comes to at its ends, where some of its records may or may not count.

Points rise until the goal is reached and may fall beyond it, so the least and the most of them lie at the ends or where
the goal is reached.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from engine.compare.model import Comparison
from engine.language.findings import Finding, Findings
from engine.language.rendering import Content, coded
from engine.terms import Outcome

At = Callable[[int], Comparison]
"""What comes of it if so many of the unsure records count."""


def opened(first: Comparison, ends: Sequence[Comparison], question: Finding, steps: Findings = ()) -> Comparison:
    """An open comparison: ``first`` says what it is a comparison of, the ``question`` stands before the other steps.

    What full points need is said where all its ends ask for the same.
    """
    agree = all(one.needs == first.needs for one in ends)
    return first.model_copy(
        update={
            "outcome": Outcome.OPEN,
            "completion": None,
            "deviation": None,
            "lateness": None,
            "actual": None,
            "excess": None,
            "late_days": None,
            "expression": None,
            "needs": first.needs if agree else None,
            "ends": tuple(ends),
            "question": question.code,
            "steps": (question, *(one for one in steps if one != question)),
        }
    )


def settled(compared: Comparison) -> Comparison:
    """One of several comparisons that make one together: the first of its ends where all of them are met; else what it
    may come to by itself says nothing of the whole, and it has no ends."""
    if compared.ends and all(one.outcome is Outcome.MET for one in compared.ends):
        first = compared.ends[0]
        return first.model_copy(update={"steps": (*compared.steps, *first.steps), "assuming": None})
    return compared.model_copy(update={"ends": ()})


def between(at: At, unsure: int, question: Finding | None, shown: Content, goal: Decimal | None = None) -> Comparison:
    """What comes of it where none to all of the unsure records count; no records are unsure without a question.

    ``goal`` is what the number of records is held against, if one is, or their share in percent.
    """
    if not unsure or question is None:
        return at(0)
    ends = [_assumed(at(count), count, unsure) for count in _counts(at, unsure, goal)]
    failed = next((one for one in ends if not one.outcome.is_known), None)
    return failed or opened(ends[0].model_copy(update={"shown": shown}), ends, question)


def _counts(at: At, unsure: int, goal: Decimal | None) -> list[int]:
    """The numbers of records at which to look: both ends, and those around the first that reaches the goal."""
    low, high = 0, unsure
    while goal is not None and high - low > 1:
        middle = (low + high) // 2
        actual = at(middle).actual
        if actual is not None and actual.cmp(goal) < 0:
            low = middle
        else:
            high = middle
    around = {low, high, min(high + 1, unsure)} if goal is not None else set[int]()
    return sorted({0, unsure, *around})


def _assumed(compared: Comparison, count: int, unsure: int) -> Comparison:
    code = "assume-none" if not count else "assume-all" if count == unsure else "assume-some"
    return compared.model_copy(update={"assuming": coded(code, unsure=unsure, count=count)})
