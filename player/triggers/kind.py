"""What the language has to know of a trigger kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from player.language.reader import Reader
from player.language.records import Entry, Field
from player.model.trigger import Trigger


def _no_check(_entry: Entry, _reader: Reader) -> None:
    """Its values say all there is to say."""


@dataclass(frozen=True, slots=True)
class TriggerKind:
    """A trigger kind as a script writes it.

    Attributes:
        field: its key, with shape and meaning.
        build: from what its shape reads to the trigger.
        check: reports what does not go together in what was read of a group of keys.
    """

    field: Field
    build: Callable[[Any], Trigger]
    check: Callable[[Entry, Reader], None] = _no_check
