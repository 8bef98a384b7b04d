"""What was asked for and cannot be done; each error makes its own sentence, which says why and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from engine.files.opening import reason_of
from engine.files.yaml import nearest
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
    """Something else must be asked for; ``field`` is the part of the request that is at fault, where it is one."""

    field: ClassVar[str] = ""


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
