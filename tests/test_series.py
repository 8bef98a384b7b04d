"""Series and events from CSV: dates and times as people and systems write them, every faulty row named."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.actuals.moments import is_unclosed, kept_until, read_date, read_moment
from engine.actuals.series import EventsFile, SeriesFile, read_events, read_series
from engine.language.findings import Findings
from tests.formtext import write

SERIES = SeriesFile(file="a.csv")
EVENTS = EventsFile(file="a.csv", start="开始", end="完成")


def places(findings: Findings) -> list[tuple[str, str]]:
    return [(one.code, Path(str(one.source)).name) for one in findings]


def series(text: str, folder: Path, named: SeriesFile = SERIES) -> tuple[list[tuple[str, str, int]], Findings]:
    write(folder / "a.csv", text)
    days, findings = read_series(named, folder)
    return [(point.at.isoformat(), point.value, point.line) for point in days.series], findings


def events(text: str, folder: Path, named: EventsFile = EVENTS) -> tuple[list[tuple[str, ...]], Findings]:
    write(folder / "a.csv", text)
    found, findings = read_events(named, folder)
    times = [(one.name, f"{one.start:%m-%d %H:%M:%S}", *map(str, one.ends.values())) for one in found.events]
    return times, findings


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-01",
        "2024-3-1",
        "2024/3/1",
        "2024.03.01",
        "2024年3月1日",
        " 2024-03-01 ",
        "２０２４-０３-０１",
        "2024年03月01日",
    ],
)
def test_dates_as_people_write_them(text: str) -> None:
    assert read_date(text) == date(2024, 3, 1)


@pytest.mark.parametrize(
    "text", ["", "3月1日", "2024年3月", "2024-02-30", "2024-13-01", "20240301", "03-01-2024", "昨天", "2024-03-01 8:30"]
)
def test_what_is_no_full_date(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-03-01 08:30", datetime(2024, 3, 1, 8, 30)),
        ("2024-03-01T08:30:15", datetime(2024, 3, 1, 8, 30, 15)),
        ("2024/3/1 8:30", datetime(2024, 3, 1, 8, 30)),
        ("2024年3月1日 08：30", datetime(2024, 3, 1, 8, 30)),
        ("2024-03-01 08:30:00.000", datetime(2024, 3, 1, 8, 30)),
        ("2024-03-01", datetime(2024, 3, 1)),
        ("2024-03-01 23:59:59", datetime(2024, 3, 1, 23, 59, 59)),
    ],
)
def test_moments_as_systems_write_them(text: str, moment: datetime) -> None:
    assert read_moment(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "08:30",
        "2024-03-01 24:00",
        "2024-03-01 08:60",
        "2024-02-30 08:00",
        "2024-03-01 8:30 PM",
        "2024-03-01 08:30+08:00",
        "2024-03-01 08:30:00.5",
        "2024-03-01 上午",
        "2024-03-01 08:30 2024-03-02 08:30",
    ],
)
def test_what_is_no_moment_is_not_made_into_one(text: str) -> None:
    assert read_moment(text) is None


def test_points_come_in_date_order_with_their_lines(tmp_path: Path) -> None:
    points, findings = series("日期,在线率\n2024-01-02,98%\n\n2024-01-01, 97% \n,,\n", tmp_path)
    assert points == [("2024-01-01", "97%", 4), ("2024-01-02", "98%", 2)]
    assert not findings


def test_columns_are_found_by_name_in_any_order(tmp_path: Path) -> None:
    named = SeriesFile(file="a.csv", date="日期", value="在线率")
    points, findings = series("备注, 在线率 ,日期\n无,98%,2024-01-01\n", tmp_path, named)
    assert points == [("2024-01-01", "98%", 2)]
    assert not findings


def test_cells_in_quotation_marks_keep_commas_and_line_breaks(tmp_path: Path) -> None:
    points, findings = series('日期,数量,备注\n2024-01-01,"1,234","一\n二"\n2024-01-02,5,三\n', tmp_path)
    assert points == [("2024-01-01", "1,234", 2), ("2024-01-02", "5", 4)]
    assert not findings


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_table_as_excel_saves_it_is_read(encoding: str, tmp_path: Path) -> None:
    write(tmp_path / "a.csv", "日期,在线率\r\n2024/1/1,98%\r\n", encoding)
    days, findings = read_series(SERIES, tmp_path)
    assert [(point.at, point.line) for point in days.series] == [(date(2024, 1, 1), 2)]
    assert not findings


def test_a_table_in_an_old_encoding_is_read_and_said(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", "日期,在线率\n2024-01-01,98%\n", "gb18030")
    days, findings = read_series(SeriesFile(file="a.csv", value="在线率"), tmp_path)
    assert len(days.series) == 1
    assert places(findings) == [("encoding-gb18030", "a.csv")]


@pytest.mark.parametrize(
    ("rows", "code", "place", "says"),
    [
        (
            "去年,98%\n",
            "series-date",
            "a.csv:3",
            "“去年” is no date; write 2024-03-01 (until then the indicator stays open)",
        ),
        (",98%\n", "series-date", "a.csv:3", "“” is no date"),
        ("2024-02-30,98%\n", "series-date", "a.csv:3", "“2024-02-30” is no date"),
        ("2024-01-03,1,234\n", "csv-cells", "a.csv:3", "the row has 3 cells, the head 2; a comma inside a cell?"),
    ],
)
def test_a_faulty_row_is_named_and_the_others_are_kept(
    rows: str, code: str, place: str, says: str, tmp_path: Path
) -> None:
    points, findings = series(f"日期,在线率\n2024-01-01,97%\n{rows}2024-01-02,99%\n", tmp_path)
    assert places(findings) == [(code, place)]
    assert says in findings[0].message
    assert [(day, value) for day, value, _ in points] == [("2024-01-01", "97%"), ("2024-01-02", "99%")]
    (lost,) = read_series(SERIES, tmp_path)[0].unread
    assert (lost.sort, lost.source.line, lost.text, lost.label) == ("day", 3, rows.strip(), "")


@pytest.mark.parametrize("day", ["2024-01-01", "2024/1/1", "2024年1月1日"])
def test_a_day_with_two_values_is_not_known_and_one_with_the_same_twice_is(day: str, tmp_path: Path) -> None:
    text = f"日期,在线率\n2024-01-01,97%\n{day},98%\n2024-01-02,99%\n"
    points, findings = series(text, tmp_path)
    assert places(findings) == [("series-repeated", "a.csv:3")]
    assert [(on, value) for on, value, _ in points] == [("2024-01-02", "99%")]
    (lost,) = read_series(SERIES, tmp_path)[0].unread
    assert (lost.label, lost.text) == ("2024-01-01", "97%、98%")

    points, findings = series(text.replace("98%", "97%"), tmp_path)
    assert places(findings) == [("series-twice", "a.csv:3")]
    assert len(points) == 2
    assert not read_series(SERIES, tmp_path)[0].unread


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("日期，在线率\n2024-01-01，97%\n2024-01-02，98%\n", 3),
        ("日期,在线率\n2024-01-01,97%\n2024-01-02，98%\n", 1),
        ("日期,在线率,备注\n2024-01-01，97%，雨\n2024-01-02,98%，晴，有风\n", 1),
    ],
)
def test_full_width_commas_part_cells_where_they_fit_and_are_said(text: str, count: int, tmp_path: Path) -> None:
    points, findings = series(text, tmp_path)
    assert points[0][:2] == ("2024-01-01", "97%")
    assert findings[0].code == "csv-commas"
    assert findings[0].values["count"] == str(count)


def test_a_full_width_comma_within_a_number_or_a_sentence_parts_nothing(tmp_path: Path) -> None:
    points, findings = series("日期,数量,备注\n2024-01-01,1，234\n2024-01-02,5,好，很好\n", tmp_path)
    assert points == [("2024-01-01", "1，234", 2), ("2024-01-02", "5", 3)]
    assert not findings


@pytest.mark.parametrize("line", ["合计,196%", "平均值，98%", "总 计,"])
def test_a_line_that_adds_up_the_others_is_no_day(line: str, tmp_path: Path) -> None:
    points, findings = series(f"日期,在线率\n2024-01-01,97%\n2024-01-02,99%\n{line}\n", tmp_path)
    assert len(points) == 2
    assert findings[-1].code == "csv-summary"
    assert not read_series(SERIES, tmp_path)[0].unread


@pytest.mark.parametrize("day", ["3月2日", "3月2号", "３月２日", "3-2", "03/02"])
def test_a_day_without_its_year_is_of_the_year_of_the_record(day: str, tmp_path: Path) -> None:
    write(tmp_path / "a.csv", f"日期,在线率\n{day},97%\n")
    days, findings = read_series(SERIES, tmp_path, 2024)
    assert [str(point.at) for point in days.series] == ["2024-03-02"]
    assert places(findings) == [("date-year-taken", "a.csv:2")]
    days, findings = read_series(SERIES, tmp_path)
    assert places(findings) == [("series-date", "a.csv:2")]
    assert len(days.unread) == 1


def test_a_row_without_its_last_cell_has_an_empty_value(tmp_path: Path) -> None:
    points, findings = series("日期,在线率\n2024-01-01\n", tmp_path)
    assert points == [("2024-01-01", "", 2)]
    assert not findings


@pytest.mark.parametrize(
    ("text", "named", "said"),
    [
        ("", SERIES, ("csv-empty", "a.csv:1", "the table has no rows")),
        ("日期,在线率\n", SERIES, ("csv-empty", "a.csv:1", "the table has no rows")),
        ("日期,在线率\n,\n", SERIES, ("csv-empty", "a.csv:1", "the table has no rows")),
        (
            "日期,在线率\n2024-01-01,98%\n",
            SeriesFile(file="a.csv", value="在线律"),
            ("column-missing", "a.csv:1", "the file has no column “在线律”; its columns are 日期, 在线率"),
        ),
        (
            "日期\n2024-01-01\n",
            SERIES,
            ("table-other", "a.csv:1", "no table with the columns that are asked for (value)"),
        ),
        ("日期;在线率\n2024-01-01;98%\n", SERIES, ("table-other", "a.csv:1", "must name them, parted by commas")),
        ("日期,值,值\n2024-01-01,1,2\n", SERIES, ("column-repeated", "a.csv:1", "the column “值” more than once")),
        (
            '日期,在线率\n2024-01-01,"98%\n2024-01-02,98%\n',
            SERIES,
            ("csv-syntax", "a.csv:2", "correct the quotation marks"),
        ),
        ('日期,在线率\n2024-01-01,"98"%\n', SERIES, ("csv-syntax", "a.csv:2", "cannot be read from here on")),
        (f"日期,在线率\n2024-01-01,{'9' * 200_000}\n", SERIES, ("csv-syntax", "a.csv:2", "larger than field limit")),
    ],
)
def test_a_table_that_cannot_be_told_gives_nothing(
    text: str, named: SeriesFile, said: tuple[str, str, str], tmp_path: Path
) -> None:
    points, findings = series(text, tmp_path, named)
    assert points == []
    assert places(findings) == [said[:2]]
    assert said[2] in findings[0].message


def test_a_list_longer_than_any_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.actuals.series.MOST_ROWS", 3)
    rows = [f"2024-01-0{day},98%\n" for day in range(1, 6)]
    assert series("日期,在线率\n" + "".join(rows[:3]), tmp_path)[1] == ()
    points, findings = series("日期,在线率\n" + "".join(rows), tmp_path)
    assert (points, places(findings)) == ([], [("csv-long", "a.csv:5")])
    monkeypatch.setattr("engine.actuals.series.MOST_LINES", 9)
    assert places(series("日期,在线率\n" + "\n" * 9 + rows[0], tmp_path)[1]) == [("csv-long", "a.csv:10")]


def test_a_row_without_end_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.files.csvlines.MAX_RECORD", 60)
    points, findings = series('日期,在线率\n"' + "甲\n" * 60, tmp_path)
    assert (points, places(findings)) == ([], [("csv-syntax", "a.csv:2")])


def test_a_table_without_a_head_does_not_lose_its_first_day(tmp_path: Path) -> None:
    points, findings = series("2024-01-01,97%\n2024-01-02,98%\n", tmp_path)
    assert points == []
    assert places(findings) == [("column-missing", "a.csv:1"), ("column-missing", "a.csv:1")]


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    assert places(read_series(SERIES, tmp_path)[1]) == [("file-unreadable", "a.csv")]
    assert places(read_events(EVENTS, tmp_path)[1]) == [("file-unreadable", "a.csv")]


def test_events_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    found, findings = events("单号,开始,完成\nB,2024-01-02 08:00,2024-01-02 09:00\nA,2024-01-01 08:00,\n", tmp_path)
    assert found == [("2", "01-02 08:00:00", "2024-01-02 09:00:00"), ("3", "01-01 08:00:00", "None")]
    assert not findings


def test_events_bear_the_names_of_their_column(tmp_path: Path) -> None:
    named = EventsFile(file="a.csv", start="开始", end="完成", name="单号")
    found, findings = events("单号,开始,完成\nB,2024-01-02,2024-01-03\n,2024-01-02,2024-01-03\n", tmp_path, named)
    assert [one[0] for one in found] == ["B", "3"]
    assert not findings


def test_each_limit_has_its_own_end(tmp_path: Path) -> None:
    named = EventsFile(file="a.csv", start="报修", ends={"响应": "响应时间", "赶到现场": "到场时间"})
    write(tmp_path / "a.csv", "报修,到场时间,响应时间\n2024-01-01 08:00,2024-01-01 08:25,2024-01-01 08:10\n")
    listed, findings = read_events(named, tmp_path)
    (event,) = listed.events
    assert event.ends == {"响应": datetime(2024, 1, 1, 8, 10), "赶到现场": datetime(2024, 1, 1, 8, 25)}
    assert not findings


def test_the_column_of_the_end_is_called_end_where_it_is_not_named(tmp_path: Path) -> None:
    found, findings = events("start,end\n2024-01-01,2024-01-02\n", tmp_path, EventsFile(file="a.csv", start="start"))
    assert found == [("2", "01-01 00:00:00", "2024-01-02 00:00:00")]
    assert not findings


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("2024-13-01 08:00,2024-01-01 09:00", "2024-13-01 08:00"),
        (",2024-01-01 09:00", ""),
        ("2024-01-01 08:00,明天", "明天"),
        ("2024-01-01 08:00,2024-01-01 07:59", "2024-01-01 07:59"),
        ("2024-01-01 08:00,2024-01-01", "2024-01-01"),
    ],
)
def test_an_event_with_a_faulty_time_is_named_and_the_others_are_kept(row: str, text: str, tmp_path: Path) -> None:
    found, findings = events(f"开始,完成\n{row}\n2024-01-02 08:00,2024-01-02 09:00\n", tmp_path)
    assert places(findings) == [("event-time", "a.csv:2")]
    assert f"“{text}” is no time" in findings[0].message
    assert [one[0] for one in found] == ["3"]
    (lost,) = read_events(EVENTS, tmp_path)[0].unread
    assert str(lost) == f"a.csv:2 “{text or '2'}”"


def test_times_without_a_year_are_of_the_year_of_the_record_and_one_note_says_so(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", "开始,完成\n3月2日 08:30,3月2日 09：10\n2024-03-03 08:00，3月4日8时30分\n")
    found, findings = read_events(EVENTS, tmp_path, 2024)
    assert [(str(one.start), str(*one.ends.values())) for one in found.events] == [
        ("2024-03-02 08:30:00", "2024-03-02 09:10:00"),
        ("2024-03-03 08:00:00", "2024-03-04 08:30:00"),
    ]
    assert not found.unread
    assert [one.code for one in findings] == ["csv-commas", "date-year-taken"]
    assert findings[1].values == {"count": "3", "text": "3月2日 08:30", "year": "2024"}


@pytest.mark.parametrize(
    "text", ["", "尚未处理", "处理中", "未完成", "正在维修", "—", "/", "还未修复", "待响应", "办理之中"]
)
def test_an_event_that_is_not_closed_has_no_end(text: str, tmp_path: Path) -> None:
    assert is_unclosed(text)
    found, findings = events(f"开始,完成\n2024-03-01 08:00,{text}\n", tmp_path)
    assert found == [("2", "03-01 08:00:00", "None")]
    assert not findings


@pytest.mark.parametrize("text", ["无", "已处理", "明天", "未知", "处理完毕", "待定", "0"])
def test_other_words_for_an_end_are_not_taken_for_one_that_has_not_come(text: str) -> None:
    assert not is_unclosed(text)


def test_of_very_many_lines_that_cannot_be_read_the_places_of_some_are_kept_and_all_are_counted(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", "开始,完成\n" + "昨天,今天\n" * 1000)
    found, _ = read_events(EVENTS, tmp_path)
    assert not found.events
    assert len(found.unread) == 100
    assert sum(one.count for one in found.unread) == 1000


def test_a_list_is_kept_until_the_end_of_a_day_or_a_time() -> None:
    assert kept_until("2024-12-31") == datetime(2024, 12, 31, 23, 59, 59)
    assert kept_until("2024-12-31 12:00") == datetime(2024, 12, 31, 12)
    with pytest.raises(ValueError, match="expected a day or time"):
        EventsFile(file="a.csv", start="开始", until="年底")


def test_a_day_beside_a_time_of_day_is_taken_as_its_midnight_and_said(tmp_path: Path) -> None:
    found, findings = events("开始,完成\n2024-01-01,2024-01-01 08:30\n2024-01-01 20:00,2024-01-02\n", tmp_path)
    assert len(found) == 2
    assert places(findings) == [("event-midnight", "a.csv:2"), ("event-midnight", "a.csv:3")]
    assert findings[0].severity == "warning"
    assert findings[1].message.startswith(
        "“2024-01-02” has no time of day beside “2024-01-01 20:00”; midnight was taken"
    )


@pytest.mark.parametrize("lacking", ["开始", "完成", "单号"])
def test_events_need_every_column_that_is_named(lacking: str, tmp_path: Path) -> None:
    named = EventsFile(file="a.csv", start="开始", end="完成", name="单号")
    head = ",".join(name if name != lacking else "别的" for name in ("单号", "开始", "完成"))
    found, findings = events(f"{head}\n1,2024-01-01,2024-01-02\n", tmp_path, named)
    assert found == []
    assert places(findings) == [("column-missing", "a.csv:1")]
    assert findings[0].values["column"] == lacking


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("series")


CELLS = st.one_of(
    st.sampled_from(["2024-01-01", "2024-01-01 08:00", "98%", "", '"', "日期", "开始", "完成"]), st.text(max_size=5)
)
TABLES = st.lists(st.lists(CELLS, max_size=4).map(",".join), max_size=6).map("\n".join)


@given(st.one_of(st.text(), TABLES, TABLES.map("日期,值\n{}".format), TABLES.map("开始,完成\n{}".format)))
def test_any_table_is_read_without_an_exception(folder: Path, text: str) -> None:
    lines = text.count("\n") + text.count("\r") + 1
    points, findings = series(text, folder)
    assert points or findings
    found, said = events(text, folder)
    assert found or said
    assert all(1 <= (one.source.line or 1) <= lines for one in (*findings, *said) if one.source)
    assert sorted(points) == points


@given(
    st.dates(date(1000, 1, 1)), st.sampled_from(["{0}-{1:02}-{2:02}", "{0}/{1}/{2}", "{0}.{1}.{2}", "{0}年{1}月{2}日"])
)
def test_every_date_is_read_back(day: date, layout: str) -> None:
    assert read_date(layout.format(day.year, day.month, day.day)) == day
