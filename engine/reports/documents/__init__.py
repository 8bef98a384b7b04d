"""Documents to hand in: a run as Word, Excel and PDF files.

For each project the official table (``<code>.docx``, ``.xlsx``, ``.pdf``) and the self-evaluation report
(``<code>-report.docx``, ``.pdf``); for the set ``summary.docx``, ``.xlsx``, ``.pdf``. All are made from the run and
nothing else, and the same run gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import chain
from pathlib import Path

from engine.files.crashes import Failed
from engine.language.findings import Findings
from engine.reports.documents.blocks import Report
from engine.reports.documents.errors import DocumentError
from engine.reports.documents.formats import FORMATS
from engine.reports.documents.project_report import project_report
from engine.reports.documents.summary_report import summary_report
from engine.reports.file_names import REPORT, SUMMARY, stems
from engine.reports.table import official_table
from engine.reports.writing import Documents, Progress, write_each
from engine.runs.record import ProjectScore, Run

__all__ = ["KINDS", "DocumentError", "count_documents", "write_documents"]

KINDS = tuple(FORMATS)
"""The kinds of documents, as their files end."""


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

    Templates are looked for in the folder ``templates`` first, then among the shipped ones.

    :raises OSError: if the folder cannot be written.
    :raises DocumentError: if a template cannot be used, or no font with Chinese characters is installed.
    """
    documents = chain.from_iterable(_documents(kind, run, templates, notes, entry) for kind in kinds)
    return write_each(run, out, documents, progress, failed, DocumentError)


def _documents(kind: str, run: Run, templates: Path | None, notes: Findings, entry: str) -> Documents:
    draw = FORMATS[kind]()

    def table(project: ProjectScore) -> bytes:
        return draw.table(official_table(run, project, notes, entry), templates)

    def report(make: Callable[[], Report]) -> bytes:
        assert draw.report is not None
        return draw.report(make(), templates)

    for stem, project in zip(stems(run), run.projects, strict=True):
        yield f"{stem}.{kind}", partial(table, project)
        if draw.report:
            yield f"{stem}{REPORT}.{kind}", partial(report, partial(project_report, run, project, notes, entry))
    if draw.summary:
        yield f"{SUMMARY}.{kind}", partial(draw.summary, run, notes, entry)
    else:
        yield f"{SUMMARY}.{kind}", partial(report, partial(summary_report, run, notes, entry))
