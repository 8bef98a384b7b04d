"""What a form that was declared anew changes: fields, rows, and the points of what was recorded until then."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

import pydantic

from engine.language.findings import Findings, Source, Value, finding
from engine.language.rendering import Content
from engine.quantity import Number
from engine.runs.record import ProjectScore, Score
from engine.runs.sidebyside import total_text
from engine.store import value_in_json
from engine.terms import AnswerKind, Indicator, Project, RowNames, row_names, told
from engine.terms.levels import key_of, level1_of, level2_of

FIELDS = {
    "name": "项目名称",
    "unit": "申请单位",
    "department": "一级预算单位",
    "years": "实施期限",
    "kind": "项目类型",
    "new": "是否新增项目",
    "method": "分配方式",
    "total_amount": "项目总金额",
    "year_amount": "本年度项目金额",
    "appropriation": "财政拨款",
    "carried_over": "上年结转资金",
    "other_funds": "其他资金",
    "policy_basis": "政策依据",
    "cost_basis": "测算依据",
    "application_basis": "项目申报依据",
    "annual_goal": "年度目标",
    "long_term_goal": "长期目标",
}
ROW_FIELDS = {
    "name": "三级指标",
    "level1": "一级指标",
    "level2": "二级指标",
    "target_text": "指标值",
    "explanation": "指标解释",
    "weight": "权重",
    "core": "是否核心指标",
    "required": "是否必填",
}


class Field(Value):
    """A field that says something else: its label on the form, and both texts (empty where there is none)."""

    field: str
    before: str
    after: str


class Row(Value):
    """A row of the table that is new, gone, renamed or changed otherwise.

    ``kind`` is ``added``, ``removed``, ``renamed`` or ``changed``; ``code`` that of the new form, of a removed row that
    of the old one.
    """

    kind: str
    code: str
    name: str
    fields: tuple[Field, ...] = ()


class Lost(Value):
    """Something said of a row that the new form does not have: what (``actual``, ``target``, ``answer``, ``adjustment``),
    by whom."""

    kind: str
    code: str
    indicator: str
    value: Content
    by: str
    number: int
    assessor: str = ""

    @pydantic.field_serializer("value")
    def _as_before(self, value: Content) -> str:
        return value_in_json(self.kind, value)


class Again(Value):
    """An answer to a question about a row that has another target now, so that it is to be given again."""

    code: str
    indicator: str
    kind: AnswerKind
    value: str
    before: str
    after: str
    by: str
    assessor: str = ""


class Points(Value):
    """The points of a row under the old and the new form, of its weight; None where there are none."""

    code: str
    name: str
    before: Number | None
    after: Number | None
    weight_before: Number | None
    weight_after: Number | None


class Redeclared(Value):
    """A project whose form was declared anew; totals are texts, a range while something is missing, ``names`` tell
    the rows of both forms from each other."""

    code: str
    name: str
    year: int | None
    source: Source
    fields: tuple[Field, ...]
    rows: tuple[Row, ...]
    lost: tuple[Lost, ...]
    again: tuple[Again, ...]
    points: tuple[Points, ...]
    total_before: str
    total_after: str
    ruleset: str
    names: RowNames = pydantic.Field(RowNames(), exclude=True)

    @property
    def findings(self) -> Findings:
        """That what was recorded has no row any more, and what is to be answered again."""
        lost = (
            finding("entry-lost", self.source, project=self.code, indicator=one.indicator, value=one.value, by=one.by)
            for one in self.lost
        )
        again = (
            finding(
                "answer-again",
                self.source,
                project=self.code,
                indicator=one.indicator,
                answer=told(one.kind, one.value),
                by=one.by,
                before=one.before,
                now=one.after,
            )
            for one in self.again
        )
        return (*lost, *again)


def redeclared(
    forms: tuple[Project, Project],
    sheets: tuple[ProjectScore, ProjectScore],
    counted: tuple[Sequence[Lost], Sequence[Again]],
    ruleset: str,
) -> Redeclared:
    """What changed between two forms of a project, each with its sheet under a ruleset; ``counted`` is what counted for
    the first and does not for the second: what has no row any more, and answers to be given again."""
    before, after = forms
    lost, again = counted
    pairs = paired(_live(before), _live(after))
    return Redeclared(
        code=after.code,
        name=after.name,
        year=after.year,
        source=after.source,
        fields=tuple(_fields(FIELDS, before, after)),
        rows=tuple(row for old, new in pairs for row in _row(old, new)),
        lost=tuple(lost),
        again=tuple(again),
        points=tuple(_points(pairs, *sheets)),
        total_before=total_text(sheets[0]),
        total_after=total_text(sheets[1]),
        ruleset=ruleset,
        names=row_names(*([(row.code, row.name) for row in _live(form)] for form in forms)),
    )


def _live(project: Project) -> list[Indicator]:
    return [row for row in project.indicators if row.is_live]


Pairs = list[tuple[Indicator | None, Indicator | None]]

SAME: tuple[Callable[[Indicator], tuple[str, ...]], ...] = (
    lambda row: (row.code, key_of(row.name)),
    lambda row: (level1_of(row.level1), level2_of(row.level2), key_of(row.name)),
    lambda row: (key_of(row.name),),
    lambda row: (level1_of(row.level1), level2_of(row.level2), row.target_text, row.explanation),
    lambda row: (row.code, level1_of(row.level1), level2_of(row.level2)),
)
"""What a row is known again by, the surest first; a name that changed leaves what it promises, or its place."""


def paired(before: Sequence[Indicator], after: Sequence[Indicator]) -> Pairs:
    """The rows of two forms, matched where a sign occurs once on both sides; the old form's rest comes last."""
    old, new = list(before), list(after)
    found: dict[str, Indicator] = {}
    for sign in SAME:
        for row in list(new):
            theirs = [one for one in old if sign(one) == sign(row)]
            if len(theirs) == 1 and sum(sign(one) == sign(row) for one in new) == 1:
                found[row.code] = theirs[0]
                old.remove(theirs[0])
                new.remove(row)
    return [*((found.get(row.code), row) for row in after), *((row, None) for row in old)]


