"""What use cases refuse: a sentence each, with the part of the request that is at fault, and nothing done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from engine.runs.sampling import draw
from engine.services import amending, collecting, drawing, rechecking, runs, scoring, sealing, trying
from engine.services.errors import RequestError, ServiceError
from engine.services.importing import Import, import_forms
from engine.services.ledger import Ledger, opened
from engine.services.names import find_project, find_scores
from tests import make_runs
from tests.builders import project, shipped
from tests.formtext import form, write

NOW = datetime(2025, 1, 15, 9, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    file = write(tmp_path / "forms.txt", form() + form("4402", "乙项目"))
    with opened(f"sqlite:///{tmp_path}/ledger.db", is_new=True) as one:
        imported, findings = import_forms(one, Import(forms=(file,), year=2024, at=NOW))
        assert (imported.projects, imported.rows, imported.new, findings) == (2, 10, 2, ())
        yield one


Refused = Callable[[Ledger, Path], object]


def scored(ledger: Ledger, *codes: str, year: int = 2024) -> scoring.Scored:
    asked = scoring.Scoring(ruleset=shipped(), codes=codes, year=year, at=NOW)
    return scoring.score(ledger, scoring.plan(ledger, asked), NOW)[0]


def sampled(folder: Path) -> Path:
    drawn = draw([project().model_copy(update={"year": 2023})], 1, "种子")
    return Path(write(folder / "sample.json", drawn.model_dump_json()))


REFUSED: dict[str, tuple[Refused, str]] = {
    "no sample; make one": (lambda _, folder: scoring.read_sample(folder / "没有.json"), "sample"),
    "was drawn from 2023": (lambda _, folder: scoring.read_sample(sampled(folder), 2024), ""),
    "no ruleset": (lambda *_: scoring.rules_named("没有"), "ruleset"),
    "the words in": (
        lambda _, folder: scoring.rules_named(words=Path(write(folder / "w.yaml", "entries: []"))),
        "lexicon",
    ),
    "imported until then": (lambda one, _: scoring.year_to_score(one, None, NOW - timedelta(days=1)), "as_of"),
    "4409 is not declared; did you mean": (lambda one, _: scored(one, "4409"), ""),
    "4401 is not declared for 2023, but for 2024": (lambda one, _: scored(one, "4401", year=2023), ""),
    "none of these projects": (
        lambda one, _: trying.try_rulesets(one, trying.Trial(rulesets=(shipped(),), names=("4401",), year=2023)),
        "",
    ),
    "“4409” names no project of the ledger; did you mean": (
        lambda one, folder: collecting.collect(
            one, collecting.Collection(out=folder / "填报", names=("4409",), year=2024, at=NOW)
        ),
        "",
    ),
    "4409": (
        lambda one, _: drawing.draw_sample(one, drawing.Draw(size=1, seed="7", include=("4409",), year=2024)),
        "",
    ),
    "two or more different runs": (lambda one, _: runs.side_by_side(one, [scored(one).head.run] * 2), ""),
    "no entry 99; the last one is": (lambda one, _: sealing.entry(one, 99), ""),
    "who signs and as what": (lambda *_: sealing.signer_of(" ", "负责人"), ""),
    "没有.pem": (lambda _, folder: sealing.private_key(folder / "没有.pem"), "key"),
    "no declared project": (
        lambda _, folder: rechecking.recheck_tables(
            rechecking.Rechecking(files=(), tolerance=Decimal(0), declarations=(str(folder / "没有.txt"),))
        ),
        "declaration",
    ),
}


@pytest.mark.parametrize("sentence", REFUSED)
def test_what_cannot_be_done_is_refused_in_a_sentence(ledger: Ledger, tmp_path: Path, sentence: str) -> None:
    ask, field = REFUSED[sentence]
    with pytest.raises(RequestError, match=sentence) as refused:
        ask(ledger, tmp_path)
    assert refused.value.field == field


def test_a_signature_is_in_its_file_and_in_the_ledger_or_in_neither(ledger: Ledger, tmp_path: Path) -> None:
    run = scored(ledger).head.run
    key, _ = sealing.private_key(tmp_path / "张三.pem", is_new=True)
    by, file = (sealing.signer_of("张三", "负责人"), key), tmp_path / "a.sig.json"
    signature, findings = sealing.sign(ledger, sealing.run_to_sign(ledger, "latest"), by, file, NOW)
    assert (signature.run, [one.code for one in findings]) == (run, ["run-incomplete"])
    assert [one.is_signed for one in runs.listed(ledger)] == [True]
    with pytest.raises(ServiceError, match="exists already and is not replaced"):
        sealing.sign(ledger, sealing.run_to_sign(ledger, run), by, file, NOW)
    assert len(runs.listed(ledger)) == 1


def test_what_changed_between_two_runs_is_told_with_both(ledger: Ledger) -> None:
    first = scored(ledger).head.run
    asked = amending.Correction(
        project=find_project(ledger, "甲项目").project,
        indicator="报告数量",
        value="1份",
        act=amending.Act(by="李四", reason="现场核查", at=NOW),
    )
    amending.correct(ledger, asked)
    second = scored(ledger).head.run
    (before, after), found = runs.changes(ledger, first, "latest")
    assert (before.head.run, after.head.run) == (first, second)
    assert [(one.code, [row.code for row in one.rows]) for one in found.projects] == [("4401", ["01"])]


@pytest.mark.parametrize("prefix", ["1.", "＊", "指标1：", "（一）"])
def test_a_row_of_a_run_is_known_whatever_stands_before_its_name(prefix: str) -> None:
    sheet = make_runs.cameras()
    name = sheet.scores[1].name
    assert [one.name for one in find_scores(sheet, prefix + name)] == [name]
