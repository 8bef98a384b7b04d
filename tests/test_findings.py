"""Findings and places are gathered by what they are: every value is hashable, whatever it holds."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import Any, get_args, get_origin

import pytest
from hypothesis import given
from hypothesis import strategies as st

import engine
from engine.actuals import Actual, Inputs
from engine.actuals.model import Cells
from engine.language.catalogue import CODES
from engine.language.findings import Finding, Severity, Source, Value, unique
from tests.builders import HERE

TEXTS = st.text(max_size=5)
PLACES = st.one_of(
    st.builds(Source, file=TEXTS, line=st.none() | st.integers(1, 9)),
    st.builds(Source, file=TEXTS, sheet=TEXTS, cell=TEXTS),
    st.builds(Source, file=TEXTS, table=st.integers(1, 9), row=st.integers(1, 9)),
    st.builds(Cells, file=TEXTS, sheet=TEXTS, cell=TEXTS, parts=st.dictionaries(TEXTS, TEXTS, max_size=3)),
)


def every_value() -> list[type[Value]]:
    """Every class of values that the engine has."""
    for module in pkgutil.walk_packages(engine.__path__, "engine."):
        if "migrations" not in module.name and not module.name.endswith("__main__"):
            import_module(module.name)
    found, left = dict[type[Value], None](), [Value]
    while left:
        for one in left.pop().__subclasses__():
            if one.__module__.startswith("engine.") and one not in found:
                found[one] = None
                left.append(one)
    return list(found)


def leaves(annotation: Any) -> Iterator[Any]:
    """The types that a field's values are made of, inside its unions, tuples and mappings."""
    inner = get_args(annotation)
    is_container = get_origin(annotation) in (dict, list, tuple) or annotation in (dict, list, tuple)
    if not inner and not is_container:
        yield annotation
    for one in inner:
        yield from leaves(one)


def test_every_field_of_every_value_is_hashable() -> None:
    """A field of a type that is not would end in a TypeError when the first finding is placed there."""
    for value in every_value():
        assert value.__hash__ is Value.__hash__, value
        for name, field in value.model_fields.items():
            for one in leaves(field.annotation):
                assert not isinstance(one, type) or one.__hash__ is not None, (value, name, one)


@given(PLACES, PLACES)
def test_places_that_are_equal_are_one_place(first: Source, second: Source) -> None:
    again = type(first).model_validate_json(first.model_dump_json())
    assert len({first, again}) == 1
    assert len({first, second}) == (1 if first == second else 2)


@given(st.dictionaries(TEXTS, TEXTS, min_size=2, max_size=4), PLACES)
def test_the_order_in_which_the_values_of_a_finding_came_does_not_matter(values: dict[str, str], place: Source) -> None:
    backwards = dict(reversed(values.items()))
    one, other = (
        Finding(code="late", severity=Severity.NOTE, message="", values=each, source=place)
        for each in (values, backwards)
    )
    assert hash(one) == hash(other)
    assert len({one, other}) == 1


@pytest.mark.parametrize(
    "place", [HERE, Cells(file="填报.xlsx", sheet="甲", cell="H9", parts={"已采纳数": "H9", "总数": "J9"})]
)
def test_a_finding_of_any_code_may_stand_at_any_place(place: Source) -> None:
    for code, entry in CODES.items():
        made = Finding(code=code, severity=entry.severity, message="a", values={"a": "b"})
        assert unique([made.at(place), made.at(place), made]) == (made.at(place), made)


def test_an_actual_with_inputs_periods_and_places_is_hashable_and_its_json_is_as_before() -> None:
    actual = Actual(
        code="01",
        indicator="采纳率",
        record=Inputs(inputs={"已采纳数": "9"}),
        source=Cells(file="a", parts={"已采纳数": "H9"}),
    )
    again = Actual.model_validate_json(actual.model_dump_json())
    assert (hash(again), again) == (hash(actual), actual)
    assert '"parts":{"已采纳数":"H9"}' in actual.model_dump_json()
