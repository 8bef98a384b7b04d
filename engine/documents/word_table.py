"""The official table as a Word file, from the template ``selfeval-table.docx``.

The template's values are the fields of :class:`engine.documents.form.Form`; an office changes fonts, widths, logo
and texts in Word itself.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from engine.documents.form import form_of
from engine.documents.package import write_parts
from engine.documents.template_files import find_template
from engine.documents.word_template import WordTemplate
from engine.record import ProjectScore, Run

TEMPLATE = "selfeval-table.docx"


def word_table(run: Run, project: ProjectScore, templates: Path | None = None) -> bytes:
    """The table of one project as the bytes of a ``.docx``.

    :raises TemplateError: if the template cannot be used.
    """
    filled = _template(find_template(TEMPLATE, templates)).fill(form_of(run, project)._asdict())
    return write_parts(filled)


@cache
def _template(path: Path) -> WordTemplate:
    return WordTemplate(path)
