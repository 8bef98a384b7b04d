"""XML in other encodings than UTF-8: read where it is one of text, else the file is damaged and the others are read."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from engine.forms import read_forms
from engine.recheck import Options, recheck
from engine.recheck.write import write_recheck
from tests.filled import official, write_workbook
from tests.formbooks import FORM, book, document, pack, part, repack, with_code
from tests.recorded import read_actuals
from tests.test_recheck import ROWS

PARTS = {
    "docx": ("word/document.xml", "_rels/.rels"),
    "xlsx": (
        *("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"),
        *("xl/_rels/workbook.xml.rels", "_rels/.rels"),
    ),
}
ALL_PARTS = [(kind, name) for kind, names in PARTS.items() for name in names]
KNOWN = {
    "GB2312": "gb2312",
    "gbk": "gbk",
    "gb18030": "gb18030",
    "Big5": "big5hkscs",
    "UTF-16": "utf-16",
    "utf-8": "utf-8-sig",
    "utf_8": "utf-8",
}
"""What a declaration says, and how the part is written."""
UNKNOWN = ("U0F-8", "utf-7", "idna", "zip", "unicode_escape", "undefined", "utf-16", "甲", "x" * 300)


def declared(data: bytes, encoding: str) -> str:
    """The part as a text that names an encoding."""
    text = data.decode("utf-8")
    body = text[text.index("?>") + 2 :] if text.startswith("<?xml") else text
    return f'<?xml version="1.0" encoding="{encoding}"?>\n{body}'


def made(folder: Path, kind: str, name: str, encoding: str, codec: str) -> str:
    """A form whose part is in an encoding."""
    source = book(folder / "good.xlsx", FORM) if kind == "xlsx" else document(folder / "good.docx", [FORM])
    changed = declared(part(source, name), encoding).encode(codec)
    return repack(source, folder / f"a.{kind}", {name: pack(changed)})


@pytest.mark.parametrize(("kind", "name"), ALL_PARTS)
@pytest.mark.parametrize("encoding", KNOWN)
def test_a_part_in_a_known_encoding_is_read(tmp_path: Path, kind: str, name: str, encoding: str) -> None:
    here = tmp_path / "made"
    here.mkdir()
    codec = KNOWN[encoding]
    try:
        file = made(here, kind, name, encoding, codec)
    except UnicodeEncodeError:
        assert codec == "big5hkscs", "simplified characters have no place in it"
        return
    (project,), findings = read_forms([file])
    assert (project.code, project.indicators[0].target_text) == ("4401", "≥2份")
    assert not [one for one in findings if one.severity != "note"]


@pytest.mark.parametrize(
    ("encoding", "kind", "name"),
    [
        *(("hex", *one) for one in ALL_PARTS),
        *((encoding, *one) for encoding in UNKNOWN for one in (ALL_PARTS[0], ALL_PARTS[2])),
    ],
)
def test_a_part_in_an_unknown_encoding_is_damaged_and_the_others_are_read(
    tmp_path: Path, kind: str, name: str, encoding: str
) -> None:
    file = made(tmp_path, kind, name, encoding, "utf-8")
    good = document(tmp_path / "z.docx", [with_code("4402")])
    projects, findings = read_forms([file, good])
    assert "4402" in [one.code for one in projects]
    errors = [one for one in findings if one.severity == "error"]
    assert {"file-damaged"} == {one.code for one in errors} - {"no-forms"}
    assert all(len(one.message) < 300 for one in errors)


@pytest.mark.parametrize(
    "start",
    [
        b"<?xml version='1.0' encoding = 'hex' ?>",
        b"<?xml version='1.0'\n\tencoding='hex'?>",
        b"<?xml " + b" " * 5000 + b"version='1.0' encoding='hex'?>",
        b"<?xml version='1.0' encoding='hex'",
        b"<?xml version='1.0' encoding='gb2312'?>\xff\xff",
        "<?xml version='1.0' 甲='' encoding='gb2312'?>".encode(),
        b" <?xml version='1.0' encoding='hex'?>",
        codecs.BOM_UTF16_LE + b"<",
        codecs.BOM_UTF32_BE + b"\0\0\0",
        b"",
    ],
)
def test_no_declaration_gets_past(tmp_path: Path, start: bytes) -> None:
    source = book(tmp_path / "good.xlsx", FORM)
    for name in PARTS["xlsx"][:2]:
        body = part(source, name).partition(b"?>")[2] or part(source, name)
        file = repack(source, tmp_path / "a.xlsx", {name: pack(start + body)})
        _, findings = read_forms([file])
        assert "file-damaged" in [one.code for one in findings] or start == b""


@pytest.mark.parametrize("encoding", ["gb2312", "hex"])
def test_the_readers_of_recheck_and_actuals_read_alike(tmp_path: Path, encoding: str) -> None:
    source = str(write_workbook(tmp_path / "good.xlsx", official(ROWS)))
    name = "xl/worksheets/sheet1.xml"
    codec = "utf-8" if encoding == "hex" else encoding
    inside = tmp_path / "in"
    inside.mkdir()
    repack(source, inside / "a.xlsx", {name: pack(declared(part(source, name), encoding).encode(codec))})
    outcome = recheck([str(inside)], Options())
    codes = [one.code for one in (*outcome.report.faults, *outcome.report.undecided)]
    assert ("file-damaged" in codes) == (encoding == "hex")
    assert len(outcome.report.projects) == (encoding != "hex")
    assert write_recheck(outcome, tmp_path / "out")
    _, findings = read_actuals([str(inside)], {})
    assert ("file-damaged" in [one.code for one in findings]) == (encoding == "hex")
