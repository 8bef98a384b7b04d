"""What was asked for and cannot be done; each error makes its own sentence, which says why and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from engine.files.opening import reason_of
from engine.files.yaml import nearest
from engine.language.errors import CodedError
from engine.language.findings import Finding, Findings
from engine.language.rendering import Coded, coded
from engine.terms import Indicator, Project

CHOICES = 30
"""How many choices are listed where a name means several things."""

Names = Sequence[tuple[str, str]]
"""Codes with their names."""


class ServiceError(CodedError):
    """What was asked for was not done; its content says why and what to do."""


class InstallationError(ServiceError):
    """The program's own files are not as they were installed."""

    def __init__(self, ruleset: str) -> None:
        super().__init__("installation-damaged", ruleset=ruleset)


class RequestError(ServiceError):
    """Something else must be asked for.

    ``field`` is the part of the request that is at fault, where it is one; ``findings`` are what was found before.
    """

    field: ClassVar[str] = ""
    findings: Findings = ()


class UnknownNameError(RequestError):
    """A name means nothing of its kind."""

    def __init__(self, name: str, kind: str, known: Names) -> None:
        hint = nearest(name, [one for _, one in known], [code for code, _ in known])
        super().__init__("name-unknown", name=name, kind=coded(f"named-{kind}"), hint=hint)


class AmbiguousNameError(RequestError):
    """A name means several of its kind."""

    def __init__(self, name: str, kind: str, found: Names) -> None:
        several = "".join(f"\n  {code} {one}" for code, one in found[:CHOICES])
        more = coded("names-more", number=len(found) - CHOICES) if len(found) > CHOICES else ""
        super().__init__("name-several", name=name, kind=coded(f"named-{kind}"), several=several, more=more)


class NothingDeclaredError(RequestError):
    """No form was imported yet."""

    def __init__(self) -> None:
        super().__init__("nothing-declared")


class EvidenceUnreadableError(RequestError):
    """A file of evidence cannot be hashed."""

    field = "evidence"

    def __init__(self, file: Path, error: OSError) -> None:
        super().__init__("evidence-unreadable", file=file, reason=reason_of(error))


class NothingCorrectedError(RequestError):
    """What was said corrects nothing."""


class NotAskedError(NothingCorrectedError):
    """An input is named that the row does not ask for."""

    def __init__(self, row: Indicator, name: str, asked: Sequence[str]) -> None:
        super().__init__("input-not-asked", row=row.name, name=name, asked=tuple(asked))


class ExpiredError(RequestError):
    """An adjustment would be over before it begins to count."""

    field = "expires"

    def __init__(self, expires: str) -> None:
        super().__init__("adjustment-over", day=expires)


class BudgetTargetError(RequestError):
    """The target of the row 预算执行 is the budget, which is corrected and not adjusted."""

    def __init__(self, project: Project, row: Indicator) -> None:
        super().__init__("target-is-budget", name=row.name, project=project.code)


class TargetStandsError(RequestError):
    """The target is as it is to become already."""

    def __init__(self, row: Indicator, target: str) -> None:
        super().__init__("target-stands", name=row.name, target=target)


class NotAnsweredError(RequestError):
    """A question cannot be answered so, or an answer not be taken back; why is its finding."""

    def __init__(self, why: Finding) -> None:
        super().__init__(why.coded)
        self.why = why


class NotDeclaredError(RequestError):
    """A project that is named by its code is not declared."""

    def __init__(self, code: str, known: Sequence[str]) -> None:
        super().__init__("project-undeclared", project=code, hint=nearest(code, known))


class OtherYearError(RequestError):
    """A project that is named by its code is declared, but not for that year."""

    def __init__(self, code: str, year: str | Coded, others: Sequence[str | Coded]) -> None:
        super().__init__("project-of-other-year", project=code, year=year, others=tuple(others))


class NotYetDeclaredError(RequestError):
    """At the time that was asked for nothing had been declared."""

    field = "as_of"

    def __init__(self) -> None:
        super().__init__("nothing-declared-then")


