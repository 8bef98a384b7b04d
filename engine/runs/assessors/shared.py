"""The runs that are compared, and what they have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from engine.runs.outlines import OutlinedRun
from engine.runs.record import Run
from engine.runs.sidebyside import Column
from engine.terms import SELF


class SharedProjects(NamedTuple):
    """The runs, the codes of the projects that are compared, in the base's order, and the place of the base."""

    runs: tuple[OutlinedRun, ...]
    codes: tuple[str, ...]
    base: int

    @property
    def heads(self) -> tuple[Run, ...]:
        """The runs without their projects."""
        return tuple(run.head for run in self.runs)


def shared_projects(runs: Sequence[OutlinedRun]) -> SharedProjects:
    """The runs with their base, and the projects that at least two of them hold."""
    base = next((number for number, run in enumerate(runs) if run.head.role == SELF), 0)
    codes = dict.fromkeys(code for run in (runs[base], *runs) for code in run.outlines)
    shared = (code for code in codes if sum(code in run.outlines for run in runs) > 1)
    return SharedProjects(tuple(runs), tuple(shared), base)


def names_of(runs: Sequence[Run] | Sequence[Column]) -> tuple[str, ...]:
    """What to call each run: its role; with the assessor where another run has the same role, and with the name of
    the run where that is not enough either."""
    names = [run.role for run in runs]
    fuller = [f"{run.role}（{run.assessor}）" for run in runs]
    fullest = [f"{run.role}（{run.assessor}，{run.run}）" for run in runs]
    for longer in (fuller, fullest):
        names = [long if names.count(name) > 1 else name for name, long in zip(names, longer, strict=True)]
    return tuple(names)
