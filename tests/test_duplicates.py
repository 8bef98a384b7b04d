"""What stands in several places: copies count once, two that differ are refused, whatever their number and size."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.files import duplicates as module
from engine.files.duplicates import Kind, without_duplicates
from engine.language.findings import Finding, Source, Value


class Note(Value):
    """Something said of a project in a year."""

    project: str
    year: int | None
    text: str
    source: Source


NOTES = Kind(Note, lambda one: (one.project, one.year), lambda one: one.text, "project-repeated", "project-same")


def note(project: str, text: str, line: int, year: int | None = 2024) -> Note:
    return Note(project=project, year=year, text=text, source=Source(file="a.txt", line=line))


def sorted_out(*notes: Note) -> tuple[list[str], list[str]]:
    said: list[Finding] = []
    kept = [f"{one.project} {one.year} {one.text}" for one in without_duplicates(notes, NOTES, said.append)]
    return kept, [f"{one.code} {one.source} {one.values['first']}" for one in said]


@pytest.mark.parametrize(
    ("notes", "kept", "said"),
    [
        ([note("1", "甲", 1), note("1", "甲", 2)], ["1 2024 甲"], ["project-same a.txt:2 a.txt:1"]),
        ([note("1", "甲", 1), note("1", "乙", 2)], [], ["project-repeated a.txt:2 a.txt:1"]),
        (
            [note("1", "甲", 1), note("1", "乙", 2), note("1", "甲", 3)],
            [],
            ["project-repeated a.txt:2 a.txt:1", "project-same a.txt:3 a.txt:1"],
        ),
        ([note("1", "甲", 1), note("1", "乙", 2, 2025)], ["1 2024 甲", "1 2025 乙"], []),
        ([note("1", "甲", 1, None), note("1", "乙", 2)], ["1 None 甲", "1 2024 乙"], []),
        (
            [note("2", "甲", 1), note("1", "甲", 2), note("3", "甲", 3), note("1", "乙", 4)],
            ["2 2024 甲", "3 2024 甲"],
            ["project-repeated a.txt:4 a.txt:2"],
        ),
    ],
)
def test_copies_count_once_and_what_differs_does_not(notes: list[Note], kept: list[str], said: list[str]) -> None:
    assert sorted_out(*notes) == (kept, said)


def test_what_does_not_fit_into_memory_waits_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "IN_MEMORY", 100)
    text = "甲\n乙" * 50
    notes = [note(str(number), text, number + 1) for number in range(20)]
    assert sorted_out(*notes, note("7", "别的", 30)) == (
        [f"{number} 2024 {text}" for number in range(20) if number != 7],
        ["project-repeated a.txt:30 a.txt:8"],
    )


def test_nothing_is_given_before_all_was_read() -> None:
    read: list[int] = []

    def notes() -> Iterator[Note]:
        for number in range(3):
            read.append(number)
            yield note(str(number), "甲", number + 1)

    given = without_duplicates(notes(), NOTES, lambda _: None)
    next(given)
    assert read == [0, 1, 2]
