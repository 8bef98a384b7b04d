"""Differences, assessors and samples as text for a terminal or a script's log."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from engine.cli.tables import print_table
from engine.cli.wording import heads, run_words, shortly, shown, worded, words
from engine.cli.years import of_year
from engine.quantity import money, plain
from engine.runs.differences import (
    KINDS,
    Change,
    Differences,
    Kind,
    ProjectDifference,
    RowDifference,
    RulesetChange,
    Side,
    Standing,
    signed,
)

if TYPE_CHECKING:
    from engine.language.rendering import Content
    from engine.runs.assessors import Agreement, Assessors, Deviation
    from engine.runs.sampling import Sample, Stratum
    from engine.terms import RowNames

LONGEST_LIST = 12


def _apart(points: Decimal | None) -> str:
    return words("points-open") if points is None else signed(points)


def print_differences(found: Differences, numbers: Mapping[str, str], names: Mapping[str, RowNames]) -> None:
    """What changed, the rulesets first, then each project with its rows; those that only moved in rank in one line."""
    click.echo(f"{_side(found.before, numbers)}\n→ {_side(found.after, numbers)}")
    for change in found.software:
        click.echo(f"\n{worded(change.what)} {_or_none(change.before)} → {_or_none(change.after)}")
    for reached in found.ruleset:
        click.echo(_ruleset_change(reached))
    changed = [one for one in found.projects if one.changes or one.rows]
    if changed:
        click.echo()
        columns = heads("code", "project", "total"), heads("grade", "rank")
        print_table((*columns[0], "", *columns[1]), map(_project_line, changed), frozenset({3}))
    for project in changed:
        click.echo(f"\n{project.code} {project.name}")
        for change in project.changes:
            click.echo(f"  {_change(change)}")
        for row in project.rows:
            _print_row(row, names[project.code])
    moved = [one for one in found.projects if not (one.changes or one.rows)]
    if moved:
        ranks = shortly([f"{one.name} {_arrow(*_ranks(one))}" for one in moved], LONGEST_LIST)
        click.echo(f"\n{words('diff-rank-alone', projects=ranks)}")
    counts = {"changed": len(changed), "moved": len(moved), "unchanged": found.unchanged}
    click.echo(f"\n{words('diff-counted', **counts)}")


def _or_none(side: Content | None) -> str:
    return worded(side) or words("side-none")


def _side(side: Side, numbers: Mapping[str, str]) -> str:
    state = words("state-complete" if side.complete else "state-incomplete")
    by = {"run": run_words(side.run, numbers), "assessor": shown(side.assessor), "role": shown(side.role)}
    return words("side", **by, ruleset=side.ruleset, projects=side.projects, state=state)


def _ruleset_change(reached: RulesetChange) -> str:
    change = reached.change
    is_grade = change.key.startswith("grade ")
    extent = [words("diff-projects", number=reached.projects) if is_grade else words("diff-rows", number=reached.rows)]
    extent += [words("diff-alone", points=_apart(reached.points))] if reached.rows > reached.shared else []
    extent += [words("diff-shared", number=reached.shared)] if reached.shared else []
    why = f"\n  {words('what-for', what=change.by, why=change.why)}" if change.why else ""
    sides = f"\n  {_or_none(change.before)}\n  → {_or_none(change.after)}"
    return f"\n{words('diff-ruleset', kind=KINDS[change.kind], what=change.what, extent=extent)}{sides}{why}"


def _project_line(one: ProjectDifference) -> tuple[str, ...]:
    totals = _arrow(_total(one.before), _total(one.after))
    grades = _arrow(*map(_grade, (one.before, one.after)))
    return one.code, one.name, totals, "" if one.points is None else _apart(one.points), grades, _arrow(*_ranks(one))


def _grade(standing: Standing) -> str:
    return standing.grade or (words("ungraded") if standing.total_range else "—")


def _ranks(one: ProjectDifference) -> tuple[str, str]:
    ranks = (one.before.rank, one.after.rank)
    return "—" if ranks[0] is None else str(ranks[0]), "—" if ranks[1] is None else str(ranks[1])


def _total(standing: Standing) -> str:
    if standing.total_range is None:
        return "—"
    return str(standing.total) if standing.total is not None else "–".join(map(str, standing.total_range))


def _arrow(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"


def _print_row(row: RowDifference, names: RowNames) -> None:
    sides = ("—" if side is None else _points(side.points) for side in (row.before, row.after))
    points = _arrow(*sides)
    moved = points if row.points is None else words("diff-noted", what=points, notes=_apart(row.points))
    click.echo(f"  {words('what-for', what=names.shown(row.code, row.name), why=moved)}")
    for one in row.changes:
        click.echo(f"    {_change(one)}")
    if len(row.effects) > 1:
        effects = [f"{_kinds(one.kinds)} {_apart(one.points)}" for one in row.effects]
        click.echo(f"    {words('diff-effects', effects=effects)}")


def _points(points: Decimal | None) -> str:
    return words("points-open") if points is None else str(points)


def _kinds(kinds: Iterable[Kind]) -> str:
    return worded(tuple(KINDS[one] for one in kinds))


def _change(change: Change) -> str:
    """A cause in one line; a difference of the rulesets by name only, since it was told above."""
    if change.key and change.before is not None and change.after is not None:
        return f"{worded(KINDS[change.kind])} {worded(change.what)}"
    revision = None if change.revisions is None else change.revisions[1]
    notes = [
        "" if revision is None else words("diff-revision", number=revision),
        worded(change.by),
        f"“{worded(change.why)}”" if change.why else "",
        change.evidence,
    ]
    is_bare = change.before is None and change.after is None
    what = (
        worded(change.what)
        if is_bare
        else f"{worded(change.what)} {_or_none(change.before)} → {_or_none(change.after)}"
    )
    known = [one for one in notes if one]
    return words("diff-noted", what=what, notes=known) if known else what


def print_assessors(found: Assessors, top: int, numbers: Mapping[str, str]) -> None:
    """Totals and grades, agreement, the largest deviations, and what to talk about with each unit."""
    names = [f"{shown(one.role)} {shown(one.assessor)} {numbers.get(one.run, one.run)}" for one in found.columns]
    for name, column in zip(names, found.columns, strict=True):
        click.echo(words("column-under", name=name, ruleset=column.ruleset))
    click.echo()
    rows = ((one.project, one.name, *_cells(one.totals, one.grades)) for one in found.totals)
    print_table((*heads("code", "project"), *names), rows)
    for one in found.agreements:
        pair = {"first": names[one.first], "second": names[one.second]}
        click.echo(f"\n{words('pair-agreement', **pair, agreement=_agreement(one))}")
    if found.deviations:
        largest = found.deviations[:top]
        counts = {"base": names[found.base], "shown": len(largest), "number": len(found.deviations)}
        click.echo(f"\n{words('deviations', **counts)}\n")
        columns = heads("project", "indicator", "base", "other", "apart", "by", "why")
        print_table(columns, (_deviation(one, found) for one in largest), frozenset({2, 3, 4}))
    for talk in found.talks:
        click.echo(f"\n{words('unit-topics', unit=talk.unit or words('unit-unnamed'))}")
        for topic in talk.topics:
            click.echo(f"  {words('what-for', what=topic.project_name, why=topic.text)}")


def _cells(totals: Iterable[str], grades: Iterable[Content]) -> list[str]:
    return [f"{total} {worded(grade)}" if total != "—" else total for total, grade in zip(totals, grades, strict=True)]


def _agreement(one: Agreement) -> str:
    still = words("agreement-open", number=one.open) if one.open else ""
    if one.share is None:
        return words("agreement-none", open=still)
    counts = {"same": one.same, "projects": one.projects, "higher": one.higher, "lower": one.lower}
    shares = {"share": plain(one.share * 100), "apart": one.mean_apart, "mean": _apart(one.mean)}
    return words("agreement", **counts, **shares, open=still)


def _deviation(one: Deviation, found: Assessors) -> tuple[str, ...]:
    points = ("—" if side.weight is None else _points(side.points) for side in (one.base, one.other))
    by = shown(found.columns[one.column].role)
    return one.project_name, one.name, *points, _apart(one.points), by, _kinds(one.causes)


def print_sample(sample: Sample, include: Iterable[str], as_of: str | None) -> None:
    """The sample with the reason for each project, how much of each stratum it is, and how to repeat it."""
    for one in sample.projects:
        click.echo(f"{one.code} {one.name}\n  {worded(one.reason)}")
    click.echo()
    print_table(heads("kind", "department", "projects", "amount"), map(_stratum, sample.strata), frozenset({2, 3}))
    options = [f"--include {shlex.quote(code)}" for code in include]
    options += [f"--year {sample.year}"] if sample.year else []
    options += [f"--as-of {shlex.quote(as_of)}"] if as_of else []
    drawn = {"drawn": len(sample.projects), "pool": sample.pool, "of": of_year(sample.year), "seed": sample.seed}
    click.echo(f"\n{words('sampled', **drawn)}")
    again = " ".join(["jixiao sample", f"--size {sample.size}", f"--seed {sample.seed}", *options])
    click.echo(words("sampled-again", command=again))


def _stratum(one: Stratum) -> tuple[str, ...]:
    projects = words("drawn-of", drawn=one.drawn, number=one.projects)
    amounts = words("drawn-of", drawn=money(one.drawn_amount), number=money(one.amount))
    named = {"department": one.department, "kind": one.kind}
    return words("stratum-kind", **named), words("stratum-department", **named), projects, amounts
