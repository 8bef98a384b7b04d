"""Clauses of a target text: the words around a figure, what it is about, and what kind of promise that makes it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from engine.quantity import UNITS
from engine.targets.draft import Draft
from engine.targets.grammar import LEADS, TAILS, Tokens
from engine.targets.model import Operator, TargetKind

Item = Draft | int

UP_VERBS = "提高|提升|增长|增加|上升|扩大|上涨"
DOWN_VERBS = "下降|降低|减少|缩短|压缩|节约|节省|削减|压减"
COUNTER = re.compile(r"(?P<noun>[\u4e00-\u9fff]{1,6}?)(?:(?P<above>[及或]?以上)|(?P<below>[及或]?以[下内])|(?P<near>左右))?")
NO_COUNTER = re.compile("[零是否有在于按由从对将让使向用应须需要会也还再更最较比每各全百千万亿余多半个一二两三四五六七八九十前后内外中上下以及和等的了为与或至到无不未完成验达已均并且能可占开通实提已进]")
EVENT = re.compile(r"自?(?P<after>.{1,40}?)(?:之日起|之日后|当日起|之后|以后|后|日起|起)的?(?:第?)$")
VERB = re.compile("(?:完成|建成|建设|新建|改建|扩建|开展|举办|组织|购置|采购|制定|编制|出具|提交|提供|培训|改造|修建|修缮|维修|更新|召开|印发|发布|签订|培育|引进|聘请|配备|安装|设置|设立|承办|慰问|资助|扶持|验收)了?$")
CHANGED = re.compile(rf"(?:(?P<up>{UP_VERBS})|(?P<down>{DOWN_VERBS}))(?P<noun>[^提增升降减缩压]{{0,12}}?)(?P<to>[到至为]|达到?)?$")
MEASURE_NOUN = re.compile("(?:[率度数量比额分]|比例|占比|比重|水平|指数|系数|浓度|面积|长度|时间|时长|时限|成本|费用|投资|资金|单价|标准|金额|价格|规模|能力|产值|产量|收入)(?:应|为|均|须|需|要)?[:]?$")
SHARE_NOUN = re.compile("(?:(?<!效)率|满意度|知晓度|认可度|支持度|完成度|达成度|比例|占比|比重)$")
BASELINE = re.compile("(?:[较比]|超过?|高于|低于)(?:上年|去年|上期|同期|基期|往年|前[一1]?年|上一?年度)[^\u3002]{0,6}$")
NEGATED = re.compile("(?:不|非|未|没有?|无|勿|禁止|不允许|避免|杜绝|防止|严禁)$")
TURNED = re.compile("(?P<sign>[≤≦<≥≧>])=?(?P<words>[^≤≦<≥≧>=]+)")
TURNED_SIGNS = {"≤": Operator.GE, "≦": Operator.GE, "<": Operator.GT, "≥": Operator.LE, "≧": Operator.LE, ">": Operator.LT}
PREVENTED = re.compile("(?:不发生|未发生|不出现|未出现|杜绝|避免|防止|防范|遏制|没有发生|零发生|(?:^|确保|保证|全年)无(?!人机|障碍|线|害|公害|烟|纸|偿|缝|籍))[^率数]*$")
AWAY = re.compile(
    "(?P<bound>[≥≤<>≧≦]|(?P<word>不[得能应可宜]?(?:超过|高于|大于|多于|低于|少于|小于)|超过|高于|大于|低于|少于|小于))"
    "(?P<noun>[^≥≤<>≧≦=]{1,16}?)(?P<of>的)?$"
)
BETTER_OR_WORSE = re.compile("[较比].{1,12}[高低多少大小好快慢]$")
SIGNS = {"≥": Operator.GE, "≧": Operator.GE, "≤": Operator.LE, "≦": Operator.LE, ">": Operator.GT, "<": Operator.LT}
DONE = re.compile("完成|建成|完工|竣工|支付|投入|验收|交付|实施|启动|开工|上线|印发|出台|发布|实现|结束|到位|落实|签订|办结|启用|开展|达到|使用")
NOTHING_HAPPENS = re.compile("(?:无|不|未|没有?|零|免)")
BESIDE = re.compile(r"[\u3400-\u9fffA-Za-z:“”\"'‘’《》〈〉()\[\]【】〔〕°%]")
LIGHT = frozenset(
    "完成 达到 达 实现 确保 保证 力争 争取 共 共计 总计 合计 累计 目标 目标值 指标值 指标 应 须 均 每 各 为 不 要求 计划 预计 约 共完成 全部完成 "
    "计 X x Y N 自 从 于 在 总数 数量 个数 时间 年度".split()
)
DAYS = frozenset({"日", "天", "个工作日", "工作日", "个自然日", "自然日", "日历天", "日历日", "个日历日", "个日历天", "周", "个月", "月", "年", "个星期", "星期"})
LEVELS = frozenset({"级", "星级"})
NO_WORDS = frozenset({"ENUM", "EVERY", "REMARK", "SEP", "LABEL"})


@dataclass(slots=True)
class Clause:
    """The pieces between two marks: drafts and positions of tokens, in order."""

    items: list[Item]
    tokens: Tokens

    @property
    def drafts(self) -> list[Draft]:
        """The figures and dates."""
        return [item for item in self.items if isinstance(item, Draft)]

    @property
    def first(self) -> int:
        """The first token."""
        return first_token(self.items[0])

    @property
    def last(self) -> int:
        """The last token."""
        return last_token(self.items[-1])

    @property
    def text(self) -> str:
        """The clause as written."""
        return self.tokens.written(self.first, self.last)

    def named(self, name: str) -> list[str]:
        """The texts of its loose tokens of one name."""
        names, texts = self.tokens.names, self.tokens.texts
        return [texts[item] for item in self.items if isinstance(item, int) and names[item] == name]

    def between(self, begin: int, end: int) -> str:
        """The words among some of its items, without list numbers, remarks and 每-words."""
        names, texts = self.tokens.names, self.tokens.texts
        return "".join(
            texts[item]
            for item in self.items[begin:end]
            if isinstance(item, int) and (names[item] not in NO_WORDS or texts[item] == "、")
        )

    def around(self, draft: Draft) -> tuple[str, str]:
        """The words right before and right after a draft, up to the figures beside it."""
        items = self.items
        place = begin = items.index(draft)
        end = place + 1
        while begin and isinstance(items[begin - 1], int):
            begin -= 1
        while end < len(items) and isinstance(items[end], int):
            end += 1
        return self.between(begin, place), self.between(place + 1, end)

    def before(self, draft: Draft) -> str:
        """The words right before a draft, back to the figure before it."""
        return self.around(draft)[0]

    def behind(self, draft: Draft) -> str:
        """The words right after a draft, up to the next figure."""
        return self.around(draft)[1]

    def about(self, words: str) -> str | None:
        """What the clause is about: the label, where it has one, or else the words."""
        labels = self.named("LABEL")
        return labels[-1][1:-1] or None if labels else subject(words)

    def beside(self, draft: Draft) -> list[Item]:
        """The items right before and right after a draft."""
        place = self.items.index(draft)
        return self.items[max(place - 1, 0) : place] + self.items[place + 1 : place + 2]

    def touching(self, draft: Draft) -> str:
        """The characters of words that touch a draft."""
        place, names, texts = self.items.index(draft), self.tokens.names, self.tokens.texts
        left = self.items[place - 1] if place else draft
        right = self.items[place + 1] if place + 1 < len(self.items) else draft
        touching = texts[left][-1] if isinstance(left, int) and names[left] == "TEXT" else ""
        return touching + (texts[right][0] if isinstance(right, int) and names[right] == "TEXT" else "")


def first_token(item: Item) -> int:
    """The first token of an item."""
    return item if isinstance(item, int) else item.first


def last_token(item: Item) -> int:
    """The last token of an item."""
    return item if isinstance(item, int) else item.last


def subject(words: str) -> str | None:
    """Words without what merely joins them to a figure; None where they say nothing of their own."""
    text = words.strip(":、,").removeprefix("的")
    text = re.sub("(?<![行认作成])为$|(?:共计|共|总计|合计)$|是$|(?<![存所潜现])在$|[至到]$|(?<!目)的$", "", text).strip(":")
    return None if not text or text in LIGHT else text


def settle_alone(draft: Draft) -> Draft:
    """The target of a cell that holds one figure or date and nothing else."""
    if not draft.is_lost:
        _is_level(draft)
    return draft


def settle_one(clause: Clause, draft: Draft) -> Draft:
    """The target of a clause with one figure or date, with what its words add."""
    if draft.is_lost:
        return draft
    before, behind = clause.around(draft)
    if not before and _is_turned(draft, behind):
        return draft
    if _refused(clause, draft, before, behind):
        return draft
    if draft.is_dated:
        return _settle_date(clause, draft, before + behind)
    if not clause.named("LABEL"):
        behind = _take_counter(draft, behind)
    _take_bracket_unit(clause, draft)
    if draft.is_lost or _is_level(draft) or _is_relative(clause, draft, before, behind) or _is_changed(clause, draft, before):
        return draft
    bound_away = draft.applies_to and draft.said("target-direction-inferred") and AWAY.search(before)
    draft.applies_to = clause.about(("" if bound_away else before) + (draft.applies_to or "") + behind)
    draft.per = _every(clause)
    return draft


def _every(clause: Clause) -> str | None:
    """The periods or things of a frequency: 每人每月 as 人·月."""
    every = [one.removeprefix("平均").removeprefix("每").removeprefix("一").removeprefix("个") for one in clause.named("EVERY")]
    return "·".join(every) or None


def _settle_date(clause: Clause, draft: Draft, words: str) -> Draft:
    """A deadline with what is due; a mere year beside other words (2024年秋季学期) is none."""
    draft.applies_to = clause.about(words)
    if draft.applies_to and "YEAR" in draft.marks and not draft.marks & {"BEFORE", "INSIDE", "SINCE", "DUE"}:
        if not DONE.search(words):
            return draft.qualify("target-year-in-words", text=words)
    return draft


def _is_turned(draft: Draft, behind: str) -> bool:
    """90%≤满意度: the bound written before what it binds."""
    match = TURNED.fullmatch(behind)
    if not match or draft.kind is not TargetKind.QUANTITY or draft.operator is not None:
        return False
    draft.operator, draft.applies_to = TURNED_SIGNS[match["sign"]], subject(match["words"])
    return True


def _refused(clause: Clause, draft: Draft, before: str, behind: str) -> bool:
    """Whether the surroundings of a figure make it something that is not understood; it has failed then."""
    if any(not BESIDE.match(one) for one in clause.touching(draft)):
        draft.fail("target-unreadable", text=clause.text)
    elif NEGATED.search(before) and draft.marks & LEADS:
        draft.fail("target-negated", text=clause.text)
    elif behind.startswith("前") and not draft.is_dated:
        draft.fail("target-unreadable", text=clause.text)
    elif "INSIDE" in draft.marks and NOTHING_HAPPENS.match(behind):
        draft.fail("target-figure-is-a-condition", text=clause.text)
    elif draft.kind is not TargetKind.CHANGE and (BASELINE.search(before) or BETTER_OR_WORSE.search(before)):
        draft.fail("target-baseline", text=clause.text)
    elif behind and PREVENTED.search(before):
        draft.fail("target-figure-is-a-condition", text=clause.text)
    elif AWAY.search(before):
        _take_bound_away(draft, clause, before)
    elif draft.unit == "岁" and behind:
        draft.qualify("target-figure-in-name", text=clause.text)
        return True
    return draft.is_lost


def _take_bound_away(draft: Draft, clause: Clause, before: str) -> None:
    """≤预算金额150万元, 不超过合同价的10%: the bound stands before what the figure is of."""
    match = AWAY.search(before)
    if match is None or draft.kind is not TargetKind.QUANTITY or draft.operator is not None:
        draft.fail("target-unreadable", text=clause.text)
    elif match["word"] and not match["of"] and draft.unit in ("%", "‰", "个百分点"):
        draft.fail("target-baseline", text=clause.text)
    else:
        draft.operator = SIGNS.get(match["bound"][0]) or _word_operator(match["bound"])
        draft.say("target-direction-inferred", word=match["bound"], operator=draft.operator.value)
        draft.applies_to = subject(before[: match.start()] + match["noun"])


def _word_operator(word: str) -> Operator:
    """The operator of 不超过, 低于 and the like."""
    if word.startswith("不"):
        return Operator.GE if word[-2] in "低少小" else Operator.LE
    return Operator.LT if word[0] in "低少小" else Operator.GT


def _take_counter(draft: Draft, behind: str) -> str:
    """Takes an unknown noun right after a bare number as its counter; gives back the words that are left."""
    if draft.unit is not None or not behind or draft.kind is TargetKind.DEADLINE:
        return behind
    match = COUNTER.fullmatch(behind)
    if not match or draft.marks & TAILS or NO_COUNTER.search(match["noun"]):
        draft.fail("target-counter-missing", text=behind)
        return behind
    if draft.value == 0:
        return behind
    draft.unit = match["noun"]
    draft.say("target-counter-unknown", unit=draft.unit)
    _take_counter_bound(draft, match)
    return ""


def _take_counter_bound(draft: Draft, match: re.Match[str]) -> None:
    """The 以上, 以下, 左右 after an unknown counter."""
    operator = Operator.GE if match["above"] else Operator.LE if match["below"] else None
    if match["near"]:
        draft.say("target-approximate", text=match["near"])
    if operator and draft.operator not in (None, operator):
        draft.fail("target-operators-conflict", operators=f"{draft.operator}…{match[0]}")
    elif operator:
        draft.operator = operator


def _take_bracket_unit(clause: Clause, draft: Draft) -> None:
    """A unit in brackets: ``满意度(%)≥90``, ``5000(人次)``; ``5台(套)`` is written as a whole."""
    for remark in clause.named("REMARK"):
        unit = remark[1:-1]
        if draft.unit is None and (unit in UNITS or re.fullmatch("[个项套台份次条人户名件辆座亩]次?", unit)):
            draft.unit = unit.replace("％", "%")
            draft.say("target-unit-in-brackets", unit=unit)
        elif draft.unit and re.fullmatch("[个项套台份次条人户名件辆座组]", unit):
            draft.unit += remark
        elif re.search("[0-9]", unit):
            draft.say("target-remark", text=remark)


def _is_level(draft: Draft) -> bool:
    """Whether the figure is a level (二级以上), of which nobody knows which way is up."""
    if draft.unit not in LEVELS or draft.kind is not TargetKind.QUANTITY:
        return False
    draft.qualify("target-level", unit=draft.unit)
    return True


def _is_relative(clause: Clause, draft: Draft, before: str, behind: str) -> bool:
    """合同签订后30日内: a deadline counted from an event. Hours and minutes after one are a response time."""
    labels = [label[1:-1] for label in clause.named("LABEL")]
    match = EVENT.match(f"{labels[0]}后" if labels and before == "后" else before)
    if not match or draft.unit not in DAYS or draft.kind is not TargetKind.QUANTITY or draft.operator is Operator.GE:
        return False
    if draft.operator is Operator.GT or not isinstance(draft.value, Decimal):
        return False
    draft.kind, draft.operator = TargetKind.DEADLINE, Operator.LE
    draft.within, draft.value, draft.after = draft.value, None, match["after"]
    draft.applies_to, draft.per = subject(behind) if before != "后" else labels[1] if labels[1:] else None, _every(clause)
    return True


def _is_changed(clause: Clause, draft: Draft, before: str) -> bool:
    """提升服务能力20%: a change whose verb stands away from its figure. 提高覆盖率到90% names a level instead."""
    match = CHANGED.search(before)
    if not match or draft.kind is not TargetKind.QUANTITY or draft.unit not in ("%", "个百分点", "‰", "倍"):
        return False
    if match["to"]:
        if draft.operator is None:
            draft.operator = Operator.GE if match["up"] else Operator.LE
            draft.say("target-direction-inferred", word=before, operator=draft.operator.value)
        draft.applies_to = None
        return False
    noun, measured = match["noun"], SHARE_NOUN.search(match["noun"]) is not None
    if measured and draft.unit != "个百分点":
        if draft.operator is None:
            draft.fail("target-change-or-level", text=f"{before}…")
        return False
    draft.kind, draft.direction = TargetKind.CHANGE, "up" if match["up"] else "down"
    draft.applies_to = clause.about(before[: match.start()] + noun)
    return True
