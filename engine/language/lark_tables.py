"""The parser of a grammar, from tables that were computed before: computing them takes longer than all other imports.

``tables.json`` beside a grammar is lark's own account of its parser, made by ``python -m tests.make_docs``. It says of which
grammar and of which lark it is: for any other the parser is made from the grammar, so that nothing is ever read by old
tables.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import lark
from lark import Lark

TABLES = "tables.json"


def made_for(grammar: str) -> list[str]:
    """What tables depend on: the grammar, and the version of lark, whose account of a parser may change."""
    return [sha256(grammar.encode()).hexdigest(), lark.__version__]


def built(grammar: str, **made_with: Any) -> Lark:
    """The parser from its grammar; ``made_with`` is a lexer or a transformer."""
    return Lark(grammar, parser="lalr", **made_with)


def loaded(file: Path, tables: Path | None = None, **made_with: Any) -> Lark:
    """The parser of a grammar: from the tables where they are this grammar's, else built."""
    grammar = file.read_text(encoding="utf-8")
    kept = _kept(tables or file.with_name(TABLES))
    if kept.get("made for") != made_for(grammar):
        return built(grammar, **made_with)
    data, made = kept["data"], kept["data"]["parser"]["parser"]
    made["tokens"] = _numbered(made["tokens"])
    made["states"] = {state: _numbered(row) for state, row in _numbered(made["states"]).items()}
    data["options"] |= made_with  # classes and values, which no JSON holds
    data["parser"]["lexer_conf"]["lexer_type"] = data["options"]["lexer"]
    return Lark.load({"data": data, "memo": _numbered(kept["memo"])})


def _kept(tables: Path) -> Any:
    """The tables; empty where there are none that can be read, since they only save time."""
    try:
        return json.loads(tables.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _numbered(values: dict[str, Any]) -> dict[int, Any]:
    """The numbers of states, tokens and rules as numbers again: JSON has texts alone as keys."""
    return {int(key): value for key, value in values.items()}
