"""What was recorded, read from files against projects in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from engine.actuals import Actual, Budget, Declared, ProjectActuals, Recordable
from engine.actuals.records import Event, Point, Unread
from engine.files.duplicates import values_of, without_duplicates
from engine.language.findings import Finding, Findings
from engine.services.recording import RECORDED, each_actuals
from engine.terms import Project


def declared(projects: Mapping[str, Project]) -> Declared:
    """Projects that are in memory already."""
    return Declared(
        lambda codes: {code: {projects[code].year or 0: projects[code]} for code in codes if code in projects},
        lambda: {code: one.name for code, one in projects.items()},
    )


def read_actuals(paths: Sequence[str], projects: Mapping[str, Project]) -> tuple[tuple[ProjectActuals, ...], Findings]:
    """All that the files record, each project and year once."""
    findings: list[Finding] = []
    read = tuple(
        without_duplicates(values_of(each_actuals(paths, declared(projects)), findings), RECORDED, findings.append)
    )
    return read, tuple(findings)


class Parts(NamedTuple):
    """What a record of any kind holds; empty what is not of its kind."""

    value: str | None = None
    inputs: Mapping[str, Recordable] = {}
    periods: Mapping[str, str | dict[str, str]] = {}
    series: tuple[Point, ...] = ()
    events: tuple[Event, ...] = ()
    budget: Budget | None = None
    unread: tuple[Unread, ...] = ()
    data_file: str = ""
    data_sha256: str = ""


def parts_of(actual: Actual) -> Parts:
    """What is recorded in an actual, whatever kind of record it is."""
    return Parts(**{name: value for name, value in actual.record or () if name in Parts._fields})
