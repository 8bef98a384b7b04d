"""Drawing the set of projects to evaluate (抽样) from what was declared."""

from __future__ import annotations

from datetime import datetime

from engine.language.findings import Findings, Value, has_errors
from engine.runs.sampling import Sample, draw_from, pool_of
from engine.services.errors import NothingDeclaredError, SampleRefusedError
from engine.services.ledger import Ledger
from engine.services.names import codes_named
from engine.store import Chosen, View, choose_year, each_project, marks_now, years


class Draw(Value):
    """How many projects to draw of a year, from which seed of chance, which of them in any case, declared as of when."""

    size: int
    seed: str
    include: tuple[str, ...] = ()
    year: int
    as_of: datetime | None = None


def year_to_draw(ledger: Ledger, wanted: int | None = None, as_of: datetime | None = None) -> Chosen:
    """The year asked for, else the only or the newest one declared until then, with those beside it.

    :raises NothingDeclaredError: if there is no declaration.
    :raises LedgerError: if there is none of that year.
    """
    if not years(ledger, View(as_of=as_of)):
        raise NothingDeclaredError
    return choose_year(ledger, wanted, View(as_of=as_of))


def draw_sample(ledger: Ledger, request: Draw) -> tuple[Sample, Findings]:
    """The sample with the reason for each project; the same seed draws the same from the same declarations.

    :raises SampleRefusedError: if a project to include is unknown, or there are more of them than places.
    """
    view = View(as_of=request.as_of, until=marks_now(ledger), year=request.year)
    pool = pool_of(each_project(ledger, view))
    sample = draw_from(pool, request.size, request.seed, codes_named(ledger, request.include))
    if has_errors(sample.findings):
        raise SampleRefusedError(sample.findings)
    return sample, sample.findings
