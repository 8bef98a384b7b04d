"""One clause of a target text: its pieces in order, and the words around its figures."""

from __future__ import annotations

from engine.language.patterns import regex
from engine.targets.draft import Draft
from engine.targets.grammar import Tokens
from engine.targets.words import subject

Item = Draft | int

# 元/m2 before a sign is a unit, not a digit that touches the figure
_SQUARED = regex("m[23]$")
NO_WORDS = frozenset({"ENUM", "EVERY", "REMARK", "SEP", "LABEL", "SO_MANY"})


class Clause:
    """The pieces between two marks: drafts and positions of tokens, in order."""

    __slots__ = ("_loose", "drafts", "items", "tokens")

    def __init__(self, items: list[Item], tokens: Tokens) -> None:
        self.items = items
        self.tokens = tokens
        self.drafts: list[Draft] = []
        self._loose: dict[str, list[str]] = {}
        for item in items:
            if isinstance(item, Draft):
                self.drafts.append(item)
            else:
                self._loose.setdefault(tokens.names[item], []).append(tokens.texts[item])

    @property
    def first(self) -> int:
        """The first token."""
        return first_token(self.items[0])

    @property
    def last(self) -> int:
        """The last token."""
        return last_token(self.items[-1])

    @property
    def text(self) -> str:
        """The clause as written."""
        return self.tokens.written(self.first, self.last)

    def named(self, name: str) -> list[str]:
        """The texts of its loose tokens of one name."""
        return self._loose.get(name, [])

    def between(self, begin: int, end: int) -> str:
        """The words among some of its items, without list numbers, remarks and 每-words."""
        names, texts = self.tokens.names, self.tokens.texts
        words = [item for item in self.items[begin:end] if isinstance(item, int)]
        return "".join([texts[item] for item in words if names[item] not in NO_WORDS or texts[item] == "、"])

    def around(self, draft: Draft) -> tuple[str, str]:
        """The words right before and right after a draft, up to the figures beside it."""
        items = self.items
        index = begin = items.index(draft)
        end = index + 1
        while begin and isinstance(items[begin - 1], int):
            begin -= 1
        while end < len(items) and isinstance(items[end], int):
            end += 1
        return self.between(begin, index), self.between(index + 1, end)

    def before(self, draft: Draft) -> str:
        """The words right before a draft, back to the figure before it."""
        return self.around(draft)[0]

    def behind(self, draft: Draft) -> str:
        """The words right after a draft, up to the next figure."""
        return self.around(draft)[1]

    def about(self, words: str) -> str | None:
        """What the clause is about: the label, where it has one, or else the words."""
        labels = self.named("LABEL")
        return labels[-1][1:-1] or None if labels else subject(words)

    def neighbours(self, draft: Draft) -> list[Item]:
        """The items right before and right after a draft."""
        index = self.items.index(draft)
        return self.items[max(index - 1, 0) : index] + self.items[index + 1 : index + 2]

    def touching(self, draft: Draft) -> str:
        """The characters of words that touch a draft."""
        index, names, texts = self.items.index(draft), self.tokens.names, self.tokens.texts
        left = self.items[index - 1] if index else draft
        right = self.items[index + 1] if index + 1 < len(self.items) else draft
        touching = _SQUARED.sub("m", texts[left])[-1] if isinstance(left, int) and names[left] == "TEXT" else ""
        return touching + (texts[right][0] if isinstance(right, int) and names[right] == "TEXT" else "")


def first_token(item: Item) -> int:
    """The first token of an item."""
    return item if isinstance(item, int) else item.first


def last_token(item: Item) -> int:
    """The last token of an item."""
    return item if isinstance(item, int) else item.last
