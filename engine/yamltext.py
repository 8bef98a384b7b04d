"""YAML files that people edit, read with the line of every value, so that a fault can be named where it stands.

All scalars come as the text that was typed, nothing as None: ``0.1`` never passes through a binary float, ``是`` and ``no`` stay
words. The models say what type they want.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from engine.findings import Finding, Findings, Source, finding

Path = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)
MOST_VALUES = 200_000
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Document(NamedTuple):
    """A YAML file: its data (dicts, lists, strings) and the line of every path into it."""

    file: str
    data: object
    lines: Mapping[Path, int]

    def at(self, path: Path) -> Source:
        """Where a path stands, or the nearest place above it that exists."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return Source(file=self.file, line=self.lines[path[:end]])
        return Source(file=self.file, line=1)


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
        if len(self.lines) > MOST_VALUES or len(path) > 50:
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
            if key in data:
                raise _FaultError("yaml-repeated-key", line, key=key)
            self.lines[(*path, key)] = line
            data[key] = self.build(value_node, (*path, key))
        return data


def parse_yaml(text: str, file: str) -> tuple[Document | None, Findings]:
    """The document in a text, or the finding that says why there is none."""
    try:
        node = yaml.compose(text, Loader=_Loader)
        if node is None:
            return None, (finding("yaml-empty", Source(file=file, line=1)),)
        builder = _Builder()
        return Document(file, builder.build(node, ()), builder.lines), ()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = Source(file=file, line=mark.line + 1 if mark else 1)
        return None, (finding("yaml-syntax", place, problem=error.problem or str(error)),)
    except (yaml.YAMLError, RecursionError) as error:
        return None, (finding("yaml-syntax", Source(file=file, line=1), problem=str(error).split("\n", 1)[0]),)
    except _FaultError as fault:
        return None, (finding(fault.code, Source(file=file, line=fault.line), **fault.values),)


def validate(model: type[Model], document: Document, context: object = None) -> tuple[Model | None, Findings]:
    """The document as a model, or a finding for each fault, with its line and the nearest known word."""
    try:
        return model.model_validate(document.data, context=context), ()
    except ValidationError as error:
        return None, tuple(_faults(model, document, error))


def _faults(model: type[BaseModel], document: Document, error: ValidationError) -> Iterator[Finding]:
    for fault in error.errors():
        path, word = fault["loc"], str(fault["loc"][-1]) if fault["loc"] else ""
        place = document.at(path)
        if fault["type"] == "extra_forbidden":
            yield finding("yaml-unknown-key", place, key=word, hint=nearest(word, _fields(model, path)))
        elif fault["type"] == "missing":
            yield finding("yaml-missing-key", place, key=word)
        else:
            expected = fault["msg"].removeprefix("Value error, ")
            yield finding("yaml-value", place, key=".".join(map(str, path)), value=fault["input"], expected=expected)


def _fields(model: type[BaseModel], path: Path) -> list[str]:
    """The names known anywhere in a model: enough to suggest from."""
    names: dict[str, None] = {}
    waiting, seen = [model], set()
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        for name, field in one.model_fields.items():
            names[field.alias or name] = None
            waiting.extend(_models(field.annotation))
    return [name for name in names if name != path[-1]]


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _models(argument)


def nearest(word: str, known: list[str]) -> str:
    """A suggestion for a mistyped word, as a clause of a sentence; the known words where none is near."""
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    if close:
        return f"did you mean “{close[0]}”?"
    return "known are " + ", ".join(sorted(known)[:12])
