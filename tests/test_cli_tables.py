"""Tables of the command line: one look, whether they are drawn for a terminal or written for a file."""

from __future__ import annotations

from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from engine.cli import common

CELLS = st.text("a甲— ．é😀/[b]12.", max_size=8).map(str.strip)


class Terminal(StringIO):
    """A terminal that keeps what is printed."""

    def isatty(self) -> bool:
        return True


def printed(rows: list[list[str]], right: frozenset[int], to: StringIO) -> list[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", to)
        patch.setenv("COLUMNS", "500")
        patch.setenv("TERM", "dumb")
        common.print_table([f"column {at}" for at in range(len(rows[0]))], rows, right)
    return [line.rstrip() for line in to.getvalue().splitlines()]


@given(st.integers(1, 5).flatmap(lambda wide: st.lists(st.lists(CELLS, min_size=wide, max_size=wide), min_size=1)))
def test_a_file_has_the_lines_that_a_terminal_shows(rows: list[list[str]]) -> None:
    right = frozenset({1})
    assert printed(rows, right, StringIO()) == printed(rows, right, Terminal())


def test_a_row_is_one_line_however_its_cells_are_broken() -> None:
    lines = printed([["4401", "甲\n项目", "9.50"], ["4402", "乙", "10.00"]], frozenset({2}), StringIO())
    assert lines == ["column 0  column 1  column 2", "4401      甲 项目       9.50", "4402      乙           10.00"]
    assert len({cell_len(line) for line in lines}) == 1
