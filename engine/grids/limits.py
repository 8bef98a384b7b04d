"""Starts a program within bounds: ``python limits.py MEMORY SECONDS SIZE PROGRAM ARGUMENT …``.

A process of its own sets them and becomes the program, so that no thread of the caller is in the way; run as a file,
without the libraries of jixiao. Memory is address space and ``SIZE`` that of a file which is written, in bytes;
seconds are those of all processors together.
"""

from __future__ import annotations

import os
import sys

if sys.platform != "win32":
    import resource


def main() -> None:
    """Sets the bounds, where the system has such, and becomes the program."""
    memory, seconds, size = map(int, sys.argv[1:4])
    if sys.platform != "win32":
        bounds = (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_CPU, seconds),
            (resource.RLIMIT_FSIZE, size),
            (resource.RLIMIT_CORE, 0),
        )
        for what, most in bounds:
            hard = resource.getrlimit(what)[1]
            least = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(what, (least, least))
    os.execv(sys.argv[4], sys.argv[4:])


if __name__ == "__main__":
    main()
