"""The pages as a browser prints them."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from tests.conftest import Jixiao
from tests.office import page_texts, printed

A4_LANDSCAPE = (842, 595)
"""In points, 1/72 inch."""


def test_a_table_prints_on_a4_landscape_without_the_reasons_that_are_folded(scored: Jixiao, tmp_path: Path) -> None:
    assert scored("report", "latest", "--out", "reports").exit_code == 0
    page = tmp_path / "reports" / "4401.html"
    content = printed(page, tmp_path)
    with pypdfium2.PdfDocument(content) as document:
        assert {tuple(round(side) for side in page.get_size()) for page in document} == {A4_LANDSCAPE}
    text = "".join("".join(page_texts(content)).split())
    for said in ("项目支出绩效自评表", "报告数量≥2份2份25.0025.00", "总分100.00100.00"):
        assert said in text
    assert "按规则" in page.read_text("utf-8")
    assert "按规则" not in text
