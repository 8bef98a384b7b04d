"""Facts -> sentences: the wording of scored rows, in the language that is asked for, from the ruleset of their run.

Nothing is computed here but what a sentence repeats; a row that came with its wording (version 1) keeps it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from engine.language.findings import Finding, Source
from engine.language.rendering import MARKS, Language, Marks, chinese, coded, text_of
from engine.quantity import ZERO
from engine.quantity.expressions import PRODUCT, written
from engine.rulesets import NUMBERS, Rule, Ruleset
from engine.rulesets.wording import limited
from engine.runs.record import (
    NOTHING,
    Adjustment,
    Assessed,
    Counted,
    Facts,
    Flag,
    Origin,
    ProjectScore,
    RuleApplied,
    Run,
    Score,
    Trace,
)
from engine.terms import Outcome

FULL = "1"
Text = Callable[[Counted, Score, "Writer"], str]


class Writer(NamedTuple):
    """By which ruleset, which says its own in the language, and in which language sentences are made.

    ``as_first``: as version 1 of the record had it, with rules by their ids, and the total by its key.
    """

    ruleset: Ruleset
    language: Language = Language.CHINESE
    as_first: bool = False

    @property
    def marks(self) -> Marks:
        """The marks of the language."""
        return MARKS[self.language]

    def say(self, code: str, /, **values: object) -> str:
        """The words of a code."""
        return text_of(coded(code, **values), self.language)

    def rules(self, names: Iterable[str | None]) -> tuple[Rule, ...]:
        """The rules of some ids."""
        known = {rule.id: rule for rule in self.ruleset.rules}
        return tuple(known[name] for name in names if name is not None)

    def sentence(self, template: str, rule: Rule, facts: Facts) -> str:
        """A sentence of a rule with the ruleset's numbers and the row's filled in."""
        numbers = {name: facts.ratios[name].percent() if name in facts.ratios else "" for name in NUMBERS}
        return self.ruleset.sentence(template, rule, numbers, self.language)


def worded_run(run: Run, language: Language = Language.CHINESE, given: Ruleset | None = None) -> Run:
    """The run with every sentence, made by the ruleset that it carries, where none is given."""
    ruleset = given or Ruleset.model_validate_json(run.ruleset_content)
    return run.model_copy(update={"projects": tuple(worded(one, ruleset, language) for one in run.projects)})


def worded(project: ProjectScore, ruleset: Ruleset, language: Language = Language.CHINESE) -> ProjectScore:
    """The sheet with the sentences of its rows and limits."""
    return _worded(project, Writer(ruleset.in_language(language), language))


def _worded(project: ProjectScore, writer: Writer) -> ProjectScore:
    return project.model_copy(
        update={
            "scores": tuple(render(score, writer) for score in project.scores),
            "adjustments": tuple(_limit(one, writer) for one in project.adjustments),
        }
    )


def first_version(project: ProjectScore, ruleset: Ruleset) -> ProjectScore:
    """A sheet as version 1 of the record kept it: worded, without facts, the words in findings made, rules by their ids."""
    project = _worded(project, Writer(ruleset, as_first=True))
    scores = tuple(
        one.model_copy(
            update={
                "facts": None,
                "findings": tuple(map(_plain, one.findings)),
                "question": one.question and _plain(one.question),
            }
        )
        for one in project.scores
    )
    return project.model_copy(update={"scores": scores, "findings": tuple(map(_plain, project.findings))})


def _plain(coded_finding: Finding) -> Finding:
    values = {name: chinese(value) for name, value in coded_finding.values.items()}
    return coded_finding.model_copy(update={"values": values})  # its sentence stays English


def render(score: Score, writer: Writer) -> Score:
    """The row with its wording; one without facts as it is."""
    facts = score.facts
    if facts is None:
        return score
    if facts.failed:
        remarks = (text_of(one.coded, writer.language) for one in score.findings)
        return score.model_copy(
            update={"reason": _joined((writer.say("failed-row", name=_name(score, writer)), *remarks), writer)}
        )
    trace = _trace(score, facts, writer)
    award = writer.rules([facts.rule])
    is_whole = not award or score.points_by_rules == score.weight
    return score.model_copy(
        update={
            "actual_text": None if facts.actual is None else text_of(facts.actual, writer.language),
            "trace": trace,
            "reason": _reason(score, facts, trace, writer),
            "flags": tuple(
                Flag(rule=rule.id, message=writer.sentence(rule.flag or "", rule, facts))
                for rule in writer.rules(facts.flags)
            ),
            "advice": "" if is_whole else writer.sentence(award[0].remedy, award[0], facts),
        }
    )


def _declared(target: str, source: Source | None, writer: Writer) -> str:
    if source and source.sheet and not writer.as_first:
        return writer.say("declared-in-sheet", target=target, sheet=source.sheet, cell=source.cell or "")
    location = source.within(writer.language) if source else ""
    return writer.say("declared", target=target, place=location) if location else target


def _target(score: Score, writer: Writer) -> str:
    """``≥33（申报表第 385 行）``, or ``≥30（调整指标值，财政局，“区政府批复”；原申报 ≥33（申报表第 385 行））``."""
    new = score.adjusted_target
    if new is None:
        return _declared(score.target_text, score.declared_at, writer)
    declared = _declared(new.declared, score.declared_at, writer)
    return writer.say("adjusted", target=score.target_text, by=new.by, reason=new.reason, declared=declared)


def _actual(origin: Origin | None, facts: Facts, writer: Writer) -> str:
    """``20条（修订 2，评价组，“现场核查只有20条”，correction.yaml 第 4 行）``, with the data file where there is one."""
    if origin is None:
        return writer.say("not-recorded")
    notes = [writer.say("revision", number=origin.revision), origin.by]
    notes += [writer.say("quoted", text=origin.reason)] if origin.reason else []
    notes += [f"{origin.source.file} {origin.source.within(writer.language)}".strip()] if origin.source else []
    notes += [writer.say("data-file", file=facts.data_file)] if facts.data_file else []
    shown = text_of(facts.actual, writer.language) or writer.say("not-recognised")
    return writer.say("recorded", shown=shown, notes=writer.marks.comma.join(notes))


def _comparison(one: Counted, _score: Score, writer: Writer) -> str:
    """The comparison with its numbers: ``完成率 20 ÷ 33 = 60.61%``."""
    return writer.say(one.of, made=written(one.expression), share=(one.ratio or ZERO).percent()) if one.of else ""


def _formula(one: Counted, score: Score, writer: Writer) -> str:
    """A formula that can be redone on paper: ``12.50 × 20 ÷ 33 = 7.58``; full points are just the weight."""
    if one.share is None:
        return ""
    if one.share == FULL:
        return f"{score.weight}"
    cut = writer.say(f"cut-{one.cut}") if one.cut else ""
    return f"{written((PRODUCT, f'{score.weight}', one.share))} = {one.points}{cut}"


def _of_each(score: Score, facts: Facts, writer: Writer, text: Text) -> str:
    """What is to be said of the row, or of each of its ends with what that assumes."""
    cases = ((text_of(one.assuming, writer.language), text(one, score, writer)) for one in facts.counted)
    return writer.marks.clause.join(writer.marks.comma.join(filter(None, both)) for both in cases if both[1])


def _parameters(facts: Facts, writer: Writer) -> Iterable[str]:
    """The ruleset's numbers that the rules used, each with its clause."""
    rules = writer.rules((facts.rule, *facts.adjusting))
    for name in dict.fromkeys(name for rule in rules for name in rule.parameters.values()):
        one = writer.ruleset.parameters.get(name) or writer.ruleset.bands[name]
        code = "parameter" if one.confirmed else "parameter-open"
        yield writer.say(code, meaning=one.meaning, value=one.content, clause=one.clause)


