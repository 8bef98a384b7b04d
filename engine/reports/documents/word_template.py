"""A docxtpl template, understood once and filled many times.

docxtpl (https://docxtpl.readthedocs.io) defines the tags and makes sense of the XML that Word keeps around them;
its own ``render`` does that again for every document, which takes longer than filling. Here its understanding of a
part is compiled by Jinja2 once; filling writes the part's text beside the untouched parts. The sandbox lets a
template reach nothing but the values it is given.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any
from xml.parsers import expat

from docxtpl import DocxTemplate
from jinja2 import TemplateError as JinjaError
from jinja2 import meta
from markupsafe import Markup, escape

from engine.files.opening import content, reason_of
from engine.language.patterns import regex
from engine.language.rendering import coded
from engine.reports.documents.errors import TemplateError
from engine.reports.documents.package import read_parts, write_parts
from engine.reports.documents.sandbox import Tags
from engine.reports.documents.word_charts import Pictured, with_charts
from engine.reports.documents.word_styles import style_ids
from engine.reports.text import legal

TAG = regex(rb"\{(<[^>]*>)*[{%#]")
"""The beginning of a tag, between whose signs Word may have put marks of its own."""

PARTS = frozenset({"[Content_Types].xml", "word/_rels/document.xml.rels", "word/styles.xml"})
"""What every Word file has, and documents are made of beside the text."""

BREAK = Markup('</w:t><w:br/><w:t xml:space="preserve">')
TAB = Markup('</w:t><w:tab/><w:t xml:space="preserve">')


def shown(value: Any) -> Markup:
    """A value as the inside of a ``w:t`` element: legal, escaped, with breaks and tabs as Word has them."""
    if isinstance(value, Markup):
        return value
    return Markup(escape(legal(str(value))).replace("\n", BREAK).replace("\t", TAB))


_TAGS = Tags(shown)


class WordTemplate:
    """A Word file with docxtpl tags; a document without one of those that are ``needed`` could not be handed in.

    :raises TemplateError: if the file is missing, no Word file, lacks a tag or holds one that cannot be understood.
    """

    def __init__(self, path: Path, needed: tuple[str, ...] = ()) -> None:
        self.path = path
        try:
            parts = read_parts(content(path))
            sources = {name: _understood(path, part) for name, part in parts.items() if _has_tags(name, part)}
            absent = set(needed).difference(*map(_names, sources.values()))
            self._templates = {name: _TAGS.from_string(source) for name, source in sources.items()}
        except FileNotFoundError as error:
            raise TemplateError(path, coded("os-ENOENT")) from error
        except (zipfile.BadZipFile, UnicodeError) as error:
            raise TemplateError(path, coded("template-no-docx")) from error
        except OSError as error:
            raise TemplateError(path, reason_of(error)) from error
        except JinjaError as error:
            raise TemplateError(path, coded("template-tag", message=error)) from error
        if not parts.keys() >= PARTS:
            raise TemplateError(path, coded("template-lacks", parts=sorted(PARTS - parts.keys())))
        if absent:
            raise TemplateError(path, coded("template-not-shown", names=[one for one in needed if one in absent]))
        self.parts = parts

    @property
    def styles(self) -> dict[str, str]:
        """The ids of its styles by their names."""
        return style_ids(self.parts["word/styles.xml"])

    def document(self, values: dict[str, Any], charts: tuple[Pictured, ...] = ()) -> bytes:
        """The document with these values and the charts that they show.

        :raises TemplateError: as :meth:`fill`.
        """
        return write_parts(with_charts(self.fill(values), charts))

    def fill(self, values: dict[str, Any]) -> dict[str, bytes]:
        """The parts of the document with these values.

        :raises TemplateError: if the template names a value that does not exist, or what comes out is no document.
        """
        try:
            filled = {name: template.render(values).encode() for name, template in self._templates.items()}
            for part in filled.values():
                expat.ParserCreate().Parse(part, True)
        except (JinjaError, TypeError) as error:
            raise TemplateError(self.path, coded("template-unfilled", message=error)) from error
        except expat.ExpatError as error:
            raise TemplateError(self.path, coded("template-torn", message=error)) from error
        return {**self.parts, **filled}


def _has_tags(name: str, part: bytes) -> bool:
    return name.startswith(("word/", "docProps/")) and name.endswith(".xml") and TAG.search(part) is not None


def _understood(path: Path, part: bytes) -> str:
    source: str = DocxTemplate(path).patch_xml(part.decode())
    return source


def _names(source: str) -> set[str]:
    """The values that a part shows."""
    return meta.find_undeclared_variables(_TAGS.parse(source))
