"""Which declared row a line of a filled-in workbook is: by its hidden code where its name agrees, else by its name."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from engine.actuals.match import find_indicator
from engine.language.findings import Findings, Source, finding
from engine.language.rendering import Coded, coded
from engine.terms import Indicator, Project
from engine.terms.levels import key_of, same_level
from engine.workbooks import layout
from engine.workbooks.grid import Filled
from engine.workbooks.identity import Known, Signs, project_of
from engine.workbooks.registry import Listed


class Named(NamedTuple):
    """What a line says of itself."""

    code: str
    name: str
    level2: str
    source: Source
    target: Filled | None = None


def declared_row(signs: Signs, named: Named, known: Known) -> tuple[tuple[Project, Indicator] | None, Findings]:
    """The project and its row that are meant, on a sheet for all projects; or an error that says why none is."""
    hint = coded("code-beside", label=layout.CODE)
    project, findings = project_of(signs, known, named.name, hint)
    if project is None:
        return None, findings
    row, more = row_of(named, project, None)
    if row is None:
        return None, (*findings, *more)
    return (project, row), (*findings, *more, *target_changed(named, row))


def _same(first: str, second: str) -> bool:
    """Whether two names are one, whatever their signs and spaces."""
    return key_of(first) == key_of(second)


def row_of(named: Named, project: Project, listed: Listed | None) -> tuple[Indicator | None, Findings]:
    """The row that is meant, or an error that says why none is."""
    live = [row for row in project.indicators if row.is_live]
    by_code = next((row for row in live if named.code and row.code == named.code.zfill(2)), None)
    if by_code is not None and _same(by_code.name, named.name):
        return by_code, ()
    found = _by_name(named, project, live)
    if isinstance(found, Indicator):
        moved = finding("collect-row-by-name", named.source, name=named.name, code=found.code)
        return found, (moved,)
    was = listed.rows.get(by_code.code) if listed is not None and by_code is not None else None
    if by_code is not None and was is not None and _same(was, by_code.name):
        return by_code, (finding("collect-row-renamed", named.source, name=named.name, declared=by_code.name),)
    return None, (finding("actual-unmatched", named.source, name=named.name or named.code, why=found),)


def target_changed(named: Named, row: Indicator) -> Findings:
    """A warning where a line shows another target than the declared one, which counts."""
    shown = named.target
    if shown is None or not shown.text or _bare(shown.text) == _bare(row.target_text):
        return ()
    changed = finding("collect-target-changed", shown.source, name=row.name, text=shown.text, declared=row.target_text)
    return (changed,)


def _bare(text: str) -> str:
    """A text without what is lost or replaced where a workbook holds it."""
    return "".join(sign for sign in layout.plain(text) if unicodedata.category(sign) != "Cc" and sign != "\ufffd")


def _by_name(named: Named, project: Project, live: list[Indicator]) -> Indicator | Coded:
    """The row of that name, in whatever width it is written; of two, the one under the level-2 indicator."""
    if not named.name:
        return coded("line-without-name")
    alike = [row for row in live if _same(row.name, named.name)]
    if len(alike) > 1:
        alike = [row for row in alike if same_level(row.level2, named.level2)] or alike
    if len(alike) == 1:
        return alike[0]
    return find_indicator(project, named.name, None, None)
