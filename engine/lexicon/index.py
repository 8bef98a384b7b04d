"""A lexicon made ready to be looked into: every word by the position and the measure for which it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from engine.lexicon.entries import Entry, LexiconFile, Measure, Position

Found = Mapping[Measure, Entry]


class Hit(NamedTuple):
    """An entry that was found, with the word and where it stands."""

    entry: Entry
    word: str
    start: int


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The words of one or more files, those of a later file before those of an earlier one.

    ``words[position][word]`` are the entries by their measure; ``endings`` are the words of a measure and the fillers
    (None).
    """

    files: tuple[LexiconFile, ...]
    words: Mapping[Position, Mapping[str, Found]]
    longest: Mapping[Position, int]
    endings: Mapping[str, Measure | None]
    longest_ending: int
    shares: tuple[str, ...]
    between: re.Pattern[str]
    adverbs: tuple[str, ...]
    figure: re.Pattern[str]
    anywhere: re.Pattern[str]

    def at_end(self, name: str, end: int, position: Position, measure: Measure) -> Hit | None:
        """The longest word of a position that ends where ``end`` is."""
        words = self.words[position]
        for start in range(max(0, end - self.longest[position]), end):
            found = words.get(name[start:end])
            entry = found.get(measure) if found else None
            if entry is not None and not _excepted(entry, name):
                return Hit(entry, name[start:end], start)
        return None

    def at_start(self, name: str, measure: Measure) -> Hit | None:
        """The longest word with which a name begins."""
        words = self.words[Position.START]
        for end in range(min(len(name), self.longest[Position.START]), 0, -1):
            found = words.get(name[:end])
            entry = found.get(measure) if found else None
            if entry is not None and not _excepted(entry, name):
                return Hit(entry, name[:end], 0)
        return None

    def within(self, name: str, measure: Measure) -> Hit | None:
        """The last word that may stand anywhere: what a name is about stands at its end."""
        last: Hit | None = None
        for match in self.anywhere.finditer(name):
            entry = self.words[Position.ANYWHERE][match.group()].get(measure)
            if entry is not None and not _excepted(entry, name):
                last = Hit(entry, match.group(), match.start())
        return last

    def stripped(self, name: str, end: int) -> Iterator[tuple[int, Measure | None]]:
        """Where a name ends without one of its endings, and which measure that ending is; the longest first."""
        for length in range(min(end - 1, self.longest_ending), 0, -1):
            if name[end - length : end] in self.endings:
                yield end - length, self.endings[name[end - length : end]]


def _excepted(entry: Entry, name: str) -> bool:
    return any(word in name for word in entry.unless)


def lexicon_of(files: tuple[LexiconFile, ...]) -> Lexicon:
    """The lexicon of some files; where two have the same word, what the later one says of it holds."""
    words: dict[Position, dict[str, dict[Measure, Entry]]] = {position: {} for position in Position}
    endings: dict[str, Measure | None] = {}
    for file in files:
        endings |= dict.fromkeys(file.fillers)
        endings |= {word: measure for measure, listed in file.measures.items() for word in listed}
        for entry in file.entries:
            for at, of, word in entry.positions():
                words[at].setdefault(word, {})[of] = entry
    between = _one_of(word for file in files for word in (*file.between, *file.adverbs))
    before_figure = _one_of(words[Position.FIGURE])
    return Lexicon(
        files=files,
        words=words,
        longest={position: max(map(len, listed), default=0) for position, listed in words.items()},
        endings=endings,
        longest_ending=max(map(len, endings), default=0),
        shares=tuple(word for file in files for word in file.shares),
        adverbs=tuple(word for file in files for word in file.adverbs),
        between=re.compile(rf"(?:{between})+$"),
        figure=re.compile(rf"({before_figure})(?=[-+±约]?[\d.一二两三四五六七八九十百千零半]+[^\d]{{0,5}}$)"),
        anywhere=re.compile(_one_of(words[Position.ANYWHERE])),
    )


def _one_of(words: Iterator[str] | Mapping[str, object]) -> str:
    """A pattern of the words, the longest first; one that matches nothing where there are none."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
