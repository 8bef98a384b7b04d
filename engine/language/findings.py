"""What the engine says about its input: values with a source, never exceptions.

A stage is a plain function ``values -> (values, findings)``. Exceptions are for misuse of the code; whatever a
person may have typed ends as a Finding that says where, what, and what to do.
"""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field, ModelWrapValidatorHandler, model_validator

from engine.language.catalogue import CODES, Ask, Code, Language, Settling, Severity, sentence
from engine.language.rendering import Coded, Content, coded, content_of, text_of, texts_of
from engine.language.value import Value

__all__ = ["Ask", "Finding", "Findings", "Settling", "Severity", "Source", "Value", "finding", "has_errors", "unique"]


class Source(Value):
    """Where a value was read: a text's line, a workbook's sheet and cell, or a document's table and row.

    Numbers count from 1; in a document outside its tables, ``line`` is the paragraph. Of a PDF, whose tables and lines
    count on their own page, there is a ``page`` too.
    """

    file: str
    line: int | None = None
    sheet: str | None = None
    cell: str | None = None
    table: int | None = None
    row: int | None = None
    # absent where there is none: what was stored before pages were known stays what it is, byte by byte
    page: int | None = Field(default=None, exclude_if=lambda page: page is None)

    def within(self, language: Language) -> str:
        """Where in its file, in words: ``第 385 行``, ``第 1 个表第 6 行第 7 格``, or the sheet and cell of a workbook."""
        if self.table is None and self.line is None:
            return " ".join(filter(None, (self.sheet, self.cell)))
        in_table = self.table is not None
        row = coded("place-table", table=self.table, row=self.row) if in_table else coded("place-line", line=self.line)
        if self.page is not None:
            row = coded("place-page", page=self.page, row=row)
        return text_of(row if self.cell is None else coded("place-cell", row=row, cell=self.cell), language)

    def shown(self, language: Language) -> str:
        """File and place: ``a.docx:table 1 row 6``, ``a.docx 第 1 个表第 6 行``; a line or cell as ``a.txt:7`` in either."""
        if language is Language.CHINESE and (self.table is not None or self.page is not None):
            return f"{self.file} {self.within(language)}"
        return str(self)

    def __str__(self) -> str:
        parts = [self.file]
        on_page = f"page {self.page} " if self.page is not None else ""
        if self.line is not None:
            parts.append(f"{on_page}line {self.line}" if on_page else str(self.line))
        if self.sheet is not None:
            parts.append(f"{self.sheet}!{self.cell or ''}".rstrip("!"))
        if self.table is not None:
            parts.append(f"{on_page}table {self.table}" + (f" row {self.row}" if self.row is not None else ""))
        return ":".join(parts)


class Finding(Value):
    """One thing worth saying: a stable code, its values (numbers, quotes, coded words), and the English sentence made
    of both.

    ``message`` is the English text; :meth:`chinese` renders the same values for documents that are handed in.
    """

    code: str
    severity: Severity
    message: str
    values: dict[str, Content] = {}
    source: Source | None = None

    @property
    def _meaning(self) -> Code:
        """What its code means; one that only an older version of the program had means nothing more."""
        return CODES.get(self.code) or Code("", self.severity, "")

    @property
    def asks(self) -> Ask | None:
        """What it asks a person to settle, where it is a question that leaves a row open."""
        return self._meaning.asks

    @property
    def settled_by(self) -> tuple[Settling, ...]:
        """What may settle it besides recording the figure again."""
        return self._meaning.settled_by

    @property
    def is_impossible(self) -> bool:
        """Whether it says of a value that it cannot be true."""
        return self._meaning.is_impossible

    @property
    def of_writing(self) -> bool:
        """Whether it says how a figure is written, be it a target's or a recorded one."""
        return self._meaning.of_writing

    def chinese(self) -> str:
        """The same finding as a Chinese sentence; as it was said then, where a later version has its code no more or
        names another value in its sentence: a run is kept for years."""
        try:
            return text_of(self.coded, Language.CHINESE) if self.code in CODES else self.message
        except KeyError:
            return self.message

    def text(self, name: str) -> str:
        """One of its values as text; empty where it has none of that name."""
        return text_of(self.values.get(name), Language.ENGLISH)

    @property
    def coded(self) -> Coded:
        """What it says as data, without its place and its sentence."""
        return Coded(code=self.code, values=self.values)

    @model_validator(mode="wrap")
    @classmethod
    def _worded(cls, data: object, handler: ModelWrapValidatorHandler[Finding]) -> Finding:
        """A finding that was kept without its sentence says it again; the Chinese one that JSON has beside it is not kept."""
        if isinstance(data, dict) and "message_zh" in data:
            data = {name: value for name, value in data.items() if name != "message_zh"}
        if not isinstance(data, dict) or "message" in data:
            return handler(data)
        kept = handler({**data, "message": ""})
        return kept.model_copy(update={"message": text_of(kept.coded, Language.ENGLISH)})

    def at(self, source: Source | None) -> Finding:
        """The same finding with its place, where it had none."""
        if source is None or self.source is not None:
            return self
        return self.model_copy(update={"source": source})

    def line(self, language: Language) -> str:
        """Its place, how much it matters, what it says, and its code: ``2024.txt:7: error: … [row-cells]``."""
        location = f"{self.source.shown(language)}: " if self.source else ""
        what = self.message if language is Language.ENGLISH else self.chinese()
        return text_of(coded(f"line-{self.severity}", location=location, what=what, code=self.code), language)

    def __str__(self) -> str:
        return self.line(Language.ENGLISH)


Findings = tuple[Finding, ...]


def finding(code: str, source: Source | None = None, /, **values: object) -> Finding:
    """A finding of a known code.

    :raises KeyError: if the code is not in :data:`engine.language.catalogue.CODES`, or its sentence names a value not given.
    """
    severity = CODES[code].severity
    contents = {name: content_of(value) for name, value in values.items()}
    message = sentence(code, Language.ENGLISH, texts_of(code, contents, Language.ENGLISH))
    return Finding(code=code, severity=severity, message=message, values=contents, source=source)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings is an error (exit code 1 of the command line)."""
    return any(one.severity is Severity.ERROR for one in findings)


def unique(findings: Iterable[Finding]) -> Findings:
    """The findings in their order, each sentence of a place once."""
    return tuple({(one.code, one.message, one.source): one for one in findings}.values())
