"""Sets of projects at random whose rows share what they declare and differ in what was recorded, near everything that
changes what comes of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from engine.actuals import Actual, Budget, Spending
from engine.language.findings import Source
from engine.runs.record import AdjustedTarget, Assessed, Origin
from engine.scoring.evaluate import Case, Recorded
from engine.terms import BUDGET_EXECUTION, Answer, AnswerKind, Indicator, Project

UNITS = (
    "%",
    "%",
    "%",
    "个",
    "次",
    "万元",
    "元",
    "小时",
    "天",
    "个工作日",
    "个月",
    "分",
    "‰",
    "亩",
    "公里",
    "人次",
    "",
    "台",
    "次/月",
    "根",
)
NAMES = (
    "网络链路数量",
    "投诉率",
    "服务对象满意度",
    "成本控制率",
    "培训人次",
    "故障处理时间",
    "能耗下降率",
    "安全事故",
    "工程验收合格率",
    "资金到位率",
    "指标",
)
EXPLANATIONS = (
    "",
    "",
    "完成率=完成数量/总数量*100%",
    "总成本-完成数量",
    "满意度评价数量*评价星级/(满意度评价数量*5)*100%",
    "测评通过则为100%",
    "按月平均",
    "满分100分，按评分表打分",
    "较上年增长率=（当期值-基期值）/基期值*100%",
)
WORDS = (
    "达成",
    "部分达成",
    "未达成",
    "部分达成 75%",
    "未完成",
    "通过",
    "按时完成",
    "无",
    "未发生",
    "",
    "不适用",
    "约95%",
    "95%以上",
    "1小时20分钟",
    "下降3.2%",
    "提升5%",
    "93.5",
    "待核实",
    "２０份",
    "24 份",
    "-3%",
    "3/4",
    "满意度95%，投诉3起",
)
LEVELS = (
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("产出指标", "时效指标"),
    ("产出指标", "成本指标"),
    ("成本指标", "经济成本指标"),
    ("效益指标", "社会效益指标"),
    ("满意度指标", "服务对象满意度指标"),
    ("满意度指标", "服务对象满意度指标"),
    ("其他", "其他"),
)
FACTORS = (
    "0",
    "0.0001",
    "0.01",
    "0.05",
    "0.1",
    "0.2",
    "0.5",
    "0.6",
    "0.8",
    "0.9",
    "0.99",
    "1",
    "1",
    "1.01",
    "1.2",
    "1.25",
    "1.5",
    "2",
    "5",
    "20",
    "100",
    "1000",
    "10000",
)
DEADLINES = (
    "2024年12月31日前",
    "2024年6月30日",
    "2024年10月前",
    "每月10日前",
    "合同签订后30日内",
    "2024年12月底前完成",
)


def _goal(random: Random) -> Decimal:
    return Decimal(
        random.choice((0, 1, 2, 5, 12, 33, 60, 80, 90, 95, 98, 100, 100, 120, 300, 0.5, 2.5, 99.9, 1268, 20000))
    ).normalize()


def _target(random: Random, goal: Decimal, unit: str) -> str:
    sign = random.choice(("≥", "≥", "≤", "≤", ">", "<", "=", "", "不低于", "达到"))
    number = format(goal, "f")
    return random.choice(
        (
            *[f"{sign}{number}{unit}"] * 8,
            f"提升{number}%",
            f"降低{number}%",
            f"{number}{unit}-{format(goal + 20, 'f')}{unit}",
            f"{random.choice(DEADLINES)}",
            random.choice(DEADLINES),
            "效果明显",
            "不适用",
            "0起",
            "待定",
            f"±{number}%",
            f"{sign}{number}万元",
        )
    )


class Declared:
    """A declared row with what people may record for it."""

    def __init__(self, random: Random) -> None:
        self.goal, self.unit = _goal(random), random.choice(UNITS)
        level1, level2 = random.choice(LEVELS)
        self.row = Indicator(
            code="",
            level1=level1,
            level2=level2,
            required=False,
            name=random.choice(NAMES),
            target_text=_target(random, self.goal, self.unit),
            explanation=random.choice(EXPLANATIONS),
            core=random.random() < 0.2,
            source=Source(file="form.txt", line=1),
        )
        self.record = random.choice(
            (self._figure, self._figure, self._figure, self._inputs, self._inputs, self._day, self._other)
        )
        self.written = random.choice((self.unit, self.unit, self.unit, random.choice(UNITS), ""))
        self.names = random.choice(
            (
                ("完成数量", "总数量"),
                ("完成数量", "总数量"),
                ("总成本", "完成数量"),
                ("满意度评价数量", "评价星级"),
                ("基期值", "当期值"),
                ("实际到位资金", "预算资金"),
            )
        )

    def recorded(self, random: Random) -> dict[str, Any] | None:
        """What is recorded, as the fields of an actual; None where nothing is."""
        chosen: Callable[[Random], dict[str, Any]] = self.record if random.random() < 0.9 else self._other
        return chosen(random) if random.random() < 0.95 else None

    def _figure(self, random: Random) -> dict[str, Any]:
        return {"value": f"{self._number(random, self.goal)}{self.written}"}

    def _number(self, random: Random, around: Decimal) -> str:
        number = around * Decimal(random.choice(FACTORS)) + Decimal(
            random.choice((0, 0, 1, -1, random.randint(-5, 5)))
        ) / random.choice((1, 1, 10, 100))
        if random.random() < 0.5:
            number = around * Decimal(random.randint(0, 1500)) / 1000
        number = abs(number).quantize(Decimal(random.choice(("1", "1", "0.1", "0.01"))))
        return f"{number:,f}" if random.random() < 0.2 else f"{number:f}"

    def _inputs(self, random: Random) -> dict[str, Any]:
        whole = Decimal(random.choice((0, 1, 10, 24, 100, 100, 250, 98000, random.randint(1, 500))))
        unit = random.choice((self.written, "", "元", "个")) if random.random() < 0.1 else self.written
        share = whole * self.goal / 100 if self.unit == "%" else whole
        texts = f"{self._number(random, share)}{unit}", f"{whole:f}{unit}"
        return {"inputs": dict(zip(self.names, texts if random.random() < 0.95 else texts[::-1], strict=True))}

    def _day(self, random: Random) -> dict[str, Any]:
        day = date(2024, 12, 31) + timedelta(days=random.choice((0, 1, -1, 365, -200, random.randint(-400, 400))))
        form = random.choice(
            (
                "{0.year}年{0.month}月{0.day}日",
                "{0:%Y-%m-%d}",
                "{0.year}/{0.month}/{0.day}",
                "{0.year}.{0.month}.{0.day}",
            )
        )
        return {"value": form.format(day)}

    def _other(self, random: Random) -> dict[str, Any]:
        periods = {f"2024-{month:02}": f"{self._number(random, self.goal)}{self.written}" for month in range(1, 13)}
        inputs = {"完成数量": "3", "总数量": ("2", "4")}
        words = {"value": random.choice(WORDS)}
        return random.choice((words, words, words, {"periods": periods}, {"inputs": inputs}))


def _budget(random: Random) -> Recorded:
    amount = Decimal(random.randint(0, 10**9)) / 100
    executed = random.choice(
        (amount, Decimal(0), amount * Decimal(random.randint(0, 1300)) / 1000, amount / 10000, amount * 10000)
    )
    written = f"{executed.quantize(Decimal('0.01')):,f}" + random.choice(("", "", "", "元", "万元"))
    texts: dict[str, str | None] = {
        "adjusted": f"{amount:f}",
        "executed": random.choice((written, written, written, None, "约100万", "")),
    }
    if random.random() < 0.3:
        texts = {**texts, "initial": f"{amount:,f}", "adjusted": None}
    record = Spending(budget=Budget(**texts))
    actual = Actual(
        code=BUDGET_EXECUTION, indicator=BUDGET_EXECUTION, record=record, source=Source(file="a.yaml", line=3)
    )
    return Recorded(actual=actual, origin=Origin(revision=1, by="张三"))


def _case(number: int, declared: Sequence[Declared], items: Sequence[str], random: Random) -> Case:
    rows, recorded, targets, adjustments, answers = [], {}, {}, {}, {}
    is_weighed = random.random() < 0.3
    for at, one in enumerate(declared, 1):
        code = f"{at:02}"
        weight = (
            Decimal(random.randint(1, 40)) / random.choice((1, 2)) if is_weighed or random.random() < 0.05 else None
        )
        row = one.row.model_copy(update={"code": code, "weight": weight, "source": Source(file="form.txt", line=at)})
        rows.append(row)
        given = one.recorded(random)
        if given is not None:
            recorded[code] = _recorded(code, given)
        if random.random() < 0.05:
            text = _target(random, one.goal, one.unit)
            before = random.choice((row.target_text, "≥1"))
            targets[code] = AdjustedTarget(number=1, target_text=text, declared=before, by="财政局", reason="调整")
        if random.random() < 0.05:
            points = (
                Decimal(random.choice(("-3", "2.5", "0.01", "-0.005", "40"))) if random.random() < 0.5 else Decimal(-1)
            )
            adjustments[code] = (
                Assessed(number=1, points=points, by="评价组", reason="核查"),
                Assessed(number=2, points=Decimal("0.5"), by="评价组", reason="核查"),
            )
        if random.random() < 0.05:
            kind, value = random.choice(
                (
                    (AnswerKind.DIRECTION, "lower"),
                    (AnswerKind.DIRECTION, "higher"),
                    (AnswerKind.UNIT, "%"),
                    (AnswerKind.NOT_DUE, ""),
                    (AnswerKind.DEADLINE, "2024-11-30"),
                )
            )
            answers[code] = (Answer(kind=kind, value=value, target_text=row.target_text, number=1, by="张三"),)
    for code in items:
        if random.random() < 0.8:
            recorded[code] = _recorded(
                code, {"value": random.choice(("达成", "达成 95%", "部分达成 70%", f"达成 {random.randint(50, 100)}%"))}
            )
    if random.random() < 0.9:
        recorded[BUDGET_EXECUTION] = _budget(random)
    project = Project(
        code=f"P{number}",
        name=f"项目{number}",
        kind=random.choice(("", "", "信息化", "工程")),
        year_amount=random.choice((None, Decimal(0), Decimal("1000000"), Decimal(random.randint(1, 10**8)) / 100)),
        indicators=tuple(rows),
        source=Source(file="form.txt", line=1),
    )
    return Case(
        project=project, year=2024, recorded=recorded, targets=targets, adjustments=adjustments, answers=answers
    )


def _recorded(code: str, fields: dict[str, Any]) -> Recorded:
    source = Source(file="a.yaml", line=int(code) + 3 if code.isdigit() else 90)
    actual = Actual.model_validate({"code": code, "indicator": "指标", "source": source, **fields})
    return Recorded(actual=actual, origin=Origin(revision=1, by="张三"))


def random_cases(seed: int, number: int, items: Sequence[str] = ()) -> list[Case]:
    """So many projects of a few forms."""
    random = Random(seed)
    forms = [[Declared(random) for _ in range(random.randint(1, 6))] for _ in range(2)]
    return [_case(at, random.choice(forms), items, random) for at in range(number)]


FORM: tuple[tuple[str, str, str, tuple[str, str], Callable[[Random], dict[str, Any]]], ...] = (
    ("≥100次", "培训人次", "", ("产出指标", "数量指标"), lambda random: {"value": f"{random.randint(0, 400)}次"}),
    ("≥90%", "合格率", "合格率=合格数量/总数量*100%", ("产出指标", "质量指标"), lambda random: {"inputs": {"合格数量": f"{random.randint(0, 80):,}", "总数量": "80"}}),
    ("≤5起", "投诉数量", "", ("产出指标", "质量指标"), lambda random: {"value": f"{random.randint(0, 30)}起"}),
    ("0起", "安全事故", "", ("效益指标", "社会效益指标"), lambda random: {"value": f"{random.randint(0, 4)}起"}),
    ("2024年12月31日前", "完成时间", "", ("产出指标", "时效指标"), lambda random: {"value": f"2025年{random.randint(1, 12)}月{random.randint(1, 28)}日"}),
    ("≥4次/月", "巡查次数", "", ("产出指标", "数量指标"), lambda random: {"value": f"{random.randint(0, 90)}次"}),
    ("提升20%", "使用量", "", ("效益指标", "社会效益指标"), lambda random: {"inputs": {"基期值": "50万元", "当期值": f"{random.randint(30, 90)}万元"}}),
    ("≥95分", "考核得分", "满分120分，按评分表打分", ("效益指标", "社会效益指标"), lambda random: {"value": f"{random.randint(0, 120)}分"}),
    ("≥8成", "服务对象满意度", "", ("满意度指标", "服务对象满意度指标"), lambda random: {"value": f"{random.randint(0, 100)}%"}),
    ("≤24小时", "故障处理时间", "", ("产出指标", "时效指标"), lambda random: {"value": f"{random.randint(0, 4000)}分钟"}),
)  # fmt: skip


def usual_cases(number: int) -> list[Case]:
    """So many projects of one form, with what every award and adjustment is for."""
    random = Random(number)
    rows = [
        Indicator(code=f"{at:02}", level1=levels[0], level2=levels[1], required=False, name=name, target_text=target, explanation=explanation, core=at == 1, source=Source(file="form.txt", line=at))
        for at, (target, name, explanation, levels, _) in enumerate(FORM, 1)
    ]  # fmt: skip
    cases = []
    for one in range(number):
        recorded = {row.code: _recorded(row.code, form[-1](random)) for row, form in zip(rows, FORM, strict=True)}
        project = Project(
            code=f"P{one}",
            name=f"项目{one}",
            year_amount=Decimal(one),
            indicators=tuple(rows),
            source=Source(file="form.txt", line=1),
        )
        cases.append(Case(project=project, year=2024, recorded={**recorded, BUDGET_EXECUTION: _budget(random)}))
    return cases
