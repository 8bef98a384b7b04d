"""The official table as a Word file, from the template ``selfeval-table.docx``.

The template's values are the fields of :class:`engine.documents.form.Form`; an office changes fonts, widths, logo
and texts in Word itself.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from engine.documents.form import Form
from engine.documents.package import write_parts
from engine.documents.template_files import find_template
from engine.documents.word_template import WordTemplate

TEMPLATE = "selfeval-table.docx"
NEEDED = ("name", "rows", "total", "remarks")


def word_table(form: Form, templates: Path | None = None) -> bytes:
    """The table of one project as the bytes of a ``.docx``.

    :raises TemplateError: if the template cannot be used.
    """
    filled = _template(find_template(TEMPLATE, templates)).fill(form._asdict())
    return write_parts(filled)


@cache
def _template(path: Path) -> WordTemplate:
    return WordTemplate(path, NEEDED)
