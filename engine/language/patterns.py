"""Regular expressions that are compiled when first used: a command imports many and needs few of them."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, AnyStr, cast


class _Uncompiled:
    """Stands for a pattern; what is asked of it is asked of the compiled one, and found here the next time."""

    def __init__(self, written: str | bytes, flags: int) -> None:
        self._written = written
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[Any]:
        return re.compile(self._written, self._flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what Python asks of any value, as whether it can be copied
            raise AttributeError(name)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


def regex(written: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What ``re.compile`` gives, compiled when first used; a fault in the pattern shows then (a test compiles all)."""
    return cast("re.Pattern[AnyStr]", _Uncompiled(written, flags))
