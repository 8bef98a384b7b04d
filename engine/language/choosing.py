"""Which language a person is spoken to in: ``--lang``, then the variable ``JIXIAO_LANG``, then the locale, else Chinese.

In: arguments, environment, what Windows shows its own windows in. Out: ``zh`` or ``en``.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

OPTION, VARIABLE = "--lang", "JIXIAO_LANG"
LANGUAGES = ("zh", "en")
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
_SILENT = ("", "C", "POSIX")
_CHINESE_OF_WINDOWS = 0x04
"""The primary number of Chinese in a language id of Windows, its lower ten bits ([MS-LCID])."""


def asked_for(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """The language that the arguments ask for, the last one where there are several, and the arguments without it.

    It is taken wherever it stands, before the command or after, but not behind ``--``.
    """
    asked, left, rest = None, list[str](), list(arguments)
    while rest:
        argument = rest.pop(0)
        if argument == "--":
            return asked, [*left, argument, *rest]
        name, sign, value = argument.partition("=")
        if name != OPTION or not (sign or rest):
            left.append(argument)
        else:
            asked = value if sign else rest.pop(0)
    return asked, left


def chosen(asked: str | None, environment: Mapping[str, str], of_windows: int | None = None) -> str:
    """The language to speak.

    ``of_windows`` is the id of the language that Windows is shown in, where this is Windows.
    """
    for named in (asked or "", environment.get(VARIABLE, "").strip().lower()[:2]):
        if named in LANGUAGES:
            return named
    locale = next((environment[name] for name in _LOCALE if environment.get(name)), "")
    if locale.partition(".")[0] not in _SILENT:
        return "zh" if locale.lower().startswith("zh") else "en"
    if of_windows is not None:
        return "zh" if of_windows & 0x3FF == _CHINESE_OF_WINDOWS else "en"
    return "zh"


def language_of_windows() -> int | None:
    """The id of the language that Windows is shown in; None elsewhere."""
    if sys.platform != "win32":
        return None
    import ctypes  # noqa: PLC0415 (there alone)

    return int(ctypes.windll.kernel32.GetUserDefaultUILanguage())
