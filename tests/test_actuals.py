"""Files of actuals: every way of recording, and every fault with its line, which costs the other entries nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.actuals import Actual, Budget, Declared, ProjectActuals, find_indicator
from engine.language.findings import Findings
from engine.language.rendering import Coded
from engine.services.names import with_items
from engine.services.recording import each_actuals
from engine.terms import BUDGET_EXECUTION, Project
from tests.formtext import ROWS, form, read_form_text, write
from tests.languages import english_words
from tests.recorded import parts_of, read_actuals

ALSO = (
    *ROWS,
    "产出指标\t*时效指标\t响应时间\t≤24小时\t24小时内到场",
    "满意度指标\t其他满意度指标\t服务满意度\t≥80\t考核总分/满分*100%",
)
GOOD = """\
project: "4401"
name: 甲项目
year: 2024
achieved: 完成了两份报告。
budget: {executed: "1,080,000.00"}
actuals:
  - indicator: 报告数量
    value: 2份
  - indicator: 报告采纳率
    inputs: {已采纳数: 9, 总数: 10}
"""


def declared(*codes: str) -> dict[str, Project]:
    projects, _ = read_form_text("".join(form(code, "甲项目", ALSO) for code in codes or ("4401",)), "forms.txt")
    return {one.code: one for one in projects}


def test_a_row_that_is_not_known_is_told_the_rows_of_the_form_and_only_a_near_one_of_a_ruleset() -> None:
    (project,) = with_items(declared()).values()
    for name, code in (("合计", None), (None, "77")):
        found = find_indicator(project, name, None, code)
        assert isinstance(found, Coded)
        why = str(found)
        assert "报告数量" in why
        assert "立项依据充分性" not in why
    assert "立项依据充分性" in str(find_indicator(project, "立项依据充分", None, None))


def read(text: str, folder: Path) -> tuple[ProjectActuals | None, Findings]:
    file = write(folder / "a.yaml", text)
    recorded, findings = read_actuals([file], declared())
    assert len(recorded) <= 1
    return (recorded[0] if recorded else None), findings


def entry(text: str, folder: Path) -> Actual:
    """The one actual of an entry for 响应时间, read without a word."""
    recorded, findings = read(f'project: "4401"\nactuals:\n  - indicator: 响应时间\n    {text}\n', folder)
    assert not findings
    assert recorded is not None
    assert (recorded.actuals[0].code, recorded.actuals[0].indicator) == ("06", "响应时间")
    return recorded.actuals[0]


def test_a_file_gives_the_project_and_its_entries_with_their_lines(tmp_path: Path) -> None:
    recorded, findings = read(GOOD, tmp_path)
    assert not findings
    assert recorded is not None
    assert (recorded.project, recorded.year, recorded.achieved) == ("4401", 2024, "完成了两份报告。")
    assert str(recorded.source) == f"{tmp_path}/a.yaml:1"
    assert [(one.code, one.indicator, one.source.line) for one in recorded.actuals] == [
        (BUDGET_EXECUTION, BUDGET_EXECUTION, 5),
        ("01", "报告数量", 7),
        ("02", "报告采纳率", 9),
    ]
    assert parts_of(recorded.actuals[0]).budget == Budget(executed="1,080,000.00")
    assert parts_of(recorded.actuals[1]).value == "2份"
    assert parts_of(recorded.actuals[2]).inputs == {"已采纳数": "9", "总数": "10"}


@pytest.mark.parametrize("value", ["20小时", "0.10", "1,234", "≥95%", "2024-11-20", "是", "no", "~小时"])
def test_a_value_is_kept_as_it_was_typed(value: str, tmp_path: Path) -> None:
    assert parts_of(entry(f"value: {value}", tmp_path)).value == value


def test_periods_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    assert list(parts_of(entry("periods: {2024-02: 4.8%, 2024-01: 5.1%}", tmp_path)).periods.items()) == [
        ("2024-02", "4.8%"),
        ("2024-01", "5.1%"),
    ]


def test_what_is_said_beside_a_value_is_kept(tmp_path: Path) -> None:
    said = entry(
        "{value: 30小时, note: 一次, cause: 暴雨, remedy: 备件}".replace("{", "")
        .replace("}", "")
        .replace(", ", "\n    "),
        tmp_path,
    )
    assert (parts_of(said).value, said.note, said.cause, said.remedy) == ("30小时", "一次", "暴雨", "备件")


def test_a_series_is_read_from_the_file_beside_and_kept_whole(tmp_path: Path) -> None:
    data = "日期,在线率\n2024-01-02,98%\n2024-01-01,97%\n"
    write(tmp_path / "data" / "online.csv", data)
    one = entry("series: {file: data/online.csv}", tmp_path)
    assert [(str(point.at), point.value, point.line) for point in parts_of(one).series] == [
        ("2024-01-01", "97%", 3),
        ("2024-01-02", "98%", 2),
    ]
    assert (parts_of(one).data_file, parts_of(one).data_sha256) == (
        "data/online.csv",
        hashlib.sha256(data.encode()).hexdigest(),
    )


def test_events_are_read_from_the_file_beside(tmp_path: Path) -> None:
    write(tmp_path / "tickets.csv", "报修,修复\n2024-01-01 08:00,2024-01-01 09:30\n2024-01-02 08:00,\n")
    one = entry("events: {file: tickets.csv, start: 报修, end: 修复}", tmp_path)
    assert [{label: str(end) for label, end in event.ends.items()} for event in parts_of(one).events] == [
        {"": "2024-01-01 09:30:00"},
        {"": "None"},
    ]


def test_evidence_is_named_with_its_hash(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(b"%PDF")
    one = entry("evidence: report.pdf", tmp_path)
    assert (one.evidence, one.evidence_sha256) == ("report.pdf", hashlib.sha256(b"%PDF").hexdigest())


def replacing(before: str, after: str) -> Callable[[str], str]:
    return lambda text: text.replace(before, after)


class Broken(NamedTuple):
    """A fault put into the good file: what is said of it, where, and which entries are kept all the same."""

    change: Callable[[str], str]
    code: str
    line: int
    says: str
    kept: tuple[str, ...] = ()


BOTH, ALL = ("01", "02"), (BUDGET_EXECUTION, "01", "02")
FIRST, SECOND = (BUDGET_EXECUTION, "01"), (BUDGET_EXECUTION, "02")
BROKEN = {
    "empty": Broken(lambda _: "", "yaml-empty", 1, "the file is empty"),
    "a list": Broken(lambda _: "- 1\n", "yaml-value", 1, "the whole file is “[…]”: expected keys with values"),
    "tabs for indentation": Broken(replacing("    value", "\tvalue"), "yaml-syntax", 8, "not valid YAML"),
    "no project": Broken(
        replacing('project: "4401"\n', ""), "yaml-missing-key", 1, "“project” is missing here; add it"
    ),
    "an unknown project": Broken(
        replacing("4401", "4410"), "actual-project-unknown", 1, "project 4410 is not declared (did you mean “4401”?)"
    ),
    "a project that is a list": Broken(
        replacing('"4401"', "[1]"), "yaml-value", 1, "project is “[…]”: expected a text"
    ),
    "a year in words": Broken(
        replacing("2024", "二〇二四"), "yaml-value", 3, "year is “二〇二四”: expected a whole number"
    ),
    "a year of another age": Broken(
        replacing("2024", "24"), "yaml-value", 3, "year is “24”: expected greater than or equal to 1990"
    ),
    "an unknown key": Broken(replacing("achieved", "acheived"), "yaml-unknown-key", 4, "did you mean “achieved”?"),
    "an input without a figure": Broken(
        replacing("已采纳数: 9", "已采纳数: []"),
        "yaml-value",
        10,
        "已采纳数 is “[…]”: expected a text or at least one entry",
        FIRST,
    ),
    "a key twice": Broken(replacing("name:", "year:"), "yaml-repeated-key", 3, "“year” stands twice"),
    "another name": Broken(
        replacing("甲项目", "乙项目"), "actual-name-differs", 2, "“乙项目”, declared is “甲项目”", ALL
    ),
    "an unknown key of the budget": Broken(
        replacing("executed", "excuted"),
        "yaml-unknown-key",
        5,
        "“excuted” is not known here; did you mean “executed”?",
        BOTH,
    ),
    "a budget that is a number": Broken(
        replacing('{executed: "1,080,000.00"}', "1080000"), "yaml-value", 5, "budget is “1080000”: expected keys", BOTH
    ),
    "an unknown key of an entry": Broken(
        replacing("value:", "valeu:"), "yaml-unknown-key", 8, "“valeu” is not known here; did you mean “value”?", SECOND
    ),
    "a list for a value": Broken(
        replacing("2份", "[2份]"), "yaml-value", 8, "actuals.0.value is “[…]”: expected a text", SECOND
    ),
    "a word for inputs": Broken(
        replacing("{已采纳数: 9, 总数: 10}", "九成"),
        "yaml-value",
        10,
        "actuals.1.inputs is “九成”: expected keys",
        FIRST,
    ),
    "nothing for an input": Broken(
        replacing("总数: 10", "总数: "),
        "yaml-value",
        10,
        "actuals.1.inputs.总数 is “”: expected a text or a list",
        FIRST,
    ),
    "two ways at once": Broken(
        replacing("    value: 2份", "    value: 2份\n    periods: {2024-01: 2份}"),
        "yaml-value",
        7,
        "expected one of value, inputs, periods, series, events; given value, periods",
        SECOND,
    ),
    "a value twice": Broken(
        replacing("indicator: 报告数量", "value: 1"), "yaml-repeated-key", 8, "“value” stands twice"
    ),
    "an entry without a name": Broken(
        replacing("- indicator: 报告数量\n    value", "- value"),
        "yaml-value",
        7,
        "expected “indicator” (the level-3 name) or “code”",
        SECOND,
    ),
    "an entry that is a word": Broken(
        replacing("  - indicator: 报告数量\n    value: 2份", "  - 报告数量"),
        "yaml-value",
        7,
        "actuals.0 is “报告数量”: expected keys",
        SECOND,
    ),
    "an empty entry": Broken(
        replacing("  - indicator: 报告数量\n    value: 2份", "  -"),
        "yaml-value",
        7,
        "actuals.0 is “”: expected keys",
        SECOND,
    ),
    "entries that are no list": Broken(
        lambda text: text.split("  - ")[0].replace("actuals:", "actuals: 无"),
        "yaml-value",
        6,
        "actuals is “无”: expected a list",
    ),
    "an unknown indicator": Broken(
        replacing("报告数量", "报告数目"),
        "actual-unmatched",
        7,
        "no live row has this name; did you mean “报告数量”?",
        SECOND,
    ),
    "an indicator that does not apply": Broken(
        replacing("报告数量", "不适用"),
        "actual-unmatched",
        7,
        "“不适用” was not recorded: no live row has this name",
        SECOND,
    ),
    "an indicator under two level-2 indicators": Broken(
        replacing("报告数量", "服务满意度"),
        "actual-unmatched",
        7,
        "it stands in rows 05 服务满意度, 07 服务满意度; say level2 (服务对象满意度指标, 其他满意度指标) or code",
        SECOND,
    ),
    "an indicator under another level 2": Broken(
        replacing("报告数量", "报告数量\n    level2: 质量指标"),
        "actual-unmatched",
        7,
        "it does not stand under 质量指标 but under 数量指标",
        SECOND,
    ),
    "a code of no live row": Broken(
        replacing("indicator: 报告数量", "code: 3"),
        "actual-unmatched",
        7,
        "no live row has the code 3; the codes are 01 报告数量, ",
        SECOND,
    ),
    "a code and another row's name": Broken(
        replacing("indicator: 报告数量", "indicator: 报告数量\n    code: 2"),
        "actual-unmatched",
        7,
        "the row with the code 2 is 报告采纳率; correct the code or the name",
        SECOND,
    ),
    "an indicator twice": Broken(
        replacing("indicator: 报告采纳率", "code: 1"), "actual-repeated", 9, "“报告数量” was already recorded at", FIRST
    ),
    "a missing CSV": Broken(
        replacing("value: 2份", "series: {file: none.csv}"),
        "data-missing",
        7,
        "/none.csv cannot be read (No such file",
        ALL,
    ),
    "a folder for a CSV": Broken(
        replacing("value: 2份", "series: {file: .}"), "data-missing", 7, "cannot be read (Is a directory)", ALL
    ),
    "a CSV that can be no file": Broken(
        replacing("value: 2份", 'series: {file: "a\\0.csv"}'),
        "data-missing",
        7,
        "cannot be read (embedded null byte)",
        ALL,
    ),
    "a missing evidence": Broken(
        replacing("value: 2份", "value: 2份\n    evidence: none.pdf"),
        "evidence-missing",
        7,
        "/none.pdf cannot be read",
        ALL,
    ),
    "an unknown key of a series": Broken(
        replacing("value: 2份", "series: {file: a.csv, dat: 日期}"),
        "yaml-unknown-key",
        8,
        "did you mean “date”?",
        SECOND,
    ),
    "events without a start": Broken(
        replacing("value: 2份", "events: {file: a.csv}"), "yaml-missing-key", 8, "“start” is missing here", SECOND
    ),
    "events with end and ends": Broken(
        replacing("value: 2份", "events: {file: a.csv, start: a, end: b, ends: {c: d}}"),
        "yaml-value",
        8,
        "expected one of end, ends; given both",
        SECOND,
    ),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_a_fault_is_named_with_its_line_and_costs_the_other_entries_nothing(broken: Broken, tmp_path: Path) -> None:
    changed = broken.change(GOOD)
    assert changed != GOOD
    recorded, findings = read(changed, tmp_path)
    assert [(one.code, str(one.source)) for one in findings] == [(broken.code, f"{tmp_path}/a.yaml:{broken.line}")]
    assert broken.says in findings[0].message
    assert english_words(findings[0].chinese()) == []
    assert tuple(one.code for one in recorded.actuals) == broken.kept if recorded else not broken.kept


def test_entries_after_a_faulty_one_keep_their_own_lines(tmp_path: Path) -> None:
    recorded, _ = read(GOOD.replace("value:", "valeu:"), tmp_path)
    assert recorded is not None
    assert [(one.code, one.source.line) for one in recorded.actuals] == [(BUDGET_EXECUTION, 5), ("02", 9)]


def test_faults_inside_and_outside_of_the_entries_are_said_at_once(tmp_path: Path) -> None:
    recorded, findings = read(GOOD.replace("value:", "valeu:").replace("year: 2024", "yeer: 2024"), tmp_path)
    assert recorded is None
    assert [(one.code, one.source and one.source.line) for one in findings] == [
        ("yaml-unknown-key", 8),
        ("yaml-unknown-key", 3),
    ]


def test_a_row_is_found_by_code_name_and_level_2() -> None:
    project = declared()["4401"]
    live = {row.code: row for row in project.indicators}
    assert find_indicator(project, None, None, "5") == live["05"]
    assert find_indicator(project, "服务满意度", None, "07") == live["07"]
    assert find_indicator(project, "服务满意度", "其他满意度指标", None) == live["07"]
    assert find_indicator(project, "服务满意度", "*服务对象满意度指标", None) == live["05"]
    assert find_indicator(project, "响应时间", None, None) == live["06"]


def test_before_any_form_is_imported_the_message_says_so(tmp_path: Path) -> None:
    _, findings = read_actuals([write(tmp_path / "a.yaml", GOOD)], {})
    assert [one.message for one in findings] == [
        "project 4401 is not declared (no form is imported yet); import its form first, or correct the code"
    ]


def test_of_two_files_of_a_project_that_differ_neither_is_taken(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a.yaml", GOOD), write(tmp_path / "b.yml", GOOD.replace("2份", "3份"))
    recorded, findings = read_actuals([second, first], declared())
    assert recorded == ()
    assert [(one.code, str(one.source), one.values["first"]) for one in findings] == [
        ("actual-file-repeated", f"{second}:1", f"{first}:1")
    ]


def test_the_projects_that_files_name_are_loaded_together_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[set[str]] = []
    known = declared("4401", "4402", "4403")
    monkeypatch.setattr("engine.services.recording.OPENED", 2)

    def load(codes: Collection[str]) -> dict[str, dict[int, Project]]:
        asked.append(set(codes))
        return {code: {0: known[code]} for code in codes if code in known}

    def names() -> dict[str, str]:
        raise AssertionError("every file names a project that is declared")

    texts = [GOOD.replace("4401", code) for code in ("4401", "4402", "4402", "4403")]
    files = [write(tmp_path / f"{number}.yaml", text) for number, text in enumerate(texts)]
    given = each_actuals(files, Declared(load, names))
    assert [one.project for one in next(given).projects] == ["4401"]
    assert asked == [{"4401", "4402"}]
    assert [project.project for one in given for project in one.projects] == ["4402", "4402", "4403"]
    assert asked == [{"4401", "4402"}, {"4403"}]


def test_the_names_of_all_projects_are_asked_for_once_and_only_for_an_unknown_code(tmp_path: Path) -> None:
    asked: list[str] = []

    def names() -> dict[str, str]:
        asked.append("names")
        return {"4402": "甲项目"}

    files = [write(tmp_path / f"{number}.yaml", GOOD) for number in range(2)]
    read = list(each_actuals(files, Declared(lambda _: {}, names)))
    assert asked == ["names"]
    assert ["did you mean “4402”?" in one.findings[0].message for one in read] == [True, True]


@pytest.mark.parametrize(
    ("make", "code", "says"),
    [
        (Path.exists, "folder-empty", "expected .yaml .yml"),
        (lambda folder: write(folder / "a.txt", GOOD), "folder-empty", "expected .yaml .yml"),
        (lambda folder: (folder / "a.yaml").mkdir(), "file-unreadable", "Is a directory"),
        (
            lambda folder: (folder / "a.yaml").write_bytes(b"\x00\xff\xfe"),
            "encoding-unknown",
            "neither UTF-8 nor GB18030",
        ),
    ],
    ids=["empty", "no YAML", "a folder named like a file", "bytes"],
)
def test_a_folder_without_actuals_is_an_error(
    make: Callable[[Path], object], code: str, says: str, tmp_path: Path
) -> None:
    make(tmp_path)
    recorded, findings = read_actuals([str(tmp_path)], declared())
    assert recorded == ()
    assert [one.code for one in findings] == [code]
    assert says in findings[0].message


@pytest.mark.parametrize("name", ["2024.txt", "a.csv", "a.docx"])
def test_a_file_of_another_kind_is_an_error_that_says_what_is_read(name: str, tmp_path: Path) -> None:
    _, findings = read_actuals([write(tmp_path / name, form())], declared())
    assert [(one.code, str(one.source)) for one in findings] == [("file-kind", f"{tmp_path}/{name}")]
    assert "give .yaml .yml" in findings[0].message


def test_a_file_in_an_old_encoding_is_read_and_said(tmp_path: Path) -> None:
    (recorded,), findings = read_actuals([write(tmp_path / "a.yaml", GOOD, "gb18030")], declared())
    assert parts_of(recorded.actuals[1]).value == "2份"
    assert [one.code for one in findings] == ["encoding-gb18030"]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("actuals")
    texts = [GOOD, GOOD.replace("4401", "4402"), GOOD.replace("2份", "3份"), "", GOOD.replace("4401", "4409")]
    return [write(folder / f"{number}.yaml", text) for number, text in enumerate(texts)]


@given(data=st.data())
def test_the_order_of_the_files_does_not_matter(data: st.DataObject, files: list[str]) -> None:
    projects = declared("4401", "4402")
    assert read_actuals(data.draw(st.permutations(files)), projects) == read_actuals(files, projects)


WORDS = ("project", "4401", "actuals", "indicator", "报告数量", "value", "inputs", "series", "events", "file", "budget")
PIECES = st.sampled_from(
    (*WORDS, ": ", "- ", "\n", "\n  ", "\n    ", "{", "}", "[", "]", "&a ", "*a", "'", "~", "a.csv")
)


@given(
    st.one_of(
        st.text(max_size=50), st.lists(PIECES, max_size=40).map(lambda pieces: 'project: "4401"\n' + "".join(pieces))
    )
)
def test_any_text_is_read_without_an_exception(text: str) -> None:
    projects = declared()
    # a file is written once for each example: the fixture of a folder would be shared by all of them
    with TemporaryDirectory() as folder:
        recorded, findings = read_actuals([write(Path(folder) / "a.yaml", text)], projects)
    assert recorded or findings
