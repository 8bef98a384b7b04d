"""Workbooks to be filled in: one for each unit, made from what its projects declare, read by :mod:`engine.actuals`.

Each has a sheet of instructions, a sheet a project, one of monthly figures and lists of single events
where any are asked for, and a hidden one that says what the workbook was made from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from engine.files.opening import content
from engine.files.writing import make_folder, write_whole
from engine.language.errors import CodedError
from engine.language.patterns import regex
from engine.reports.documents.sheets import Book
from engine.reports.text import legal, legal_name
from engine.rulesets import Tier
from engine.terms import AnswersOf, Project, no_answers
from engine.workbooks import layout
from engine.workbooks.collect.events import List, event_sheet, lists_of
from engine.workbooks.collect.instructions import instructions
from engine.workbooks.collect.monthly import Block, blocks_of, monthly_sheet
from engine.workbooks.collect.project import Row, project_sheet, rows_of
from engine.workbooks.collect.todo import Placed, Task, Tasks, todo_sheet
from engine.workbooks.registry import Listed, listed, registry_rows
from engine.workbooks.requested import Way

__all__ = ["Group", "ReplacingError", "Task", "Tasks", "collection_workbook", "groups_of", "write_collection"]

_FORBIDDEN_IN_FILES = regex(r'[\\/:*?"<>|\s\x00-\x1f\x7f-\x9f\ufffd]+')
_LONGEST_SHEET = 28
_LONGEST_FILE = 60  # of Chinese signs, three bytes each
_NOBODY = "未注明单位"
_NAMED = 5
"""Files that a message names; of more, the first ones."""


class Group(NamedTuple):
    """A unit and its projects."""

    unit: str
    projects: tuple[Project, ...]


class ReplacingError(CodedError):
    """Files of the same names stand in the folder and say something else: they may have been filled in."""

    def __init__(self, files: Sequence[Path]) -> None:
        self.files = tuple(files)
        names = "、".join(one.name for one in files[:_NAMED]) + ("…" if len(files) > _NAMED else "")
        super().__init__("workbooks-stand", number=len(files), names=names)


def groups_of(projects: Iterable[Project]) -> tuple[Group, ...]:
    """The projects by the unit that applies (申请单位), or its department; width and blanks in a name do not count."""
    groups: dict[str, list[Project]] = {}
    for project in projects:
        groups.setdefault(layout.plain(_unit(project)), []).append(project)
    return tuple(Group(_unit(some[0]), tuple(some)) for some in groups.values())


def _unit(project: Project) -> str:
    return project.unit.strip() or project.department.strip() or _NOBODY


def write_collection(  # noqa: PLR0913 (how it is written is said by name)
    projects: Iterable[Project],
    year: int | None,
    out: Path,
    progress: Callable[[], None] = lambda: None,
    *,
    replace: bool = False,
    answers: AnswersOf = no_answers,
    tasks: Tasks | None = None,
    tiers: Sequence[Tier] = (),
) -> tuple[Path, ...]:
    """Write a workbook for each unit into a folder, making it where needed.

    A file of the same name is left as it is where it says the same, and replaced only where ``replace`` says so.
    What persons settled about the rows of a project is given by ``answers``, what is left of it by ``tasks``; ``tiers`` are those of the rules.

    :raises ReplacingError: if such a file says something else; nothing was written then.
    :raises OSError: if the folder cannot be written.
    """
    groups = groups_of(projects)
    made = partial(collection_workbook, year=year, answers=answers, tasks=tasks, tiers=tiers)
    files = [out / f"{name}.xlsx" for name in _file_names(groups)]
    standing = {file: group for file, group in zip(files, groups, strict=True) if not replace and file.exists()}
    others = [file for file, group in standing.items() if not _says(file, made(group))]
    if others:
        raise ReplacingError(others)
    make_folder(out)
    for file, group in zip(files, groups, strict=True):
        if file not in standing:
            write_whole(file, made(group))
        progress()
    return tuple(files)


def _says(file: Path, workbook: bytes) -> bool:
    """Whether a file, whatever it is, is this workbook."""
    try:
        return content(file) == workbook
    except OSError:
        return False


def _file_names(groups: Sequence[Group]) -> Iterator[str]:
    """A name for each unit's file that every system takes, each once."""
    return _each_once((_FORBIDDEN_IN_FILES.sub("_", legal(one.unit)).strip("._") for one in groups), _LONGEST_FILE)


