"""A ruleset as a page that a finance officer reads: weights, rules in order, clauses, parameters. Markdown, of one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from engine.language.rendering import MARKS, Content, Language, coded, text_of
from engine.quantity import plain
from engine.rulesets import NUMBERS, Bands, Example, Parameter, Rule, Ruleset
from engine.rulesets.wording import condition_words, deed_words, limited


class Page(NamedTuple):
    """A ruleset that says its own in a language, and the language in which all else is said."""

    ruleset: Ruleset
    language: Language

    def say(self, code: str, /, **values: object) -> str:
        """The words of a code of the page."""
        return text_of(coded(f"page-{code}", **values), self.language)

    def text(self, content: Content) -> str:
        """The words of a content."""
        return text_of(content, self.language)

    def confirmed(self, text: str, confirmed: bool) -> str:
        """A text, marked where it is still to be confirmed."""
        return text if confirmed else self.say("to-confirm", what=text)

    def listed(self, names: Iterable[str]) -> str:
        """Names one after another."""
        return MARKS[self.language].between.join(names)

    def sentence(self, template: str, rule: Rule) -> str:
        """A sentence of a rule with the ruleset's numbers in it; those of a row are left open."""
        return self.ruleset.sentence(template, rule, dict.fromkeys(NUMBERS, "…"), self.language)

    def table(self, code: str, rows: Iterable[Iterable[object]]) -> list[str]:
        """A table under the heads of a code, which stand there in a line."""
        heads = self.say(code).split(" | ")
        return [_row(heads), _row("---" for _ in heads), *(_row(row) for row in rows), ""]


