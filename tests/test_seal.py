"""Seals and signatures carry the head of the chain, so that a ledger that was cut or made anew is found out."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import ValidationError
from sqlalchemy import Engine, insert, select, text

from engine.actuals import Stated
from engine.runs.chain import BEGIN, Head
from engine.runs.sealing import Seal, check_chain, check_seal, read_seal, seal, seal_bytes, signed_seal
from engine.runs.signing import Seen, Signature, canonical, public_key, read_signature, sign, signature_bytes
from engine.store import (
    append_signature,
    chain_entry,
    chain_head,
    load_run,
    open_ledger,
    sealed_now,
    verify_ledger,
)
from engine.store.chained import _linked, bound, content_of
from engine.store.tables import CHAIN, table_of
from tests.conftest import Jixiao
from tests.test_chain import change, fill
from tests.test_store import DAYS, RATE, record

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
AT = datetime(2025, 1, 31, 10, tzinfo=UTC)
FIRST, HEAD = Head(1, "1a" * 32), Head(12, "3f" * 32)
SEAL = seal(FIRST, HEAD, {"declaration": 2, "revision": 10}, AT, "1.0")


@pytest.fixture
def ledger(database: str) -> Iterator[Engine]:
    engine = open_ledger(database)
    fill(engine)
    yield engine
    engine.dispose()


def rewrite(ledger: Engine) -> None:
    """Makes the whole chain anew over what the tables hold now, as somebody could who knows the program."""
    with ledger.connect().execution_options(writes=True) as one, one.begin():
        entries = one.execute(select(CHAIN.c.kind, CHAIN.c.row).order_by(CHAIN.c.number)).all()
        made = []
        for kind, row in entries:
            table = table_of(kind)
            found = one.execute(select(table).where(table.c.id == row)).one()
            content = content_of(one, found.run) if kind == "run" else None
            made.append((kind, row, bound(kind, dict(found._mapping), content)))
        one.execute(text("DELETE FROM chain"))
        one.execute(insert(CHAIN), list(_linked(BEGIN, made)))


def sealed(ledger: Engine) -> Seal:
    return seal(*sealed_now(ledger), AT, "1.0")


def compared(ledger: Engine, one: Seal) -> list[str]:
    found = check_chain(one, chain_entry(ledger, 1), chain_entry(ledger, one.number), chain_head(ledger))
    return [fault.code for fault in found]


def test_a_seal_comes_back_from_its_file() -> None:
    assert read_seal(seal_bytes(SEAL)) == (SEAL, ())
    assert SEAL.short == "entry 12 · 7WZK-YFSZ-7WZK-YFSZ-7WZK · 2025-01-31"
    signed = signed_seal(SEAL, KEY, "张三", "单位负责人")
    assert read_seal(seal_bytes(signed)) == (signed, ())
    assert check_seal(signed, [public_key(KEY)]) == ()


@pytest.mark.parametrize(("head", "at"), [(HEAD, AT.replace(tzinfo=None)), (BEGIN, AT)])
def test_nothing_is_sealed_without_an_entry_or_at_a_time_of_nowhere(head: Head, at: datetime) -> None:
    with pytest.raises(ValueError, match="needs an entry and a time"):
        seal(FIRST, head, {}, at, "1.0")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xd8\xff\xe0",
        b"[]",
        b"null",
        b"[" * 100_000,
        json.dumps(json.loads(seal_bytes(SEAL))).encode(),
        seal_bytes(SEAL).replace(b"/1", b"/2"),
        seal_bytes(SEAL).replace(b":12,", b":0,"),
        seal_bytes(SEAL).replace(b"3f3f", b"xx3f", 1),
        seal_bytes(SEAL).replace(b"T10", b"T25"),
        seal_bytes(SEAL).strip(),
    ],
)
def test_a_bad_file_is_one_sentence(data: bytes) -> None:
    one, (said,) = read_seal(data)
    assert (one, said.code) == (None, "seal-unreadable")


def test_a_seal_that_was_changed_after_signing_is_said() -> None:
    signed = signed_seal(SEAL, KEY, "张三", "单位负责人")
    assert signed.by is not None
    changes: tuple[dict[str, object], ...] = (
        {"number": 13},
        {"hash": "00" * 32},
        {"at": "2025-01-30T10:00:00Z"},
        {"entries": {}},
        {"by": signed.by.model_copy(update={"name": "李四"})},
    )
    for changed in changes:
        assert [one.code for one in check_seal(signed.model_copy(update=changed))] == ["seal-wrong"]
    assert [one.code for one in check_seal(signed, ["ab" * 32])] == ["signature-key-unknown"]
    assert [one.code for one in check_seal(SEAL, [public_key(KEY)])] == ["seal-unsigned"]
    assert check_seal(SEAL) == ()


def test_a_seal_holds_whatever_comes_after_it(ledger: Engine) -> None:
    one = sealed(ledger)
    assert one.entries == {
        "adjusted_target": 1,
        "adjustment": 1,
        "declaration": 2,
        "revision": 5,
        "run": 2,
        "signature": 1,
    }
    record(ledger, RATE.model_copy(update={"record": Stated(value="1%")}), at=DAYS[8])
    assert compared(ledger, one) == []


def test_a_tail_that_was_cut_is_found_by_a_seal_alone(ledger: Engine) -> None:
    one = sealed(ledger)
    newest = "DELETE FROM revision WHERE id = (SELECT max(id) FROM revision)"
    change(ledger, newest, "DELETE FROM chain WHERE number = (SELECT max(number) FROM chain)")
    assert [found.code for found in verify_ledger(ledger).findings] == ["guards-missing"]
    assert compared(ledger, one) == ["seal-short"]
    record(ledger, RATE.model_copy(update={"record": Stated(value="1%")}), at=DAYS[8])  # something else in its place
    assert compared(ledger, one) == ["seal-differs"]


def test_a_chain_made_anew_is_found_by_a_seal(ledger: Engine) -> None:
    one = sealed(ledger)
    change(ledger, "UPDATE revision SET by = '某人' WHERE id = 2")
    rewrite(ledger)
    assert [found.code for found in verify_ledger(ledger).findings] == ["guards-missing"]
    assert compared(ledger, one) == ["seal-differs"]
    change(ledger, "UPDATE declaration SET name = '他项目' WHERE id = 1")
    rewrite(ledger)
    assert compared(ledger, one) == ["seal-other"]


def test_a_chain_made_anew_is_found_by_a_signature_in_it(ledger: Engine) -> None:
    run, head = load_run(ledger, "latest"), chain_head(ledger)
    signature = sign(run, KEY, "张三", "单位负责人", AT, Seen(number=head.number, hash=head.hash))
    append_signature(ledger, run.run, signature_bytes(signature).decode(), DAYS[8])
    assert verify_ledger(ledger).findings == ()
    change(ledger, "UPDATE revision SET by = '某人' WHERE id = 2")
    rewrite(ledger)
    _, found = verify_ledger(ledger).findings
    assert found.code == "chain-signature"
    assert f"张三 signed run {run.run} when entry 12 was {head.short}" in found.message
    change(
        ledger,
        f"UPDATE signature SET content = replace(content, '{head.hash}', '{chain_entry_hash(ledger)}') WHERE id = 2",
    )
    rewrite(ledger)
    assert [one.code for one in verify_ledger(ledger).findings] == ["guards-missing", "signature-wrong"]


def chain_entry_hash(ledger: Engine) -> str:
    found = chain_entry(ledger, 12)
    assert found is not None
    return found.hash


def test_a_chain_made_anew_is_found_by_a_signature_s_file(scored: Jixiao) -> None:
    """Also where the signature itself was taken out of the ledger."""
    made = scored(
        "sign", "latest", "--new-key", "--key", "a.pem", "--name", "张三", "--role", "单位负责人", "--out", "a.json"
    )
    assert made.exit_code == 0, made.stderr
    assert scored("verify", "latest", "--signature", "a.json").exit_code == 0
    ledger = open_ledger("sqlite:///jixiao.db")
    change(ledger, "DELETE FROM signature", "DELETE FROM chain WHERE kind = 'signature'")
    change(ledger, "UPDATE revision SET reason = '口头' WHERE id = 3")
    rewrite(ledger)
    ledger.dispose()
    result = scored("verify", "latest", "--signature", "a.json")
    assert result.exit_code == 1
    assert "the same, byte for byte" not in result.stdout or "the chain was rewritten since" in result.stderr
    assert "[chain-signature]" in result.stderr


class TestSignatures:
    """Those of the first version say nothing of the ledger, and stay as they were."""

    def test_the_first_version_is_read_and_holds(self, ledger: Engine) -> None:
        run = load_run(ledger, "latest")
        old = sign(run, KEY, "张三", "单位负责人", AT)
        assert b"ledger" not in signature_bytes(old)
        assert b"jixiao.signature/1" in signature_bytes(old)
        assert read_signature(signature_bytes(old)) == (old, ())

    def test_a_version_and_its_ledger_go_together(self, ledger: Engine) -> None:
        new = sign(load_run(ledger, "latest"), KEY, "张三", "单位负责人", AT, Seen(number=12, hash="3f" * 32))
        assert read_signature(signature_bytes(new)) == (new, ())
        data = json.loads(canonical(new))
        for wrong in ({**data, "schema": "jixiao.signature/1"}, {**data, "ledger": None}):
            with pytest.raises(ValidationError):
                Signature.model_validate(wrong)


def test_the_command_seals_and_verifies(scored: Jixiao, tmp_path: Path) -> None:
    scored("sign", "--new-key", "--key", "a.pem")
    by = ("--key", "a.pem", "--name", "张三", "--role", "单位负责人")
    made = scored("seal", "--out", "seal.json", *by)
    assert made.exit_code == 0, made.stderr
    printed = made.stdout.splitlines()[0]
    assert printed.startswith("entry 9 · ")
    assert "2 declaration, 6 revision, 1 run" in made.stdout
    assert scored("seal").stdout.splitlines()[0][:40] == printed[:40]
    assert scored("seal", "--entry", "9").stdout.strip() == printed.rsplit(" · ", 1)[0]
    assert json.loads(scored("seal", "--format", "json").stdout)["number"] == 9
    scored("correct", "4401", "01", "1份", "--reason", "核查")
    key = json.loads((tmp_path / "seal.json").read_text())["by"]["public_key"]
    held = scored("verify", "--seal", "seal.json", "--known-key", key, "--short", printed)
    assert held.exit_code == 0
    assert held.stderr.count("nothing up to it was changed or went since") == 2
    refused = scored("seal", "--out", "seal.json")
    assert (refused.exit_code, "exists already and is not replaced" in refused.stderr) == (1, True)


def test_a_short_form_copied_from_a_pdf_is_read_and_a_mistyped_one_is_to_be_checked_first(scored: Jixiao) -> None:
    printed = json.loads(scored("verify", "--format", "json").stdout)["head"]
    text = f"{printed['number']} {printed['short']}"
    assert scored("verify", "--short", "\u200b".join(text)).exit_code == 0
    assert scored("verify", "--short", "\ufeff" + text.lower().replace("-", "－")).exit_code == 0
    slip = text[:-1] + ("2" if text[-1] != "2" else "3")
    result = scored("verify", "--short", slip)
    assert (result.exit_code, "check the short form first" in result.stderr) == (1, True)


def test_the_command_finds_a_cut_ledger_by_the_file_and_by_the_short_form(scored: Jixiao) -> None:
    printed = scored("seal", "--out", "seal.json").stdout.splitlines()[0]
    ledger = open_ledger("sqlite:///jixiao.db")
    change(
        ledger, "DELETE FROM chain WHERE number = 9", "DELETE FROM run", "DELETE FROM run_content", "DELETE FROM page"
    )
    ledger.dispose()
    for option in (("--seal", "seal.json"), ("--short", printed)):
        result = scored("verify", *option)
        assert result.exit_code == 1
        assert "the ledger ends at entry 8" in result.stderr
        assert ("check the short form first" in result.stderr) is (option[1] == printed)
        assert "NOT as it was" in result.stdout


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (("verify", "--seal", "bad.json"), 1, "this is no seal of jixiao"),
        (
            ("verify", "--seal", "pipe"),
            1,
            "this is no seal of jixiao, or it was changed after it was made (pipe: it is a pipe",
        ),
        (("verify", "--short", "123 3F7A"), 1, "“123 3F7A” is no short form of a seal; write it as it was printed"),
        (("verify", "latest", "--seal", "bad.json"), 2, "a seal is of the whole ledger; leave out RUN"),
        (("seal", "--key", "a.pem"), 2, "say who signs and as what"),
        (("seal", "--entry", "99"), 2, "the ledger has no entry 99; the last one is 9"),
        (("seal", "--entry", "9", "--out", "x"), 2, "leave out --out and --key"),
        (("seal", "--out", "none/x.json"), 1, "cannot be written"),
        (("seal", "--key", "bad.json", "--name", "a", "--role", "b"), 2, "it holds no private key in PEM"),
    ],
)
def test_mistakes_are_one_sentence(scored: Jixiao, tmp_path: Path, args: tuple[str, ...], code: int, says: str) -> None:
    (tmp_path / "bad.json").write_text("{}")
    os.mkfifo(tmp_path / "pipe")
    result = scored(*args)
    assert (result.exit_code, says in result.stderr) == (code, True), result.stderr


def test_a_ledger_without_entries_is_not_sealed(jixiao: Jixiao) -> None:
    open_ledger("sqlite:///jixiao.db").dispose()
    result = jixiao("seal")
    assert (result.exit_code, "the ledger has no entry to seal" in result.stderr) == (2, True)
