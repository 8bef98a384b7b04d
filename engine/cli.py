"""The command line: data to stdout, messages to stderr; 0 done, 1 done with errors in the data, 2 usage.

Each command imports what it needs when it runs, so that help is quick.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

import click

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from engine.findings import Finding
    from engine.record import ProjectScore, Run, Score
    from engine.terms import Project

Command = TypeVar("Command", bound=Callable[..., Any])
DEFAULT_LEDGER = "sqlite:///jixiao.db"
ROLES = ("自评", "第三方", "财政复核")
YEARS = click.IntRange(1990, 2100)
WIDEST = 10_000


def _words(_ctx: click.Context, _param: click.Parameter, value: Any) -> Any:
    """A text, or several, as given; bytes that are no UTF-8 could be neither kept nor printed."""
    for text in value if isinstance(value, tuple) else (value,):
        if any("\ud800" <= sign <= "\udfff" for sign in text or ""):
            raise click.BadParameter("it is not UTF-8 text; check the terminal's encoding")
    return value


def _named(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """The name of somebody or something, which must not be empty."""
    if not value.strip():
        raise click.BadParameter("it is empty; write a name")
    return str(_words(ctx, param, value))


def _format_option(*kinds: str) -> Callable[[Command], Command]:
    return click.option(
        "--format", "kind", type=click.Choice(kinds), default=kinds[0], show_default=True, help="How data is printed."
    )


db_option = click.option(
    "--db",
    envvar="JIXIAO_DB",
    default=DEFAULT_LEDGER,
    show_default=True,
    metavar="URL",
    help="The ledger (or the variable JIXIAO_DB).",
)


def _print_json(data: object) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def _dump(values: Iterable[Any]) -> list[Any]:
    return [value.model_dump(mode="json") for value in values]


def _say(findings: Iterable[Finding], least: str = "warning") -> None:
    """Findings to stderr, those that matter at least so much."""
    order = ("error", "warning", "note")
    shown = order[: order.index(least) + 1]
    for finding in findings:
        if finding.severity in shown:
            click.echo(str(finding), err=True)


def _exit_by(findings: Iterable[Finding]) -> None:
    from engine.findings import has_errors

    if has_errors(findings):
        sys.exit(1)


@contextmanager
def _ledger(url: str) -> Iterator[Engine]:
    """The opened ledger; what goes wrong with it ends in a message, not in a traceback."""
    from engine.store import LedgerError, LedgerFailedError, open_ledger

    try:
        with closing_ledger(open_ledger(url)) as engine:
            yield engine
    except LedgerFailedError as error:
        raise click.ClickException(str(error)) from error
    except LedgerError as error:
        raise click.UsageError(str(error)) from error


@contextmanager
def closing_ledger(engine: Engine) -> Iterator[Engine]:
    """The ledger, its connections closed at the end, however that comes."""
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _progress(title: str, total: int) -> Iterator[Callable[[], None]]:
    """A bar on stderr where that is a terminal, else nothing."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(title, total=total)
        yield lambda: progress.advance(task)


def _now() -> datetime:
    return datetime.now().astimezone()


def _moment(text: str, hint: str = "'--as-of'") -> datetime:
    """A time given by a person: a day alone means its end; without a zone, this machine's."""
    try:
        moment = datetime.fromisoformat(text.strip())
        if len(text.strip()) <= 10:
            moment = datetime.combine(moment.date(), time.max)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        message = f"“{text}” is no time; write 2025-01-31 or 2025-01-31T18:00"
        raise click.BadParameter(message, param_hint=hint) from error


class _InOrder(click.Group):
    """Lists the commands in the order in which they are used; groups of commands are imported when asked for."""

    groups: ClassVar[dict[str, str]] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        return [*self.commands, *self.groups]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.groups:
            return super().get_command(ctx, cmd_name)
        module, name = self.groups[cmd_name].split(":")
        command: click.Command = getattr(import_module(module), name)
        return command


