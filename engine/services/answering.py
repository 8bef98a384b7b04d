"""Answers that were chosen in workbooks, confirmed one by one as if each had been typed with ``jixiao confirm``."""

from __future__ import annotations

from collections.abc import Iterable

from engine.actuals.model import Chosen, ProjectActuals
from engine.language.findings import Finding, Findings, finding
from engine.services.confirming import Act, Confirmation, confirm, standing_answer, told
from engine.services.errors import NotAnsweredError
from engine.services.ledger import Ledger
from engine.services.names import find_project
from engine.terms import Project


def confirm_chosen(
    ledger: Ledger, files: Iterable[ProjectActuals], act: Act, assessor: str = ""
) -> tuple[int, Findings]:
    """Confirms what was chosen; how many answers that were, and what is to be said of the others.

    One that stands already is not repeated; one that would take another's place needs a reason.

    :raises LedgerError: if the ledger fails; what was confirmed until then stands.
    """
    number, findings = 0, list[Finding]()
    for file in files:
        project = find_project(ledger, file.project, file.of_year).project
        for answer in file.answers:
            is_new, about = _confirmed(ledger, project, answer, act, assessor)
            number += is_new
            findings += about
    return number, tuple(findings)


def _confirmed(ledger: Ledger, project: Project, answer: Chosen, act: Act, assessor: str) -> tuple[bool, Findings]:
    words = told(answer.kind, answer.value)
    request = Confirmation(
        project=project, indicator=answer.code, kind=answer.kind, value=answer.value, assessor=assessor, act=act
    )
    before = standing_answer(ledger, request)
    if before is not None and before.value == answer.value:
        return False, ()
    if before is not None and not act.reason:
        values = {"answer": words, "before": told(before.kind, before.value), "by": before.by, "name": answer.indicator}
        return False, (finding("collect-answer-withheld", answer.source, **values),)
    try:
        confirm(ledger, request)
    except NotAnsweredError as error:
        values = {"answer": words, "name": answer.indicator, "why": error.why.coded}
        return False, (finding("collect-answer-refused", answer.source, **values),)
    return True, ()
