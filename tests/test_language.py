"""A person is spoken to in Chinese or English: by the option, the variable, the locale, else in Chinese."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml

from engine.cli import cli
from engine.cli.wording import metavar_of, speak
from engine.language.catalogue import FOLDER, SENTENCES, Language
from engine.language.choosing import asked_for, chosen
from tests.conftest import Jixiao
from tests.make_docs import commands_below, root

CHINESE_OF_WINDOWS, GERMAN_OF_WINDOWS = 0x0804, 0x0407


@pytest.mark.parametrize(
    ("asked", "environment", "of_windows", "language"),
    [
        (None, {}, None, "zh"),
        (None, {"LANG": "C.UTF-8"}, None, "zh"),
        (None, {"LANG": "POSIX"}, None, "zh"),
        (None, {"LANG": "zh_CN.GB18030"}, None, "zh"),
        (None, {"LANG": "en_US.UTF-8"}, None, "en"),
        (None, {"LANG": "de_DE.UTF-8"}, None, "en"),
        (None, {"LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, None, "en"),
        (None, {"LC_MESSAGES": "zh_TW", "LANG": "en_US"}, None, "zh"),
        (None, {"LC_ALL": "", "LANG": "en_US"}, None, "en"),
        (None, {"LANG": "en_US", "JIXIAO_LANG": "zh"}, None, "zh"),
        (None, {"LANG": "zh_CN", "JIXIAO_LANG": "EN_us"}, None, "en"),
        (None, {"LANG": "zh_CN", "JIXIAO_LANG": "klingon"}, None, "zh"),
        ("en", {"LANG": "zh_CN", "JIXIAO_LANG": "zh"}, None, "en"),
        ("fr", {"LANG": "en_US"}, None, "en"),
        (None, {}, CHINESE_OF_WINDOWS, "zh"),
        (None, {}, GERMAN_OF_WINDOWS, "en"),
    ],
)
def test_the_language_that_is_chosen(
    asked: str | None, environment: dict[str, str], of_windows: int | None, language: str
) -> None:
    assert chosen(asked, environment, of_windows) == language


@pytest.mark.parametrize(
    ("arguments", "asked", "left"),
    [
        (["score", "--lang", "en", "--year", "2024"], "en", ["score", "--year", "2024"]),
        (["--lang=zh", "score"], "zh", ["score"]),
        (["--lang", "zh", "score", "--lang", "en"], "en", ["score"]),
        (["target", "--", "--lang", "en"], None, ["target", "--", "--lang", "en"]),
        (["score", "--lang"], None, ["score", "--lang"]),
        (["score", "--language", "en"], None, ["score", "--language", "en"]),
    ],
)
def test_it_is_taken_wherever_it_stands(arguments: list[str], asked: str | None, left: list[str]) -> None:
    assert asked_for(arguments) == (asked, left)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("score", "--foo"), "错误：没有选项“--foo”"),
        (("explain", "latest"), "错误：缺少参数 “项目”"),
        (("score", "--role", "x"), "错误：“--role” 的值无效：“x”不在可选范围"),
        (("confirm", "--by"), "错误：选项“--by”需要 1 个值。"),
        (("scoer",), "错误：没有命令“scoer”"),
        (("score", "--lang", "fr"), "错误：“--lang” 的值无效：“fr”不在可选范围，可选：“zh”、“en”"),
    ],
)
def test_what_is_mistyped_is_said_in_chinese(
    jixiao: Jixiao, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.setenv("JIXIAO_LANG", "zh")
    refused = jixiao(*arguments)
    assert refused.exit_code == 2
    assert said in refused.stderr
    assert "Usage" not in refused.stderr


def test_every_command_and_option_has_its_help_in_both_languages() -> None:
    """What has none would be shown without a word."""
    for language in Language:
        for command, context in commands_below(cli, root(language)):
            assert command.help, context.command_path
            for one in command.get_params(context):
                record = one.get_help_record(context)
                assert isinstance(one, click.Argument) or (record and record[1].partition("  [")[0]), (
                    context.command_path,
                    one.opts,
                )


def test_no_help_stands_for_what_is_no_command_or_option() -> None:
    paths = {"jixiao"}
    for command, context in commands_below(cli, root(Language.ENGLISH)):
        names = [name for one in command.params for name in one.opts]
        paths |= {context.command_path, *(f"{context.command_path} {name}" for name in names)}
        paths |= {f"jixiao {name}" for name in names}
    assert {key for key in SENTENCES[Language.ENGLISH] if key.startswith("jixiao")} <= paths


@pytest.mark.parametrize(
    ("written", "shown"),
    [("NAME=VALUE", "名称=数值"), ("[INDICATOR]", "[指标]"), ("FORM...", "申报表..."), ("[text|json]", "[text|json]")],
)
def test_what_stands_for_a_value_is_named_in_chinese(written: str, shown: str) -> None:
    speak(["--lang", "zh"])
    assert metavar_of(written) == shown


def test_every_sentence_of_click_that_a_command_may_say_is_translated() -> None:
    """An update of click that words something anew is noticed here."""
    translated = yaml.safe_load((FOLDER / "click.yaml").read_text(encoding="utf-8"))
    files = [Path(click.__file__).with_name(f"{name}.py") for name in ("core", "exceptions", "parser", "types")]
    found = {one for file in files for one in _translated(ast.parse(file.read_text("utf-8")))}
    assert found - translated.keys() <= OF_PROGRAMMERS


OF_PROGRAMMERS = {
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
    "Value must be an iterable.",
    "Could not determine name for option with declarations {decls!r}",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? Did you mean to pass"
    " '--{name}'?",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Name '{name}' defined twice",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Invalid start character for option ({option})",
    "Choice({choices})",
    "{value!r} is not a valid UUID.",
}


def _translated(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if (
            not isinstance(node, ast.Call)
            or not isinstance(node.func, ast.Name)
            or node.func.id not in ("_", "ngettext")
        ):
            continue
        if isinstance(node.args[0], ast.Constant):
            yield str(node.args[0].value)
