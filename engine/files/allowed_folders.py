"""Files that data names, such as the list of tickets of an entry: looked for where they belong and nowhere else.

Who fills in a file for others could name any file of their machine in it. So a name must lead, all links followed, to
below the folder of the file that names it, the ledger's, or one that the person at the keyboard allows.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import NamedTuple

from engine.files.opening import UnfitFileError
from engine.language.rendering import coded


class OutsideError(UnfitFileError):
    """A name leads to where files are not looked for, whether there is one or not."""

    def __init__(self) -> None:
        super().__init__(errno.EACCES, coded("file-outside"))


class AllowedFolders(NamedTuple):
    """The folder from which names lead, and the others below which a file may be."""

    folder: Path
    others: tuple[Path, ...] = ()

    def folder_for(self, name: str) -> Path:
        """The folder from which a name leads to its file; where none has it, the first from which it might.

        :raises OutsideError: if it leads out of all of them.
        """
        folders = (self.folder, *self.others)
        if _real(self.folder / name) is None:  # no name of a file at all, which opening it says best
            return self.folder
        tops = [top for top in map(_real, folders) if top is not None and top.parent != top]
        inside = [one for one in folders if (real := _real(one / name)) and any(_is_below(real, top) for top in tops)]
        found = next((one for one in inside if os.path.exists(one / name)), None)
        leads_out = any(os.path.lexists(one / name) for one in folders if one not in inside)
        if found is None and (leads_out or not inside):
            raise OutsideError
        return found or inside[0]

    def with_subfolder(self, name: str) -> AllowedFolders:
        """The same, and below each of them the folder of that name, where it is one and no link to elsewhere."""
        real = ((one / name, _real(one), _real(one / name)) for one in (self.folder, *self.others))
        below = (folder for folder, top, own in real if top is not None and own == top / name)
        return self._replace(others=(*self.others, *below))

    def path(self, name: str) -> Path:
        """The file that a name leads to.

        :raises OutsideError: as :meth:`folder_for`.
        """
        return self.folder_for(name) / name


def _real(path: Path) -> Path | None:
    """The path with all its links followed; None where it is none."""
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError):  # a circle of links, a NUL
        return None


def _is_below(path: Path, top: Path) -> bool:
    return path == top or top in path.parents
