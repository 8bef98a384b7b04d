"""The program in a process of its own, without a terminal, as scripts run it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import ROOT
from tests.formtext import actuals, form, write

DURABLE = "ignore::DeprecationWarning:durable.engine"
"""What durable-rules itself does from Python 3.12 on."""


def shell(*args: str | bytes, folder: Path, stdin: bytes = b"", **variables: str) -> subprocess.CompletedProcess[bytes]:
    """The program as a person's shell runs it: another process, no terminal."""
    kept = {name: value for name, value in os.environ.items() if name not in ("JIXIAO_DB", "COLUMNS")}
    return subprocess.run(
        [sys.executable, "-W", "error", "-W", DURABLE, "-m", "engine", *args],
        cwd=folder,
        env=kept | {"PYTHONPATH": str(ROOT)} | variables,
        input=stdin,
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_a_year_end_in_a_shell(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", form() + form("4402", "乙项目"))
    write(tmp_path / "a.yaml", actuals())
    write(tmp_path / "b.yaml", actuals("4409"))
    steps = [
        (("import", "a.txt", "--year", "2024"), 0),
        (("record", "a.yaml", "b.yaml", "--by", "张三"), 1),
        (("score",), 0),
        (("report", "latest"), 0),
        (("explain", "latest", "丙项目"), 2),
    ]
    for args, code in steps:
        result = shell(*args, folder=tmp_path)
        assert result.returncode == code, result.stderr.decode()
        assert b"Traceback" not in result.stderr
        assert bool(result.stdout) == (code != 2)
        assert bool(result.stderr) == (code != 0)
    assert (tmp_path / "reports" / "index.html").exists()


def test_help_is_the_page_and_needs_nothing_heavy(tmp_path: Path) -> None:
    for flag in ("--help", "-h"):
        assert shell(flag, folder=tmp_path).stdout == (ROOT / "engine" / "help.en.txt").read_bytes()
    code = (
        "import sys; sys.argv[1:] = ['--help']; from engine.__main__ import main; main();"
        "heavy = {'click', 'rich', 'pydantic', 'sqlalchemy', 'lark', 'jinja2', 'yaml', 'json'} & set(sys.modules);"
        "assert not heavy, heavy"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert result.returncode == 0, result.stderr.decode()


def test_a_command_imports_only_what_it_needs() -> None:
    code = (
        "import sys, engine.cli;"
        "heavy = {'rich', 'pydantic', 'sqlalchemy', 'lark', 'jinja2', 'yaml', 'durable'} & set(sys.modules);"
        "assert not heavy, heavy"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert result.returncode == 0, result.stderr.decode()


DATABASE = ("sqlalchemy", "alembic")
DOCUMENTS = ("jinja2", "altair", "docx", "openpyxl", "xlsxwriter", "pdfplumber", "pdfminer")
KEYS = ("cryptography",)
FORM = ("import", "form.txt", "--year", "2024")
IMPORTS = {  # what is done before, what is done, what may not be imported for it
    "a target": ((), ("target", "≥90%"), (*DATABASE, *DOCUMENTS, *KEYS, "rich")),
    "a form": ((), ("read", "form.txt"), (*DATABASE, *DOCUMENTS, *KEYS, "rich")),
    "a ruleset shown": ((), ("rules", "show", "hubei-2020"), (*DATABASE, *DOCUMENTS, *KEYS)),
    "a ruleset checked": ((), ("rules", "check", "hubei-2020"), (*DATABASE, *DOCUMENTS, *KEYS)),
    "a ruleset tried": ((), ("rules", "test", "hubei-2020"), (*DATABASE, *DOCUMENTS, *KEYS)),
    "a table rechecked": ((), ("recheck", str(ROOT / "tests" / "fixtures")), (*DATABASE, *DOCUMENTS, *KEYS)),
    **{
        f"help of {name}": ((), (name, "--help"), (*DATABASE, *DOCUMENTS, *KEYS, "rich", "yaml", "pydantic"))
        for name in ("score", "upgrade", "correct")
    },
    "a run": ((FORM,), ("score",), (*DOCUMENTS, *KEYS, "alembic", "sqlalchemy.orm", "rich.console")),
    "what is left": ((FORM, ("score",)), ("todo",), (*DOCUMENTS, *KEYS, "alembic", "sqlalchemy.orm")),
}


@pytest.mark.parametrize(("before", "command", "heavy"), IMPORTS.values(), ids=IMPORTS)
def test_a_command_imports_no_library_that_it_does_not_use(
    before: tuple[tuple[str, ...], ...], command: tuple[str, ...], heavy: tuple[str, ...], tmp_path: Path
) -> None:
    write(tmp_path / "form.txt", form())
    for one in before:
        shell(*one, folder=tmp_path)
    code = (
        f"import sys; sys.argv[1:] = {command}; from engine.__main__ import commands\n"
        "assert commands() in (0, 1)\n"
        f"assert not set({heavy}) & set(sys.modules), set({heavy}) & set(sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr.decode()


def test_without_a_command_the_help_is_shown_as_a_mistake(tmp_path: Path) -> None:
    result = shell(folder=tmp_path)
    assert result.returncode == 2
    assert b"Commands:" in result.stderr
    assert result.stdout == b""


def test_the_version_is_printed(tmp_path: Path) -> None:
    result = shell("--version", folder=tmp_path)
    assert (result.returncode, result.stderr) == (0, b"")
    assert re.fullmatch(r"jixiao \d+\.\d+\.\d+\n", result.stdout.decode())


@pytest.mark.parametrize(
    "args", [("target", b"\xd6\xdc"), ("record", "a.yaml", "--by", b"\xd6\xdc"), ("explain", b"\xd6", "x")]
)
def test_words_in_another_encoding_are_one_sentence(tmp_path: Path, args: tuple[str | bytes, ...]) -> None:
    result = shell(*args, folder=tmp_path)
    assert result.returncode == 2
    assert result.stdout == b""
    assert "it is not UTF-8 text; check the terminal's encoding" in result.stderr.decode()
    assert b"Traceback" not in result.stderr


def test_a_terminal_without_chinese_gets_numbers_for_it(tmp_path: Path) -> None:
    assert shell("--help", folder=tmp_path, PYTHONIOENCODING="ascii").returncode == 0
    result = shell("target", "5个", "--format", "json", folder=tmp_path, PYTHONIOENCODING="ascii")
    assert result.returncode == 0
    assert json.loads(result.stdout)[0]["text"] == "5个"


def test_a_reader_that_stops_early_is_no_error(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "".join(form(str(number)) for number in range(50)))
    with subprocess.Popen(
        [sys.executable, "-m", "engine", "read", "a.txt"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
