"""Runs of the same set side by side: totals, and the rows that differ, with the rules that made them differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pydantic import Field

from engine.language.findings import Value
from engine.language.rendering import Coded, Content, InChinese, coded, one_after_another
from engine.quantity import Number
from engine.rulesets import Ruleset
from engine.runs.outlines import Outline
from engine.runs.record import ProjectScore, Run, Score
from engine.terms import row_names


class Column(Value):
    """One run: its name, ruleset and assessor, and its year, None where it is not known."""

    run: str
    ruleset: str
    assessor: str
    role: str
    year: int | None = None


class Cell(Value):
    """One row under one run; None throughout where the run does not have the row. ``asked`` is what its rules ask."""

    weight: Number | None = None
    points: Number | None = None
    rules: tuple[str, ...] = ()
    asked: tuple[str | Coded, ...] = Field((), exclude=True)
    method: str = ""
    formula: str = ""


class Row(Value):
    """One indicator under every run, with what makes the runs differ; ``label`` is the row as people are shown it."""

    project: str
    code: str
    name: str
    label: str = Field("", exclude=True)
    cells: tuple[Cell, ...]
    why: InChinese


class Total(Value):
    """One project under every run."""

    project: str
    name: str
    totals: tuple[str, ...]
    grades: tuple[InChinese, ...]


class SideBySide(Value):
    """All of it; ``rows`` holds only rows that differ in more than their weight."""

    columns: tuple[Column, ...]
    totals: tuple[Total, ...]
    rows: tuple[Row, ...]


Asked = Mapping[str, Coded]
"""What the rules of a run ask, by their ids."""


def total_text(project: ProjectScore | Outline | None) -> str:
    """A project's total, its range while it is open, or nothing."""
    if project is None:
        return "—"
    return str(project.total) if project.total is not None else f"{project.total_range[0]}–{project.total_range[1]}"


def grade_words(project: ProjectScore | Outline | None) -> str | Coded:
    """A project's grade, that it is not complete, or nothing."""
    return "—" if project is None else project.grade or coded("ungraded")


def _cell(score: Score | None, asked: Asked) -> Cell:
    if score is None:
        return Cell()
    return Cell(
        weight=score.weight,
        points=score.points,
        rules=score.rules,
        asked=tuple(asked.get(rule, rule) for rule in score.rules),
        method=score.trace.method,
        formula=score.trace.formula,
    )


def _share(cell: Cell) -> Decimal | None:
    """The share of the weight, in whole percent: what is left when only the weights differ."""
    if cell.points is None or not cell.weight:
        return None
    return (cell.points / cell.weight).quantize(Decimal("0.01"))


def _why(cells: Sequence[Cell], columns: Sequence[Column]) -> Content:
    """What the runs do differently, or nothing where they only weigh the row differently."""
    missing = [column.ruleset for cell, column in zip(cells, columns, strict=True) if cell.weight is None]
    present = [cell for cell in cells if cell.weight is not None]
    if missing and present:
        return coded("not-scored-under", rulesets=missing)
    if not present or len({_share(cell) for cell in present}) == 1:
        return ""
    pairs = zip(cells, columns, strict=True)
    return one_after_another(_scored(cell, column) for cell, column in pairs if cell.weight is not None)


def _scored(cell: Cell, column: Column) -> Coded:
    by = {"ruleset": column.ruleset, "rules": cell.asked or coded("no-rule")}
    return coded("scored-under-by", **by, method=cell.method) if cell.method else coded("scored-under", **by)


def _rows(
    code: str, projects: Sequence[ProjectScore | None], columns: Sequence[Column], asked: Sequence[Asked]
) -> list[Row]:
    by_run = [{score.code: score for score in project.scores} if project else {} for project in projects]
    codes = dict.fromkeys(name for scores in by_run for name in scores)
    rows, names = [], row_names(*([(score.code, score.name) for score in scores.values()] for scores in by_run))
    for name in codes:
        cells = tuple(_cell(scores.get(name), of_run) for scores, of_run in zip(by_run, asked, strict=True))
        why = _why(cells, columns)
        if why:
            first = next(scores[name] for scores in by_run if name in scores)
            label = names.shown(name, first.name)
            rows.append(Row(project=code, code=name, name=first.name, label=label, cells=cells, why=why))
    return rows


def side_by_side(runs: Sequence[Run]) -> SideBySide:
    """The runs in columns, the projects of all of them in the first run's order."""
    columns = tuple(
        Column(run=run.run, ruleset=run.ruleset, assessor=run.assessor, role=run.role, year=run.year) for run in runs
    )
    asked = tuple(map(_asked, runs))
    by_run = [{project.code: project for project in run.projects} for run in runs]
    codes = dict.fromkeys(code for projects in by_run for code in projects)
    totals, rows = [], []
    for code in codes:
        projects = [scored.get(code) for scored in by_run]
        name = next(project.name for project in projects if project is not None)
        grades = tuple(map(grade_words, projects))
        totals.append(Total(project=code, name=name, totals=tuple(map(total_text, projects)), grades=grades))
        rows += _rows(code, projects, columns, asked)
    return SideBySide(columns=columns, totals=tuple(totals), rows=tuple(rows))


def _asked(run: Run) -> Asked:
    rules = Ruleset.model_validate_json(run.ruleset_content).rules
    return {rule.id: coded("quoted", text=rule.named) for rule in rules}
