"""From what a form says, in whatever layout it was found, to a project: fields, amounts, years, rows.

A reader of a layout fills :class:`RawForm`; :func:`make_project` checks it. So every layout says the same of the
same fault.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from html.parser import HTMLParser

from engine.findings import Finding, Source, finding
from engine.forms.words import AMOUNTS, CELL_LABELS, LEVEL1, YES_NO
from engine.quantity import read_amount
from engine.terms import Indicator, Project

CELLS = 5
TEXTS = tuple(dict.fromkeys(name for name in CELL_LABELS.values() if name not in ("code", "years", "new", *AMOUNTS)))

_TAG = re.compile(r"<[a-zA-Z/!]|&[a-zA-Z#]")
_YEARS = re.compile(r"\d{1,3}(?!\d)")


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


@dataclass
class RawRow:
    """A row of the table as text: level 1, level 2, name, target, explanation; a weight where there is a column."""

    source: Source
    cells: list[str]
    weight: str = ""
    weight_source: Source | None = None


@dataclass
class RawForm:
    """One form while it is being read: field texts, the bracketed notes of their labels, rows, all with sources."""

    place: Source
    fields: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    places: dict[str, Source] = field(default_factory=dict)
    rows: list[RawRow] = field(default_factory=list)
    money_unit: str | None = None
    findings: list[Finding] = field(default_factory=list)

    def start(self, name: str, note: str, source: Source) -> None:
        """A field's label stands here."""
        self.fields.setdefault(name, "")
        self.notes[name] = note
        self.places.setdefault(name, source)

    def extend(self, name: str, text: str) -> None:
        """More text of a field, on a line of its own."""
        if text.strip():
            before = self.fields.get(name)
            self.fields[name] = f"{before}\n{text.strip()}" if before else text.strip()

    def place_of(self, name: str) -> Source:
        """Where a field stands, or the form where it does not."""
        return self.places.get(name, self.place)


def _weight(row: RawRow) -> tuple[Decimal | None, list[Finding]]:
    """A weight in points of a hundred; ``10%`` is 10."""
    digits = unicodedata.normalize("NFKC", row.weight).strip().removesuffix("%").removesuffix("分").strip()
    if not digits or digits in ("-", "/", "—", "不适用"):
        return None, []
    try:
        value = Decimal(digits)
    except InvalidOperation:
        value = Decimal("NaN")
    if value.is_finite() and 0 <= value <= 100:
        return value, []
    return None, [finding("weight-unreadable", row.weight_source or row.source, text=row.weight)]


def _indicators(form: RawForm) -> tuple[tuple[Indicator, ...], list[Finding]]:
    rows: list[Indicator] = []
    findings: list[Finding] = []
    for row in form.rows:
        if len(row.cells) != CELLS or not all(row.cells[:3]):
            found = len([cell for cell in row.cells if cell])
            findings.append(finding("row-cells", row.source, found=found, expected=CELLS))
            continue
        level1, level2, name, target, explanation = (resolve_markup(cell) for cell in row.cells)
        weight, said = _weight(row)
        findings.extend(said)
        rows.append(
            Indicator(
                code=f"{len(rows) + 1:02}",
                level1=level1,
                level2=level2.lstrip("*").strip(),
                required=level2.startswith("*"),
                name=name,
                target_text=target,
                explanation=explanation,
                weight=weight,
                source=row.source,
            )
        )
    return tuple(rows), findings


def _amount_note(form: RawForm, name: str) -> tuple[str, list[Finding]]:
    """The unit that an amount's label names, or the one that the form names for all amounts."""
    note, text = form.notes.get(name, ""), form.fields[name]
    if form.money_unit is None or "元" in note or "元" in text:
        return note, []
    said = finding("amount-unit-taken", form.place_of(name), label=AMOUNTS[name], unit=form.money_unit)
    return f"({form.money_unit})", [said]


def _amounts(form: RawForm) -> tuple[dict[str, Decimal | None], list[Finding]]:
    values: dict[str, Decimal | None] = {}
    findings: list[Finding] = []
    for name, label in AMOUNTS.items():
        text = form.fields.get(name, "")
        values[name] = None
        if text:
            note, said = _amount_note(form, name)
            findings.extend(said)
            values[name] = read_amount(text, note)
        if values[name] is None:
            findings.append(finding("amount-unreadable", form.place_of(name), label=label, text=text))
    return values, findings


def _years_and_new(form: RawForm) -> tuple[int | None, bool | None, list[Finding]]:
    years, new = form.fields.get("years", ""), form.fields.get("new", "")
    digits = _YEARS.match(unicodedata.normalize("NFKC", years))
    findings: list[Finding] = []
    for name, label, text, known in (
        ("years", "实施期限", years, digits is not None),
        ("new", "是否新增项目", new, new in YES_NO),
    ):
        if not known:
            findings.append(finding("field-unreadable", form.place_of(name), label=label, text=text))
    return int(digits.group()) if digits else None, YES_NO.get(new), findings


def make_project(form: RawForm) -> tuple[Project | None, list[Finding]]:
    """The project that a form declares, or nothing where it is cut off; what is wrong with it either way."""
    code = re.sub(r"\s", "", form.fields.get("code", ""))
    name = form.fields.get("name", "")
    missing = [label for label, text in (("项目编号", code), ("项目名称", name)) if not text]
    if not form.rows:
        missing.append("绩效指标")
    if missing:
        cut = finding("form-truncated", form.place_of("code"), missing="、".join(missing))
        return None, [*form.findings, cut]
    indicators, findings = _indicators(form)
    amounts, amount_findings = _amounts(form)
    years, new, field_findings = _years_and_new(form)
    absent = [level1 for level1 in LEVEL1[:3] if all(row.level1 != level1 for row in indicators)]
    if absent:
        findings.append(finding("group-missing", form.place_of("code"), groups="、".join(absent)))
    project = Project(
        code=code,
        years=years,
        new=new,
        indicators=indicators,
        source=form.place_of("code"),
        lines={name: place.line for name, place in form.places.items() if place.line is not None},
        places={name: place for name, place in form.places.items() if place.line is None},
        **amounts,
        **{text: resolve_markup(form.fields.get(text, "")) for text in TEXTS},
    )
    return project, [*form.findings, *findings, *amount_findings, *field_findings]
