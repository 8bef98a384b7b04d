"""What was asked for and cannot be done; each error makes its own sentence, which says why and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from engine.files.opening import reason_of
from engine.files.yaml import nearest
from engine.language.findings import Finding, Findings
from engine.terms import Indicator, Project

CHOICES = 30
"""How many choices are listed where a name means several things."""

Names = Sequence[tuple[str, str]]
"""Codes with their names."""


class ServiceError(Exception):
    """What was asked for was not done; the message says why and what to do."""


class InstallationError(ServiceError):
    """The program's own files are not as they were installed."""

    def __init__(self, ruleset: str) -> None:
        super().__init__(f"the ruleset {ruleset} of this installation is damaged; install jixiao again")


class RequestError(ServiceError):
    """Something else must be asked for.

    ``field`` is the part of the request that is at fault, where it is one; ``findings`` are what was found before.
    """

    field: ClassVar[str] = ""
    findings: Findings = ()


class UnknownNameError(RequestError):
    """A name means nothing of its kind."""

    def __init__(self, name: str, kind: str, known: Names) -> None:
        words = [word for pair in known for word in pair]
        super().__init__(f"“{name}” names no {kind}; {nearest(name, words)}")


class AmbiguousNameError(RequestError):
    """A name means several of its kind."""

    def __init__(self, name: str, kind: str, found: Names) -> None:
        several = "".join(f"\n  {code} {one}" for code, one in found[:CHOICES])
        more = f"\n  … and {len(found) - CHOICES} more; write more of the name" if len(found) > CHOICES else ""
        super().__init__(f"“{name}” names more than one {kind}:{several}{more}")


class NothingDeclaredError(RequestError):
    """No form was imported yet; ``purpose`` says for what one is wanted."""

    def __init__(self, purpose: str = "") -> None:
        super().__init__(
            f"the ledger holds no declaration{purpose and f' {purpose}'}; import forms first: jixiao import FORM..."
        )


class EvidenceUnreadableError(RequestError):
    """A file of evidence cannot be hashed."""

    field = "evidence"

    def __init__(self, file: Path, error: OSError) -> None:
        super().__init__(f"{file} cannot be read: {reason_of(error)}")


class NothingCorrectedError(RequestError):
    """What was said corrects nothing."""


class ExpiredError(RequestError):
    """An adjustment would be over before it begins to count."""

    field = "expires"

    def __init__(self, expires: str) -> None:
        super().__init__(f"{expires} is over; name a day to come")


class BudgetTargetError(RequestError):
    """The target of the row 预算执行 is the budget, which is corrected and not adjusted."""

    def __init__(self, project: Project, row: Indicator) -> None:
        super().__init__(
            f"the target of {row.name} is the budget; record an adjusted budget: "
            f"jixiao correct {project.code} {row.name} adjusted=AMOUNT --reason WHY"
        )


class TargetStandsError(RequestError):
    """The target is as it is to become already."""

    def __init__(self, row: Indicator, target: str) -> None:
        super().__init__(f"{row.name} has the target {target} already; nothing was appended")


class NotAnsweredError(RequestError):
    """A question cannot be answered so, or an answer not be taken back; why is its finding."""

    def __init__(self, why: Finding) -> None:
        super().__init__(why.message)
        self.why = why


class NotDeclaredError(RequestError):
    """A project that is named by its code is not declared."""

    def __init__(self, code: str, known: Sequence[str]) -> None:
        super().__init__(f"project {code} is not declared; {nearest(code, list(known))}")


class OtherYearError(RequestError):
    """A project that is named by its code is declared, but not for that year."""

    def __init__(self, code: str, year: str, others: Sequence[str]) -> None:
        super().__init__(f"project {code} is not declared for {year}, but for {', '.join(others)}; say --year")


class NotYetDeclaredError(RequestError):
    """At the time that was asked for nothing had been declared."""

    field = "as_of"

    def __init__(self) -> None:
        super().__init__("no form was imported until then; name a later time")


