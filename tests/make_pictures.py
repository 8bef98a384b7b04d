"""Makes the pictures of the handbook from the sample: ``python -m tests.make_pictures``; needs Chromium and LibreOffice.

They are not compared with those that are kept: no two machines draw alike. Text is set in the font that comes with jixiao.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

from engine.cli import cli
from tests.builders import ROOT
from tests.needs import needs
from tests.office import converted_to_pdf, fonts
from tests.sample_year import CODE, fill_in, put_form

IMAGES = ROOT / "docs" / "handbook" / "images"
COLOURS = 24
"""Enough for text, lines and the few fills; what makes the files small."""

WIDE = 1400
BORDER = 12


def keep(name: str, picture: Image.Image) -> None:
    """A picture without its empty margins, in few colours."""
    plain = picture.convert("RGB")
    box = ImageChops.difference(plain, Image.new("RGB", plain.size, "white")).getbbox() or (0, 0, *plain.size)
    left, top, right, bottom = box
    edges = (max(0, left - BORDER), max(0, top - BORDER), right + BORDER, bottom + BORDER)
    cut = plain.crop((*edges[:2], min(edges[2], plain.width), min(edges[3], plain.height)))
    cut.thumbnail((WIDE, WIDE * 2), Image.Resampling.LANCZOS)
    cut.quantize(COLOURS, dither=Image.Dither.NONE).save(IMAGES / f"{name}.png", optimize=True)


def of_page(name: str, page: Path, folder: Path, high: int) -> None:
    """A page as Chromium shows it."""
    shot = folder / "shot.png"
    command = [needs("chromium"), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    command += [f"--user-data-dir={folder / 'profile'}", f"--window-size={WIDE},{high}", f"--screenshot={shot}"]
    subprocess.run([*command, page.as_uri()], env=fonts(folder), capture_output=True, check=True, timeout=120)
    with Image.open(shot) as picture:
        keep(name, picture)


def of_documents(names: dict[Path, tuple[str, int]], folder: Path) -> None:
    """A page, counted from 0, of each document as LibreOffice prints it."""
    for number, (file, (name, page)) in enumerate(names.items()):
        (made,) = converted_to_pdf(folder / str(number), [file])
        with pypdfium2.PdfDocument(made) as document:
            keep(name, document[page].render(scale=2).to_pil())


def jixiao(*args: str) -> None:
    """A command, in Chinese."""
    cli.main([*args, "--lang", "zh"], prog_name="jixiao", standalone_mode=False)


def main() -> None:
    """Goes through the year of the handbook and keeps what it shows."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        jixiao("init", str(folder / "2024年"), "--year", "2024")
        os.chdir(folder / "2024年")
        put_form(Path())
        jixiao("import", "申报表")
        jixiao("collect", "--out", "填报")
        fill_in(Path())
        jixiao("record", "填报", "--by", "张三")
        jixiao("score")
        jixiao("report", "latest", "--format", "html,docx", "--out", "报送材料")
        out = Path("报送材料").absolute()
        of_page("report", out / "index.html", folder, 700)
        of_page("table", out / f"{CODE}.html", folder, 900)
        (workbook,) = Path("填报").absolute().glob("*.xlsx")
        of_documents(
            {
                Path("空白申报表.xlsx").absolute(): ("blank-form", 0),
                workbook: ("workbook", 2),
                out / f"{CODE}.docx": ("selfeval", 0),
            },
            folder,
        )
        os.chdir(ROOT)


if __name__ == "__main__":
    main()
