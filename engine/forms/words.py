"""What a cell says, by the words of :mod:`engine.forms.layouts`: a label with its value, a head, a title, a unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from engine.forms.layouts import (
    ACHIEVED,
    CELL_LABELS,
    DECLARED_PARTS,
    DECLARED_TITLE,
    FILLED_HEADS,
    FILLED_LABELS,
    FILLED_TITLE,
    FUNDS_HEADS,
    HEADS,
    IGNORED_LABELS,
    IN_FILLED,
    LABELS,
    SCORE,
    TABLE_FIELDS,
)
from engine.language.patterns import regex
from engine.language.squeezing import squeeze


def _any_of(labels: Iterable[str]) -> str:
    """A pattern of labels, among them 项目（政策）名称 for 项目政策名称."""
    return "|".join(label.replace("政策", r"[(（]?政策[)）]?") for label in labels)


_ACHIEVED, _SCORE = regex(ACHIEVED), regex(SCORE)
DECLARED, FILLED = regex(DECLARED_TITLE), regex(FILLED_TITLE)
"""What titles of declarations and of filled-in tables look like."""

_PART = regex(r"[(（]?\s*其\s*中\s*[:：]")
_CELL_LABEL = regex(r"[*#]?(?:\d{1,2}[.、])?(?P<label>[^():]+)(?P<note>\([^()]*\))?(?P<colon>:?)(?P<rest>.*)")
_BEFORE_COLON = regex(r"[:：]")
_SHORT = 60
_LONGEST_HEAD = 30
_LONGEST_WRITTEN = 500  # with its notes in brackets
_NOTE = regex(r"[(\[【][^()\[\]【】]*[)\]】]|[*:]")
_UNREAD = IGNORED_LABELS | frozenset(FILLED_LABELS) | DECLARED_PARTS.keys()
_UNIT_NOTE = regex(r"\((?:万元|元)\)")
_NEXT_LABEL = regex(rf"\s+(?=(?:{_any_of((*CELL_LABELS, *_UNREAD))})\s*(?:[(（][^()（）]{{0,20}}[)）])?\s*[:：])")
_MONEY_UNIT = regex(r"(?:金额)?单位:?(?P<unit>万元|元)|.*资金.*\((?P<note>万元|元)\):?")
_LONG_TERM = regex("总目标|总体|长期|中期|实施期")


class Label(NamedTuple):
    """A label found in a cell: its field (None where nothing reads it), its note, the value written with it, its words."""

    field: str | None
    note: str
    rest: str
    has_colon: bool
    name: str = ""


def label_of(text: str) -> Label | None:
    """The label that a cell is (``项目总金额（元）``), or that it starts with (``项目名称：路灯``).

    Other places' labels are followed by their value in the same cell only where that is short: a long text that begins
    like one is running text.
    """
    part = _PART.match(text)
    if part is not None:
        return _ignored(text[part.end() :])
    parts = _BEFORE_COLON.split(text, maxsplit=1)
    head, rest = squeeze(parts[0]).replace("(政策)", "政策"), parts[1].strip() if len(parts) > 1 else ""
    match = _CELL_LABEL.fullmatch(head) if len(head) <= 40 else None
    known = LABELS if len(rest) > _SHORT else CELL_LABELS
    if match is None or match["rest"] or match["label"] not in known:
        return _ignored(text)
    return Label(known[match["label"]], match["note"] or "", rest, len(parts) > 1, match["label"])


def _ignored(text: str) -> Label | None:
    """A part of the funds, also after 其中 (``其中：财政拨款（万元）``), or a label that nothing reads; with a value that is
    short."""
    parts = _BEFORE_COLON.split(text, maxsplit=1)
    rest = parts[1].strip() if len(parts) > 1 else ""
    if len(parts[0]) > _SHORT or len(rest) > _SHORT:
        return None
    bare = bare_head(parts[0]).strip("()")
    if bare not in _UNREAD:
        return None
    unit = _UNIT_NOTE.search(squeeze(parts[0]))
    return Label(DECLARED_PARTS.get(bare), unit[0] if unit else "", rest, len(parts) > 1, bare)


def filled_field(label: Label) -> str | None:
    """The field of a label in a filled-in table, where fewer are read, and who filled it in is the unit."""
    field = label.field or FILLED_LABELS.get(label.name)
    return field if field in TABLE_FIELDS else None


@cache
def _glued() -> re.Pattern[str]:
    """Where a label of a table's field begins in a squeezed text; within one, 路灯项目主管部门 is 路灯项目 and 主管部门."""
    names = [name for name, field in (CELL_LABELS | FILLED_LABELS).items() if field in TABLE_FIELDS]
    within = [name for name in names if name.removeprefix("项目") not in {*names} - {name}]
    return re.compile(rf"(?:^(?:{_any_of(names)})|{_any_of(within)})(?:\([^()]*\))?:")


