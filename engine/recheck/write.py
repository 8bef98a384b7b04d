"""What recheck writes: a marked copy for each file, and one summary over all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, count
from pathlib import Path

from engine.files.text import shown
from engine.files.writing import make_folder, write_whole
from engine.grids.package import RefusedError, bytes_of
from engine.language.findings import Finding
from engine.recheck import Outcome
from engine.recheck.fault import Report
from engine.recheck.marks import marked_copy
from engine.recheck.original import marked_original
from engine.recheck.sources import read_rows
from engine.recheck.summary import summary_workbook

SUMMARY = "复核汇总.xlsx"


def _by_file(report: Report) -> dict[str, list[Finding]]:
    """All that was said about each file, with its place."""
    by_file: dict[str, list[Finding]] = {}
    for fault in report.faults:
        by_file.setdefault(fault.file, []).append(fault.finding)
    for still in report.undecided:
        by_file.setdefault(still.file, []).append(still.finding)
    return by_file


def _copy(file: Path, findings: Iterable[Finding]) -> bytes:
    """The marked copy: in the file itself where it is an Excel file of the present format, else its cells drawn anew."""
    try:
        marked = marked_original(bytes_of(file), findings)
    except RefusedError:  # it was read before and is gone now
        marked = None
    return marked if marked is not None else marked_copy(read_rows(file)[0], findings, file.name)


def _names(files: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """A name for each copy: the file's own with ``.复核.xlsx``, numbered where two files have the same."""
    taken: set[str] = {SUMMARY.lower()}
    for file in files:
        tries = chain([file.name], (f"{file.name}.{number}" for number in count(2)))
        name = next(f"{one}.复核.xlsx" for one in tries if f"{one}.复核.xlsx".lower() not in taken)
        taken.add(name.lower())
        yield file, name


def write_recheck(outcome: Outcome, folder: Path, progress: Callable[[], None] = lambda: None) -> tuple[Path, ...]:
    """The marked copies of the files that hold tables, and the summary; each file is read again when its turn comes.

    :raises OSError: if the folder cannot be written to.
    """
    make_folder(folder)
    by_file = _by_file(outcome.report)
    written: list[Path] = []
    for file, name in _names(file for file in outcome.files if shown(file) in outcome.with_tables):
        written.append(folder / name)
        write_whole(written[-1], _copy(file, by_file.get(shown(file), ())))
        progress()
    written.append(folder / SUMMARY)
    write_whole(written[-1], summary_workbook(outcome.report))
    progress()
    return tuple(written)
