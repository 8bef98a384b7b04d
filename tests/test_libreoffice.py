"""Old Word documents, read where LibreOffice is installed and refused with what to do where it is not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from engine.forms import read_forms
from engine.grids import libreoffice
from engine.grids.confined import Bounds
from engine.grids.files import read_contents
from tests.formbooks import FORM, codes, compound, document, saved_anew, targets
from tests.needs import needs


def program(folder: Path, does: str) -> str:
    """A program that stands for LibreOffice."""
    path = folder / "office"
    path.write_text(f"#!{sys.executable}\nimport sys, time\nfrom pathlib import Path\n{does}\n")
    path.chmod(0o700)
    return str(path)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """What looks like an old Word document."""
    path = tmp_path / "申报表.doc"
    path.write_bytes(compound({"WordDocument": bytes(64)}))
    return path


@pytest.mark.parametrize("kind", [".wps", ".rtf"])
def test_a_document_of_an_old_program_declares_what_the_new_one_does(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(libreoffice.VARIABLE, needs("libreoffice"))
    source = Path(document(tmp_path / "a.docx", [FORM]))
    saved_anew([source], "odt", tmp_path)
    saved_anew([tmp_path / "a.odt"], "rtf" if kind == ".rtf" else "doc:MS Word 97", tmp_path)
    path = (tmp_path / ("a.rtf" if kind == ".rtf" else "a.doc")).rename(tmp_path / f"b{kind}")
    (expected,), _ = read_forms([str(source)])
    (project,), findings = read_forms([str(path)])
    assert targets(project) == targets(expected)
    assert codes(findings) == ["file-converted"]
    assert "LibreOffice" in findings[0].message
    assert str(project.indicators[0].source) == f"{path}:table 1 row 10"


def test_without_libreoffice_it_is_said_how_to_save_the_file(old: Path) -> None:
    contents = read_contents(old)
    (refusal,) = contents.findings
    assert (contents.unread, refusal.code) == (True, "file-needs-office")
    assert "在 WPS 中点“文件”→“另存为”" in refusal.chinese()


@pytest.mark.parametrize(
    ("does", "code"),
    [
        ("time.sleep(60)", "file-conversion-late"),
        ("pass", "file-not-converted"),
        ("Path('given.docx').write_bytes(b'PK no archive')", "file-not-converted"),
        ("Path('given.docx').write_bytes(bytes(1 << 21))", "file-not-converted"),
        ("Path('given.docx').write_bytes(bytes(len(bytearray(1 << 30))))", "file-not-converted"),
    ],
)
def test_what_a_conversion_takes_is_bounded(
    does: str, code: str, old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(libreoffice.VARIABLE, program(tmp_path, does))
    monkeypatch.setattr(libreoffice, "BOUNDS", Bounds(0.5 if "sleep" in does else 30, 512 << 20, 1 << 20))
    assert [one.code for one in read_contents(old).findings] == [code]


def test_a_conversion_works_in_a_folder_that_is_gone_afterwards(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = document(tmp_path / "made.docx", [FORM])
    log = tmp_path / "log"
    does = (
        f"Path({str(log)!r}).write_text(str(Path.cwd())); Path('given.docx').write_bytes(Path({made!r}).read_bytes())"
    )
    monkeypatch.setenv(libreoffice.VARIABLE, program(tmp_path, does))
    assert codes(read_forms([str(old)])[1]) == ["file-converted"]
    assert not Path(log.read_text()).exists()


def test_it_is_looked_for_where_it_usually_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(libreoffice.VARIABLE)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(libreoffice, "USUAL_PLACES", (str(tmp_path / "nowhere"),))
    assert libreoffice.program() is None
    usual = program(tmp_path, "pass")
    monkeypatch.setattr(libreoffice, "USUAL_PLACES", (usual,))
    assert libreoffice.program() == usual
