"""The command ``jixiao verify``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli.common import (
    allow_option,
    begun,
    db_option,
    dumped,
    format_option,
    opened_ledger,
    print_json,
    say,
    utf8,
)

if TYPE_CHECKING:
    from engine.language.findings import Findings
    from engine.services.auditing import LedgerAudit, RunAudit
    from engine.services.ledger import Ledger
    from engine.services.verifying import Verified


@click.command()
@click.argument("run_name", metavar="[RUN]", required=False, callback=utf8)
@click.option(
    "--signature",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The file of a signature, checked as well as those in the ledger (may be repeated).",
)
@click.option(
    "--known-key",
    "known",
    multiple=True,
    metavar="KEY",
    callback=utf8,
    help="A public key that is accepted (may be repeated); else any is, and a signature only says that nothing changed.",
)
@click.option(
    "--seal",
    "seal_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The file of a seal (jixiao seal): nothing up to it may have been changed.",
)
@click.option(
    "--short", default="", metavar="TEXT", callback=utf8, help="The same by a short form, as printed or in a foot."
)
@allow_option
@db_option
@format_option("text", "json")
def verify(
    run_name: str | None,
    files: tuple[Path, ...],
    known: tuple[str, ...],
    seal_file: Path | None,
    short: str,
    allowed: tuple[Path, ...],
    db: str,
    kind: str,
) -> None:
    """Check that nothing in the ledger was changed; recompute a run and compare.

    Without RUN every entry is held against the chain that binds it to the one before, and every page of the runs
    against its name. With RUN the run is computed again, with the ruleset it carries, from what the ledger held when it
    was made; its signatures and its evidence are checked, and the chain up to it. Exits 1 where something differs, a
    signature does not hold, or evidence is gone or changed.

    Who can write the database can make the whole chain anew; a seal or a signed document given away before shows that
    too.

    \b
    Examples:
      jixiao verify
      jixiao verify --seal 台账封存.json
      jixiao verify --short '123 3F7A-9C01-K2M4-77QX-0VB3'
      jixiao verify latest
      jixiao verify 3f2a --signature 3f2a5c81d0b7.sig.json --known-key 9c4f…
    """
    from engine.language.findings import has_errors
    from engine.services.auditing import LedgerAudit, RunAudit

    with opened_ledger(db, is_verified=True) as ledger:
        if run_name is None:
            if files:
                raise click.UsageError("name the run that the signature is for: jixiao verify RUN --signature FILE")
            findings = _verify_ledger(ledger, LedgerAudit(seal=seal_file, short=short, known=known), kind)
        elif seal_file or short:
            raise click.UsageError("a seal is of the whole ledger; leave out RUN: jixiao verify --seal FILE")
        else:
            findings = _verify_run(ledger, RunAudit(run=run_name, files=files, known=known, allowed=allowed), kind)
    if has_errors(findings):
        sys.exit(1)


def _verify_ledger(ledger: Ledger, request: LedgerAudit, kind: str) -> Findings:
    from engine.services.auditing import audit_ledger

    with begun("verifying") as begin:
        audited, findings = audit_ledger(ledger, request, begin)
    head, pages, same = audited.head, audited.nodes, audited.same
    if kind == "json":
        shown = {"number": head.number, "hash": head.hash, "short": head.short}
        print_json({"same": same, "entries": head.number, "head": shown, "pages": pages, "findings": dumped(findings)})
        return findings
    state = "each follows from the one before" if same else "the ledger is NOT as it was"
    click.echo(f"{head.number} entries and {pages} pages of runs checked: {state}")
    click.echo(f"head: entry {head.number} · {head.short}")
    say(findings, "note")
    return findings


def _verify_run(ledger: Ledger, request: RunAudit, kind: str) -> Findings:
    from engine.services.auditing import audit_run

    with begun("verifying") as begin:
        verified, findings = audit_run(ledger, request, begin)
    if kind == "json":
        print_json(verified.model_dump(mode="json"))
    else:
        _print(verified)
    return findings


def _print(verified: Verified) -> None:
    state = "the same, byte for byte" if verified.same else "NOT the same"
    checked = (
        f"{verified.signatures} signatures, {verified.evidence} evidence files and {verified.entries} entries checked"
    )
    click.echo(f"run {verified.run}: recomputed from the ledger, {state}; {checked}")
    say(verified.findings, "note")