def _row(before: Indicator | None, after: Indicator | None) -> Iterator[Row]:
    if before is None and after is not None:
        changed = tuple(one for one in _fields(ROW_FIELDS, None, after) if one.field in ("指标值", "指标解释"))
        yield Row(kind="added", code=after.code, name=after.name, fields=changed)
    elif before is not None and after is None:
        yield Row(kind="removed", code=before.code, name=before.name)
    elif before is not None and after is not None and (fields := tuple(_fields(ROW_FIELDS, before, after))):
        kind = "changed" if before.name == after.name else "renamed"
        yield Row(kind=kind, code=after.code, name=after.name, fields=fields)


def _fields(labels: dict[str, str], before: Value | None, after: Value) -> Iterator[Field]:
    for name, label in labels.items():
        old, new = _text(getattr(before, name, None)), _text(getattr(after, name))
        if old != new:
            yield Field(field=label, before=old, after=new)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return f"{value:f}" if isinstance(value, Decimal) else "" if value is None else str(value)


def _points(pairs: Pairs, before: ProjectScore, after: ProjectScore) -> Iterator[Points]:
    """The rows whose points or weights are not what they were; those that rulesets add too, by their codes."""
    declared = {new.code: old.code for old, new in pairs if old is not None and new is not None}
    left = {score.code: score for score in before.scores if score.weight is not None}
    for score in after.scores:
        own = score.code.isdigit()
        old = left.pop(declared.get(score.code, "") if own else score.code, None)
        if score.weight is not None and _worth(old) != _worth(score):
            yield _both(old, score)
    yield from (_both(score, None) for score in left.values())


def _worth(score: Score | None) -> tuple[Decimal | None, Decimal | None]:
    return (None, None) if score is None else (score.points, score.weight)


def _both(before: Score | None, after: Score | None) -> Points:
    (old, old_weight), (new, new_weight) = _worth(before), _worth(after)
    one = after or before
    assert one is not None
    return Points(
        code=one.code, name=one.name, before=old, after=new, weight_before=old_weight, weight_after=new_weight
    )
