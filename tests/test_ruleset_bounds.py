"""Rulesets of other people: whatever number or brace stands in one, it is refused at its line or it scores."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from pydantic import ValidationError

from engine.cli import cli
from engine.quantity import Within
from engine.rulebook.cases import run_cases
from engine.rulebook.check import check_ruleset
from engine.rulesets import Ruleset, read_ruleset_files
from tests.builders import ROOT, shipped

NUMBERS = (
    "NaN",
    "Infinity",
    "-Infinity",
    "1e999999",
    "1E+100000000",
    "1e-100000000",
    "1_000",
    "0x10",
    "四",
    "٤",
    "9" * 10**6,
)
"""What is no number as people write one."""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of a shipped ruleset that a test may break: with parameters, bands, grades, tiers, cases."""
    target = tmp_path / "ours"
    shutil.copytree(ROOT / "rulesets/mof-2020-10", target)
    return target


def _edit(copy: Path, file: str, old: str, new: str) -> int:
    """Replaces text in a file of the ruleset; gives its line."""
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def _refused(copy: Path, place: str, *words: str) -> None:
    """The ruleset is refused with one finding at a place, by whatever reads it."""
    read = read_ruleset_files(copy)
    assert read.ruleset is None
    assert check_ruleset(read) == run_cases(read).findings == read.findings
    (found,) = read.findings
    assert str(found.source).endswith(place)
    assert len(found.message) < 600
    for word in words:
        assert word in found.message


BRACES = {
    "{step:>1900000000}": "write “{step}”",
    "{step:d}": "write “{step}”",
    "{late_step!x}": "write “{late_step}”",
    "{step:{deduct}}": "has no other",
    "{step.__class__.__mro__}": "write “{step}”",
    "{0}": "known are",
    "{}": "known are",
    "{ step }": "write “{step}”",
    "{award}": "known are",
    "{late_stop}": "did you mean “late_step”?",
}


@pytest.mark.parametrize("brace", BRACES)
@pytest.mark.parametrize("field", ["method", "remedy"])
def test_a_sentence_holds_names_only(copy: Path, brace: str, field: str) -> None:
    text = (copy / "rules/late.yaml").read_text(encoding="utf-8")
    old = next(line for line in text.splitlines() if line.startswith(f"{field}: "))
    line = _edit(copy, "rules/late.yaml", old, f"{field}: '每满{brace}扣分'")
    _refused(copy, f"late.yaml:{line}", field, BRACES[brace])


def test_the_sentence_of_a_flag_is_said_at_its_own_line(copy: Path) -> None:
    old = (copy / "rules/over-fulfilled.yaml").read_text(encoding="utf-8")
    flag = next(line for line in old.splitlines() if line.startswith("then: "))
    line = _edit(copy, "rules/over-fulfilled.yaml", flag, "then:\n  flag: '完成率 {completion:.999999999f}'")
    _refused(copy, f"over-fulfilled.yaml:{line + 1}", "then.flag", "write “{completion}”")


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("ruleset.yaml", "value: 4\n", "value: {}\n"),
        ("ruleset.yaml", "预算执行: 10", "预算执行: {}"),
        ("ruleset.yaml", "{name: 良, at_least: 80}", "{{name: 良, at_least: {}}}"),
        ("ruleset.yaml", "default: 70}", "default: {}}}"),
        ("rules/late.yaml", "weight: 12.50", "weight: {}"),
        ("rules/late.yaml", "points: 11.25", "points: {}"),
        ("rules/over-fulfilled.yaml", ">= over_fulfilled_from", ">= {}"),
        ("rules/budget-execution.yaml", 'executed: "914000"', "executed: '{}'"),
    ],
)
def test_a_number_is_written_in_plain_digits(copy: Path, number: str, file: str, old: str, new: str) -> None:
    line = _edit(copy, file, old, new.format(number))
    _refused(copy, f"{file}:{line}", "a number in digits" if "executed" not in old else "an amount")


OUTSIDE = {
    "0": "above 0%",
    "-4": "above 0%",
    "100.01": "up to 100%",
    "99999999": "up to 100%",
}


