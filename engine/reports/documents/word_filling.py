"""Word templates filled: the shipped ones here, those of other people where they can do no harm."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from engine.reports.documents.confined import confined
from engine.reports.documents.template_files import find_template, is_shipped
from engine.reports.documents.word_charts import Pictured
from engine.reports.documents.word_template import WordTemplate


class Fillable(Protocol):
    """A Word template."""

    @property
    def styles(self) -> dict[str, str]:
        """The ids of its styles by their names."""

    def document(self, values: dict[str, Any], charts: tuple[Pictured, ...] = ()) -> bytes:
        """The document with these values and the charts that they show."""


class Confined(NamedTuple):
    """A template of other people."""

    path: Path
    needed: tuple[str, ...]

    @property
    def styles(self) -> dict[str, str]:
        """The ids of its styles by their names."""
        found: dict[str, str] = json.loads(confined(self.path, "styles", self.needed))
        return found

    def document(self, values: dict[str, Any], charts: tuple[Pictured, ...] = ()) -> bytes:
        """The document with these values and the charts that they show.

        :raises TemplateError: if the template cannot be used, or asks for too much.
        """
        return confined(self.path, "word", self.needed, values, charts)


def fillable(name: str, templates: Path | None, needed: tuple[str, ...]) -> Fillable:
    """The template of that name: the office's own, or else the shipped one.

    :raises TemplateError: if it cannot be used.
    """
    path = find_template(name, templates)
    return _shipped(path, needed) if is_shipped(path) else Confined(path, needed)


@cache
def _shipped(path: Path, needed: tuple[str, ...]) -> WordTemplate:
    return WordTemplate(path, needed)
