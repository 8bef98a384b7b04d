"""The use cases, below every interface.

In: a ledger and a request. Out: a value and findings, or an error that makes its own sentence. Nothing here knows
click, HTTP or a terminal; the clock is an argument. The modules are imported one by one, since no command needs all.
"""

from __future__ import annotations

DEFAULT_RULESET = "mof-2020-10"
"""The ruleset that scores where none is named."""
