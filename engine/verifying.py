"""Whether a run still comes out of the ledger as it was made: the first difference, and what happened to its evidence.

Pure but for reading the evidence files; who calls it loads the cases that the run was computed from.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from engine.evaluate import Case, evaluate
from engine.findings import Finding, Findings, Source, Value, finding
from engine.record import Assessor, Run
from engine.rulesets import Ruleset

ABSENT = "nothing"


class Difference(Value):
    """The first place where two records are not the same; the values as JSON, or ``nothing``."""

    path: str
    before: str
    after: str


class Verified(Value):
    """What came of verifying a run."""

    run: str
    same: bool
    difference: Difference | None = None
    evidence: int = 0
    findings: Findings = ()


def is_whole(content: str, name: str) -> bool:
    """Whether the JSON of a run is what its name stands for: the start of the SHA-256 of all that is in it."""
    data = {**json.loads(content), "run": ""}
    canonical = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest().startswith(name)


def first_difference(before: object, after: object, path: str = "") -> Difference | None:
    """The first difference of two JSON values, depth first in the order of the record."""
    if isinstance(before, dict) and isinstance(after, dict):
        names = dict.fromkeys((*before, *after))
        pairs = (
            (f"{path}.{name}" if path else name, before.get(name, _NONE), after.get(name, _NONE)) for name in names
        )
        return next(filter(None, (first_difference(old, new, place) for place, old, new in pairs)), None)
    if isinstance(before, list) and isinstance(after, list):
        rows = enumerate(zip_longest(before, after, fillvalue=_NONE))
        named = ((f"{path}[{_label(index, old)}]", old, new) for index, (old, new) in rows)
        return next(filter(None, (first_difference(old, new, place) for place, old, new in named)), None)
    return None if before == after else Difference(path=path, before=_shown(before), after=_shown(after))


_NONE = object()


def _label(index: int, item: object) -> str:
    """A row by its code rather than its number, where it has one."""
    return str(item.get("code", index)) if isinstance(item, dict) else str(index)


def _shown(value: object) -> str:
    return ABSENT if value is _NONE else json.dumps(value, ensure_ascii=False)


def verify_run(
    content: str, name: str, cases: Iterable[Case], packages: Mapping[str, str], installed: Ruleset | None
) -> Verified:
    """Recomputes a run from its cases with the ruleset it carries, and compares the two, byte for byte.

    ``installed`` is the ruleset of that id here, None where there is none. A record of an older version is compared in
    the form it has in this one.
    """
    known = tuple(cases)
    said: list[Finding] = [] if is_whole(content, name) else [finding("run-damaged", run=name)]
    run = Run.model_validate_json(content)
    said += [
        finding("run-packages", name=package, before=version, after=packages.get(package, ABSENT))
        for package, version in run.packages.items()
        if packages.get(package) != version
    ]
    ruleset, why = _carried(run)
    if ruleset is None:
        made_with = ", ".join(f"{package} {version}" for package, version in run.packages.items())
        said.append(finding("run-ruleset-unreadable", why=why, packages=made_with))
        return Verified(run=name, same=False, findings=tuple(said))
    if installed is None or installed.digest != ruleset.digest:
        said.append(finding("run-ruleset-installed", ruleset=run.ruleset))
    again = evaluate(known, ruleset, Assessor(name=run.assessor, role=run.role), run.packages)
    difference = _compared(run, again)
    if difference is not None:
        said.append(finding("run-differs", **dict(difference)))
    checked, faults = check_evidence(known)
    return Verified(
        run=name, same=difference is None, difference=difference, evidence=checked, findings=(*said, *faults)
    )


def _carried(run: Run) -> tuple[Ruleset | None, str]:
    try:
        return Ruleset.model_validate_json(run.ruleset_content), ""
    except ValidationError as error:
        return None, error.errors()[0]["msg"]


def _compared(before: Run, after: Run) -> Difference | None:
    """What makes the records differ; their names follow from the rest and are left out."""
    named = after.model_copy(update={"run": before.run})
    if before.model_dump_json() == named.model_dump_json():
        return None
    old, new = (one.model_dump(mode="json") for one in (before, named))
    # what follows from the projects comes after them
    return first_difference(_last(old, "complete"), _last(new, "complete"))


def _last(data: dict[str, Any], name: str) -> dict[str, Any]:
    return {**{key: value for key, value in data.items() if key != name}, name: data[name]}


def check_evidence(cases: Iterable[Case]) -> tuple[int, Findings]:
    """How many evidence files were checked, and those that are gone or not what was recorded.

    A path is taken from the folder of the file that named it.
    """
    checked = 0
    said: list[Finding] = []
    for case in cases:
        named = [(code, one.actual.indicator, one.actual) for code, one in case.recorded.items()]
        rows = {row.code: row for row in case.project.indicators}
        files = [(one.source, indicator, one.evidence, one.evidence_sha256) for _, indicator, one in named]
        files += [
            (Source(file=""), rows[code].name if code in rows else code, one.evidence, one.evidence_sha256)
            for code, one in case.targets.items()
        ]
        for source, indicator, evidence, digest in files:
            if evidence:
                checked += 1
                said += _fault(Path(source.file).parent / evidence, digest, case.project.name, indicator)
    return checked, tuple(said)


def _fault(path: Path, digest: str, project: str, indicator: str) -> Findings:
    try:
        now = hashlib.sha256(path.read_bytes()).hexdigest()
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        return (finding("evidence-gone", project=project, indicator=indicator, file=path, reason=reason),)
    if now != digest:
        return (finding("evidence-changed", project=project, indicator=indicator, file=path),)
    return ()
