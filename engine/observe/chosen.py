"""The figure of a text that is the actual: the one named as it, the one of the target's unit; what is left open is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from engine.actuals.figures import read_figure
from engine.language.findings import Finding, finding
from engine.language.patterns import regex
from engine.language.rendering import coded
from engine.lexicon import TIMES
from engine.observe import phrases as p
from engine.observe.model import Observation, shown_number
from engine.observe.nearly import is_nearly, is_on_both_sides
from engine.observe.recorded import BRACKET, Figure, RecordedRow, Role
from engine.quantity import EXACT, Dimension, Ratio, convert, unit_of
from engine.quantity.counters import same_counters
from engine.targets import Operator, TargetKind

HUNDRED = Decimal(100)
_SAME, _LIKE, _BARE, _OTHER = 3, 2, 1, 0
_SHARES = frozenset([Dimension.SHARE, Dimension.POINTS])


def fit(row: RecordedRow, figure: Figure) -> int:
    """How well a figure's unit goes with the target's."""
    unit, own = figure.mention.unit, row.unit
    if unit == own:
        return _SAME
    if unit is None:
        return _BARE
    return _LIKE if _goes_with(unit, own) else _OTHER


def _goes_with(unit: str, own: str | None) -> bool:
    """Whether two units measure the same: by a table, as 分 and %, as 元 beside 元/人, as counters of one sort."""
    both = {unit_of(unit).dimension, unit_of(own).dimension}
    if own is None:
        return bool(both & {Dimension.COUNT, Dimension.SHARE})
    if both <= TIMES or both == _SHARES:
        return True
    top = own.split("/", 1)[0]
    if top != own:
        return unit_of(top).dimension is unit_of(unit).dimension
    return len(both) == 1 and same_counters(own, unit) if Dimension.COUNT in both else len(both) == 1


def chosen(row: RecordedRow) -> Observation | None:
    """The actual among the figures of a text, or the question; None where it has no figure."""
    if not row.figures:
        return None
    pool, live = _pool(row)
    if not live:
        return _not_live(row, pool)
    if undone := _undone_part(row, pool):
        return _not_live(row, [undone])
    if len({(one.number, one.mention.unit) for one in live}) == 1:
        return taken(row, live[0], is_picked=len(row.figures) > 1)
    one = _total(live) or _named(row, live)
    return taken(row, one, is_picked=True) if one else _several(row, live)


def _undone_part(row: RecordedRow, pool: Sequence[Figure]) -> Figure | None:
    """A part of what was counted that is not done: 20个，其中2个未完成; 6个（1个未开工）."""
    for one in pool:
        marks = row.mentions.marks[one.mention.clause - 1 :][:1]
        is_within = p.PART.search(one.mention.before) or (one.mention.clause and BRACKET in "".join(marks))
        if is_within and one.role in _OPEN and not p.OTHERS.search(one.mention.before):
            return one
    return None


_OPEN = (Role.UNDONE, Role.BEGUN)


def _pool(row: RecordedRow) -> tuple[list[Figure], list[Figure]]:
    """The figures of the best unit that may be meant, and those of them that may be the actual."""
    figures = list(row.figures)
    if len(figures) == 1:
        return figures, [one for one in figures if one.is_live]
    for least in (_SAME, _LIKE, _BARE):
        pool = [one for one in figures if fit(row, one) == least]
        live = [one for one in pool if one.is_live]
        if live:
            return pool, live
    fitting = [one for one in figures if fit(row, one)]
    return (fitting, []) if fitting else ([], [])


def taken(row: RecordedRow, figure: Figure, *, is_picked: bool) -> Observation:
    """The observation of one figure, with what there is to notice about it."""
    mention, number = figure.mention, figure.number
    if mention.upper is not None:
        return Observation(shown=row.text, question=finding("ask-interval", text=row.text))
    if mention.direction == "down":
        number = -number
    if question := _bounded(row, figure, number):
        return Observation(shown=row.text, question=question)
    if is_on_both_sides(row, mention):
        return Observation(shown=row.text, approximate=True, question=finding("ask-approximate", text=row.text))
    is_near = is_nearly(mention)
    whole = read_figure(row.text, row.year)
    notes = [one for one in whole.findings if one.of_writing and not is_picked]
    if mention.operator is not None:
        notes.append(finding("actual-operator", text=row.text))
    if is_near:
        notes.append(finding("actual-approximate", text=row.text, figure=shown_number(Ratio.of(number), mention.unit)))
    if is_picked:
        notes.append(finding("actual-picked", text=row.text, figure=mention.written))
    return Observation(
        shown=row.text,
        number=Ratio.of(number),
        unit=mention.unit,
        per=whole.per,
        change=mention.direction,
        bound=mention.operator,
        approximate=is_near,
        picked=is_picked,
        findings=tuple(notes),
    )


def _bounded(row: RecordedRow, figure: Figure, number: Decimal) -> Finding | None:
    """The question where a figure is a bound (不足20篇) and the target may be met or not beyond it."""
    operator, goal = figure.mention.operator, row.goal
    if operator not in (None, Operator.EQ) and row.target.kind is TargetKind.RANGE:
        return finding("ask-bound", text=row.text)
    if operator in (None, Operator.EQ) or goal is None or row.target.kind is not TargetKind.QUANTITY:
        return None
    own = convert(number, figure.mention.unit, row.unit)
    is_floor = operator in (Operator.GE, Operator.GT)
    is_settled = own is None or (own >= goal if is_floor else own <= goal)
    if not (row.is_higher or row.is_lower) or (is_floor is row.is_higher and is_settled):
        return None
    return finding("ask-bound", text=row.text)


def _named(row: RecordedRow, live: Sequence[Figure]) -> Figure | None:
    """The one figure that is named as the actual, or by the row's own name."""
    done = [one for one in live if one.role is Role.DONE]
    if len(done) == 1:
        return None if _is_of_another(row, done[0], live) else done[0]
    if any(p.CUMULATIVE.search(one.mention.before) for one in live):
        return None
    if "、" in row.mentions.marks[live[0].mention.clause : live[-1].mention.clause]:
        return None  # what is listed is of one sort: 检查餐饮60家、商超45家
    alike = [one for one in live if _shares(row.name, one.mention.before + one.mention.behind)]
    return alike[0] if len(alike) == 1 else None


