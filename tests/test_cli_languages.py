"""What commands print is of one language: Chinese without English words but names and commands, English without Chinese."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from engine.cli import cli
from engine.cli.folding import folded
from engine.cli.wording import command_to_fill, speak
from engine.language.catalogue import Language
from tests.conftest import Jixiao
from tests.formtext import actuals, form, write
from tests.languages import chinese_words, english_words
from tests.make_docs import commands_below, root

_IDS = re.compile(
    r"\[[a-z_|-]+\]"  # the code of a finding, or choices
    r"|[0-9a-f]{12,}"  # a run, a key
    r"|[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}"  # a short form
)
TYPED = {
    "latest",
    "seed",
    "evidence",
    "budget",
    "executed",
    "value",
    "inputs",
    "RFC",
    "SHA",
    "Ed",
    "text",
    "json",
    "jsonl",
    "xlsx",
    "html",
    "docx",
    "pdf",
}
"""What a person types or finds in files as it is, in either language."""
OF_THE_FIELD = {
    "优",
    "良",
    "中",
    "差",
    "元",
    "项目",
    "预算执行",
    "预算执行率",
    "年",
    "月",
    "日",
}
COLUMNS_OF_FORMS = {
    "佐证材料",
    "全年执行数",
    "填报值",
    "三级指标",
    "指标值",
    "指标解释",
    "项目名称",
    "实际完成值",
    "分值",
}
WRONG = {  # what is mistyped, of each command one thing
    "a year": ("score", "--year", "20x4"),
    "a time": ("score", "--as-of", "明天"),
    "points": ("adjust", "甲", "使用率", "x", "--reason", "更正", "--assessor", "评价组"),
    "no answer": ("confirm", "甲", "使用率", "--by", "张三"),
    "two answers": ("confirm", "甲", "使用率", "--unit", "个", "--not-due", "--by", "张三"),
    "no reason": ("correct", "甲", "使用率", "80%", "--reason", " "),
    "no name": ("record", "actuals.yaml", "--by", " "),
    "a workbook to nowhere": ("readings", "--format", "xlsx"),
    "a form that is not there": ("readings", "没有.txt"),
    "a kind that is not written": ("report", "latest", "--format", "foo"),
    "text into a file": ("diff", "latest", "latest", "--out", "x"),
    "a workbook of runs to nowhere": ("compare", "latest", "latest", "--format", "xlsx"),
    "nothing to sign": ("sign", "--key", "k"),
    "one ruleset": ("rules", "diff", "mof-2020-10"),
    "a seal of an entry": ("seal", "--entry", "1", "--out", "x"),
    "a signature of nothing": ("verify", "--signature", "forms.txt"),
    "a seal of a run": ("verify", "latest", "--seal", "forms.txt"),
    "an assessor without a ledger": ("recheck", "forms.txt", "--assessor", "张三"),
    "a tolerance": ("recheck", "forms.txt", "--tolerance", "x"),
    "a number out of its range": ("init", "--year", "1900"),
    "a number below its least": ("sample", "--size", "0"),
    "no number": ("sample", "--size", "many"),
    "a folder that is a file": ("collect", "--out", "forms.txt"),
    "words that are nowhere": ("score", "--lexicon", "nowhere"),
    "no argument": ("explain", "latest"),
    "no option": ("collect",),
    "no role": ("score", "--role", "boss"),
    "no command": ("nosuch",),
}
BY = ("--by", "张三")
DONE = {  # a year, command by command
    "import": ("import", "forms.txt", "--year", "2024"),
    "record": ("record", "actuals.yaml", *BY),
    "record again": ("record", "less.yaml", *BY),
    "readings": ("readings", "--all"),
    "todo": ("todo",),
    "score": ("score",),
    "score again": ("score",),
    "correct": ("correct", "甲", "使用率", "80%", "--reason", "更正", "--evidence", "forms.txt", *BY),
    "adjust": (
        "adjust",
        "甲",
        "使用率",
        "-1",
        "--reason",
        "证据不足",
        "--assessor",
        "评价组",
        "--expires",
        "2099-01-01",
    ),
    "adjust-target": ("adjust-target", "甲", "使用率", "≥70%", "--reason", "经批准", *BY),
    "confirm": ("confirm", "甲", "服务满意度", "--not-due", *BY),
    "withdraw": ("confirm", "甲", "服务满意度", "--withdraw", *BY),
    "history": ("history", "甲"),
    "score for another": ("score", "--assessor", "评价组", "--role", "第三方"),
    "score for a stranger": ("score", "--assessor", "路人", "--role", "第三方"),
    "runs": ("runs",),
    "explain": ("explain", "latest", "甲"),
    "collect": ("collect", "--out", "附件"),
    "report": ("report", "latest", "--out", "附件"),
    "verify": ("verify",),
    "verify a run": ("verify", "latest"),
    "seal": ("seal",),
    "an entry": ("seal", "--entry", "1"),
    "a key": ("sign", "--key", "k.pem", "--new-key"),
    "sign": ("sign", "latest", "--key", "k.pem", "--name", "张三", "--role", "负责人"),
    "upgrade": ("upgrade",),
    "sample": ("sample", "--size", "1", "--seed", "x", "--include", "4402"),
    "rules diff": ("rules", "diff", "mof-2020-10", "hubei-2020"),
    "rules": ("rules", "list"),
    "rules side by side": ("rules", "diff", "mof-2020-10", "mof-2021-101"),
    "rules test": ("rules", "test", "mof-2020-10"),
    "rules check": ("rules", "check", "mof-2020-10"),
    "declared anew": ("import", "anew.txt", "--year", "2024"),
}


def forms_in(folder: Path) -> None:
    write(folder / "forms.txt", form() + form("4402", "乙项目"))
    write(folder / "anew.txt", form(rows=("产出指标\t*数量指标\t报告份数\t≥3份\t按份计",)) + form("4402", "丙项目"))
    write(folder / "actuals.yaml", actuals())
    write(folder / "less.yaml", actuals().replace("2份", "1份"))


def printed(jixiao: Jixiao, folder: Path, language: str) -> dict[str, str]:
    """What each command of a year prints, and what is mistyped, by name."""
    forms_in(folder)
    done = {name: jixiao(*args, "--lang", language).output for name, args in DONE.items()}
    runs = [one["run"] for one in json.loads(jixiao("runs", "--format", "json").stdout)]
    done |= {name: jixiao(name, runs[1], runs[2], "--lang", language).output for name in ("compare", "diff")}
    wrong = {name: jixiao(*args, "--lang", language) for name, args in WRONG.items()}
    assert not [name for name, result in wrong.items() if result.exit_code != 2]
    return done | {name: result.output for name, result in wrong.items()}


def test_chinese_has_no_english_but_names_and_commands(jixiao: Jixiao, tmp_path: Path) -> None:
    for name, text in printed(jixiao, tmp_path, "zh").items():
        words = [word for line in text.splitlines() for word in english_words(_IDS.sub(" ", line))]
        assert not set(words) - TYPED, (name, text)


def test_english_has_no_chinese_but_quotes_and_terms(jixiao: Jixiao, tmp_path: Path) -> None:
    shown = printed(jixiao, tmp_path, "en")
    given = "".join((tmp_path / name).read_text("utf-8") for name in ("forms.txt", "anew.txt", "actuals.yaml"))
    given += "".join(part for args in (*DONE.values(), *WRONG.values()) for part in args)
    for name, text in shown.items():
        words = [word for line in text.splitlines() for word in chinese_words(line)]
        assert not [one for one in words if one not in given and one not in OF_THE_FIELD | COLUMNS_OF_FORMS], (
            name,
            text,
        )


OF_THE_FIELD |= {"核对表"}


def test_help_of_every_command_is_of_one_language_and_fits() -> None:
    for command, context in commands_below(cli, root(Language.CHINESE)):
        lines = command.get_help(context).splitlines()
        assert max(cell_len(line) for line in lines if not line.startswith("    jixiao ")) <= 80, context.command_path
        prose = [line for line in lines if not re.search(r"jixiao |^  (-|[a-z]+(-[a-z]+)?  )", line)]
        words = [word for line in prose for word in english_words(_IDS.sub(" ", line))]
        assert not set(words) - TYPED, (context.command_path, words)
    for command, context in commands_below(cli, root(Language.ENGLISH)):
        assert "：" not in command.get_help(context), context.command_path


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("甲乙丙丁戊", ["甲乙丙丁", "  戊"]),
        ("甲乙丙丁。戊", ["甲乙丙", "  丁。戊"]),
        ("甲乙丙“丁”", ["甲乙丙", "  “丁”"]),
        ("甲 --format 乙", ["甲", "  --format", "  乙"]),
        ("a-long-word-stays", ["a-long-word-stays"]),
        ("", [""]),
    ],
)
def test_text_is_folded_by_the_columns_of_its_signs(text: str, lines: list[str]) -> None:
    assert folded(text, 9, rest="  ") == lines


@pytest.mark.parametrize(
    ("language", "command", "shown"),
    [
        ("zh", "jixiao correct 4401 01 VALUE --reason WHY", "jixiao correct 4401 01 数值 --reason 原因"),
        ("zh", "jixiao correct 4401 预算执行 executed=AMOUNT", "jixiao correct 4401 预算执行 executed=金额"),
        ("zh", "jixiao correct 4401 'WHY NOT'", "jixiao correct 4401 'WHY NOT'"),
        (
            "zh",
            "jixiao confirm 4401 01 --direction higher/lower --by WHO",
            "jixiao confirm 4401 01 --direction 越高越好/越低越好 --by 姓名",
        ),
        ("en", "jixiao correct 4401 01 VALUE --reason WHY", "jixiao correct 4401 01 VALUE --reason WHY"),
    ],
)
def test_what_is_to_be_filled_in_is_named_in_the_language(language: str, command: str, shown: str) -> None:
    speak(["--lang", language])
    assert command_to_fill(command) == shown


def test_a_finding_in_json_has_both_sentences(jixiao: Jixiao) -> None:
    for language in ("zh", "en"):
        (found,) = json.loads(jixiao("target", "xx", "--format", "json", "--lang", language).stdout)[0]["findings"]
        assert "has a sign" in found["message"] or "no" in found["message"]
        assert found["message_zh"].startswith("“xx”")


@pytest.mark.parametrize("chosen", ["越低越好", "lower", "LOWER"])
def test_a_choice_is_taken_in_either_language(jixiao: Jixiao, tmp_path: Path, chosen: str) -> None:
    forms_in(tmp_path)
    for args in (DONE["import"], ("confirm", "甲", "使用率", "--direction", chosen, *BY)):
        result = jixiao(*args, "--lang", "zh")
    assert "越低越好" in result.output


def test_choices_are_shown_in_the_language(jixiao: Jixiao) -> None:
    for language, shown in (("zh", "越高越好|越低越好|须恰好等于"), ("en", "higher|lower|exact")):
        assert f"--direction [{shown}]" in jixiao("confirm", "--help", "--lang", language).output
        wrong = jixiao("confirm", "甲", "使用率", "--direction", "up", *BY, "--lang", language).output
        assert all((f"“{one}”" if language == "zh" else f"'{one}'") in wrong for one in shown.split("|"))


def test_the_amounts_of_the_budget_bear_the_names_of_the_form_in_chinese(jixiao: Jixiao, tmp_path: Path) -> None:
    forms_in(tmp_path)
    for name in ("import", "record"):
        jixiao(*DONE[name])
    lines = {language: jixiao("history", "甲", "预算执行", "--lang", language).output for language in ("zh", "en")}
    assert "全年执行数=1,080,384.76" in lines["zh"]
    assert "executed=1,080,384.76" in lines["en"]


@pytest.mark.parametrize(("language", "offered"), [("zh", "您是否要写 'explain'？"), ("en", "Did you mean 'explain'?")])
def test_a_command_that_is_mistyped_is_offered(jixiao: Jixiao, language: str, offered: str) -> None:
    assert offered in jixiao("--lang", language, "explian").stderr


@pytest.mark.parametrize("role", ["第三方", "third-party"])
def test_a_role_is_taken_in_either_language_and_kept_as_the_forms_call_it(
    jixiao: Jixiao, tmp_path: Path, role: str
) -> None:
    forms_in(tmp_path)
    jixiao(*DONE["import"])
    assert jixiao("score", "--assessor", "评价组", "--role", role).exit_code == 0
    assert json.loads(jixiao("runs", "--format", "json").stdout)[0]["role"] == "第三方"
    assert "third-party" in jixiao("runs", "--lang", "en").stdout
