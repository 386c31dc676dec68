"""A session as JSON lines: canonical, checked without Gladi, and made a session again by ``import``."""

from __future__ import annotations

from typing import IO

from player.export.session_options import SessionOptions
from player.export.session_source import SessionSource
from player.i18n import N_, Message
from player.session.jsonl import JSONL_SUFFIX, jsonl_lines

NAME = "jsonl"
TITLE = N_("every event of the session as a line of JSON, which import makes the same session of again")
SUFFIX = JSONL_SUFFIX


def write(source: SessionSource, target: IO[bytes], _options: SessionOptions) -> tuple[Message, ...]:
    """Write the lines: the rows of the log as they are, whatever a reader makes of them."""
    for text in jsonl_lines(source.saved):
        target.write(f"{text}\n".encode())
    return source.notes()
