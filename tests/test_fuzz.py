"""Documents and texts of every kind, sound, awkward and damaged, taken the whole way: a few here, many in make soak."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz import soak
from tests.fuzz.ways import WAYS

FEW = {"texts": 150, "rows": 30, "tables": 15, "rulesets": 10}
"""Examples of a way that are tried each time: as many as take about a second."""
OTHERS = 6


def tried(name: str, folder: Path) -> Callable[[], None]:
    way = WAYS[name]
    most = FEW.get(name, OTHERS)

    @settings(max_examples=most, suppress_health_check=list(HealthCheck))
    @given(way.drawn)
    def take(drawn: Any) -> None:
        place = folder / str(len(list(folder.iterdir())))
        place.mkdir()
        way.take(drawn, place)

    return take


@pytest.mark.parametrize("name", WAYS)
def test_whatever_is_read_is_answered(name: str, tmp_path: Path) -> None:
    tried(name, tmp_path)()


@pytest.mark.soak
def test_many_documents_and_texts_within_bounds(
    capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Most of an hour on two cores; the seed is printed, and what failed is left in a folder."""
    what = soak.wanted(out=tmp_path_factory.mktemp("faults"))
    with capsys.disabled():
        print(f"\nseed {what.number}; what fails is left in {what.out}", flush=True)
        batches = soak.soak(what, lambda line: print(line, flush=True))
        print(soak.report(batches))
    assert sum(one.tried for one in batches if one.way in soak.OF_DOCUMENTS) >= soak.DOCUMENTS_WANTED
    assert sum(one.tried for one in batches if one.way in soak.OF_TEXTS) >= soak.TEXTS_WANTED
    assert not any(one.faults for one in batches)
