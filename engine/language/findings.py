"""What the engine says about its input: values with a source, never exceptions.

A stage is a plain function ``values -> (values, findings)``. Exceptions are for misuse of the code; whatever a
person may have typed ends as a Finding that says where, what, and what to do.
"""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from engine.language.codes import CODES, Severity

__all__ = ["Finding", "Findings", "Severity", "Source", "Value", "finding", "has_errors", "unique"]


class Value(BaseModel):
    """Base of every value that passes between rooms: frozen, no unknown fields, tuples instead of lists.

    Every value is hashable, also one that holds a mapping: places and findings are gathered by what they are.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    def __hash__(self) -> int:
        return hash((type(self), *map(_hashable, self.__dict__.values())))


def _hashable(value: object) -> object:
    """A field's value by its content; mappings that are equal give the same, whatever their order."""
    if isinstance(value, dict):
        return frozenset((name, _hashable(one)) for name, one in value.items())
    return tuple(map(_hashable, value)) if isinstance(value, list | tuple) else value


class Source(Value):
    """Where a value was read: a text's line, a workbook's sheet and cell, or a document's table and row.

    Numbers count from 1; in a document outside its tables, ``line`` is the paragraph.
    """

    file: str
    line: int | None = None
    sheet: str | None = None
    cell: str | None = None
    table: int | None = None
    row: int | None = None

    def __str__(self) -> str:
        place = [self.file]
        if self.line is not None:
            place.append(str(self.line))
        if self.sheet is not None:
            place.append(f"{self.sheet}!{self.cell or ''}".rstrip("!"))
        if self.table is not None:
            place.append(f"table {self.table}" + (f" row {self.row}" if self.row is not None else ""))
        return ":".join(place)


class Finding(Value):
    """One thing worth saying: a stable code, its values, and the English sentence made of both.

    ``message`` is the English text; :meth:`chinese` renders the same values for documents that are handed in.
    """

    code: str
    severity: Severity
    message: str
    values: dict[str, str] = {}
    source: Source | None = None

    def chinese(self) -> str:
        """The same finding as a Chinese sentence, for documents."""
        return CODES[self.code].chinese.format_map(self.values)

    def at(self, source: Source | None) -> Finding:
        """The same finding with its place, where it had none."""
        if source is None or self.source is not None:
            return self
        return self.model_copy(update={"source": source})

    def __str__(self) -> str:
        place = f"{self.source}: " if self.source else ""
        return f"{place}{self.severity}: {self.message} [{self.code}]"


Findings = tuple[Finding, ...]


def finding(code: str, source: Source | None = None, /, **values: object) -> Finding:
    """A finding of a known code.

    :raises KeyError: if the code is not in :data:`engine.language.codes.CODES`, or its sentence names a value not given.
    """
    entry = CODES[code]
    texts = {name: str(value) for name, value in values.items()}
    return Finding(
        code=code, severity=entry.severity, message=entry.english.format_map(texts), values=texts, source=source
    )


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings is an error (exit code 1 of the command line)."""
    return any(one.severity is Severity.ERROR for one in findings)


def unique(findings: Iterable[Finding]) -> Findings:
    """The findings in their order, each sentence of a place once."""
    return tuple({(one.code, one.message, one.source): one for one in findings}.values())