@pytest.mark.parametrize("value", OUTSIDE)
def test_a_step_is_no_number_that_nothing_can_be_divided_by(copy: Path, value: str) -> None:
    line = _edit(copy, "ruleset.yaml", "value: 4\n", f"value: {value}\n")
    _refused(
        copy,
        f"ruleset.yaml:{line}",
        f"“late_step” is {value}%",
        "“step” of rule “Done, but late” (late)",
        OUTSIDE[value],
    )


@pytest.mark.parametrize("unit", ['""', "％％", "天"])
def test_a_step_of_4_without_its_unit_is_not_four_times_the_planned_time(copy: Path, unit: str) -> None:
    _edit(copy, "ruleset.yaml", 'value: 4\n    unit: "%"', f"value: 4\n    unit: {unit}")
    _refused(copy, "ruleset.yaml:50", "“late_step” is 4", "with the unit “%”")


@pytest.mark.parametrize(
    ("then", "value"),
    [
        ("{award: pass_line, line: own}", "100"),
        ("{award: late_days, deduct: own}", "-1"),
        ("{award: per_occurrence, deduct: own}", "100.5"),
        ("{adjust: cap, at: own}", "101"),
        ("{adjust: reduce_over, start: own, rate: own}", "-1"),
    ],
)
def test_each_role_of_an_award_has_its_bounds(copy: Path, then: str, value: str) -> None:
    own = f'parameters:\n  own: {{value: {value}, unit: "%", meaning: 自定, clause: 本地}}\n'
    _edit(copy, "ruleset.yaml", "parameters:\n", own)
    rule = f"id: own\npriority: 5\nquestion: 问？\nclause: 本地\nwhen: {{outcome: met}}\nthen: {then}\n"
    (copy / "rules/own.yaml").write_text(rule, encoding="utf-8")
    read = read_ruleset_files(copy)
    assert read.ruleset is None
    assert {one.code for one in read.findings} == {"parameter-range"}
    assert "of rule “问” (own)" in read.findings[0].message


@pytest.mark.parametrize("limit", ["cap: own", "pass_line: own"])
def test_limits_have_bounds_too(copy: Path, limit: str) -> None:
    own = 'parameters:\n  own: {value: 120, unit: "%", meaning: 自定, clause: 本地}\n'
    line = _edit(copy, "ruleset.yaml", "parameters:\n", own)
    with (copy / "ruleset.yaml").open("a", encoding="utf-8") as file:
        file.write(f"limits:\n  - {{of: total, {limit}, clause: 本地}}\n")
    _refused(copy, f"ruleset.yaml:{line + 1}", "of total", "up to 100%")


@pytest.mark.parametrize("value", ["0", "-3", "101"])
def test_a_core_indicator_weighs_more_than_nothing(copy: Path, value: str) -> None:
    _edit(
        copy,
        "ruleset.yaml",
        "parameters:\n",
        f"parameters:\n  core: {{value: {value}, unit: 倍, meaning: 倍, clause: 本地}}\n",
    )
    _edit(copy, "ruleset.yaml", "  counts_as:", "  core_factor: core\n  counts_as:")
    _refused(copy, "ruleset.yaml:42", "core_factor")


@pytest.mark.parametrize(
    ("file", "old", "new", "word"),
    [
        ("rules/late.yaml", "weight: 12.50", "weight: -1", "from 0 up to 100"),
        ("rules/late.yaml", "weight: 12.50", "weight: 12.505", "with at most 2 places"),
        ("ruleset.yaml", "at_least: 90", "at_least: 100.1", "from 0 up to 100"),
        ("ruleset.yaml", "default: 70}", "default: 90}", "default between"),
        ("rules/met.yaml", "priority: 30", "priority: -1", "0"),
        ("rules/met.yaml", "priority: 30", f"priority: {'9' * 5000}", "number"),
        ("rules/over-fulfilled.yaml", ">= over_fulfilled_from", ">= 100000000", "up to 1000"),
    ],
)
def test_every_other_number_has_its_bounds(copy: Path, file: str, old: str, new: str, word: str) -> None:
    line = _edit(copy, file, old, new)
    _refused(copy, f"{file}:{line}", word)


