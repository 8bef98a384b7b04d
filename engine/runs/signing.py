"""Closing a run: canonical JSON (RFC 8785), signed with Ed25519 (RFC 8032), the signature apart from the run.

What is signed is the statement: the run's name, the SHA-256 of its canonical JSON, who signs in which role, when, and
with which key; so none of them can be exchanged afterwards. The clock is an argument. Keys are PEM files without a
passphrase, readable by their owner only. Their library is imported where a key is used: most runs are not signed.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

import rfc8785
from pydantic import (
    Field,
    SerializerFunctionWrapHandler,
    ValidationError,
    field_validator,
    model_serializer,
    model_validator,
)

from engine.files.opening import content, content_and_mode, reason_of
from engine.files.writing import SECRET, write_whole
from engine.language.findings import Findings, Value, finding
from engine.language.rendering import Coded, coded
from engine.runs.record import Run, local_time

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

Schema = Literal["jixiao.signature/1", "jixiao.signature/2"]
WITHOUT_LEDGER: Schema = "jixiao.signature/1"
WITH_LEDGER: Schema = "jixiao.signature/2"
HEX_HASH, HEX_KEY, HEX_SIGNATURE = "^[0-9a-f]{64}$", "^[0-9a-f]{64}$", "^[0-9a-f]{128}$"
OTHERS = stat.S_IRWXG | stat.S_IRWXO
LONGEST_FILE = 1_000_000
SECONDS = "%Y-%m-%dT%H:%M:%SZ"


def is_utc(at: str) -> str:
    """The text of a time in UTC, to the second.

    :raises ValueError: if it is none.
    """
    if datetime.strptime(at, SECONDS).strftime(SECONDS) != at:
        raise ValueError("expected a time like 2025-01-31T10:00:00Z")
    return at


class Seen(Value):
    """The head of the ledger's chain that somebody saw who signed: the last entry's number and hash."""

    number: int = Field(ge=1)
    hash: str = Field(pattern=HEX_HASH)


class Statement(Value):
    """What is signed. ``at`` is in UTC to the second, ``public_key`` the raw key in hexadecimal.

    ``ledger`` is the head of the chain, so that the ledger cannot be made anew behind the signature; those of the first
    version have none.
    """

    schema_: Schema = Field(default=WITHOUT_LEDGER, alias="schema")
    run: str
    sha256: str = Field(pattern=HEX_HASH)
    name: str
    role: str
    at: str
    public_key: str = Field(pattern=HEX_KEY)
    ledger: Seen | None = None
    model_config = Value.model_config | {"populate_by_name": True, "serialize_by_alias": True}

    _is_utc = field_validator("at")(is_utc)

    @model_validator(mode="after")
    def _has_its_ledger(self) -> Self:
        if (self.schema_ == WITH_LEDGER) != (self.ledger is not None):
            raise ValueError(f"a {self.schema_} {'lacks' if self.ledger is None else 'has no'} ledger")
        return self

    @model_serializer(mode="wrap")
    def _as_signed(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """What the first version did not say is not said of it now: its bytes are those that were signed."""
        data: dict[str, Any] = handler(self)
        return {name: value for name, value in data.items() if name != "ledger" or value is not None}


class Signature(Statement):
    """A statement with its Ed25519 signature in hexadecimal."""

    signature: str = Field(pattern=HEX_SIGNATURE)

    @property
    def statement(self) -> Statement:
        """What was signed, without the signature."""
        return Statement.model_validate(self.model_dump(exclude={"signature"}))


class Scope(Value):
    """What a run says something of: whose scores of which projects of which year."""

    run: str
    year: int | None
    assessor: str
    role: str
    projects: tuple[str, ...]


class Signed(Value):
    """The scope of a signed run and its signature."""

    scope: Scope
    signature: Signature


def canonical(value: Value) -> bytes:
    """The canonical JSON of a value (RFC 8785): one text for one content, on any machine."""
    return rfc8785.dumps(value.model_dump(mode="json"))


def digest(run: Run) -> str:
    """The SHA-256 of a run's canonical JSON."""
    return hashlib.sha256(canonical(run)).hexdigest()


def sign(  # noqa: PLR0913, PLR0917 (what is signed has so many parts)
    run: Run, key: Ed25519PrivateKey, name: str, role: str, at: datetime, ledger: Seen | None = None
) -> Signature:
    """A signature for a run, and for the ``ledger`` as it was seen.

    :raises ValueError: if the time has no zone, or the name or the role is empty.
    """
    if at.tzinfo is None or not name.strip() or not role.strip():
        raise ValueError("a signature needs a name, a role and a time with its zone")
    statement = Statement(
        schema=WITH_LEDGER if ledger else WITHOUT_LEDGER,
        run=run.run,
        sha256=digest(run),
        name=name,
        role=role,
        at=at.astimezone(UTC).strftime(SECONDS),
        public_key=public_key(key),
        ledger=ledger,
    )
    fields: dict[str, Any] = statement.model_dump()
    return Signature(**fields, signature=key.sign(canonical(statement)).hex())


