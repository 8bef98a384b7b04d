"""Explanations (指标解释) read into statements: formulas, deadlines, limits, pass/fail rules, score sheets.

In: the text of an explanation cell. Out: statements, and findings. Formulas follow the grammar ``explanations.lark``; this room knows only the text of the explanation cell. Which
statement is the measure of the indicator is settled in :mod:`engine.measures`.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from engine.explanations.arithmetic import check_line
from engine.explanations.formulas import Formula, Input, evaluate, input_key
from engine.explanations.prose import storable, tidy
from engine.explanations.spans import find_formulas
from engine.explanations.statements import (
    Limit,
    read_at_least,
    read_dates,
    read_limits,
    read_period,
    read_rule,
    read_sheet,
    read_stars,
)
from engine.language.findings import Findings, Value
from engine.quantity import Number

REMEMBERED = 2000


class Explanation(Value):
    """All that an explanation states.

    ``deadline`` and ``start`` are the dates of 控制在2024年12月31日以前 and the like (``deadline_text`` as written);
    ``pass_condition`` and ``fail_condition`` the texts of 测评通过则为100% and 逾期为0; ``score_sheet`` is true for
    考评表/考核 results, with ``full_marks`` where the text gives them; ``period`` is a repetition (月, 季度, 半年);
    ``stars`` the highest star of a rating; ``at_least`` a number repeated in words (完成不少于10个项目绩效评估) as target text.

    ``text`` is the cell as it was written; every other text in half-width signs.
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
    stars: Number | None = None
    at_least: str | None = None
    findings: Findings = ()


def read_explanation(text: str, year: int | None = None) -> Explanation:
    """The statements of one explanation cell; never raises. ``year`` completes dates that are written without one.

    Answers for texts of usual length are remembered: forms repeat their explanations.
    """
    return _remembered(storable(text), year) if len(text) <= REMEMBERED else _read(storable(text), year)


def _read(text: str, year: int | None) -> Explanation:
    line = tidy(text)
    found = find_formulas(line)
    dates, rule, sheet = read_dates(line, year), read_rule(line), read_sheet(line)
    return Explanation(
        text=text,
        formulas=tuple(one for one in found if isinstance(one, Formula)),
        deadline=dates.deadline,
        deadline_text=dates.text,
        start=dates.start,
        limits=read_limits(line),
        pass_condition=rule.passes,
        fail_condition=rule.fails,
        score_sheet=sheet.used,
        full_marks=sheet.full_marks,
        period=read_period(line),
        stars=read_stars(line),
        at_least=read_at_least(line),
        findings=(*(one for one in found if not isinstance(one, Formula)), *check_line(line), *dates.findings),
    )


_remembered = lru_cache(maxsize=4096)(_read)

__all__ = ["Explanation", "Formula", "Input", "Limit", "evaluate", "input_key", "read_explanation"]
