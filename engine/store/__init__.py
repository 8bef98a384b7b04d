"""The append-only ledger: declarations, revisions of actuals, adjustments, runs, signatures.

Nothing in it is updated or deleted; the database itself refuses. One code path through SQLModel, on SQLite and
PostgreSQL. The clock is an argument everywhere; times carry their zone and are kept in UTC.
"""

from __future__ import annotations

from engine.store.cases import Known, Marks, View, load_cases, load_known, load_projects, project_names
from engine.store.entries import append_actual, append_actuals, append_declarations
from engine.store.errors import LedgerError, LedgerFailedError, explained
from engine.store.opening import open_ledger, upgrade_ledger
from engine.store.overlays import Act, Said, append_adjustment, append_target, history
from engine.store.reuse import unaffected
from engine.store.runs import (
    Kept,
    RunSummary,
    Signed,
    append_run,
    append_signature,
    list_runs,
    load_kept,
    load_run,
    signatures,
)
from engine.store.sessions import Appended

__all__ = [
    "Act",
    "Appended",
    "Kept",
    "Known",
    "LedgerError",
    "LedgerFailedError",
    "Marks",
    "RunSummary",
    "Said",
    "Signed",
    "View",
    "append_actual",
    "append_actuals",
    "append_adjustment",
    "append_declarations",
    "append_run",
    "append_signature",
    "append_target",
    "explained",
    "history",
    "list_runs",
    "load_cases",
    "load_kept",
    "load_known",
    "load_projects",
    "load_run",
    "open_ledger",
    "project_names",
    "signatures",
    "unaffected",
    "upgrade_ledger",
]
