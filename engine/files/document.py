"""A file as data, with the line of every value in it, and how one is laid over another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from engine.language.findings import Source

Path = tuple[str | int, ...]


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
