"""The chain of the ledger: whatever is changed behind its back is found and named, on both databases."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from engine.actuals import Stated
from engine.language.findings import Finding
from engine.runs.chain import BEGIN, Head, link, read_short, short
from engine.store import (
    Act,
    LedgerDamagedError,
    LedgerError,
    append_adjustment,
    append_declarations,
    append_signature,
    append_target,
    chain_head,
    drop_foreign,
    entry_of_run,
    foreign_triggers,
    list_runs,
    load_cases,
    missing_guards,
    open_ledger,
    restore_guards,
    upgrade_ledger,
    verify_ledger,
    verify_until,
)
from engine.store.chained import KINDS
from engine.store.tables import TABLES
from tests.conftest import Jixiao
from tests.formtext import form
from tests.runs import append_run
from tests.test_ledger_tables import first_version
from tests.test_store import DAYS, RATE, REPORTS, forms, record, run_of

pytestmark = pytest.mark.usefixtures("plain_texts")

HASH = "3f" * 32


@given(st.dictionaries(st.text("abc_", min_size=1), st.text() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1)))
def test_a_hash_is_over_canonical_json(columns: dict[str, str | bool | int]) -> None:
    import hashlib  # noqa: PLC0415 (only here)

    canonical = rfc8785.dumps([7, "revision", columns, HASH])
    assert link(7, "revision", columns, HASH) == hashlib.sha256(canonical).hexdigest()


def test_a_time_counts_as_the_moment_it_is() -> None:
    at = datetime(2025, 1, 1, 20, 30, tzinfo=timezone(timedelta(hours=8)))
    same = (at, at.astimezone(UTC), at.astimezone(UTC).replace(tzinfo=None))
    assert len({link(1, "run", {"at": one}, "") for one in same}) == 1
    assert link(1, "run", {"at": at + timedelta(microseconds=1)}, "") != link(1, "run", {"at": at}, "")


def test_a_short_form_can_be_typed() -> None:
    assert short("00" * 32) == "0000-0000-0000-0000-0000"
    assert short("ff" * 32) == "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ"
    printed = short(HASH)
    for typed in (
        f"台账 第 123 条 · {printed}",
        f"entry 123 · {printed.lower()} (2025-01-31)",
        f"123 {printed.replace('-', ' ').replace('0', 'o').replace('1', 'l')}",
        f"第１２３条 {printed}",
    ):
        assert read_short(typed) == (123, printed), typed
    for none in ("", printed, "123", f"123 {printed}X", f"123 {printed[:-1]}U", "123 3F7A-9C01"):
        assert read_short(none) is None, none


def fill(engine: Engine) -> None:
    """Every kind of entry, some of them twice."""
    both = forms(form(), form("4402", "乙项目"))
    append_declarations(engine, both, DAYS[0])
    record(engine, REPORTS, RATE)
    record(engine, REPORTS.model_copy(update={"record": Stated(value="1份")}), at=DAYS[2], by="李四")
    act = Act(by="财政局", reason="批复", at=DAYS[3])
    append_target(engine, "4401", both[0].indicators[0], "≥3份", act)
    append_adjustment(engine, "4401", both[0].indicators[1], Decimal(-2), "评价组", act, DAYS[8])
    append_run(engine, run_of(load_cases(engine)), DAYS[4])
    append_signature(engine, "latest", "{}", DAYS[5])
    append_run(engine, run_of(load_cases(engine, ["4401"]), "评价组"), DAYS[6])
    record(engine, RATE.model_copy(update={"record": Stated(value="90%")}), at=DAYS[7], by="王五")


@pytest.fixture
def ledger(database: str) -> Iterator[Engine]:
    engine = open_ledger(database)
    fill(engine)
    yield engine
    engine.dispose()


def change(ledger: Engine, *statements: str) -> None:
    """What somebody could do who owns the database: the guards away, and then whatever he likes."""
    with ledger.connect().execution_options(writes=True) as connection, connection.begin():
        for table in TABLES:
            if ledger.dialect.name == "sqlite":
                for deed in ("update", "delete", "replace"):
                    connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_{deed}"))
            else:
                connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}"))
        if ledger.dialect.name == "sqlite":
            connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        for statement in statements:
            assert connection.execute(text(statement)).rowcount, statement


def faults(ledger: Engine) -> list[Finding]:
    return [one for one in verify_ledger(ledger).findings if one.code != "guards-missing"]


def test_a_ledger_as_it_was_made_is_whole(ledger: Engine) -> None:
    head, pages, findings = verify_ledger(ledger)
    assert findings == ()
    assert pages == 4
    with ledger.connect() as connection:
        counted = sum(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in KINDS)
        numbers = list(connection.execute(text("SELECT number FROM chain ORDER BY number")).scalars())
    assert numbers == list(range(1, counted + 1))
    assert head == chain_head(ledger)
    assert head.number == counted == 12


def test_both_databases_give_the_same_hashes(ledger: Engine, tmp_path: Path) -> None:
    other = open_ledger(f"sqlite:///{tmp_path}/other.db")
    fill(other)
    assert chain_head(other) == chain_head(ledger)
    other.dispose()


NEWEST = "(SELECT max(id) FROM revision)"
TAMPERED = {
    "the newest revision deleted": (f"DELETE FROM revision WHERE id = {NEWEST}", "chain-row-gone", 12),
    "the newest revision altered": (
        f"UPDATE revision SET content = replace(content, '90%', '99%') WHERE id = {NEWEST}",
        "chain-altered",
        12,
    ),
    "an old revision edited": (
        "UPDATE revision SET content = replace(content, '2份', '3份') WHERE id = 2",
        "chain-altered",
        4,
    ),
    "a time": ("UPDATE revision SET at = '2025-01-02 11:00:00.000000' WHERE id = 4", "chain-altered", 6),
    "an author": ("UPDATE revision SET by = '张三' WHERE by = '李四'", "chain-altered", 6),
    "a reason": ("UPDATE adjusted_target SET reason = '口头'", "chain-altered", 7),
    "an assessor": ("UPDATE adjustment SET assessor = '某单位'", "chain-altered", 8),
    "points": ("UPDATE adjustment SET points = '2'", "chain-altered", 8),
    "an expiry": ("UPDATE adjustment SET expires = NULL", "chain-altered", 8),
    "a role": ("UPDATE run SET role = '第三方' WHERE id = 1", "chain-altered", 9),
    "a form": ("UPDATE declaration SET content = replace(content, '≥80%', '≥10%') WHERE id = 2", "chain-altered", 2),
    "a run removed": ("DELETE FROM run WHERE id = 2", "chain-row-gone", 11),
    "a signature removed": ("DELETE FROM signature", "chain-row-gone", 10),
    "a signature altered": ("UPDATE signature SET content = '{ }'", "chain-altered", 10),
    "a run's head altered": (
        "UPDATE run_content SET content = replace(content, '评价组', '某某组') WHERE content LIKE '%评价组%'",
        "chain-altered",
        11,
    ),
    "an id changed": ("UPDATE revision SET id = 77 WHERE id = 4", "chain-row-gone", 6),
    "a link altered": ("UPDATE chain SET hash = replace(hash, 'a', 'b') WHERE number = 5", "chain-altered", 5),
    "a link's row exchanged": ("UPDATE chain SET row = 1 WHERE number = 4", "chain-order", 4),
    "a link's kind exchanged": ("UPDATE chain SET kind = 'page' WHERE number = 4", "chain-altered", 4),
    "something said by a link": ("UPDATE chain SET said = 'x' WHERE number = 4", "chain-altered", 4),
}


@pytest.mark.parametrize(("statement", "code", "number"), TAMPERED.values(), ids=TAMPERED)
def test_whatever_is_changed_is_found_and_named(ledger: Engine, statement: str, code: str, number: int) -> None:
    change(ledger, statement)
    found = faults(ledger)
    assert (found[0].code, found[0].values["number"]) == (code, str(number))
    assert f"entry {number} (" in found[0].message


def test_the_fault_says_whose_entry_it_is_by_whom_and_when(ledger: Engine) -> None:
    change(ledger, TAMPERED["an old revision edited"][0])
    (found,) = faults(ledger)
    assert found.message.startswith(
        "entry 4 (revision 2: 4401, 报告数量, by 张三, 2025-01-02T12:00:00Z) is not what was accepted"
    )
    assert {name: found.values[name] for name in ("kind", "row", "project", "code", "by")} == {
        "kind": "revision",
        "row": "2",
        "project": "4401",
        "code": "01",
        "by": "张三",
    }


def test_rows_swapped_are_both_found(ledger: Engine) -> None:
    moved = ("UPDATE revision SET id = -1 WHERE id = 2", "UPDATE revision SET id = 2 WHERE id = 3")
    change(ledger, *moved, "UPDATE revision SET id = 3 WHERE id = -1")
    assert [(one.code, one.values["number"]) for one in faults(ledger)] == [
        ("chain-altered", "4"),
        ("chain-altered", "5"),
    ]


def test_links_swapped_are_both_found(ledger: Engine) -> None:
    moved = ("UPDATE chain SET number = -1 WHERE number = 4", "UPDATE chain SET number = 4 WHERE number = 5")
    change(ledger, *moved, "UPDATE chain SET number = 5 WHERE number = -1")
    assert [one.code for one in faults(ledger)][:2] == ["chain-altered", "chain-order"]


def test_an_entry_taken_out_with_its_link_is_a_gap(ledger: Engine) -> None:
    change(ledger, "DELETE FROM revision WHERE id IN (2, 3)", "DELETE FROM chain WHERE number IN (4, 5)")
    (found,) = faults(ledger)
    assert found.code == "chain-gap"
    assert "entries 4 to 5 are gone from the chain; they stood between entry 3 (revision 1: 4401, 项目" in found.message


FORGED = {
    "revision": "INSERT INTO revision (id, project, code, indicator, number, content, by, reason, at, assessor)"
    " VALUES (99, '4401', '01', '报告数量', 3, '{}', '张三', '', '2025-01-01 00:00:00', '')",
    "adjustment": "INSERT INTO adjustment (id, project, code, indicator, assessor, number, points, reason, by, at)"
    " VALUES (99, '4401', '01', '报告数量', '评价组', 1, '-1', '核查', '评价组', '2025-01-01 00:00:00')",
    "answer": "INSERT INTO answer (id, project, code, indicator, assessor, number, content, reason, by, at)"
    " VALUES (99, '4401', '01', '报告数量', '', 1, '{}', '口径', '填报人', '2025-01-01 00:00:00')",
    "signature": "INSERT INTO signature (id, run, content, at) SELECT 99, run, '{}', at FROM run WHERE id = 1",
    "run": "INSERT INTO run (id, run, ruleset, assessor, role, complete, projects, at, marks, program, everything)"
    " SELECT 99, run, ruleset, '某人', role, complete, projects, at, marks, program, everything FROM run WHERE id = 1",
}


@pytest.mark.parametrize("kind", FORGED)
def test_a_forged_entry_is_found_and_named(ledger: Engine, kind: str) -> None:
    """It needs no trigger to be dropped."""
    with ledger.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(text(FORGED[kind]))
    (found,) = faults(ledger)
    assert (found.code, found.values["kind"]) == ("chain-inserted", kind)
    assert f"{kind} 99: " in found.message
    assert missing_guards(ledger) == ()
    record(
        ledger, RATE.model_copy(update={"record": Stated(value="88%")}), at=DAYS[8]
    )  # what is accepted later changes nothing of it
    assert [one.code for one in faults(ledger)] == ["chain-inserted"]


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        (
            "UPDATE page SET content = replace(content, '甲项目', '申项目') WHERE content LIKE '%甲项目%'",
            "chain-page-altered",
        ),
        ("DELETE FROM page WHERE content LIKE '%乙项目%'", "chain-page-gone"),
        ("DELETE FROM page WHERE content LIKE '[%'", "chain-page-gone"),
    ],
    ids=["sheet", "lost", "roots"],
)
def test_a_changed_page_is_found_and_named(ledger: Engine, statement: str, code: str) -> None:
    change(ledger, statement)
    found = faults(ledger)
    assert {one.code for one in found} == {code}
    if "项目" in statement:
        assert ("(4401)" if "甲" in statement else "(4402)") in found[0].message


def test_the_content_of_a_run_that_is_gone_is_named(ledger: Engine) -> None:
    undo = "ALTER TABLE signature DROP CONSTRAINT signature_run_fkey"
    if ledger.dialect.name == "postgresql":
        with ledger.begin() as connection:
            connection.execute(text(undo))
    change(ledger, "DELETE FROM signature", "DELETE FROM run_content WHERE content LIKE '%评价组%'")
    assert [one.code for one in faults(ledger)] == ["chain-row-gone", "chain-altered", "chain-content-gone"]


def test_a_time_that_is_none_is_named(tmp_path: Path) -> None:
    """SQLite takes any text."""
    engine = open_ledger(f"sqlite:///{tmp_path}/ledger.db")
    fill(engine)
    change(engine, "UPDATE revision SET at = '昨天' WHERE id = 2", "UPDATE run SET at = 'x'")
    assert [one.values["number"] for one in faults(engine)] == ["4", "9", "11"]
    engine.dispose()


NO_TEXT = "CAST(x'ff41' AS TEXT)"


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE chain SET row = 'abc' WHERE number = 5", "chain-altered"),
        ("UPDATE chain SET row = x'00ff' WHERE number = 5", "chain-altered"),
        (f"UPDATE chain SET hash = {NO_TEXT} WHERE number = 5", "chain-altered"),
        ("UPDATE chain SET kind = x'00' WHERE number = 5", "chain-altered"),
        (f"UPDATE chain SET said = {NO_TEXT} WHERE number = 5", "chain-altered"),
        (f"UPDATE revision SET by = {NO_TEXT} WHERE id = 2", "chain-altered"),
        ("UPDATE run_content SET content = x'00ff' WHERE content LIKE '%评价组%'", "chain-altered"),
        (f"UPDATE run_content SET content = {NO_TEXT} WHERE content LIKE '%评价组%'", "chain-altered"),
        (f"UPDATE page SET content = {NO_TEXT} WHERE content LIKE '%甲项目%'", "chain-page-altered"),
        (f"UPDATE page SET sha256 = {NO_TEXT} WHERE content LIKE '%甲项目%'", "chain-page-altered"),
    ],
)
def test_what_its_column_cannot_hold_is_named_like_any_other_change(tmp_path: Path, statement: str, code: str) -> None:
    """SQLite takes any bytes for a text and any text for a number: neither may end the walk."""
    engine = open_ledger(f"sqlite:///{tmp_path}/ledger.db")
    fill(engine)
    change(engine, statement)
    assert code in {one.code for one in faults(engine)}
    engine.dispose()


def test_guards_that_are_missing_or_altered_are_said_and_put_back(ledger: Engine) -> None:
    assert missing_guards(ledger) == ()
    change(ledger)
    missing = missing_guards(ledger)
    assert len(missing) == len(TABLES) * (3 if ledger.dialect.name == "sqlite" else 1)
    assert verify_ledger(ledger).findings[0].code == "guards-missing"
    assert restore_guards(ledger) == missing
    assert missing_guards(ledger) == ()
    with ledger.connect().execution_options(writes=True) as connection, connection.begin():
        if ledger.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER revision_no_update"))
            harmless = "CREATE TRIGGER revision_no_update BEFORE UPDATE ON revision BEGIN SELECT 1; END"
            connection.execute(text(harmless))
        else:
            connection.execute(text("ALTER TABLE revision DISABLE TRIGGER revision_append_only"))
    assert missing_guards(ledger) in (("revision_no_update",), ("revision_append_only",))
    assert restore_guards(ledger)
    assert missing_guards(ledger) == ()


@pytest.mark.parametrize(
    ("ago", "count"), [(timedelta(days=6), 1), (timedelta(hours=1, seconds=1), 1), (timedelta(minutes=59), 0)]
)
def test_a_clock_that_was_set_back_is_said_once(ledger: Engine, ago: timedelta, count: int) -> None:
    """Whoever sets the clock back, to have recorded in time, shows it by the entries before."""
    record(ledger, REPORTS.model_copy(update={"record": Stated(value="9份")}), at=DAYS[7] - ago, by="赵六")
    record(ledger, REPORTS.model_copy(update={"record": Stated(value="8份")}), at=DAYS[8])
    found = verify_ledger(ledger).findings
    assert [(one.code, one.values["number"], one.severity) for one in found] == [
        ("chain-time", "13", "warning")
    ] * count
    assert all("by 赵六" in one.message and "before 2025-01-08T12:00:00Z" in one.message for one in found)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    "harmless",
    [
        "BEFORE UPDATE OR DELETE OR TRUNCATE ON revision FOR EACH STATEMENT WHEN (false)",
        "BEFORE UPDATE OF project OR DELETE OR TRUNCATE ON revision FOR EACH STATEMENT",
        "BEFORE UPDATE OR DELETE ON revision FOR EACH STATEMENT",
    ],
)
def test_a_guard_that_guards_only_sometimes_is_none(ledger: Engine, harmless: str) -> None:
    create = f"CREATE TRIGGER revision_append_only {harmless} EXECUTE FUNCTION revision_is_append_only()"
    acting(ledger, "DROP TRIGGER revision_append_only ON revision", create)
    assert missing_guards(ledger) == ("revision_append_only",)
    assert restore_guards(ledger)
    assert missing_guards(ledger) == ()


SWALLOWING = {
    "sqlite": {
        "one author's entries": "CREATE TRIGGER quiet BEFORE INSERT ON revision WHEN NEW.by = '审计' "
        "BEGIN SELECT RAISE(IGNORE); END",
        "another figure": "CREATE TRIGGER quiet AFTER INSERT ON revision BEGIN INSERT INTO chain SELECT 1, '', 1, '', ''; END",
        "links": """CREATE TRIGGER "quiet" BEFORE INSERT ON chain BEGIN SELECT RAISE(IGNORE); END""",
    },
    "postgresql": {
        "one author's entries": "CREATE RULE quiet AS ON INSERT TO revision WHERE NEW.by = '审计' DO INSTEAD NOTHING",
        "all": "CREATE TRIGGER quiet BEFORE INSERT ON revision FOR EACH ROW EXECUTE FUNCTION "
        "suppress_redundant_updates_trigger()",
        "links": "CREATE RULE quiet AS ON INSERT TO chain DO INSTEAD NOTHING",
    },
}


@pytest.mark.parametrize("which", range(3))
def test_what_acts_on_entries_besides_the_guards_is_said_and_taken_away(ledger: Engine, which: int) -> None:
    assert foreign_triggers(ledger) == ()
    acting(ledger, list(SWALLOWING[ledger.dialect.name].values())[which])
    (said,) = verify_ledger(ledger).findings
    assert (said.code, said.values["triggers"]) == ("guards-foreign", "quiet")
    assert [one.name for one in drop_foreign(ledger)] == ["quiet"]
    assert verify_ledger(ledger).findings == ()


def acting(ledger: Engine, *statements: str) -> None:
    """What somebody could do who owns the database and lets the guards be."""
    with ledger.connect().execution_options(writes=True) as connection, connection.begin():
        for statement in statements:
            connection.execute(text(statement))


def test_a_run_is_checked_up_to_its_own_entry(ledger: Engine) -> None:
    first, _ = (one.run for one in reversed(list_runs(ledger)))
    assert verify_until(ledger, first).head == entry_of_run(ledger, first) != chain_head(ledger)
    change(ledger, TAMPERED["the newest revision altered"][0])
    assert [one.code for one in verify_until(ledger, first).findings] == ["guards-missing"]
    change(ledger, TAMPERED["an old revision edited"][0])
    assert [one.code for one in verify_until(ledger, first).findings] == ["guards-missing", "chain-altered"]


def test_many_faults_are_counted(ledger: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.store.whole.LISTED", 2)
    change(ledger, "UPDATE chain SET hash = 'x'")
    assert [one.code for one in faults(ledger)] == ["chain-altered", "chain-altered", "chain-more"]
    assert faults(ledger)[-1].values["more"] == "10"


def test_the_chain_of_an_older_ledger_begins_with_its_upgrade(database: str, tmp_path: Path) -> None:
    source = open_ledger(f"sqlite:///{tmp_path}/source.db")
    append_declarations(source, forms(form()), DAYS[0])
    record(source, REPORTS, RATE, at=DAYS[2])
    append_run(source, run_of(load_cases(source)), DAYS[1])  # the clock was set back
    first_version(database, source)
    source.dispose()
    upgrade_ledger(database, DAYS[8])
    ledger = open_ledger(database)
    head, _, (said,) = verify_ledger(ledger)
    assert said.code == "chain-upgraded"
    assert said.message == (
        "the chain begins with the upgrade of 2025-01-09 from version 0000: it shows every change since then; "
        "entries 2 to 6 are as they stood on that day"
    )
    with ledger.connect() as connection:
        kinds = connection.execute(text("SELECT kind FROM chain ORDER BY number")).scalars().all()
    assert kinds == ["upgrade", "declaration", "run", "revision", "revision", "revision"]
    record(ledger, RATE.model_copy(update={"record": Stated(value="1%")}), at=DAYS[8])
    assert verify_ledger(ledger).head.number > head.number
    change(ledger, "UPDATE chain SET said = replace(said, '2025-01-09', '2024-01-09') WHERE number = 1")
    assert faults(ledger)[0].code == "chain-altered"
    upgrade_ledger(database, DAYS[8])
    assert faults(ledger)[0].code == "chain-altered"  # it does not begin anew
    ledger.dispose()


@pytest.mark.parametrize("damage", ["revision SET at = '昨天'", "revision SET content = 'x'", "run SET at = ''"])
def test_an_older_ledger_that_was_damaged_is_not_upgraded(tmp_path: Path, damage: str) -> None:
    source, url = open_ledger(f"sqlite:///{tmp_path}/source.db"), f"sqlite:///{tmp_path}/ledger.db"
    fill(source)
    first_version(url, source)
    source.dispose()
    connection = sqlite3.connect(tmp_path / "ledger.db")
    connection.execute(f"UPDATE {damage}")
    connection.commit()
    connection.close()
    with pytest.raises(LedgerDamagedError, match=r"an entry of the ledger is damaged .*nothing was upgraded; use"):
        upgrade_ledger(url, DAYS[8])
    with pytest.raises(LedgerError, match="is of an older version"):  # it is as it was
        open_ledger(url)


def test_an_empty_ledger_is_whole(database: str) -> None:
    ledger = open_ledger(database)
    assert verify_ledger(ledger) == (BEGIN, 0, ())
    assert chain_head(ledger) == Head(0, "")
    ledger.dispose()


def test_the_command_names_what_was_changed_and_every_command_warns(scored: Jixiao) -> None:
    whole = scored("verify")
    assert (whole.exit_code, whole.stderr) == (0, "")
    assert whole.stdout.startswith(
        "9 entries and 3 pages of runs checked: each follows from the one before\nhead: entry 9 · "
    )
    ledger = open_ledger("sqlite:///jixiao.db")
    change(ledger, "UPDATE revision SET by = '某人' WHERE id = 3")
    ledger.dispose()
    for command in (("runs",), ("explain", "latest", "4401"), ("history", "4401"), ("score",)):
        said = scored(*command).stderr
        assert (
            "warning: the ledger's own guards against changes are missing or altered (declaration_no_update, " in said
        )
    result = scored("verify", "--format", "json")
    found = json.loads(result.stdout)
    assert (result.exit_code, found["same"]) == (1, False)
    assert [one["code"] for one in found["findings"]] == ["guards-missing", "chain-altered"]
    assert "NOT as it was" in scored("verify").stdout
    assert "by 某人" in scored("verify", "latest").stderr
    restored = scored("upgrade").stdout
    assert "guards put back: declaration_no_update" in restored
    assert scored("runs").stderr == ""


def test_a_signature_file_without_a_run_is_refused(scored: Jixiao, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    refused = scored("verify", "--signature", "a.json")
    assert (refused.exit_code, "jixiao verify RUN --signature FILE" in refused.stderr) == (2, True)
