"""The streams of an OLE compound file: what .xls, .doc and encrypted office files are packed in.

Format: [MS-CFB], sectors chained by a table. Every chain is bounded by the number of sectors that there are.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from engine.forms.package import damaged

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFF9  # and above: no sector
_ENTRY = 128


class _Sectors:
    """Equal parts of a file, and the table that says which follows which."""

    def __init__(self, data: bytes, size: int, table: Sequence[int], offset: int) -> None:
        self.data, self.size, self.table, self.offset = data, size, table, offset

    def chain(self, first: int, most: int | None = None) -> bytes:
        """The bytes of a chain; what lies beyond the file or the table ends it."""
        parts: list[bytes] = []
        sector = first
        while sector < len(self.table) and len(parts) <= len(self.table):
            start = self.offset + sector * self.size
            parts.append(self.data[start : start + self.size])
            sector = self.table[sector]
        return b"".join(parts)[:most]


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _table(data: bytes, size: int) -> tuple[int, ...]:
    """Which sector follows which, from the sectors that the header lists and the chain of further lists."""
    listed = list(_numbers(data[76:512]))
    following, count = _numbers(data[68:76])
    for _ in range(min(count, len(data) // size)):
        if following >= _END:
            break
        more = _numbers(data[(following + 1) * size : (following + 2) * size])
        listed, following = [*listed, *more[:-1]], more[-1] if more else _END
    sectors = [data[(one + 1) * size : (one + 2) * size] for one in listed if one < _END]
    return _numbers(b"".join(sectors[: len(data) // size + 1]))


def streams(data: bytes) -> dict[str, bytes]:
    """The streams of a compound file by name, without their folders; of a folder the name with nothing in it.

    :raises RefusedError: if it is damaged.
    """
    if len(data) < 1536 or not data.startswith(MAGIC):
        raise damaged("no compound file")
    shift, small_shift = struct.unpack("<HH", data[30:34])
    if shift not in (9, 12) or small_shift != 6:
        raise damaged("sectors of an unknown size")
    size = 1 << shift
    table = _table(data, size)
    big = _Sectors(data, size, table, size)
    (first_folder,) = _numbers(data[48:52])
    cutoff, first_small = _numbers(data[56:64])
    folder = big.chain(first_folder)
    entries = [folder[start : start + _ENTRY] for start in range(0, len(folder) - _ENTRY + 1, _ENTRY)]
    root = next((one for one in entries if one[66] == 5), None)
    small_data = big.chain(_numbers(root[116:120])[0]) if root else b""
    small = _Sectors(small_data, 64, _numbers(big.chain(first_small)), 0)
    found: dict[str, bytes] = {}
    for entry in entries:
        length = min(max(struct.unpack("<H", entry[64:66])[0] - 2, 0), 64)
        name = entry[:length].decode("utf-16-le", "replace")
        start, most = _numbers(entry[116:124])
        if entry[66] == 2:
            found.setdefault(name, (small if most < cutoff else big).chain(start, most))
        elif entry[66] == 1:
            found.setdefault(name, b"")
    return found
