"""A cell parted into clauses: at its marks, and at 且 where another condition follows."""

from __future__ import annotations

from engine.targets.clause import Clause, Item, first_token, last_token
from engine.targets.draft import Draft
from engine.targets.grammar import Tokens
from engine.targets.model import TargetKind
from engine.targets.words import SIGN, UNIT_NAMED, scaled_unit


def clauses_of(items: list[Item], tokens: Tokens) -> list[Clause]:
    """The items parted at the marks; words that end in 、 belong to the clause after them."""
    parted: list[list[Item]] = [[]]
    for item in items:
        if isinstance(item, int) and _parts(item, parted[-1], tokens):
            parted.append([])
        else:
            parted[-1].append(item)
    clauses = _with_units([Clause(items, tokens) for items in parted if items])
    if "JOIN" not in tokens.names:
        return clauses
    return [part for at, clause in enumerate(clauses) for part in _conditions(_joined(clause, first=at == 0))]


def _joined(clause: Clause, *, first: bool) -> Clause:
    """A clause without the 且 that joins it to the one before; words alone are a condition then."""
    head = clause.items[0]
    if first or len(clause.items) == 1 or not isinstance(head, int) or clause.tokens.names[head] != "JOIN":
        return clause
    return _condition(clause.items[1:], clause.tokens)


def _with_units(clauses: list[Clause]) -> list[Clause]:
    """The clauses, one that only names the unit (单位:万元) put together with the one that has the figure."""
    for at, clause in enumerate(clauses):
        if len(clauses) > 1 and not clause.drafts and _is_unit(clause.text, first=at == 0):
            low = at if at + 1 < len(clauses) else at - 1
            items = clauses[low].items + clauses[low + 1].items
            return [*clauses[:low], Clause(items, clause.tokens), *clauses[low + 2 :]]
    return clauses


def _is_unit(written: str, *, first: bool) -> bool:
    """Whether a clause names a unit: 单位:万元 anywhere, 万元/年 before the figure."""
    return UNIT_NAMED.fullmatch(written) is not None or (first and scaled_unit(written) is not None)


def _conditions(clause: Clause) -> list[Clause]:
    """The conditions that 且 joins, each a clause: a figure and words of its own, or words alone (且不超概算)."""
    names = clause.tokens.names
    for at, item in enumerate(clause.items):
        if not isinstance(item, int) or names[item] != "JOIN":
            continue
        left, right = clause.items[:at], clause.items[at + 1 :]
        if right and any(isinstance(one, Draft) for one in left) and _is_another(left, right):
            return [Clause(left, clause.tokens), *_conditions(_condition(right, clause.tokens))]
    return [clause]


def _is_another(left: list[Item], right: list[Item]) -> bool:
    """Whether what follows 且 is about something else; ≥60%且≤80% are ends of one range."""
    before, behind = left[-1], right[0]
    if isinstance(before, Draft) and isinstance(behind, Draft):
        return before.unit is not None and behind.unit is not None and before.unit != behind.unit
    return True


def _condition(items: list[Item], tokens: Tokens) -> Clause:
    """What follows 且: a clause with its figures, or words that are a target of their own; a sign alone is neither."""
    clause = Clause(items, tokens)
    if clause.drafts or SIGN.search(clause.text):
        return clause
    words = Draft(TargetKind.QUALITATIVE, first_token(items[0]), last_token(items[-1]), is_condition=True)
    return Clause([words], tokens)


def _parts(position: int, clause: list[Item], tokens: Tokens) -> bool:
    """Whether a token ends a clause; 、 and / after words alone do not."""
    joins = tokens.texts[position] in "、/" and not any(isinstance(one, Draft) for one in clause)
    return tokens.names[position] in ("SEP", "ENUM") and not joins
