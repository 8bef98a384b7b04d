"""The declared projects that files of actuals are held against, loaded only where a file names them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property

from engine.files.duplicates import NO_YEAR
from engine.files.yaml import nearest
from engine.language.findings import Findings, Source, finding
from engine.language.rendering import Coded, coded
from engine.terms import Answers, AnswersOf, Project, no_answers


class Declared:
    """The declared projects, of which only those are in memory that were asked for last.

    ``load`` gives the projects of some codes in a year (None: each in its newest), leaving out those that are not
    declared; ``names`` the names of all by their codes, which is asked for at most once, and only where a file names no
    code that is declared; ``years`` the years in which a project is declared, 0 for not known. ``year`` is the one that
    is recorded, where that was said; ``answers`` what persons settled about the rows of a project.
    """

    def __init__(
        self,
        load: Callable[[Collection[str], int | None], Mapping[str, Project]],
        names: Callable[[], Mapping[str, str]],
        years: Callable[[str], Sequence[int]] = lambda _: (),
        year: int | None = None,
        answers: AnswersOf = no_answers,
    ) -> None:
        self._load = load
        self._names = names
        self._years = years
        self.year = year
        self._answers = answers
        self._last: tuple[tuple[str, int | None], Mapping[str, Answers]] | None = None

    def some(self, codes: Collection[str], year: int | None = None) -> Mapping[str, Project]:
        """The declared ones of some codes, as of a year."""
        wanted = {code for code in codes if code}
        return self._load(wanted, year or self.year) if wanted else {}

    def answers(self, project: Project) -> Mapping[str, Answers]:
        """What persons settled about the rows of a project; of the one asked for last it is remembered."""
        key = project.code, project.year
        if self._last is None or self._last[0] != key:
            self._last = key, self._answers(project)
        return self._last[1]

    def one(self, code: str, year: int | None = None) -> Project | None:
        """The project of a code as of a year; None where it is not declared then."""
        return self.some([code], year).get(code)

    def about_year(self, code: str, stated: int | None, location: Source) -> Findings:
        """What is wrong with the year of a file, or the lack of one: errors where nothing is to be recorded then."""
        known = tuple(self._years(code))
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
