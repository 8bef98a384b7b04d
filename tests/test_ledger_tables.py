"""The database itself: it refuses to change or delete entries; older versions are upgraded, newer ones refused."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine, UniqueConstraint, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from engine.actuals import Stated
from engine.store import (
    LedgerError,
    append_declarations,
    append_signature,
    ledger_in_memory,
    list_runs,
    load_cases,
    load_run,
    open_ledger,
    signatures,
    upgrade_ledger,
    years,
)
from engine.store.opening import CURRENT
from engine.store.tables import METADATA, TABLES
from tests import new_ledgers
from tests.builders import ROOT
from tests.conftest import Jixiao
from tests.formtext import form
from tests.runs import append_run
from tests.test_store import DAYS, RATE, REPORTS, forms, record, run_of, values

pytestmark = pytest.mark.usefixtures("plain_texts")

FILL = {
    "adjusted_target": "INSERT INTO adjusted_target (project, code, indicator, number, content, by, reason, at)"
    " VALUES ('4401', '01', '报告数量', 1, '{}', '财政局', '批复', '2025-01-01 00:00:00')",
    "answer": "INSERT INTO answer (project, code, indicator, number, content, by, reason, at)"
    " VALUES ('4401', '01', '报告数量', 1, '{}', '填报人', '口径', '2025-01-01 00:00:00')",
    "adjustment": "INSERT INTO adjustment (project, code, indicator, assessor, number, points, reason, by, at)"
    " VALUES ('4401', '01', '报告数量', '评价组', 1, '-1', '核查', '评价组', '2025-01-01 00:00:00')",
}


@pytest.fixture
def ledger(database: str) -> Iterator[Engine]:
    """A ledger with an entry in every table."""
    engine = open_ledger(database)
    append_declarations(engine, forms(form()), DAYS[0])
    record(engine, REPORTS)
    append_run(engine, run_of(load_cases(engine)), DAYS[1])
    append_signature(engine, "latest", "{}", DAYS[2])
    for statement in FILL.values():
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            connection.execute(text(statement))
    yield engine
    engine.dispose()


def rows(ledger: Engine, table: str) -> list[tuple[object, ...]]:
    with ledger.connect() as connection:
        return [tuple(row) for row in connection.execute(text(f"SELECT * FROM {table}"))]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("deed", ["UPDATE {table} SET {column} = {column}", "DELETE FROM {table}", "replace"])
def test_the_database_refuses_to_change_or_delete_entries(ledger: Engine, table: str, deed: str) -> None:
    column = {"run_content": "run", "page": "sha256", "chain": "number"}.get(table, "id")
    if deed == "replace":
        deed = (
            "INSERT OR REPLACE INTO {table} SELECT * FROM {table}" if is_sqlite(ledger) else "TRUNCATE {table} CASCADE"
        )
    before = rows(ledger, table)
    assert before
    with (
        pytest.raises(DBAPIError, match=r"the ledger is append-only: entries of [a-z_]+ are never changed or deleted"),
        ledger.connect().execution_options(writes=True) as connection,
        connection.begin(),
    ):
        connection.execute(text(deed.format(table=table, column=column)))
    assert rows(ledger, table) == before


def is_sqlite(ledger: Engine) -> bool:
    return ledger.dialect.name == "sqlite"


def test_the_migrations_make_the_tables_that_the_program_uses(ledger: Engine) -> None:
    found = inspect(ledger)
    for name, table in METADATA.tables.items():
        made = {column["name"]: column for column in found.get_columns(name)}
        assert set(made) == set(table.columns.keys())
        assert {key for key, one in made.items() if one["nullable"]} == {
            one.name for one in table.columns if one.nullable
        }
        unique = {tuple(one["column_names"]) for one in found.get_unique_constraints(name)}
        assert unique == {
            tuple(column.name for column in one.columns)
            for one in table.constraints
            if isinstance(one, UniqueConstraint)
        }


def test_a_ledger_of_the_tests_is_as_the_migrations_make_it() -> None:
    made, copied = new_ledgers.ledger_in_memory(), ledger_in_memory()
    content = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
    with made.connect() as one, copied.connect() as other:
        assert one.execute(text(content)).all() == other.execute(text(content)).all()
        assert sorted(new_ledgers.statements(one)) == sorted(new_ledgers.statements(other))
        assert {name: one.execute(text(f"SELECT count(*) FROM {name}")).scalar() for name in TABLES} == dict.fromkeys(
            TABLES, 0
        )


def test_a_signature_of_no_run_is_refused(ledger: Engine) -> None:
    with pytest.raises(LedgerError, match="there is no run “zzz”"):
        append_signature(ledger, "zzz", "{}", DAYS[0])
    with pytest.raises(DBAPIError), ledger.connect() as connection, connection.begin():
        connection.execute(text("INSERT INTO signature (run, content, at) VALUES ('zzz', '{}', '2025-01-01 00:00:00')"))


def test_signatures_come_back_in_their_order(ledger: Engine) -> None:
    name = list_runs(ledger)[0].run
    assert append_signature(ledger, name[:8], '{"by": "乙"}', DAYS[3]) == name
    found = [(one.run, one.content, one.at) for one in signatures(ledger, "latest")]
    assert found == [(name, "{}", DAYS[2]), (name, '{"by": "乙"}', DAYS[3])]
    assert signatures(ledger) == signatures(ledger, name)


def test_a_ledger_opened_again_is_not_made_again(database: str) -> None:
    for number in range(3):
        ledger = open_ledger(database)
        append_declarations(ledger, forms(form(str(number))), DAYS[number])
        assert len(rows(ledger, "declaration")) == number + 1
        ledger.dispose()


FIRST = """\
CREATE TABLE declaration (id {serial}, project VARCHAR NOT NULL, number INTEGER NOT NULL, sha256 VARCHAR NOT NULL,
  content VARCHAR NOT NULL, at {time} NOT NULL, PRIMARY KEY (id), UNIQUE (project, number));
