"""The same documents as PDF, set by typst (https://typst.app) from the templates ``*.typ``.

typst comes as one Python package, needs no other program and sets vector charts as vectors. Values reach a template
as JSON: a text is never read as markup. The same run gives the same bytes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from engine.reports.documents.blocks import Block, Heading, Paragraph, Picture, Report, Signing, Table
from engine.reports.documents.charts import draw
from engine.reports.documents.confined import confined
from engine.reports.documents.fonts import folders, sans, serif
from engine.reports.documents.template_files import find_template, is_shipped
from engine.reports.documents.typesetting import Values, set_pdf
from engine.reports.figures import Figure
from engine.reports.table import OfficialTable
from engine.reports.text import legal

TABLE = "selfeval-table.typ"
REPORT = "report.typ"


def pdf_table(table: OfficialTable, templates: Path | None = None) -> bytes:
    """The official table of one project.

    :raises FontError: if there is no font with Chinese characters.
    :raises TemplateError: if the template cannot be used.
    """
    return _set(find_template(TABLE, templates), _plain(table), {})


def pdf_report(report: Report, templates: Path | None = None) -> bytes:
    """A report, with its charts as vectors.

    :raises FontError: if there is no font with Chinese characters.
    :raises TemplateError: if the template cannot be used.
    """
    charts: dict[str, bytes] = {}
    values = {**report._asdict(), "blocks": [_block(block, charts) for block in report.blocks]}
    return _set(find_template(REPORT, templates), _plain(values), charts)


def _set(template: Path, values: dict[str, Any], charts: dict[str, bytes]) -> bytes:
    data = json.dumps({**values, "serif": [serif(), sans()], "sans": [sans(), serif()]}, ensure_ascii=False).encode()
    fonts = tuple(map(Path.absolute, folders()))
    if is_shipped(template):
        return set_pdf(template, Values(data, charts), fonts, template.parent)
    return confined(template, "pdf", data, charts, fonts)


def _block(block: Block, charts: dict[str, bytes]) -> dict[str, Any]:
    kinds = {Heading: "heading", Paragraph: "paragraph", Table: "table", Picture: "picture", Signing: "signing"}
    values = {"kind": kinds[type(block)], **block._asdict()}
    if isinstance(block, Picture):
        drawing = draw(block.chart)
        file = f"chart{len(charts) + 1}.svg"
        charts[file] = drawing.svg
        return {**values, "chart": None, "file": file, "width": drawing.width}
    if isinstance(block, Paragraph):
        return {**values, "leads": block.leads}
    if isinstance(block, Table):
        return {**values, "stays_whole": block.stays_whole}
    return values


def _plain(value: Any) -> Any:
    """A value as JSON has it: figures as their texts, named tuples as objects."""
    if isinstance(value, Figure | str):
        return legal(str(value))
    if hasattr(value, "_asdict"):
        return _plain(value._asdict())
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
