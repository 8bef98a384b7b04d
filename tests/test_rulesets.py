"""Rulesets read from their folders; one broken ruleset a fault, and a broken one never scores."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from engine.compare.held import held
from engine.measures import read_indicator
from engine.rulebook.cases import run_cases
from engine.rulebook.check import check_ruleset
from engine.rulebook.page import ruleset_page
from engine.rulesets import Ruleset, load_ruleset, read_ruleset_files, ruleset_ids
from engine.scoring.inference import RuleBase
from engine.terms import Outcome
from tests.builders import ROOT, YEAR, budget, case, indicator, project, recorded, shipped, worded_project
from tests.languages import english_words

SHIPPED = ("hubei-2020", "mof-2020-10", "mof-2021-101", "third-party-2020")
Edit = Callable[[Path], None]


def test_the_four_rulesets_ship() -> None:
    assert ruleset_ids() == SHIPPED


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_ruleset_is_in_order_and_all_its_cases_are_right(name: str) -> None:
    read = read_ruleset_files(ROOT / "rulesets" / name)
    assert check_ruleset(read) == ()
    results = run_cases(read)
    assert results.findings == ()
    assert results.uncovered == ()
    assert len(results.tried) >= 25


@pytest.mark.parametrize("name", SHIPPED)
def test_every_number_has_its_unit_and_clause(name: str) -> None:
    ruleset = shipped(name)
    for parameter in ruleset.parameters.values():
        assert parameter.unit
        assert parameter.clause
        assert parameter.meaning
    for rule in ruleset.rules:
        assert rule.clause
        assert rule.question.endswith("？")


def test_what_is_not_verified_is_said() -> None:
    said = "\n".join(shipped("mof-2021-101").to_be_confirmed())
    for name in ("分值", "参数 pass_line", "分档 execution", "分档 satisfaction", "规则 quantity-short"):
        assert name in said
    assert "参数 late_step" not in said


def test_an_extending_ruleset_says_only_what_differs() -> None:
    base, own = shipped("mof-2020-10"), shipped("hubei-2020")
    assert own.extends == "mof-2020-10"
    changed = {rule.id for rule, other in zip(own.rules, base.rules, strict=True) if rule != other}
    assert changed == {"lower-missed", "qualitative"}
    assert own.parameters == base.parameters
    assert own.tiers[1].at_least == 50
    lower = next(rule for rule in own.rules if rule.id == "lower-missed")
    assert lower.award == "inverse"
    assert lower.remedy == next(rule for rule in base.rules if rule.id == "lower-missed").remedy


def test_a_key_with_nothing_after_it_leaves_out_what_is_inherited() -> None:
    assert shipped("third-party-2020").weights.levels == {"决策": 20, "过程": 20, "产出": 30, "效益": 30}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the national ruleset that a test may break."""
    target = tmp_path / "ours"
    shutil.copytree(ROOT / "rulesets/mof-2020-10", target)
    return target


def _replace(file: str, old: str, new: str) -> Edit:
    def edit(folder: Path) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


