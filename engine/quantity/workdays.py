"""Working days by China's official calendar: holidays and the make-up days around them."""

from __future__ import annotations

from datetime import date, timedelta


def is_workday(day: date) -> bool | None:
    """Whether people work on a day; None where the calendar does not know the year."""
    import chinese_calendar  # noqa: PLC0415 (a large table, and few sets have a limit in working days)

    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None


def workdays_after(start: date, end: date) -> int | None:
    """How many working days lie after ``start`` up to and including ``end``; None where a year is not known.

    Work taken up and done on the same day took 0 working days.
    """
    count, day = 0, start
    while day < end:
        day += timedelta(days=1)
        works = is_workday(day)
        if works is None:
            return None
        count += works
    return count


def add_workdays(start: date, days: int) -> date | None:
    """The day on which the given number of working days after ``start`` is over; None where a year is not known."""
    day, left = start, days
    while left > 0:
        day += timedelta(days=1)
        works = is_workday(day)
        if works is None:
            return None
        left -= works
    return day
