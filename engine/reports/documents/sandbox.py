"""What the tags of a Word template may do: show the values they are given, choose, repeat, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

GLOBALS = ("namespace",)
"""Of Jinja's own functions only this one: ``range`` and ``lipsum`` make text out of nothing."""

LARGEST = 10**9


class Tags(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, with arithmetic on numbers of a sensible size alone."""

    intercepted_binops = frozenset(("*", "**", "%"))

    def __init__(self, finalize: Callable[[Any], Any]) -> None:
        super().__init__(undefined=StrictUndefined, finalize=finalize, keep_trailing_newline=True)
        self.globals = {name: self.globals[name] for name in GLOBALS}

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """A product of numbers.

        :raises SecurityError: if it is one of a text, or of numbers beyond all points and amounts.
        """
        if operator == "**" or not (_is_small(left) and _is_small(right)):
            raise SecurityError(f"“{operator}” works on numbers up to {LARGEST} only")
        return super().call_binop(context, operator, left, right)


def _is_small(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and -LARGEST <= value <= LARGEST
