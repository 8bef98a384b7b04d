"""Rulesets from their folders: ``ruleset.yaml`` and one file a rule in ``rules/``, checked word by word.

A ruleset may extend another: its files are laid over the other's, key by key, so that it says only what differs;
``without`` leaves rules out. A ruleset with any fault is not returned: it never scores.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from engine.files.document import Document
from engine.files.resources import folder
from engine.files.text import read_text
from engine.files.yaml import key_of, nearest, parse_shipped, shown, validate
from engine.language.findings import Finding, Findings, Source, Value, finding, has_errors
from engine.lexicon import repeated
from engine.rulesets.english import without_outdated
from engine.rulesets.model import Ruleset, Scale
from engine.rulesets.rule import Rule
from engine.rulesets.uses import idle_tables, misuses, wrong_sentences
from engine.rulesets.written import Known, RuleFile, RulesetFile

MOST_RULES = 60  # durable-rules refuses a message that more than 64 rules match
MOST_FILES = 200  # of which many may leave a rule out or change it


class Parts(NamedTuple):
    """A ruleset's files, parsed: the head, and the rules by their id."""

    head: Document
    rules: dict[str, Document]


def _parsed(file: Path) -> tuple[Document | None, Findings]:
    text, findings = read_text(file)
    if text is None:
        return None, findings
    document, new_findings = parse_shipped(text, file.as_posix())
    return document, (*findings, *new_findings)


def _field(document: Document, name: str) -> str:
    value = document.data.get(name) if isinstance(document.data, dict) else None
    return value if isinstance(value, str) else ""


def _own_rules(path: Path) -> tuple[dict[str, Document], list[Finding]]:
    rules: dict[str, Document] = {}
    findings: list[Finding] = []
    files = sorted((path / "rules").glob("*.yaml"))
    if len(files) > MOST_FILES:
        location = Source(file=(path / "rules").as_posix())
        return {}, [finding("ruleset-too-many", location, most=MOST_RULES)]
    for file in files:
        document, new_findings = _parsed(file)
        findings.extend(new_findings)
        if document is None:
            continue
        name = _field(document, "id")
        if name in rules:
            findings.append(finding("rule-repeated", document.at(("id",)), rule=name, first=rules[name].file))
        rules[name] = document
    return rules, findings


def _parts(path: Path, seen: tuple[Path, ...] = ()) -> tuple[Parts | None, list[Finding]]:
    """The files of a ruleset laid over those of the one it extends."""
    head, new_findings = _parsed(path / "ruleset.yaml")
    if head is None:
        return None, list(new_findings)
    rules, findings = _own_rules(path)
    findings = [*new_findings, *findings]
    extends = _field(head, "extends")
    if not extends:
        return Parts(head, rules), findings
    below_path = _path_of(extends, path)
    location = head.at(("extends",))
    if below_path is None or below_path in seen or below_path == path:
        hint = nearest(extends, list(ruleset_ids()))
        return None, [*findings, finding("ruleset-extends", location, name=extends, hint=hint)]
    below, findings_below = _parts(below_path, (*seen, path))
    findings += findings_below
    if below is None:
        return None, findings
    merged = {name: _over(one, below.rules[name]) if name in below.rules else one for name, one in rules.items()}
    return Parts(_over(head, below.head), {**below.rules, **merged}), findings


def _over(above: Document, below: Document) -> Document:
    return above.over(below._replace(data=without_outdated(below.data, above.data)))


def _path_of(name: str, parent_folder: Path) -> Path | None:
    for path in (folder("rulesets") / name, parent_folder.parent / name):
        if (path / "ruleset.yaml").is_file():
            return path
    return None


def _rules(parts: Parts, known: Known, without: tuple[str, ...]) -> tuple[list[Rule], list[Finding]]:
    rules: list[Rule] = []
    findings: list[Finding] = []
    for name in without:
        if name not in parts.rules:
            location = parts.head.at(("without",))
            findings.append(finding("rule-unknown", location, rule=name, hint=nearest(name, list(parts.rules))))
    for name, document in parts.rules.items():
        if name not in without:
            read, new_findings = validate(RuleFile, document, known)
            rule = read.rule(known) if read else None
            findings.extend([*new_findings, *(_sentences(rule, document, known) if rule else ())])
            rules.extend([rule] if rule else [])
    return rules, findings


def _sentences(rule: Rule, document: Document, known: Known) -> Iterator[Finding]:
    for path, sentence, why in wrong_sentences(rule, known.parameters):
        yield finding("yaml-value", document.at(path), key=key_of(path), value=shown(sentence), expected=why)


