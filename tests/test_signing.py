"""Signatures: a signed run is as it was signed, or it is said; keys are kept safe; what comes after says so."""

from __future__ import annotations

import json
import os
import stat
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from engine.runs.record import Run
from engine.runs.signing import (
    Signature,
    canonical,
    check,
    digest,
    incomplete,
    new_key,
    public_key,
    read_key,
    read_signature,
    scope_of,
    sign,
    signature_bytes,
    signed,
    superseded,
)
from tests.needs import full_device
from tests.runs import scored, whole, without

AT = datetime(2025, 1, 31, 18, 0, 0, tzinfo=timezone(timedelta(hours=8)))
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
RUN = scored(whole("A"), whole("B", r01="20条"))
SIGNATURE = sign(RUN, KEY, "张三", "单位负责人", AT)


def said(run: Run, signature: Signature, *known: str) -> list[str]:
    return [one.code for one in check(run, signature, known)]


class TestTheSignature:
    def test_it_holds_for_the_run_that_was_signed(self) -> None:
        assert said(RUN, SIGNATURE) == []
        assert said(RUN, SIGNATURE, public_key(KEY)) == []

    def test_it_names_run_signer_role_time_and_key(self) -> None:
        found = SIGNATURE.model_dump(exclude={"signature"})
        assert found == {
            "schema": "jixiao.signature/1",
            "run": RUN.run,
            "sha256": digest(RUN),
            "name": "张三",
            "role": "单位负责人",
            "at": "2025-01-31T10:00:00Z",
            "public_key": public_key(KEY),
        }

    def test_the_same_key_and_time_sign_alike(self) -> None:
        assert sign(RUN, KEY, "张三", "单位负责人", AT) == SIGNATURE

    def test_it_holds_for_a_run_that_comes_back_from_its_json(self) -> None:
        assert said(Run.model_validate_json(RUN.model_dump_json()), SIGNATURE) == []
        assert said(Run.model_validate_json(RUN.model_dump_json(indent=4)), SIGNATURE) == []

    def test_it_is_for_no_other_run(self) -> None:
        assert said(scored(whole("A")), SIGNATURE) == ["signature-other-run"]

    @pytest.mark.parametrize(
        "fields",
        [
            {"name": "李四"},
            {"role": "财政局"},
            {"at": "2025-01-31T10:00:01Z"},
            {"public_key": public_key(OTHER)},
            {"public_key": "00" * 32},
            {"public_key": "ff" * 32},
            {"signature": "00" * 64},
            {"signature": sign(RUN, OTHER, "张三", "单位负责人", AT).signature},
        ],
        ids=str,
    )
    def test_nothing_of_it_can_be_exchanged(self, fields: dict[str, str]) -> None:
        assert said(RUN, SIGNATURE.model_copy(update=fields)) == ["signature-wrong"]

    def test_a_run_under_the_same_name_with_another_content_is_told(self) -> None:
        assert said(RUN.model_copy(update={"assessor": "别人"}), SIGNATURE) == ["signature-content"]

    def test_a_signature_made_for_the_changed_run_does_not_fit_the_old_statement(self) -> None:
        changed = RUN.model_copy(update={"assessor": "别人"})
        forged = SIGNATURE.model_copy(update={"sha256": digest(changed)})
        assert said(changed, forged) == ["signature-wrong"]

    def test_somebody_else_s_key_is_told_where_the_keys_are_known(self) -> None:
        forged = sign(RUN, OTHER, "张三", "单位负责人", AT)
        assert said(RUN, forged) == []
        assert said(RUN, forged, public_key(KEY)) == ["signature-key-unknown"]

    @pytest.mark.parametrize(("name", "role"), [("", "负责人"), ("张三", " ")])
    def test_nobody_signs_as_nothing(self, name: str, role: str) -> None:
        with pytest.raises(ValueError, match="needs a name"):
            sign(RUN, KEY, name, role, AT)

    def test_a_time_needs_its_zone(self) -> None:
        with pytest.raises(ValueError, match="its zone"):
            sign(RUN, KEY, "张三", "负责人", AT.replace(tzinfo=None))


