"""What whoever is handed a report should know of the session it was made from."""

from __future__ import annotations

from player.i18n import N_, Message
from player.session.reader import SavedSession
from player.session.usable import is_salvaged


def notices_of(saved: SavedSession) -> tuple[Message, ...]:
    """A sentence where a session is damaged or was cut off; the report tells what is intact of it."""
    if saved.damage is not None:
        text = N_("{file}: this session is damaged; the report tells what is intact. {reason}")
        return (Message(text, {"file": saved.path, "reason": saved.damage.reason}),)
    if is_salvaged(saved):
        text = N_("{file}: this is the intact part of a damaged session; the report tells what is in it.")
        return (Message(text, {"file": saved.path}),)
    if not saved.finished:
        return (
            Message(N_("{file}: this session was cut off before EndEx; the report says so."), {"file": saved.path}),
        )
    return ()
