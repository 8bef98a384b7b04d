"""The command ``jixiao seal``, and the comparison of a seal with a ledger."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli.common import db_option, format_option, opened_ledger, print_json, say, this_moment, utf8
from engine.files.writing import write_whole

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from engine.language.findings import Findings
    from engine.runs.sealing import Seal

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.option("--out", type=FILE, help="The seal's file, to give away; without it only the short form is printed.")
@click.option("--key", "key_file", type=FILE, help="Sign the seal with this private key (jixiao sign --new-key).")
@click.option("--name", metavar="WHO", default="", callback=utf8, help="Who signs.")
@click.option("--role", metavar="ROLE", default="", callback=utf8, help="As what, for example 单位负责人.")
@click.option("--entry", type=click.IntRange(min=1), metavar="NUMBER", help="Print the short form of an earlier entry.")
@db_option
@format_option("text", "json")
def seal(out: Path | None, key_file: Path | None, name: str, role: str, entry: int | None, db: str, kind: str) -> None:
    """Seal the ledger: the head of its chain, which stands for everything in it.

    Give the file to those who may doubt the ledger later, or print or mail the short form: `jixiao verify --seal FILE`
    shows that nothing up to it was changed or went, even by somebody who can write the whole database.

    \b
    Examples:
      jixiao seal
      jixiao seal --out 台账封存.json
      jixiao seal --out 台账封存.json --key 张三.pem --name 张三 --role 单位负责人
      jixiao seal --entry 123
    """
    if entry is not None:
        _print_entry(entry, out or key_file, db, kind)
        return
    if key_file is not None and not (name.strip() and role.strip()):
        raise click.UsageError("say who signs and as what: --name 张三 --role 单位负责人")
    made, findings = _made(db, key_file, name, role)
    if out is not None:
        _keep(made, out)
    if kind == "json":
        print_json(made.model_dump(mode="json"))
    else:
        kinds = ", ".join(f"{count} {one}" for one, count in made.entries.items())
        click.echo(f"{made.short}\n{made.number} entries: {kinds}")
        click.echo(f"sealed in {out}" if out else "compare later: jixiao verify --short 'NUMBER GROUPS'")
    say(findings)


def _made(db: str, key_file: Path | None, name: str, role: str) -> tuple[Seal, Findings]:
    from engine.runs.sealing import seal as sealed
    from engine.runs.sealing import signed_seal
    from engine.store import sealed_now

    with opened_ledger(db) as ledger:
        first, head, entries = sealed_now(ledger)
    if not head.number:
        raise click.UsageError("the ledger has no entry to seal; import forms first: jixiao import FORM...")
    made = sealed(first, head, entries, this_moment(), version("jixiao"))
    if key_file is None:
        return made, ()
    from engine.cli.runs import read_private_key

    key, findings = read_private_key(key_file)
    return signed_seal(made, key, name, role), findings


def _keep(made: Seal, out: Path) -> None:
    """The seal into a new file; one that is there already stays as it is."""
    from engine.runs.sealing import seal_bytes

    try:
        write_whole(out, seal_bytes(made), is_new=True)
    except FileExistsError as error:
        raise click.ClickException(f"{out} exists already and is not replaced; choose another --out") from error
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written: {error.strerror}; choose another --out") from error


def _print_entry(number: int, given: Path | None, db: str, kind: str) -> None:
    from engine.store import chain_entry, chain_head

    if given is not None:
        raise click.UsageError("--entry only prints the short form of an earlier entry; leave out --out and --key")
    with opened_ledger(db) as ledger:
        found, last = chain_entry(ledger, number), chain_head(ledger).number
    if found is None:
        raise click.UsageError(f"the ledger has no entry {number}; the last one is {last}")
    if kind == "json":
        print_json({"number": found.number, "hash": found.hash, "short": found.short})
    else:
        click.echo(f"entry {found.number} · {found.short}")


def sealed_findings(ledger: Engine, file: Path | None, text: str, known: tuple[str, ...]) -> Findings:
    """What is wrong with the chain by a seal's file or by a short form; a note where nothing is."""
    return (*_by_file(ledger, file, known), *_by_text(ledger, text))


def _by_file(ledger: Engine, file: Path | None, known: tuple[str, ...]) -> Findings:
    from engine.files import opening as userfiles
    from engine.language.findings import finding
    from engine.runs.chain import short
    from engine.runs.sealing import check_seal, compare_seal, read_seal
    from engine.store import chain_entry, chain_head

    if file is None:
        return ()
    try:
        one, unreadable = read_seal(userfiles.content(file))
    except OSError as error:
        return (finding("seal-unreadable", reason=f"{file}: {userfiles.reason_of(error)}"),)
    if one is None:
        return unreadable
    wrong = check_seal(one, known)
    first, found = chain_entry(ledger, 1), chain_entry(ledger, one.number)
    wrong += compare_seal(one, first, found, chain_head(ledger))
    return wrong or (finding("seal-holds", number=one.number, sealed=short(one.hash), when=f" at {one.at}"),)


def _by_text(ledger: Engine, text: str) -> Findings:
    from engine.language.findings import finding
    from engine.runs.chain import read_short
    from engine.store import chain_entry, chain_head

    if not text:
        return ()
    given = read_short(text)
    if given is None:
        return (finding("seal-short-form", text=text),)
    number, sealed = given
    found = chain_entry(ledger, number)
    values = {"number": number, "sealed": sealed, "at": "the time that stands beside it"}
    if found is None:
        return (finding("seal-short", last=chain_head(ledger).number, **values),)
    if found.short != sealed:
        return (finding("seal-differs", found=found.short, **values),)
    return (finding("seal-holds", number=number, sealed=sealed, when=""),)
