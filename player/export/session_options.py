"""What may be asked of the export of a session."""

from __future__ import annotations

from dataclasses import dataclass

from player.model.times import SECOND_MS


@dataclass(frozen=True, slots=True)
class SessionOptions:
    """What is asked of an export; a format takes no notice of what it has no use for.

    Attributes:
        what: the table of a file that holds one, by its name.
        separator: what stands between columns of plain text, or None: as the language has it.
        step_ms: how far the rows of the curves are apart, in whole seconds.
    """

    what: str = "events"
    separator: str | None = None
    step_ms: int = SECOND_MS


DEFAULTS = SessionOptions()
