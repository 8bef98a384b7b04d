"""Rulesets by name, with their files; no ledger is needed."""

from __future__ import annotations

from pathlib import Path

from engine.language.findings import Findings
from engine.lexicon import Entry, read_words
from engine.rulesets import Read, Ruleset, find_ruleset, load_ruleset, read_ruleset_files, ruleset_ids
from engine.services.errors import NoRulesetError, UnusableWordsError

__all__ = ["own_words", "read_rules", "ruleset_ids", "shipped"]


def own_words(file: Path | None) -> tuple[tuple[Entry, ...], Findings]:
    """The entries of a file of words of one's own, none where there is no such file, and what is to be said of it.

    :raises UnusableWordsError: if it has errors; it carries them.
    """
    if file is None:
        return (), ()
    entries, findings = read_words(file)
    if not entries:
        raise UnusableWordsError(file, findings)
    return entries, findings


def read_rules(name: str) -> Read:
    """A shipped ruleset by its id, or one in a folder, with its files and what is wrong with it.

    :raises NoRulesetError: if there is none.
    """
    path, findings = find_ruleset(name)
    if path is None:
        raise NoRulesetError(findings)
    return read_ruleset_files(path)


def shipped() -> tuple[Ruleset, ...]:
    """The rulesets that ship, in the order of their ids."""
    loaded = (load_ruleset(name)[0] for name in ruleset_ids())
    return tuple(one for one in loaded if one is not None)
