"""The commands that hold runs against each other, draw the set to evaluate, and close a run: diff, compare, sample,
sign."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli.common import (
    db_option,
    exit_by,
    format_option,
    moment_of,
    opened_ledger,
    print_json,
    reported_errors,
    say,
    this_moment,
    utf8,
    write_document,
)
from engine.cli.streams import fields_of, print_fields
from engine.cli.values import FileOrFolder, Number
from engine.cli.wording import argument, between_quotes, language, option, words
from engine.cli.years import tell_year, year_option

if TYPE_CHECKING:
    from engine.language.catalogue import Language

FILE = FileOrFolder(dir_okay=False, path_type=Path)
out_option = option("--out", type=FILE)
COMPARED = ("columns", "base", "totals", "lines")
"""The fields of a comparison's JSON that come first."""


def _no_file(kind: str, out: Path | None) -> None:
    """Text and JSON go to stdout, where a shell can put them into a file."""
    if out is not None and kind in ("text", "json", "jsonl"):
        raise click.BadParameter(words("print-or-file", kind=kind, file=out), param_hint=between_quotes("--out"))


def _shown_in(kind: str) -> tuple[Language, ...]:
    """The language of a text; what is kept or handed in is Chinese."""
    return (language(),) if kind == "text" else ()


@click.command()
@argument("before", metavar="RUN", callback=utf8)
@argument("after", metavar="RUN", callback=utf8)
@out_option
@db_option
@format_option("text", "json", "jsonl", "html")
def diff(before: str, after: str, out: Path | None, db: str, kind: str) -> None:
    from engine.services.runs import changes, entries_of, names_of_rows, run_numbers

    _no_file(kind, out)
    with opened_ledger(db) as ledger:
        runs, found = changes(ledger, before, after, *_shown_in(kind))
        numbers, names = run_numbers(ledger), names_of_rows(runs, found) if kind == "text" else {}
        heads = tuple(run.head for run in runs)
        entries = entries_of(ledger, heads)
    if kind in ("json", "jsonl"):
        print_fields(fields_of(found, projects=found.projects), kind)
    elif kind == "html":
        from engine.reports.run_pages import diff_page

        write_document(diff_page(found, heads, entries).encode(), out)
    else:
        from engine.cli.run_texts import print_differences

        print_differences(found, numbers, names)
    say(found.findings)
    exit_by(found.findings)


@click.command("compare")
@argument("names", nargs=-1, required=True, metavar="RUN...", callback=utf8)
@option("--top", type=Number(min=1), default=20, show_default=True)
@out_option
@db_option
@format_option("text", "json", "html", "xlsx")
def assessors_side_by_side(names: tuple[str, ...], top: int, out: Path | None, db: str, kind: str) -> None:
    from engine.services.runs import entries_of, lines_of, run_numbers, side_by_side

    _no_file(kind, out)
    if kind == "xlsx" and out is None:
        raise click.UsageError(words("compare-needs-file"))
    with opened_ledger(db) as ledger:
        runs, found = side_by_side(ledger, names, *_shown_in(kind))
        heads = tuple(run.head for run in runs)
        if kind == "json":
            fields = fields_of(found, deviations=found.deviations, lines=lines_of(runs))
            print_fields({name: fields[name] for name in (*COMPARED, *fields)})
        elif kind == "html":
            from engine.reports.run_pages import assessors_page

            write_document(assessors_page(found, lines_of(runs), heads, entries_of(ledger, heads)).encode(), out)
        elif kind == "xlsx":
            from engine.reports.documents.assessors_workbook import assessors_workbook

            entries = tuple(entries_of(ledger, heads).values())
            write_document(assessors_workbook(found, lines_of(runs), entries), out)
        else:
            from engine.cli.run_texts import print_assessors

            print_assessors(found, top, run_numbers(ledger))
    say(found.findings, "note")
    exit_by(found.findings)


@click.command()
@option("--size", type=Number(min=1), required=True)
@option("--seed", default="", metavar="TEXT", callback=utf8)
@option("--include", multiple=True, metavar="PROJECT", callback=utf8)
@year_option
@option("--as-of", metavar="TIME")
@db_option
@format_option("text", "json")
def sample(
    size: int, seed: str, include: tuple[str, ...], year: int | None, as_of: str | None, db: str, kind: str
) -> None:
    import secrets

    from engine.services.drawing import Draw, draw_sample, year_to_draw

    moment = None if as_of is None else moment_of(as_of)
    with opened_ledger(db) as ledger:
        of = tell_year(year_to_draw(ledger, year, moment))
        request = Draw(size=size, seed=seed or secrets.token_hex(4), include=include, year=of, as_of=moment)
        sample, findings = draw_sample(ledger, request)
    if kind == "json":
        print_json(sample.model_dump(mode="json"))
    else:
        from engine.cli.run_texts import print_sample

        print_sample(sample, include, as_of)
    say(findings)


@click.command()
@argument("run_name", required=False, metavar="[RUN]", callback=utf8)
@option("--key", "key_file", type=FILE, required=True)
@option("--new-key", is_flag=True)
@option("--name", metavar="WHO", callback=utf8)
@option("--role", metavar="ROLE", callback=utf8)
@option("--out", type=FILE)
@db_option
@format_option("text", "json")
def sign(
    run_name: str | None,
    key_file: Path,
    new_key: bool,
    name: str | None,
    role: str | None,
    out: Path | None,
    db: str,
    kind: str,
) -> None:
    from engine.runs.signing import public_key
    from engine.services import sealing

    if run_name is None and not new_key:
        raise click.UsageError(words("sign-what"))
    if run_name is None:
        with reported_errors():
            key, findings = sealing.private_key(key_file, new_key)
        _print_key(public_key(key), key_file, kind)
        return
    with reported_errors():
        signer = sealing.signer_of(name or "", role or "")
    with opened_ledger(db) as ledger:
        wanted = sealing.run_to_sign(ledger, run_name)
        key, findings = sealing.private_key(key_file, new_key)
        file = out or Path(f"{wanted.run.run}.sig.json")
        signature, incomplete = sealing.sign(ledger, wanted, (signer, key), file, this_moment())
    if kind == "json":
        print_json(signature.model_dump(mode="json"))
    else:
        signed = {"name": signature.name, "role": signature.role, "run": signature.run, "at": signature.at}
        click.echo(words("signed-run", **signed, file=file))
        click.echo(words("public-key", key=signature.public_key))
    say((*findings, *incomplete))


def _print_key(public: str, file: Path, kind: str) -> None:
    if kind == "json":
        print_json({"key": str(file), "public_key": public})
    else:
        click.echo(f"{words('key-in', file=file)}\n{words('public-key', key=public)}")
