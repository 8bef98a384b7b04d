"""A set of projects as two tables, and cases as these tables and back.

``projects`` has a row a project, ``rows`` a row an indicator, in the order of the form; what a ruleset adds to every project
(its items) stands there with what was recorded alone. Everything is text as people wrote it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import polars as pl
from pydantic import TypeAdapter

from engine.actuals import Actual, Budget, Inputs, Spending, Stated
from engine.actuals.model import Cells
from engine.language.findings import Source
from engine.runs.record import AdjustedTarget, Assessed, Origin
from engine.scoring.evaluate import Case, Recorded
from engine.terms import BUDGET_EXECUTION, Answers, Indicator, Project

PROJECTS: Mapping[str, Any] = {
    "project": pl.String,
    "kind": pl.String,
    "year": pl.Int64,
    "year_amount": pl.String,
    "initial": pl.String,
    "adjusted": pl.String,
    "executed": pl.String,
    "adjustment": pl.String,
}
"""``year_amount`` as declared in 元; ``initial``, ``adjusted`` and ``executed`` as recorded; ``adjustment``: the points that
an assessor gives to the budget row or takes from it, added up."""
INPUTS = pl.List(pl.Struct({"name": pl.String, "value": pl.String}))
ROWS: Mapping[str, Any] = {
    "project": pl.String,
    "code": pl.String,
    "level1": pl.String,
    "level2": pl.String,
    "core": pl.Boolean,
    "name": pl.String,
    "target": pl.String,
    "explanation": pl.String,
    "nature": pl.String,
    "weight": pl.String,
    "adjusted_from": pl.String,
    "adjusted_to": pl.String,
    "answers": pl.String,
    "actual": pl.String,
    "inputs": INPUTS,
    "record": pl.String,
    "located": pl.Boolean,
    "adjustment": pl.String,
}
"""``adjusted_from`` and ``adjusted_to``: the declared text of an officially adjusted target and the one that counts;
``answers``: what persons settled, as JSON. At most one of ``actual`` (a text), ``inputs`` (one text a name) and ``record``
(any other record, as JSON) is set; none where nothing was recorded. ``located``: the parts stand in cells of their own."""
Line = tuple[object, ...]
"""What stands in one line of a table, in the order of its columns."""
END, NOTHING = "\x1f", "\x1e"
"""What parts texts, and what stands for none, where several are written as one."""
AMOUNTS = ("year_amount", "initial", "adjusted", "executed")


class Declaration(NamedTuple):
    """What a row says before anything is recorded, its weight apart; without a target it is the budget row."""

    level1: str | None
    level2: str | None
    core: bool | None
    name: str | None
    target: str | None
    explanation: str | None
    nature: str | None
    adjusted_from: str | None
    adjusted_to: str | None
    answers: str | None
    kind: str | None
    year: int | None


class Content(NamedTuple):
    """What was recorded for a row: of inputs their names and their texts, each as one text; of a budget row the amounts."""

    actual: str | None = None
    names: str | None = None
    values: str | None = None
    record: str | None = None
    located: bool | None = False

    @property
    def inputs(self) -> dict[str, str | None]:
        """The texts of the inputs by their names."""
        if not self.names or self.values is None:
            return {}
        values = (None if one == NOTHING else one for one in self.values.split(END))
        return dict(zip(self.names.split(END), values, strict=True))


FORM, RECORD = Source(file="form"), Source(file="record")
_ANSWERS = TypeAdapter(Answers)
_ORIGIN = Origin(revision=1, by="")


class Tables(NamedTuple):
    """What is to be scored: the columns of :data:`PROJECTS` and of :data:`ROWS`."""

    projects: pl.DataFrame
    rows: pl.DataFrame

    @classmethod
    def of(cls, projects: object, rows: object) -> Tables:
        """Tables of anything that polars takes: dictionaries of columns, Arrow tables, frames; what lacks is empty.

        :raises polars.exceptions.PolarsError: if a column is not of its type.
        """
        return cls(_typed(projects, PROJECTS), _typed(rows, ROWS))


def _typed(table: Any, schema: Mapping[str, Any]) -> pl.DataFrame:
    frame = pl.DataFrame(table)
    given = [pl.col(name).cast(kind) for name, kind in schema.items() if name in frame.columns]
    lacking = [pl.lit(None, kind).alias(name) for name, kind in schema.items() if name not in frame.columns]
    return frame.select(*given, *lacking).select(*schema)


def tables_of(cases: Iterable[Case]) -> Tables:
    """The tables of cases; codes are taken to be unique."""
    projects: list[Line] = []
    rows: list[Line] = []
    for case in cases:
        projects.append(project_line(case))
        rows += row_lines(case)
    return tabled(projects, rows)


def tabled(projects: Sequence[Line], rows: Sequence[Line]) -> Tables:
    """The tables of lines in the order of their columns."""
    return Tables(
        pl.DataFrame(projects, schema=dict(PROJECTS), orient="row"), pl.DataFrame(rows, schema=dict(ROWS), orient="row")
    )


def row_lines(case: Case) -> list[Line]:
    """The rows of a case, and what was recorded for rows that are not of its form."""
    declared = {row.code for row in case.project.indicators}
    items = (code for code in case.recorded if code not in declared and code != BUDGET_EXECUTION)
    return [*(_row(case, row) for row in case.project.indicators), *(_item(case, code) for code in items)]


def project_line(case: Case) -> Line:
    """The project of a case."""
    project, recorded = case.project, case.recorded.get(BUDGET_EXECUTION)
    record = recorded.actual.record if recorded else None
    spent = record.budget if isinstance(record, Spending) else Budget()
    amount = None if project.year_amount is None else format(project.year_amount, "f")
    given = spent.initial, spent.adjusted, spent.executed, _adjustment(case, BUDGET_EXECUTION)
    return project.code, project.kind, case.year, amount, *given


def _row(case: Case, row: Indicator) -> Line:
    target, answers = case.targets.get(row.code), case.answers.get(row.code)
    return (
        *(case.project.code, row.code, row.level1, row.level2, row.core, row.name, row.target_text, row.explanation),
        *(row.nature, None if row.weight is None else format(row.weight, "f")),
        *((target.declared, target.target_text) if target else (None, None)),
        _ANSWERS.dump_json(answers).decode() if answers else None,
        *_observed(case.recorded.get(row.code)),
        _adjustment(case, row.code),
    )


def _item(case: Case, code: str) -> Line:
    """What was recorded for a row that is not of the form."""
    return case.project.code, code, *[None] * 11, *_observed(case.recorded[code]), _adjustment(case, code)


def _observed(recorded: Recorded | None) -> Line:
    return observed(recorded.actual if recorded else None)


def observed(actual: Actual | None) -> Line:
    """The columns of what was recorded for a row."""
    if actual is None:
        return None, None, None, False
    is_located = bool(actual.locations)
    match actual.record:
        case None:
            return "", None, None, is_located
        case Stated(value=text):
            return text, None, None, is_located
        case Inputs(inputs=inputs) if inputs and all(isinstance(one, str) for one in inputs.values()):
            return None, [{"name": name, "value": one} for name, one in inputs.items()], None, is_located
    kept = Actual(
        code="",
        indicator="",
        record=actual.record,
        aggregate=actual.aggregate,
        source=actual.source if is_located else RECORD,
    )
    return None, None, kept.model_dump_json(), is_located


def _adjustment(case: Case, code: str) -> str | None:
    made = case.adjustments.get(code)
    return format(sum((one.points for one in made), Decimal(0)), "f") if made else None


def content_of(row: Mapping[str, Any]) -> Content:
    """What was recorded for a row of the table."""
    if row["inputs"] is None:
        return Content(row["actual"], None, None, row["record"], row["located"])
    names = END.join(one["name"] for one in row["inputs"])
    values = END.join(NOTHING if one["value"] is None else one["value"] for one in row["inputs"])
    return Content(row["actual"], names, values, row["record"], row["located"])


def contents(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with the columns of :class:`Content` in the place of ``inputs``."""
    one = pl.element().struct
    of = pl.col("inputs").list
    names = of.eval(one.field("name")).list.join(END).alias("names")
    values = of.eval(one.field("value").fill_null(NOTHING)).list.join(END).alias("values")
    return rows.with_columns(names, values).drop("inputs")


