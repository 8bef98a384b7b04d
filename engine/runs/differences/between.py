"""Two runs -> what changed between them, by whom and why, and what each change did to points, totals, grades, ranks.

Everything comes from the two runs, nothing is scored again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from engine.language.findings import Findings, finding
from engine.language.rendering import Content, coded, one_after_another
from engine.rulesets.wording import TOTAL
from engine.runs.differences.context import Context, context
from engine.runs.differences.impact import impacts
from engine.runs.differences.kinds import Change, Kind
from engine.runs.differences.model import Differences, ProjectDifference, RowDifference, Side, Standing
from engine.runs.differences.rows import fallback_of, less, row_differences
from engine.runs.outlines import Outline, OutlinedRun, unlike_sheets
from engine.runs.record import Adjustment, ProjectScore, Run

NOTHING = Decimal("0.00")


Sides = tuple[Outline | None, Outline | None]
"""A project in both runs; None where one does not have it."""


class _Found(NamedTuple):
    """What differs in a project beside where it stands, and what the adjustments among it did."""

    changes: tuple[Change, ...] = ()
    rows: tuple[RowDifference, ...] = ()
    adjusted: Decimal | None = None


def differences(before: OutlinedRun, after: OutlinedRun) -> Differences:
    """What changed from one run to the other; the projects in the newer run's order, those that are gone last.

    Sheets are loaded of those projects only whose sheet, or whose ruleset, is another.
    """
    given = context(before.head, after.head)
    software = _software(before.head, after.head)
    both = {code: (before.outlines.get(code), after.outlines.get(code)) for code in (*after.outlines, *before.outlines)}
    is_other = before.head.ruleset_content != after.head.ruleset_content  # which judges equal sheets otherwise
    sheets = unlike_sheets(before, after, both, is_any=is_other)
    found = {new.code: _found((old, new), given, bool(software)) for old, new in sheets}
    changed = tuple(_changed(both, (ranks(before), ranks(after)), found))
    return Differences(
        before=_side(before),
        after=_side(after),
        software=software,
        ruleset=impacts(given, changed),
        projects=changed,
        unchanged=len(both) - len(changed),
        findings=(*_findings(given, both.values()), *_unexplained(changed)),
    )


def _side(run: OutlinedRun) -> Side:
    fields = {name: getattr(run.head, name) for name in Side.model_fields if name != "projects"}
    return Side(**fields, projects=len(run.outlines))


def _software(before: Run, after: Run) -> tuple[Change, ...]:
    names = {**before.packages, **after.packages}
    pairs = ((name, before.packages.get(name), after.packages.get(name)) for name in names)
    return tuple(Change(kind=Kind.SOFTWARE, what=name, before=old, after=new) for name, old, new in pairs if old != new)


def ranks(run: OutlinedRun) -> dict[str, int]:
    """The rank of each project that has a total, 1 for the highest; equal totals share a rank (1, 2, 2, 4)."""
    totals = {code: one.total for code, one in run.outlines.items() if one.total is not None}
    ordered = sorted(totals.values(), reverse=True)
    first = {total: rank for rank, total in reversed(list(enumerate(ordered, start=1)))}
    return {code: first[total] for code, total in totals.items()}


def _found(sides: tuple[ProjectScore, ProjectScore], given: Context, is_software: bool) -> _Found:
    of_project = given.of(*sides)
    header = _header(*sides, of_project)
    adjustments, adjusted = _adjustments(*sides)
    rows = row_differences(*sides, of_project, fallback_of(header, is_software))
    return _Found((*header, *adjustments), rows, adjusted)


def _changed(
    both: Mapping[str, Sides], ranked: Sequence[Mapping[str, int]], found: Mapping[str, _Found]
) -> Iterator[ProjectDifference]:
    """The projects that are not the same, if only in their ranks."""
    for code, sides in both.items():
        if sides[0] is sides[1] and code not in found and ranked[0].get(code) == ranked[1].get(code):
            continue
        before, after = (_standing(side, ranks.get(code)) for side, ranks in zip(sides, ranked, strict=True))
        what = _Found((_gone_or_new(sides),)) if None in sides else found.get(code, _Found())
        one = sides[1] or sides[0]
        if one and (before != after or what.changes or what.rows):
            yield ProjectDifference(
                code=code,
                name=one.name,
                unit=one.unit,
                kind=one.kind,
                before=before,
                after=after,
                points=less(after.total, before.total),
                **what._asdict(),
            )


def _standing(project: Outline | None, rank: int | None) -> Standing:
    if project is None:
        return Standing()
    return Standing(total=project.total, total_range=project.total_range, grade=project.grade, rank=rank)


def _gone_or_new(sides: Sides) -> Change:
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


def _findings(given: Context, both: Iterable[Sides]) -> Findings:
    before, after = given.before.run, given.after.run
    names = {"before": before.run, "after": after.run}
    findings = []
    if before == after:
        findings.append(finding("runs-same", **names))
    elif all(None in sides for sides in both):
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
