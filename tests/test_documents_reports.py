"""The reports as values and as Word files: generated from the run, the same numbers in text, tables and charts."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeVar
from xml.etree import ElementTree

import pytest
from syrupy.assertion import SnapshotAssertion

from engine.reports import words
from engine.reports.documents import fonts, set_figures
from engine.reports.documents.analysis import analysis
from engine.reports.documents.blocks import Bar, Bars, Block, Dot, Dots, Heading, Paragraph, Picture, Report, Table
from engine.reports.documents.charts import draw, png
from engine.reports.documents.errors import FontError
from engine.reports.documents.project_report import ordinal, project_report
from engine.reports.documents.summary_report import summary_report
from engine.reports.documents.word_blocks import body_of
from engine.reports.documents.word_report import word_report
from engine.reports.documents.word_styles import style_ids
from engine.reports.figures import count
from engine.reports.summary import add
from engine.runs.record import Origin, ProjectScore, Run, Score
from tests import make_runs
from tests.office import SVG, parts, svg_texts, text_of, word, word_text

Kind = TypeVar("Kind", bound=Block)


def report_of(project: ProjectScore) -> Report:
    return project_report(make_runs.run(), project)


def blocks(report: Report, kind: type[Kind]) -> list[Kind]:
    return [block for block in report.blocks if isinstance(block, kind)]


def prose(report: Report) -> str:
    return "\n".join(block.text for block in report.blocks if isinstance(block, Heading | Paragraph))


def changed(score: Score, **fields: object) -> ProjectScore:
    project = make_runs.links()
    scores = tuple(one.model_copy(update=fields) if one.code == score.code else one for one in project.scores)
    return project.model_copy(update={"scores": scores})


@pytest.mark.parametrize("project", [make_runs.links(), make_runs.cameras()], ids=["complete", "incomplete"])
def test_project_report_reads(project: ProjectScore, snapshot: SnapshotAssertion) -> None:
    assert word_text(word_report(report_of(project))) == snapshot


def test_summary_report_reads(snapshot: SnapshotAssertion) -> None:
    assert word_text(word_report(summary_report(make_runs.run()))) == snapshot


def test_the_report_has_the_parts_that_are_asked_for() -> None:
    names = [
        block.text.partition("、")[2] for block in blocks(report_of(make_runs.links()), Heading) if block.level == 1
    ]
    assert names == [
        "项目概况",
        "绩效目标",
        "评价结果",
        "绩效指标分析",
        "存在问题及原因",
        "改进措施",
        "其他说明",
        "佐证材料",
    ]


@pytest.mark.parametrize("project", [make_runs.links(), make_runs.cameras()])
def test_every_indicator_is_analysed_by_its_reason(project: ProjectScore) -> None:
    text = prose(report_of(project))
    for score in project.scores:
        if score.weight is not None:
            assert analysis(score, project) in text
        for sentence in (score.cause, score.remedy, *(flag.message for flag in score.flags)):
            assert sentence in text


def test_problems_are_all_rows_that_lost_points_and_those_still_open() -> None:
    text = prose(report_of(make_runs.links()))
    assert "1. 预算执行率：年度指标值 100%，实际完成值 97.25%，扣 0.27 分。原因：尾款 2.97 万元" in text
    assert "3. 项目验收完成时间：年度指标值 2024年12月31日前，实际完成值 2025年1月17日，扣 1.25 分。\n" in text
    assert "满意度：年度指标值 ≥90，实际完成值 未填报，分值 10.00，待定。" in prose(report_of(make_runs.cameras()))


def test_a_project_without_shortfall_says_so() -> None:
    met = make_runs.project("4401", "全部完成", make_runs.incomplete_scores()[1:2])
    text = prose(report_of(met))
    assert "各项计分指标均未扣分。" in text
    assert "没有需要改进的扣分指标。" in text


def test_levels_add_up_to_the_total() -> None:
    project = make_runs.links()
    (levels,) = [block for block in blocks(report_of(project), Table) if block.caption == "各级指标得分"]
    assert str(levels.rows[-1][5]) == format(project.total or 0, "f")
    (picture,) = [block for block in blocks(report_of(project), Picture) if "分值" in block.caption]
    assert isinstance(picture.chart, Bars)
    assert add(bar.value for bar in picture.chart.bars) == project.total
    assert [bar.text for bar in picture.chart.bars] == [f"{row[5]} / {row[4]}" for row in levels.rows[:-1]]


def test_points_that_are_open_are_a_range_and_never_nothing() -> None:
    (levels,) = [block for block in blocks(report_of(make_runs.cameras()), Table) if block.caption == "各级指标得分"]
    assert [str(row[5]) for row in levels.rows] == [
        "0.00 ～ 10.00",
        "25.00 ～ 50.00",
        "30.00",
        "0.00 ～ 10.00",
        "55.00 ～ 100.00",
    ]
    assert "（一）预算执行（得 0.00 ～ 10.00 分，分值 10.00）" in prose(report_of(make_runs.cameras()))


def test_evidence_is_named_with_its_indicator() -> None:
    (table,) = [one for one in blocks(report_of(make_runs.links()), Table) if one.caption == "佐证材料清单"]
    assert table.rows == (("数量指标", "网络链路数量", "现场核查记录表（签字扫描件）.pdf"),)
    assert prose(report_of(make_runs.cameras())).endswith("八、佐证材料\n无。")


def test_word_keeps_headings_tables_and_pictures_in_order() -> None:
    report = report_of(make_runs.links())
    document = word(word_report(report))
    headings = [one.text for one in document.paragraphs if one.style and one.style.name.startswith("Heading")]
    assert headings == [block.text for block in blocks(report, Heading)]
    tables = blocks(report, Table)
    assert len(document.tables) == len(tables)
    for drawn, block in zip(document.tables, tables, strict=True):
        cells = [[text_of(cell._tc) for cell in row.cells] for row in drawn.rows]
        assert cells == [list(block.headings), *([str(cell) for cell in row] for row in block.rows)]
    assert len(document.inline_shapes) == len(blocks(report, Picture))
    footer = document.sections[0].footer.paragraphs[0].text
    assert make_runs.run().run in footer


def test_what_leads_to_a_list_and_a_short_table_stay_with_what_follows() -> None:
    table = Table("表", ("项",), (("一",), ("二",)), (1,), "l")
    lead, end = Paragraph("以下事项提请人工复核："), Paragraph("完。")
    document = word(word_report(Report("题", "", "", "", (lead, table, end))))
    keeps = {one.text: bool(one.paragraph_format.keep_with_next) for one in document.paragraphs}
    assert (keeps["以下事项提请人工复核："], keeps["表"], keeps["完。"]) == (True, True, False)
    rows = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in document.tables[0].rows]
    assert rows == [True, True, False]
    long = table._replace(rows=(("一",),) * 9)
    assert not long.stays_whole


def test_a_chart_is_in_the_file_as_vector_and_as_picture() -> None:
    report = report_of(make_runs.links())
    content = parts(word_report(report))
    for number, block in enumerate(blocks(report, Picture), start=1):
        drawing = draw(block.chart)
        assert content[f"word/media/chart{number}.svg"] == drawing.svg
        assert content[f"word/media/chart{number}.png"] == png(drawing.svg)
    assert content["word/document.xml"].count(b"svgBlip") == len(blocks(report, Picture))


def test_the_same_run_gives_the_same_bytes() -> None:
    first = word_report(summary_report(make_runs.run()))
    draw.cache_clear()
    png.cache_clear()
    assert word_report(summary_report(make_runs.run())) == first


def test_a_chart_shows_the_texts_of_its_bars_to_the_last_digit() -> None:
    bars = (Bar("产出指标", Decimal("45.08"), "45.08 / 50.00", Decimal("50.00")), Bar("<&'\"", Decimal(0), "0.00"))
    texts = svg_texts(draw(Bars(bars, "分")).svg)
    assert {"产出指标", "<&'\"", "45.08 / 50.00", "0.00", "分"} <= set(texts)


def test_bars_of_the_same_name_stay_apart() -> None:
    bars = tuple(Bar("同名指标", Decimal(number), str(number)) for number in (3, 5))
    assert svg_texts(draw(Bars(bars, "分")).svg).count("同名指标") == 2


def test_bars_are_as_long_as_their_values() -> None:
    svg = draw(Bars((Bar("一", Decimal(10), "10"), Bar("二", Decimal(40), "40")), "分")).svg
    paths = [one.get("d", "") for one in ElementTree.fromstring(svg).iter(f"{SVG}path") if one.get("fill") == "#2F5D8A"]
    ten, forty = (float(path.split("h")[1].split("v")[0]) for path in paths)
    assert forty == pytest.approx(4 * ten)


def test_a_chart_of_the_same_kind_shows_its_own_labels_and_axis() -> None:
    first = draw(Bars((Bar("甲", Decimal(10), "10.00"),), "分")).svg
    second = draw(Bars((Bar("乙", Decimal(5000), "5000"), Bar("丙", Decimal(1), "1")), "个")).svg
    assert {"甲", "10.00", "分"} <= set(svg_texts(first))
    assert {"乙", "丙", "5000", "6000", "个"} <= set(svg_texts(second))
    assert not {"甲", "10.00", "分"} & set(svg_texts(second))


def test_points_of_a_chart_are_all_drawn() -> None:
    dots = (Dot(Decimal("0.9"), Decimal("0.8")), Dot(Decimal("0.5"), Decimal("0.99"), True))
    svg = draw(Dots(dots, "预算执行率", "指标得分率", ("近", "远"))).svg
    assert {"预算执行率", "指标得分率", "近", "远"} <= set(svg_texts(svg))
    roles = [
        one for one in ElementTree.fromstring(svg).iter(f"{SVG}path") if one.get("aria-roledescription") == "point"
    ]
    assert len(roles) == 2


def test_without_a_chinese_font_it_is_said_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "SANS", ("No Such Sans",))
    monkeypatch.setattr(fonts, "SERIF", ("No Such Serif",))
    draw.cache_clear()
    with pytest.raises(FontError, match="fonts-noto-cjk") as caught:
        word_report(report_of(make_runs.links()))
    assert "No Such Sans, No Such Serif" in str(caught.value)
    assert "JIXIAO_FONTS" in str(caught.value)


def test_styles_are_found_by_the_names_that_word_shows() -> None:
    renamed = b"""<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
    <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
    <w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Body Text"/></w:style></w:styles>"""
    assert style_ids(renamed) == {"heading 1": "1", "Body Text": "a3"}


