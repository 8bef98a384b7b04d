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
from engine.cli.values import FileOrFolder
from engine.cli.wording import argument, option, words

if TYPE_CHECKING:
    from engine.language.findings import Findings
    from engine.services.auditing import LedgerAudit, RunAudit
    from engine.services.ledger import Ledger
    from engine.services.verifying import Verified


@click.command()
@argument("run_name", metavar="[RUN]", required=False, callback=utf8)
@option(
    "--signature",
    "files",
    multiple=True,
    type=FileOrFolder(exists=True, dir_okay=False, path_type=Path),
)
@option(
    "--known-key",
    "known",
    multiple=True,
    metavar="KEY",
    callback=utf8,
)
@option(
    "--seal",
    "seal_file",
    type=FileOrFolder(exists=True, dir_okay=False, path_type=Path),
)
@option("--short", default="", metavar="TEXT", callback=utf8)
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
    from engine.language.findings import has_errors
    from engine.services.auditing import LedgerAudit, RunAudit

    with opened_ledger(db, is_verified=True) as ledger:
        if run_name is None:
            if files:
                raise click.UsageError(words("verify-needs-run"))
            findings = _verify_ledger(ledger, LedgerAudit(seal=seal_file, short=short, known=known), kind)
        elif seal_file or short:
            raise click.UsageError(words("verify-no-run"))
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
    state = words("verified-follows" if same else "verified-changed")
    click.echo(words("verified-ledger", entries=head.number, pages=pages, state=state))
    click.echo(words("verified-head", number=head.number, short=head.short))
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
    state = words("verified-same" if verified.same else "verified-other")
    checked = {"signatures": verified.signatures, "evidence": verified.evidence, "entries": verified.entries}
    click.echo(words("verified-run", run=verified.run, state=state, **checked))
    say(verified.findings, "note")
