"""Finds the awards: every file of a folder is read, and each class in it enters itself."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules


def load_awards(folders: Iterable[str], package: str) -> None:
    """Imports every module in the folders of a package."""
    for module in iter_modules(folders):
        import_module(f"{package}.{module.name}")
