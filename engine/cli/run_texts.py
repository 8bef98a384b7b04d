"""Differences, assessors and samples as text for a terminal or a script's log."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from engine.cli.common import print_table
from engine.cli.years import of_year
from engine.quantity import money, plain
from engine.runs.differences import (
    KINDS,
    Change,
    Differences,
    ProjectDifference,
    RowDifference,
    RulesetChange,
    Side,
    Standing,
    signed,
)

if TYPE_CHECKING:
    from engine.runs.assessors import Agreement, Assessors, Deviation
    from engine.runs.sampling import Sample

LONGEST_LIST = 12
OPEN = "open"


def _apart(points: Decimal | None) -> str:
    return signed(points, OPEN)


def print_differences(found: Differences) -> None:
    """What changed, the rulesets first, then each project with its rows; those that only moved in rank in one line."""
    click.echo(f"{_side(found.before)}\n→ {_side(found.after)}")
    for change in found.software:
        click.echo(f"\n{change.what} {change.before or 'none'} → {change.after or 'none'}")
    for reached in found.ruleset:
        click.echo(_ruleset_change(reached))
    changed = [one for one in found.projects if one.changes or one.rows]
    if changed:
        click.echo()
        print_table(("code", "project", "total", "", "grade", "rank"), map(_project_line, changed), frozenset({3}))
    for project in changed:
        click.echo(f"\n{project.code} {project.name}")
        for change in project.changes:
            click.echo(f"  {_change(change)}")
        for row in project.rows:
            _print_row(row)
    moved = [one for one in found.projects if not (one.changes or one.rows)]
    if moved:
        click.echo(f"\nonly another rank: {_shortly(f'{one.code} {_arrow(*_ranks(one))}' for one in moved)}")
    click.echo(f"\n{len(changed)} projects changed, {len(moved)} only in rank, {found.unchanged} not at all")


def _side(side: Side) -> str:
    state = "complete" if side.complete else "incomplete"
    return f"run {side.run}: {side.assessor} ({side.role}), {side.ruleset}, {side.projects} projects, {state}"


def _ruleset_change(reached: RulesetChange) -> str:
    change = reached.change
    where = f"{reached.projects} projects" if change.key.startswith("grade ") else f"{reached.rows} rows"
    alone = f", {_apart(reached.points)} points by itself" if reached.rows > reached.shared else ""
    shared = f", in {reached.shared} rows together with other causes" if reached.shared else ""
    why = f"\n  {change.by}: {change.why}" if change.why else ""
    sides = f"\n  {change.before or 'none'}\n  → {change.after or 'none'}"
    return f"\n{KINDS[change.kind]} {change.what}: {where}{alone}{shared}{sides}{why}"


def _project_line(one: ProjectDifference) -> tuple[str, ...]:
    totals = _arrow(_total(one.before), _total(one.after))
    grades = _arrow(*(side.grade or "未完成" if side.total_range else "—" for side in (one.before, one.after)))
    return one.code, one.name, totals, "" if one.points is None else _apart(one.points), grades, _arrow(*_ranks(one))


def _ranks(one: ProjectDifference) -> tuple[str, str]:
    ranks = (one.before.rank, one.after.rank)
    return "—" if ranks[0] is None else str(ranks[0]), "—" if ranks[1] is None else str(ranks[1])


def _total(standing: Standing) -> str:
    if standing.total_range is None:
        return "—"
    return str(standing.total) if standing.total is not None else "–".join(map(str, standing.total_range))


def _arrow(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"


def _shortly(texts: Iterable[str]) -> str:
    several = list(texts)
    rest = f" and {len(several) - LONGEST_LIST} more" if len(several) > LONGEST_LIST else ""
    return ", ".join(several[:LONGEST_LIST]) + rest


def _print_row(row: RowDifference) -> None:
    sides = (
        "—" if side is None else OPEN if side.points is None else str(side.points) for side in (row.before, row.after)
    )
    click.echo(f"  [{row.code}] {row.name}: {_arrow(*sides)}{'' if row.points is None else f' ({_apart(row.points)})'}")
    for change in row.changes:
        click.echo(f"    {_change(change)}")
    if len(row.effects) > 1:
        effects = (f"{'、'.join(KINDS[kind] for kind in one.kinds)} {_apart(one.points)}" for one in row.effects)
        click.echo(f"    of which: {', '.join(effects)}")


def _change(change: Change) -> str:
    """A cause in one line; a difference of the rulesets by name only, since it was told above."""
    if change.key and change.before is not None and change.after is not None:
        return f"{KINDS[change.kind]} {change.what}"
    revision = "" if change.revisions is None or change.revisions[1] is None else f"revision {change.revisions[1]}"
    notes = [revision, change.by, f"“{change.why}”" if change.why else "", change.evidence]
    note = ", ".join(filter(None, notes))
    sides = (
        "" if change.before is None and change.after is None else f" {change.before or '无'} → {change.after or '无'}"
    )
    return f"{change.what}{sides}{f' ({note})' if note else ''}"


def print_assessors(found: Assessors, top: int) -> None:
    """Totals and grades, agreement, the largest deviations, and what to talk about with each unit."""
    names = [f"{one.role} {one.assessor} {one.run}" for one in found.columns]
    click.echo("\n".join(f"{name} under {one.ruleset}" for name, one in zip(names, found.columns, strict=True)) + "\n")
    rows = ((one.project, one.name, *_cells(one.totals, one.grades)) for one in found.totals)
    print_table(("code", "project", *names), rows)
    for agreement in found.agreements:
        click.echo(f"\n{names[agreement.first]} and {names[agreement.second]}: {_agreement(agreement)}")
    if found.deviations:
        shown = found.deviations[:top]
        click.echo(f"\ndeviations from {names[found.base]}, {len(shown)} of {len(found.deviations)}:\n")
        rows = (_deviation(one, found) for one in shown)
        print_table(("project", "indicator", "base", "other", "apart", "by", "why"), rows, frozenset({2, 3, 4}))
    for talk in found.talks:
        click.echo(f"\n{talk.unit or '未填写单位'}:")
        for topic in talk.topics:
            click.echo(f"  {topic.project_name}：{topic.text}")


def _cells(totals: Iterable[str], grades: Iterable[str]) -> list[str]:
    return [f"{total} {grade}" if total != "—" else total for total, grade in zip(totals, grades, strict=True)]


def _agreement(one: Agreement) -> str:
    still = f"; {one.open} not graded yet" if one.open else ""
    if one.share is None:
        return f"no project graded by both{still}"
    return (
        f"the same grade for {one.same} of {one.projects} projects ({plain(one.share * 100)}%), the first higher for "
        f"{one.higher}, lower for {one.lower}; totals apart by {one.mean_apart}, the first's {_apart(one.mean)} on average"
        f"{still}"
    )


def _deviation(one: Deviation, found: Assessors) -> tuple[str, ...]:
    points = (
        "—" if side.weight is None else OPEN if side.points is None else str(side.points)
        for side in (one.base, one.other)
    )
    why = "、".join(KINDS[kind] for kind in one.causes)
    return one.project, one.name, *points, _apart(one.points), found.columns[one.column].role, why


def print_sample(sample: Sample, include: Iterable[str], as_of: str | None) -> None:
    """The sample with the reason for each project, how much of each stratum it is, and how to repeat it."""
    for one in sample.projects:
        click.echo(f"{one.code} {one.name}\n  {one.reason}")
    click.echo()
    rows = (
        (
            one.kind,
            one.department,
            f"{one.drawn} of {one.projects}",
            f"{money(one.drawn_amount)} of {money(one.amount)}",
        )
        for one in sample.strata
    )
    print_table(("kind", "department", "projects", "amount (元)"), rows, frozenset({2, 3}))
    options = [f"--include {shlex.quote(code)}" for code in include]
    options += [f"--year {sample.year}"] if sample.year else []
    options += [f"--as-of {shlex.quote(as_of)}"] if as_of else []
    click.echo(f"\n{len(sample.projects)} of {sample.pool} projects{of_year(sample.year)}; seed {sample.seed}")
    click.echo(f"again: {' '.join(['jixiao sample', f'--size {sample.size}', f'--seed {sample.seed}', *options])}")
