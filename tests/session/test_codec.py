from __future__ import annotations

import json
import typing
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.model.events import BODIES, Body, Firing, InjectFired, NoteWritten, PhaseAdjusted, SessionOpened
from player.session.codec import CODEC, UPCASTS, Codec, Plain, canonical_json
from player.session.errors import EventUnreadable
from tests.helpers.golden import Golden
from tests.session.strategies import bodies

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=15,
)


@given(bodies())
def test_any_body_comes_back_as_it_was(body: Body) -> None:
    text = CODEC.text(body)

    back = CODEC.body_from_text(body.NAME, body.VERSION, text)

    assert back == body
    assert type(back) is type(body)
    assert CODEC.text(back) == text


@given(bodies())
def test_an_enumeration_comes_back_as_itself(body: Body) -> None:
    back = CODEC.body(body.NAME, body.VERSION, dict(CODEC.plain(body)))

    for name in type(body).__dataclass_fields__:
        assert type(getattr(back, name)) is type(getattr(body, name))


def test_every_kind_of_event_can_be_written() -> None:
    assert len({body.NAME for body in BODIES}) == len(BODIES)
    Codec(BODIES, UPCASTS)


@given(JSON)
def test_canonical_json_is_json_and_one_text(value: object) -> None:
    text = canonical_json(value)

    assert json.loads(text) == value
    assert canonical_json(json.loads(text)) == text
    text.encode()


def test_canonical_json_sorts_keys_and_leaves_letters_alone() -> None:
    assert canonical_json({"b": [1, None, True], "a": "Polda é 😀\n"}) == '{"a":"Polda é 😀\\n","b":[1,null,true]}'


def test_letters_that_look_alike_stay_apart() -> None:
    assert canonical_json("\u00e9") != canonical_json("e\u0301")


def test_half_a_surrogate_pair_from_the_keyboard_is_saved_all_the_same() -> None:
    text = CODEC.text(NoteWritten("lempar \ud83d batu", 0))

    assert text.encode().isascii()
    assert CODEC.body_from_text("note_written", NoteWritten.VERSION, text) == NoteWritten("lempar \ud83d batu", 0)


def test_a_surrogate_pair_in_two_halves_is_the_letter_it_stands_for() -> None:
    assert canonical_json("\ud83d\ude00") == canonical_json("😀")


@pytest.mark.parametrize("value", [1.5, float("nan"), {1: 2}, {"a": b"x"}, [{1, 2}], object()])
def test_canonical_json_refuses_what_has_no_one_text(value: object) -> None:
    with pytest.raises(TypeError):
        canonical_json(value)


@pytest.mark.parametrize(
    ("name", "version", "plain", "named"),
    [
        ("coffee_served", 1, {}, "coffee_served"),
        ("phase_adjusted", 3, {"phase": "a", "delta_ms": 1}, "3"),
        ("phase_adjusted", 0, {"phase": "a", "delta_ms": 1}, "0"),
        ("phase_adjusted", 1, {"phase": "a"}, "delta_ms"),
        ("phase_adjusted", 1, {"phase": "a", "delta_ms": 1, "mood": 3}, "mood"),
        ("phase_adjusted", 1, {"phase": "a", "delta_ms": True}, "delta_ms"),
        ("phase_adjusted", 1, {"phase": "a", "delta_ms": 1.0}, "delta_ms"),
        ("phase_adjusted", 1, {"phase": "a", "delta_ms": 2**63}, "delta_ms"),
        ("phase_adjusted", 1, {"phase": None, "delta_ms": 1}, "phase"),
        ("inject_fired", 1, {"inject": "a", "how": "by_magic"}, "how"),
        ("inject_fired", 1, {"inject": "a", "how": 3}, "how"),
    ],
)
def test_what_is_not_known_is_an_error_that_names_it(
    name: str, version: int, plain: Mapping[str, object], named: str
) -> None:
    with pytest.raises(EventUnreadable) as error:
        CODEC.body(name, version, plain)

    assert named in str(error.value.message)


@pytest.mark.parametrize(
    "text",
    [
        '{"delta_ms":1, "phase":"a"}',
        '{"phase":"a","delta_ms":1}',
        '{"delta_ms":1,"phase":"\\u0061"}',
        '{"delta_ms":1,"delta_ms":1,"phase":"a"}',
        '{"delta_ms":1e0,"phase":"a"}',
        '{"delta_ms":NaN,"phase":"a"}',
        "[1]",
        "[" * 100_000,
        "",
    ],
)
def test_data_in_any_other_form_is_refused(text: str) -> None:
    with pytest.raises(EventUnreadable):
        CODEC.body_from_text("phase_adjusted", 1, text)


