"""The stable codes of all findings, one file a section; the page docs/findings.md is made from them."""

from __future__ import annotations

from engine.codes.actuals import ACTUALS
from engine.codes.chain import CHAIN
from engine.codes.collect import COLLECT
from engine.codes.comparisons import COMPARISONS
from engine.codes.differences import DIFFERENCES
from engine.codes.forms import FORMS
from engine.codes.ledger import LEDGER
from engine.codes.measures import MEASURES
from engine.codes.model import Code, Severity
from engine.codes.recheck import RECHECK
from engine.codes.rules import RULES
from engine.codes.samples import SAMPLES
from engine.codes.scores import SCORES
from engine.codes.signatures import SIGNATURES
from engine.codes.targets import TARGETS
from engine.codes.yaml import YAML
from engine.codes.years import YEARS

__all__ = ["CODES", "SECTIONS", "Code", "Severity"]

# what each section of the generated page is about
SECTIONS: dict[str, dict[str, Code]] = {
    "Declared forms": FORMS,
    "Years, and what stands in several places": YEARS,
    "Targets": TARGETS,
    "Explanations and measures": MEASURES,
    "Recorded actuals": ACTUALS,
    "Workbooks to fill in": COLLECT,
    "Comparison": COMPARISONS,
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
