"""A large set scored as columns, from Parquet to Parquet, and its decisions against those of other engines.

Run with ``make benchmarks``; ``JIXIAO_ROWS=10000000`` makes the set that large (a million rows else; more are that million
again). Printed are rates, the largest memory and ratios of one run; nothing is asserted about time.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import polars as pl

from engine.columns import Columns, cases_of
from engine.columns.pieces import BIG, keyed, located
from engine.columns.tables import Content, Declaration
from engine.compare import Comparison
from engine.quantity import Ratio
from engine.rulesets import load_ruleset
from engine.scoring import inference
from engine.scoring.evaluate import score_project
from engine.scoring.inference import RuleBase
from engine.terms import Direction, Outcome
from tests.builders import shipped
from tests.varied_sets import varied_sets

ROWS = int(os.environ.get("JIXIAO_ROWS", "1000000"))
MOST, A_FILE = 1_000_000, 250_000
BY_ROWS = 4_000
DECISIONS = 200_000
EVENTS = 5_000
PROGRAM = """
import sys
from pathlib import Path
import polars as pl
from engine.columns import Tables, score_partition
from engine.compare import Comparison
from engine.quantity import Ratio
from engine.rulesets import load_ruleset

ruleset, _ = load_ruleset("mof-2020-10")
for number, file in enumerate(sys.argv[1:]):
    rows = Path(file)
    tables = Tables(pl.read_parquet(rows.with_suffix(".projects")), pl.read_parquet(rows))
    scored = score_partition(tables, ruleset)
    scored.rows.write_parquet(rows.with_suffix(f".{number}.rows"))
    scored.projects.write_parquet(rows.with_suffix(f".{number}.totals"))
"""


class Cost:
    """What children took together: seconds, seconds of the processor, the largest memory of one in MiB."""

    def __init__(self, parts: list[list[str]]) -> None:
        started = time.perf_counter()
        threads = {"POLARS_MAX_THREADS": str(max(1, (os.cpu_count() or 2) // len(parts)))}
        children = [
            os.posix_spawn(sys.executable, [sys.executable, "-c", PROGRAM, *files], {**os.environ, **threads})
            for files in parts
        ]
        ended = [os.wait4(child, 0) for child in children]
        assert all(status == 0 for _, status, _ in ended)
        self.seconds = time.perf_counter() - started
        self.busy = sum(usage.ru_utime + usage.ru_stime for _, _, usage in ended)
        self.memory = max(usage.ru_maxrss for _, _, usage in ended) / 1024

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s, {self.busy:.1f} s of the processor, {self.memory:,.0f} MiB"


def test_a_large_set_from_parquet_to_parquet(tmp_path: Path) -> None:
    files = []
    for number, tables in enumerate(varied_sets(min(ROWS, MOST), A_FILE)):
        files.append(str(tmp_path / f"{number:03}.parquet"))
        tables.rows.write_parquet(files[-1])
        tables.projects.write_parquet(tmp_path / f"{number:03}.projects")
    files *= max(1, ROWS // MOST)
    (small,) = varied_sets(BY_ROWS, BY_ROWS)
    ruleset = shipped()
    base = RuleBase(ruleset)
    cases = list(cases_of(small))
    started = time.process_time()
    by_rows = sum(len(score_project(case, base).scores) for case in cases) / (time.process_time() - started)
    one, two = Cost([files]), Cost([files[::2], files[1::2]])
    print(f"\n{ROWS:,} rows as columns, one process: {one}: {ROWS / one.seconds:,.0f} rows/s")
    print(f"two processes: {two}: {ROWS / two.seconds:,.0f} rows/s")
    print(
        f"row by row: {by_rows:,.0f} rows a second of the processor; {ROWS / one.busy / by_rows:.0f} times as many as columns"
    )


def _rate(work: Callable[[], object], rows: int) -> float:
    """Rows a second of the processor."""
    started = time.process_time()
    work()
    return rows / (time.process_time() - started)


def test_decisions_by_distinct_cases() -> None:
    """Comparison, decision and share of one declared row, 200,000 figures, against a bare expression and durable-rules."""
    ruleset, _ = load_ruleset("mof-2020-10")
    assert ruleset is not None
    columns, random = Columns(ruleset), Random(2024)
    declared = Declaration("产出指标", "数量指标", False, "培训人次", "≥3000人次", "", "", None, None, None, "", 2024)
    shape = columns.shapes.of(declared, "值人次")
    assert shape is not None
    figures = [random.randint(0, 4000) for _ in range(DECISIONS)]
    row = pl.int_range(DECISIONS, dtype=pl.UInt32, eager=True)
    rows = pl.DataFrame({"row": row, "p": figures, "q": 1, "shape": 0}).cast({"p": BIG, "q": BIG, "shape": pl.UInt32})

    def ask(at: int) -> object:
        return columns.judge.seen(declared, Content(f"{figures[at]}人次"))

    first, ours = (_rate(lambda: located(keyed(rows), {0: shape}, ask), DECISIONS) for _ in range(2))
    bare = pl.col("p").cast(pl.Int64)
    chain = pl.when(bare >= 3600).then(pl.lit(12))
    for number in range(11):
        chain = chain.when(bare >= 3300 - 300 * number).then(pl.lit(number))
    theirs = _rate(lambda: rows.select(chain.otherwise(pl.lit(-1))), DECISIONS)
    engine, base = inference._the_engine(), RuleBase(ruleset)
    name = engine.register(inference._definition(ruleset, ruleset.awards, base.bounds))
    category = base.category("产出指标", "数量指标", "")
    compared = [
        Comparison(outcome=outcome, kind="quantity", direction=Direction.HIGHER, completion=Ratio.of(actual, 3000))
        for outcome, actual in ((Outcome.PARTLY_MET, 100), (Outcome.MET, 3000), (Outcome.MET, 3600))
    ]
    facts = [inference.facts_of(one, category, base.bounds) for one in compared]
    events = _rate(lambda: [engine.decide(name, facts[number % 3]) for number in range(EVENTS)], EVENTS)
    print(
        f"\n{DECISIONS:,} figures compared and decided: {first:,.0f}/s the first time, then {ours:,.0f}/s, {ours / theirs:.2f} of a bare expression"
    )
    print(f"durable-rules, one event after another: {events:,.0f}/s; ratio {ours / events:,.0f}")
