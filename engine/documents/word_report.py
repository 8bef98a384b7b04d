"""Reports as Word files, from the template ``report.docx``.

The template holds the page, the styles and the tags ``title``, ``subtitle``, ``body`` and ``footer``; an office
changes all looks in Word itself.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from engine.documents.blocks import Report
from engine.documents.package import write_parts
from engine.documents.template_files import find_template
from engine.documents.word_blocks import body_of, style_ids
from engine.documents.word_charts import with_charts
from engine.documents.word_template import WordTemplate

TEMPLATE = "report.docx"
NEEDED = ("title", "body")


def word_report(report: Report, templates: Path | None = None) -> bytes:
    """A report as the bytes of a ``.docx``.

    :raises TemplateError: if the template cannot be used.
    :raises FontError: if there are charts and no font with Chinese characters is installed.
    """
    prepared = _template(find_template(TEMPLATE, templates))
    body = body_of(report.blocks, style_ids(prepared.parts["word/styles.xml"]))
    values = {"title": report.title, "subtitle": report.subtitle, "footer": report.footer, "body": body.xml}
    return write_parts(with_charts(prepared.fill(values), body.charts))


@cache
def _template(path: Path) -> WordTemplate:
    return WordTemplate(path, NEEDED)
