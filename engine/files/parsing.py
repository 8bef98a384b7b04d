"""The text of a YAML file parsed, with the line of every value.

A file that is made to explode (aliases of aliases, brackets without end) costs no more than its length.
"""

from __future__ import annotations

import yaml
from yaml.reader import Reader, ReaderError

from engine.files.document import Document, Path
from engine.language.findings import Findings, Source, finding
from engine.language.patterns import regex
from engine.language.rendering import coded

MOST_VALUES = 200_000
MOST_SIGNS = 16_000_000
DEEPEST = 50
SAFE = 300
"""How many nested brackets, or signs before a word, the composer bears in any case: such texts are not parsed twice."""
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAY_BE_DEEP = regex(rf"[\ud800-\udfff]|\\[uU]|[ \t?:-]{{{SAFE}}}")
_HALF = regex("[\ud800-\udfff]")


class _FaultError(Exception):
    """Ends the reading of one file, with its finding's code, line and values."""

    def __init__(self, code: str, line: int, **values: object) -> None:
        super().__init__(code)
        self.code, self.line, self.values = code, line, values


class _Builder:
    """Turns composed nodes into data, noting lines; a repeated key and a file that explodes are faults."""

    def __init__(self) -> None:
        self.lines: dict[Path, int] = {}

    def build(self, node: yaml.Node, path: Path) -> object:
        line = node.start_mark.line + 1
        is_deep = len(path) >= DEEPEST and not isinstance(node, yaml.ScalarNode)
        if len(self.lines) > MOST_VALUES or is_deep:
            raise _FaultError("yaml-too-large", line, most=MOST_VALUES)
        self.lines.setdefault(path, line)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, index)) for index, item in enumerate(node.value)]
        return None if node.tag == "tag:yaml.org,2002:null" else str(node.value)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, object]:
        data: dict[str, object] = {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise _FaultError("yaml-syntax", line, problem=coded("yaml-key-plain"))
            if key in data:
                raise _FaultError("yaml-repeated-key", line, key=key)
            self.lines[(*path, key)] = line
            data[key] = self.build(value_node, (*path, key))
        return data


def parsed(text: str, file: str) -> tuple[Document | None, Findings]:
    """The document in a text, or the finding that says why there is none."""
    if len(text) > MOST_SIGNS:
        return None, (finding("yaml-too-large", Source(file=file, line=1), most=MOST_VALUES),)
    last = len(text.rstrip().splitlines()) or 1  # what is missing at the end is said of the last line there is
    try:
        if _MAY_BE_DEEP.search(text) or len(text) > 2 * MOST_VALUES or text.count("[") + text.count("{") > SAFE:
            _check_events(text)
        node = yaml.compose(text, Loader=_Loader)
        if node is None:
            return None, (finding("yaml-empty", Source(file=file, line=1)),)
        builder = _Builder()
        data = builder.build(node, ())
        locations = {path: (file, min(line, last)) for path, line in builder.lines.items()}
        return Document(file, data, locations), ()
    except _FaultError as fault:
        return None, (finding(fault.code, Source(file=file, line=fault.line), **fault.values),)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        location = Source(file=file, line=min(mark.line + 1, last) if mark else 1)
        return None, (finding("yaml-syntax", location, problem=coded("original", text=error.problem or error)),)
    except ReaderError as error:
        location = Source(file=file, line=_line_of_unprintable(text))
        return None, (finding("yaml-syntax", location, problem=coded("original", text=error.reason)),)


def _check_events(text: str) -> None:
    """Refuses brackets without end and values without number before the composer runs out of stack and memory."""
    depth = nodes = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.ScalarEvent) and _HALF.search(event.value):
            raise _FaultError("yaml-syntax", line, problem=coded("yaml-half-character"))
        nodes += isinstance(event, yaml.NodeEvent)
        if depth > DEEPEST or nodes > 2 * MOST_VALUES:  # a key and its value
            raise _FaultError("yaml-too-large", line, most=MOST_VALUES)


def _line_of_unprintable(text: str) -> int:
    match = Reader.NON_PRINTABLE.search(text)
    return text.count("\n", 0, match.start()) + 1 if match else 1
