"""Scoring what the ledger holds: which year and projects are meant, whether there is something to score, by which rules.

A run is made in steps, so that who asks can tell the year and how many projects there are before they are scored.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from engine.files.crashes import Failed
from engine.files.opening import content
from engine.files.program import program_digest
from engine.language.findings import Findings, Value
from engine.rulesets import Ruleset, find_ruleset, load_ruleset
from engine.runs.binding import in_order
from engine.runs.outlines import OutlinedRun
from engine.runs.record import Assessor, ProjectScore
from engine.runs.sampling import Sample
from engine.scoring.failing import ignored
from engine.services import DEFAULT_RULESET
from engine.services.errors import (
    NotDeclaredError,
    NotYetDeclaredError,
    OtherYearError,
    SampleUnreadableError,
    SampleYearError,
    UnknownRulesetError,
    UnusableRulesetError,
)
from engine.services.ledger import Ledger
from engine.services.names import codes_named
from engine.services.progress import Progress, silent
from engine.services.rescoring import SHOWN, Plan, Rules, Scored, carry_out, plan_run
from engine.services.rulesets import own_words
from engine.services.software import package_versions
from engine.services.superseding import after_signed
from engine.store import (
    Chosen,
    View,
    all_codes,
    assessors,
    choose_year,
    kept_sheets,
    load_kept,
    load_projects,
    load_sheets,
    outlined_runs,
    run_numbers,
    shown_year,
    years,
    years_of,
)
from engine.terms import SELF

__all__ = [
    "Plan",
    "Scored",
    "Scoring",
    "outlined_run",
    "outsiders",
    "plan",
    "read_sample",
    "rules_named",
    "run_numbers",
    "score",
    "sheets_of",
    "year_to_score",
]

OWN = "本单位"
"""Who scores where nobody is named."""


class Scoring(Value):
    """What to score: projects as a person names them, and by the codes of a sample (none of both: all that changed since),
    of a year, by whom, as of when."""

    ruleset: Ruleset
    names: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    year: int
    as_of: datetime | None = None
    assessor: str = OWN
    role: str = SELF
    at: datetime


def rules_named(name: str = DEFAULT_RULESET, words: Path | None = None) -> tuple[Ruleset, Findings]:
    """A shipped ruleset by its id, or one in a folder, and what is to be said of it.

    ``words`` is a file of words of one's own in the names of indicators; the ruleset has them then.

    :raises UnknownRulesetError: if there is none.
    :raises UnusableRulesetError: if it has errors; it carries them.
    :raises UnusableWordsError: if the file has errors; it carries them.
    """
    folder, unknown = find_ruleset(name)
    if folder is None:
        raise UnknownRulesetError(unknown)
    ruleset, findings = load_ruleset(name)
    if ruleset is None:
        raise UnusableRulesetError(name, findings)
    entries, of_words = own_words(words)
    return ruleset.with_words(entries), (*findings, *of_words)


class Sampled(NamedTuple):
    """The projects of a sample by their codes, and the year they were drawn from; None where none was known."""

    codes: tuple[str, ...]
    year: int | None


def read_sample(file: Path, year: int | None = None) -> Sampled:
    """A sample that was drawn; where a ``year`` is asked for it must be the sample's.

    :raises RequestError: if the file is no sample, or is one of another year.
    """
    try:
        sample = Sample.model_validate_json(content(file))
    except (OSError, ValueError) as error:
        raise SampleUnreadableError(file) from error
    if year is not None and sample.year is not None and sample.year != year:
        raise SampleYearError(sample.year, year)
    return Sampled(tuple(one.code for one in sample.projects), sample.year if year is None else year)


def year_to_score(ledger: Ledger, wanted: int | None = None, as_of: datetime | None = None) -> Chosen:
    """The year asked for, else the only or the newest one declared until then, with those beside it.

    :raises NotYetDeclaredError: if forms were imported only later.
    :raises LedgerError: if there is no declaration, or none of that year.
    """
    view = View(as_of=as_of)
    if as_of is not None and not years(ledger, view) and years(ledger):
        raise NotYetDeclaredError
    return choose_year(ledger, wanted, view)


def outsiders(ledger: Ledger, assessor: str, role: str) -> tuple[str, ...]:
    """The evaluators who have laid something over the unit's figures, where this one has not, as after a misspelling."""
    others = assessors(ledger)
    return others if role != SELF and assessor not in others else ()


def plan(ledger: Ledger, request: Scoring) -> Plan:
    """What is to be scored: the projects named, else those touched since the last run of all, else all.

    :raises RequestError: if a project that is named is not declared for that year, or a name means several.
    """
    view = View(as_of=request.as_of, now=request.at, year=request.year)
    codes = (*codes_named(ledger, request.names), *request.codes)
    _check_declared(ledger, codes, view)
    assessor = Assessor(name=request.assessor, role=request.role)
    rules = Rules(request.ruleset, assessor, package_versions(), program_digest())
    return plan_run(ledger, rules, view, codes)


def _check_declared(ledger: Ledger, codes: tuple[str, ...], view: View) -> None:
    declared = load_projects(ledger, view.as_of, codes, view.year)
    for code in (one for one in codes if one not in declared):
        if others := years_of(ledger, code):
            raise OtherYearError(code, shown_year(view.year or 0), [shown_year(one) for one in others])
        raise NotDeclaredError(code, sorted(all_codes(ledger, View(as_of=view.as_of, year=view.year))))


def score(
    ledger: Ledger, planned: Plan, at: datetime, progress: Progress = silent, failed: Failed = ignored
) -> tuple[Scored, Findings]:
    """Scores what is planned and keeps the run; that it comes after signed ones is a finding.

    :raises LedgerError: if the ledger fails; what was scored until then is used again by the next run.
    """
    scored = carry_out(ledger, planned, at, progress, failed)
    return scored, after_signed(ledger, load_kept(ledger, scored.head.run))


def outlined_run(ledger: Ledger, scored: Scored) -> OutlinedRun:
    """A run that was made, its sheets to be loaded as they are wanted."""
    return outlined_runs(ledger, [scored.head.run])[0]


def sheets_of(ledger: Ledger, scored: Scored) -> tuple[ProjectScore, ...]:
    """The sheets of a run that was made, without their wording; of a large one only those that were scored now.

    :func:`engine.services.runs.explain` and :func:`engine.services.runs.shown` give the wording.
    """
    kept = load_kept(ledger, scored.head.run)

    if scored.head.tally.projects <= SHOWN:
        return in_order(kept_sheets(ledger, kept))
    return in_order(load_sheets(ledger, kept, scored.some))
