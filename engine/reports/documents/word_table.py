"""The official table as a Word file, from the template ``selfeval-table.docx``.

The template's values are the fields of :class:`engine.reports.documents.form.Form`; an office changes fonts, widths, logo
and texts in Word itself.
"""

from __future__ import annotations

from pathlib import Path

from engine.reports.documents.form import Form
from engine.reports.documents.word_filling import fillable

TEMPLATE = "selfeval-table.docx"
NEEDED = ("name", "rows", "total", "remarks")


def word_table(form: Form, templates: Path | None = None) -> bytes:
    """The table of one project as the bytes of a ``.docx``.

    :raises TemplateError: if the template cannot be used.
    """
    return fillable(TEMPLATE, templates, NEEDED).document(form._asdict())
