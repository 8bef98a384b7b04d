"""JSON printed piece by piece: a long list is neither built nor held as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

import click

from engine.cli.common import json_line, json_text

if TYPE_CHECKING:
    from engine.language.findings import Value
    from engine.runs.outlines import OutlinedRun
    from engine.runs.record import ProjectScore

Fields = Mapping[str, object]
"""The fields of an object as JSON data; an iterator stands for a list and gives its items."""


def fields_of(value: Value, **lists: Iterable[Value]) -> Fields:
    """The fields of a value; some lists, its own and others, give their items one at a time."""
    short = value.model_dump(mode="json", exclude=set(lists))
    long = {name: json_of(values) for name, values in lists.items()}
    return {name: {**short, **long}[name] for name in (*type(value).model_fields, *lists)}


def json_of(values: Iterable[Value]) -> Iterator[object]:
    """Values as JSON data, one at a time."""
    return (one.model_dump(mode="json") for one in values)


def print_run(run: OutlinedRun, kind: str) -> None:
    """A run to stdout, as :func:`print_fields` does; what is said of its projects waits in a file until they are out."""
    with TemporaryFile("w+", encoding="utf-8") as waiting:
        long = {"projects": json_of(_noted(run.projects, waiting)), "findings": waited(waiting)}
        print_fields({**run.head.model_dump(mode="json"), **long}, kind)


def _noted(projects: Iterable[ProjectScore], waiting: IO[str]) -> Iterator[ProjectScore]:
    for project in projects:
        waiting.writelines(f"{one.model_dump_json()}\n" for one in project.all_findings)
        yield project


def waited(waiting: IO[str]) -> Iterator[object]:
    """What was put into a file as lines of JSON, once it is asked for."""
    waiting.seek(0)
    yield from map(json.loads, waiting)


def print_fields(fields: Fields, kind: str = "json") -> None:
    """An object to stdout as :func:`engine.cli.common.print_json` prints it.

    As ``jsonl`` its head on one line, without the lists that are given one at a time, and then a project on each.
    """
    for piece in pieces(fields) if kind == "json" else lines(fields):
        click.echo(piece, nl=False)


def pieces(fields: Fields) -> Iterator[str]:
    """The JSON of an object, piece by piece, as a text that ends."""
    before = "{"
    for name, value in fields.items():
        yield f"{before}\n  {json_text(name)}: "
        if isinstance(value, Iterator):
            yield from _items(value)
        else:
            yield _within(value, "  ")
        before = ","
    yield "\n}\n"


def _items(values: Iterator[object]) -> Iterator[str]:
    before = "["
    for value in values:
        yield f"{before}\n    {_within(value, '    ')}"
        before = ","
    yield "[]" if before == "[" else "\n  ]"


def _within(value: object, indent: str) -> str:
    return json_text(value).replace("\n", f"\n{indent}")  # a text in JSON holds no line end of its own


def lines(fields: Fields) -> Iterator[str]:
    """The lines of an object: its head, then its projects."""
    yield json_line({name: value for name, value in fields.items() if not isinstance(value, Iterator)})
    projects = fields["projects"]
    assert isinstance(projects, Iterator)
    yield from map(json_line, projects)
