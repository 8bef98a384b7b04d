"""Awards: each in one file, its share and its working one and the same; a new one needs no other edit."""

from __future__ import annotations

import ast
import re
import shutil
import sys
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from textwrap import dedent

import pytest

import engine.awards
import engine.recheck
from engine.awards import ADJUSTMENTS, AWARDS, Given, load_awards
from engine.awards.award import Calculation
from engine.compare import Comparison
from engine.language.catalogue import SENTENCES, Language
from engine.language.rendering import coded
from engine.quantity import Ratio
from engine.quantity.expressions import Expression, written
from engine.recheck import methods
from engine.recheck.chinese import method
from engine.recheck.judge import judge_row
from engine.recheck.model import Entry, FilledRow
from engine.recheck.project import TOLERANCE
from engine.rulebook.cases import run_cases
from engine.rulebook.check import check_ruleset
from engine.rulebook.page import ruleset_page
from engine.rulesets import Ruleset, read_ruleset_files, shipped_rulesets
from engine.scoring.inference import RuleBase
from engine.terms import Direction, Outcome
from tests.builders import HERE, budget, case, indicator, project, recorded, shipped, worded_project

GIVEN = Given(
    {name: Decimal(number) for name, number in {"line": "0.6", "step": "0.04", "deduct": "0.1", "at": "0.8"}.items()}
    | {"start": Decimal("1.2"), "rate": Decimal("0.5")},
    {"bands": shipped("mof-2021-101").bands["execution"]},
)
SHORT = Comparison(
    outcome=Outcome.PARTLY_MET,
    kind="quantity",
    direction=Direction.HIGHER,
    completion=Ratio.of(27, 33),
    actual=Ratio.of(27),
    expression=("÷", "27", "33"),
    needs=coded("need-goal", goal="≥33"),
)
CASES = {
    "short of a floor": SHORT,
    "beyond a floor": SHORT.model_copy(update={"completion": Ratio.of(50, 33), "expression": ("÷", "50", "33")}),
    "met": SHORT.model_copy(update={"outcome": Outcome.MET, "completion": Ratio.of(1), "expression": None}),
    "beyond a limit": Comparison(
        outcome=Outcome.PARTLY_MET,
        kind="quantity",
        direction=Direction.LOWER,
        deviation=Ratio.of(12, 24),
        excess=Ratio.of(12),
        expression=("÷", ("−", "36", "24"), "24"),
    ),
    "beyond nothing": Comparison(
        outcome=Outcome.NOT_MET,
        kind="quantity",
        direction=Direction.LOWER,
        completion=Ratio.of(0),
        excess=Ratio.of(3),
        expression=("−", "3", "0"),
    ),
    "late": Comparison(
        outcome=Outcome.PARTLY_MET,
        kind="deadline",
        lateness=Ratio.of(17, 365),
        late_days=17,
        expression=("÷", "17", "365"),
    ),
}


def worth(part: Expression) -> Fraction:
    """What a person gets who types the working into a calculator."""
    text = re.sub(r"([\d.]+)%", r"(\1/100)", written(part)).translate(str.maketrans("×÷−", "*/-"))
    return Fraction(eval(re.sub(r"([\d.]+)", r"Fraction('\1')", text), {"Fraction": Fraction, "min": min, "max": max}))


@pytest.mark.parametrize("seen", CASES.values(), ids=CASES)
@pytest.mark.parametrize("name", sorted(set(AWARDS) - {"none"}))
def test_the_working_of_an_award_gives_its_share(name: str, seen: Comparison) -> None:
    share = AWARDS[name].share(seen, GIVEN)
    assert share is not None
    assert worth(AWARDS[name].working(seen, GIVEN)) == share.fraction()


@pytest.mark.parametrize("seen", CASES.values(), ids=CASES)
@pytest.mark.parametrize("name", sorted(ADJUSTMENTS))
def test_the_working_of_an_adjustment_gives_its_share(name: str, seen: Comparison) -> None:
    share = ADJUSTMENTS[name].share(Ratio.of(9, 10), seen, GIVEN)
    assert worth(ADJUSTMENTS[name].working("90%", seen, GIVEN)) == share.fraction()


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (Calculation("12.50", "20 ÷ 33", Decimal("7.58")), "12.50 × 20 ÷ 33 = 7.58"),
        (Calculation("10", ("−", "1", "3 ÷ 2"), Decimal("0.00"), "at 0"), "10 × (1 − 3 ÷ 2) = 0.00（不低于0）"),
        (Calculation("10", "3 ÷ 2", Decimal("10.00"), "at 1"), "10 × 3 ÷ 2 = 10.00（不超过分值）"),
        (Calculation("10", "1", Decimal("10.00")), "10"),
    ],
)
def test_points_as_a_formula(made: Calculation, text: str) -> None:
    assert str(made) == text


