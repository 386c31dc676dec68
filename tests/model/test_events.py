"""The kinds of event are all listed, named, frozen and plain."""

from __future__ import annotations

import inspect
from dataclasses import FrozenInstanceError, fields, is_dataclass

import pytest

from player.model import events as ev
from player.model.times import HOUR_MS, MINUTE_MS

KINDS = [
    kind for kind in vars(ev).values() if inspect.isclass(kind) and issubclass(kind, ev.Body) and kind is not ev.Body
]


def test_every_kind_of_event_is_listed_once() -> None:
    assert set(ev.BODIES) == set(KINDS)
    assert len(ev.BODIES) == len(set(ev.BODIES))


def test_no_two_kinds_have_the_same_name() -> None:
    assert len({kind.NAME for kind in ev.BODIES}) == len(ev.BODIES)


@pytest.mark.parametrize("kind", ev.BODIES)
def test_a_name_is_the_class_in_small_letters(kind: type[ev.Body]) -> None:
    spelt = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in kind.__name__).lstrip("_")
    assert spelt == kind.NAME
    assert kind.VERSION >= 1


@pytest.mark.parametrize("kind", ev.BODIES)
def test_an_event_is_frozen_and_holds_only_plain_values(kind: type[ev.Body]) -> None:
    assert is_dataclass(kind)
    plain = {"str", "int", "bool", "int | None", "str | None", "Firing", "SkipReason", "PhaseCause", "RecordKind"}
    plain |= {"Quantity", "OverrideMode", "AnswerKind", "AnnotationKind", "GapAs", "Rest"}
    assert {str(field.type) for field in fields(kind)} <= plain
    body = kind(*("0" for field in fields(kind) if field.init))
    with pytest.raises((FrozenInstanceError, AttributeError, TypeError)):
        body.anything = 1  # type: ignore[attr-defined]
    for field in fields(kind):
        with pytest.raises(FrozenInstanceError):
            setattr(body, field.name, 1)


def test_events_are_equal_when_they_say_the_same() -> None:
    one = ev.Event(1, 0, 0, ev.Actor.ENGINE, ev.InjectFired("a", ev.Firing.GO))
    assert one == ev.Event(1, 0, 0, ev.Actor.ENGINE, ev.InjectFired("a", ev.Firing.GO))
    assert one != ev.Event(1, 0, 0, ev.Actor.ENGINE, ev.InjectFired("a", ev.Firing.CHOSEN))
    held_back: ev.Body = ev.InjectHeldBack("a")
    assert held_back != ev.InjectReleased("a")


@pytest.mark.parametrize(
    ("offset_min", "local"), [(0, "1970-01-01 20:00"), (540, "1970-01-02 05:00"), (-1260, "1969-12-31 23:00")]
)
def test_a_wall_clock_shows_the_time_of_its_place(offset_min: int, local: str) -> None:
    wall = ev.WallTime(20 * HOUR_MS, "", offset_min)
    assert f"{wall.local:%Y-%m-%d %H:%M}" == local
    assert wall.local_ms == 20 * HOUR_MS + offset_min * MINUTE_MS
