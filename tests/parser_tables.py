"""What ``tables.json`` beside a grammar is made of: lark's account of the parser, numbered in the same way every time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lark import Lark
from lark.grammar import Rule
from lark.lexer import TerminalDef

from engine.language.lark_tables import built, made_for

States = dict[int, dict[int, tuple[int, Any]]]
SHIFT = 0


def tables_text(file: Path, **made_with: Any) -> str:
    """The tables of a grammar as it stands now, one state a line; its lexer is not kept where it is a class."""
    grammar = file.read_text(encoding="utf-8")
    data, memo = account(built(grammar, **made_with))
    if made_with:
        data["options"]["lexer"] = data["parser"]["lexer_conf"]["lexer_type"] = None
    return "\n".join(_lines({"made for": made_for(grammar), "data": data, "memo": memo}))


def account(parser: Lark) -> tuple[Any, Any]:
    """What lark saves of a parser; states and tokens, which it numbers at random, in the order in which they are met."""
    data, memo = parser.memo_serialize([TerminalDef, Rule])
    tables = data["parser"]["parser"]
    names = sorted(tables["tokens"].values())
    states = {
        state: {names.index(tables["tokens"][token]): action for token, action in row.items()}
        for state, row in tables["states"].items()
    }
    number = {state: number for number, state in enumerate(_met(states, tables["start_states"]["start"]))}
    tables["tokens"] = dict(enumerate(names))
    tables["states"] = {number[state]: _renumbered(states[state], number) for state in number}
    for ends in ("start_states", "end_states"):
        tables[ends] = {rule: number[state] for rule, state in tables[ends].items()}
    return data, memo


def _met(states: States, start: int) -> list[int]:
    """All states, from the first on, by the order of the tokens that lead to them."""
    met = [start]
    for state in met:
        following = [arg for _, (kind, arg) in sorted(states[state].items()) if kind == SHIFT]
        met += dict.fromkeys(one for one in following if one not in met)
    return met


def _renumbered(row: dict[int, tuple[int, Any]], number: dict[int, int]) -> dict[int, tuple[int, Any]]:
    return {token: (kind, number[arg] if kind == SHIFT else arg) for token, (kind, arg) in sorted(row.items())}


def _lines(value: Any, depth: int = 4) -> Iterator[str]:
    """JSON whose outer levels have a line for each entry."""
    if not isinstance(value, dict) or not depth:
        yield json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return
    yield "{"
    for place, (key, inner) in enumerate(value.items()):
        comma = "," if place + 1 < len(value) else ""
        first, *rest = _lines(inner, depth - 1)
        lines = [f"{json.dumps(str(key))}:{first}", *rest]
        yield from lines[:-1]
        yield lines[-1] + comma
    yield "}"
