"""The reason of a score, as a trace and as one Chinese paragraph that goes into documents."""

from __future__ import annotations

from decimal import Decimal

from engine.actuals import Actual
from engine.compare import Comparison
from engine.findings import Source
from engine.inference import Decision
from engine.record import Flag, Origin, RuleApplied, Trace
from engine.rulesets import Rule, Ruleset
from engine.scoring import Points


def _place(source: Source | None) -> str:
    if source is None:
        return ""
    if source.line is not None:
        return f"申报表第 {source.line} 行"
    return f"申报表 {source.sheet or ''} {source.cell or ''}".rstrip()


def declared_text(target_text: str, source: Source | None) -> str:
    """``≥33（申报表第 385 行）``."""
    place = _place(source)
    return f"{target_text}（{place}）" if place else target_text


def recorded_text(shown: str | None, origin: Origin | None, actual: Actual | None) -> str:
    """``20条（修订 2，评价组，“现场核查只有20条”）``, with the data file where there is one."""
    if shown is None or origin is None:
        return "未填报"
    notes = [f"修订 {origin.revision}", origin.by]
    notes += [f"“{origin.reason}”"] if origin.reason else []
    notes += [f"数据 {actual.data_file}"] if actual and actual.data_file else []
    return f"{shown}（{'，'.join(notes)}）"


def comparison_text(compared: Comparison) -> str:
    """The comparison with its numbers: ``完成率 20 ÷ 33 = 60.61%``."""
    if compared.lateness is not None:
        return f"逾期比例 {compared.expression} = {compared.lateness.percent()}"
    if compared.deviation is not None:
        return f"超出比例 {compared.expression} = {compared.deviation.percent()}"
    if compared.completion is not None and compared.expression:
        return f"完成率 {compared.expression} = {compared.completion.percent()}"
    return ""


def _named(rule: Rule, ruleset: Ruleset) -> dict[str, str]:
    """The parameters a sentence of the rule may name, with their units."""
    return {name: str(ruleset.parameters[parameter]) for name, parameter in rule.parameters.items()}


def method_text(rule: Rule, ruleset: Ruleset) -> str:
    """The rule's sentence on how points are counted, with its numbers filled in."""
    return rule.method.format_map(_named(rule, ruleset))


def flags_of(decision: Decision, compared: Comparison, ruleset: Ruleset) -> tuple[Flag, ...]:
    """The flags raised, each with the numbers its sentence names."""
    values = {name: str(parameter) for name, parameter in ruleset.parameters.items()}
    values["completion"] = compared.completion.percent() if compared.completion else ""
    return tuple(Flag(rule=rule.id, message=(rule.flag or "").format_map(values)) for rule in decision.flags)


def trace_of(rule: Rule | None, ruleset: Ruleset, compared: Comparison, got: Points, target: str, actual: str) -> Trace:
    """Everything a person needs to redo the score on paper."""
    applied = None
    parameters: tuple[str, ...] = ()
    if rule is not None:
        applied = RuleApplied(id=rule.id, question=rule.question, clause=rule.clause, confirmed=rule.confirmed)
        parameters = tuple(
            f"{one.meaning}：{one}（{one.clause}）"
            for one in (ruleset.parameters[name] for name in rule.parameters.values())
        )
    return Trace(
        target=target,
        actual=actual,
        comparison=comparison_text(compared),
        formula=got.formula,
        full_points=compared.needs if got.deduction else "",
        rule=applied,
        parameters=parameters,
        steps=tuple(step.chinese() for step in compared.steps),
    )


def reason_text(
    name: str, trace: Trace, rule: Rule | None, ruleset: Ruleset, got: Points, weight: Decimal | None
) -> str:
    """The whole reason as one paragraph."""
    if weight is None:
        head = f"{name} 不计分"
    elif got.points is None:
        head = f"{name} 暂不计分（满分 {weight}）"
    else:
        head = f"{name} 得 {got.points} 分（满分 {weight}）"
    parts = [head, f"目标 {trace.target}；实际 {trace.actual}"]
    parts += [trace.comparison] if trace.comparison else []
    parts += [step.rstrip("。") for step in trace.steps]
    if rule is not None:
        how = f"按规则 {rule.id}（{rule.clause}{'' if rule.confirmed else '，待核实'}；{method_text(rule, ruleset)}）"
        lost = f"，扣 {got.deduction} 分" if got.deduction else ""
        parts.append(f"{how}：{trace.formula}{lost}" if trace.formula else how)
    parts += [f"得满分须{trace.full_points}"] if trace.full_points else []
    return "。".join(parts) + "。"
