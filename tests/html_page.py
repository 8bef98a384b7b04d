"""A rendered page taken apart: its text as a reader sees it, its structure as a browser builds it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "col", "br", "wbr"}
BREAKS = {"p", "li", "tr", "h1", "h2", "table", "ul", "ol", "details", "summary", "section", "div", "nav", "title"}
CELLS = {"td", "th"}
SILENT = {"style"}


@dataclass
class Page(HTMLParser):
    """``text`` has one line a block and `` | `` between cells; ``tables`` the width of each row of each table, with
    the cells that reach into it from above."""

    html: str
    tags: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str]] = field(default_factory=list)
    tables: list[list[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[str] = []
        self._pieces: list[str] = []
        self._reaching: list[list[tuple[int, int]]] = []
        self.feed(self.html)
        self.close()
        assert not self._open, f"left open: {self._open}"

    @property
    def text(self) -> str:
        lines = (re.sub(r"[ \t]+", " ", one).strip(" |") for one in "".join(self._pieces).split("\n"))
        return "\n".join(one for one in lines if one) + "\n"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        values = {name: value or "" for name, value in attrs}
        assert len(values) == len(attrs), f"an attribute twice: {attrs}"
        self.ids += [values["id"]] if "id" in values else []
        self.attributes += list(values.items())
        self._structure(tag, values)
        self._break(tag)
        if tag not in VOID:
            self._open.append(tag)

    def _structure(self, tag: str, values: dict[str, str]) -> None:
        if tag == "table":
            self.tables.append([])
            self._reaching.append([])
        elif tag == "tr":
            above = [(rows - 1, width) for rows, width in self._reaching[-1] if rows > 1]
            self._reaching[-1] = above
            self.tables[-1].append(sum(width for _, width in above))
        elif tag in CELLS:
            width = int(values.get("colspan", "1"))
            self.tables[-1][-1] += width
            self._reaching[-1].append((int(values.get("rowspan", "1")), width))

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1:] == [tag], f"</{tag}> closes {self._open[-1:]}"
        self._open.pop()
        self._break(tag)
        if tag in CELLS:
            self._pieces.append(" | ")
        elif tag == "dt":
            self._pieces.append("：")

    def _break(self, tag: str) -> None:
        if tag in BREAKS:
            self._pieces.append(" " if tag == "p" and "td" in self._open else "\n")

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] not in SILENT:
            self._pieces.append(re.sub(r"\s*\n\s*", " ", data))

    def values(self, name: str) -> list[str]:
        """All values of an attribute."""
        return [value for attribute, value in self.attributes if attribute == name]
