"""The ledger: what is appended comes back as it was, at any time; nothing is overwritten, nothing is doubled."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from engine.actuals import Actual, Budget, Inputs, Periods, ProjectActuals, Record, Spending, Stated
from engine.actuals.model import Cells
from engine.forms import read_forms
from engine.language.findings import Source
from engine.runs.record import Assessor, Run
from engine.scoring.evaluate import Case, evaluate
from engine.store import (
    Appended,
    LedgerError,
    append_actuals,
    append_declarations,
    ledger_in_memory,
    list_runs,
    load_cases,
    load_projects,
    load_run,
    open_ledger,
)
from engine.store.entries import kept_text, same
from engine.terms import BUDGET_EXECUTION, Project
from tests.builders import ROOT, shipped
from tests.formtext import ROWS, form, read_form_text
from tests.recorded import parts_of
from tests.runs import append_run

HERE = Source(file="a.yaml", line=1)
DAYS = tuple(datetime(2025, 1, day, 12, tzinfo=UTC) for day in range(1, 10))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Engine]:
    engine = open_ledger(f"sqlite:///{tmp_path}/ledger.db")
    yield engine
    engine.dispose()


def forms(*texts: str, file: str = "a.txt") -> tuple[Project, ...]:
    return read_form_text("".join(texts), file)[0]


def actual(code: str, indicator: str, value: str, line: int = 1) -> Actual:
    return Actual(code=code, indicator=indicator, record=Stated(value=value), source=Source(file="a.yaml", line=line))


def recorded(*actuals: Actual, project: str = "4401", achieved: str = "完成", of_year: int = 0) -> ProjectActuals:
    return ProjectActuals(project=project, year=2024, of_year=of_year, achieved=achieved, actuals=actuals, source=HERE)


REPORTS = actual("01", "报告数量", "2份")
RATE = actual("02", "报告采纳率", "95%")
SPENT = Actual(
    code=BUDGET_EXECUTION, indicator=BUDGET_EXECUTION, record=Spending(budget=Budget(executed="1000000")), source=HERE
)


def record(
    ledger: Engine, *actuals: Actual, at: datetime = DAYS[1], by: str = "张三", reason: str = "更正", of_year: int = 0
) -> Appended:
    return append_actuals(ledger, [recorded(*actuals, of_year=of_year)], by=by, reason=reason, at=at)


def values(case: Case) -> dict[str, str | None]:
    return {code: parts_of(one.actual).value for code, one in case.recorded.items()}


def run_of(cases: tuple[Case, ...], assessor: str = "本单位") -> Run:
    return evaluate(cases, shipped(), Assessor(name=assessor, role="自评"), {"jixiao": "0"})


def test_imported_forms_come_back_as_they_were(ledger: Engine) -> None:
    projects, _ = read_forms([str(ROOT / "declarations" / "2024.txt")])
    assert append_declarations(ledger, projects, DAYS[0]) == Appended(new=38)
    assert load_projects(ledger) == {one.code: one for one in projects}


def test_importing_the_same_again_adds_nothing(ledger: Engine) -> None:
    append_declarations(ledger, forms(form("1"), form("2")), DAYS[0])
    assert append_declarations(ledger, forms(form("1"), form("2")), DAYS[1]) == Appended(unchanged=2)
    assert set(load_projects(ledger, DAYS[0])) == {"1", "2"}


def test_a_changed_form_is_a_new_version_and_the_old_one_stays_known(ledger: Engine) -> None:
    old, new = forms(form("1")), forms(form("1", "新名称"))
    append_declarations(ledger, old, DAYS[0])
    assert append_declarations(ledger, new, DAYS[2]) == Appended(changed=1)
    assert load_projects(ledger) == {"1": new[0]}
    assert load_projects(ledger, DAYS[1]) == {"1": old[0]}
    assert load_projects(ledger, DAYS[0] - timedelta(seconds=1)) == {}


def test_a_form_that_goes_back_to_an_old_text_is_a_version_too(ledger: Engine) -> None:
    for day, name in zip(DAYS, ("甲", "乙", "甲"), strict=False):
        append_declarations(ledger, forms(form("1", name)), day)
    assert [load_projects(ledger, day)["1"].name for day in DAYS[:3]] == ["甲", "乙", "甲"]


def test_recorded_actuals_come_back_with_who_and_why(ledger: Engine) -> None:
    append_declarations(ledger, forms(form()), DAYS[0])
    assert record(ledger, REPORTS, SPENT, by="张三", reason="年终") == Appended(new=3)
    (case,) = load_cases(ledger)
    assert (case.year, case.achieved, case.project.code) == (2024, "完成", "4401")
    assert {code: one.actual for code, one in case.recorded.items()} == {"01": REPORTS, BUDGET_EXECUTION: SPENT}
    origin = case.recorded["01"].origin
    assert (origin.revision, origin.by, origin.reason, origin.source) == (1, "张三", "年终", REPORTS.source)


def test_recording_the_same_again_adds_nothing_wherever_it_stands_now(ledger: Engine) -> None:
    append_declarations(ledger, forms(form()), DAYS[0])
    record(ledger, REPORTS, RATE)
    moved = actual("01", "报告数量", "2份", line=99)
    assert record(ledger, moved, RATE, at=DAYS[2], by="李四", reason="再报") == Appended(unchanged=3)
    origin = load_cases(ledger)[0].recorded["01"].origin
    assert (origin.revision, origin.by, origin.source) == (1, "张三", REPORTS.source)


def test_a_changed_entry_is_revision_2_with_who_and_why(ledger: Engine) -> None:
    append_declarations(ledger, forms(form()), DAYS[0])
    record(ledger, REPORTS, RATE)
    changed = actual("01", "报告数量", "1份")
    assert record(ledger, changed, RATE, at=DAYS[3], by="评价组", reason="现场核查") == Appended(changed=1, unchanged=2)
    (case,) = load_cases(ledger)
    assert values(case) == {"01": "1份", "02": "95%"}
    assert [(one.origin.revision, one.origin.by, one.origin.reason) for one in case.recorded.values()] == [
        (2, "评价组", "现场核查"),
        (1, "张三", "更正"),
    ]


def test_a_changed_note_or_goal_is_a_revision_too(ledger: Engine) -> None:
    append_declarations(ledger, forms(form()), DAYS[0])
    record(ledger, REPORTS)
    assert record(ledger, REPORTS.model_copy(update={"note": "含补报"})).changed == 1
    again = append_actuals(ledger, [recorded(achieved="基本完成")], by="张三", reason="更正", at=DAYS[2])
    assert again == Appended(changed=1)
    assert load_cases(ledger)[0].achieved == "基本完成"


def test_an_entry_of_other_indicators_leaves_the_earlier_ones(ledger: Engine) -> None:
    append_declarations(ledger, forms(form()), DAYS[0])
    record(ledger, REPORTS)
    record(ledger, RATE, at=DAYS[2])
    assert values(load_cases(ledger)[0]) == {"01": "2份", "02": "95%"}


def test_as_of_gives_what_was_known_then(ledger: Engine) -> None:
    append_declarations(ledger, forms(form()), DAYS[0])
    for day, value in ((1, "1份"), (3, "2份"), (5, "3份")):
        record(ledger, actual("01", "报告数量", value), at=DAYS[day])
    known = [values(load_cases(ledger, as_of=day)[0]).get("01") for day in DAYS[:7]]
    assert known == [None, "1份", "1份", "2份", "2份", "3份", "3份"]
    assert load_cases(ledger, as_of=DAYS[0] - timedelta(days=1)) == ()


def test_times_of_any_zone_are_compared_as_times(ledger: Engine) -> None:
    shenzhen = timezone(timedelta(hours=8))
    append_declarations(ledger, forms(form()), datetime(2025, 1, 2, 7, 30, tzinfo=shenzhen))
    assert load_projects(ledger, datetime(2025, 1, 1, 23, 29, tzinfo=UTC)) == {}
    assert set(load_projects(ledger, datetime(2025, 1, 1, 23, 30, tzinfo=UTC))) == {"4401"}
    assert set(load_projects(ledger, datetime(2025, 1, 2, 7, 30, tzinfo=shenzhen))) == {"4401"}


def test_only_the_projects_asked_for_are_loaded_in_their_order(ledger: Engine) -> None:
    append_declarations(ledger, forms(form("1"), form("2"), form("3")), DAYS[0])
    assert [case.project.code for case in load_cases(ledger, ["3", "1"])] == ["3", "1"]
    assert load_cases(ledger, []) == ()


def test_entries_follow_their_rows_when_the_form_is_imported_again_with_a_row_before_them(ledger: Engine) -> None:
    append_declarations(ledger, forms(form()), DAYS[0])
    record(ledger, REPORTS, RATE, SPENT)
    added = ("产出指标\t*数量指标\t培训次数\t≥2次\t培训", *ROWS)
    append_declarations(ledger, forms(form(rows=added)), DAYS[2])
    (case,) = load_cases(ledger)
    assert values(case) == {"02": "2份", "03": "95%", BUDGET_EXECUTION: None}
    assert all(case.recorded[code].actual.code == code for code in case.recorded)
    record(ledger, actual("02", "报告数量", "3份"), at=DAYS[3])
    assert values(load_cases(ledger)[0]) == {"02": "3份", "03": "95%", BUDGET_EXECUTION: None}
    append_declarations(ledger, forms(form()), DAYS[4])
    assert values(load_cases(ledger)[0]) == {"01": "3份", "02": "95%", BUDGET_EXECUTION: None}


@pytest.mark.parametrize("name", ["1.报告数量", "报告 数量", "报告数量："])
def test_entries_follow_their_rows_however_the_names_are_written_later(ledger: Engine, name: str) -> None:
    append_declarations(ledger, forms(form()), DAYS[0])
    record(ledger, REPORTS, RATE)
    added = ("产出指标\t*数量指标\t培训次数\t≥2次\t培训", *(row.replace("报告数量", name) for row in ROWS))
    append_declarations(ledger, forms(form(rows=added)), DAYS[2])
    assert values(load_cases(ledger)[0]) == {"02": "2份", "03": "95%"}


def test_an_entry_whose_row_is_gone_is_given_to_no_other(ledger: Engine) -> None:
    append_declarations(ledger, forms(form()), DAYS[0])
    record(ledger, REPORTS, RATE)
    append_declarations(ledger, forms(form(rows=("产出指标\t*数量指标\t培训次数\t≥2次\t培训", *ROWS[2:]))), DAYS[2])
    assert values(load_cases(ledger)[0]) == {}
    assert values(load_cases(ledger, as_of=DAYS[1])[0]) == {"01": "2份", "02": "95%"}


def test_entries_of_rows_that_a_ruleset_adds_are_kept(ledger: Engine) -> None:
    append_declarations(ledger, forms(form()), DAYS[0])
    record(ledger, actual("D1", "立项依据充分性", "充分"))
    assert values(load_cases(ledger)[0]) == {"D1": "充分"}


NAMES = [
    "O'Brien\"; DROP TABLE run;--",
    "一\n二\t三",
    "😀👨‍👩‍👧",
    "%_\\",
    " 前后 ",
    "\u202e右到左",
    "a\x00b",
    "null",
    "{{ x }}",
    "",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_any_kind_come_back_as_they_were(name: str, ledger: Engine) -> None:
    (project,) = forms(form())
    project = project.model_copy(update={"code": name, "name": name})
    append_declarations(ledger, [project], DAYS[0])
    one = recorded(actual("01", "报告数量", name), project=name, achieved=name)
    append_actuals(ledger, [one], by=name, reason=name, at=DAYS[1])
    (case,) = load_cases(ledger, [name])
    assert case.project == project
    assert (case.achieved, parts_of(case.recorded["01"].actual).value) == (name, name)
    assert (case.recorded["01"].origin.by, case.recorded["01"].origin.reason) == (name, name)
    run = run_of((case,), assessor=name)
    append_run(ledger, run, DAYS[2])
    assert load_run(ledger, "latest") == run
    assert list_runs(ledger)[0].assessor == name


@given(st.text(), st.text())
def test_any_value_comes_back_as_it_was(value: str, by: str) -> None:
    ledger = ledger_in_memory()
    append_declarations(ledger, forms(form()), DAYS[0])
    record(ledger, actual("01", "报告数量", value), by=by)
    one = load_cases(ledger)[0].recorded["01"]
    assert (parts_of(one.actual).value, one.origin.by) == (value, by)
    ledger.dispose()


def test_two_orders_of_reading_give_the_same_run_bytes() -> None:
    texts = {"a.txt": form("1"), "b.txt": form("2"), "c.txt": form("3")}
    entries = [recorded(REPORTS, RATE, project=code) for code in "132"]
    written = []
    for order in (1, -1):
        ledger = ledger_in_memory()
        for file, text in list(texts.items())[::order]:
            append_declarations(ledger, forms(text, file=file), DAYS[0])
        for entry in entries[::order]:
            append_actuals(ledger, [entry], by="张三", reason="更正", at=DAYS[1 + order])
        written.append(run_of(load_cases(ledger)).model_dump_json())
        ledger.dispose()
    assert written[0] == written[1]


def test_a_run_comes_back_as_it_was(ledger: Engine) -> None:
    append_declarations(ledger, forms(form()), DAYS[0])
    record(ledger, REPORTS, RATE, SPENT)
    run = run_of(load_cases(ledger))
    assert Run.model_validate_json(run.model_dump_json()).model_dump() == run.model_dump()
    assert append_run(ledger, run, DAYS[2]) is True
    assert load_run(ledger, run.run) == run
    assert load_run(ledger, run.run).model_dump_json() == run.model_dump_json()


def scored(ledger: Engine, *assessors: str) -> list[Run]:
    """Runs that differ in who scores, appended one a day."""
    append_declarations(ledger, forms(form()), DAYS[0])
    runs = [run_of(load_cases(ledger), assessor=one) for one in assessors]
    for number, run in enumerate(runs):
        append_run(ledger, run, DAYS[0] + timedelta(days=number))
    return runs


def test_runs_are_listed_the_newest_first_with_their_times(ledger: Engine) -> None:
    first, second = scored(ledger, "甲", "乙")
    assert [
        (one.run, one.at, one.assessor, one.role, one.ruleset, one.complete, one.projects) for one in list_runs(ledger)
    ] == [
        (second.run, DAYS[1], "乙", "自评", "mof-2020-10", False, 1),
        (first.run, DAYS[0], "甲", "自评", "mof-2020-10", False, 1),
    ]


def test_the_same_run_again_is_not_repeated(ledger: Engine) -> None:
    (run,) = scored(ledger, "甲")
    assert append_run(ledger, run, DAYS[5]) is False
    assert [one.at for one in list_runs(ledger)] == [DAYS[0]]


def test_latest_is_the_run_that_was_made_last_also_where_it_was_made_before(ledger: Engine) -> None:
    first, second = scored(ledger, "甲", "乙")
    assert load_run(ledger, "latest") == second
    assert append_run(ledger, first, DAYS[5]) is False
    assert load_run(ledger, "latest") == first
    assert [one.run for one in list_runs(ledger)] == [first.run, second.run, first.run]
    assert load_run(ledger, first.run) == first


def test_a_run_is_found_by_the_start_of_its_name(ledger: Engine) -> None:
    runs = scored(ledger, *"甲乙丙")
    for run in runs:
        assert load_run(ledger, run.run[:8]) == run


def test_a_start_that_several_runs_share_names_them(ledger: Engine) -> None:
    runs = scored(ledger, *map(str, range(17)))
    start = next(name for name in "0123456789abcdef" if sum(run.run.startswith(name) for run in runs) > 1)
    meant = [run.run for run in reversed(runs) if run.run.startswith(start)]
    with pytest.raises(LedgerError, match="is the start of several runs") as error:
        load_run(ledger, start)
    assert str(error.value) == f"“{start}” is the start of several runs ({', '.join(meant)}); give more of its name"


@pytest.mark.parametrize("name", ["", "zzz", "%", "_", "LATEST"])
def test_a_name_of_no_run_is_said_with_the_nearest(name: str, ledger: Engine) -> None:
    scored(ledger, "甲")
    with pytest.raises(LedgerError, match=f"^there is no run “{name}”; (did you mean|known are) "):
        load_run(ledger, name)


def test_a_mistyped_run_is_told_the_nearest(ledger: Engine) -> None:
    (run,) = scored(ledger, "甲")
    wrong = run.run[:-1] + "x"
    with pytest.raises(LedgerError, match=f"^there is no run “{wrong}”; did you mean “{run.run}”"):
        load_run(ledger, wrong)
    with pytest.raises(LedgerError, match="did you mean “latest”"):
        load_run(ledger, "lates")


def test_an_empty_ledger_says_how_to_make_a_run(ledger: Engine) -> None:
    assert list_runs(ledger) == ()
    for name in ("latest", "abc", ""):
        with pytest.raises(LedgerError, match=r"^the ledger holds no run; make one with jixiao score$"):
            load_run(ledger, name)


def test_a_ledger_opened_again_holds_what_it_held(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/台账.db"
    for day in DAYS[:2]:
        ledger = open_ledger(url)
        append_declarations(ledger, forms(form()), day)
        ledger.dispose()
    ledger = open_ledger(url)
    assert set(load_projects(ledger, DAYS[0])) == {"4401"}
    ledger.dispose()


def test_nothing_in_the_ledger_is_updated_or_deleted(tmp_path: Path) -> None:
    ledger = open_ledger(f"sqlite:///{tmp_path}/ledger.db")
    append_declarations(ledger, forms(form()), DAYS[0])
    record(ledger, REPORTS)
    append_run(ledger, run_of(load_cases(ledger)), DAYS[1])
    connection = sqlite3.connect(tmp_path / "ledger.db")
    tables = ("declaration", "revision", "run", "run_content")
    before = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    append_declarations(ledger, forms(form("4401", "乙")), DAYS[2])
    record(ledger, actual("01", "报告数量", "1份"), at=DAYS[3])
    append_run(ledger, run_of(load_cases(ledger)), DAYS[4])
    after = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    connection.close()
    ledger.dispose()
    assert all(set(before[table]) < set(after[table]) for table in tables)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "“” names nothing; write a file (台账.db), sqlite:///台账.db, or postgresql://USER@HOST/DATABASE"),
        (" ", "names nothing; write a file"),
        ("a\x00b", "names nothing; write a file"),
        (":memory:", "“:memory:” keeps nothing: it is in memory; write a file"),
        ("sqlite://", "“sqlite://” keeps nothing: it is in memory"),
        ("sqlite:///", "“sqlite:///” keeps nothing: it is in memory"),
        ("sqlite:///:memory:", "keeps nothing: it is in memory"),
        ("sqlite:jixiao.db", "“sqlite:jixiao.db” is no address of a database"),
        ("file:jixiao.db", "“file:jixiao.db” is no address of a database"),
        ("sqlite:///file:a.db?mode=ro&uri=true", "has options, which are not taken here"),
        ("sqlite:///{folder}/a.db?nonsense=1", "has options, which are not taken here"),
        ("sqlite://host/a.db", "names a server, and SQLite is a file: there are three strokes after sqlite:"),
        ("sqlite+aiosqlite:///a.db", "is a kind of database in which jixiao keeps no ledger"),
        ("h:/x", "“h:/x” is a path of Windows, and this is another system"),
        ("C:\\台账\\a.db", "is a path of Windows, and this is another system"),
        ("sqlite:///C:\\a.db", "is a path of Windows, and this is another system"),
        ("mysql://u:geheim@host/x", "“mysql://u:***@host/x” is a kind of database in which jixiao keeps no ledger"),
        ("nonsense://x", "“nonsense://x” is a kind of database in which jixiao keeps no ledger"),
        ("postgresql://host", "“postgresql://host” names no database of the server"),
        ("postgresql://u:geheim@host:port/x", "“postgresql://u:***@host:port/x” is no address of a database"),
        ("postgresql://u@host/x?password=geheim", "has options after its ? that are not taken here (password)"),
        ("postgresql://u:geheim@host/x?passfile=a", "“postgresql://u:***@host/x” has options after its ?"),
        ("{folder}", "is a folder; name a file in it"),
        ("{folder}/none/", "is a folder; name a file in it"),
        ("sqlite:///{folder}", "is a folder; name a file in it"),
        ("/dev/null", "“/dev/null” is a pipe or a device, no file"),
        ("长" * 300, "cannot be opened: File name too long; write a file"),
        ("{folder}/none/a.db", "cannot be opened: unable to open database file"),
        ("sqlite:///{folder}/none/a.db", "cannot be opened: unable to open database file"),
        ("sqlite:///{folder}/text.db", "cannot be opened: file is not a database"),
        ("{folder}/text.db", "cannot be opened: file is not a database"),
    ],
)
def test_a_ledger_that_cannot_be_opened_says_why(url: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no database, " * 100)
    with pytest.raises(LedgerError) as error:
        open_ledger(url.format(folder=tmp_path))
    assert says.format(folder=tmp_path) in str(error.value)
    assert "\n" not in str(error.value)
    assert "heim" not in str(error.value)


def test_a_password_is_not_shown() -> None:
    with pytest.raises(LedgerError) as error:
        open_ledger("nonsense://me:secret@host/db")
    assert "secret" not in str(error.value)
    assert "nonsense://me:***@host/db" in str(error.value)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Inputs(inputs={"已采纳": "9", "总数": "10"}), Inputs(inputs={"已采纳": "8", "总数": "10"})),
        (Periods(periods={"1月": "95%", "2月": "96%"}), Periods(periods={"1月": "95%", "2月": "90%"})),
        (Spending(budget=Budget(executed="5", adjusted="6")), Spending(budget=Budget(executed="6", adjusted="6"))),
    ],
    ids=["inputs", "months", "budget"],
)
def test_what_a_workbook_would_take_back_without_a_reason_is_withheld_at_its_cell(
    ledger: Engine, before: Record, after: Record
) -> None:
    cells = Cells(file="填报.xlsx", sheet="1 甲", cell="H13", parts={"a": "H13", "b": "J13"})
    row = Actual(code="02", indicator="报告采纳率", source=cells)
    append_declarations(ledger, forms(form()), DAYS[0])
    record(ledger, row.model_copy(update={"record": before}))
    appended = record(ledger, row.model_copy(update={"record": after}), at=DAYS[2], reason="")
    (withheld,) = appended.withheld
    assert (appended.changed, withheld.code) == (0, "revision-without-reason")
    assert str(withheld).startswith("填报.xlsx:1 甲!H13: ")
    assert record(ledger, row.model_copy(update={"record": after}), at=DAYS[2]).changed == 1


OLDER = (
    Stated(value="2份"),
    Inputs(inputs={"总数": "10", "合格数": ""}),
    Spending(budget=Budget(executed="100")),
)


@pytest.mark.parametrize("record", OLDER)
def test_what_an_older_version_kept_with_all_that_is_empty_is_the_same(record: Record) -> None:
    entered = Actual(code="01", indicator="报告数量", record=record, source=Source(file="a.yaml", line=3))
    older, newer = entered.model_dump_json(), kept_text(entered)
    assert len(newer) < len(older)
    assert same(older, newer)
    assert same(newer, older)
    assert Actual.model_validate_json(newer) == Actual.model_validate_json(older) == entered
    assert not same(older, kept_text(entered.model_copy(update={"cause": "延期"})))


def test_a_long_text_is_kept_deflated_and_comes_back_as_it_was(tmp_path: Path) -> None:
    ledger = open_ledger(f"sqlite:///{tmp_path / 'a.db'}")
    (project,) = forms(form("4401"))
    long = project.model_copy(update={"annual_goal": "保障网络运行，" * 300, "year": 2024})
    append_declarations(ledger, [long], DAYS[0])
    with sqlite3.connect(tmp_path / "a.db") as connection:
        ((kept,),) = connection.execute("SELECT content FROM declaration")
    assert isinstance(kept, bytes)
    assert len(kept) < 2500
    assert load_projects(ledger)["4401"] == long
    ledger.dispose()
