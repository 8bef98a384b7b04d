"""YAML files that people edit, read with the line of every value, so that a fault can be named where it stands.

All scalars come as the text that was typed, nothing as None: ``0.1`` never passes through a binary float, ``是`` and
``no`` stay words. The models say what type they want. What the files that ship say is saved in ``shipped.json`` by the
digests of their texts, made by ``python -m tests.make_docs``: any other text is parsed.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path as File
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from engine.files.document import Document, Path
from engine.language.errors import CodedError
from engine.language.findings import Finding, Findings, finding
from engine.language.patterns import regex
from engine.language.rendering import Coded, coded, either

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=BaseModel)
SHIPPED = File(__file__).with_name("shipped.json")
LONGEST_SHOWN = 60
MOST_KNOWN = 12
LONGEST_QUOTE = 400
EXPECTED = {
    "model_type": "keys-with-values",
    "dict_type": "keys-with-values",
    "tuple_type": "a-list",
    "list_type": "a-list",
    "too_short": "an-entry",
    "too_long": "entries-at-most",
    "string_type": "a-text",
    "string_too_short": "a-text-not-empty",
    "string_too_long": "signs-at-most",
    "string_pattern_mismatch": "a-name",
    "int_parsing": "whole-number",
    "int_parsing_size": "whole-number-short",
    "decimal_parsing": "a-number",
    "bool_parsing": "true-or-false",
    "greater_than_equal": "number-at-least",
    "less_than_equal": "number-at-most",
}
"""What is expected, by pydantic's name of the fault."""
_BOUNDS = ("ge", "le", "max_length")
_IN_QUOTES = regex(r"'([^']*)'")


class Fault(NamedTuple):
    """What is wrong at one path of a document."""

    path: Path
    finding: Finding


def parse_yaml(text: str, file: str) -> tuple[Document | None, Findings]:
    """The document in a text, or the finding that says why there is none."""
    from engine.files.parsing import parsed  # noqa: PLC0415 (the parser takes as long to import as a ruleset to read)

    return parsed(text, file)


def parse_shipped(text: str, file: str) -> tuple[Document | None, Findings]:
    """The same; a text that ships is not parsed but for its lines, where they are asked for."""
    data = _shipped().get(sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    return parse_yaml(text, file) if data is None else (Document(file, data, _Lines(text, file)), ())


@cache
def _shipped() -> Mapping[str, object]:
    try:
        kept: dict[str, object] = json.loads(SHIPPED.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept


class _Lines(Mapping[Path, tuple[str, int]]):
    """The lines of a text, which is parsed for them when one is asked for."""

    def __init__(self, text: str, file: str) -> None:
        self._of = text, file

    @cached_property
    def _found(self) -> Mapping[Path, tuple[str, int]]:
        document, _ = parse_yaml(*self._of)
        return document.locations if document else {}

    def __getitem__(self, path: Path) -> tuple[str, int]:
        return self._found[path]

    def __iter__(self) -> Iterator[Path]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def check(model: type[Model], document: Document, context: object = None) -> tuple[Model | None, tuple[Fault, ...]]:
    """The document as a model, or each fault with its path, its line and the nearest known word."""
    try:
        return model.model_validate(document.data, context=context), ()
    except ValidationError as error:
        return None, tuple(_faults(model, document, error))


def validate(model: type[Model], document: Document, context: object = None) -> tuple[Model | None, Findings]:
    """The document as a model, or a finding for each fault."""
    read, faults = check(model, document, context)
    return read, tuple(fault.finding for fault in faults)


def _faults(model: type[BaseModel], document: Document, error: ValidationError) -> Iterator[Fault]:
    """The faults; where a value may be of several types, what each expects is one fault, and the deepest counts."""
    found = [(document.real(one["loc"]), one) for one in error.errors(include_url=False)]
    wrong: dict[Path, list[Coded]] = {}
    for path, one in found:
        wrong.setdefault(path, []).append(_expected(one))
    above = {path[:end] for path in wrong for end in range(len(path))}
    reported: set[Path] = set()
    for path, one in found:
        if one["type"] == "extra_forbidden":
            fields = _fields(model, path)
            hint = nearest(str(path[-1]), fields.values(), fields)
            yield Fault(path, finding("yaml-unknown-key", document.at(path), key=shown(path[-1]), hint=hint))
        elif one["type"] == "missing":
            yield Fault(one["loc"], finding("yaml-missing-key", document.at(path), key=one["loc"][-1]))
        elif path not in reported and not (len(path) < len(one["loc"]) and path in above):
            reported.add(path)
            values = {"key": key_of(path), "value": shown(one["input"]), "expected": _one_of(wrong[path])}
            yield Fault(path, finding("yaml-value", document.at(path), **values))


def key_of(path: Path) -> Coded:
    """A key of a document by the steps to it, for a sentence."""
    return coded("key-of", key=".".join(map(str, path))) if path else coded("whole-file")


def keys_of(names: Iterable[str]) -> tuple[Coded, ...]:
    """Several keys of one place, for a sentence."""
    return tuple(key_of((name,)) for name in names)


def _expected(error: ErrorDetails) -> Coded:
    """What was expected, in a word or two; a model's own check says it whole, and what pydantic alone knows is quoted."""
    context = error.get("ctx", {})
    if isinstance(own := context.get("error"), CodedError):
        return own.content
    if error["type"] in ("enum", "literal_error"):
        known = (coded("word-of-program", word=word) for word in _IN_QUOTES.findall(context["expected"]))
        return coded("expected", what=either(*known))
    if error["type"] in EXPECTED:
        bounds = {name: context[name] for name in _BOUNDS if name in context}
        return coded("expected", what=coded(EXPECTED[error["type"]], **bounds))
    return coded("original", text=error["msg"][:LONGEST_QUOTE])


def _one_of(expected: list[Coded]) -> Coded:
    """What each type that a value may have expects, each once."""
    first, *others = (one for at, one in enumerate(expected) if one not in expected[:at])
    if not others:
        return first
    nouns = (one.values["what"] if one.code == "expected" else one for one in (first, *others))
    return coded("expected", what=either(*(one for one in nouns if not isinstance(one, tuple))))


def shown(value: object) -> str:
    """A value for a message: never longer than a line."""
    if value is None or isinstance(value, dict | list):
        return "" if value is None else "{…}" if isinstance(value, dict) else "[…]"
    text = str(value)
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"


def _fields(model: type[BaseModel], path: Path) -> dict[str, str]:
    """The keys known where an unknown one stands (the last step of ``path``), each with the title people know it by."""
    for step in path[:-1]:
        field = next((field for name, field in model.model_fields.items() if (field.alias or name) == step), None)
        model = next(_models(field.annotation), model) if field else model
    names = {field.alias or name: field for name, field in model.model_fields.items()}
    return {name: field.title or name for name, field in names.items()}


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _models(argument)


def nearest(word: str, known: Iterable[str], others: Iterable[str] = ()) -> Coded:
    """A suggestion for a mistyped word, as a clause of a sentence; the known words where none is near.

    ``others`` may be meant too, and are not listed.
    """
    words = list(known)
    close = difflib.get_close_matches(word[:LONGEST_SHOWN], [*words, *others], n=1, cutoff=0.5)
    if close:
        return coded("did-you-mean", word=close[0])
    return coded("known-are", words=sorted(words)[:MOST_KNOWN])
