"""What a test needs beside the packages of the lock.

Where it is missing the test is skipped with a sentence that says what to install. In CI (``CI=true``) a test that is
skipped, for this or any other reason, fails.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator
from pathlib import Path
from typing import NamedTuple, TypeVar

import pytest

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


class Need(NamedTuple):
    """A program by the names it may have, one of which is to be on ``PATH``, and what to say where none is."""

    programs: tuple[str, ...]
    remedy: str


NEEDS = {
    "libreoffice": Need(
        ("soffice", "libreoffice"),
        "LibreOffice is not there; install it (Debian and Ubuntu: apt-get install libreoffice-calc libreoffice-writer)",
    ),
    "chromium": Need(
        ("chromium", "chromium-headless-shell", "google-chrome"),
        "Chromium is not there; install it (Debian and Ubuntu: apt-get install chromium)",
    ),
    "setpriv": Need(
        ("setpriv",),
        "root may write anywhere, and setpriv, which takes that from it, is not there; install util-linux, or run the "
        "tests as somebody else",
    ),
    "useradd": Need(
        ("useradd",),
        "PostgreSQL does not run as root, and useradd, which makes it somebody else, is not there; install passwd, or "
        "run the tests as somebody else",
    ),
}


def needs(name: str) -> str:
    """The path of a program, by its name in ``NEEDS``; without it the test ends here."""
    need = NEEDS[name]
    found = next(filter(None, map(shutil.which, need.programs)), None)
    return found or pytest.skip(need.remedy)


def full_device() -> Path:
    """A device on which nothing finds room; without it the test ends here."""
    path = Path("/dev/full")
    return path if path.exists() else pytest.skip("/dev/full, which is always full, is not there; run this on Linux")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _held_to_ci((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _held_to_ci((yield))


def _held_to_ci(report: Report) -> Report:
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("CI") == "true":
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{reason} (in CI no test is skipped)"
    return report
