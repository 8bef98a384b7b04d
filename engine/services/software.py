"""Which software computes: the packages that matter to a run."""

from __future__ import annotations

from importlib.metadata import version

PACKAGES = ("jixiao", "durable-rules", "lark", "pydantic")


def package_versions() -> dict[str, str]:
    """The versions of the packages that matter to a run."""
    return {name: version(name) for name in PACKAGES}