@pytest.mark.parametrize(
    "body",
    [
        PhaseAdjusted("a", True),
        PhaseAdjusted("a", 1.0),  # type: ignore[arg-type]
        PhaseAdjusted("a", 2**63),
        PhaseAdjusted(None, 1),  # type: ignore[arg-type]
        InjectFired("a", "go"),  # type: ignore[arg-type]
    ],
)
def test_a_body_that_holds_what_it_may_not_is_never_written(body: Body) -> None:
    with pytest.raises(TypeError):
        CODEC.text(body)


class _Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class _Painted(Body):
    """As it is today: version 1 had ``color``, version 2 no ``coats``."""

    NAME: ClassVar[str] = "painted"
    VERSION: ClassVar[int] = 3
    colour: _Colour
    coats: int


def _painted_from_1(data: Plain) -> Plain:
    data["colour"] = data.pop("color")
    return data


def _painted_from_2(data: Plain) -> Plain:
    return {**data, "coats": 1}


_OLD_SHAPES = {("painted", 1): _painted_from_1, ("painted", 2): _painted_from_2}


@pytest.mark.parametrize(
    ("version", "plain"),
    [(1, {"color": "red"}), (2, {"colour": "red"}), (3, {"colour": "red", "coats": 1})],
)
def test_old_data_is_brought_up_to_date(version: int, plain: Plain) -> None:
    given_data = dict(plain)

    body = Codec([_Painted], _OLD_SHAPES).body("painted", version, plain)

    assert body == _Painted(_Colour.RED, 1)
    assert plain == given_data, "what was read is left as it is"


@pytest.mark.parametrize("plain", [{}, {"colour": "red"}, {"color": "red", "coats": 2, "more": 1}])
def test_data_that_was_never_of_its_version_is_an_error(plain: Plain) -> None:
    with pytest.raises(EventUnreadable):
        Codec([_Painted], _OLD_SHAPES).body("painted", 1, plain)


@pytest.mark.parametrize(
    "upcasts",
    [
        {},
        {("painted", 2): _painted_from_2},
        {**_OLD_SHAPES, ("painted", 3): _painted_from_2},
        {**_OLD_SHAPES, ("unknown", 1): _painted_from_2},
    ],
)
def test_a_missing_or_idle_upcast_is_found_at_the_start(upcasts: Mapping[tuple[str, int], object]) -> None:
    with pytest.raises(TypeError, match="upcasts"):
        Codec([_Painted], upcasts)  # type: ignore[arg-type]


def test_two_events_cannot_share_a_name() -> None:
    with pytest.raises(TypeError, match="painted"):
        Codec([_Painted, _Painted], _OLD_SHAPES)


@dataclass(frozen=True, slots=True)
class _Weighed(Body):
    NAME: ClassVar[str] = "weighed"
    kilograms: float


def test_a_field_that_plain_data_cannot_hold_is_found_at_the_start() -> None:
    with pytest.raises(TypeError, match="kilograms"):
        Codec([_Weighed], {})


def test_a_body_of_another_codec_is_not_written() -> None:
    with pytest.raises(TypeError):
        CODEC.plain(_Painted(_Colour.RED, 1))


def test_no_shape_changes_without_a_new_version(golden: Golden) -> None:
    """Where this fails: raise the VERSION of the event, add its upcast and then make the golden file anew."""
    lines = [
        f"{body.NAME} {body.VERSION}: {', '.join(f'{name} {_short(hint)}' for name, hint in _fields_of(body))}".rstrip()
        for body in BODIES
    ]
    golden("session/event_shapes.txt", "\n".join(lines) + "\n")


def _fields_of(body: type[Body]) -> list[tuple[str, object]]:
    hints = typing.get_type_hints(body)
    return [(field.name, hints[field.name]) for field in fields(body)]


def _short(hint: object) -> str:
    return (
        "|".join(hint) if isinstance(hint, type) and issubclass(hint, StrEnum) else getattr(hint, "__name__", str(hint))
    )


def test_examples_of_today_read_well() -> None:
    assert CODEC.text(InjectFired("orator", Firing.GO)) == '{"how":"go","inject":"orator"}'
    opened = SessionOpened("id", "0.1.0", "okut", "okut.yaml", "ab", 0)
    assert CODEC.plain(opened)["scenario_name"] == "okut.yaml"