def filled_values_in(text: str) -> Iterator[tuple[str, str]]:
    """Fields and values in one cell of a filled-in table: ``项目名称：路灯 主管部门：住建局``, also unspaced."""
    if not _BEFORE_COLON.search(text):
        return
    for part in map(squeeze, split_labels(text)):
        starts = [found.start() for found in _glued().finditer(part)]
        for start, end in pairwise([*starts, len(part)]):
            label = label_of(part[start:end])
            field = filled_field(label) if label is not None else None
            if label is not None and field is not None and label.rest:
                yield field, label.rest


def bare_head(text: str) -> str:
    """The head of a column as heads are compared: squeezed, without notes in brackets, stars and colons."""
    return _NOTE.sub("", squeeze(text))


def is_evaluation_head(texts: Iterable[str]) -> bool:
    """Whether the heads of a table are those of a self-evaluation: what was achieved, and a score for it."""
    heads = [bare_head(text) for text in texts if len(text) <= _SHORT]
    return any(map(_ACHIEVED.fullmatch, heads)) and any(map(_SCORE.fullmatch, heads))


def split_labels(text: str) -> list[str]:
    """The labels with their values that one cell or paragraph holds one after another; else the text as it stands."""
    label = label_of(text)
    return _NEXT_LABEL.split(text) if label is not None and label.has_colon else [text]


def is_title(text: str, titles: re.Pattern[str] = DECLARED) -> bool:
    """Whether a text is the title of a declared form, or of another table by its titles."""
    return len(text) <= 80 and titles.search(squeeze(text)) is not None


class Named(NamedTuple):
    """A head that is known: what its column holds (None where it is not read), itself, its note in brackets."""

    role: str | None
    head: str
    note: str = ""


FIELD = "project "
"""Roles of columns that hold a field of the project, as in a list with one line an indicator, begin with it."""


def column_of(text: str) -> Named | None:
    """What a column of a declaration holds by its head; None where the head is not known."""
    return _column(text) if len(text) <= _SHORT else None


@lru_cache(maxsize=4096)
def _column(text: str) -> Named | None:
    bare = bare_head(text)
    if bare in HEADS:
        return Named(HEADS[bare], bare)
    label = label_of(text)
    is_field = label is not None and label.field is not None and not label.rest
    return Named(f"{FIELD}{label.field}", bare, label.note) if label and is_field else None


def filled_column_of(text: str, block: str = "rows") -> Named | None:
    """The same of a filled-in table, or of its funds block, where heads are told by parts of them too."""
    return _filled_column(text, block) if len(text) <= _LONGEST_WRITTEN else None


@lru_cache(maxsize=4096)
def _filled_column(text: str, block: str) -> Named | None:
    bare = bare_head(text)
    if not 0 < len(bare) <= _LONGEST_HEAD:
        return None
    if block == "rows" and bare in HEADS:
        return Named(IN_FILLED.get(HEADS[bare], HEADS[bare]), bare)
    patterns = FILLED_HEADS if block == "rows" else FUNDS_HEADS
    return next((Named(role, bare) for pattern, role in patterns if re.search(pattern, bare)), None)


def is_long_term(section: str) -> bool:
    """Whether a part of the table is about the whole term of a project, not about the declared year."""
    return _LONG_TERM.search(section) is not None and "年度" not in section


def money_unit(text: str) -> str | None:
    """``万元`` or ``元`` where a cell says in what all amounts are (``单位：万元``, ``项目资金（万元）``)."""
    match = _MONEY_UNIT.fullmatch(squeeze(text)) if len(text) <= 40 else None
    return (match["unit"] or match["note"]) if match else None