class NoneDeclaredError(RequestError):
    """None of the projects that are named is declared."""

    def __init__(self, year: int) -> None:
        super().__init__(coded("none-declared-of", year=year) if year else coded("none-declared"))


class SampleUnreadableError(RequestError):
    """A file holds no sample."""

    field = "sample"

    def __init__(self, file: Path) -> None:
        super().__init__("sample-unreadable", file=file)


class SampleYearError(RequestError):
    """A sample was drawn from another year than the one to score."""

    def __init__(self, sample_year: int, year: int) -> None:
        super().__init__("sample-of-other-year", drawn=sample_year, year=year)


class SampleRefusedError(RequestError):
    """A sample cannot be drawn as it is asked for."""

    def __init__(self, findings: Findings) -> None:
        super().__init__("sentences", sentences=tuple(one.coded for one in findings if one.severity == "error"))


class NoRulesetError(RequestError):
    """There is no ruleset of that name, or none that can be read."""

    def __init__(self, findings: Findings) -> None:
        super().__init__(findings[0].coded)


class UnknownRulesetError(NoRulesetError):
    """There is no ruleset of the name that a request has among others."""

    field = "ruleset"


class UnusableRulesetError(RequestError):
    """A ruleset has errors, which are among its ``findings``."""

    def __init__(self, ruleset: str, findings: Findings) -> None:
        super().__init__("ruleset-unusable", ruleset=ruleset)
        self.findings = findings


class UnusableWordsError(RequestError):
    """A file of words in the names of indicators has errors, which are among its ``findings``."""

    field = "lexicon"

    def __init__(self, file: Path, findings: Findings) -> None:
        super().__init__("words-unusable", file=file)
        self.findings = findings


class SameRunsError(RequestError):
    """Fewer than two different runs are to be held against each other."""

    def __init__(self) -> None:
        super().__init__("runs-too-few")


class NothingToSealError(RequestError):
    """The ledger has no entry yet."""

    def __init__(self) -> None:
        super().__init__("nothing-to-seal")


class NoEntryError(RequestError):
    """The ledger has no entry of that number."""

    def __init__(self, number: int, last: int) -> None:
        super().__init__("entry-unknown", number=number, last=last)


class FileStandsError(ServiceError):
    """A file is there already, and is not replaced."""

    def __init__(self, file: Path, why: Coded | None = None) -> None:
        super().__init__("file-stands", file=file, why=why or "")


class UnwritableError(ServiceError):
    """A file cannot be written."""

    def __init__(self, file: str | Path, error: OSError) -> None:
        super().__init__("file-unwritable", file=file, reason=reason_of(error))


class FolderStandsError(RequestError):
    """What stands in a folder already would be replaced."""

    def __init__(self, folder: Path, why: CodedError) -> None:
        super().__init__("folder-stands", folder=folder, why=why.content)


class LaidAlreadyError(RequestError):
    """Files of a year's folder are there already."""

    def __init__(self, folder: Path, names: Sequence[str]) -> None:
        super().__init__("folder-laid", folder=folder, names=tuple(names))


class NoDeclarationError(RequestError):
    """The forms that tables are to be compared with declare no project; why is among the ``findings``."""

    field = "declaration"

    def __init__(self, findings: Findings) -> None:
        super().__init__("no-project-declared")
        self.findings = findings


class TwoDeclarationsError(RequestError):
    """Tables are to be held against forms and against a ledger, which may say two things."""

    field = "declaration"

    def __init__(self) -> None:
        super().__init__("two-declarations")


class TemplateError(ServiceError):
    """A template cannot be used, or no font with Chinese characters is installed."""


class UnnamedSignerError(RequestError):
    """A signature must say who signs and as what."""

    def __init__(self) -> None:
        super().__init__("signer-unnamed")


class KeyUnusableError(RequestError):
    """A private key cannot be read, or made."""

    field = "key"

    def __init__(self, findings: Findings) -> None:
        super().__init__(findings[0].coded)
