"""Templates of other people: they see their own folder and the values, and end in a document or in one sentence."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from engine.files.resources import folder
from engine.reports.documents import confined as confining
from engine.reports.documents import typesetting
from engine.reports.documents.confined import confined
from engine.reports.documents.errors import TemplateError
from engine.reports.documents.package import read_parts, write_parts
from engine.reports.documents.project_report import project_report
from engine.reports.documents.typesetting import Values, set_pdf
from engine.reports.documents.word_filling import fillable
from engine.reports.documents.word_report import word_report
from engine.reports.documents.word_table import TEMPLATE, word_table
from engine.reports.table import official_table
from tests import make_runs
from tests.office import word_text

SECRET = "-----BEGIN PRIVATE KEY-----"


def typst(path: Path, source: str) -> bytes:
    """What a typst template of somebody gives; its one value is ``name``."""
    path.mkdir(exist_ok=True)
    (path / "own.typ").write_text(source, encoding="utf-8")
    return confined(path / "own.typ", "pdf", json.dumps({"name": "甲"}).encode(), {}, ())


def tags(path: Path, tag: str) -> bytes:
    """The official table by a template in which somebody has put tags of their own."""
    path.mkdir(exist_ok=True)
    parts = read_parts((folder("templates") / TEMPLATE).read_bytes())
    body = parts["word/document.xml"].decode().replace("{{ code }}", tag, 1)
    (path / TEMPLATE).write_bytes(write_parts({**parts, "word/document.xml": body.encode()}))
    return word_table(official_table(make_runs.run(), make_runs.links()), path)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A document may take half a second; the process has started, and knows its libraries."""
    typst(tmp_path / "first", "a")
    tags(tmp_path / "first", "a")
    monkeypatch.setattr(confining, "SECONDS", 0.5)


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document may take half a gigabyte."""
    monkeypatch.setattr(confining, "MEMORY", 512 << 20)


READS = {
    "a key in the current folder": '#read("key.pem")',
    "the same from the root": '#read("/key.pem")',
    "a key one folder up": '#read("../key.pem")',
    "a file of the machine": '#read("/etc/hostname")',
    "a picture that is a link": '#image("link.svg")',
    "a text that is a link": '#read("link.txt")',
    "a hidden file": '#read(".hidden.txt")',
    "a key beside it": '#read("own.pem")',
}


@pytest.mark.parametrize("source", READS.values(), ids=READS)
def test_a_pdf_template_reads_nothing_but_what_is_meant_for_templates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    for secret in (tmp_path / "key.pem", own / "own.pem", own / ".hidden.txt", tmp_path / "key.txt"):
        secret.write_text(SECRET, encoding="utf-8")
    (own / "link.txt").symlink_to(tmp_path / "key.txt")
    (own / "link.svg").symlink_to(tmp_path / "key.txt")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(
        TemplateError, match=r"own\.typ cannot be used: (file not found|path .* would escape)"
    ) as caught:
        typst(own, f"\n\n{source}")
    assert "line 3" in str(caught.value)
    assert SECRET not in str(caught.value)


def test_a_pdf_template_uses_what_stands_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts/head.typ").write_text('#image("logo.svg") #read("name.txt")', encoding="utf-8")
    (tmp_path / "parts/logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', encoding="utf-8"
    )
    (tmp_path / "parts/name.txt").write_text("某某局", encoding="utf-8")
    assert typst(tmp_path, '#include "parts/head.typ"\n#json("data.json").name').startswith(b"%PDF")


@pytest.mark.parametrize(
    "package",
    ['"@preview/cetz:0.2.0"', '"@local/own:1.0.0"', '"@pre" + "view/tablex:0.0.8"'],
    ids=["preview", "local", "sum"],
)
def test_a_pdf_template_asks_nobody_for_packages(tmp_path: Path, package: str) -> None:
    with pytest.raises(TemplateError, match="it asks for a package, and templates have none: put what it needs"):
        typst(tmp_path / "own", f"#import {package}: *")


FAULTS = {
    "#nothing": r"unknown variable: nothing \(line 1\)",
    "\n#panic()": r"panicked \(line 2\)",
    "#while true {}": "always true",
    "#let f() = f()\n#f()": "call depth exceeded",
    "#(1 / 0)": "divide by zero",
    "#image(bytes((1, 2)))": "line 1",
}


@pytest.mark.parametrize("source", FAULTS)
def test_a_fault_of_a_pdf_template_is_named_with_its_line(tmp_path: Path, source: str) -> None:
    with pytest.raises(TemplateError, match=FAULTS[source]):
        typst(tmp_path, source)


@pytest.mark.usefixtures("hurried")
def test_a_pdf_template_that_does_not_end_is_ended_and_the_next_is_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loops = "#for a in range(9000) { for b in range(9000) { for c in range(9000) {} } }"
    with pytest.raises(TemplateError, match=r"it takes more than \d+ seconds for one document"):
        typst(tmp_path / "own", loops)
    monkeypatch.undo()
    assert typst(tmp_path / "next", "a").startswith(b"%PDF")


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("source", ['#("a" * 8000000000)', "#range(4000000000).len()"])
def test_a_pdf_template_that_wants_all_memory_gets_none(tmp_path: Path, source: str) -> None:
    with pytest.raises(TemplateError, match="needs more memory"):
        typst(tmp_path / "own", source)
    assert typst(tmp_path / "next", "a").startswith(b"%PDF")


TAGS = {
    "{{ range(1000000000)|list }}": "'range' is undefined",
    "{{ lipsum(n=100000) }}": "'lipsum' is undefined",
    "{{ 'a' * 10**9 }}": "works on numbers up to",
    "{{ 9 ** 999999999 }}": "works on numbers up to",
    "{{ [0] * 999999999 }}": "works on numbers up to",
    "{{ '%9999999999d' % 1 }}": "works on numbers up to",
    "{{ 1 / 0 }}": "division by zero",
    "{{ code.__class__.__mro__ }}": "unsafe",
    "{{ ''.__class__ }}": "unsafe",
    "{{ rows.append(1) }}": "no attribute",
    "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}": "calls itself without end",
    "{{ '{:>9999999999}'.format(1) }}": "needs more memory",
    "{{ 'a'|center(9999999999) }}": "needs more memory",
    "{% include 'report.docx' %}": "no loader",
    "{{ name|groupby('x.y') }}": "cannot be used",
}


@pytest.mark.parametrize("tag", TAGS)
def test_a_word_template_that_asks_for_too_much_ends_in_a_sentence(tmp_path: Path, tag: str) -> None:
    with pytest.raises(TemplateError, match=r"selfeval-table\.docx cannot be used: ") as caught:
        tags(tmp_path / "own", tag)
    assert TAGS[tag] in str(caught.value)
    assert len(str(caught.value)) < 800


@pytest.mark.usefixtures("hurried")
def test_a_word_template_that_does_not_end_is_ended_and_the_next_is_filled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loops = "{% for a in name %}" * 9 + "{% endfor %}" * 9
    with pytest.raises(TemplateError, match=r"it takes more than \d+ seconds for one document"):
        tags(tmp_path / "own", loops.replace("in name", "in footer"))
    monkeypatch.undo()
    assert "44031" in word_text(tags(tmp_path / "next", "44031"))


@pytest.mark.usefixtures("narrow")
def test_a_text_that_doubles_itself_ends(tmp_path: Path) -> None:
    doubled = "{% set one = namespace(text='甲乙丙丁') %}" + "{% set one.text = one.text ~ one.text %}" * 40
    with pytest.raises(TemplateError, match="needs more memory"):
        tags(tmp_path / "own", doubled)


@pytest.mark.parametrize("part", ["word/styles.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"])
def test_a_word_template_that_lacks_a_part_is_named_with_it(tmp_path: Path, part: str) -> None:
    parts = read_parts((folder("templates") / "report.docx").read_bytes())
    (tmp_path / "report.docx").write_bytes(write_parts({name: one for name, one in parts.items() if name != part}))
    with pytest.raises(TemplateError, match="it lacks"):
        word_report(project_report(make_runs.run(), make_runs.links()), tmp_path)


def test_styles_that_unfold_without_end_are_refused(tmp_path: Path) -> None:
    parts = read_parts((folder("templates") / "report.docx").read_bytes())
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "a" * 10}">' for n in range(12))
    bomb = f"<?xml version='1.0'?><!DOCTYPE a [{entities}]><a>&e11;</a>".encode()
    (tmp_path / "report.docx").write_bytes(write_parts({**parts, "word/styles.xml": bomb}))
    with pytest.raises(TemplateError):
        fillable("report.docx", tmp_path, ()).styles  # noqa: B018 (it is read when it is asked for)


def test_ours_are_filled_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confining, "_Worker", None)
    assert word_table(official_table(make_runs.run(), make_runs.links()))


def test_a_folder_with_too_much_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "MOST_FILES", 3)
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text("a", encoding="utf-8")
    (tmp_path / "own.typ").write_text("a", encoding="utf-8")
    with pytest.raises(TemplateError, match="a folder of more than 3 files; give templates one of their own"):
        set_pdf(tmp_path / "own.typ", Values(b"{}", {}), (), tmp_path)


def test_a_process_that_cannot_be_started_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> None:
        raise OSError(errno.EAGAIN, "too many processes")

    monkeypatch.setattr(confining, "_worker", refused)
    with pytest.raises(TemplateError, match="the process that fills it cannot be started: too many processes"):
        tags(tmp_path / "own", "a")


def test_a_document_larger_than_any_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confining, "LARGEST", 100)
    with pytest.raises(TemplateError, match="is larger than 256 MB"):
        tags(tmp_path / "own", "a")
