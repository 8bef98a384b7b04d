"""Old Word documents (.doc, also as .wps) and RTF as .docx, made by the LibreOffice of the machine, where there is one.

It gets a profile of its own, in which no macro runs and no link is followed, and reads the file as the format that its
content is, and as no other.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

from engine.files.opening import MAX_FILE, MEBIBYTE, content
from engine.grids.confined import Bounds, run
from engine.grids.package import Package, RefusedError
from engine.language.patterns import regex

VARIABLE = "JIXIAO_LIBREOFFICE"
"""The environment variable that says which program it is; empty: none."""

NAMES = ("soffice", "libreoffice")
USUAL_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
BOUNDS = Bounds(seconds=120, memory=3072 * MEBIBYTE)
FILTERS = {".doc": "MS Word 97", ".rtf": "Rich Text Format"}
"""What is converted, with LibreOffice's own name for the format."""

_ABOUT = "docProps/app.xml"
_APPLICATION = regex(r"<Application>(LibreOffice)/([\d.]+)")
_SETTING = '<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
_SETTINGS = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "2"),
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(_SETTING.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    + "</oor:items>"
)


class Converted(NamedTuple):
    """A Word document, and the program that made it: ``LibreOffice 24.2.7``."""

    package: Package
    program: str


def program() -> str | None:
    """The path of LibreOffice; None where there is none."""
    chosen = os.environ.get(VARIABLE)
    if chosen is not None:
        return chosen or None
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found or next(filter(os.path.exists, USUAL_PLACES), None)


def as_docx(data: bytes, suffix: str) -> Converted:
    """A file of one of ``FILTERS`` as a Word document.

    :raises RefusedError: if there is no LibreOffice, or it cannot convert the file within its bounds.
    """
    office = program()
    if office is None:
        raise RefusedError("file-needs-office", kind=suffix)
    with tempfile.TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as name:
        made = _converted(office, data, suffix, Path(name))
    try:
        package = Package(made)
        return Converted(package, _program_of(package))
    except RefusedError as error:
        raise RefusedError("file-not-converted", kind=suffix) from error


def _program_of(package: Package) -> str:
    """The program that a document says made it."""
    about = package.part(_ABOUT).decode("utf-8", "replace") if _ABOUT.lower() in package.names else ""
    named = _APPLICATION.search(about)
    return f"{named[1]} {named[2]}" if named else "LibreOffice"


def _converted(office: str, data: bytes, suffix: str, folder: Path) -> bytes:
    given, profile = folder / f"given{suffix}", folder / "profile"
    given.write_bytes(data)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    command = [
        *(office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo"),
        *(
            f"--infilter={FILTERS[suffix]}",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(folder),
            str(given),
        ),
    ]
    try:
        if not run(command, folder, BOUNDS):
            raise RefusedError("file-conversion-late", kind=suffix, seconds=int(BOUNDS.seconds))
        return content(given.with_suffix(".docx"), MAX_FILE)
    except OSError as error:  # it could not be started, or left nothing
        raise RefusedError("file-not-converted", kind=suffix) from error
