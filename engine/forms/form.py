"""From what a form says, in whatever layout it was found, to a project: fields, amounts, years, rows.

A reader of a layout fills :class:`RawForm`; :func:`make_project` checks it. So every layout says the same of the
same fault.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from engine.forms.layouts import AMOUNTS, ANY_AMOUNT, LABELS, MARKS, PARTS, YES_NO
from engine.forms.years import title_years, year_of
from engine.grids.display import LONGEST
from engine.language.findings import Finding, Findings, Source, finding
from engine.language.patterns import regex
from engine.language.squeezing import is_blank, squeeze, straighten
from engine.quantity import CENT, read_amount
from engine.targets import TargetKind, read_target
from engine.terms import Indicator, Project
from engine.terms.levels import LEVEL1, is_starred, key_of, level1_of, level2_shown, unmarked, unstarred

CELLS = 5
TEXTS = tuple(dict.fromkeys(name for name in LABELS.values() if name not in ("code", "years", "new", *AMOUNTS)))

OPTIONAL = {"years": "实施期限", "new": "是否新增项目", "total_amount": "项目总金额"}

_WHITE = regex(r"\s")
# 指标1： and … in the rows that a template prints
_PLACEHOLDER = regex(r"(?:(?:三级)?指标)?\d{0,2}[:.、]?|[…·.]+")
_YEARS = regex(r"(\d{1,2})年?")
_BREAK = regex(r"<br\s*/?>|</(?:p|div|li|tr)\s*>", re.IGNORECASE)
# Only what Word and web editors paste: “x<y” is a formula, not markup.
_TAG = regex(
    r"</?(?:p|div|li|ul|ol|span|strong|em|font|table|tbody|tr|td|a|b|i|u|o:p)(?:\s+[a-z:-]+\s*=[^<>]{0,2000})?\s*/?>",
    re.IGNORECASE,
)
_ENTITY = regex(r"&(?:[a-zA-Z]{2,8}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")


def resolve_markup(text: str) -> str:
    """The text of a cell without its ``<p>`` markup and entities, one line a paragraph."""
    if "<" not in text and "&" not in text:
        return text.strip()
    bare = _TAG.sub("", _BREAK.sub("\n", text))
    lines = _ENTITY.sub(lambda entity: html.unescape(entity[0]), bare).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())


@dataclass
class RawRow:
    """A row of the table as text: level 1, level 2, name, target, explanation; a weight where there is a column."""

    source: Source
    cells: list[str]
    weight: str = ""
    weight_source: Source | None = None
    core: str = ""
    nature: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether it is a row of a printed form that was not filled in: one without a target, however it is numbered."""
        rest = self.cells[2:]
        return len(rest) == CELLS - 2 and not any(rest[1:]) and _PLACEHOLDER.fullmatch(squeeze(rest[0])) is not None


@dataclass
class RawForm:
    """One form while it is being read: field texts, the bracketed notes of their labels, rows, all with sources.

    ``title_years`` are the years in its title and the line under it. ``money_unit`` is the unit that the form names once for all its amounts, where it does. ``optional`` are fields
    that other places' forms do not have: where the label is missing, that is said once for all of them.
    ``evaluation`` is where a table was found that says what was achieved and how it scores: then it is no declaration.
    """

    location: Source
    fields: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    locations: dict[str, Source] = field(default_factory=dict)
    rows: list[RawRow] = field(default_factory=list)
    title_years: dict[int, Source] = field(default_factory=dict)
    money_unit: str | None = None
    optional: frozenset[str] = frozenset()
    evaluation: Source | None = None
    too_long: set[Source] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    def say(self, code: str, source: Source, **values: object) -> None:
        """A finding about this form."""
        self.findings.append(finding(code, source, **values))

    def location_of(self, name: str) -> Source:
        """Where a field stands, or the form where it does not."""
        return self.locations.get(name, self.location)

    def lacks(self, name: str) -> bool:
        """Whether a form of this layout need not have the field, and has not."""
        return name in self.optional and name not in self.locations

    def is_unfilled(self, name: str) -> bool:
        """Whether nothing was filled in for a field; / and 无 are nothing."""
        return is_blank(self.fields.get(name, ""))

    def entitle(self, title: str, source: Source) -> None:
        """A title, or the line under it, may name the year."""
        for year in title_years(title):
            self.title_years.setdefault(year, source)

    def start(self, name: str, note: str, value: str, source: Source) -> None:
        """A field's label stands here, with what follows it."""
        self.fields.setdefault(name, "")
        self.notes[name] = note
        self.locations[name] = source
        self.extend(name, value)

    def extend(self, name: str, text: str) -> None:
        """More text of a field, on a line of its own."""
        if text.strip():
            before = self.fields.get(name)
            self.fields[name] = self.joined(before, text.strip(), self.location_of(name)) if before else text.strip()

    def joined(self, before: str, more: str, source: Source) -> str:
        """A text and what goes on below it; what is beyond all measure is left out and said once."""
        if len(before) + len(more) <= LONGEST:
            return f"{before}\n{more}"
        if source not in self.too_long:
            self.too_long.add(source)
            self.say("text-long", source)
        return before


