"""The copies of tables that were rechecked, with what was found in them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from engine.recheck import Outcome
from engine.recheck.write import SUMMARY, write_recheck
from engine.services.errors import UnwritableError
from engine.services.progress import Begin, quiet


class Marked(NamedTuple):
    """The files that were written, and the summary among them."""

    files: tuple[Path, ...]
    summary: Path


def write_marked(outcome: Outcome, folder: Path, begin: Begin = quiet) -> Marked:
    """The marked copies of the tables and a summary into a folder.

    :raises UnwritableError: if the folder cannot be written.
    """
    try:
        return Marked(write_recheck(outcome, folder, begin(len(outcome.files) + 1)), folder / SUMMARY)
    except OSError as error:
        raise UnwritableError(error.filename or folder, error) from error
