"""The saved tables of the grammars: they are their own, they are used, and for any other grammar they are not."""

from __future__ import annotations

import json
from pathlib import Path

import lark
import pytest
import yaml
from lark import Lark
from lark.exceptions import UnexpectedInput

from engine.explanations import expressions
from engine.language import lark_tables as tables
from engine.targets import normalise
from engine.targets.grammar import GRAMMAR, Names, scan
from tests.parser_tables import account

CASES = Path(__file__).parent / "cases" / "targets.yaml"
TEXTS = [row["text"] for rows in yaml.safe_load(CASES.read_text(encoding="utf-8")).values() for row in rows]
NAMES = sorted({scan(normalise(text)).names for text in TEXTS})


def _built() -> Lark:
    return tables.built(GRAMMAR.read_text(encoding="utf-8"), lexer=Names)


def _read(parser: Lark, names: tuple[str, ...] = ("GE", "NUM", "UNIT")) -> object:
    try:
        return parser.parse(names)
    except UnexpectedInput as error:
        return type(error)


def _refuse(*_: object) -> Lark:
    raise AssertionError("not this way")


def test_the_saved_parser_is_the_one_that_the_grammar_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    built = _built()
    monkeypatch.setattr(tables, "built", _refuse)
    saved = tables.loaded(GRAMMAR, lexer=Names)
    assert json.dumps(account(saved), default=str) == json.dumps(account(built), default=str)
    assert [_read(saved, names) for names in NAMES] == [_read(built, names) for names in NAMES]


def test_another_grammar_is_not_read_by_these_tables(tmp_path: Path) -> None:
    changed = tmp_path / "targets.lark"
    changed.write_text(GRAMMAR.read_text(encoding="utf-8").replace("季度", "季季"), encoding="utf-8")
    assert any(
        "季季" in one.pattern.to_regexp()
        for one in tables.loaded(changed, GRAMMAR.with_name(tables.TABLES), lexer=Names).terminals
    )


def test_another_version_of_lark_makes_its_own_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lark, "__version__", "0.0.1")
    monkeypatch.setattr(Lark, "load", _refuse)
    assert _read(tables.loaded(GRAMMAR, lexer=Names)) == _read(_built())


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe", b'{"made for"', b"{}"], ids=repr)
def test_without_tables_the_parser_is_made_from_the_grammar(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "tables.json"
    if content is not None:
        file.write_bytes(content)
    assert _read(tables.loaded(GRAMMAR, file, lexer=Names)) == _read(_built())


def test_the_saved_parser_of_formulas_is_the_one_that_their_grammar_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    built = tables.built(expressions.GRAMMAR.read_text(encoding="utf-8"), transformer=expressions._Builder())
    monkeypatch.setattr(tables, "built", _refuse)
    saved = tables.loaded(expressions.GRAMMAR, transformer=expressions._Builder())
    for text in ("甲率(%) = 甲数 ÷ 总数 × 100% ≥90", "∑甲 × 乙 ÷ ∑甲 × 50", "(甲 - 乙) ÷ 乙 × 100%", "甲 ÷", "= ="):
        assert _parsed(saved, text) == _parsed(built, text)


def _parsed(parser: Lark, text: str) -> object:
    try:
        return parser.parse(text)
    except UnexpectedInput as error:
        return type(error)
