"""A run by the outlines of its projects: their sheets are loaded where they are asked for, not all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from engine.language.findings import Source, Value
from engine.quantity import Number
from engine.runs.record import ProjectScore, Run


class DeclaredOutline(Value):
    """What a form says of its project as a whole; its other fields are passed over when one is read."""

    code: str
    name: str
    unit: str = ""
    department: str = ""
    kind: str = ""
    source: Source
    model_config = Value.model_config | {"extra": "ignore"}


class Outline(DeclaredOutline):
    """What a sheet says of its project as a whole; ``sha256`` names the sheet or its line, empty where neither is kept."""

    total: Number | None
    total_range: tuple[Number, Number]
    grade: str | None
    sha256: str = ""


Sheets = Callable[[Iterable[str]], Iterator[ProjectScore]]
"""The sheets of projects of a run by their codes, in that order and with their wording, some at a time."""


class OutlinedRun(NamedTuple):
    """A run: its ``head`` without a project or finding, its projects by their codes in the order of their forms, and
    what loads their sheets."""

    head: Run
    outlines: Mapping[str, Outline]
    sheets: Sheets

    @property
    def projects(self) -> Iterator[ProjectScore]:
        """Every sheet, in the order of the forms."""
        return self.sheets(self.outlines)


def outlined(run: Run) -> OutlinedRun:
    """A run that is in memory already."""
    projects = {one.code: one for one in run.projects}
    outlines = {code: Outline.model_validate(one, from_attributes=True) for code, one in projects.items()}
    head = run.model_copy(update={"projects": (), "findings": ()})
    return OutlinedRun(head, outlines, lambda codes: (projects[code] for code in codes))


def abreast(runs: Sequence[OutlinedRun], codes: Iterable[str]) -> Iterator[tuple[ProjectScore | None, ...]]:
    """The sheets of some projects under every run, a project at a time; None where a run does not have it.

    A sheet that is the first run's, by the same rules, is not loaded once more.
    """
    wanted = tuple(codes)
    repeated = [frozenset[str](), *(_repeated(runs[0], run, wanted) for run in runs[1:])]
    loading = [
        run.sheets([code for code in wanted if code in run.outlines and code not in again])
        for run, again in zip(runs, repeated, strict=True)
    ]
    for code in wanted:
        own = tuple(
            next(sheets) if code in run.outlines and code not in again else None
            for run, again, sheets in zip(runs, repeated, loading, strict=True)
        )
        yield tuple(own[0] if code in again else sheet for sheet, again in zip(own, repeated, strict=True))


def _repeated(first: OutlinedRun, run: OutlinedRun, codes: Iterable[str]) -> frozenset[str]:
    """The projects whose sheets in a run are worded just as in the first one."""
    if first.head.ruleset_content != run.head.ruleset_content:
        return frozenset()
    both = (code for code in codes if code in first.outlines and code in run.outlines)
    return frozenset(code for code in both if _is_same(first.outlines[code], run.outlines[code]))


def unlike_sheets(
    one: OutlinedRun, other: OutlinedRun, codes: Iterable[str], *, is_any: bool = False
) -> Iterator[tuple[ProjectScore, ProjectScore]]:
    """The sheets of the projects that both runs have, but for those that have the very same one (unless ``is_any``)."""
    both = [code for code in codes if code in one.outlines and code in other.outlines]
    unlike = [code for code in both if is_any or not _is_same(one.outlines[code], other.outlines[code])]
    return zip(one.sheets(unlike), other.sheets(unlike), strict=True)


def _is_same(one: Outline, other: Outline) -> bool:
    return one.sha256 == other.sha256 != ""
