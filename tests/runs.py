"""Small runs scored by the engine, and the changes people make between them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from functools import cache

from sqlalchemy import Engine

from engine.forms import read_forms
from engine.rulesets import Ruleset
from engine.runs import assessors
from engine.runs import differences as between
from engine.runs.binding import bound, head_of
from engine.runs.outlines import outlined
from engine.runs.record import Assessor, Origin, Run
from engine.scoring.evaluate import Case, Recorded, evaluate
from engine.store import Made, append_head
from engine.store.nodes import Nodes
from tests.builders import ROOT, YEAR, actual, budget, case, indicator, project, recorded, shipped
from tests.recorded import read_actuals

QUANTITY = indicator("≥33", name="网络链路数量")
DEADLINE = indicator("2024年12月31日前", name="验收时间", code="02", level2="时效指标")
BENEFIT = indicator("≥80%", name="使用率", code="03", level1="效益指标", level2="社会效益指标")
PLEASED = indicator("≥90%", name="服务满意度", code="04", level1="满意度指标", level2="服务对象满意度指标")
ROWS = (QUANTITY, DEADLINE, BENEFIT, PLEASED)
VALUES = {"01": "33条", "02": "2024-12-01", "03": "85%", "04": "95%"}


def whole(code: str = "P1", **values: str) -> Case:
    """A project with every row recorded, all met unless a value says otherwise (``r01="20条"``)."""
    given = VALUES | {name.removeprefix("r"): value for name, value in values.items()}
    entries = [recorded(value, row) for row, value in given.items()]
    return case(project(*ROWS, code=code), budget("100"), *entries)


def revised(one: Case, code: str, value: str, by: str = "评价组", reason: str = "现场核查只有20条") -> Case:
    """The project with one more revision of an actual."""
    before = one.recorded.get(code)
    origin = Origin(revision=before.origin.revision + 1 if before else 1, by=by, reason=reason, evidence="核查.pdf")
    new = Recorded(actual=actual(value, code), origin=origin)
    return one.model_copy(update={"recorded": {**one.recorded, code: new}})


def without(one: Case, code: str) -> Case:
    """The project with nothing recorded for a row."""
    return one.model_copy(update={"recorded": {key: value for key, value in one.recorded.items() if key != code}})


def redeclared(one: Case, code: str, **fields: str) -> Case:
    """The project with one row of its form declared anew."""
    rows = tuple(row.model_copy(update=fields) if row.code == code else row for row in one.project.indicators)
    return one.model_copy(update={"project": one.project.model_copy(update={"indicators": rows})})


def with_parameter(ruleset: Ruleset, name: str, value: str) -> Ruleset:
    """The ruleset with another value of a parameter, also where a rule asks about it."""
    old = ruleset.parameters[name]
    new = old.model_copy(update={"value": Decimal(value)})
    text = ruleset.model_dump_json()
    bound = f'"value":"{format(old.number, "f").rstrip("0").rstrip(".")}"'
    changed = Ruleset.model_validate_json(text.replace(bound, f'"value":"{format(new.number.normalize(), "f")}"'))
    return changed.model_copy(update={"parameters": {**ruleset.parameters, name: new}})


def scored(
    *cases: Case, ruleset: Ruleset | None = None, assessor: str = "本单位", role: str = "自评", version: str = "0.1.0"
) -> Run:
    """A run over the projects."""
    return evaluate(cases, ruleset or shipped(), Assessor(name=assessor, role=role), {"jixiao": version})


@cache
def sample_cases() -> tuple[Case, ...]:
    """The 38 declared projects with their recorded actuals."""
    declared, _ = read_forms([str(ROOT / "declarations" / f"{YEAR}.txt")])
    projects = {one.code: one for one in declared}
    read, _ = read_actuals([str(ROOT / "actuals" / str(YEAR))], projects)
    origin = Origin(revision=1, by="示例")
    return tuple(
        Case(
            project=projects[one.project],
            year=one.year,
            achieved=one.achieved,
            recorded={entry.code: Recorded(actual=entry, origin=origin) for entry in one.actuals},
        )
        for one in read
    )


@cache
def sample_run(ruleset: str = "mof-2020-10") -> Run:
    """The 38 projects scored."""
    return scored(*sample_cases(), ruleset=shipped(ruleset))


def append_run(ledger: Engine, run: Run, at: datetime) -> bool:
    """Appends a whole run, its nodes and sheets first; False where the very same run was made before."""
    nodes = Nodes(ledger)
    head = bound(head_of(run), run.projects, nodes.keep)
    nodes.flush()
    return append_head(ledger, head, at, Made())


def differences(before: Run, after: Run) -> between.Differences:
    """What changed from one run that is in memory to another."""
    return between.differences(outlined(before), outlined(after))


def side_by_side(runs: Sequence[Run]) -> assessors.Assessors:
    """Runs that are in memory, side by side."""
    return assessors.assessors_side_by_side([outlined(one) for one in runs])


def lines_of(runs: Sequence[Run]) -> tuple[assessors.Line, ...]:
    """The lines of runs that are in memory."""
    return tuple(assessors.lines_of([outlined(one) for one in runs]))
