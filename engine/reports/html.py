"""HTML reports: a run drawn as the official table of each project, and an index page for the set.

Every page is one file without scripts and without anything fetched from elsewhere; its bytes are a function of the
run alone. All looks live in ``templates/``; the table is :mod:`engine.reports.table`'s, the sums of the index are
:mod:`engine.reports.summary`'s. Whatever comes from data is escaped by Jinja2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from engine.files.crashes import Failed
from engine.files.resources import folder
from engine.language.findings import Findings
from engine.language.rendering import Coded, chinese
from engine.reports import summary, words
from engine.reports.figures import between, number, percent
from engine.reports.file_names import INDEX, stems
from engine.reports.table import FundsLine, TableRow, execution, official_table
from engine.reports.text import legal
from engine.reports.writing import Documents, Progress, write_each
from engine.runs.record import ProjectScore, Run, Score
from engine.terms import Outcome


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

    :raises OSError: if the folder cannot be written.
    """
    return write_each(run, out, _pages(run, notes, entry), progress, failed)


def _pages(run: Run, notes: Findings, entry: str) -> Documents:
    def page(project: ProjectScore) -> bytes:
        return render_project(run, project, notes, entry).encode()

    yield f"{INDEX}.html", lambda: render_index(run, notes, entry).encode()
    yield from ((name, partial(page, project)) for name, project in zip(_names(run), run.projects, strict=True))


def _names(run: Run) -> tuple[str, ...]:
    return tuple(f"{stem}.html" for stem in stems(run))


def render_project(run: Run, project: ProjectScore, notes: Findings = (), entry: str = "") -> str:
    """The page of one project: the official table, each score with its full reason."""
    table = official_table(run, project, notes, entry)
    return render(
        "project.html.j2",
        run=run,
        notes=notes,
        entry=entry,
        project=project,
        official=table,
        execution=next(_lines(table.funds, project), None),
        lines=tuple(_lines(table.rows, project)),
        waiting=summary.waiting(project),
    )


def _lines(rows: Iterable[TableRow | FundsLine], project: ProjectScore) -> Iterator[Line]:
    return (Line(row, project.scores[row.number - 1]) for row in rows if row.number)


def render_index(run: Run, notes: Findings = (), entry: str = "") -> str:
    """The page of the set: totals, grades, where points were lost, what is open, what a person should look at."""
    losses, names = summary.losses(run), _names(run)
    return render(
        "index.html.j2",
        run=run,
        notes=notes,
        entry=entry,
        files=names,
        entries=tuple(map(_entry, run.projects, names)),
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


def breakable(level: str) -> Markup:
    """The name of a level for a narrow cell: 满意度指标 breaks before 指标 if it must."""
    return escape(level).replace("指标", Markup("<wbr>指标"))


def render(template: str, **values: Any) -> str:
    """A page of the templates, without a character that no page may hold."""
    return legal(_environment().get_template(template).render(**values))


def _in_chinese(value: object) -> object:
    """Coded words as documents have them."""
    return chinese(value) if isinstance(value, Coded) or type(value) is tuple else value


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_in_chinese,
    )
    environment.filters |= {
        "breakable": breakable,
        "named": words.named,
        "draft_of": words.draft_of,
        "code_of": words.code_of,
        "number": number,
        "between": between,
        "percent": percent,
        "location": words.location,
        "ended": words.ended,
        "open_question": words.open_question,
        "spanned": words.spanned,
        "total": words.total,
        "outcome": words.OUTCOMES.__getitem__,
        "severity": words.SEVERITIES.__getitem__,
    }
    return environment
