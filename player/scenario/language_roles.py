"""The shape of those who say or receive an inject: a role of the script, or a text."""

from __future__ import annotations

from dataclasses import dataclass

from player.i18n import N_, Message
from player.language.nodes import Node, TextNode
from player.language.reader import Reader
from player.language.values import is_identifier
from player.language.words import TextShape
from player.model.text import Text

SPEAKER = "speaker"
"""What `Reader.used` calls a word that may name a role, or be a text."""


@dataclass(frozen=True)
class RoleOrText(TextShape):
    """The name of a role, or a text to be read; a word in small letters is taken for a role where there are any."""

    example: str = "kabag-ops"

    def kind(self) -> Message:
        """What is needed, as part of a sentence."""
        return Message(N_("the name of a role, or a text"))

    def read(self, node: Node, reader: Reader) -> Text | None:
        """The text, or the name as a text; which of the two it is, is settled when all is read."""
        if isinstance(node, TextNode) and is_identifier(node.text):
            reader.used.append((SPEAKER, node))
        return super().read(node, reader)
