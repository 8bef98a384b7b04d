"""Every kind of record is kept as the bytes that were signed before kinds had names, and is told by its key."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from pydantic import ValidationError

from engine.actuals import Actual, Budget, EventList, Inputs, Periods, Record, Series, Spending, Stated
from engine.actuals.records import Event, Point, Unread
from engine.language.findings import Source

HERE = Source(file="a.yaml", line=3)
PLACE = '{"file":"a.yaml","line":3,"sheet":null,"cell":null,"table":null,"row":null}'
EMPTY = {
    "value": "null",
    "inputs": "{}",
    "periods": "{}",
    "aggregate": '""',
    "series": "[]",
    "events": "[]",
    "budget": "null",
    "data_file": '""',
    "data_sha256": '""',
    **dict.fromkeys(("evidence", "evidence_sha256", "note", "cause", "remedy"), '""'),
}


def _lost(sort: str) -> Unread:
    return Unread.model_validate({"sort": sort, "source": HERE, "text": "?"})


def _kept_lost(sort: str) -> dict[str, str]:
    return {"unread": f'[{{"sort":"{sort}","source":{PLACE},"text":"?","label":"","count":1}}]'}


START = datetime(2024, 3, 1, 9)
KEPT: dict[str, tuple[Record | None, dict[str, str]]] = {
    "nothing": (None, {}),
    "a text": (Stated(value="20条"), {"value": '"20条"'}),
    "an empty text": (Stated(value=""), {"value": '""'}),
    "inputs": (Inputs(inputs={"数": "9", "星": ("5", "4")}), {"inputs": '{"数":"9","星":["5","4"]}'}),
    "periods": (
        Periods(periods={"2024-01": "5%", "2024-02": {"数": "9"}}, unread=(_lost("period"),)),
        {"periods": '{"2024-01":"5%","2024-02":{"数":"9"}}', **_kept_lost("period")},
    ),
    "a series": (
        Series(series=(Point(at=date(2024, 1, 2), value="9", line=2),), data_file="a.csv", data_sha256="0a"),
        {
            "series": '[{"at":"2024-01-02","value":"9","line":2}]',
            "data_file": '"a.csv"',
            "data_sha256": '"0a"',
        },
    ),
    "events": (
        EventList(
            events=(Event(name="单1", start=START, ends={"": None, "到场": START}, line=2),),
            unread=(_lost("event"),),
            until=START,
            data_file="b.csv",
        ),
        {
            "events": '[{"name":"单1","start":"2024-03-01T09:00:00",'
            '"ends":{"":null,"到场":"2024-03-01T09:00:00"},"line":2}]',
            "data_file": '"b.csv"',
            **_kept_lost("event"),
            "until": '"2024-03-01T09:00:00"',
        },
    ),
    "the budget": (
        Spending(budget=Budget(executed="5万元")),
        {
            "budget": '{"executed":"5万元","initial":null,"adjusted":null,"appropriation":null,"carried_over":null,'
            '"other":null,"note":null,"cause":null,"remedy":null}'
        },
    ),
    "days of which none can be read": (Series(unread=(_lost("day"),)), _kept_lost("day")),
    "events of which none can be read": (EventList(unread=(_lost("event"),)), _kept_lost("event")),
    "periods of which none can be read": (Periods(unread=(_lost("period"),)), _kept_lost("period")),
    "a file that is not there": (Series(data_file="c.csv"), {"data_file": '"c.csv"'}),
    "a list that is not there": (
        EventList(data_file="c.csv", until=START),
        {"data_file": '"c.csv"', "until": '"2024-03-01T09:00:00"'},
    ),
}


@pytest.mark.parametrize(("record", "fields"), KEPT.values(), ids=KEPT)
def test_a_record_is_kept_flat_and_read_again(record: Record | None, fields: dict[str, str]) -> None:
    actual = Actual(code="01", indicator="甲", record=record, source=HERE)
    told = {"code": '"01"', "indicator": '"甲"', **EMPTY, **fields, "source": PLACE}
    kept = "{" + ",".join(f'"{name}":{text}' for name, text in told.items()) + "}"
    assert actual.model_dump_json() == kept
    assert Actual.model_validate_json(kept) == actual
    assert Actual.model_validate(actual.model_dump()) == actual


def test_an_entry_without_the_fields_of_later_versions_is_read() -> None:
    kept = f'{{"code":"01","indicator":"甲","inputs":{{"数":"9"}},"source":{PLACE}}}'
    assert Actual.model_validate_json(kept).record == Inputs(inputs={"数": "9"})


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ('"value":"9","inputs":{"数":"9"}', "given value, inputs"),
        ('"periods":{"2024-01":"9"},"budget":{"executed":"9"}', "given periods, budget"),
        ('"value":"9","until":"2024-03-01T09:00:00"', "until"),
        ('"values":"9"', "values"),
    ],
)
def test_what_is_of_two_kinds_or_of_none_is_no_record(fields: str, why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        Actual.model_validate_json(f'{{"code":"01","indicator":"甲",{fields},"source":{PLACE}}}')


def test_a_note_or_evidence_may_stand_alone() -> None:
    alone = Actual(code="01", indicator="甲", note="另见核查意见", evidence="底稿.pdf", source=HERE)
    again = Actual.model_validate_json(alone.model_dump_json())
    assert (again.record, again.note, again.evidence) == (None, "另见核查意见", "底稿.pdf")
