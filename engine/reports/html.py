"""HTML reports: a run drawn as the official table of each project, and an index page for the set.

Every page is one file without scripts and without anything fetched from elsewhere; its bytes are a function of the
run alone. All looks live in ``templates/``; the table is :mod:`engine.reports.table`'s, the sums of the index are
:mod:`engine.reports.summary`'s. Whatever comes from data is escaped by Jinja2.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from engine.files.crashes import Failed, made
from engine.files.resources import folder
from engine.files.writing import make_folder, write_whole
from engine.language.findings import Findings
from engine.reports import summary, words
from engine.reports.figures import number, percent
from engine.reports.table import FundsLine, TableRow, execution, official_table
from engine.runs.record import ProjectScore, Run, Score
from engine.terms import Outcome

Progress = Callable[[], None]
"""Called after each file is written."""

CONTROLS = dict.fromkeys({*range(0x20), *range(0x7F, 0xA0)} - {0x09, 0x0A, 0x0D}, "\N{REPLACEMENT CHARACTER}")
"""Characters that no HTML text may hold, although a form pasted from elsewhere can."""

LONGEST_NAME = 60
DEVICES = re.compile(r"(?i)(index|con|prn|aux|nul|com\d|lpt\d)(\.|$)")


class Entry(NamedTuple):
    """One line of the index's list of projects."""

    project: ProjectScore
    file: str
    execution: Score | None
    short: int
    waiting: int


class Line(NamedTuple):
    """A row of the table with the score whose reason unfolds below it."""

    row: TableRow | FundsLine
    score: Score

    @property
    def unfolds(self) -> bool:
        """Whether there is a reason to unfold."""
        return self.score.outcome is not Outcome.NOT_APPLICABLE or bool(self.score.flags or self.score.findings)

    @property
    def span(self) -> int:
        """How many rows of the page it takes."""
        return 2 if self.unfolds else 1


def shelf(out: Path, year: int | None, years: Sequence[int]) -> Path:
    """The folder for what is written of a year: its own where there are several, so that none replaces another's."""
    return out / str(year) if year and len(years) > 1 else out


def write_html(  # noqa: PLR0913, PLR0917 (what to write, where, what to say beside it, and who is told)
    run: Run,
    out: Path,
    progress: Progress = lambda: None,
    notes: Findings = (),
    entry: str = "",
    failed: Failed | None = None,
) -> tuple[Path, ...]:
    """Write the pages of a run into a folder, making it where needed; the index comes first.

    ``notes`` is what is known about the run beside its record (that it comes after a signed one); each stands on top of
    every page. ``entry`` is the ledger's entry of the run; it stands in every foot.

    Files of the same names are replaced, others are left alone. Where the program fails on a page, ``failed`` is told
    and the others are written.

    :raises OSError: if the folder cannot be written.
    """
    make_folder(out)
    written = []
    for name, make in _pages(run, notes, entry):
        page = made(make, failed, f"writing {name} of run {run.run}")
        if page is not None:
            written.append(out / name)
            write_whole(written[-1], page.encode())
        progress()
    return tuple(written)


def _pages(run: Run, notes: Findings, entry: str) -> Iterator[tuple[str, Callable[[], str]]]:
    """The name of each page, and what makes it."""
    yield "index.html", lambda: render_index(run, notes, entry)
    for name, project in zip(file_names(run), run.projects, strict=True):
        yield name, partial(render_project, run, project, notes, entry)


def render_project(run: Run, project: ProjectScore, notes: Findings = (), entry: str = "") -> str:
    """The page of one project: the official table, each score with its full reason."""
    form = official_table(run, project, notes, entry)
    return _render(
        "project.html.j2",
        run=run,
        notes=notes,
        entry=entry,
        project=project,
        form=form,
        execution=next(_lines(form.funds, project), None),
        lines=tuple(_lines(form.rows, project)),
        waiting=summary.waiting(project),
    )


def _lines(rows: Iterable[TableRow | FundsLine], project: ProjectScore) -> Iterator[Line]:
    return (Line(row, project.scores[row.number - 1]) for row in rows if row.number)


def render_index(run: Run, notes: Findings = (), entry: str = "") -> str:
    """The page of the set: totals, grades, where points were lost, what is open, what a person should look at."""
    losses = summary.losses(run)
    return _render(
        "index.html.j2",
        run=run,
        notes=notes,
        entry=entry,
        files=file_names(run),
        entries=tuple(map(_entry, run.projects, file_names(run))),
        grades=summary.grades(run),
        losses=losses,
        most=max((level.whole.deduction for level in losses), default=0),
        largest=summary.largest(run),
        open_rows=summary.open_rows(run),
        flagged=summary.flagged(run),
        kinds=summary.findings(run),
        scored=sum(level.whole.rows for level in losses),
        short=sum(level.whole.short for level in losses),
        part=summary.part,
    )


def _entry(project: ProjectScore, file: str) -> Entry:
    waiting = len(summary.waiting(project))
    return Entry(project, file, execution(project), summary.shortfalls(project), waiting)


def file_names(run: Run) -> tuple[str, ...]:
    """The file name of each project's page: its code, made safe; a code that occurs again gets a number."""
    names: list[str] = []
    taken: set[str] = set()
    for project in run.projects:
        stem = safe_name(project.code)
        name = next(name for name in _numbered(stem, len(run.projects)) if name.lower() not in taken)
        taken.add(name.lower())
        names.append(name)
    return tuple(names)


def _numbered(stem: str, most: int) -> tuple[str, ...]:
    return (f"{stem}.html", *(f"{stem}-{number}.html" for number in range(2, most + 1)))


def safe_name(code: str) -> str:
    """A file name without its ending for a project code, the code itself where any system takes it: of ASCII, or Chinese.

    Otherwise what it keeps is followed by a digest of the code, so that different codes keep different names.
    """
    kept = re.sub(r"[^A-Za-z0-9_\u4e00-\u9fff-]+", "_", code)[:LONGEST_NAME]
    if kept == code and kept and kept[0] != "-" and not DEVICES.match(kept):
        return kept
    return f"{kept.strip('_-') or 'project'}-{hashlib.sha256(code.encode()).hexdigest()[:8]}"


def breakable(level: str) -> Markup:
    """The name of a level for a narrow cell: 满意度指标 breaks before 指标 if it must."""
    return escape(level).replace("指标", Markup("<wbr>指标"))


def _render(template: str, **values: Any) -> str:
    text = _environment().get_template(template).render(**values)
    return text.translate(CONTROLS)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "breakable": breakable,
        "named": words.named,
        "number": number,
        "percent": percent,
        "place": words.place,
        "sentence": words.sentence,
        "ended": words.ended,
        "asked": words.asked,
        "spanned": words.spanned,
        "total": words.total,
        "outcome": words.OUTCOMES.__getitem__,
        "severity": words.SEVERITIES.__getitem__,
    }
    return environment
