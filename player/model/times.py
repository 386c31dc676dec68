"""Milliseconds as people read them."""

from __future__ import annotations

from player.i18n import N_, Message

SECOND_MS = 1_000
MINUTE_MS = 60_000
HOUR_MS = 3_600_000
DAY_MS = 86_400_000


def clock_text(ms: int, *, hours: bool = False) -> str:
    """``mm:ss``, or ``h:mm:ss`` from an hour on, in whole seconds towards zero, with U+2212 before a negative.

    Args:
        hours: write ``hh:mm:ss`` whatever the length.
    """
    total_s = abs(ms) // SECOND_MS
    sign = "−" if ms < 0 and total_s else ""
    minutes, seconds = divmod(total_s, 60)
    if hours:
        return f"{sign}{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    if minutes >= 60:
        return f"{sign}{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return f"{sign}{minutes:02}:{seconds:02}"


def in_seconds(ms: int) -> int:
    """A time as `clock_text` shows it: in whole seconds towards zero, in ms."""
    whole_ms = abs(ms) // SECOND_MS * SECOND_MS
    return whole_ms if ms >= 0 else -whole_ms


def apart_ms(ms: int, other_ms: int) -> int:
    """How far a time is from another as the two are shown beside each other: both in whole seconds, in ms."""
    return in_seconds(ms) - in_seconds(other_ms)


def countdown_text(ms: int) -> str:
    """Time left as ``mm:ss``, rounded up, so that it reads 00:00 only when nothing is left."""
    return clock_text(-(-ms // SECOND_MS) * SECOND_MS)


def story_clock_text(ms: int, *, seconds: bool = True) -> str:
    """``HH:MM:SS`` of the story's day, from ms after its first midnight."""
    total_s = ms % DAY_MS // SECOND_MS
    text = f"{total_s // 3600:02}:{total_s // 60 % 60:02}"
    return f"{text}:{total_s % 60:02}" if seconds else text


def duration_text(ms: int) -> str:
    """A duration as a scenario writes it: ``4m30s``, ``1h05m``, ``90s`` as ``1m30s``, ``250ms``."""
    if ms % SECOND_MS:
        return f"{ms}ms"
    total_s = ms // SECOND_MS
    hours, rest = divmod(total_s, 3600)
    minutes, seconds = divmod(rest, 60)
    parts = [f"{hours}h"] if hours else []
    if minutes or (hours and seconds):
        parts.append(f"{minutes:02}m" if hours else f"{minutes}m")
    if seconds or not parts:
        parts.append(f"{seconds:02}s" if parts else f"{seconds}s")
    return "".join(parts)


def length_words(ms: int) -> Message:
    """A duration as people say it, for sentences: ``4 min 30 s``, ``1 h 5 min``, in the language in use when shown."""
    hours, rest = divmod(ms // SECOND_MS, 3600)
    minutes, seconds = divmod(rest, 60)
    values = {"h": hours, "m": minutes, "s": seconds, "ms": ms}
    if ms % SECOND_MS:
        text = N_("{ms} ms")
    elif hours and seconds:
        text = N_("{h} h {m} min {s} s")
    elif hours:
        text = N_("{h} h {m} min") if minutes else N_("{h} h")
    elif minutes:
        text = N_("{m} min {s} s") if seconds else N_("{m} min")
    else:
        text = N_("{s} s")
    return Message(text, values)
