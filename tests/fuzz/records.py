"""What is recorded of a declared project, as people write it down: YAML beside CSV files."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml
from hypothesis import strategies as st

from engine.terms import Project
from tests import builders
from tests.fuzz import damage, pieces
from tests.fuzz.files import Files
from tests.fuzz.rows import AGGREGATES, LABELS

# one row of each way of asking
DECLARED = (
    ("报告数量", "≥2份", "反映报告数量"),
    ("报告采纳率", "≥90%", "采纳率=已采纳数/总数*100%"),
    ("月平均在线率", "≥95%", "月平均在线率=日在线率合计/每月天数"),
    ("月活跃用户占比", "5次及以上≥5%", "月活跃用户数占比=访问人次/常驻人口数量*100%"),
    ("响应时间", "≤30分钟", "在15分钟响应，30分钟内赶到现场"),
    ("修复时间", "≤24小时", "问题处理24小时内完成"),
    ("完成时间", "2024年12月31日前", "全部工作完成时间控制在2024年12月31日以前"),
    ("测评", "100%", "测评通过则为100%"),
    ("公众满意度", "≥90%", "(∑满意度评价数量*评价星级/满意度评价数量*50)*100%"),
    ("使用率提升", "提升20%", ""),
    ("服务水平", "有效提升", ""),
    ("事故", "0起", ""),
    ("棚改", "开工100套、建成80套", ""),
)


@cache
def declared() -> Project:
    """A project that asks in every way."""
    rows = [
        builders.indicator(
            target, explanation, name, code=f"{number:02}", level1=("产出指标", "效益指标", "满意度指标")[number % 3]
        )
        for number, (name, target, explanation) in enumerate(DECLARED, 1)
    ]
    project = builders.project(*rows, code="4401")
    head = {
        "name": "甲项目",
        "unit": "某局",
        "department": "某局",
        "years": 1,
        "new": False,
        "kind": "履职类",
        "method": "项目法",
    }
    return project.model_copy(
        update={**head, "total_amount": project.year_amount, "annual_goal": "完成。", "long_term_goal": "完成。"}
    )


NAMES = tuple(name for name, _, _ in DECLARED)
KEYS, INPUTS = pieces.words("keys"), pieces.words("inputs")
FILES = ("a.csv", "b.csv", "../a.csv", "/etc/hostname", "/dev/null", "a.yaml", "", ".", "nul\0", "x" * 300, "无.csv")

figures = st.one_of(pieces.sane, pieces.sane, pieces.actuals)
# what YAML itself makes of a value: a number, a day, a truth, nothing, a list, a map
scalars: st.SearchStrategy[Any] = st.one_of(
    figures,
    figures,
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.binary(max_size=5),
)
odd: st.SearchStrategy[Any] = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from((*KEYS, *INPUTS, *LABELS)) | scalars, inner, max_size=3)
    ),
    max_leaves=6,
)
inputs = st.dictionaries(st.sampled_from(INPUTS), figures | st.lists(figures, max_size=4) | odd, max_size=4)
ways: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.builds(dict, value=figures),
    st.builds(dict, inputs=inputs),
    st.builds(dict, periods=st.dictionaries(st.sampled_from(LABELS), figures | inputs | odd, max_size=4)),
    st.builds(
        dict,
        series=st.fixed_dictionaries(
            {"file": st.sampled_from(FILES[:2])}, optional={"date": st.just("日期"), "value": st.just("数值")}
        ),
    ),
    st.builds(
        dict,
        events=st.fixed_dictionaries(
            {"file": st.sampled_from(FILES[:2]), "start": st.just("日期")},
            optional={
                "end": st.just("数值"),
                "ends": st.dictionaries(st.sampled_from(INPUTS), st.just("数值"), max_size=2),
            },
        ),
    ),
    st.dictionaries(st.sampled_from(KEYS), odd, max_size=3),
)


def _entry(name: str, way: dict[str, Any], more: dict[str, Any], aggregate: str) -> dict[str, Any]:
    return {"indicator": name, **way, **({"aggregate": aggregate} if aggregate else {}), **more}


texts = st.dictionaries(
    st.sampled_from(("note", "cause", "remedy", "evidence", "code")), pieces.cells | st.sampled_from(FILES), max_size=2
)
entries = st.builds(_entry, st.sampled_from(NAMES), ways, st.just({}) | texts, st.sampled_from(AGGREGATES))
budgets = st.one_of(
    st.just({"executed": "90"}),
    st.just({"executed": "90万元", "adjusted": "120"}),
    st.dictionaries(
        st.sampled_from(("executed", "adjusted", "initial", "other", "note", "x")), figures | odd, max_size=3
    ),
)


def _document(budget: object, actuals: list[Any], more: dict[str, Any]) -> dict[str, Any]:
    return {"project": "4401", "year": 2024, "budget": budget, "actuals": actuals, **more}


documents = st.builds(
    _document,
    budgets,
    st.lists(pieces.seldom(odd, {}, 9).flatmap(lambda one: st.just(one) if one else entries), min_size=1, max_size=8),
    pieces.seldom(
        st.dictionaries(st.sampled_from(("year", "name", "achieved", "budget", "extra")), odd, max_size=2), {}, 6
    ),
)
times = st.sampled_from(
    (
        "2024-03-02 08:30",
        "2024年3月2日",
        "3月2日 08:30",
        "尚未处理",
        "",
        "2024-13-01",
        "2024/3/2 25:00",
        "9999-12-31",
        "0001-01-01",
    )
)
lines = st.lists(st.lists(times | figures | pieces.cells, min_size=1, max_size=4), max_size=6)


def _csv(head: str, body: list[list[str]], separator: str) -> str:
    return "\n".join([head, *(separator.join(one) for one in body)])


csvs = st.builds(
    _csv,
    st.sampled_from(("日期,数值", "日期,数值", "日期，数值", "日期,日期", "", '"日期,数值')),
    lines,
    st.sampled_from((",", ",", "，", ";")),
)


@st.composite
def yaml_files(draw: st.DrawFn) -> Files:
    """A file of actuals with the series and events that it names; now and then damaged as text or as bytes."""
    document = draw(documents)
    style = draw(st.sampled_from((None, False, True)))
    text = yaml.safe_dump(document, allow_unicode=draw(st.booleans()), default_flow_style=style, sort_keys=False)
    spoiled = draw(
        pieces.seldom(
            st.lists(st.tuples(st.integers(0, 9999), pieces.pieces | st.sampled_from(YAML_SIGNS)), max_size=2), [], 5
        )
    )
    for place, piece in spoiled:
        at = place % (len(text) + 1)
        text = text[:at] + piece + text[at:]
    data = damage.damaged_bytes(
        text.encode(draw(st.sampled_from(("utf-8", "utf-8", "utf-8", "gb18030", "utf-16"))), "replace"),
        draw(damage.of_bytes),
    )
    beside = {
        name: damage.damaged_bytes(draw(csvs).encode("utf-8", "replace"), draw(damage.of_bytes)) for name in FILES[:2]
    }
    return {"a.yaml": data, **beside}


YAML_SIGNS = (
    ": ",
    "- ",
    "\n",
    "  ",
    "&a ",
    "*a",
    "!!binary ",
    "!!python/object:os.x ",
    "<<: ",
    "? ",
    "| ",
    "> ",
    "%YAML 9.9\n",
    "---\n",
    "...\n",
    "{",
    "[",
    '"\\ud800"',
    "!!float ",
    "~",
    "\t",
    "# ",
)
