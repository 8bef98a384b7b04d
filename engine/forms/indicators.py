"""What a row of a table says of an indicator: its target as one text, and of a declared one all its texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from engine.forms.form import RawRow
from engine.forms.layouts import NO_UNIT, QUALITATIVE, QUANTITATIVE, SIGNS
from engine.forms.walk import Levels, text_of
from engine.grids.cells import Cell, Row
from engine.language.findings import Finding, finding
from engine.language.squeezing import squeeze
from engine.terms import DIRECTION_WORDS, NOT_APPLICABLE
from engine.terms.levels import LEVEL1, is_worded_otherwise, level1_of, level2_shown


class Joined(NamedTuple):
    """A target put together from its parts, and what had to be inferred for it."""

    text: str
    findings: list[Finding]


def _sign(nature: Cell | None, text: str) -> tuple[str, list[Finding]]:
    """What 指标性质 puts before the value: nothing where the value has it already, or where it is no sign."""
    squeezed = squeeze(nature.text) if nature else ""
    if nature is None or squeezed.endswith("指标") or squeezed in ("", *QUALITATIVE, *QUANTITATIVE, *DIRECTION_WORDS):
        return "", []
    unknown = [] if squeezed in SIGNS else [finding("target-nature-unknown", nature.source, text=nature.text)]
    sign = SIGNS.get(squeezed, squeezed)
    return ("" if squeeze(text).startswith((sign, squeezed)) else sign), unknown


def direction_of(cells: Sequence[Cell]) -> str:
    """The direction that a column of its own states (正向); empty where it holds a sign or a sort."""
    stated = squeeze(cells[0].text) if cells else ""
    return stated if stated in DIRECTION_WORDS else ""


def join_target(nature: Cell | None, value: Cell | None, unit: Cell | None) -> Joined:
    """One target text from 指标性质, 指标值 and 度量单位: ``≥``, ``90``, ``%`` give ``≥90%``.

    Of a qualitative indicator (定性) the words of the value are the target; a sign or unit that the value has
    already is not repeated.
    """
    if nature and squeeze(nature.text) == NOT_APPLICABLE and not (value and value.text):
        return Joined(NOT_APPLICABLE, [])
    if value is None or squeeze(value.text) in ("", NOT_APPLICABLE):
        return Joined(value.text if value else "", [])
    sign, findings = _sign(nature, value.text)
    ending = unit.text if unit and squeeze(unit.text) not in NO_UNIT else ""
    if (nature and squeeze(nature.text) in QUALITATIVE) or squeeze(value.text).endswith(squeeze(ending)):
        ending = ""
    parts = [part for part in (sign, value.text, ending) if part]
    text = "".join(parts)
    if len(parts) > 1:
        findings.append(finding("target-joined", value.source, parts=" | ".join(parts), text=text))
    return Joined(text, findings)


def target_of(cells: Mapping[str, Sequence[Cell]]) -> Joined:
    """The target of a row by the cells of each role; a head over several columns has its parts under it."""
    values = cells.get("target", ())
    texts = [cell.text for cell in values if cell.text]
    if len(values) > 1:
        text = "".join(texts)
        joined = [finding("target-joined", values[0].source, parts=" | ".join(texts), text=text)]
        return Joined(text, joined if len(texts) > 1 else [])
    value, nature, unit = (next(iter(cells.get(role, ())), None) for role in ("target", "nature", "unit"))
    return join_target(nature, value, unit)


def is_indicator(cells: Mapping[str, Sequence[Cell]]) -> bool:
    """Whether a row says anything of an indicator, or is one of the printed rows that name nothing but their level."""
    if any(cell.text for role in ("name", "target", "explanation") for cell in cells.get(role, ())):
        return True
    levels = [cell.text for role in ("level1", "level2") for cell in cells.get(role, ()) if cell.text]
    return bool(levels) and (level1_of(levels[0]) in LEVEL1 or squeeze(levels[0]).endswith("指标"))


def about_levels(row: Row, cells: Mapping[str, Sequence[Cell]], levels: Levels) -> list[Finding]:
    """What was read otherwise than it is written in the levels of a row, or taken from above."""
    findings: list[Finding] = []
    level1, level2 = level1_of(levels.level1), level2_shown(levels.level2)
    for role, name in (("level1", level1), ("level2", level2)):
        text = text_of(cells.get(role, ()))
        if text and is_worded_otherwise(text, name) and cells[role][0].is_fresh:
            findings.append(finding("level-read-as", cells[role][0].source, text=text, level1=name))
    if levels.carried:
        findings.append(finding("row-merged", row.source, level1=level1, level2=level2))
    return findings


def declared_row(row: Row, cells: Mapping[str, Sequence[Cell]], levels: Levels) -> tuple[RawRow, list[Finding]]:
    """A row of a declared table as five texts and a weight, by the cells of each role, and what was inferred for it.

    Its source is the row, in a sheet the cell of its target.
    """
    target, targets, weights = target_of(cells), cells.get("target", ()), cells.get("weight", ())
    texts = [levels.level1, levels.level2, text_of(cells.get("name", ())), target.text]
    in_cell = row.source.cell is not None and bool(targets) and not targets[0].continued
    raw = RawRow(
        targets[0].source if in_cell else row.source,
        [*texts, text_of(cells.get("explanation", ()))],
        weight=text_of(weights),
        weight_source=weights[0].source if weights else None,
        core=text_of(cells.get("core", ())),
        nature=direction_of(cells.get("nature", ())),
    )
    return raw, [*about_levels(row, cells, levels), *target.findings]


def share_weight(raw: RawRow, weights: Sequence[Cell], above: RawRow | None) -> list[Finding]:
    """A weight merged over rows is none of theirs, which is said once."""
    if above is None or not weights or not weights[0].continued or above.weight_source != raw.weight_source:
        return []
    findings = [finding("weight-shared", weights[0].source, text=above.weight)] if above.weight else []
    above.weight = raw.weight = ""
    return findings