class _Jixiao(_InOrder):
    groups: ClassVar[dict[str, str]] = {
        "collect": "engine.cli_collect:collect",
        "correct": "engine.cli_ledger:correct",
        "history": "engine.cli_ledger:history",
        "adjust": "engine.cli_assess:adjust",
        "adjust-target": "engine.cli_assess:adjust_target",
        "verify": "engine.cli_verify:verify",
        "upgrade": "engine.cli_ledger:upgrade",
        "diff": "engine.cli_runs:diff",
        "compare": "engine.cli_runs:compare",
        "sample": "engine.cli_runs:sample",
        "sign": "engine.cli_runs:sign",
        "recheck": "engine.cli_recheck:recheck",
        "rules": "engine.cli_rules:rules",
    }


@click.group(cls=_Jixiao, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="jixiao", prog_name="jixiao")
def cli() -> None:
    """Score declared performance targets (绩效目标) against recorded actuals, and explain every point.

    \b
    A year-end in five commands:
      jixiao import declarations/            the declared forms into the ledger
      jixiao record actuals/2024 --by 张三    what was achieved
      jixiao score                           a run: every row scored by the ruleset
      jixiao explain latest PROJECT          why each score is what it is
      jixiao report latest --out reports     the tables to open in a browser
    """


@cli.command()
@click.argument("texts", nargs=-1, required=True, metavar="TEXT...", callback=_words)
@click.option("--name", default="", callback=_words, help="The indicator's name, which may settle a direction.")
@click.option("--explanation", default="", callback=_words, help="Its explanation, which may settle unit or date.")
@click.option("--year", type=YEARS, help="The year of dates that are written without one.")
@_format_option("json")
def target(texts: tuple[str, ...], name: str, explanation: str, year: int | None, kind: str) -> None:  # noqa: ARG001
    """Parse target texts; `-` reads one a line from stdin.

    \b
    Examples:
      jixiao target '≥90%' '2024年12月31日前'
      jixiao target '100%' --explanation '全部工作完成时间控制在2024年12月31日以前'
      cut -f4 form.txt | jixiao target -
    """
    from engine.explanations import read_explanation
    from engine.measures import settle
    from engine.targets import read_target

    lines = [line for text in texts for line in (_stdin_lines() if text == "-" else [text])]
    explained = read_explanation(explanation, year)
    settles = bool(name or explanation)
    read = (read_target(line, year) for line in lines)
    _print_json(_dump(settle(name, one, explained, year)[0] if settles else one for one in read))


def _stdin_lines() -> list[str]:
    data = sys.stdin.buffer.read().decode("utf-8-sig", errors="replace")
    lines = data.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if lines and not lines[-1] else lines


@cli.command()
@click.argument("forms", nargs=-1, required=True, metavar="FORM...")
@click.option("--year", type=YEARS, help="The year of dates that are written without one.")
@_format_option("json")
def read(forms: tuple[str, ...], year: int | None, kind: str) -> None:  # noqa: ARG001
    """Read declared forms (files or folders) and print the projects.

    \b
    Example:
      jixiao read declarations/2024.txt | jq '.projects[0].indicators'
    """
    from engine.evaluate import typed_project
    from engine.forms import read_forms

    projects, findings = read_forms(forms)
    _print_json({"projects": _dump(typed_project(one, year) for one in projects), "findings": _dump(findings)})
    _say(findings)
    _exit_by(findings)


