"""The text layout of a declared form (二级项目支出绩效目标申报表), as it comes out of Word by copy and paste.

A form is a run of lines: a title, header fields (label cell, value cell, one or two tabs apart), long texts (in one
line, or as ``政策依据: …`` over several), the table's head, one line a row. Forms follow each other with or without
a blank line. Labels and layout: form 二级项目支出绩效目标申报表, Shenzhen 2024.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal

from engine.findings import Finding, Findings, Source, finding
from engine.quantity import read_amount
from engine.terms import Indicator, Project

LABELS = {
    "项目编号": "code",
    "项目编码": "code",
    "项目名称": "name",
    "申请单位": "unit",
    "一级预算单位": "department",
    "实施期限": "years",
    "项目类型": "kind",
    "是否新增项目": "new",
    "分配方式": "method",
    "项目总金额": "total_amount",
    "本年度项目金额": "year_amount",
    "政策依据": "policy_basis",
    "测算依据": "cost_basis",
    "项目申报依据": "application_basis",
    "年度目标": "annual_goal",
    "长期目标": "long_term_goal",
}
TITLE = "绩效目标申报表"
TABLE_HEAD = "一级指标"
LEVEL1 = ("产出指标", "效益指标", "满意度指标", "成本指标")
CELLS = 5
AMOUNTS = {"total_amount": "项目总金额", "year_amount": "本年度项目金额"}
YES_NO = {"是": True, "否": False}

_LABEL = re.compile(r"(?P<label>[^\s:：()（）]{4,10})(?P<note>[(（][^()（）]*[)）])?\s*[:：](?P<rest>.*)")
_TITLE = re.compile(rf"{TITLE}\s*(?:[(（][^()（）]*[)）])?$")
_AMOUNT = re.compile(r"-?(?:\d{1,18}|\d{1,3}(?:,\d{3}){1,5})(?:\.\d{1,6})?(?:万元|元)?")
_YEARS = re.compile(r"(\d{1,2})年?")
_BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li|tr)\s*>", re.IGNORECASE)
# Only what Word and web editors paste: “x<y” is a formula, not markup.
_TAG = re.compile(
    r"</?(?:p|div|li|ul|ol|span|strong|em|font|table|tbody|tr|td|a|b|i|u|o:p)(?:\s+[a-z:-]+\s*=[^<>]{0,2000})?\s*/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")


def resolve_markup(text: str) -> str:
    """The text of a cell without its ``<p>`` markup and entities, one line a paragraph."""
    if "<" not in text and "&" not in text:
        return text.strip()
    bare = _TAG.sub("", _BREAK.sub("\n", text))
    lines = _ENTITY.sub(lambda entity: html.unescape(entity[0]), bare).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())


class _Form:
    """One form while it is being read: raw field texts and rows, each with its line, and what was inferred."""

    def __init__(self, file: str, line: int) -> None:
        self.file = file
        self.line = line
        self.fields: dict[str, str] = {}
        self.notes: dict[str, str] = {}
        self.lines: dict[str, int] = {}
        self.rows: list[tuple[int, list[str]]] = []
        self.field: str | None = None
        self.in_table = False
        self.findings: list[Finding] = []

    def say(self, code: str, line: int, **values: object) -> None:
        self.findings.append(finding(code, Source(file=self.file, line=line), **values))

    def line_of(self, field: str) -> int:
        return self.lines.get(field, self.line)

    def start_field(self, label: str, note: str, value: str, line: int) -> None:
        self.field = LABELS[label]
        self.fields.setdefault(self.field, "")
        self.notes[self.field] = note
        self.lines[self.field] = line
        self.extend(value)

    def extend(self, text: str) -> None:
        """More text for the field being read, on a line of its own."""
        if self.field and text.strip():
            before = self.fields[self.field]
            self.fields[self.field] = f"{before}\n{text.strip()}" if before else text.strip()


def _label(cell: str) -> tuple[str, str, str] | None:
    """The label a cell starts with, the note in its brackets, and what follows the colon."""
    match = _LABEL.match(cell.strip())
    label = unicodedata.normalize("NFKC", match["label"]) if match else ""
    if match is None or label not in LABELS:
        return None
    return label, unicodedata.normalize("NFKC", match["note"] or ""), match["rest"]


def _row(cells: list[str]) -> list[str]:
    """A row's cells: as they stand where there are five, without the empty ones where tabs are doubled."""
    stripped = [cell.strip() for cell in cells]
    if len(stripped) <= CELLS:
        return stripped
    return stripped[:CELLS] if not any(stripped[CELLS:]) else [cell for cell in stripped if cell]


def _take_table_line(form: _Form, number: int, line: str) -> None:
    cells = line.split("\t")
    above = form.rows[-1][1] if form.rows else None
    if len(cells) == 1 and cells[0].strip() not in LEVEL1:
        if above:  # an explanation broken over two lines
            form.say("row-continued", number, text=line.strip())
            above[-1] += "\n" + line.strip()
        return
    row = _row(cells)
    if above and not row[0] and len(row) == CELLS == len(above):  # merged cells leave their repetition empty
        row[:2] = above[0], row[1] or above[1]
        form.say("row-merged", number, level1=row[0], level2=row[1])
    form.rows.append((number, row))


