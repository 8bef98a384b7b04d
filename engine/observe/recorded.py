"""A recorded text with its figures, each with what it is said to be."""

from __future__ import annotations

from functools import cached_property

from engine.observe.roles import Figure, Role, figures_of
from engine.observe.rowtext import BRACKET, RowText

__all__ = ["BRACKET", "Figure", "RecordedRow", "Role"]


class RecordedRow(RowText):
    """What the readers of :mod:`engine.observe.texts` are given."""

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that it mentions."""
        return figures_of(self)
