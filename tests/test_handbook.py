"""The handbook says what the program does: commands, examples, pictures and codes are checked, and both languages agree."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from engine.language.catalogue import CODES, Language
from engine.rulebook.cases import run_cases
from engine.rulesets import read_ruleset_files
from tests.builders import ROOT
from tests.conftest import Jixiao
from tests.languages import chinese_words, english_words
from tests.sample_year import fill_in, put_form
from tests.typed import command_lines, is_command, parse

HANDBOOK = ROOT / "docs" / "handbook"
WRITTEN = ("index", "unit", "evaluator", "bureau", "corrections", "scoring", "faq")
"""The pages that persons write; the others are made from the program."""

MOST = 160_000
"""The most bytes of a picture."""


def text_of(language: str, page: str) -> str:
    return (HANDBOOK / language / f"{page}.md").read_text(encoding="utf-8")


def spans(text: str) -> list[str]:
    """What stands in a paragraph as it is typed."""
    return re.findall(r"`([^`\n]+)`", _BLOCK.sub("", text))


def links(text: str) -> list[str]:
    return re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)


def pictures(text: str) -> list[str]:
    return re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text)


_BLOCK = re.compile(r"```.*?```", re.S)
PAGES = [pytest.param(language, page, id=f"{language}-{page}") for language in Language for page in WRITTEN]


@pytest.mark.parametrize(("language", "page"), PAGES)
def test_every_command_is_one_that_the_program_takes(
    language: str, page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = text_of(language, page)
    for line in command_lines(text):
        if line.startswith("jixiao ") and not line.endswith("--help"):
            parse(line, tmp_path)
    for span in spans(text):
        if span.startswith("jixiao ") and not is_command(span):
            parse(span, tmp_path)


@pytest.mark.parametrize("page", WRITTEN)
def test_both_languages_have_the_same_commands_headings_pictures_and_codes(page: str) -> None:
    chinese, english = (text_of(language, page) for language in ("zh", "en"))
    assert command_lines(chinese) == command_lines(english)
    assert pictures(chinese) == pictures(english)
    for pattern in (r"^#+ ", r"^\| ", r"^```", r"^- ", r"^\*\*"):
        assert len(re.findall(pattern, chinese, re.M)) == len(re.findall(pattern, english, re.M)), pattern
    assert [one for one in spans(chinese) if one in CODES] == [one for one in spans(english) if one in CODES]


@pytest.mark.parametrize(("language", "page"), PAGES)
def test_links_lead_somewhere(language: str, page: str) -> None:
    for link in links(text_of(language, page)):
        assert (HANDBOOK / language / link).is_file(), link


@pytest.mark.parametrize("language", list(Language))
def test_the_contents_name_every_page(language: str) -> None:
    text = (HANDBOOK / f"{language}.toml").read_text(encoding="utf-8")
    tomllib.loads(text)
    named = re.findall(r'"([\w/-]+\.md)"', text)
    standing = sorted(str(file.relative_to(HANDBOOK / language)) for file in (HANDBOOK / language).rglob("*.md"))
    assert sorted(named) == standing


def test_every_picture_is_shown_and_small() -> None:
    shown = {Path(picture).name for page in WRITTEN for picture in pictures(text_of("zh", page))}
    standing = {file.name: file.stat().st_size for file in (HANDBOOK / "images").iterdir()}
    assert standing.keys() == shown
    assert max(standing.values()) < MOST


@pytest.mark.parametrize("page", WRITTEN)
def test_the_chinese_pages_have_no_english_word_but_what_is_typed(page: str) -> None:
    text = re.sub(r"`[^`\n]+`|\]\([^)]+\)", " ", _BLOCK.sub("", text_of("zh", page)))
    assert english_words(text) == []


@pytest.mark.parametrize("page", WRITTEN)
def test_the_english_pages_have_no_chinese_word_but_those_of_the_forms(page: str) -> None:
    text = re.sub(r"`[^`\n]+`|\]\([^)]+\)", " ", _BLOCK.sub("", text_of("en", page)))
    assert chinese_words(text) == []


def test_the_mistakes_name_codes_that_there_are() -> None:
    named = [one for one in spans(text_of("zh", "faq")) if re.fullmatch(r"[a-z]+(?:-[a-z]+)+", one)]
    assert len(named) > 8
    assert set(named) <= CODES.keys()


class Worked(NamedTuple):
    """A row of an example: what is declared, what was achieved, the weight, and the points."""

    target: str
    actual: str
    weight: str
    points: str


def worked(language: str) -> list[Worked]:
    """The rows of all examples of the page."""
    rows = [re.split(r"`?\s*\|\s*`?", line.strip("|` \n")) for line in text_of(language, "scoring").splitlines()]
    return [Worked(*row[:4]) for row in rows if len(row) == 5 and re.fullmatch(r"[\d.]+", row[2])]


def as_case(row: Worked) -> dict[str, Any]:
    """The row as a ruleset writes a case."""
    points = row.points if re.fullmatch(r"[\d.]+", row.points) else None
    case: dict[str, Any] = {"weight": row.weight, "points": points}
    if row.target.startswith("预算 "):
        return case | {"budget": row.target.split()[1], "executed": row.actual.split()[1]}
    return case | {"target": row.target} | ({} if row.actual == "未填报" else {"actual": row.actual})


def test_the_examples_of_scoring_come_out_as_the_page_says(tmp_path: Path) -> None:
    rows = worked("zh")
    assert len(rows) > 20
    assert [one[:3] for one in rows] == [one[:3] for one in worked("en")]
    shutil.copytree(ROOT / "rulesets" / "mof-2020-10", tmp_path / "ours")
    rule = tmp_path / "ours" / "rules" / "met.yaml"
    read = yaml.safe_load(rule.read_text(encoding="utf-8"))
    read["cases"] = [as_case(row) for row in rows]
    rule.write_text(yaml.safe_dump(read, allow_unicode=True), encoding="utf-8")
    results = run_cases(read_ruleset_files(tmp_path / "ours"))
    assert [str(one) for one in results.findings] == []


@pytest.mark.parametrize("language", list(Language))
def test_the_year_of_a_unit_goes_as_the_page_says(
    jixiao: Jixiao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """Its commands are run one after another, documents of all kinds among them, hence the seconds; then a correction."""
    correction = re.search(r"```sh\n.*?```\n\n```text\n.*?```", text_of(language, "corrections"), re.S)
    assert correction is not None
    text = f"{text_of(language, 'unit')}\n{correction[0]}"
    shown: list[str] = []
    by_hand = {"cd ": put_form, "jixiao collect ": fill_in}
    for line in command_lines(text):
        if line.startswith("cd "):
            monkeypatch.chdir(tmp_path / line.removeprefix("cd "))
        else:
            result = jixiao(*line.split()[1:], "--lang", language)
            assert result.exit_code in (0, 1), result.stderr
            shown += [*result.stdout.splitlines(), *result.stderr.splitlines()]
        for work in (work for start, work in by_hand.items() if line.startswith(start)):
            work(Path.cwd())
    for line in "\n".join(re.findall(r"```text\n(.*?)```", text, re.S)).splitlines():
        assert any(_alike(line, one) for one in shown), line


def _alike(line: str, printed: str) -> bool:
    """Whether a line was printed: the id of a run is another each time, and what follows may be left out."""
    return re.sub(r"\b[0-9a-f]{12}\b", "…", printed).startswith(re.sub(r"\b[0-9a-f]{12}\b", "…", line))
