"""Files are whole or not there, and their owner's alone; nothing else in the engine writes one."""

from __future__ import annotations

import errno
import os
import re
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from engine.files import writing as safefiles
from engine.files.writing import make_folder, owner_only, write_whole
from engine.reports.documents import write_documents
from engine.reports.html import write_html
from engine.runs.signing import new_key
from engine.workbooks.collect import write_collection
from tests.builders import ROOT, indicator, project
from tests.conftest import Jixiao
from tests.runs import scored as run_of
from tests.runs import whole

resource = pytest.importorskip("resource", reason="this system cannot limit the size of files")


@contextmanager
def disk(size: int) -> Iterator[None]:
    """A disk on which no file can be larger than so many bytes: a longer one fails half-way."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def listed(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.rglob("*"))


def test_a_file_is_written_and_replaced_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    for content in (b"old", b"", b"new"):
        write_whole(file, content)
        assert (file.read_bytes(), listed(tmp_path)) == (content, ["a.txt"])


@pytest.mark.parametrize("is_new", [False, True])
def test_what_fails_half_way_leaves_the_old_file_and_no_litter(tmp_path: Path, is_new: bool) -> None:
    there = tmp_path / "b.txt"
    there.write_bytes(b"old")
    file = tmp_path / "a.txt" if is_new else there
    with disk(1000), pytest.raises(OSError, match="File too large") as error:
        write_whole(file, bytes(2000), is_new=is_new)
    assert error.value.filename == str(file)
    assert (there.read_bytes(), listed(tmp_path)) == (b"old", ["b.txt"])


def test_a_new_file_replaces_nothing_also_where_there_are_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_links(*_: object) -> None:
        raise PermissionError(errno.EPERM, "not here")

    file = tmp_path / "a.txt"
    for link in (os.link, without_links):
        monkeypatch.setattr(os, "link", link)
        write_whole(file, b"one", is_new=True)
        with pytest.raises(FileExistsError) as error:
            write_whole(file, b"two", is_new=True)
        assert (error.value.filename, file.read_bytes(), listed(tmp_path)) == (str(file), b"one", ["a.txt"])
        file.unlink()


def test_two_programs_that_make_the_same_new_file_do_not_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, link = tmp_path / "a.txt", os.link

    def meanwhile(part: Path, place: Path) -> None:
        place.write_bytes(b"the other's")
        link(part, place)

    monkeypatch.setattr(os, "link", meanwhile)
    with pytest.raises(FileExistsError):
        write_whole(file, b"mine", is_new=True)
    assert (file.read_bytes(), listed(tmp_path)) == (b"the other's", ["a.txt"])


def test_a_link_goes_on_pointing_to_its_file_and_a_pipe_stays_one(tmp_path: Path) -> None:
    file, link, pipe = tmp_path / "a.txt", tmp_path / "link", tmp_path / "pipe"
    file.write_bytes(b"old")
    link.symlink_to(file)
    write_whole(link, b"new")
    assert (link.is_symlink(), file.read_bytes()) == (True, b"new")
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, b"through")
    assert (os.read(reader, 99), stat.S_ISFIFO(pipe.stat().st_mode)) == (b"through", True)
    os.close(reader)


@pytest.mark.parametrize("name", [".", "none/a", "a\0b", "长" * 200, "file/a"])
def test_a_place_that_is_none_is_an_error_that_names_it(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match=re.escape(str(tmp_path)[:9])) as error:
        write_whole(tmp_path / name, b"a")
    assert error.value.strerror
    assert listed(tmp_path) == ["file"]


WRITERS: dict[str, Callable[[Path], object]] = {
    "pages": lambda out: write_html(run_of(whole()), out),
    "Excel": lambda out: write_documents(run_of(whole()), out, ("xlsx",)),
    "collect": lambda out: write_collection([project(indicator("≥5"))], 2024, out, replace=True),
}


@contextmanager
def _half(name: Path, mode: str, **_: object) -> Iterator[object]:
    """A file of which the disk takes a half."""

    class Half:
        def write(self, content: bytes) -> None:
            name.write_bytes(content[: len(content) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    assert mode == "xb"
    yield Half()


@contextmanager
def half_written(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Meanwhile the disk is full after half of every file."""
    with monkeypatch.context() as patched:
        patched.setattr(safefiles, "open", _half, raising=False)
        yield


