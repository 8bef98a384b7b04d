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


def distinct_texts(count: int) -> list[str]:
    """Texts of the case table with other numbers, none twice."""
    random = Random(20240901)
    sections = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    known = [row["text"] for rows in sections.values() for row in rows if re.search("[0-9]", row["text"])]
    texts: dict[str, None] = {}
    while len(texts) < count:
        text = random.choice(known)
        texts[re.sub(r"(?<![0-9])[1-9][0-9]?(?![0-9年月日×*])", lambda _: str(random.randint(1, 99)), text)] = None
        texts[re.sub("[0-9]+(?=[%个人户元条])", lambda _: str(random.randint(1, 99_999)), text)] = None
    return list(texts)[:count]


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
