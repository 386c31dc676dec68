"""What can go wrong with a session file, each with a `Message` for the person at the screen."""

from __future__ import annotations

from player.i18n import Message


class SessionError(Exception):
    """Something about a session file went wrong; ``str()`` is the sentence in the language in use.

    Attributes:
        message: what happened, where, and what would help.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class SessionNotSaved(SessionError):  # noqa: N818  what the reader needs to know, in the past tense
    """Nothing of what was to be written is in the file. The same call may be tried again."""


class SessionBusy(SessionNotSaved):
    """Another program writes to this session."""


class SessionUnreadable(SessionError):  # noqa: N818
    """The file is no session, or nothing in it can be used."""


class ScenarioLost(SessionUnreadable):
    """Events are whole, but the scenario in the file was changed and cannot be used; ``script`` names it."""

    def __init__(self, message: Message, script: str) -> None:
        super().__init__(message)
        self.script = script


class EventUnreadable(SessionError):  # noqa: N818
    """An event of a file is of an unknown kind, version or shape."""
