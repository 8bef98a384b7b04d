"""The workbook of ``jixiao collect`` filled in with awkward values, in the XML itself, as any program might write them."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from typing import NamedTuple
from xml.sax.saxutils import escape

from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple

from engine.workbooks.collect import collection_workbook, groups_of
from tests.builders import YEAR
from tests.fuzz import damage, files, pieces
from tests.fuzz.damage import Parts
from tests.fuzz.files import Files
from tests.fuzz.records import declared

_CELL = re.compile(r'<c r="([A-Z]+\d+)"(?: s="(\d+)")?[^>]*?(?:/>|>.*?</c>)', re.DOTALL)


class Place(NamedTuple):
    """A cell of a sheet's XML: from where to where its element goes, its reference and its style."""

    part: str
    start: int
    end: int
    reference: str
    style: str


class Empty(NamedTuple):
    """The workbook to be filled in: its parts, the cells that are open, and all others that are there."""

    parts: Parts
    open: tuple[Place, ...]
    other: tuple[Place, ...]


@cache
def empty() -> Empty:
    """The workbook of the project that asks in every way."""
    (group,) = groups_of([declared()])
    data = collection_workbook(group, YEAR)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheets = load_workbook(io.BytesIO(data)).worksheets
    opened: list[Place] = []
    other: list[Place] = []
    for number, sheet in enumerate(sheets, 1):
        part = f"xl/worksheets/sheet{number}.xml"
        for one in _CELL.finditer(parts[part].decode()):
            place = Place(part, *one.span(), one[1], one[2] or "0")
            is_locked = sheet.cell(*coordinate_to_tuple(one[1])).protection.locked
            (other if is_locked else opened).append(place)
    return Empty(parts, tuple(opened), tuple(other))


def _number(text: str) -> str:
    return f'<c r="{{at}}" s="{{style}}"><v>{text}</v></c>'


def _text(text: str) -> str:
    written = escape(files.FORBIDDEN.sub("\ufffd", text)).replace("{", "{{").replace("}", "}}")
    return f'<c r="{{at}}" s="{{style}}" t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'


ODD = (
    '<c r="{at}" s="{style}" t="b"><v>1</v></c>',
    '<c r="{at}" s="{style}" t="e"><v>#DIV/0!</v></c>',
    '<c r="{at}" s="{style}" t="e"/>',
    '<c r="{at}" s="{style}"><f>1/0</f></c>',
    '<c r="{at}" s="{style}"><f>A1*2</f><v>95</v></c>',
    '<c r="{at}" s="{style}" t="str"><f>"若干"</f><v>若干</v></c>',
    '<c r="{at}" s="{style}" t="s"><v>0</v></c>',
    '<c r="{at}" s="{style}" t="s"><v>99999</v></c>',
    '<c r="{at}" s="{style}" t="d"><v>2024-12-31T08:00:00</v></c>',
    '<c r="{at}" s="{style}" t="n"><v/></c>',
    '<c r="{at}"/>',
    "",
)
TYPED = (
    "若干",
    "95%",
    "0",
    "-1",
    "2024-12-31",
    "尚未统计",
    "达成预期指标",
    "是",
    "否",
    "1、2、3",
    "0；1",
    "9500%",
    " ",
    "'5",
    "{a}",
    "3月2日 08:30",
    "尚未处理",
)
how = st.one_of(
    st.sampled_from(files.NUMBERS).map(_number),
    st.floats(allow_nan=False, allow_infinity=False).map(str).map(_number),
    st.sampled_from(TYPED).map(_text),
    pieces.sane.map(_number),
    pieces.actuals.map(_text),
    st.sampled_from(ODD),
)
fills = st.lists(st.tuples(st.integers(0, 999), how), max_size=8)


def filled(everywhere: str | None, here: list[tuple[int, str]], wrongly: list[tuple[int, str]]) -> Parts:
    """The parts with a value in every open cell, and others in some, also in some that are not open."""
    book = empty()
    wanted = {} if everywhere is None else dict.fromkeys(book.open, everywhere)
    wanted |= {book.open[at % len(book.open)]: value for at, value in here}
    wanted |= {book.other[at % len(book.other)]: value for at, value in wrongly}
    sheets: dict[str, str] = {}
    for place in sorted(wanted, key=lambda one: one.start, reverse=True):
        xml = sheets.get(place.part) or book.parts[place.part].decode()
        value = wanted[place].format(at=place.reference, style=place.style)
        sheets[place.part] = xml[: place.start] + value + xml[place.end :]
    return book.parts | {name: xml.encode() for name, xml in sheets.items()}


@st.composite
def workbooks(draw: st.DrawFn) -> Files:
    """The workbook filled in: one value in every open cell, or several here and there; now and then damaged."""
    everywhere = draw(st.none() | how)
    here = st.lists(st.tuples(st.integers(0, 999), how), min_size=0 if everywhere else 3, max_size=20)
    parts = filled(everywhere, draw(here), draw(pieces.seldom(fills, [])))
    return {"a.xlsx": damage.zipped(damage.damaged_parts(parts, draw(damage.of_parts)))}
