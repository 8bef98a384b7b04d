"""Whether nothing was changed: the ledger's chain and nodes, a run computed again, its signatures and its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engine.language.findings import Finding, Findings, Value, finding, has_errors
from engine.rulesets import load_ruleset
from engine.runs.chain import Head
from engine.runs.lines import Line
from engine.runs.record import ProjectScore
from engine.runs.signing import check, read_signature, signature_text
from engine.services.ledger import Ledger, LedgerDamagedError, allowed_folders
from engine.services.progress import Begin, quiet
from engine.services.sealing import sealed_findings
from engine.services.software import package_versions
from engine.services.verifying import Pair, Verified, verify_run
from engine.store import (
    Kept,
    chain_seen,
    count_projects,
    each_case,
    head_kept,
    in_batches,
    kept_lines,
    kept_sheets,
    load_kept,
    load_run,
    signatures,
    size_of,
    verify_ledger,
    verify_until,
)


class LedgerAudit(Value):
    """What the ledger is held against beside itself: a seal's file, a short form, public keys that are accepted."""

    seal: Path | None = None
    short: str = ""
    known: tuple[str, ...] = ()


class RunAudit(Value):
    """What a run is held against beside the ledger: files of signatures, keys that are accepted, folders of evidence."""

    run: str
    files: tuple[Path, ...] = ()
    known: tuple[str, ...] = ()
    allowed: tuple[Path, ...] = ()


class Audited(Value):
    """The head of the chain, how many nodes of runs were looked at, and whether all is as it was."""

    head: Head
    nodes: int
    same: bool


def audit_ledger(ledger: Ledger, request: LedgerAudit, begin: Begin = quiet) -> tuple[Audited, Findings]:
    """Holds every entry against the chain, every node against its name, and the chain against a seal.

    :raises LedgerError: if the ledger fails.
    """
    sealed = sealed_findings(ledger, request.seal, request.short, request.known)
    head, nodes, found = verify_ledger(ledger, begin(size_of(ledger)))
    # where something was altered, a seal that is still in the chain proves nothing of it
    held = () if has_errors(found) and not has_errors(sealed) else sealed
    findings = (*found, *held)
    return Audited(head=head, nodes=nodes, same=not has_errors(findings)), findings


def audit_run(ledger: Ledger, request: RunAudit, begin: Begin = quiet) -> tuple[Verified, Findings]:
    """Computes a run again with the ruleset it carries, from what the ledger held when it was made, and compares.

    Its signatures and evidence are checked, and the chain up to it.

    :raises LedgerError: if no run, or more than one, is meant.
    """
    kept = load_kept(ledger, request.run)
    try:
        verified = _verified(ledger, kept, request.allowed, begin)
        number, new_findings = _signatures(ledger, kept, request.files, request.known)
    except LedgerDamagedError as error:
        damaged = finding("run-damaged", run=kept.run, reason=error.content)
        verified, number, new_findings = Verified(run=kept.run, same=False), 0, (damaged,)
    walked = verify_until(ledger, kept.run)
    findings = (*verified.findings, *new_findings, *walked.findings)
    audited = {"signatures": number, "entries": walked.head.number, "findings": findings}
    return verified.model_copy(update=audited), findings


def _verified(ledger: Ledger, kept: Kept, allowed: tuple[Path, ...], begin: Begin) -> Verified:
    head = head_kept(kept)
    declared = count_projects(ledger, kept.view) if kept.everything else None
    progress = begin(head.tally.projects)
    installed = load_ruleset(head.ruleset)[0]
    pairs, folders = _pairs(ledger, kept), allowed_folders(ledger, allowed)
    return verify_run(kept.run, head, pairs, declared, package_versions(), installed, folders, progress)


def _pairs(ledger: Ledger, kept: Kept) -> Iterator[Pair]:
    """Each sheet or line of a run, and what the ledger knew of its project when the run was made."""
    those: Iterator[ProjectScore | Line] = kept_lines(ledger, kept) if kept.has_lines else kept_sheets(ledger, kept)
    for batch in in_batches(those):
        cases = {case.project.code: case for case in each_case(ledger, [one.code for one in batch], kept.view)}
        yield from ((sheet, cases.get(sheet.code)) for sheet in batch)


def _signatures(ledger: Ledger, kept: Kept, files: tuple[Path, ...], known: tuple[str, ...]) -> tuple[int, Findings]:
    """How many signatures were checked, and what is wrong with them."""
    texts = [one.content.encode() for one in signatures(ledger, kept.run)]
    new_findings: list[Finding] = []
    for file in files:
        text, unread = signature_text(file)
        texts += [] if text is None else [text]
        new_findings += unread
    read = [read_signature(text) for text in dict.fromkeys(texts)]
    new_findings += [one for _, findings in read for one in findings]
    if any(signature for signature, _ in read):
        run, whole = load_run(ledger, kept.run), "" if kept.is_paged else kept.content
        for signature, _ in read:
            new_findings += (*check(run, signature, known, whole), *chain_seen(ledger, signature)) if signature else ()
    return len(read), tuple(new_findings)