@cli.command(name="import")
@click.argument("forms", nargs=-1, required=True, metavar="FORM...")
@db_option
@_format_option("text", "json")
def import_(forms: tuple[str, ...], db: str, kind: str) -> None:
    """Import declared forms (files or folders) into the ledger.

    \b
    Example:
      jixiao import declarations/2024.txt
    """
    from engine.forms import read_forms
    from engine.store import append_declarations

    projects, findings = read_forms(forms)
    with _ledger(db) as ledger:
        counted = append_declarations(ledger, projects, _now())
    if kind == "json":
        _print_json({**counted._asdict(), "findings": _dump(findings)})
    else:
        rows = sum(len(one.indicators) for one in projects)
        click.echo(
            f"{len(projects)} projects, {rows} rows: {counted.new} new, {counted.changed} changed, {counted.unchanged} unchanged"
        )
    _say(findings)
    _exit_by(findings)


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--by", required=True, metavar="WHO", callback=_named, help="Who records.")
@click.option("--reason", default="", metavar="WHY", callback=_words, help="Why, which matters for a correction.")
@click.option(
    "--assessor",
    default="",
    metavar="WHO",
    callback=_words,
    help="Only in this assessor's runs; the unit's own figures stay.",
)
@db_option
@_format_option("text", "json")
def record(files: tuple[str, ...], by: str, reason: str, assessor: str, db: str, kind: str) -> None:
    """Record actuals (YAML files, workbooks of `jixiao collect`, folders) as revisions.

    What stands in the ledger already is not repeated.

    \b
    Examples:
      jixiao record actuals/2024 --by 张三
      jixiao record correction.yaml --by 张三 --reason 决算后更正
      jixiao record checked.yaml --by 王五 --assessor 评价组 --reason 现场核查
    """
    from engine.actuals import read_actuals
    from engine.store import append_actuals, load_projects

    with _ledger(db) as ledger:
        recorded, findings = read_actuals(files, _with_items(load_projects(ledger)))
        counted = append_actuals(ledger, recorded, by=by, reason=reason, at=_now(), assessor=assessor.strip())
    if kind == "json":
        _print_json({**counted._asdict(), "findings": _dump(findings)})
    else:
        click.echo(
            f"{len(recorded)} projects recorded: {counted.new} new entries, {counted.changed} revised, {counted.unchanged} unchanged"
        )
    _say(findings)
    _exit_by(findings)


def _with_items(projects: dict[str, Project]) -> dict[str, Project]:
    """The projects with the rows that rulesets add, so that an evaluator can record them too."""
    from engine.evaluate import items_of
    from engine.rulesets import load_ruleset, ruleset_ids

    rulesets = [load_ruleset(name)[0] for name in ruleset_ids()]
    items = tuple(row for ruleset in rulesets if ruleset is not None for row in items_of(ruleset))
    return {code: one.model_copy(update={"indicators": (*one.indicators, *items)}) for code, one in projects.items()}


def _packages() -> dict[str, str]:
    from importlib.metadata import version

    return {name: version(name) for name in ("jixiao", "durable-rules", "lark", "pydantic")}


@cli.command()
@click.option(
    "--ruleset",
    "ruleset_id",
    default="mof-2020-10",
    show_default=True,
    metavar="ID",
    callback=_named,
    help="A shipped ruleset, or a folder.",
)
@click.option(
    "--project", "codes", multiple=True, metavar="CODE", callback=_words, help="Only this project (may be repeated)."
)
@click.option("--as-of", metavar="TIME", help="Score what was known at that time.")
@click.option("--assessor", default="本单位", show_default=True, metavar="WHO", callback=_named, help="Who scores.")
@click.option("--role", type=click.Choice(ROLES), default=ROLES[0], show_default=True, help="In which role.")
@db_option
@_format_option("text", "json")
def score(
    ruleset_id: str, codes: tuple[str, ...], as_of: str | None, assessor: str, role: str, db: str, kind: str
) -> None:
    """Score the projects of the ledger: a new run.

    \b
    Examples:
      jixiao score
      jixiao score --project 440313231211500705030 --format json
      jixiao score --as-of 2025-01-31 --assessor 评价组 --role 第三方
    """
    from engine.evaluate import evaluate
    from engine.program import program_digest
    from engine.record import Assessor
    from engine.rulesets import load_ruleset
    from engine.store import View, append_run, load_known, project_names, unaffected
    from engine.yamltext import nearest

    moment = None if as_of is None else _moment(as_of)
    ruleset, findings = load_ruleset(ruleset_id)
    if [one.code for one in findings] == ["ruleset-unknown"]:
        raise click.BadParameter(findings[0].message, param_hint="'--ruleset'")
    _say(findings)
    if ruleset is None:
        raise click.UsageError(f"ruleset {ruleset_id} cannot be used")
    with _ledger(db) as ledger:
        declared = project_names(ledger, moment)
        if not declared:
            when = " of that time" if moment else ""
            raise click.UsageError(f"the ledger holds no declaration{when}; import forms first: jixiao import FORM...")
        for code in codes:
            if code not in declared:
                raise click.UsageError(f"project {code} is not declared; {nearest(code, sorted(declared))}")
        now = _now()
        view = View(as_of=moment, now=now, assessor=assessor.strip())
        known = load_known(ledger, list(dict.fromkeys(codes)) or None, view)
        program, packages = program_digest(), _packages()
        reuse = unaffected(ledger, ruleset, view._replace(until=known.marks), program, packages)
        with _progress("scoring", len(known.cases)) as advance:
            run = evaluate(known.cases, ruleset, Assessor(name=view.assessor, role=role), packages, advance, reuse)
        is_new = append_run(ledger, run, now, moment, known.marks, program)
    if kind == "json":
        _print_json(run.model_dump(mode="json"))
    else:
        _print_run(run, is_new)
        _say(run.findings, "error")
    _exit_by(run.findings)