FAULTS: list[tuple[str, Edit, str, str, str]] = [
    (
        "unknown key",
        _replace("rules/met.yaml", "method:", "methode:"),
        "yaml-unknown-key",
        "met.yaml:7",
        "did you mean “method”?",
    ),
    (
        "unknown field",
        _replace("rules/met.yaml", "outcome: met", "outcom: met"),
        "yaml-value",
        "met.yaml:5",
        "did you mean “outcome”?",
    ),
    (
        "unknown word",
        _replace("rules/met.yaml", "outcome: met", "outcome: mett"),
        "yaml-value",
        "met.yaml:5",
        "did you mean “met”?",
    ),
    (
        "unknown award",
        _replace("rules/met.yaml", "award: full", "award: ful"),
        "yaml-value",
        "met.yaml:6",
        "did you mean “full”?",
    ),
    (
        "award without parameter",
        _replace("rules/late.yaml", ", deduct: late_deduct", ""),
        "yaml-value",
        "late.yaml:6",
        "takes step, deduct",
    ),
    (
        "unknown parameter",
        _replace("rules/late.yaml", "step: late_step", "step: late_stop"),
        "yaml-value",
        "late.yaml:6",
        "did you mean “late_step”?",
    ),
    (
        "award and flag",
        _replace("rules/met.yaml", "award: full", "award: full, flag: x"),
        "yaml-value",
        "met.yaml:6",
        "expected one of",
    ),
    (
        "no comparison",
        _replace("rules/over-fulfilled.yaml", ">= over_fulfilled_from", "about 1.2"),
        "yaml-value",
        "over-fulfilled.yaml:5",
        "for example “>= 1.2”",
    ),
    (
        "bound of unknown name",
        _replace("rules/over-fulfilled.yaml", ">= over_fulfilled_from", ">= over_fulfiled_from"),
        "yaml-value",
        "over-fulfilled.yaml:5",
        "did you mean “over_fulfilled_from”?",
    ),
    (
        "sentence names nothing",
        _replace("rules/late.yaml", "{step}", "{stp}"),
        "yaml-value",
        "late.yaml",
        "did you mean “step”?",
    ),
    ("brace left open", _replace("rules/late.yaml", "{step}", "{step"), "yaml-value", "late.yaml", "brace"),
    (
        "same priority",
        _replace("rules/met.yaml", "priority: 30", "priority: 40"),
        "rule-priority",
        "zero-tolerance.yaml:2",
        "same priority",
    ),
    (
        "missing clause",
        _replace("rules/met.yaml", "clause: 财预〔2020〕10号\n", ""),
        "yaml-missing-key",
        "met.yaml",
        "clause",
    ),
    (
        "weights of 101",
        _replace("ruleset.yaml", "产出指标: 50", "产出指标: 51"),
        "yaml-value",
        "ruleset.yaml:19",
        "add up to 101",
    ),
    (
        "weight that is no number",
        _replace("ruleset.yaml", "产出指标: 50", "产出指标: 五十"),
        "yaml-value",
        "ruleset.yaml:21",
        "五十",
    ),
    ("not YAML", _replace("ruleset.yaml", "id: mof", "id: [mof"), "yaml-syntax", "ruleset.yaml", "not valid YAML"),
    (
        "extends nothing",
        _replace("ruleset.yaml", "title:", "extends: mof-2020\ntitle:"),
        "ruleset-extends",
        "ruleset.yaml:5",
        "did you mean “mof-2020-10”?",
    ),
    (
        "a settled convention otherwise",
        _replace("ruleset.yaml", "  bare_value: ask", "  bare_zero: at_least\n  bare_value: ask"),
        "yaml-unknown-key",
        "ruleset.yaml:68",
        "did you mean “bare_value”?",
    ),
    (
        "a word of the lexicon with another direction",
        _replace("ruleset.yaml", "title:", "lexicon:\n  - {words: [漏损], says: down}\ntitle:"),
        "yaml-value",
        "ruleset.yaml:6",
        "expected 'higher', 'lower'",
    ),
    (
        "a word of the lexicon twice",
        _replace(
            "ruleset.yaml",
            "title:",
            "lexicon:\n  - {words: 甲, says: open}\n  - {words: [乙, 甲], says: lower}\ntitle:",
        ),
        "yaml-value",
        "ruleset.yaml:7",
        "the one in line 6",
    ),
    (
        "repeated key",
        _replace("ruleset.yaml", "title:", "id: x\ntitle:"),
        "yaml-repeated-key",
        "ruleset.yaml:5",
        "“id”",
    ),
]


@pytest.mark.parametrize(
    ("edit", "code", "place", "words"), [one[1:] for one in FAULTS], ids=[one[0] for one in FAULTS]
)
def test_a_fault_is_named_where_it_stands_and_the_ruleset_never_scores(
    copy: Path, edit: Edit, code: str, place: str, words: str
) -> None:
    edit(copy)
    ruleset, findings = load_ruleset(str(copy))
    assert ruleset is None
    found = [one for one in findings if one.code == code]
    assert found, [str(one) for one in findings]
    assert place in str(found[0])
    assert words in found[0].message
    assert english_words(found[0].chinese()) == []


def test_a_ruleset_that_names_what_is_settled_is_the_same_ruleset(copy: Path) -> None:
    plain, _ = load_ruleset(str(copy))
    settled = "  bare_zero: at_most\n  late_counts_from: january_first\n  bare_value: ask"
    _replace("ruleset.yaml", "  bare_value: ask", settled)(copy)
    named, findings = load_ruleset(str(copy))
    assert findings == ()
    assert named == plain
    assert plain is not None
    content = plain.model_dump_json().replace('"bare_value":"ask"', '"bare_value":"ask","bare_zero":"at_most"')
    assert Ruleset.model_validate_json(content) == plain  # as older runs carry it


