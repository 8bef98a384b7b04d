"""What keeps a document from being written, as one sentence that says what to do."""

from __future__ import annotations

from pathlib import Path

from engine.language.errors import CodedError
from engine.language.rendering import Coded


class DocumentError(CodedError):
    """A document cannot be written; its content is for the person at the keyboard."""


class TemplateError(DocumentError):
    """A template is missing, is no Word file, or its tags cannot be understood."""

    def __init__(self, template: Path, problem: Coded) -> None:
        self.problem = problem
        super().__init__("template-unusable", template=template, problem=problem)


class FontError(DocumentError):
    """There is no font with Chinese characters, not even the one that is installed with jixiao."""

    def __init__(self, families: tuple[str, ...]) -> None:
        super().__init__("font-missing", families=families)


class FontFolderError(DocumentError):
    """The variable for a folder of fonts names something else."""

    def __init__(self, variable: str, name: str) -> None:
        super().__init__("font-folder", variable=variable, name=name)
