"""The stable codes of all findings, one file a section; the page docs/findings.md is made from them."""

from __future__ import annotations

from engine.language.codes.actuals import ACTUALS
from engine.language.codes.answers import ANSWERS
from engine.language.codes.chain import CHAIN
from engine.language.codes.collect import COLLECT
from engine.language.codes.comparisons import COMPARISONS
from engine.language.codes.differences import DIFFERENCES
from engine.language.codes.files import FILES
from engine.language.codes.forms import FORMS
from engine.language.codes.ledger import LEDGER
from engine.language.codes.measures import MEASURES
from engine.language.codes.model import Ask, Code, Settling, Severity
from engine.language.codes.observed import OBSERVED
from engine.language.codes.questions import QUESTIONS
from engine.language.codes.recheck import RECHECK
from engine.language.codes.rules import RULES
from engine.language.codes.samples import SAMPLES
from engine.language.codes.scores import SCORES
from engine.language.codes.signatures import SIGNATURES
from engine.language.codes.targets import TARGETS
from engine.language.codes.yaml import YAML
from engine.language.codes.years import YEARS

__all__ = ["CODES", "SECTIONS", "Ask", "Code", "Settling", "Severity"]

# what each section of the generated page is about
SECTIONS: dict[str, dict[str, Code]] = {
    "Files and their cells": FILES,
    "Declared forms": FORMS,
    "Years, and what stands in several places": YEARS,
    "Targets": TARGETS,
    "Explanations and measures": MEASURES,
    "Recorded actuals": ACTUALS,
    "Workbooks to fill in": COLLECT,
    "What was observed": OBSERVED,
    "Comparison": COMPARISONS,
    "Questions that leave a row open": QUESTIONS,
    "Answers to questions": ANSWERS,
    "Rulesets": RULES,
    "Scores": SCORES,
    "Recheck": RECHECK,
    "Differences and assessors": DIFFERENCES,
    "Samples": SAMPLES,
    "Signatures": SIGNATURES,
    "Ledger": LEDGER,
    "The chain of the ledger": CHAIN,
    "YAML files": YAML,
}
CODES: dict[str, Code] = {code: entry for section in SECTIONS.values() for code, entry in section.items()}
