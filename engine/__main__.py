"""The command ``jixiao``. ``--help`` alone is answered from a text file: nothing heavy is imported for it."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from pathlib import Path

HELP = Path(__file__).parent / "help.txt"


def main() -> None:
    """Runs the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # where the terminal lacks a character, its number is printed
            stream.reconfigure(errors="backslashreplace")
    if sys.argv[1:] in (["--help"], ["-h"]):
        sys.stdout.write(HELP.read_text(encoding="utf-8"))
        return
    from engine.cli import cli

    cli(prog_name="jixiao")


if __name__ == "__main__":
    main()
