"""Documents put into a folder, one at a time: memory does not grow with the set, and a failure costs one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from engine.files.crashes import Failed, made
from engine.files.writing import make_folder, write_whole
from engine.runs.record import Run

Progress = Callable[[], None]
"""Called after each file is written."""

Documents = Iterable[tuple[str, Callable[[], bytes]]]
"""The name of each file, and what makes its content."""


def write_each(
    run: Run, out: Path, documents: Documents, progress: Progress, failed: Failed | None, *common: type[Exception]
) -> tuple[Path, ...]:
    """Write the documents of a run into a folder, making it where needed.

    Files of the same names are replaced, others are left alone. Where the program fails on one, ``failed`` is told and
    the others are written, but for what is ``common`` to them.

    :raises OSError: if the folder cannot be written.
    """
    make_folder(out)
    written = []
    for name, make in documents:
        content = made(make, failed, f"writing {name} of run {run.run}", *common)
        if content is not None:
            written.append(out / name)
            write_whole(written[-1], content)
        progress()
    return tuple(written)
