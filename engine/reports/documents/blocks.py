"""A report as a value: headings, paragraphs, tables and charts in their order. Word and PDF draw the same blocks."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from engine.reports.figures import Figure

Cell = str | Figure


class Heading(NamedTuple):
    """A heading; level 1 is the highest."""

    text: str
    level: int = 1


class Paragraph(NamedTuple):
    """A paragraph; a note is set smaller."""

    text: str
    is_note: bool = False

    @property
    def leads(self) -> bool:
        """Whether it says what comes next, so that it must not be the last on a page."""
        return self.text.endswith("：")


FEW_ROWS = 8
"""A table of so many rows is not broken over two pages."""


class Table(NamedTuple):
    """A table under its caption. ``widths`` are relative; ``aligns`` has a letter a column: l, c or r."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    aligns: str

    @property
    def stays_whole(self) -> bool:
        """Whether it is so short that it goes onto one page."""
        return len(self.rows) <= FEW_ROWS


class Bar(NamedTuple):
    """A bar of a chart: its length, the text at its end, and the whole it is a part of, where it is one."""

    label: str
    value: Decimal
    text: str
    whole: Decimal | None = None


class Bars(NamedTuple):
    """A chart of horizontal bars, the first on top."""

    bars: tuple[Bar, ...]
    axis: str


class Dot(NamedTuple):
    """A point of a chart; those that are marked stand out."""

    x: Decimal
    y: Decimal
    is_marked: bool = False


class Dots(NamedTuple):
    """A chart of points over two axes."""

    dots: tuple[Dot, ...]
    x_axis: str
    y_axis: str
    legend: tuple[str, str]
    """What an unmarked and what a marked point is."""


Chart = Bars | Dots


class Picture(NamedTuple):
    """A chart above its caption."""

    caption: str
    chart: Chart


class Signing(NamedTuple):
    """The labels of what is written by hand at the end, each line of them with room behind each."""

    lines: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Table | Picture | Signing


class Report(NamedTuple):
    """A whole report. The footer leads back to the run; ``draft`` is the mark for every page of one that is a draft."""

    title: str
    subtitle: str
    draft: str
    footer: str
    blocks: tuple[Block, ...]
