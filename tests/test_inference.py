"""The adapter decides as plain reading of the conditions does, and is exposed to none of the rule engine's hazards."""

from __future__ import annotations

import multiprocessing
import threading
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.compare import Comparison
from engine.measures import MeasureKind
from engine.quantity import Dimension, Ratio
from engine.rulesets import NUMBERS, Bound, Condition, Rule, Ruleset, ruleset_ids
from engine.scoring import inference
from engine.scoring.evaluate import score_project
from engine.scoring.inference import ABSENT, Decision, RowCategory, RuleBase, band
from engine.targets import Operator, TargetKind
from engine.terms import Direction, Outcome
from tests.builders import case, indicator, project, recorded, shipped
from tests.plain import decide

NOWHERE = RowCategory("产出指标", "数量指标", "15 履职类(运转)项目")
MET = Comparison(outcome=Outcome.MET, kind="quantity", direction=Direction.HIGHER, completion=Ratio.of(1))

near = st.sampled_from(["0", "0.04", "0.4", "0.5", "0.6", "0.8", "0.9", "1", "1.2", "1.5", "2", "3"]).map(Decimal)
offsets = st.sampled_from(["0", "0.000000000000000000000000001", "-0.000000000000000000000000001", "0.1", "-0.1"])
ratios = st.one_of(
    st.none(),
    st.builds(
        lambda bound, offset, den: Ratio.of((bound + Decimal(offset)) * den, den), near, offsets, st.integers(1, 97)
    ),
    st.builds(Ratio.of, st.integers(-(10**20), 10**20), st.integers(1, 10**20)),
)
comparisons = st.builds(
    Comparison,
    outcome=st.sampled_from(Outcome),
    kind=st.sampled_from([*TargetKind, "budget"]),
    operator=st.none() | st.sampled_from(Operator),
    direction=st.none() | st.sampled_from(Direction),
    dimension=st.sampled_from(Dimension),
    measure=st.none() | st.sampled_from(MeasureKind),
    completion=ratios,
    deviation=ratios,
    lateness=ratios,
)
places = st.builds(
    RowCategory,
    st.sampled_from(["预算执行", "产出指标", "效益指标", "满意度指标", "成本指标"]),
    st.sampled_from(["数量指标", "质量指标", "时效指标", "成本指标", ""]),
    st.sampled_from(["", "15 履职类(运转)项目", "02 政府投资项目", "其他"]),
)


def _others(decision: Decision) -> tuple[str, ...]:
    return tuple(rule.id for rule in (*decision.adjustments, *decision.flags))


@pytest.mark.parametrize("name", ruleset_ids())
def test_every_case_is_decided_as_plain_reading_decides(name: str) -> None:
    base = RuleBase(shipped(name))

    @settings(max_examples=1500, deadline=None)
    @given(comparisons, places)
    def agree(compared: Comparison, place: RowCategory) -> None:
        decision = base.decide(compared, place)
        award = decision.award.id if decision.award else None
        assert (award, _others(decision)) == decide(base.ruleset, compared, place)

    agree()


words = st.dictionaries(
    st.sampled_from(["outcome", "kind", "direction", "level1"]),
    st.sampled_from(
        ["met", "partly_met", "quantity", "deadline", "higher", "lower", "产出指标", "效益指标", "none"]
    ).map(lambda word: (word, "other")),
    max_size=3,
)
bounds = st.dictionaries(
    st.sampled_from(NUMBERS),
    st.lists(
        st.builds(Bound, sign=st.sampled_from(["<", "<=", "=", ">=", ">"]), value=near), min_size=1, max_size=2
    ).map(tuple),
    max_size=2,
)
conditions = st.builds(Condition, words=words, bounds=bounds)


def _ruleset(whens: list[Condition], flags: list[Condition]) -> Ruleset:
    same: dict[str, Any] = {"question": "问", "clause": "条"}
    rules = [Rule(id=f"规则{n}", priority=n, when=when, award="full", **same) for n, when in enumerate(whens)]
    rules += [Rule(id=f"旗{n}", priority=n, when=when, flag="看", **same) for n, when in enumerate(flags)]
    return shipped().model_copy(update={"rules": tuple(rules)})


@settings(max_examples=60, deadline=None)
@given(
    st.lists(conditions, min_size=1, max_size=6), st.lists(conditions, max_size=2), st.lists(comparisons, max_size=12)
)
def test_generated_rulesets_decide_as_plain_reading_does(
    whens: list[Condition], flags: list[Condition], seen: list[Comparison]
) -> None:
    ruleset = _ruleset(whens, flags)
    base = RuleBase(ruleset)
    for compared in seen:
        decision = base.decide(compared, NOWHERE)
        award = decision.award.id if decision.award else None
        assert (award, _others(decision)) == decide(ruleset, compared, NOWHERE)


@given(ratios, st.lists(near, max_size=5, unique=True).map(sorted).map(tuple))
def test_a_band_keeps_every_comparison(value: Ratio | None, bounds: tuple[Decimal, ...]) -> None:
    index = band(value, bounds)
    if value is None:
        assert index == ABSENT
        return
    for order, bound in enumerate(bounds):
        exact = 2 * order + 1
        assert (index > exact) - (index < exact) == value.cmp(bound)


