"""Whole target cells: pieces parted into clauses, and the clauses' targets put together."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from engine.language.findings import Finding, finding
from engine.language.patterns import regex
from engine.targets.choice import bounded, is_context, settle_several
from engine.targets.clause import Clause, Item, first_token, last_token
from engine.targets.clauses import settle_alone, settle_one
from engine.targets.dates import read_deadline, read_monthly, read_period
from engine.targets.draft import Draft
from engine.targets.figures import doubled, read_bound, read_change, read_change_range, read_range, zero
from engine.targets.grammar import LEADS, TAILS, Node, Plan, Tokens, plan, scan
from engine.targets.lists import RESPECTIVELY, is_pair, read_pair, share_bounds, without_count
from engine.targets.model import Target, TargetKind
from engine.targets.pairs import interval, neighbours, over_half, product, tolerance
from engine.targets.parting import clauses_of
from engine.targets.scales import classed, is_step
from engine.targets.words import (
    BASELINE_YEAR,
    GRADE_NAMES,
    GRADE_WORDS,
    GRADES,
    PLACEHOLDER,
    SIGN,
    THINGS,
    VAGUE,
    VERB,
    WORD,
    WORD_UNITS,
)

FIGURE = regex("[0-9]")
KINDS = frozenset({"类", "种"})
COUNTED = WORD_UNITS | KINDS
READERS = {
    "bound": read_bound,
    "range": read_range,
    "change": read_change,
    "change_range": read_change_range,
    "none_at_all": zero,
    "doubled": doubled,
    "over_half": over_half,
    "tolerance": tolerance,
    "interval": interval,
    "neighbours": neighbours,
    "product": product,
    "monthly": read_monthly,
}
DATED = {"deadline": read_deadline, "period": read_period}


def read_cell(pieces: Plan, tokens: Tokens, text: str, year: int | None) -> Target:
    """The target of a whole cell; ``text`` is kept as given, ``year`` completes dates without one."""
    items = _items(pieces, tokens, year)
    if len(items) == 1 and isinstance(items[0], Draft) and "WORDS" not in items[0].marks:
        return settle_alone(items[0]).target(text)
    clauses = without_count(clauses_of(_without_idioms(items, tokens), tokens))
    if refusal := _refusal(clauses, tokens):
        return Target(text=text, kind=TargetKind.UNREADABLE, findings=(refusal,))
    found, contexts, words_alone = _found(clauses)
    if all(draft.is_condition for draft, _ in found):
        return _without_figure(tokens, text, year)
    for draft, _ in found:
        for context in contexts:
            draft.say("target-date-context", text=context.text)
    if words_alone:
        found[0][0].say("target-words-beside", text="；".join(words_alone))
    return _together(found, tokens, text)


def _items(pieces: Plan, tokens: Tokens, year: int | None) -> list[Item]:
    """The pieces of the plan with figures and dates read; a date without a year is in that of the date before it."""
    items: list[Item] = []
    latest: date | None = None
    for piece in pieces:
        if isinstance(piece, int):
            items.append(piece)
        elif is_pair(piece, tokens):
            items.extend(read_pair(piece, tokens))
        elif piece.rule in DATED:
            draft = _dated(piece, tokens, year, latest)
            latest = draft.value if isinstance(draft.value, date) else latest
            items.append(draft)
        else:
            items.append(READERS[piece.rule](piece, tokens))
    return items


def _dated(piece: Node, tokens: Tokens, year: int | None, latest: date | None) -> Draft:
    """A date, in the year of the one before it where that makes it the later of the two."""
    draft = DATED[piece.rule](piece, tokens, year)
    if draft.yearless is None or latest is None:
        return draft
    follower = DATED[piece.rule](piece, tokens, latest.year)
    return follower if isinstance(follower.value, date) and follower.value > latest else draft


def _without_idioms(items: list[Item], tokens: Tokens) -> list[Item]:
    """The items with numbers that count nothing (一次验收合格, 两个责任) made words again."""
    if not any(isinstance(item, Draft) and ("WORDS" in item.marks or item.is_dated) for item in items):
        return items
    parting = ("SEP", "JOIN")
    marks = [-1, *(at for at, item in enumerate(items) if isinstance(item, int) and tokens.names[item] in parting)]
    kept: list[Item] = []
    for begin, end in zip(marks, [*marks[1:], len(items)], strict=True):
        kept.extend(items[max(begin, 0) : begin + 1])
        kept.extend(_clause_without_idioms(Clause(items[begin + 1 : end], tokens)))
    return kept


def _clause_without_idioms(clause: Clause) -> list[Item]:
    digits = any("WORDS" not in draft.marks and not draft.is_dated for draft in clause.drafts)
    kept: list[Item] = []
    for item in clause.items:
        idiom = isinstance(item, Draft) and _is_idiom(clause, item, digits)
        kept.extend(range(first_token(item), last_token(item) + 1) if idiom else [item])
    return kept


def _is_idiom(clause: Clause, draft: Draft, digits: bool) -> bool:
    """Whether a figure is none where it stands: a number in words beside digits, the year of a baseline (较2023年)."""
    if draft.is_dated and not draft.marks & {"BEFORE", "INSIDE", "SINCE"}:
        return BASELINE_YEAR.search(clause.before(draft)) is not None
    return "WORDS" in draft.marks and (digits or not _is_counted(clause, draft))


def _is_counted(clause: Clause, draft: Draft) -> bool:
    """Whether a number in words is a figure where it stands."""
    if draft.value == 0 or draft.marks & (LEADS | TAILS | {"UP", "DOWN", "BETWEEN", "MINUS"}):
        return True
    before, behind = clause.around(draft)
    done = VERB.search(before) is not None
    if _is_ordinal(clause, draft) or (draft.unit in KINDS and not done):
        return False
    if draft.unit is None or draft.unit.split("/")[0] not in COUNTED:
        return False
    if clause.named("EVERY"):
        return True
    if behind:
        return draft.value != 1 and done
    return not before or draft.value != 1 or draft.unit in THINGS or done


def _is_ordinal(clause: Clause, draft: Draft) -> bool:
    """一次、二次合格率: the first and the second, not one and two."""
    return draft.value == 1 and clause.tokens.written(draft.last + 1, draft.last + 2).startswith(("、二", "、2"))


def _refusal(clauses: list[Clause], tokens: Tokens) -> Finding | None:
    """Why a cell with figures is not read at all: alternatives, sums, marking schemes."""
    figures = sum(not draft.is_dated for clause in clauses for draft in clause.drafts)
    if not figures:
        return None
    written = "".join(tokens.texts)
    if "OR" in tokens.names or ("或" in written and any(_is_choice(one, at) for at, one in enumerate(clauses))):
        return finding("target-alternative", text=written)
    if "SUM" in tokens.names:
        return finding("target-unreadable", text=written)
    if GRADES.search(written) or (figures > 1 and GRADE_WORDS.search(written)):
        return finding("target-grading-scale", text=written)
    return None


def _is_choice(clause: Clause, index: int) -> bool:
    """Whether a figure other than the first of the cell is joined by 或."""
    later = clause.drafts[1:] if index == 0 else clause.drafts
    return any(clause.before(draft).startswith("或") for draft in later)


def _found(clauses: list[Clause]) -> tuple[list[tuple[Draft, str]], list[Clause], list[str]]:
    """The targets of all clauses with their texts, the clauses that only say when, and those of words alone."""
    found: list[tuple[Draft, str]] = []
    contexts: list[Clause] = []
    words_alone: list[str] = []
    figures = any(not draft.is_dated for clause in clauses for draft in clause.drafts)
    alone = sum(bool(clause.drafts) for clause in clauses) == 1
    for clause in clauses:
        drafts = clause.drafts
        if not drafts:
            words_alone.append(clause.text)
        elif drafts[0].is_condition:
            found.append((drafts[0], clause.text))
        elif len(drafts) > 1:
            found.extend((draft, clause.text) for draft in settle_several(clause, alone=alone))
        elif figures and drafts[0].is_dated and len(clause.items) == 1 and is_context(drafts[0], clause):
            contexts.append(clause)
        else:
            found.append((settle_one(clause, drafts[0]), clause.text))
    return found, contexts, [words for words in words_alone if WORD.search(words)]


def unreadable(text: str, code: str, /, **values: str) -> Target:
    """An unreadable target with the finding that says why."""
    return Target(text=text, kind=TargetKind.UNREADABLE, findings=(finding(code, **values),))


def _without_figure(tokens: Tokens, text: str, year: int | None) -> Target:
    """A cell of words: qualitative, unless signs show that a figure is missing."""
    written, clock = "".join(tokens.texts), "ROUND_THE_CLOCK" in tokens.names
    if classes := [its for name, its in zip(*tokens, strict=True) if name == "CLASS"]:
        return classed(classes, written, text)
    if bracketed := _bracketed(tokens, text, year):
        return bracketed
    if is_step(written):
        found = finding("target-level", unit="级")
        return Target(text=text, kind=TargetKind.QUALITATIVE, findings=(found,))
    if VAGUE.fullmatch(written):
        return unreadable(text, "target-vague-number", text=written)
    if SIGN.search(written) or PLACEHOLDER.search(written) or not (WORD.search(written) or clock):
        return unreadable(text, "target-figure-missing", text=written)
    findings = (finding("target-round-the-clock", text=written),) if clock else ()
    return Target(text=text, kind=TargetKind.QUALITATIVE, findings=findings)


def _bracketed(tokens: Tokens, text: str, year: int | None) -> Target | None:
    """按期完成(100%): the figure in the brackets, about the words before them."""
    if not any(name == "REMARK" and FIGURE.search(its) for name, its in zip(*tokens, strict=True)):
        return None
    opened = scan("".join(its[1:-1] if name == "REMARK" else its for name, its in zip(*tokens, strict=True)))
    pieces = plan(opened.names)
    if pieces is None or "REMARK" in opened.names:
        return None
    target = read_cell(pieces, opened, text, year)
    if target.kind in (TargetKind.UNREADABLE, TargetKind.QUALITATIVE):
        return None
    return target.model_copy(
        update={"findings": (*target.findings, finding("target-in-brackets", text="".join(tokens.texts)))}
    )


def _together(found: list[tuple[Draft, str]], tokens: Tokens, text: str) -> Target:
    """One target, a range of two bounds, or all of several; what cannot be read makes the whole cell unreadable."""
    figures = len(found)
    found = [one for one in found if one[0].is_condition or one[0].kind is not TargetKind.QUALITATIVE] or found[:1]
    lost = [draft for draft, _ in found if draft.is_lost]
    if lost:
        return Target(
            text=text, kind=TargetKind.UNREADABLE, findings=tuple(one for draft in lost for one in draft.findings)
        )
    if _is_left_over([draft for draft, _ in found], figures, text):
        return unreadable(text, "target-several-figures", text="".join(tokens.texts))
    return found[0][0].target(text) if len(found) == 1 else _several(found, tokens, text)


def _several(found: list[tuple[Draft, str]], tokens: Tokens, text: str) -> Target:
    """Several figures as one target: a range of two bounds, or each a part."""
    drafts = [draft for draft, _ in found]
    share_bounds(drafts, tokens)
    if len(drafts) == 2 and not drafts[0].applies_to and not drafts[1].applies_to:
        ranged = bounded(drafts[0], drafts[1], Clause(list(drafts), tokens))
        if ranged:
            return ranged.target(text)
    if all(draft.applies_to in GRADE_NAMES for draft in drafts):
        return unreadable(text, "target-grading-scale", text="".join(tokens.texts))
    if _are_indistinct(drafts):
        return unreadable(text, "target-several-figures", text="".join(tokens.texts))
    return Target(
        text=text, kind=TargetKind.COMPOUND, combine="all", parts=tuple(draft.target(its) for draft, its in found)
    )


def _is_left_over(drafts: list[Draft], figures: int, text: str) -> bool:
    """Whether a bare number is left of several figures (3、4级), or a date that one of every year stands beside."""
    dated = [draft.per for draft in drafts if draft.is_dated and draft.after is None]
    mixed = any(dated) and not all(dated)
    nested = any(draft.kind is TargetKind.COMPOUND for draft in drafts)
    mixed = mixed or (RESPECTIVELY in text and (nested or (bool(dated) and len(dated) < len(drafts))))
    only = drafts[0]
    bare = only.kind is TargetKind.QUANTITY and only.unit is None and only.operator is None and not only.applies_to
    return mixed or (len(drafts) == 1 < figures and bare)


def _are_indistinct(drafts: list[Draft]) -> bool:
    """Whether some figures have neither words nor a unit of their own that would tell them apart."""
    drafts = [draft for draft in drafts if not draft.is_condition]
    wordless = [draft for draft in drafts if not draft.applies_to and draft.kind is not TargetKind.COMPOUND]
    units = [draft.unit for draft in wordless]
    bare = any(one.unit is None and isinstance(one.value, Decimal) and one.operator is None for one in wordless)
    return bare or (len(wordless) == len(drafts) and len(set(units)) < len(units))
