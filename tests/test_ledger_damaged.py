"""Rows that were damaged, and a database that does not answer: one sentence with the remedy in every command."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text

from engine.actuals import Stated
from engine.store import (
    LedgerDamagedError,
    LedgerError,
    errors,
    history,
    list_runs,
    load_cases,
    load_projects,
    load_run,
    open_ledger,
    verify_ledger,
)
from tests.conftest import Jixiao
from tests.test_chain import change, fill
from tests.test_store import DAYS, RATE, record

pytestmark = pytest.mark.usefixtures("plain_texts")

COMMANDS = {
    "score": ("score", "--project", "4401"),
    "explain": ("explain", "latest", "4401"),
    "runs": ("runs",),
    "report": ("report", "latest"),
    "history": ("history", "4401"),
    "correct": ("correct", "4401", "01", "9份", "--reason", "核查"),
    "adjust": ("adjust", "4401", "02", "-1", "--reason", "核查", "--assessor", "评价组"),
    "adjust-target": ("adjust-target", "4401", "01", "≥9份", "--reason", "批复"),
    "confirm": ("confirm", "4401", "01", "--not-due", "--by", "张三"),
    "record": ("record", "actuals.yaml", "--by", "张三"),
    "import": ("import", "forms.txt", "--year", "2024"),
    "collect": ("collect", "--out", "books"),
    "sample": ("sample", "--size", "1"),
    "sign": ("sign", "latest", "--new-key", "--key", "a.pem", "--name", "张三", "--role", "单位负责人"),
    "diff": ("diff", "latest", "latest"),
    "verify RUN": ("verify", "latest"),
}
"""All commands that read the ledger, as far as one line can."""

DAMAGE = {
    "a form that is no JSON": (
        "UPDATE declaration SET content = '{'",
        {"score", "history", "import", "correct", "collect"},
    ),
    "a form that is another JSON": ("UPDATE declaration SET content = '[1]'", {"score", "history", "import", "sample"}),
    "an actual that is no JSON": (
        "UPDATE revision SET content = 'x' WHERE code = '01'",
        {"score", "history", "record"},
    ),
    "a head that is no JSON": ("UPDATE revision SET content = '' WHERE code = '项目'", {"score", "history", "record"}),
    "bytes instead of a text": ("UPDATE revision SET content = x'ff00'", {"score", "history", "record", "correct"}),
    "a time of a form": ("UPDATE declaration SET at = '昨天'", {"import", "score", "history"}),
    "a time of an actual": ("UPDATE revision SET at = '2025-13-77'", {"score", "history", "record"}),
    "a time of a run": ("UPDATE run SET at = 'x'", {"runs", "explain", "report", "verify RUN"}),
    "a number for a time": ("UPDATE revision SET at = 1.5", {"score", "history", "record"}),
    "a number for the time of a form": ("UPDATE declaration SET at = 20250101", {"import", "score", "history"}),
    "bytes for the time of a run": ("UPDATE run SET at = x'00ff'", {"runs", "explain", "report", "verify RUN"}),
    "a run without its content": ("DELETE FROM run_content", {"explain", "report", "sign", "diff", "verify RUN"}),
    "a hash of the chain that is a number": ("UPDATE chain SET hash = '-1'", {"report", "sign", "adjust"}),
    "a hash of the chain that is a word": ("UPDATE chain SET hash = '没有'", {"report", "sign", "adjust"}),
    "a hash of the chain that is bytes": ("UPDATE chain SET hash = x'00ff'", {"report", "sign", "correct"}),
    "marks that nest without end": (
        f"UPDATE run SET marks = '{'[' * 100_000}'",
        {"explain", "report", "verify RUN"},
    ),
    "a run's marks": ("UPDATE run SET marks = '{\"x\": 1}'", {"explain", "report", "verify RUN"}),
}


@pytest.mark.parametrize(("statement", "readers"), DAMAGE.values(), ids=DAMAGE)
def test_what_was_damaged_is_one_sentence_in_every_command(scored: Jixiao, statement: str, readers: set[str]) -> None:
    ledger = open_ledger("sqlite:///jixiao.db")
    run = list_runs(ledger)[0].run
    change(ledger, statement)
    ledger.dispose()
    for name, command in COMMANDS.items():
        result = scored(*(run if word == "latest" else word for word in command))
        if name in readers:
            assert result.exit_code == 2, (name, result.output)
            assert "jixiao verify names what was changed; use a copy of the ledger from before" in result.stderr, name
            assert "damaged" in result.stderr or " is gone; " in result.stderr, name
        assert "Traceback" not in result.output
    found = scored("verify")
    assert found.exit_code == 1
    assert "is not what was accepted" in found.stderr or "is gone from the ledger" in found.stderr


@pytest.fixture
def filled(database: str) -> Iterator[Engine]:
    engine = open_ledger(database)
    fill(engine)
    yield engine
    engine.dispose()


def test_damaged_rows_are_named_on_both_databases(filled: Engine) -> None:
    change(filled, "UPDATE adjustment SET points = 'viel'", "UPDATE adjusted_target SET content = '{}'")
    (project,) = (one for one in load_projects(filled).values() if one.code == "4401")
    with pytest.raises(
        LedgerDamagedError, match=r"the content of adjusted_target 1 \(project 4401\) is damaged; jixiao"
    ):
        history(filled, project)
    change(filled, "UPDATE revision SET content = '[]' WHERE code <> '项目'")
    with pytest.raises(LedgerDamagedError, match=r"the content of revision \d \(project 4401\) is damaged"):
        record(filled, RATE.model_copy(update={"record": Stated(value="1%")}), at=DAYS[8])


class TestWaiting:
    """Every wait has an end and a sentence."""

    @pytest.mark.parametrize("database", ["postgresql"], indirect=True)  # readers of SQLite wait for nobody
    def test_a_reader_behind_an_exclusive_lock(self, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
        first = open_ledger(database)
        fill(first)
        monkeypatch.setattr(errors, "WAIT", 1)
        second = open_ledger(database)
        with first.connect() as connection, connection.begin():
            connection.execute(text("LOCK TABLE revision, run, page, chain IN ACCESS EXCLUSIVE MODE"))
            for reading in (load_cases, list_runs, verify_ledger, lambda one: load_run(one, "latest")):
                started = time.monotonic()
                with pytest.raises(
                    LedgerError,
                    match=r"^the ledger cannot be read: canceling statement due to lock timeout; "
                    r"another program has held it for 1 seconds; run the command again$",
                ):
                    reading(second)
                assert time.monotonic() - started < 10
            connection.execute(text("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE"))
            with pytest.raises(
                LedgerError, match=r"cannot be opened: canceling statement due to lock timeout; another"
            ):
                open_ledger(database)
        assert len(load_cases(second)) == 2
        first.dispose()
        second.dispose()

    def test_a_server_that_does_not_answer(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The library waits two seconds at the least."""
        monkeypatch.setattr(errors, "WAIT", 2)
        with socket.socket() as server:
            server.bind(("127.0.0.1", 0))
            server.listen()
            url = f"postgresql+psycopg://somebody@127.0.0.1:{server.getsockname()[1]}/ledger"
            with pytest.raises(
                LedgerError, match=r"cannot be opened: .*timeout.*; check --db, and that the server runs"
            ):
                open_ledger(url)

    def test_the_address_may_say_how_long(self) -> None:
        from sqlalchemy import make_url  # noqa: PLC0415 (only here)

        from engine.store.opening import _waits  # noqa: PLC0415

        assert "connect_timeout" not in _waits(make_url("postgresql+psycopg://h/x?connect_timeout=3"))
        assert _waits(make_url("postgresql+psycopg://h/x"))["connect_timeout"] == errors.WAIT
        assert _waits(make_url("sqlite:///x")) == {}
