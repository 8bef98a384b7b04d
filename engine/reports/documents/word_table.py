"""The official table as a Word file, from the template ``selfeval-table.docx``.

The template's values are the fields of :class:`engine.reports.table.OfficialTable`; an office changes fonts, widths, logo
and texts in Word itself.
"""

from __future__ import annotations

from pathlib import Path

from engine.reports.documents.word_filling import fillable
from engine.reports.table import OfficialTable

TEMPLATE = "selfeval-table.docx"
NEEDED = ("name", "rows", "total", "remarks")


def word_table(table: OfficialTable, templates: Path | None = None) -> bytes:
    """The table of one project as the bytes of a ``.docx``.

    :raises TemplateError: if the template cannot be used.
    """
    return fillable(TEMPLATE, templates, NEEDED).document(table._asdict())
