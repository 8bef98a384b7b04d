"""Recheck: self-evaluation tables that somebody else filled in, recomputed and reviewed.

In: files and folders. Out: a :class:`Report`: what is wrong, what a reviewer would note, and what could not be judged.
Nothing is flagged that a careful person could not recompute for sure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from engine.files.walking import files_of, guarded
from engine.forms import FORMS, SUFFIXES
from engine.language.findings import Finding, Findings, Severity
from engine.lexicon import Entry
from engine.recheck.declared import Declarations, Declared, of_forms
from engine.recheck.fault import Fault, Open, ProjectResult, Report, fault_of, open_of
from engine.recheck.fit import Fit, fit_ruleset
from engine.recheck.model import FilledTable
from engine.recheck.project import TOLERANCE, Options, Rechecked, recheck_table
from engine.recheck.sources import read_file
from engine.rulesets import load_ruleset
from engine.scoring.inference import RuleBase

__all__ = [
    "SUFFIXES",
    "TOLERANCE",
    "Declarations",
    "Declared",
    "FilledTable",
    "Keep",
    "Options",
    "Outcome",
    "ProjectResult",
    "Rechecked",
    "Report",
    "of_forms",
    "recheck",
    "whole",
]


class Outcome(NamedTuple):
    """The report, the files that were read, in that order, and the names of those that hold tables."""

    report: Report
    files: tuple[Path, ...]
    with_tables: frozenset[str]


Keep = Callable[[ProjectResult], ProjectResult]
"""What the report keeps of a project, once that is judged."""


def whole(result: ProjectResult) -> ProjectResult:
    """All of it: a ``Keep``."""
    return result


class _Rulesets:
    """The rulesets in use, each loaded once."""

    def __init__(self, lexicon: tuple[Entry, ...]) -> None:
        self.bases: dict[str, RuleBase] = {}
        self._lexicon = lexicon

    def base(self, fit: Fit) -> tuple[RuleBase | None, Findings]:
        """The ruleset ready to decide, or why it cannot be used."""
        if fit.ruleset not in self.bases:
            ruleset, findings = load_ruleset(fit.ruleset)
            if ruleset is None:
                return None, findings
            self.bases[fit.ruleset] = RuleBase(ruleset.with_words(self._lexicon))
        return self.bases[fit.ruleset], ()


def recheck(
    paths: Sequence[str],
    options: Options,
    progress: Callable[[int], Callable[[], None]] = lambda _total: lambda: None,
    keep: Keep = whole,
) -> Outcome:
    """Everything in the files and folders rechecked; a broken file is a fault, and the others are read.

    ``progress`` is given the number of files and returns what is called after each. No table is held.
    """
    named, findings = files_of(paths, FORMS)
    files = tuple(map(Path, named))
    rulesets = _Rulesets(options.lexicon)
    advance = progress(len(files))
    explicit = frozenset(map(Path, paths))
    faults, opens = _of_files(findings)
    results, of_tables, open_tables, held = list[ProjectResult](), list[Fault](), list[Open](), set[str]()
    for file in files:
        for rechecked, new_findings in guarded(
            file, lambda one: [_recheck_file(one, one in explicit, rulesets, options)]
        ):
            for one in rechecked:
                results.append(keep(one.result))
                of_tables += one.faults
                open_tables += one.undecided
                held.add(one.table.source.file)
            more, still = _of_files(new_findings, is_read=bool(rechecked))
            faults.extend(more)
            opens.extend(still)
        advance()
    report = Report(projects=tuple(results), faults=(*faults, *of_tables), undecided=(*opens, *open_tables))
    return Outcome(report, files, frozenset(held))


def _recheck_file(
    file: Path, is_named: bool, rulesets: _Rulesets, options: Options
) -> tuple[tuple[Rechecked, ...], Findings]:
    """The tables of a file, and what is wrong with it.

    That it holds no table is an error where a person named it, and only a warning of a letter in a folder.
    """
    done: list[Rechecked] = []
    read = read_file(file)
    findings = read.findings
    if read.lack is not None:
        lack = read.lack if is_named else read.lack.model_copy(update={"severity": Severity.WARNING})
        findings = (*findings, lack)
    for table in read.tables:
        rechecked, more = _recheck(table, rulesets, options)
        done.extend([rechecked] if rechecked else [])
        findings = (*findings, *more)
    return tuple(done), findings


def _recheck(table: FilledTable, rulesets: _Rulesets, options: Options) -> tuple[Rechecked | None, Findings]:
    fit = fit_ruleset(table, options.ruleset)
    base, findings = rulesets.base(fit)
    if base is None:
        return None, findings
    return recheck_table(table, base, fit, options), ()


def _of_files(findings: Sequence[Finding], *, is_read: bool = False) -> tuple[list[Fault], list[Open]]:
    """Findings about files: errors are faults, warnings are what could not be judged.

    Of a file whose tables were read, what could not be read (a formula without a result, a sheet that is too long)
    could not be judged either, and says nothing against the tables.
    """
    errors = [one for one in findings if one.severity is Severity.ERROR]
    if is_read:
        return [], [open_of(one) for one in findings if one.severity is not Severity.NOTE]
    return [fault_of(one) for one in errors], [open_of(one) for one in findings if one.severity is Severity.WARNING]
