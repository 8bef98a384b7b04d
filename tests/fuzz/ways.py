"""The ways that documents and texts are taken, as a user takes them, and what must hold at each step.

A document goes through the commands: read or recorded, scored, explained, reported. Each may say what it likes and end
with 0, 1 or 2; nothing else may happen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from hypothesis import strategies as st

from engine.actuals.figures import read_figure
from engine.explanations import read_explanation
from engine.measures import read_indicator
from engine.quantity import read_amount
from engine.reports.html import render_index, render_project
from engine.runs.record import Assessor, Run
from engine.scoring.evaluate import evaluate
from engine.targets import Target, print_target, read_target
from engine.terms import Project
from tests.builders import YEAR, project, shipped
from tests.fuzz import collected, files, grids, pieces, promises, records, rows, rulesets
from tests.fuzz.desk import BY, OF_YEAR, Desk, ledgers
from tests.fuzz.files import Files

SHIPPED = ("mof-2020-10", "mof-2021-101", "hubei-2020", "third-party-2020")


class Way(NamedTuple):
    """One way: its name, what is drawn, how it is taken in a folder of its own, and what of it is counted."""

    name: str
    drawn: st.SearchStrategy[Any]
    take: Callable[[Any, Path], None]
    counts: Callable[[Any], Iterable[object]]


# --- documents


def _is_chosen(drawn: Files, one_in: int) -> bool:
    """Whether a document is among those that what takes long is done with: always the same ones."""
    return hashlib.sha256(repr(sorted(drawn.items())).encode()).digest()[0] % one_in == 0


def _scored(desk: Desk, drawn: Files, db: tuple[str, str], *more: str) -> None:
    """What is in the ledger scored, explained and reported."""
    run = desk.printed("score", *db, *more, ends=(0, 1))
    promises.scored_in_json(run)
    for one in run["projects"][:2]:
        assert desk.printed("explain", "latest", one["code"], *db, ends=(0,))["scores"]
    desk.jixiao("report", "latest", *db, "--out", f"{desk.folder}/out", ends=(0,))
    if _is_chosen(drawn, 8):
        for one in run["projects"][:2]:
            desk.jixiao("explain", "latest", one["code"], *db, ends=(0,))
        # 1 where evidence is named that was never there
        assert "byte for byte" in desk.jixiao("verify", "latest", *db, ends=(0, 1)).stdout
        _documents(Run.model_validate(run))


def _documents(run: Run) -> None:
    """What is handed in, without charts, whose library reserves more memory than is allowed here."""
    from engine.reports.documents.pdf import pdf_table  # noqa: PLC0415
    from engine.reports.documents.project_report import project_report  # noqa: PLC0415
    from engine.reports.documents.summary_report import summary_report  # noqa: PLC0415
    from engine.reports.documents.word_table import word_table  # noqa: PLC0415
    from engine.reports.documents.workbook import workbook  # noqa: PLC0415
    from engine.reports.table import official_table  # noqa: PLC0415 (slow to import, and seldom wanted)

    for one in run.projects[:1]:
        form = official_table(run, one)
        assert word_table(form, None)
        assert workbook(form)
        assert pdf_table(form)
        assert project_report(run, one, ()).blocks
    assert summary_report(run, ()).blocks


VALUES = ("95%", "20", "2024-12-31", "达成", "1起", "36小时", "尚未统计", "120%")


def _actuals_of(code: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    entries = [{"code": one["code"], "value": VALUES[(at + len(code)) % len(VALUES)]} for at, one in enumerate(rows)]
    return {"project": code, "year": YEAR, "budget": {"executed": "90万元"}, "actuals": entries}


def take_form(drawn: Files, folder: Path) -> None:
    """A declared form: read, imported, recorded, scored."""
    desk = Desk(folder)
    inside, db = desk.laid(drawn), desk.ledger("empty")
    read = desk.printed("read", str(inside), "--format", "json")
    promises.said_in_json(read["findings"])
    assert read["projects"] or {one["severity"] for one in read["findings"]} & {"error", "warning"}, "nothing was said"
    year = () if _is_chosen(drawn, 5) else OF_YEAR
    imported = desk.jixiao("import", str(inside), *year, *db, "--format", "json")
    if imported.exit_code == 2 or not json.loads(imported.stdout)["years"]:
        return
    (folder / "recorded").mkdir()
    for at, one in enumerate(read["projects"][:3]):
        written = yaml.safe_dump(_actuals_of(one["code"], one["indicators"]), allow_unicode=True)
        (folder / "recorded" / f"{at}.yaml").write_text(written, encoding="utf-8")
    desk.jixiao("record", f"{folder}/recorded", *BY, *db)
    if _is_chosen(drawn, 4):
        desk.jixiao("collect", *db, "--out", f"{folder}/collected", ends=(0, 1))
    _scored(desk, drawn, db)


def take_actuals(drawn: Files, folder: Path) -> None:
    """What was recorded, in YAML or in a workbook: recorded and scored, whatever of it was refused."""
    desk = Desk(folder)
    inside, db = desk.laid(drawn), desk.ledger("declared")
    promises.said_in_json(desk.printed("record", str(inside), *BY, *db)["findings"])
    if _is_chosen(drawn, 8):
        desk.jixiao("record", str(inside), *BY, *db)
    _scored(desk, drawn, db, "--ruleset", SHIPPED[len(drawn[min(drawn)]) % len(SHIPPED)])


def take_table(drawn: Files, folder: Path) -> None:
    """A self-evaluation table: rechecked, and now and then marked."""
    desk = Desk(folder)
    inside = desk.laid(drawn)
    more = ("--out", f"{folder}/out", "--declaration", f"{ledgers()}/declared.xlsx") if _is_chosen(drawn, 4) else ()
    report = desk.printed("recheck", *map(str, sorted(inside.iterdir())), *more)
    for one in (*report["faults"], *report["undecided"]):
        assert one["file"]
        assert one["message"]
        assert one["code"] not in promises.FAILED
    for row in (row for sheet in report["projects"] for row in sheet["scores"]):
        assert row["recomputed"] is None or Decimal(row["recomputed"]) >= 0
    assert report["projects"] or report["faults"] or report["undecided"], "nothing was said"


def take_ruleset(drawn: Files, folder: Path) -> None:
    """A ruleset: checked; and where that finds nothing wrong, shown, tried and scored by."""
    desk = Desk(folder)
    inside, db = desk.laid(drawn), desk.ledger("recorded")
    checked = desk.jixiao("rules", "check", str(inside), "--format", "json")
    if checked.exit_code == 2:  # no ruleset in it
        return
    findings = json.loads(checked.stdout)
    promises.said_in_json(findings)
    desk.jixiao("rules", "test", str(inside), ends=(0, 1))
    if not any(one["severity"] == "error" for one in findings):
        desk.jixiao("rules", "show", str(inside), ends=(0,))
        _scored(desk, drawn, db, "--ruleset", str(inside))


# --- what is laid over a ledger


class Act(NamedTuple):
    """A command that changes a row of the ledger: which, of which indicator, with which texts."""

    command: str
    indicator: str
    text: str
    reason: str


def take_acts(drawn: list[Act], folder: Path) -> None:
    """Corrections, adjusted targets and points, one after another: refused or kept, and scored either way."""
    desk = Desk(folder)
    folder.mkdir(exist_ok=True)
    db = desk.ledger("recorded")
    for one in drawn:
        whose = ("--assessor", "评价组") if one.command == "adjust" else ()
        text = ("--input", f"总数={one.text}") if one.command == "input" else ("--", one.text)
        command = "correct" if one.command == "input" else one.command
        desk.jixiao(command, *db, "--reason", one.reason, "--by", "李四", *whose, "4401", one.indicator, *text)
    jumbled = {"acts": repr(drawn).encode()}
    _scored(desk, jumbled, db, "--assessor", "评价组", "--role", "第三方")
    if _is_chosen(jumbled, 4):
        desk.jixiao("history", "4401", *db, ends=(0,))


# --- texts


def take_text(text: str, _folder: Path) -> None:
    """One text, wherever it may stand: as a target, an explanation, an amount, or what was recorded."""
    target = read_target(text, YEAR)
    assert Target.model_validate_json(target.model_dump_json()) == target
    promises.said(target.findings, placed=False)
    print_target(target)
    explained = read_explanation(text, YEAR)
    assert explained.model_dump_json()
    promises.said(explained.findings, placed=False)
    if not any(one in text for one in pieces.SURROGATES):  # a file of actuals cannot hold them
        figure = read_figure(text, YEAR)
        assert figure.model_dump_json()
        promises.said(figure.findings, placed=False)
    amount = read_amount(text)
    assert amount is None or amount.is_finite()


def _raised(error: Exception, _what: str) -> None:
    raise error


class Declared(NamedTuple):
    """Rows with what was recorded of them, the budget, and the ruleset that scores them."""

    rows: list[rows.Row]
    amount: Decimal | None
    budget: Any
    ruleset: str


def take_rows(drawn: Declared, _folder: Path) -> None:
    """Rows of a project, scored and shown."""
    declared = [rows.indicator(row, number) for number, row in enumerate(drawn.rows, 1)]
    actuals = [
        rows.actual(row, read_indicator(one, YEAR), one.code) for row, one in zip(drawn.rows, declared, strict=True)
    ]
    form: Project = project(*declared).model_copy(update={"year_amount": drawn.amount})
    case = rows.case(form, [one for one in actuals if one is not None], drawn.budget)
    run = evaluate([case], shipped(drawn.ruleset), Assessor(name="评价组", role="自评"), packages={}, failed=_raised)
    promises.scored(run)
    assert render_project(run, run.projects[0]).encode()
    if len(drawn.rows) == 1:
        assert render_index(run).encode()


def _texts_of(drawn: Declared) -> Iterator[str]:
    for row in drawn.rows:
        yield from (row.name, row.target, row.explanation)
        yield from _strings(row.recorded)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


def whole(drawn: Files) -> list[tuple[tuple[str, bytes], ...]]:
    return [tuple(sorted(drawn.items()))]


no_zeros = pieces.like(pieces.REAL_ACTUALS).map(lambda text: text.replace("\0", ""))
acts = st.lists(
    st.builds(
        Act,
        st.sampled_from(("correct", "correct", "input", "adjust-target", "adjust")),
        st.sampled_from((*records.NAMES, "预算执行", "02", "没有")),
        st.one_of(
            no_zeros,
            pieces.sane,
            st.builds("executed={}".format, pieces.sane),
            st.sampled_from(("-2", "+1.5", "1e400", "NaN", "")),
        ),
        st.just("核查") | no_zeros,
    ),
    min_size=1,
    max_size=3,
)
texts = st.one_of(pieces.targets, pieces.explanations, pieces.actuals, pieces.with_surrogates)
declared = st.builds(Declared, rows.rows, rows.amounts, rows.budgets, st.sampled_from(SHIPPED))
DOCUMENTS = (
    Way("forms", files.file_of(grids.forms), take_form, whole),
    Way("tables", files.file_of(grids.tables), take_table, whole),
    Way("workbooks", collected.workbooks(), take_actuals, whole),
    Way("yaml", records.yaml_files(), take_actuals, whole),
    Way("rulesets", rulesets.ruleset_files(), take_ruleset, whole),
)
TEXTS = (Way("texts", texts, take_text, lambda text: [text]), Way("rows", declared, take_rows, _texts_of))
ACTS = Way("acts", acts, take_acts, lambda drawn: [tuple(drawn)])
WAYS = {one.name: one for one in (*DOCUMENTS, *TEXTS, ACTS)}