def _trace(score: Score, facts: Facts, writer: Writer) -> Trace:
    """Everything a person needs to redo the score on paper."""
    is_open = score.outcome is Outcome.OPEN and bool(facts.counted)
    rules = writer.rules((facts.rule, *facts.adjusting))
    applied = [
        RuleApplied(id=rule.id, question=rule.question, clause=rule.clause, confirmed=rule.confirmed)
        for rule in writer.rules([facts.rule])
    ]
    return Trace(
        target=_target(score, writer),
        actual=_actual(score.origin, facts, writer),
        comparison=_of_each(score, facts, writer, _comparison),
        formula=_of_each(score, facts, writer, _formula),
        full_points=text_of(facts.needs, writer.language) if score.lost_by_rules or is_open else "",
        method=writer.marks.clause.join(filter(None, (writer.sentence(rule.method, rule, facts) for rule in rules))),
        rule=applied[0] if applied else None,
        parameters=tuple(_parameters(facts, writer)),
        steps=tuple(text_of(step, writer.language) for step in facts.steps),
        assessed=_assessed(score, writer),
    )


def _assessed(score: Score, writer: Writer) -> str:
    """What an assessor's adjustments made of the points."""
    if score.awarded is None:
        return ""
    raw = score.awarded + sum((one.points for one in score.assessed), NOTHING)
    points = score.points or NOTHING
    cut = writer.say("cut-at 0") if raw < points else writer.say("cut-at 1") if raw > points else ""
    total = " ".join((f"{score.awarded}", *(_signed(one.points, " ") for one in score.assessed)))
    why = writer.marks.clause.join(_why(one, writer) for one in score.assessed)
    return writer.say("assessed", why=why, sum=total, points=points, cut=cut)


