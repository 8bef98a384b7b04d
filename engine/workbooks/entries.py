"""The filled cells of one indicator -> its actual, as if it had been written in YAML."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from engine.actuals.evidence import evidence_digest
from engine.actuals.figures import Figure, read_day, read_figure
from engine.actuals.kinds import EventList, Inputs, Periods, Record, Recordable, Stated
from engine.actuals.model import Actual, Cells
from engine.actuals.records import Unread
from engine.files.allowed_folders import AllowedFolders
from engine.language.findings import Finding, Findings, Source, finding
from engine.language.patterns import regex
from engine.quantity import convert, plain
from engine.targets import TargetKind
from engine.terms import Indicator
from engine.workbooks.doubts import doubts_of_order, doubts_of_result
from engine.workbooks.events import Recorded
from engine.workbooks.grid import Filled, findings_of
from engine.workbooks.requested import Item, ItemKind, Requested, Way, period_label

_LARGE_SHARE = Decimal(200)
_SEVERAL = regex(r"[、；;\n]")
DIRECT = ""
"""The name under which the result of a period stands when it was given directly."""

Months = Mapping[int, Mapping[str, Filled]]


class Entered(NamedTuple):
    """What was filled in for one indicator: cells by item, the result given directly, months, events, texts by field."""

    indicator: Indicator
    requested: Requested
    year: int | None
    source: Source
    items: Mapping[str, Filled]
    direct: Filled | None
    months: Months
    events: Recorded | None
    texts: Mapping[str, Filled]

    @property
    def cells(self) -> list[Filled]:
        """All cells that were read."""
        months = [cell for month in self.months.values() for cell in month.values()]
        return [*self.items.values(), *([self.direct] if self.direct else []), *months, *self.texts.values()]


def actual_of(entered: Entered, folders: AllowedFolders) -> tuple[Actual | None, Findings]:
    """The actual, and what must be said about its cells; None where nothing was filled in."""
    findings = findings_of(entered.cells)
    record, more = _record(entered)
    findings.extend(more)
    texts = {field: cell.text for field, cell in entered.texts.items() if cell.text}
    if record is None:
        findings.extend(_texts_alone(entered, texts))
        return None, tuple(findings)
    digest, found = _evidence(entered, folders)
    actual = Actual(
        code=entered.indicator.code,
        indicator=entered.indicator.name,
        record=record,
        evidence_sha256=digest,
        source=_source_of(entered, record),
        **texts,
    )
    return actual, (*findings, *found)


def _source_of(entered: Entered, record: Record) -> Source:
    """Where an actual stands: its first cell, with the cell of every part where there are several."""
    if entered.events is not None:
        return entered.events.source
    parts: dict[str, Source] = {}
    match record:
        case Inputs():
            parts = {name: cell.source for name, cell in entered.items.items() if cell.text}
        case Periods(periods=periods) if periods:
            parts = _locations_of_periods(entered)
    first = next((cell.source for cell in entered.cells if cell.text), entered.source)
    return placed(first, parts)


def placed(first: Source, parts: Mapping[str, Source]) -> Source:
    """The place of an actual: the first of its parts, which all stand on one sheet; without parts that of its cell."""
    first = next(iter(parts.values()), first)
    cells = {name: location.cell or "" for name, location in parts.items()}
    return Cells(file=first.file, sheet=first.sheet, cell=first.cell, parts=cells) if len(cells) > 1 else first


def _locations_of_periods(entered: Entered) -> dict[str, Source]:
    locations: dict[str, Source] = {}
    for month, cells in sorted(entered.months.items()):
        label = period_label(entered.requested, month, entered.year)
        filled = {name: cell.source for name, cell in cells.items() if cell.text}
        if DIRECT in filled:
            locations[label] = filled[DIRECT]
        elif len(entered.requested.items) > 1:
            locations.update((f"{label} {name}", location) for name, location in filled.items())
        else:
            locations.update((label, location) for location in filled.values())
    return locations


def _texts_alone(entered: Entered, texts: Mapping[str, str]) -> Findings:
    if not texts:
        return ()
    location = next(cell.source for cell in entered.texts.values() if cell.text)
    return (finding("collect-text-alone", location, name=entered.indicator.name),)


def _evidence(entered: Entered, folders: AllowedFolders) -> tuple[str, Findings]:
    """The digest of the evidence where it names files; a mere description of it has none."""
    cell = entered.texts.get("evidence")
    if cell is None or not cell.text:
        return "", ()
    return evidence_digest(folders, cell.text, cell.source)


def _record(entered: Entered) -> tuple[Record | None, Findings]:
    """What was filled in, by the way in which the row is asked for; None where nothing was."""
    requested = entered.requested
    filled = {name: cell for name, cell in entered.items.items() if cell.text}
    lost = _lost_months(entered)
    months = {
        month: {name: one for name, one in some.items() if one.text}
        for month, some in entered.months.items()
        if month not in lost
    }
    months = {month: some for month, some in months.items() if some}
    has_items = bool(filled) or bool(months)
    is_whole = bool(months) or len(filled) == len(requested.items)
    direct = entered.direct if entered.direct is not None and entered.direct.text else None
    if entered.events is not None:
        left = [*filled.values(), *([direct] if direct else [])]
        listed = entered.events
        found = EventList(events=listed.events, unread=listed.unread, data_file=listed.source.sheet or "")
        return found, tuple(finding("collect-events-taken", cell.source) for cell in left)
    if direct is not None and not (has_items and is_whole):
        findings = (finding("collect-direct-taken", direct.source),) if has_items else ()
        return Stated(value=_result(requested).recorded(direct.text)), (
            *findings,
            *_doubts_of_result(requested, direct),
        )
    findings = (finding("collect-direct-left", direct.source),) if direct is not None else ()
    if requested.way is not Way.PERIODS:
        items, more = _items(entered, filled)
        return items, (*findings, *more)
    periods, more = _periods(entered, months)
    record = Periods(periods=periods, unread=tuple(lost.values())) if periods or lost else None
    return record, (*findings, *more)


def _result(requested: Requested) -> Item:
    """The result given directly, which is not converted: whoever gives it says its unit."""
    return Item(name=DIRECT, shown_name=DIRECT, unit="%" if requested.target.unit == "%" else None)


def _doubts_of_result(requested: Requested, cell: Filled) -> Findings:
    """As of any figure; a result that one figure is held against must be in the unit of the target."""
    result, unit = _result(requested), requested.target.unit
    findings = _doubts(result, cell)
    if not findings and not result.unit and requested.target.kind is TargetKind.QUANTITY and unit:
        findings = _doubts_of_unit(read_figure(cell.text), unit, cell)
    return findings or doubts_of_order(requested, result.recorded(cell.text), cell)


def _items(entered: Entered, filled: Mapping[str, Filled]) -> tuple[Record | None, Findings]:
    if not filled:
        return None, ()
    requested = entered.requested
    items = {item.name: item for item in requested.items}
    is_series = _is_series(requested)
    findings = tuple(
        one for name, cell in filled.items() for one in _doubts(items[name], cell, is_series, entered.year)
    )
    if requested.way is Way.TIER:
        words = [items[name].recorded(filled[name].text) for name in items if name in filled]
        return Stated(value=" ".join(words)), findings
    if requested.way is Way.VALUE:
        (name,) = filled
        text = items[name].recorded(filled[name].text)
        return Stated(value=text), findings or doubts_of_order(requested, text, filled[name])
    findings += tuple(
        finding("collect-item-empty", entered.items[name].source, name=item.label)
        for name, item in items.items()
        if name not in filled and name in entered.items
    )
    inputs = {name: _recordable(items[name], filled[name].text, requested) for name in items if name in filled}
    return Inputs(inputs=inputs), findings or doubts_of_result(requested, inputs, next(iter(filled.values())))


def _is_series(requested: Requested) -> bool:
    return requested.measure.formula is not None and "∑" in requested.measure.formula.expression


def _recordable(item: Item, text: str, requested: Requested) -> Recordable:
    """One figure, or several parted by 、 where the formula sums over them."""
    several = [one.strip() for one in _SEVERAL.split(text) if one.strip()] if _is_series(requested) else []
    return tuple(item.recorded(one) for one in several) if len(several) > 1 else item.recorded(text)


def _periods(
    entered: Entered, months: Mapping[int, Mapping[str, Filled]]
) -> tuple[dict[str, str | dict[str, str]], Findings]:
    requested = entered.requested
    items = {item.name: item for item in requested.items}
    periods: dict[str, str | dict[str, str]] = {}
    findings: list[Finding] = []
    for month in sorted(months):
        cells = months[month]
        label = period_label(requested, month, entered.year)
        if DIRECT in cells:
            periods[label] = _result(requested).recorded(cells[DIRECT].text)
            findings.extend([finding("collect-direct-taken", cells[DIRECT].source)] if len(cells) > 1 else [])
            findings.extend(_doubts(_result(requested), cells[DIRECT]))
            continue
        findings.extend(one for name, cell in cells.items() for one in _doubts(items[name], cell, year=entered.year))
        inputs = {name: items[name].recorded(cells[name].text) for name in items if name in cells}
        periods[label] = inputs if len(items) > 1 else next(iter(inputs.values()))
    return periods, tuple(findings)


def _lost_months(entered: Entered) -> dict[int, Unread]:
    """The months of which a cell cannot be read, or that are filled in where none is asked for."""
    lost: dict[int, Unread] = {}
    for month, cells in sorted(entered.months.items()):
        given = cells.get(DIRECT)
        bad = [cell for cell in cells.values() if cell.findings and not cell.text]
        if month not in entered.requested.months:
            cell = next(iter(cells.values()))
            lost[month] = Unread(sort="period", source=cell.source, text=cell.text, label=f"{month}月")
        elif bad and (given is None or given in bad):
            label = period_label(entered.requested, month, entered.year)
            text = bad[0].findings[0].text("text")
            lost[month] = Unread(sort="period", source=bad[0].source, text=text, label=label)
    return lost


def _doubts(item: Item, cell: Filled, is_series: bool = False, year: int | None = None) -> Findings:
    """What is to be said about a text where a figure, a day or one of some words is wanted; it is recorded all the same.

    Of a series, several figures may stand in the cell.
    """
    text = cell.text
    if item.choices:
        word, known = item.recorded(text), "、".join(item.choices)
        is_known = word in item.choices or word != text or read_figure(text).verdict is not None
        return () if is_known else (finding("collect-choice", cell.source, text=text, known=known),)
    figure = read_day(text, year) if item.kind is ItemKind.DATE else read_figure(text)
    if item.kind is ItemKind.DATE:
        is_known = figure.day is not None or figure.verdict is not None
        return () if is_known else (finding("collect-no-date", cell.source, text=text, name=item.shown_name),)
    if figure.number is None and not (is_series and _SEVERAL.search(text)):
        return (finding("collect-no-number", cell.source, text=text, name=item.shown_name or "结果"),)
    if item.unit is not None and (findings := _doubts_of_unit(figure, item.unit, cell)):
        return findings
    return _doubts_of_share(figure, cell) if item.unit == "%" else ()


def _doubts_of_unit(figure: Figure, unit: str, cell: Filled) -> Findings:
    """A unit that measures something else than the one that is asked for."""
    if figure.number is None or convert(figure.number, figure.unit, unit) is not None:
        return ()
    return (finding("collect-unit-other", cell.source, text=cell.text, unit=unit),)


def _doubts_of_share(figure: Figure, cell: Filled) -> Findings:
    """A bare number that may be a share of 1, and a percentage that a number under a % format may have become."""
    number = figure.number
    if number is not None and figure.unit is None and 0 < number <= Decimal(1):
        return (finding("share-ambiguous", cell.source, text=cell.text),)
    if number is not None and figure.unit == "%" and number > _LARGE_SHARE:
        return (finding("collect-share-large", cell.source, text=cell.text, less=plain(number / 100)),)
    return ()


__all__ = ["DIRECT", "Entered", "actual_of", "placed"]
