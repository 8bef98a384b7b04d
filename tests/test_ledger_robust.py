"""The ledger under writers at the same time, kills, a full disk and missing rights: nothing accepted is lost."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from engine.store import (
    LedgerError,
    append_declarations,
    errors,
    list_runs,
    load_cases,
    load_run,
    open_ledger,
    verify_ledger,
)
from tests.formtext import actuals, form, write
from tests.needs import needs
from tests.test_store import DAYS, RATE, REPORTS, actual, forms, record, values

pytestmark = pytest.mark.usefixtures("plain_texts")

WRITER = """
import sys, time
from datetime import UTC, datetime
from engine.actuals import Actual
from engine.language.findings import Source
from engine.store import append_actual, open_ledger
url, who, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
ledger, number, until = open_ledger(url), 0, time.monotonic() + seconds
while time.monotonic() < until:
    number += 1
    one = Actual(code="01", indicator="报告数量", value=f"{who}{number}", source=Source(file="w"))
    append_actual(ledger, "4401", one, by=who, reason=str(number), at=datetime.now(UTC))
    print(number, flush=True)
"""


def write_together(database: str, seconds: float) -> None:
    """Two processes correct one indicator as fast as they can."""
    command = [sys.executable, "-c", WRITER, database]
    writers = [
        subprocess.Popen([*command, who, str(seconds)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for who in "甲乙"
    ]
    said = [writer.communicate(timeout=seconds + 120) for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0], said
    accepted = {who: len(output.split()) for who, (output, _) in zip("甲乙", said, strict=True)}
    assert min(accepted.values()) > 1, accepted
    ledger = open_ledger(database)
    with ledger.connect() as connection:
        rows = connection.execute(text("SELECT number, by, reason FROM revision ORDER BY id")).all()
        numbers = list(connection.execute(text("SELECT number FROM chain ORDER BY number")).scalars())
    assert verify_ledger(ledger).findings == ()
    ledger.dispose()
    assert numbers == list(range(1, len(rows) + 1))  # the chain has no gap
    assert [number for number, _, _ in rows] == list(range(1, sum(accepted.values()) + 1))
    for who, count in accepted.items():
        assert [reason for _, by, reason in rows if by == who] == [str(one) for one in range(1, count + 1)]


def test_two_writers_lose_nothing_and_double_nothing(database: str) -> None:
    write_together(database, 3)


@pytest.mark.soak
def test_two_writers_for_a_minute(database: str) -> None:
    write_together(database, 60)


def test_two_programs_may_make_the_same_ledger_at_once(database: str) -> None:
    opening = "import sys; from engine.store import open_ledger; open_ledger(sys.argv[1]).dispose()"
    programs = [
        subprocess.Popen([sys.executable, "-c", opening, database], stderr=subprocess.PIPE, text=True) for _ in range(3)
    ]
    assert [(one.communicate(timeout=60)[1], one.returncode) for one in programs] == [("", 0)] * 3


def test_a_writer_that_waits_in_vain_says_so(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = open_ledger(database), open_ledger(database)
    append_declarations(first, forms(form()), DAYS[0])
    second.dispose()
    monkeypatch.setattr(errors, "WAIT", 1)
    with first.connect().execution_options(writes=True) as connection, connection.begin():
        if first.dialect.name == "postgresql":
            connection.execute(text("LOCK TABLE revision IN SHARE ROW EXCLUSIVE MODE"))
        with pytest.raises(LedgerError, match=r"nothing of this step was kept; another program has held it for 1 sec"):
            record(second, REPORTS)
        assert len(load_cases(second)) == 1
    record(second, REPORTS)
    assert values(load_cases(first)[0]) == {"01": "2份"}
    first.dispose()
    second.dispose()


def kill_at_random(folder: Path, times: int, seed: int) -> None:
    """Records and scores in a process that is killed at a random moment, again and again on one ledger."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "forms.txt", form() + form("4402", "乙项目"))
    environment = {**os.environ, "JIXIAO_DB": f"sqlite:///{folder}/jixiao.db"}

    def command(*args: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "engine", *args],
            cwd=folder,
            env={**environment, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    start = time.monotonic()
    first = command("import", "forms.txt", "--year", "2024")
    assert (first.communicate(timeout=60)[1], first.returncode) == ("", 0)
    usual = max(time.monotonic() - start, 0.5) * 2
    for number in range(times):
        write(folder / "actuals.yaml", actuals(value=f"{number}份"))
        args = ("record", "actuals.yaml", "--by", "张三") if chance.random() < 0.5 else ("score",)
        process = command(*args)
        time.sleep(chance.uniform(0.1, usual))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        connection = sqlite3.connect(folder / "jixiao.db")
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        # whole steps only: a file of actuals comes with its head and all its rows, a run with its content
        heads, rows = _counts(connection)
        assert (heads, rows) in ((0, 0), (1, 5))
        assert connection.execute(
            "SELECT count(*) FROM run_content WHERE run NOT IN (SELECT run FROM run)"
        ).fetchone() == (0,)
        connection.close()
        ledger = open_ledger(environment["JIXIAO_DB"])
        assert all(len(load_run(ledger, one.run).projects) == one.projects == 2 for one in list_runs(ledger))
        ledger.dispose()
    last = command("score")
    output, said = last.communicate(timeout=60)
    assert last.returncode == 0, said
    assert "2 projects" in output
    for words in (("verify", "latest"), ("verify",)):
        checked = command(*words)
        assert (checked.communicate(timeout=60)[1], checked.returncode) == ("", 0)


def _counts(connection: sqlite3.Connection) -> tuple[int, int]:
    """How many heads of files, and how many rows, were recorded at first."""
    count = "SELECT count(*) FROM revision WHERE number = 1 AND code"
    heads, rows = (int(connection.execute(f"{count} {sign} '项目'").fetchone()[0]) for sign in ("=", "<>"))
    return heads, rows


def test_a_kill_at_any_moment_leaves_a_whole_ledger(tmp_path: Path) -> None:
    kill_at_random(tmp_path, 6, 1)


@pytest.mark.soak
def test_two_hundred_kills_leave_a_whole_ledger(tmp_path: Path) -> None:
    kill_at_random(tmp_path, 200, 2)


def test_a_full_disk_is_said_and_loses_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/ledger.db"
    ledger = open_ledger(url)
    append_declarations(ledger, forms(form()), DAYS[0])
    record(ledger, REPORTS)
    with ledger.connect() as connection:  # the pool gives the same connection to the next user
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(LedgerError, match=r"disk is full; nothing of this step was kept; the disk is full or failing"):
        record(ledger, RATE, actual("04", "使用率", "8" * 100_000), at=DAYS[3])
    assert values(load_cases(ledger)[0]) == {"01": "2份"}
    ledger.dispose()
    ledger = open_ledger(url)
    record(ledger, RATE, at=DAYS[3])
    assert values(load_cases(ledger)[0]) == {"01": "2份", "02": "95%"}
    ledger.dispose()


def bound_by_rights() -> list[str]:
    """What starts a program that obeys the rights of files, as root does not."""
    if os.geteuid() != 0:
        return []
    return [needs("setpriv"), "--bounding-set=-dac_override,-dac_read_search"]


def test_a_folder_that_may_only_be_read_is_said_and_loses_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/ledger.db"
    ledger = open_ledger(url)
    append_declarations(ledger, forms(form()), DAYS[0])
    record(ledger, REPORTS)
    ledger.dispose()
    write(tmp_path / "actuals.yaml", actuals(value="1份"))
    (tmp_path / "ledger.db").chmod(0o444)
    tmp_path.chmod(0o555)
    command = [*bound_by_rights(), sys.executable, "-m", "engine"]
    for args, code in (
        (["record", str(tmp_path / "actuals.yaml"), "--by", "张三"], 1),
        (["score"], 1),
        (["runs"], 0),
        (["history", "4401"], 0),
    ):
        done = subprocess.run([*command, *args, "--db", url], capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stderr
        refused = "attempt to write a readonly database; nothing of this step was kept; copy the ledger to a folder"
        assert (refused in done.stderr) == bool(code)
        assert "Traceback" not in done.stderr
    tmp_path.chmod(0o755)
    (tmp_path / "ledger.db").chmod(0o644)
    ledger = open_ledger(url)
    assert values(load_cases(ledger)[0]) == {"01": "2份"}
    ledger.dispose()


def test_a_ledger_that_may_only_be_read_is_said(tmp_path: Path) -> None:
    ledger = open_ledger(f"sqlite:///{tmp_path}/ledger.db")
    with ledger.connect() as connection:
        connection.execute(text("PRAGMA query_only = ON"))
    with pytest.raises(
        LedgerError,
        match=r"readonly database; nothing of this step was kept; copy the ledger to a folder that you may write$",
    ):
        record(ledger, RATE)
    ledger.dispose()
