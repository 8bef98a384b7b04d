"""Every number of every document of the 38 sample projects is the run's, to the last digit, and nothing is lost.

What is expected comes from the run itself, not from what draws it; what is drawn is read back by other libraries.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from engine.recheck import recheck
from engine.recheck.project import Options
from engine.reports import words
from engine.reports.documents import write_documents
from engine.reports.file_names import stems
from engine.runs.record import ProjectScore, Run, Score
from engine.terms import BUDGET_EXECUTION, Outcome
from tests.office import (
    converted_to_pdf,
    excel,
    excel_texts,
    page_texts,
    pages,
    parts,
    pdf_text,
    shown,
    svg_texts,
    word,
    word_rows,
    word_text,
)
from tests.runs import sample_run

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
PDF_PAGES = 2
"""More pages than this nobody expects of a table of ten rows."""


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Word, Excel and PDF files of the sample."""
    out = tmp_path_factory.mktemp("documents")
    write_documents(run(), out, ("docx", "xlsx", "pdf"))
    return out


@cache
def run() -> Run:
    return sample_run()


def projects() -> Iterator[tuple[str, ProjectScore]]:
    return zip(stems(run()), run().projects, strict=True)


def rows_of(project: ProjectScore) -> list[Score]:
    """The indicator rows in the table's order: each level 1 and level 2 together, as first declared."""
    scores = [score for score in project.scores if score.level1 != BUDGET_EXECUTION]
    first = {one: place for place, one in reversed(list(enumerate(score.level1 for score in scores)))}
    group = {one: place for place, one in reversed(list(enumerate((one.level1, one.level2) for one in scores)))}
    return sorted(scores, key=lambda score: (first[score.level1], group[score.level1, score.level2]))


def expected(score: Score) -> tuple[str, ...]:
    """Name, target, actual, weight and points of a row, as a reader must find them."""
    missing = {Outcome.MISSING: "未填报", Outcome.UNREADABLE: "无法识别", Outcome.ERROR: "出错"}.get(score.outcome, "")
    weight = "" if score.weight is None else format(score.weight, "f")
    points = format(score.points, "f") if score.points is not None else "" if score.weight is None else "待定"
    actual = missing if score.actual_text is None else re.sub(r"约(?=\d)", "", score.actual_text)
    if actual.count("（基期值") == 1 and score.target_text[:2] in ("提升", "提高"):
        actual = score.target_text[:2] + actual  # a change is written as one
    return score.name, score.target_text, actual, weight, points


def amounts(project: ProjectScore) -> list[list[str]]:
    """The funds in 万元, exactly: 元 divided by 10,000, not rounded; of the parts those of which something is known."""
    funds = project.funds
    rows = [(row.initial, row.budget, row.executed) for row in (funds.appropriation, funds.carried_over, funds.other)]
    known = [row for row in rows if any(one is not None for one in row)]
    total = (funds.total.initial, funds.total.budget, funds.total.executed)
    return [[wan(one) for one in row] for row in (total, *known)]


def wan(amount: Decimal | None) -> str:
    if amount is None:
        return "—"
    whole, _, rest = format((amount / 10_000).normalize(), "f").partition(".")
    return f"{int(whole):,}.{rest:0<2}"


def test_every_cell_of_every_word_table(documents: Path) -> None:
    for stem, project in projects():
        rows = word_rows((documents / f"{stem}.docx").read_bytes())
        end = next(place for place, row in enumerate(rows) if row[0] == "总分")
        indicators = [tuple(row[-6:-1]) for row in rows[end - len(rows_of(project)) : end]]
        assert indicators == [expected(score) for score in rows_of(project)]
        money = next(place for place, row in enumerate(rows) if row[0] == "年度资金总额")
        known = amounts(project)
        assert [row[1:4] for row in rows[money : money + len(known)]] == known
        assert rows[end][1:3] == [format(sum_of_weights(project), "f"), str(words.total(project))]
        assert rows[end][3] == f"等级：{project.grade or '未定'}"


def sum_of_weights(project: ProjectScore) -> Decimal:
    return sum((one.weight for one in project.scores if one.weight is not None), Decimal("0.00"))


def test_every_cell_of_every_excel_table(documents: Path) -> None:
    for stem, project in projects():
        sheet = excel((documents / f"{stem}.xlsx").read_bytes())["自评表"]
        rows = [row for row in sheet.iter_rows() if any(cell.value is not None for cell in row)]
        head = next(place for place, row in enumerate(rows) if row[0].value == "一级指标")
        scores = rows_of(project)
        for row, score in zip(rows[head + 1 :], scores, strict=False):
            cells = [shown(cell.value, cell.number_format) if cell.value is not None else "" for cell in row[2:7]]
            assert tuple(cells) == expected(score)
            for cell, exact in ((row[5], score.weight), (row[6], score.points)):
                assert exact is None or Decimal(repr(cell.value)) == exact
        total = rows[head + 1 + len(scores)]
        assert total[0].value == "总分"
        assert project.total is None or Decimal(repr(total[6].value)) == project.total
        money = next(place for place, row in enumerate(rows) if row[1].value == "年度资金总额")
        known = amounts(project)
        lines = rows[money : money + len(known)]
        assert [[shown(cell.value, cell.number_format) for cell in row[2:5]] for row in lines] == known


