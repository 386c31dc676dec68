"""What a kind of problem is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """The translatable sentences of a kind of problem; without advice where whoever reports it gives better.

    Attributes:
        warning: the script can be played all the same.
    """

    message: str
    advice: str = ""
    warning: bool = False
