"""Rows of a log read in one go where there is nothing unusual about them: all of nearly every session.

Each is looked at for everything that `player.session.audit` asks of a row; whatever fails here is left to it, which
finds out what is wrong, if anything is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from player.model.events import Actor, Body, Event, Record, SessionOpened, WallTime
from player.session.chain import link_hash, word_text
from player.session.codec import CODEC
from player.session.making import maker
from player.session.plausible import exercise_time_can_be, wall_can_be

_ACTORS = {actor.value.encode(): (actor, word_text(actor.value)) for actor in Actor}

_Reader = Callable[[str], Body | None]

_event, _wall, _record = maker(Event), maker(WallTime), maker(Record)


class PlainRows:
    """Reads the rows of one log, as SQLite gives them (texts as bytes)."""

    def __init__(self) -> None:
        # What came up so far, by its bytes: words that come again and again. None: a closer look is needed.
        self._kinds: dict[tuple[bytes, int], tuple[_Reader, str] | None] = {}
        self._zones: dict[bytes, tuple[str, str] | None] = {}

    def read_on(self, rows: Iterator[Sequence[Any]], records: list[Record]) -> Sequence[Any] | None:
        """Add the records of the rows that come, up to the first that must be looked at more closely.

        One loop, not a call for each row: calls would be a fifth of the time that a long log takes.

        Args:
            records: those before, at least one.

        Returns:
            The row that must be looked at, which is taken from ``rows``; None: they have come to their end.
        """
        kinds, zones, actors, take = self._kinds, self._zones, _ACTORS, records.append
        last = records[-1]
        seq_before, ms_before, previous = last.event.seq, last.event.exercise_ms, last.hash
        for values in rows:
            seq, kind, version, utc_ms, zone, offset_min, exercise_ms, scenario_ms, actor, data, digest = values
            if not (
                type(seq) is type(version) is type(utc_ms) is type(offset_min) is int
                and type(exercise_ms) is type(scenario_ms) is int
                and type(kind) is type(zone) is type(actor) is type(data) is type(digest) is bytes
            ):
                return values
            known = kinds[kind, version] if (kind, version) in kinds else self._kind(kind, version)
            place = zones[zone] if zone in zones else self._zone(zone)
            who = actors.get(actor)
            if (
                who is None
                or known is None
                or place is None
                or seq != seq_before + 1
                or exercise_ms < ms_before
                or not exercise_time_can_be(exercise_ms)
                or not wall_can_be(utc_ms, offset_min)
            ):
                return values
            reader, kind_text = known
            zone_name, zone_text = place
            who_is, who_text = who
            text = _text(data)
            body = None if text is None else reader(text)
            if body is None or text is None:
                return values
            numbers = seq, version, utc_ms, offset_min, exercise_ms, scenario_ms
            previous = link_hash(who_text, kind_text, zone_text, text, *numbers, previous)
            if digest != previous.encode():
                return values
            event = _event(seq, exercise_ms, scenario_ms, who_is, body)
            take(_record(event, _wall(utc_ms, zone_name, offset_min), previous))
            seq_before, ms_before = seq, exercise_ms
        return None

    def _kind(self, kind: bytes, version: int) -> tuple[_Reader, str] | None:
        name = _text(kind)
        reader = None if name is None or name == SessionOpened.NAME else CODEC.plain_reader(name, version)
        self._kinds[kind, version] = found = None if name is None or reader is None else (reader, word_text(name))
        return found

    def _zone(self, zone: bytes) -> tuple[str, str] | None:
        text = _text(zone)
        self._zones[zone] = found = None if text is None else (text, word_text(text))
        return found


def _text(value: bytes) -> str | None:
    """The text these bytes are, or None."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return None
