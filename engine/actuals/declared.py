"""The declared projects that files of actuals are held against, loaded only where a file names them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cached_property

from engine.terms import Project
from engine.yamltext import nearest


class Declared:
    """The declared projects, of which only those are in memory that were asked for last.

    ``load`` gives the projects of some codes, leaving out those that are not declared; ``names`` the names of all by
    their codes, which is asked for at most once, and only where a file names no code that is declared.
    """

    def __init__(
        self, load: Callable[[Collection[str]], Mapping[str, Project]], names: Callable[[], Mapping[str, str]]
    ) -> None:
        self._load = load
        self._names = names

    @classmethod
    def of(cls, projects: Mapping[str, Project]) -> Declared:
        """Projects that are in memory already."""
        return cls(
            lambda codes: {code: projects[code] for code in codes if code in projects},
            lambda: {code: one.name for code, one in projects.items()},
        )

    def some(self, codes: Collection[str]) -> Mapping[str, Project]:
        """The declared ones of some codes."""
        wanted = {code for code in codes if code}
        return self._load(wanted) if wanted else {}

    def one(self, code: str) -> Project | None:
        """The project of a code; None where it is not declared."""
        return self.some([code]).get(code)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of every declared project by its code."""
        return self._names()

    def hint(self, code: str) -> str:
        """What may be meant by a code that is not declared."""
        return nearest(code, list(self.names)) if self.names else "no form is imported yet"
