"""Makes the handbook a site that is read from a folder: ``make docs-site``. Fetches nothing, and refuses pages that would."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from engine.language.catalogue import Language
from tests.builders import ROOT
from tests.needs import NEEDS
from tests.office import fonts

HANDBOOK = ROOT / "docs" / "handbook"
SITE = HANDBOOK / "site"
SHARED = ("images", "iframe-worker.js", "index.html")
"""What both languages use, beside their folders."""

FETCHED = re.compile(r"<(?:script|img|iframe|source)\b[^>]*?\bsrc=\"([^\"]+)\"|<link\b[^>]*?\bhref=\"([^\"]+)\"")
LINKED = re.compile(r"<a\b[^>]*?\bhref=\"([^\"#]+)[^\"]*\"")
WORD, PAGE = "偏差原因", "faq.html"
"""What is searched for, and a page that must be among those found."""

SEARCH = """<script>
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const field = () => [...document.querySelectorAll("*")].map((one) => one.shadowRoot?.querySelector("input")).find(Boolean);
addEventListener("load", async () => {
  await wait(300);
  document.querySelector(".md-search__button").click();
  await wait(600);
  const box = field();
  box.focus();
  document.execCommand("insertText", false, "WORD");
  await wait(1500);
  document.title = [...box.getRootNode().querySelectorAll("a")].map((one) => one.href).join(" ");
});
</script></body>"""


def build() -> None:
    """Both languages, into the folder of the site; a link to a page that is not there ends it."""
    shutil.rmtree(SITE, ignore_errors=True)
    for language in Language:
        command = [sys.executable, "-m", "zensical", "build", "--strict", "--clean", "-f", f"{language}.toml"]
        subprocess.run(command, cwd=HANDBOOK, check=True)
    for name in SHARED:
        copy = shutil.copytree if (HANDBOOK / name).is_dir() else shutil.copy
        copy(HANDBOOK / name, SITE / name)


def faults() -> Iterator[str]:
    """What a page would fetch from the web, and what it shows or links to that is not in the folder."""
    for page in sorted(SITE.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        fetched = [src or href for src, href in FETCHED.findall(text)]
        for address in (*fetched, *LINKED.findall(text)):
            if "://" in address:
                if address in fetched and "zensical.org" not in address:
                    yield f"{page.relative_to(SITE)} fetches {address}"
            elif page.name != "404.html" and not (page.parent / address.partition("?")[0]).exists():
                yield f"{page.relative_to(SITE)} names {address}, which is not there"


def found(browser: str) -> str:
    """The pages that a search finds in the browser, from the folder."""
    page = SITE / Language.CHINESE / "index.html"
    tried = page.with_name("search-tried.html")
    tried.write_text(
        page.read_text(encoding="utf-8").replace("</body>", SEARCH.replace("WORD", WORD)), encoding="utf-8"
    )
    try:
        with tempfile.TemporaryDirectory() as folder:
            command = [
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--virtual-time-budget=9000",
                "--dump-dom",
            ]
            command += [f"--user-data-dir={folder}/profile", tried.as_uri()]
            run = subprocess.run(command, env=fonts(Path(folder)), capture_output=True, check=True, timeout=60)
        return run.stdout.decode().partition("<title>")[2].partition("</title>")[0]
    finally:
        tried.unlink()


def main() -> None:
    """Builds the site and says where it is, or what is wrong with it."""
    build()
    wrong = list(faults())
    browser = next(filter(None, map(shutil.which, NEEDS["chromium"].programs)), None)
    if browser and PAGE not in found(browser):
        wrong.append(f"a search for {WORD} does not find {PAGE}")
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"the handbook is in {SITE}: open {SITE / 'index.html'}")


if __name__ == "__main__":
    main()
