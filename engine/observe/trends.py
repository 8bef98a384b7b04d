"""What is recorded beside a trend (较上年下降): whether it went that way, by words, a change or two figures."""

from __future__ import annotations

from engine.language.findings import finding
from engine.language.patterns import regex
from engine.observe.model import Observation
from engine.observe.recorded import Figure, RecordedRow, Role
from engine.targets import TargetKind
from engine.targets.trends import Signs, signs_asked, signs_of

_RANK = regex("排名|名次|位次|排位")
_INTENDED = regex("计划|目标|任务|预[计期估]|拟|力争|承诺|要求")
_CHANGED = (Role.PLAIN, Role.DONE, Role.CHANGE)


def trend(row: RecordedRow) -> Observation | None:
    """Whether a trend was kept; None beside other targets, and of words that say nothing of one."""
    asked = signs_asked(row.target)
    if asked is None:
        return None
    signs = _signs(row, asked)
    if signs is None:
        return _asked(row) if row.figures else None
    if signs & asked and not signs <= asked:
        return _asked(row)
    is_kept = bool(signs & asked)
    note = finding("actual-trend" if is_kept else "actual-trend-missed", text=row.text, target=row.target.text.strip())
    return Observation(shown=row.text, verdict=is_kept, findings=(note,))


def _asked(row: RecordedRow) -> Observation:
    return Observation(
        shown=row.text, question=finding("ask-trend", text=row.text, target=row.target.text.strip(), name=row.name)
    )


def _signs(row: RecordedRow, asked: Signs) -> Signs | None:
    """The signs that a text gives the change, by its figures and its words; None where it says none, or several."""
    figured = {one.mention.clause for one in row.figures}
    words = [one for at, one in enumerate(row.mentions.clauses or (row.plain,)) if at not in figured]
    told = {one for one in map(signs_of, words) if one is not None}
    told |= {frozenset([_sign(one)]) for one in row.figures if _is_change(one)}
    if told:
        return next(iter(told)) if len(told) == 1 else None
    if row.figures and all(one.number == 0 for one in row.figures) and 0 in asked:
        return frozenset([0])
    return _of_two(row)


def _is_change(figure: Figure) -> bool:
    return figure.role in _CHANGED and figure.mention.direction is not None and not figure.mention.is_level


def _sign(figure: Figure) -> int:
    way = 1 if figure.mention.direction == "up" else -1
    return way if figure.number > 0 else -way if figure.number < 0 else 0


def _of_two(row: RecordedRow) -> Signs | None:
    """The sign by the figure of the year before and that of this year."""
    found = _two(row)
    if found is None:
        return None
    left = found[1].number - found[0].number
    return frozenset([(left > 0) - (left < 0)])


def two_years(row: RecordedRow) -> tuple[str, str] | None:
    """The figure of the year before and that of this year beside a change: 上年12起，本年9起; 由120万元增至138万元."""
    found = _two(row) if row.target.kind is TargetKind.CHANGE else None
    return None if found is None else (found[0].mention.written, found[1].mention.written)


def _two(row: RecordedRow) -> tuple[Figure, Figure] | None:
    if _RANK.search(row.name) or _INTENDED.search(row.plain) or len(row.figures) != 2:
        return None
    before = [one for one in row.figures if one.role is Role.BASELINE]
    now = [one for one in row.figures if one.role in _CHANGED and not _is_change(one)]
    if len(before) != 1 or len(now) != 1 or before[0].mention.unit != now[0].mention.unit:
        return None
    return before[0], now[0]
