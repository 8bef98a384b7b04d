"""By what a person is shown a row, and types it: by its name, and by its code where several rows bear the name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from engine.terms.levels import key_of
from engine.terms.project import NOT_APPLICABLE


class RowNames(NamedTuple):
    """The names of a project's rows; ``repeated`` are those that several rows bear, as names are compared."""

    repeated: frozenset[str] = frozenset()

    def mark(self, code: str, name: str) -> str:
        """What stands before a row's name: its code where the name does not tell it from the others, as 不适用 never does."""
        return "" if self._tells(name) else f"[{code}] "

    def shown(self, code: str, name: str) -> str:
        """A row as people are shown it: ``报告数量``, or ``[01] 报告数量`` where another row is called so too."""
        return f"{self.mark(code, name)}{name}"

    def typed(self, code: str, name: str) -> str:
        """A row as a command names it: by its name where that can be typed and means no other, else by its code."""
        is_word = name.isprintable() and not name.startswith("-") and not name.isdigit()
        return name if code.isdigit() and is_word and self._tells(name) else code

    def _tells(self, name: str) -> bool:
        return bool(name.strip()) and key_of(name) not in (NOT_APPLICABLE, *self.repeated)


def row_names(*sides: Iterable[tuple[str, str]]) -> RowNames:
    """The names of rows, given as their codes and names; of several forms or runs, in which a row's code may differ, what
    is repeated in one of them."""
    return RowNames(frozenset(name for rows in sides for name in _repeated(rows)))


def _repeated(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    codes: dict[str, set[str]] = {}
    for code, name in rows:
        codes.setdefault(key_of(name), set()).add(code)
    yield from (name for name, some in codes.items() if len(some) > 1)
