"""The nodes and sheets of all runs: each is what its name says, and what it names is there.

Every node is looked at once, in the order of their names: a node that is there, whose children are there, needs no walk
from above. So memory does not grow with the runs, however many share a node.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import Connection, select

from engine.language.findings import Finding, finding
from engine.language.rendering import coded
from engine.runs.tree import sha256
from engine.store.sessions import BATCH, batches
from engine.store.tables import NODE

Named = tuple[str, str, str]
"""A name that a node gives: of what, whose sheet that is (empty for a node), and the node."""


def check_nodes(connection: Connection, progress: Callable[[], None] = lambda: None) -> Iterator[Finding]:
    """What is wrong with the nodes and sheets of a ledger."""
    query = select(NODE.c.sha256, NODE.c.content).execution_options(yield_per=BATCH)
    for batch in connection.execute(query).partitions():
        names = list[Named]()
        for name, content in batch:
            if isinstance(content, str) and sha256(content) == name:
                names += _names(name, content)
            else:
                yield finding("chain-page-altered", page=str(name)[:12], project=_project(content))
            progress()
        yield from _gone(connection, names)


def _names(name: str, content: str) -> Iterator[Named]:
    """What a node names; a sheet names nothing."""
    if content.startswith("["):
        is_leaf, entries = json.loads(content)
        yield from ((child, key if is_leaf else "", name) for key, child, _ in entries)


def _gone(connection: Connection, names: Sequence[Named]) -> Iterator[Finding]:
    for some in batches(names):
        there = set(
            connection.execute(select(NODE.c.sha256).where(NODE.c.sha256.in_({one[0] for one in some}))).scalars()
        )
        for child, project, holder in some:
            if child not in there:
                whose = f" ({project})" if project else ""
                yield finding(
                    "chain-page-gone", page=child[:12], project=whose, holder=coded("entry-page", page=holder[:12])
                )


def _project(content: str) -> str:
    """Whose sheet an altered node is, as far as it still says so."""
    try:
        code = json.loads(content)["code"]
    except (ValueError, KeyError, TypeError):
        return ""
    return f" ({code})" if isinstance(code, str) else ""
