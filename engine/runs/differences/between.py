"""Two runs -> what changed between them, by whom and why, and what each change did to points, totals, grades, ranks.

Pure: everything comes from the two runs, nothing is scored again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from engine.language.findings import Findings, finding
from engine.language.rendering import Content, coded, one_after_another
from engine.rulesets.wording import TOTAL
from engine.runs.differences.context import Context, context
from engine.runs.differences.impact import impacts
from engine.runs.differences.kinds import Change, Kind
from engine.runs.differences.model import Differences, ProjectDifference, RowDifference, Side, Standing
from engine.runs.differences.rows import fallback_of, less, row_differences
from engine.runs.record import Adjustment, ProjectScore, Run

NOTHING = Decimal("0.00")


def differences(before: Run, after: Run) -> Differences:
    """What changed from one run to the other; the projects in the newer run's order, those that are gone last."""
    given = context(before, after)
    software = _software(before, after)
    ranked = ranks(before), ranks(after)
    old, new = ({one.code: one for one in run.projects} for run in (before, after))
    codes = [*new, *(code for code in old if code not in new)]
    compared = [_project((old.get(code), new.get(code)), ranked, given, bool(software)) for code in codes]
    changed = tuple(one for one in compared if _is_changed(one))
    return Differences(
        before=_side(before),
        after=_side(after),
        software=software,
        ruleset=impacts(given, changed),
        projects=changed,
        unchanged=len(compared) - len(changed),
        findings=(*_findings(given, old, new), *_unexplained(changed)),
    )


def _side(run: Run) -> Side:
    fields = {name: getattr(run, name) for name in Side.model_fields if name != "projects"}
    return Side(**fields, projects=len(run.projects))


def _software(before: Run, after: Run) -> tuple[Change, ...]:
    names = {**before.packages, **after.packages}
    pairs = ((name, before.packages.get(name), after.packages.get(name)) for name in names)
    return tuple(Change(kind=Kind.SOFTWARE, what=name, before=old, after=new) for name, old, new in pairs if old != new)


def ranks(run: Run) -> dict[str, int]:
    """The rank of each project that has a total, 1 for the highest; equal totals share a rank (1, 2, 2, 4)."""
    totals = {one.code: one.total for one in run.projects if one.total is not None}
    ordered = sorted(totals.values(), reverse=True)
    first = {total: rank for rank, total in reversed(list(enumerate(ordered, start=1)))}
    return {code: first[total] for code, total in totals.items()}


def _is_changed(one: ProjectDifference) -> bool:
    return one.before != one.after or bool(one.changes or one.rows)


def _project(
    sides: tuple[ProjectScore | None, ProjectScore | None],
    ranked: tuple[Mapping[str, int], Mapping[str, int]],
    given: Context,
    is_software: bool,
) -> ProjectDifference:
    before, after = sides
    one = after or before
    assert one is not None
    standings = tuple(_standing(side, ranks_of_run) for side, ranks_of_run in zip(sides, ranked, strict=True))
    changes: tuple[Change, ...] = (_gone_or_new(sides),)
    rows: tuple[RowDifference, ...] = ()
    adjusted = None
    if before is not None and after is not None:
        header = _header(before, after, given)
        adjustments, adjusted = _adjustments(before, after)
        changes = (*header, *adjustments)
        rows = row_differences(before, after, given, fallback_of(header, is_software))
    return ProjectDifference(
        code=one.code,
        name=one.name,
        unit=one.unit,
        kind=one.kind,
        before=standings[0],
        after=standings[1],
        points=less(standings[1].total, standings[0].total),
        adjusted=adjusted,
        changes=changes,
        rows=rows,
    )


def _standing(project: ProjectScore | None, ranks_of_run: Mapping[str, int]) -> Standing:
    if project is None:
        return Standing()
    rank = ranks_of_run.get(project.code)
    return Standing(total=project.total, total_range=project.total_range, grade=project.grade, rank=rank)


def _gone_or_new(sides: tuple[ProjectScore | None, ProjectScore | None]) -> Change:
    names = [None if side is None else side.name for side in sides]
    return Change(kind=Kind.ROW, what=coded("what-project"), before=names[0], after=names[1])


HEADER = ("name", "unit", "department", "kind", "annual_goal")


def _header(before: ProjectScore, after: ProjectScore, given: Context) -> tuple[Change, ...]:
    """What the form and the file of actuals say otherwise of the project itself.

    A form may differ in what no score shows (an explanation); then only its digest tells.
    """
    fields = [*((name, Kind.DECLARATION) for name in HEADER), ("achieved", Kind.ACTUAL)]
    changes = [
        Change(kind=kind, what=coded(f"what-{name}"), before=getattr(before, name), after=getattr(after, name))
        for name, kind in fields
        if getattr(before, name) != getattr(after, name)
    ]
    digests = [side.digests.get(f"declaration {before.code}") for side in (given.before, given.after)]
    if None not in digests and digests[0] != digests[1]:
        marks = [coded("fingerprint", digest=digest[:12]) for digest in digests if digest]
        changes.append(Change(kind=Kind.DECLARATION, what=coded("what-form"), before=marks[0], after=marks[1]))
    return tuple(changes)


def _adjustments(before: ProjectScore, after: ProjectScore) -> tuple[tuple[Change, ...], Decimal | None]:
    """The adjustments that differ and what they did together; not known while a total is open."""
    if before.total is None or after.total is None:
        return (), None
    old, new = _by_subject(before.adjustments), _by_subject(after.adjustments)
    changes = tuple(
        Change(
            kind=Kind.ADJUSTMENT,
            what=coded("what-total") if of == TOTAL else of,
            before=_amounts(old.get(of)),
            after=_amounts(new.get(of)),
        )
        for of in {**old, **new}
        if old.get(of) != new.get(of)
    )
    points = _sum(one.points for one in after.adjustments) - _sum(one.points for one in before.adjustments)
    return changes, points if changes else None


def _by_subject(adjustments: Iterable[Adjustment]) -> dict[str, list[Adjustment]]:
    by_subject: dict[str, list[Adjustment]] = {}
    for one in adjustments:
        by_subject.setdefault(one.of, []).append(one)
    return by_subject


def _amounts(adjustments: Sequence[Adjustment] | None) -> Content | None:
    if not adjustments:
        return None
    return one_after_another(coded("points-noted", points=one.points, note=one.message) for one in adjustments)


def _sum(values: Iterable[Decimal]) -> Decimal:
    return sum(values, NOTHING)


def _findings(given: Context, old: Mapping[str, ProjectScore], new: Mapping[str, ProjectScore]) -> Findings:
    before, after = given.before.run, given.after.run
    names = {"before": before.run, "after": after.run}
    findings = []
    if before == after:
        findings.append(finding("runs-same", **names))
    elif not set(old) & set(new):
        findings.append(finding("runs-share-nothing", **names))
    if before.year != after.year:
        findings.append(finding("runs-years", **names, before_year=before.year or "—", after_year=after.year or "—"))
    unread = [side.run for side in (given.before, given.after) if side.ruleset is None]
    findings += [finding("diff-ruleset-unreadable", run=run.run, ruleset=run.ruleset) for run in unread]
    return tuple(findings)


def _unexplained(projects: Iterable[ProjectDifference]) -> Findings:
    return tuple(
        finding("difference-unexplained", project=project.code, indicator=row.name, code=row.code)
        for project in projects
        for row in project.rows
        if any(one.kind is Kind.UNKNOWN for one in row.changes)
    )