def test_a_band_is_between_nothing_and_all(tmp_path: Path) -> None:
    copy = tmp_path / "ours"
    shutil.copytree(ROOT / "rulesets/mof-2021-101", copy)
    line = _edit(copy, "ruleset.yaml", "{at_least: 80, share: 70}", "{at_least: 80, share: 700}")
    _refused(copy, f"ruleset.yaml:{line}", "700", "from 0 up to 100")


def test_what_full_width_signs_write_is_a_number() -> None:
    within = Within(Decimal(-10), Decimal(100), 2)
    assert within.read("４．５０") == Decimal("4.50")
    assert within.read(" +12 ") == 12
    assert within.read("−１") == -1
    assert all(within.read(text) is None for text in (*NUMBERS, "", ".", "1.234", "101", "1,0", "--1"))


def test_no_ruleset_that_cannot_score_can_be_made_of_anything() -> None:
    """Neither from files nor from the record of a run."""
    content = json.loads(shipped().model_dump_json())
    content["parameters"]["late_step"]["value"] = "0"
    with pytest.raises(ValidationError, match="above 0%"):
        Ruleset.model_validate_json(json.dumps(content))
    content = json.loads(shipped().model_dump_json())
    content["rules"][0]["remedy"] = "{late_step:d}"
    with pytest.raises(ValidationError, match="braces take a name"):
        Ruleset.model_validate_json(json.dumps(content))


@pytest.mark.parametrize("command", [["rules", "check"], ["rules", "test"], ["rules", "show"], ["score", "--ruleset"]])
def test_every_command_refuses_with_the_same_sentence(
    copy: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _edit(copy, "ruleset.yaml", "value: 4\n", "value: 0\n")
    monkeypatch.chdir(copy.parent)
    result = CliRunner().invoke(cli, [*command, "ours"], prog_name="jixiao")
    assert result.exit_code in (1, 2)
    assert "“late_step” is 0%" in result.output
    assert "ruleset.yaml:50" in result.output


@pytest.mark.parametrize("name", ["∅", "a b", "'{x}'", "'\"'", "''", "a" * 81, '"a\\u0000"', "-a"])
def test_a_rule_has_a_name_that_nothing_takes_for_something_else(copy: Path, name: str) -> None:
    line = _edit(copy, "rules/met.yaml", "id: met", f"id: {name}")
    _refused(copy, f"met.yaml:{line}", "expected a name")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("rules/late.yaml", "remedy: ", f"remedy: {'长' * 3000}"),
        ("rules/met.yaml", "when: {outcome: met}", f"when: {{level2: [{', '.join(map(str, range(200)))}]}}"),
        ("ruleset.yaml", "    meaning: 逾期天数", f"    meaning: {'长' * 3000}"),
    ],
)
def test_texts_and_lists_have_an_end(copy: Path, file: str, old: str, new: str) -> None:
    line = _edit(copy, file, old, new)
    _refused(copy, f"{file}:{line}", "at most")


def test_a_ruleset_that_tells_too_much_apart_is_not_gone_through(copy: Path) -> None:
    when = "".join(
        f"  {field}: [{', '.join(f'{field}{n}' for n in range(90))}]\n"
        for field in ("level1", "level2", "project_kind")
    )
    rule = f"id: own\npriority: 5\nquestion: 问？\nclause: 本地\nwhen:\n{when}then: {{award: full}}\n"
    (copy / "rules/own.yaml").write_text(rule, encoding="utf-8")
    (found,) = check_ruleset(read_ruleset_files(copy))
    assert found.code == "ruleset-too-fine"
    assert "300000 at most" in found.message


def test_more_rule_files_than_any_ruleset_has_are_not_read(copy: Path) -> None:
    for number in range(201):
        (copy / f"rules/x{number}.yaml").write_text("[", encoding="utf-8")
    read = read_ruleset_files(copy)
    assert read.ruleset is None
    assert "ruleset-too-many" in {one.code for one in read.findings}
    assert len(read.findings) < 5
