"""Reports as Word files, from the template ``report.docx``.

The template holds the page, the styles and the tags ``title``, ``subtitle``, ``draft``, ``body`` and ``footer``; an office
changes all looks in Word itself.
"""

from __future__ import annotations

from pathlib import Path

from engine.reports.documents.blocks import Report
from engine.reports.documents.word_blocks import body_of
from engine.reports.documents.word_filling import fillable

TEMPLATE = "report.docx"
NEEDED = ("title", "body")


def word_report(report: Report, templates: Path | None = None) -> bytes:
    """A report as the bytes of a ``.docx``.

    :raises TemplateError: if the template cannot be used.
    :raises FontError: if there are charts and no font with Chinese characters is installed.
    """
    template = fillable(TEMPLATE, templates, NEEDED)
    body = body_of(report.blocks, template.styles)
    values = {
        "title": report.title,
        "subtitle": report.subtitle,
        "draft": report.draft,
        "footer": report.footer,
        "body": body.xml,
    }
    return template.document(values, body.charts)
