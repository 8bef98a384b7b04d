"""Scores what a ledger holds: everything the first time, afterwards what is affected; the result is the same nodes.

Projects are scored some hundred at a time and their sheets kept at once, so memory does not grow with their number. A
run after corrections exchanges the sheets of the projects that were touched in the nodes of the run before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Engine

from engine.files.crashes import Failed
from engine.rulesets import Ruleset
from engine.runs.binding import OF_LINES, RunHead, sheet_entry, sheet_text
from engine.runs.lines import LINES, Line, line_of
from engine.runs.record import Assessor, ProjectScore
from engine.runs.tree import SHEETS, Entry, Item, Leaves, build, tree_key, updated
from engine.scoring.evaluate import Case, head_under, score_project
from engine.scoring.failing import ignored
from engine.scoring.inference import RuleBase
from engine.services.verifying import carried_rules
from engine.store import (
    LedgerDamagedError,
    Made,
    Nodes,
    View,
    all_codes,
    append_head,
    base_run,
    count_projects,
    each_case,
    head_kept,
    list_runs,
    load_kept,
    marks_now,
    years,
)
from engine.terms import Outcome

SHOWN = 1000
"""How many of the projects that were scored are named."""

LARGE = 1000
"""A run of more projects keeps a line of numbers of each, and computes a sheet again where it is asked for."""


class Rules(NamedTuple):
    """What scores: the ruleset, for whom, with which packages, by which code."""

    ruleset: Ruleset
    assessor: Assessor
    packages: Mapping[str, str]
    program: str


class Plan(NamedTuple):
    """What a run is to do: score ``number`` projects as ``view`` shows them; the others are as in the run ``before``."""

    rules: Rules
    view: View
    head: RunHead
    before: RunHead | None
    codes: tuple[str, ...] | None
    number: int


class Scored(NamedTuple):
    """A run that was made; ``some`` are codes of the projects that were scored for it, at most ``SHOWN``."""

    head: RunHead
    is_new: bool
    some: tuple[str, ...]


def plan_run(ledger: Engine, rules: Rules, view: View, codes: Sequence[str] = ()) -> Plan:
    """What is to be scored: the projects named, else those touched since the last run of all, else all.

    ``codes`` is None in the plan where that is all. A run is of one year: that of the view, else the newest declared.
    """
    view = view._replace(until=marks_now(ledger), assessor=rules.assessor.name)
    if view.year is None:
        view = view._replace(year=max(years(ledger, view), default=0))
    number = len(set(codes)) or count_projects(ledger, view)
    head = head_under(rules.ruleset, rules.assessor, rules.packages)
    if number > LARGE:
        head = head.model_copy(update={"schema_": OF_LINES})
    if codes:
        return Plan(rules, view, head, None, tuple(dict.fromkeys(codes)), number)
    base = base_run(ledger, head, view, rules.program)
    if base is None:
        return Plan(rules, view, head, None, None, number)
    return Plan(rules, view, head, base.head, base.changed, len(base.changed))


def carry_out(
    ledger: Engine, plan: Plan, at: datetime, progress: Callable[[], None] = lambda: None, failed: Failed = ignored
) -> Scored:
    """Scores what is planned and appends the run; ``progress`` is called after each project.

    ``failed`` is told what the program itself failed on: that row or project stands in the run in error.

    :raises LedgerError: if the ledger fails; sheets that were kept until then are used again by the next run.
    """
    nodes, some = Nodes(ledger), list[str]()
    codes = all_codes(ledger, plan.view) if plan.codes is None else iter(sorted(plan.codes, key=tree_key))

    def told(items: Iterable[Item], code_of: Callable[[Item], str]) -> Iterator[Item]:
        for one in items:
            if len(some) < SHOWN:
                some.append(code_of(one))
            yield one
            progress()

    if plan.head.has_lines:
        lines = scored_lines if plan.number > LARGE else _lines
        root = _root(LINES, plan, told(lines(ledger, codes, plan.view, plan.rules.ruleset, failed), LINES.code), nodes)
    else:
        sheets = (sheet for _, sheet in _sheets(ledger, codes, plan.view, plan.rules.ruleset, failed))
        kept = (sheet_entry(one, nodes.keep(sheet_text(one))) for one in sheets)
        root = _root(SHEETS, plan, told(kept, SHEETS.code), nodes)
    nodes.flush()
    head, is_everything = plan.head.over(root), plan.before is not None or plan.codes is None
    made = Made(plan.view.as_of, plan.view.until, plan.rules.program, is_everything, plan.view.year)
    return Scored(head, append_head(ledger, head, at, made), tuple(some))


def _sheets(
    ledger: Engine, codes: Iterable[str], view: View, ruleset: Ruleset, failed: Failed
) -> Iterator[tuple[Case, ProjectScore]]:
    base = RuleBase(ruleset)
    return ((case, score_project(case, base, failed)) for case in each_case(ledger, codes, view))


def _lines(ledger: Engine, codes: Iterable[str], view: View, ruleset: Ruleset, failed: Failed) -> Iterator[Line]:
    """The lines of a few projects, by way of their sheets."""
    return (line_of(sheet, case.sha256) for case, sheet in _sheets(ledger, codes, view, ruleset, failed))


def scored_lines(ledger: Engine, codes: Iterable[str], view: View, ruleset: Ruleset, failed: Failed) -> Iterator[Line]:
    """The lines of many projects, scored as columns; who is told of failures is told of each project that has one."""
    from engine.columns import Columns, run_lines  # a large library, for large sets
    from engine.store.tabled import each_table

    columns = Columns(ruleset)
    for some in each_table(ledger, codes, view):
        lines = tuple(run_lines(some.tables, columns.score(some.tables), some.sha256))
        broken = [one.code for one in lines if any(row.kind.outcome == Outcome.ERROR for row in one.rows)]
        yield from _exchanged(lines, _lines(ledger, broken, view, ruleset, failed))


def _exchanged(lines: Iterable[Line], others: Iterable[Line]) -> Iterator[Line]:
    """The lines, with others in the places of those of their projects."""
    known = {one.code: one for one in others}
    return (known.get(one.code, one) for one in lines)


def _root(leaves: Leaves[Item], plan: Plan, items: Iterable[Item], nodes: Nodes) -> Entry:
    """The pages over what was scored now, and over what stays of the run before."""
    if plan.before is None:
        return build(leaves, items, nodes.keep)
    return updated(leaves, plan.before.root, items, nodes.load, nodes.keep)


def rules_in_use(ledger: Engine, year: int | None) -> Ruleset | None:
    """The rules that the newest run of the year carries, else the newest of all.

    None without a run, or where it is damaged or too new to read.
    """
    made = list_runs(ledger)
    if not made:
        return None
    newest = next((one for one in made if one.year == year), made[0])
    try:
        return carried_rules(head_kept(load_kept(ledger, newest.run)))[0]
    except LedgerDamagedError:
        return None
