"""YAML files that people edit, read with the line of every value, so that a fault can be named where it stands.

All scalars come as the text that was typed, nothing as None: ``0.1`` never passes through a binary float, ``是`` and
``no`` stay words. The models say what type they want. A file that is made to explode (aliases of aliases, brackets
without end) costs no more than its length.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from yaml.reader import Reader, ReaderError

from engine.language.errors import CodedError
from engine.language.findings import Finding, Findings, Source, finding
from engine.language.patterns import regex
from engine.language.rendering import Coded, coded, either

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Path = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)
MOST_VALUES = 200_000
MOST_SIGNS = 16_000_000
DEEPEST = 50
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
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SAFE = 300
"""How many nested brackets, or signs before a word, the composer bears in any case: such texts are not
parsed twice."""
_MAY_BE_DEEP = regex(rf"[\ud800-\udfff]|\\[uU]|[ \t?:-]{{{SAFE}}}")
_HALF = regex("[\ud800-\udfff]")
_IN_QUOTES = regex(r"'([^']*)'")


class Document(NamedTuple):
    """A YAML file: its data (dicts, lists, strings), and the file and the line of every path into it."""

    file: str
    data: object
    locations: Mapping[Path, tuple[str, int]]

    def at(self, path: Path) -> Source:
        """Where a path stands, or the nearest place above it that exists."""
        above = (path[:end] for end in range(len(path), -1, -1))
        file, line = next((self.locations[one] for one in above if one in self.locations), (self.file, 1))
        return Source(file=file, line=line)

    def real(self, path: Path) -> Path:
        """A path without the steps that are no keys of the document: pydantic names the types of a union as such."""
        data: Any = self.data
        steps: list[str | int] = []
        for step in path:
            if _has(data, step):
                data = data[step]
                steps.append(step)
        return tuple(steps)

    def over(self, below: Document) -> Document:
        """This document laid over another: mappings are merged key by key, everything else replaces what it covers.

        A key with nothing after it leaves out what the other document says there.
        """
        covered: set[Path] = set()
        data = _laid_over(self.data, below.data, (), covered)
        kept = {
            path: location
            for path, location in below.locations.items()
            if not any(path[:end] in covered for end in range(len(path) + 1))
        }
        return Document(self.file, data, {**kept, **self.locations})

    def renamed(self, key: str, name: Callable[[str], str]) -> Document:
        """The document with the keys of a mapping under a top key as ``name`` gives them; one that is there stays as it is."""
        whole = self.data if isinstance(self.data, dict) else {}
        below = whole.get(key)
        if not isinstance(below, dict):
            return self
        new = {old: name(old) if isinstance(old, str) and name(old) not in below else old for old in below}
        locations = {
            (key, new[path[1]], *path[2:]) if len(path) > 1 and path[0] == key and path[1] in new else path: location
            for path, location in self.locations.items()
        }
        return Document(self.file, {**whole, key: {new[old]: value for old, value in below.items()}}, locations)

    def without(self, dropped: Iterable[Path]) -> Document:
        """The document less some keys, and less some entries of the lists under a key; the rest keep their places.

        ``dropped`` are paths of one step (a key) or two (a key, the number of an entry).
        """
        gone = set(dropped)
        whole = self.data if isinstance(self.data, dict) else {}
        data = {key: value for key, value in whole.items() if (key,) not in gone}
        moved: dict[Path, Path] = {}
        for key, value in data.items():
            if isinstance(value, list):
                kept = [index for index in range(len(value)) if (key, index) not in gone]
                moved |= {(key, old): (key, new) for new, old in enumerate(kept)}
                data[key] = [value[index] for index in kept]
        locations = {
            (*moved.get(path[:2], path[:2]), *path[2:]): location
            for path, location in self.locations.items()
            if path[:1] not in gone and path[:2] not in gone
        }
        return Document(self.file, data, locations)


def _has(data: object, step: str | int) -> bool:
    if isinstance(data, dict):
        return step in data
    return isinstance(data, list) and isinstance(step, int) and step < len(data)


def _laid_over(top: object, below: object, path: Path, covered: set[Path]) -> object:
    """The one over the other; ``covered`` gets the paths at which the other is replaced."""
    if isinstance(top, dict) and isinstance(below, dict):
        merged = dict(below)
        for key, value in top.items():
            merged[key] = _laid_over(value, below[key], (*path, key), covered) if key in below else value
        return {key: value for key, value in merged.items() if value is not None or key not in below}
    covered.add(path)
    return top


class Fault(NamedTuple):
    """What is wrong at one path of a document."""

    path: Path
    finding: Finding


class _FaultError(Exception):
    """Ends the reading of one file, with its finding's code, line and values."""

    def __init__(self, code: str, line: int, **values: object) -> None:
        super().__init__(code)
        self.code, self.line, self.values = code, line, values


