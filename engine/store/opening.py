"""Opens a ledger: makes its tables where the database is empty, refuses versions that this program does not write."""

from __future__ import annotations

import warnings
from datetime import datetime
from functools import partial
from pathlib import Path
from random import uniform
from time import monotonic, sleep
from typing import Any, NamedTuple

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError, SAWarning, SQLAlchemyError

from engine.language.rendering import Coded
from engine.store import errors
from engine.store.address import Address, address_of, connect_to_read, is_read_only
from engine.store.chained import begin_chain
from engine.store.errors import LedgerError, cannot_open, is_busy, not_upgraded
from engine.store.tables import TABLES

VERSIONS = ("0000", "0001", "0002", "0003", "0004", "0005", "0006")
"""The versions of the tables in their order; 0000 is the first one, which did not say its version."""

CURRENT = VERSIONS[-1]
FIRST_CHAINED = "0005"
_FIRST = {"declaration", "revision", "run", "run_content"}
_LOCK = 0x6A697869616F  # an arbitrary number that all jixiao programs lock while they make tables


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver begins no transaction of its own; _begin_sqlite does
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={errors.WAIT * 1000}")
    if cursor.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _prepare_postgresql(connection: Any, _record: object) -> None:
    """Readers too wait for a lock only so long; writers count from when they stood in line."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {errors.WAIT * 1000}")
    connection.commit()


def _waits(url: URL) -> dict[str, int]:
    """How long to wait for a server that does not answer, in the words of its library; the URL may say otherwise."""
    if url.get_backend_name() != "postgresql" or not url.get_driver_name().startswith("psycopg"):
        return {}
    lost = {"keepalives_idle": errors.WAIT, "keepalives_interval": 5, "keepalives_count": 3}
    waits = {"connect_timeout": errors.WAIT, "tcp_user_timeout": errors.WAIT * 1000, **lost}
    return {name: value for name, value in waits.items() if name not in url.query}


def _begin_sqlite(connection: Connection) -> None:
    if not connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql("BEGIN")
        return
    # a transaction that reads first and writes then could not wait for another writer; and SQLite's own waiting looks
    # again only every tenth of a second, so that one busy writer could keep another out for as long as it likes
    until = monotonic() + errors.WAIT
    connection.exec_driver_sql("PRAGMA busy_timeout=0")
    try:
        while True:
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                return
            except DBAPIError as error:
                if not is_busy(error) or monotonic() >= until:
                    raise
            sleep(uniform(0.001, 0.005))
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={errors.WAIT * 1000}")


def folder_of(ledger: Engine) -> Path | None:
    """The folder of a ledger that is a file."""
    return Path(ledger.url.database or "").parent if ledger.dialect.name == "sqlite" else None


def open_ledger(url: str, is_new: bool = True) -> Engine:
    """The ledger at a database URL; an empty database gets its tables, one without entries those of this version.

    :raises LedgerError: if the URL names no database that can be opened, or one of another version; without ``is_new``
        also if there is no ledger yet.
    """
    return _opened(address_of(url), is_new)


def ledger_in_memory() -> Engine:
    """An empty ledger that is gone with the program: for trying things, never for keeping them."""
    return _opened(Address(URL.create("sqlite", database=":memory:"), ":memory:"), is_new=True)


def _opened(address: Address, is_new: bool) -> Engine:
    engine, shown = _connect(address), address.shown
    try:
        if not is_new and _is_missing(engine):
            raise LedgerError("no-ledger-yet", ledger=shown)
        version = _first_version_of(engine)
        if version is None or (version in VERSIONS[:-1] and _is_empty(engine)):
            _migrate(engine)
        elif version != CURRENT:
            raise _other_version(shown, version)
    except LedgerError:
        engine.dispose()
        raise
    except (SQLAlchemyError, ValueError, TypeError) as error:
        engine.dispose()
        raise cannot_open(shown, error) from error
    return engine


class Upgraded(NamedTuple):
    """The version before and after, and what was taken to be so."""

    before: str
    after: str
    messages: tuple[Coded, ...] = ()


def upgrade_ledger(url: str, at: datetime, year: int = 0) -> Upgraded:
    """Brings a ledger of an older version to this one.

    ``at`` is when: the chain of a ledger that had none begins with it. ``year`` is that of the declarations with which
    none was recorded, in ledgers that did not tell years apart. All in one transaction: if it fails, the ledger is as
    it was.

    :raises LedgerError: if it cannot be opened, or is of a newer version.
    """
    address = address_of(url)
    engine, shown = _connect(address), address.shown
    if _is_missing(engine):
        raise LedgerError("no-ledger", ledger=shown)
    try:
        before = _first_version_of(engine)
        if before is None:
            raise LedgerError("no-ledger", ledger=shown)
        if before not in VERSIONS:
            raise _other_version(shown, before)
        return Upgraded(before, CURRENT, _migrate(engine, at, year))
    except ValueError as error:
        raise not_upgraded(error) from error
    except (SQLAlchemyError, TypeError) as error:
        raise cannot_open(shown, error) from error
    finally:
        engine.dispose()


def _is_missing(engine: Engine) -> bool:
    """Whether a database is a file that is not there, which connecting would make."""
    return engine.dialect.name == "sqlite" and not Path(engine.url.database or "").exists()


def _connect(address: Address) -> Engine:
    """The engine for an address. Nothing is connected yet."""
    # a reader of several tables sees them all as of one moment; SQLite does so anyway
    options: dict[str, Any] = {"isolation_level": "REPEATABLE READ"} if address.file is None else {}
    file = address.file
    if file is not None and is_read_only(file):
        options["creator"] = partial(connect_to_read, file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", SAWarning)  # an option in the URL that would be ignored
            engine = create_engine(address.url, connect_args=_waits(address.url), **options)
    except ModuleNotFoundError as error:
        if error.name == "psycopg":
            raise LedgerError("ledger-needs-driver", ledger=address.shown) from error
        raise cannot_open(address.shown, error) from error
    except (SQLAlchemyError, SAWarning, ImportError, ValueError, TypeError) as error:
        raise cannot_open(address.shown, error, address.without_password) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    elif engine.dialect.name == "postgresql":
        event.listen(engine, "connect", _prepare_postgresql)
    return engine


def _other_version(shown: str, version: str) -> LedgerError:
    code = "ledger-older" if version in VERSIONS else "ledger-newer"
    return LedgerError(code, ledger=shown, version=version, current=CURRENT)


def _first_version_of(engine: Engine) -> str | None:
    """The version of a database that is opened now: another program may be opening a new one at the same moment."""
    until = monotonic() + errors.WAIT
    while True:
        try:
            with engine.connect() as connection:
                return _version(connection)
        except DBAPIError as error:
            if not is_busy(error) or monotonic() > until:
                raise
            sleep(0.05)


def _version(connection: Connection) -> str | None:
    """The version of the tables, None where there are none.

    :raises LedgerError: if tables of the same names are not a ledger's.
    """
    found = set(inspect(connection).get_table_names())
    if "alembic_version" in found:
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return None if version is None else str(version)
    there = found & set(TABLES)
    if not there:
        return None
    columns = {column["name"] for column in inspect(connection).get_columns("run")} if there >= _FIRST else set()
    if not {"run", "assessor"} <= columns:
        raise LedgerError("tables-of-others", tables=sorted(there))
    return VERSIONS[0]


def _is_empty(engine: Engine) -> bool:
    with engine.connect() as connection:
        there = set(inspect(connection).get_table_names()) & set(TABLES)
        return all(connection.execute(text(f"SELECT 1 FROM {name} LIMIT 1")).first() is None for name in sorted(there))


def _migrate(engine: Engine, at: datetime | None = None, year: int = 0) -> tuple[Coded, ...]:
    """Runs the migrations that the database lacks, whole or not at all; a second program waits for the first.

    The chain of a ledger with entries that comes from a version without one begins ``at`` that time. Gives what the
    migrations say of the entries that were there.
    """
    # alembic takes longer to import than most commands to run
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "engine.store:migrations")
    options: dict[str, Any] = {"writes": True}
    if engine.dialect.name == "postgresql":  # what the first program made must be seen once its lock is gone
        options["isolation_level"] = "READ COMMITTED"
    with engine.connect().execution_options(**options) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        messages: list[Coded] = []
        config.attributes |= {"connection": connection, "year": year, "said": messages}
        present = _version(connection)
        if present == VERSIONS[0]:
            command.stamp(config, VERSIONS[1])
        command.upgrade(config, CURRENT)
        if present is not None and present < FIRST_CHAINED and at is not None:
            begin_chain(connection, present, at)
    return tuple(messages)
