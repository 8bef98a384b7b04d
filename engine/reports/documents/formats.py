"""What draws each kind of document. A kind's modules, and the libraries they need, are imported when it is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from engine.language.findings import Findings
from engine.reports.documents.blocks import Report
from engine.reports.table import OfficialTable
from engine.runs.record import Run


class Format(NamedTuple):
    """What draws the documents of a kind; ``templates`` is the folder of an office's own, for kinds that have some."""

    table: Callable[[OfficialTable, Path | None], bytes]
    report: Callable[[Report, Path | None], bytes] | None = None
    """None where the kind has no reports of projects; then the summary is no report either."""
    summary: Callable[[Run, Findings, str], bytes] | None = None
    """What the set comes to, from the run, the notes and the entry; None where it is the report of the set."""


def _word() -> Format:
    from engine.reports.documents.word_report import word_report
    from engine.reports.documents.word_table import word_table

    return Format(word_table, word_report)


def _excel() -> Format:
    from engine.reports.documents.summary_workbook import summary_workbook
    from engine.reports.documents.workbook import workbook

    return Format(lambda table, _: workbook(table), summary=summary_workbook)


def _pdf() -> Format:
    from engine.reports.documents.pdf import pdf_report, pdf_table

    return Format(pdf_table, pdf_report)


FORMATS: dict[str, Callable[[], Format]] = {"docx": _word, "xlsx": _excel, "pdf": _pdf}
"""By how their files end."""
