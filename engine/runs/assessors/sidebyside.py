"""Runs of one set side by side: totals, rows, deviations, agreement, and the list to talk about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from engine.language.findings import Findings, finding
from engine.runs.assessors.agreement import agreement_of
from engine.runs.assessors.deviations import deviations_of, opinion_of, row_fields
from engine.runs.assessors.model import Assessors, Line, Total
from engine.runs.assessors.questions import questions_of
from engine.runs.assessors.shared import SharedProjects, role_words, shared_projects
from engine.runs.differences import pair_rows
from engine.runs.outlines import OutlinedRun, abreast
from engine.runs.record import ProjectScore, Run, Score
from engine.runs.sidebyside import Column, grade_words, total_text
from engine.terms import SELF

LONGEST_LIST = 5


def assessors_side_by_side(runs: Sequence[OutlinedRun]) -> Assessors:
    """The runs side by side, in the order given, but for their lines: :func:`lines_of`.

    :raises ValueError: if there are fewer than two runs.
    """
    if len(runs) < 2:
        raise ValueError("a comparison needs two runs or more")
    shared = shared_projects(runs)
    deviations = deviations_of(shared)
    return Assessors(
        columns=tuple(
            Column(run=run.run, ruleset=run.ruleset, assessor=run.assessor, role=run.role, year=run.year)
            for run in shared.heads
        ),
        base=shared.base,
        totals=tuple(_total(code, shared) for code in shared.codes),
        deviations=deviations,
        agreements=tuple(agreement_of(first, second, shared) for first, second in combinations(range(len(runs)), 2)),
        talks=questions_of(deviations, shared),
        findings=_findings(shared),
    )


def _total(code: str, shared: SharedProjects) -> Total:
    found = [run.outlines.get(code) for run in shared.runs]
    one = next(project for project in found if project is not None)
    return Total(
        project=code,
        name=one.name,
        unit=one.unit,
        department=one.department,
        totals=tuple(map(total_text, found)),
        grades=tuple(map(grade_words, found)),
    )


def lines_of(runs: Sequence[OutlinedRun]) -> Iterator[Line]:
    """Every row of the projects that are compared, under every run; a project's sheets are loaded at a time."""
    shared = shared_projects(runs)
    for sheets in abreast(runs, shared.codes):
        yield from _lines(sheets, shared.base)


def _lines(found: Sequence[ProjectScore | None], base: int) -> Iterator[Line]:
    """The rows of a project under every run, matched to those of the base (or of the first run that holds it); rows
    that only others have come last."""
    first = found[base] or next(project for project in found if project is not None)
    matched = [_matched(first, project) for project in found]
    own = _matched(first, first)
    for row in dict.fromkeys([*own, *(row for rows in matched for row in rows)]):
        score = next(rows[row] for rows in (own, *matched) if row in rows)
        opinions = tuple(opinion_of(rows.get(row)) for rows in matched)
        if any(one.weight is not None for one in opinions):
            yield Line(project=first.code, **row_fields(score), opinions=opinions)


def _matched(first: ProjectScore, project: ProjectScore | None) -> dict[tuple[str, str], Score]:
    """A project's rows by the code and name of the row they match in the first one's, or by their own."""
    if project is None:
        return {}
    pairs = pair_rows(first.scores, project.scores)
    return {_key(before or after): after for before, after in pairs if after is not None}


def _key(score: Score | None) -> tuple[str, str]:
    return (score.code, score.name) if score else ("", "")


def _findings(shared: SharedProjects) -> Findings:
    base = shared.heads[shared.base]
    findings = []
    if base.role != SELF:
        findings.append(finding("no-self-assessment", run=base.run, assessor=base.assessor, role=role_words(base.role)))
    every = dict.fromkeys(code for run in shared.runs for code in run.outlines)
    if not shared.codes:
        findings.append(finding("runs-share-nothing", before=base.run, after=shared.heads[-1].run))
    elif some := [code for code in every if not all(code in run.outlines for run in shared.runs)]:
        shown = [*some[:LONGEST_LIST], *(["…"] if len(some) > LONGEST_LIST else [])]
        findings.append(finding("projects-not-shared", count=len(some), projects=shown))
    for run in shared.heads:
        if run.year != base.year:
            years = {"before_year": base.year or "—", "after_year": run.year or "—"}
            findings.append(finding("runs-years", before=base.run, after=run.run, **years))
    rulesets = dict.fromkeys(map(_ruleset, shared.heads))
    if len(rulesets) > 1:
        findings.append(finding("rulesets-differ", rulesets=list(rulesets)))
    return tuple(findings)


def _ruleset(run: Run) -> str:
    """A ruleset by its id and the start of its SHA-256, since two of one id may differ."""
    digest = next((one.sha256 for one in run.inputs if one.what == "ruleset"), "")
    return f"{run.ruleset} {digest[:8]}".strip()
