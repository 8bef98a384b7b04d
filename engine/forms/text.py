"""The text layout of a declared form (二级项目支出绩效目标申报表), as it comes out of Word by copy and paste.

A form is a run of lines: a title, header fields (label cell, value cell, one or two tabs apart), long texts (in one
line, or as ``政策依据: …`` over several), the table's head, one line a row. Forms follow each other with or without
a blank line. Labels and layout: form 二级项目支出绩效目标申报表, Shenzhen 2024.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from html.parser import HTMLParser

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

_LABEL = re.compile(r"(?P<label>[^\s:()]{4,10})(?P<note>\([^()]*\))?:(?P<rest>.*)", re.DOTALL)
_TAG = re.compile(r"<[a-zA-Z/!]|&[a-zA-Z#]")


class _Text(HTMLParser):
    """Keeps the text of pasted markup; a paragraph or a break becomes a line break."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (its signature)
        if tag == "br":
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "div", "li"):
            self.parts.append("\n")


def resolve_markup(text: str) -> str:
    """The text of a cell without its ``<p>`` markup and entities, one line a paragraph."""
    if not _TAG.search(text):
        return text.strip()
    parser = _Text()
    parser.feed(text)
    parser.close()
    lines = "".join(parser.parts).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())


class _Form:
    """One form while it is being read: raw field texts and rows, each with its line."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.fields: dict[str, str] = {}
        self.notes: dict[str, str] = {}
        self.lines: dict[str, int] = {}
        self.rows: list[tuple[int, list[str]]] = []
        self.field: str | None = None
        self.in_table = False

    def start_field(self, label: str, note: str, value: str, line: int) -> None:
        self.field = LABELS[label]
        self.fields.setdefault(self.field, "")
        self.notes[self.field] = note
        self.lines.setdefault(self.field, line)
        self.extend(value)

    def extend(self, text: str) -> None:
        """More text for the field being read, on a line of its own."""
        if self.field and text.strip():
            before = self.fields[self.field]
            self.fields[self.field] = f"{before}\n{text.strip()}" if before else text.strip()


def _label(cell: str) -> tuple[str, str, str] | None:
    """The label a cell starts with, the note in its brackets, and what follows the colon."""
    match = _LABEL.match(unicodedata.normalize("NFKC", cell.strip()))
    if match is None or match["label"] not in LABELS:
        return None
    rest = re.split("[::]", cell, maxsplit=1)[1]
    return match["label"], match["note"] or "", rest


def _row(cells: list[str]) -> list[str]:
    """A row's cells: as they stand where there are five, without the empty ones where tabs are doubled."""
    stripped = [cell.strip() for cell in cells]
    if len(stripped) <= CELLS:
        return stripped
    return stripped[:CELLS] if not any(stripped[CELLS:]) else [cell for cell in stripped if cell]


def _take_table_line(form: _Form, number: int, line: str) -> None:
    cells = line.split("\t")
    if len(cells) == 1 and cells[0].strip() not in LEVEL1:
        if form.rows and line.strip():  # an explanation broken over two lines
            form.rows[-1][1][-1] += "\n" + line.strip()
        return
    row = _row(cells)
    if form.rows and not row[0] and len(row) == CELLS:  # merged cells leave their repetition empty
        row[0] = form.rows[-1][1][0]
        row[1] = row[1] or form.rows[-1][1][1]
    form.rows.append((number, row))


def _take_header_line(form: _Form, number: int, line: str) -> None:
    for cell in line.split("\t"):
        found = _label(cell)
        if found:
            form.start_field(*found, number)
        else:
            form.extend(cell)


def _forms(lines: Iterable[str]) -> Iterator[_Form]:
    """The forms of a text: a title or a second project code starts the next one."""
    form: _Form | None = None
    for number, line in enumerate(lines, 1):
        head = line.split("\t", 1)[0].strip()
        label = _label(head)
        is_title = head.endswith(TITLE)
        repeats_code = label is not None and LABELS[label[0]] == "code" and form is not None and "code" in form.fields
        if is_title or repeats_code:
            if form is not None:
                yield form
            form = _Form(number)
        if is_title or not line.strip():
            continue
        if form is None:
            if label is None:
                continue
            form = _Form(number)
        if head == TABLE_HEAD:
            form.in_table, form.field = True, None
        elif form.in_table:
            _take_table_line(form, number, line)
        else:
            _take_header_line(form, number, line)
    if form is not None:
        yield form