def test_full_points_need_what_the_award_asks_for() -> None:
    rows = (indicator("≥85%", name="群众满意度", level1="满意度指标", level2="满意度指标"),)
    scored = worded_project(case(project(*rows), recorded("88%"), budget("95")), RuleBase(shipped("mof-2021-101")))
    by_code = {score.code: score.trace for score in scored.scores}
    assert by_code["01"].full_points == "实际完成值达到90%"
    assert by_code["预算执行"].full_points.startswith("全年执行数达到全年预算数")


# a new award

SQUARED = dedent(
    '''
    """Points by the square of the completion: a shortfall costs more than its share."""

    from typing import ClassVar

    from engine.awards.award import Award, Case, Given, completion_of
    from engine.awards.kinds import SHARE, Roles
    from engine.quantity import ZERO, Ratio
    from engine.quantity.expressions import PRODUCT, Expression, as_percent


    class Squared(Award):
        name = "squared"
        roles: ClassVar[Roles] = {"most": SHARE}

        def share(self, case: Case, given: Given) -> Ratio:
            done = (case.completion or ZERO).fraction()
            return Ratio.from_fraction(done * done * Ratio.of(given.numbers["most"]).fraction())

        def working(self, case: Case, given: Given) -> Expression:
            done = completion_of(case)
            return PRODUCT, done, done, as_percent(given.numbers["most"])

        def explains(self, case: Case) -> bool:
            return case.completion is not None
    '''
)
WORDS = {
    "award-squared": {Language.CHINESE: "按完成率的平方计分", Language.ENGLISH: "by the square of the completion"},
    "counted-squared": {
        Language.CHINESE: "按完成率的平方计分，最多{most}",
        Language.ENGLISH: "by the square of the completion, at most {most}",
    },
}
RULE = """
id: quantity-short
then: {award: squared, most: most}
method: 按完成率的平方计分，最多{most}
cases:
  - {target: "≥10", actual: "8", weight: 10, points: 5.76}
"""


@pytest.fixture
def squared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A ruleset that awards by an award in a file of its own, with its words: nothing else was edited."""
    for code, said in WORDS.items():
        for language, sentence in said.items():
            monkeypatch.setitem(SENTENCES[language], code, sentence)
    folder = tmp_path / "awards"
    folder.mkdir()
    (folder / "squared.py").write_text(SQUARED, encoding="utf-8")
    monkeypatch.setattr(engine.awards, "__path__", [*engine.awards.__path__, str(folder)])
    load_awards([str(folder)], "engine.awards")
    ours = tmp_path / "ours"
    (ours / "rules").mkdir(parents=True)
    (ours / "ruleset.yaml").write_text(
        'id: ours\nextends: mof-2020-10\nparameters:\n  most: {value: 90, unit: "%", meaning: 上限, clause: 本地}\n',
        encoding="utf-8",
    )
    (ours / "rules/quantity-short.yaml").write_text(RULE, encoding="utf-8")
    yield ours
    del AWARDS["squared"], sys.modules["engine.awards.squared"]
    shutil.rmtree(folder)


def _row(score: str) -> FilledRow:
    texts = {"target": "≥10个", "actual": "8个", "weight": "10", "score": score}
    entries = {
        name: Entry(text=text, number=Decimal(text) if text.isdigit() or "." in text else None, source=HERE)
        for name, text in texts.items()
    }
    return FilledRow(level1="产出指标", level2="数量指标", name="数量", source=HERE, **entries)


@pytest.mark.others_words
def test_a_new_award_is_one_new_file_and_its_words(squared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = read_ruleset_files(squared)
    ruleset = read.ruleset
    assert ruleset is not None, read.findings
    assert check_ruleset(read) == ()
    assert [one.found for one in run_cases(read).tried if one.rule == "quantity-short"] == [Decimal("5.76")]
    assert "按完成率的平方计分：most（90%）" in ruleset_page(ruleset)
    assert "by the square of the completion: most (90%)" in ruleset_page(ruleset, Language.ENGLISH)

    declared = case(project(indicator("≥10个")), recorded("8个"), budget("100"))
    score = worded_project(declared, RuleBase(ruleset)).scores[1]
    assert score.trace.formula == f"{score.weight} × 8 ÷ 10 × 8 ÷ 10 × 90% = {score.points}"
    assert "按完成率的平方计分，最多90%" in score.reason

    assert judge_row(_row("5.76"), 2024, RuleBase(ruleset), TOLERANCE).verdict.value == "right"
    monkeypatch.setattr(methods, "ways", lambda: methods.ways_of([ruleset]))
    other = judge_row(_row("5.76"), 2024, RuleBase(shipped()), TOLERANCE)
    assert (other.verdict.value, other.rule) == ("undecided", "squared")
    assert other.finding is not None
    assert other.finding.values["formula"] == "10 × 80% × 80% × 90% = 5.76"
    assert method("squared") == "按完成率的平方计分，最多90%"
    assert str(methods.method_of("squared")) == "by the square of the completion, at most 90%"


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (("award: squared", "award: squarred"), "did you mean “squared”?"),
        (("most: most", "least: most"), "“squared” takes most; given least"),
        (("most: most", "most: late"), "“late” is no parameter"),
    ],
)
def test_a_rule_that_misuses_a_new_award_is_told(squared: Path, edit: tuple[str, str], said: str) -> None:
    (squared / "rules/quantity-short.yaml").write_text(RULE.replace(*edit), encoding="utf-8")
    read = read_ruleset_files(squared)
    assert read.ruleset is None
    assert any(said in one.message for one in read.findings)


# ruleset facts live in rulesets only

OWN = {
    "TOLERANCE": "how far a stated score may be off, for roundings",
    "ROUNDING": "the same for sums",
    "MOST_EXECUTION": "above it the points stated are those of the whole table",
    "LOW_EXECUTION": "from where reviewers ask why money was not spent",
    "GAP": "from where reviewers ask about indicators and execution",
    "_NEAR, _FAR": "how far a figure may be from its target to be taken in the target's order",
    "LOW_TARGET": "from where reviewers ask about a target that was outdone",
}
"""Numbers that are recheck's own, though some ruleset may hold the same."""