def two_departments() -> Run:
    first = make_runs.links().model_copy(
        update={"department": "教育局（本级）", "total": Decimal("90.00"), "grade": "优"}
    )
    second = make_runs.links().model_copy(
        update={"department": "教育局(本级)", "total": Decimal("80.01"), "grade": "良"}
    )
    third = make_runs.cameras().model_copy(update={"department": "", "unit": "卫健局"})
    return make_runs.run(first, second, third)


def test_departments_are_told_apart_by_name_not_by_the_width_of_brackets() -> None:
    education, health = set_figures.departments(two_departments())
    assert (education.name, len(education.projects), education.mean) == ("教育局（本级）", 2, Decimal("85.01"))
    assert (health.name, health.mean) == ("卫健局", None)


def test_reasons_for_lost_points_add_up_and_say_how_many_have_no_cause() -> None:
    run = make_runs.run()
    losses = set_figures.rule_losses(run)
    assert [loss.rule.id for loss in losses] == ["未注明", "quantity-short", "late", "budget-execution"]
    assert add(loss.deduction for loss in losses) == add(
        one.deduction for project in run.projects for one in project.scores
    )
    assert {loss.rule.id: loss.unexplained for loss in losses} == {
        "未注明": 1,
        "quantity-short": 0,
        "late": 1,
        "budget-execution": 0,
    }


