"""Events as plain data and back, strictly: what is not known is an error, never a guess.

To change the shape of an event: raise its ``VERSION`` and add to `UPCASTS`, under its name and the *old* version, a
function from the old plain data to the data of the version after it. Files keep what they hold; old data is brought
up to date each time it is read.
"""

from __future__ import annotations

import json
import re
import typing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from types import NoneType, UnionType

from player.i18n import N_, Message
from player.model.events import BODIES, Body
from player.session.errors import EventUnreadable
from player.session.quick_bodies import FieldShape, quick_reader

PlainValue = int | str | bool | None
Plain = dict[str, PlainValue]
"""The data of one event as JSON knows it."""

Upcast = Callable[[Plain], Plain]
"""From the data of one version of an event to the data of the next."""

UPCASTS: Mapping[tuple[str, int], Upcast] = {
    ("session_opened", 1): lambda plain: {**plain, "rules_version": 1},
    ("phase_started", 1): lambda plain: {**plain, "cause": "hand"},
    ("action_started", 1): lambda plain: {**plain, "reason": ""},
    ("phase_adjusted", 1): lambda plain: {**plain, "rest": "shift"},
    ("expected_action_met", 1): lambda plain: {**plain, "observer": ""},
    ("tag_observed", 1): lambda plain: {**plain, "place": "", "rating": "", "observer": ""},
    ("note_written", 1): lambda plain: {**plain, "observer": ""},
    ("marker_placed", 1): lambda plain: {**plain, "observer": ""},
}
"""Every upcast, by the name of the event and the version it starts from."""

_SMALLEST, _LARGEST = -(2**63), 2**63 - 1
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
_SURROGATE = re.compile("[\ud800-\udfff]")


def canonical_json(value: object) -> str:
    """The one JSON text of a value: keys sorted, no spaces, characters as they are.

    Half a surrogate pair, which no UTF-8 can hold, is written as its escape.

    Raises:
        TypeError: the value holds something other than mappings with text keys, sequences, integers, texts, booleans
            and None. Floats are not allowed: they have no one text.
    """
    _refuse_strange(value)
    text = _ENCODER.encode(value)
    if _SURROGATE.search(text):
        whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        text = _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", whole)
    return text


