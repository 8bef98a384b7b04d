"""Where a ledger may be, and one that may only be read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import pytest

from engine.cli import cli
from engine.store import LedgerError, address, list_runs, open_ledger
from engine.store.address import address_of, is_read_only
from tests.builders import ROOT
from tests.conftest import Jixiao
from tests.formtext import actuals, form, write

NOBODY = 65534
READING = (
    ("runs",),
    ("verify", "latest"),
    ("explain", "latest", "4401"),
    ("history", "4401"),
    ("report", "latest", "--out", "{out}"),
    ("diff", "latest", "latest"),
    ("collect", "--out", "{out}/填报"),
    ("rules", "diff", "mof-2020-10", "hubei-2020"),
)
WRITING = (
    ("import", "b.txt", "--year", "2024"),
    ("record", "c.yaml", "--by", "张三", "--reason", "又"),
    ("correct", "4401", "01", "1份", "--by", "张三", "--reason", "更正"),
)


@pytest.mark.parametrize(
    ("text", "database", "shown"),
    [
        ("台账.db", "台账.db", "台账.db"),
        ("2024/台账 一.db", "2024/台账 一.db", "2024/台账 一.db"),
        ("a?b#c%20.db", "a?b#c%20.db", "a?b#c%20.db"),
        ("sqlite:///台账.db", "台账.db", "sqlite:///台账.db"),
        ("sqlite:////srv/a.db", "/srv/a.db", "sqlite:////srv/a.db"),
        ("postgres://clerk:s3cret@host/ledger", "ledger", "postgresql+psycopg://clerk:***@host/ledger"),
        ("postgresql://host/l?sslmode=require", "l", "postgresql+psycopg://host/l?sslmode=require"),
    ],
)
def test_a_file_or_a_server_s_database_is_taken(text: str, database: str, shown: str) -> None:
    found = address_of(text)
    assert (found.url.database, found.shown) == (database, shown)
    assert found.url.drivername in ("sqlite", "postgresql+psycopg")


@pytest.mark.parametrize(
    "text",
    [
        "postgres:s3cret@host/ledger",
        "postgresql:/clerk:s3cret@host/ledger",
        "postgresql//clerk:s3cret@host/ledger",
        "clerk:s3cret@host/ledger",
        "clerk:a:s3cret@b@host/ledger",
        "mysql://clerk:s3cret@host/ledger",
        "postgresql://clerk:s3cret@host:x/ledger",
    ],
)
def test_a_mistyped_address_is_refused_without_its_password(text: str) -> None:
    with pytest.raises(LedgerError) as refused:
        address_of(text)
    assert "s3cret" not in str(refused.value)
    assert "host" in str(refused.value)


USING = (
    *READING,
    *WRITING,
    ("score",),
    ("todo",),
    ("readings",),
    ("upgrade",),
    ("seal",),
    ("sample", "--size", "1"),
    ("compare", "latest", "latest"),
    ("sign", "latest", "--new-key", "--key", "{out}/a.pem", "--name", "张三", "--role", "单位负责人"),
    ("confirm", "4401", "01", "--direction", "higher", "--by", "张三"),
    ("adjust", "4401", "01", "-1", "--reason", "扣减", "--by", "张三", "--assessor", "评价组"),
    ("adjust-target", "4401", "01", "≥1份", "--reason", "批复", "--by", "张三"),
    ("recheck", "b.txt"),
)
"""One line for each command that takes a ledger."""


def commands_with_a_ledger(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The names of the commands that have ``--db``."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands_with_a_ledger(command, (*before, name))
        elif command is not None and any("--db" in one.opts for one in command.params):
            yield *before, name


def test_each_command_with_a_ledger_is_tried() -> None:
    tried = {words[: 2 if words[0] == "rules" else 1] for words in USING}
    assert set(commands_with_a_ledger(cli)) == tried


@pytest.mark.parametrize("ledger", ["台账.db", "深汕 2024年（终稿）.db", "报送 材料/单位@2024"])
def test_a_plain_name_is_a_ledger_for_every_command(scored: Jixiao, tmp_path: Path, ledger: str) -> None:
    write(tmp_path / "b.txt", form("4409"))
    write(tmp_path / "c.yaml", actuals(value="1份"))
    (tmp_path / ledger).parent.mkdir(exist_ok=True)
    (tmp_path / "jixiao.db").rename(tmp_path / ledger)
    for words in USING:
        done = scored(*(word.format(out=tmp_path) for word in words), "--db", ledger)
        assert not any(said in done.stderr for said in ("no ledger", "is no ledger", "cannot be opened")), done.stderr
    assert not (tmp_path / "jixiao.db").exists()
    assert scored("history", "4401", "--db", f"sqlite:///{ledger}").exit_code == 0


@contextmanager
def as_nobody() -> Iterator[None]:
    """As somebody who owns nothing, where root runs the tests."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def closed_folder(scored: Jixiao, tmp_path: Path) -> Iterator[Path]:
    """A folder with a ledger that may be read, and in which nothing may be written."""
    assert scored("runs").exit_code == 0
    folder = tmp_path / "只读"
    folder.mkdir()
    for name in ("jixiao.db", "actuals.yaml", "forms.txt"):
        shutil.copy(tmp_path / name, folder / name)
        (folder / name).chmod(0o444)
    folder.chmod(0o555)
    above = [
        one
        for one in (*folder.parents, ROOT, *ROOT.parents)
        if not one.stat().st_mode & 0o001 and one.stat().st_uid == os.geteuid()
    ]
    modes = {one: one.stat().st_mode for one in above}
    for one in above:
        one.chmod(modes[one] | 0o011)
    yield folder
    for one, mode in modes.items():
        one.chmod(mode)
    folder.chmod(0o755)