def _misused(ruleset: Ruleset, head: Document) -> Iterator[Finding]:
    """Parameters that are not what they are used as, at their own lines."""
    for name, by, kind in misuses(ruleset.uses, ruleset.parameters):
        location = head.at(("parameters", name, "value"))
        yield finding("parameter-range", location, name=name, value=ruleset.parameters[name], by=by, kind=kind.content)


def _idle(ruleset: Ruleset, parts: Parts) -> Iterator[Finding]:
    """Tables of bands in whose unit a rule can look nothing up, at what the rule asks."""
    for name, unit, rule, asked in idle_tables(ruleset.rules, ruleset.bands):
        location = parts.rules[rule.id].at(("when", asked.partition(" ")[0]))
        yield finding("bands-unreached", location, name=name, unit=unit, rule=rule.id, asks=rule.named, asked=asked)


def _clashes(rules: list[Rule], parts: Parts) -> Iterator[Finding]:
    """Two award rules of one priority: which decides would be left to chance."""
    by_priority: dict[int, Rule] = {}
    for rule in rules:
        if rule.award and rule.priority in by_priority:
            location = parts.rules[rule.id].at(("priority",))
            other = by_priority[rule.priority]
            asked = {"asks": rule.named, "other_asks": other.named}
            yield finding("rule-priority", location, rule=rule.id, other=other.id, **asked)
        if rule.award:
            by_priority[rule.priority] = rule
    if not by_priority:
        yield finding("ruleset-no-award", parts.head.at(("id",)))
    if len(rules) > MOST_RULES:
        yield finding("ruleset-too-many", parts.head.at(("id",)), most=MOST_RULES)


class Read(NamedTuple):
    """A ruleset with its files, for whoever wants to name a line in them."""

    ruleset: Ruleset | None
    parts: Parts | None
    findings: Findings


def read_ruleset_files(path: Path) -> Read:
    """The ruleset in a folder with the places of everything in it, or every fault."""
    parts, findings = _parts(path)
    head, new_findings = validate(RulesetFile, parts.head) if parts else (None, ())
    findings += new_findings
    if parts is None or head is None:
        return Read(None, parts, tuple(findings))
    known = Known(head.parameters, head.bands)
    rules, findings_of_rules = _rules(parts, known, head.without)
    ordered = tuple(sorted(rules, key=lambda rule: (rule.priority, rule.id)))
    findings += repeated(head.lexicon, parts.head, "lexicon")
    whole = head.model_copy(update={"rules": ordered})
    findings += [*findings_of_rules, *_clashes(rules, parts), *_misused(whole, parts.head), *_idle(whole, parts)]
    if has_errors(findings):
        return Read(None, parts, tuple(findings))
    fields = {name: getattr(head, name) for name in Ruleset.model_fields if name != "rules"}
    return Read(Ruleset(**fields, rules=ordered), parts, tuple(findings))


def ruleset_ids() -> tuple[str, ...]:
    """The rulesets that ship."""
    return tuple(sorted(path.parent.name for path in folder("rulesets").glob("*/ruleset.yaml")))


@cache
def shipped_rulesets() -> tuple[Ruleset, ...]:
    """The rulesets that ship, those that extend none first."""
    read = (load_ruleset(name)[0] for name in ruleset_ids())
    return tuple(sorted((one for one in read if one), key=lambda one: (one.extends or "", one.id)))


class _ScalesFile(Value):
    """``other-grades.yaml`` as it is written."""

    scales: tuple[Scale, ...]


@cache
def other_scales() -> tuple[Scale, ...]:
    """The scales of grades that are in use and no shipped ruleset's."""
    document, _ = _parsed(folder("rulesets") / "other-grades.yaml")
    read = validate(_ScalesFile, document)[0] if document else None
    return read.scales if read else ()


def find_ruleset(name: str) -> tuple[Path | None, Findings]:
    """The folder of a shipped ruleset by its id, or the folder that ``name`` is the path of."""
    if name in ruleset_ids():
        return folder("rulesets") / name, ()
    if Path(name).is_dir():
        return Path(name), ()
    return None, (finding("ruleset-unknown", None, name=name, hint=nearest(name, list(ruleset_ids()))),)


def load_ruleset(name: str) -> tuple[Ruleset | None, Findings]:
    """A ruleset by its id or folder, or every fault in it."""
    path, findings = find_ruleset(name)
    if path is None:
        return None, findings
    read = read_ruleset_files(path)
    return read.ruleset, read.findings