@pytest.mark.parametrize(
    ("bare_value", "actual", "outcome"),
    [
        ("ask", "45%", Outcome.OPEN),
        ("ask", "60%", Outcome.MET),
        ("at_least", "45%", Outcome.PARTLY_MET),
        ("at_least", "75%", Outcome.MET),
        ("exactly", "45%", Outcome.PARTLY_MET),
    ],
)
def test_a_ruleset_says_how_a_number_is_meant_of_which_nothing_says_the_direction(
    bare_value: str, actual: str, outcome: Outcome, copy: Path
) -> None:
    _replace("ruleset.yaml", "  bare_value: ask", f"  bare_value: {bare_value}")(copy)
    ours = _ours(copy)
    row = read_indicator(indicator("60%", name="资产负债率", level2="质量指标"), YEAR, ours.understanding)
    assert held(row, recorded(actual).actual, YEAR, ours).outcome is outcome
    certain = read_indicator(indicator("5次", name="投诉次数"), YEAR, ours.understanding)
    assert held(certain, recorded("3次").actual, YEAR, ours).outcome is Outcome.MET  # the row itself goes before


def test_words_of_a_place_stand_in_its_ruleset_and_on_its_page(copy: Path) -> None:
    before, _ = load_ruleset(str(copy))
    _replace("ruleset.yaml", "title:", "lexicon:\n  - {words: [资产负债], says: lower, of: rate}\ntitle:")(copy)
    ruleset = _ours(copy)
    assert [entry.words for entry in ruleset.lexicon] == [("资产负债",)]
    assert before is not None
    assert before.lexicon == ()
    assert '"lexicon"' not in before.model_dump_json()  # as older runs carry it
    assert Ruleset.model_validate_json(ruleset.model_dump_json()) == ruleset
    assert "| 资产负债 | 越低越好 | 确定 |" in ruleset_page(ruleset)
    assert "用词" not in ruleset_page(before)


def test_two_files_with_one_rule_id(copy: Path) -> None:
    shutil.copy(copy / "rules/met.yaml", copy / "rules/met2.yaml")
    ruleset, findings = load_ruleset(str(copy))
    assert ruleset is None
    assert [one.code for one in findings] == ["rule-repeated"]


def test_no_rules_at_all(copy: Path) -> None:
    shutil.rmtree(copy / "rules")
    ruleset, findings = load_ruleset(str(copy))
    assert ruleset is None
    assert [one.code for one in findings] == ["ruleset-no-award"]


def test_an_unknown_ruleset_names_the_nearest() -> None:
    ruleset, findings = load_ruleset("mof-2020")
    assert ruleset is None
    assert "did you mean “mof-2020-10”?" in findings[0].message


def test_a_missing_rule_is_a_gap_with_an_example(copy: Path) -> None:
    (copy / "rules/late.yaml").unlink()
    findings = check_ruleset(read_ruleset_files(copy))
    assert {"ruleset-gap", "parameter-unused"} == {one.code for one in findings}
    gap = next(one for one in findings if one.code == "ruleset-gap")
    assert "kind deadline" in gap.message
    assert "outcome partly_met" in gap.message
    unused = next(one for one in findings if one.code == "parameter-unused")
    assert str(unused.source).endswith("ruleset.yaml:49")


def test_a_rule_behind_a_wider_one_never_fires(copy: Path) -> None:
    _replace("rules/late.yaml", "priority: 50", "priority: 90")(copy)
    wide = "id: wide\npriority: 45\nquestion: 全部？\nclause: 无\nwhen: {outcome: [met, partly_met, not_met]}\nthen: {award: full}\n"
    (copy / "rules/wide.yaml").write_text(wide, encoding="utf-8")
    dead = {one.values["rule"] for one in check_ruleset(read_ruleset_files(copy)) if one.code == "rule-dead"}
    assert "late" in dead
    assert "met" not in dead


def test_a_wrong_case_is_named_with_both_figures(copy: Path) -> None:
    _replace("rules/quantity-short.yaml", "points: 7.58", "points: 7.00")(copy)
    results = run_cases(read_ruleset_files(copy))
    (wrong,) = results.findings
    assert wrong.code == "case-wrong"
    assert (wrong.values["expected"], wrong.values["found"]) == ("7.00", "7.58")
    assert str(wrong.source).endswith("quantity-short.yaml:10")


def test_a_rule_without_a_case_is_named(copy: Path) -> None:
    path = copy / "rules/not-done.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("cases:")], encoding="utf-8")
    assert "not-done" in {one.id for one in run_cases(read_ruleset_files(copy)).uncovered}


def _ours(copy: Path, head: str = "", rule: str = "") -> Ruleset:
    if head:
        with (copy / "ruleset.yaml").open("a", encoding="utf-8") as file:
            file.write(head)
    if rule:
        (copy / "rules/own.yaml").write_text(rule, encoding="utf-8")
    ruleset, findings = load_ruleset(str(copy))
    assert ruleset is not None, [str(one) for one in findings]
    return ruleset


