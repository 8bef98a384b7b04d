"""How a long use case tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[], None]
"""Is called after each step."""

Begin = Callable[[int], Progress]
"""Is told how many steps there will be, and gives what is called after each."""


def silent() -> None:
    """For those who show no progress."""


def quiet(_steps: int) -> Progress:
    """For those who show no progress of something whose length is not known before."""
    return silent