def _refuse_strange(value: object) -> None:
    if isinstance(value, str | int | NoneType):  # a bool is an int
        return
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError(f"a key of canonical JSON is a text, not {key!r}")
            _refuse_strange(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_strange(inner)
    else:
        raise TypeError(f"canonical JSON cannot hold {value!r}")


@dataclass(frozen=True, slots=True)
class _Field(FieldShape):
    """One field of an event, to and from plain data."""

    @classmethod
    def of(cls, name: str, hint: object) -> _Field:
        parts = typing.get_args(hint) if isinstance(hint, UnionType) else (hint,)
        kinds = [part for part in parts if part is not NoneType]
        match kinds:
            case [type() as kind] if kind in {int, str, bool}:
                return cls(name, kind, NoneType in parts, None)
            case [type() as kind] if issubclass(kind, StrEnum):
                return cls(name, str, NoneType in parts, kind)
        raise TypeError(f"the field {name!r} has a type the codec does not know: {hint}")

    def plain(self, value: object) -> PlainValue:
        if value is None and self.optional:
            return None
        if self.choices is not None and type(value) is self.choices:
            return value.value
        if type(value) is not self.kind or self.choices is not None:
            raise TypeError(f"the field {self.name!r} cannot hold {value!r}")
        if isinstance(value, int) and not _SMALLEST <= value <= _LARGEST:
            raise TypeError(f"the field {self.name!r} cannot hold {value}: more than 64 bits")
        return value

    def value(self, plain: object) -> PlainValue:
        """The value the event holds.

        Raises:
            ValueError: the data does not fit the field.
        """
        if plain is None and self.optional:
            return None
        match plain:
            case str() if self.choices is not None:
                return self.choices(plain)
            case bool() | int() | str() if type(plain) is self.kind and self.choices is None:
                if isinstance(plain, str) or _SMALLEST <= plain <= _LARGEST:
                    return plain
        raise ValueError(f"{self.name}: {plain!r}")


@dataclass(frozen=True, slots=True)
class _Shape:
    body: type[Body]
    fields: Mapping[str, _Field]
    quick: Callable[[str], Body | None]

    @classmethod
    def of(cls, body: type[Body]) -> _Shape:
        hints = typing.get_type_hints(body)
        found = {field.name: _Field.of(field.name, hints[field.name]) for field in fields(body)}
        return cls(body, found, quick_reader(body, found))


class Codec:
    """Turns events into plain data and back.

    Args:
        bodies: every kind of event.
        upcasts: how to bring old versions up to date; one is needed for every version before the present.

    Raises:
        TypeError: an upcast is missing or leads nowhere, two kinds share a name, or a field has a type that plain
            data cannot hold.
    """

    def __init__(self, bodies: Iterable[type[Body]], upcasts: Mapping[tuple[str, int], Upcast]) -> None:
        self._shapes: dict[str, _Shape] = {}
        for body in bodies:
            if body.NAME in self._shapes:
                raise TypeError(f"two events are named {body.NAME!r}")
            self._shapes[body.NAME] = _Shape.of(body)
        self._upcasts = dict(upcasts)
        needed = {(name, old) for name, shape in self._shapes.items() for old in range(1, shape.body.VERSION)}
        if needed != set(self._upcasts):
            raise TypeError(f"upcasts missing or leading nowhere: {sorted(needed ^ set(self._upcasts))}")

    def plain(self, body: Body) -> Plain:
        """The data of an event.

        Raises:
            TypeError: its kind is not known here, or a field holds what it may not.
        """
        shape = self._shapes.get(body.NAME)
        if shape is None or type(body) is not shape.body:
            raise TypeError(f"not an event of this codec: {body!r}")
        return {name: field.plain(getattr(body, name)) for name, field in shape.fields.items()}

    def text(self, body: Body) -> str:
        """The data of an event as canonical JSON.

        Raises:
            TypeError: as `plain`.
        """
        return canonical_json(self.plain(body))

    def body(self, name: str, version: int, plain: Mapping[str, object]) -> Body:
        """The event of this name whose data, in the shape of this version, is ``plain``.

        Raises:
            EventUnreadable: unknown name, version or field, a field missing, or a value that does not fit.
        """
        shape = self._shapes.get(name)
        if shape is None:
            raise EventUnreadable(Message("the kind of event “{name}” is not known", {"name": name}))
        newest = shape.body.VERSION
        if not 1 <= version <= newest:
            message = N_("the event “{name}” has version {version}; this Gladi knows versions 1 to {newest}")
            raise EventUnreadable(Message(message, {"name": name, "version": version, "newest": newest}))
        data = self._up_to_date(name, version, newest, plain)
        strange, missing = data.keys() - shape.fields.keys(), shape.fields.keys() - data.keys()
        if strange:
            message = N_("the event “{name}” has an unknown field “{field}”")
            raise EventUnreadable(Message(message, {"name": name, "field": min(strange)}))
        if missing:
            message = N_("the event “{name}” lacks the field “{field}”")
            raise EventUnreadable(Message(message, {"name": name, "field": min(missing)}))
        values = {}
        for key, field in shape.fields.items():
            try:
                values[key] = field.value(data[key])
            except ValueError as error:
                message = N_("the event “{name}” holds in the field “{field}” a value that does not belong there")
                raise EventUnreadable(Message(message, {"name": name, "field": key})) from error
        return shape.body(**values)

    def body_from_text(self, name: str, version: int, text: str) -> Body:
        """The event of this name whose data is this canonical JSON.

        Raises:
            EventUnreadable: as `body`; or the text is not canonical JSON.
        """
        quick = self.plain_reader(name, version)
        body = quick(text) if quick is not None else None
        if body is not None:
            return body
        try:
            plain = json.loads(text)
            canonical = isinstance(plain, dict) and canonical_json(plain) == text
        except (ValueError, TypeError, RecursionError):
            canonical = False
        if not canonical:
            raise EventUnreadable(Message("the data of the event “{name}” is not in the agreed form", {"name": name}))
        return self.body(name, version, plain)

    def plain_reader(self, name: str, version: int) -> Callable[[str], Body | None] | None:
        """What reads data of this kind and version where it is written the plain way, or None.

        It gives None for all else: `body_from_text` then says what that is.
        """
        shape = self._shapes.get(name)
        return shape.quick if shape is not None and version == shape.body.VERSION else None

    def _up_to_date(self, name: str, version: int, newest: int, plain: Mapping[str, object]) -> Mapping[str, object]:
        data = plain
        for old in range(version, newest):
            try:
                data = self._upcasts[name, old](typing.cast("Plain", dict(data)))
            except (KeyError, TypeError, ValueError) as error:  # data that was never of the version it claims
                message = N_("the event “{name}” does not have the shape of its version {version}")
                raise EventUnreadable(Message(message, {"name": name, "version": old})) from error
        return data


CODEC = Codec(BODIES, UPCASTS)
"""The codec of all events there are."""
