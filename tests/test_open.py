"""Records that cannot be read leave their row open: its points a range, its question with the places, everywhere."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.actuals import Actual
from engine.actuals.moments import kept_until
from engine.actuals.records import Event, Unread
from engine.actuals.series import EventsFile, SeriesFile, read_events, read_series
from engine.language.catalogue import SENTENCES, Language
from engine.runs.record import Origin, ProjectScore, Score
from engine.scoring.evaluate import Recorded
from engine.scoring.inference import RuleBase
from tests.builders import HERE, ROOT, YEAR, case, indicator, project, shipped, worded_project
from tests.conftest import Jixiao
from tests.formtext import ROWS, actuals, form, write
from tests.office import excel_texts, pdf_text, word_text

CASES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/cases/open.yaml").read_text(encoding="utf-8"))
GOOD = "\n".join(f"2024-03-{day:02} 08:00,2024-03-{day:02} 10:00" for day in range(10, 18))
JANUARY = "\n".join(f"2024-01-{day:02},95%" for day in range(1, 32))
BASE = RuleBase(shipped())


def listed(one: dict[str, Any], folder: Path) -> dict[str, Any]:
    """What an actual holds of a case's list, read from the file that the case writes."""
    if "csv" not in one:
        return {"periods": one["periods"]}
    write(folder / "a.csv", one["csv"].replace("{good}", GOOD).replace("{january}", JANUARY))
    if one["csv"].startswith("日期"):
        days, _ = read_series(SeriesFile(file="a.csv"), folder, YEAR)
        return {"series": days.series, "unread": days.unread, "data_file": "a.csv"}
    found, _ = read_events(EventsFile(file="a.csv", start="开始", end="完成"), folder, YEAR)
    until = kept_until(str(one["until"])) if "until" in one else None
    return {"events": found.events, "unread": found.unread, "data_file": "a.csv", "until": until}


def sheet_of(one: dict[str, Any], folder: Path) -> ProjectScore:
    """The case as one of four groups of 产出指标, so that its weight is 12.50."""
    row = indicator(one["target"], one.get("explanation", ""), one.get("name", "故障修复响应时间"))
    others = [indicator("≥1", code=f"{number:02}", level2=f"组{number}") for number in range(2, 5)]
    levels = [indicator("≥1", code=f"0{code}", level1=level) for code, level in ((5, "效益指标"), (6, "满意度指标"))]
    recorded = Actual(
        code="01", indicator=row.name, aggregate=one.get("aggregate", ""), source=HERE, **listed(one, folder)
    )
    kept = Actual.model_validate_json(recorded.model_dump_json())
    assert kept == recorded
    entry = Recorded(actual=kept, origin=Origin(revision=1, by="张三"))
    return worded_project(case(project(row, *others, *levels), entry), BASE)


def score_of(one: dict[str, Any], folder: Path) -> Score:
    return next(score for score in sheet_of(one, folder).scores if score.code == "01")


@pytest.mark.parametrize("one", CASES, ids=[one["why"] for one in CASES])
def test_a_list_with_records_that_cannot_be_read_is_scored_within_its_bounds(
    one: dict[str, Any], tmp_path: Path
) -> None:
    score = score_of(one, tmp_path)
    assert score.outcome == one["outcome"], score.reason
    assert score.weight == Decimal("12.50")
    if one["outcome"] != "open":
        assert score.points == Decimal(str(one["points"])).quantize(Decimal("0.01")), score.reason
        assert (score.points_range, score.question) == (None, None)
    else:
        assert score.points is None
        assert score.deduction is None
        assert score.question is not None
        assert score.question.code == one["question"]
        assert score.question.chinese() in score.reason
        expected = one["range"] and tuple(Decimal(str(end)).quantize(Decimal("0.01")) for end in one["range"])
        assert score.points_range == expected, score.reason
    if "completion" in one:
        ends = tuple(Fraction(str(end)) for end in one["completion"])
        assert score.completion_range is not None
        assert tuple(map(Fraction, score.completion_range)) == ends
    if "finding" in one:
        words = SENTENCES[Language.CHINESE][one["finding"]].rpartition("}")[2]
        assert any(step.endswith(words) for step in score.trace.steps)


def test_a_month_that_is_missing_between_others_is_said_when_it_is_scored(tmp_path: Path) -> None:
    months = {"2023-12": "95%", "2024-02": "96%", "2024-03": "97%", "2024-05": "98%"}
    score = score_of({"target": "≥90%", "name": "月平均在线率", "periods": months}, tmp_path)
    assert score.outcome == "met"
    (said,) = [one for one in score.findings if one.code == "periods-gaps"]
    assert said.values["months"] == "2024-01、2024-04"
    assert not score_of({"target": "≥90%", "name": "季度平均满意度", "periods": {"2024-Q1": "95%"}}, tmp_path).findings


