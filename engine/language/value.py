"""The base of every value."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """Base of every value that passes between rooms: frozen, no unknown fields, tuples instead of lists.

    Every value is hashable, also one that holds a mapping: places and findings are gathered by what they are. What
    checks a value is made when the first of its kind is, since a command makes few of the kinds that it imports.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def __hash__(self) -> int:
        return hash((type(self), *map(_hashable, self.__dict__.values())))


def _hashable(value: object) -> object:
    """A field's value by its content; mappings that are equal give the same, whatever their order."""
    if isinstance(value, dict):
        return frozenset((name, _hashable(one)) for name, one in value.items())
    return tuple(map(_hashable, value)) if isinstance(value, list | tuple) else value
