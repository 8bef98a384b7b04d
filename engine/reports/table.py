"""The official table (项目支出绩效自评表) as values: which text stands in which cell, how far a cell reaches.

What draws the table (HTML now) takes its cells from here and decides nothing but looks. Nothing is scored here:
amounts change from 元 to 万元 and shares to percentages, both exactly; all else is the run's own text.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from engine.files.portable import portable
from engine.language.findings import Finding, Findings, Severity, Source
from engine.quantity import EXACT, Ratio, plain
from engine.runs.record import Funds, FundsRow, ProjectScore, Run, Score
from engine.terms import BUDGET_EXECUTION, NOT_APPLICABLE, SELF, Outcome

OUTCOMES: dict[Outcome, str] = {
    Outcome.MET: "完成",
    Outcome.PARTLY_MET: "部分完成",
    Outcome.NOT_MET: "未完成",
    Outcome.MISSING: "未填报",
    Outcome.NOT_APPLICABLE: NOT_APPLICABLE,
    Outcome.UNREADABLE: "无法识别",
    Outcome.ERROR: "出错",
    Outcome.OPEN: "待核实",
}

SEVERITIES: dict[Severity, str] = {
    Severity.ERROR: "错误",
    Severity.WARNING: "提醒",
    Severity.NOTE: "说明",
}

OPEN = (Outcome.MISSING, Outcome.UNREADABLE, Outcome.ERROR, Outcome.OPEN)
"""The outcomes that keep a project incomplete."""

NOTHING = "—"


class Line(NamedTuple):
    """One indicator row: its number within the project (1 is the first), and whether there is a reason to unfold.

    A row that does not apply is one line of the table; any other is two, itself and its reason.
    """

    number: int
    score: Score
    unfolds: bool

    @property
    def applies(self) -> bool:
        """Whether the row declares anything."""
        return self.score.outcome is not Outcome.NOT_APPLICABLE

    @property
    def span(self) -> int:
        """How many rows of the drawn table it takes."""
        return 2 if self.unfolds else 1


class Group(NamedTuple):
    """The lines of one level-2 indicator, under one merged cell."""

    level2: str
    lines: tuple[Line, ...]

    @property
    def span(self) -> int:
        """How many rows of the drawn table it takes."""
        return sum(line.span for line in self.lines)


class Level(NamedTuple):
    """The groups of one level-1 indicator, under one merged cell."""

    level1: str
    groups: tuple[Group, ...]

    @property
    def span(self) -> int:
        """How many rows of the drawn table it takes."""
        return sum(group.span for group in self.groups)


def named(run: Run, document: str) -> str:
    """The title of a document of a run: who scores itself hands in a 项目支出绩效自评表, an evaluator a 项目支出绩效评价表."""
    is_own = not run.role or SELF in run.role
    return f"项目支出绩效{SELF if is_own else '评价'}{document}"


def execution(project: ProjectScore) -> Line | None:
    """The line of budget execution, which stands in the funds block; None where the run has none."""
    lines = (line for line in _lines(project) if line.score.level1 == BUDGET_EXECUTION)
    return next(lines, None)


def levels(project: ProjectScore) -> tuple[Level, ...]:
    """The indicator rows under their merged cells, in the order in which each level first occurs.

    Budget execution is left out: it stands in the funds block.
    """
    budget = execution(project)
    tree: dict[str, dict[str, list[Line]]] = {}
    for line in _lines(project):
        if budget is None or line.number != budget.number:
            tree.setdefault(line.score.level1, {}).setdefault(line.score.level2, []).append(line)
    return tuple(Level(level1, _groups(groups)) for level1, groups in tree.items())


def _groups(groups: dict[str, list[Line]]) -> tuple[Group, ...]:
    return tuple(Group(level2, tuple(lines)) for level2, lines in groups.items())


def _lines(project: ProjectScore) -> Iterable[Line]:
    return (Line(number, score, _unfolds(score)) for number, score in enumerate(project.scores, start=1))


def _unfolds(score: Score) -> bool:
    applies = score.outcome is not Outcome.NOT_APPLICABLE
    return applies or bool(score.flags or score.findings)


def funds_lines(funds: Funds) -> tuple[tuple[str, FundsRow], ...]:
    """The rows of the funds block below its total, with their labels."""
    return (
        ("其中：当年财政拨款", funds.appropriation),
        ("上年结转资金", funds.carried_over),
        ("其他资金", funds.other),
    )


def wan(amount: Decimal | None) -> str:
    """An amount in 元 as 万元: exact, with as many decimals as it needs and at least two (``1080384.76`` is
    ``108.038476``)."""
    if amount is None:
        return NOTHING
    text = plain(amount.scaleb(-4, EXACT))
    whole, _, decimals = text.partition(".")
    return f"{Decimal(whole):,f}.{decimals:0<2}"


def number(value: Decimal | None) -> str:
    """Points or a weight as the run has them."""
    return NOTHING if value is None else format(value, "f")


def percent(share: Decimal | None) -> str:
    """A share of 1 as a percentage, half up to two decimals; exact where rounding would claim a round 100%."""
    if share is None:
        return NOTHING
    rounded = Ratio.of(share).percent()
    if rounded == "100%" and share != 1:
        return plain(share.scaleb(2, EXACT)) + "%"
    return rounded


def place(source: Source | None) -> str:
    """Where something was read, in Chinese; empty where it is not known."""
    if source is None:
        return ""
    words = [portable(source.file, ())]  # ledgers of older versions hold whole paths
    if source.table is not None:
        words.append(f"第 {source.table} 个表第 {source.row} 行")
    elif source.line is not None:
        words.append(f"第 {source.line} 行")
    if source.sheet is not None:
        words.append(f"工作表“{source.sheet}”")
    if source.cell is not None:
        words.append(f"单元格 {source.cell}")
    return " ".join(words)


def sentence(finding: Finding) -> str:
    """A finding in Chinese; its English message where this version does not know its code or its values.

    A run is kept for years, and may be shown by an engine whose table of codes has moved on.
    """
    try:
        return finding.chinese()
    except KeyError:
        return finding.message


def ended(text: str) -> str:
    """A sentence with its full stop."""
    return text if text.endswith(("。", "！", "？", ".", "；")) else f"{text}。"


def lost_by_rules(score: Score) -> bool:
    """Whether points are lost and the rules took some of them; what an assessor took has the assessor's reason."""
    given = score.points if score.awarded is None else score.awarded
    return bool(score.deduction) and given is not None and score.weight is not None and given < score.weight


