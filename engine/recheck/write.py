"""What recheck writes: a marked copy for each file, and one summary over all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, count
from pathlib import Path

from engine.findings import Finding
from engine.recheck import Outcome
from engine.recheck.fault import Report
from engine.recheck.marks import marked_copy
from engine.recheck.sources import read_rows
from engine.recheck.summary import summary_workbook
from engine.textfiles import shown

SUMMARY = "复核汇总.xlsx"


def _findings(report: Report, file: str) -> Iterator[Finding]:
    """All that was said about a file, with its place."""
    yield from (one.said for one in report.faults if one.file == file)
    yield from (one.said for one in report.undecided if one.file == file)


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
    folder.mkdir(parents=True, exist_ok=True)
    held = {one.table.source.file for one in outcome.tables}
    by_file = {file: tuple(_findings(outcome.report, file)) for file in held}
    written: list[Path] = []
    for file, name in _names(file for file in outcome.files if shown(file) in held):
        rows, _ = read_rows(file)
        written.append(folder / name)
        written[-1].write_bytes(marked_copy(rows, by_file[shown(file)], file.name))
        progress()
    written.append(folder / SUMMARY)
    written[-1].write_bytes(summary_workbook(outcome.report))
    progress()
    return tuple(written)
