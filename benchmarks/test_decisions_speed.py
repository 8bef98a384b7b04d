"""One million comparisons decided and scored, against the rate at which durable-rules itself takes events.

Run with ``make benchmarks``: both rates, their ratio and the growth of memory are printed; nothing is asserted about
time.
"""

from __future__ import annotations

import resource
import time
from decimal import Decimal
from random import Random

from engine.compare import Comparison
from engine.quantity import Dimension, Ratio
from engine.rulesets import load_ruleset
from engine.scoring import inference
from engine.scoring.awards import score_points
from engine.scoring.inference import RuleBase
from engine.terms import Direction, Outcome

ROWS = 1_000_000
EVENTS = 20_000
DISTINCT = 50_000


def _comparisons(random: Random) -> list[Comparison]:
    made = []
    for _ in range(DISTINCT):
        goal, actual = random.randint(1, 500), random.randint(0, 700)
        lower = random.random() < 0.3
        met = actual <= goal if lower else actual >= goal
        over = Ratio.of(actual - goal, goal) if lower and not met else None
        made.append(
            Comparison(
                outcome=Outcome.MET if met else Outcome.PARTLY_MET if actual else Outcome.NOT_MET,
                kind="quantity",
                direction=Direction.LOWER if lower else Direction.HIGHER,
                dimension=random.choice(list(Dimension)),
                completion=None if over is not None else Ratio.of(actual, goal),
                deviation=over,
            )
        )
    return made


def test_a_million_rows_against_durable_rules() -> None:
    ruleset, _ = load_ruleset("mof-2020-10")
    assert ruleset is not None
    base, random = RuleBase(ruleset), Random(2024)
    comparisons = _comparisons(random)
    weights = [Decimal(random.randint(100, 5000)) / 100 for _ in range(1000)]
    place = base.place("产出指标", "数量指标", "")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    total = Decimal(0)
    for number in range(ROWS):
        compared = comparisons[number % DISTINCT]
        got = score_points(weights[number % 1000], compared, base.decide(compared, place), ruleset)
        total += got.points or 0
    ours = ROWS / (time.perf_counter() - started)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    engine = inference._the_engine()
    name = engine.register(inference._definition(ruleset.awards, base.bounds))
    facts = [inference.facts_of(compared, place, base.bounds) for compared in comparisons[:1000]]
    started = time.perf_counter()
    for number in range(EVENTS):
        engine.ask(name, facts[number % 1000])
    theirs = EVENTS / (time.perf_counter() - started)
    print(f"\n{ROWS:,} rows decided and scored: {ours:,.0f}/s ({base.cases} distinct cases, {total} points)")
    print(f"durable-rules, one event after another: {theirs:,.0f}/s; ratio {ours / theirs:.1f}")
    print(f"memory grew by {grown / 1024:.1f} MiB over the {ROWS:,} rows")
