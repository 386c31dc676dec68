"""Rows of a log read in one go where there is nothing unusual about them: all of nearly every session.

Each is looked at for everything that `player.session.audit` asks of a row; whatever fails here is left to it, which
finds out what is wrong, if anything is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from player.model.events import Actor, Body, Event, Record, SessionOpened, WallTime
from player.session.chain import link_hash, word_text
from player.session.codec import CODEC
from player.session.making import maker
from player.session.plausible import exercise_time_can_be, wall_can_be
from player.session.schema import COLUMNS, NUMBERS

ROW_TYPES = tuple(int if name in NUMBERS else bytes for name in COLUMNS)
"""The types of the columns of a row, as SQLite gives it."""

_ACTORS = {actor.value.encode(): (actor, word_text(actor.value)) for actor in Actor}

_Reader = Callable[[str], Body | None]

_event, _wall, _record = maker(Event), maker(WallTime), maker(Record)


class PlainRows:
    """Reads the rows of one log, as SQLite gives them (texts as bytes)."""

    def __init__(self) -> None:
        # What came up so far, by its bytes: words that come again and again.
        self._kinds: dict[tuple[bytes, int], tuple[_Reader, str] | None] = {}
        self._zones: dict[bytes, tuple[str, str]] = {}

    def read(self, values: Sequence[Any], last: Record) -> Record | None:
        """The record of a row that follows this one, or None where it must be looked at more closely."""
        if tuple(map(type, values)) != ROW_TYPES:
            return None
        seq, kind, version, utc_ms, zone, offset_min, exercise_ms, scenario_ms, actor, data, digest = values
        before, who = last.event, _ACTORS.get(actor)
        try:
            known = self._kinds[kind, version] if (kind, version) in self._kinds else self._kind(kind, version)
            place = self._zones.get(zone) or self._zone(zone)
            text, claimed = str(data, "utf-8"), str(digest, "utf-8")
        except UnicodeDecodeError:
            return None
        if (
            who is None
            or known is None
            or seq != before.seq + 1
            or exercise_ms < before.exercise_ms
            or not exercise_time_can_be(exercise_ms)
            or not wall_can_be(utc_ms, offset_min)
        ):
            return None
        reader, kind_text = known
        numbers = seq, version, utc_ms, offset_min, exercise_ms, scenario_ms
        body = reader(text)
        if body is None or claimed != link_hash(who[1], kind_text, place[1], text, *numbers, last.hash):
            return None
        event = _event(seq, exercise_ms, scenario_ms, who[0], body)
        return _record(event, _wall(utc_ms, place[0], offset_min), claimed)

    def _kind(self, kind: bytes, version: int) -> tuple[_Reader, str] | None:
        name = str(kind, "utf-8")
        reader = None if name == SessionOpened.NAME else CODEC.plain_reader(name, version)
        self._kinds[kind, version] = found = None if reader is None else (reader, word_text(name))
        return found

    def _zone(self, zone: bytes) -> tuple[str, str]:
        text = str(zone, "utf-8")
        self._zones[zone] = found = (text, word_text(text))
        return found
