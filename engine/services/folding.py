"""Which of very many remarks a person is shown: of many alike the first, of many files that hold nothing one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Protocol, TypeVar

from engine.language.catalogue import CODES
from engine.language.findings import Source
from engine.language.rendering import Coded, coded

MOST, FIRST = 20, 3
"""How many remarks alike are shown one by one, and how many of them where there are more."""
KINDS = 5
"""How many kinds of files are counted by their names."""


class Remark(Protocol):
    """A finding, or what has a code and a place as it has."""

    @property
    def code(self) -> str:
        """That of the finding."""

    @property
    def source(self) -> Source | None:
        """Where it stands."""


R = TypeVar("R", bound=Remark)


def folded(remarks: Sequence[R]) -> tuple[R | Coded, ...]:
    """What is shown of remarks: those that are few of a code and a kind of file as they are, the rest as numbers.

    All that is said of files without what is asked for is one sentence where such files are many: the folder is the
    wrong one, or holds other things too.
    """
    nothing = _holding_nothing(remarks)
    files = nothing - {str(folder) for file in nothing for folder in PurePath(file).parents}
    if len(files) <= MOST:
        return tuple(_by_kind(remarks))
    return (_counted(sorted(files)), *_by_kind([one for one in remarks if _file(one) not in nothing]))


def _holding_nothing(remarks: Iterable[Remark]) -> frozenset[str]:
    """The files and folders of which is said that what is asked for is not in them."""
    return frozenset(_file(one) for one in remarks if (code := CODES.get(one.code)) and code.holds_nothing)


def _file(remark: Remark) -> str:
    return remark.source.file if remark.source else ""


def _counted(files: Sequence[str]) -> Coded:
    counts = Counter(map(_suffix, files)).most_common()
    kinds = [coded("files-of-kind", kind=kind or "—", number=number) for kind, number in counts[:KINDS]]
    more = [coded("files-of-others", number=sum(number for _, number in counts[KINDS:]))] if counts[KINDS:] else []
    return coded("files-holding-nothing", number=len(files), kinds=[*kinds, *more], first=files[0])


def _suffix(file: str) -> str:
    return PurePath(file).suffix.lower()


def _by_kind(remarks: Sequence[R]) -> Iterator[R | Coded]:
    """The remarks in their order; of many of one kind the first, and how many more there are."""
    kinds = [(one.code, _suffix(_file(one))) for one in remarks]
    counts, seen = Counter(kinds), Counter[tuple[str, str]]()
    for one, kind in zip(remarks, kinds, strict=True):
        seen[kind] += 1
        if counts[kind] <= MOST or seen[kind] <= FIRST:
            yield one
        elif seen[kind] == FIRST + 1:
            yield coded("findings-more-of", number=counts[kind] - FIRST, code=one.code, kind=kind[1] or "—")
