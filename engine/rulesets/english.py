"""What a ruleset says in English, beside its Chinese sentences: optional, and no part of what it scores by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import not_
from typing import Any, ClassVar

from pydantic import Field, field_validator

from engine.files.yaml import nearest
from engine.language.errors import CodedValueError
from engine.language.findings import Value
from engine.language.patterns import regex
from engine.language.rendering import Coded, coded
from engine.rulesets.kinds import Text

Path = tuple[str | int, ...]
_HAN = regex("[\u4e00-\u9fff]")


class Translated(Value):
    """A part of a ruleset that has sentences; ``en`` holds them in English, each by the name of its field."""

    sentences: ClassVar[tuple[str, ...]] = ("clause",)
    en: dict[str, Text] = Field(default={}, exclude_if=not_)

    @field_validator("en")
    @classmethod
    def _of_sentences(cls, en: dict[str, str]) -> dict[str, str]:
        for name in en:
            if name not in cls.sentences:
                raise CodedValueError("no-sentence-named", name=name, hint=nearest(name, cls.sentences))
        return en

    def english(self, name: str) -> Any:
        """A sentence in English; one that is in Chinese only is quoted."""
        own = getattr(self, name)
        return (own and self.en.get(name)) or (f"“{own}”" if own and _HAN.search(own) else own)

    def in_both(self, name: str) -> str | Coded:
        """A sentence that is said in whichever language is asked for."""
        own, english = getattr(self, name), self.english(name)
        return str(own) if english == own else coded("in-both", english=english, chinese=own)


def in_english(value: Any) -> Any:
    """The same with what it says, and what all in it says, in English."""
    if isinstance(value, tuple):
        return tuple(map(in_english, value))
    if isinstance(value, dict):
        return {name: in_english(one) for name, one in value.items()}
    if not isinstance(value, Translated):
        return value
    fields = {name: in_english(getattr(value, name)) for name in type(value).model_fields}
    return type(value).model_construct(**fields | {name: value.english(name) for name in value.sentences})


def translated(value: object, path: Path = ()) -> Iterator[tuple[Path, Translated]]:
    """What has sentences within a value, with the path to it."""
    if isinstance(value, Translated):
        yield path, value
    steps: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, Value):
        steps = value
    elif isinstance(value, dict | tuple):
        steps = value.items() if isinstance(value, dict) else enumerate(value)
    for step, below in steps:
        yield from translated(below, (*path, step))


def without_outdated(below: object, above: object) -> object:
    """What a document says that another is laid over, less the English of what that other says anew in Chinese."""
    if not isinstance(below, dict) or not isinstance(above, dict):
        return below
    kept = {key: without_outdated(value, above[key]) if key in above else value for key, value in below.items()}
    if isinstance(english := below.get("en"), dict):
        old, new = _sentences(below), _sentences(above)
        kept["en"] = {name: text for name, text in english.items() if new.get(name, old.get(name)) == old.get(name)}
    return kept


def _sentences(data: dict[str, object]) -> dict[str, object]:
    """A mapping with the flag of a rule, which is written under ``then``, beside its other sentences."""
    then = data.get("then")
    return {**data, **(then if isinstance(then, dict) else {})}