def _is_of_another(row: RecordedRow, done: Figure, live: Sequence[Figure]) -> bool:
    """Whether another figure is named by the row and the one that is done is not: 已采购320个，安装285个 of 安装."""
    named = [one for one in live if _shares(row.name, one.mention.before + one.mention.behind)]
    return bool(named) and done not in named


def _shares(name: str, words: str) -> bool:
    return any(words[at : at + 2] in name for at in range(len(words) - 1) if words[at : at + 2] not in _COMMON)


_COMMON = frozenset(
    [
        "完成",
        "开展",
        "实际",
        "累计",
        "新增",
        "共计",
        "合计",
        "数量",
        "次数",
        "年度",
        "全年",
        "本年",
        "实现",
        "达到",
        "项目",
        "组织",
    ]
)


def _total(live: Sequence[Figure]) -> Figure | None:
    """The total that the other figures add up to."""
    for one in live:
        rest = sum((other.number for other in live if other is not one), Decimal(0))
        if len(live) > 2 and rest == one.number and p.TOTAL.search(one.mention.before):
            return one
    return None


def _several(row: RecordedRow, live: Sequence[Figure]) -> Observation:
    """Several figures of which none is named as the actual: each is admitted, and their sum where they are of one sort."""
    readings = [taken(row, one, is_picked=True) for one in live]
    admitted = [one for one in readings if one.number is not None]
    words = "".join(one.mention.before for one in live)
    is_sum = (
        not any(one.search(words) for one in (p.CUMULATIVE, p.TOTAL, p.SPREAD)) and row.dimension is not Dimension.SHARE
    )
    if is_sum and len({one.mention.unit for one in live}) == 1:
        total = sum((one.number for one in live), Decimal(0))
        admitted.append(readings[0].model_copy(update={"number": Ratio.of(total), "unit": live[0].mention.unit}))
    shown = [shown_number(one.number, one.unit) for one in admitted if one.number is not None]
    question = finding("ask-several", text=row.text, figures=shown)
    if len(admitted) < len(live):
        return Observation(shown=row.text, question=question)
    assumed = tuple(
        one.model_copy(update={"assuming": coded("assume-figure", figure=figure)})
        for one, figure in zip(admitted, shown, strict=True)
    )
    return Observation(shown=row.text, admitted=assumed, question=question)


def _not_live(row: RecordedRow, pool: Sequence[Figure]) -> Observation:
    """Where every figure of the text is another one than the actual: what follows from it, or the question."""
    if not pool:
        return Observation(shown=row.text, question=finding("ask-figure", text=row.text, name=row.name))
    figure = next((one for role in _TELLING for one in pool if one.role is role), pool[0])
    if figure.role is Role.PERIOD:
        return _of_periods(row, pool)
    return _ASKED[figure.role](row, figure)


def _level(row: RecordedRow, _: Figure) -> Observation:
    asked = finding("ask-level", text=row.text, target=row.target.text.strip())
    return Observation(shown=row.text, question=asked)


def _plainly(code: str) -> Callable[[RecordedRow, Figure], Observation]:
    """The question of a code that quotes the figure and the words beside it."""

    def asked(row: RecordedRow, figure: Figure) -> Observation:
        question = finding(code, text=row.text, figure=figure.mention.written, word=figure.words or row.text)
        return Observation(shown=row.text, question=question)

    return asked


