"""Reading written documents back, with other libraries and programs than those that wrote them."""

from __future__ import annotations

import io
import os
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
from docx import Document
from docx.document import Document as WordDocument
from openpyxl import Workbook, load_workbook

from engine.reports.documents.fonts import SHIPPED
from tests.needs import needs

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SVG = "{http://www.w3.org/2000/svg}"


def word(content: bytes) -> WordDocument:
    """A Word file as python-docx reads it."""
    return Document(io.BytesIO(content))


def word_rows(content: bytes) -> list[list[str]]:
    """The rows of the tables as a person sees them: a merged cell is there once."""
    rows = []
    for row in (row for table in word(content).tables for row in table.rows):
        cells = [cell for cell in row._tr.tc_lst if cell.vMerge != "continue"]
        rows.append([text_of(cell) for cell in cells])
    return rows


def text_of(element: ElementTree.Element) -> str:
    """The text under an element, with breaks and tabs as signs."""
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(one.text or "" if one.tag == f"{W}t" else signs.get(one.tag, "") for one in element.iter())


def word_text(content: bytes) -> str:
    """All paragraphs of the body in their order, those in tables among them."""
    body = ElementTree.fromstring(parts(content)["word/document.xml"])
    return "\n".join(text_of(paragraph) for paragraph in body.iter(f"{W}p"))


def excel(content: bytes) -> Workbook:
    """A workbook as openpyxl reads it, formulas as formulas."""
    return load_workbook(io.BytesIO(content))


def excel_texts(content: bytes, sheet: str | None = None) -> list[list[str]]:
    """The cells of a sheet that hold something, row by row, numbers as they are shown."""
    book = excel(content)
    rows = book[sheet or book.sheetnames[0]].iter_rows()
    return [[shown(cell.value, cell.number_format) for cell in row if cell.value is not None] for row in rows]


def shown(value: object, number_format: str) -> str:
    """A number as its format shows it: decimals, thousands, percent."""
    if not isinstance(value, int | float):
        return str(value)
    percent, decimals = number_format.endswith("%"), len(number_format.rstrip("%").partition(".")[2])
    comma = "," if "," in number_format else ""
    return f"{value * (100 if percent else 1):{comma}.{decimals}f}" + ("%" if percent else "")


def parts(content: bytes) -> dict[str, bytes]:
    """The parts of an Office file."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def pdf_text(content: bytes) -> str:
    """The text of a PDF, its pages one after the other."""
    return "\n".join(page_texts(content))


def fonts(folder: Path) -> dict[str, str]:
    """The environment in which a program finds the shipped font beside those of the machine."""
    conf = folder / "fonts.conf"
    conf.write_text(
        f'<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{SHIPPED}</dir></fontconfig>'
    )
    return {**os.environ, "FONTCONFIG_FILE": str(conf)}


def converted(folder: Path, kind: str, files: Sequence[Path]) -> None:
    """Convert files with LibreOffice, whose profile is the folder's own, into the folder."""
    office = needs("libreoffice")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, env=fonts(folder), capture_output=True, check=True, timeout=300)


def printed(page: Path, folder: Path) -> bytes:
    """The PDF that Chromium, whose profile is the folder's own, prints of a page."""
    # root may start it without its sandbox only
    command = [
        needs("chromium"),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={folder / 'profile'}",
    ]
    command += ["--no-pdf-header-footer", f"--print-to-pdf={folder / 'printed.pdf'}", page.as_uri()]
    subprocess.run(command, env=fonts(folder), capture_output=True, check=True, timeout=120)
    return (folder / "printed.pdf").read_bytes()


def converted_to_pdf(folder: Path, files: Sequence[Path]) -> list[Path]:
    """The PDF files that LibreOffice makes of these."""
    folder.mkdir()
    converted(folder, "pdf", files)
    return [folder / f"{file.stem}.pdf" for file in files]


def svg_texts(svg: bytes) -> list[str]:
    return ["".join(text.itertext()) for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def pages(content: bytes) -> int:
    """How many pages a PDF has."""
    with pypdfium2.PdfDocument(content) as document:
        return len(document)


def page_texts(content: bytes) -> list[str]:
    """The text of each page of a PDF."""
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range().strip() for page in document]
