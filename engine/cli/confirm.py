"""The command ``jixiao confirm``: a person answers what a row leaves open, or takes an answer back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from engine.cli.common import (
    db_option,
    format_option,
    nonempty,
    opened_ledger,
    print_json,
    say,
    this_moment,
    utf8,
)
from engine.cli.effects import as_json, show
from engine.cli.ledger import assessor_option
from engine.cli.names import evidence_option, find_declared, of_row
from engine.cli.values import Choices
from engine.cli.wording import argument, option, worded, words
from engine.cli.years import next_score, year_option

if TYPE_CHECKING:
    from engine.services.confirming import Act, Confirmed
    from engine.services.ledger import Ledger
    from engine.terms import Project

DIRECTIONS = ("higher", "lower", "exact")
KINDS = ("direction", "unit", "deadline", "not-due")
ANY = ""
"""What is taken back where nothing is named: the only answer there is."""


class Asked(NamedTuple):
    """About which row, by whom."""

    project: Project
    indicator: str
    assessor: str
    act: Act


class Withdrawn(Choices):
    """What is taken back; nothing need be named."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The kind that is named."""
        return value if value == ANY else super().convert(value, param, ctx)


@click.command()
@argument("project_name", metavar="PROJECT", callback=utf8)
@argument("indicator", metavar="INDICATOR", callback=utf8)
@option(
    "--direction",
    type=Choices(DIRECTIONS),
)
@option("--unit", metavar="UNIT", callback=utf8)
@option("--deadline", metavar="DAY", callback=utf8)
@option("--not-due", is_flag=True)
@option(
    "--withdraw",
    is_flag=False,
    flag_value=ANY,
    type=Withdrawn(KINDS),
    metavar="[WHAT]",
)
@option("--by", required=True, metavar="WHO", callback=nonempty)
@option("--reason", default="", metavar="WHY", callback=utf8)
@assessor_option
@evidence_option
@year_option
@db_option
@format_option("text", "json")
def confirm(
    project_name: str,
    indicator: str,
    direction: str | None,
    unit: str | None,
    deadline: str | None,
    not_due: bool,
    withdraw: str | None,
    by: str,
    reason: str,
    assessor: str,
    evidence: Path | None,
    year: int | None,
    db: str,
    kind: str,
) -> None:
    from engine.services import confirming

    answers = {"direction": direction, "unit": unit, "deadline": deadline, "not-due": "" if not_due else None}
    _check_one({**answers, "withdraw": withdraw})
    assessor, act = assessor.strip(), confirming.Act(by=by.strip(), reason=reason.strip(), at=this_moment())
    with opened_ledger(db) as ledger:
        project = find_declared(ledger, project_name, year)
        asked = Asked(project, indicator, assessor, act)
        done = _confirmed(ledger, asked, answers, evidence) if withdraw is None else _withdrawn(ledger, asked, withdraw)
        again = next_score(ledger, project.year, assessor)
    if kind == "json":
        print_json({**_told(project, done), "assessor": assessor, **as_json(done.effect)})
        return
    click.echo(_line(project, done, assessor))
    show(done.effect)
    click.echo(again)


def _check_one(answers: dict[str, str | None]) -> None:
    """One answer at a time, so that each has its own entry, by itself to be taken back."""
    named = [f"--{name}" for name, value in answers.items() if value is not None]
    if not named:
        *first, last = (f"--{name}" for name in answers)
        raise click.UsageError(words("confirm-what", first=first, last=last))
    if len(named) > 1:
        several = words("and-between").join(named)
        raise click.UsageError(words("confirm-one", named=several, number=len(named)))


def _confirmed(ledger: Ledger, asked: Asked, answers: dict[str, str | None], evidence: Path | None) -> Confirmed:
    from engine.services import confirming

    name, value = next((name, value) for name, value in answers.items() if value is not None)
    request = confirming.Confirmation(
        kind=confirming.AnswerKind(name.replace("-", "_")), value=value, evidence=evidence, **asked._asdict()
    )
    done, findings = confirming.confirm(ledger, request)
    rows = done.effect.after.row.findings if done.effect else ()
    say(one for one in findings if one not in rows)  # those are said with the points
    return done


def _withdrawn(ledger: Ledger, asked: Asked, which: str) -> Confirmed:
    from engine.services import confirming

    kind = None if which == ANY else confirming.AnswerKind(which.replace("-", "_"))
    done, _ = confirming.withdraw(ledger, confirming.Withdrawal(kind=kind, **asked._asdict()))
    return done


def _told(project: Project, done: Confirmed) -> dict[str, Any]:
    entry = {"kind": done.kind, "value": done.value, "withdrawn": done.withdrawn, "number": done.number}
    before = None if done.before is None else done.before.value
    row_keys = {"project": project.code, "year": project.year, "code": done.row.code, "indicator": done.row.name}
    return {**row_keys, **entry, "before": before}


def _line(project: Project, done: Confirmed, assessor: str) -> str:
    """The row and what stands for it now: ``甲项目 of 2024 [01] 负债率: direction: less is better``."""
    from engine.services.confirming import told

    answer, before = told(done.kind, done.value), done.before
    if done.withdrawn:
        answered = words("answer-taken-back", answer=answer)
    elif before is not None:
        answered = words("answered-before", answer=answer, before=told(before.kind, before.value))
    else:
        answered = worded(answer)
    return of_row(project, done.row, answered, assessor)
