"""Ways to write the same form: signs, spaces and spellings that change nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from engine.terms import Indicator, Project

Writing = Callable[[str], str]
FIELDS = ("level1", "level2", "name", "target_text", "explanation")


def _chinese(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"


def _apart(text: str, gap: str = " ") -> str:
    """成 本 指 标: a blank between any two Chinese signs."""
    pairs = zip(text, text[1:] + " ", strict=True)
    return "".join(sign + (gap if _chinese(sign) and _chinese(after) else "") for sign, after in pairs)


_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}

WRITINGS: Mapping[str, Writing] = {
    "half-width star before": lambda text: f"*{text}",
    "full-width star before": lambda text: f"＊{text}",
    "full-width star and a space": lambda text: f"＊ {text}",
    "half-width star behind": lambda text: f"{text}*",
    "full-width star behind": lambda text: f"{text}＊",
    "full-width signs": lambda text: text.translate(_WIDE),
    "signs apart": _apart,
    "signs apart by hard spaces": lambda text: _apart(text, "\u00a0"),
    "signs apart by wide spaces": lambda text: _apart(text, "\u3000"),
    "a hard space within": lambda text: f"{text[:1]}\u00a0{text[1:]}",
    "an unseen sign within": lambda text: f"{text[:1]}\u200b{text[1:]}",
    "spaces around": lambda text: f" \u00a0{text}\u3000 ",
    "a stop behind": lambda text: f"{text}。",
    "a full-width colon behind": lambda text: f"{text}：",
    "a half-width colon behind": lambda text: f"{text}:",
    "without 指标": lambda text: text.removesuffix("指标"),
}
NUMBERINGS: Mapping[str, Writing] = {
    "a number before": lambda text: f"1.{text}",
    "a Chinese number before": lambda text: f"（二）{text}",
    "a circled number before": lambda text: f"③{text}",
    "the number of a template before": lambda text: f"指标１：{text}",
}
"""Of names alone: before a target or an explanation a number may be a figure."""
SPELLINGS = {"服务对象满意度指标": "满意度指标", "数量指标": "产出数量指标", "社会效益指标": "社会效益"}


class Variant(NamedTuple):
    """A way of writing one field of every row."""

    field: str
    writing: str

    def __str__(self) -> str:
        return f"{self.field}: {self.writing}"

    def row(self, row: Indicator) -> Indicator:
        """The row so written; an empty text stays empty."""
        text = getattr(row, self.field)
        return row.model_copy(update={self.field: {**WRITINGS, **NUMBERINGS}[self.writing](text)}) if text else row

    def project(self, project: Project) -> Project:
        """The form so written."""
        return project.model_copy(update={"indicators": tuple(map(self.row, project.indicators))})


def variants() -> Iterator[Variant]:
    """Every writing of every field, and every number before a name."""
    yield from (Variant(field, writing) for field in FIELDS for writing in WRITINGS)
    yield from (Variant(field, writing) for field in FIELDS[:3] for writing in NUMBERINGS)


def spelled(project: Project) -> Project:
    """The form with other spellings of its level-2 indicators."""
    rows = (row.model_copy(update={"level2": SPELLINGS.get(row.level2, row.level2)}) for row in project.indicators)
    return project.model_copy(update={"indicators": tuple(rows)})


def shuffled(project: Project) -> Project:
    """The rows in an order in which no two of a group stand together, the groups as they were."""
    first = {row.level2: number for number, row in reversed(list(enumerate(project.indicators)))}
    seen: dict[str, int] = {}

    def turn(row: Indicator) -> tuple[int, int]:
        seen[row.level2] = seen.get(row.level2, 0) + 1
        return seen[row.level2], first[row.level2]

    return project.model_copy(update={"indicators": tuple(sorted(project.indicators, key=turn))})


def text_of(project: Project) -> str:
    """A form as it comes out of Word, one line a row."""
    plain = {
        "项目编号": project.code,
        "项目名称": project.name,
        "申请单位": project.unit,
        "一级预算单位": project.department,
        "实施期限": str(project.years),
        "项目类型": project.kind,
        "是否新增项目": "是" if project.new else "否",
        "分配方式": project.method,
        "项目总金额（中期规划，元）": str(project.total_amount),
        "本年度项目金额（元）": str(project.year_amount),
    }
    head = "一级指标\t二级指标\t三级指标\t指标值\t指标解释"
    rows = ["\t".join(_cells(row)) for row in project.indicators]
    return "\n".join(["二级项目支出绩效目标申报表", *(f"{one}:\t{text}" for one, text in plain.items()), head, *rows])


def _cells(row: Indicator) -> list[str]:
    star = "*" if row.required else ""
    texts = [row.level1, star + row.level2, row.name, row.target_text, row.explanation]
    return [" ".join(text.replace("\t", " ").splitlines()) for text in texts]
