"""Small declared forms and files of actuals as text, for tests that read them."""

from __future__ import annotations

from pathlib import Path

from engine.files.text import lines_of
from engine.forms.text import each_form_text
from engine.language.findings import Findings
from engine.terms import Project

ROWS = (
    "产出指标\t*数量指标\t报告数量\t≥2份\t反映报告数量",
    "产出指标\t*质量指标\t报告采纳率\t≥90%\t采纳率=已采纳数/总数*100%",
    "效益指标\t经济效益指标\t不适用\t不适用\t不适用",
    "效益指标\t*社会效益指标\t使用率\t≥80%\t使用率=使用人数/总人数*100%",
    "满意度指标\t*服务对象满意度指标\t服务满意度\t≥90\t考核总分/满分*100%",
)
TITLE = "二级项目支出绩效目标申报表"
HEAD = "一级指标\t二级指标\t三级指标\t指标值\t指标解释"


def form(code: str = "4401", name: str = "甲项目", rows: tuple[str, ...] = ROWS) -> str:
    """A whole form in its usual layout; its code stands in line 3, its first row in line 11."""
    lines = (
        TITLE,
        "",
        f"项目编号:\t{code}\t项目名称:\t{name}\t",
        "申请单位:\t智慧城市中心（本级）\t一级预算单位:\t智慧城市中心\t",
        "实施期限:\t2\t项目类型:\t15 履职类(运转)项目\t",
        "是否新增项目:\t否\t分配方式:\t项目法\t",
        "项目总金额（中期规划，元）:\t1,544,174.00\t本年度项目金额（元）:\t1,080,384.76\t",
        "年度目标:\t完成两份报告。\t\t\t",
        "长期目标（跨度多年的项目需填）:\t完成全部报告。\t\t\t",
        HEAD,
        *rows,
    )
    return "\n".join(lines) + "\n"


ACTUALS = """\
project: "{code}"
year: 2024
budget: {{executed: "1,080,384.76"}}
actuals:
  - {{indicator: 报告数量, value: {value}}}
  - {{indicator: 报告采纳率, inputs: {{已采纳数: 9, 总数: 10}}}}
  - {{indicator: 使用率, value: 85%}}
  - {{indicator: 服务满意度, value: 93分}}
"""


def actuals(code: str = "4401", value: str = "2份") -> str:
    """What was achieved of :func:`form`; its entries stand in lines 5 to 8."""
    return ACTUALS.format(code=code, value=value)


def write(path: Path, text: str, encoding: str = "utf-8") -> str:
    """Writes a file as it stands, line ends included, and gives its path as the command line would."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return str(path)


def said(project: Project) -> dict[str, object]:
    """What a form says, without where it says it."""
    fields = project.model_dump(exclude={"source", "lines"})
    for row in fields["indicators"]:
        del row["source"]
    return fields


def read_form_text(text: str, file: str) -> tuple[tuple[Project, ...], Findings]:
    """All forms of a text at once."""
    read = list(each_form_text(lines_of(text), file))
    return tuple(one for one, _ in read if one is not None), tuple(one for _, findings in read for one in findings)
