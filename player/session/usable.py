"""What of a damaged session can still be used, in words."""

from __future__ import annotations

from player.i18n import N_, Message
from player.model.times import clock_text
from player.session.reader import SavedSession


def said_of_damage(saved: SavedSession) -> Message | None:
    """What of a session is intact, what is wrong with the rest and what helps; None: it is not damaged."""
    damage = saved.damage
    if damage is None:
        return None
    count = len(saved.records)
    values = {
        "events": count,
        "time": clock_text(saved.records[-1].event.exercise_ms if saved.records else 0, hours=True),
        "seq": damage.seq,
        "reason": damage.reason,
    }
    if not count:
        return Message("Nothing of this session can be used. {reason}", values)
    if damage.seq is not None and damage.seq > count:
        message = N_(
            "This session is damaged from event {seq} on; the {events} events before it, up to {time} of exercise "
            "time, are intact. {reason} The file stays as it is; “Salvage what is intact” on the start page puts that "
            "into a session of its own."
        )
        return Message(message, values)
    message = N_(
        "This session is damaged; its {events} events, up to {time} of exercise time, are intact. {reason} The file "
        "stays as it is; “Salvage what is intact” on the start page puts that into a session of its own."
    )
    return Message(message, values)
