"""What closes a run or the whole ledger: signatures and seals, and whether a seal still holds."""

from __future__ import annotations

from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from engine.files.opening import content, reason_of
from engine.files.writing import write_whole
from engine.language.findings import Findings, finding
from engine.language.rendering import Coded, coded
from engine.runs.chain import Head, read_short, short
from engine.runs.record import Run
from engine.runs.sealing import Seal, check_chain, check_seal, read_seal, seal_bytes, signed_seal
from engine.runs.sealing import seal as sealed
from engine.runs.signing import Seen, Signature, canonical, incomplete, new_key, read_key, signature_bytes
from engine.runs.signing import sign as signed
from engine.services.errors import (
    FileStandsError,
    KeyUnusableError,
    NoEntryError,
    NothingToSealError,
    UnnamedSignerError,
    UnwritableError,
)
from engine.services.ledger import Ledger, LedgerError
from engine.store import append_signature, chain_entry, chain_head, load_run, sealed_now


class Signer(NamedTuple):
    """Who signs, and as what."""

    name: str
    role: str


def signer_of(name: str, role: str) -> Signer:
    """Who signs, and as what.

    :raises UnnamedSignerError: if either is empty.
    """
    if not (name.strip() and role.strip()):
        raise UnnamedSignerError
    return Signer(name, role)


def private_key(file: Path, is_new: bool = False) -> tuple[Ed25519PrivateKey, Findings]:
    """The key to sign with, made first where that is asked for.

    :raises KeyUnusableError: if it cannot be read, or made.
    """
    key, findings = new_key(file) if is_new else read_key(file)
    if key is None:
        raise KeyUnusableError(findings)
    return key, findings


class ToSign(NamedTuple):
    """A run, and the last entry of the ledger that whoever signs it sees."""

    run: Run
    seen: Seen | None


def run_to_sign(ledger: Ledger, name: str) -> ToSign:
    """The run of a number, a name, the start of it, or ``latest``, as it is to be signed.

    :raises LedgerError: if no run, or more than one, is meant, or it is not what it was.
    """
    run, head = load_run(ledger, name), chain_head(ledger)
    return ToSign(run, Seen(number=head.number, hash=head.hash) if head.number else None)


def sign(
    ledger: Ledger, request: ToSign, by: tuple[Signer, Ed25519PrivateKey], file: Path, at: datetime
) -> tuple[Signature, Findings]:
    """Closes a run with a signature, into a new file and into the ledger: both or none.

    That the run is incomplete is a finding.

    :raises FileStandsError: if the file is there already.
    :raises UnwritableError: if it cannot be written.
    :raises LedgerError: if the ledger fails; the file is gone then.
    """
    (run, seen), (signer, key) = request, by
    signature = signed(run, key, signer.name, signer.role, at, seen)
    data = signature_bytes(signature)
    _write_new(file, data, coded("for-one-more-signature"))
    try:
        append_signature(ledger, run.run, data.decode(), at, canonical(run).decode())
    except LedgerError:
        file.unlink()
        raise
    return signature, incomplete(run)


def _write_new(file: Path, data: bytes, why: Coded | None = None) -> None:
    try:
        write_whole(file, data, is_new=True)
    except FileExistsError as error:
        raise FileStandsError(file, why) from error
    except OSError as error:
        raise UnwritableError(file, error) from error


def seal(ledger: Ledger, at: datetime) -> Seal:
    """The head of the ledger's chain, which stands for everything in it.

    :raises NothingToSealError: if the ledger has no entry.
    """
    first, head, entries = sealed_now(ledger)
    if not head.number:
        raise NothingToSealError
    return sealed(first, head, entries, at, version("jixiao"))


def seal_signed(made: Seal, signer: Signer, key: Ed25519PrivateKey) -> Seal:
    """The seal with a signature."""
    return signed_seal(made, key, signer.name, signer.role)


def keep_seal(made: Seal, file: Path) -> None:
    """The seal into a new file, to give away.

    :raises FileStandsError: if the file is there already.
    :raises UnwritableError: if it cannot be written.
    """
    _write_new(file, seal_bytes(made))


def entry(ledger: Ledger, number: int) -> Head:
    """An entry of the chain by its number.

    :raises NoEntryError: if there is none.
    """
    found = chain_entry(ledger, number)
    if found is None:
        raise NoEntryError(number, chain_head(ledger).number)
    return found


def sealed_findings(ledger: Ledger, file: Path | None, text: str, known: tuple[str, ...]) -> Findings:
    """What is wrong with the chain by a seal's file or by a short form; a note where nothing is."""
    return (*_by_file(ledger, file, known), *_by_text(ledger, text))


def _by_file(ledger: Ledger, file: Path | None, known: tuple[str, ...]) -> Findings:
    if file is None:
        return ()
    try:
        one, unreadable = read_seal(content(file))
    except OSError as error:
        reason = coded("file-reason", file=file, reason=reason_of(error))
        return (finding("seal-unreadable", reason=reason),)
    if one is None:
        return unreadable
    wrong = check_seal(one, known)
    first, found = chain_entry(ledger, 1), chain_entry(ledger, one.number)
    wrong += check_chain(one, first, found, chain_head(ledger))
    return wrong or (
        finding("seal-holds", number=one.number, sealed=short(one.hash), when=coded("sealed-at", at=one.at)),
    )


def _by_text(ledger: Ledger, text: str) -> Findings:
    if not text:
        return ()
    given = read_short(text)
    if given is None:
        return (finding("seal-short-form", text=text),)
    number, stated = given
    found = chain_entry(ledger, number)
    values = {"number": number, "sealed": stated}
    if found is None:
        return (finding("seal-typed-beyond", last=chain_head(ledger).number, **values),)
    if found.short != stated:
        return (finding("seal-typed-differs", found=found.short, **values),)
    return (finding("seal-holds", number=number, sealed=stated, when=""),)