def _why(one: Assessed, writer: Writer) -> str:
    return writer.say("assessed-by", by=one.by, points=_signed(one.points), reason=one.reason)


def _signed(points: Decimal, between: str = "") -> str:
    return f"{'−' if points < 0 else '+'}{between}{abs(points)}"


def _name(score: Score, writer: Writer) -> str:
    """The name of a row; of one that the ruleset adds, what it means in English beside it."""
    items = writer.ruleset.items if writer.language is Language.ENGLISH else ()
    meaning = next((one.name for one in items if one.code == score.code), score.name)
    return score.name if score.name in meaning else writer.say("item-named", name=score.name, meaning=meaning)


def head_of(score: Score, language: Language, name: str = "") -> str:
    """What a row got of what it might get, or why there is nothing yet; ``name`` is what it is called, if not as it is."""
    given: dict[str, object] = {"name": name or score.name, "weight": score.weight, "points": score.points}
    code = "no-points-yet" if score.points is None else "points"
    if score.weight is None:
        code = "unweighted"
    elif score.outcome is Outcome.OPEN:
        code = "to-be-verified-between" if score.points_range else "to-be-verified"
        given |= dict(zip(("low", "high"), score.points_range or (), strict=False))
    return text_of(coded(code, **given), language)


def _how(rule: Rule, facts: Facts, writer: Writer) -> str:
    """``规则“定量指标未完成指标值”（财预〔2020〕10号；未完成…）``."""
    clause = rule.clause if rule.confirmed else writer.say("clause-open", clause=rule.clause)
    method = writer.sentence(rule.method, rule, facts)
    notes = writer.marks.clause.join(filter(None, (clause, method)))
    return (
        writer.say("rule-by-id", rule=rule.id, notes=notes)
        if writer.as_first
        else writer.say("rule", name=rule.matter, notes=notes)
    )


def _reason(score: Score, facts: Facts, trace: Trace, writer: Writer) -> str:
    """The whole reason as one paragraph."""
    parts = [
        head_of(score, writer.language, _name(score, writer)),
        writer.say("target-and-actual", target=trace.target, actual=trace.actual),
    ]
    parts += [step.rstrip("。") for step in trace.steps]
    parts += [trace.comparison] if trace.comparison else []
    how = [_how(rule, facts, writer) for rule in writer.rules((facts.rule, *facts.adjusting))]
    lost = score.lost_by_rules
    formula = writer.say("deducted", formula=trace.formula, points=lost) if lost and how else trace.formula
    if how:
        code = "by-rules-counted" if trace.formula else "by-rules"
        parts.append(writer.say(code, rules=writer.marks.between.join(how), formula=formula))
    elif trace.formula:
        parts.append(trace.formula)
    parts += [writer.say("full-points-need", needs=trace.full_points)] if trace.full_points else []
    parts += [trace.assessed] if trace.assessed else []
    return _joined(parts, writer)


def _joined(sentences: Sequence[str], writer: Writer) -> str:
    return writer.marks.end.join(sentences) + writer.marks.end.strip()


def _limit(one: Adjustment, writer: Writer) -> Adjustment:
    """What a limit did, in a sentence."""
    if one.facts is None:
        return one
    limit = writer.ruleset.limits[one.facts.limit]
    name = limit.cap if one.facts.by == "cap" else limit.pass_line
    message = writer.say(
        f"limit-{one.facts.by}",
        of=limit.of if writer.as_first else limited(limit.of),
        share=writer.ruleset.parameters[name or ""],
        clause=limit.clause,
        got=one.facts.got,
        kept=one.facts.got + one.points,
    )
    return one.model_copy(update={"message": message})
