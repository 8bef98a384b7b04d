"""What rulesets say in English, beside the Chinese that they score by."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from functools import cache
from pathlib import Path

import pytest

from engine.language.catalogue import Language
from engine.rulebook.check import check_ruleset
from engine.rulebook.page import ruleset_page
from engine.rulesets import Ruleset, load_ruleset, read_ruleset_files, ruleset_ids
from engine.rulesets.english import Translated, translated
from engine.runs.record import ProjectScore
from engine.runs.wording import first_version, worded, worded_run
from engine.scoring.evaluate import head_under, score_project
from engine.scoring.inference import RuleBase
from engine.terms import BUDGET_EXECUTION
from tests.builders import ROOT, shipped
from tests.conftest import Jixiao
from tests.languages import chinese_words, english_words
from tests.runs import sample_run, whole

pytestmark = pytest.mark.usefixtures("plain_texts")

HAN = re.compile("[\u4e00-\u9fff]")
SHORT = whole(r01="20条", r02="2025-01-17", r03="95%")


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """The national ruleset in a folder of one's own."""
    return Path(shutil.copytree(ROOT / "rulesets/mof-2020-10", tmp_path / "ours"))


def edited(file: Path, *edits: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")


def without_english(ruleset: Ruleset) -> Ruleset:
    """The ruleset as one that was made before there was English."""

    def dropped(value: object) -> object:
        if isinstance(value, list):
            return [dropped(one) for one in value]
        return {name: dropped(one) for name, one in value.items() if name != "en"} if isinstance(value, dict) else value

    return Ruleset.model_validate(dropped(ruleset.model_dump(mode="json")))


def rows_of(ruleset: Ruleset, language: Language) -> dict[str, str]:
    """The reasons of a project by the codes of its rows."""
    sheet = worded(score_project(SHORT, RuleBase(ruleset)), ruleset, language)
    return {one.code: one.reason for one in sheet.scores}


@pytest.mark.parametrize("name", ruleset_ids())
def test_every_sentence_of_what_ships_is_there_in_english(name: str) -> None:
    for path, part in translated(shipped(name)):
        chinese = [one for one in part.sentences if HAN.search(getattr(part, one) or "")]
        assert [one for one in chinese if not part.en.get(one)] == [], path
        assert not [text for text in part.en.values() if HAN.search(text)], path


@cache
def given() -> str:
    """What the sample's forms and actuals are written with."""
    files = (ROOT / "declarations/2024.txt", *sorted((ROOT / "actuals/2024").glob("*.yaml")))
    return "".join(one.read_text(encoding="utf-8") for one in files) + "问题处理完成"  # of 问题处理24小时内完成


def told(project: ProjectScore) -> list[str]:
    """What ``explain`` shows of a project's rows."""
    return [
        text
        for row in project.scores
        for text in (row.reason, row.advice, *row.trace.parameters, *(one.message for one in row.flags))
    ]


@pytest.mark.parametrize("name", ruleset_ids())
def test_the_sample_is_explained_in_one_language(name: str) -> None:
    ruleset = shipped(name)
    ids = {rule.id for rule in ruleset.rules}
    names = given() + "".join(item.name + item.target for item in ruleset.items)
    for project in worded_run(sample_run(name), Language.ENGLISH).projects:
        for text in told(project):
            assert [one for one in chinese_words(text) if one not in names] == [], text
    for project in sample_run(name).projects:
        for text in told(project):
            assert not ids & {*re.findall(r"[a-z_]+(?:-[a-z]+)*", text)}, text
            assert [one for one in english_words(text) if one not in names] == [], text


@pytest.mark.parametrize("name", ruleset_ids())
def test_the_page_of_a_ruleset_is_of_one_language(name: str) -> None:
    ruleset = shipped(name)
    typed = [*ruleset.weights.levels, *ruleset.weights.counts_as, *(grade.name for grade in ruleset.grades)]
    typed += [word for tier in ruleset.tiers for word in tier.words] + [item.level1 for item in ruleset.items]
    typed += [text for rule in ruleset.rules for one in rule.cases for text in (one.target, one.actual)]
    left = {word for line in ruleset_page(ruleset, Language.ENGLISH).splitlines() for word in chinese_words(line)}
    assert [word for word in left if word not in "".join(typed)] == []


def test_a_rule_is_named_by_what_it_asks() -> None:
    assert "按规则“定量指标未完成指标值”（财预〔2020〕10号；未完成" in rows_of(shipped(), Language.CHINESE)["01"]
    english = rows_of(shipped(), Language.ENGLISH)["01"]
    assert "By rule “Quantitative indicator short of its target” (Caiyu [2020] No. 10; points in proportion" in english


def test_a_table_of_bands_is_written_in_the_language() -> None:
    banded = shipped("mof-2021-101")
    assert "分档计分，≥100%得100%、≥80%得70%、≥60%得50%、其余得0" in rows_of(banded, Language.CHINESE)[BUDGET_EXECUTION]
    bands = "bands: ≥100% gets 100%, ≥80% gets 70%, ≥60% gets 50%, all else gets 0"
    assert bands in rows_of(banded, Language.ENGLISH)[BUDGET_EXECUTION]


def test_a_row_that_a_ruleset_adds_is_named_with_its_meaning() -> None:
    framed = shipped("third-party-2020")
    assert rows_of(framed, Language.ENGLISH)["D1"].startswith(
        "“立项依据充分性” (Sufficiency of the grounds for the project)"
    )
    assert rows_of(framed, Language.CHINESE)["D1"].startswith("立项依据充分性 暂不计分")
    assert rows_of(without_english(framed), Language.ENGLISH)["D1"].startswith("立项依据充分性 has no points yet")


def test_what_is_not_there_in_english_is_quoted() -> None:
    reason = rows_of(without_english(shipped()), Language.ENGLISH)["01"]
    assert (
        "By rule “定量指标未完成指标值” (“财预〔2020〕10号”; “未完成指标值的，按完成值与指标值的比例记分”): " in reason
    )
    late = rows_of(without_english(shipped()), Language.ENGLISH)["02"]
    assert "“逾期天数占计划工期的比例每满4%，扣该指标分值的10%，扣完为止”" in late


def test_a_translation_makes_no_other_ruleset() -> None:
    for name in ruleset_ids():
        assert without_english(shipped(name)).digest == shipped(name).digest
    plain = without_english(shipped())
    assert '"en"' not in plain.model_dump_json()
    assert plain.model_dump_json() == Ruleset.model_validate_json(plain.model_dump_json()).model_dump_json()


def test_a_sentence_that_is_replaced_takes_its_english_along(tmp_path: Path) -> None:
    files = {
        "ruleset.yaml": "id: own\nextends: mof-2020-10\ntitle: 本市办法\nparameters:\n  late_step: {value: 5, meaning: 每级}\n",
        "rules/met.yaml": "id: met\nmethod: 全部记分\nremedy: 继续\nen: {remedy: go on}\n",
        "rules/over-fulfilled.yaml": "id: over-fulfilled\nthen: {flag: 请复核}\n",
        "rules/late.yaml": "id: late\nclause: 办法未规定；取原部门规定（工期每延误4%扣10%）\nremedy:\n",
    }
    (tmp_path / "own/rules").mkdir(parents=True)
    for name, text in files.items():
        (tmp_path / "own" / name).write_text(text, encoding="utf-8")
    ruleset, findings = load_ruleset(str(tmp_path / "own"))
    assert ruleset is not None, findings
    assert check_ruleset(read_ruleset_files(tmp_path / "own")) == ()
    assert ruleset.en.keys() == {"document", "grades_clause", "tiers_clause"}
    assert ruleset.parameters["late_step"].en.keys() == {"clause"}
    assert ruleset.parameters["late_deduct"] == shipped().parameters["late_deduct"]
    of = {rule.id: rule.en for rule in ruleset.rules}
    assert of["met"] == {**{name: of_base("met").en[name] for name in ("question", "clause")}, "remedy": "go on"}
    assert "flag" not in of["over-fulfilled"]
    assert of["late"].keys() == {"question", "clause", "method"}  # the clause says what it did


def of_base(name: str) -> Translated:
    return next(rule for rule in shipped().rules if rule.id == name)


@pytest.mark.parametrize(
    ("file", "edit", "code", "places"),
    [
        (
            "rules/late.yaml",
            ("{deduct} of the weight is taken", "10% of the weight is taken"),
            "english-names",
            ("late.yaml:16", "names deduct, step in Chinese and step in English"),
        ),
        (
            "rules/met.yaml",
            ("en:\n", "en:\n  remedy: go on\n"),
            "english-of-nothing",
            ("met.yaml:13", "“remedy”, which there is not in Chinese"),
        ),
        (
            "rules/met.yaml",
            ("  method:", "  methood:"),
            "yaml-value",
            ("met.yaml:12", "“methood” is no sentence", "did you mean “method”?"),
        ),
        (
            "rules/late.yaml",
            ("{deduct} of the", "{deducted} of the"),
            "yaml-value",
            ("late.yaml:16", "en.method", "did you mean “deduct”?"),
        ),
        (
            "ruleset.yaml",
            ("  grades_clause: C", "  grade_clause: C"),
            "yaml-value",
            ("ruleset.yaml:7", "did you mean “grades_clause”?"),
        ),
    ],
)
def test_what_does_not_fit_the_chinese_is_told(
    ours: Path, file: str, edit: tuple[str, str], code: str, places: tuple[str, ...]
) -> None:
    edited(ours / file, edit)
    (found,) = check_ruleset(read_ruleset_files(ours))
    assert found.code == code
    assert all(one in str(found) for one in places), str(found)


def test_version_1_named_rules_by_their_ids() -> None:
    kept = first_version(score_project(SHORT, RuleBase(shipped())), shipped())
    reasons = {one.code: one.reason for one in kept.scores}
    assert "按规则 quantity-short（财预〔2020〕10号；未完成指标值的，按完成值与指标值的比例记分）：" in reasons["01"]
    assert kept.model_dump_json() == first_version(kept, shipped()).model_dump_json()


def test_a_run_of_before_is_verified_and_told_in_english(recorded: Jixiao, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(
            "engine.services.rescoring.head_under",
            lambda ruleset, *given: head_under(without_english(ruleset), *given),
        )
        assert recorded("score").exit_code == 0
    with sqlite3.connect("jixiao.db") as connection:
        assert '\\"en\\"' not in str(connection.execute("SELECT content FROM run_content").fetchone()[0])
    verified = json.loads(recorded("verify", "latest", "--format", "json").stdout)
    assert verified["same"] is True
    assert "run-ruleset-installed" not in {one["code"] for one in verified["findings"]}
    assert "By rule “Target met” (Caiyu [2020] No. 10; " in recorded("explain", "latest", "4401", "--lang", "en").stdout
    assert recorded("score", "--assessor", "评价组", "--role", "第三方").exit_code == 0
    runs = [one["run"] for one in json.loads(recorded("runs", "--format", "json").stdout)]
    assert "rulesets-differ" not in recorded("compare", *runs).output


def test_what_an_entry_makes_doubtful_is_told_in_the_language(recorded: Jixiao) -> None:
    correction = ("correct", "4401", "报告数量", "9份", "--reason", "更正", "--by", "张三")
    told = recorded(*correction, "--lang", "en").stderr
    assert "for review: the completion rate of 450% reaches 120%: the target may be set too low" in told
    again = recorded(*correction[:3], "8份", *correction[4:], "--lang", "zh").stderr
    assert "复核：完成率 400% 达到或超过 120%，指标值可能定得过低" in again
