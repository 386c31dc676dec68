"""What an event tells of, whatever it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Body:
    """What happened. ``NAME`` is the word in the file, ``VERSION`` the version of the shape."""

    NAME: ClassVar[str]
    VERSION: ClassVar[int] = 1
