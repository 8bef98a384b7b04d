"""Points by the band that a figure falls in."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from engine.awards.award import Award, Bends, Case, Given, Table
from engine.awards.kinds import HUNDRED, ONE, TABLE, ZERO, Roles
from engine.language.rendering import Content, coded
from engine.quantity import Ratio, convert_ratio, plain


def band_of(table: Table, case: Case) -> Decimal | None:
    """The share of the points, in percent, of the highest band that a case reaches; None where it reaches none."""
    figure = case.completion if table.of == "completion" else in_table_unit(table, case)
    return None if figure is None else band_at(table, figure)


def in_table_unit(table: Table, case: Case) -> Ratio | None:
    """The actual in the unit of the table (8成 is 80 of a table in %); None where it does not convert."""
    return None if case.actual is None else convert_ratio(case.actual, case.unit, table.unit)


def band_at(table: Table, figure: Ratio) -> Decimal | None:
    """The same for a figure, a completion as a share of 1 or an actual percentage."""
    scale = HUNDRED if table.of == "completion" else ONE
    reached = (band.share for band in table.steps if figure.cmp(band.at_least / scale) >= 0)
    return next(reached, None)


class Bands(Award):
    """The share of the band that the completion, or the actual percentage, reaches; nothing below the lowest."""

    name = "bands"
    roles: ClassVar[Roles] = {"bands": TABLE}

    def share(self, case: Case, given: Given) -> Ratio:
        """The share of the band."""
        return Ratio(band_of(given.tables["bands"], case) or ZERO, HUNDRED)

    def bends(self, case: Case, given: Given) -> Bends:
        """The figures that the bands start from, an actual in the unit of the case."""
        table = given.tables["bands"]
        if table.of == "completion":
            return {"completion": tuple(Ratio(band.at_least, HUNDRED) for band in table.steps)}
        bounds = (convert_ratio(Ratio.of(band.at_least), table.unit, case.unit) for band in table.steps)
        return {"actual": tuple(bound for bound in bounds if bound is not None)}

    def working(self, case: Case, given: Given) -> str:
        """The share of the band."""
        return f"{plain(band_of(given.tables['bands'], case) or ZERO)}%"

    def needs(self, case: Case, given: Given) -> Content | None:
        """The highest band; of a completion of 100% that is the target itself."""
        table = given.tables["bands"]
        highest = table.steps[0].at_least
        if table.of == "completion" and highest == HUNDRED:
            return case.needs
        return coded(f"need-{table.of}", least=f"{plain(highest)}{table.unit if table.of == 'actual' else '%'}")
