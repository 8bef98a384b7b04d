"""A row apart from where it stands: equal rows of many forms are read once."""

from __future__ import annotations

from typing import NamedTuple

from engine.language.findings import Source
from engine.measures import Reading, read_indicator
from engine.measures.direction import Understanding
from engine.terms import Answers, Indicator

NOWHERE = Source(file="")


class DeclaredRow(NamedTuple):
    """All of a row, its form and the answers to it that its reading depends on."""

    level1: str
    level2: str
    name: str
    target_text: str
    explanation: str
    nature: str
    year: int | None
    answers: Answers

    @classmethod
    def of(cls, row: Indicator, year: int | None, answers: Answers) -> DeclaredRow:
        """That of a row of a form."""
        return cls(row.level1, row.level2, row.name, row.target_text, row.explanation, row.nature, year, answers)

    def read(self, by: Understanding) -> Reading:
        """The row as it is read; its findings have no places."""
        row = Indicator(
            code="",
            level1=self.level1,
            level2=self.level2,
            required=False,
            name=self.name,
            target_text=self.target_text,
            explanation=self.explanation,
            nature=self.nature,
            source=NOWHERE,
        )
        return read_indicator(row, self.year, by, self.answers)
