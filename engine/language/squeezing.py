"""One way to compare what people wrote: the width of signs and white space say nothing."""

from __future__ import annotations

import unicodedata


def squeeze(text: str) -> str:
    """A text in half-width signs (NFKC) without any white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())
