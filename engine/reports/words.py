"""What every document says of a run, a project and a row in the same words: titles, footers, outcomes, places, remarks."""

from __future__ import annotations

from collections.abc import Iterable

from engine.files.portable import portable
from engine.language.findings import Findings, Severity, Source
from engine.language.patterns import regex
from engine.language.rendering import Language
from engine.language.squeezing import is_blank, squeeze
from engine.measures import stated
from engine.reports.as_written import actual_as_written
from engine.reports.figures import Figure, between, known, number, points
from engine.rulesets import Ruleset
from engine.runs.record import ProjectScore, Run, Score
from engine.terms import BUDGET_EXECUTION, NOT_APPLICABLE, SELF, Answer, Outcome

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

_FOLDERS = regex(r"^.*[/\\](?=[^/\\])")
NO_GRADE = "未定"
DRAFT = "草稿"
FAMILY = "项目支出绩效"
"""What a title begins with."""


def named(run: Run, document: str) -> str:
    """The title of a document of a run: who scores itself hands in a 项目支出绩效自评表, an evaluator a 项目支出绩效评价表."""
    is_own = not run.role or SELF in run.role
    return f"{FAMILY}{SELF if is_own else '评价'}{document}"


def draft_of(run: Run, project: ProjectScore | None = None) -> str:
    """The mark of a draft, for every page: of the project, or of the set; empty where it can be handed in."""
    if project is None:
        waiting = sum(not one.is_complete for one in run.projects)
        return "" if run.complete else f"{DRAFT}（尚有 {waiting} 个项目未定分，不得报送）"
    waiting = sum(one.outcome in OPEN for one in project.scores)
    return "" if project.is_complete else f"{DRAFT}（尚有 {waiting} 项指标未定分，不得报送）"


def code_of(project: ProjectScore) -> str:
    """The project's code; nothing where its form has none, and its name stands for one."""
    return "" if squeeze(project.code) == squeeze(project.name) else project.code


def year_of(run: Run) -> str:
    """The line under a title: ``（2024 年度）``; empty where the run has no year."""
    return "" if run.year is None else f"（{run.year} 年度）"


def footer_of(run: Run, entry: str = "") -> str:
    """Ruleset, assessor, run and entry, so that a printed sheet leads back to its record."""
    return f"评分规则：{ruleset_of(run)}　评分人：{assessor_of(run)}　{run_of(run, entry)}"


def run_of(run: Run, entry: str = "") -> str:
    """The run, by its number, and the ledger's entry of it."""
    return f"评分结果：{run.run}" + (f"　{entry}" if entry else "")


def ruleset_of(run: Run) -> str:
    """The ruleset by its title; its id is for those who have its files."""
    return run.ruleset_title or run.ruleset


def unconfirmed_of(run: Run) -> tuple[str, ...]:
    """The clauses of the run's ruleset that are still to be confirmed, by what they are about."""
    try:
        return Ruleset.model_validate_json(run.ruleset_content).to_be_confirmed(worded=True)
    except ValueError:  # a run of another version, or one built by hand
        return run.to_be_confirmed


def assessor_of(run: Run) -> str:
    """Who scored, and in which role."""
    name = run.assessor or "未注明"
    return f"{name}（{run.role}）" if run.role else name


def actual_of(score: Score) -> str:
    """What was recorded, as people write it; where nothing was, why."""
    actual = actual_as_written(score)
    if actual is not None:
        return actual
    return "" if score.outcome is Outcome.NOT_APPLICABLE else OUTCOMES[score.outcome]


def grade_of(project: ProjectScore) -> str:
    """The grade, or that there is none yet."""
    return project.grade or NO_GRADE


def points_of(score: Score) -> Figure:
    """The points of a row; of an open one the range they lie in, where that is known."""
    return Figure(spanned(score)) if score.points is None and score.points_range else points(score.points)


def total(project: ProjectScore) -> Figure:
    """The total, or its range while something is missing."""
    return known(project.total) if project.total is not None else Figure(between(*project.total_range))


def location(source: Source | None) -> str:
    """Where something was read, in Chinese; empty where it is not known."""
    if source is None:
        return ""
    file = portable(source.file, ())  # ledgers of older versions hold whole paths
    return f"{file} {source.within(Language.CHINESE)}".rstrip()