def _numbers(ruleset: Ruleset) -> Iterator[Decimal]:
    """The numbers of a ruleset that say how points are counted, as shares of 1 and in percent."""
    yield from (one.number for one in ruleset.parameters.values())
    yield from (
        one / 100 for table in ruleset.bands.values() for band in table.steps for one in (band.at_least, band.share)
    )
    yield from (one / 100 for tier in ruleset.tiers for one in (tier.at_least, tier.below, tier.default))
    yield from (grade.at_least / 100 for grade in ruleset.grades)
    yield from (weight / 100 for weight in ruleset.weights.levels.values())


def _literals(tree: ast.Module) -> Iterator[tuple[int, Decimal]]:
    """The exact numbers and the percentages that code holds, but for those of its named own."""
    named = [one for one in tree.body if isinstance(one, ast.Assign) and ast.unparse(one.targets[0]).strip("()") in OWN]
    own = {id(node) for one in named for node in ast.walk(one)}
    docs = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    for node in ast.walk(tree):
        if id(node) in own | docs:
            continue
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Decimal", "Fraction"):
            texts = [str(one.value) for one in node.args if isinstance(one, ast.Constant)]
            yield from ((node.lineno, Decimal(text)) for text in texts if re.fullmatch(r"[\d.]+", text))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from (
                (node.lineno, Decimal(text)) for text in re.findall(r"(?<![\d.\\{}])(\d+(?:\.\d+)?)%", node.value)
            )


def test_no_number_of_a_ruleset_stands_in_recheck() -> None:
    numbers = {number for ruleset in shipped_rulesets() for number in _numbers(ruleset)} - {Decimal(0), Decimal(1)}
    assert {Decimal("0.6"), Decimal("0.8"), Decimal("1.2"), Decimal("0.2")} <= numbers
    found = [
        f"{path.name}:{line}: {number}"
        for path in sorted(Path(engine.recheck.__file__).parent.glob("*.py"))
        for line, number in _literals(ast.parse(path.read_text(encoding="utf-8")))
        if number in numbers or number / 100 in numbers
    ]
    assert found == []


def test_recheck_takes_its_bounds_from_the_shipped_rulesets() -> None:
    from engine.recheck import shipped as bounds  # noqa: PLC0415 (its name is that of a builder)

    assert shipped_rulesets()[0].id == "mof-2020-10"
    assert bounds.execution_weights() == {Decimal(10), Decimal(20)}
    edges = [bounds.widest(tier) for tier in shipped_rulesets()[0].tiers]
    assert edges == [(Decimal(80), Decimal(100)), (Decimal(50), Decimal(80)), (Decimal(0), Decimal(60))]
    assert bounds.over_from() == Decimal("1.2")
    assert [one.meaning for one in bounds.execution_tables()] == ["预算执行率分档得分（占分值的比例）"]
    tried = [way.award.name for way in methods.ways() if way.award.explains(SHORT)]
    assert tried == ["proportional", "pass_line"]
