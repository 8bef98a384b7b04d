"""The styles of a Word file by the names that Word shows, since Word may give them other ids when a template is saved."""

from __future__ import annotations

from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def style_ids(styles_part: bytes) -> dict[str, str]:
    """The ids of the styles by their names, from the part ``word/styles.xml``."""
    found = ElementTree.fromstring(styles_part).iter(f"{W}style")
    named = ((style.find(f"{W}name"), style.get(f"{W}styleId", "")) for style in found)
    return {name.get(f"{W}val", ""): identity for name, identity in named if name is not None}
