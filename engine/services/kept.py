"""What a ledger holds of the projects that filled-in tables name, to recheck them with."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from engine.language.squeezing import squeeze
from engine.recheck import Declarations, Declared, FilledTable
from engine.scoring.assessing import replaced
from engine.services.ledger import Ledger
from engine.store import load_cases, named, years_of
from engine.terms.levels import key_of


def kept_in(ledger: Ledger, assessor: str = "") -> Declarations:
    """The declarations that a ledger holds, each with what counts in the runs of an assessor (empty: the unit's)."""
    return _Kept(ledger, assessor).of


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
