"""The rows of the log and the hash chain that holds them together.

The hash of a row is the SHA-256, in hex, of the UTF-8 bytes of the canonical JSON of an object with the keys
``actor, data, exercise_ms, kind, offset_min, previous, scenario_ms, seq, version, wall_utc_ms, zone``, where
``previous`` is the hash of the row before (of the first row: `GENESIS`) and ``data`` is the data of the event. Any
program can check it.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import NamedTuple

from player.model.events import Actor, Event, Record, WallTime
from player.session.codec import CODEC, Codec, canonical_json

GENESIS = hashlib.sha256(b"gladi session, format 1").hexdigest()
"""What stands for the hash before the first row."""


_ACTORS = {actor.value: actor for actor in Actor}


class Row(NamedTuple):
    """One event as the file holds it: the columns of the table, in their order.

    Attributes:
        kind: name of the event; ``version``: of its shape.
        data: its data as canonical JSON, byte for byte as stored.
        hash: hex digest of the row and all before it.
    """

    seq: int
    kind: str
    version: int
    wall_utc_ms: int
    zone: str
    offset_min: int
    exercise_ms: int
    scenario_ms: int
    actor: str
    data: str
    hash: str


def row_hash(row: Row, previous: str) -> str:
    """The hash a row must have after a row with the hash ``previous``; the one it claims plays no part."""
    seq, kind, version, utc_ms, zone, offset_min, exercise_ms, scenario_ms, actor, data, _claimed = row
    words = word_text(actor), word_text(kind), word_text(zone)
    return link_hash(*words, data, seq, version, utc_ms, offset_min, exercise_ms, scenario_ms, previous)


def link_hash(  # noqa: PLR0917  everything that is under the hash
    actor: str,
    kind: str,
    zone: str,
    data: str,
    seq: int,
    version: int,
    utc_ms: int,
    offset_min: int,
    exercise_ms: int,
    scenario_ms: int,
    previous: str,
) -> str:
    """The hash of a row of these values; ``actor``, ``kind`` and ``zone`` as `word_text` gives them."""
    # The data goes in as the very bytes stored, so that not even a space can change unseen.
    text = (
        f'{{"actor":{actor},"data":{data},"exercise_ms":{exercise_ms}'
        f',"kind":{kind},"offset_min":{offset_min},"previous":"{previous}"'
        f',"scenario_ms":{scenario_ms},"seq":{seq},"version":{version}'
        f',"wall_utc_ms":{utc_ms},"zone":{zone}}}'
    )
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=64)
def word_text(text: str) -> str:
    """The JSON text of a word that comes again and again."""
    return canonical_json(text)


def seal(event: Event, wall: WallTime, previous: str, codec: Codec = CODEC) -> Row:
    """The row of an event that follows a row with the hash ``previous``.

    Raises:
        TypeError: the event holds what no file can hold.
    """
    row = Row(
        seq=event.seq,
        kind=event.body.NAME,
        version=event.body.VERSION,
        wall_utc_ms=wall.utc_ms,
        zone=wall.zone,
        offset_min=wall.offset_min,
        exercise_ms=event.exercise_ms,
        scenario_ms=event.scenario_ms,
        actor=event.actor.value,
        data=codec.text(event.body),
        hash="",
    )
    return row._replace(hash=row_hash(row, previous))


def unseal(row: Row, codec: Codec = CODEC) -> Record:
    """The record a row holds.

    Raises:
        EventUnreadable: its kind, version or data is not known.
        ValueError: its actor is not known.
    """
    seq, kind, version, utc_ms, zone, offset_min, exercise_ms, scenario_ms, actor, data, digest = row
    body = codec.body_from_text(kind, version, data)
    event = Event(seq, exercise_ms, scenario_ms, _ACTORS.get(actor) or Actor(actor), body)
    return Record(event, WallTime(utc_ms, zone, offset_min), digest)
