"""Tables that somebody else filled in, recomputed; a ledger tells what was declared and settled, where one is given."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from engine.forms import read_forms
from engine.language.findings import Findings, Value
from engine.language.squeezing import squeeze
from engine.recheck import Declarations, Declared, FilledTable, Options, Outcome, of_forms, recheck
from engine.recheck.write import SUMMARY, write_recheck
from engine.rulesets import load_ruleset
from engine.scoring.assessing import replaced
from engine.services.errors import NoDeclarationError, TwoDeclarationsError, UnknownRulesetError, UnwritableError
from engine.services.ledger import Ledger
from engine.services.progress import Begin, quiet
from engine.services.rulesets import own_words
from engine.store import load_cases, named, years_of
from engine.terms.levels import key_of


class Rechecking(Value):
    """Tables (files or folders) to hold to a ruleset, else to the one that fits, and to the forms they were declared in.

    ``tolerance`` is how many points a score may be off before it counts; ``words`` a file of words of one's own in the
    names of indicators. Of an ``assessor`` the answers and figures of a ledger are those that count in his runs.
    """

    files: tuple[str, ...]
    ruleset: str | None = None
    tolerance: Decimal
    declarations: tuple[str, ...] = ()
    words: Path | None = None
    assessor: str = ""


class Marked(NamedTuple):
    """The files that were written, and the summary among them."""

    files: tuple[Path, ...]
    summary: Path


def recheck_tables(request: Rechecking, begin: Begin = quiet, ledger: Ledger | None = None) -> tuple[Outcome, Findings]:
    """What is wrong in the tables, what a reviewer would note, what could not be judged; findings about the forms.

    With a ``ledger`` the targets are held against those that count there, and what was confirmed there is not asked.

    :raises TwoDeclarationsError: if both a ledger and forms are to say what was declared.
    :raises LedgerError: if the ledger fails.
    :raises UnknownRulesetError: if the ruleset that is named cannot be used.
    :raises UnusableWordsError: if the file of words has errors; it carries them.
    :raises NoDeclarationError: if forms are named and none of them declares a project; it carries what is wrong.
    """
    if request.ruleset is not None:
        found, new_findings = load_ruleset(request.ruleset)
        if found is None:
            raise UnknownRulesetError(new_findings)
    entries, of_words = own_words(request.words)
    if ledger is not None and request.declarations:
        raise TwoDeclarationsError
    declared, findings = _declared(request.declarations)
    declared = declared if ledger is None else _Kept(ledger, request.assessor).of
    options = Options(ruleset=request.ruleset, tolerance=request.tolerance, declared=declared, lexicon=entries)
    return recheck(request.files, options, begin), (*of_words, *findings)


class _Kept:
    """What a ledger holds of the projects that tables name: each as it counts in the runs of an assessor (empty: the
    unit's)."""

    def __init__(self, ledger: Ledger, assessor: str) -> None:
        self._ledger = ledger
        self._assessor = assessor

    @cached_property
    def _codes(self) -> dict[str, list[str]]:
        """The codes of the projects of each name."""
        found: dict[str, list[str]] = {}
        for code, name in named(self._ledger):
            found.setdefault(key_of(name), []).append(code)
        return found

    def of(self, table: FilledTable) -> Iterator[Declared]:
        """The declarations of a table's year, or of all years of one that names none."""
        for code in dict.fromkeys([squeeze(table.code), *self._codes.get(key_of(table.name), ())]):
            for year in years_of(self._ledger, code):
                if table.year in (None, year) or not year:
                    yield from self._as_it_counts(code, year)

    def _as_it_counts(self, code: str, year: int) -> Iterator[Declared]:
        for case in load_cases(self._ledger, [code], assessor=self._assessor, year=year):
            rows = tuple(replaced(row, case.targets.get(row.code))[0] for row in case.project.indicators)
            project = case.project.model_copy(update={"indicators": rows, "year": year or None})
            yield Declared(project, case.answers)


def _declared(forms: tuple[str, ...]) -> tuple[Declarations | None, Findings]:
    if not forms:
        return None, ()
    projects, findings = read_forms(forms)
    wrong = tuple(one for one in findings if one.severity == "error")
    if not projects:
        raise NoDeclarationError(wrong)
    return of_forms(*projects), wrong


def write_marked(outcome: Outcome, folder: Path, begin: Begin = quiet) -> Marked:
    """The marked copies of the tables and a summary into a folder.

    :raises UnwritableError: if the folder cannot be written.
    """
    try:
        return Marked(write_recheck(outcome, folder, begin(len(outcome.files) + 1)), folder / SUMMARY)
    except OSError as error:
        raise UnwritableError(error.filename or folder, error) from error
