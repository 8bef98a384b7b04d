"""Documents to hand in: a run as Word, Excel and PDF files.

For each project the official table (``<code>.docx``, ``.xlsx``, ``.pdf``) and the self-evaluation report
(``<code>-report.docx``, ``.pdf``); for the set ``summary.docx``, ``.xlsx``, ``.pdf``. All are made from the run and
nothing else, and the same run gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from engine.files.crashes import Failed, made
from engine.files.writing import make_folder, write_whole
from engine.language.findings import Findings
from engine.reports.documents.blocks import Report
from engine.reports.documents.errors import DocumentError
from engine.reports.documents.file_names import REPORT, SUMMARY, stems
from engine.reports.documents.formats import FORMATS, Format
from engine.reports.documents.project_report import project_report
from engine.reports.documents.summary_report import summary_report
from engine.reports.table import official_table
from engine.runs.record import ProjectScore, Run

__all__ = ["KINDS", "DocumentError", "count_documents", "write_documents"]

KINDS = tuple(FORMATS)
"""The kinds of documents, as their files end."""

Progress = Callable[[], None]
"""Called after each file is written."""

Documents = Iterator[tuple[str, Callable[[], bytes]]]
"""The name without ending of each file, and what makes its content."""


def count_documents(run: Run, kinds: tuple[str, ...]) -> int:
    """How many files :func:`write_documents` will write."""
    return sum(len(run.projects) * (2 if FORMATS[kind]().report else 1) + 1 for kind in kinds)


def write_documents(  # noqa: PLR0913, PLR0917 (what to write, where, from what, and what to say beside it)
    run: Run,
    out: Path,
    kinds: tuple[str, ...],
    progress: Progress = lambda: None,
    templates: Path | None = None,
    notes: Findings = (),
    entry: str = "",
    failed: Failed | None = None,
) -> tuple[Path, ...]:
    """Write the documents of a run into a folder, making it where needed; of ``kinds`` each is in :data:`KINDS`.

    ``notes`` is what is known about the run beside its record (that it comes after a signed one); each stands in every
    document. ``entry`` is the ledger's entry of the run; it stands in every foot.

    Templates are looked for in the folder ``templates`` first, then among the shipped ones. Files of the same names
    are replaced, others are left alone. Documents are made one at a time: memory does not grow with the set. Where the
    program fails on one, ``failed`` is told and the others are written.

    :raises OSError: if the folder cannot be written.
    :raises DocumentError: if a template cannot be used, or no font with Chinese characters is installed.
    """
    make_folder(out)
    written = []
    for kind in kinds:
        for stem, make in _documents(FORMATS[kind](), run, templates, notes, entry):
            content = made(make, failed, f"writing {stem}.{kind} of run {run.run}", DocumentError)
            if content is not None:
                written.append(out / f"{stem}.{kind}")
                write_whole(written[-1], content)
            progress()
    return tuple(written)


def _documents(draw: Format, run: Run, templates: Path | None, notes: Findings, entry: str) -> Documents:
    def table(project: ProjectScore) -> bytes:
        return draw.table(official_table(run, project, notes, entry), templates)

    def report(make: Callable[[], Report]) -> bytes:
        assert draw.report is not None
        return draw.report(make(), templates)

    for stem, project in zip(stems(run), run.projects, strict=True):
        yield stem, partial(table, project)
        if draw.report:
            yield stem + REPORT, partial(report, partial(project_report, run, project, notes, entry))
    if draw.summary:
        yield SUMMARY, partial(draw.summary, run, notes, entry)
    else:
        yield SUMMARY, partial(report, partial(summary_report, run, notes, entry))
