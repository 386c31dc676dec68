"""What is made the quick way is what the constructor makes."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields

import pytest
from hypothesis import given

from player.model.events import BODIES, Actor, Body, Event, ExerciseStarted, Record, WallTime
from player.session.making import maker
from tests.session.strategies import bodies


@given(bodies())
def test_a_body_is_the_one_its_constructor_makes(body: Body) -> None:
    values = [getattr(body, one.name) for one in fields(body)]
    made = maker(type(body))(*values)
    assert type(made) is type(body)
    assert made == body
    assert (hash(made), repr(made)) == (hash(body), repr(body))


@pytest.mark.parametrize("kind", [*BODIES, Event, Record, WallTime], ids=lambda kind: kind.__name__)
def test_every_kind_can_be_made_and_is_frozen(kind: type[object]) -> None:
    names = [one.name for one in fields(kind)]  # type: ignore[arg-type]
    made = maker(kind)(*names)
    assert type(made) is kind
    assert [getattr(made, name) for name in names] == names
    with pytest.raises((FrozenInstanceError, TypeError)):  # Python 3.11 stumbles over itself in frozen subclasses
        setattr(made, names[0] if names else "more", 1)


def test_it_goes_through_pickle() -> None:
    event = maker(Event)(1, 2, 3, Actor.ENGINE, ExerciseStarted())
    assert pickle.loads(pickle.dumps(event)) == event  # noqa: S301  just written


@dataclass(frozen=True)
class _Open:
    name: str


@dataclass(frozen=True, slots=True)
class _Busy:
    name: str
    size: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "size", len(self.name))


@pytest.mark.parametrize("kind", [_Open, _Busy, int])
def test_other_classes_are_refused(kind: type[object]) -> None:
    with pytest.raises(TypeError):
        maker(kind)
