"""Documents to hand in: a run as Word, Excel and PDF files.

For each project the official table (``<code>.docx``, ``.xlsx``, ``.pdf``) and the self-evaluation report
(``<code>-report.docx``, ``.pdf``); for the set ``summary.docx``, ``.xlsx``, ``.pdf``. All are made from the run and
nothing else, and the same run gives the same bytes. Libraries are imported when a format is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from engine.files.crashes import Failed, made
from engine.files.writing import make_folder, write_whole
from engine.language.findings import Findings
from engine.reports.documents.errors import DocumentError
from engine.reports.documents.file_names import REPORT, SUMMARY, stems
from engine.runs.record import ProjectScore, Run

__all__ = ["KINDS", "DocumentError", "count_documents", "write_documents"]

Progress = Callable[[], None]
"""Called after each file is written."""

Documents = Iterator[tuple[str, Callable[[], bytes]]]
"""The name without ending of each file, and what makes its content."""


def count_documents(run: Run, kinds: tuple[str, ...]) -> int:
    """How many files :func:`write_documents` will write."""
    return sum(len(run.projects) * (1 if kind == "xlsx" else 2) + 1 for kind in kinds)


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
        for stem, make in WRITERS[kind](run, templates, notes, entry):
            content = made(make, failed, f"writing {stem}.{kind} of run {run.run}", DocumentError)
            if content is not None:
                written.append(out / f"{stem}.{kind}")
                write_whole(written[-1], content)
            progress()
    return tuple(written)


def _word(run: Run, templates: Path | None, notes: Findings, entry: str) -> Documents:
    from engine.reports.documents.form import form_of
    from engine.reports.documents.project_report import project_report
    from engine.reports.documents.summary_report import summary_report
    from engine.reports.documents.word_report import word_report
    from engine.reports.documents.word_table import word_table

    def table(project: ProjectScore) -> bytes:
        return word_table(form_of(run, project, notes, entry), templates)

    def report(project: ProjectScore) -> bytes:
        return word_report(project_report(run, project, notes, entry), templates)

    for stem, project in zip(stems(run), run.projects, strict=True):
        yield stem, partial(table, project)
        yield stem + REPORT, partial(report, project)
    yield SUMMARY, lambda: word_report(summary_report(run, notes, entry), templates)


def _excel(run: Run, templates: Path | None, notes: Findings, entry: str) -> Documents:  # noqa: ARG001 (it has no template)
    from engine.reports.documents.form import form_of
    from engine.reports.documents.summary_workbook import summary_workbook
    from engine.reports.documents.workbook import workbook

    def table(project: ProjectScore) -> bytes:
        return workbook(form_of(run, project, notes, entry))

    for stem, project in zip(stems(run), run.projects, strict=True):
        yield stem, partial(table, project)
    yield SUMMARY, lambda: summary_workbook(run, notes, entry)


def _pdf(run: Run, templates: Path | None, notes: Findings, entry: str) -> Documents:
    from engine.reports.documents.form import form_of
    from engine.reports.documents.pdf import pdf_report, pdf_table
    from engine.reports.documents.project_report import project_report
    from engine.reports.documents.summary_report import summary_report

    def table(project: ProjectScore) -> bytes:
        return pdf_table(form_of(run, project, notes, entry), templates)

    def report(project: ProjectScore) -> bytes:
        return pdf_report(project_report(run, project, notes, entry), templates)

    for stem, project in zip(stems(run), run.projects, strict=True):
        yield stem, partial(table, project)
        yield stem + REPORT, partial(report, project)
    yield SUMMARY, lambda: pdf_report(summary_report(run, notes, entry), templates)


WRITERS: dict[str, Callable[[Run, Path | None, Findings, str], Documents]] = {
    "docx": _word,
    "xlsx": _excel,
    "pdf": _pdf,
}
KINDS = tuple(WRITERS)
"""The kinds of documents, as their files end."""
