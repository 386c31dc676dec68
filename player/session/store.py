"""Session files (``*.gladi``): the one door to them for the rest of the program.

A file is an SQLite database that only grows: the text of the scenario, one row per event, and the last sign of life.
`player.session.schema` has its layout, `player.session.chain` says how its rows hold together.
"""

from __future__ import annotations

from player.session.audit import Damage
from player.session.errors import (
    EventUnreadable,
    SessionBusy,
    SessionError,
    SessionNotSaved,
    SessionUnreadable,
)
from player.session.fitting import fitting
from player.session.listing import SessionState, SessionSummary, list_sessions, summarize
from player.session.reader import Pulse, SavedSession, Verification, VerifyStatus, read_session, verify_session
from player.session.schema import SUFFIX
from player.session.writer import SessionWriter

__all__ = [
    "SUFFIX",
    "Damage",
    "EventUnreadable",
    "Pulse",
    "SavedSession",
    "SessionBusy",
    "SessionError",
    "SessionNotSaved",
    "SessionState",
    "SessionSummary",
    "SessionUnreadable",
    "SessionWriter",
    "Verification",
    "VerifyStatus",
    "fitting",
    "list_sessions",
    "read_session",
    "summarize",
    "verify_session",
]
