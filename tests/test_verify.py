"""A run can always be computed again from the ledger; what was changed behind its back is named."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from engine.services.verifying import first_difference
from tests.builders import ROOT
from tests.conftest import Jixiao
from tests.formtext import form, write
from tests.test_cli_ledger import WHY

pytestmark = pytest.mark.usefixtures("plain_texts")


def verify(jixiao: Jixiao, name: str = "latest", code: int = 0) -> Any:
    result = jixiao("verify", name, "--format", "json")
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def codes(verified: Any) -> list[str]:
    return [one["code"] for one in verified["findings"]]


def change(statement: str, *values: object) -> None:
    """What somebody with a database tool could do, after taking the guards away."""
    connection = sqlite3.connect("jixiao.db")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    assert connection.execute(statement, values).rowcount
    connection.commit()
    connection.close()


def test_a_run_is_the_same_whatever_came_after_it(scored: Jixiao, tmp_path: Path) -> None:
    first = verify(scored)["run"]
    scored("correct", "4401", "01", "1份", *WHY)
    scored("adjust-target", "4401", "02", "≥95%", "--reason", "批复")
    scored("adjust", "4401", "04", "-2", "--reason", "核查", "--assessor", "评价组")
    write(tmp_path / "forms.txt", form().replace("≥80%", "≥99%") + form("4403", "丙"))
    scored("import", "forms.txt", "--year", "2024")
    assert scored("verify", first).stdout == (
        f"run {first}: recomputed from the ledger, the same, byte for byte; "
        "0 signatures, 0 evidence files and 9 entries checked\n"
    )
    scored("score", "--assessor", "评价组", "--role", "第三方")
    scored("adjust", "4401", "04", "+1", "--reason", "补充", "--assessor", "评价组")
    second = verify(scored)
    assert second["same"] is True
    assert second["run"] != first
    scored("score", "--project", "4401", "--as-of", "2124-01-01")
    assert verify(scored)["same"] is True


def test_a_changed_revision_is_named_by_the_first_difference(scored: Jixiao) -> None:
    change("UPDATE revision SET content = replace(content, '2份', '1份') WHERE code = '01'")
    found = verify(scored, code=1)
    assert found["same"] is False
    assert found["difference"]["path"].startswith("projects[4401].")
    assert codes(found) == ["run-differs", "guards-missing", "chain-altered"]
    assert "NOT the same" in scored("verify", "latest").stdout


def test_a_lost_declaration_is_a_difference(scored: Jixiao) -> None:
    change("DELETE FROM declaration WHERE project = '4402'")
    found = verify(scored, code=1)
    assert found["difference"]["path"] == "projects[4402]"
    assert found["difference"]["after"] == "nothing"


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        (
            "UPDATE page SET content = replace(content, '甲项目', '申项目') WHERE content LIKE '%甲项目%'",
            "is not what it was",
        ),
        ("UPDATE page SET content = replace(content, '[1,', '[2,') WHERE content LIKE '[%'", "is not what it was"),
        ("DELETE FROM page WHERE content LIKE '%乙项目%'", "is gone"),
        ("UPDATE run_content SET content = replace(content, '本单位', '某单位')", "the content of run"),
        ("UPDATE run_content SET content = '{}'", "the content of run"),
    ],
    ids=["sheet", "page", "lost", "head", "emptied"],
)
def test_a_changed_run_is_said_to_be_damaged(scored: Jixiao, statement: str, says: str) -> None:
    change(statement)
    found = verify(scored, code=1)
    said = found["findings"][0]
    bound = ["chain-altered"] if "run_content" in statement else []
    assert codes(found) == ["run-damaged", "guards-missing", *bound]
    assert says in said["message"]
    for command in (("explain", "latest", "甲项目"), ("report", "latest")):
        result = scored(*command)
        assert result.exit_code == 2
        assert says in result.stderr


def test_the_ruleset_that_the_run_carries_is_used(recorded: Jixiao, tmp_path: Path) -> None:
    own = shutil.copytree(ROOT / "rulesets" / "mof-2020-10", tmp_path / "own")
    text = (own / "ruleset.yaml").read_text(encoding="utf-8")
    (own / "ruleset.yaml").write_text(text.replace("id: mof-2020-10", "id: own"), encoding="utf-8")
    assert recorded("score", "--ruleset", "own").exit_code == 0
    assert codes(verify(recorded)) == []
    text = (own / "ruleset.yaml").read_text(encoding="utf-8")
    (own / "ruleset.yaml").write_text(text.replace("title: ", "title: 新", 1), encoding="utf-8")
    found = verify(recorded)
    assert (found["same"], codes(found)) == (True, ["run-ruleset-installed"])


def test_another_version_of_a_package_is_said(scored: Jixiao, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.services.auditing.package_versions", lambda: {"jixiao": "99"})
    found = verify(scored)
    assert found["same"] is True
    assert set(codes(found)) == {"run-packages"}


def test_evidence_that_is_gone_or_changed_is_said(recorded: Jixiao, tmp_path: Path) -> None:
    for name in ("一.pdf", "二.pdf", "三.pdf"):
        write(tmp_path / name, name)
    recorded("correct", "4401", "01", "1份", "--evidence", "一.pdf", *WHY)
    recorded("correct", "4401", "04", "90%", "--evidence", "二.pdf", *WHY)
    recorded("adjust-target", "4401", "02", "≥95%", "--evidence", "三.pdf", "--reason", "批复")
    recorded("score")
    assert verify(recorded)["evidence"] == 3
    write(tmp_path / "一.pdf", "otherwise")
    (tmp_path / "二.pdf").unlink()
    (tmp_path / "三.pdf").unlink()
    found = verify(recorded, code=1)
    assert (found["same"], codes(found)) == (True, ["evidence-changed", "evidence-gone", "evidence-gone"])
    result = recorded("verify", "latest")
    assert "error: the evidence 一.pdf of 报告数量 (甲项目) is not the file that was recorded" in result.stderr


def test_evidence_is_found_from_another_folder_than_the_ledger_s(
    recorded: Jixiao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "一.pdf", "one")
    recorded("correct", "4401", "01", "1份", "--evidence", "一.pdf", *WHY)
    recorded("score")
    (tmp_path / "inside").mkdir()
    monkeypatch.chdir(tmp_path / "inside")
    db = ("--db", f"sqlite:///{tmp_path}/jixiao.db")
    assert recorded("verify", "latest", *db).exit_code == 0
    write(tmp_path / "一.pdf", "two")
    assert "is not the file that was recorded" in recorded("verify", "latest", *db).stderr


def test_evidence_beside_a_file_of_actuals_is_found_from_there(jixiao: Jixiao, tmp_path: Path) -> None:
    write(tmp_path / "a.txt", form())
    write(tmp_path / "in" / "x.pdf", "x")
    write(tmp_path / "in" / "a.yaml", "project: '4401'\nactuals:\n  - {code: '01', value: 2份, evidence: x.pdf}\n")
    jixiao("import", "a.txt", "--year", "2024")
    jixiao("record", "in/a.yaml", "--by", "张三")
    jixiao("score")
    assert verify(jixiao)["evidence"] == 1
    (tmp_path / "in" / "x.pdf").write_text("y")
    assert codes(verify(jixiao, code=1)) == ["evidence-changed"]


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ({"a": 1}, {"a": 1}, None),
        ({"a": 1, "b": 2}, {"a": 1, "b": 3}, ("b", "2", "3")),
        ({"a": [{"code": "x", "p": 1}]}, {"a": [{"code": "x", "p": 2}]}, ("a[x].p", "1", "2")),
        ({"a": ["x"]}, {"a": ["x", "y"]}, ("a[1]", "nothing", '"y"')),
        ({"a": None}, {}, ("a", "null", "nothing")),
        ({}, {"a": 1}, ("a", "nothing", "1")),
        ({"a": {"b": [1, 2]}}, {"a": {"b": [1, 3]}}, ("a.b[1]", "2", "3")),
        ({"a": []}, {"a": {}}, ("a", "[]", "{}")),
    ],
)
def test_the_first_difference_names_its_place(before: object, after: object, says: tuple[str, str, str] | None) -> None:
    found = first_difference(before, after)
    assert (found and (found.path, found.before, found.after)) == says
