"""A run as nodes: a tree over its projects, each node named by the SHA-256 of its content.

What a leaf holds is told by :class:`Leaves`: the names of sheets that are kept each by itself, or lines of numbers. Two
runs share every node in which nothing differs, so a run after one correction adds a handful of nodes however large the set
is. The shape of the tree follows from the projects' codes alone: one built afresh and one brought up to date project by
project are the same nodes.

The tree is a radix tree over the digits of the SHA-256 of the codes (a Merkle tree after R. C. Merkle, 1987); nothing
here reads or writes, ``load`` and ``keep`` are the caller's.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, islice
from typing import Generic, NamedTuple, TypeVar

Item = TypeVar("Item")
_INNER = "[false,"
"""What the text of a node over nodes begins with."""


class Tally(NamedTuple):
    """What a part of a run adds up to: projects, those without a total, findings that are errors, the earliest year."""

    projects: int = 0
    open: int = 0
    errors: int = 0
    year: int | None = None


class Entry(NamedTuple):
    """A sheet by the code of its project, or a node by the digit of its codes' digests, with the SHA-256."""

    key: str
    sha256: str
    tally: Tally


class Leaves(NamedTuple, Generic[Item]):
    """What the leaves of a tree hold: at most ``size`` items each, in the order of their places, as one text."""

    size: int
    code: Callable[[Item], str]
    tally: Callable[[Item], Tally]
    text: Callable[[Sequence[Item]], str]
    read: Callable[[str], tuple[Item, ...]]


Load = Callable[[Sequence[str]], Mapping[str, str]]
"""The texts of nodes by their SHA-256."""
Keep = Callable[[str], str]
"""Keeps the text of a node or sheet and gives its SHA-256."""


def sha256(text: str) -> str:
    """The name of a node or sheet: a ``Keep`` that keeps nothing."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def tree_key(code: str) -> str:
    """Where a project stands in the tree."""
    return sha256(code)


def entries_in(text: str) -> tuple[Entry, ...]:
    """What a node names: nodes, or the sheets of a leaf."""
    return tuple(Entry(key, name, Tally(*tally)) for key, name, tally in json.loads(text)[1])


def _text(is_leaf: bool, entries: Sequence[Entry]) -> str:
    return json.dumps((is_leaf, entries), ensure_ascii=False, separators=(",", ":"))


SHEETS = Leaves[Entry](
    size=16,
    code=lambda sheet: sheet.key,
    tally=lambda sheet: sheet.tally,
    text=lambda sheets: _text(True, sheets),
    read=entries_in,
)
"""Leaves that name sheets."""


def build(leaves: Leaves[Item], items: Iterable[Item], keep: Keep, depth: int = 0) -> Entry:
    """The node over items that come in the order of their places; holds no more of them than stand on one leaf."""
    rest = iter(items)
    first = tuple(islice(rest, leaves.size + 1))
    if len(first) <= leaves.size:
        return Entry("", keep(leaves.text(first)), _total(map(leaves.tally, first)))
    groups = groupby(chain(first, rest), key=lambda one: tree_key(leaves.code(one))[depth])
    return _over([build(leaves, group, keep, depth + 1)._replace(key=digit) for digit, group in groups], keep)


def updated(  # noqa: PLR0913, PLR0917 (a tree, what changes in it, and how its nodes are got at)
    leaves: Leaves[Item], root: Entry, changes: Iterable[Item], load: Load, keep: Keep, depth: int = 0
) -> Entry:
    """The node with some items put in or exchanged, in the order of their places; others are not looked at."""
    text = load([root.sha256])[root.sha256]
    if not text.startswith(_INNER):
        merged = {tree_key(leaves.code(one)): one for one in (*leaves.read(text), *changes)}
        return build(leaves, (merged[where] for where in sorted(merged)), keep, depth)
    children = {one.key: one for one in entries_in(text)}
    for digit, group in groupby(changes, key=lambda one: tree_key(leaves.code(one))[depth]):
        some, child = tuple(group), children.get(digit)
        if child is None:
            new = build(leaves, some, keep, depth + 1)
        else:
            new = updated(leaves, child, some, load, keep, depth + 1)
        children[digit] = new._replace(key=digit)
    return _over([children[digit] for digit in sorted(children)], keep)


def walk(leaves: Leaves[Item], root: Entry, load: Load) -> Iterator[Item]:
    """Every item, in the order of the places."""
    for _, text in leaf_texts(root, load):
        yield from leaves.read(text)


def leaf_texts(root: Entry, load: Load) -> Iterator[tuple[str, str]]:
    """Every leaf by its name and text, in the order of the places; the nodes below a node are loaded at once."""
    yield from _leaves(root.sha256, load([root.sha256])[root.sha256], load)


def _leaves(name: str, text: str, load: Load) -> Iterator[tuple[str, str]]:
    if not text.startswith(_INNER):
        yield name, text
        return
    children = entries_in(text)
    below = load([one.sha256 for one in children])
    for one in children:
        yield from _leaves(one.sha256, below[one.sha256], load)


def find(leaves: Leaves[Item], root: Entry, code: str, load: Load) -> Item | None:
    """The item of a project; None where the run has none."""
    text, depth = load([root.sha256])[root.sha256], 0
    while text.startswith(_INNER):
        child = next((one.sha256 for one in entries_in(text) if one.key == tree_key(code)[depth]), None)
        if child is None:
            return None
        text, depth = load([child])[child], depth + 1
    return next((one for one in leaves.read(text) if leaves.code(one) == code), None)


def _over(children: Sequence[Entry], keep: Keep) -> Entry:
    return Entry("", keep(_text(False, children)), _total(one.tally for one in children))


def _total(tallies: Iterable[Tally]) -> Tally:
    """What parts add up to."""
    parts = tuple(tallies)
    return Tally(
        sum(one.projects for one in parts),
        sum(one.open for one in parts),
        sum(one.errors for one in parts),
        min((one.year for one in parts if one.year is not None), default=None),
    )
