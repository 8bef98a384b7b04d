"""Workbooks for those who must report what was achieved."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from engine.language.findings import Value
from engine.language.rendering import chinese, coded
from engine.services.effects import used_rules
from engine.services.errors import FolderStandsError, NotDeclaredError, UnwritableError
from engine.services.ledger import Ledger
from engine.services.names import codes_named
from engine.services.progress import Begin, quiet
from engine.services.remaining import Left, Wanted, each_remaining
from engine.store import load_answers, load_projects
from engine.terms import Project
from engine.workbooks.collect import ReplacingError, Task, groups_of, write_collection


class Collection(Value):
    """Workbooks to make: of projects by their codes or names (none: all) of a year, into which folder, over what stands there?

    What is left to be done is told as of ``at``.
    """

    out: Path
    names: tuple[str, ...] = ()
    year: int
    at: datetime
    replace: bool = False


class Collected(Value):
    """The workbooks that were made, and for how many projects."""

    files: tuple[Path, ...]
    projects: int


def collect(ledger: Ledger, request: Collection, begin: Begin = quiet) -> Collected:
    """Makes a workbook for each unit, to be filled in and recorded.

    :raises RequestError: if a project that is named is not declared for that year, or a name means several.
    :raises FolderStandsError: if a workbook stands there already that says something else; nothing is written then.
    :raises UnwritableError: if one cannot be written.
    """
    declared = load_projects(ledger, year=request.year)
    wanted = codes_named(ledger, request.names)
    for code in wanted:
        if code not in declared:
            raise NotDeclaredError(code, list(declared))
    chosen = [one for code, one in declared.items() if not wanted or code in wanted]
    progress = begin(len(groups_of(chosen)))
    try:
        answers = partial(load_answers, ledger)
        files = write_collection(
            chosen,
            request.year or None,
            request.out,
            progress,
            replace=request.replace,
            answers=answers,
            tasks=_Tasks(ledger, request).of,
            tiers=used_rules(ledger, request.year or None).tiers,
        )
    except ReplacingError as error:
        raise FolderStandsError(request.out, error) from error
    except OSError as error:
        raise UnwritableError(error.filename or request.out, error) from error
    return Collected(files=tuple(files), projects=len(chosen))


class _Tasks:
    """What is left of each project, scored once."""

    def __init__(self, ledger: Ledger, request: Collection) -> None:
        wanted = Wanted(year=request.year, at=request.at, names=request.names)
        _, found = each_remaining(ledger, wanted)
        self._left = {one.project: one.left for one in found}

    def of(self, project: Project) -> list[Task]:
        """Those of one project, in the words of its workbook."""
        return [_task(one) for one in self._left.get(project.code, ())]


def _task(one: Left) -> Task:
    offered = (coded("figure-choice", figure=each.figure.replace(",", ""), points=each.points) for each in one.admitted)
    return Task(one.code, one.name, chinese(one.words), chinese(one.why), one.columns, tuple(map(chinese, offered)))
