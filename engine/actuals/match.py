"""What an entry means: the declared row that it names, and the files beside it."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from engine.files.allowed_folders import AllowedFolders
from engine.files.opening import digest, reason_of
from engine.files.text import shown
from engine.files.yaml import LONGEST_SHOWN, nearest
from engine.language.findings import Findings, Source, finding
from engine.language.rendering import Coded, coded
from engine.terms import Indicator, Project
from engine.terms.levels import key_of, same_level


def find_indicator(project: Project, name: str | None, level2: str | None, code: str | None) -> Indicator | Coded:
    """The live row that is meant, or the words that say why it is not clear which.

    By ``code``, and by ``name`` too where both are given; or by ``name``, with ``level2`` where the name stands under
    two level-2 indicators.
    """
    live = [row for row in project.indicators if row.is_live]
    if code is not None:
        return _by_code(live, code, name)
    named = _named(live, name or "")
    rows = [row for row in named if level2 is None or same_level(level2, row.level2)]
    if len(rows) == 1:
        return rows[0]
    if rows:
        return coded("name-in-rows", rows=_codes(rows), levels=[row.level2 for row in rows])
    if named:
        return coded("name-under-other", level2=level2, levels=[row.level2 for row in named])
    return coded("no-row-of-name", hint=_hint(name or "", live))


def _named(live: Sequence[Indicator], name: str) -> list[Indicator]:
    """The rows of a name: as it is written, else written with other signs and spaces."""
    key = key_of(name)
    return [row for row in live if row.name == name] or [row for row in live if key_of(row.name) == key]


def is_own(row: Indicator) -> bool:
    """Whether a row stands on the form itself; those that rulesets add can be recorded too."""
    return row.code.isdigit()


def _hint(name: str, live: Sequence[Indicator]) -> Coded:
    """The row that may be meant, of whatever kind; where none is near, the rows of the form."""
    names = [row.name for row in live]
    is_near = bool(difflib.get_close_matches(name[:LONGEST_SHOWN], names, n=1, cutoff=0.5))
    return nearest(name, names if is_near else [row.name for row in live if is_own(row)])


def _by_code(live: Sequence[Indicator], code: str, name: str | None) -> Indicator | Coded:
    row = next((row for row in live if row.code == code.zfill(2)), None)
    if row is None:
        return coded("no-row-of-code", code=code, codes=_codes([row for row in live if is_own(row)]))
    if name is not None and key_of(name) != key_of(row.name):
        return coded("code-of-other-row", code=code, name=row.name)
    return row


def _codes(rows: Sequence[Indicator]) -> list[str]:
    return [f"{row.code} {row.name}" for row in rows]


def digest_of(folders: AllowedFolders, name: str, source: Source, code: str) -> tuple[str, Findings]:
    """The SHA-256 of a file that an entry names, or the finding that it is not there."""
    try:
        return digest(folders.path(name)), ()
    except OSError as error:
        return "", (finding(code, source, file=shown(folders.folder / name), reason=reason_of(error)),)
