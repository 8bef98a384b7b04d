"""What a cell of an OpenDocument sheet holds: a number or a day with a format that shows what the file says it shows.

A sheet keeps the value and the text that people see; their difference (``0.9`` and ``90%``) says the format, so that
styles need not be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from decimal import Decimal, InvalidOperation

from engine.grids.display import ERRORS, UNCALCULATED, ErrorValue, Value
from engine.language.patterns import regex

_NUMBER = regex(r"\d[\d,]*(?:\.(?P<decimals>\d+))?")
_MONTH = regex(r"\d{2,4}[年/.-]\d{1,2}月?")
_MOST_DECIMALS = 7
"""Decimals that somebody chose to see; where there are more, the sheet shows what fits."""
_NUMBERS = ("float", "percentage", "currency")


def value_of(attributes: Mapping[str, str], text: str) -> tuple[Value, str]:
    """The value of a cell and its number format, from its attributes without namespaces and the text that it shows."""
    kind = attributes.get("value-type", "")
    if ERRORS.fullmatch(text):
        return ErrorValue(text), ""
    if kind in _NUMBERS:
        return _number(attributes.get("value", ""), text)
    if kind == "date":
        return _day(attributes.get("date-value", ""), text)
    if not text and kind != "string" and "formula" in attributes:
        return ErrorValue(UNCALCULATED), ""
    return text, ""


def _number(written: str, text: str) -> tuple[Value, str]:
    with suppress(ValueError):
        value = float(written)
        return value, _format(value, text)
    return text, ""


def _day(written: str, text: str) -> tuple[Value, str]:
    with suppress(ValueError):
        return datetime.fromisoformat(written), 'yyyy"年"m"月"' if _MONTH.fullmatch(text) else "yyyy-mm-dd"
    return text, ""


def _format(value: float, text: str) -> str:
    """The number format by which a value shows as a text; ``General`` where the text shows another number (12万)."""
    shown = _NUMBER.search(text)
    if shown is None or len(shown["decimals"] or "") > _MOST_DECIMALS:
        return "General"
    decimals = len(shown["decimals"] or "")
    percent = "%" in text
    if not _is_rounded(value, shown[0].replace(",", ""), percent):
        return "General"
    digits = "0." + "0" * decimals if decimals else "0"
    before, after = (_literal(part) for part in (text[: shown.start()], text[shown.end() :]))
    return f"{before}{digits}{'%' if percent else ''}{after}"


def _is_rounded(value: float, shown: str, percent: bool) -> bool:
    """Whether a figure is the value as far as its decimals go, half a unit of the last more or less."""
    try:
        exact, seen = abs(Decimal(repr(value))).scaleb(2 if percent else 0), Decimal(shown)
        return abs(exact - seen) <= Decimal(1).scaleb(-len(shown.partition(".")[2])) / 2
    except InvalidOperation:  # no finite number
        return False


def _literal(part: str) -> str:
    kept = part.replace('"', "").replace("%", "").strip()
    return f'"{kept}"' if kept else ""
