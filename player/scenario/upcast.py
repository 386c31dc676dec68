"""Scripts of older versions of the language, brought up to date before they are read.

Each step changes the tree of the file and keeps the place of everything in it, so that what is reported later stands
where the author wrote it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from player.language.nodes import ListNode, MapNode, Node, TextNode
from player.language.shapes import Version
from player.scenario.language import SCENARIO


def _manual_to_confirm(root: MapNode) -> None:
    """Version 2: ``manual`` says that an inject has no time; one that then waits for the hand has ``confirm``."""
    for phase in _entries(root, "phases"):
        for inject in _entries(phase, "injects"):
            found = inject.entries.get("manual")
            if found is None:
                continue
            key, value = found
            if isinstance(value, TextNode) and value.text == "false":
                del inject.entries["manual"]
            elif "at" in inject.entries:
                inject.entries = {
                    ("confirm" if name == "manual" else name): entry for name, entry in inject.entries.items()
                }
                key.text = "confirm"


UPCASTS: Mapping[int, Callable[[MapNode], None]] = {1: _manual_to_confirm}
"""From each older version to the one after it."""


def bring_up_to_date(root: MapNode) -> None:
    """Change the tree of a script of a known version into one of the newest; its key ``gladi`` stays what it was."""
    newest = SCENARIO["gladi"].shape
    found = root.entries.get("gladi")
    if not isinstance(newest, Version) or found is None or not isinstance(found[1], TextNode):
        return
    if found[1].text not in map(str, newest.versions):
        return
    for version in range(int(found[1].text), newest.known):
        UPCASTS[version](root)


def _entries(group: MapNode, key: str) -> Iterator[MapNode]:
    found: Node | None = group.entries[key][1] if key in group.entries else None
    if isinstance(found, ListNode):
        yield from (item for item in found.items if isinstance(item, MapNode))
