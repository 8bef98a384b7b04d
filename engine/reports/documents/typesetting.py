"""A typst template set as PDF: from its own folder and its values, without packages and without a clock."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import typst

from engine.files.opening import content, reason_of
from engine.files.walking import walked
from engine.language.patterns import regex
from engine.language.rendering import Coded, coded
from engine.reports.documents.errors import TemplateError
from engine.reports.documents.fonts import installed

NO_TIME = 0
"""The time written into a PDF, in seconds since 1970: a document carries no clock."""

MAIN = "main.typ"
KINDS = frozenset(
    [
        ".typ",
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".webp",
        ".svg",
        ".csv",
        ".json",
        ".yaml",
        ".yml",
        ".toml",
        ".txt",
        ".xml",
        ".bib",
    ]
)
"""What a template may use of its folder: sources, pictures, tables; no keys, programs or databases beside them."""

MOST_FILES = 1000
MOST_BYTES = 64 << 20
_LOCATION = regex(r"┌─ (?P<file>\S+):(?P<line>\d+):\d+")
_PACKAGE = regex(r"package (?:not found|manifest|\()|packages\.typst\.org")


class Values(NamedTuple):
    """What a document shows: its data as JSON, and its pictures by name."""

    data: bytes
    charts: Mapping[str, bytes]


def set_pdf(template: Path, values: Values, fonts: Iterable[Path], root: Path) -> bytes:
    """The document; ``fonts`` are folders with more fonts, ``root`` the one folder from which files are read.

    :raises TemplateError: if the template cannot be read or set.
    """
    # typst's annotations do not know yet that it takes a document as several files in memory
    files: Any = {**folder_files(template.parent), MAIN: _read(template), "data.json": values.data, **values.charts}
    compiler = typst.Compiler(root=root, font_paths=installed(*fonts), package_path=root, package_cache_path=root)
    try:
        done = compiler.compile(files, format="pdf", timestamp=NO_TIME)
    except typst.TypstError as error:
        raise TemplateError(template, _problem(error)) from error
    assert isinstance(done, bytes)
    return done


def _problem(error: typst.TypstError) -> Coded:
    """What is wrong, with its line."""
    match = _LOCATION.search(error.diagnostic)
    where = _line(match["line"], os.path.basename(match["file"])) if match else ""
    if _PACKAGE.search(error.message):
        return coded("template-asks-package", where=where)
    return coded("template-wrong", message=re.sub(r" \(searched at [^)]*\)", "", error.message), where=where)


def _line(line: str, file: str) -> Coded:
    return coded("template-line", line=line) if file == MAIN else coded("template-line-of", line=line, file=file)


@cache
def _read(template: Path) -> bytes:
    try:
        return content(template)
    except OSError as error:
        raise TemplateError(template, reason_of(error)) from error


@cache
def folder_files(folder: Path) -> dict[str, bytes]:
    """The files of a folder, and of the folders in it, that a template may use; no links, nothing hidden.

    :raises TemplateError: if they are too many or too large.
    """
    files: dict[str, bytes] = {}
    left = MOST_BYTES
    for path in _usable(folder):
        try:
            data = content(path, left)
        except OSError as error:
            raise TemplateError(folder, coded("template-beside", file=path.name, reason=reason_of(error))) from error
        left -= len(data)
        files[path.relative_to(folder).as_posix()] = data
        if len(files) > MOST_FILES:
            raise TemplateError(folder, coded("template-folder-large", most=MOST_FILES))
    return files


def _usable(folder: Path) -> Iterator[Path]:
    for base, folders, names in walked(folder, lambda _: None):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(base, name)
            if path.suffix.lower() in KINDS and not name.startswith(".") and not path.is_symlink():
                yield path
