"""Where a ledger is: a file, or a database of a PostgreSQL server; whatever else is written there is refused."""

from __future__ import annotations

import os
import re
import sqlite3
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from engine.files.crashes import without_password
from engine.files.opening import reason_of
from engine.language.patterns import regex
from engine.language.rendering import Coded, coded
from engine.store.errors import LedgerError

SQLITE = ("sqlite", "sqlite+pysqlite")
POSTGRESQL = dict.fromkeys(("postgresql", "postgres", "postgresql+psycopg"), "postgresql+psycopg")
OPTIONS = frozenset(
    [
        "host",
        "port",
        "sslmode",
        "sslrootcert",
        "sslcert",
        "sslkey",
        "sslcrl",
        "connect_timeout",
        "application_name",
        "service",
        "options",
        "target_session_attrs",
        "keepalives",
        "keepalives_idle",
        "keepalives_interval",
        "keepalives_count",
        "tcp_user_timeout",
        "gssencmode",
        "channel_binding",
    ]
)
"""What may follow the ? of a server's address; a password stands before the host, where it is never printed."""

HINT = coded("ledger-hint")
_DRIVE = regex(r"[A-Za-z]:")
_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*:")
_LOGIN = regex(r"((?:[A-Za-z0-9+.-]+:/+)?[^:]*:).*@", re.DOTALL)
"""What stands before a server's name, the password after the first group; wherever else the address is mistyped."""
_CONTROL = regex(r"[\x00-\x1f\x7f]")
_TO_ACCESS = {"effective_ids": True} if os.access in os.supports_effective_ids else {}


class Address(NamedTuple):
    """A database, and how it is written in messages: without its password."""

    url: URL
    shown: str

    @property
    def file(self) -> Path | None:
        """The file that holds it, where it is one."""
        is_file = self.url.get_backend_name() == "sqlite"
        return Path(self.url.database or "") if is_file else None

    def without_password(self, text: str) -> str:
        """A message of a database's library, which may quote the address it was given."""
        text = without_password(text)
        return text.replace(str(self.url.password), "***") if self.url.password else text


def address_of(text: str) -> Address:
    """What ``--db`` names.

    :raises LedgerError: if that is no place to keep a ledger in: in memory, a folder, a server of another kind.
    """
    if not text.strip() or _CONTROL.search(text):
        raise _refused(text, coded("address-names-nothing"))
    if "://" in text:
        return _from_url(text)
    if _DRIVE.match(text) and len(text) > 2 and os.name == "nt":
        return _file(text, text)
    if _DRIVE.match(text):
        raise _refused(text, coded("address-path-of-windows"))
    if text == ":memory:":
        raise _refused(text, coded("address-in-memory"))
    if _SCHEME.match(text) or _LOGIN.match(text):
        raise _refused(text, coded("address-no-address"))
    return _file(text, text)


def _refused(text: str, why: Coded) -> LedgerError:
    shown = _LOGIN.sub(r"\1***@", without_password(text))
    return LedgerError("ledger-refused", shown=shown, why=why, hint=HINT)


def _from_url(text: str) -> Address:
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:  # a port that is no number
        raise _refused(text, coded("address-no-address")) from error
    if url.drivername in SQLITE:
        return _sqlite(url, text)
    if url.drivername not in POSTGRESQL:
        raise _refused(text, coded("address-kind-of-database"))
    if not url.database:
        raise _refused(text, coded("address-no-database-of-server"))
    unknown = sorted(set(url.query) - OPTIONS)
    if unknown:
        shown = url.set(query={}).render_as_string()
        raise _refused(shown, coded("address-options-unknown", options=unknown))
    made = url.set(drivername=POSTGRESQL[url.drivername])
    return Address(made, made.render_as_string())


def _sqlite(url: URL, text: str) -> Address:
    name = url.database or ""
    if name in ("", ":memory:") and not url.host:
        raise _refused(text, coded("address-in-memory"))
    if url.host or url.username or url.password or url.port:
        raise _refused(text, coded("address-three-strokes"))
    if url.query or name.startswith("file:"):
        raise _refused(text.split("?", maxsplit=1)[0], coded("address-options-not-taken"))
    if _DRIVE.match(name) and os.name != "nt":
        raise _refused(text, coded("address-path-of-windows"))
    return _file(name, text)


def _file(name: str, shown: str) -> Address:
    path = Path(name)
    try:
        if path.is_dir() or name.endswith(("/", "\\")):
            raise _refused(shown, coded("address-is-folder"))
        if path.exists() and not path.is_file():
            raise _refused(shown, coded("address-is-device"))
    except OSError as error:  # a name that is too long
        raise LedgerError("ledger-not-opened", ledger=shown, reason=reason_of(error), remedy=HINT) from error
    return Address(URL.create("sqlite", database=name), shown)


def is_read_only(file: Path) -> bool:
    """Whether a ledger stands where this user may not write: SQLite needs its folder too."""
    return file.exists() and not (_may_write(file) and _may_write(file.parent))


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, **_TO_ACCESS)


def connect_to_read(file: Path) -> sqlite3.Connection:
    """The ledger in a file that may not be written.

    Without the files that SQLite keeps beside it while it is in use, it is read as one that does not change.

    :raises LedgerError: if entries wait in the file beside it, which SQLite cannot take in here.
    :raises sqlite3.Error: if it cannot be opened.
    """
    waiting, shared = (file.with_name(file.name + ending) for ending in ("-wal", "-shm"))
    has_waiting = waiting.exists() and waiting.stat().st_size > 0
    if has_waiting and not shared.exists():
        raise LedgerError("entries-waiting", ledger=file, waiting=waiting.name)
    how = "mode=ro" if has_waiting or shared.exists() else "mode=ro&immutable=1"
    return sqlite3.connect(f"file:{quote(str(file.resolve()))}?{how}", uri=True, check_same_thread=False)
