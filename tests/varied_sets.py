"""A large set as tables, out of the sample: its forms under other codes, with other figures, days and amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import polars as pl

from engine.columns import PROJECTS, ROWS, Tables, tables_of
from tests.sample_cases import sample_cases

_NUMBER = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
_DAY = re.compile(r"(\d{4})(年|[-/])(\d+)(月|[-/])(\d+)(日?)")


def varied(text: str, random: Random) -> str:
    """A text with its number, or its day, a little otherwise."""
    day = _DAY.fullmatch(text)
    if day is not None:
        moved = date(int(day[1]), int(day[3]), int(day[5])) + timedelta(days=random.randint(-90, 60))
        return f"{moved.year}{day[2]}{moved.month}{day[4]}{moved.day}{day[6]}"
    return _NUMBER.sub(lambda found: _other(found[0], random), text, count=1)


def _other(number: str, random: Random) -> str:
    places = len(number.partition(".")[2])
    scaled = int(number.replace(",", "").replace(".", ""))
    other = max(0, round(scaled * random.triangular(0.6, 1.25, 1.0)))
    whole, rest = divmod(other, 10**places)
    written = f"{whole:,}" if "," in number else str(whole)
    return f"{written}.{rest:0{places}}" if places else written


def _rows(row: dict[str, Any], code: str, random: Random) -> dict[str, Any]:
    made = {**row, "project": code}
    if random.random() < 0.01:
        return {**made, "actual": None, "inputs": None, "record": None}
    if row["actual"] is not None:
        made["actual"] = varied(row["actual"], random)
    if row["inputs"] is not None:
        made["inputs"] = [{**one, "value": varied(one["value"], random)} for one in row["inputs"]]
    return made


def varied_sets(rows: int, size: int = 250_000) -> Iterator[Tables]:
    """Tables with so many scored rows together (the budget rows count), some hundred thousand at a time."""
    tables, random = tables_of(sample_cases()), Random(2024)
    forms = {key[0]: one.to_dicts() for key, one in tables.rows.partition_by("project", as_dict=True).items()}
    heads = tables.projects.to_dicts()
    number = 0
    while number < rows:
        projects: list[dict[str, Any]] = []
        lines: list[dict[str, Any]] = []
        while number < rows and len(lines) + len(projects) < size:
            head = heads[random.randrange(len(heads))]
            code = f"44{number:012}"
            projects.append({**head, "project": code, "executed": varied(head["executed"], random)})
            lines += (_rows(row, code, random) for row in forms[head["project"]])
            number += len(forms[head["project"]]) + 1
        yield Tables(pl.DataFrame(projects, schema=dict(PROJECTS)), pl.DataFrame(lines, schema=dict(ROWS)))
