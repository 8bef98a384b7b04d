"""Two runs with what they were computed from: their digests, and what their rulesets hold differently, said once."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from engine.language.rendering import Coded, chinese, coded
from engine.rulesets import Ruleset
from engine.runs.differences.facts import Fact, facts
from engine.runs.differences.kinds import Change, Kind
from engine.runs.record import Digest, ProjectScore, Run


class Basis(NamedTuple):
    """What a run was computed from: its ruleset (None where this version cannot read it) and its digests by name.

    The digests are those that all projects share, and those of the project that is looked at.
    """

    run: Run
    ruleset: Ruleset | None
    digests: Mapping[str, str]

    def of(self, project: ProjectScore) -> Basis:
        """The same with what a project of the run was computed from."""
        return self._replace(digests=ChainMap(_digests(project.inputs), dict(self.digests)))


class Context(NamedTuple):
    """Two runs, and what their rulesets hold differently, by key."""

    before: Basis
    after: Basis
    ruleset: Mapping[str, Change]

    def of(self, before: ProjectScore, after: ProjectScore) -> Context:
        """The same for a project that both runs have."""
        return self._replace(before=self.before.of(before), after=self.after.of(after))


def basis(run: Run) -> Basis:
    """A run by its head, with its ruleset read."""
    try:
        ruleset = Ruleset.model_validate_json(run.ruleset_content)
    except ValueError:  # a run of another version, or one built by hand
        ruleset = None
    return Basis(run, ruleset, _digests(run.inputs))


def _digests(inputs: Iterable[Digest]) -> dict[str, str]:
    return {f"{one.what} {one.name}": one.sha256 for one in inputs}


def context(before: Run, after: Run) -> Context:
    """Two runs by their heads, ready to compare their rows."""
    sides = basis(before), basis(after)
    return Context(*sides, _ruleset_changes(*sides))


def _ruleset_changes(before: Basis, after: Basis) -> dict[str, Change]:
    """What the rulesets hold differently, by key, in the order of the newer one."""
    if before.ruleset is None or after.ruleset is None or before.ruleset == after.ruleset:
        return {}
    old, new = facts(before.ruleset), facts(after.ruleset)
    keys = [key for key in {**new, **old} if _text(old, key) != _text(new, key)]
    return {key: _fact_change(key, old.get(key), new.get(key), maker(after)) for key in keys}


def _text(known: Mapping[str, Fact], key: str) -> str | None:
    """What decides, in the language that it is scored by."""
    fact = known.get(key)
    return chinese(fact.text) if fact else None


def _fact_change(key: str, before: Fact | None, after: Fact | None, by: Coded) -> Change:
    fact = after or before
    assert fact is not None
    return Change(
        kind=Kind(fact.kind),
        what=fact.what,
        before=before.text if before else None,
        after=after.text if after else None,
        by=by,
        why=fact.clause,
        key=key,
    )


def maker(side: Basis) -> Coded:
    """What made a rule or a number so: the ruleset, by its title."""
    assert side.ruleset is not None  # or there would be nothing that rulesets hold differently
    title = {name: side.ruleset.in_both(name) for name in ("title", "document")}
    return coded("by-ruleset", ruleset=coded("fact-title", **title))
