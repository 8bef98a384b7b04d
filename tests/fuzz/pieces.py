"""Texts of cells: real ones with some of their pieces exchanged, and pieces put together anew."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, TypeVar

import yaml
from hypothesis import strategies as st

from tests.builders import ROOT

T = TypeVar("T")
CASES = ROOT / "tests" / "cases"
_NUMBER = re.compile(r"\d[\d.,]*")
_TOKENS = re.compile(r"\d[\d.,]*|[A-Za-z]+|[一-鿿]{1,4}|.", re.DOTALL)


@cache
def _texts(file: str) -> list[dict[str, Any]]:
    loaded = yaml.load((CASES / file).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return [row for rows in loaded.values() for row in rows]


REAL_TARGETS = sorted({row["text"] for row in _texts("targets.yaml")})
REAL_EXPLANATIONS = sorted({row["text"] for row in _texts("explanations.yaml")})
REAL_NAMES = sorted({row["name"] for row in _texts("measures.yaml")})
REAL_ACTUALS = sorted({row["actual"] for row in _texts("recheck.yaml") if row.get("actual")})

_PIECES: dict[str, str] = yaml.safe_load((CASES / "pieces.yaml").read_text(encoding="utf-8"))


def words(sort: str) -> list[str]:
    """The pieces of a sort."""
    return _PIECES[sort].split()


SIGNS, WORDS, UNITS, DATES, ODD_NUMBERS = map(words, ("signs", "words", "units", "dates", "numbers"))
SCRIPTS = (
    "０１２３４５６７８９",
    "٠١٢٣٤٥٦٧٨٩",
    "०१२३४५६७८९",
    "〇一二三四五六七八九",
    "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
    "⁰¹²³⁴⁵⁶⁷⁸⁹",
    "零壹贰叁肆伍陆柒捌玖",
)
CONTROLS = tuple("\t\n\r\v\f\0\x01\x1b\x7f\x85\xa0\u00ad\u200b\u200d\u200e\u202e\u2028\u2029\u3000\ufeff\ufffd\ufffe")
MARKUP = (
    "<p>",
    "</p>",
    "<br/>",
    "&nbsp;",
    "&lt;",
    "&#0;",
    "{{x}}",
    "{late_step}",
    "{0}",
    "%s",
    "=1+1",
    "'",
    "_x000D_",
    "#REF!",
    "${a}",
)
MARKS = ("é", "é́̂̃", "🙂", "👨‍👩‍👧", "שלום", "مرحبا", "ﷺ", "𠮷", "㍿", "ﬁ", "ẞ", "İ", "ア", "가", "\ue000", "\U0010ffff")
SURROGATES = ("\ud800", "\udfff", "\udcff")


def _in_script(number: int, digits: str) -> str:
    return "".join(digits[int(one)] for one in str(number))


sane = st.one_of(
    st.integers(0, 120).map(str),
    st.sampled_from(("0", "1", "90", "95", "100", "0.95", "2.5", "12", "1,200", "20000000")),
)
odd_numbers = st.one_of(
    st.integers(-5, 10**9).map(str),
    st.decimals(-100, 10**7, places=3).map(str),
    st.sampled_from(ODD_NUMBERS),
    st.builds(_in_script, st.integers(0, 30000), st.sampled_from(SCRIPTS)),
    st.builds(str.__mul__, st.sampled_from("190十万.0"), st.sampled_from((12, 30, 61, 320, 4400))),
)
numbers = st.one_of(sane, sane, sane, odd_numbers)
ordinary = st.one_of(
    numbers,
    *(st.sampled_from(some) for some in (SIGNS, WORDS, UNITS, DATES)),
    st.builds(str.__add__, numbers, st.sampled_from(UNITS)),
)
strange = st.one_of(*(st.sampled_from(some) for some in (CONTROLS, MARKUP, MARKS)), st.text(max_size=6))
pieces = st.one_of(ordinary, ordinary, ordinary, strange)


def seldom(drawn: st.SearchStrategy[T], otherwise: T, one_in: int = 4) -> st.SearchStrategy[T]:
    """Now and then what is drawn, most times something else: what is damaged everywhere is refused at the door."""
    return st.integers(1, one_in).flatmap(lambda turn: drawn if turn == one_in else st.just(otherwise))


def _exchanged(text: str, changes: list[tuple[int, str, bool]]) -> str:
    tokens = _TOKENS.findall(text)
    for place, piece, is_more in changes:
        at = place % (len(tokens) + 1)
        tokens[at : at + (0 if is_more else 1)] = [piece]
    return "".join(tokens)


def _numbered(text: str, number: str) -> str:
    return _NUMBER.sub(lambda _: number, text, count=1)


def like(real: list[str], extra: st.SearchStrategy[str] = pieces) -> st.SearchStrategy[str]:
    """Texts of a sort: real ones as they are, with another number or some pieces exchanged; a few of pieces alone."""
    as_real = st.sampled_from(real)
    changes = st.lists(st.tuples(st.integers(0, 60), extra, st.booleans()), min_size=1, max_size=3)
    return st.one_of(
        as_real,
        as_real,
        st.builds(_numbered, as_real, numbers),
        st.builds(_exchanged, as_real, changes),
        st.lists(extra, max_size=7).map("".join),
    )


COMMON = ("%", "%", "%", "个", "小时", "起", "元", "万元", "", "次/年", "分", "人次", "个百分点", "天")
sound_targets = st.builds(
    "{}{}{}".format, st.sampled_from(("≥", "≥", "≤", "", "提升", "<")), sane, st.sampled_from(COMMON)
)
simple = st.builds(
    "{}{}{}".format,
    st.sampled_from(("≥", "≤", "", "不低于", "不超过", "提升", "下降", "<", ">", "=")),
    numbers,
    st.sampled_from(COMMON) | st.sampled_from(UNITS),
)
targets = simple | like(REAL_TARGETS)
explanations = st.just("") | like(REAL_EXPLANATIONS)
names = like(REAL_NAMES)
actuals = st.builds(str.__add__, numbers, st.sampled_from(UNITS) | st.just("")) | like(REAL_ACTUALS)
cells = st.one_of(st.just(""), targets, actuals, st.text(max_size=20))
# what a surrogate does is tried where one can come in: in texts of a program, never in those of a file in UTF-8
with_surrogates = like(REAL_TARGETS, pieces | st.sampled_from(SURROGATES))


def fitting(target: str, number: str) -> str:
    """What may be recorded beside a target: its text with another number, without the words before it."""
    found = _NUMBER.search(target)
    return number + target[found.end() :] if found else number
