"""What a cell of a workbook shows: numbers, percentages and dates as the text that a person reads there.

A cell holds a number and a format. ``0.9`` under ``0%`` is ``90%``; a day under ``yyyy"年"m"月"`` is a month. All
digits are kept, also those that the format hides, and that is said.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from engine.language.patterns import regex
from engine.quantity import plain

Value = str | int | float | bool | datetime | date | time | timedelta | Decimal | None


LONGEST = 100_000  # signs of a text; Excel itself holds a third of it
_DIGITS = 15  # Excel keeps no more
_GENERAL = ("general", "@", "")
_LITERAL = regex(r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)')
_DROPPED = regex(r"\[[^\]]*\]|_.|\*.")
_PATTERN = regex(r"[#0?][#0?,]*(?:\.(?P<decimals>[#0?]*))?(?P<scale>,*)")
_UNLIT = "¥￥$ ()+-"
_ESCAPED = regex(r"_x([0-9A-Fa-f]{4})_")
ERRORS = regex(r"#(?:REF!|DIV/0!|VALUE!|NAME\?|N/A|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)")
UNCALCULATED = "#UNCALCULATED"  # put by the reader of sheets for a formula without a stored result


class ErrorValue(str):
    """What a cell shows whose formula has no value (``#DIV/0!``), as against a text that reads the same."""

    __slots__ = ()


class Shown(NamedTuple):
    """The text of a cell, and the code of what must be said about it, where there is anything.

    ``is_error`` says that the text is that of an error (``#DIV/0!``), which nobody typed.
    """

    text: str
    code: str | None = None
    is_error: bool = False


class _Format(NamedTuple):
    """What of a number format matters here."""

    percent: bool
    before: str
    after: str
    decimals: int | None


def _format(number_format: str) -> _Format:
    """The first section of a number format: percent or not, the text around the digits, the decimals shown.

    Formats that scale (``0!.0,"万"``) keep their number and lose their text, since the one without the other is wrong.
    """
    literals: list[str] = []

    def keep(match: re.Match[str]) -> str:
        literals.append(match["quoted"] or match["escaped"] or "")
        return chr(0xE000 + len(literals) - 1) if len(literals) < 100 else ""

    code = number_format.partition(";")[0] if '"' not in number_format else _first_section(number_format)
    code = _DROPPED.sub("", _LITERAL.sub(keep, code))
    match = _PATTERN.search(code)
    if match is None or number_format.strip().lower() in _GENERAL:
        return _Format(False, "", "", None)
    scales = bool(match["scale"]) or "!" in code or "E" in code.upper() or "/" in code
    around = [_words(part, literals) for part in (code[: match.start()], code[match.end() :])]
    if scales:
        return _Format("%" in code, "", "", None)
    decimals = len(match["decimals"] or "")
    return _Format("%" in code, around[0], around[1], decimals)


def _first_section(number_format: str) -> str:
    quoted = False
    for position, sign in enumerate(number_format):
        quoted ^= sign == '"'
        if sign == ";" and not quoted:
            return number_format[:position]
    return number_format


def _words(part: str, literals: list[str]) -> str:
    signs = (literals[ord(sign) - 0xE000] if 0xE000 <= ord(sign) < 0xE064 else sign for sign in part)
    return "".join(sign for sign in "".join(signs) if sign not in _UNLIT + "%")


def _number(value: float | Decimal, number_format: str) -> Shown:
    exact = Decimal(f"{value:.{_DIGITS}g}") if isinstance(value, float) else Decimal(value)
    if not exact.is_finite():
        return _error(value)
    if abs(exact) >= Decimal(10) ** _DIGITS:
        return Shown("", "cell-digits-lost")
    known = _format(number_format)
    shown = exact.scaleb(2) if known.percent else exact
    text = f"{known.before}{plain(shown)}{'%' if known.percent else ''}{known.after}"
    rounds = known.decimals is not None and shown != _rounded(shown, min(known.decimals, 12))
    return Shown(text, "cell-rounded" if rounds else None)


def _error(value: object) -> Shown:
    return Shown(str(value), "cell-error", is_error=True)


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _date(value: date, number_format: str) -> str:
    """A day with the parts that the format shows; all of them where it shows none that is known here."""
    code = _DROPPED.sub("", _LITERAL.sub("", number_format)).lower()
    parts = [sign in code for sign in "ymd"]
    is_whole = parts[0] and parts[2]
    if not any(parts) or is_whole or ("h" in code and not parts[0] and not parts[2]):
        parts = [True, True, True]
    texts = (f"{value.year}年", f"{value.month}月", f"{value.day}日")
    return "".join(text for text, is_shown in zip(texts, parts, strict=True) if is_shown)


def _clock(value: time) -> str:
    return f"{value.hour:02}:{value.minute:02}" + (f":{value.second:02}" if value.second else "")


def _span(value: timedelta) -> str:
    minutes = int(value.total_seconds()) // 60
    return f"{minutes // 60}:{minutes % 60:02}"


def _unescaped(match: re.Match[str]) -> str:
    sign = chr(int(match[1], 16))
    return sign if sign.isprintable() or sign.isspace() else ""


def _text(value: str) -> Shown:
    """A text as typed: ``_x000D_`` is how workbooks write a sign that XML cannot hold."""
    text = _ESCAPED.sub(_unescaped, value[:LONGEST])
    is_cut = len(value) > LONGEST
    return Shown(text.replace("\r\n", "\n").replace("\r", "\n").strip(), "text-long" if is_cut else None)


def shown(value: Value, number_format: str = "General") -> Shown:
    """The text that a cell shows.

    ``code`` is one of ``cell-digits-lost`` (a number of more digits than a workbook keeps; no text),
    ``cell-rounded`` (it holds more decimals than it shows; all are kept), ``text-long`` (its rest is left out),
    ``cell-error`` and ``cell-uncalculated``.
    """
    result = Shown("")
    if isinstance(value, ErrorValue):
        result = Shown("", "cell-uncalculated") if value == UNCALCULATED else _error(value)
    elif isinstance(value, str):
        result = _text(value)
    elif isinstance(value, bool):
        result = Shown("TRUE" if value else "FALSE")
    elif isinstance(value, int | float | Decimal):
        result = _number(value, number_format)
    elif isinstance(value, datetime):
        clock = "" if value.time() == time() else _clock(value.time())
        result = Shown(_date(value, number_format) + clock)
    elif isinstance(value, date):
        result = Shown(_date(value, number_format))
    elif isinstance(value, time):
        result = Shown(_clock(value))
    elif isinstance(value, timedelta):
        result = Shown(_span(value))
    return result
