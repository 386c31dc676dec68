"""What of a damaged session can still be used, in words, and whether a session of its own can be made of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from player.i18n import N_, Message
from player.model.times import clock_text
from player.session.audit import not_covered
from player.session.errors import SessionUnreadable
from player.session.fitting import fitting
from player.session.reader import SavedSession, Verification, VerifyStatus, read_session, verify_session
from player.session.schema import NEVER_ALIVE


def can_salvage(saved: SavedSession) -> bool:
    """Whether there is something to salvage; without `has_own_scenario` the script must still be at hand."""
    return saved.damage is not None and bool(saved.records)


def is_salvaged(saved: SavedSession) -> bool:
    """Whether it is the intact part of a damaged file, in which no drill has gone on and nothing was added since."""
    return saved.damage is None and saved.pulse is not None and saved.pulse.seq == NEVER_ALIVE


def has_own_scenario(saved: SavedSession) -> bool:
    """Whether the scenario inside is the one the session was opened with."""
    loaded, opened = saved.loaded, saved.opened
    return (loaded.sha256, loaded.name) == (opened.scenario_sha256, opened.scenario_name)


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
        "script": saved.opened.scenario_name if saved.records else "",
    }
    if not count:
        message = N_(
            "Nothing of this session can be used. {reason} The file stays as it is; if there is another copy of this "
            "session, open that one."
        )
    elif not has_own_scenario(saved):
        message = N_(
            "This session is damaged: the scenario inside is not the one it was run with. With it {events} events, up "
            "to {time} of exercise time, can be shown. “Salvage what is intact” makes a session of its own of all that "
            "are intact, if {script}, as it was then, is still among the scenarios of the start page; if not, open "
            "another copy of this session, or export the events."
        )
    elif damage.seq is not None and damage.seq > count:
        message = N_(
            "This session is damaged from event {seq} on; the {events} events before it, up to {time} of exercise "
            "time, are intact. {reason} The file stays as it is; “Salvage what is intact”, in Review or on the start "
            "page, puts that into a session of its own."
        )
    else:
        message = N_(
            "This session is damaged; its {events} events, up to {time} of exercise time, are intact. {reason} The "
            "file stays as it is; “Salvage what is intact”, in Review or on the start page, puts that into a session "
            "of its own."
        )
    return Message(message, values)


def said_in_short(saved: SavedSession) -> Message | None:
    """The same for a list: what is intact, and what is wrong with the rest; None: it is not damaged."""
    damage = saved.damage
    if damage is None:
        return None
    count = len(saved.records)
    values = {
        "events": count,
        "time": clock_text(saved.records[-1].event.exercise_ms if saved.records else 0, hours=True),
        "reason": damage.reason,
    }
    if not count:
        return damage.reason
    if not has_own_scenario(saved):
        return Message("The scenario inside was changed; with it {events} events, up to {time}, can be shown.", values)
    if damage.seq is not None and damage.seq > count:
        return Message("Intact: {events} events, up to {time}. The next one: {reason}", values)
    return Message("Intact: all {events} events, up to {time}. {reason}", values)


def examine(path: Path) -> Verification:
    """Prove a session as `verify_session` does, and see what its events say, as whoever opens it does.

    An event that fits neither its scenario nor what was before it is damage, too, unless it is the scenario that was
    changed.
    """
    try:
        saved = fitting(read_session(path))
    except SessionUnreadable as error:
        found = verify_session(path)
        if found.status is VerifyStatus.UNREADABLE:
            return found
        intact = found.status is VerifyStatus.INTACT
        beside = not_covered(finished=found.finished, title_seen=False) if intact else ()
        return replace(found, unusable=error.message, not_covered=beside)
    if saved.records and not has_own_scenario(saved):
        return verify_session(path)
    damage, records = saved.damage, saved.records
    return Verification(
        path,
        VerifyStatus.INTACT if damage is None else VerifyStatus.DAMAGED,
        events=len(records),
        head_hash=records[-1].hash if records else None,
        first_bad_seq=None if damage is None else damage.seq,
        reason=None if damage is None else damage.reason,
        finished=saved.finished,
        intact_ms=records[-1].event.exercise_ms if records else 0,
        not_covered=not_covered(finished=saved.finished) if damage is None else (),
    )
