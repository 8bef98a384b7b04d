"""An approximate figure (近200人, 约200人, 200余人): within which bounds it lies, and whether its target stands between."""

from __future__ import annotations

from decimal import Decimal

from engine.observe import phrases as p
from engine.observe.rowtext import RowText
from engine.quantity import EXACT, convert
from engine.targets.mentions import Mention

_TWENTIETH = Decimal("0.05")
"""So much of a figure 近 and 约 leave open at most, and no more than one of its last digit."""


def is_nearly(mention: Mention) -> bool:
    """Whether a figure is said to be about so much."""
    return mention.approximate or p.NEARLY.search(mention.before) is not None or _is_below(mention)


def is_on_both_sides(row: RowText, mention: Mention) -> bool:
    """Whether a figure that is about so much may be on either side of what the target asks for, or so near below it that
    what is missing counts; one that is off by far counts as it stands."""
    if not is_nearly(mention) or mention.number is None:
        return False
    number = convert(mention.number, mention.unit, row.unit)
    least, most = _bounds(mention, mention.number if number is None else number)
    goal = row.goal
    floor = row.target.lower if goal is None else None if row.is_lower else goal
    ceiling = row.target.upper if goal is None else goal if row.is_lower else None
    return (floor is not None and least < floor <= most) or (ceiling is not None and least <= ceiling < most)


def _bounds(mention: Mention, number: Decimal) -> tuple[Decimal, Decimal]:
    """The least and the most that is meant: 近200 is less, 200余 up to the next of its last digit."""
    digit = EXACT.divide(EXACT.multiply(number, _last_digit(mention)), mention.number or 1)
    if _is_above(mention):
        return number, number + digit
    width = min(digit, EXACT.multiply(number, _TWENTIETH))
    return number - width, number if _is_below(mention) else number + width


def _is_below(mention: Mention) -> bool:
    return p.NEARLY_BELOW.search(mention.before) is not None or mention.behind.startswith("不到")


def _is_above(mention: Mention) -> bool:
    return p.NEARLY_ABOVE.search(f"{mention.before}{mention.written}") is not None


def _last_digit(mention: Mention) -> Decimal:
    """What the last digit of a figure that is not 0 counts: 100 of 1200."""
    exponent = (mention.number or Decimal(0)).normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
