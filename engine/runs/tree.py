"""A run as nodes: a tree of project sheets, each node and sheet named by the SHA-256 of its content.

Two runs share every node in which nothing differs, so a run after one correction adds a handful of nodes however
large the set is. The shape of the tree follows from the projects' codes alone: one built afresh and one brought up to
date sheet by sheet are the same nodes.

The tree is a radix tree over the digits of the SHA-256 of the codes (a Merkle tree after R. C. Merkle, 1987); nothing
here reads or writes, ``load`` and ``keep`` are the caller's.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby, islice
from typing import NamedTuple

LEAF = 16
"""How many sheets a node names before they are spread over sixteen nodes."""


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


class Node(NamedTuple):
    """A node: sheets (``is_leaf``) in the order of their places, or nodes in the order of their digits."""

    is_leaf: bool
    entries: tuple[Entry, ...]


Load = Callable[[str], str]
"""The text of a node by its SHA-256."""
Keep = Callable[[str], str]
"""Keeps the text of a node or sheet and gives its SHA-256."""


def sha256(text: str) -> str:
    """The name of a node or sheet: a ``Keep`` that keeps nothing."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def tree_key(code: str) -> str:
    """Where the sheet of a project stands in the tree."""
    return sha256(code)


def build(entries: Iterable[Entry], keep: Keep, depth: int = 0) -> Entry:
    """The node over sheets that come in the order of their places; holds no more of them than stand on one node."""
    rest = iter(entries)
    first = tuple(islice(rest, LEAF + 1))
    if len(first) <= LEAF:
        return _kept(Node(True, first), keep)
    groups = groupby(chain(first, rest), key=lambda one: tree_key(one.key)[depth])
    children = tuple(build(group, keep, depth + 1)._replace(key=digit) for digit, group in groups)
    return _kept(Node(False, children), keep)


def updated(root: Entry, changes: Iterable[Entry], load: Load, keep: Keep, depth: int = 0) -> Entry:
    """The node with some sheets put in or exchanged, in the order of their places; others are not looked at."""
    node = _loaded(root, load)
    if node.is_leaf:
        merged = {tree_key(one.key): one for one in (*node.entries, *changes)}
        return build((merged[where] for where in sorted(merged)), keep, depth)
    children = {one.key: one for one in node.entries}
    for digit, group in groupby(changes, key=lambda one: tree_key(one.key)[depth]):
        some, child = tuple(group), children.get(digit)
        new = build(some, keep, depth + 1) if child is None else updated(child, some, load, keep, depth + 1)
        children[digit] = new._replace(key=digit)
    return _kept(Node(False, tuple(children[digit] for digit in sorted(children))), keep)


def walk(root: Entry, load: Load) -> Iterator[Entry]:
    """Every sheet, in the order of the places."""
    node = _loaded(root, load)
    for one in node.entries:
        if node.is_leaf:
            yield one
        else:
            yield from walk(one, load)


def find(root: Entry, code: str, load: Load) -> Entry | None:
    """The sheet of a project; None where the run has none."""
    node, depth = _loaded(root, load), 0
    while not node.is_leaf:
        child = next((one for one in node.entries if one.key == tree_key(code)[depth]), None)
        if child is None:
            return None
        node, depth = _loaded(child, load), depth + 1
    return next((one for one in node.entries if one.key == code), None)


def _kept(node: Node, keep: Keep) -> Entry:
    tallies = [one.tally for one in node.entries]
    years = [one.year for one in tallies if one.year is not None]
    whole = Tally(
        sum(one.projects for one in tallies),
        sum(one.open for one in tallies),
        sum(one.errors for one in tallies),
        min(years, default=None),
    )
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    return Entry("", keep(text), whole)


def _loaded(entry: Entry, load: Load) -> Node:
    is_leaf, entries = json.loads(load(entry.sha256))
    return Node(is_leaf, tuple(Entry(key, name, Tally(*tally)) for key, name, tally in entries))