def public_key(key: Ed25519PrivateKey) -> str:
    """The public key in hexadecimal, for others to know a signature by."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def check(run: Run, signature: Signature, known: Iterable[str] = (), kept: str = "") -> Findings:
    """What is wrong with a signature for a run; nothing where it holds.

    ``known`` are the public keys that are accepted; without any, every key is, so that the signature only says that
    nothing was changed since, not who signed. ``kept`` is the run's JSON as an older version of the program kept it:
    that is what was signed, and it may lack what a run says today.
    """
    findings = []
    keys = set(known)
    found = hashlib.sha256(rfc8785.dumps(json.loads(kept))).hexdigest() if kept else digest(run)
    if signature.run != run.run:
        findings.append(finding("signature-other-run", signed=signature.run, run=run.run))
    elif signature.sha256 != found:
        values = {"run": run.run, "name": signature.name, "found": found, "signed": signature.sha256}
        findings.append(finding("signature-content", **values))
    if not is_genuine(signature):
        findings.append(finding("signature-wrong"))
    if keys and signature.public_key not in keys:
        findings.append(finding("signature-key-unknown", key=signature.public_key, name=signature.name))
    return tuple(findings)


def is_genuine(signature: Signature) -> bool:
    """Whether the signature belongs to its statement and its key."""
    return fits(signature.public_key, signature.signature, canonical(signature.statement))


def fits(public: str, signature: str, signed_bytes: bytes) -> bool:
    """Whether a signature of some bytes was made with a key; both in hexadecimal."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), signed_bytes)
    except (InvalidSignature, ValueError):
        return False
    return True


def signature_bytes(signature: Signature) -> bytes:
    """The file of a signature: its canonical JSON and a line end."""
    return canonical(signature) + b"\n"


def signature_text(path: Path) -> tuple[bytes | None, Findings]:
    """The bytes of a signature's file, or why they cannot be read."""
    try:
        return content(path, LONGEST_FILE), ()
    except OSError as error:
        reason = coded("file-reason", file=path, reason=reason_of(error))
        return None, (finding("signature-unreadable", reason=reason),)


def read_signature(data: bytes) -> tuple[Signature | None, Findings]:
    """A signature from the bytes of its file; any byte that is not as it was written makes it unreadable."""
    try:
        signature = Signature.model_validate(json.loads(data))
        is_canonical = signature_bytes(signature) == data
    except ValidationError as error:
        return None, (finding("signature-unreadable", reason=first_fault(error)),)
    except (ValueError, RecursionError):
        return None, (finding("signature-unreadable", reason=coded("not-json")),)
    if not is_canonical:
        return None, (finding("signature-unreadable", reason=coded("not-canonical")),)
    return signature, ()


def first_fault(error: ValidationError) -> Coded:
    """Where a file's first fault is, and what it is, as its reader says it."""
    fault = error.errors(include_url=False)[0]
    key = coded("key-of", key=".".join(map(str, fault["loc"]))) if fault["loc"] else coded("whole-file")
    return coded("fault-at", key=key, message=coded("original", text=fault["msg"]))


def new_key(path: Path) -> tuple[Ed25519PrivateKey | None, Findings]:
    """Makes a key and keeps it in a new file that only its owner can read; a file that exists is never replaced."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        write_whole(path, pem, is_new=True, mode=SECRET)
    except FileExistsError:
        return None, (finding("key-exists", file=path),)
    except OSError as error:
        return None, (finding("key-unwritable", file=path, reason=reason_of(error)),)
    return key, ()


def read_key(path: Path) -> tuple[Ed25519PrivateKey | None, Findings]:
    """The key in a file; a warning where others could read it."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        data, mode = content_and_mode(path, LONGEST_FILE)
        key = load_pem_private_key(data, password=None)
    except TypeError:  # what the library raises where a passphrase is asked for
        return None, (finding("key-unreadable", file=path, reason=coded("key-protected")),)
    except OSError as error:
        return None, (finding("key-unreadable", file=path, reason=reason_of(error)),)
    except (ValueError, UnsupportedAlgorithm):
        return None, (finding("key-unreadable", file=path, reason=coded("key-absent")),)
    if not isinstance(key, Ed25519PrivateKey):
        kind = type(key).__name__.removesuffix("PrivateKey").lstrip("_")
        return None, (finding("key-unreadable", file=path, reason=coded("key-of-other-kind", kind=kind)),)
    return key, _open_to_others(path, mode)


def _open_to_others(path: Path, mode: int) -> Findings:
    if os.name == "nt" or not mode & OTHERS:  # Windows keeps no such mode
        return ()
    return (finding("key-open", file=path, mode=f"{mode:04o}"),)


def incomplete(run: Run) -> Findings:
    """A warning where a run is to be signed although totals are open."""
    waiting = sum(one.total is None for one in run.projects)
    return (finding("run-incomplete", run=run.run, projects=waiting),) if waiting else ()


def scope_of(run: Run) -> Scope:
    """What a run says something of."""
    codes = tuple(one.code for one in run.projects)
    return Scope(run=run.run, year=run.year, assessor=run.assessor, role=run.role, projects=codes)


def signed(scope: Scope, signature: Signature) -> Signed:
    """A signed run, for :func:`superseded`.

    :raises ValueError: if the signature is not for this run.
    """
    if signature.run != scope.run:
        raise ValueError(f"the signature is for run {signature.run}, not {scope.run}")
    return Signed(scope=scope, signature=signature)


def superseded(run: Scope, signed_runs: Iterable[Signed]) -> Findings:
    """That a run comes after signed ones: of the same assessor, role and year, over some of the same projects.

    ``signed_runs`` are those that were signed before the run was made; the run itself, signed, supersedes nothing. The
    findings belong into the run's report.
    """
    codes = {*run.projects}
    whose = run.year, run.assessor, run.role
    findings = []
    for before, signature in ((one.scope, one.signature) for one in signed_runs):
        shared = len(codes & {*before.projects})
        if shared and before.run != run.run and (before.year, before.assessor, before.role) == whose:
            values = {"run": run.run, "signed": before.run, "name": signature.name, "role": signature.role}
            findings.append(finding("run-supersedes-signed", **values, at=local_time(signature.at), projects=shared))
    return tuple(findings)
