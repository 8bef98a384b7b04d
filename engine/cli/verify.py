"""The command ``jixiao verify``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from engine.cli.common import (
    allow_option,
    db_option,
    dumped,
    format_option,
    opened_ledger,
    package_versions,
    print_json,
    progress_bar,
    say,
    utf8,
)
from engine.cli.seal import sealed_findings

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from engine.language.findings import Finding, Findings
    from engine.services.verifying import Pair, Verified
    from engine.store import Kept


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

    with opened_ledger(db, is_verified=True) as ledger:
        if run_name is None:
            if files:
                raise click.UsageError("name the run that the signature is for: jixiao verify RUN --signature FILE")
            findings = _verify_ledger(ledger, sealed_findings(ledger, seal_file, short, known), kind)
        elif seal_file or short:
            raise click.UsageError("a seal is of the whole ledger; leave out RUN: jixiao verify --seal FILE")
        else:
            findings = _verify_run(ledger, run_name, Given(files, known, allowed), kind)
    if has_errors(findings):
        sys.exit(1)


def _verify_ledger(ledger: Engine, sealed: Findings, kind: str) -> Findings:
    from engine.language.findings import has_errors
    from engine.store import size_of, verify_ledger

    with progress_bar("verifying", size_of(ledger)) as advance:
        head, pages, found = verify_ledger(ledger, advance)
    # where something was altered, a seal that is still in the chain proves nothing of it
    held = () if has_errors(found) and not has_errors(sealed) else sealed
    findings = (*found, *held)
    same = not has_errors(findings)
    if kind == "json":
        shown = {"number": head.number, "hash": head.hash, "short": head.short}
        print_json({"same": same, "entries": head.number, "head": shown, "pages": pages, "findings": dumped(findings)})
        return findings
    state = "each follows from the one before" if same else "the ledger is NOT as it was"
    click.echo(f"{head.number} entries and {pages} pages of runs checked: {state}")
    click.echo(f"head: entry {head.number} · {head.short}")
    say(findings, "note")
    return findings


class Given(NamedTuple):
    """What a run is held against beside the ledger: files of signatures, keys that are accepted, folders of evidence."""

    files: tuple[Path, ...]
    known: tuple[str, ...]
    allowed: tuple[Path, ...]


def _verify_run(ledger: Engine, name: str, given: Given, kind: str) -> Findings:
    from engine.language.findings import finding
    from engine.services.verifying import Verified
    from engine.store import LedgerDamagedError, load_kept, verify_until

    kept = load_kept(ledger, name)
    try:
        verified = _verified(ledger, kept, given.allowed)
        signatures, said = _signatures(ledger, kept, given.files, given.known)
    except LedgerDamagedError as error:
        damaged = finding("run-damaged", run=kept.run, reason=str(error))
        verified, signatures, said = Verified(run=kept.run, same=False), 0, (damaged,)
    walked = verify_until(ledger, kept.run)
    findings = (*verified.findings, *said, *walked.findings)
    verified = verified.model_copy(
        update={"signatures": signatures, "entries": walked.head.number, "findings": findings}
    )
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


def _verified(ledger: Engine, kept: Kept, allowed: tuple[Path, ...]) -> Verified:
    from engine.rulesets import load_ruleset
    from engine.services.ledger import allowed_folders
    from engine.services.verifying import verify_run
    from engine.store import count_projects, head_kept

    head = head_kept(kept)
    declared = count_projects(ledger, kept.view) if kept.everything else None
    with progress_bar("verifying", head.tally.projects) as advance:
        installed = load_ruleset(head.ruleset)[0]
        pairs, folders = _pairs(ledger, kept), allowed_folders(ledger, allowed)
        return verify_run(kept.run, head, pairs, declared, package_versions(), installed, folders, advance)


def _pairs(ledger: Engine, kept: Kept) -> Iterator[Pair]:
    """Each sheet of a run, and what the ledger knew of its project when the run was made."""
    from engine.store import each_case, in_batches, kept_sheets

    for batch in in_batches(kept_sheets(ledger, kept)):
        cases = {case.project.code: case for case in each_case(ledger, [one.code for one in batch], kept.view)}
        yield from ((sheet, cases.get(sheet.code)) for sheet in batch)


def _signatures(ledger: Engine, kept: Kept, files: tuple[Path, ...], known: tuple[str, ...]) -> tuple[int, Findings]:
    """How many signatures were checked, and what is wrong with them."""
    from engine.runs.signing import check, read_signature, signature_text
    from engine.store import chain_seen, load_run, signatures

    texts = [one.content.encode() for one in signatures(ledger, kept.run)]
    said: list[Finding] = []
    for file in files:
        text, unread = signature_text(file)
        texts += [] if text is None else [text]
        said += unread
    read = [read_signature(text) for text in dict.fromkeys(texts)]
    said += [one for _, findings in read for one in findings]
    if any(signature for signature, _ in read):
        run, whole = load_run(ledger, kept.run), "" if kept.is_paged else kept.content
        for signature, _ in read:
            said += (*check(run, signature, known, whole), *chain_seen(ledger, signature)) if signature else ()
    return len(read), tuple(said)
