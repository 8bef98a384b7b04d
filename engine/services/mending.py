"""What mends a row of which something is left: cells of the workbook, a key of a file of actuals, commands to be filled in."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import NamedTuple

from engine.actuals import EventList, Inputs, Periods, Record, Series, Spending
from engine.actuals.figures import read_day, read_figure
from engine.actuals.kinds import AMOUNTS
from engine.language.findings import Ask, Finding, Settling, Value
from engine.language.patterns import regex
from engine.language.rendering import Coded, coded
from engine.services.matters import Lack, Matter
from engine.terms import BUDGET_EXECUTION
from engine.workbooks import layout
from engine.workbooks.requested import Item, ItemKind, Requested, Way, period_label

_PLAIN = regex(r"[\w.@%+:,/-]+")
_KEYS = {Way.VALUE: "value", Way.TIER: "value", Way.INPUTS: "inputs", Way.PERIODS: "periods"}


class Mend(Value):
    """Where and how a row is mended.

    ``columns`` are heads of cells in the workbook of ``jixiao collect``, or one of its sheets; ``key`` is that of the row's
    entry in a file of actuals. One of the ``commands`` does it without either, its words in capitals filled in.
    """

    columns: tuple[str, ...] = ()
    key: str = ""
    commands: tuple[str, ...]

    @property
    def where(self) -> tuple[Coded, ...]:
        """The cells and the key in words."""
        sheets = (layout.MONTHLY, layout.EVENTS)
        heads = tuple(coded("left-sheet" if head in sheets else "left-column", head=head) for head in self.columns)
        key = (coded("left-key", key=self.key),) if self.key else ()
        return (*((coded("left-cells", heads=heads),) if heads else ()), *key)


class Row(NamedTuple):
    """A row as commands name it: the code of its project, its own and what is typed for it, the year of the declaration,
    what is asked for it and what is recorded. One that a ruleset adds is not the project's own, and is recorded from a
    file only."""

    project: str
    code: str
    typed: str
    year: int | None
    requested: Requested | None
    record: Record | None = None
    is_own: bool = True

    def command(self, name: str, rest: str) -> str:
        """A command about the row, with the year where there is one."""
        return f"jixiao {name} {word_of(self.project)} {word_of(self.typed)} {rest}{self._year}"

    @property
    def from_file(self) -> str:
        """The command that records the row from a file."""
        return f"jixiao record FILE --by WHO --reason WHY{self._year}"

    @property
    def _year(self) -> str:
        return f" --year {self.year}" if self.year else ""


def word_of(text: str) -> str:
    """A text as one word of a command; plain Chinese needs no quotation marks."""
    return text if _PLAIN.fullmatch(text) else shlex.quote(text)


def mended(row: Row, lack: Lack) -> Mend:
    """What mends what is left of a row."""
    is_budget = row.code == BUDGET_EXECUTION
    if not row.is_own:
        return Mend(key=_key(row), commands=(row.from_file,))
    if lack.matter is Matter.CAUSE:
        command = row.command("correct", "--cause TEXT --remedy TEXT --reason WHY")
        return Mend(columns=("资金偏差原因" if is_budget else layout.CAUSE,), key="cause", commands=(command,))
    if lack.matter is Matter.EVIDENCE:
        command = row.command("correct", "--evidence FILE --reason WHY")
        return Mend(columns=(layout.EVIDENCE,), key="evidence", commands=(command,))
    if is_budget:
        return _of_budget(row, lack.found)
    if lack.is_of_target:
        is_listed = row.requested is not None and bool(row.requested.choices)
        return Mend(columns=(layout.ANSWER,) if is_listed else (), commands=(settling(row, lack.found),))
    return _of_figures(row, lack.found)


def settling(row: Row, asked: Finding | None) -> str:
    """The command that answers what a target asks."""
    ask = None if asked is None else asked.asks
    if ask is Ask.DIRECTION and row.requested is not None:
        ways = "/".join(one.value for one in row.requested.choices)
        return row.command("confirm", f"--direction {ways} --by WHO")
    answers = {Ask.UNIT: "--unit UNIT", Ask.DATE: "--deadline DAY"}
    if ask in answers:
        return row.command("confirm", f"{answers[ask]} --by WHO")
    return row.command("adjust-target", "TARGET --reason WHY")


def _of_budget(row: Row, found: Finding | None) -> Mend:
    """The amount that is missing or cannot be read."""
    name = next(
        (name for name, label in AMOUNTS.items() if found is not None and label == found.values.get("field")), ""
    )
    is_spent = isinstance(row.record, Spending) and row.record.budget.executed is not None
    name = name or ("initial" if is_spent and found is None else "executed")
    column = next(label for label, one in layout.FUNDS.items() if one == name)
    command = row.command("correct", f"{AMOUNTS[name]}=AMOUNT --reason WHY")
    return Mend(columns=(column,), key=f"budget: {AMOUNTS[name]}", commands=(command,))


def _of_figures(row: Row, found: Finding | None) -> Mend:
    """The figures of a row, and what else settles the question about them."""
    others = () if found is None else found.settled_by
    commands = [row.from_file if _is_list(row.record) else _recording(row, found)]
    if Settling.NOT_DUE in others:
        commands.insert(0, row.command("confirm", "--not-due --by WHO --reason WHY"))
    if Settling.TARGET in others:
        commands.append(row.command("adjust-target", "TARGET --reason WHY"))
    return Mend(columns=_columns(row, found), key=_key(row), commands=tuple(commands))


def _is_list(record: Record | None) -> bool:
    """Whether a list was recorded, which is mended where it stands."""
    return isinstance(record, EventList | Series)


def _recording(row: Row, found: Finding | None) -> str:
    """The command that records what is asked for."""
    requested = row.requested
    if requested is None or requested.way not in (Way.INPUTS, Way.PERIODS):
        value = "VALUE" if requested is None else _blank(requested.items[0])
        return row.command("correct", f"{value} --reason WHY")
    wanted = _periods(row, requested) if requested.way is Way.PERIODS else _inputs(row, requested, found)
    pairs = " ".join(f"--input {word_of(name)}={blank}" for name, blank in wanted)
    return row.command("correct", f"{pairs} --reason WHY")


def _blank(item: Item) -> str:
    return "DAY" if item.kind is ItemKind.DATE else "VALUE"


def _periods(row: Row, requested: Requested) -> Iterator[tuple[str, str]]:
    """The months or quarters that are not recorded yet, or not as a figure or a day; all where each is."""
    labels = [period_label(requested, month, row.year) for month in requested.months]
    there = row.record.periods if isinstance(row.record, Periods) else {}
    known = {label for label, one in there.items() if not isinstance(one, str) or _is_known(one, requested, row.year)}
    for label in [one for one in labels if one not in known] or labels:
        yield label, _blank(requested.items[0])


def _is_known(text: str, requested: Requested, year: int | None) -> bool:
    """Whether a text is a day where one is asked for, else a figure."""
    if requested.items[0].kind is ItemKind.DATE:
        return read_day(text, year).day is not None
    return read_figure(text).number is not None


def _inputs(row: Row, requested: Requested, found: Finding | None) -> list[tuple[str, str]]:
    """The inputs that are not recorded yet, or of which the finding speaks; all where it speaks of none."""
    there = row.record.inputs if isinstance(row.record, Inputs) else {}
    lacking = [one for one in requested.items if one.name not in there]
    named = [one for one in requested.items if found is not None and one.name == found.values.get("name")]
    return [(one.name, _blank(one)) for one in lacking or named or requested.items]


def _columns(row: Row, found: Finding | None) -> tuple[str, ...]:
    """The heads of the cells that hold the figures, or the sheet that does."""
    requested = row.requested
    if isinstance(row.record, EventList):
        return (layout.EVENTS,)
    if requested is None:
        return (f"{layout.FIGURE}1",)
    if requested.way is Way.PERIODS:
        return (layout.MONTHLY,)
    wanted = {name for name, _ in _inputs(row, requested, found)}
    items = [number for number, one in enumerate(requested.items, 1) if one.name in wanted]
    return tuple(f"{layout.FIGURE}{number}" for number in (items if requested.way is Way.INPUTS else [1]))


def _key(row: Row) -> str:
    if isinstance(row.record, EventList):
        return "events"
    if isinstance(row.record, Series):
        return "series"
    return _KEYS[row.requested.way] if row.requested is not None else "value"
