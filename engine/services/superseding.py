"""That a run comes after signed ones."""

from __future__ import annotations

from engine.language.findings import Findings
from engine.runs.signing import superseded
from engine.services.ledger import Ledger
from engine.store import Kept, scope_of, signed_before


def after_signed(ledger: Ledger, kept: Kept) -> Findings:
    """That a run comes after signed ones, of the same assessor, role and year."""
    before = tuple(signed_before(ledger, kept))
    return superseded(scope_of(ledger, kept), before) if before else ()