def _take_header_line(form: _Form, number: int, line: str) -> None:
    for cell in line.split("\t"):
        found = _label(cell)
        if found is None:
            form.extend(cell)
        elif form.fields.get(LABELS[found[0]]):  # more likely part of a long text than a second value
            form.say("field-repeated", number, label=found[0], first=form.line_of(LABELS[found[0]]))
            form.extend(cell)
        else:
            form.start_field(*found, number)


def _forms(lines: Iterable[str], file: str) -> Iterator[_Form]:
    """The forms of a text: a title or a second project code starts the next one."""
    form: _Form | None = None
    for number, line in enumerate(lines, 1):
        head = line.split("\t", 1)[0].strip()
        label = _label(head)
        is_title = label is None and _TITLE.search(head) is not None
        repeats_code = label is not None and LABELS[label[0]] == "code" and form is not None and "code" in form.fields
        if is_title or repeats_code:
            if form is not None:
                yield form
            form = _Form(file, number)
        if is_title or not line.strip():
            continue
        if form is None:
            if label is None:
                continue
            form = _Form(file, number)
        if head == TABLE_HEAD:
            form.in_table, form.field = True, None
        elif form.in_table:
            _take_table_line(form, number, line)
        else:
            _take_header_line(form, number, line)
    if form is not None:
        yield form


def _indicators(form: _Form) -> tuple[Indicator, ...]:
    """The rows that have their cells; each keeps the number of its place, also after one that was not read."""
    rows: list[Indicator] = []
    for place, (line, cells) in enumerate(form.rows, 1):
        if len(cells) != CELLS or not all(cells[:3]):
            form.say("row-cells", line, found=len([cell for cell in cells if cell]), expected=CELLS)
            continue
        level1, level2, name, target, explanation = (resolve_markup(cell) for cell in cells)
        rows.append(
            Indicator(
                code=f"{place:02}",
                level1=level1,
                level2=level2.lstrip("*").strip(),
                required=level2.startswith("*"),
                name=name,
                target_text=target,
                explanation=explanation,
                source=Source(file=form.file, line=line),
            )
        )
    return tuple(rows)


def _amount(text: str, note: str) -> Decimal | None:
    """An amount in 元; None unless it is written as amounts are, so that ``1,5`` and ``1e9`` are not made into one."""
    digits = unicodedata.normalize("NFKC", text).replace(" ", "")
    says_other_unit = "万元" in note and digits.endswith("元") and not digits.endswith("万元")
    return read_amount(digits, note) if _AMOUNT.fullmatch(digits) and not says_other_unit else None


def _amounts(form: _Form) -> dict[str, Decimal | None]:
    values: dict[str, Decimal | None] = {}
    for field, label in AMOUNTS.items():
        text = form.fields.get(field, "")
        values[field] = _amount(text, form.notes.get(field, ""))
        if values[field] is None:
            form.say("amount-unreadable", form.line_of(field), label=label, text=text)
    return values


def _years(form: _Form) -> int | None:
    text = form.fields.get("years", "")
    match = _YEARS.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
    if match is None:
        form.say("field-unreadable", form.line_of("years"), label="实施期限", text=text)
    return int(match[1]) if match else None


def _new(form: _Form) -> bool | None:
    text = form.fields.get("new", "")
    if text not in YES_NO:
        form.say("field-unreadable", form.line_of("new"), label="是否新增项目", text=text)
    return YES_NO.get(text)


def _project(form: _Form) -> Project | None:
    code = re.sub(r"\s", "", form.fields.get("code", ""))
    missing = [label for label, text in (("项目编号", code), ("项目名称", form.fields.get("name", ""))) if not text]
    if not form.rows:
        missing.append("绩效指标")
    if missing:
        form.say("form-truncated", form.line_of("code"), missing="、".join(missing))
        return None
    indicators = _indicators(form)
    absent = [level1 for level1 in LEVEL1[:3] if all(row.level1 != level1 for row in indicators)]
    if absent:
        form.say("group-missing", form.line_of("code"), groups="、".join(absent))
    texts = {
        field: resolve_markup(form.fields.get(field, ""))
        for field in LABELS.values()
        if field not in ("code", "years", "new", *AMOUNTS)
    }
    return Project(
        code=code,
        years=_years(form),
        new=_new(form),
        indicators=indicators,
        source=Source(file=form.file, line=form.line_of("code")),
        lines=form.lines,
        **_amounts(form),
        **texts,
    )


def read_form_text(text: str, file: str) -> tuple[tuple[Project, ...], Findings]:
    """All forms of a text; ``file`` names it in every source. A broken form is a finding, the others are read."""
    projects: list[Project] = []
    findings: list[Finding] = []
    forms = list(_forms(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), file))
    if not forms:
        findings.append(finding("no-forms", Source(file=file, line=1)))
    for form in forms:
        project = _project(form)
        findings.extend(form.findings)
        if project is not None:
            projects.append(project)
    return tuple(projects), tuple(findings)
