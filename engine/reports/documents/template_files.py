"""Where a template is: in the office's own folder, or else among the shipped ones."""

from __future__ import annotations

from pathlib import Path

from engine.files.resources import folder


def find_template(name: str, templates: Path | None) -> Path:
    """The template of that name in the given folder where it has one, or else the shipped one."""
    own = templates / name if templates else None
    return own if own and own.is_file() else folder("templates") / name


def is_shipped(template: Path) -> bool:
    """Whether a template is one of ours, which need no watching."""
    return template.parent.resolve() == folder("templates").resolve()
