"""Rows of a project with what was recorded of them, as texts: a target, its explanation, its name, and the actual."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from hypothesis import strategies as st

from engine.actuals import Actual, Budget, Spending
from engine.language.findings import Source
from engine.measures import Reading
from engine.runs.record import Origin
from engine.scoring.evaluate import Case, Recorded
from engine.terms import BUDGET_EXECUTION, Indicator, Project
from tests.builders import HERE, YEAR
from tests.fuzz import pieces

LEVELS = ("产出指标", "效益指标", "满意度指标", "成本指标", "管理指标", "")
LEVELS2 = ("数量指标", "质量指标", "时效指标", "成本指标", "社会效益指标", "服务对象满意度指标", "")
AGGREGATES = (
    "", "mean", "monthly_mean", "sum", "count", "max", "min", "percentile 95", "percentile 0", "percentile 999",
    "share <= 24小时", "share 1e400", "share ", "share ≥50%", "median",
)  # fmt: skip
LABELS = ("2024-01", "2024-02", "1月", "第一季度", "上半年", "全年", "")


class Row(NamedTuple):
    """A declared row as texts, and what was recorded: the ways of an actual with texts, or nothing."""

    level1: str
    level2: str
    name: str
    target: str
    explanation: str
    recorded: dict[str, Any]

    @property
    def texts(self) -> int:
        """How many texts are read of it."""
        return 3 + sum(len(one) if isinstance(one, list | dict) else 1 for one in self.recorded.values())


Recordings = st.SearchStrategy[dict[str, Any]]
figures = st.one_of(pieces.sane, pieces.sane, pieces.actuals)
sound_figures = st.builds(str.__add__, pieces.sane, st.just("%"))
some = st.lists(figures, min_size=1, max_size=4)
moments = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)) | st.datetimes(
    datetime(2024, 1, 1), datetime(2024, 12, 31)
)
values: Recordings = st.builds(dict, value=pieces.actuals)
fitting: Recordings = st.builds(dict, fitting=pieces.numbers)
inputs: Recordings = st.builds(dict, inputs=some, series=st.booleans())
periods: Recordings = st.builds(
    dict,
    periods=st.dictionaries(st.sampled_from(LABELS), figures | some, min_size=1, max_size=4),
    aggregate=st.sampled_from(AGGREGATES),
)
series: Recordings = st.builds(
    dict,
    series=st.dictionaries(st.dates(date(1, 1, 1), date(9999, 12, 31)), figures, min_size=1, max_size=4),
    aggregate=st.sampled_from(AGGREGATES),
)
events: Recordings = st.builds(
    dict,
    events=st.lists(st.tuples(moments, st.none() | moments, st.none() | moments), min_size=1, max_size=4),
    aggregate=st.sampled_from(AGGREGATES),
)
wild = st.builds(
    Row,
    st.sampled_from(LEVELS),
    st.sampled_from(LEVELS2),
    pieces.names,
    pieces.targets,
    pieces.explanations,
    st.one_of(st.just({}), fitting, fitting, values, inputs, inputs, periods, series, events),
)
# most of what is declared and recorded makes sense, and only that comes as far as points
sound = st.builds(
    Row,
    st.sampled_from(LEVELS[:3]),
    st.sampled_from(LEVELS2[:-1]),
    st.sampled_from(pieces.REAL_NAMES),
    pieces.sound_targets | st.sampled_from(pieces.REAL_TARGETS),
    st.just("") | st.sampled_from(pieces.REAL_EXPLANATIONS),
    st.one_of(
        st.builds(dict, fitting=pieces.sane),
        st.builds(dict, value=st.sampled_from(pieces.REAL_ACTUALS)),
        st.builds(dict, inputs=st.lists(pieces.sane, min_size=2, max_size=4), series=st.booleans()),
        st.builds(dict, periods=st.dictionaries(st.sampled_from(LABELS), sound_figures, min_size=1), aggregate=st.sampled_from(AGGREGATES[:8])),
        st.builds(dict, series=st.dictionaries(st.dates(date(2024, 1, 1), date(2024, 2, 9)), sound_figures, min_size=1), aggregate=st.sampled_from(AGGREGATES)),
        events,
    ),
)  # fmt: skip
rows = st.lists(st.one_of(sound, sound, wild), min_size=1, max_size=10)
budgets = st.builds(Budget, executed=st.sampled_from(("90", "100万元", "0"))) | st.builds(
    Budget,
    executed=st.none() | figures,
    adjusted=st.none() | figures,
    initial=st.none() | pieces.actuals,
    carried_over=st.none() | pieces.actuals,
)
amounts = (
    st.none() | st.decimals(0, 10**15, places=2) | st.sampled_from((Decimal(0), Decimal("1E+17"), Decimal("0.000001")))
)


def indicator(row: Row, number: int) -> Indicator:
    """The declared row."""
    return Indicator(
        code=f"{number:02}",
        level1=row.level1,
        level2=row.level2,
        required=True,
        name=row.name,
        target_text=row.target,
        explanation=row.explanation,
        source=Source(file="form.txt", line=10 + number),
    )


def actual(row: Row, reading: Reading, code: str) -> Actual | None:
    """What was recorded, with its inputs named as the explanation names them, and others where it names fewer."""
    written = row.recorded
    fields: dict[str, Any] = {"aggregate": written.get("aggregate", "")}
    asked = [
        one.name
        for one in (*reading.measure.inputs, *(reading.measure.formula.inputs if reading.measure.formula else ()))
    ]
    asked += [one.label for one in reading.measure.limits] + ["基期值", "当期值", "甲", "乙"]
    named = list(dict.fromkeys(asked))
    if "value" in written:
        fields["value"] = written["value"]
    elif "fitting" in written:
        fields["value"] = pieces.fitting(row.target, written["fitting"])
    elif "inputs" in written:
        texts = written["inputs"]
        fields["inputs"] = {
            name: tuple(texts) if written["series"] else texts[at % len(texts)]
            for at, name in enumerate(named[: len(texts)])
        }
    elif "periods" in written:
        fields["periods"] = {
            label: one if isinstance(one, str) else dict(zip(named, one, strict=False))
            for label, one in written["periods"].items()
        }
    elif "series" in written:
        days = sorted(written["series"])
        fields |= {
            "series": [{"at": day, "value": written["series"][day], "line": 2} for day in days],
            "data_file": "a.csv",
        }
    elif "events" in written:
        labels = [one.label for one in reading.measure.limits] or ["", "完成"]
        fields |= {"events": [_event(one, labels) for one in written["events"]], "data_file": "a.csv"}
    else:
        return None
    return Actual.model_validate({"code": code, "indicator": row.name, "source": HERE, **fields})


def _event(drawn: tuple[datetime, datetime | None, datetime | None], labels: list[str]) -> dict[str, object]:
    start, *ends = drawn
    # an end before its start is refused when it is read
    kept = [None if end is None else max(start, end) for end in ends]
    return {"name": "事件", "start": start, "ends": dict(zip(labels, kept, strict=False)), "line": 2}


def case(project: Project, actuals: list[Actual], budget: Budget | None) -> Case:
    """The project with all that was recorded of it."""
    if budget is not None:
        actuals = [
            *actuals,
            Actual(code=BUDGET_EXECUTION, indicator=BUDGET_EXECUTION, record=Spending(budget=budget), source=HERE),
        ]
    origin = Origin(revision=1, by="张三", reason="", source=HERE)
    return Case(project=project, year=YEAR, recorded={one.code: Recorded(actual=one, origin=origin) for one in actuals})