def _weight(form: RawForm, row: RawRow) -> Decimal | None:
    """A weight in points of a hundred; ``10%`` is 10."""
    digits = squeeze(unmarked(row.weight)).removesuffix("%").removesuffix("分")
    if not digits or digits in ("-", "/", "—", "不适用"):
        return None
    try:
        value = Decimal(digits)
    except InvalidOperation:
        value = Decimal("NaN")
    if value.is_finite() and 0 <= value <= 100:
        return _in_cents(value)
    form.say("weight-unreadable", row.weight_source or row.source, text=row.weight)
    return None


def _core(form: RawForm, row: RawRow) -> bool:
    mark = squeeze(row.core)
    if mark not in MARKS:
        form.say("field-unreadable", row.source, label="核心指标", text=mark)
    return MARKS.get(mark, False)


def _cell_text(cell: str) -> str:
    """The text of a cell as it is read: without markup, and without what a word processor put between its signs."""
    return straighten(resolve_markup(cell))


def _indicators(form: RawForm) -> tuple[Indicator, ...]:
    """The rows that have their cells; each keeps the number of its place, also after one that was not read."""
    rows: list[Indicator] = []
    for number, row in enumerate(form.rows, 1):
        if row.is_blank:
            form.say("row-blank", row.source, level1=level1_of(row.cells[0]), level2=level2_shown(row.cells[1]))
            continue
        if len(row.cells) != CELLS or not all(row.cells[:3]):
            form.say("row-cells", row.source, found=len([cell for cell in row.cells if cell]), expected=CELLS)
            continue
        level1, level2, name, target, explanation = (_cell_text(cell) for cell in row.cells)
        rows.append(
            Indicator(
                code=f"{number:02}",
                level1=level1_of(level1),
                level2=level2_shown(level2),
                required=any(map(is_starred, (level1, level2, name))),
                name=unmarked(name),
                target_text=unstarred(target),
                explanation=unstarred(explanation),
                weight=_weight(form, row),
                core=_core(form, row),
                nature=row.nature,
                source=row.source,
            )
        )
    _say_unweighed(form, rows)
    return tuple(rows)


def _say_unweighed(form: RawForm, rows: Sequence[Indicator]) -> None:
    """A warning at each row without a weight where others have one: an incomplete column is not taken."""
    lacking = [one for one in rows if not one.weight] if any(one.weight for one in rows) else []
    cells = {row.source: (row.weight, row.weight_source or row.source) for row in form.rows} if lacking else {}
    for one in lacking:
        written, cell = cells[one.source]
        is_zero = not written or one.weight is not None  # what is no number is said where it is read
        if is_zero and read_target(one.target_text).kind is not TargetKind.NOT_APPLICABLE:
            form.say("weight-lacking", cell, name=one.name)


def _amount_note(form: RawForm, name: str, text: str) -> str:
    """The unit that an amount's label names, or the one that the form names for all amounts."""
    note = form.notes.get(name, "")
    if not text or form.money_unit is None or "元" in note or "元" in text:
        return note
    form.say("amount-unit-taken", form.location_of(name), label=AMOUNTS[name], unit=form.money_unit)
    return f"({form.money_unit})"


def _in_cents(value: Decimal) -> Decimal:
    """The same number with two decimals, where it has no more: so that it is written alike from every layout."""
    cents = value.quantize(CENT)
    return cents if cents == value else value


def _amounts(form: RawForm) -> dict[str, Decimal | None]:
    values: dict[str, Decimal | None] = {}
    for name, label in AMOUNTS.items():
        text = form.fields.get(name, "")
        value = read_amount(text, _amount_note(form, name, text))
        values[name] = None if value is None else _in_cents(value)
        if value is None and not form.is_unfilled(name):
            form.say("amount-unreadable", form.location_of(name), label=label, text=text)
    return values


def _parts(form: RawForm, whole: Decimal | None) -> dict[str, Decimal]:
    """The parts of the year's amount, where they add up to it."""
    parts: dict[str, Decimal] = {}
    for name in PARTS:
        text, note = form.fields.get(name, ""), form.notes.get(name, "")
        unit = f"({form.money_unit})" if form.money_unit and "元" not in note + text else note
        value = read_amount(text, unit)
        parts |= {} if value is None else {name: _in_cents(value)}
    if not parts or sum(parts.values()) == whole:
        return parts
    form.say("funds-parts-differ", form.location_of(next(iter(parts))), parts=sum(parts.values()), whole=whole)
    return {}