def _points(ruleset: Ruleset, target: str, value: str, **more: str) -> Decimal | None:
    scored = worded_project(case(project(indicator(target, **more)), recorded(value), budget("100")), RuleBase(ruleset))
    return scored.scores[1].points


RULE = "id: own\npriority: {priority}\nquestion: 问？\nclause: 本地\nwhen: {when}\nthen: {then}\n"


def _rule(when: str, then: str, priority: int = 5) -> str:
    return RULE.format(priority=priority, when=when, then=then)


def test_a_finance_officer_changes_a_number_without_a_programmer(copy: Path) -> None:
    _replace(
        "ruleset.yaml",
        '    value: 10\n    unit: "%"\n    meaning: 逾期',
        '    value: 20\n    unit: "%"\n    meaning: 逾期',
    )(copy)
    ruleset = _ours(copy)
    assert _points(ruleset, "2024年12月31日前", "2025年1月17日") == Decimal("66.66")  # 83.33 x 80%


def test_lateness_by_the_day(copy: Path) -> None:
    _replace(
        "ruleset.yaml",
        "parameters:\n",
        'parameters:\n  per_day: {value: 1, unit: "%", meaning: 每逾期一天扣分, clause: 本地}\n',
    )(copy)
    ruleset = _ours(copy, "", _rule("{kind: deadline, outcome: partly_met}", "{award: late_days, deduct: per_day}"))
    assert _points(ruleset, "2024年12月31日前", "2025年1月17日") == Decimal("69.16")  # 83.33 x (1 - 17%)


def test_lateness_all_or_nothing(copy: Path) -> None:
    ruleset = _ours(copy, "", _rule("{kind: deadline, outcome: partly_met}", "{award: zero}"))
    assert _points(ruleset, "2024年12月31日前", "2025年1月1日") == 0


def test_zero_tolerance_per_occurrence(copy: Path) -> None:
    _replace(
        "ruleset.yaml",
        "parameters:\n",
        'parameters:\n  each: {value: 30, unit: "%", meaning: 每发生一次扣分, clause: 本地}\n',
    )(copy)
    ruleset = _ours(copy, "", _rule("{direction: lower, outcome: not_met}", "{award: per_occurrence, deduct: each}"))
    assert _points(ruleset, "0起", "2起") == Decimal("33.33")  # 83.33 x (1 - 2 x 30%)
    assert _points(ruleset, "0起", "4起") == 0


def test_over_fulfilment_reduces_by_the_deviation(copy: Path) -> None:
    _replace(
        "ruleset.yaml",
        "parameters:\n",
        'parameters:\n  rate: {value: 50, unit: "%", meaning: 超额部分的调减比例, clause: 本地}\n',
    )(copy)
    rule = _rule(
        "{direction: higher, outcome: met, completion: '>= over_fulfilled_from'}",
        "{adjust: reduce_over, start: over_fulfilled_from, rate: rate}",
    )
    ruleset = _ours(copy, "", rule)
    assert _points(ruleset, "≥100", "120") == Decimal("83.33")
    assert _points(ruleset, "≥100", "160") == Decimal("66.66")  # 83.33 x (1 - (160% - 120%) x 50%)
    assert _points(ruleset, "≥100", "900") == 0


def test_a_cap_on_rows_of_one_sort(copy: Path) -> None:
    _replace(
        "ruleset.yaml", "parameters:\n", 'parameters:\n  most: {value: 80, unit: "%", meaning: 上限, clause: 本地}\n'
    )(copy)
    ruleset = _ours(copy, "", _rule("{kind: qualitative, outcome: met}", "{adjust: cap, at: most}"))
    assert _points(ruleset, "效果明显", "达成") == Decimal("66.66")
    assert _points(ruleset, "≥1", "1") == Decimal("83.33")


@pytest.mark.parametrize(("limit", "total"), [("cap: line", "66.67"), ("pass_line: line", "16.67")])
def test_caps_and_pass_lines_of_a_level(copy: Path, limit: str, total: str) -> None:
    _replace(
        "ruleset.yaml", "parameters:\n", 'parameters:\n  line: {value: 60, unit: "%", meaning: 线, clause: 本地}\n'
    )(copy)
    ruleset = _ours(copy, f"limits:\n  - {{of: 产出指标, {limit}, clause: 本地}}\n")
    value = "100" if limit.startswith("cap") else "50"
    scored = worded_project(case(project(indicator("≥100")), recorded(value), budget("100")), RuleBase(ruleset))
    assert scored.total == Decimal(total)
    assert len(scored.adjustments) == 1
    points = sum((score.points for score in scored.scores if score.points is not None), Decimal(0))
    assert points + scored.adjustments[0].points == scored.total


