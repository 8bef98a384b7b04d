"""What the row path says of one row: the judge of everything that columns say.

A row that differs from others in its numbers alone is asked about here a few times, any other once for its content. Answers
are remembered from one set to the next, as far as they are asked for again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple, TypeVar

from engine.actuals import Actual
from engine.awards import ADJUSTMENTS, AWARDS, clamp
from engine.columns.tables import Content, Declaration, case_of_amounts, declared_case, recorded_of
from engine.compare import Comparison
from engine.measures import Reading
from engine.measures.declared_row import DeclaredRow
from engine.observe import Observation, observe
from engine.quantity import CENT
from engine.rulesets import NUMBERS, Ruleset
from engine.runs.record import Score
from engine.scoring.assessing import replaced
from engine.scoring.awards import shares
from engine.scoring.evaluate import Case, Row, budget_row_of, items_of, row_of, score_of
from engine.scoring.inference import Decision, RowCategory, RuleBase
from engine.scoring.undecided import deciding, gaps, judged_case
from engine.terms import Indicator

T = TypeVar("T")
Bends = Mapping[str, frozenset[Fraction]]
_NUMBERS = (*NUMBERS, "actual", "excess")
_KEPT = 1 << 12


class Words(NamedTuple):
    """What is the same of rows that differ in numbers alone."""

    outcome: str
    is_live: bool
    rules: tuple[str, ...]
    findings: tuple[str, ...]


class Seen(NamedTuple):
    """One row as the row path has it, whatever its weight: its words, the exact numbers of its comparison, the share of the
    points after the award and after each adjustment, before they are cut (none where nothing is scored), and by the name
    of a number where rules and awards change their way (None where an award does not say); ``row`` itself where it has to
    be asked again."""

    words: Words
    numbers: Mapping[str, Fraction]
    shares: tuple[Fraction, ...]
    cut: Fraction
    bends: Bends | None
    row: Row | None

    @property
    def is_constant(self) -> bool:
        """Whether its points are a share of the weight; those of an open row with ends have to be asked for each weight."""
        return self.row is None

    @property
    def likeness(self) -> object:
        """What is the same of all rows of a piece."""
        return self.words, tuple(self.numbers), len(self.shares)


class Standing(NamedTuple):
    """Where a declared row stands: the kind of its project, the level 1 it counts as, its group, whether it is core."""

    kind: str
    level: str
    group: str
    core: bool


class Understood(NamedTuple):
    """A declared row with where it stands and how it is read; without a reading it is the budget row.

    ``case`` is that of a project of it alone, for which nothing was recorded.
    """

    indicator: Indicator
    standing: Standing
    category: RowCategory
    reading: Reading | None
    case: Case


def attempted(work: Callable[[], T]) -> T | None:
    """What ``work`` gives; None where the program fails: the row path, which then scores the project, says so."""
    try:
        return work()
    except MemoryError:
        raise
    except Exception:
        return None


class Judge:
    """The row path under one ruleset."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.ruleset = ruleset
        self.base = RuleBase(ruleset)
        self.items = items_of(ruleset)
        self.understood = lru_cache(_KEPT)(self._understood)
        self.seen = lru_cache(_KEPT * 4)(self._seen)
        self._bounds = {name: frozenset(map(Fraction, bounds)) for name, bounds in self.base.bounds.items()}

    def _understood(self, one: Declaration) -> Understood | None:
        """A declared row read; None where the program fails."""
        return attempted(lambda: self._read(one))

    def _read(self, one: Declaration) -> Understood:
        case = declared_case(one)
        if one.target is None:
            row, _ = budget_row_of(case, self.ruleset)
            return self._placed(row.indicator, None, case)
        indicator, _ = replaced(case.project.indicators[0], case.targets.get(""))
        answers = case.answers.get("", ())
        reading = self.base.distinct.reading(DeclaredRow.of(indicator, case.year, answers))
        return self._placed(case.project.indicators[0], reading, case)

    def _placed(self, indicator: Indicator, reading: Reading | None, case: Case) -> Understood:
        kind = case.project.kind
        level, group = self.ruleset.weights.level_and_group(indicator.level1, indicator.level2)
        category = self.base.category(level, indicator.level2, kind, indicator.core)
        return Understood(indicator, Standing(kind, level, group, indicator.core), category, reading, case)

    def observed(self, one: Declaration, actual: Actual) -> Observation | None:
        """What is observed of an actual beside a declared row; None where it has none, or the program fails."""
        of = self.understood(one)
        reading = None if of is None else of.reading
        return None if reading is None else attempted(lambda: observe(reading, actual, one.year))

    def _seen(self, one: Declaration, content: Content) -> Seen | None:
        """What the row path has of a row by what it declares and what was recorded for it; None where it fails."""
        of = self.understood(one)
        return None if of is None else attempted(lambda: self._judged(of, content))

    def _row(self, of: Understood, content: Content) -> Row:
        if of.reading is None:
            return budget_row_of(case_of_amounts(of.standing.kind, content), self.ruleset)[0]
        recorded = recorded_of(content)
        given = {} if recorded is None else {of.indicator.code: recorded}
        return row_of(of.indicator, of.case.model_copy(update={"recorded": given}), self.base)

    def _judged(self, of: Understood, content: Content) -> Seen:
        row = self._row(of, content)
        judged = judged_case(row.compared, self.base, of.category, None)
        compared, made = judged.compared, shares(judged.compared, judged.decision, self.ruleset)
        codes = tuple(found.code for found in (*row.findings, *gaps(judged, of.category)))
        return Seen(
            words=Words(str(compared.outcome), row.is_live, deciding(judged), codes),
            numbers={name: ratio.fraction() for name in _NUMBERS if (ratio := getattr(compared, name)) is not None},
            shares=tuple(share.fraction() for share in made),
            cut=clamp(made[-1]).fraction() if made else Fraction(),
            bends=self._bends(compared, judged.decision),
            row=row if compared.ends or row.compared.ends else None,
        )

    def _bends(self, compared: Comparison, decision: Decision) -> Bends | None:
        """Where what rules ask for changes, and what awards and adjustments give."""
        found = dict(self._bounds)
        award = decision.award
        counted = [(AWARDS[award.award], award)] if award and award.award else []
        for one, rule in (*counted, *((ADJUSTMENTS[rule.adjust or ""], rule) for rule in decision.adjustments)):
            bends = one.bends(compared, self.ruleset.given(rule))
            if bends is None:
                return None
            for name, numbers in bends.items():
                found[name] = found.get(name, frozenset()) | {number.fraction() for number in numbers}
        return found

    def scored(self, of: Understood, row: Row, weight: int | None) -> Score | None:
        """The score of a row of a weight in hundredths, before any adjustment by an assessor; None where it fails."""
        return attempted(lambda: score_of(row, None if weight is None else weight * CENT, of.case, self.base))
