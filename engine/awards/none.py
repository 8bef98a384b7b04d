"""Not scored: the case is decided, and waits for a figure or a person."""

from __future__ import annotations

from engine.awards.award import Award, Case, Given


class Nothing(Award):
    """Neither points nor a loss of them."""

    name = "none"
    straight = True

    def share(self, case: Case, given: Given) -> None:
        """None: nothing is scored, so nothing is worked out."""
