"""Explanations (指标解释) read into statements: formulas, deadlines, limits, pass/fail rules, score sheets.

The grammar is ``explanations.lark``; this room knows only the text of the explanation cell. Which statement is the
measure of the indicator is settled in :mod:`engine.measures`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from engine.findings import Findings, Value
from engine.quantity import Number, Ratio


class Input(Value):
    """One figure to be recorded: its name as the explanation has it, and its unit where one is known."""

    name: str
    unit: str | None = None


class Formula(Value):
    """A definition ``name = expression``.

    ``name`` is None where the explanation gives the expression alone (考核总分/满分*100%). ``expression`` is the
    formula in a canonical notation (``已采纳 ÷ 总数 × 100%``); ``percent`` says whether its result is a percentage
    (a ``*100%``, a ``(%)`` after the name, or a name that ends in 率). ``bound`` is a limit written after it.
    """

    text: str
    name: str | None = None
    expression: str
    inputs: tuple[Input, ...]
    percent: bool = False
    bound: str | None = None


class Limit(Value):
    """A time or amount that must not be exceeded: ``15分钟响应`` is (响应, 15, 分钟)."""

    label: str
    value: Number
    unit: str


class Explanation(Value):
    """All that an explanation states.

    ``deadline`` and ``start`` are the dates of 控制在2024年12月31日以前 and the like (``deadline_text`` as written);
    ``pass_condition`` and ``fail_condition`` the texts of 测评通过则为100% and 逾期为0; ``score_sheet`` is true for
    考评表/考核 results, with ``full_marks`` where the text gives them; ``period`` is a repetition (月, 季度, 半年);
    ``at_least`` a number repeated in words (完成不少于10个项目绩效评估) as target text.
    """

    text: str
    formulas: tuple[Formula, ...] = ()
    deadline: date | None = None
    deadline_text: str | None = None
    start: date | None = None
    limits: tuple[Limit, ...] = ()
    pass_condition: str | None = None
    fail_condition: str | None = None
    score_sheet: bool = False
    full_marks: Number | None = None
    period: str | None = None
    at_least: str | None = None
    findings: Findings = ()


def read_explanation(text: str) -> Explanation:
    """The statements of one explanation cell; never raises."""
    raise NotImplementedError


def evaluate(formula: Formula, inputs: Mapping[str, Decimal | tuple[Decimal, ...]]) -> tuple[Ratio | None, Findings]:
    """The exact result of a formula on recorded inputs.

    A percentage formula gives percent points (9 of 10 is 90). A missing input, an unknown name or a zero
    denominator is a finding, and no number.
    """
    raise NotImplementedError
