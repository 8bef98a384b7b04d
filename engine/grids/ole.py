"""The streams of an OLE compound file: what .xls, .doc and encrypted office files are packed in.

Format: [MS-CFB], sectors chained by a table. Every chain is bounded by the number of sectors that there are.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from engine.grids.package import damaged

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFF9  # and above: no sector
_ENTRY = 128
_MAX_ENTRIES = 10_000
_PAGE = 4096  # the larger size of sectors: the head lists enough tables of them for any file that is read
_LEAST = 4096  # streams below this size would be kept elsewhere
_CHAIN_END, _OF_TABLE, _NOBODY = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


class _Sectors:
    """Equal parts of a file, and the table that says which follows which."""

    def __init__(self, data: bytes, size: int, table: Sequence[int], offset: int) -> None:
        self.data, self.size, self.table, self.offset = data, size, table, offset

    def chain(self, first: int, most: int | None = None) -> bytes:
        """The bytes of a chain; what lies beyond the file or the table ends it."""
        parts: list[bytes] = []
        sector = first
        wanted = len(self.table) if most is None else min(len(self.table), most // self.size)
        while sector < len(self.table) and len(parts) <= wanted:
            start = self.offset + sector * self.size
            parts.append(self.data[start : start + self.size])
            sector = self.table[sector]
        return b"".join(parts)[:most]


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _table(data: bytes, size: int) -> tuple[int, ...]:
    """Which sector follows which, from the sectors that the header lists and the chain of further lists."""
    listed = list(_numbers(data[76:512]))
    most = len(data) // size
    following = _numbers(data[68:72])[0]
    while following < _END and len(listed) <= most:  # a chain that comes back to itself ends here
        more = _numbers(data[(following + 1) * size : (following + 2) * size])
        listed.extend(more[:-1])
        following = more[-1] if more else _END
    sectors = [data[(one + 1) * size : (one + 2) * size] for one in listed if one < _END]
    return _numbers(b"".join(sectors[: most + 1]))


class Compound:
    """The streams of a compound file by name, without their folders; of a folder the name with nothing in it.

    :raises RefusedError: if it is damaged.
    """

    def __init__(self, data: bytes) -> None:
        if len(data) < 1536 or not data.startswith(MAGIC):
            raise damaged("no-compound-file")
        shift, small_shift = struct.unpack("<HH", data[30:34])
        if shift not in (9, 12) or small_shift != 6:
            raise damaged("sectors-unknown")
        size = 1 << shift
        self._big = _Sectors(data, size, _table(data, size), size)
        (first_folder,) = _numbers(data[48:52])
        self._cutoff, self._first_small = _numbers(data[56:64])
        folder = self._big.chain(first_folder, _MAX_ENTRIES * _ENTRY)
        entries = [folder[start : start + _ENTRY] for start in range(0, len(folder) - _ENTRY + 1, _ENTRY)]
        self._root = next((one for one in entries if one[66] == 5), None)
        self._entries: dict[str, bytes] = {}
        for entry in entries:
            if entry[66] in (1, 2):
                length = min(max(struct.unpack("<H", entry[64:66])[0] - 2, 0), 64)
                self._entries.setdefault(entry[:length].decode("utf-16-le", "replace"), entry)

    @property
    def names(self) -> frozenset[str]:
        """The names of the streams and folders."""
        return frozenset(self._entries)

    def stream(self, name: str) -> bytes:
        """The bytes of a stream; of a folder none.

        :raises KeyError: if there is no such stream.
        """
        entry = self._entries[name]
        if entry[66] == 1:
            return b""
        start, most = _numbers(entry[116:124])
        return (self._small() if most < self._cutoff else self._big).chain(start, most)

    def _small(self) -> _Sectors:
        """The sectors of small streams, which stand in a stream of their own."""
        data = self._big.chain(_numbers(self._root[116:120])[0]) if self._root else b""
        return _Sectors(data, 64, _numbers(self._big.chain(self._first_small)), 0)


def packed(name: str, stream: bytes) -> bytes:
    """A compound file of nothing but one stream, which is padded with zeros."""
    count = -(-max(len(stream), _LEAST) // _PAGE)
    tables = -(-(count + 2) // (_PAGE // 4 - 1))  # each lists itself too
    following = [*range(1, count), _CHAIN_END, _CHAIN_END, *[_OF_TABLE] * tables]
    table = struct.pack(f"<{len(following)}I", *following).ljust(tables * _PAGE, b"\xff")
    folder = _entry("Root Entry", 5, 1, 0, 0) + _entry(name, 2, _NOBODY, 0, count * _PAGE)
    head = MAGIC + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 4, 0xFFFE, 12, 6) + b"\0" * 6
    head += struct.pack("<9I", 1, tables, count, 0, _LEAST, _CHAIN_END, 0, _CHAIN_END, 0)
    head += struct.pack(f"<{tables}I", *range(count + 1, count + 1 + tables))
    return b"".join(
        (
            head.ljust(512, b"\xff").ljust(_PAGE, b"\0"),
            stream.ljust(count * _PAGE, b"\0"),
            folder.ljust(_PAGE, b"\0"),
            table,
        )
    )


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<HBB3I", len(text), kind, 1, _NOBODY, _NOBODY, child)
    return text.ljust(64, b"\0") + links + b"\0" * 36 + struct.pack("<IQ", start, size)
