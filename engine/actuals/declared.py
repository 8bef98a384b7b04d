"""The declared projects that files of actuals are held against, loaded only where a file names them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cached_property

from engine.files.duplicates import NO_YEAR
from engine.files.yaml import nearest
from engine.language.findings import Findings, Source, finding
from engine.language.rendering import Coded, coded
from engine.terms import Answers, AnswersOf, Project, no_answers

Forms = Mapping[int, Project]
"""The forms of a project by the year that each is declared for, 0 for not known."""


class Declared:
    """The declared projects, of which only those are in memory that were asked for together last.

    ``load`` gives the forms of projects by their codes, leaving out those that are not declared; ``names`` the names of all
    by their codes, which is asked for at most once, and only where a file names no code that is declared. ``year`` is the
    one that is recorded, where that was said; ``answers`` what persons settled about the rows of a project.
    """

    def __init__(
        self,
        load: Callable[[Collection[str]], Mapping[str, Forms]],
        names: Callable[[], Mapping[str, str]],
        year: int | None = None,
        answers: AnswersOf = no_answers,
    ) -> None:
        self._load = load
        self._names = names
        self.year = year
        self._answers = answers
        self._known: dict[str, Forms] = {}
        self._last: tuple[tuple[str, int | None], Mapping[str, Answers]] | None = None

    def expect(self, codes: Collection[str]) -> None:
        """Loads the forms of some codes at once, which are then asked for one by one; others are forgotten."""
        known = {code: self._known[code] for code in codes if code in self._known}
        new = {code for code in codes if code and code not in known}
        self._known = {**{code: {} for code in new}, **known, **(self._load(new) if new else {})}

    def some(self, codes: Collection[str], year: int | None = None) -> Mapping[str, Project]:
        """The declared ones of some codes, as of a year."""
        self.expect(codes)
        found = {code: _as_of(forms, year or self.year) for code, forms in self._known.items()}
        return {code: project for code, project in found.items() if project is not None}

    def _forms(self, code: str) -> Forms:
        if code in self._known or not code:
            return self._known.get(code, {})
        return self._load({code}).get(code, {})

    def answers(self, project: Project) -> Mapping[str, Answers]:
        """What persons settled about the rows of a project; of the one asked for last it is remembered."""
        key = project.code, project.year
        if self._last is None or self._last[0] != key:
            self._last = key, self._answers(project)
        return self._last[1]

    def one(self, code: str, year: int | None = None) -> Project | None:
        """The project of a code as of a year; None where it is not declared then."""
        return _as_of(self._forms(code), year or self.year)

    def about_year(self, code: str, stated: int | None, location: Source) -> Findings:
        """What is wrong with the year of a file, or the lack of one: errors where nothing is to be recorded then."""
        known = sorted(self._forms(code))
        if stated is not None and self.year is not None and stated != self.year:
            return (finding("actual-year-differs", location, year=stated, asked=self.year),)
        year, shown = stated or self.year, "、".join(str(one or NO_YEAR) for one in known)
        if year is None and len(known) > 1:
            return (finding("actual-year-taken", location, project=code, year=max(known), known=shown),)
        if year is not None and known and not {year, 0} & {*known}:
            return (finding("actual-year-undeclared", location, project=code, year=year, known=shown),)
        return ()

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of every declared project by its code."""
        return self._names()

    def hint(self, code: str) -> Coded:
        """What may be meant by a code that is not declared."""
        return nearest(code, list(self.names)) if self.names else coded("no-form-yet")


def _as_of(forms: Forms, year: int | None) -> Project | None:
    """The form of a year; where there is none, that of no known year, else the newest."""
    found = None if year is None else forms.get(year) or forms.get(0)
    return found or (forms[max(forms)] if forms else None)
