"""Recording what was achieved: files and folders of actuals, YAML and filled-in workbooks alike, each project once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from engine.actuals import WrittenFile, match_actuals, open_actuals_file
from engine.actuals.declared import Declared
from engine.actuals.model import ProjectActuals
from engine.actuals.outside import of_other_years
from engine.files.duplicates import Kind, without_duplicates
from engine.files.walking import Kinds, files_of, guarded
from engine.language.findings import Findings, Value
from engine.services.answering import confirm_chosen
from engine.services.ledger import Ledger, allowed_folders, tops_of
from engine.services.names import with_items
from engine.services.progress import Progress, silent
from engine.services.taking import Taken
from engine.store import Act, append_actuals, forms_of, in_batches, load_answers, named

YAML = (".yaml", ".yml")
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et", ".ods")
SUFFIXES = (*YAML, *WORKBOOKS)
# kinds in which other programs save workbooks; in a folder they are named, so that none is missed
UNREAD = (".xlsb",)
OPENED = 200
"""How many files are open at once, so that their projects are asked for together."""

Item = TypeVar("Item")


def _contents_of(recorded: ProjectActuals) -> str:
    """What is recorded, without the places where it stands, as JSON."""
    return json.dumps(_without_sources(recorded.model_dump(mode="json")), ensure_ascii=False)


def _without_sources(value: object) -> object:
    if isinstance(value, dict):
        return {name: _without_sources(one) for name, one in value.items() if name != "source"}
    return [_without_sources(one) for one in value] if isinstance(value, list) else value


RECORDED = Kind(
    ProjectActuals, lambda one: (one.project, one.of_year), _contents_of, "actual-file-repeated", "actual-file-same"
)
"""How what is recorded of projects is told apart."""


class RecordedFile(NamedTuple):
    """What one file records, and what is wrong with it; of ``file`` None, what is wrong with the paths themselves."""

    file: Path | None
    projects: tuple[ProjectActuals, ...]
    findings: Findings


def each_actuals(paths: Sequence[str], declared: Declared, allowed: tuple[Path, ...] = ()) -> Iterator[RecordedFile]:
    """What the files and folders record, file by file in the order of their names.

    A project may stand in several; :func:`without_duplicates` tells. Whatever goes wrong in one file is a finding, and
    the others are read. Files that a file names are looked for in its folder and in those ``allowed``.
    """
    files, about_paths = files_of(paths, Kinds(SUFFIXES, UNREAD))
    if about_paths:
        yield RecordedFile(None, (), about_paths)
    for some in in_batches(map(Path, files), OPENED):
        opened = {path: _whole(path, _opened) for path in some}
        declared.expect({one.written.project for written, _ in opened.values() for one in written})
        for path, (written, findings) in opened.items():
            read, more = _whole(path, partial(_read_file, written, declared, allowed))
            yield RecordedFile(path, read, (*findings, *more))


def _whole(path: Path, read: Callable[[Path], tuple[tuple[Item, ...], Findings]]) -> tuple[tuple[Item, ...], Findings]:
    """What reading a file gives; a fault of this program is a finding."""
    pieces = tuple(guarded(path, lambda one: [read(one)]))
    return tuple(item for items, _ in pieces for item in items), tuple(
        one for _, findings in pieces for one in findings
    )


def _opened(path: Path) -> tuple[tuple[WrittenFile, ...], Findings]:
    """A YAML file as it is written; a workbook, which may be large, stays closed until its turn comes."""
    if path.suffix.lower() in WORKBOOKS:
        return (), ()
    file, findings = open_actuals_file(path)
    return (() if file is None else (file,)), findings


def _read_file(
    written: tuple[WrittenFile, ...], declared: Declared, allowed: tuple[Path, ...], path: Path
) -> tuple[tuple[ProjectActuals, ...], Findings]:
    """What one file records, and which of its records are of other years."""
    read, findings = _read(written, declared, allowed, path)
    return read, (*findings, *(other for one in read for other in of_other_years(one)))


def _read(
    written: tuple[WrittenFile, ...], declared: Declared, allowed: tuple[Path, ...], path: Path
) -> tuple[tuple[ProjectActuals, ...], Findings]:
    """A workbook records many projects, a YAML file one."""
    for file in written:
        one, findings = match_actuals(file, declared, allowed)
        return ((one,) if one is not None else ()), findings
    if path.suffix.lower() not in WORKBOOKS:
        return (), ()
    from engine.workbooks.workbook import read_workbook_file  # noqa: PLC0415 (slow to import, and only where there is one)

    return read_workbook_file(path, declared, allowed)


class Recording(Value):
    """Files of actuals to record (YAML, filled-in workbooks, folders), by whom and when.

    A ``reason`` is needed where figures are revised; of an ``assessor`` they count in his runs only; ``year`` is that of
    files that say none; files that these name are looked for below the folders ``allowed`` too.
    """

    files: tuple[str, ...]
    by: str
    reason: str = ""
    assessor: str = ""
    year: int | None = None
    allowed: tuple[Path, ...] = ()
    at: datetime


class Recorded(Value):
    """How many projects of which years (0: none known); how many entries were new, revised, there already, withheld;
    how many questions were answered."""

    projects: int
    years: dict[int, int]
    new: int
    changed: int
    unchanged: int
    withheld: int
    answered: int = 0


def record_actuals(ledger: Ledger, request: Recording, progress: Progress = silent) -> tuple[Recorded, Findings]:
    """Records what was achieved as revisions; what stands in the ledger already is not repeated.

    ``progress`` is called after each file; whatever is wrong with one is a finding.

    :raises LedgerError: if the ledger fails; what was accepted until then stands.
    """
    taken = Taken(tops_of(ledger, request.files))
    declared = Declared(
        lambda codes: {code: with_items(forms) for code, forms in forms_of(ledger, list(codes)).items()},
        lambda: dict(named(ledger)),
        request.year,
        partial(load_answers, ledger),
    )
    files = each_actuals(request.files, declared, allowed_folders(ledger, request.allowed))
    answers: list[ProjectActuals] = []
    values = taken.counted(without_duplicates(taken.through(files, progress), RECORDED, taken.findings.append))
    act = {"by": request.by, "reason": request.reason, "assessor": request.assessor}
    counted = append_actuals(ledger, _answering(values, answers), at=request.at, **act)
    answered, about_answers = confirm_chosen(
        ledger, answers, Act(by=request.by, reason=request.reason, at=request.at), request.assessor
    )
    recorded = Recorded(
        projects=taken.years.total(),
        years=taken.by_year(),
        **counted.counts(),
        withheld=len(counted.withheld),
        answered=answered,
    )
    return recorded, (*taken.findings, *counted.withheld, *about_answers)


def _answering(values: Iterable[ProjectActuals], answers: list[ProjectActuals]) -> Iterator[ProjectActuals]:
    """The same as they pass; those with answers are held, to be confirmed when all figures stand."""
    for one in values:
        if one.answers:
            answers.append(one.model_copy(update={"actuals": ()}))
        yield one
