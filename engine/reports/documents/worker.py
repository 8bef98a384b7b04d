"""The process in which other people's templates are filled: ``python -m engine.reports.documents.worker``, asked through stdin.

It may use so much memory and time for each document, writes no file, and sends back bytes or a sentence. What it is
asked comes from the program itself; what it answers is taken for bytes and nothing more.
"""

from __future__ import annotations

import json
import pickle
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from engine.language.rendering import coded
from engine.reports.documents.errors import TemplateError
from engine.reports.documents.frames import READY, Bounds, read_frame, write_frame
from engine.reports.documents.typesetting import Values, set_pdf
from engine.reports.documents.word_template import WordTemplate

if sys.platform != "win32":
    import resource

LARGEST = 1 << 32


def _bound(bounds: Bounds) -> None:
    """Sets the bounds for the next document, where the system has such."""
    if sys.platform == "win32":
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    seconds = int(time.process_time()) + bounds.seconds  # in case nobody watches any more
    for what, most in ((resource.RLIMIT_AS, bounds.memory), (resource.RLIMIT_CPU, seconds)):
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


@cache
def _word(path: Path, needed: tuple[str, ...]) -> WordTemplate:
    return WordTemplate(path, needed)


def styles(path: Path, needed: tuple[str, ...]) -> bytes:
    """The ids of a Word template's styles by their names, as JSON."""
    return json.dumps(_word(path, needed).styles).encode()


def word(path: Path, needed: tuple[str, ...], values: dict[str, Any], charts: tuple[Any, ...]) -> bytes:
    """A Word template filled."""
    return _word(path, needed).document(values, charts)


def pdf(path: Path, values: bytes, charts: dict[str, bytes], fonts: tuple[Path, ...]) -> bytes:
    """A typst template set."""
    return set_pdf(path, Values(values, charts), fonts, Path.cwd())


JOBS: dict[str, Callable[..., bytes]] = {"styles": styles, "word": word, "pdf": pdf}


def _done(request: bytes) -> tuple[bytes, bytes]:
    """The answer to one request: ``+`` and a document, or ``-`` and why there is none."""
    try:
        bounds, job, *values = pickle.loads(request)
        _bound(bounds)
        return b"+", JOBS[job](*values)
    except TemplateError as error:
        problem = error.problem
    except MemoryError:
        problem = coded("template-memory")
    except RecursionError:
        problem = coded("template-endless")
    except Exception as error:  # whatever a template brings about is said of the template
        text = f"{type(error).__name__}: {error}"[:500].encode(errors="replace").decode()
        problem = coded("original", text=text)
    return b"-", problem.model_dump_json().encode()


def main() -> None:
    """Answers requests until there are none."""
    pipe, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    write_frame(answers, READY, b"")
    while True:
        try:
            _, request = read_frame(pipe, LARGEST)
        except EOFError:
            return
        write_frame(answers, *_done(request))


if __name__ == "__main__":
    main()