@pytest.mark.parametrize("limit", ["cap: most", "pass_line: least", "cap: most, pass_line: least"])
def test_points_between_the_bounds_of_a_level_stay_as_they_are(copy: Path, limit: str) -> None:
    numbers = 'most: {value: 90, unit: "%", meaning: 线, clause: 本地}\n  least: {value: 60, unit: "%", meaning: 线, clause: 本地}'
    _replace("ruleset.yaml", "parameters:\n", f"parameters:\n  {numbers}\n")(copy)
    ruleset = _ours(copy, f"limits:\n  - {{of: 产出指标, {limit}, clause: 本地}}\n")
    scored = worded_project(case(project(indicator("≥100")), recorded("80"), budget("100")), RuleBase(ruleset))
    assert scored.adjustments == ()
    assert scored.total == sum(score.points for score in scored.scores if score.points is not None)


def test_core_indicators_weigh_more_and_kinds_of_projects_weigh_differently(copy: Path) -> None:
    _replace(
        "ruleset.yaml", "parameters:\n", "parameters:\n  core: {value: 3, unit: 倍, meaning: 核心指标, clause: 本地}\n"
    )(copy)
    _replace(
        "ruleset.yaml",
        "  counts_as:",
        "  core_factor: core\n  by_project_kind:\n    政府投资: {预算执行: 20, 产出指标: 80}\n  counts_as:",
    )(copy)
    ruleset = _ours(copy)
    rows = (indicator("≥1").model_copy(update={"core": True}), indicator("≥1", code="02"))
    declared = project(*rows).model_copy(update={"kind": "政府投资"})
    scored = worded_project(case(declared), RuleBase(ruleset))
    assert [score.weight for score in scored.scores] == [Decimal(20), Decimal(60), Decimal(20)]


def test_weights_in_the_form_are_used_and_scaled_where_they_do_not_add_up() -> None:
    rows = (
        indicator("≥1").model_copy(update={"weight": Decimal(60)}),
        indicator("≥1", code="02", level1="效益指标").model_copy(update={"weight": Decimal(30)}),
    )
    scored = worded_project(case(project(*rows)), RuleBase(shipped()))
    assert [score.weight for score in scored.scores] == [Decimal("10.00"), Decimal(60), Decimal(30)]
    assert scored.findings == ()
    less = (rows[0], rows[1].model_copy(update={"weight": Decimal(40)}))
    scored = worded_project(case(project(*less)), RuleBase(shipped()))
    assert sum(score.weight or 0 for score in scored.scores) == 100
    assert [one.code for one in scored.findings] == ["weights-scaled"]


@pytest.mark.parametrize("lacking", [None, Decimal(0)])
def test_weights_of_some_rows_only_are_not_taken_and_said_to_be_so(lacking: Decimal | None) -> None:
    rows = (
        indicator("≥1").model_copy(update={"weight": Decimal(60)}),
        indicator("≥1", code="02", level1="效益指标").model_copy(update={"weight": lacking}),
    )
    scored = worded_project(case(project(*rows)), RuleBase(shipped()))
    assert [(one.code, one.values["rows"]) for one in scored.findings] == [("weights-partial", ("02",))]
    none_due = rows[1].model_copy(update={"target_text": "不适用"})
    scored = worded_project(case(project(rows[0], none_due)), RuleBase(shipped()))
    assert [one.code for one in scored.findings] == ["weights-scaled"]


def test_third_party_items_are_judged_by_people() -> None:
    ruleset = shipped("third-party-2020")
    entries = [recorded("达成 90%", item.code) for item in ruleset.items if item.code != "P1"]
    funded = recorded(code="P1", inputs={"实际到位资金": "80万元", "预算资金": "1000000元"})
    scored = worded_project(
        case(project(indicator("≥1")), recorded("1"), funded, *entries, budget("100")), RuleBase(ruleset)
    )
    by_code = {score.code: score for score in scored.scores}
    assert by_code["D1"].weight is not None
    assert by_code["D1"].points == (by_code["D1"].weight * Decimal("0.9")).quantize(Decimal("0.01"))
    assert by_code["P1"].completion == Decimal("0.8")
    assert by_code["预算执行"].level1 == "预算执行"
    assert scored.total is not None
    assert scored.total == sum(score.points for score in scored.scores if score.points is not None)
