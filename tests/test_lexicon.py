"""What the names of indicators say, each judged by a person first, and that every word of the lexicon is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from engine.lexicon import (
    Entry,
    Lexicon,
    Measure,
    NameMeaning,
    Position,
    Says,
    Trait,
    about,
    extended,
    meaning_of,
    read_lexicon,
    shipped_lexicon,
)
from engine.lexicon.bare import bare
from engine.lexicon.entries import LexiconFile
from engine.quantity import unit_of
from engine.terms import Direction
from tests.builders import ROOT

GIVEN = re.compile(r"(?P<says>higher|lower|exact|limit|open|none)(?P<strength>[!?]?)(?P<traits>(?: -?[a-z]+)*)")


class Judged(NamedTuple):
    """A name with what a person says that it says."""

    section: str
    name: str
    says: str
    strength: str
    traits: frozenset[str]
    without: frozenset[str]

    def holds(self, said: NameMeaning) -> bool:
        """Whether a sense is what was judged."""
        traits = {str(one) for one in said.traits}
        return (
            told(said) == self.says
            and self.strength in ("", "!" if said.is_certain else "?")
            and self.traits <= traits
            and not self.without & traits
        )


def told(said: NameMeaning) -> str:
    """A sense in the words of the cases."""
    if said.direction is None:
        return "open" if said.is_open else "none"
    return "limit" if said.is_limit else str(said.direction)


def judged() -> Iterator[Judged]:
    sections = yaml.safe_load((ROOT / "tests/cases/names.yaml").read_text(encoding="utf-8"))
    for section, names in sections.items():
        for name, text in names.items():
            match = GIVEN.fullmatch(text)
            assert match, text
            traits = match["traits"].split()
            assert {one.lstrip("-") for one in traits} <= set(Trait), text
            without = frozenset(one[1:] for one in traits if one.startswith("-"))
            yield Judged(
                section,
                name,
                match["says"],
                match["strength"],
                frozenset(one for one in traits if not one.startswith("-")),
                without,
            )


CASES = tuple(judged())
BARE = tuple((case, bare(case.name)) for case in CASES)
USUAL: dict[str, list[str]] = yaml.safe_load((ROOT / "tests/cases/usual-bounds.yaml").read_text(encoding="utf-8"))


def test_there_are_many_names_from_unlike_sectors() -> None:
    assert len(CASES) == len({case.name for case in CASES}) >= 500


@pytest.mark.parametrize("section", dict.fromkeys(case.section for case in CASES))
def test_a_name_says_what_a_person_reads_in_it(section: str) -> None:
    differing = {
        case.name: (told(said), said.strength, said.word, sorted(said.traits))
        for case in CASES
        if case.section == section
        for said in [meaning_of(case.name, shipped_lexicon())]
        if not case.holds(said)
    }
    assert differing == {}


@pytest.mark.parametrize("name", USUAL["ceilings"])
def test_a_usual_ceiling_is_not_doubted(name: str) -> None:
    said = meaning_of(name, shipped_lexicon())
    assert not (said.is_certain and said.direction is Direction.HIGHER), said


@pytest.mark.parametrize("name", USUAL["floors"])
def test_a_usual_floor_is_not_doubted(name: str) -> None:
    said = meaning_of(name, shipped_lexicon())
    assert not (said.is_certain and said.direction is Direction.LOWER), said


FLIPPED = {
    Says.HIGHER: Says.LOWER,
    Says.LOWER: Says.HIGHER,
    Says.LIMIT: Says.HIGHER,
    Says.EXACT: Says.LOWER,
    Says.OPEN: Says.HIGHER,
    Says.SAME: Says.OPEN,
    Says.NEGATED: Says.HIGHER,
}


def changed(number: int, **fields: object) -> Lexicon:
    """The shipped lexicon with another entry in one place."""
    lexicon = shipped_lexicon()
    entry = lexicon.files[0].entries[number]
    words = {at: dict(found) for at, found in lexicon.words.items()}
    for at, of, word in entry.positions():
        words[at][word] = {**words[at][word], of: entry.model_copy(update=fields)}
    return replace(lexicon, words=words)


def is_noticed(number: int, **fields: object) -> bool:
    """Whether a name with a word of the entry says something else when the entry does."""
    entry, lexicon = shipped_lexicon().files[0].entries[number], changed(number, **fields)
    with_a_word = (case for case, name in BARE if any(word in name for word in entry.words))
    return any(not case.holds(meaning_of(case.name, lexicon)) for case in with_a_word)


@cache
def numbered() -> tuple[tuple[int, Entry], ...]:
    return tuple(enumerate(shipped_lexicon().files[0].entries))


def test_each_entry_turned_round_is_noticed() -> None:
    assert not [entry.words for number, entry in numbered() if not is_noticed(number, says=FLIPPED[entry.says])]


def test_each_trait_left_out_is_noticed() -> None:
    unnoticed = [
        (entry.words[:3], str(trait))
        for number, entry in numbered()
        for trait in entry.also
        if not is_noticed(number, also=tuple(one for one in entry.also if one is not trait))
    ]
    assert unnoticed == []


@pytest.mark.parametrize(
    "wrapped",
    [
        "{}",
        "指标1：{}",
        "（2）{}",
        "3.{}",
        "三级指标：{}",
        "★{}",
        "{}（%）",
        "{}【万元】",
        "“{}”",
        "{}。",
        "1、{}（含税）",
    ],
)
def test_what_stands_around_a_name_says_nothing(wrapped: str) -> None:
    differing = [
        case.name
        for case in CASES
        if meaning_of(wrapped.format(case.name), shipped_lexicon()) != meaning_of(case.name, shipped_lexicon())
    ]
    assert differing == []


def full_width(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


@given(st.sampled_from(CASES), st.data())
def test_width_and_white_space_say_nothing(case: Judged, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(case.name)))
    space = data.draw(st.sampled_from([" ", "　", "\t", "\n"]))
    written = full_width(case.name[:at]) + space + case.name[at:]
    assert meaning_of(written, shipped_lexicon()) == meaning_of(case.name, shipped_lexicon())


@given(st.text(max_size=40))
def test_any_text_has_a_sense(text: str) -> None:
    said = meaning_of(text, shipped_lexicon())
    assert bool(said.word) or said.direction is None


@given(
    st.lists(
        st.sampled_from(
            sorted({*shipped_lexicon().endings, *(w for f in shipped_lexicon().words.values() for w in f)})
        ),
        max_size=6,
    )
)
def test_any_name_made_of_its_words_has_a_meaning(words: list[str]) -> None:
    said = meaning_of("".join(words), shipped_lexicon())
    assert bool(said.word) or said.direction is None


@pytest.mark.parametrize("part", ["增幅", "占比", "1.1.", "（", "数量", "的", "指标1：", "【】"])
def test_a_text_without_end_is_read_in_no_time(part: str) -> None:
    assert meaning_of(part * 100_000 + "投诉率", shipped_lexicon()) is not None


def test_every_word_is_found_where_it_is_looked_for() -> None:
    """A word that another one hides, or that is an ending, says nothing to anybody."""
    lexicon = shipped_lexicon()
    endings = {
        Measure.NONE: "",
        Measure.RATE: "率",
        Measure.COUNT: "数量",
        Measure.TIME: "时间",
        Measure.AMOUNT: "总额",
    }
    hidden = [
        (word, of)
        for _, entry in numbered()
        for at, of, word in entry.positions()
        if at is Position.HEAD
        and lexicon.at_end(word, len(word), at, of) is None
        and meaning_of(f"{word}{endings[of]}", lexicon).word == ""
    ]
    assert hidden == []


@pytest.mark.parametrize(
    ("name", "unit", "says"),
    [
        ("响应时间", "小时", "lower"),
        ("响应时间", "%", "none"),
        ("平均办结时间", "工作日", "lower"),
        ("维护及时性", "小时", "none"),
        ("维护及时性", "%", "higher"),
        ("系统中断", "分钟", "lower"),
        ("设备采购", "台", "higher"),
        ("设备采购", "元", "none"),
        ("工程监理费", "元", "limit"),
        ("工程监理费", "%", "limit"),
        ("工程监理费", "项", "none"),
        ("人均成本", "元/人", "limit"),
        ("带动增收", "元", "higher"),
        ("节约资金", "元", "higher"),
        ("免费开放天数", "天", "higher"),
        ("免费开放天数", None, "higher"),
        ("投诉次数", "次", "lower"),
        ("直接经济损失", "元", "lower"),
    ],
)
def test_what_a_name_says_is_kept_to_the_figure_it_speaks_of(name: str, unit: str | None, says: str) -> None:
    assert told(about(meaning_of(name, shipped_lexicon()), unit_of(unit).dimension)) == says


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "lexicon.yaml"


def test_a_word_of_ones_own_goes_before_the_shipped_one(own: Path) -> None:
    own.write_text(
        "entries:\n  - {words: [投诉], says: higher, strength: likely}\n  - {words: 跑冒滴漏, says: lower, also: events}\n",
        encoding="utf-8",
    )
    lexicon, findings = read_lexicon(own, shipped_lexicon())
    assert lexicon is not None
    assert findings == ()
    assert meaning_of("投诉率", lexicon)[:2] == (Direction.HIGHER, "likely")
    assert meaning_of("管网跑冒滴漏次数", lexicon)[:2] == (Direction.LOWER, "certain")
    assert meaning_of("漏损率", lexicon) == meaning_of("漏损率", shipped_lexicon())
    assert meaning_of("投诉率", shipped_lexicon()).direction is Direction.LOWER


def test_entries_extend_a_lexicon() -> None:
    added = Entry(words=("资产负债",), says=Says.LOWER, also=(Trait.SHARE,))
    assert meaning_of("资产负债率", extended(shipped_lexicon(), [added])).direction is Direction.LOWER
    assert extended(shipped_lexicon(), []) is shipped_lexicon()


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ("entries:\n  - {words: [逾期], says: down}", 2, "'limit', 'open', 'same' or 'negated'"),
        ("entries:\n  - {words: [逾期], say: lower}", 2, "did you mean “says”"),
        ("entries:\n  - {says: lower}", 2, "words"),
        ("entries:\n  - {words: [], says: lower}", 2, "at least one entry"),
        ("entries:\n  - {words: [' '], says: lower}", 2, "words.0"),
        ("entries:\n  - {words: [逾期], says: lower}\n  - words: [超期, 逾期]\n    says: higher", 3, "line 2"),
        ("entries:\n  - {words: [逾期], says: lower, at: tail}", 2, "'head'"),
        ("entries: [\n", 1, ""),
        ("measures: {sort: [率]}", 1, "'none'"),
        ("", 1, ""),
    ],
)
def test_a_fault_is_named_with_its_line_and_what_to_write(own: Path, text: str, line: int, fault: str) -> None:
    own.write_text(text, encoding="utf-8")
    lexicon, findings = read_lexicon(own)
    assert lexicon is None
    assert {(one.source.file, one.source.line) for one in findings if one.source} == {(own.as_posix(), line)}
    assert any(fault in str(one) for one in findings)


def test_a_file_that_is_not_there_is_said(own: Path) -> None:
    lexicon, findings = read_lexicon(own)
    assert lexicon is None
    assert findings


def test_the_shipped_file_has_nothing_but_entries_that_hold_together() -> None:
    lexicon, findings = read_lexicon(ROOT / "rulesets" / "lexicon.yaml")
    assert lexicon is not None
    assert findings == ()
    assert isinstance(lexicon.files[0], LexiconFile)
