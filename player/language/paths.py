"""The shape of a path to a file beside the script."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from player.i18n import N_, Message
from player.language.nodes import TextNode
from player.language.problems import shown
from player.language.reader import Reader
from player.language.shapes import SingleValue

LONGEST_PATH = 200

_RESERVED = re.compile(r'[\x00-\x1f<>:"|?*\\]|(?:^|/)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:[./]|$)', re.IGNORECASE)
"""What a file name cannot hold on Windows, where scripts are carried to as well."""


@dataclass(frozen=True)
class FilePath(SingleValue):
    """A path with forward slashes, from the folder of the script downwards.

    Attributes:
        endings: the endings a file may have.
    """

    endings: tuple[str, ...]
    example: str = "pictures/map.png"

    def kind(self) -> Message:
        """What is needed, as part of a sentence."""
        return Message(N_("the path of a file beside the script"))

    def parse(self, node: TextNode, reader: Reader) -> str | None:
        """The path."""
        text = node.text
        path = PurePosixPath(text)
        strange = _RESERVED.search(text) or text != str(path) or not path.parts
        if strange or path.is_absolute() or ".." in path.parts or len(text) > LONGEST_PATH:
            reader.report("not-a-path", node, found=shown(text), example=self.example)
            return None
        if path.suffix.lower() not in self.endings:
            reader.report("unknown-ending", node, found=shown(text), known=", ".join(self.endings))
            return None
        return text