def _total_text(project: ProjectScore) -> str:
    if project.total is not None:
        return str(project.total)
    return f"{project.total_range[0]}–{project.total_range[1]}"


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]], right: frozenset[int] = frozenset()) -> None:
    """A table to stdout, as wide as its content where that is no terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for index, heading in enumerate(headings):
        table.add_column(heading, justify="right" if index in right else "left", no_wrap=index != 1)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    width = None if sys.stdout.isatty() else WIDEST
    Console(width=width, highlight=False).print(table)


def _print_run(run: Run, is_new: bool) -> None:
    rows = [(one.code, one.name, _total_text(one), one.grade or "未完成") for one in run.projects]
    _table(("code", "project", "total", "grade"), rows, frozenset({2}))
    state = "complete" if run.complete else "incomplete: a total is a range while actuals are missing or unreadable"
    again = "" if is_new else " (the same as before: nothing it reads has changed)"
    click.echo(f"\nrun {run.run}{again}: {len(run.projects)} projects under {run.ruleset}, {state}")
    click.echo("next: jixiao explain latest PROJECT · jixiao report latest --out reports")


def _not_one(
    name: str, kind: str, found: Iterable[tuple[str, str]], known: Iterable[tuple[str, str]]
) -> click.UsageError:
    """That a name means several of a kind, or none; each is a code and a name."""
    from engine.yamltext import nearest

    choices = "".join(f"\n  {code} {one}" for code, one in found)
    if choices:
        return click.UsageError(f"“{name}” names more than one {kind}:{choices}")
    words = [word for pair in known for word in pair]
    return click.UsageError(f"“{name}” names no {kind}; {nearest(name, words)}")


def _find_project(run: Run, name: str) -> ProjectScore:
    """A project by its code, its name, or an unambiguous part of either."""
    exact = [one for one in run.projects if name in (one.code, one.name)]
    part = exact or [one for one in run.projects if name and (name in one.code or name in one.name)]
    if len(part) == 1:
        return part[0]
    known = [(one.code, one.name) for one in run.projects]
    raise _not_one(name, "project of the run", [(one.code, one.name) for one in part], known)


def _find_scores(project: ProjectScore, name: str) -> list[Score]:
    """The rows an indicator's code, name or part of a name means: several only where they bear the same name."""
    exact = [one for one in project.scores if name in (one.code, one.name)]
    part = exact or [one for one in project.scores if name and name in one.name]
    if part and len({one.name for one in part}) == 1:
        return part
    known = [(one.code, one.name) for one in project.scores if one.weight is not None]
    raise _not_one(name, "indicator of the project", [(one.code, one.name) for one in part], known)


