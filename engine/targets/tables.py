"""The parser of the grammar, from tables that were computed before: computing them takes longer than all other imports.

``tables.json`` is lark's own account of the parser, made by ``python -m tests.make_docs``. It says of which grammar and
of which lark it is: for any other the parser is made from the grammar, so that nothing is ever read by old tables.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import lark
from lark import Lark
from lark.lexer import Lexer

GRAMMAR = Path(__file__).with_name("targets.lark")
TABLES = Path(__file__).with_name("tables.json")


def made_for(grammar: str) -> list[str]:
    """What tables depend on: the grammar, and the version of lark, whose account of a parser may change."""
    return [sha256(grammar.encode()).hexdigest(), lark.__version__]


def built(grammar: str, lexer: type[Lexer]) -> Lark:
    """The parser from its grammar."""
    return Lark(grammar, parser="lalr", lexer=lexer)


def loaded(lexer: type[Lexer], tables: Path = TABLES) -> Lark:
    """The parser of ``targets.lark``: from the tables where they are this grammar's, else built."""
    grammar = GRAMMAR.read_text(encoding="utf-8")
    kept = _kept(tables)
    if kept.get("made for") != made_for(grammar):
        return built(grammar, lexer)
    data, made = kept["data"], kept["data"]["parser"]["parser"]
    made["tokens"] = _numbered(made["tokens"])
    made["states"] = {state: _numbered(row) for state, row in _numbered(made["states"]).items()}
    data["options"]["lexer"] = data["parser"]["lexer_conf"]["lexer_type"] = lexer  # a class, which no JSON holds
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