def test_every_number_of_every_pdf_table(documents: Path) -> None:
    for stem, project in projects():
        found = Counter(NUMBER.findall(pdf_text((documents / f"{stem}.pdf").read_bytes())))
        said = [text for score in rows_of(project) for text in expected(score)[3:]]
        said += [text for row in amounts(project) for text in row]
        wanted = Counter(text for text in said if NUMBER.fullmatch(text))
        assert not wanted - found, f"{stem}: {wanted - found}"


def test_every_number_of_every_chart_in_the_reports(documents: Path) -> None:
    """The bars of a project say its points and weights, level by level, and what each row lost."""
    for stem, project in projects():
        content = parts((documents / f"{stem}-report.docx").read_bytes())
        texts = svg_texts(content["word/media/chart1.svg"])
        scored = [score for score in project.scores if score.weight is not None]
        for level in dict.fromkeys(score.level1 for score in scored):
            rows = [score for score in scored if score.level1 == level]
            known = sum((one.points for one in rows if one.points is not None), Decimal("0.00"))
            most = sum(
                (one.weight if one.points is None else one.points for one in rows if one.weight), Decimal("0.00")
            )
            whole = sum((one.weight for one in rows if one.weight), Decimal("0.00"))
            got = f"{known}" if all(one.points is not None for one in rows) else f"{known} ～ {most}"
            assert f"{got} / {whole}" in texts
        lost = [score for score in scored if score.deduction]
        if "word/media/chart2.svg" in content:
            drawn = Counter(svg_texts(content["word/media/chart2.svg"]))
            assert not Counter(format(score.deduction or 0, "f") for score in lost) - drawn


def test_the_summary_adds_up_to_the_run(documents: Path) -> None:
    book = excel((documents / "summary.xlsx").read_bytes())
    totals = [[cell.value for cell in row[1:5]] for row in book["各项目得分"].iter_rows(min_row=4)]
    for row, project in zip(totals, run().projects, strict=True):
        assert row[:2] == [project.code, project.name]
        assert row[2] == str(words.total(project)) if project.total is None else Decimal(repr(row[2])) == project.total
        assert row[3] == (project.grade or "未定")
    deductions = [score.deduction for project in run().projects for score in project.scores if score.deduction]
    lost = sum(deductions, Decimal("0.00"))
    for sheet, column in (("按指标失分", 5), ("按原因失分", 2), ("扣分指标", 2)):
        cells = [row for row in book[sheet].iter_rows(min_row=4) if not str(row[0].value).startswith("　")]
        assert sum((Decimal(repr(row[column].value)) for row in cells), Decimal()) == lost, sheet
    drawn = word((documents / "summary.docx").read_bytes())
    assert f"共扣 {lost} 分" in "\n".join(one.text for one in drawn.paragraphs)


INTERNAL = re.compile(
    r"\.ya?ml|\.csv|\b(None|True|False|Decimal|Infinity|NaN)\b|(?<![0-9a-f])\d+(?:\.\d+)?[eE][+-]?\d+(?![0-9a-f])|[a-z]+[-_][a-z]+|mof-"
)
"""What belongs to the program: files, values of a programming language, ids of rules, rulesets and parameters."""


def test_no_document_shows_what_belongs_to_the_program(documents: Path) -> None:
    rules = {rule for project in run().projects for score in project.scores for rule in score.rules}
    ids = re.compile(rf"(?<![A-Za-z])({'|'.join(map(re.escape, sorted(rules)))})(?![A-Za-z])")
    for path in sorted(documents.glob("*.*")):
        if path.suffix == ".docx":
            text = word_text(path.read_bytes())
        elif path.suffix == ".xlsx":
            texts = (excel_texts(path.read_bytes(), name) for name in excel(path.read_bytes()).sheetnames)
            text = "\n".join(cell for rows in texts for row in rows for cell in row)
        else:
            continue
        found = [*INTERNAL.finditer(text), *ids.finditer(text)]
        assert not found, (path.name, [text[max(0, one.start() - 20) : one.end() + 20] for one in found])


def test_a_recheck_of_our_own_tables_finds_nothing_wrong(documents: Path) -> None:
    """What was written is read again by the reader of other people's tables, and follows from its own numbers."""
    said = []
    for kind in ("docx", "xlsx"):
        files = [str(documents / f"{stem}.{kind}") for stem in stems(run())]
        report = recheck(files, Options(ruleset="mof-2020-10")).report
        assert not report.is_wrong
        assert {one.code for one in report.projects} == {one.code for one in run().projects}
        said.append([(one.rows, one.right, one.stated_total, one.stated_grade) for one in report.projects])
    assert said[0] == said[1]


def test_no_table_takes_more_pages_than_it_should(documents: Path, tmp_path: Path) -> None:
    for kind, most in (("docx", PDF_PAGES), ("xlsx", 1)):
        files = [documents / f"{stem}.{kind}" for stem in stems(run())]
        counts = {file.name: pages(file.read_bytes()) for file in converted_to_pdf(tmp_path / kind, files)}
        assert set(counts.values()) <= set(range(1, most + 1)), counts
        assert sum(counts.values()) <= len(files) * 1.5, counts  # most take one


def test_no_page_of_the_summary_workbook_is_blank(documents: Path, tmp_path: Path) -> None:
    """A page shows text or a chart; a sheet wider than its page would be followed by empty ones."""
    (file,) = converted_to_pdf(tmp_path / "summary", [documents / "summary.xlsx"])
    blank = [number for number, texts in enumerate(page_texts(file.read_bytes()), start=1) if not texts]
    assert not blank
