"""Files that people name: only regular ones are opened, never more than the bound is read, and all in one way."""

from __future__ import annotations

import ast
import hashlib
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.files.opening import TooLargeError, content, content_and_mode, digest
from engine.files.text import read_text
from engine.forms import read_forms
from engine.recheck import Options, recheck
from engine.runs.signing import read_key, signature_text
from tests.builders import ROOT
from tests.formtext import form
from tests.recorded import read_actuals

ENGINE = ROOT / "engine"

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has neither pipes nor devices as files")


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def bound(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        here = os.getcwd()
        os.chdir(path.parent)  # the name of a socket may be about 100 bytes long
        try:
            one.bind(path.name)
        finally:
            os.chdir(here)


SPECIAL: dict[str, Callable[[Path], None]] = {
    "a pipe": os.mkfifo,
    "a link to a device": device,
    "a socket": bound,
    "a folder": Path.mkdir,
    "a link to nothing": lambda path: path.symlink_to("nowhere"),
    "a link to itself": lambda path: path.symlink_to(path.name),
}
special = pytest.mark.parametrize("make", SPECIAL.values(), ids=SPECIAL)


@special
def test_what_is_no_regular_file_is_not_read(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "a"
    make(path)
    for read in (content, digest):
        with pytest.raises(OSError, match=r".+"):
            read(path)
    assert read_text(path)[1][0].code == "file-unreadable"
    assert read_key(path)[1][0].code == "key-unreadable"
    assert signature_text(path)[1][0].code == "signature-unreadable"


def test_no_more_than_the_bound_is_read_whatever_the_size_is_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"1234")
    assert content(path, 4) == b"1234"
    with pytest.raises(TooLargeError):
        content(path, 3)
    with pytest.raises(TooLargeError):
        digest(path, 3)
    assert content(Path("/proc/self/status")) != b"", "it says that it is empty"


def test_a_hole_of_3_gb_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(3 << 30)
    text, (said,) = read_text(path)
    assert text is None
    assert said.code == "file-too-large"
    assert said.values == {"what": "a.txt", "most": "64 MB"}


def test_a_file_that_is_exchanged_for_a_pipe_in_the_meantime_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").write_bytes(b"1")
    is_file = os.stat(tmp_path / "file")
    monkeypatch.setattr("os.stat", lambda _: is_file)
    with pytest.raises(OSError, match="pipe"):
        content(tmp_path / "pipe")


def test_the_digest_of_a_file_is_that_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(bytes(range(256)) * 10_000)
    assert digest(path) == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_permissions_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"1")
    path.chmod(0o640)
    assert content_and_mode(path) == (b"1", 0o640)


@special
def test_folders_are_read_beside_what_is_no_file(tmp_path: Path, make: Callable[[Path], None]) -> None:
    for name in ("a.txt", "a.docx", "a.xlsx", "a.xls", "a.csv"):
        make(tmp_path / name)
    (tmp_path / "b.txt").write_text(form("4401"), "utf-8")
    projects, findings = read_forms([str(tmp_path)])
    assert [one.code for one in projects] == ["4401"]
    assert [one.code for one in findings if one.severity == "error"] == ["file-unreadable"] * 5
    outcome = recheck([str(tmp_path)], Options())
    assert [one.code for one in outcome.report.faults] == ["file-unreadable"] * 5


@special
def test_actuals_and_their_evidence_and_series_are_files(tmp_path: Path, make: Callable[[Path], None]) -> None:
    (tmp_path / "forms.txt").write_text(form("4401"), "utf-8")
    (project,), _ = read_forms([str(tmp_path / "forms.txt")])
    name = project.indicators[0].name
    make(tmp_path / "a.yaml")
    make(tmp_path / "a.xlsx")
    make(tmp_path / "shown")
    head = f'project: "4401"\nactuals:\n  - indicator: {name}\n'
    (tmp_path / "b.yaml").write_text(f"{head}    value: 2\n    evidence: shown\n", "utf-8")
    (tmp_path / "c.yaml").write_text(f"{head}    series: {{file: shown}}\n", "utf-8")
    read, findings = read_actuals([str(tmp_path / "b.yaml")], {project.code: project})
    assert [one.actuals[0].evidence_sha256 for one in read] == [""]
    assert [one.code for one in findings] == ["evidence-missing"]
    assert [one.code for one in read_actuals([str(tmp_path / "c.yaml")], {project.code: project})[1]] == [
        "data-missing"
    ]
    (tmp_path / "c.yaml").unlink()
    read, findings = read_actuals([str(tmp_path)], {project.code: project})
    assert [one.project for one in read] == ["4401"]
    assert [one.code for one in findings][:2] == ["file-unreadable"] * 2


# Who else opens files, and why that need not go through engine.files.opening.
READS = frozenset(["open", "read_bytes", "read_text", "ZipFile", "load_workbook", "DocxTemplate", "fdopen", "mmap"])
ELSEWHERE = {
    ("engine/files/opening.py", "os.open"): "the one place",
    ("engine/__main__.py", "(HELP / f'help.{language}.txt').read_text"): "the package's own file",
    ("engine/files/program.py", "path.read_bytes"): "the package's own files",
    ("engine/language/catalogue/__init__.py", "path.read_text"): "the package's own files",
    ("engine/language/catalogue/__init__.py", "path.read_bytes"): "likewise",
    ("engine/language/catalogue/__init__.py", "saved.read_text"): "likewise",
    ("engine/grids/pdfcells.py", "pdfplumber.open"): "a copy in a temporary folder",
    ("engine/grids/pdfcells.py", "open"): "writes its answer there",
    ("engine/language/lark_tables.py", "file.read_text"): "the package's own file",
    ("engine/language/lark_tables.py", "tables.read_text"): "likewise",
    ("engine/files/yaml.py", "SHIPPED.read_text"): "likewise",
    ("engine/files/writing.py", "open"): "writes",
    ("engine/files/writing.py", "destination.open"): "makes a new file",
    ("engine/__main__.py", "os.open"): "the device that swallows all output",
    ("engine/grids/package.py", "zipfile.ZipFile"): "bytes that were read, and a new archive",
    ("engine/grids/package.py", "self._archive.open"): "a part of those bytes",
    ("engine/grids/workbook.py", "load_workbook"): "bytes that were read",
    ("engine/recheck/original.py", "load_workbook"): "bytes that were read",
    ("engine/reports/documents/package.py", "zipfile.ZipFile"): "bytes that were read, and a new archive",
    ("engine/reports/documents/word_template.py", "DocxTemplate"): "is given the text of a part; opens nothing",
}
OTHER_OPEN = ("writer.", "self.open", "read_text")
"""Calls of the same name that open no file: cells to be filled in, and the reader built on engine.files.opening."""


def calls(file: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            written = ast.unparse(node.func)
            if name in READS and not written.startswith(OTHER_OPEN):
                yield file.relative_to(ROOT).as_posix(), written


def test_files_of_users_are_opened_in_one_place_only() -> None:
    found = {call for file in sorted(ENGINE.rglob("*.py")) for call in calls(file)}
    assert found - ELSEWHERE.keys() == set(), "open it with engine.files.opening, or say above why it need not be"
    assert ELSEWHERE.keys() - found == set(), "these are gone; take them off the list"
