"""Tables of the command line: one look, whether they are drawn for a terminal or written for a file."""

from __future__ import annotations

from collections import Counter
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from engine.cli.folding import columns
from engine.cli.tables import print_table

CELLS = st.text("a甲— ．é😀/[b]12.", max_size=8).map(str.strip)


class Terminal(StringIO):
    """A terminal that keeps what is printed."""

    def isatty(self) -> bool:
        return True


def printed(rows: list[list[str]], right: frozenset[int], to: StringIO, most: int = 500) -> list[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", to)
        patch.setenv("COLUMNS", str(most))
        patch.setenv("TERM", "dumb")
        print_table([f"column {at}" for at in range(len(rows[0]))], rows, right)
    return [line.rstrip() for line in to.getvalue().splitlines()]


@given(st.integers(1, 5).flatmap(lambda wide: st.lists(st.lists(CELLS, min_size=wide, max_size=wide), min_size=1)))
def test_a_file_has_the_lines_that_a_terminal_shows(rows: list[list[str]]) -> None:
    right = frozenset({1})
    assert printed(rows, right, StringIO()) == printed(rows, right, Terminal())


def test_a_row_is_one_line_however_its_cells_are_broken() -> None:
    lines = printed([["4401", "甲\n项目", "9.50"], ["4402", "乙", "10.00"]], frozenset({2}), StringIO())
    assert lines == ["column 0  column 1  column 2", "4401      甲 项目       9.50", "4402      乙           10.00"]
    assert len({cell_len(line) for line in lines}) == 1


RUNS = [
    ["2024-1", "d95478e11955", "2026-11-28 08:34", "深汕特别合作区网络链路租赁服务项目", "98.75"],
    ["2024-2", "7187a0bf1755", "2026-11-28 08:35", "甲项目", "9.50"],
]


def test_on_a_narrow_terminal_cells_go_over_several_lines() -> None:
    assert printed(RUNS, frozenset({4}), Terminal(), 72) == [
        "column 0  column 1      column 2          column 3              column 4",
        "2024-1    d95478e11955  2026-11-28 08:34  深汕特别合作区网络链     98.75",
        "                                          路租赁服务项目",
        "2024-2    7187a0bf1755  2026-11-28 08:35  甲项目                    9.50",
    ]


def test_on_a_still_narrower_one_each_row_stands_by_itself() -> None:
    assert printed(RUNS, frozenset({4}), Terminal(), 40)[:7] == [
        "column 0  2024-1",
        "column 1  d95478e11955",
        "column 2  2026-11-28 08:34",
        "column 3  深汕特别合作区网络链路租赁服务",
        "          项目",
        "column 4  98.75",
        "",
    ]


@given(
    st.integers(20, 120),
    st.integers(1, 4).flatmap(lambda wide: st.lists(st.lists(CELLS, min_size=wide, max_size=wide), min_size=1)),
)
def test_nothing_is_left_out_however_narrow_the_terminal(most: int, rows: list[list[str]]) -> None:
    lines = printed(rows, frozenset({1}), Terminal(), most)
    assert max(map(columns, lines)) <= most
    shown, given_signs = (Counter("".join("".join(one).split())) for one in (lines, map("".join, rows)))
    assert not given_signs - shown