class _Builder:
    """Turns composed nodes into data, noting lines; a repeated key and a file that explodes are faults."""

    def __init__(self) -> None:
        self.lines: dict[Path, int] = {}

    def build(self, node: yaml.Node, path: Path) -> object:
        line = node.start_mark.line + 1
        is_deep = len(path) >= DEEPEST and not isinstance(node, yaml.ScalarNode)
        if len(self.lines) > MOST_VALUES or is_deep:
            raise _FaultError("yaml-too-large", line, most=MOST_VALUES)
        self.lines.setdefault(path, line)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, index)) for index, item in enumerate(node.value)]
        return None if node.tag == "tag:yaml.org,2002:null" else str(node.value)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, object]:
        data: dict[str, object] = {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise _FaultError("yaml-syntax", line, problem=coded("yaml-key-plain"))
            if key in data:
                raise _FaultError("yaml-repeated-key", line, key=key)
            self.lines[(*path, key)] = line
            data[key] = self.build(value_node, (*path, key))
        return data


def parse_yaml(text: str, file: str) -> tuple[Document | None, Findings]:
    """The document in a text, or the finding that says why there is none."""
    if len(text) > MOST_SIGNS:
        return None, (finding("yaml-too-large", Source(file=file, line=1), most=MOST_VALUES),)
    last = len(text.rstrip().splitlines()) or 1  # what is missing at the end is said of the last line there is
    try:
        if _MAY_BE_DEEP.search(text) or len(text) > 2 * MOST_VALUES or text.count("[") + text.count("{") > SAFE:
            _check_events(text)
        node = yaml.compose(text, Loader=_Loader)
        if node is None:
            return None, (finding("yaml-empty", Source(file=file, line=1)),)
        builder = _Builder()
        data = builder.build(node, ())
        locations = {path: (file, min(line, last)) for path, line in builder.lines.items()}
        return Document(file, data, locations), ()
    except _FaultError as fault:
        return None, (finding(fault.code, Source(file=file, line=fault.line), **fault.values),)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        location = Source(file=file, line=min(mark.line + 1, last) if mark else 1)
        return None, (finding("yaml-syntax", location, problem=coded("original", text=error.problem or error)),)
    except ReaderError as error:
        location = Source(file=file, line=_line_of_unprintable(text))
        return None, (finding("yaml-syntax", location, problem=coded("original", text=error.reason)),)


def _check_events(text: str) -> None:
    """Refuses brackets without end and values without number before the composer runs out of stack and memory."""
    depth = nodes = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.ScalarEvent) and _HALF.search(event.value):
            raise _FaultError("yaml-syntax", line, problem=coded("yaml-half-character"))
        nodes += isinstance(event, yaml.NodeEvent)
        if depth > DEEPEST or nodes > 2 * MOST_VALUES:  # a key and its value
            raise _FaultError("yaml-too-large", line, most=MOST_VALUES)


def _line_of_unprintable(text: str) -> int:
    match = Reader.NON_PRINTABLE.search(text)
    return text.count("\n", 0, match.start()) + 1 if match else 1


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
