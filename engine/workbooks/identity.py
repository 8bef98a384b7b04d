"""Which project a sheet or line of a filled-in workbook is about.

It says so by its code and its name, a sheet also by what the workbook's hidden sheet says it was made for. They must
agree; where one was lost, the others count. So no figure is recorded into another project by one changed cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from engine.actuals.declared import Declared
from engine.language.findings import Findings, Source, finding
from engine.language.rendering import Coded
from engine.terms import Answers, Indicator, Project
from engine.terms.levels import key_of
from engine.workbooks.grid import Filled
from engine.workbooks.layout import plain


class Signs(NamedTuple):
    """What is said of a project: its code and name where they stand, the code it was made for, the place of it all."""

    code: Filled | None
    name: Filled | None
    location: Source
    made_for: str = ""

    @property
    def written(self) -> str:
        """The code as it stands there, without blanks."""
        return plain(self.code.text) if self.code else ""

    @property
    def called(self) -> str:
        """The name as it stands there."""
        return self.name.text if self.name else ""

    @property
    def at(self) -> Source:
        """The cell to look at: the code's, or the name's where there is no code."""
        known = self.code if self.written else self.name if self.called else self.code
        return known.source if known else self.location


class Known(NamedTuple):
    """The projects that a workbook names, and all that are declared."""

    projects: Mapping[str, Project]
    declared: Declared

    def called(self, name: str) -> frozenset[str]:
        """The codes of the declared projects of a name."""
        return frozenset(code for code, known in self.declared.names.items() if key_of(known) == key_of(name))

    def answers(self, project: Project, row: Indicator) -> Answers:
        """What persons settled about a row."""
        return self.declared.answers(project).get(row.code, ())

    def project(self, code: str) -> Project | None:
        """A declared project."""
        return self.projects.get(code) or self.declared.one(code)


def project_of(signs: Signs, known: Known, title: str, hint: Coded | None = None) -> tuple[Project | None, Findings]:
    """The project that the signs agree on, or an error that says why there is none; ``title`` names what has no code."""
    made_for = known.projects.get(signs.made_for)
    if signs.written:
        project = known.projects.get(signs.written)
        if project is not None and _agree(project, signs, made_for, known):
            return project, ()
    else:
        project, alike = made_for, known.called(signs.called) if signs.called else frozenset()
        if project is None and len(alike) == 1:
            project = known.project(*alike)
        if project is not None and (not alike or project.code in alike):
            return project, (finding("collect-project-inferred", signs.at, project=project.code, name=project.name),)
    if project is None:
        unknown = {"project": signs.written or title, "hint": hint or known.declared.hint(signs.written)}
        return None, (finding("actual-project-unknown", signs.at, **unknown),)
    values = {"code": signs.written or "—", "name": signs.called or "—", "made_for": made_for.code if made_for else "—"}
    return None, (finding("collect-project-conflict", signs.at, **values, others=_named(signs, made_for, known)),)


def _agree(project: Project, signs: Signs, made_for: Project | None, known: Known) -> bool:
    """Whether neither the name nor what a sheet was made for is that of another declared project."""
    if made_for is not None and made_for.code != project.code:
        return False
    if not signs.called or key_of(project.name) == key_of(signs.called):
        return True
    alike = known.called(signs.called)
    return not alike or project.code in alike


def _named(signs: Signs, made_for: Project | None, known: Known) -> str:
    """The projects that the signs name, each with its name."""
    codes = dict.fromkeys([signs.written, *sorted(known.called(signs.called))])
    if made_for is not None:
        codes[made_for.code] = None
    found = (known.project(code) for code in codes if code)
    return "、".join(f"{one.code} {one.name}" for one in found if one is not None)
