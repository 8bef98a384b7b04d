"""Runs as the ledger keeps them: read whole, or one sheet of them, and checked against their names."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

from pydantic import ValidationError
from sqlalchemy import Engine, select

from engine.language.catalogue import Language
from engine.rulesets import Ruleset, load_ruleset
from engine.runs.binding import OF_LINES, RunHead, bound, head_of, opened, read_sheet
from engine.runs.lines import LINES, Line, line_name, line_of
from engine.runs.record import ProjectScore, Run
from engine.runs.signing import Signature
from engine.runs.tree import SHEETS, find, walk
from engine.runs.wording import worded, worded_run
from engine.scoring.evaluate import score_project
from engine.scoring.inference import RuleBase
from engine.store.cases import each_case
from engine.store.errors import REMEDY, LedgerDamagedError
from engine.store.nodes import AT_ONCE, Nodes, load_nodes, sheets_under
from engine.store.runs import meant
from engine.store.sessions import batches, reading
from engine.store.tables import NODE, RUN, RUN_CONTENT, SIGNATURE, RunRow, rows
from engine.store.views import Marks, View

T = TypeVar("T")


class Kept(NamedTuple):
    """A run as the ledger holds it: its content, and from where its maker looked at the ledger.

    ``everything`` says that all declared projects were asked for.
    """

    run: str
    content: str
    view: View
    everything: bool

    @property
    def is_paged(self) -> bool:
        """Whether the content is a head, its sheets apart; runs of the first two versions are kept whole."""
        return '"schema":"jixiao.head/' in self.content[:100]

    @property
    def has_lines(self) -> bool:
        """Whether the run is one of a large set, which keeps lines and no sheets."""
        return f'"schema":"{OF_LINES}"' in self.content[:100]


def load_run(ledger: Engine, name: str, language: Language = Language.CHINESE) -> Run:
    """A run by its number (``2024-3``), its name, the start of that, or ``latest``, worded in a language.

    :raises LedgerError: if no run, or more than one, is meant.
    :raises LedgerDamagedError: if it is not what it was.
    """
    kept = load_kept(ledger, name)
    wording = signed_wording(ledger, kept)
    if wording or not kept.is_paged:
        return Run.model_validate_json(wording or checked(kept).content)

    def work() -> Run:
        run = opened(head_kept(kept), kept_sheets(ledger, kept))
        return worded_run(run, language, ruleset_of(kept, language))

    return by_its_rules(kept, work)


def signed_wording(ledger: Engine, kept: Kept) -> str:
    """The run's JSON with its wording as it was first signed; empty where it was not, or by a version that kept none."""
    with reading(ledger) as connection:
        query = select(SIGNATURE.c.content).where(SIGNATURE.c.run == kept.run).order_by(SIGNATURE.c.id)
        signed = [_signed_digest(content) for content in connection.scalars(query)]
        query = select(NODE.c.sha256).where(NODE.c.sha256.in_(signed))
        known = set(connection.scalars(query))
    name = next((one for one in signed if one in known), None)
    return load_nodes(ledger, [name])[name] if name else ""


def _signed_digest(content: str) -> str:
    """The SHA-256 that a signature gives; empty where it cannot be read, which is for ``jixiao verify`` to say."""
    try:
        return Signature.model_validate_json(content).sha256
    except ValidationError:
        return ""


def shown_sheet(ledger: Engine, kept: Kept, sheet: ProjectScore, language: Language = Language.CHINESE) -> ProjectScore:
    """A sheet of a kept run with its wording: as it was signed, else as the run's ruleset gives it in a language."""
    wording = signed_wording(ledger, kept)
    if wording:
        return next(one for one in Run.model_validate_json(wording).projects if one.code == sheet.code)
    return by_its_rules(kept, lambda: worded(sheet, ruleset_of(kept, language), language))


def ruleset_of(kept: Kept, language: Language) -> Ruleset:
    """The ruleset that a run carries; for English the one that is here, which may say more of it, where it is the same."""
    carried = Ruleset.model_validate_json(head_kept(kept).ruleset_content)
    here = load_ruleset(carried.id)[0] if language is Language.ENGLISH else None
    return here if here and here.digest == carried.digest else carried


def by_its_rules(kept: Kept, work: Callable[[], T]) -> T:
    """What is made by the ruleset that a run carries.

    :raises LedgerDamagedError: if this version cannot read that.
    """
    try:
        return work()
    except ValidationError as error:
        raise LedgerDamagedError("ruleset-of-run-damaged", run=kept.run, remedy=REMEDY) from error


