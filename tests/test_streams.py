"""JSON given piece by piece: the very bytes of the whole, and lines of which each is read alone."""

from __future__ import annotations

import json
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from engine.cli.common import json_text
from engine.cli.streams import lines, pieces

SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
DATA = st.recursive(SCALARS, lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(), some, max_size=3))


def given_one_by_one(data: Mapping[str, object]) -> dict[str, object]:
    """The data with its lists as what gives their items."""
    return {name: iter(value) if isinstance(value, list) else value for name, value in data.items()}


@given(st.dictionaries(st.text(max_size=5), DATA, min_size=1, max_size=5))
def test_the_pieces_are_the_text_of_the_whole(data: dict[str, object]) -> None:
    assert "".join(pieces(given_one_by_one(data))) == f"{json_text(data)}\n"


@given(st.dictionaries(st.sampled_from("abc"), DATA), st.lists(DATA))
def test_each_line_is_read_alone_the_head_first(head: dict[str, object], projects: list[object]) -> None:
    short = {name: value for name, value in head.items() if not isinstance(value, list)}
    found = list(lines(given_one_by_one({**head, "projects": projects})))
    assert [json.loads(line) for line in found] == [short, *projects]
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in found)
