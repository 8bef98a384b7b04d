"""The desk on which one document is taken its way: a folder of its own, a ledger, and the commands as they are typed."""

from __future__ import annotations

import atexit
import json
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, NamedTuple

import yaml
from click.testing import CliRunner, Result

from engine.cli import cli
from engine.files import crashes
from engine.store import open_ledger
from tests.builders import YEAR
from tests.fuzz import records
from tests.fuzz.files import Files
from tests.written_forms import write_form_xlsx

BY = ("--by", "张三", "--reason", "更正")
OF_YEAR = ("--year", str(YEAR))


class FaultError(Exception):
    """A command ended as none may; the message is what it wrote."""


class Desk(NamedTuple):
    """A folder of its own in which one document is taken its way, beside a ledger."""

    folder: Path

    def jixiao(self, *args: str, ends: tuple[int, ...] = (0, 1, 2)) -> Result:
        """A command as it is typed. Whatever the program itself fails on is a fault, though it would go on."""
        log = self.folder / "log"
        crashes._KEPT.clear()  # it writes each fault once, and this document may be another's brother
        done = CliRunner().invoke(cli, args, prog_name="jixiao", catch_exceptions=False, env={"JIXIAO_LOG": str(log)})
        kept = "".join(one.read_text(encoding="utf-8") for one in sorted(log.glob("*.log"))) if log.exists() else ""
        if done.exit_code not in ends or kept:
            raise FaultError(f"jixiao {' '.join(args)} ended with {done.exit_code}: {done.output[-2000:]}\n{kept}")
        return done

    def printed(self, *args: str, ends: tuple[int, ...] = (0, 1)) -> Any:
        """The data that a command prints."""
        return json.loads(self.jixiao(*args, "--format", "json", ends=ends).stdout)

    def ledger(self, name: str) -> tuple[str, str]:
        """A copy of a ledger, as the option that names it."""
        shutil.copy(ledgers() / f"{name}.db", self.folder / "ledger.db")
        return "--db", f"sqlite:///{self.folder}/ledger.db"

    def laid(self, drawn: Files) -> Path:
        """The files of a document in a folder."""
        inside = self.folder / "in"
        inside.mkdir(parents=True)
        for name, data in drawn.items():
            path = inside / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        return inside


@cache
def ledgers() -> Path:
    """A folder with an empty ledger, one with the project that asks in every way, and one where that is recorded."""
    desk = Desk(Path(mkdtemp(prefix="jixiao-fuzz")))
    atexit.register(shutil.rmtree, desk.folder, ignore_errors=True)
    url = f"sqlite:///{desk.folder}/{{}}.db".format
    open_ledger(url("empty"), True).dispose()
    write_form_xlsx([records.declared()], desk.folder / "declared.xlsx")
    desk.jixiao("import", f"{desk.folder}/declared.xlsx", *OF_YEAR, "--db", url("declared"), ends=(0,))
    shutil.copy(desk.folder / "declared.db", desk.folder / "recorded.db")
    written = {"project": "4401", "year": YEAR, "budget": {"executed": "90"}, "actuals": SOUND}
    (desk.folder / "a.yaml").write_text(yaml.safe_dump(written, allow_unicode=True), encoding="utf-8")
    desk.jixiao("record", f"{desk.folder}/a.yaml", *BY, "--db", url("recorded"), ends=(0,))
    return desk.folder


SOUND: list[dict[str, Any]] = [
    {"indicator": "报告数量", "value": "1份"},
    {"indicator": "报告采纳率", "inputs": {"已采纳数": 19, "总数": 20}},
    {"indicator": "月平均在线率", "periods": {"2024-01": "94%", "2024-02": "96%"}},
    {"indicator": "响应时间", "inputs": {"响应": "20分钟", "赶到现场": "25分钟"}},
    {"indicator": "修复时间", "value": "30小时"},
    {"indicator": "完成时间", "value": "2025-02-03"},
    {"indicator": "测评", "value": "未通过"},
    {"indicator": "使用率提升", "value": "10%"},
    {"indicator": "服务水平", "value": "部分达成"},
    {"indicator": "事故", "value": "1起"},
]
