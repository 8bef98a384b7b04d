"""Runs by the outlines of their projects: what is held of a run that is compared or printed, however large it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from sqlalchemy import Engine

from engine.language.catalogue import Language
from engine.runs.binding import in_order, opened, read_outline, read_sheet
from engine.runs.lines import LINES, Line, outline_of
from engine.runs.outlines import DeclaredOutline, Outline, OutlinedRun, outlined
from engine.runs.record import ProjectScore, Run
from engine.runs.tree import SHEETS, leaf_texts, walk
from engine.runs.wording import worded
from engine.scoring.inference import RuleBase
from engine.store.damage import parsed
from engine.store.declared import newest_declarations
from engine.store.errors import LedgerDamagedError
from engine.store.kept import (
    Kept,
    by_its_rules,
    checked,
    computed_sheets,
    head_kept,
    load_kept,
    rules_of,
    ruleset_of,
    signed_wording,
)
from engine.store.nodes import Nodes, sheet_texts
from engine.store.sessions import reading


class _Shared(NamedTuple):
    """What several runs have in common: outlines by the name of their sheet or leaf of lines, rules by their content."""

    outlines: dict[str, tuple[Outline, ...]]
    rules: dict[str, RuleBase]


def outlined_runs(
    ledger: Engine, names: Iterable[str], language: Language = Language.CHINESE
) -> tuple[OutlinedRun, ...]:
    """Runs, named as for :func:`engine.store.kept.load_run`; what several of them share is looked at once.

    :raises LedgerError: if no run, or more than one, is meant.
    :raises LedgerDamagedError: if one is not what it was; of a sheet, when that is asked for.
    """
    shared = _Shared({}, {})
    return tuple(_outlined(ledger, load_kept(ledger, name), language, shared) for name in names)


def _outlined(ledger: Engine, kept: Kept, language: Language, shared: _Shared) -> OutlinedRun:
    wording = signed_wording(ledger, kept)
    if wording or not kept.is_paged:
        return outlined(Run.model_validate_json(wording or checked(kept).content))
    ruleset = by_its_rules(kept, lambda: ruleset_of(kept, language))
    of_projects = (_of_lines if kept.has_lines else _of_sheets)(ledger, kept, shared.outlines)
    outlines = {one.code: one for one in in_order(of_projects)}

    def sheets(codes: Iterable[str]) -> Iterator[ProjectScore]:
        found = _sheets(ledger, kept, (outlines[code] for code in codes), shared)
        return (by_its_rules(kept, partial(worded, sheet, ruleset, language)) for sheet in found)

    return OutlinedRun(opened(head_kept(kept), ()), outlines, sheets)


def _sheets(ledger: Engine, kept: Kept, some: Iterable[Outline], shared: _Shared) -> Iterator[ProjectScore]:
    """The sheets of projects, without their wording."""
    if kept.has_lines:
        content = head_kept(kept).ruleset_content
        if content not in shared.rules:
            shared.rules[content] = rules_of(kept)
        return computed_sheets(ledger, kept, ((one.code, one.sha256) for one in some), shared.rules[content])
    texts = sheet_texts(ledger, (one.sha256 for one in some))
    return (by_its_rules(kept, partial(read_sheet, text)) for _, text in texts)


def _of_sheets(ledger: Engine, kept: Kept, known: dict[str, tuple[Outline, ...]]) -> Iterator[Outline]:
    names = [sheet.sha256 for sheet in walk(SHEETS, head_kept(kept).root, Nodes(ledger).load)]
    for name, text in sheet_texts(ledger, [name for name in names if name not in known]):
        known[name] = (by_its_rules(kept, partial(read_outline, name, text)),)
    return (one for name in names for one in known[name])


def _of_lines(ledger: Engine, kept: Kept, known: dict[str, tuple[Outline, ...]]) -> Iterator[Outline]:
    for name, text in leaf_texts(head_kept(kept).root, Nodes(ledger).load):
        if name not in known:
            known[name] = tuple(_with_forms(ledger, kept, LINES.read(text)))
        yield from known[name]


def _with_forms(ledger: Engine, kept: Kept, lines: Sequence[Line]) -> Iterator[Outline]:
    """What lines and the forms they were made of say of projects."""
    with reading(ledger) as connection:
        forms = newest_declarations(connection, kept.view, [line.code for line in lines])
    for line in lines:
        if line.code not in forms:
            raise LedgerDamagedError("line-otherwise", run=kept.run, project=line.code)
        yield outline_of(line, parsed(forms[line.code], DeclaredOutline))
