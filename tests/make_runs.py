"""Runs built by hand, for tests of what shows them: nothing here comes from the engine's own scoring."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from engine.language.catalogue import Code, Language, Severity
from engine.language.findings import Finding, Source
from engine.runs.record import (
    Digest,
    Flag,
    Funds,
    FundsRow,
    Origin,
    ProjectScore,
    RuleApplied,
    Run,
    Score,
    Trace,
)
from engine.terms import Outcome

FORM = "declarations/2024.txt"
CODES = {
    "example-unit": Code("examples", Severity.NOTE, "≥90"),
    "example-over": Code("examples", Severity.WARNING, "≥120%"),
    "example-encoding": Code("examples", Severity.ERROR, "a file"),
}
SENTENCES = {
    Language.ENGLISH: {
        "example-unit": "the unit {unit} was taken from the explanation",
        "example-over": "{share} cannot be reached",
        "example-encoding": "the file cannot be read",
    },
    Language.CHINESE: {
        "example-unit": "单位“{unit}”取自指标解释",
        "example-over": "按所列公式，{share} 无法达到",
        "example-encoding": "文件无法读取",
    },
}


def example_finding(code: str, message: str, source: Source | None = None, **values: str) -> Finding:
    """A finding of one of the examples above."""
    return Finding(code=code, severity=CODES[code].severity, message=message, values=values, source=source)


def line(number: int) -> Source:
    """A line of the form."""
    return Source(file=FORM, line=number)


def number(text: str | None) -> Decimal | None:
    """The decimal of a text."""
    return None if text is None else Decimal(text)


def score(code: str, path: str, target: str, actual: str | None, outcome: str, **more: Any) -> Score:
    """A row; ``path`` is ``level1/level2/name``, ``points`` is ``points of weight`` as text, both may be left out."""
    level1, level2, name = path.split("/")
    points, _, weight = more.pop("points", " of ").partition(" of ")
    got, full = number(points or None), number(weight or None)
    lost = full - got if full is not None and got is not None else None
    values: dict[str, Any] = {
        "trace": Trace(target=target, actual=actual or "未填报"),
        "declared_at": line(380 + int(code)) if code.isdigit() else None,
        "reason": f"{name} 得 {got} 分（满分 {full}）。",
    }
    return Score(
        code=code,
        level1=level1,
        level2=level2,
        name=name,
        target_text=target,
        actual_text=actual,
        outcome=Outcome(outcome),
        weight=full,
        points=got,
        deduction=lost,
        **(values | more),
    )


def not_applicable(code: str, levels: str) -> Score:
    """A row that does not apply."""
    return score(code, f"{levels}/不适用", "不适用", None, "not_applicable", reason="不适用 不计分。")


def execution() -> Score:
    """The budget row, not fully spent."""
    return score(
        "预算执行",
        "预算执行/预算执行率/预算执行率",
        "100%",
        "97.25%",
        "partly_met",
        points="9.73 of 10.00",
        completion=Decimal("0.972507456321"),
        rules=("budget-execution",),
        reason="预算执行率 得 9.73 分（满分 10.00）。执行 1,050,682.20 元，预算 1,080,384.76 元。"
        "按规则“预算执行率”（财预〔2020〕10号；预算执行得分＝全年执行数÷全年预算数×分值，最高不超过分值）："
        "10.00 × 1050682.20 ÷ 1080384.76 = 9.73，扣 0.27 分。",
        trace=Trace(
            target="100%（申报表第 371 行）",
            actual="97.25%（修订 1，王会计）",
            comparison="完成率 1050682.20 ÷ 1080384.76 = 97.25%",
            formula="10.00 × 1050682.20 ÷ 1080384.76 = 9.73",
            full_points="全年执行数达到 1,080,384.76 元",
            rule=RuleApplied(id="budget-execution", question="是否为预算执行率？", clause="财预〔2020〕10号"),
        ),
        cause="尾款 2.97 万元须待年度考核结果确认后支付，已列入下年度支付计划。",
        remedy="加强合同与支付管理，按节点办理支付。",
        origin=Origin(revision=1, by="王会计", source=Source(file="actuals/2024/网络链路.yaml", line=3)),
    )


def links_short() -> Score:
    """The example of the design: 20 links of 33."""
    return score(
        "01",
        "产出指标/数量指标/网络链路数量",
        "≥33",
        "20条",
        "partly_met",
        points="7.58 of 12.50",
        completion=Decimal("0.606060606061"),
        award="proportional",
        rules=("quantity-short",),
        reason="网络链路数量 得 7.58 分（满分 12.50）。目标 ≥33（申报表第 385 行）；实际 20条（修订 2，评价组，"
        "“现场核查只有20条”）。完成率 20 ÷ 33 = 60.61%。按规则“定量指标未完成指标值”（财预〔2020〕10号；"
        "未完成指标值的，按完成值与指标值的比例记分）：12.50 × 20 ÷ 33 = 7.58，扣 4.92 分。得满分须达到 33 条。",
        trace=Trace(
            target="≥33（申报表第 385 行）",
            actual="20条（修订 2，评价组，“现场核查只有20条”）",
            comparison="完成率 20 ÷ 33 = 60.61%",
            formula="12.50 × 20 ÷ 33 = 7.58",
            full_points="达到 33 条",
            rule=RuleApplied(id="quantity-short", question="定量指标是否未完成指标值？", clause="财预〔2020〕10号"),
        ),
        cause="部分单位搬迁后链路停用，未及时调整需求；另有 4 条因土建未交付，运营商无法入场施工。",
        remedy="重新核定链路清单，按实际需求续签；对未交付点位与建设单位逐一确定进场时间。",
        findings=(example_finding("example-unit", "the unit 条 was taken", line(385), unit="条"),),
        declared_at=line(385),
        origin=Origin(
            revision=2,
            by="评价组",
            reason="现场核查只有20条",
            source=Source(file="核查/现场记录.xlsx", sheet="链路", cell="C7"),
            evidence="现场核查记录表（签字扫描件）.pdf",
            evidence_sha256="9f" * 32,
        ),
    )


def report_late() -> Score:
    """A deadline missed by 17 days, judged by a clause that is still to be confirmed."""
    return score(
        "03",
        "产出指标/时效指标/项目验收完成时间",
        "2024年12月31日前",
        "2025年1月17日",
        "partly_met",
        points="11.25 of 12.50",
        award="late_steps",
        rules=("late",),
        reason="项目验收完成时间 得 11.25 分（满分 12.50）。目标 2024年12月31日前（申报表第 387 行）；实际 2025年1月17日。"
        "逾期比例 17 ÷ 366 = 4.64%。按规则“已完成但超过规定时间”（办法未规定；取原部门规定，待核实）："
        "12.50 × (1 − 10%) = 11.25，扣 1.25 分。得满分须不晚于 2024年12月31日。",
        trace=Trace(
            target="2024年12月31日前（申报表第 387 行）",
            actual="2025年1月17日（修订 1，项目组）",
            comparison="逾期比例 17 ÷ 366 = 4.64%",
            formula="12.50 × (1 − 10%) = 11.25",
            full_points="不晚于 2024年12月31日",
            rule=RuleApplied(
                id="late",
                question="是否已完成但超过规定时间？",
                clause="办法未规定；取原部门规定（工期每延误4%扣10%）",
                confirmed=False,
            ),
            parameters=(
                "逾期天数占计划工期的比例，每满一个此数扣一次分：4%（办法未规定；取原部门规定）",
                "逾期每满一个 late_step 所扣的分值比例：10%（办法未规定；取原部门规定）",
            ),
            steps=("计划工期自 2024年1月1日 至 2024年12月31日，共 366 天", "实际完成晚于规定时间 17 天"),
        ),
    )


def rate_over() -> Score:
    """Far above the target: full points and a flag."""
    return score(
        "05",
        "效益指标/社会效益指标/群众业务办理效率提升率",
        "提升20%",
        "提升32%",
        "met",
        points="30.00 of 30.00",
        completion=Decimal("1.600000000000"),
        rules=("met", "over-fulfilled"),
        trace=Trace(
            target="提升20%（申报表第 389 行）",
            actual="提升32%（修订 1，项目组）",
            comparison="完成率 32 ÷ 20 = 160%",
            formula="30.00",
            rule=RuleApplied(id="met", question="是否完成指标值？", clause="财预〔2020〕10号"),
            steps=("基期 25 件/日，本期 33 件/日：(33 − 25) ÷ 25 = 32%",),
        ),
        flags=(
            Flag(
                rule="over-fulfilled",
                message="完成率 160% 达到或超过 120%，指标值可能定得过低，请人工复核（未扣分）",
            ),
        ),
        findings=(example_finding("example-over", "120% cannot be reached", line(389), share="120%"),),
    )


def complete_scores() -> tuple[Score, ...]:
    """Ten rows that all have points, beside those that do not apply."""
    return (
        execution(),
        links_short(),
        score("02", "产出指标/质量指标/链路故障修复率", "≥95%", "96.5%", "met", points="12.50 of 12.50"),
        report_late(),
        score("04", "产出指标/成本指标/成本控制率", "≤100%", "97.25%", "met", points="12.50 of 12.50"),
        not_applicable("06", "效益指标/经济效益指标"),
        rate_over(),
        not_applicable("07", "效益指标/生态效益指标"),
        not_applicable("08", "效益指标/可持续影响指标"),
        score("09", "满意度指标/服务对象满意度指标/使用单位满意度", "≥90%", "91.2%", "met", points="5.00 of 5.00"),
        score(
            "10",
            "满意度指标/服务对象满意度指标/信息安全事件投诉",
            "0起",
            "1起",
            "not_met",
            points="0.00 of 5.00",
            reason="信息安全事件投诉 得 0.00 分（满分 5.00）。目标 0起；实际 1起。发生即不得分，扣 5.00 分。得满分须不发生。",
        ),
        not_applicable("11", "满意度指标/其他满意度指标"),
    )


def incomplete_scores() -> tuple[Score, ...]:
    """A missing actual, one that cannot be read, one that failed; the rest is met."""
    return (
        score(
            "预算执行",
            "预算执行/预算执行率/预算执行率",
            "100%",
            None,
            "missing",
            points=" of 10.00",
            reason="预算执行率 暂不计分（满分 10.00）。尚未填报全年执行数。",
        ),
        score("01", "产出指标/数量指标/视频点位数量", "≥120个", "126个", "met", points="25.00 of 25.00"),
        score(
            "02",
            "产出指标/质量指标/月平均在线率",
            "≥98%",
            "大约不错",
            "unreadable",
            points=" of 25.00",
            reason="月平均在线率 暂不计分（满分 25.00）。实际完成值无法识别。",
        ),
        score("03", "效益指标/社会效益指标/安全事件", "0起", "0起", "met", points="30.00 of 30.00"),
        score("04", "满意度指标/服务对象满意度指标/满意度", "≥90", None, "missing", points=" of 10.00", reason=""),
    )


def project(code: str, name: str, scores: tuple[Score, ...], **more: Any) -> ProjectScore:
    """A project; its total is what its rows say unless given."""
    known = sum((one.points for one in scores if one.points is not None), Decimal("0.00"))
    waiting = sum((one.weight for one in scores if one.weight and one.points is None), Decimal("0.00"))
    values: dict[str, Any] = {
        "unit": "智慧城市建设管理服务中心（本级）",
        "department": "智慧城市建设管理服务中心",
        "kind": "15 履职类(运转)项目",
        "annual_goal": "按合同完成网络链路的建设与保障，\n全年无重大信息安全事件。",
        "funds": Funds(total=FundsRow(initial=Decimal("1080384.76"), budget=Decimal("1080384.76"))),
        "total": None if waiting else known,
        "total_range": (known, known + waiting),
        "grade": None if waiting else "优",
        "source": line(370),
    }
    return ProjectScore(code=code, name=name, scores=scores, **(values | more))


def links(**more: Any) -> ProjectScore:
    """The complete project."""
    amounts = FundsRow(initial=Decimal("1100000"), budget=Decimal("1080384.76"), executed=Decimal("1050682.20"))
    appropriation = FundsRow(executed=Decimal("1050682.20"))
    achieved = "完成 20 条网络链路的建设与保障，全年发生 1 起信息安全事件投诉，已办结。"
    return project(
        "440313231211501105025",
        "2024年深汕特别合作区网络链路租赁与运行保障项目",
        complete_scores(),
        **({"funds": Funds(total=amounts, appropriation=appropriation), "achieved": achieved, "grade": "良"} | more),
    )


def cameras(**more: Any) -> ProjectScore:
    """The incomplete project."""
    return project("440313231211501100001", "视频监控运维服务项目（一期）", incomplete_scores(), **more)


def run(*projects: ProjectScore, **more: Any) -> Run:
    """A run over the projects, by default the two above."""
    chosen = projects or (links(), cameras())
    values: dict[str, Any] = {
        "run": "0123456789ab",
        "year": 2024,
        "ruleset": "mof-2020-10",
        "ruleset_title": "项目支出绩效评价管理办法（财预〔2020〕10号）",
        "to_be_confirmed": ("late：办法未规定；取原部门规定（工期每延误4%扣10%）",),
        "assessor": "评价组",
        "role": "单位自评",
        "complete": all(one.total is not None for one in chosen),
        "findings": (
            example_finding("example-encoding", "the file cannot be read", Source(file="declarations/坏.txt")),
            *(found for one in chosen for row in one.scores for found in row.findings),
        ),
        "inputs": (Digest(what="ruleset", name="mof-2020-10", sha256="ab" * 32),),
        "packages": {"jixiao": "0.1.0", "durable-rules": "2.0.28"},
    }
    return Run(projects=chosen, **(values | more))