@cli.command()
@click.argument("run_name", metavar="RUN", callback=_words)
@click.argument("project_name", metavar="PROJECT", callback=_words)
@click.argument("indicator", required=False, metavar="[INDICATOR]", callback=_words)
@db_option
@_format_option("text", "json")
def explain(run_name: str, project_name: str, indicator: str | None, db: str, kind: str) -> None:
    """Explain each point.

    What was declared, what was recorded, how they compare, which rule, which formula. RUN may be `latest`.

    \b
    Examples:
      jixiao explain latest 网络链路租赁
      jixiao explain latest 440313231211500705030 网络链路数量
    """
    from engine.store import load_run

    with _ledger(db) as ledger:
        run = load_run(ledger, run_name)
    project = _find_project(run, project_name)
    scores = list(project.scores) if indicator is None else _find_scores(project, indicator)
    if kind == "json":
        _print_json({"run": run.run, "code": project.code, "name": project.name, "scores": _dump(scores)})
        return
    click.echo(f"{project.code} {project.name}  {_total_text(project)}  {project.grade or '未完成'}")
    for one in scores:
        if one.weight is not None or indicator:
            click.echo(f"\n[{one.code}] {one.reason}")
            for flag in one.flags:
                click.echo(f"  复核：{flag.message}")
            for finding in one.findings:
                click.echo(f"  {finding.source or ''} {finding.chinese()} [{finding.code}]")


@cli.command()
@db_option
@_format_option("text", "json")
def runs(db: str, kind: str) -> None:
    """List the runs of the ledger, the newest first.

    \b
    Example:
      jixiao runs --format json | jq -r '.[0].run'
    """
    from engine.store import list_runs

    with _ledger(db) as ledger:
        found = list_runs(ledger)
    if kind == "json":
        _print_json([{**one._asdict(), "at": one.at.isoformat()} for one in found])
        return
    if not found:
        click.echo("the ledger holds no run; make one with jixiao score", err=True)
        return
    rows = [
        (
            one.run,
            f"{one.at.astimezone():%Y-%m-%d %H:%M}",
            one.ruleset,
            one.assessor,
            one.role,
            str(one.projects),
            "complete" if one.complete else "incomplete",
        )
        for one in found
    ]
    _table(("run", "at", "ruleset", "assessor", "role", "projects", "state"), rows)


@cli.command()
@click.argument("run_name", metavar="RUN", callback=_words)
@click.option(
    "--format",
    "formats",
    default="html",
    show_default=True,
    metavar="KINDS",
    help="Which documents: html, docx, xlsx, pdf; several with commas.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("reports"),
    show_default=True,
    help="The folder for them.",
)
@click.option(
    "--templates",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with your own templates for Word and PDF.",
)
@db_option
def report(run_name: str, formats: str, out: Path, templates: Path | None, db: str) -> None:
    """Write the self-evaluation tables and reports of a run. RUN may be `latest`.

    \b
    Examples:
      jixiao report latest --out reports
      jixiao report latest --format html,docx,xlsx,pdf --out 报送材料
    """
    from engine.store import load_run

    kinds = _kinds(formats)
    with _ledger(db) as ledger:
        run = load_run(ledger, run_name)
    files = _write_reports(run, kinds, out, templates)
    first = os.path.join(out, "index.html") if "html" in kinds else str(files[-1])
    click.echo(f"{len(files)} files in {out}; open {first}")


def _kinds(formats: str) -> tuple[str, ...]:
    """The kinds that a list with commas names, each once."""
    from engine.documents import KINDS

    kinds = tuple(dict.fromkeys(one.strip().lower() for one in formats.replace("，", ",").split(",") if one.strip()))
    unknown = [one for one in kinds if one not in ("html", *KINDS)]
    if unknown or not kinds:
        known = ", ".join(("html", *KINDS))
        raise click.BadParameter(f"“{'，'.join(unknown)}” is not written; known are {known}", param_hint="'--format'")
    return kinds


def _write_reports(run: Run, kinds: tuple[str, ...], out: Path, templates: Path | None) -> list[Path]:
    from engine.documents import DocumentError, count_documents, write_documents
    from engine.report import write_html

    office = tuple(kind for kind in kinds if kind != "html")
    pages = len(run.projects) + 1 if "html" in kinds else 0
    files: list[Path] = []
    try:
        with _progress("writing", pages + count_documents(run, office)) as advance:
            files += write_html(run, out, advance) if pages else ()
            files += write_documents(run, out, office, advance, templates)
    except DocumentError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(
            f"{error.filename or out} cannot be written: {error.strerror}; choose another --out"
        ) from error
    return files