def _indicators(form: _Form, file: str) -> tuple[tuple[Indicator, ...], list[Finding]]:
    rows: list[Indicator] = []
    findings: list[Finding] = []
    for line, cells in form.rows:
        source = Source(file=file, line=line)
        if len(cells) != CELLS or not all(cells[:3]):
            findings.append(finding("row-cells", source, found=len([c for c in cells if c]), expected=CELLS))
            continue
        level1, level2, name, target, explanation = (resolve_markup(cell) for cell in cells)
        rows.append(
            Indicator(
                code=f"{len(rows) + 1:02}",
                level1=level1,
                level2=level2.lstrip("*").strip(),
                required=level2.startswith("*"),
                name=name,
                target_text=target,
                explanation=explanation,
                source=source,
            )
        )
    return tuple(rows), findings


def _amounts(form: _Form, file: str) -> tuple[dict[str, Decimal | None], list[Finding]]:
    values: dict[str, Decimal | None] = {}
    findings: list[Finding] = []
    for field, label in AMOUNTS.items():
        text = form.fields.get(field, "")
        values[field] = read_amount(text, form.notes.get(field, "")) if text else None
        if values[field] is None:
            place = Source(file=file, line=form.lines.get(field, form.line))
            findings.append(finding("amount-unreadable", place, label=label, text=text))
    return values, findings


def _years_and_new(form: _Form, file: str) -> tuple[int | None, bool | None, list[Finding]]:
    years, new = form.fields.get("years", ""), form.fields.get("new", "")
    digits = re.match(r"\d{1,3}", unicodedata.normalize("NFKC", years))
    findings: list[Finding] = []
    for field, label, text, known in (
        ("years", "实施期限", years, digits is not None),
        ("new", "是否新增项目", new, new in YES_NO),
    ):
        if not known:
            place = Source(file=file, line=form.lines.get(field, form.line))
            findings.append(finding("field-unreadable", place, label=label, text=text))
    return int(digits.group()) if digits else None, YES_NO.get(new), findings


def _project(form: _Form, file: str) -> tuple[Project | None, list[Finding]]:
    source = Source(file=file, line=form.lines.get("code", form.line))
    code = re.sub(r"\s", "", form.fields.get("code", ""))
    name = form.fields.get("name", "")
    missing = [label for label, text in (("项目编号", code), ("项目名称", name)) if not text]
    if not form.rows:
        missing.append("绩效指标")
    if missing:
        return None, [finding("form-truncated", source, missing="、".join(missing))]
    indicators, findings = _indicators(form, file)
    amounts, amount_findings = _amounts(form, file)
    years, new, field_findings = _years_and_new(form, file)
    absent = [level1 for level1 in LEVEL1[:3] if all(row.level1 != level1 for row in indicators)]
    if absent:
        findings.append(finding("group-missing", source, groups="、".join(absent)))
    texts = {
        field: resolve_markup(form.fields.get(field, ""))
        for field in LABELS.values()
        if field not in ("code", "years", "new", *AMOUNTS)
    }
    project = Project(
        code=code, years=years, new=new, indicators=indicators, source=source, lines=form.lines, **amounts, **texts
    )
    return project, findings + amount_findings + field_findings


def read_form_text(text: str, file: str) -> tuple[tuple[Project, ...], Findings]:
    """All forms of a text; ``file`` names it in every source. A broken form is a finding, the others are read."""
    projects: list[Project] = []
    findings: list[Finding] = []
    forms = list(_forms(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")))
    if not forms:
        findings.append(finding("no-forms", Source(file=file, line=1)))
    for form in forms:
        project, said = _project(form, file)
        findings.extend(said)
        if project is not None:
            projects.append(project)
    return tuple(projects), tuple(findings)
