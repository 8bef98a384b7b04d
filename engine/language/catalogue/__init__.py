"""What the program says, as data: the codes of findings, and the sentences of every room in every language.

``codes/ROOM.yaml`` says what each finding of a room is, ``en/ROOM.yaml`` and ``zh/ROOM.yaml`` hold the sentences. They are
edited as they stand; ``saved.json``, made by ``python -m tests.make_docs``, only saves the time of reading them, and is
passed over where it was made from others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).parent
SAVED = FOLDER / "saved.json"


class Language(StrEnum):
    """A language that words are made in; documents for hand-in are Chinese."""

    CHINESE = "zh"
    ENGLISH = "en"


class Severity(StrEnum):
    """How much a finding matters: an error stops one value, a warning wants a person's eye, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Ask(StrEnum):
    """What a question asks a person to settle."""

    DIRECTION = "direction"
    UNIT = "unit"
    TIER = "tier"
    DATE = "date"
    FIGURE = "figure"
    PERIOD = "period"
    MEANING = "meaning"


class Settling(StrEnum):
    """What may settle a question besides recording the figure again."""

    NOT_DUE = "not_due"
    """that nothing was due"""
    TARGET = "target"
    """an official adjustment of the target"""


class Code(NamedTuple):
    """What a finding is: the room that makes it, its severity, and input that raises it.

    A code that leaves a row open says what it ``asks``, and what it is ``settled_by`` besides the figure itself; one that
    says a value cannot be true ``is_impossible``. One of a target that says how its figure is written is ``of_writing``:
    it is as true of a recorded figure that is written so. One of a file or folder that has none of what is asked for
    ``holds_nothing``.
    """

    room: str
    severity: Severity
    example: str
    asks: Ask | None = None
    is_impossible: bool = False
    settled_by: tuple[Settling, ...] = ()
    of_writing: bool = False
    holds_nothing: bool = False


def read() -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """The files as they are written: kind (``codes`` or a language), room, and what stands under each code."""
    import yaml  # noqa: PLC0415 (only where what was saved is not of these files)

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for path in _files():
        yield path.parent.name, path.stem, yaml.load(path.read_text(encoding="utf-8"), loader)


def gathered() -> dict[str, Any]:
    """All files as one: what they are made from, each kind's entries by code, those of ``codes`` with their room first.

    :raises ValueError: if two rooms of a kind have one code.
    """
    kinds: dict[str, dict[str, Any]] = {"codes": {}, **{language: {} for language in Language}}
    for kind, room, entries in read():
        if both := kinds[kind].keys() & entries.keys():
            raise ValueError(f"{kind}/{room}.yaml has codes of another room: {', '.join(sorted(both))}")
        kinds[kind] |= (
            {code: {"room": room, **entry} for code, entry in entries.items()} if kind == "codes" else entries
        )
    return {"made from": _digest(), **kinds}


def _files() -> list[Path]:
    return sorted(FOLDER.glob("*/*.yaml"))


def _digest() -> str:
    made_from = sha256()
    for path in _files():
        made_from.update(f"{path.parent.name}/{path.name}\n".encode() + path.read_bytes().replace(b"\r\n", b"\n"))
    return made_from.hexdigest()


def _loaded(saved: Path = SAVED) -> dict[str, Any]:
    try:
        kept: dict[str, Any] = json.loads(saved.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return gathered()
    return kept if kept.get("made from") == _digest() else gathered()


def _code(entry: Mapping[str, Any]) -> Code:
    asks, settled_by = entry.get("asks"), tuple(map(Settling, entry.get("settled_by", ())))
    severity, is_impossible = Severity(entry["severity"]), entry.get("is_impossible", False)
    marks = entry.get("of_writing", False), entry.get("holds_nothing", False)
    return Code(entry["room"], severity, entry["example"], asks and Ask(asks), is_impossible, settled_by, *marks)


_ALL = _loaded()
CODES: dict[str, Code] = {code: _code(entry) for code, entry in _ALL["codes"].items()}
"""What each code of a finding means."""
SENTENCES: dict[Language, dict[str, str]] = {language: _ALL[language] for language in Language}
"""The sentence of each code, of findings and of words inside sentences, by language; braces name values."""


def sentence(code: str, language: Language, values: Mapping[str, str]) -> str:
    """The sentence of a code with its values.

    :raises KeyError: if no room has the code, or its sentence names a value that is not given.
    """
    return SENTENCES[language][code].format_map(values)
