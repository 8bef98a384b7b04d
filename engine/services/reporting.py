"""The documents of a run: which are written, where, after which templates."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

from engine.files.crashes import Failed
from engine.language.findings import Findings, Value
from engine.reports.documents import DocumentError, count_documents, write_documents
from engine.reports.html import shelf, write_html
from engine.services.errors import TemplateError, UnwritableError
from engine.services.progress import Begin, quiet
from engine.services.runs import Shown


class Reporting(Value):
    """Documents of some kinds into a folder; ``templates`` is a folder with other ones than those that ship."""

    kinds: tuple[Literal["html", "docx", "xlsx", "pdf"], ...] = ("html",)
    out: Path
    templates: Path | None = None


class Reported(NamedTuple):
    """The files that were written, into which folder, and which to open first."""

    files: tuple[Path, ...]
    folder: Path
    first: Path


def write_reports(
    shown: Shown, notes: Findings, request: Reporting, begin: Begin = quiet, failed: Failed | None = None
) -> Reported:
    """Writes the documents of a run; where the ledger holds several years, into a folder of its year.

    ``notes`` stand in every document; what the program fails on is told ``failed``, and the others are written.

    :raises TemplateError: if a template cannot be used, or no font with Chinese characters is installed.
    :raises UnwritableError: if the folder cannot be written.
    """
    run, out = shown.run, shelf(request.out, shown.run.year, shown.years)
    office = tuple(kind for kind in request.kinds if kind != "html")
    pages = len(run.projects) + 1 if "html" in request.kinds else 0
    progress = begin(pages + count_documents(run, office))
    try:
        html = write_html(run, out, progress, notes, shown.entry, failed) if pages else ()
        documents = write_documents(run, out, office, progress, request.templates, notes, shown.entry, failed)
    except DocumentError as error:
        raise TemplateError(error.content) from error
    except OSError as error:
        raise UnwritableError(error.filename or out, error) from error
    files = (*html, *documents)
    return Reported(files, out, next((one for one in files if one.name == "index.html"), files[-1] if files else out))