def _of_periods(row: RecordedRow, pool: Sequence[Figure]) -> Observation:
    """上半年7次，下半年9次 is the year's; a part of the year alone tells only that a floor was reached already."""
    parts = [one for one in pool if one.role is Role.PERIOD and one.mention.upper is None]
    first, words = parts[0] if parts else pool[0], "、".join(one.words for one in parts)
    total = sum((one.number for one in parts), Decimal(0))
    is_whole = _YEAR_IN_PARTS.fullmatch(words) is not None
    own = convert(total, first.mention.unit, row.unit)
    is_reached = row.is_higher and own is not None and row.goal is not None and own >= row.goal
    if row.dimension is Dimension.SHARE or not parts or not (is_whole or is_reached):
        return Observation(shown=row.text, question=finding("ask-part-of-year", text=row.text, word=words))
    result = shown_number(Ratio.of(total), first.mention.unit)
    note = finding("actual-summed", text=row.text, result=result)
    return Observation(
        shown=coded("worked-out", result=result, of=row.text),
        number=Ratio.of(total),
        unit=first.mention.unit,
        picked=True,
        findings=(note,),
    )


_YEAR_IN_PARTS = regex("上半年、下半年|第?[一1]季度、第?[二2]季度、第?[三3]季度、第?[四4]季度")
_TELLING = (Role.OVER, Role.SHORT, Role.EARLY, Role.EXCEEDED, Role.REST, Role.UNDONE, Role.BEGUN, Role.PLANNED)


def _beyond(row: RecordedRow, figure: Figure) -> tuple[Decimal, str | None] | None:
    """The target with a difference added or taken off: 超额3门, 还差100株, 超额20%."""
    goal, mention = row.goal, figure.mention
    if goal is None or mention.upper is not None:
        return None
    is_percent = unit_of(mention.unit).dimension is Dimension.SHARE and mention.unit != "个百分点"
    if is_percent and row.dimension is not Dimension.SHARE:
        by: Decimal | None = EXACT.divide(EXACT.multiply(goal, figure.number), HUNDRED)
    else:
        by = convert(figure.number, mention.unit, row.unit) if fit(row, figure) else None
    if by is None:
        return None
    is_up = figure.role in (Role.OVER, Role.EXCEEDED)
    return goal + by if is_up else goal - by, row.unit


def _better(row: RecordedRow, figure: Figure) -> Observation:
    """超额3门 against at least 10门 is 13门, 提前5天 against at most 120天 is 115天."""
    proposed = _beyond(row, figure)
    is_better = row.is_higher if figure.role is Role.OVER else row.is_lower
    if proposed is None or not is_better:
        return _asked(row, figure, "ask-difference")
    number, unit = proposed
    result = shown_number(Ratio.of(number), unit)
    note = finding("actual-beyond-target", text=row.text, target=row.target.text.strip(), result=result)
    return Observation(
        shown=coded("worked-out", result=result, of=row.text), number=Ratio.of(number), unit=unit, findings=(note,)
    )


def _asked(row: RecordedRow, figure: Figure, code: str) -> Observation:
    """A question that proposes what follows from the target, where anything does."""
    if figure.role is Role.COMPLETION:
        goal = row.goal
        of_goal = None if goal is None else EXACT.divide(EXACT.multiply(goal, figure.number), HUNDRED)
        proposed = None if of_goal is None else (of_goal, row.unit)
    else:
        proposed = _beyond(row, figure)
    shown = coded("no-proposal") if proposed is None else shown_number(Ratio.of(proposed[0]), proposed[1])
    question = finding(
        code, text=row.text, figure=figure.mention.written, target=row.target.text.strip(), proposed=shown
    )
    return Observation(shown=row.text, question=question)


def _other(row: RecordedRow, figure: Figure) -> Observation:
    """The figure of another rate: of the complement what is left of 100% is proposed."""
    name, own = figure.words, row.name
    bare = name.lstrip("不未非无")
    is_denied = any(f"{denied}{own}" == name or name.endswith(f"{denied}{own}") for denied in "不未非无") or (
        bare != name and bare in own
    )
    is_denied = is_denied or any(own == f"{denied}{name}" or own.endswith(f"{denied}{name}") for denied in "不未非无")
    if is_denied and 0 <= figure.number <= HUNDRED:
        proposed = shown_number(Ratio.of(HUNDRED - figure.number), "%")
        question = finding("ask-complement", text=row.text, name=own, other=name, proposed=proposed)
    else:
        question = finding("ask-other-name", text=row.text, name=own, other=name)
    return Observation(shown=row.text, question=question)


def _with_proposal(code: str) -> Callable[[RecordedRow, Figure], Observation]:
    return lambda row, figure: _asked(row, figure, code)


_ASKED: dict[Role, Callable[[RecordedRow, Figure], Observation]] = {
    Role.OVER: _better,
    Role.EARLY: _better,
    Role.SHORT: _with_proposal("ask-difference"),
    Role.EXCEEDED: _with_proposal("ask-difference"),
    Role.REST: _with_proposal("ask-difference"),
    Role.COMPLETION: _with_proposal("ask-completion"),
    Role.OTHER_NAME: _other,
    Role.CHANGE: _level,
    Role.PLANNED: _plainly("ask-planned"),
    Role.BEGUN: _plainly("ask-begun"),
    Role.UNDONE: _plainly("ask-undone"),
    Role.BASELINE: _plainly("ask-baseline"),
    Role.PART: _plainly("ask-part"),
    Role.PER_HEAD: _plainly("ask-per-head"),
    Role.EACH: _plainly("ask-per-head"),
}