class NoneDeclaredError(RequestError):
    """None of the projects that are named is declared."""

    def __init__(self, year: int) -> None:
        super().__init__(f"none of these projects is declared{f' of {year}' if year else ''}; check the codes")


class SampleUnreadableError(RequestError):
    """A file holds no sample."""

    field = "sample"

    def __init__(self, file: Path) -> None:
        super().__init__(f"{file} is no sample; make one: jixiao sample --size 27 --format json > sample.json")


class SampleYearError(RequestError):
    """A sample was drawn from another year than the one to score."""

    def __init__(self, sample_year: int, year: int) -> None:
        super().__init__(f"the sample was drawn from {sample_year}; leave --year {year} out, or draw one of {year}")


class SampleRefusedError(RequestError):
    """A sample cannot be drawn as it is asked for."""

    def __init__(self, findings: Findings) -> None:
        super().__init__("; ".join(one.message for one in findings if one.severity == "error"))


class NoRulesetError(RequestError):
    """There is no ruleset of that name, or none that can be read."""

    def __init__(self, findings: Findings) -> None:
        super().__init__(findings[0].message)


class UnknownRulesetError(NoRulesetError):
    """There is no ruleset of the name that a request has among others."""

    field = "ruleset"


class UnusableRulesetError(RequestError):
    """A ruleset has errors, which are among its ``findings``."""

    def __init__(self, ruleset: str, findings: Findings) -> None:
        super().__init__(f"ruleset {ruleset} cannot be used")
        self.findings = findings


class UnusableWordsError(RequestError):
    """A file of words in the names of indicators has errors, which are among its ``findings``."""

    field = "lexicon"

    def __init__(self, file: Path, findings: Findings) -> None:
        super().__init__(
            f"the words in {file} cannot be used; correct the lines that are named, or leave out --lexicon"
        )
        self.findings = findings


class SameRunsError(RequestError):
    """Fewer than two different runs are to be held against each other."""

    def __init__(self) -> None:
        super().__init__("name two or more different runs: jixiao compare RUN RUN (jixiao runs lists them)")


class NothingToSealError(RequestError):
    """The ledger has no entry yet."""

    def __init__(self) -> None:
        super().__init__("the ledger has no entry to seal; import forms first: jixiao import FORM...")


class NoEntryError(RequestError):
    """The ledger has no entry of that number."""

    def __init__(self, number: int, last: int) -> None:
        super().__init__(f"the ledger has no entry {number}; the last one is {last}")


class FileStandsError(ServiceError):
    """A file is there already, and is not replaced."""

    def __init__(self, file: Path, why: str = "") -> None:
        super().__init__(f"{file} exists already and is not replaced; {why}choose another --out")


class UnwritableError(ServiceError):
    """A file cannot be written."""

    def __init__(self, file: str | Path, error: OSError) -> None:
        super().__init__(f"{file} cannot be written: {error.strerror}; choose another --out")


class FolderStandsError(RequestError):
    """What stands in a folder already would be replaced."""

    def __init__(self, folder: Path, why: Exception) -> None:
        super().__init__(f"{folder}: {why}")


class NoDeclarationError(RequestError):
    """The forms that tables are to be compared with declare no project; why is among the ``findings``."""

    field = "declaration"

    def __init__(self, findings: Findings) -> None:
        super().__init__("no declared project in it")
        self.findings = findings


class TwoDeclarationsError(RequestError):
    """Tables are to be held against forms and against a ledger, which may say two things."""

    field = "declaration"

    def __init__(self) -> None:
        super().__init__("the ledger says what was declared; name a ledger or forms, not both")


class TemplateError(ServiceError):
    """A template cannot be used, or no font with Chinese characters is installed."""


class UnnamedSignerError(RequestError):
    """A signature must say who signs and as what."""

    def __init__(self) -> None:
        super().__init__("say who signs and as what: --name 张三 --role 单位负责人")


class KeyUnusableError(RequestError):
    """A private key cannot be read, or made."""

    field = "key"

    def __init__(self, findings: Findings) -> None:
        super().__init__(findings[0].message)