def test_a_case_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    base = RuleBase(shipped())
    asked: list[str] = []
    ask = inference._Engine.decide

    def counting(self: inference._Engine, name: str, facts: inference.Facts) -> str:
        asked.append(name)
        return ask(self, name, facts)

    monkeypatch.setattr(inference._Engine, "decide", counting)
    for _ in range(100):
        base.decide(MET, NOWHERE)
    assert base.cases == 1
    assert len(asked) == 1 + len(base.ruleset.flags) + len(base.ruleset.adjustments)


def test_a_case_no_rule_awards_is_a_gap_and_not_a_wedged_engine() -> None:
    base = RuleBase(_ruleset([Condition(words={"outcome": ("not_met",)})], []))
    assert base.decide(MET, NOWHERE).award is None
    missed = MET.model_copy(update={"outcome": Outcome.NOT_MET})
    decided = base.decide(missed, NOWHERE).award
    assert decided is not None
    assert decided.id == "规则0"


def test_a_row_no_rule_awards_is_said_with_its_case_and_gets_no_points() -> None:
    ruleset = shipped()
    rules = tuple(rule for rule in ruleset.rules if rule.id != "met")
    base = RuleBase(ruleset.model_copy(update={"rules": rules}))
    scored = score_project(case(project(indicator("≥1")), recorded("1")), base)
    score = next(one for one in scored.scores if one.code == "01")
    (said,) = [one for one in score.findings if one.code == "rule-gap"]
    assert "outcome met" in str(said)
    assert (score.points, scored.total) == (None, None)


class _Raising(list[str]):
    """Stands in for an action that fails."""

    def append(self, rule: str) -> None:
        raise RuntimeError(rule)


def test_an_action_that_raises_is_no_silent_decision(monkeypatch: pytest.MonkeyPatch) -> None:
    """durable swallows what an action raises; the adapter takes an answer only where exactly one rule noted itself."""
    base = RuleBase(shipped())
    engine = inference._the_engine()
    monkeypatch.setattr(engine, "fired", _Raising())
    with pytest.raises(ValueError, match="not enough values"):
        base.decide(MET, NOWHERE)
    monkeypatch.undo()
    assert base.decide(MET, NOWHERE).award is not None


def test_messages_hold_short_words_and_small_integers_and_no_id() -> None:
    facts = inference.facts_of(MET, NOWHERE, inference.bounds_of(shipped()))
    assert {"id", "sid"}.isdisjoint(facts)
    assert all(isinstance(value, str) or -1 <= value < 1000 for value in facts.values())


def test_huge_and_tiny_numbers_never_reach_the_engine() -> None:
    ruleset = _ruleset([Condition(bounds={"completion": (Bound(sign=">=", value=Decimal("1e-30")),)})], [])
    base = RuleBase(ruleset)
    for num, den, fires in ((1, 10**30, True), (1, 10**31, False), (10**300, 1, True), (2**63 + 1, 2**63, True)):
        decision = base.decide(MET.model_copy(update={"completion": Ratio.of(num, den)}), NOWHERE)
        assert (decision.award is not None) is fires


def test_chinese_in_fields_words_and_rule_names() -> None:
    base = RuleBase(_ruleset([Condition(words={"level1": ("产出指标", "“引号”\n🎈")})], []))
    decided = base.decide(MET, NOWHERE).award
    assert decided is not None
    assert decided.id == "规则0"
    assert base.decide(MET, RowCategory("“引号”\n🎈", "", "")).award is not None
    assert base.decide(MET, RowCategory("效益指标", "", "")).award is None


def test_hundreds_of_rulesets_in_one_process() -> None:
    for number in range(600):
        bound = Bound(sign=">=", value=Decimal(number))
        base = RuleBase(_ruleset([Condition(bounds={"completion": (bound,)})], []))
        assert base.decide(MET, NOWHERE).award is None or number <= 1


def test_the_same_content_is_registered_once() -> None:
    engine = inference._the_engine()
    RuleBase(shipped()).decide(MET, NOWHERE)
    before = len(engine.names)
    RuleBase(shipped()).decide(MET, NOWHERE)
    assert len(engine.names) == before


def test_threads_get_their_own_answers() -> None:
    wrong: list[str] = []

    def work(outcome: Outcome) -> None:
        for number in range(60):
            base = RuleBase(shipped())
            compared = MET.model_copy(update={"outcome": outcome, "completion": Ratio.of(number, 50)})
            decision = base.decide(compared, NOWHERE)
            award = decision.award.id if decision.award else None
            if award != decide(base.ruleset, compared, NOWHERE)[0]:
                wrong.append(f"{outcome}: {award}")

    threads = [
        threading.Thread(target=work, args=(outcome,)) for outcome in (Outcome.MET, Outcome.PARTLY_MET, Outcome.MISSING)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def _decide_in_child(queue: multiprocessing.queues.Queue[str]) -> None:
    decision = RuleBase(shipped()).decide(MET, NOWHERE)
    queue.put(decision.award.id if decision.award else "")


def test_a_forked_child_decides_too() -> None:
    RuleBase(shipped()).decide(MET, NOWHERE)
    context = multiprocessing.get_context("fork")
    queue: multiprocessing.queues.Queue[str] = context.Queue()
    child = context.Process(target=_decide_in_child, args=(queue,))
    child.start()
    assert queue.get(timeout=20) == "met"
    child.join(timeout=20)
    assert child.exitcode == 0


def test_no_thread_of_the_engine_is_left_running() -> None:
    RuleBase(shipped()).decide(MET, NOWHERE)
    assert [thread.name for thread in threading.enumerate() if isinstance(thread, threading.Timer)] == []
