"""Writing the cells of a workbook to be filled in: locked words, open cells, formulas, lists to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from engine.reports.documents.sheets import FONT, TEXT, Book, Look, Sheet
from engine.workbooks.collect.formulas import SHORT
from engine.workbooks.requested import Item, ItemKind

A3 = 8
OPEN = "#FFFBE0"
COMPUTED = "#EEF2F6"
FORMATS = {
    ItemKind.NUMBER: "General",
    ItemKind.PERCENT: "0.00%",
    ItemKind.MONEY: "#,##0.00",
    ItemKind.DATE: 'yyyy"年"m"月"d"日"',
    ItemKind.CHOICE: "@",
}
AS_TEXT = "@"
_HINTS = {
    ItemKind.PERCENT: "填百分比，如 93.5%。",
    ItemKind.DATE: "填完整日期，如 2024-12-31。",
    ItemKind.CHOICE: "请从下拉列表中选择。",
}
_TIERS = "所处比例可在“完成比例”写明"
_LONGEST_HINT = 250


def cell(row: int, column: int) -> str:
    """``H12`` for row 11, column 7."""
    return str(xl_rowcol_to_cell(row, column))


def column_name(column: int) -> str:
    """``H`` for column 7."""
    return str(xl_col_to_name(column))


def across_sheets(sheet: str, row: int, first: int, last: int, *, bottom: int | None = None) -> str:
    """A range of one row, or of the rows down to ``bottom``, on another sheet."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{xl_range_abs(row, first, row if bottom is None else bottom, last)}"


class SheetWriter:
    """One sheet that is being written, all of it locked but the cells that are opened."""

    def __init__(self, book: Book, name: str, widths: tuple[float, ...]) -> None:
        self._book = book
        self._formats: dict[tuple[str, bool], Format] = {}
        self.name = name
        self.sheet: Sheet = book.sheet(name, widths)
        self.raw: Worksheet = self.sheet.worksheet
        self.raw.set_paper(A3)
        self.raw.protect("", {"format_columns": True, "format_rows": True})

    def say(self, row: int, column: int, text: str, look: Look = TEXT, *, across: int = 1) -> None:
        """Locked words."""
        self.sheet.put(row, column, text, look, across=across)

    def fit(self, row: int, contents: dict[tuple[int, int], str], least: float = 18) -> None:
        """Set a row's height so that each text fits its columns, also where signs that begin no line are moved down."""
        roomy = {
            position: "\n".join(line + "　" * (len(line) // 12) for line in text.split("\n"))
            for position, text in contents.items()
        }
        self.sheet.height(row, roomy, least)

    def _format(self, number_format: str, is_open: bool) -> Format:
        key = (number_format, is_open)
        if key not in self._formats:
            wanted = {
                "font_name": FONT,
                "font_size": 10,
                "valign": "vcenter",
                "text_wrap": True,
                "border": 1,
                "num_format": number_format,
                "locked": not is_open,
                "bg_color": OPEN if is_open else COMPUTED,
            }
            self._formats[key] = self._book.workbook.add_format(wanted)
        return self._formats[key]

    def open(self, row: int, column: int, number_format: str = AS_TEXT, *, across: int = 1) -> None:
        """An empty cell to be filled in."""
        shape = self._format(number_format, True)
        if across > 1:
            self.raw.merge_range(row, column, row, column + across - 1, "", shape)
        else:
            self.raw.write_blank(row, column, None, shape)

    def open_below(self, column: int, width: float, number_format: str | None = None) -> None:
        """Every cell of a column that is not written is open, so that a list may be of any length."""
        shape = self._book.workbook.add_format(
            {"font_name": FONT, "font_size": 10, "locked": False, "num_format": number_format or AS_TEXT}
        )
        self.raw.set_column(column, column, width, shape)

    def hint(self, top: int, left: int, bottom: int, right: int, text: str) -> None:
        """Words that are shown beside each of some cells while it is being filled in."""
        self.raw.data_validation(top, left, bottom, right, {"validate": "any", "input_message": text[:_LONGEST_HINT]})

    def fill_number(self, row: int, column: int, number: int) -> None:
        """A number that stands in an open cell already."""
        self.raw.write_number(row, column, number, self._format("General", True))

    def input_cell(self, row: int, column: int, item: Item) -> None:
        """An open cell for an item, with its hint, its list to choose from, or its check that it is a day."""
        self.open(row, column, FORMATS[item.kind])
        unit = f"单位：{item.written_unit}；用其他单位时请一并写明。" if item.unit else "直接填写，可写明单位。"
        hint = _HINTS.get(item.kind, unit)
        if "：" in "".join(item.choices):  # each with what it gives
            hint = "；".join((*item.choices, _TIERS))[:_LONGEST_HINT]
        self.raw.data_validation(row, column, row, column, {**_validation(item), "input_message": hint})

    def choose(self, row: int, column: int, choices: Sequence[str], hint: str) -> None:
        """An open cell with a list to choose from; other words are refused."""
        self.open(row, column)
        wanted = {"validate": "list", "source": list(choices), "error_message": "请从下拉列表中选择，或留空。"}
        self.raw.data_validation(row, column, row, column, {**wanted, "input_message": hint[:_LONGEST_HINT]})

    def compute(self, row: int, column: int, formula: str, number_format: str = "General") -> None:
        """A locked cell with a live formula; its value is empty until a spreadsheet computes it."""
        self.raw.write_formula(row, column, formula, self._format(number_format, False), "")

    def link(self, row: int, column: int, sheet: str, at: str = "A1") -> None:
        """The name of a sheet, which leads there, or to a cell of it, which is then named too."""
        text = sheet if at == "A1" else f"{sheet} {at}"
        self.say(row, column, text)
        quoted = sheet.replace("'", "''")
        self.raw.write_url(row, column, f"internal:'{quoted}'!{at}", self._format("@", False), text)

    def hide_first_column(self) -> None:
        """Hide the column that tells the program which row is which."""
        self.raw.set_column(0, 0, None, None, {"hidden": True})

    def warn(self, top: int, bottom: int, column: int, check: str) -> None:
        """Cells of a column turn red while ``check`` (of the first row) says that a target is missed and they are empty."""
        empty = f"LEN(TRIM({cell(top, column)}))=0"
        red = self._book.workbook.add_format({"bg_color": "#F4B6B6"})
        rule = {"type": "formula", "criteria": f'=AND({check}="{SHORT}",{empty})', "format": red}
        self.raw.conditional_format(top, column, bottom, column, rule)


def _validation(item: Item) -> dict[str, object]:
    if item.kind is ItemKind.CHOICE:
        return {"validate": "list", "source": list(item.choices), "error_message": "请从下拉列表中选择，或留空。"}
    if item.kind is ItemKind.DATE:
        is_day = {"validate": "decimal", "criteria": ">=", "value": 32874}  # 1990-01-01
        return {**is_day, "error_type": "warning", "error_message": "请填完整日期，如 2024-12-31。"}
    return {"validate": "any"}
