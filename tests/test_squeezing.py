"""Texts that differ in width and white space only are the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import engine
from engine.language.squeezing import squeeze


@pytest.mark.parametrize(
    ("text", "squeezed"), [("项 目\n名　称：", "项目名称:"), ("（２０２４年度）", "(2024年度)"), ("\u00a0\t", "")]
)
def test_width_and_white_space_say_nothing(text: str, squeezed: str) -> None:
    assert squeeze(text) == squeezed == squeeze(squeezed)


def test_nothing_squeezes_texts_in_a_way_of_its_own() -> None:
    files = Path(engine.__file__).parent.rglob("*.py")
    own = re.compile(r'"\.join\(unicodedata\.normalize\("NFKC", \w+\)\.split\(\)\)')
    assert [file.stem for file in files if own.search(file.read_text("utf-8"))] == ["squeezing"]
