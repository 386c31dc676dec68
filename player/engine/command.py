"""A wish to the drill, and how it is refused."""

from __future__ import annotations

from dataclasses import dataclass

from player.i18n import Message


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """A command that does not fit the state of the drill. Nothing has changed."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


@dataclass(frozen=True, slots=True)
class Command:
    """A wish of the controller or of the plan."""
