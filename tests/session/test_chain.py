from __future__ import annotations

import hashlib
import json

from hypothesis import given
from hypothesis import strategies as st

from player.model.events import Actor, Event, Firing, InjectFired, WallTime
from player.session.chain import GENESIS, Row, row_hash, seal, unseal
from player.session.codec import canonical_json
from player.session.schema import COLUMNS
from tests.session.strategies import WALLS, logs

HASHES = st.text("0123456789abcdef", min_size=64, max_size=64)
EVENT = Event(7, 270_000, 32_670_000, Actor.CONTROLLER, InjectFired("orator", Firing.GO))
WALL = WallTime(1_787_709_600_000, "WIB", 420)


@given(logs(), WALLS, HASHES)
def test_the_hash_is_that_of_the_documented_json(log: list[Event], wall: WallTime, previous: str) -> None:
    for event in log:
        row = seal(event, wall, previous)
        as_object = {**row._asdict(), "data": json.loads(row.data), "previous": previous}
        del as_object["hash"]
        assert row.hash == hashlib.sha256(canonical_json(as_object).encode()).hexdigest()


@given(logs(), WALLS, HASHES)
def test_a_sealed_event_comes_back(log: list[Event], wall: WallTime, previous: str) -> None:
    for event in log:
        record = unseal(seal(event, wall, previous))
        assert (record.event, record.wall) == (event, wall)


def test_every_column_and_the_row_before_count() -> None:
    row = seal(EVENT, WALL, GENESIS)
    changed: list[Row] = []
    for place, value in enumerate(row[: COLUMNS.index("hash")]):
        other = value + 1 if isinstance(value, int) else f"{value} "
        changed.append(Row._make([*row[:place], other, *row[place + 1 :]]))

    hashes = {row_hash(other, GENESIS) for other in changed} | {row_hash(row, "0" * 64), row.hash}

    assert len(hashes) == len(changed) + 2


def test_the_hash_of_a_row_does_not_depend_on_the_one_it_claims() -> None:
    row = seal(EVENT, WALL, GENESIS)
    assert row_hash(row._replace(hash="0" * 64), GENESIS) == row.hash


def test_the_agreed_form_has_not_moved() -> None:
    assert GENESIS == "f6343fd6650d569719cb94b9022b746e85342a3a1175095cd95104b422d29729"
    assert seal(EVENT, WALL, GENESIS).hash == "bc2c3343fb9850c51f837ec8601bb0d4bf2741d8e5d659b15f4c9b32b13292ec"
