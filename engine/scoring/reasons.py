"""The reason of a score, as a trace and as one Chinese paragraph that goes into documents."""

from __future__ import annotations

from engine.actuals import Actual
from engine.compare import Comparison
from engine.language.findings import Source
from engine.language.rendering import chinese
from engine.quantity.expressions import written
from engine.rulesets import NUMBERS, Rule
from engine.runs.record import AdjustedTarget, Flag, Origin, RuleApplied, Trace
from engine.scoring.awards import Judged, formula
from engine.scoring.undecided import points_range
from engine.terms import Outcome


def _place(source: Source | None) -> str:
    """``第 385 行``, or the table and row of a document, or the sheet and cell of a workbook."""
    if source is None:
        return ""
    if source.table is not None:
        return f"第 {source.table} 个表第 {source.row} 行"
    if source.line is not None:
        return f"第 {source.line} 行"
    return " ".join(filter(None, (source.sheet, source.cell)))


def declared_text(target_text: str, source: Source | None, adjusted: AdjustedTarget | None = None) -> str:
    """``≥33（申报表第 385 行）``, or ``≥30（调整指标值，财政局，“区政府批复”；原申报 ≥33（申报表第 385 行））``."""
    place = _place(source)
    if adjusted is not None:
        declared = declared_text(adjusted.declared, source)
        return f"{target_text}（调整指标值，{adjusted.by}，“{adjusted.reason}”；原申报 {declared}）"
    return f"{target_text}（申报表{place}）" if place else target_text


def recorded_text(shown: str | None, origin: Origin | None, actual: Actual | None) -> str:
    """``20条（修订 2，评价组，“现场核查只有20条”，correction.yaml 第 4 行）``, with the data file where there is one."""
    if origin is None:
        return "未填报"
    notes = [f"修订 {origin.revision}", origin.by]
    notes += [f"“{origin.reason}”"] if origin.reason else []
    notes += [f"{origin.source.file} {_place(origin.source)}".strip()] if origin.source else []
    notes += [f"数据 {actual.data_file}"] if actual and actual.data_file else []
    return f"{shown or '无法识别'}（{'，'.join(notes)}）"


def _open_comparison(judged: Judged) -> str:
    """What an open row comes to at each of its ends: ``如待核实的2项均未达到，完成率 8 ÷ 10 = 80%；…``."""
    texts = ((chinese(end.compared.assuming), comparison_text(end.compared)) for end in judged.ends)
    return "；".join(f"{assuming}，{text}" for assuming, text in texts if text)


def _open_formula(judged: Judged) -> str:
    """The points at each end, as formulas that can be redone on paper."""
    return "；".join(f"{chinese(end.compared.assuming)}，{formula(end)}" for end in judged.ends if formula(end))


def comparison_text(compared: Comparison) -> str:
    """The comparison with its numbers: ``完成率 20 ÷ 33 = 60.61%``; over a target of 0 no ratio says anything."""
    made = written(compared.expression)
    if compared.lateness is not None:
        return f"逾期比例 {made} = {compared.lateness.percent()}"
    if compared.deviation is not None:
        return f"超出比例 {made} = {compared.deviation.percent()}"
    if compared.completion is not None and compared.expression and compared.excess is None:
        return f"完成率 {made} = {compared.completion.percent()}"
    return ""


def flags_of(judged: Judged) -> tuple[Flag, ...]:
    """The flags raised, each with the numbers its sentence names."""
    return tuple(Flag(rule=rule.id, message=_sentence(rule.flag or "", rule, judged)) for rule in judged.decision.flags)


def _sentence(template: str, rule: Rule, judged: Judged) -> str:
    """A sentence of a rule with the ruleset's numbers and the comparison's filled in."""
    ratios = {name: getattr(judged.compared, name) for name in NUMBERS}
    numbers = {name: "" if ratio is None else ratio.percent() for name, ratio in ratios.items()}
    return judged.ruleset.sentence(template, rule, **numbers)


def prompt(judged: Judged) -> str:
    """What the rule asks for where points are open or lost."""
    rule = judged.decision.award
    return "" if rule is None or judged.got.points == judged.weight else _sentence(rule.remedy, rule, judged)


def _rules(judged: Judged) -> tuple[Rule, ...]:
    award = judged.decision.award
    return (*([award] if award else []), *judged.decision.adjustments)


def _parameters(judged: Judged) -> tuple[str, ...]:
    """The ruleset's numbers that the rules used, each with its clause."""
    ruleset = judged.ruleset
    names = dict.fromkeys(name for rule in _rules(judged) for name in rule.parameters.values())
    used = [ruleset.parameters.get(name) or ruleset.bands[name] for name in names]
    return tuple(f"{one.meaning}：{one}（{one.clause}{'' if one.confirmed else '，待核实'}）" for one in used)


def trace_of(judged: Judged, target: str, actual: str) -> Trace:
    """Everything a person needs to redo the score on paper; ``target`` and ``actual`` come with their sources."""
    compared, rule, applied = judged.compared, judged.decision.award, None
    if rule is not None:
        applied = RuleApplied(id=rule.id, question=rule.question, clause=rule.clause, confirmed=rule.confirmed)
    return Trace(
        target=target,
        actual=actual,
        comparison=_open_comparison(judged) if judged.ends else comparison_text(compared),
        formula=_open_formula(judged) if judged.ends else formula(judged),
        full_points=chinese(compared.needs) if judged.got.deduction or judged.ends else "",
        method="；".join(filter(None, (_sentence(rule.method, rule, judged) for rule in _rules(judged)))),
        rule=applied,
        parameters=_parameters(judged),
        steps=tuple(step.chinese() for step in compared.steps),
    )


def _how(rule: Rule, judged: Judged) -> str:
    """``规则 quantity-short（财预〔2020〕10号；未完成…）``."""
    method = _sentence(rule.method, rule, judged)
    notes = [rule.clause if rule.confirmed else f"{rule.clause}，待核实", *([method] if method else [])]
    return f"规则 {rule.id}（{'；'.join(notes)}）"


def _head(name: str, judged: Judged) -> str:
    if judged.weight is None:
        return f"{name} 不计分"
    if judged.compared.outcome is Outcome.OPEN:
        span = points_range(judged)
        between = f"得分在 {span[0]} ～ {span[1]} 之间，" if span else ""
        return f"{name} 待核实（{between}满分 {judged.weight}）"
    if judged.got.points is None:
        return f"{name} 暂不计分（满分 {judged.weight}）"
    return f"{name} 得 {judged.got.points} 分（满分 {judged.weight}）"


def reason_text(name: str, trace: Trace, judged: Judged) -> str:
    """The whole reason as one paragraph."""
    parts = [_head(name, judged), f"目标 {trace.target}；实际 {trace.actual}"]
    parts += [step.rstrip("。") for step in trace.steps]
    parts += [trace.comparison] if trace.comparison else []
    rules = "、".join(_how(rule, judged) for rule in _rules(judged))
    lost = f"，扣 {judged.got.deduction} 分" if judged.got.deduction else ""
    if rules:
        parts.append(f"按{rules}：{trace.formula}{lost}" if trace.formula else f"按{rules}")
    elif trace.formula:
        parts.append(trace.formula)
    parts += [f"得满分须{trace.full_points}"] if trace.full_points else []
    return "。".join(parts) + "。"