def timed(took: Sequence[int | None], **more: str) -> Actual:
    """Events that took so many hours, None where the line cannot be read."""
    start = datetime(2024, 3, 1)
    events = tuple(
        Event(name=str(at), start=start, ends={"": start + timedelta(hours=hours)}, line=at)
        for at, hours in enumerate(took)
        if hours is not None
    )
    unread = tuple(Unread(sort="event", source=HERE, text="?") for hours in took if hours is None)
    return Actual.model_validate(
        {"code": "01", "indicator": "响应", "events": events, "unread": unread, "source": HERE, **more}
    )


WAYS: list[tuple[str, dict[str, str]]] = [
    ("≤24小时", {}),
    ("≥80%", {"aggregate": "share <= 24小时"}),
    ("=50%", {"aggregate": "share <= 24小时"}),
    (">60%", {"aggregate": "share <= 24小时"}),
    ("≥5次", {"aggregate": "count"}),
    ("≤5次", {"aggregate": "count"}),
    ("=5次", {"aggregate": "count"}),
]


BASES = {name: RuleBase(shipped(name)) for name in ("mof-2020-10", "mof-2021-101", "hubei-2020", "third-party-2020")}


@settings(max_examples=60, deadline=None)
@given(
    ruleset=st.sampled_from(list(BASES)),
    way=st.sampled_from(WAYS),
    known=st.lists(st.integers(1, 48), max_size=6),
    hidden=st.lists(st.integers(1, 48), min_size=1, max_size=6),
)
def test_whatever_the_unread_records_are_the_points_lie_in_the_range(
    ruleset: str, way: tuple[str, dict[str, str]], known: list[int], hidden: list[int]
) -> None:
    target, more = way
    row = indicator(target, "24小时内处理", "故障修复响应时间")
    others = [indicator("≥1", code=f"0{code}", level1=level) for code, level in ((5, "效益指标"), (6, "满意度指标"))]

    def scored(took: Sequence[int | None]) -> Score:
        entry = Recorded(actual=timed(took, **more), origin=Origin(revision=1, by="张三"))
        return next(
            one for one in worded_project(case(project(row, *others), entry), BASES[ruleset]).scores if one.code == "01"
        )

    seen, truth = scored([*known, *[None] * len(hidden)]), scored([*known, *hidden])
    assert truth.points is not None
    low, high = seen.bounds
    assert low <= truth.points <= high, (seen.reason, truth.reason)
    assert (low == high) is (seen.outcome != "open")


ROW = "产出指标\t*时效指标\t故障修复响应时间\t≤24小时\t故障修复的时间"
LINES = f"开始,完成\n{GOOD}\n昨天 08:30,2024-03-20 09:00\n2024-03-20 08:00,2024-03-20 09:00\n"
ENTRY = "  - {indicator: 故障修复响应时间, events: {file: tickets.csv, start: 开始, end: 完成}}\n"


@pytest.fixture
def with_tickets(jixiao: Jixiao, tmp_path: Path) -> Jixiao:
    """A ledger with one project, of whose ten tickets one cannot be read."""
    rows = (ROW, *ROWS[1:])
    write(tmp_path / "forms.txt", form(rows=rows))
    write(tmp_path / "tickets.csv", LINES)
    whole = actuals().replace("  - {indicator: 报告数量, value: 2份}\n", ENTRY)
    write(tmp_path / "actuals.yaml", whole)
    assert jixiao("import", "forms.txt", "--year", "2024").exit_code == 0
    assert jixiao("record", "actuals.yaml", "--by", "张三").exit_code == 1
    return jixiao


