"""What a person answers about a row: it counts, stands in the reason, is kept for good, and can be taken back."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from engine.measures import Reading, read_indicator
from engine.store import open_ledger
from engine.targets import Operator
from engine.terms import Answer, AnswerKind, standing
from tests.builders import indicator
from tests.collected import closed, opened
from tests.conftest import Jixiao
from tests.formtext import form, write
from tests.test_chain import change, faults

ROWS = (
    "产出指标\t*质量指标\t资产负债率\t60%\t反映负债水平",
    "产出指标\t*数量指标\t培训规模\t≥200\t反映培训规模",
    "产出指标\t*时效指标\t验收时间\t合同签订后30日内\t完成验收",
    "效益指标\t*社会效益指标\t举报办结率\t≥95%\t反映举报办结",
    "满意度指标\t*服务对象满意度指标\t满意度\t≥90%\t反映满意度",
)
ACTUALS = """\
project: '4401'
actuals:
- {code: '01', value: 55%}
- {code: '02', value: 210}
- {code: '03', inputs: {合同签订: 2024-03-01, 实际完成日期: 2024-04-15}}
- {code: '05', value: 92%}
budget: {executed: '1080384.76'}
"""
BY = ("--by", "填报人")
THIRD = ("--assessor", "评价组")


@pytest.fixture
def asked(jixiao: Jixiao, tmp_path: Path) -> Jixiao:
    """A ledger with a project of which a row asks for its direction, and another project."""
    write(tmp_path / "forms.txt", form(rows=ROWS) + form("4402", "乙项目"))
    write(tmp_path / "actuals.yaml", ACTUALS)
    assert jixiao("import", "forms.txt", "--year", "2024").exit_code == 0
    assert jixiao("record", "actuals.yaml", "--by", "张三").exit_code == 0
    return jixiao


def confirmed(run: Jixiao, *args: str) -> dict[str, Any]:
    result = run("confirm", "4401", *args, "--format", "json")
    assert result.exit_code == 0, result.output
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def scored(run: Jixiao, *options: str) -> dict[str, Any]:
    """The rows of the project in a new run, by code."""
    result = run("score", "--project", "4401", "--format", "json", *options)
    assert result.exit_code in {0, 1}, result.output
    (project,) = json.loads(result.stdout)["projects"]
    return {row["code"]: row for row in project["scores"]}


def history(run: Jixiao, row: str = "") -> list[tuple[str, int, str, str]]:
    entries = json.loads(run("history", "4401", *filter(None, [row]), "--format", "json").stdout)
    return [(one["kind"], one["number"], one["value"], one["assessor"]) for one in entries if one["kind"] == "answer"]


class TestAnswers:
    def test_a_direction_closes_an_open_row_and_stands_in_its_reason(self, asked: Jixiao) -> None:
        before = scored(asked)["01"]
        assert (before["outcome"], before["points"], before["question"]["code"]) == ("open", None, "ask-direction")
        assert "answers" not in before
        told = confirmed(asked, "资产负债率", "--direction", "lower", *BY, "--reason", "控制性指标")
        row = scored(asked)["01"]
        assert (row["outcome"], row["points"]) == ("met", row["weight"])
        assert told["points"] == {"before": None, "after": row["points"]}
        assert "方向由填报人确认：越低越好（“控制性指标”）。" in row["reason"]
        (answer,) = row["answers"]
        assert (answer["kind"], answer["value"], answer["by"], answer["target_text"]) == (
            "direction",
            "lower",
            "填报人",
            "60%",
        )

    @pytest.mark.parametrize(("direction", "share"), [("higher", "0.92"), ("lower", "1"), ("exact", "0.92")])
    def test_each_direction_is_another_comparison(self, asked: Jixiao, direction: str, share: str) -> None:
        confirmed(asked, "01", "--direction", direction, *BY)
        row = scored(asked)["01"]
        assert round(float(row["points"]) / float(row["weight"]), 2) == float(share)

    def test_a_unit_says_in_what_a_bare_number_is_meant(self, asked: Jixiao) -> None:
        asked("correct", "4401", "培训规模", "210人次", "--reason", "补单位")
        confirmed(asked, "培训规模", "--unit", "人次", *BY)
        row = scored(asked)["02"]
        assert (row["outcome"], row["points"]) == ("met", row["weight"])
        assert "单位由填报人确认：人次" in row["reason"]
        assert "≥200人次" in row["reason"]

    def test_a_unit_with_its_multiplier_is_asked_of_the_actual_too(self, asked: Jixiao) -> None:
        confirmed(asked, "培训规模", "--unit", "万人", *BY)
        assert scored(asked)["02"]["question"]["code"] == "ask-multiplier"
        asked("correct", "4401", "培训规模", "150万人", "--reason", "补单位")
        row = scored(asked)["02"]
        assert (row["outcome"], row["completion"]) == ("partly_met", "0.750000000000")

    def test_a_day_is_the_deadline_of_a_term_and_lateness_is_measured_against_the_term(self, asked: Jixiao) -> None:
        confirmed(asked, "验收", "--deadline", "2024年4月10日", *BY)
        row = scored(asked)["03"]
        assert row["outcome"] == "partly_met"
        assert "完成时限由填报人确认：2024-04-10" in row["reason"]
        assert "逾期比例 5 ÷ 40 = 12.5%" in row["reason"]  # from the day after the contract

    def test_a_day_needs_no_day_of_the_event(self, asked: Jixiao, tmp_path: Path) -> None:
        write(tmp_path / "b.yaml", "project: '4401'\nactuals:\n- {code: '03', value: 2024-04-09}\n")
        asked("record", "b.yaml", "--by", "张三", "--reason", "只知验收日期")
        confirmed(asked, "验收时间", "--deadline", "2024-04-10", *BY)
        assert scored(asked)["03"]["outcome"] == "met"

    def test_a_row_of_which_nothing_was_due_leaves_its_weight_to_the_others(self, asked: Jixiao) -> None:
        before = scored(asked)
        assert before["04"]["outcome"] == "missing"
        told = confirmed(asked, "举报办结率", "--not-due", *BY, "--reason", "全年无举报")
        assert told["findings"] == []
        after = scored(asked)
        assert (after["04"]["outcome"], after["04"]["weight"], after["04"]["points"]) == ("not_applicable", None, None)
        assert "经填报人确认，本年度无应办事项，不计分（“全年无举报”）" in after["04"]["reason"]
        assert sum(float(row["weight"]) for row in after.values() if row["weight"]) == 100

    @pytest.mark.parametrize("value", ["90%", "是"])
    def test_what_is_recorded_for_it_all_the_same_is_said(self, asked: Jixiao, value: str) -> None:
        confirmed(asked, "04", "--not-due", *BY)
        asked("correct", "4401", "04", value, "--reason", "补报")
        row = scored(asked)["04"]
        assert (row["outcome"], row["points"]) == ("not_applicable", None)
        assert [one["code"] for one in row["findings"]] == ["answer-recorded"]
        assert value in row["reason"]

    def test_nothing_had_asked_for_it_is_said_and_it_counts_all_the_same(self, asked: Jixiao, tmp_path: Path) -> None:
        rows = (ROWS[0].replace("资产负债率", "投诉率"), *ROWS[1:])
        write(tmp_path / "forms.txt", form(rows=rows))
        asked("import", "forms.txt", "--year", "2024")
        result = asked("confirm", "4401", "投诉率", "--direction", "higher", *BY)
        assert result.exit_code == 0
        assert "[answer-not-asked]" in result.stderr
        assert "方向由填报人确认：越高越好" in scored(asked)["01"]["reason"]
        assert history(asked, "投诉率") == [("answer", 1, "方向：越高越好", "")]


REFUSED = {
    "against a sign": (("满意度", "--direction", "lower"), "≥ itself, which “direction: less is better” is against"),
    "what the sign says": (("满意度", "--direction", "higher"), "“≥90%” says so itself; nothing was appended"),
    "exactly beside a sign": (("满意度", "--direction", "exact"), "adjust it officially: jixiao adjust-target"),
    "a direction of a day": (("验收时间", "--direction", "lower"), "is no number of which more or less"),
    "another unit": (("满意度", "--unit", "分"), "is in % itself"),
    "the same unit": (("满意度", "--unit", "％"), "says so itself"),
    "no unit": (("培训规模", "--unit", "percent"), "“percent” is no unit that is known here"),
    "an empty unit": (("培训规模", "--unit", " "), "is no unit that is known here"),
    "a number for a unit": (("培训规模", "--unit", "10"), "“10” is no unit"),
    "a unit of a day": (("验收时间", "--unit", "天"), "is no number that could have a unit"),
    "a deadline of a number": (("满意度", "--deadline", "2024-12-31"), "“≥90%” is no deadline"),
    "a day in words": (("验收时间", "--deadline", "年底"), "“年底” is no single day; write 2024-12-31"),
    "a day that is none": (("验收时间", "--deadline", "2024-02-30"), "“2024-02-30” is no single day"),
    "a day without its year": (("验收时间", "--deadline", "4月10日"), "“4月10日” is no single day"),
    "the budget": (("预算执行", "--not-due"), "follows from the budget"),
    "nothing to take back": (
        ("满意度", "--withdraw"),
        "满意度 has no such answer to take back; jixiao history 4401 满意度",
    ),
    "something that is no answer": (("满意度", "--withdraw", "any"), "of 'direction', 'unit', 'deadline', 'not-due'."),
}


@pytest.mark.parametrize(("args", "says"), REFUSED.values(), ids=REFUSED)
def test_what_the_target_says_itself_is_not_answered_away(asked: Jixiao, args: tuple[str, ...], says: str) -> None:
    result = asked("confirm", "4401", *args, *BY)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
    assert ("adjust-target" in result.stderr) is ("jixiao adjust-target 4401 " in result.stderr)  # with its row
    assert history(asked) == []


class TestHistory:
    def test_every_answer_stays_and_the_last_one_counts(self, asked: Jixiao) -> None:
        for direction in ("higher", "lower", "exact"):
            confirmed(asked, "01", "--direction", direction, *BY)
        assert history(asked, "01") == [
            ("answer", 1, "方向：越高越好", ""),
            ("answer", 2, "方向：越低越好", ""),
            ("answer", 3, "方向：须恰好等于", ""),
        ]
        assert "须恰好等于" in scored(asked)["01"]["reason"]
        told = asked("history", "4401", "01").stdout
        assert "answer 2: direction: less is better  (" in told
        assert "第 2 次确认：方向：越低越好（" in asked("history", "4401", "01", "--lang", "zh").stdout

    def test_an_answer_taken_back_asks_again(self, asked: Jixiao) -> None:
        confirmed(asked, "01", "--direction", "lower", *BY)
        told = confirmed(asked, "01", "--withdraw", "--by", "李四", "--reason", "误认")
        assert (told["withdrawn"], told["before"], told["number"]) == (True, "lower", 2)
        assert scored(asked)["01"]["outcome"] == "open"
        assert history(asked, "01")[1] == ("answer", 2, "撤回（方向：越低越好）", "")
        confirmed(asked, "01", "--direction", "lower", *BY)  # and may be given again
        assert scored(asked)["01"]["outcome"] == "met"

    def test_of_several_answers_the_one_to_take_back_is_named(self, asked: Jixiao) -> None:
        asked("adjust-target", "4401", "01", "60", "--reason", "批复", "--by", "财政局")
        confirmed(asked, "01", "--direction", "lower", *BY)
        confirmed(asked, "01", "--unit", "%", *BY)
        result = asked("confirm", "4401", "01", "--withdraw", *BY)
        assert result.exit_code == 2
        assert (
            "say which one is taken back: jixiao confirm 4401 资产负债率 --withdraw direction|unit --by WHO"
            in result.stderr
        )
        confirmed(asked, "01", "--withdraw", "unit", *BY)
        assert [one["kind"] for one in scored(asked)["01"]["answers"]] == ["direction"]

    def test_the_same_answer_twice_is_refused(self, asked: Jixiao) -> None:
        confirmed(asked, "01", "--direction", "lower", *BY)
        result = asked("confirm", "4401", "01", "--direction", "lower", *BY)
        assert result.exit_code == 2
        assert "“direction: less is better” was confirmed already by 填报人; nothing was appended" in result.stderr

    def test_a_run_of_an_earlier_time_knows_nothing_of_it_and_old_runs_stay_as_they_were(self, asked: Jixiao) -> None:
        earlier = json.loads(asked("score", "--format", "json").stdout)["run"]
        moment = datetime.now(UTC).isoformat()
        confirmed(asked, "01", "--direction", "lower", *BY)
        assert scored(asked, "--as-of", moment)["01"]["outcome"] == "open"
        assert scored(asked)["01"]["outcome"] == "met"
        assert "the same, byte for byte" in asked("verify", earlier).stdout
        assert "the same, byte for byte" in asked("verify", "latest").stdout

    def test_evidence_is_hashed_and_looked_at_again(self, asked: Jixiao, tmp_path: Path) -> None:
        write(tmp_path / "合同.pdf", "合同")
        confirmed(asked, "03", "--deadline", "2024-04-10", *BY, "--evidence", "合同.pdf")
        scored(asked)
        assert "1 evidence files" in asked("verify", "latest").stdout
        write(tmp_path / "合同.pdf", "另一份")
        assert "[evidence-changed]" in asked("verify", "latest").stderr

    def test_a_changed_answer_is_a_cause_of_a_difference(self, asked: Jixiao) -> None:
        before = json.loads(asked("score", "--format", "json").stdout)["run"]
        confirmed(asked, "01", "--direction", "lower", *BY, "--reason", "控制性指标")
        confirmed(asked, "04", "--not-due", *BY)
        after = json.loads(asked("score", "--format", "json").stdout)["run"]
        found = json.loads(asked("diff", before, after, "--format", "json").stdout)
        (project,) = found["projects"]
        changes = {row["code"]: row["changes"] for row in project["rows"]}
        first, weight = changes["01"]
        assert weight["kind"] == "weight"
        assert (first["kind"], first["what"], first["before"], first["after"]) == ("answer", "方向", None, "越低越好")
        assert (first["by"], first["why"]) == ("填报人", "控制性指标")
        assert [one["kind"] for one in changes["04"]] == ["answer", "weight"]
        assert "difference-unexplained" not in [one["code"] for one in found["findings"]]

    def test_documents_say_who_settled_what(self, asked: Jixiao) -> None:
        confirmed(asked, "01", "--direction", "lower", *BY, "--reason", "控制性指标")
        confirmed(asked, "04", "--not-due", *BY)
        asked("score")
        assert asked("report", "latest", "--out", "out").exit_code == 0
        page = Path("out/4401.html").read_text(encoding="utf-8")
        assert "“资产负债率”：方向由填报人确认：越低越好（“控制性指标”）。" in page
        assert "“举报办结率”：经填报人确认，本年度无应办事项，不计分。" in page


class TestAssessors:
    def test_an_assessor_may_answer_otherwise_in_his_own_runs(self, asked: Jixiao) -> None:
        confirmed(asked, "01", "--direction", "lower", *BY)
        confirmed(asked, "01", "--direction", "higher", "--by", "王五", *THIRD)
        own, theirs, others = (scored(asked, *options)["01"] for options in ((), THIRD, ("--assessor", "另一组")))
        assert [row["outcome"] for row in (own, theirs, others)] == ["met", "partly_met", "met"]
        assert "方向由王五确认：越高越好" in theirs["reason"]
        assert history(asked, "01") == [("answer", 1, "方向：越低越好", ""), ("answer", 1, "方向：越高越好", "评价组")]
        confirmed(asked, "01", "--withdraw", "--by", "王五", *THIRD)  # then the unit's own counts for him too
        assert scored(asked, *THIRD)["01"]["outcome"] == "met"

    def test_what_the_unit_says_later_does_not_replace_it(self, asked: Jixiao) -> None:
        confirmed(asked, "01", "--direction", "higher", "--by", "王五", *THIRD)
        confirmed(asked, "01", "--direction", "lower", *BY)
        assert scored(asked, *THIRD)["01"]["outcome"] == "partly_met"

    def test_two_assessors_stand_apart_and_the_unit_s_question_stays(self, asked: Jixiao) -> None:
        for who, direction in (("甲评价组", "higher"), ("乙评价组", "lower")):
            confirmed(asked, "01", "--direction", direction, "--by", who, "--assessor", who)
        assert scored(asked, "--assessor", "甲评价组")["01"]["outcome"] == "partly_met"
        assert scored(asked, "--assessor", "乙评价组")["01"]["outcome"] == "met"
        assert scored(asked)["01"]["outcome"] == "open"
        result = asked("confirm", "4401", "01", "--withdraw", *BY)
        assert "资产负债率 has no such answer to take back" in result.stderr


class TestRedeclared:
    def again(self, run: Jixiao, *pairs: tuple[str, str]) -> dict[str, Any]:
        text = form(rows=ROWS)
        for before, after in pairs:
            assert before in text
            text = text.replace(before, after)
        write(Path("new.txt"), text)
        found: dict[str, Any] = json.loads(run("import", "new.txt", "--year", "2024", "--format", "json").stdout)
        return found

    def test_another_target_asks_again(self, asked: Jixiao) -> None:
        confirmed(asked, "01", "--direction", "lower", *BY)
        found = self.again(asked, ("60%", "55%"))
        (change_,) = found["changes"]
        assert [(one["code"], one["kind"], one["before"], one["after"]) for one in change_["again"]] == [
            ("01", "direction", "60%", "55%")
        ]
        assert [one["code"] for one in found["findings"]] == ["answer-again"]
        asked("correct", "4401", "01", "50%", "--reason", "更正")
        row = scored(asked)["01"]
        assert row["outcome"] == "open"
        assert "answer-old" in [one["code"] for one in row["findings"]]
        confirmed(asked, "01", "--direction", "lower", *BY)  # the same words, for the new target
        assert scored(asked)["01"]["outcome"] == "met"

    def test_another_name_loses_it(self, asked: Jixiao) -> None:
        confirmed(asked, "01", "--direction", "lower", *BY)
        found = self.again(asked, ("资产负债率", "负债比率"))
        (change_,) = found["changes"]
        assert [(one["kind"], one["value"]) for one in change_["lost"] if one["kind"] == "answer"] == [
            ("answer", "方向：越低越好")
        ]
        assert "answers" not in scored(asked)["01"]

    @pytest.mark.parametrize(
        "pairs",
        [
            [("反映负债水平", "反映年末负债水平")],
            [("60%", " ６０％")],
            [("完成两份报告。", "完成三份报告。")],
            [(ROWS[0] + "\n", ""), (ROWS[4], ROWS[4] + "\n" + ROWS[0])],
        ],
        ids=["explanation", "full-width", "goal", "moved"],
    )
    def test_what_changes_neither_name_nor_target_keeps_it(self, asked: Jixiao, pairs: list[tuple[str, str]]) -> None:
        confirmed(asked, "01", "--direction", "lower", *BY)
        (change_,) = self.again(asked, *pairs)["changes"]
        assert change_["again"] == change_["lost"] == []
        (row,) = (one for one in scored(asked).values() if one["name"] == "资产负债率")
        assert row["outcome"] == "met"

    def test_an_adjusted_target_asks_again_until_it_is_taken_back(self, asked: Jixiao) -> None:
        confirmed(asked, "01", "--direction", "lower", *BY)
        asked("adjust-target", "4401", "01", "58%", "--reason", "批复", "--by", "财政局")
        assert scored(asked)["01"]["outcome"] == "open"
        asked("adjust-target", "4401", "01", "60%", "--reason", "撤销批复", "--by", "财政局")
        assert scored(asked)["01"]["outcome"] == "met"

    def test_an_answer_taken_back_before_is_not_missed(self, asked: Jixiao) -> None:
        confirmed(asked, "01", "--direction", "lower", *BY)
        confirmed(asked, "01", "--withdraw", *BY)
        (change_,) = self.again(asked, ("60%", "55%"))["changes"]
        assert change_["again"] == []


class TestYears:
    def test_an_answer_belongs_to_the_declaration_of_its_year(self, asked: Jixiao) -> None:
        asked("import", "forms.txt", "--year", "2025")
        result = asked("confirm", "4401", "01", "--direction", "lower", *BY, "--year", "2024")
        assert result.exit_code == 0
        assert history(asked) == []  # the newest year has none
        assert scored(asked, "--year", "2024")["01"]["outcome"] == "met"


class TestWorkbooks:
    def test_a_cell_asks_in_the_confirmed_unit_and_a_row_not_due_says_so(self, asked: Jixiao) -> None:
        confirmed(asked, "培训规模", "--unit", "人次", *BY)
        confirmed(asked, "举报办结率", "--not-due", *BY)
        assert asked("collect", "--project", "4401", "--out", "填报").exit_code == 0
        (file,) = Path("填报").iterdir()
        sheet = next(one for one in load_workbook(file).worksheets if one.title.startswith("1 "))
        texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert "培训规模（人次）" in texts
        assert any("本年度无应办事项" in text and "无需填报" in text for text in texts)

    def test_a_workbook_made_before_the_answer_is_read_after_it(self, asked: Jixiao) -> None:
        assert asked("collect", "--project", "4401", "--out", "填报").exit_code == 0
        confirmed(asked, "培训规模", "--unit", "人", *BY)
        (file,) = Path("填报").iterdir()
        book = opened(file.read_bytes())
        sheet = next(one for one in book.worksheets if one.title.startswith("1 "))
        (label,) = (cell for row in sheet.iter_rows() for cell in row if cell.value == "培训规模" and cell.column > 5)
        sheet.cell(label.row, label.column + 1).value = 150
        file.write_bytes(closed(book))
        result = asked("record", "填报", "--by", "张三", "--reason", "重新填报")
        assert result.exit_code == 0, result.output
        assert scored(asked)["02"]["actual_text"] == "150人"


DAMAGE = {
    "no JSON": "UPDATE answer SET content = '{'",
    "another JSON": "UPDATE answer SET content = '[1]'",
    "a direction that is none": "UPDATE answer SET content = replace(content, 'lower', 'sideways')",
    "a kind that is none": "UPDATE answer SET content = replace(content, '\"direction\"', '\"colour\"')",
    "a time": "UPDATE answer SET at = '昨天'",
}


@pytest.mark.parametrize("statement", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_answer_is_one_sentence_with_the_remedy(asked: Jixiao, statement: str) -> None:
    confirmed(asked, "01", "--direction", "lower", *BY)
    ledger = open_ledger("sqlite:///jixiao.db")
    change(ledger, statement)
    ledger.dispose()
    for command in (("score", "--project", "4401"), ("history", "4401"), ("confirm", "4401", "01", "--withdraw", *BY)):
        result = asked(*command)
        assert result.exit_code == 2, (command, result.output)
        assert "damaged" in result.stderr
        assert "jixiao verify names what was changed; use a copy of the ledger from before" in result.stderr
    found = asked("verify")
    assert found.exit_code == 1
    assert "(answer 1" in found.stderr


def test_an_answer_that_was_altered_or_taken_out_is_found(asked: Jixiao) -> None:
    confirmed(asked, "01", "--direction", "lower", *BY)
    ledger = open_ledger("sqlite:///jixiao.db")
    change(ledger, "UPDATE answer SET content = replace(content, 'lower', 'higher')")
    assert [one.code for one in faults(ledger)] == ["chain-altered"]
    change(ledger, "DELETE FROM answer")
    assert [one.code for one in faults(ledger)] == ["chain-row-gone"]
    ledger.dispose()


MISTAKES = {
    "nobody answers": (("01", "--direction", "lower"), "Missing option '--by'."),
    "nobody by name": (("01", "--direction", "lower", "--by", " "), "'--by': it is empty; write a name"),
    "a direction misspelt": (
        ("01", "--direction", "lowr", *BY),
        "'--direction': 'lowr' is not one of 'higher', 'lower', 'exact'.",
    ),
    "a direction in a word of its own": (("01", "--direction", "低", *BY), "is not one of 'higher', 'lower', 'exact'"),
    "nothing is answered": (
        ("01", *BY),
        "say what is confirmed: --direction, --unit, --deadline, --not-due or --withdraw",
    ),
    "two at once": (
        ("01", "--direction", "lower", "--unit", "%", *BY),
        "--direction and --unit are 2 answers; give each in a command of its own",
    ),
    "given and taken back": (("01", "--not-due", "--withdraw", *BY), "--not-due and --withdraw are 2 answers"),
    "an option misspelt": (("01", "--notdue", *BY), "No such option '--notdue'. Did you mean '--not-due'?"),
    "a row misspelt": (
        ("资产负责率", "--not-due", *BY),
        "names no indicator of the project; did you mean “资产负债率”?",
    ),
    "evidence that is not there": (("01", "--not-due", *BY, "--evidence", "没有.pdf"), "'没有.pdf' does not exist"),
    "what is taken back misspelt": (("01", "--withdraw", "direct", *BY), "'direct' is not one of 'direction'"),
}


@pytest.mark.parametrize(("args", "says"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_ends_in_one_clear_sentence(asked: Jixiao, args: tuple[str, ...], says: str) -> None:
    result = asked("confirm", "4401", *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
    assert "Traceback" not in result.output
    assert history(asked) == []


def test_an_open_direction_beside_a_figure_a_hundred_times_off(asked: Jixiao) -> None:
    assert asked("correct", "4401", "01", "6300%", "--reason", "粘贴").exit_code == 0
    score = scored(asked)["01"]
    assert (score["outcome"], float(score["points_range"][0])) == ("open", 0)
    assert float(score["points_range"][1]) == float(score["weight"])
    assert {"ask-direction", "ask-share"} <= {one["code"] for one in score["findings"]}
    assert "rule-gap" not in {one["code"] for one in score["findings"]}
    explained = asked("explain", "latest", "4401", "01", "--lang", "zh").stdout
    assert "没有规则适用" not in explained
    assert "得满分须" not in explained


@pytest.mark.parametrize(
    ("words", "direction"), [("越高越好", "higher"), ("越低越好 ", "lower"), ("须恰好等于", "exact")]
)
def test_a_direction_in_the_words_of_its_question(asked: Jixiao, words: str, direction: str) -> None:
    assert confirmed(asked, "01", "--direction", words, *BY)["value"] == direction


def test_an_open_direction_does_not_say_what_full_points_need(asked: Jixiao) -> None:
    assert asked("score").exit_code == 0
    explained = asked("explain", "latest", "4401", "01", "--lang", "zh").stdout
    assert "如越低越好" in explained
    assert "得满分须" not in explained
    assert asked("confirm", "4401", "02", "--unit", "人次", *BY).exit_code == 0
    assert asked("correct", "4401", "02", "150人次", "--reason", "核对").exit_code == 0
    assert asked("score").exit_code == 0
    assert "得满分须实际完成值≥200" in asked("explain", "latest", "4401", "02", "--lang", "zh").stdout


def test_a_project_is_named_by_any_unambiguous_part(asked: Jixiao) -> None:
    assert asked("confirm", "甲", "负债", "--direction", "LOWER", *BY).exit_code == 0
    result = asked("confirm", "项目", "负债", "--direction", "lower", *BY)
    assert result.exit_code == 2
    assert "“项目” names more than one project of the ledger:\n  4401 甲项目\n  4402 乙项目" in result.stderr


# --- the reading itself: what an answer makes of a target, and when it does not count --------------------------------


def read(name: str, target: str, kind: str, value: str = "", given_for: str = "") -> Reading:
    answer = Answer(kind=AnswerKind(kind), value=value, target_text=given_for or target, number=1, by="填报人")
    return read_indicator(indicator(target, name=name), 2024, answers=(answer,))


@pytest.mark.parametrize(
    ("target", "unit", "value", "operator"),
    [
        ("≥60", "%", "60", Operator.GE),
        ("不低于２０００", "万元", "20000000", Operator.GE),
        ("2000以上", "亿元", "200000000000", Operator.GE),
        ("不超过15", "个工作日", "15", Operator.LE),
    ],
)
def test_a_unit_is_read_as_if_it_were_written(target: str, unit: str, value: str, operator: Operator) -> None:
    reading = read("办理情况", target, "unit", unit)
    assert (str(reading.target.value), reading.target.operator) == (value, operator)
    assert [one.kind for one in reading.answers] == [AnswerKind.UNIT]


@pytest.mark.parametrize(
    ("target", "day", "counts"),
    [
        ("6月底", "2024-06-15", True),
        ("6月底", "2024-07-15", False),
        ("12月31日前", "2025-12-31", True),
        ("12月31日前", "2024-12-30", False),
        ("2024年12月31日前", "2025-03-31", False),
        ("2024年第三季度", "2024-08-31", True),
        ("20240930前", "2024-09-29", False),
        ("合同签订后10个工作日内", "2024-05-01", True),
        ("按时完成", "2024-05-01", True),
        ("合同约定时间内", "2024-05-01", True),
        ("按合同约定时间", "2024-05-01", True),
        ("按照合同工期完成", "2024-05-01", True),
        ("计划时间前完成", "2024-05-01", True),
        ("按合同约定质量", "2024-05-01", False),
        ("100%", "2024-05-01", True),
        ("每月10日前", "2024-05-10", False),
        ("≥3次", "2024-05-01", False),
    ],
)
def test_a_day_must_be_one_that_the_target_may_mean(target: str, day: str, counts: bool) -> None:
    reading = read("完成时间", target, "deadline", day)
    assert bool(reading.answers) is counts
    assert (str(reading.target.value) == day) is counts
    assert ("answer-unused" in [one.code for one in reading.measure.findings]) is not counts


@pytest.mark.parametrize(
    ("target", "direction", "counts"),
    [
        ("60%", "lower", True),
        ("0起", "lower", True),
        ("0起", "higher", False),
        ("≤60%", "lower", False),
        ("不低于60%", "lower", False),
        ("主干道98%、背街小巷97%", "higher", True),
        ("效果明显", "higher", False),
        ("不适用", "lower", False),
        ("提升20%", "higher", False),
    ],
)
def test_a_direction_counts_where_the_target_has_a_number_without_one(
    target: str, direction: str, counts: bool
) -> None:
    assert bool(read("资产负债率", target, "direction", direction).answers) is counts


def test_a_share_of_one_is_not_settled_by_its_unit() -> None:
    (said,) = (one for one in read("情况", "0.95", "unit", "%").measure.findings if one.code == "answer-unused")
    assert "0.95%" in said.chinese()
    assert "95%" in said.chinese()


def test_an_answer_counts_for_the_target_that_it_was_given_to() -> None:
    assert read("资产负债率", "60％ ", "direction", "lower", given_for="60%").answers
    other = read("资产负债率", "55%", "direction", "lower", given_for="60%")
    assert other.answers == ()
    assert "answer-old" in [one.code for one in other.measure.findings]
    assert other.question is not None


def test_the_last_answer_of_a_kind_stands_an_assessors_over_the_units() -> None:
    def given(value: str, assessor: str = "", withdrawn: bool = False, kind: str = "direction") -> Answer:
        return Answer(
            kind=AnswerKind(kind),
            value=value,
            target_text="60",
            number=1,
            by="张三",
            assessor=assessor,
            withdrawn=withdrawn,
        )

    unit, other, theirs = given("lower"), given("higher"), given("exact", "评价组")
    assert standing([]) == ()
    assert standing([unit, other]) == (other,)
    assert standing([unit, theirs]) == (theirs,)
    assert standing([unit, given("lower", withdrawn=True)]) == ()
    assert standing([unit, theirs, given("exact", "评价组", withdrawn=True)]) == (unit,)
    in_percent = given("%", kind="unit")
    assert standing([in_percent, unit]) == (unit, in_percent)
