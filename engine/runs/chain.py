"""The chain of a ledger: every entry is numbered and bound by a hash to the entry before it.

The hash is the SHA-256 over canonical JSON (RFC 8785 for what stands in it: texts, whole numbers, booleans) of the
entry's number, its kind, all its columns and the hash before. So nothing in the ledger can be changed, taken out or put
in without every later hash being another; and the last number and hash, the head, stand for all of it.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from engine.language.squeezing import straighten

NOTHING = ""
"""The hash before the first entry."""

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""The digits of a short form (Crockford's base 32: none looks like another)."""

GROUPS, LETTERS = 5, 4
_BITS = 5 * GROUPS * LETTERS


@lru_cache(maxsize=16)
def _moment(value: object) -> str:
    """A time in UTC to the microsecond, alike from every database; one without a zone is in UTC.

    Many entries bear the time of one command.
    """
    if not isinstance(value, datetime):
        raise TypeError(f"no column of an entry holds a {type(value).__name__}")
    moment = value if value.tzinfo is None else value.astimezone(UTC).replace(tzinfo=None)
    return moment.isoformat(timespec="microseconds")


_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_moment).encode


class Head(NamedTuple):
    """An entry of the chain, which stands for all up to it: its number, 0 before the first, and its hash (64 digits)."""

    number: int
    hash: str

    @property
    def short(self) -> str:
        """The hash as a person can compare it: a hundred bits in five groups; empty before the first entry."""
        return short(self.hash) if self.hash else ""

    @property
    def mark(self) -> str:
        """The entry in the foot of a document that is handed in: ``台账 第 123 条 · 3F7A-9C01-K2M4-77QX-0VB3``."""
        return f"台账 第 {self.number} 条 · {self.short}"


BEGIN = Head(0, NOTHING)


def link(number: int, kind: str, columns: Mapping[str, object], before: str) -> str:
    """The hash of an entry.

    ``columns`` are texts, whole numbers, booleans and times; one that holds its default is left out by the caller, so
    that a version that adds a column changes no older hash.

    :raises TypeError: if a column holds something else.
    """
    text = _ENCODE([number, kind, columns, before])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def short(value: str) -> str:
    """The first hundred bits of a hash in five groups, as ``3F7A-9C01-K2M4-77QX-0VB3``."""
    bits = int(value, 16) >> (4 * len(value) - _BITS)
    signs = "".join(SIGNS[bits >> shift & 31] for shift in range(_BITS - 5, -1, -5))
    return "-".join(signs[at : at + LETTERS] for at in range(0, len(signs), LETTERS))


def read_short(text: str) -> tuple[int, str] | None:
    """The number and the groups of a short form as it was printed or typed; None where it is none.

    Small letters, ``O`` for 0, ``I`` and ``L`` for 1, the words around it, and signs that nobody sees, which come with a
    text that is copied from a PDF, make no difference.
    """
    found = re.search(
        r"(\d+)\D+?((?:[0-9A-Za-z]{4}[-–—\s]+){4}[0-9A-Za-z]{4})(?![0-9A-Za-z])",
        unicodedata.normalize("NFKC", straighten(text)),
    )
    if found is None:
        return None
    letters = re.sub(r"[^0-9A-Z]", "", found[2].upper()).translate(str.maketrans("OIL", "011"))
    if set(letters) - set(SIGNS):
        return None
    return int(found[1]), "-".join(letters[at : at + LETTERS] for at in range(0, len(letters), LETTERS))