def test_canonical_json_is_sorted_compact_and_utf_8() -> None:
    text = canonical(SIGNATURE)
    assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


CONTENT = canonical(RUN)


@given(st.integers(0, len(CONTENT) - 1), st.integers(0, 255))
@settings(max_examples=400, deadline=None)
def test_one_byte_changed_anywhere_in_a_run_fails(place: int, byte: int) -> None:
    changed = CONTENT[:place] + bytes([byte]) + CONTENT[place + 1 :]
    try:
        run = Run.model_validate_json(changed)
    except ValidationError:
        return  # it is no run any more
    # another text may say the very same (0.00 as +.00); then nothing of the run is changed
    assert bool(check(run, SIGNATURE)) == (canonical(run) != CONTENT)
    assert check(run, SIGNATURE) or run.model_dump() == RUN.model_dump()


FILE = signature_bytes(SIGNATURE)


@pytest.mark.parametrize("flip", [0x01, 0x20, 0x80])
def test_one_byte_changed_anywhere_in_its_file_fails(flip: int) -> None:
    for place in range(len(FILE)):
        changed = FILE[:place] + bytes([FILE[place] ^ flip]) + FILE[place + 1 :]
        signature, findings = read_signature(changed)
        assert (
            [one.code for one in findings] == ["signature-unreadable"] if signature is None else check(RUN, signature)
        )


def test_a_signature_s_file_comes_back_as_it_was() -> None:
    assert read_signature(FILE) == (SIGNATURE, ())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"null",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        FILE.rstrip(b"\n"),
        FILE + b"\n",
        b" " + FILE,
        json.dumps(json.loads(FILE), indent=1).encode(),
        json.dumps(json.loads(FILE) | {"more": 1}).encode(),
        FILE.replace(b"2025-01-31T10", b"2025-01-31T25"),
        FILE.replace(SIGNATURE.signature.encode(), SIGNATURE.signature.upper().encode()),
        FILE.replace(b'"jixiao.signature/1"', b'"jixiao.signature/2"'),
        RUN.model_dump_json().encode(),
    ],
    ids=lambda data: repr(data[:24]),
)
def test_anything_else_is_no_signature(data: bytes) -> None:
    signature, findings = read_signature(data)
    assert signature is None
    assert [one.code for one in findings] == ["signature-unreadable"]


class TestKeys:
    def test_a_new_key_is_readable_by_its_owner_only_and_comes_back(self, tmp_path: Path) -> None:
        path = tmp_path / "张三.pem"
        made, findings = new_key(path)
        assert made is not None
        assert findings == ()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        read, findings = read_key(path)
        assert read is not None
        assert findings == ()
        assert public_key(read) == public_key(made)

    def test_keys_differ(self, tmp_path: Path) -> None:
        keys = [new_key(tmp_path / name)[0] for name in "ab"]
        assert len({public_key(key) for key in keys if key}) == 2

    def test_an_existing_file_is_never_replaced(self, tmp_path: Path) -> None:
        path = tmp_path / "a.pem"
        path.write_text("mine")
        key, findings = new_key(path)
        assert (key, [one.code for one in findings]) == (None, ["key-exists"])
        assert path.read_text() == "mine"

    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        key, findings = new_key(tmp_path / "none" / "a.pem")
        assert (key, [one.code for one in findings]) == (None, ["key-unwritable"])
        assert "No such file or directory" in findings[0].message

    def test_a_full_disk_leaves_no_half_a_key(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "a.pem"
        with full_device().open("wb", buffering=0) as full:
            monkeypatch.setattr(os, "open", lambda *_, **_mode: os.dup(full.fileno()))
            key, findings = new_key(path)
        assert (key, [one.code for one in findings]) == (None, ["key-unwritable"])
        assert not path.exists()

    @pytest.mark.parametrize("mode", [0o644, 0o640, 0o606, 0o660])
    def test_one_that_others_can_read_is_used_with_a_warning(self, tmp_path: Path, mode: int) -> None:
        path = tmp_path / "a.pem"
        new_key(path)
        path.chmod(mode)
        key, findings = read_key(path)
        assert key is not None
        assert [(one.code, one.values["mode"]) for one in findings] == [("key-open", f"{mode:04o}")]
        assert f"chmod 600 {path}" in findings[0].message

    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"", "it holds no private key in PEM"),
            (b"\x89PNG\r\n", "it holds no private key in PEM"),
            (
                KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"secret")),
                "it is protected by a passphrase",
            ),
            (
                ec.generate_private_key(ec.SECP256R1()).private_bytes(
                    Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
                ),
                "it is a key of another kind",
            ),
        ],
        ids=["empty", "picture", "passphrase", "elliptic"],
    )
    def test_what_is_no_key_says_why(self, tmp_path: Path, data: bytes, reason: str) -> None:
        path = tmp_path / "a.pem"
        path.write_bytes(data)
        path.chmod(0o600)
        key, findings = read_key(path)
        assert (key, [one.code for one in findings]) == (None, ["key-unreadable"])
        assert reason in findings[0].message
        assert "secret" not in str(findings)

    @pytest.mark.parametrize("name", ["none.pem", "."])
    def test_what_cannot_be_read_says_why(self, tmp_path: Path, name: str) -> None:
        key, findings = read_key(tmp_path / name)
        assert (key, [one.code for one in findings]) == (None, ["key-unreadable"])
        assert "directory" in findings[0].message


