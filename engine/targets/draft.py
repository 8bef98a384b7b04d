"""A target in the making: what the figures, clauses and cells of a text are gathered in before it is frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from engine.language.findings import Finding, finding
from engine.targets.model import DatePart, Operator, Target, TargetKind


@dataclass(slots=True, eq=False)
class Draft:
    """Fields as in :class:`engine.targets.model.Target`; ``first`` and ``last`` are the tokens it covers.

    ``marks`` are the names of those tokens; ``is_lost`` says that it cannot be read, ``is_condition`` that words alone
    are a target of their own beside a figure (且不超概算).
    """

    kind: TargetKind
    first: int
    last: int
    marks: frozenset[str] = frozenset()
    operator: Operator | None = None
    value: Decimal | date | None = None
    unit: str | None = None
    multiplier: str | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    start: date | None = None
    yearless: str | None = None
    inferred: tuple[DatePart, ...] = ()
    within: Decimal | None = None
    after: str | None = None
    direction: str | None = None
    combine: str | None = None
    parts: tuple[Target, ...] = ()
    applies_to: str | None = None
    per: str | None = None
    scale: str | None = None
    approximate: bool = False
    is_lost: bool = False
    is_condition: bool = False
    findings: list[Finding] = field(default_factory=list)

    def say(self, code: str, **values: object) -> None:
        """Adds a finding, once."""
        one = finding(code, **values)
        if one not in self.findings:
            self.findings.append(one)

    def say_about(self, text: str) -> None:
        """Makes the figure approximate (约, 左右), of which no direction is taken."""
        self.approximate = True
        self.say("target-approximate", text=text)

    def fail(self, code: str, **values: object) -> Draft:
        """Makes the draft unreadable: nothing that looks like a number is left of what was not understood."""
        self._clear(TargetKind.UNREADABLE)
        self.is_lost, self.findings = True, []
        self.say(code, **values)
        return self

    def qualify(self, code: str, **values: object) -> Draft:
        """Makes the draft qualitative: its figure does not say how much."""
        self._clear(TargetKind.QUALITATIVE)
        self.findings = []
        self.say(code, **values)
        return self

    def _clear(self, kind: TargetKind) -> None:
        self.kind, self.operator, self.value, self.unit, self.per = kind, None, None, None, None
        self.lower = self.upper = self.within = self.start = self.multiplier = None
        self.yearless = self.after = self.direction = self.combine = self.applies_to = None
        self.parts, self.inferred, self.approximate = (), (), False

    @property
    def is_dated(self) -> bool:
        """Whether it is a date or period."""
        return self.kind is TargetKind.DEADLINE

    def target(self, text: str) -> Target:
        """The finished target, with the text it was read from."""
        fields: dict[str, object] = {
            "text": text,
            "kind": self.kind,
            "operator": self.operator,
            "value": self.value,
            "unit": self.unit,
        }
        if self.applies_to:
            fields["applies_to"] = self.applies_to
        if self.findings:
            fields["findings"] = tuple(self.findings)
        if self.per:
            fields["per"] = self.per
        if self.approximate:
            fields["approximate"] = True
        if self.multiplier:
            fields["multiplier"] = self.multiplier
        if self.kind is not TargetKind.QUANTITY:
            fields.update({name: value for name in RARE if (value := getattr(self, name)) is not None})
        return Target.model_validate(fields)


# fields that a quantity does not have
RARE = ("lower", "upper", "start", "yearless", "inferred", "within", "after", "direction", "combine", "parts")
