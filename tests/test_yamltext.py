"""YAML as people edit it: text stays text, every fault has its line, and no file costs more than its length."""

from __future__ import annotations

import re
import time
import tracemalloc
from pathlib import Path
from typing import Literal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from engine.files import parsing
from engine.files import yaml as yamltext
from engine.files.document import Document
from engine.files.yaml import check, nearest, parse_yaml, validate
from engine.language.findings import Findings, Value
from engine.quantity import Number
from tests.builders import ROOT
from tests.languages import english_words

FILE = "actuals/a.yaml"


class Leaf(Value):
    """An entry of the model of these tests."""

    name: str
    share: Number | None = None
    kind: Literal["rate", "count"] = "rate"


class Tree(Value):
    """The model of these tests."""

    title: str
    year: int | None = None
    leaves: tuple[Leaf, ...] = ()
    named: dict[str, Leaf] = {}
    words: dict[str, str] = {}
    either: dict[str, str | tuple[str, ...]] = {}
    is_new: bool = False


@pytest.fixture(params=["CSafeLoader", "SafeLoader"], autouse=True)
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both loaders must say the same: the quick one is not there on every machine."""
    monkeypatch.setattr(parsing, "_Loader", getattr(yaml, request.param))


def parsed(text: str) -> Document:
    document, findings = parse_yaml(text, FILE)
    assert document is not None, findings
    assert not findings
    return document


def fault(text: str) -> tuple[str, str, str]:
    """The one fault of a text: its code, place and sentence."""
    document, findings = parse_yaml(text, FILE)
    if document is not None:
        tree, findings = validate(Tree, document)
        assert tree is None
    assert len(findings) == 1, findings
    assert findings[0].severity == "error"
    assert english_words(findings[0].chinese()) == []
    return findings[0].code, str(findings[0].source), findings[0].message


@pytest.mark.parametrize(
    "written",
    [
        "0.10",
        "1e3",
        "0o17",
        "012",
        "yes",
        "no",
        "on",
        "true",
        "是",
        "2024-01-01",
        "12:30",
        "1_000",
        "≥95%",
        ".inf",
        "=",
        "93.2%",
    ],
)
def test_scalars_are_the_text_that_was_typed(written: str) -> None:
    assert parsed(f"a: {written}").data == {"a": written}
    assert parsed(f"- '{written}'").data == [written]


@pytest.mark.parametrize("written", ["", "~", "null", "Null"])
def test_nothing_is_nothing_and_in_quotes_a_text(written: str) -> None:
    assert parsed(f"a: {written}").data == {"a": None}
    assert parsed(f"a: '{written}'").data == {"a": written}


def test_texts_over_several_lines_and_shared_by_an_alias_are_kept() -> None:
    assert parsed("a: |\n  一\n  二\nb: &x 三\nc: *x\nd: >-\n  四\n  五\n").data == {
        "a": "一\n二\n",
        "b": "三",
        "c": "三",
        "d": "四 五",
    }


def test_every_path_has_its_line_or_that_of_what_is_around_it() -> None:
    document = parsed("# a comment\ntitle: 甲\nleaves:\n  - name: 一\n    share: 0.5\n  - {name: 二,\n     share: 1}\n")
    lines = {path: document.at(path).line for path in [("title",), ("leaves",), ("leaves", 0), ("leaves", 1, "share")]}
    assert lines == {("title",): 2, ("leaves",): 3, ("leaves", 0): 4, ("leaves", 1, "share"): 7}
    assert document.at(("leaves", 0, "nothing", "at all")).line == 4
    assert str(document.at(("nothing",))) == "actuals/a.yaml:2"


def test_a_document_becomes_a_model() -> None:
    tree, findings = validate(Tree, parsed("title: 甲\nyear: 2024\nleaves: [{name: 一, share: 0.10}]\nis_new: true\n"))
    assert not findings
    assert tree == Tree.model_validate(
        {"title": "甲", "year": 2024, "leaves": [{"name": "一", "share": "0.10"}], "is_new": True}
    )


FAULTS = {
    "empty": ("", "yaml-empty", 1, "the file is empty"),
    "a comment alone": ("# nothing\n", "yaml-empty", 1, "the file is empty"),
    "a tab for indentation": ("title: 甲\nleaves:\n\t- name: 一\n", "yaml-syntax", 3, "not valid YAML: found"),
    "a bracket left open": ("title: 甲\nwords: {a: b\n\n\n", "yaml-syntax", 2, "not valid YAML"),
    "a quotation mark left open": ("title: '甲\nyear: 2024\n", "yaml-syntax", 2, "not valid YAML"),
    "wrong indentation": ("title: 甲\n  year: 2024\n", "yaml-syntax", 2, "not valid YAML"),
    "an alias of nothing": ("title: 甲\nyear: *x\n", "yaml-syntax", 2, "undefined alias"),
    "two documents": ("title: 甲\n---\ntitle: 乙\n", "yaml-syntax", 2, "not valid YAML"),
    "a control character": ("title: 甲\nyear: 2024\nwords: {a: \x01}\n", "yaml-syntax", 3, "not allowed"),
    "half a character": ('title: 甲\nyear: "\\ud800"\n', "yaml-syntax", 2, "not valid YAML"),
    "a list as a key": ("title: 甲\n? [a, b]\n: 1\n", "yaml-syntax", 2, "a key must be a plain word"),
    "a mapping as a key": ("title: 甲\n? {a: b}\n: 1\n", "yaml-syntax", 2, "a key must be a plain word"),
    "a key twice": ("title: 甲\nyear: 2024\ntitle: 乙\n", "yaml-repeated-key", 3, "“title” stands twice"),
    "a key twice below": ("title: 甲\nwords: {a: b,\n a: c}\n", "yaml-repeated-key", 3, "“a” stands twice"),
    "an unknown key": (
        "title: 甲\nyaer: 2024\n",
        "yaml-unknown-key",
        2,
        "“yaer” is not known here; did you mean “year”?",
    ),
    "an unknown key below": (
        "title: 甲\nleaves:\n  - name: 一\n  - name: 二\n    shair: 0.5\n",
        "yaml-unknown-key",
        5,
        "“shair” is not known here; did you mean “share”?",
    ),
    "an unknown key in a named entry": (
        "title: 甲\nnamed:\n  一: {name: 一, nmae: 二}\n",
        "yaml-unknown-key",
        3,
        "“nmae” is not known here; did you mean “name”?",
    ),
    "a key of another place": (
        "title: 甲\nname: 一\n",
        "yaml-unknown-key",
        2,
        "“name” is not known here; did you mean “named”?",
    ),
    "a key like no other": (
        "title: 甲\nqqq: 一\n",
        "yaml-unknown-key",
        2,
        "“qqq” is not known here; known are either, is_new, leaves, named, title, words, year",
    ),
    "a merge key": ("title: 甲\nwords: &x {a: b}\n<<: *x\n", "yaml-unknown-key", 3, "“<<” is not known here"),
    "a missing key": ("year: 2024\n", "yaml-missing-key", 1, "“title” is missing here; add it"),
    "a missing key below": (
        "title: 甲\nleaves:\n  - name: 一\n  - share: 1\n",
        "yaml-missing-key",
        4,
        "“name” is missing here",
    ),
    "a list for a file": ("- 甲\n- 乙\n", "yaml-value", 1, "the whole file is “[…]”: expected keys with values"),
    "a word for a file": ("甲\n", "yaml-value", 1, "the whole file is “甲”: expected keys with values"),
    "a list for a text": ("title: [甲]\n", "yaml-value", 1, "title is “[…]”: expected a text"),
    "nothing for a text": ("title:\n", "yaml-value", 1, "title is “”: expected a text"),
    "a word for a year": ("title: 甲\nyear: 二四\n", "yaml-value", 2, "year is “二四”: expected a whole number"),
    "digits without end": (
        f"title: 甲\nyear: {'9' * 9999}\n",
        "yaml-value",
        2,
        f"year is “{'9' * 60}…”: expected a whole number",
    ),
    "a word for a number": (
        "title: 甲\nleaves: [{name: 一, share: 半}]\n",
        "yaml-value",
        2,
        "leaves.0.share is “半”: expected a number",
    ),
    "a word for yes or no": ("title: 甲\nis_new: 是\n", "yaml-value", 2, "is_new is “是”: expected true or false"),
    "a word for a list": (
        "title: 甲\nleaves: 一\n",
        "yaml-value",
        2,
        "leaves is “一”: expected a list, each entry on a line that starts with “-”",
    ),
    "a list for keys": ("title: 甲\nwords: [一]\n", "yaml-value", 2, "words is “[…]”: expected keys with values"),
    "a word outside a set": (
        "title: 甲\nleaves: [{name: 一, kind: 率}]\n",
        "yaml-value",
        2,
        "leaves.0.kind is “率”: expected 'rate' or 'count'",
    ),
    "neither of two types": (
        "title: 甲\neither: {一: {二: 三}}\n",
        "yaml-value",
        2,
        "either.一 is “{…}”: expected a text or a list, each entry on a line that starts with “-”",
    ),
    "wrong within one of two types": (
        "title: 甲\neither:\n  一:\n    - 二\n    - [三]\n",
        "yaml-value",
        5,
        "either.一.1 is “[…]”: expected a text",
    ),
    "a Python object": (
        "title: !!python/object/apply:os.getcwd []\n",
        "yaml-value",
        1,
        "title is “[…]”: expected a text",
    ),
}


@pytest.mark.parametrize(("text", "code", "line", "says"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_named_with_its_line(text: str, code: str, line: int, says: str) -> None:
    found, place, message = fault(text)
    assert (found, place) == (code, f"{FILE}:{line}")
    assert says in message


def test_all_faults_of_a_file_are_named_at_once() -> None:
    document = parsed("yaer: 2024\nleaves:\n  - {name: 一, share: 半}\n  - {share: 1}\n")
    _, faults = check(Tree, document)
    assert [(one.path, one.finding.code, one.finding.source and one.finding.source.line) for one in faults] == [
        (("title",), "yaml-missing-key", 1),
        (("leaves", 0, "share"), "yaml-value", 3),
        (("leaves", 1, "name"), "yaml-missing-key", 4),
        (("yaer",), "yaml-unknown-key", 1),
    ]


def test_a_document_without_some_entries_keeps_the_places_of_the_others() -> None:
    document = parsed("title: 甲\nyear: 1\nleaves:\n  - name: 一\n  - name: 二\n  - name: 三\nwords: {a: b}\n")
    rest = document.without([("leaves", 1), ("leaves", 0), ("words",), ("nothing",)])
    assert rest.data == {"title": "甲", "year": "1", "leaves": [{"name": "三"}]}
    assert rest.at(("leaves", 0, "name")).line == 6
    assert rest.at(("words",)).line == document.at(()).line
    assert document.at(("leaves", 0)).line == 4


BOMBS = {
    "aliases of aliases": "a: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(
        f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefghijk", "bcdefghijkl", strict=True)
    ),
    "an alias of itself": "a: &a [*a]\n",
    "a mapping of itself": "a: &a {b: *a}\n",
    "brackets without end": "[" * 100_000,
    "brackets and their ends": "[" * 3_000 + "]" * 3_000,
    "dashes without end": "- " * 10_000,
    "keys below keys": "".join(" " * depth + "a:\n" for depth in range(200)),
}


def test_values_without_number_are_refused_before_a_tree_of_them_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.files.parsing.MOST_VALUES", 10)
    monkeypatch.setattr("yaml.compose", lambda *_, **__: pytest.fail("a tree was made"))
    assert fault("- a\n" * 21)[0] == "yaml-too-large"
    monkeypatch.setattr("engine.files.parsing.MOST_SIGNS", 10)
    monkeypatch.setattr("yaml.parse", lambda *_, **__: pytest.fail("it was parsed"))
    assert fault("a: " + "甲" * 10)[0] == "yaml-too-large"


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS.keys())
def test_a_file_that_explodes_is_an_error_in_little_time_and_memory(text: str) -> None:
    tracemalloc.start()
    start = time.process_time()
    code, _, message = fault(text)
    seconds, (_, most) = time.process_time() - start, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert code == "yaml-too-large"
    assert "split it" in message
    assert seconds < 10
    assert most < 300_000_000


def test_a_long_text_named_a_thousand_times_is_not_copied_into_a_thousand_messages() -> None:
    document = parsed(f"title: &a {'x' * 100_000}\nleaves: [{','.join(['*a'] * 1000)}]\n")
    _, findings = validate(Tree, document)
    assert len(findings) == 1000
    assert sum(len(one.message) for one in findings) < 1000 * 300


@pytest.mark.parametrize(
    ("word", "known", "says"),
    [
        ("valeu", ["value", "inputs"], "did you mean “value”?"),
        ("mof-2020", ["mof-2020-10", "hubei"], "did you mean “mof-2020-10”?"),
        ("在线律", ["在线率", "采纳率"], "did you mean “在线率”?"),
        ("xyz", ["b", "a"], "known are a, b"),
        ("x" * 1_000_000, ["b", "a"], "known are a, b"),
    ],
)
def test_the_nearest_word_is_suggested(word: str, known: list[str], says: str) -> None:
    assert str(nearest(word, known)) == says


def test_a_long_list_of_known_words_is_cut() -> None:
    assert str(nearest("x", [f"{number:02}" for number in range(99)])) == "known are " + ", ".join(
        f"{n:02}" for n in range(12)
    )


SCALARS = st.one_of(
    st.none(), st.text(st.characters(codec="utf-8", exclude_characters="\x85\u2028\u2029"), max_size=10)
)
DATA = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text("abcé甲", min_size=1), inner, max_size=3)
    ),
)


@given(DATA)
def test_what_was_written_comes_back(data: object) -> None:
    text = yaml.safe_dump(data, allow_unicode=True)
    document, findings = parse_yaml(text, FILE)
    assert document is not None, findings
    assert document.data == data
    assert all(1 <= line <= text.count("\n") + 1 for _, line in document.locations.values())


@given(st.one_of(st.text(), st.text("ab:-[]{}&*!|>'\"#,? \n\t~%@`\\")))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    document, findings = parse_yaml(text, FILE)
    said: Findings = findings if document is None else validate(Tree, document)[1]
    assert said or (document is not None and document.data)
    lines = len(re.split("\r\n|[\r\n\x85\u2028\u2029]", text))  # what YAML calls lines
    assert all(one.source is not None and 1 <= (one.source.line or 0) <= lines for one in said)


def test_one_large_document_is_laid_over_another_in_time_that_grows_with_them() -> None:
    many = {f"k{number}": "a" for number in range(30_000)}
    places: dict[tuple[str | int, ...], tuple[str, int]] = {("words", key): (FILE, 1) for key in many}
    below = Document(FILE, {"words": many}, places)
    start = time.perf_counter()
    merged = Document("b.yaml", {"words": dict.fromkeys(many, "b")}, {}).over(below)
    assert time.perf_counter() - start < 5
    assert merged.data == {"words": dict.fromkeys(many, "b")}
    assert merged.locations == {}


SHIPPED = sorted((ROOT / "rulesets").rglob("*.yaml"))


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_what_ships_is_saved_as_it_is_parsed_and_its_lines_are_found_when_asked_for(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = file.read_text(encoding="utf-8")
    parsed, _ = parse_yaml(text, "a.yaml")
    assert parsed is not None
    with monkeypatch.context() as patched:
        patched.setattr(yamltext, "parse_yaml", lambda *_: 1 / 0)
        shipped, findings = yamltext.parse_shipped(text, "a.yaml")
    assert shipped is not None
    assert (shipped.data, findings) == (parsed.data, ())
    assert dict(shipped.locations) == parsed.locations
    assert len(shipped.locations) == len(parsed.locations)


@pytest.mark.parametrize("content", [None, b"", b"\xff", b"{"], ids=repr)
def test_any_other_text_and_any_without_the_file_is_parsed(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = SHIPPED[0].read_text(encoding="utf-8")
    assert yamltext.parse_shipped(f"{text}# \n", "a.yaml") == parse_yaml(f"{text}# \n", "a.yaml")
    file = tmp_path / "shipped.json"
    if content is not None:
        file.write_bytes(content)
    monkeypatch.setattr(yamltext, "SHIPPED", file)
    yamltext._shipped.cache_clear()
    try:
        assert yamltext.parse_shipped(text, "a.yaml") == parse_yaml(text, "a.yaml")
    finally:
        yamltext._shipped.cache_clear()
