"""The files of a ruleset as they are written: words and names checked, bounds still by the names of parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from engine.awards.kinds import TABLE, Roles
from engine.files.yaml import keys_of, nearest, shown
from engine.language.errors import CodedValueError
from engine.language.patterns import regex
from engine.language.rendering import coded
from engine.rulesets.english import Translated
from engine.rulesets.kinds import Name, Priority, Text
from engine.rulesets.model import Ruleset
from engine.rulesets.rule import Bands, Bound, Condition, Example, Parameter, Rule
from engine.rulesets.vocabulary import ASKED, DOES, NUMBERS, WORDS

_COMPARISON = regex(r"(?P<sign><=|>=|<|>|=)\s*(?P<bound>\S+)")
MOST_WORDS = 100  # in one condition


class Known(NamedTuple):
    """The names that a rule file may use."""

    parameters: dict[str, Parameter]
    bands: dict[str, Bands]


def _known(info: ValidationInfo) -> Known:
    known: Known = info.context or Known({}, {})
    return known


def _as_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], Field(max_length=MOST_WORDS), BeforeValidator(_as_tuple)]


def _unknown(code: str, name: str, known: Iterable[str], **values: object) -> CodedValueError:
    """The error that a name is not known, with the nearest one that is."""
    return CodedValueError(code, name=name, hint=nearest(name, known), **values)


class RulesetFile(Ruleset):
    """``ruleset.yaml`` as it is written: a ruleset without its rules, and which of the other's to leave out."""

    without: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _can_score(self) -> RulesetFile:
        """What can be said without the rules; what the rules make of the parameters is said at these, afterwards."""
        names = [self.weights.core_factor, *(name for one in self.limits for name in (one.cap, one.pass_line))]
        for name in names:
            if name is not None and name not in self.parameters:
                raise _unknown("no-parameter-named", name, self.parameters)
        levels = (*self.weights.levels, "total")
        for limit in self.limits:
            if limit.of not in levels:
                raise _unknown("no-limit-of", limit.of, levels)
        return self


class RuleFile(Translated):
    """One rule file as it is written; ``when`` and ``then`` are checked against vocabulary and parameters."""

    sentences = Rule.sentences

    id: Name
    priority: Priority
    question: Text
    clause: Text
    confirmed: bool = True
    when: dict[str, Words]
    then: dict[str, Text]
    method: Text = ""
    remedy: Text = ""
    cases: tuple[Example, ...] = ()

    @field_validator("when")
    @classmethod
    def _known_words(cls, when: dict[str, tuple[str, ...]], info: ValidationInfo) -> dict[str, tuple[str, ...]]:
        for field, words in when.items():
            if field not in WORDS and field not in NUMBERS:
                raise _unknown("no-condition-field", field, (*WORDS, *NUMBERS))
            known = WORDS.get(field)
            strange = [word for word in words if known is not None and word not in known]
            if strange:
                raise _unknown("no-condition-word", strange[0], known or (), field=field)
            for word in words if field in NUMBERS else ():
                _bound(word, _known(info).parameters)
        return when

    @field_validator("then")
    @classmethod
    def _known_deed(cls, then: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        deeds = [name for name in (*DOES, "flag") if name in then]
        if len(deeds) != 1:
            raise CodedValueError("one-deed")
        if deeds[0] == "flag":
            roles: Roles = {}
        elif then[deeds[0]] in DOES[deeds[0]]:
            roles = DOES[deeds[0]][then[deeds[0]]].roles
        else:
            raise _unknown(f"no-{deeds[0]}", then[deeds[0]], DOES[deeds[0]])
        given = {name for name in then if name != deeds[0]}
        if given != set(roles):
            takes, others = keys_of(roles) or coded("no-parameters"), keys_of(sorted(given)) or coded("none")
            raise CodedValueError("award-takes", name=then[deeds[0]], takes=takes, given=others)
        for role, kind in roles.items():
            code = "no-table-named" if kind is TABLE else "no-parameter-named"
            known = _known(info).bands if kind is TABLE else _known(info).parameters
            if then[role] not in known:
                raise _unknown(code, then[role], known)
        return then

    def rule(self, known: Known) -> Rule:
        """The rule with its bounds resolved to numbers."""
        bounds = {
            field: tuple(_bound(text, known.parameters) for text in texts)
            for field, texts in self.when.items()
            if field in NUMBERS
        }
        words = {field: words for field, words in self.when.items() if field in WORDS}
        deeds = ("award", "adjust", "flag")
        return Rule(
            **self.model_dump(exclude={"when", "then"}),
            when=Condition(words=words, bounds=bounds),
            **{deed: self.then.get(deed) for deed in deeds},
            parameters={role: name for role, name in self.then.items() if role not in deeds},
        )


def _bound(text: str, parameters: dict[str, Parameter]) -> Bound:
    match = _COMPARISON.fullmatch(text.strip())
    if match is None:
        raise CodedValueError("no-comparison", text=text)
    name = match["bound"]
    number = ASKED.within.read(name)
    if name in parameters:
        if not ASKED.holds(parameters[name].number, parameters[name].unit):
            raise CodedValueError("parameter-outside", name=name, value=parameters[name], kind=ASKED.content)
        number = parameters[name].number
    if number is None:
        raise _unknown("no-bound", shown(name), parameters, within=ASKED.within.content)
    return Bound.model_validate({"sign": match["sign"], "value": number})
