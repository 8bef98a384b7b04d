"""Forms from files and folders: the shipped sample by value, broken files, and the order in which files are named."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.forms import each_form, read_forms
from engine.language.findings import Findings
from engine.terms import Project
from tests.builders import ROOT
from tests.formbooks import bare, projects
from tests.formtext import form, said, write
from tests.written_forms import write_form_docx, write_form_xlsx

SAMPLE = ROOT / "declarations" / "2024.txt"


@pytest.fixture(scope="module")
def sample() -> dict[str, Project]:
    projects, findings = read_forms([str(SAMPLE)])
    assert not findings
    return {one.code: one for one in projects}


def test_the_sample_declares_38_projects_with_385_rows_of_which_233_are_live(sample: dict[str, Project]) -> None:
    rows = [row for one in sample.values() for row in one.indicators]
    assert len(sample) == 38
    assert len(rows) == 385
    assert sum(row.is_live for row in rows) == 233
    assert len({row.target_text for row in rows if row.is_live}) == 65


class Header(NamedTuple):
    """What stands at the top of a form, and how many rows and live rows it has."""

    line: int
    name: str
    years: int
    kind: str
    new: bool
    method: str
    total: str
    year: str
    rows: tuple[int, int]


HEADERS = {
    "440313231211501105025": Header(
        5,
        "2023年度深汕新型智慧城市项目技术审核和造价咨询服务采购项目",
        2,
        "15 履职类(运转)项目",
        False,
        "项目法",
        "1544174.00",
        "1080384.76",
        (10, 6),
    ),
    # two tabs between the fields, half-width brackets
    "440313241211501100018": Header(
        130, "典型应用场景视频制作服务", 1, "15 履职类(运转)项目", True, "项目法", "150000.00", "150000.00", (10, 6)
    ),
    "440313231211500705006": Header(
        404, "深汕网技术运维服务", 4, "15 履职类(运转)项目", False, "项目法", "1506000.00", "903600.00", (12, 8)
    ),
    # “年度目标: …” without a tab, empty lines within the form
    "440313231211500705026": Header(
        511,
        "智慧城市综合运维人员服务采购项目",
        5,
        "15 履职类(运转)项目",
        False,
        "项目法",
        "27895990.00",
        "4809500.00",
        (10, 6),
    ),
    "440313231211500805001": Header(
        682,
        "深汕政务服务“一网通办”项目",
        3,
        "15 履职类(运转)项目",
        False,
        "因素法和项目法",
        "2776000.00",
        "1665600.00",
        (10, 6),
    ),
    "440313221210200005000": Header(
        724,
        "智慧深汕城市运行管理中心（一期）",
        3,
        "02 政府投资项目",
        False,
        "项目法",
        "120003400.00",
        "15000000.00",
        (10, 6),
    ),
    "440313221210101205004": Header(
        765, "车辆租赁项目", 3, "01 其他项目", False, "因素法", "697968.42", "451968.42", (10, 6)
    ),
}


@pytest.mark.parametrize("code", HEADERS)
def test_headers_of_the_sample_by_value(code: str, sample: dict[str, Project]) -> None:
    project, header = sample[code], HEADERS[code]
    assert project == project.model_copy(
        update={
            "name": header.name,
            "years": header.years,
            "kind": header.kind,
            "new": header.new,
            "method": header.method,
            "total_amount": Decimal(header.total),
            "year_amount": Decimal(header.year),
        }
    )
    assert (project.source.file, project.source.line) == (SAMPLE.as_posix(), header.line)
    assert (len(project.indicators), sum(row.is_live for row in project.indicators)) == header.rows


def test_every_form_of_the_sample_has_all_its_fields(sample: dict[str, Project]) -> None:
    for project in sample.values():
        assert project.unit.startswith("深圳市深汕特别合作区智慧城市建设管理服务中心")
        assert project.department.startswith("深圳市深汕特别合作区智慧城市建设管理服务中心")
        assert project.total_amount is not None
        assert project.year_amount is not None
        assert Decimal(0) < project.year_amount <= project.total_amount
        assert project.annual_goal
        assert project.long_term_goal
        assert "<" not in project.annual_goal + project.long_term_goal
        assert {row.level1 for row in project.indicators} == {"产出指标", "效益指标", "满意度指标"}


def test_rows_of_the_sample_by_value(sample: dict[str, Project]) -> None:
    row = sample["440313231211500705030"].indicators[0]
    assert (row.level2, row.required, row.name, row.target_text) == ("数量指标", True, "网络链路数量", "≥33")
    twice = [row for row in sample["440313231211500705006"].indicators if row.level2 == "数量指标"]
    assert len(twice) > 1


def test_markup_of_the_sample_becomes_lines(sample: dict[str, Project]) -> None:
    goal = sample["440313231211500805032"].annual_goal.split("\n")
    assert [line[:2] for line in goal] == ["通过", "1.", "2.", "3."]
    assert goal[0] == "通过开展本项目，完成以下任务："


def one_error(findings: Findings) -> tuple[str, str]:
    assert len(findings) == 1
    assert findings[0].severity == "error"
    return findings[0].code, str(findings[0].source)


def test_text_in_an_old_encoding_is_read_and_said(tmp_path: Path) -> None:
    old = write(tmp_path / "old.txt", form(), "gb18030")
    new = write(tmp_path / "new.txt", form())
    (project,), findings = read_forms([old])
    assert said(project) == said(read_forms([new])[0][0])
    assert [(one.code, one.severity, str(one.source)) for one in findings] == [("encoding-gb18030", "note", old)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_text_that_says_its_encoding_is_read(encoding: str, tmp_path: Path) -> None:
    (project,), findings = read_forms([write(tmp_path / "a.txt", form(), encoding)])
    assert not findings
    assert project.source.line == 3
    assert project.name == "甲项目"


NO_TEXT = {
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00", 1),
    "a broken byte in line 3": (form().encode().replace("甲".encode(), b"\xff\xff", 1), 3),
    "two bytes of no character": (b"\xb1\xb1\n\x81\x7f\n", 1),
    "private characters of GB18030": ("甲\ue000".encode("gb18030"), 1),
    "half a character of UTF-16": ("甲\n乙".encode("utf-16") + b"\x00", 2),
    "UTF-16 without its mark": (form().encode("utf-16-le"), 1),
}


@pytest.mark.parametrize(("data", "line"), NO_TEXT.values(), ids=NO_TEXT.keys())
def test_bytes_that_are_no_text_are_an_error(data: bytes, line: int, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    good = write(tmp_path / "b.txt", form())
    projects, findings = read_forms([str(tmp_path)])
    assert one_error(findings) == ("encoding-unknown", f"{tmp_path}/a.txt:{line}")
    assert [one.source.file for one in projects] == [good]


def test_an_empty_file_is_an_error(tmp_path: Path) -> None:
    empty = write(tmp_path / "a.txt", "")
    assert one_error(read_forms([empty])[1]) == ("no-forms", f"{empty}:1")


def test_a_missing_file_is_an_error_and_the_others_are_read(tmp_path: Path) -> None:
    missing, good = str(tmp_path / "a.txt"), write(tmp_path / "b.txt", form())
    projects, findings = read_forms([missing, good])
    assert one_error(findings) == ("file-unreadable", missing)
    assert "No such file" in findings[0].message
    assert len(projects) == 1


def test_a_folder_named_like_a_form_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "in" / "a.txt").mkdir(parents=True)
    assert one_error(read_forms([str(tmp_path / "in")])[1]) == ("file-unreadable", f"{tmp_path}/in/a.txt")


def test_a_folder_without_forms_is_an_error(tmp_path: Path) -> None:
    write(tmp_path / "a.md", form())
    assert one_error(read_forms([str(tmp_path)])[1]) == ("folder-empty", str(tmp_path))


@pytest.mark.parametrize("name", ["a.ofd", "a.dot", "a.yaml", "a"])
def test_a_file_of_another_kind_is_an_error_that_says_what_is_read(name: str, tmp_path: Path) -> None:
    other = write(tmp_path / name, form())
    projects, findings = read_forms([other])
    assert one_error(findings) == ("file-kind", other)
    assert "give .txt" in findings[0].message
    assert not projects


@pytest.mark.parametrize("path", ["甲" * 2000, "a\x00b.txt"])
def test_a_path_that_can_be_none_is_an_error(path: str) -> None:
    assert one_error(read_forms([path])[1]) == ("file-unreadable", path)


def test_a_file_whose_name_is_in_another_encoding_is_read(tmp_path: Path) -> None:
    path = tmp_path / b"\xbc\xd7.txt".decode("utf-8", "surrogateescape")
    path.write_bytes(form().encode())
    (project,), findings = read_forms([str(tmp_path)])
    assert not findings
    assert project.source.file == f"{tmp_path}/\\xbc\\xd7.txt"
    assert project.model_dump_json()


def test_folders_are_read_with_those_inside_and_any_case_of_the_suffix(tmp_path: Path) -> None:
    write(tmp_path / "2024" / "b.TXT", form("2"))
    write(tmp_path / "a.txt", form("1"))
    projects, findings = read_forms([str(tmp_path)])
    assert not findings
    assert [(one.code, one.source.file) for one in projects] == [
        ("2", f"{tmp_path}/2024/b.TXT"),
        ("1", f"{tmp_path}/a.txt"),
    ]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    one = write(tmp_path / "a.txt", form())
    projects, findings = read_forms([one, str(tmp_path), one])
    assert len(projects) == 1
    assert not findings


def test_of_forms_of_one_project_that_differ_none_is_taken_and_both_places_are_named(tmp_path: Path) -> None:
    first = write(tmp_path / "a.txt", form("1") + form("2"))
    second = write(tmp_path / "b.txt", form("1", "丙") + form("3") + form("3"))
    projects, findings = read_forms([str(tmp_path)])
    assert [(one.code, one.name) for one in projects] == [("2", "甲项目"), ("3", "甲项目")]
    assert [(one.code, str(one.source), one.values) for one in findings] == [
        ("project-repeated", f"{second}:3", {"code": "1", "year": "—", "first": f"{first}:3"}),
        ("project-same", f"{second}:33", {"code": "3", "year": "—", "first": f"{second}:18"}),
    ]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("forms")
    texts = [form("1"), form("2") + form("1"), "", form("3").replace("1,080,384.76", "待定"), form("2", "乙")]
    return [write(folder / f"{number}.txt", text) for number, text in enumerate(texts)] + [str(folder / "missing.txt")]


@given(data=st.data())
def test_the_order_of_the_files_does_not_matter(data: st.DataObject, files: list[str]) -> None:
    shuffled = data.draw(st.permutations(files))
    assert read_forms(shuffled) == read_forms(files)


def test_a_folder_is_read_file_by_file_with_what_concerns_all_of_them(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", form("1"))
    write(tmp_path / "b.txt", form("2") + form("1"))
    write(tmp_path / "c.ofd", "")
    given = each_form([str(tmp_path)])
    about_paths, first = next(given), next(given)
    assert (about_paths.file, [one.code for one in about_paths.findings]) == (None, ["file-skipped"])
    assert (first.file, [one.code for one in first.projects]) == (tmp_path / "a.txt", ["1"])
    # what comes later is not read before it is asked for
    write(tmp_path / "b.txt", form("3") + form("1"))
    (second,) = given
    assert [one.code for one in second.projects] == ["3", "1"]


def test_nothing_of_a_file_stays_in_memory_once_the_next_is_read(tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{number}.txt", form(str(number))) for number in range(3)]
    given = each_form(paths)
    kept = weakref.ref(next(given).projects[0])
    next(given)
    gc.collect()
    assert kept() is None


WRITTEN = pytest.mark.parametrize(
    ("write_form", "name"), [(write_form_docx, "a.docx"), (write_form_xlsx, "a.xlsx")], ids=["document", "workbook"]
)
Write = Callable[[Iterable[Project], Path], None]


@WRITTEN
def test_all_forms_of_the_sample_come_back(
    write_form: Write, name: str, sample: dict[str, Project], tmp_path: Path
) -> None:
    write_form(sample.values(), tmp_path / name)
    read, findings = read_forms([str(tmp_path / name)])
    assert not findings
    assert [bare(one) for one in read] == [bare(one) for one in sample.values()]


@WRITTEN
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(declared=st.tuples(projects("1"), projects("2")))
def test_any_project_comes_back(write_form: Write, name: str, declared: tuple[Project, ...], tmp_path: Path) -> None:
    write_form(declared, tmp_path / name)
    read, _ = read_forms([str(tmp_path / name)])
    assert [bare(one) for one in read] == [bare(one) for one in declared]
