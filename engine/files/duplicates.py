"""Values that say of what they are, each once: where two are of the same and differ, neither is taken.

Which of two counts is for a person to say. Whether something stands in two places is known only at the end, so the
values wait in a file until then; what is kept in memory of each is its key, its place and where it waits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from os import SEEK_END
from tempfile import SpooledTemporaryFile
from typing import IO, Any, NamedTuple, Protocol, TypeVar

from pydantic import BaseModel

from engine.language.findings import Finding, Findings, Source, finding

IN_MEMORY = 8 << 20
NO_YEAR = "—"


class _Located(Protocol):
    """A value with its place."""

    @property
    def source(self) -> Source: ...


Located = TypeVar("Located", bound=_Located)
Value_co = TypeVar("Value_co", covariant=True)


class Kind(NamedTuple):
    """How values of a kind are told apart.

    ``key`` is the project and year that one is of, ``says`` what it says wherever it stands; ``repeated`` and ``same``
    are the codes of findings about a second one.
    """

    model: type[BaseModel]
    key: Callable[[Any], tuple[str, int | None]]
    says: Callable[[Any], str]
    repeated: str
    same: str


class _First(NamedTuple):
    """The first value of a key: where it stands among all, its place, where it waits."""

    number: int
    location: str
    begins: int


class _File(Protocol[Value_co]):
    @property
    def projects(self) -> Sequence[Value_co]: ...
    @property
    def findings(self) -> Findings: ...


def values_of(files: Iterable[_File[Value_co]], say: list[Finding]) -> Iterator[Value_co]:
    """What the files hold, one after another; what is wrong with them goes to ``say`` as it comes."""
    for file in files:
        say.extend(file.findings)
        yield from file.projects


def without_duplicates(values: Iterable[Located], kind: Kind, say: Callable[[Finding], object]) -> Iterator[Located]:
    """The values that stand in one place, or in several in the same words, in their order.

    All are read before the first is given; ``say`` is told of every further place.
    """
    first: dict[tuple[str, int | None], _First] = {}
    left: set[int] = set()
    with SpooledTemporaryFile(max_size=IN_MEMORY) as kept:
        for number, value in enumerate(values):
            key = kind.key(value)
            before = first.setdefault(key, _First(number, str(value.source), kept.tell()))
            if before.number != number:
                is_same = kind.says(_read_at(before.begins, kept, kind)) == kind.says(value)
                left |= {number} if is_same else {number, before.number}
                details = {"code": key[0], "year": key[1] or NO_YEAR, "first": before.location}
                say(finding(kind.same if is_same else kind.repeated, value.source, **details))
            kept.write(_packed(value) + b"\n")
        kept.seek(0)
        for number, line in enumerate(kept):
            if number not in left:
                yield kind.model.model_validate_json(line)  # type: ignore[misc] # the kind's model is that of its values


def _read_at(begins: int, kept: IO[bytes], kind: Kind) -> BaseModel:
    """A value that waits; what follows goes to the end again."""
    kept.seek(begins)
    value = kind.model.model_validate_json(kept.readline())
    kept.seek(0, SEEK_END)
    return value


def _packed(value: Any) -> bytes:
    text: str = value.model_dump_json()
    return text.encode()
