"""A seal: the head of a ledger's chain at a moment, given to somebody else, so that nothing up to it can change unseen.

The file is canonical JSON (RFC 8785), signed with Ed25519 where that is asked for. The clock is an argument.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import Field, ValidationError, field_validator

from engine.language.findings import Findings, Value, finding
from engine.language.rendering import coded
from engine.runs.chain import Head, short
from engine.runs.signing import HEX_KEY, HEX_SIGNATURE, SECONDS, first_fault, fits, is_utc, public_key

SCHEMA: Literal["jixiao.seal/1"] = "jixiao.seal/1"
HASH = "^[0-9a-f]{64}$"


class SealedBy(Value):
    """Who signed a seal as what, and the signature in hexadecimal."""

    name: str
    role: str
    public_key: str = Field(pattern=HEX_KEY)
    signature: str = Field(pattern=HEX_SIGNATURE)


class Seal(Value):
    """The head of a chain: the number and hash of its last entry, how many entries of which kind there were, when.

    ``ledger`` is the hash of the first entry, by which one ledger is told from another; ``program`` the version that
    made the seal.
    """

    schema_: Literal["jixiao.seal/1"] = Field(default=SCHEMA, alias="schema")
    ledger: str = Field(pattern=HASH)
    number: int = Field(ge=1)
    hash: str = Field(pattern=HASH)
    entries: dict[str, int]
    at: str
    program: str
    by: SealedBy | None = None
    model_config = Value.model_config | {"populate_by_name": True, "serialize_by_alias": True}

    _is_utc = field_validator("at")(is_utc)

    @property
    def short(self) -> str:
        """What a person can compare: the number of the entry, its hash in groups, the day."""
        return f"entry {self.number} · {short(self.hash)} · {self.at[:10]}"


def seal(first: Head, head: Head, entries: dict[str, int], at: datetime, program: str) -> Seal:
    """The seal of a chain from its first entry to its head.

    :raises ValueError: if the time has no zone, or the chain is empty.
    """
    if at.tzinfo is None or not head.number:
        raise ValueError("a seal needs an entry and a time with its zone")
    moment = at.astimezone(UTC).strftime(SECONDS)
    return Seal(ledger=first.hash, number=head.number, hash=head.hash, entries=entries, at=moment, program=program)


def signed_seal(unsigned: Seal, key: Ed25519PrivateKey, name: str, role: str) -> Seal:
    """The seal with a signature over all it says, the name, the role and the public key."""
    public = public_key(key)
    content = _signed_content(unsigned, name, role, public)
    by = SealedBy(name=name, role=role, public_key=public, signature=key.sign(content).hex())
    return unsigned.model_copy(update={"by": by})


def _signed_content(one: Seal, name: str, role: str, public: str) -> bytes:
    """What is signed."""
    data = one.model_dump(mode="json", exclude={"by"})
    return rfc8785.dumps({**data, "name": name, "role": role, "public_key": public})


def seal_bytes(one: Seal) -> bytes:
    """The file of a seal: its canonical JSON and a line end."""
    return rfc8785.dumps(one.model_dump(mode="json")) + b"\n"


def read_seal(data: bytes) -> tuple[Seal | None, Findings]:
    """A seal from the bytes of its file; any byte that is not as it was written makes it unreadable."""
    try:
        one = Seal.model_validate(json.loads(data))
        is_canonical = seal_bytes(one) == data
    except ValidationError as error:
        return None, (finding("seal-unreadable", reason=first_fault(error)),)
    except (ValueError, RecursionError):
        return None, (finding("seal-unreadable", reason=coded("not-json")),)
    if not is_canonical:
        return None, (finding("seal-unreadable", reason=coded("not-canonical")),)
    return one, ()


def check_seal(one: Seal, known: Iterable[str] = ()) -> Findings:
    """What is wrong with the signature of a seal; with ``known`` public keys it must be there and made with one."""
    keys = set(known)
    if one.by is None:
        return (finding("seal-unsigned"),) if keys else ()
    findings = []
    if not fits(one.by.public_key, one.by.signature, _signed_content(one, one.by.name, one.by.role, one.by.public_key)):
        findings.append(finding("seal-wrong"))
    if keys and one.by.public_key not in keys:
        findings.append(finding("signature-key-unknown", key=one.by.public_key, name=one.by.name))
    return tuple(findings)


def check_chain(one: Seal, first: Head | None, found: Head | None, head: Head) -> Findings:
    """Whether the chain still holds what was sealed: its first entry and the sealed one as they are now, and its head."""
    values = {"number": one.number, "sealed": short(one.hash), "at": one.at}
    if found is None:
        return (finding("seal-short", last=head.number, **values),)
    if found.hash == one.hash:
        return ()
    other = first is not None and first.hash != one.ledger
    return (finding("seal-other" if other else "seal-differs", found=found.short, **values),)