class TestWhatComesAfter:
    def test_a_run_after_a_signed_one_of_the_same_projects_says_so(self) -> None:
        later = scored(whole("A", r01="30条"), whole("C"))
        (found,) = superseded(scope_of(later), [signed(scope_of(RUN), SIGNATURE)])
        assert (found.code, found.severity) == ("run-supersedes-signed", "warning")
        assert found.values == {
            "run": later.run,
            "signed": RUN.run,
            "name": "张三",
            "role": "单位负责人",
            "at": f"{datetime(2025, 1, 31, 10, tzinfo=UTC).astimezone():%Y-%m-%d %H:%M}",
            "projects": "1",
        }
        assert "张三" in found.chinese()

    def test_the_signed_run_itself_is_nothing_after_it(self) -> None:
        assert superseded(scope_of(RUN), [signed(scope_of(RUN), SIGNATURE)]) == ()

    @pytest.mark.parametrize(
        "run",
        [
            scored(whole("C")),
            scored(whole("A"), assessor="评价组", role="第三方"),
            scored(whole("A").model_copy(update={"year": 2025})),
        ],
        ids=["other projects", "another assessor", "another year"],
    )
    def test_what_says_nothing_of_the_same_supersedes_nothing(self, run: Run) -> None:
        assert superseded(scope_of(run), [signed(scope_of(RUN), SIGNATURE)]) == ()

    def test_each_signature_is_named(self) -> None:
        second = sign(RUN, OTHER, "李四", "财务负责人", AT.astimezone(UTC))
        found = superseded(
            scope_of(scored(whole("A"))), [signed(scope_of(RUN), SIGNATURE), signed(scope_of(RUN), second)]
        )
        assert [one.values["name"] for one in found] == ["张三", "李四"]

    def test_a_signature_of_another_run_is_misuse(self) -> None:
        with pytest.raises(ValueError, match="is for run"):
            signed(scope_of(scored(whole("A"))), SIGNATURE)


def test_an_incomplete_run_may_be_signed_and_it_is_said() -> None:
    run = scored(without(whole("A"), "01"), whole("B"))
    assert [(one.code, one.values["projects"]) for one in incomplete(run)] == [("run-incomplete", "1")]
    assert said(run, sign(run, KEY, "张三", "负责人", AT)) == []
    assert incomplete(RUN) == ()


@pytest.mark.parametrize("name", ["a\0b.pem", "没有/k.pem", "."], ids=["no name", "no folder", "a folder"])
def test_a_key_that_cannot_be_written_says_why(tmp_path: Path, name: str) -> None:
    key, findings = new_key(tmp_path / name)
    assert (key, len(findings)) == (None, 1)
    assert findings[0].code in ("key-unwritable", "key-exists")
