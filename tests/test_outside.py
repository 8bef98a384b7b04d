"""Records of another year than the one they are recorded for are said: last year's list is easily given once more."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from engine.actuals import Actual, Budget, ProjectActuals
from engine.actuals.outside import of_other_years
from engine.actuals.records import Event, Point
from engine.language.findings import Source
from tests.formtext import form, write
from tests.recorded import read_actuals
from tests.test_store import forms

HERE = Source(file="a.yaml", line=1)


def recorded(of_year: int, **said: Any) -> ProjectActuals:
    actual = Actual(code="01", indicator="在线率", source=HERE, **said)
    return ProjectActuals(project="4401", of_year=of_year, actuals=(actual,), source=HERE)


def days(*texts: str) -> tuple[Point, ...]:
    return tuple(Point(at=date.fromisoformat(text), value="98%", line=2) for text in texts)


def event(start: str, end: str | None) -> Event:
    came = None if end is None else datetime.fromisoformat(end)
    return Event(name="工单", start=datetime.fromisoformat(start), ends={"": came}, line=2)


@pytest.mark.parametrize(
    ("said", "count", "first"),
    [
        ({"series": days("2024-03-01", "2024-03-02")}, "2", "2024-03-01"),
        ({"series": days("2024-12-31", "2025-01-01")}, "1", "2024-12-31"),
        ({"events": (event("2024-03-01 08:00", "2024-03-01 09:00"), event("2025-03-01", None))}, "1", "2024-03-01"),
        ({"events": (event("2026-01-02", None),)}, "1", "2026-01-02"),
        ({"periods": {"2024-01": "90%", "2025-02": "91%"}}, "1", "2024-01"),
        ({"periods": {"2024年第一季度": {"已采纳": "9"}}}, "1", "2024年第一季度"),
    ],
)
def test_what_lies_outside_the_year_is_counted_and_quoted(said: dict[str, Any], count: str, first: str) -> None:
    (found,) = of_other_years(recorded(2025, **said))
    assert (found.code, found.source) == ("records-other-year", HERE)
    assert (found.text("count"), found.text("text"), found.text("year")) == (count, first, "2025")


@pytest.mark.parametrize(
    "said",
    [
        {"series": days("2025-01-01", "2025-12-31")},
        {"events": (event("2024-12-31 23:00", "2025-01-01 01:00"), event("2024-12-30", None))},
        {"events": (event("2025-12-31 23:00", "2026-01-01 01:00"),)},
        {"periods": {"1月": "90%", "2025-02": "91%", "第20241批": "91%", "2024—2025": "92%"}},
        {"value": "2024份"},
        {"inputs": {"2024年": "3"}},
        {"budget": Budget(executed="2024")},
    ],
)
def test_what_reaches_into_the_year_or_bears_no_year_is_not(said: dict[str, Any]) -> None:
    assert of_other_years(recorded(2025, **said)) == ()


def test_a_declaration_without_a_year_has_no_other() -> None:
    assert of_other_years(recorded(0, series=days("2024-03-01"))) == ()


def test_a_file_of_last_year_s_list_says_so_where_it_is_recorded(tmp_path: Path) -> None:
    write(tmp_path / "工单.csv", "开始,结束\n2024-03-01 08:00,2024-03-01 09:00\n2025-03-01 08:00,2025-03-01 09:00\n")
    file = write(
        tmp_path / "a.yaml",
        'project: "4401"\nyear: 2025\nactuals:\n'
        "  - {indicator: 报告采纳率, events: {file: 工单.csv, start: 开始, end: 结束}}\n",
    )
    (project,) = forms(form())
    _, findings = read_actuals([str(file)], {"4401": project.model_copy(update={"year": 2025})})
    assert [(one.code, one.text("count"), one.text("all")) for one in findings] == [("records-other-year", "1", "2")]