def test_execution_is_set_against_the_share_of_indicator_points() -> None:
    complete, incomplete = set_figures.standings(make_runs.run())
    points, weight = Decimal("78.83"), Decimal("90.00")
    assert complete.rate == Decimal("0.972507456321")
    assert complete.indicators == (points / weight).quantize(Decimal("1e-12"))
    assert complete.gap is not None
    assert complete.gap < 0
    assert not complete.is_wide
    assert incomplete.gap is None


def test_over_fulfilled_rows_come_with_the_furthest_first() -> None:
    rows = set_figures.over_fulfilled(make_runs.run())
    assert [row.score.name for row in rows] == ["群众业务办理效率提升率"]


def test_evidence_is_counted_for_recorded_rows() -> None:
    complete, incomplete = set_figures.evidence(make_runs.run())
    assert (complete.recorded, complete.without) == (1, ())
    assert incomplete.recorded == 0


def test_bands_have_no_holes_and_take_100_into_the_last() -> None:
    totals = [Decimal("100.00"), Decimal("95.00"), Decimal("94.99"), Decimal("80.00"), None]
    run = make_runs.run(*(make_runs.links().model_copy(update={"total": total}) for total in totals))
    found = [(band.label, band.projects) for band in set_figures.bands(run)]
    assert found == [("95–100", 2), ("90–95", 1), ("85–90", 0), ("80–85", 1)]
    assert set_figures.bands(make_runs.run(make_runs.cameras())) == ()


def test_a_set_in_which_all_is_met_still_reports() -> None:
    project = make_runs.project("4401", "全部完成", make_runs.incomplete_scores()[1:2])
    text = prose(summary_report(make_runs.run(project)))
    assert "没有扣分的指标。" in text
    assert "没有提请人工复核的事项。" in text


def test_sentences_end_once_and_headings_count_in_chinese() -> None:
    assert words.ended("已整改") == "已整改。"
    assert words.ended("已整改。") == "已整改。"
    assert [ordinal(1), ordinal(10), ordinal(11)] == ["一", "十", "11"]
    assert str(count(3)) == "3"


def test_evidence_needs_a_file_not_only_a_record() -> None:
    proved = Origin(revision=1, by="王会计", evidence="凭证.pdf")
    project = changed(make_runs.execution(), origin=proved)
    assert set_figures.evidence(make_runs.run(project))[0].without == ()


def test_a_template_without_our_styles_still_takes_the_blocks() -> None:
    body = body_of((Heading("标题"), Paragraph("正文"), Table("表", ("列",), (("值",),), (1,), "l")), {})
    assert "pStyle" not in body.xml
    assert "tblStyle" not in body.xml
    assert "标题" in body.xml
