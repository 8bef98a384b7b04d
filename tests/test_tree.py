"""Pages of a run: one shape for one set of projects, however it came about; only what a change reaches is touched."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.runs.tree import SHEETS, Entry, Tally, build, find, sha256, tree_key, updated, walk

CODES = st.text(max_size=6)
SETS = st.dictionaries(CODES, st.integers(0, 3), max_size=60)


class Book:
    """Pages in memory, and which of them were looked at."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.loaded: list[str] = []

    def keep(self, text: str) -> str:
        self.texts[sha256(text)] = text
        return sha256(text)

    def load(self, names: Sequence[str]) -> dict[str, str]:
        self.loaded += names
        return {name: self.texts[name] for name in names}


def entries(sheets: dict[str, int]) -> list[Entry]:
    """The sheets, the number of each being its content, in the order of their places."""
    made = [
        Entry(code, sha256(f"{code} {number}"), Tally(1, number % 2, number, 2000 + number))
        for code, number in sheets.items()
    ]
    return sorted(made, key=lambda one: tree_key(one.key))


@given(SETS, SETS)
def test_exchanging_sheets_gives_the_pages_of_building_afresh(before: dict[str, int], changes: dict[str, int]) -> None:
    book = Book()
    root = updated(SHEETS, build(SHEETS, entries(before), book.keep), entries(changes), book.load, book.keep)
    assert root == build(SHEETS, entries({**before, **changes}), book.keep)


@given(SETS)
def test_every_sheet_is_found_and_counted(sheets: dict[str, int]) -> None:
    book = Book()
    root = build(SHEETS, entries(sheets), book.keep)
    assert list(walk(SHEETS, root, book.load)) == entries(sheets)
    assert [find(SHEETS, root, one.key, book.load) for one in entries(sheets)] == entries(sheets)
    assert find(SHEETS, root, "no such code", book.load) is None
    numbers = list(sheets.values())
    year = min((2000 + one for one in numbers), default=None)
    assert root.tally == Tally(len(sheets), sum(one % 2 for one in numbers), sum(numbers), year)


@given(SETS, SETS)
def test_other_sheets_have_another_root(one: dict[str, int], two: dict[str, int]) -> None:
    same = build(SHEETS, entries(one), sha256).sha256 == build(SHEETS, entries(two), sha256).sha256
    assert same == (one == two)


@settings(max_examples=20)
@given(st.integers(0, 19_999))
def test_one_change_looks_at_one_path_of_pages(number: int) -> None:
    code = str(number)
    kept_before, looked_at = len(BOOK.texts), len(BOOK.loaded)
    updated(SHEETS, ROOT, entries({code: number + 1}), BOOK.load, BOOK.keep)
    depth = 5  # sixteen times sixteen times sixteen pages hold the 20,000 sheets, sixteen each at most; some are split again
    assert len(BOOK.loaded) - looked_at <= depth
    assert len(BOOK.texts) - kept_before <= depth


BOOK = Book()
ROOT = build(SHEETS, entries({str(number): number for number in range(20_000)}), BOOK.keep)


def test_no_page_holds_more_than_it_should() -> None:
    for text in BOOK.texts.values():
        assert len(text) < 200 * max(SHEETS.size, 16)
