"""The command ``jixiao seal``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli.common import (
    db_option,
    format_option,
    opened_ledger,
    print_json,
    reported_errors,
    say,
    this_moment,
    utf8,
)
from engine.cli.values import FileOrFolder, Number
from engine.cli.wording import option, words

if TYPE_CHECKING:
    from engine.language.findings import Findings

FILE = FileOrFolder(dir_okay=False, path_type=Path)


@click.command()
@option("--out", type=FILE)
@option("--key", "key_file", type=FILE)
@option("--name", metavar="WHO", default="", callback=utf8)
@option("--role", metavar="ROLE", default="", callback=utf8)
@option("--entry", type=Number(min=1), metavar="NUMBER")
@db_option
@format_option("text", "json")
def seal(out: Path | None, key_file: Path | None, name: str, role: str, entry: int | None, db: str, kind: str) -> None:
    if entry is not None:
        _print_entry(entry, out or key_file, db, kind)
        return
    from engine.services import sealing

    with reported_errors():
        signer = None if key_file is None else sealing.signer_of(name, role)
    findings: Findings = ()
    with opened_ledger(db) as ledger:
        made = sealing.seal(ledger, this_moment())
    with reported_errors():
        if key_file is not None and signer is not None:
            key, findings = sealing.private_key(key_file)
            made = sealing.seal_signed(made, signer, key)
        if out is not None:
            sealing.keep_seal(made, out)
    if kind == "json":
        print_json(made.model_dump(mode="json"))
    else:
        kinds = [words(f"entries-{one}", number=count) for one, count in made.entries.items()]
        from engine.runs.chain import short

        click.echo(words("seal-head", number=made.number, short=short(made.hash), day=made.at[:10]))
        click.echo(words("seal-entries", number=made.number, kinds=kinds))
        click.echo(words("sealed-in", file=out) if out else words("sealed-short"))
    say(findings)


def _print_entry(number: int, given: Path | None, db: str, kind: str) -> None:
    from engine.services.sealing import entry

    if given is not None:
        raise click.UsageError(words("seal-entry-alone"))
    with opened_ledger(db) as ledger:
        found = entry(ledger, number)
    if kind == "json":
        print_json({"number": found.number, "hash": found.hash, "short": found.short})
    else:
        click.echo(words("seal-entry", number=found.number, short=found.short))
