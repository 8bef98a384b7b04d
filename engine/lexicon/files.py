"""Lexicons from their files: the one that ships, and files of one's own on top of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

from engine.files.document import Document
from engine.files.resources import folder
from engine.files.text import read_text
from engine.files.yaml import key_of, parse_shipped, validate
from engine.language.findings import Finding, Findings, finding, has_errors
from engine.language.rendering import coded
from engine.lexicon.entries import Entry, LexiconFile, Measure, OwnWords, Position
from engine.lexicon.index import Lexicon, lexicon_of

SHIPPED = "lexicon.yaml"
Model = TypeVar("Model", bound=OwnWords)


def _read(path: Path, model: type[Model]) -> tuple[Model | None, Findings]:
    text, findings = read_text(path)
    if text is None:
        return None, findings
    document, faults = parse_shipped(text, path.as_posix())
    if document is None:
        return None, (*findings, *faults)
    file, wrong = validate(model, document)
    wrong += tuple(repeated(file.entries, document)) if file else ()
    return None if has_errors(wrong) else file, (*findings, *faults, *wrong)


def repeated(entries: Iterable[Entry], document: Document, key: str = "entries") -> Iterator[Finding]:
    """The words that two entries under a key have for the same place: which is meant would be left to chance."""
    seen: dict[tuple[Position, Measure, str], int] = {}
    reported: set[tuple[int, str]] = set()
    for number, entry in enumerate(entries):
        for position in entry.positions():
            first = seen.setdefault(position, number)
            if first != number and (number, position[2]) not in reported:
                reported.add((number, position[2]))
                line = document.at((key, first)).line
                at = document.at((key, number, "words"))
                expected = coded("word-of-other-entry", line=line)
                yield finding("yaml-value", at, key=key_of(("words",)), value=position[2], expected=expected)


def read_lexicon(path: Path, below: Lexicon | None = None) -> tuple[Lexicon | None, Findings]:
    """The words of a file on top of another lexicon, or every fault in it with its line; a lexicon has none or is none."""
    file, findings = _read(path, LexiconFile)
    if file is None:
        return None, findings
    return lexicon_of((*(below.files if below else ()), file)), findings


def read_words(path: Path) -> tuple[tuple[Entry, ...], Findings]:
    """The entries of a file of one's own, or none and every fault in it with its line."""
    file, findings = _read(path, OwnWords)
    return file.entries if file else (), findings


@cache
def shipped_lexicon() -> Lexicon:
    """The lexicon that ships; it is part of the program, and a fault in it one of the program."""
    lexicon, findings = read_lexicon(folder("rulesets") / SHIPPED)
    if lexicon is None:
        raise ValueError(f"the shipped lexicon cannot be read: {findings}")
    return lexicon


def extended(lexicon: Lexicon, entries: Iterable[Entry]) -> Lexicon:
    """A lexicon with some more entries, which go before those that it has of the same words."""
    added = tuple(entries)
    return lexicon_of((*lexicon.files, LexiconFile(entries=added))) if added else lexicon