def load_kept(ledger: Engine, name: str) -> Kept:
    """A run as it is kept, by its number, its name, the start of that, or ``latest``.

    :raises LedgerError: if no run, or more than one, is meant.
    :raises LedgerDamagedError: if its content is gone, or what lets it be computed again is damaged.
    """
    with reading(ledger) as connection:
        run = meant(connection, name)
        query = select(RUN).where(RUN.c.run == run).order_by(RUN.c.id.desc()).limit(1)
        (row,) = rows(connection, RunRow, query)
        content = connection.scalar(select(RUN_CONTENT.c.content).where(RUN_CONTENT.c.run == run))
        if content is None:
            raise LedgerDamagedError("content-of-run-gone", run=run, remedy=REMEDY)
        marks = Marks.from_json(row.marks)
        as_of = row.as_of or (None if marks else row.at)
        view = View(as_of=as_of, now=row.at, assessor=row.assessor, until=marks, year=row.year)
        return Kept(run, content, view, row.everything)


def checked(kept: Kept) -> Kept:
    """The run, if its name is what its content is named by.

    :raises LedgerDamagedError: if its content was changed.
    """
    text = kept.content
    if not kept.is_paged:
        text = _named_by(text)
    if not hashlib.sha256(text.encode()).hexdigest().startswith(kept.run):
        raise LedgerDamagedError("content-of-run-altered", run=kept.run)
    return kept


def _named_by(text: str) -> str:
    """What a run that is kept whole is named by; what is no such run as it is."""
    try:
        data = {**json.loads(text), "run": ""}
    except (ValueError, TypeError):
        return text
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def head_kept(kept: Kept) -> RunHead:
    """The head of a kept run.

    :raises LedgerDamagedError: if it is not what it was.
    """
    if kept.is_paged:
        return RunHead.model_validate_json(checked(kept).content)
    run = Run.model_validate_json(checked(kept).content)
    return bound(head_of(run), run.projects)


def kept_sheets(ledger: Engine, kept: Kept) -> Iterator[ProjectScore]:
    """The sheets of a kept run as they are kept, in no order that matters.

    :raises LedgerDamagedError: if one is not what it was.
    """
    if not kept.is_paged:
        yield from Run.model_validate_json(checked(kept).content).projects
        return
    head = head_kept(kept)
    if kept.has_lines:
        yield from computed_sheets(ledger, kept, map(_named, kept_lines(ledger, kept)), rules_of(kept))
    else:
        yield from (read_sheet(text) for _, text in sheets_under(ledger, head.root))


def kept_lines(ledger: Engine, kept: Kept) -> Iterator[Line]:
    """The lines of a kept run of a large set.

    :raises LedgerDamagedError: if one is not what it was.
    """
    return walk(LINES, head_kept(kept).root, Nodes(ledger).load)


def _named(line: Line) -> tuple[str, str]:
    return line.code, line_name(line)


def rules_of(kept: Kept) -> RuleBase:
    """The ruleset that a run carries, ready to compute by."""
    return RuleBase(by_its_rules(kept, lambda: Ruleset.model_validate_json(head_kept(kept).ruleset_content)))


def computed_sheets(
    ledger: Engine, kept: Kept, lines: Iterable[tuple[str, str]], base: RuleBase
) -> Iterator[ProjectScore]:
    """The sheets of some lines of a run, given by their codes and names.

    They are computed again by its rules (:func:`rules_of`) from what the ledger held when it was made, some at a time.

    :raises LedgerDamagedError: if one comes out otherwise: entries were changed since, or another version computes.
    """
    for batch in batches(lines, AT_ONCE):
        cases = {case.project.code: case for case in each_case(ledger, [code for code, _ in batch], kept.view)}
        for code, name in batch:
            case = cases.get(code)
            sheet = None if case is None else score_project(case, base)
            if case is None or sheet is None or line_name(line_of(sheet, case.sha256)) != name:
                raise LedgerDamagedError("line-otherwise", run=kept.run, project=code)
            yield sheet


def load_sheets(ledger: Engine, kept: Kept, codes: Iterable[str]) -> Iterator[ProjectScore]:
    """The sheets of some projects by their codes as they are kept, those that there are, without a look at the others."""
    if not kept.is_paged:
        some = set(codes)
        return (one for one in kept_sheets(ledger, kept) if one.code in some)
    head, load = head_kept(kept), Nodes(ledger).load
    if kept.has_lines:
        lines = (find(LINES, head.root, code, load) for code in codes)
        return computed_sheets(ledger, kept, (_named(line) for line in lines if line), rules_of(kept))
    entries = (find(SHEETS, head.root, code, load) for code in codes)
    return (read_sheet(load([one.sha256])[one.sha256]) for one in entries if one)


def kept_codes(ledger: Engine, kept: Kept) -> Iterator[str]:
    """The codes of the projects of a kept run."""
    if not kept.is_paged:
        return (one.code for one in kept_sheets(ledger, kept))
    head, load = head_kept(kept), Nodes(ledger).load
    if kept.has_lines:
        return (line.code for line in walk(LINES, head.root, load))
    return (sheet.key for sheet in walk(SHEETS, head.root, load))
