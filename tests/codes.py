"""The codes of findings by room."""

from __future__ import annotations

from engine.language.catalogue import CODES, Code


def codes_of(*rooms: str) -> dict[str, Code]:
    """The codes that these rooms make."""
    return {code: entry for code, entry in CODES.items() if entry.room in rooms}
