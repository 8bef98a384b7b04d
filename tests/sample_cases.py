"""The sample set as cases: its forms with the illustrative figures."""

from __future__ import annotations

from functools import cache

from engine.forms import read_forms
from engine.runs.record import Origin
from engine.scoring.evaluate import Case, Recorded
from tests.builders import ROOT, YEAR
from tests.recorded import read_actuals


@cache
def sample_cases() -> tuple[Case, ...]:
    """The 38 projects with what was recorded for them."""
    projects = {one.code: one for one in read_forms([str(ROOT / "declarations" / f"{YEAR}.txt")])[0]}
    files = sorted(str(one) for one in (ROOT / "actuals" / str(YEAR)).glob("*.yaml"))
    origin = Origin(revision=1, by="示例填报人")
    return tuple(
        Case(
            project=projects[one.project],
            year=YEAR,
            achieved=one.achieved,
            recorded={actual.code: Recorded(actual=actual, origin=origin) for actual in one.actuals},
        )
        for one in read_actuals(files, projects)[0]
    )
