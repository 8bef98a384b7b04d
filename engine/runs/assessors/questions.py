"""The list of what to talk about with each unit, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.language.squeezing import squeeze
from engine.runs.assessors.deviations import WEIGHT_ONLY
from engine.runs.assessors.model import Deviation, Opinion, Question, UnitQuestions
from engine.runs.assessors.shared import SharedProjects, names_of
from engine.runs.differences import KINDS, Change, Kind

ASKS: dict[Kind, str] = {
    Kind.ACTUAL: "请核对数据来源并提供佐证材料",
    Kind.TIER: "请说明达成程度的依据",
    Kind.TARGET: "请确认以哪个指标值为准，并提供调整批复",
    Kind.RULE: "请确认适用的评分规则",
    Kind.PARAMETER: "请确认适用的评分标准",
    Kind.WEIGHT: "请确认分值设置",
    Kind.ROW: "请确认该指标是否应当计分",
    Kind.ADJUSTMENT: "请就调整理由交换意见",
}
"""What to ask the unit about each kind of cause; the first that applies is asked."""


def questions_of(deviations: Iterable[Deviation], shared: SharedProjects) -> tuple[UnitQuestions, ...]:
    """The deviations as sentences by unit, in the base's order of units; names that differ only in the width of
    their brackets are one unit."""
    units: dict[str, str] = {}
    topics: dict[str, list[Question]] = {}
    for code in shared.codes:
        unit = next(projects[code].unit for projects in shared.projects if code in projects)
        units.setdefault(squeeze(unit), unit)
    for one in deviations:
        if one.causes == WEIGHT_ONLY or one.share == 0:
            continue  # the same part of another weight: no question for the unit
        topics.setdefault(squeeze(one.unit), []).append(_question(one, shared))
    return tuple(UnitQuestions(unit=units[key], topics=tuple(topics[key])) for key in units if key in topics)


def _question(one: Deviation, shared: SharedProjects) -> Question:
    names = names_of(shared.runs)
    sides = [f"{names[shared.base]} {_opinion_text(one.base)}", f"{names[one.column]} {_opinion_text(one.other)}"]
    apart = "" if one.points is None else f"，{'高' if one.points > 0 else '低'} {abs(one.points)} 分"
    why = "；".join(_because(change) for change in _telling(one.why)) or "原因不明"
    request = next((ASKS[kind] for kind in one.causes if kind in ASKS), "请双方核对")
    return Question(
        project=one.project,
        project_name=one.project_name,
        code=one.code,
        name=one.name,
        points=one.points,
        text=f"“{one.name}”{sides[0]}，{sides[1]}{apart}。{why}。{request}。",
    )


def _opinion_text(one: Opinion) -> str:
    if one.weight is None:
        return "不计分"
    return f"{'待定' if one.points is None else one.points}（满分 {one.weight}）"


def _telling(why: Sequence[Change]) -> list[Change]:
    """The causes without the parameters that are only there, or gone, because another rule counts."""
    if all(change.kind is not Kind.RULE for change in why):
        return list(why)
    return [one for one in why if one.kind is not Kind.PARAMETER or None not in (one.before, one.after)]


def cause_text(change: Change) -> str:
    """A cause without who and why: a rule by its name, all else with its two sides."""
    if change.kind is Kind.RULE and None not in (change.before, change.after):
        return change.what
    what = "" if change.what == KINDS[change.kind] else f"{change.what}："
    if change.before is None and change.after is None:
        return change.what
    return f"{what}{change.before or '无'} 与 {change.after or '无'}"


def _because(change: Change) -> str:
    """A cause in a few words, with who and why on the other side."""
    if change.kind in (Kind.RULE, Kind.PARAMETER):
        return f"{KINDS[change.kind]}不同：{change.what}"
    sides = f"{KINDS[change.kind]}不同：{cause_text(change)}"
    if change.kind is Kind.WEIGHT:
        return sides
    note = "，".join(filter(None, (change.by, f"“{change.why}”" if change.why else "")))
    return f"{sides}（{note}）" if note else sides
