"""Rulesets tried on what the ledger holds, side by side; nothing of it is kept."""

from __future__ import annotations

from engine.files.crashes import Failed
from engine.language.findings import Value
from engine.language.rendering import Language
from engine.rulesets import Ruleset
from engine.runs.record import Assessor
from engine.runs.sidebyside import SideBySide, side_by_side
from engine.runs.wording import worded_run
from engine.scoring.evaluate import evaluate
from engine.scoring.failing import ignored
from engine.services.errors import NoneDeclaredError
from engine.services.ledger import Ledger
from engine.services.names import codes_named
from engine.services.software import package_versions
from engine.store import load_cases
from engine.terms import SELF


class Trial(Value):
    """Rulesets to try on projects by their codes or names (none: all) of a year, and the language that is answered in."""

    rulesets: tuple[Ruleset, ...]
    names: tuple[str, ...] = ()
    year: int
    language: Language = Language.CHINESE


def try_rulesets(ledger: Ledger, request: Trial, failed: Failed = ignored) -> SideBySide:
    """The projects scored under each ruleset, with the rules that differ.

    :raises NoneDeclaredError: if none of the projects is declared for that year.
    """
    cases = load_cases(ledger, list(codes_named(ledger, request.names)) or None, year=request.year)
    if not cases:
        raise NoneDeclaredError(request.year)
    assessor = Assessor(name="比较", role=SELF)
    runs = [evaluate(cases, one, assessor, package_versions(), failed=failed) for one in request.rulesets]
    return side_by_side([worded_run(run, request.language) for run in runs])