def recorded_of(content: Content, code: str = "", name: str = "") -> Recorded | None:
    """What was recorded for a row, without the place where it stood."""
    actual, names, _, record, is_located = content
    if record is not None:
        made = Actual.model_validate_json(record).model_copy(update={"code": code, "indicator": name})
    elif names is not None:
        values = {name: value or "" for name, value in content.inputs.items()}
        source = Cells(file=RECORD.file, parts={name: name for name in values}) if is_located else RECORD
        made = Actual(code=code, indicator=name, record=Inputs(inputs=values), source=source)
    elif actual is not None:
        made = Actual(code=code, indicator=name, record=Stated(value=actual), source=RECORD)
    else:
        return None
    return Recorded(actual=made, origin=_ORIGIN)


def case_of(project: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> Case:
    """The case of a row of ``projects`` and its ``rows``, without what no score depends on."""
    rows = list(rows)
    given = [*rows, {**project, "code": BUDGET_EXECUTION}]
    found = ((row["code"], recorded_of(content_of(row), row["code"], row["name"] or "")) for row in rows)
    spent = Budget(**{name: project[name] for name in ("initial", "adjusted", "executed")})
    return Case(
        project=Project(
            code=project["project"],
            name=project["project"],
            kind=project["kind"] or "",
            year_amount=None if project["year_amount"] is None else Decimal(project["year_amount"]),
            indicators=tuple(_indicator(row) for row in rows if row["target"] is not None),
            source=FORM,
        ),
        year=project["year"],
        recorded={code: one for code, one in found if one is not None} | {BUDGET_EXECUTION: _spending(spent)},
        targets={row["code"]: _target(row) for row in rows if row["adjusted_to"] is not None},
        adjustments={row["code"]: _assessed(row["adjustment"]) for row in given if row["adjustment"] is not None},
        answers={row["code"]: _ANSWERS.validate_json(row["answers"]) for row in rows if row["answers"] is not None},
    )


def declared_case(one: Declaration) -> Case:
    """A case of a declared row alone, for which nothing was recorded."""
    row = {**one._asdict(), "code": "", "weight": None, **dict.fromkeys(("actual", "inputs", "record", "adjustment"))}
    project = {**dict.fromkeys(PROJECTS), "project": "", "kind": one.kind, "year": one.year}
    return case_of(project, [{**row, "located": False}])


def case_of_amounts(kind: str, content: Content) -> Case:
    """A case of a budget row alone."""
    return case_of({**dict.fromkeys(PROJECTS), "project": "", "kind": kind, **content.inputs}, ())


def _indicator(row: Mapping[str, Any]) -> Indicator:
    return Indicator(
        code=row["code"],
        level1=row["level1"] or "",
        level2=row["level2"] or "",
        required=False,
        name=row["name"] or "",
        target_text=row["target"],
        explanation=row["explanation"] or "",
        weight=None if row["weight"] is None else Decimal(row["weight"]),
        core=bool(row["core"]),
        nature=row["nature"] or "",
        source=FORM,
    )


def _spending(spent: Budget) -> Recorded:
    record = Spending(budget=spent)
    actual = Actual(code=BUDGET_EXECUTION, indicator=BUDGET_EXECUTION, record=record, source=RECORD)
    return Recorded(actual=actual, origin=_ORIGIN)


def _target(row: Mapping[str, Any]) -> AdjustedTarget:
    declared = row["adjusted_from"] or ""
    return AdjustedTarget(number=1, target_text=row["adjusted_to"], declared=declared, by="", reason="")


def _assessed(points: str) -> tuple[Assessed, ...]:
    return (Assessed(number=1, points=Decimal(points), by="", reason=""),)


def cases_of(tables: Tables) -> Iterator[Case]:
    """The cases of the tables."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in tables.rows.iter_rows(named=True):
        rows.setdefault(row["project"], []).append(row)
    for project in tables.projects.iter_rows(named=True):
        yield case_of(project, rows.get(project["project"], ()))
