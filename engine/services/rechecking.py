"""Tables that somebody else filled in, recomputed; no ledger is needed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from engine.forms import read_forms
from engine.language.findings import Findings, Value
from engine.recheck import Options, Outcome, recheck
from engine.recheck.write import SUMMARY, write_recheck
from engine.rulesets import load_ruleset
from engine.services.errors import NoDeclarationError, UnknownRulesetError, UnwritableError
from engine.services.progress import Begin, quiet
from engine.services.rulesets import own_words
from engine.terms import Project


class Rechecking(Value):
    """Tables (files or folders) to hold to a ruleset, else to the one that fits, and to the forms they were declared in.

    ``tolerance`` is how many points a score may be off before it counts; ``words`` a file of words of one's own in the
    names of indicators.
    """

    files: tuple[str, ...]
    ruleset: str | None = None
    tolerance: Decimal
    declarations: tuple[str, ...] = ()
    words: Path | None = None


class Marked(NamedTuple):
    """The files that were written, and the summary among them."""

    files: tuple[Path, ...]
    summary: Path


def recheck_tables(request: Rechecking, begin: Begin = quiet) -> tuple[Outcome, Findings]:
    """What is wrong in the tables, what a reviewer would note, what could not be judged; findings about the forms.

    :raises UnknownRulesetError: if the ruleset that is named cannot be used.
    :raises UnusableWordsError: if the file of words has errors; it carries them.
    :raises NoDeclarationError: if forms are named and none of them declares a project; it carries what is wrong.
    """
    if request.ruleset is not None:
        found, new_findings = load_ruleset(request.ruleset)
        if found is None:
            raise UnknownRulesetError(new_findings)
    entries, of_words = own_words(request.words)
    declared, findings = _declared(request.declarations)
    options = Options(ruleset=request.ruleset, tolerance=request.tolerance, declared=declared, lexicon=entries)
    return recheck(request.files, options, begin), (*of_words, *findings)


def _declared(forms: tuple[str, ...]) -> tuple[tuple[Project, ...] | None, Findings]:
    if not forms:
        return None, ()
    projects, findings = read_forms(forms)
    wrong = tuple(one for one in findings if one.severity == "error")
    if not projects:
        raise NoDeclarationError(wrong)
    return projects, wrong


def write_marked(outcome: Outcome, folder: Path, begin: Begin = quiet) -> Marked:
    """The marked copies of the tables and a summary into a folder.

    :raises UnwritableError: if the folder cannot be written.
    """
    try:
        return Marked(write_recheck(outcome, folder, begin(len(outcome.files) + 1)), folder / SUMMARY)
    except OSError as error:
        raise UnwritableError(error.filename or folder, error) from error
