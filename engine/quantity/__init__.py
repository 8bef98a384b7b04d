"""Exact numbers as people write them: decimals, ratios, units, Chinese numerals, working days.

In: texts and decimals. Out: exact values; nothing here knows the field or a file.
"""

from __future__ import annotations

from engine.quantity.numbers import (
    CENT,
    EXACT,
    ONE,
    UNITS,
    ZERO,
    Dimension,
    Number,
    Ratio,
    Within,
    convert,
    convert_ratio,
    in_wan,
    mean,
    money,
    plain,
    points,
    read_amount,
    unit_of,
)

__all__ = [
    "CENT",
    "EXACT",
    "ONE",
    "UNITS",
    "ZERO",
    "Dimension",
    "Number",
    "Ratio",
    "Within",
    "convert",
    "convert_ratio",
    "in_wan",
    "mean",
    "money",
    "plain",
    "points",
    "read_amount",
    "unit_of",
]
