"""Signatures of runs: appended, listed, and which runs were signed before another one was made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, select

from engine.language.findings import Findings
from engine.runs import signing
from engine.runs.tree import sha256
from engine.store.chained import append_rows
from engine.store.kept import Kept, head_kept, kept_codes, load_kept
from engine.store.nodes import append_nodes
from engine.store.runs import meant
from engine.store.sessions import reading, utc, writing
from engine.store.tables import SIGNATURE, SignatureRow, rows
from engine.store.walking import seen_findings


class Signed(NamedTuple):
    """A signature of a run as it was appended; ``content`` is its JSON."""

    run: str
    content: str
    at: datetime


def append_signature(ledger: Engine, run_name: str, content: str, at: datetime, wording: str = "") -> str:
    """Appends a signature (its JSON) to a run and gives the run's whole name.

    ``wording`` is the run's canonical JSON with every sentence, whose SHA-256 was signed: it is kept among the nodes, so
    that what was handed in is shown as it was.

    :raises LedgerError: if no run, or more than one, is meant.
    """

    def work(connection: Connection) -> str:
        run = meant(connection, run_name)
        if wording:
            append_nodes(connection, {sha256(wording): wording})
        append_rows(connection, "signature", [{"run": run, "content": content, "at": utc(at)}])
        return run

    return writing(ledger, work)


def signatures(ledger: Engine, run_name: str | None = None) -> tuple[Signed, ...]:
    """The signatures of a run, or of all runs, in the order in which they were appended.

    :raises LedgerError: if no run, or more than one, is meant.
    """
    with reading(ledger) as connection:
        query = select(SIGNATURE).order_by(SIGNATURE.c.id)
        if run_name is not None:
            query = query.where(SIGNATURE.c.run == meant(connection, run_name))
        return tuple(Signed(row.run, row.content, row.at) for row in rows(connection, SignatureRow, query))


def chain_seen(ledger: Engine, signature: signing.Signature) -> Findings:
    """That the ledger's chain is another one than a signature saw."""
    with reading(ledger) as connection:
        return tuple(seen_findings(connection, signature))


def scope_of(ledger: Engine, kept: Kept) -> signing.Scope:
    """What a kept run says something of."""
    head, codes = head_kept(kept), tuple(kept_codes(ledger, kept))
    year = head.tally.year
    return signing.Scope(run=kept.run, year=year, assessor=head.assessor, role=head.role, projects=codes)


def signed_before(ledger: Engine, kept: Kept) -> Iterator[signing.Signed]:
    """The runs that were signed before a run was made; a signature that cannot be read is left to ``jixiao verify``."""
    for one in signatures(ledger):
        if kept.view.now is not None and one.at <= utc(kept.view.now):
            try:
                signature = signing.Signature.model_validate_json(one.content)
            except ValidationError:
                continue
            yield signing.signed(scope_of(ledger, load_kept(ledger, one.run)), signature)
