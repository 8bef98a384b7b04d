"""Files and folders gone through: whatever one file does to the program, the others are read and it is named."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import engine.forms.files
import engine.recheck.sources
import engine.services.recording
from engine.files.walking import files_of, guarded
from engine.forms import FORMS
from engine.language.findings import Finding
from tests.conftest import Jixiao
from tests.filled import official, write_text
from tests.formtext import form
from tests.test_recheck import ROWS
from tests.test_recheck_command import data

SECRET = "身份证 440301" * 100
ERRORS = (
    ZeroDivisionError("division by zero"),
    LookupError("unknown encoding: U0F-8"),
    UnicodeDecodeError("utf-8", SECRET.encode(), 0, 1, "invalid"),
    RecursionError("maximum recursion depth exceeded"),
    MemoryError(),
    OSError(28, "No space left on device"),
    ValueError(f"could not convert: {SECRET}"),
)


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder into which full texts of faults are written."""
    folder = tmp_path / "log"
    monkeypatch.setenv("JIXIAO_LOG", str(folder))
    monkeypatch.setattr("engine.files.crashes._KEPT", {})
    return folder


def failing(read: Callable[..., Any], name: str, error: Exception) -> Callable[..., Any]:
    """The reader, to which one file does what nobody foresaw."""

    def reading(*given: Any) -> Any:
        if name in (one.name for one in given if isinstance(one, Path)):
            raise error
        return read(*given)

    return reading


@pytest.mark.parametrize("error", ERRORS, ids=lambda one: type(one).__name__)
def test_a_fault_in_a_file_is_a_finding_that_names_it_and_shows_nothing_of_it(error: Exception, log: Path) -> None:
    def read(_: Path) -> list[tuple[tuple[str, ...], tuple[Finding, ...]]]:
        raise error

    (read_one, (said,)) = next(guarded(Path("a.txt"), read))
    assert read_one == ()
    assert said.source is not None
    assert (said.code, said.severity, said.source.file) == ("file-failed", "error", "a.txt")
    assert type(error).__name__ in said.message
    assert SECRET not in said.message
    (kept,) = log.iterdir()
    assert str(kept) in said.message
    assert "reading a.txt" in kept.read_text("utf-8")
    assert "Traceback" in kept.read_text("utf-8")


def test_what_was_read_before_the_fault_is_kept(log: Path) -> None:
    def read(_: Path) -> Any:
        yield ("one",), ()
        raise ZeroDivisionError

    first, last = guarded(Path("a.txt"), read)
    assert first == (("one",), ())
    assert [one.code for one in last[1]] == ["file-failed"]
    assert log.exists()


def test_who_breaks_off_is_not_held_back() -> None:
    def read(_: Path) -> Any:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(guarded(Path("a.txt"), read))


@pytest.mark.usefixtures("log")
def test_no_command_that_reads_files_is_ended_by_one_of_them(
    jixiao: Jixiao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, number in (("forms", "1"), ("forms", "2"), ("forms", "3")):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / f"{number}.txt").write_text(form(number), "utf-8")
    monkeypatch.setattr("engine.forms.read_file", failing(engine.forms.files.read_file, "2.txt", ZeroDivisionError()))
    read = jixiao("read", "forms", "--format", "json")
    assert [one["code"] for one in data(read)["projects"]] == ["1", "3"]
    assert [(one["code"], one["source"]["file"]) for one in data(read)["findings"]] == [("file-failed", "forms/2.txt")]
    imported = jixiao("import", "forms", "--year", "2024", "--format", "json")
    assert (data(imported)["new"], imported.exit_code) == (2, 1)
    monkeypatch.setattr(
        "engine.services.recording._read_file", failing(engine.services.recording._read_file, "1.yaml", MemoryError())
    )
    (tmp_path / "actuals").mkdir()
    for number in ("1", "3"):
        text = f'project: "{number}"\nactuals:\n  - {{code: "01", value: 3}}\n'
        (tmp_path / "actuals" / f"{number}.yaml").write_text(text, "utf-8")
    recorded = jixiao("record", "actuals", "--by", "张三", "--format", "json")
    assert [one["code"] for one in data(recorded)["findings"]] == ["file-failed"]
    assert (data(recorded)["new"] > 0, recorded.exit_code) == (True, 1)
    for name in ("a.txt", "b.txt"):
        write_text(tmp_path / name, official(ROWS))
    monkeypatch.setattr(
        "engine.recheck.read_file", failing(engine.recheck.sources.read_file, "a.txt", RecursionError())
    )
    checked = jixiao("recheck", "a.txt", "b.txt", "--format", "json")
    assert [one["code"] for one in data(checked)["faults"] if one["file"] == "a.txt"] == ["file-failed"]
    assert [one["file"] for one in data(checked)["projects"]] == ["b.txt"]


def test_a_folder_that_cannot_be_listed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "a.txt").write_text("", "utf-8")
    scan = os.scandir

    def refusing(path: str) -> Any:
        if str(path).endswith("in"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr("os.scandir", refusing)
    files, (said,) = files_of([str(tmp_path)], FORMS)
    assert files == (str(tmp_path / "a.txt"),)
    assert (said.code, str(said.source)) == ("file-unreadable", str(tmp_path / "in"))


def test_what_programs_leave_in_a_folder_is_not_read_but_may_be_named(tmp_path: Path) -> None:
    for name in ("~$a.docx", "._a.xlsx", "a.txt"):
        (tmp_path / name).write_bytes(b"")
    assert files_of([str(tmp_path)], FORMS) == ((str(tmp_path / "a.txt"),), ())
    named = str(tmp_path / "~$a.docx")
    assert files_of([named], FORMS) == ((named,), ())


@contextmanager
def nested(folder: Path, name: str, depth: int) -> Iterator[None]:
    """Folders in one another with a form in the last; taken away again one by one, which nothing ready-made can."""
    here = os.getcwd()
    os.chdir(folder)
    for _ in range(depth):
        os.mkdir(name)
        os.chdir(name)
    Path("a.txt").write_text("", "utf-8")
    bottom = os.open(".", os.O_RDONLY)
    os.chdir(here)
    try:
        yield
    finally:
        os.fchdir(bottom)
        os.unlink("a.txt")
        for _ in range(depth):
            os.chdir("..")
            os.rmdir(name)
        os.chdir(here)
        os.close(bottom)


def test_folders_that_nest_deeper_than_the_stack_are_gone_through(tmp_path: Path) -> None:
    with nested(tmp_path, "d", 1_500):
        files, said = files_of([str(tmp_path)], FORMS)
    assert [Path(file).relative_to(tmp_path).parts for file in files] == [(*("d",) * 1_500, "a.txt")]
    assert said == ()


def test_a_folder_whose_path_is_too_long_is_said_and_the_others_are_gone_through(tmp_path: Path) -> None:
    (tmp_path / "zz").mkdir()
    (tmp_path / "zz" / "b.txt").write_text("", "utf-8")
    with nested(tmp_path, "年" * 40, 40):
        files, (said,) = files_of([str(tmp_path)], FORMS)
    assert (files, said.code) == ((str(tmp_path / "zz" / "b.txt"),), "file-unreadable")


def test_links_that_go_in_a_ring_are_no_folders_and_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("", "utf-8")
    for name, target in (("up", ".."), ("self", "."), ("b.txt", "c.txt"), ("c.txt", "b.txt")):
        (tmp_path / "in" / name).symlink_to(target)
    files, said = files_of([str(tmp_path)], FORMS)
    assert [Path(file).name for file in files] == ["a.txt", "b.txt", "c.txt"]
    assert said == ()
