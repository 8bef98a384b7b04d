"""What keeps a document from being written, as one sentence that says what to do."""

from __future__ import annotations

from pathlib import Path


class DocumentError(Exception):
    """A document cannot be written; the message is for the person at the keyboard."""


class TemplateError(DocumentError):
    """A template is missing, is no Word file, or its tags cannot be understood."""

    def __init__(self, template: Path, problem: str) -> None:
        self.problem = problem
        super().__init__(f"the template {template} cannot be used: {problem}; correct it, or take the shipped one")


class FontError(DocumentError):
    """There is no font with Chinese characters, not even the one that is installed with jixiao."""

    def __init__(self, families: tuple[str, ...]) -> None:
        super().__init__(
            f"charts and PDF need a font with Chinese characters, and none of {', '.join(families)} is there; "
            "install the one that belongs to jixiao (pip install noto-cjk-sans-otc) or one for all programs (Debian and "
            "Ubuntu: apt-get install fonts-noto-cjk; elsewhere: https://github.com/notofonts/noto-cjk), or name a "
            "folder that holds one in the variable JIXIAO_FONTS"
        )


class FontFolderError(DocumentError):
    """The variable for a folder of fonts names something else."""

    def __init__(self, variable: str, name: str) -> None:
        super().__init__(f"the variable {variable} names {name!r}, and there is no such folder; correct or unset it")
