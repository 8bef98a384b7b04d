"""Office files are ZIP packages: read into their parts, written so that the same parts give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time written at every part: a document carries no clock."""

PACKED = 6
"""How hard parts are compressed; pictures are not, they are compressed already."""

Parts = Mapping[str, bytes]


def read_parts(source: bytes) -> dict[str, bytes]:
    """The parts of a package by name, in its order.

    :raises zipfile.BadZipFile: if it is no package.
    """
    with zipfile.ZipFile(io.BytesIO(source)) as package:
        return {name: package.read(name) for name in package.namelist() if not name.endswith("/")}


def write_parts(parts: Parts) -> bytes:
    """The package of these parts, in their order."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in parts.items():
            package.writestr(_entry(name), content, compresslevel=PACKED)
    return target.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
    entry.create_system = 0
    return entry
