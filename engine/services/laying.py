"""A folder laid for a year: its ledger, its folders, blank forms, and a sheet that says what to do in which order."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from engine.actuals.evidence import FOLDER as EVIDENCE
from engine.files.writing import make_folder, write_whole
from engine.language.findings import Value
from engine.reports.documents import blank_form, year_sheet
from engine.reports.documents.blank_form_excel import blank_workbook
from engine.reports.documents.blank_form_word import blank_document
from engine.reports.documents.word_report import word_report
from engine.services.errors import LaidAlreadyError, UnwritableError
from engine.services.ledger import opened

LEDGER = "jixiao.db"
FOLDERS = ("申报表", "填报", EVIDENCE, "报送材料")


class Laying(Value):
    """A folder to lay, made where it is not there; ``year`` stands in the blank forms where it is known."""

    folder: Path
    year: int | None = None


class Laid(NamedTuple):
    """What was laid into which folder."""

    folder: Path
    folders: tuple[Path, ...]
    files: tuple[Path, ...]


def lay_out(request: Laying) -> Laid:
    """Lays the folder; folders that are there stay as they are, and no file is replaced.

    :raises LaidAlreadyError: if a file of those is there; nothing is written then.
    :raises UnwritableError: if the folder cannot be written.
    :raises LedgerError: if the ledger cannot be made.
    """
    folder, ledger = request.folder, request.folder / LEDGER
    contents = {folder / name: content for name, content in _contents(request.year).items()}
    standing = [file.name for file in (ledger, *contents) if file.exists()]
    if standing:
        raise LaidAlreadyError(folder, standing)
    folders = tuple(folder / name for name in FOLDERS)
    try:
        for one in (folder, *folders):
            make_folder(one)
        for file, content in contents.items():
            write_whole(file, content, is_new=True)
    except OSError as error:
        raise UnwritableError(error.filename or folder, error) from error
    with opened(str(ledger), is_new=True):
        return Laid(folder, folders, (*contents, ledger))


def _contents(year: int | None) -> dict[str, bytes]:
    """The documents by the names of their files."""
    return {
        f"{year_sheet.FILE}.docx": word_report(year_sheet.year_sheet(year)),
        f"{blank_form.FILE}.docx": blank_document(year),
        f"{blank_form.FILE}.xlsx": blank_workbook(year),
    }
