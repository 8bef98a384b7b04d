"""What tired people type: every mistake ends in one clear sentence and the right exit code, never in a traceback."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from click.testing import Result

from engine.store import address, open_ledger
from tests.conftest import Jixiao
from tests.formtext import actuals, form, write


def errors(result: Result) -> str:
    """The last sentence of a command that was used wrongly; nothing went to stdout."""
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    (sentence,) = re.findall(r"^Error: (.*)", result.stderr, re.DOTALL | re.MULTILINE)
    return str(sentence).strip()


# what a tired person types, in the order of the commands, and the sentence that helps
MISTAKES = {
    "nothing after target": (["target"], "Missing argument 'TEXT...'."),
    "a year that is none": (["target", "5个", "--year", "99999"], "'--year': 99999 is not in the range 1990 to 2100."),
    "a year in words": (["target", "5个", "--year", "二四"], "'--year': '二四' is not a valid integer."),
    "a target like an option": (["target", "-5"], "No such option '-5'."),
    "nothing after read": (["read"], "Missing argument 'FORM...'."),
    "nothing after import": (["import"], "Missing argument 'FORM...'."),
    "an unknown format": (["import", "a.txt", "--format", "xml"], "'--format': 'xml' is not one of 'text', 'json'."),
    "nobody records": (["record", "actuals.yaml"], "Missing option '--by'."),
    "nobody by name": (["record", "actuals.yaml", "--by", ""], "'--by': it is empty; write a name"),
    "nobody but a space": (["record", "actuals.yaml", "--by", " "], "'--by': it is empty; write a name"),
    "nobody scores": (["score", "--assessor", ""], "'--assessor': it is empty; write a name"),
    "an unknown role": (
        ["score", "--role", "领导"],
        "'--role': '领导' is not one of 'self-assessment', 'third-party', 'finance-review'.",
    ),
    "no time": (
        ["score", "--as-of", "昨天"],
        "'--as-of': “昨天” is no time; write 2025-01-31, 2025年1月31日 or 2025-01-31T18:00",
    ),
    "an empty time": (["score", "--as-of", ""], "'--as-of': “” is no time; write 2025-01-31"),
    "a day that is none": (["score", "--as-of", "2025-02-30"], "'--as-of': “2025-02-30” is no time"),
    "the end of time": (["score", "--as-of", "0001-01-01T00:00+08:00"], "“0001-01-01T00:00+08:00” is no time"),
    "before there was anything": (
        ["score", "--as-of", "2000-01-01"],
        "'--as-of': no form was imported until then; name a later time",
    ),
    "a mistyped ruleset": (
        ["score", "--ruleset", "mof-2020"],
        "there is no ruleset “mof-2020”; did you mean “mof-2020-10”?",
    ),
    "an empty ruleset": (["score", "--ruleset", ""], "'--ruleset': it is empty; write a name"),
    "a folder that is no ruleset": (["score", "--ruleset", "."], "ruleset . cannot be used"),
    "a file for a ruleset": (["score", "--ruleset", "forms.txt"], "there is no ruleset “forms.txt”"),
    "a mistyped project": (
        ["score", "--project", "44011"],
        "“44011” names no project of the ledger; did you mean “4401”?",
    ),
    "an empty project": (["score", "--project", ""], "“” names no project of the ledger; known are 乙项目, 甲项目"),
    "no project to explain": (["explain", "latest"], "Missing argument 'PROJECT'."),
    "a mistyped latest": (["explain", "lastest", "4401"], "there is no run “lastest”; did you mean “latest”?"),
    "an empty run": (["explain", "", "4401"], "there is no run “”; known are "),
    "an unknown project": (
        ["explain", "latest", "甲项月"],
        "“甲项月” names no project of the run; did you mean “甲项目”?",
    ),
    "two projects at once": (
        ["explain", "latest", "项目"],
        "“项目” names more than one project of the run:\n  4401 甲项目\n  4402 乙项目",
    ),
    "an empty project to explain": (["explain", "latest", ""], "“” names no project of the run; known are "),
    "an unknown indicator": (
        ["explain", "latest", "4401", "报告采用率"],
        "“报告采用率” names no indicator of the project; did you mean “报告采纳率”?",
    ),
    "two indicators at once": (
        ["explain", "latest", "4401", "报告"],
        "“报告” names more than one indicator of the project:\n  01 报告数量\n  02 报告采纳率",
    ),
    "an empty indicator": (["explain", "latest", "4401", ""], "“” names no indicator of the project; known are "),
    "an unknown run to report": (["report", "xyz"], "there is no run “xyz”; "),
    "a format that is not written": (["report", "latest", "--format", "html,odt"], "'--format': “odt”"),
    "an empty format": (["report", "latest", "--format", ""], "'--format': “”"),
    "a file for a folder": (["report", "latest", "--out", "forms.txt"], "'--out': Directory 'forms.txt' is a file."),
    "an unknown command": (["imprt"], "No such command 'imprt'."),
    "an unknown option": (["score", "--projects", "4401"], "No such option '--projects'"),
    "a ledger that is a folder": (
        ["runs", "--db", "sqlite:///."],
        "“sqlite:///.” is a folder; name a file in it",
    ),
    "a path for a ledger": (["runs", "--db", "my.db"], "there is no ledger in my.db; import forms first"),
    "an empty ledger": (["runs", "--db", ""], "“” names nothing; write a file (台账.db)"),
    "a ledger that is none": (["score", "--db", "sqlite:///forms.txt"], "cannot be opened: file is not a database"),
    "a ledger in no folder": (
        ["import", "forms.txt", "--db", "sqlite:///none/a.db"],
        "cannot be opened: unable to open",
    ),
}


@pytest.mark.parametrize(("args", "says"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_ends_in_one_clear_sentence(scored: Jixiao, args: list[str], says: str) -> None:
    sentence = errors(scored(*args))
    assert says in sentence
    assert "\n\n" not in sentence


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["score"], "the ledger holds no declaration; import forms first: jixiao import FORM..."),
        (["score", "--project", "4401"], "the ledger holds no declaration; import forms first"),
        (["explain", "latest", "4401"], "the ledger holds no run; make one with jixiao score"),
        (["report", "latest"], "the ledger holds no run; make one with jixiao score"),
    ],
)
def test_commands_in_the_wrong_order_say_which_comes_first(jixiao: Jixiao, args: list[str], says: str) -> None:
    open_ledger("sqlite:///jixiao.db").dispose()
    assert says in errors(jixiao(*args))


# data that is wrong: exit 1, one line each on stderr, the file first
FILES = {
    "actuals before any form": (
        ["record", "a.yaml", "--by", "我"],
        "a.yaml:1: error: project 4401 is not declared (no form is imported",
    ),
    "a form for actuals": (
        ["record", "a.txt", "--by", "我"],
        "a.txt: error: this kind of file is not read here; give .yaml .yml",
    ),
    "actuals for a form": (["import", "a.yaml"], "a.yaml: error: this kind of file is not read here; give .txt"),
    "actuals to read": (["read", "a.yaml"], "a.yaml: error: this kind of file is not read here"),
    "a missing form": (["import", "b.txt"], "b.txt: error: the file cannot be read (No such file or directory)"),
    "missing actuals": (
        ["record", "b.yaml", "--by", "我"],
        "b.yaml: error: the file cannot be read (No such file or directory)",
    ),
    "a folder without forms": (["import", "empty"], "empty: error: the folder holds no file to read; expected .txt"),
    "a folder without actuals": (["record", "empty", "--by", "我"], "empty: error: the folder holds no file to read"),
    "an empty form": (["read", "empty.txt"], "empty.txt:1: error: no declared form found"),
    "the form itself for its path": (
        ["import", "二级项目支出绩效目标申报表" * 99],
        "error: the file cannot be read (File name too long)",
    ),
    "an empty path": (["import", ""], ".: error: the folder holds no file to read"),
}


@pytest.mark.parametrize(("args", "says"), FILES.values(), ids=FILES.keys())
def test_the_wrong_file_ends_in_one_line_that_names_it(
    jixiao: Jixiao, tmp_path: Path, args: list[str], says: str
) -> None:
    write(tmp_path / "a.yaml", actuals())
    write(tmp_path / "empty.txt", "") if "" not in args else None
    write(tmp_path / "a.txt", form()) if "" not in args else None
    (tmp_path / "empty").mkdir()
    open_ledger("sqlite:///jixiao.db").dispose()
    result = jixiao(*args)
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert says in line


def test_a_ledger_that_cannot_be_written_keeps_nothing_and_says_so(
    recorded: Jixiao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "b.txt", form("4403"))
    with monkeypatch.context() as patched:
        patched.setattr(address, "_may_write", lambda _: False)
        result = recorded("import", "b.txt", "--year", "2024")
    assert result.exit_code == 1
    assert (
        result.stderr
        == "Error: the ledger failed: attempt to write a readonly database; nothing of this step was kept; copy the ledger to a folder that you may write\n"
    )
    assert "4403" not in recorded("score").stdout


def test_another_program_s_database_is_one_sentence(jixiao: Jixiao, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as connection:
        connection.execute("CREATE TABLE run (id INTEGER PRIMARY KEY, speed TEXT)")
    connection.close()
    result = jixiao("runs", "--db", "sqlite:///other.db")
    assert result.exit_code == 2
    assert "Error: the database holds tables of another program (run); nothing was touched" in result.stderr
    with sqlite3.connect(tmp_path / "other.db") as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("run",)]
    connection.close()


def test_the_ledger_may_be_named_by_a_variable(jixiao: Jixiao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.txt", form())
    monkeypatch.setenv("JIXIAO_DB", "sqlite:///named.db")
    jixiao("import", "a.txt", "--year", "2024")
    assert (tmp_path / "named.db").exists()
    assert not (tmp_path / "jixiao.db").exists()
    assert jixiao("import", "a.txt", "--year", "2024", "--db", "sqlite:///other.db").stdout.startswith(
        "projects: 1, rows: 5; 1 new"
    )


def test_no_password_is_printed(jixiao: Jixiao) -> None:
    assert "secret" not in errors(jixiao("runs", "--db", "nonsense://me:secret@host/db"))


NO_POINTS = ("NaN", "-Infinity", "1e-999999999", "1E+2", "1_0", "٣", "三", "9" * 10**5, "0.001")


@pytest.mark.parametrize("number", NO_POINTS)
def test_points_are_written_in_plain_digits(jixiao: Jixiao, number: str) -> None:
    adjusted = jixiao("adjust", "4401", "a", number, "--reason", "a", "--assessor", "a")
    assert len(errors(adjusted)) < 200
    if number != "0.001":
        assert "is no number of points" in errors(jixiao("recheck", "a.xlsx", "--tolerance", number))