def unexplained(score: Score) -> bool:
    """Whether the rules took points and no cause is written down."""
    return lost_by_rules(score) and not score.cause


def remarks(project: ProjectScore, notes: Findings = ()) -> tuple[str, ...]:
    """The sentences of 其他说明: what is known about the run beside its record (``notes``), what is open, what limits
    took from the total, which targets were adjusted, what was found about the project, which clauses that decided
    something are still to be confirmed."""
    return (
        *(ended(sentence(note)) for note in notes),
        *_open(project),
        *(f"{one.message}（{number(one.points)} 分）。" for one in project.adjustments),
        *(_adjusted(score) for score in project.scores if score.adjusted_target),
        *(ended(sentence(one)) for one in project.findings),
        *_unconfirmed(project),
    )


def _open(project: ProjectScore) -> Iterable[str]:
    waiting = [one for one in project.scores if one.outcome in OPEN]
    names = "、".join(f"{one.name}（{OUTCOMES[one.outcome]}）" for one in waiting)
    if project.total is None:
        todo = "核实" if all(one.outcome is Outcome.OPEN for one in waiting) else "补充实际完成值"
        yield f"总分暂为区间 {total(project)}：{names}待{todo}后定分、定级。"
    yield from (f"“{one.name}”待核实：{ended(asked(one))}" for one in waiting if asked(one))


def asked(score: Score) -> str:
    """What an open row asks, in Chinese, with the places it is about; empty for any other row."""
    return sentence(score.question) if score.outcome is Outcome.OPEN and score.question else ""


def spanned(score: Score) -> str:
    """The points of a row, or the range they lie in where that is known; empty where nothing is."""
    if score.points is not None or score.points_range is None:
        return number(score.points) if score.points is not None else ""
    low, high = score.points_range
    return f"{number(low)} ～ {number(high)}"


def _adjusted(score: Score) -> str:
    new = score.adjusted_target
    assert new is not None
    said = "，".join(filter(None, (new.by, new.reason)))
    return f"“{score.name}”年度指标值由 {new.declared} 调整为 {new.target_text}（{said}）。"


def _unconfirmed(project: ProjectScore) -> Iterable[str]:
    clauses = unconfirmed(project)
    if clauses:
        yield f"以下评分条款待核实：{'；'.join(clauses)}。"


def unconfirmed(project: ProjectScore) -> tuple[str, ...]:
    """The clauses that decided something in this project and are still to be confirmed, each once."""
    rules = (score.trace.rule for score in project.scores)
    return tuple(dict.fromkeys(f"{rule.matter}（{rule.clause}）" for rule in rules if rule and not rule.confirmed))


def total(project: ProjectScore) -> str:
    """The total, or its range while something is missing."""
    if project.total is not None:
        return number(project.total)
    low, high = project.total_range
    return f"{number(low)} ～ {number(high)}"
