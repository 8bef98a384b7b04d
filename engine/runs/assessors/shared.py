"""The runs that are compared, and what they have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from engine.runs.record import ProjectScore, Run
from engine.runs.sidebyside import Column
from engine.terms import SELF


class SharedProjects(NamedTuple):
    """The runs, their projects by code, and the codes that are compared, in the base's order."""

    runs: tuple[Run, ...]
    projects: tuple[Mapping[str, ProjectScore], ...]
    codes: tuple[str, ...]
    base: int


def shared_projects(runs: Sequence[Run]) -> SharedProjects:
    """The runs with their base, and the projects that at least two of them hold."""
    base = next((number for number, run in enumerate(runs) if run.role == SELF), 0)
    projects = tuple({one.code: one for one in run.projects} for run in runs)
    ordered = [projects[base], *projects]
    codes = dict.fromkeys(code for run_projects in ordered for code in run_projects)
    shared = (code for code in codes if sum(code in run_projects for run_projects in projects) > 1)
    return SharedProjects(tuple(runs), projects, tuple(shared), base)


def names_of(runs: Sequence[Run] | Sequence[Column]) -> tuple[str, ...]:
    """What to call each run: its role; with the assessor where another run has the same role, and with the name of
    the run where that is not enough either."""
    names = [run.role for run in runs]
    fuller = [f"{run.role}（{run.assessor}）" for run in runs]
    fullest = [f"{run.role}（{run.assessor}，{run.run}）" for run in runs]
    for longer in (fuller, fullest):
        names = [long if names.count(name) > 1 else name for name, long in zip(names, longer, strict=True)]
    return tuple(names)
