"""Any event at all, made from the fields of its kind."""

from __future__ import annotations

import typing
from dataclasses import fields
from enum import StrEnum
from types import NoneType, UnionType

from hypothesis import strategies as st

from player.model.events import BODIES, Actor, Body, Event, SessionOpened, WallTime

INT_64 = st.integers(-(2**63), 2**63 - 1)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def _values(hint: object) -> st.SearchStrategy[object]:
    if isinstance(hint, UnionType):
        return st.one_of([_values(part) for part in typing.get_args(hint)])
    if hint is NoneType:
        return st.none()
    if hint is int:
        return INT_64
    if hint is bool:
        return st.booleans()
    if hint is str:
        return TEXT
    assert isinstance(hint, type)
    assert issubclass(hint, StrEnum)
    return st.sampled_from(list(hint))


def bodies_of(body: type[Body]) -> st.SearchStrategy[Body]:
    hints = typing.get_type_hints(body)
    return st.builds(body, **{field.name: _values(hints[field.name]) for field in fields(body)})


def bodies() -> st.SearchStrategy[Body]:
    return st.one_of([bodies_of(body) for body in BODIES])


WALLS = st.builds(
    WallTime,
    utc_ms=st.integers(0, 2**45),
    zone=st.sampled_from(["WIB", "WITA", "WIT", "Asia/Singapore", "-03"]),
    offset_min=st.integers(-14 * 60, 14 * 60),
)


@st.composite
def logs(draw: st.DrawFn, most: int = 12) -> list[Event]:
    """Events that may follow the opening of a session: numbered from 2 on, exercise time never falling."""
    later = st.one_of([bodies_of(body) for body in BODIES if body is not SessionOpened])
    events = []
    exercise_ms = 0
    for seq in range(2, 2 + draw(st.integers(0, most))):
        exercise_ms += draw(st.integers(0, 10**7))
        event = Event(seq, exercise_ms, 32_400_000 + exercise_ms, draw(st.sampled_from(list(Actor))), draw(later))
        events.append(event)
    return events
