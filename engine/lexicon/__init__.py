"""What the words in an indicator's name say: which way is better, and what its figure may be.

In: the file of words, and a name. Out: what the name says, with the word that says it, or that it says nothing.
"""

from __future__ import annotations

from engine.lexicon.entries import MOST_ENTRIES, Entry, Measure, Position, Says, Strength, Trait
from engine.lexicon.figures import TIMES, about
from engine.lexicon.files import extended, read_lexicon, read_words, repeated, shipped_lexicon
from engine.lexicon.index import Lexicon
from engine.lexicon.meaning import NameMeaning, meaning_of

__all__ = [
    "MOST_ENTRIES",
    "TIMES",
    "Entry",
    "Lexicon",
    "Measure",
    "NameMeaning",
    "Position",
    "Says",
    "Strength",
    "Trait",
    "about",
    "extended",
    "meaning_of",
    "read_lexicon",
    "read_words",
    "repeated",
    "shipped_lexicon",
]