def _each_once(names: Iterable[str], longest: int) -> Iterator[str]:
    taken: set[str] = set()
    for name in names:
        base = name[:longest] or "_"
        free, count = base, 1
        while free.lower() in taken:
            count += 1
            free = f"{base[: longest - 5]}_{count}"
        taken.add(free.lower())
        yield free


def _sheet_names(projects: Sequence[Project]) -> tuple[str, ...]:
    """``1 网络链路租赁服务项目``: the number keeps them apart and is easy to find."""
    plain = (legal_name(one.name) for one in projects)
    return tuple(f"{number} {name}"[:_LONGEST_SHEET].strip() for number, name in enumerate(plain, 1))


def collection_workbook(
    group: Group,
    year: int | None,
    answers: AnswersOf = no_answers,
    tasks: Tasks | None = None,
    tiers: Sequence[Tier] = (),
) -> bytes:
    """The workbook of a unit as the bytes of an ``.xlsx``; ``year`` stands in it already where it is given, and what
    ``tasks`` says is left on a sheet of its own."""
    book = Book(f"绩效目标完成情况填报表 {group.unit}")
    names = _sheet_names(group.projects)
    rows = [
        (number, one, row)
        for number, one in enumerate(group.projects, 1)
        for row in rows_of(one, year, answers(one), tiers)
    ]
    blocks = blocks_of([(project, row) for _, project, row in rows if row.requested.way is Way.PERIODS])
    lists = lists_of(rows)
    instructions(book, group.unit, list(zip(names, group.projects, strict=True)), bool(blocks), bool(lists))
    figures = {_key(one.project, one.row): one for one in blocks}
    by_row = {_key(one.project, one.row): one for one in lists}
    left = [tasks(project) if tasks is not None else () for project in group.projects]
    owns = [
        [_offered(_placed(row, figures, by_row, _key(one, row)), some) for _, one, row in rows if one is project]
        for project, some in zip(group.projects, left, strict=True)
    ]
    sheets = list(zip(group.projects, names, owns, strict=True))
    if tasks is not None:
        todo_sheet(book, [Placed(*one, some) for one, some in zip(sheets, left, strict=True)])
    for project, name, own in sheets:
        project_sheet(book, name, project, year, own)
    if blocks:
        monthly_sheet(book, blocks)
    for one in lists:
        event_sheet(book, one)
    _registry(book, [listed(project, name) for name, project in zip(names, group.projects, strict=True)])
    return book.close()


_Key = tuple[str, str]


def _key(project: Project, row: Row) -> _Key:
    return project.code, row.indicator.code


def _offered(row: Row, tasks: Sequence[Task]) -> Row:
    """A row with the question about what is recorded, and the figures that it may mean."""
    task = next((one for one in tasks if one.offered and one.code == row.indicator.code), None)
    return row if task is None or row.requested.choices else row._replace(asked=task.why, offered=task.offered)


def _placed(row: Row, figures: Mapping[_Key, Block], lists: Mapping[_Key, List], key: _Key) -> Row:
    """A row with where its figures stand on other sheets."""
    if block := figures.get(key):
        row = row._replace(figures=block.figures, first=block.first)
    one = lists.get(key)
    return row if one is None else row._replace(events=one.counted, listed=one.sheet)


def _registry(book: Book, projects: Sequence[Listed]) -> None:
    sheet = book.workbook.add_worksheet(layout.REGISTRY)
    for number, row in enumerate(registry_rows(projects)):
        for column, text in enumerate(row):
            sheet.write_string(number, column, legal(text))
    sheet.protect("")
    sheet.very_hidden()
