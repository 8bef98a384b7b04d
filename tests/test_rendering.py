"""What stages say is codes and values; one place makes words of it, in either language."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import engine
from engine.cli.common import json_text
from engine.compare import Comparison, budget_comparison
from engine.language.catalogue import CODES, SENTENCES, Language, gathered, read
from engine.language.findings import Finding, finding
from engine.language.phrases import names_in
from engine.language.rendering import Coded, Content, Worded, chinese, coded, coded_day, text_of
from engine.language.value import Value
from engine.quantity import Ratio
from engine.quantity.expressions import Expression, as_number, written
from tests.builders import compared

ROOMS = Path(engine.__file__).parent
HAN = re.compile(r"[\u4e00-\u9fff]")


PARTS_OF_A_DAY = {"year", "month", "day", "iso"}


def test_every_sentence_stands_in_both_languages_with_the_same_names() -> None:
    """A day alone is put together of other parts in each; and what stands in both outside the catalogue."""
    english, words = SENTENCES[Language.ENGLISH], SENTENCES[Language.CHINESE]
    assert english.keys() == words.keys()
    assert CODES.keys() <= english.keys()
    differ = {code for code in english if set(names_in(english[code])) != set(names_in(words[code]))}
    assert differ == {"day", "in-both"}
    assert set(names_in(english["day"] + words["day"])) == PARTS_OF_A_DAY


def test_a_room_has_its_sentences_in_both_languages_and_each_code_once() -> None:
    """What is saved is what the files say; a code that stands twice in one file would hide the first."""
    files = {(kind, room): entries for kind, room, entries in read()}
    for kind, room in files:
        path = Path(engine.__file__).parent / "language" / "catalogue" / kind / f"{room}.yaml"
        keys = [
            line.partition(":")[0] for line in path.read_text(encoding="utf-8").splitlines() if line[:1] not in "# "
        ]
        assert len(keys) == len(set(keys)), (path.name, [key for key in keys if keys.count(key) > 1])
        other = {"codes": "en", "en": "zh", "zh": "en"}[kind]
        assert (other, room) in files, f"{other}/{room}.yaml"
    assert sum(len(entries) for (kind, _), entries in files.items() if kind == "en") == len(gathered()["en"])


@pytest.mark.parametrize(
    ("content", "in_chinese", "in_english"),
    [
        (None, "", ""),
        ("33条", "33条", "33条"),
        (coded_day(date(2024, 2, 9)), "2024年2月9日", "2024-02-09"),
        (coded("need-day", due=coded_day(date(2024, 12, 31))), "不晚于2024年12月31日", "completion by 2024-12-31"),
        (("响应≤2小时", coded("none")), "响应≤2小时、无", "响应≤2小时, none"),
        (coded("about", number="33.33%"), "约33.33%", "about 33.33%"),
        (coded("need-events", limits=["响应≤2小时", "到场≤1天"]), "每次均在限内（响应≤2小时、到场≤1天）", None),
    ],
)
def test_words_are_made_in_either_language(content: Content | None, in_chinese: str, in_english: str | None) -> None:
    assert chinese(content) == in_chinese
    assert in_english is None or text_of(content, Language.ENGLISH) == in_english


def test_a_quote_is_never_read_as_a_name() -> None:
    assert chinese(coded("need-tier", tier="{档次}")) == "评定为{档次}（100%）"


def test_a_finding_holds_coded_words_and_says_them_in_both_languages() -> None:
    step = finding("compared", actual="5个", goal="≥4个", verdict=coded("reached"))
    assert step.values["verdict"] == coded("reached")
    assert step.chinese() == "实际 5个，满足指标值 ≥4个"
    assert Finding.model_validate_json(step.model_dump_json()) == step
    assert step.text("verdict") == "reaches"
    assert not step.text("unknown")


def test_words_that_json_has_in_english_stay_data_in_other_values() -> None:
    """Whichever of them JSON is made of first."""

    class Told(Value):
        why: Worded

    class Kept(Value):
        why: Coded | None = None

    words = coded("about", number="33.33%")
    assert Told(why=words).model_dump(mode="json") == {"why": "about 33.33%"}
    kept = Kept(why=words)
    assert Kept.model_validate_json(kept.model_dump_json()) == kept


def test_a_word_of_the_program_stays_the_value_that_runs_bind_and_has_its_words() -> None:
    note = finding("unit-inferred", target="≥90", unit="%", source="score sheet")
    assert note.values["source"] == "score sheet"
    assert note.message.endswith("is taken from the score sheet")
    assert note.chinese() == "指标值“≥90”未写单位，按评分表中的%计"


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(KeyError):
        coded("no such words")
    with pytest.raises(KeyError):
        finding("no such words")


def test_what_an_older_version_kept_is_shown_though_its_code_is_gone() -> None:
    kept = {
        "code": "long-gone",
        "severity": "warning",
        "values": {"text": "五台", "unit": {"code": "quoted", "values": {"text": "套"}}},
    }
    one = Finding.model_validate(kept)
    assert (one.message, one.chinese()) == ("long-gone, 五台, “套”", "long-gone, 五台, “套”")
    assert chinese(one.coded) == "long-gone、五台、“套”"
    assert one.line(Language.CHINESE) == "提醒：long-gone, 五台, “套” [long-gone]"
    assert (one.asks, one.settled_by, one.is_impossible) == (None, (), False)


def test_what_an_older_version_kept_with_other_values_is_said_as_it_was_then() -> None:
    kept = {"code": "unit-inferred", "severity": "note", "message": "said then", "values": {"target": "≥90"}}
    one = Finding.model_validate(kept)
    assert one.chinese() == "said then"
    assert json.loads(json_text([kept]))[0]["message_zh"] == "said then"


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (None, ""),
        ("60%", "60%"),
        (("÷", "20", "33"), "20 ÷ 33"),
        (("÷", ("−", "35", "30"), "30"), "(35 − 30) ÷ 30"),
        (("÷", ("+", "2", "0.5"), "3"), "(2 + 0.5) ÷ 3"),
        (("÷", ("+", "0.5"), "3"), "(0.5) ÷ 3"),
        (("()", ("−", "1", ("÷", ("|−|", "9", "10"), "10"))), "(1 − |9 − 10| ÷ 10)"),
        (("−[]", ("÷", ("−", "7", "8"), "8")), "−[(7 − 8) ÷ 8]"),
        (("min", ("÷", "3", "2"), "120%"), "min(3 ÷ 2, 120%)"),
        (("×", "12.50", ("÷", "20", "33")), "12.50 × 20 ÷ 33"),
    ],
)
def test_an_expression_is_written_as_people_do(expression: Expression | None, text: str) -> None:
    assert written(expression) == text


@pytest.mark.parametrize(
    ("number", "made", "text"),
    [
        (Ratio.of(1, 4), None, "0.25"),
        (Ratio.of(1, 3), None, "(1 ÷ 3)"),
        (Ratio.of(200, 3), ("÷", "2", "3"), "(2 ÷ 3)"),
    ],
)
def test_a_number_without_an_end_stands_as_what_made_it(number: Ratio, made: Expression | None, text: str) -> None:
    assert written(as_number(number, None, made)) == text


COMPARED = {
    "a share": compared("≥33条", "20条"),
    "a ceiling": compared("≤5次", "7次"),
    "nothing may happen": compared("0起", "3起"),
    "a day": compared("2024年12月31日", "2025-01-17"),
    "periods": compared(
        "≥95%", None, explanation="每月平均在线率=日在线率合计/每月天数", periods={"2024-01": "96%", "2024-02": "90%"}
    ),
    "a count of periods": compared("5次及以上≥5%", periods={"2024-01": "6%", "2024-02": "3%"}),
    "funds": budget_comparison(Decimal(90), Decimal(97)),
}


@pytest.mark.parametrize("one", COMPARED.values(), ids=COMPARED)
def test_a_comparison_can_be_kept_and_said_again(one: Comparison) -> None:
    """Everything in it is data: it survives JSON, and the words made of it afterwards are the same."""
    again = Comparison.model_validate_json(one.model_dump_json())
    assert again == one
    assert chinese(again.needs) == chinese(one.needs) != ""
    assert not HAN.search(text_of(without_quotes(one.needs), Language.ENGLISH))


def without_quotes(content: Content | None) -> Content:
    """The words with every quote, which may be Chinese, taken out."""
    if isinstance(content, Coded):
        return content.model_copy(update={"values": {k: without_quotes(v) for k, v in content.values.items()}})
    return ""


def sentences(source: str) -> Iterator[str]:
    """The Chinese parts of the texts that a module puts together, but for patterns."""
    tree = ast.parse(source)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "regex"]
    patterns = {part for call in calls for argument in call.args for part in ast.walk(argument)}
    for node in ast.walk(tree):
        is_raw = isinstance(node, ast.JoinedStr) and (ast.get_source_segment(source, node) or "").startswith("r")
        if isinstance(node, ast.JoinedStr) and not is_raw and node not in patterns:
            words = [part.value for part in node.values if isinstance(part, ast.Constant)]
            yield from (word for word in map(str, words) if HAN.search(word))


ALLOWED = {
    *(
        "日期",
        "/年",
        "万",
        ".复核.xlsx",
    ),  # how a record names its day, a unit, the end of a file's name
    *("台账 第 ", " 条 · "),  # the foot of a document
}
"""What is looked for and not said, or said in documents alone."""
ROOMS_BELOW = (
    "actuals",
    "cli",
    "compare",
    "files",
    "forms",
    "observe",
    "recheck",
    "runs",
    "scoring",
    "services",
    "store",
)


@pytest.mark.parametrize("room", ROOMS_BELOW)
def test_no_sentence_is_put_together_below_the_catalogue(room: str) -> None:
    found = {path.name: set(sentences(path.read_text("utf-8"))) for path in (ROOMS / room).rglob("*.py")}
    assert {name: words - ALLOWED for name, words in found.items() if words - ALLOWED} == {}
