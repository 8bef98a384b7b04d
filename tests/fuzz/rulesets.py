"""Rulesets that a bureau might write: a shipped one with words, numbers and sentences exchanged, keys dropped or put in."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml
from hypothesis import strategies as st

from engine.rulesets import ruleset_ids
from engine.rulesets.vocabulary import DOES, NUMBERS, WORDS
from tests.builders import ROOT
from tests.fuzz import damage, pieces
from tests.fuzz.files import Files

Document = dict[str, Any]
Steps = tuple[str | int, ...]


@cache
def shipped() -> dict[str, dict[str, Document]]:
    """Each shipped ruleset: its files by name."""
    folders = [ROOT / "rulesets" / name for name in ruleset_ids()]
    return {
        folder.name: {
            str(path.relative_to(folder)): yaml.safe_load(path.read_text(encoding="utf-8"))
            for path in sorted(folder.rglob("*.yaml"))
        }
        for folder in folders
    }


def _paths(data: object, path: Steps = ()) -> list[Steps]:
    found = [path] if path else []
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [*found, *(one for key, value in items for one in _paths(value, (*path, key)))]


def _put(data: Any, path: Steps, how: str, value: Any) -> Any:
    """The data with one place exchanged, dropped, doubled, wrapped, or with a key more."""
    step: Any
    step, *rest = path
    copy: Any = dict(data) if isinstance(data, dict) else list(data)
    if rest:
        copy[step] = _put(copy[step], tuple(rest), how, value)
    elif how == "drop":
        del copy[step]
    elif how == "put in" and isinstance(copy, list):
        copy.insert(step, value)
    elif how == "put in":
        copy[str(value)[:30]] = copy[step]
    elif how == "list":
        copy[step] = [copy[step], value]
    elif how == "append" and isinstance(copy[step], str):
        copy[step] = f"{copy[step]}{value}"
    else:
        copy[step] = value
    return copy


BRACES = (
    "{late_step}", "{late_step:d}", "{late_step:>1900000000}", "{late_step!r}", "{late_step.__class__}", "{0}", "{}", "{", "}", "{{late_step}}", "{completion}",
    "{late_step[0]}", "{unknown}", "%s", "{late_step:{late_deduct}}",
)  # fmt: skip
AMOUNTS = (
    "0",
    "1",
    "-4",
    "100",
    "0.1",
    "1e500",
    "1e-500",
    "1E+100000000",
    "1e999999",
    "NaN",
    "inf",
    "",
    "四",
    "99.999",
    "10%",
    "1,000",
    "33.333333333333333333",
)
KEYWORDS = (
    {str(word) for words in WORDS.values() for word in words or ()}
    | {*WORDS, *NUMBERS, *DOES}
    | {one for some in DOES.values() for one in some}
)
values: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from(AMOUNTS),
    st.sampled_from(BRACES),
    st.sampled_from(sorted(KEYWORDS)),
    st.builds(
        "{} {}".format,
        st.sampled_from(("<", "<=", ">=", ">", "=", "!=")),
        st.sampled_from((*AMOUNTS, "late_step", "over_fulfilled_from")),
    ),
    st.integers(-10, 200),
    st.floats(width=32),
    pieces.cells,
    st.none(),
    st.booleans(),
    st.just({}),
    st.just([]),
)
hows = st.sampled_from(("exchange", "exchange", "exchange", "append", "drop", "put in", "list"))
SOUND = (
    "value",
    "at_least",
    "share",
    "default",
    "below",
    "points",
    "weight",
    "priority",
    "method",
    "remedy",
    "title",
    "clause",
)
"""Keys whose values may be many things: a ruleset with another of them still scores."""
sound = st.one_of(
    st.sampled_from(("0", "1", "4", "10", "33.33", "60", "99.99", "100", "120", "0.0001")),
    st.sampled_from(("{late_step}", "扣{late_deduct}", "{completion}", "", "每满{step}", "{{", "<b>")),
)


@st.composite
def _changed(draw: st.DrawFn, document: Document) -> Document:
    """A document with one of its places changed; mostly so that it is still a ruleset."""
    paths = _paths(document)
    fit = [one for one in paths if one[-1] in SOUND]
    if fit and draw(st.integers(0, 3)) > 0:
        return dict(_put(document, draw(st.sampled_from(fit)), "exchange", draw(sound | values)))
    return dict(_put(document, draw(st.sampled_from(paths)), draw(hows), draw(values))) if paths else document


@st.composite
def ruleset_files(draw: st.DrawFn) -> Files:
    """The folder of a ruleset after up to three changes."""
    written = dict(shipped()[draw(st.sampled_from(sorted(shipped())))])
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(sorted(written)))
        written[name] = draw(_changed(written[name]))
    if draw(st.integers(1, 12)) == 12:
        written.pop(draw(st.sampled_from(sorted(written))))
    made = {
        name: yaml.safe_dump(one, allow_unicode=True, sort_keys=False).encode("utf-8", "replace")
        for name, one in written.items()
    }
    if made:
        name = draw(st.sampled_from(sorted(made)))
        made[name] = damage.damaged_bytes(made[name], draw(damage.of_bytes))
    return made