@pytest.mark.parametrize("writer", WRITERS)
def test_every_writer_leaves_what_was_there_where_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writer: str
) -> None:
    WRITERS[writer](tmp_path)
    before = {one: one.read_bytes() for one in tmp_path.iterdir()}
    for one in before:
        one.write_bytes(b"the old one")
    with half_written(monkeypatch), pytest.raises(OSError, match="No space left"):
        WRITERS[writer](tmp_path)
    assert {one: one.read_bytes() for one in tmp_path.iterdir()} == dict.fromkeys(before, b"the old one")
    WRITERS[writer](tmp_path)
    assert {one: len(one.read_bytes()) for one in tmp_path.iterdir()} == {
        one: len(data) for one, data in before.items()
    }


def test_a_key_and_a_signature_are_whole_or_not_there(
    scored: Jixiao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with disk(50):
        assert new_key(tmp_path / "a.key")[0] is None
    assert not (tmp_path / "a.key").exists()
    sign = ("sign", "latest", "--key", "a.key", "--name", "张三", "--role", "经办人")
    assert scored(*sign, "--new-key", "--out", "a.sig").exit_code == 0
    before = listed(tmp_path)
    with half_written(monkeypatch):
        assert scored(*sign, "--out", "b.sig").exit_code == 1
    assert listed(tmp_path) == before


# what a writer of files looks like; only one module may have it
_WRITING = re.compile(
    r"""write_bytes|write_text|\.save\((?!stream|target)|xlsxwriter\.Workbook\((?!BytesIO|stream|self\.)|copyfile|"""
    r"""\bopen\([^)]*["'][rb]?[wxa][b+]?["']|os\.(open|rename|replace|mkdir|makedirs)\(|\.mkdir\(|\.touch\("""
)
ALLOWED = {
    "files/writing.py": "writes",
    "files/opening.py": "opens for reading alone",
    "__main__.py": "turns the output off",
    "files/crashes.py": "makes the folder for full texts",
    "grids/libreoffice.py": "gives a copy to another program, in a temporary folder",
    "grids/pdf.py": "likewise",
    "grids/pdfcells.py": "answers in that folder",
    "cli/folding.py": "is given text for the terminal under that name",
}


def test_nothing_else_in_the_engine_writes_a_file() -> None:
    found = {
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in (ROOT / "engine").rglob("*.py")
        if path.relative_to(ROOT / "engine").as_posix() not in ALLOWED
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if _WRITING.search(line)
    }
    assert found == set()


def modes(folder: Path) -> dict[str, int]:
    return {one.name: one.stat().st_mode & 0o777 for one in folder.rglob("*")}


@pytest.mark.parametrize(
    ("umask", "is_open", "modes_of_ours"),
    [
        (0o022, False, (0o600, 0o700)),
        (0o022, True, (0o640, 0o750)),
        (0o077, True, (0o600, 0o700)),
    ],
)
def test_what_is_written_is_its_owner_s_alone_unless_the_group_may_read(
    recorded: Jixiao, tmp_path: Path, umask: int, is_open: bool, modes_of_ours: tuple[int, int]
) -> None:
    options, (file, inside) = ("--group-readable",) * is_open, modes_of_ours
    before = os.umask(umask)
    try:
        (tmp_path / "jixiao.db").rename(tmp_path / "old.db")
        assert recorded(*options, "import", "forms.txt", "--year", "2024").exit_code == 0
        for args in (
            ("record", "actuals.yaml", "--by", "张三"),
            ("score",),
            ("report", "latest", "--out", "out/reports"),
            ("collect", "--out", "填报"),
            ("diff", "latest", "latest", "--format", "html", "--out", "new/diff.html"),
            ("sign", "latest", "--key", "a.key", "--new-key", "--name", "张三", "--role", "经办人", "--out", "a.sig"),
        ):
            done = recorded(*options, *args)
            assert done.exit_code == 0, done.output
        assert os.umask(umask) == umask
    finally:
        os.umask(before)
    found = modes(tmp_path)
    assert found.pop("a.key") == 0o600
    ours = {name: mode for name, mode in found.items() if name not in ("forms.txt", "actuals.yaml", "old.db")}
    assert {"jixiao.db", "out", "reports", "index.html", "填报", "new", "diff.html", "a.sig"} <= set(ours)
    folders = {one.name for one in tmp_path.rglob("*") if one.is_dir()}
    assert {name: mode for name, mode in ours.items() if mode != (inside if name in folders else file)} == {}


def test_the_files_beside_a_ledger_are_as_closed_as_it(tmp_path: Path) -> None:
    with owner_only():
        make_folder(tmp_path / "a")
        connection = sqlite3.connect(tmp_path / "a" / "l.db")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE a (b)")
    assert modes(tmp_path) == {"a": 0o700, "l.db": 0o600, "l.db-wal": 0o600, "l.db-shm": 0o600}
    connection.close()
