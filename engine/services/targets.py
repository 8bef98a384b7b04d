"""How single target texts are understood; no ledger is needed."""

from __future__ import annotations

from collections.abc import Iterable

from engine.explanations import read_explanation
from engine.language.findings import Value
from engine.measures import settle
from engine.targets import Target, read_target


class Understanding(Value):
    """What stands beside a target text: the indicator's name and explanation, the year of dates without one."""

    name: str = ""
    explanation: str = ""
    year: int | None = None


def understand(texts: Iterable[str], request: Understanding) -> tuple[Target, ...]:
    """Each text read; where a name or an explanation is given, with what these settle."""
    read = (read_target(text, request.year) for text in texts)
    if not (request.name or request.explanation):
        return tuple(read)
    explained = read_explanation(request.explanation, request.year)
    return tuple(settle(request.name, one, explained, request.year)[0] for one in read)