def test_a_ledger_in_a_folder_that_may_not_be_written_is_read_by_every_command_that_reads(
    scored: Jixiao, closed_folder: Path, tmp_path: Path
) -> None:
    before = {one.name: one.read_bytes() for one in closed_folder.iterdir()}
    ledger, out = str(closed_folder / "jixiao.db"), tmp_path / "out"
    out.mkdir()
    out.chmod(0o777)
    commands = [[word.format(out=out) for word in words] for words in READING]
    expected = [scored(*words).exit_code for words in commands]  # as root, so that all that is imported is by then
    shutil.rmtree(out)
    out.mkdir()
    out.chmod(0o777)
    with as_nobody():
        done = [scored(*words, "--db", ledger) for words in commands]
    assert expected == [0] * len(READING)
    refused = {words: one.stderr for words, one in zip(READING, done, strict=True) if one.exit_code}
    assert refused == {}
    assert {one.name: one.read_bytes() for one in closed_folder.iterdir()} == before


@pytest.mark.parametrize("words", WRITING, ids=" ".join)
def test_what_would_write_into_it_is_refused_with_the_remedy(
    scored: Jixiao, closed_folder: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    write(tmp_path / "b.txt", form("4409"))
    write(tmp_path / "c.yaml", actuals(value="1份"))
    scored(*words)  # so that all that is imported is by then
    with as_nobody():
        done = scored(*words, "--db", str(closed_folder / "jixiao.db"))
    assert (done.exit_code, done.stdout) == (1, "")
    assert "attempt to write a readonly database" in done.stderr
    assert "copy the ledger to a folder that you may write" in done.stderr


@pytest.fixture
def unwritable(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    return lambda: monkeypatch.setattr(address, "_may_write", lambda _: False)


def test_entries_that_wait_beside_a_read_only_ledger_are_read_or_it_is_refused(
    scored: Jixiao, tmp_path: Path, unwritable: Callable[[], None]
) -> None:
    """A writer is at work, or was killed: what stands in its file beside the ledger is never overlooked."""
    writer = open_ledger("jixiao.db")
    with writer.connect():  # keeps SQLite from clearing up behind the command
        assert scored("score", "--assessor", "评价组").exit_code == 0
        copied = tmp_path / "copy"
        copied.mkdir()
        for ending in ("", "-wal"):
            shutil.copy(tmp_path / f"jixiao.db{ending}", copied / f"jixiao.db{ending}")
        unwritable()
        reader = open_ledger("jixiao.db", is_new=False)
        assert len(list_runs(reader)) == 2
        reader.dispose()
        assert is_read_only(copied / "jixiao.db")
        with pytest.raises(
            LedgerError, match=r"the newest entries of the ledger .* still stand in jixiao\.db-wal"
        ) as said:
            open_ledger(str(copied / "jixiao.db"), is_new=False)
        assert "copy both to a folder that you may write" in str(said.value)
    writer.dispose()
