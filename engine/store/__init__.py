"""The append-only ledger: declarations, revisions of actuals, adjustments, answers, runs, signatures.

In: entries with who, when and why. Out: what the ledger holds, as of any moment. Nothing is updated or deleted; the
database itself refuses. One code path through SQLAlchemy's tables, on SQLite and PostgreSQL. The clock is an argument everywhere; times carry their zone and are kept in UTC.
"""

from __future__ import annotations

from engine.store.cases import each_case, load_answers, load_cases
from engine.store.chained import chain_head
from engine.store.declared import (
    Chosen,
    all_codes,
    append_declarations,
    choose_year,
    chosen,
    count_projects,
    declared_since,
    each_project,
    forms_of,
    load_projects,
    named,
    shown_year,
    years,
    years_of,
)
from engine.store.entries import append_actual, append_actuals
from engine.store.errors import LedgerDamagedError, LedgerError, LedgerFailedError, explained
from engine.store.guarding import drop_foreign, foreign_triggers, missing_guards, restore_guards
from engine.store.history import HistoryEntry, Stale, history, lost_entries, stale_answers, value_in_json
from engine.store.kept import (
    Kept,
    head_kept,
    kept_codes,
    kept_lines,
    kept_sheets,
    load_kept,
    load_run,
    load_sheets,
    shown_sheet,
)
from engine.store.nodes import Nodes
from engine.store.opening import folder_of, ledger_in_memory, open_ledger, upgrade_ledger
from engine.store.outlined import outlined_runs
from engine.store.overlays import Act, Given, append_adjustment, append_answer, append_target, assessors
from engine.store.reuse import Base, base_run
from engine.store.runs import Made, RunSummary, append_head, list_runs, run_numbers
from engine.store.sessions import Appended
from engine.store.sessions import batches as in_batches
from engine.store.signed import Signed, append_signature, chain_seen, scope_of, signatures, signed_before
from engine.store.views import Marks, View, marks_now
from engine.store.whole import (
    Sealed,
    Walked,
    chain_entry,
    entry_of_run,
    guard_findings,
    sealed_now,
    size_of,
    verify_ledger,
    verify_until,
)

__all__ = [
    "Act",
    "Appended",
    "Base",
    "Chosen",
    "Given",
    "HistoryEntry",
    "Kept",
    "LedgerDamagedError",
    "LedgerError",
    "LedgerFailedError",
    "Made",
    "Marks",
    "Nodes",
    "RunSummary",
    "Sealed",
    "Signed",
    "Stale",
    "View",
    "Walked",
    "all_codes",
    "append_actual",
    "append_actuals",
    "append_adjustment",
    "append_answer",
    "append_declarations",
    "append_head",
    "append_signature",
    "append_target",
    "assessors",
    "base_run",
    "chain_entry",
    "chain_head",
    "chain_seen",
    "choose_year",
    "chosen",
    "count_projects",
    "declared_since",
    "drop_foreign",
    "each_case",
    "each_project",
    "entry_of_run",
    "explained",
    "folder_of",
    "foreign_triggers",
    "forms_of",
    "guard_findings",
    "head_kept",
    "history",
    "in_batches",
    "kept_codes",
    "kept_lines",
    "kept_sheets",
    "ledger_in_memory",
    "list_runs",
    "load_answers",
    "load_cases",
    "load_kept",
    "load_projects",
    "load_run",
    "load_sheets",
    "lost_entries",
    "marks_now",
    "missing_guards",
    "named",
    "open_ledger",
    "outlined_runs",
    "restore_guards",
    "run_numbers",
    "scope_of",
    "sealed_now",
    "shown_sheet",
    "shown_year",
    "signatures",
    "signed_before",
    "size_of",
    "stale_answers",
    "upgrade_ledger",
    "value_in_json",
    "verify_ledger",
    "verify_until",
    "years",
    "years_of",
]
