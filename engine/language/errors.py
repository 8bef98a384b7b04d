"""Errors whose reason is data: a code with values, of which words are made where it is shown."""

from __future__ import annotations

from engine.language.catalogue import Language
from engine.language.rendering import Coded, coded, text_of


class CodedError(Exception):
    """Something cannot be done; ``content`` says why and what to do, ``str`` says it in English.

    :raises KeyError: if the code is not in the catalogue.
    """

    def __init__(self, code: str | Coded, /, **values: object) -> None:
        super().__init__(code, values)
        self.content = coded(code, **values) if isinstance(code, str) else code

    def __str__(self) -> str:
        return text_of(self.content, Language.ENGLISH)


class CodedValueError(CodedError, ValueError):
    """A value is not what it should be: what a model's check raises, so that the file's reader can say it in words."""