def test_the_row_stays_open_from_the_score_to_every_document(with_tickets: Jixiao, tmp_path: Path) -> None:
    place = "tickets.csv:10 “昨天 08:30”"
    result = with_tickets("score")
    assert result.exit_code == 1
    assert "no points for 故障修复响应时间 (open, 22.50–25.00 of 25.00)" in result.output
    assert f"1 of 10 records cannot be read ({place})" in result.output

    (sheet,) = json.loads(with_tickets("score", "--format", "json").stdout)["projects"]
    (row,) = [one for one in sheet["scores"] if one["outcome"] == "open"]
    assert (sheet["total"], sheet["grade"], sheet["total_range"]) == (None, None, ["97.50", "100.00"])
    assert (row["points"], row["points_range"]) == (None, ["22.50", "25.00"])
    assert [Decimal(end) for end in row["completion_range"]] == [Decimal("0.9"), 1]
    assert row["question"]["code"] == "records-unread"
    assert all("question" not in one for one in sheet["scores"] if one["outcome"] != "open")

    reason = with_tickets("explain", "latest", "4401", "故障修复响应时间", "--lang", "zh").stdout
    assert "待核实（得分在 22.50 ～ 25.00 之间，满分 25.00）" in reason
    assert f"10条记录中有1条无法识别（{place}）" in reason

    assert with_tickets("report", "latest", "--format", "html,docx,xlsx,pdf", "--out", "out").exit_code == 0
    texts = [shown_in(path) for path in sorted((tmp_path / "out").rglob("*.*")) if path.suffix != ".css"]
    pages = [text for text in texts if "故障修复响应时间" in text]
    assert len(pages) >= 9
    for text in pages:
        assert "待核实" in text
        assert "22.50～25.00" in text or "97.50～100.00" in text
        assert "10条记录中有1条无法识别（tickets.csv:10“昨天08:30”）" in text


def shown_in(path: Path) -> str:
    """The text of a document without blanks."""
    content = path.read_bytes()
    if path.suffix == ".xlsx":
        text = str(excel_texts(content))
    elif path.suffix in (".docx", ".pdf"):
        text = word_text(content) if path.suffix == ".docx" else pdf_text(content)
    else:
        text = content.decode()
    return "".join(text.split())


def test_the_run_can_be_verified_signed_and_compared_with_the_one_after_the_answer(
    with_tickets: Jixiao, tmp_path: Path
) -> None:
    with_tickets("score")
    verified = with_tickets("verify", "latest")
    assert verified.exit_code == 0, verified.output
    signed = with_tickets("sign", "latest", "--key", "key.pem", "--new-key", "--name", "张三", "--role", "单位负责人")
    assert signed.exit_code == 0, signed.output
    write(tmp_path / "tickets.csv", LINES.replace("昨天 08:30", "2024-03-20 08:30"))
    assert with_tickets("record", "actuals.yaml", "--by", "张三", "--reason", "更正").exit_code == 0
    result = with_tickets("score")
    assert result.exit_code == 0, result.output
    first, last = (one["run"] for one in reversed(json.loads(with_tickets("runs", "--format", "json").stdout)))
    changed = with_tickets("diff", first, last, "--lang", "zh")  # the words of a signed run stay Chinese
    assert changed.exit_code == 0
    assert "故障修复响应时间：待确认 → 25.00" in changed.stdout
    assert "10次中9次在限内，1次待核实" in changed.stdout
    assert with_tickets("verify", first).exit_code == 0


def test_another_ruleset_that_moves_the_range_of_an_open_row_is_told(with_tickets: Jixiao) -> None:
    with_tickets("score")
    with_tickets("score", "--ruleset", "mof-2021-101")
    first, last = (one["run"] for one in reversed(json.loads(with_tickets("runs", "--format", "json").stdout)))
    (project,) = json.loads(with_tickets("diff", first, last, "--format", "json").stdout)["projects"]
    (row,) = [one for one in project["rows"] if one["name"] == "故障修复响应时间"]
    assert (row["before"]["outcome"], row["after"]["outcome"]) == ("open", "open")
    assert any("pass-line" in change["what"] or "line" in change["key"] for change in row["changes"]), row["changes"]


@pytest.mark.parametrize(
    ("before", "after", "is_asked"),
    [
        ("0.6", "0.65", True),
        ("60%", "65%", False),
        ("60", "65", False),
        ("0.6%", "0.65%", False),
        ("0.6", "0.6", False),
    ],
)
def test_a_difference_of_shares_of_one_is_asked(
    jixiao: Jixiao, tmp_path: Path, before: str, after: str, is_asked: bool
) -> None:
    rows = ("产出指标\t*质量指标\t覆盖率\t提高5个百分点\t反映覆盖",)
    write(tmp_path / "forms.txt", form(rows=rows))
    inputs = f"{{基期值: '{before}', 当期值: '{after}'}}"
    write(tmp_path / "a.yaml", f"project: '4401'\nactuals:\n- code: '01'\n  inputs: {inputs}\n")
    assert jixiao("import", "forms.txt", "--year", "2024").exit_code == 0
    assert jixiao("record", "a.yaml", "--by", "张三").exit_code == 0
    (project_,) = json.loads(jixiao("score", "--format", "json").stdout)["projects"]
    (score,) = (one for one in project_["scores"] if one["code"] == "01")
    assert (score["outcome"] == "open") is is_asked
    assert ("ask-share" in [one["code"] for one in score["findings"]]) is is_asked
    if is_asked:
        assert score["points_range"][1] == score["weight"]