def ended(text: str) -> str:
    """A sentence with its full stop."""
    return text if text.endswith(("。", "！", "？", ".", "；")) else f"{text}。"


def evidence_of(score: Score) -> tuple[str, ...]:
    """The names of the files that show what was recorded for a row, and what its target was adjusted by."""
    origin, new = score.origin, score.adjusted_target
    files = (origin.evidence if origin else "", new.evidence if new else "")
    return tuple(dict.fromkeys(_FOLDERS.sub("", file.strip()) for file in files if file.strip()))


def lost_by_rules(score: Score) -> bool:
    """Whether points are lost and the rules took some of them; what an assessor took has the assessor's reason."""
    return bool(score.deduction) and score.lost_by_rules > 0


def unexplained(score: Score) -> bool:
    """Whether the rules took points and no cause is written down; 无 or / is none."""
    return lost_by_rules(score) and is_blank(score.cause)


def unproved(score: Score) -> bool:
    """Whether something was recorded for a row that counts, and no evidence of it is named; 无 or / is none. The execution of
    the budget is shown by the books, and forms have no place for its evidence."""
    return is_provable(score) and score.origin is not None and is_blank(score.origin.evidence)


def is_provable(score: Score) -> bool:
    """Whether something was recorded for a row that counts and of which evidence is asked."""
    return score.origin is not None and score.weight is not None and score.code != BUDGET_EXECUTION


def remarks(project: ProjectScore, notes: Findings = ()) -> tuple[str, ...]:
    """The sentences of 其他说明: what is known about the run beside its record (``notes``), what is open, what limits
    took from the total, which targets were adjusted, what persons settled, what was found about the project; in a draft also
    which clauses that decided something are still to be confirmed."""
    return (
        *(ended(note.chinese()) for note in notes),
        *_open(project),
        *(f"{one.message}（{number(one.points)} 分）。" for one in project.adjustments),
        *(_adjusted(score) for score in project.scores if score.adjusted_target),
        *(_answered(score, one) for score in project.scores for one in score.answers),
        *(ended(one.chinese()) for one in project.findings),
        *(() if project.is_complete else _unconfirmed(project)),
    )


def _open(project: ProjectScore) -> Iterable[str]:
    waiting = [one for one in project.scores if one.outcome in OPEN]
    names = "、".join(f"{one.name}（{OUTCOMES[one.outcome]}）" for one in waiting)
    if project.total is None:
        todo = "核实" if all(one.outcome is Outcome.OPEN for one in waiting) else "补充实际完成值"
        yield f"总分暂为区间 {total(project)}：{names}待{todo}后定分、定级。"
    yield from (f"“{one.name}”待核实：{ended(open_question(one))}" for one in waiting if open_question(one))


def open_question(score: Score) -> str:
    """What an open row asks, in Chinese, with the places it is about; empty for any other row."""
    return score.question.chinese() if score.outcome is Outcome.OPEN and score.question else ""


def spanned(score: Score) -> str:
    """The points of a row, or the range they lie in where that is known; empty where nothing is."""
    if score.points is not None or score.points_range is None:
        return number(score.points) if score.points is not None else ""
    return between(*score.points_range)


def _adjusted(score: Score) -> str:
    new = score.adjusted_target
    assert new is not None
    note = "，".join(filter(None, (new.by, new.reason)))
    return f"“{score.name}”年度指标值由 {new.declared} 调整为 {new.target_text}（{note}）。"


def _answered(score: Score, answer: Answer) -> str:
    return ended(f"“{score.name}”：{stated(answer).chinese()}")


def _unconfirmed(project: ProjectScore) -> Iterable[str]:
    clauses = unconfirmed(project)
    if clauses:
        yield f"以下评分条款待核实：{'；'.join(clauses)}。"


def unconfirmed(project: ProjectScore) -> tuple[str, ...]:
    """The clauses that decided something in this project and are still to be confirmed, each once."""
    rules = (score.trace.rule for score in project.scores)
    return tuple(dict.fromkeys(f"{rule.matter}（{rule.clause}）" for rule in rules if rule and not rule.confirmed))
