"""How many distinct target texts are read in a second on one core, and what a text costs against its length.

Run with ``make benchmarks``; nothing is asserted about time. ``distinct texts`` are the texts of the case table with
changing numbers, read by their shapes where they have one; ``by the grammar`` reads the same texts without shapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest
import yaml
from pytest_benchmark.fixture import BenchmarkFixture

from engine.targets import normalise
from engine.targets.reading import LONGEST, _read, read_normal, read_target

CASES = Path(__file__).parents[1] / "tests" / "cases" / "targets.yaml"
COUNT = 20_000
# numbers that are no part of a date, and percentages
NUMBER = re.compile("(?<![0-9.])[1-9][0-9]*(?![0-9年月日×*.%-])")
SHARE = re.compile("(?<![0-9.])[1-9][0-9]*(?=%)")


def distinct_texts(count: int) -> list[str]:
    """The texts of the case table that hold numbers, each as often as any other, with other numbers every time."""
    random = Random(20240901)
    sections = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    known = [row["text"] for rows in sections.values() for row in rows if NUMBER.search(row["text"])]
    texts: dict[str, None] = {}
    while len(texts) < count:
        text = known[len(texts) % len(known)]
        shares = SHARE.sub(lambda _: f"{random.randint(10, 99)}.{random.randint(0, 99):02}", text)
        texts[NUMBER.sub(lambda _: str(random.randint(10, 99_999)), shares)] = None
    return list(texts)


def _read_all(texts: Iterable[str]) -> None:
    for text in texts:
        _read(text, None)


def _read_by_grammar(texts: Iterable[str]) -> None:
    for text in texts:
        read_normal(normalise(text), text)


def _report(benchmark: BenchmarkFixture, count: int) -> None:
    benchmark.extra_info["texts per second"] = round(count / benchmark.stats["min"])


def test_distinct_texts(benchmark: BenchmarkFixture) -> None:
    texts = distinct_texts(COUNT)
    benchmark.pedantic(_read_all, (texts,), rounds=5, warmup_rounds=1)
    _report(benchmark, COUNT)


def test_distinct_texts_by_the_grammar(benchmark: BenchmarkFixture) -> None:
    texts = distinct_texts(COUNT)
    benchmark.pedantic(_read_by_grammar, (texts,), rounds=5, warmup_rounds=1)
    _report(benchmark, COUNT)


def test_distinct_bounds(benchmark: BenchmarkFixture) -> None:
    texts = [f"≥{number / 200:g}%" for number in range(1, COUNT + 1)]
    benchmark.pedantic(_read_all, (texts,), rounds=5, warmup_rounds=1)
    _report(benchmark, COUNT)


def test_repeated_texts(benchmark: BenchmarkFixture) -> None:
    texts = distinct_texts(1000) * 20

    def run() -> None:
        for text in texts:
            read_target(text)

    benchmark.pedantic(run, rounds=5, warmup_rounds=1)
    _report(benchmark, len(texts))


@pytest.mark.parametrize("length", [10, 100, LONGEST, 1000, 100_000])
@pytest.mark.parametrize("kind", ["words", "figures"])
def test_cost_against_length(benchmark: BenchmarkFixture, kind: str, length: int) -> None:
    piece = "完成全县道路养护工作并通过验收" if kind == "words" else "改造公厕5座，验收合格率≥95%；"
    text = (piece * (length // len(piece) + 1))[:length]
    benchmark(_read if length <= LONGEST else read_target, text, None)
    benchmark.extra_info["characters"] = length
