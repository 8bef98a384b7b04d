"""A run as pages: a tree of project sheets, each page and sheet named by the SHA-256 of its content.

Two runs share every page in which nothing differs, so a run after one correction adds a handful of pages however
large the set is. The shape of the tree follows from the projects' codes alone: one built afresh and one brought up to
date sheet by sheet are the same pages.

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
"""How many sheets a page names before they are spread over sixteen pages."""


class Tally(NamedTuple):
    """What a part of a run adds up to: projects, those without a total, findings that are errors, the earliest year."""

    projects: int = 0
    open: int = 0
    errors: int = 0
    year: int | None = None


class Entry(NamedTuple):
    """A sheet by the code of its project, or a page by the digit of its codes' digests, with the SHA-256."""

    key: str
    sha256: str
    tally: Tally


class Page(NamedTuple):
    """A page: sheets (``is_leaf``) in the order of their places, or pages in the order of their digits."""

    is_leaf: bool
    entries: tuple[Entry, ...]


Load = Callable[[str], str]
"""The text of a page by its SHA-256."""
Keep = Callable[[str], str]
"""Keeps the text of a page or sheet and gives its SHA-256."""


def sha256(text: str) -> str:
    """The name of a page or sheet: a ``Keep`` that keeps nothing."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def place(code: str) -> str:
    """Where the sheet of a project stands in the tree."""
    return sha256(code)


def build(entries: Iterable[Entry], keep: Keep, depth: int = 0) -> Entry:
    """The page over sheets that come in the order of their places; holds no more of them than stand on one page."""
    rest = iter(entries)
    first = tuple(islice(rest, LEAF + 1))
    if len(first) <= LEAF:
        return _kept(Page(True, first), keep)
    groups = groupby(chain(first, rest), key=lambda one: place(one.key)[depth])
    children = tuple(build(group, keep, depth + 1)._replace(key=digit) for digit, group in groups)
    return _kept(Page(False, children), keep)


def updated(root: Entry, changes: Iterable[Entry], load: Load, keep: Keep, depth: int = 0) -> Entry:
    """The page with some sheets put in or exchanged, in the order of their places; others are not looked at."""
    page = _loaded(root, load)
    if page.is_leaf:
        merged = {place(one.key): one for one in (*page.entries, *changes)}
        return build((merged[where] for where in sorted(merged)), keep, depth)
    children = {one.key: one for one in page.entries}
    for digit, group in groupby(changes, key=lambda one: place(one.key)[depth]):
        some, child = tuple(group), children.get(digit)
        new = build(some, keep, depth + 1) if child is None else updated(child, some, load, keep, depth + 1)
        children[digit] = new._replace(key=digit)
    return _kept(Page(False, tuple(children[digit] for digit in sorted(children))), keep)


def walk(root: Entry, load: Load) -> Iterator[Entry]:
    """Every sheet, in the order of the places."""
    page = _loaded(root, load)
    for one in page.entries:
        if page.is_leaf:
            yield one
        else:
            yield from walk(one, load)


def find(root: Entry, code: str, load: Load) -> Entry | None:
    """The sheet of a project; None where the run has none."""
    page, depth = _loaded(root, load), 0
    while not page.is_leaf:
        child = next((one for one in page.entries if one.key == place(code)[depth]), None)
        if child is None:
            return None
        page, depth = _loaded(child, load), depth + 1
    return next((one for one in page.entries if one.key == code), None)


def _kept(page: Page, keep: Keep) -> Entry:
    tallies = [one.tally for one in page.entries]
    years = [one.year for one in tallies if one.year is not None]
    whole = Tally(
        sum(one.projects for one in tallies),
        sum(one.open for one in tallies),
        sum(one.errors for one in tallies),
        min(years, default=None),
    )
    text = json.dumps(page, ensure_ascii=False, separators=(",", ":"))
    return Entry("", keep(text), whole)


def _loaded(entry: Entry, load: Load) -> Page:
    is_leaf, entries = json.loads(load(entry.sha256))
    return Page(is_leaf, tuple(Entry(key, name, Tally(*tally)) for key, name, tally in entries))