def _row(cells: Iterable[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _weights(page: Page) -> Iterator[str]:
    weights = page.ruleset.weights
    yield f"## {page.confirmed(page.say('weights'), weights.confirmed)}"
    yield ""
    yield page.say("clause", clause=weights.clause)
    yield ""
    yield from page.table("heads-weights", ((name, plain(weight)) for name, weight in weights.levels.items()))
    for level, counted in weights.counts_as.items():
        if level != counted:
            yield f"- {page.say('counts-as', level=level, counted=counted)}"
    for kind, levels in weights.by_project_kind.items():
        yield f"- {page.say('of-kind', kind=kind, levels=[f'{name} {plain(weight)}' for name, weight in levels.items()])}"
    if weights.declared == "use":
        yield f"- {page.say('declared')}"
    yield f"- {page.say('shared')}"
    yield f"- {page.say('absent')}"
    if weights.core_factor:
        yield f"- {page.say('core', factor=page.ruleset.parameters[weights.core_factor])}"
    yield ""


def _grades(page: Page) -> Iterator[str]:
    ruleset = page.ruleset
    yield f"## {page.confirmed(page.say('grades'), ruleset.grades_confirmed)}"
    yield ""
    yield page.say("clause", clause=ruleset.grades_clause)
    yield ""
    yield from page.table("heads-grades", ((grade.name, plain(grade.at_least)) for grade in ruleset.grades))
    yield f"## {page.say('tiers')}"
    yield ""
    yield page.say("clause", clause=ruleset.tiers_clause)
    yield ""
    yield from page.table(
        "heads-tiers",
        (
            (
                tier.name,
                page.listed(tier.words),
                f"{plain(tier.at_least)}%—{plain(tier.below)}%",
                f"{plain(tier.default)}%",
            )
            for tier in ruleset.tiers
        ),
    )


def _parameters(page: Page) -> Iterator[str]:
    ruleset = page.ruleset
    if ruleset.parameters or ruleset.bands:
        yield f"## {page.say('parameters')}"
        yield ""
        numbers: list[tuple[str, Parameter | Bands]] = [*ruleset.parameters.items(), *ruleset.bands.items()]
        rows = (
            (
                name,
                page.text(one.content),
                one.meaning,
                page.confirmed(one.clause, one.confirmed),
                _valid_from(one, page),
            )
            for name, one in numbers
        )
        yield from page.table("heads-parameters", rows)
    if any(table.of == "actual" for table in ruleset.bands.values()):
        yield page.say("bands")
        yield ""


def _valid_from(one: Parameter | Bands, page: Page) -> str:
    own = one.valid_from if isinstance(one, Parameter) else ""
    return own or page.confirmed(page.ruleset.valid_from, page.ruleset.valid_from_confirmed)


def _does(rule: Rule, page: Page) -> str:
    ruleset, deed = page.ruleset, deed_words(rule)
    numbers = [
        coded("page-number", name=name, value=(ruleset.parameters.get(name) or ruleset.bands[name]).content)
        for name in rule.parameters.values()
    ]
    by: Content = page.sentence(rule.flag, rule) if rule.flag else tuple(numbers)
    return page.say("does-by", deed=deed, by=by) if by else page.text(deed)


def _case(example: Example, page: Page) -> tuple[str, str, str, str]:
    declared = example.target or page.say("budget", amount=example.budget)
    recorded = example.actual or MARKS[page.language].comma.join(
        f"{name} {it}" for name, it in example.recorded.items()
    )
    executed = page.say("executed", amount=example.executed) if example.executed else page.say("nothing")
    points = page.say("no-points") if example.points is None else str(example.points)
    return declared, recorded or executed, str(example.weight), points


def _rules(code: str, rules: tuple[Rule, ...], page: Page) -> Iterator[str]:
    if not rules:
        return
    yield f"## {page.say(code)}"
    yield ""
    for number, rule in enumerate(rules, 1):
        texts = {"method": page.sentence(rule.method, rule), "remedy": page.sentence(rule.remedy, rule)}
        yield f"### {number}. {rule.question}"
        yield ""
        yield f"- {page.say('rule', id=rule.id, priority=rule.priority)}"
        yield f"- {page.say('when', condition=condition_words(page.ruleset.condition(rule)))}"
        yield f"- {page.say('does', deed=_does(rule, page))}"
        yield f"- {page.say('clause', clause=page.confirmed(rule.clause, rule.confirmed))}"
        yield from (f"- {page.say(name, text=text)}" for name, text in texts.items() if text)
        yield ""
        if rule.cases:
            yield from page.table("heads-cases", (_case(example, page) for example in rule.cases))


def _items(page: Page) -> Iterator[str]:
    if page.ruleset.items:
        yield f"## {page.say('items')}"
        yield ""
        fields = ("code", "level1", "level2", "name", "target", "explanation")
        rows = (
            (*(getattr(item, field) for field in fields), page.confirmed(item.clause, item.confirmed))
            for item in page.ruleset.items
        )
        yield from page.table("heads-items", rows)


def _limits(page: Page) -> Iterator[str]:
    ruleset = page.ruleset
    if ruleset.limits:
        yield f"## {page.say('limits')}"
        yield ""
        for limit in ruleset.limits:
            named = (("cap", limit.cap), ("pass-line", limit.pass_line))
            bounds = [page.say(code, share=ruleset.parameters[name]) for code, name in named if name]
            of = {"of": limited(limit.of), "bounds": MARKS[page.language].comma.join(bounds), "clause": limit.clause}
            yield f"- {page.confirmed(page.say('limit', **of), limit.confirmed)}"
        yield ""


def _words(page: Page) -> Iterator[str]:
    if page.ruleset.lexicon:
        yield f"## {page.say('words')}"
        yield ""
        rows = (
            (page.listed(entry.words), page.say(f"says-{entry.says}"), page.say(f"strength-{entry.strength}"))
            for entry in page.ruleset.lexicon
        )
        yield from page.table("heads-words", rows)


def ruleset_page(of: Ruleset, language: Language = Language.CHINESE) -> str:
    """The whole page."""
    ruleset = of.in_language(language)
    page = Page(ruleset, language)
    begins = page.confirmed(ruleset.valid_from, ruleset.valid_from_confirmed)
    lines = [f"# {page.say('title', title=ruleset.title, document=ruleset.document)}", ""]
    lines += [page.say("ruleset", id=ruleset.id, begins=begins)]
    lines += [page.say("extends", id=ruleset.extends)] if ruleset.extends else []
    lines.append("")
    to_confirm = ruleset.to_be_confirmed(worded=True, language=language)
    if to_confirm:
        lines += [page.say("unconfirmed"), "", *(f"- {name}" for name in to_confirm), ""]
    lines += [*_weights(page), *_grades(page), *_parameters(page), *_items(page), *_limits(page), *_words(page)]
    lines += _rules("awards", ruleset.awards, page)
    lines += _rules("adjustments", ruleset.adjustments, page)
    lines += _rules("flags", ruleset.flags, page)
    return "\n".join(lines).rstrip() + "\n"
