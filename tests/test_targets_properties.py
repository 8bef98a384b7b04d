"""What holds for target texts of any kind: printing and reading agree, width and spaces change nothing, nothing raises."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from engine.targets import Operator, Target, TargetKind, grammar, normalise, print_target, read_target, same_promise
from engine.targets.grammar import scan
from engine.targets.reading import read_normal

UNITS = [
    "%",
    "‰",
    "个",
    "项",
    "人次",
    "台(套)",
    "分",
    "小时",
    "个工作日",
    "平方米",
    "m",
    "GB",
    "元",
    "元/亩",
    "元/人·月",
    "次/年",
]
PERIODS = ["月", "季度", "年", "人", "人·月", "3天", "两年"]
CHINESE = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
LETTERS = st.text(
    st.one_of(CHINESE, st.sampled_from("ABcx年月日不低于以上每完成的为在至千百一二%0123456789")),
    min_size=1,
    max_size=12,
)
_FRAGMENTS = (
    "≥ ≤ > < = >= 不低于 不少于 不超过 低于 至少 达到 控制在 保持在 优于 约 前 提高 下降 增长 同比 提高到 降至 由 1 5 90 100 2024 0.5 "
    "1,000 万 亿 % ‰ 个 项 次 人 户 分 分钟 小时 天 日 工作日 个月 月 年 季度 米 亩 元 km /年 /亩 以上 及以上 以下 以内 内 左右 之间 - ~ 至 "
    "到 和 2024年12月31日 12月底 2024年10月 上半年 第三季度 年底 2024年 2024-12-31 之前 起 开始 每月 每季度 每人 一 两 二十 半 百分之 "
    "三分之二 零事故 零 ; , 、 。 : ( ) （含） (不含) 1. 2、 完成 新建 公厕 合格率 满意度 的 为 不 无 合同签订后 或 × 7×24小时 5G 〔2020〕10号 "
    "级 岁 较上年 每年 ± 一季度 不适用 / — 扣1分 倍 中旬 ≥≤ “ ” 【 】 ℃ m² ① 「 」"
)
FRAGMENTS = _FRAGMENTS.split()

fragments = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=8).map("".join)
anything = st.one_of(st.text(max_size=60), fragments)
numbers = st.decimals(min_value=0, max_value=10**9, places=4).map(lambda value: Decimal(format(value.normalize(), "f")))
operators = st.sampled_from([None, *Operator])
words = st.one_of(st.none(), st.sampled_from(["主干道", "合格率", "完成公厕的运行维护", "新建300米深机井"]), LETTERS)
days = st.dates(date(1990, 1, 1), date(2099, 12, 31))


def target(kind: TargetKind, **fields: object) -> Target:
    return Target.model_validate({"text": "", "kind": kind, **fields})


@st.composite
def quantities(draw: st.DrawFn) -> Target:
    return target(
        TargetKind.QUANTITY,
        operator=draw(operators),
        value=draw(numbers),
        unit=draw(st.sampled_from(UNITS)),
        per=draw(st.one_of(st.none(), st.sampled_from(PERIODS))),
        applies_to=draw(words),
    )


@st.composite
def ranges(draw: st.DrawFn) -> Target:
    lower, upper = sorted([draw(numbers), draw(numbers)])
    unit = draw(st.sampled_from(UNITS))
    return target(TargetKind.RANGE, lower=lower, upper=upper, unit=unit, applies_to=draw(words))


@st.composite
def changes(draw: st.DrawFn) -> Target:
    return target(
        TargetKind.CHANGE,
        operator=draw(operators),
        value=draw(numbers),
        unit=draw(st.sampled_from(["%", "个百分点", "个", "人次", "倍"])),
        direction=draw(st.sampled_from(["up", "down"])),
        applies_to=draw(words),
    )


@st.composite
def deadlines(draw: st.DrawFn) -> Target:
    day = draw(days)
    fields: dict[str, object] = draw(
        st.one_of(
            st.just({"value": day}),
            st.builds(lambda start: {"start": min(start, day), "value": max(start, day)}, days),
            st.just({"yearless": f"--{day:%m-%d}"}),
            st.just({"yearless": "--02"}),
            st.builds(
                lambda within, unit, event: {"within": within, "unit": unit, "after": event},
                st.integers(1, 999).map(Decimal),
                st.sampled_from(["日", "天", "个工作日", "个月"]),
                st.sampled_from(["合同签订", "验收合格", "收到申请"]),
            ),
            st.just({"within": Decimal(day.day), "unit": "日", "per": "月"}),
        )
    )
    return target(TargetKind.DEADLINE, operator=Operator.LE, applies_to=draw(words), **fields)


simple = st.one_of(quantities(), ranges(), changes(), deadlines())


@st.composite
def compounds(draw: st.DrawFn) -> Target:
    if draw(st.booleans()):
        part = target(
            TargetKind.QUANTITY, operator=draw(st.sampled_from(list(Operator))), value=draw(numbers), unit="%"
        )
        often = {"operator": draw(operators), "value": draw(numbers), "unit": draw(st.sampled_from(["次", "个月"]))}
        return target(TargetKind.COMPOUND, combine="count", parts=(part,), **often)
    # a date without its year would be read in the year of the one before it
    parts = draw(st.lists(simple.filter(lambda part: part.yearless is None), min_size=2, max_size=4))
    named = [part.model_copy(update={"applies_to": f"{name}类"}) for part, name in zip(parts, "甲乙丙丁", strict=False)]
    return target(TargetKind.COMPOUND, combine="all", parts=tuple(named))


@given(st.one_of(simple, compounds()))
def test_a_printed_target_reads_back_the_same(promise: Target) -> None:
    printed = print_target(promise)
    assert same_promise(read_target(printed), promise), printed
    assert print_target(read_target(printed)) == printed


@given(anything, st.one_of(st.none(), st.integers(1990, 2099)))
def test_nothing_raises_and_every_answer_survives_json(text: str, year: int | None) -> None:
    answer = read_target(text, year)
    assert Target.model_validate_json(answer.model_dump_json()) == answer
    assert year is not None or same_promise(read_target(print_target(answer)), answer)
    assert answer.kind is not TargetKind.UNREADABLE or answer.findings


@given(anything)
def test_an_unreadable_target_holds_no_number(text: str) -> None:
    answer = read_target(text)
    numbers_read = (answer.value, answer.lower, answer.upper, answer.within, answer.start, answer.operator)
    if answer.scale is None and answer.kind in (
        TargetKind.UNREADABLE,
        TargetKind.QUALITATIVE,
        TargetKind.NOT_APPLICABLE,
    ):
        assert numbers_read == (None,) * 6
        assert answer.parts == ()


@given(fragments)
def test_full_width_and_half_width_are_the_same(text: str) -> None:
    wide = "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)
    assert same_promise(read_target(wide), read_target(text))


@given(fragments, st.lists(st.tuples(st.integers(0, 60), st.sampled_from(" \n\t\r\u3000\u00a0")), max_size=8))
def test_spaces_and_line_breaks_change_nothing(text: str, blanks: list[tuple[int, str]]) -> None:
    spaced = text
    for place, blank in blanks:
        spaced = spaced[:place] + blank + spaced[place:]
    assert same_promise(read_target(spaced), read_target(text))


ROWS = yaml.safe_load((Path(__file__).parent / "cases" / "targets.yaml").read_text(encoding="utf-8"))
texts = st.sampled_from([row["text"] for rows in ROWS.values() for row in rows])
figures = st.one_of(
    st.integers(0, 400).map(str),
    st.integers(0, 2_000_000).map(str),
    st.decimals(0, 200, places=2).map(str),
    st.sampled_from(["0", "05", "5", "7", "12", "24", "365", "1999", "2024", "20241231", "0.5", "290", "9" * 30]),
)


@given(texts, figures)
@example("१号楼覆盖率≥91%", "92")  # a digit of another script is a word
def test_a_text_read_by_its_shape_is_read_as_by_the_grammar(text: str, figure: str) -> None:
    changed = re.sub(r"[0-9]+(\.[0-9]+)?", figure, text, count=1)
    assert read_target(changed) == read_normal(normalise(changed), changed)


@given(fragments)
def test_tokens_cover_the_text(text: str) -> None:
    assert "".join(scan(normalise(text)).texts) == normalise(text)


@given(numbers, st.sampled_from(["%", "个", "人次", "平方米", "分"]))
def test_one_bound_in_all_its_notations(number: Decimal, unit: str) -> None:
    figure = f"{number:f}{unit}"
    at_least = [f"≥{figure}", f">={figure}", f"不低于{figure}", f"不少于{figure}", f"至少{figure}", f"{figure}以上"]
    at_least += [f"{figure}及以上", f"达到{figure}以上", f"大于等于{figure}", f"≧{figure}", f"{figure}(含)以上"]
    at_most = [
        f"≤{figure}",
        f"不超过{figure}",
        f"不高于{figure}",
        f"{figure}以下",
        f"控制在{figure}以内",
        f"小于或等于{figure}",
    ]
    for texts, operator in ((at_least, Operator.GE), (at_most, Operator.LE)):
        for text in texts:
            answer = read_target(text)
            assert (answer.kind, answer.operator, answer.value, answer.unit) == ("quantity", operator, number, unit), (
                text
            )


@given(
    st.integers(1, 9999), st.sampled_from([("万", 10**4), ("亿", 10**8), ("千万", 10**7), ("百", 100), ("千", 1000)])
)
def test_multipliers_are_multiplied_in(number: int, multiplier: tuple[str, int]) -> None:
    answer = read_target(f"≤{number}{multiplier[0]}元")
    assert (answer.value, answer.unit) == (Decimal(number * multiplier[1]), "元")


@given(days)
def test_a_day_in_all_its_notations(day: date) -> None:
    written = f"{day.year}年{day.month}月{day.day}日"
    texts = [written, f"{written}前", f"{written}之前", f"{written}以前", f"≤{written}", f"不晚于{written}", f"{day}前"]
    texts += [f"{day:%Y.%m.%d}", f"{day:%Y/%m/%d}", f"于{written}前完成", f"{day.month}月{day.day}日前"]
    for text in texts:
        answer = read_target(text, day.year)
        assert (answer.kind, answer.operator, answer.value) == ("deadline", Operator.LE, day), text


@given(
    st.lists(
        st.sampled_from([*["1.", "2、", "(3)", "(一)", "二、", "目标1:", "指标", "3.", "4", ":"], *FRAGMENTS]),
        min_size=1,
        max_size=8,
    ).map("".join)
)
@example("1.完成5套;2.完成3套")
@example("3.5万人次、1.5%")
def test_list_numbers_are_found_as_if_all_terminals_were_one_pattern(text: str) -> None:
    text = normalise(text)
    terminals = (f"(?P<{one.name}>{one.pattern.to_regexp()})" for one in grammar._terminals())
    found = list(re.compile("|".join([f"(?P<PLAIN>{grammar._plain()})", *terminals]), re.DOTALL).finditer(text))
    names, texts = [one.lastgroup for one in found], [one.group() for one in found]
    assert grammar._cut_numbered(text) == (names, texts)
    if grammar.NUMBERED not in names:
        assert grammar._cut(text) == (names, texts)
