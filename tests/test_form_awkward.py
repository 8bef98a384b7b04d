"""Declarations as local bureaus lay them out: each was read by a person first, and what they read stands beside it.

The grids are written as in :mod:`tests.filled`: ``^`` goes on from the cell above, ``<`` from the cell at the left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from engine.forms import read_forms
from engine.terms import Project
from tests.filled import Grid, official, write_csv, write_document, write_text, write_workbook
from tests.formbooks import bare, codes, saved_anew

SUFFIX = {write_workbook: ".xlsx", write_document: ".docx", write_csv: ".csv"}
HEAD = ["一级指标", "二级指标", "三级指标", "指标值", "备注"]
BENEFIT = ["效益指标", "社会效益指标", "知晓率", "≥85%", ""]
CONTENT = ["满意度指标", "服务对象满意度指标", "满意度", "≥90%", ""]
REST = (("效益指标", "社会效益指标", "知晓率", "≥85%"), ("满意度指标", "服务对象满意度指标", "满意度", "≥90%"))


def titled(*rows: Sequence[str]) -> list[list[str]]:
    """A form of five columns: its title, name, code and amount, and what follows."""
    above = [
        ["绩效目标申报表", *"<<<<"],
        ["项目名称", "创城", "项目编码", "C1", ""],
        ["年度资金总额", "300万元", "", "", ""],
    ]
    return [*above, *map(list, rows)]


def national(*rows: Sequence[str], target: str = "指标值") -> list[list[str]]:
    """The national form with its side column, its labels broken over two lines and its amounts in 万元."""
    return [
        ["项目支出绩效目标表", *"<<<<<"],
        ["（2024年度）", *"<<<<<"],
        ["项目名称", "农村公路养护", "<", "项目编码", "C1", "<"],
        ["主管部门及代码", "[055]市交通局", "<", "实施单位", "市公路中心", "<"],
        ["项目资金\n（万元）", "年度资金总额：", "<", "1,250.50", "<", "<"],
        ["^", "其中：财政拨款", "<", "1,250.50", "<", "<"],
        ["^", "其他资金", "<", "0.00", "<", "<"],
        ["总体\n目标", "目标1：养护300公里。\n目标2：优良路率达到90%以上。", *"<<<<"],
        ["绩效指标", "一级指标", "二级指标", "三级指标", target, "<"],
        *(["^", *row, "<"] for row in rows),
    ]


def several(*rows: Sequence[str]) -> list[list[str]]:
    """A list of two projects, P1 and P2, their own columns merged or left empty."""
    return [list(row) for row in rows]


class Read(NamedTuple):
    """What a person reads in a declaration: the rows as level 1, level 2, name, target and, where there is one, weight."""

    rows: Sequence[tuple[str, ...]]
    code: str = "C1"
    amount: int | None = 3_000_000
    goal: str | None = None
    unit: str | None = None
    department: str | None = None


class Case(NamedTuple):
    """A declaration, how it is written, what a person reads in it, and the warnings and errors that it deserves."""

    grids: Sequence[Grid]
    read: Sequence[Read]
    write: Callable[..., Path] = write_workbook
    said: Sequence[str] = ()


def case(grid: Grid, *rows: tuple[str, ...], **known: object) -> Case:
    """A declaration of one project."""
    how = {name: known.pop(name) for name in ("write", "said") if name in known}
    return Case([grid], [Read(rows, **known)], **how)  # type: ignore[arg-type]


NATIONAL = {"amount": 12_505_000, "goal": "目标1：养护300公里。\n目标2：优良路率达到90%以上。", "unit": "市公路中心"}
LIBRARY = [
    ["项目支出绩效目标申报表", *"<<<<"],
    ["项目名称：", "图书馆运行", "<", "项目编码：", "P1"],
    ["年度金额：", "50万元", "<", "", ""],
    HEAD,
    ["产出指标", "数量指标", "开放天数", "≥300天", ""],
    BENEFIT,
    CONTENT,
]
STADIUM = [
    [{"图书馆运行": "体育馆运行", "P1": "P2", "≥300天": "≥200天"}.get(cell, cell) for cell in row] for row in LIBRARY
]
BOTH = [
    Read((("产出指标", "数量指标", "开放天数", "≥300天"), *REST), code="P1", amount=500_000),
    Read((("产出指标", "数量指标", "开放天数", "≥200天"), *REST), code="P2", amount=500_000),
]
LIST_HEAD = ["单位名称", "项目编码", "项目名称", "项目金额", "一级指标", "二级指标", "三级指标", "指标值"]
LISTED = [
    Read(
        (("产出指标", "数量指标", "维修校舍", "≥5栋"), ("产出指标", "质量指标", "合格率", "100%"), *REST),
        "P1",
        1_000_000,
    ),
    Read((("产出指标", "数量指标", "培训教师", "≥300人"), *REST), "P2", 600_000),
]

CASES = {
    "the national form, merged, with labels over two lines": case(
        national(
            ("产出指标", "数量指标", "养护里程", "≥300公里"),
            ("^", "质量指标", "优良路率", "≥90%"),
            ("^", "时效指标", "完成时间", "2024年12月底前"),
            ("效益指标", "社会效益指标", "出行条件", "有效改善"),
            ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%"),
        ),
        ("产出指标", "数量指标", "养护里程", "≥300公里"),
        ("产出指标", "质量指标", "优良路率", "≥90%"),
        ("产出指标", "时效指标", "完成时间", "2024年12月底前"),
        ("效益指标", "社会效益指标", "出行条件", "有效改善"),
        ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%"),
        department="[055]市交通局",
        **NATIONAL,
    ),
    "cost as a level of its own, first": case(
        national(
            ("成本指标", "经济成本指标", "单位成本", "≤1.2万元/公里"),
            ("产出指标", "数量指标", "里程", "=25公里"),
            ("效益指标", "社会效益指标", "通行能力", "提升15%"),
            ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%"),
        ),
        ("成本指标", "经济成本指标", "单位成本", "≤1.2万元/公里"),
        ("产出指标", "数量指标", "里程", "=25公里"),
        ("效益指标", "社会效益指标", "通行能力", "提升15%"),
        ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%"),
        **NATIONAL,
    ),
    "levels with their points": case(
        national(
            ("产出指标\n（50分）", "数量指标\n（20分）", "检查企业", "≥80家"),
            ("^", "时效指标（30分）", "检查完成率", "100%"),
            ("效益指标\n（40%）", "社会效益指标", "事故下降率", "≥5%"),
            ("满意度指标(分值10)", "服务对象满意度指标", "企业满意度", "≥90%"),
        ),
        ("产出指标", "数量指标", "检查企业", "≥80家"),
        ("产出指标", "时效指标", "检查完成率", "100%"),
        ("效益指标", "社会效益指标", "事故下降率", "≥5%"),
        ("满意度指标", "服务对象满意度指标", "企业满意度", "≥90%"),
        **NATIONAL,
    ),
    "targets in words": case(
        national(
            ("产出指标", "数量指标", "1.印发宣传册", "不少于5000册"),
            ("^", "时效指标", "2.资金拨付", "2024年6月底前拨付到位"),
            ("效益指标", "经济效益指标", "3.带动投资", "达到2亿元以上"),
            ("满意度指标", "服务对象满意度指标", "4.满意度", "90%以上"),
            target="指标值（包含数字及文字描述）",
        ),
        ("产出指标", "数量指标", "1.印发宣传册", "不少于5000册"),
        ("产出指标", "时效指标", "2.资金拨付", "2024年6月底前拨付到位"),
        ("效益指标", "经济效益指标", "3.带动投资", "达到2亿元以上"),
        ("满意度指标", "服务对象满意度指标", "4.满意度", "90%以上"),
        **NATIONAL,
    ),
    "printed rows that nobody filled in": case(
        national(
            ("产出指标", "数量指标", "指标1：收集样本", "≥40份"),
            ("^", "^", "指标2：", ""),
            ("^", "^", "……", ""),
            ("效益指标", "社会效益指标", "指标1：发布报告", "2份"),
            ("满意度指标", "服务对象满意度指标", "指标1：专家满意度", "≥90%"),
        ),
        ("产出指标", "数量指标", "指标1：收集样本", "≥40份"),
        ("效益指标", "社会效益指标", "指标1：发布报告", "2份"),
        ("满意度指标", "服务对象满意度指标", "指标1：专家满意度", "≥90%"),
        said=["row-blank"],
        **NATIONAL,
    ),
    "notes, sums and signatures below": case(
        [
            *titled(
                ["一级指标", "二级指标", "三级指标", "指标值", "分值"],
                ["产出指标", "数量指标", "更换路灯", "≥200盏", "50"],
                ["小计", "", "", "", "50"],
                ["一级指标", "二级指标", "三级指标", "指标值", "分值"],
                [*BENEFIT[:4], "40"],
                [*CONTENT[:4], "10"],
                ["合计", "", "", "", "100"],
            ),
            ["备注：1.本表一式三份；2.指标值按年度填报。", *"<<<<"],
            ["填表人：王五", "<", "联系电话：1234", "填报日期：2024年3月1日", ""],
        ],
        ("产出指标", "数量指标", "更换路灯", "≥200盏", "50.00"),
        (*REST[0], "40.00"),
        (*REST[1], "10.00"),
    ),
    "columns in another order, the target in three": case(
        [
            ["预算项目绩效目标申报表", *"<<<<<<<"],
            ["项目编码", "C1", "项目名称", "老旧小区改造", "年度预算（万元）", "300", "<", "<"],
            ["序号", "权重（分）", "三级指标", "计算符号", "指标值", "计量单位", "二级指标", "一级指标"],
            ["1", "40", "改造小区数", "≥", "15", "个", "数量指标", "产出指标"],
            ["2", "10", "完工时间", "≤", "12", "个月", "时效指标", "^"],
            ["3", "30", "居民投诉率", "≤", "5", "%", "社会效益指标", "效益指标"],
            ["4", "10", "人居环境", "定性", "明显改善", "", "生态效益指标", "^"],
            ["5", "10", "居民满意度", "≥", "90", "%", "服务对象满意度指标", "满意度指标"],
        ],
        ("产出指标", "数量指标", "改造小区数", "≥15个", "40.00"),
        ("产出指标", "时效指标", "完工时间", "≤12个月", "10.00"),
        ("效益指标", "社会效益指标", "居民投诉率", "≤5%", "30.00"),
        ("效益指标", "生态效益指标", "人居环境", "明显改善", "10.00"),
        ("满意度指标", "服务对象满意度指标", "居民满意度", "≥90%", "10.00"),
    ),
    "a head over two rows": case(
        [
            ["绩效目标申报表", *"<<<<<<"],
            ["项目名称", "污水厂", "<", "项目编码", "C1", "<", "<"],
            ["年度资金总额", "300万元", *"<<<<<"],
            ["一级指标", "二级指标", "三级指标", "绩效指标值", "<", "<", "权重"],
            ["^", "^", "^", "指标性质", "指标值", "度量单位", "^"],
            ["产出指标", "数量指标", "处理水量", "≥", "365", "万吨", "50"],
            ["效益指标", "社会效益指标", "知晓率", "≥", "85", "%", "40"],
            ["满意度指标", "服务对象满意度指标", "满意度", "≥", "90", "%", "10"],
        ],
        ("产出指标", "数量指标", "处理水量", "≥365万吨", "50.00"),
        (*REST[0], "40.00"),
        (*REST[1], "10.00"),
    ),
    "the weights of levels beside those of rows": case(
        [
            ["绩效目标申报表", *"<<<<<<<"],
            ["项目名称", "助残", "<", "项目编码", "C1", *"<<<"],
            ["本年度项目金额", "3000000元", *"<<<<<<"],
            ["一级指标", "权重", "二级指标", "权重", "三级指标", "指标值", "权重（%）", "说明"],
            ["产出指标", "50", "数量指标", "50", "服务残疾人", "≥500人", "50%", ""],
            ["效益指标", "40", "社会效益指标", "40", "知晓率", "≥85%", "40", ""],
            ["满意度指标", "10", "服务对象满意度指标", "10", "满意度", "≥90%", "10.0", ""],
        ],
        ("产出指标", "数量指标", "服务残疾人", "≥500人", "50.00"),
        (*REST[0], "40.00"),
        (*REST[1], "10.00"),
    ),
    "two projects on one sheet": Case([[*LIBRARY, [""] * 5, *STADIUM]], BOTH),
    "a sheet a project": Case([LIBRARY, STADIUM], BOTH),
    "a table a project in one document": Case([LIBRARY, STADIUM], BOTH, write_document),
    "the fields and the indicators in tables of their own": Case([LIBRARY[:3], LIBRARY[3:]], BOTH[:1], write_document),
    "a list of all projects, its amounts in the corner": Case(
        [
            several(
                ["2024年部门预算项目绩效目标汇总表", *"<<<<<<<"],
                ["单位：万元", *"<<<<<<<"],
                LIST_HEAD,
                ["教育局", "P1", "校舍维修", "100", "产出指标", "数量指标", "维修校舍", "≥5栋"],
                ["", "", "", "", "", "质量指标", "合格率", "100%"],
                ["", "", "", "", *BENEFIT[:4]],
                ["", "", "", "", *CONTENT[:4]],
                ["教育局", "P2", "教师培训", "60", "产出指标", "数量指标", "培训教师", "≥300人"],
                ["", "", "", "", *BENEFIT[:4]],
                ["", "", "", "", *CONTENT[:4]],
            )
        ],
        [one._replace(unit="教育局") for one in LISTED],
    ),
    "a list without a title, its projects merged": Case(
        [
            several(
                ["序号", "项目名称", "项目编码", "年度金额（万元）", *LIST_HEAD[4:]],
                ["1", "校舍维修", "P1", "100", "产出指标", "数量指标", "维修校舍", "≥5栋"],
                ["^", "^", "^", "^", "^", "质量指标", "合格率", "100%"],
                ["^", "^", "^", "^", *BENEFIT[:4]],
                ["^", "^", "^", "^", *CONTENT[:4]],
                ["2", "教师培训", "P2", "60", "产出指标", "数量指标", "培训教师", "≥300人"],
                ["^", "^", "^", "^", *BENEFIT[:4]],
                ["^", "^", "^", "^", *CONTENT[:4]],
            )
        ],
        LISTED,
    ),
    "an amount that names neither year nor term": case(
        [
            ["部门预算项目绩效目标表", *"<<<<"],
            ["金额单位：万元", *"<<<<"],
            ["项目名称", "消防栓建设", "项目编码", "C1", ""],
            ["预算金额", "300", "其中：财政拨款", "300", ""],
            HEAD,
            ["产出指标", "数量指标", "新建消防栓", "120个", ""],
            BENEFIT,
            CONTENT,
        ],
        ("产出指标", "数量指标", "新建消防栓", "120个"),
        *REST,
    ),
    "amounts by source, their unit in the side label": case(
        [
            ["项目绩效目标申报表", *"<<<<<"],
            ["项目名称", "档案数字化", "<", "项目编号", "C1", "<"],
            ["项目资金申请（万元）", "资金总额", "<", "300", "<", "<"],
            ["^", "财政拨款", "<", "300", "<", "<"],
            ["^", "自有资金", "<", "0", "<", "<"],
            ["一级指标", "二级指标", "三级指标", "指标值", "<", "<"],
            ["产出指标", "数量指标", "扫描页数", "≥100万页", "<", "<"],
            ["效益指标", "社会效益指标", "知晓率", "≥85%", "<", "<"],
            ["满意度指标", "服务对象满意度指标", "满意度", "≥90%", "<", "<"],
        ],
        ("产出指标", "数量指标", "扫描页数", "≥100万页"),
        *REST,
    ),
    "the whole term beside the year": case(
        [
            ["项目支出绩效目标申报表", *"<<<<<<"],
            ["项目名称", "数据中心", "<", "项目编码", "C1", "<", "<"],
            ["资金总额", "实施期资金总额：", "900万元", "<", "年度资金总额：", "300万元", "<"],
            ["总体目标", "实施期目标", "<", "<", "年度目标", "<", "<"],
            ["^", "三年建成", "<", "<", "今年完成一期", "<", "<"],
            ["绩效指标", "一级指标", "二级指标", "三级指标", "实施期指标值", "年度指标值", "说明"],
            ["^", "产出指标", "数量指标", "机柜数", "≥300个", "≥100个", ""],
            ["^", "效益指标", "社会效益指标", "知晓率", "≥95%", "≥85%", ""],
            ["^", "满意度指标", "服务对象满意度指标", "满意度", "≥95%", "≥90%", ""],
        ],
        ("产出指标", "数量指标", "机柜数", "≥100个"),
        *REST,
        goal="今年完成一期",
    ),
    "the whole term above the year, told only in the side column": case(
        [
            ["项目支出绩效目标表", *"<<<<"],
            ["项目名称", "数据中心", "<", "项目编码", "C1"],
            ["年度资金总额", "300万元", "<", "", ""],
            ["", "一级指标", "二级指标", "三级指标", "指标值"],
            ["中期绩效指标", "产出指标", "数量指标", "机柜数", "≥300个"],
            ["^", "效益指标", "社会效益指标", "知晓率", "≥95%"],
            ["", "一级指标", "二级指标", "三级指标", "指标值"],
            ["年度绩效指标", "产出指标", "数量指标", "机柜数", "≥100个"],
            ["^", "效益指标", "社会效益指标", "知晓率", "≥85%"],
            ["^", "满意度指标", "服务对象满意度指标", "满意度", "≥90%"],
        ],
        ("产出指标", "数量指标", "机柜数", "≥100个"),
        *REST,
        said=["section-skipped"],
    ),
    "numbered levels": case(
        titled(
            HEAD,
            ["一、产出指标", "1.数量指标", "宣传活动", "≥12次", ""],
            ["^", "（2）质量指标", "活动参与率", "≥70%", ""],
            ["二、效益指标", "1、社会效益指标", "知晓率", "≥85%", ""],
            ["（三）满意度指标", "1.服务对象满意度指标", "满意度", "≥90%", ""],
        ),
        ("产出指标", "数量指标", "宣传活动", "≥12次"),
        ("产出指标", "质量指标", "活动参与率", "≥70%"),
        *REST,
    ),
    "labels and values in one cell": case(
        [
            ["项目绩效目标表", *"<<<<"],
            ["项目名称：疫苗冷链", "<", "项目编码：C1", "<", "<"],
            ["主管部门：卫健委", "<", "实施单位：疾控中心", "<", "<"],
            ["年度资金总额（万元）：300", *"<<<<"],
            HEAD,
            ["产出指标", "数量指标", "冷链设备", "≥30台", ""],
            BENEFIT,
            CONTENT,
        ],
        ("产出指标", "数量指标", "冷链设备", "≥30台"),
        *REST,
        unit="疾控中心",
        department="卫健委",
    ),
    "several labels in one merged cell": case(
        [
            ["某区教育局2024年度项目支出绩效目标申报表（部门预算）", *"<<<<"],
            ["项目名称：校园安防　　项目编码：C1　　主管部门：区教育局　　联系人：李四", *"<<<<"],
            ["年度资金总额：300万元", *"<<<<"],
            HEAD,
            ["产出指标", "数量指标", "摄像头", "≥100个", ""],
            BENEFIT,
            CONTENT,
        ],
        ("产出指标", "数量指标", "摄像头", "≥100个"),
        *REST,
        department="区教育局",
    ),
    "a margin, and blanks inside the words": case(
        [
            [""] * 6,
            ["", "项 目 支 出 绩 效 目 标 表", *"<<<<"],
            ["", "项 目 名 称", "绿化养护", "<", "项 目 编 码", "C1"],
            ["", "年度资金总额", "300万元", "<", "", ""],
            ["", "一 级 指 标", "二 级 指 标", "三 级 指 标", "指 标 值", "备 注"],
            ["", "产 出 指 标", "数 量 指 标", "养护面积", "≥12万平方米", ""],
            ["", *BENEFIT],
            ["", *CONTENT],
        ],
        ("产出指标", "数量指标", "养护面积", "≥12万平方米"),
        *REST,
    ),
    "narrow columns, upright levels": case(
        titled(
            ["一级\n指标", "二级\n指标", "三级\n指标", "年度\n指标值", "备注"],
            ["产\n出\n指\n标", "数量\n指标", "宣传活动", "≥12次", ""],
            ["效\n益\n指\n标", "社会效益\n指标", "知晓率", "≥85%", ""],
            ["满意\n度指标", "服务对象\n满意度指标", "满意度", "≥90%", ""],
        ),
        ("产出指标", "数量指标", "宣传活动", "≥12次"),
        *REST,
    ),
    "a page break with the head again and levels that go on": case(
        titled(
            HEAD,
            ["产出指标", "数量指标", "宣传活动", "≥12次", ""],
            HEAD,
            ["产出指标（续）", "数量指标（续）", "宣传册", "≥500册", ""],
            BENEFIT,
            CONTENT,
        ),
        ("产出指标", "数量指标", "宣传活动", "≥12次"),
        ("产出指标", "数量指标", "宣传册", "≥500册"),
        *REST,
        write=write_document,
    ),
    "a level that is not divided, merged over both columns": case(
        titled(
            HEAD, ["产出指标", "数量指标", "宣传活动", "≥12次", ""], BENEFIT, ["满意度指标", "<", "满意度", "≥90%", ""]
        ),
        ("产出指标", "数量指标", "宣传活动", "≥12次"),
        REST[0],
        ("满意度指标", "满意度指标", "满意度", "≥90%"),
    ),
    "instructions above, other columns beside": case(
        [
            ["填表说明：1.本表由项目单位填写。2.项目名称应与预算批复一致。", *"<<<<"],
            ["附件2", *"<<<<"],
            *titled(
                ["序号", "一级指标", "二级指标", "三级指标", "指标值", "责任科室", "数据来源"],
                ["1", "产出指标", "数量指标", "宣传活动", "≥12次", "办公室", "台账"],
                ["2", *BENEFIT[:4], "", ""],
                ["3", *CONTENT[:4], "", ""],
            ),
        ],
        ("产出指标", "数量指标", "宣传活动", "≥12次"),
        *REST,
    ),
    "four labels in a row": case(
        [
            ["2024年项目支出绩效目标申报表", *"<<<<<<<"],
            ["主管部门", "民政局", "项目单位", "救助站", "项目编码", "C1", "项目名称", "救助管理"],
            ["项目类别", "其他", "项目期限", "1年", "是否新增项目", "否", "年度资金总额（元）", "3000000"],
            ["年度绩效目标", "救助流浪人员", *"<<<<<<"],
            ["一级指标", "二级指标", "三级指标", "<", "指标值", "<", "备注", "<"],
            ["产出指标", "数量指标", "救助人次", "<", "≥600人次", "<", "", "<"],
            ["效益指标", "社会效益指标", "知晓率", "<", "≥85%", "<", "", "<"],
            ["满意度指标", "服务对象满意度指标", "满意度", "<", "≥90%", "<", "", "<"],
        ],
        ("产出指标", "数量指标", "救助人次", "≥600人次"),
        *REST,
        goal="救助流浪人员",
        unit="救助站",
        department="民政局",
    ),
    "a text file of the sheet": Case([LIBRARY], BOTH[:1], write_csv),
}
# what these forms of other places never have
LACKING = ("fields-absent",)


def seen(project: Project, as_read: Read) -> Read:
    """A project as a person would note it, as far as something was noted."""
    rows = [
        (row.level1, row.level2, row.name, row.target_text, *([str(row.weight)] if row.weight is not None else []))
        for row in project.indicators
    ]
    amount = None if project.year_amount is None else int(project.year_amount)
    others = (project.annual_goal, project.unit, project.department)
    noted = (as_read.goal, as_read.unit, as_read.department)
    goal, unit, department = (one if note is not None else None for one, note in zip(others, noted, strict=True))
    return Read(tuple(rows), project.code, amount, goal, unit, department)


SUFFIXES: dict[object, str] = {write_workbook: ".xlsx", write_document: ".docx", write_csv: ".csv"}


def written(name: str, folder: Path) -> Path:
    """The declaration of a case as a file."""
    one = CASES[name]
    return one.write(folder / f"{list(CASES).index(name)}{SUFFIXES[one.write]}", *one.grids)


@pytest.mark.parametrize("name", CASES)
def test_a_declaration_is_read_as_a_person_reads_it(name: str, tmp_path: Path) -> None:
    projects, findings = read_forms([str(written(name, tmp_path))])
    expected = CASES[name].read
    assert len(projects) == len(expected)
    assert [seen(one, noted) for one, noted in zip(projects, expected, strict=True)] == [
        one._replace(rows=tuple(one.rows)) for one in expected
    ]
    assert [one for one in codes(findings, "warning") if one not in LACKING] == list(CASES[name].said)


def without_code(grid: Sequence[Sequence[str]]) -> list[list[str]]:
    """The same grid where nothing asks for a code and none stands."""
    return [[re.sub(r"^[CP]\d$|项\s*目\s*编\s*[码号]\s*：?([CP]\d)?", "", cell) for cell in row] for row in grid]


@pytest.mark.parametrize("name", CASES)
def test_a_form_that_asks_for_no_code_goes_by_its_name(name: str, tmp_path: Path) -> None:
    (tmp_path / "coded").mkdir()
    with_codes, said_before = read_forms([str(written(name, tmp_path / "coded"))])
    one = CASES[name]
    file = one.write(tmp_path / f"a{SUFFIXES[one.write]}", *map(without_code, one.grids))
    projects, findings = read_forms([str(file)])
    assert [project.code for project in projects] == [project.name for project in with_codes]
    assert [
        bare(project.model_copy(update={"code": coded.code}))
        for project, coded in zip(projects, with_codes, strict=True)
    ] == [bare(coded) for coded in with_codes]
    assert {*codes(findings, "warning")} == {*codes(said_before, "warning"), "code-absent"}


def test_two_forms_of_one_name_that_ask_for_no_code_are_told_to_have_one(tmp_path: Path) -> None:
    grids = [without_code(LIBRARY), without_code(LIBRARY)]
    projects, findings = read_forms([str(write_workbook(tmp_path / "a.xlsx", *grids))])
    assert [project.code for project in projects] == ["图书馆运行"]
    assert "project-same" in codes(findings)
    assert "add a row 项目编号" in next(one.message for one in findings if one.code == "code-absent")


def test_a_sheet_exported_as_csv_by_an_old_system_says_the_same(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", LIBRARY)
    (expected,), _ = read_forms([str(file)])
    file.write_bytes(file.read_text("utf-8-sig").encode("gb18030"))
    (project,), findings = read_forms([str(file)])
    assert bare(project) == bare(expected)
    assert "encoding-gb18030" in codes(findings)


def test_an_amount_without_year_beside_the_years_own_is_not_taken(tmp_path: Path) -> None:
    grid = titled(["资金总额", "900万元", "", "", ""], HEAD, BENEFIT, CONTENT)
    (project,), findings = read_forms([str(write_workbook(tmp_path / "a.xlsx", grid))])
    assert project.year_amount == Decimal(3_000_000)
    assert "900万元" in next(one.message for one in findings if one.code == "form-unread")
    alone = [row for row in grid if row[0] != "年度资金总额"]
    (project,), findings = read_forms([str(write_workbook(tmp_path / "a.xlsx", alone))])
    assert project.year_amount == Decimal(9_000_000)
    assert "amount-year-taken" in codes(findings)


ANEW = ((".xlsx", "xlsx"), (".xlsx", "xls"), (".xlsx", "ods"), (".docx", "docx"), (".docx", "odt"))


def test_an_office_program_that_saves_them_anew_changes_nothing(tmp_path: Path) -> None:
    files = [written(name, tmp_path) for name in CASES if CASES[name].write is not write_csv]
    for before, after in ANEW:
        saved_anew([file for file in files if file.suffix == before], after, tmp_path / "new")
    for file in files:
        expected = [bare(one) for one in read_forms([str(file)])[0]]
        anew = list((tmp_path / "new").glob(f"{file.stem}.*"))
        assert len(anew) == sum(before == file.suffix for before, _ in ANEW)
        for one in anew:
            assert [bare(project) for project in read_forms([str(one)])[0]] == expected, (file.name, one.suffix)


# what is no declaration, and what needs no word

EVALUATION = official([["产出指标", "数量指标", "养护里程", "≥300公里", "310公里", "50", "50"]], name="已评项目")


@pytest.mark.parametrize("write", [write_workbook, write_document, write_csv])
def test_a_self_evaluation_is_refused_and_the_declaration_beside_it_is_read(
    tmp_path: Path, write: Callable[..., Path]
) -> None:
    good = titled(HEAD, BENEFIT, CONTENT)
    for name, grids in (("a", (EVALUATION, good)), ("b", (good, EVALUATION))):
        file = write(tmp_path / f"{name}{SUFFIX[write]}", *grids)
        projects, findings = read_forms([str(file)])
        assert [one.code for one in projects] == ["C1"]
        errors = tuple(one for one in findings if one.severity == "error")
        assert codes(errors) == ["form-evaluation"]
        assert f"jixiao recheck {file}" in errors[0].message
        assert errors[0].source is not None


def test_a_self_evaluation_as_text_or_as_a_list_is_refused_once(tmp_path: Path) -> None:
    projects, findings = read_forms([str(write_text(tmp_path / "a.txt", EVALUATION))])
    assert (projects, codes(findings)) == ((), ["form-evaluation"])
    head = ["项目名称", "一级指标", "三级指标", "年度指标值", "全年完成值", "自评得分"]
    lines = [[name, "产出指标", "里程", "≥3公里", "4公里", "10"] for name in ("甲", "乙")]
    projects, findings = read_forms([str(write_workbook(tmp_path / "a.xlsx", [head, *lines]))])
    assert (projects, codes(findings)) == ((), ["form-evaluation"])


def test_words_about_scores_in_an_explanation_make_no_self_evaluation(tmp_path: Path) -> None:
    row = ["产出指标", "数量指标", "实际参训人数", "≥30人", "不得分"]
    (project,), findings = read_forms([str(write_workbook(tmp_path / "a.xlsx", titled(HEAD, row, BENEFIT, CONTENT)))])
    assert project.indicators[0].name == "实际参训人数"
    assert "form-evaluation" not in codes(findings)


@pytest.mark.parametrize("year", ["（2024年度）", "(2024 年)", "２０２４年度"])
def test_the_year_and_the_sources_of_the_funds_are_known_and_not_said_to_be_unread(tmp_path: Path, year: str) -> None:
    row = ("产出指标", "数量指标", "养护里程", "≥300公里")
    grid = national(row, *REST)
    grid[1][0] = year
    grid[5][1], grid[6][1] = "（其中：财政拨款", "其他资金（万元）"
    grid.append(["联系人：张三", *"<<<<<"])
    (project,), findings = read_forms([str(write_workbook(tmp_path / "a.xlsx", grid))])
    assert project.year_amount == Decimal(12_505_000)
    assert "form-unread" not in codes(findings)


@pytest.mark.parametrize(
    ("own", "other", "read"),
    [
        ("1,000.50", "250.00", (Decimal(10_005_000), Decimal(2_500_000))),
        ("1,250.50", "—", (Decimal(12_505_000), None)),
        ("1,250.50", "0.00", (Decimal(12_505_000), Decimal(0))),
        ("1,000.50", "200.00", (None, None)),
        ("待定", "—", (None, None)),
    ],
)
def test_the_parts_of_the_funds_are_read_where_they_add_up(
    tmp_path: Path, own: str, other: str, read: tuple[Decimal | None, Decimal | None]
) -> None:
    grid = national(("产出指标", "数量指标", "养护里程", "≥300公里"), *REST)
    grid[5][3], grid[6][3] = own, other
    (project,), findings = read_forms([str(write_workbook(tmp_path / "a.xlsx", grid))])
    assert (project.appropriation, project.other_funds) == read
    assert project.carried_over is None
    assert ("funds-parts-differ" in codes(findings)) is (other == "200.00")


def test_of_the_whole_term_and_the_year_the_parts_of_the_year_are_read(tmp_path: Path) -> None:
    grid = [
        ["项目支出绩效目标申报表", *"<<<<<<"],
        ["项目名称", "数据中心", "<", "项目编码", "C1", "<", "<"],
        ["资金总额", "实施期资金总额：", "900万元", "<", "年度资金总额：", "300万元", "<"],
        ["^", "其中：财政拨款", "700万元", "<", "其中：财政拨款", "200万元", "<"],
        ["^", "其他资金", "200万元", "<", "其他资金", "100万元", "<"],
        ["绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "说明", "<"],
        *(["^", *row, "", "<"] for row in (("产出指标", "数量指标", "机柜数", "≥100个"), *REST)),
    ]
    (project,), findings = read_forms([str(write_workbook(tmp_path / "a.xlsx", grid))])
    assert (project.appropriation, project.other_funds) == (Decimal(2_000_000), Decimal(1_000_000))
    assert "funds-parts-differ" not in codes(findings)
