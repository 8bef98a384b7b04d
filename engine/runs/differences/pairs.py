"""The rows of two tables, matched: the same row may stand elsewhere in the newer one, or on one side only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from engine.runs.record import Funds, Score
from engine.terms.levels import key_of, level1_of, level2_of


class Pair(NamedTuple):
    """A row on both sides, or on one, with the code of its project and the funds it was scored with."""

    project: str
    before: Score | None
    after: Score | None
    funds: tuple[Funds, Funds] = (Funds(), Funds())

    @property
    def one(self) -> Score:
        """The newer of the two.

        :raises ValueError: if the pair is empty.
        """
        score = self.after or self.before
        if score is None:
            raise ValueError("a pair holds at least one row")
        return score


def pair_rows(before: Sequence[Score], after: Sequence[Score]) -> tuple[tuple[Score | None, Score | None], ...]:
    """The rows of two tables, matched: by code and name, else by a place and name that occur once on both sides.

    A form that was imported again may number its rows otherwise. The newer table's order; what it lacks comes last.
    """
    left = {score.code: score for score in before}
    found: dict[str, Score] = {}
    for score in after:
        if score.code in left and key_of(left[score.code].name) == key_of(score.name):
            found[score.code] = left.pop(score.code)
    old = _by_levels_and_name(left.values())
    new = _by_levels_and_name(score for score in after if score.code not in found)
    for key, scores in new.items():
        if len(scores) == 1 and len(old.get(key, ())) == 1:
            found[scores[0].code] = left.pop(old[key][0].code)
    return (*((found.get(score.code), score) for score in after), *((score, None) for score in left.values()))


def _by_levels_and_name(scores: Iterable[Score]) -> dict[tuple[str, str, str], list[Score]]:
    by_key: dict[tuple[str, str, str], list[Score]] = {}
    for score in scores:
        key = level1_of(score.level1), level2_of(score.level2), key_of(score.name)
        by_key.setdefault(key, []).append(score)
    return by_key
