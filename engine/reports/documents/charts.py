"""Charts drawn by altair and vl-convert: static, without scripts, as SVG and as PNG.

A chart's numbers are those of its value; the texts at the bars are the caller's, to the last digit.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple, cast

import altair
import vl_convert

from engine.language.patterns import regex
from engine.reports.documents.blocks import Bars, Chart, Dots
from engine.reports.documents.fonts import SANS, folders, sans
from engine.reports.text import legal

BLUE, PALE, RED = "#2F5D8A", "#DCE5EE", "#B03A2E"
BARS = "bars"
WIDTH = 400
HEIGHT = 260
STEP = 24
LINE = 16
LINES = 2
"""A label has so many lines of so many signs, and is cut after them; the table beside the chart has it whole."""

SCALE = 2.5
"""Pixels of a PNG for each of its chart: 240 to the inch."""

SIZE = regex(rb'<svg[^>]* width="([\d.]+)" height="([\d.]+)"')


class Drawing(NamedTuple):
    """A drawn chart and its size, in 1/96 inch."""

    svg: bytes
    width: int
    height: int


@lru_cache(maxsize=1024)
def draw(chart: Chart) -> Drawing:
    """Draw a chart as SVG; its texts stay text.

    :raises FontError: if there is no font with Chinese characters.
    """
    for folder in folders():
        _know_fonts(folder)
    spec = _bars(chart) if isinstance(chart, Bars) else _dots(chart)
    fonts = ", ".join(dict.fromkeys((sans(), *SANS, "sans-serif")))
    svg = vl_convert.vegalite_to_svg({**spec, "config": {**spec["config"], "font": fonts}}).encode()
    size = SIZE.search(svg)
    if size is None:
        raise ValueError("vl-convert drew a picture without a size")
    return Drawing(svg, *(round(float(number)) for number in size.groups()))


@lru_cache(maxsize=64)
def png(svg: bytes) -> bytes:
    """The same picture as PNG, for programs that cannot show SVG."""
    return vl_convert.svg_to_png(svg.decode(), scale=SCALE)


@cache
def _know_fonts(folder: Path) -> None:
    vl_convert.register_font_directory(str(folder))


def _bars(chart: Bars) -> dict[str, Any]:
    rows = [
        {
            "row": number,
            "value": float(bar.value),
            "end": float(bar.value if bar.whole is None else bar.whole),
            "text": bar.text,
        }
        for number, bar in enumerate(chart.bars)
    ]
    most = max((bar.whole or bar.value for bar in chart.bars), default=0)
    values = {"labels": [_label(bar.label) for bar in chart.bars], "room": float(most) * 1.2 or 1}
    params = [{"name": name, "value": value} for name, value in values.items()]
    return {**_bars_shape(chart.axis), "datasets": {BARS: rows}, "params": params}


@cache
def _bars_shape(title: str) -> dict[str, Any]:
    """All of a chart of bars but its rows, its ``labels`` and the ``room`` on its axis; altair takes its time for it."""
    axis = altair.Axis(labelExpr="labels[datum.value]", title=None, ticks=False, domain=False)
    base = altair.Chart(altair.NamedData(BARS)).encode(y=altair.Y("row:O", axis=axis))
    scale = altair.Scale(domain=[0, altair.ExprRef("room")])
    end = altair.X("end:Q", scale=scale, axis=altair.Axis(title=title, tickCount=6, format="d", grid=False))
    whole = base.mark_bar(color=PALE, height={"band": 0.62}).encode(x=end)
    part = base.mark_bar(color=BLUE, height={"band": 0.62}).encode(x="value:Q")
    texts = base.mark_text(align="left", dx=4, fontSize=11).encode(x="end:Q", text="text:N")
    return _styled(altair.layer(whole, part, texts).properties(width=WIDTH, height=altair.Step(STEP)))


def _styled(layers: altair.LayerChart | altair.FacetChart) -> dict[str, Any]:
    """The chart as a specification; no label is so long that it must be measured and cut."""
    styled = layers.configure_view(stroke=None).configure_axis(labelLimit=0)
    return cast("dict[str, Any]", styled.to_dict())


def _label(text: str) -> list[str]:
    text = legal(text).replace("\n", " ")
    shown = text if len(text) <= LINE * LINES else text[: LINE * LINES - 1] + "…"
    return [shown[start : start + LINE] for start in range(0, len(shown), LINE)]


def _dots(chart: Dots) -> dict[str, Any]:
    rows = [{"x": float(dot.x), "y": float(dot.y), "kind": chart.legend[dot.is_marked]} for dot in chart.dots]
    near = altair.Scale(zero=False, nice=True, padding=8)
    dots = (
        altair.Chart(altair.InlineData(values=rows))
        .mark_point(filled=True, size=60, opacity=0.75)
        .encode(
            x=altair.X("x:Q", scale=near, axis=_percent_axis(chart.x_axis)),
            y=altair.Y("y:Q", scale=near, axis=_percent_axis(chart.y_axis)),
            color=altair.Color(
                "kind:N",
                scale=altair.Scale(domain=list(chart.legend), range=[BLUE, RED]),
                legend=altair.Legend(title=None, orient="top"),
            ),
        )
    )
    return _styled(altair.layer(dots).properties(width=WIDTH, height=HEIGHT))


def _percent_axis(title: str) -> altair.Axis:
    return altair.Axis(title=title, format=".0%", grid=True, gridColor="#EEEEEE", tickCount=6)
