"""A run and its sheets: a head that says who scored by which rules, and the table of each project, bound by their names.

The name of a run is the start of the SHA-256 of its head; the head names the root of the pages, and they name every
sheet. So equal runs have one name, and nothing in a run can be changed without changing it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Literal, TypeVar

from pydantic import Field

from engine.language.findings import Value
from engine.runs.outlines import Outline
from engine.runs.record import Digest, Facts, LimitFacts, ProjectScore, Run
from engine.runs.tree import SHEETS, Entry, Keep, Tally, build, sha256, tree_key

Declared = TypeVar("Declared", ProjectScore, Outline)
Schema = Literal["jixiao.head/1", "jixiao.head/2", "jixiao.head/3"]
SCHEMA: Schema = "jixiao.head/2"
OF_LINES: Schema = "jixiao.head/3"
SHEET = "jixiao.sheet/2"


class RunHead(Value):
    """All of a run but its projects; ``pages`` is the SHA-256 of the root of the pages, ``tally`` what they add up to.

    The pages of version 3 hold lines of numbers (:mod:`engine.runs.lines`), those before name sheets.
    """

    schema_: Schema = Field(default=SCHEMA, alias="schema")
    ruleset: str
    ruleset_title: str
    to_be_confirmed: tuple[str, ...]
    assessor: str
    role: str
    inputs: tuple[Digest, ...]
    packages: dict[str, str]
    ruleset_content: str
    pages: str = ""
    tally: Tally = Tally()
    model_config = Value.model_config | {"populate_by_name": True, "serialize_by_alias": True}

    @property
    def root(self) -> Entry:
        """The root of the pages."""
        return Entry("", self.pages, self.tally)

    @property
    def has_lines(self) -> bool:
        """Whether the pages hold lines; the sheets are computed again where they are asked for."""
        return self.schema_ == OF_LINES

    @property
    def run(self) -> str:
        """The name of the run."""
        return sha256(self.model_dump_json())[:12]

    @property
    def complete(self) -> bool:
        """Whether every project has a total."""
        return not self.tally.open

    def over(self, root: Entry) -> RunHead:
        """The head over these pages."""
        return self.model_copy(update={"pages": root.sha256, "tally": root.tally})


_MESSAGES: Any = {"__all__": {"message"}}
_WORDING: Any = {
    "findings": _MESSAGES,
    "adjustments": _MESSAGES,
    "scores": {
        "__all__": {
            **dict.fromkeys(("actual_text", "reason", "trace", "flags", "advice"), True),
            "findings": _MESSAGES,
            "question": {"message"},
        }
    },
}
"""What is left out of a sheet that holds the facts to make it again."""


def has_facts(project: ProjectScore) -> bool:
    """Whether a sheet holds the facts of its reasons, or, of version 1, only their wording."""
    return any(one.facts for one in project.scores)


def sheet_text(project: ProjectScore) -> str:
    """The text that a sheet is kept and named by: facts without wording; a sheet of version 1 as it was kept."""
    if not has_facts(project):
        return project.model_dump_json()
    sheet = project.model_dump(mode="json", exclude_defaults=True, exclude=_WORDING)
    facts: dict[str, list[Facts | LimitFacts]] = {
        "scores": [one.facts for one in project.scores if one.facts],
        "adjustments": [one.facts for one in project.adjustments if one.facts],
    }
    for name, those in facts.items():
        for kept, one in zip(sheet.get(name, ()), those, strict=True):
            kept["facts"] = one.model_dump(mode="json", exclude_defaults=True)
    return json.dumps({"schema": SHEET, **sheet}, ensure_ascii=False, separators=(",", ":"))


def read_sheet(text: str) -> ProjectScore:
    """A sheet from the text that it is kept by; of one of version 2 the wording is still to be made."""
    sheet = json.loads(text)
    if sheet.pop("schema", None) != SHEET:
        return ProjectScore.model_validate_json(text)
    return ProjectScore.model_validate(sheet)


def read_outline(name: str, text: str) -> Outline:
    """What a sheet of that name says of its project, from the text that it is kept by; its rows are passed over."""
    return Outline.model_validate_json(text).model_copy(update={"sha256": name})


def sheet_entry(project: ProjectScore, name: str) -> Entry:
    """What the pages say of a sheet of that name."""
    errors = sum(one.severity == "error" for one in project.all_findings)
    return Entry(project.code, name, Tally(1, int(project.total is None), errors, project.year))


SHARED = tuple(name for name in RunHead.model_fields if name in Run.model_fields and name != "schema_")
"""The fields that a run and its head have in common."""


def head_of(run: Run) -> RunHead:
    """The head of a run, its pages still to be bound."""
    return RunHead(**{name: getattr(run, name) for name in SHARED})


def bound(head: RunHead, projects: Iterable[ProjectScore], keep: Keep = sha256) -> RunHead:
    """The head over the sheets of projects; they and their pages are given to ``keep``."""
    entries = [sheet_entry(one, keep(sheet_text(one))) for one in projects]
    return head.over(build(SHEETS, sorted(entries, key=lambda one: tree_key(one.key)), keep))


def in_order(projects: Iterable[Declared]) -> tuple[Declared, ...]:
    """Sheets, or their outlines, in the order of the forms they were declared in."""
    return tuple(sorted(projects, key=lambda one: (one.source.file, one.source.line or 0, one.code)))


def opened(head: RunHead, projects: Iterable[ProjectScore]) -> Run:
    """The run of a bound head and its sheets, in the order of the forms they were declared in."""
    ordered = in_order(projects)
    return Run(
        **{name: getattr(head, name) for name in SHARED},
        run=head.run,
        year=head.tally.year,
        complete=head.complete,
        projects=ordered,
        findings=tuple(one for project in ordered for one in project.all_findings),
    )


def assembled(head: RunHead, projects: Iterable[ProjectScore]) -> Run:
    """The run of a head that is not bound yet and its sheets, in whatever order they come."""
    sheets = tuple(projects)
    return opened(bound(head, sheets), sheets)
