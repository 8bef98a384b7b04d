"""Several assessors side by side as an Excel workbook: a sheet for each question that is asked of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

from engine.language.rendering import chinese
from engine.reports.documents.blocks import Cell
from engine.reports.documents.sheets import HEAD, NUMBER, TEXT, TITLE, Book
from engine.reports.figures import NOTHING, Figure, count, known, percent, points, weight
from engine.runs.assessors import Agreement, Assessors, Deviation, Line, Opinion, cause_words, names_of, who_and_why
from engine.runs.differences import KINDS, Change, Kind

NAME = "评分人对照"
PAGE = 136
"""The width of a landscape page in columns' units."""

HEADINGS = {
    "totals": ("项目编码", "项目名称", "实施单位"),
    "lines": ("项目编码", "一级指标", "二级指标", "三级指标"),
    "deviations": (
        "偏差",
        "项目名称",
        "实施单位",
        "指标",
        "基准得分",
        "基准分值",
        "对方",
        "对方得分",
        "对方分值",
        "原因",
        "说明",
    ),
    "agreements": (
        "甲",
        "乙",
        "双方均定级",
        "等级相同",
        "一致率",
        "甲高于乙",
        "甲低于乙",
        "总分平均差",
        "平均相差",
        "未定级",
    ),
    "talks": ("实施单位", "项目名称", "指标", "偏差", "沟通事项"),
}
WIDTHS = {
    "项目编码": 24,
    "项目名称": 32,
    "实施单位": 28,
    "指标": 22,
    "三级指标": 26,
    "说明": 60,
    "沟通事项": 70,
    "原因": 16,
}
Row = Sequence[Cell]

IN_A_FOOT = 4


def assessors_workbook(found: Assessors, lines: Iterable[Line], entries: Sequence[str] = ()) -> bytes:
    """The comparison as the bytes of an ``.xlsx``; texts stay texts, points are exact numbers.

    ``entries`` are the ledger's entries of the runs, for the foot of each sheet: as many as it takes.
    """
    names = names_of(found.columns)
    book, foot = Book(NAME), _foot(entries)
    _sheet(book, foot, "总分与等级", (*HEADINGS["totals"], *_twice(names, "总分", "等级")), _totals(found))
    _sheet(book, foot, "逐项得分", (*HEADINGS["lines"], *_twice(names, "得分", "分值")), map(_line, lines))
    _sheet(book, foot, "偏差排序", HEADINGS["deviations"], [_deviation(one, names) for one in found.deviations])
    generous = [_deviation(one, names) for one in found.deviations if one.generous]
    _sheet(book, foot, "自评偏高", HEADINGS["deviations"], generous)
    _sheet(book, foot, "等级一致性", HEADINGS["agreements"], [_agreement(one, names) for one in found.agreements])
    _sheet(book, foot, "沟通清单", HEADINGS["talks"], _questions(found))
    return book.close()


def _twice(names: Sequence[str], *what: str) -> list[str]:
    return [f"{name}{one}" for name in names for one in what]


def _foot(entries: Sequence[str]) -> str:
    """Excel takes 255 characters in a foot; what does not fit is said to be left out."""
    some = entries if len(entries) <= IN_A_FOOT else (*entries[:IN_A_FOOT], f"等 {len(entries)} 条")
    return "；".join(some)


def _sheet(book: Book, foot: str, name: str, headings: Sequence[str], rows: Iterable[Row]) -> None:
    """A sheet with its title, its headings and its rows; long texts get the room that is left by the others."""
    parts = [WIDTHS.get(heading, 10) for heading in headings]
    widths = tuple(max(9.0, round(PAGE * part / sum(parts), 1)) for part in parts)
    sheet = book.sheet(name, widths)
    sheet.put(0, 0, name, TITLE, across=len(widths))
    sheet.worksheet.set_row(0, 32)
    sheet.worksheet.freeze_panes(2, 0)
    if foot:
        sheet.foot(foot)
    sheet.line(1, headings, [HEAD] * len(widths))
    for row, cells in enumerate(rows, start=2):
        sheet.line(row, cells, [NUMBER if isinstance(cell, Figure) else TEXT for cell in cells])


def _totals(found: Assessors) -> list[Row]:
    return [
        (
            one.project,
            one.name,
            one.unit,
            *(
                cell
                for total, grade in zip(one.totals, one.grades, strict=True)
                for cell in (Figure(total, _number(total)), chinese(grade))
            ),
        )
        for one in found.totals
    ]


def _number(total: str) -> Decimal | None:
    """A total as a number; None where it is a range or there is none."""
    try:
        return Decimal(total)
    except InvalidOperation:
        return None


def _line(line: Line) -> Row:
    return line.project, line.level1, line.level2, line.name, *(cell for one in line.opinions for cell in _points(one))


def _points(one: Opinion) -> tuple[Figure, Figure]:
    """Points and weight as one run has them."""
    if one.weight is None:
        return NOTHING, NOTHING
    return points(one.points), weight(one.weight)


def _deviation(one: Deviation, names: Sequence[str]) -> Row:
    return (
        points(one.points),
        one.project_name,
        one.unit,
        one.name,
        *_points(one.base),
        names[one.column],
        *_points(one.other),
        chinese(tuple(KINDS[kind] for kind in one.causes)),
        "\n".join([*map(_cause, one.why), *(f"计算 {side.formula}" for side in (one.base, one.other) if side.formula)]),
    )


def _cause(change: Change) -> str:
    note = "，".join(filter(None, (chinese(who_and_why(change)), change.evidence)))
    known = f"{chinese(KINDS[change.kind])} {chinese(cause_words(change))}"
    return f"{known}（{note}）" if note and change.kind is not Kind.WEIGHT else known


def _agreement(one: Agreement, names: Sequence[str]) -> Row:
    return (
        names[one.first],
        names[one.second],
        count(one.projects),
        count(one.same),
        percent(one.share),
        count(one.higher),
        count(one.lower),
        known(one.mean),
        known(one.mean_apart),
        count(one.open),
    )


def _questions(found: Assessors) -> list[Row]:
    return [
        (talk.unit, topic.project_name, topic.name, points(topic.points), chinese(topic.text))
        for talk in found.talks
        for topic in talk.topics
    ]
