"""Tables that somebody else filled in, recomputed; a ledger tells what was declared and settled, where one is given."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from engine.forms import read_forms
from engine.language.findings import Findings, Value
from engine.recheck import Declarations, Keep, Options, Outcome, of_forms, recheck, whole
from engine.rulesets import load_ruleset
from engine.services.errors import NoDeclarationError, TwoDeclarationsError, UnknownRulesetError
from engine.services.progress import Begin, quiet
from engine.services.rulesets import own_words


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


def recheck_tables(
    request: Rechecking, begin: Begin = quiet, kept: Declarations | None = None, keep: Keep = whole
) -> tuple[Outcome, Findings]:
    """What is wrong in the tables, what a reviewer would note, what could not be judged; findings about the forms.

    With those of a ledger (``kept``, see :func:`engine.services.kept.kept_in`) the targets are held against those that
    count there, and what was confirmed there is not asked. The report holds of each project what ``keep`` gives.

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
    if kept is not None and request.declarations:
        raise TwoDeclarationsError
    declared, findings = _declared(request.declarations)
    options = Options(ruleset=request.ruleset, tolerance=request.tolerance, declared=kept or declared, lexicon=entries)
    return recheck(request.files, options, begin, keep), (*of_words, *findings)


def _declared(forms: tuple[str, ...]) -> tuple[Declarations | None, Findings]:
    if not forms:
        return None, ()
    projects, findings = read_forms(forms)
    wrong = tuple(one for one in findings if one.severity == "error")
    if not projects:
        raise NoDeclarationError(wrong)
    return of_forms(*projects), wrong