def _settle_amount(form: RawForm) -> None:
    """An amount that may be the year's or the whole term's is the year's, where no other is."""
    text = form.fields.pop(ANY_AMOUNT, "")
    note, location = form.notes.pop(ANY_AMOUNT, ""), form.locations.pop(ANY_AMOUNT, form.location)
    if not text:
        return
    if form.fields.get("year_amount"):
        form.say("form-unread", location, count=1, texts=text)
        return
    form.fields["year_amount"], form.notes["year_amount"], form.locations["year_amount"] = text, note, location
    form.say("amount-year-taken", location, text=text)


def _years(form: RawForm) -> int | None:
    text = form.fields.get("years", "")
    match = _YEARS.fullmatch(key_of(text))
    if match is None and not form.is_unfilled("years"):
        form.say("field-unreadable", form.location_of("years"), label="实施期限", text=text)
    return int(match[1]) if match else None


def _year(form: RawForm) -> int | None:
    """The year the form is declared for: as its cell says, else its title; None where that is not clear."""
    text, titled = form.fields.get("year", ""), form.title_years
    stated = year_of(text)
    if text and stated is None:
        form.say("form-year-unreadable", form.location_of("year"), text=text)
    elif stated is None and len(titled) > 1:
        form.say("form-year-unclear", next(iter(titled.values())), years="、".join(map(str, titled)))
    elif stated is None and titled:
        ((stated, form.locations["year"]),) = titled.items()
    return stated


def _contradicts_title(form: RawForm) -> bool:
    """Whether the year of its cell is another than that of its title, which is said."""
    stated, titled = year_of(form.fields.get("year", "")), form.title_years
    if stated is None or len(titled) != 1 or stated in titled:
        return False
    ((other, location),) = titled.items()
    form.say("form-year-conflict", form.location_of("year"), year=stated, other=other, place=location)
    return True


def _new(form: RawForm) -> bool | None:
    text = form.fields.get("new", "")
    new = YES_NO.get(key_of(text))
    if new is None and not form.is_unfilled("new"):
        form.say("field-unreadable", form.location_of("new"), label="是否新增项目", text=text)
    return new


def _code(form: RawForm) -> str:
    """The project's code; its name, where forms of this layout need no code and this one has no place for it."""
    if form.lacks("code") and (name := _WHITE.sub("", form.fields.get("name", ""))):
        form.say("code-absent", form.location_of("name"), name=name)
        return name
    return squeeze(form.fields.get("code", ""))


def _project(form: RawForm) -> Project | None:
    _settle_amount(form)
    code = _code(form)
    missing = [label for label, text in (("项目编号", code), ("项目名称", form.fields.get("name", ""))) if not text]
    if all(row.is_blank for row in form.rows):
        missing.append("绩效指标")
    if len(missing) == 3 and form.rows:
        form.say("form-blank", form.location)
        return None
    if missing:
        form.say("form-truncated", form.location_of("code"), missing="、".join(missing))
        return None
    if _contradicts_title(form):
        return None
    year = _year(form)
    indicators = _indicators(form)
    absent = [level1 for level1 in LEVEL1[:3] if all(row.level1 != level1 for row in indicators)]
    if absent:
        form.say("group-missing", form.location_of("code"), groups="、".join(absent))
    lacking = [label for name, label in OPTIONAL.items() if form.lacks(name)]
    if form.is_unfilled("year_amount") and not form.lacks("year_amount"):
        form.say("fields-absent", form.location_of("year_amount"), labels=AMOUNTS["year_amount"])
    if lacking:
        form.say("fields-absent", form.location_of("code"), labels="、".join(lacking))
    amounts = _amounts(form)
    return Project(
        code=code,
        year=year,
        years=_years(form),
        new=_new(form),
        indicators=indicators,
        source=form.location_of("code"),
        lines={name: location.line for name, location in form.locations.items() if location.line is not None},
        places={name: location for name, location in form.locations.items() if location.line is None},
        **amounts,
        **_parts(form, amounts["year_amount"]),
        **{name: _cell_text(form.fields.get(name, "")) for name in TEXTS},
    )


def make_project(form: RawForm) -> tuple[Project | None, Findings]:
    """The project that a form declares, or nothing where it is cut off or no declaration; what is wrong with it."""
    if form.evaluation is not None:
        return None, (finding("form-evaluation", form.evaluation, file=form.evaluation.file),)
    project = _project(form)
    return project, tuple(form.findings)
