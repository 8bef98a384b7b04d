"""The environment of processes that work on files of other people: they know the program's modules, and no network."""

from __future__ import annotations

import os

from engine.files.resources import PACKAGE

NOWHERE = "http://127.0.0.1:0"
"""A proxy that nobody answers at: a document may name pictures in the network, a template packages."""

_PROXIES = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"), NOWHERE)


def environment(**own: str) -> dict[str, str]:
    """This process's environment for such a one, with what is its ``own``."""
    path = os.pathsep.join(filter(None, (str(PACKAGE.parent), os.environ.get("PYTHONPATH"))))
    return {**os.environ, **_PROXIES, "NO_PROXY": "", "no_proxy": "", "PYTHONPATH": path, **own}
