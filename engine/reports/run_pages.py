"""HTML pages about several runs: what changed between two, and assessors side by side.

One file each, without scripts and without anything fetched from elsewhere; the bytes are a function of the runs alone.
Looks live in ``templates/``; whatever comes from data is escaped by Jinja2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from engine.reports.html import render
from engine.runs.assessors import Assessors, Line, cause_words, names_of
from engine.runs.differences import KINDS, Differences, signed
from engine.runs.record import Run

NONE: Mapping[str, str] = MappingProxyType({})


def diff_page(found: Differences, runs: Sequence[Run], entries: Mapping[str, str] = NONE) -> str:
    """The page of what changed from one run to another; ``runs`` are those two.

    ``entries`` are the ledger's entries of runs by their names, for the foot.
    """
    changed = [one for one in found.projects if one.changes or one.rows]
    points = [one.points for one in found.projects if one.points]
    return render(
        "diff.html.j2",
        found=found,
        runs=runs,
        entries=entries,
        findings=found.findings,
        changed=changed,
        shifted=[one for one in found.projects if not (one.changes or one.rows)],
        risen=sum(one > 0 for one in points),
        fallen=sum(one < 0 for one in points),
        regraded=sum(one.before.grade != one.after.grade for one in found.projects),
        kinds=KINDS,
        signed=signed,
    )


def assessors_page(
    found: Assessors, lines: Iterable[Line], runs: Sequence[Run], entries: Mapping[str, str] = NONE
) -> str:
    """The page of several assessors side by side; ``runs`` are theirs, in the order of the columns.

    ``entries`` are the ledger's entries of runs by their names, for the foot.
    """
    return render(
        "assessors.html.j2",
        found=found,
        lines=lines,
        runs=runs,
        entries=entries,
        findings=found.findings,
        names=names_of(found.columns),
        generous=[one for one in found.deviations if one.generous],
        others=[one for one in found.deviations if not one.generous],
        kinds=KINDS,
        signed=signed,
        cause_words=cause_words,
    )
