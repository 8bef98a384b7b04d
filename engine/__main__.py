"""The command ``jixiao``. ``--help`` alone is answered from a text file: nothing heavy is imported for it."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from pathlib import Path

from engine.cli.unforeseen import commands, guarded

HELP = Path(__file__).parent / "help.txt"


def main() -> None:
    """Runs the command line."""
    sys.exit(guarded(_run))


def _run() -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # where the terminal lacks a character, its number is printed
            stream.reconfigure(errors="backslashreplace")
    if sys.argv[1:] not in (["--help"], ["-h"]):
        return commands()
    sys.stdout.write(HELP.read_text(encoding="utf-8"))
    return 0


if __name__ == "__main__":
    main()