CREATE INDEX ix_declaration_project ON declaration (project);
CREATE TABLE revision (id {serial}, project VARCHAR NOT NULL, code VARCHAR NOT NULL, indicator VARCHAR NOT NULL,
  number INTEGER NOT NULL, content VARCHAR NOT NULL, by VARCHAR NOT NULL, reason VARCHAR NOT NULL, at {time} NOT NULL,
  PRIMARY KEY (id), UNIQUE (project, code, number));
CREATE INDEX ix_revision_project ON revision (project);
CREATE TABLE run (id {serial}, run VARCHAR NOT NULL, ruleset VARCHAR NOT NULL, assessor VARCHAR NOT NULL,
  role VARCHAR NOT NULL, complete BOOLEAN NOT NULL, projects INTEGER NOT NULL, at {time} NOT NULL, PRIMARY KEY (id));
CREATE INDEX ix_run_run ON run (run);
CREATE TABLE run_content (run VARCHAR NOT NULL, content VARCHAR NOT NULL, PRIMARY KEY (run));"""
"""The tables as the first version made them."""


def first_version(database: str, source: Engine | None = None) -> None:
    """A database of the first version, with the entries of a ledger of this one."""
    is_sqlite = database.startswith("sqlite")
    kinds = {"serial": "INTEGER NOT NULL", "time": "DATETIME"}
    if not is_sqlite:
        kinds = {"serial": "SERIAL", "time": "TIMESTAMP WITH TIME ZONE"}
    engine = create_engine(database)
    with engine.begin() as connection:
        for statement in FIRST.format(**kinds).split(";\n"):
            connection.execute(text(statement))
        for table in ("declaration", "revision", "run", "run_content") if source else ():
            columns = [one["name"] for one in inspect(connection).get_columns(table) if one["name"] != "id"]
            assert source is not None
            with source.connect() as old:
                entries = [
                    dict(row) for row in old.execute(text(f"SELECT {', '.join(columns)} FROM {table}")).mappings()
                ]
            entries = [one | {"complete": bool(one["complete"])} if "complete" in one else one for one in entries]
            if table == "run_content":  # the first versions kept runs whole
                entries = [one | {"content": load_run(source, str(one["run"])).model_dump_json()} for one in entries]
            places = ", ".join(f":{name}" for name in columns)
            connection.execute(text(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"), entries)
    engine.dispose()


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Engine]:
    engine = open_ledger(f"sqlite:///{tmp_path}/source.db")
    append_declarations(engine, forms(form()), DAYS[0])
    record(engine, REPORTS, RATE)
    append_run(engine, run_of(load_cases(engine)), DAYS[2])
    yield engine
    engine.dispose()


def test_a_ledger_of_the_first_version_is_refused_and_upgraded_by_the_command(database: str, filled: Engine) -> None:
    first_version(database, filled)
    with pytest.raises(
        LedgerError, match=r"is of an older version .*; make a copy of it, then run: jixiao upgrade --db"
    ):
        open_ledger(database)
    assert upgrade_ledger(database, DAYS[4])[:2] == ("0000", CURRENT)
    assert upgrade_ledger(database, DAYS[4]) == (CURRENT, CURRENT, ())
    ledger = open_ledger(database)
    assert load_cases(ledger) == load_cases(filled)
    assert [one.at for one in list_runs(ledger)] == [DAYS[2]]
    record(ledger, REPORTS.model_copy(update={"record": Stated(value="1份")}), at=DAYS[3], of_year=2024)
    assert values(load_cases(ledger)[0]) == {"01": "1份", "02": "95%"}
    with pytest.raises(DBAPIError, match="append-only"), ledger.connect() as connection, connection.begin():
        connection.execute(text("DELETE FROM revision"))
    ledger.dispose()


def test_an_empty_ledger_of_the_first_version_is_upgraded_in_silence(database: str) -> None:
    first_version(database)
    ledger = open_ledger(database)
    append_declarations(ledger, forms(form()), DAYS[0])
    ledger.dispose()
    assert upgrade_ledger(database, DAYS[4]) == (CURRENT, CURRENT, ())


def test_a_ledger_of_a_newer_version_is_refused(database: str) -> None:
    ledger = open_ledger(database)
    with ledger.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    ledger.dispose()
    for opening in (open_ledger, partial(upgrade_ledger, at=DAYS[4])):
        with pytest.raises(
            LedgerError, match=rf"newer version \(9999\) than this program writes \({CURRENT}\); update jixiao"
        ):
            opening(database)


def test_the_command_says_what_it_did(jixiao: Jixiao, filled: Engine, tmp_path: Path) -> None:
    first_version("sqlite:///jixiao.db", filled)
    refused = jixiao("runs")
    assert refused.exit_code == 2
    assert "then run: jixiao upgrade --db jixiao.db" in refused.stderr
    assert jixiao("upgrade").stdout == (
        f"the ledger was of version 0000 and is now of version {CURRENT}\n"
        "1 projects are of 2024, as recorded with their actuals\n"
    )
    assert jixiao("upgrade").stdout == f"the ledger is of version {CURRENT} already\n"
    assert jixiao("runs").exit_code == 0
    missing = jixiao("upgrade", "--db", "sqlite:///none.db")
    assert missing.exit_code == 2
    assert "there is no ledger" in missing.stderr
    assert not (tmp_path / "none.db").exists()


def older_ledger(entries: str = "") -> None:
    """A ledger as the second version of the program left it, then with other entries, which no trigger refused."""
    connection = sqlite3.connect("jixiao.db")
    connection.executescript((ROOT / "tests" / "fixtures" / "ledger-0002.sql").read_text(encoding="utf-8"))
    if entries:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        connection.executescript(";".join(f"DROP TRIGGER {name}" for name, _ in triggers))
        connection.executescript(entries)
        connection.executescript(";".join(sql for _, sql in triggers))
    connection.close()


@pytest.fixture
def second(jixiao: Jixiao) -> Jixiao:
    """A ledger as the second version of the program left it: two runs of two assessors, one of them signed."""
    older_ledger()
    assert jixiao("upgrade").exit_code == 0
    return jixiao


@pytest.mark.others_words
def test_runs_of_the_second_version_stay_as_they_were_signed(second: Jixiao) -> None:
    listed = json.loads(second("runs", "--format", "json").stdout)
    assert [one["run"] for one in listed] == ["16140c5dd9fc", "e4c625d7afb6", "0e4ea642971a"]
    for one in listed:
        verified = json.loads(second("verify", one["run"], "--format", "json").stdout)
        assert (verified["same"], [said["code"] for said in verified["findings"]]) == (
            True,
            ["run-ruleset-installed", "chain-upgraded"],
        )
        assert verified["signatures"] == (one["run"] == "e4c625d7afb6")
    assert "98.68" in second("explain", "0e4e", "甲项目").stdout
    assert second("diff", "e4c6", "1614").exit_code == 0


def test_a_ledger_of_the_second_version_is_scored_on(second: Jixiao) -> None:
    assert second("correct", "甲项目", "报告数量", "1份", "--reason", "核查").exit_code == 0
    assert "2 projects" in second("score").stdout
    assert second("verify", "latest").exit_code == 0


def test_a_whole_run_that_was_changed_is_said_to_be_damaged(second: Jixiao) -> None:
    connection = sqlite3.connect("jixiao.db")
    connection.execute("DROP TRIGGER run_content_no_update")
    connection.execute("UPDATE run_content SET content = replace(content, '甲项目', '申项目')")
    connection.commit()
    connection.close()
    result = second("verify", "e4c6")
    assert result.exit_code == 1
    assert "was changed outside the program (the content of run e4c625d7afb6 is not what it was)" in result.stderr


UNTOLD = """\
DELETE FROM revision; INSERT INTO revision (project, code, indicator, number, content, by, reason, at, assessor) VALUES
 ('4401', '项目', '项目', 1, '{"year": 2023, "achieved": "", "source": {"file": "a.yaml"}}', '张三', '', '2025-01-01', ''),
 ('4401', '项目', '项目', 2, '{"year": 2024, "achieved": "", "source": {"file": "a.yaml"}}', '张三', '', '2025-01-02', ''),
 ('4401', '项目', '项目', 1, '{"year": 2022, "achieved": "", "source": {"file": "a.yaml"}}', '王五', '', '2025-01-03', '评价组')"""
OTHER = (
    "; INSERT INTO declaration (project, number, sha256, content, at)"
    " SELECT '4409', 1, '', replace(content, '4401', '4409'), at FROM declaration WHERE project = '4401'"
)
SAID_2025 = (
    "; INSERT INTO revision (project, code, indicator, number, content, by, reason, at, assessor) VALUES"
    " ('4409', '项目', '项目', 1, '{\"year\": 2025, \"achieved\": \"\", \"source\": {\"file\": \"a\"}}', '张三', '', '2025-01-01', '')"
)


@pytest.mark.parametrize(
    ("entries", "options", "told", "said"),
    [
        ("DELETE FROM revision", (), [0], "2 projects are of no known year (4401, 4402); import their forms again"),
        (
            "DELETE FROM revision",
            ("--year", "2023"),
            [2023],
            "none was recorded for 2 of them (4401, 4402): as you said",
        ),
        (UNTOLD, (), [2024], "none was recorded for 1 of them (4402): the only one in this ledger"),
        (UNTOLD + OTHER + SAID_2025, (), [0, 2024, 2025], "1 projects are of 2025, as recorded with their actuals"),
        (UNTOLD + OTHER + SAID_2025, ("--year", "2026"), [2024, 2025, 2026], "1 of them (4402): as you said"),
    ],
)
def test_an_upgrade_says_which_year_it_took_for_each_project(
    jixiao: Jixiao, entries: str, options: tuple[str, ...], told: list[int], said: str
) -> None:
    older_ledger(entries)
    result = jixiao("upgrade", *options)
    assert (result.exit_code, said in result.stdout) == (0, True), result.output
    with sqlite3.connect("jixiao.db") as connection:
        found = connection.execute("SELECT DISTINCT year FROM declaration ORDER BY year").fetchall()
        assert [year for (year,) in found] == told
        query = "SELECT count(*) FROM revision AS r WHERE year NOT IN (SELECT year FROM declaration AS d WHERE d.project = r.project)"
        assert connection.execute(query).fetchone() == (0,)
        made = {year for (year,) in connection.execute("SELECT year FROM run")}
    assert made == ({told[0]} if len(told) == 1 else {None})


def test_runs_of_a_ledger_of_several_years_stay_as_they_were(jixiao: Jixiao) -> None:
    older_ledger((OTHER + SAID_2025).removeprefix("; "))
    assert "1 projects are of 2025" in jixiao("upgrade").stdout
    runs = json.loads(jixiao("runs", "--format", "json").stdout)
    assert [run["year"] for run in runs] == [None, None, None]
    for run in runs:
        assert json.loads(jixiao("verify", run["run"], "--format", "json").stdout)["same"] is True
    assert "1 projects of 2025" in jixiao("score").stdout
    assert "1 projects of 2024" in jixiao("score", "--year", "2024").stdout
    assert "1 projects under" in jixiao("score", "--year", "0").stdout


def test_entries_of_one_project_stand_apart_in_two_years(database: str) -> None:
    ledger = open_ledger(database)
    (project,) = forms(form())
    both = [project.model_copy(update={"year": year}) for year in (2024, 2025)]
    assert append_declarations(ledger, both, DAYS[3]).new == 2
    assert append_declarations(ledger, both, DAYS[4]).unchanged == 2
    for year in (2024, 2025):
        assert record(ledger, REPORTS.model_copy(update={"record": Stated(value=f"{year}份")}), of_year=year).new == 2
    assert years(ledger) == (2024, 2025)
    found = {year: [values(case)["01"] for case in load_cases(ledger, year=year)] for year in (0, 2024, 2025, None)}
    assert found == {0: [], 2024: ["2024份"], 2025: ["2025份"], None: ["2025份"]}
    ledger.dispose()
