"""Fonts with Chinese characters: the folder that is named, the machine's, the one that comes with jixiao."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.reports.documents import fonts
from engine.reports.documents.charts import draw
from engine.reports.documents.errors import FontError
from engine.reports.documents.pdf import pdf_table
from engine.reports.table import official_table
from tests import make_runs
from tests.conftest import Jixiao

EMBEDDED = "DejaVu Sans Mono"
"""A family that typst brings along, as if every machine had it."""

SIGNS = """
from decimal import Decimal
from engine.reports.documents.blocks import Bar, Bars
from engine.reports.documents.charts import draw, png

def picture(label):
    return png(draw(Bars((Bar(label, Decimal(1), "1"),), "分")).svg)

assert picture("产出") != picture("效益")
"""


def masked(folder: Path) -> dict[str, str]:
    """What makes a program find the fonts of this folder instead of the machine's."""
    folder.mkdir(exist_ok=True)
    conf = folder.with_suffix(".conf")
    conf.write_text(f"<fontconfig><dir>{folder}</dir></fontconfig>", "utf-8")
    return {"FONTCONFIG_FILE": str(conf), "HOME": str(folder)}


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """The folder of a machine's fonts, without any."""
    monkeypatch.delenv(fonts.VARIABLE, raising=False)
    for name, value in masked(tmp_path / "machine").items():
        monkeypatch.setenv(name, value)
    fonts.installed.cache_clear()
    yield tmp_path / "machine"
    fonts.installed.cache_clear()


def with_a_font(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    (source,) = fonts.SHIPPED.glob("*.ttc")
    (folder / source.name).symlink_to(source)
    return folder


def test_a_machine_without_a_chinese_font_uses_the_shipped_one(machine: Path) -> None:
    assert machine.is_dir()
    assert (fonts.sans(), fonts.serif(), fonts.folders()) == ("Noto Sans CJK SC", "Noto Sans CJK SC", (fonts.SHIPPED,))
    assert b"NotoSansCJKsc-Regular" in pdf_table(official_table(make_runs.run(), make_runs.links()))


def test_a_chart_shows_its_signs_with_the_shipped_font(tmp_path: Path) -> None:
    """Where a sign is drawn as an empty box, two labels of the same length look the same."""
    kept = {name: value for name, value in os.environ.items() if name != fonts.VARIABLE}
    subprocess.run([sys.executable, "-c", SIGNS], env=kept | masked(tmp_path / "machine"), check=True, timeout=60)


def test_a_font_of_the_machine_goes_before_the_shipped_one(machine: Path) -> None:
    with_a_font(machine)
    assert (fonts.sans(), fonts.folders()) == ("Noto Sans CJK SC", ())


def test_a_font_of_the_folder_goes_before_the_machines(
    machine: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(fonts, "SANS", (EMBEDDED, *fonts.SANS))
    assert (machine.is_dir(), fonts.sans()) == (True, EMBEDDED)
    folder = with_a_font(tmp_path / "own")
    monkeypatch.setenv(fonts.VARIABLE, str(folder))
    assert (fonts.sans(), fonts.folders()) == ("Noto Sans CJK SC", (folder,))


def test_a_folder_without_a_chinese_font_changes_nothing(
    machine: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert machine.is_dir()
    monkeypatch.setenv(fonts.VARIABLE, str(tmp_path))
    assert (fonts.sans(), fonts.folders()) == ("Noto Sans CJK SC", (tmp_path, fonts.SHIPPED))


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx"])
def test_a_folder_that_is_not_there_is_said(scored: Jixiao, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setenv(fonts.VARIABLE, "no-such-folder")
    draw.cache_clear()
    result = scored("report", "latest", "--format", kind)
    assert result.exit_code == 1
    assert "JIXIAO_FONTS names 'no-such-folder', and there is no such folder; correct or unset it" in result.output


def test_where_even_the_shipped_font_is_missing_it_is_said_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "SANS", ("No Such Sans",))
    monkeypatch.setattr(fonts, "SERIF", ("No Such Serif",))
    draw.cache_clear()
    with pytest.raises(FontError, match="pip install noto-cjk-sans-otc") as caught:
        pdf_table(official_table(make_runs.run(), make_runs.links()))
    for said in ("No Such Serif, No Such Sans", "apt-get install fonts-noto-cjk", "JIXIAO_FONTS"):
        assert said in str(caught.value)
