"""Names under which nothing lies yet, so that nothing is ever written over."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

LONGEST_NAME = 80


def paths_like(path: Path) -> Iterator[Path]:
    """This path, then without end the same with ``_2``, ``_3`` and so on after its name."""
    for number in count(1):
        yield path if number == 1 else path.with_name(f"{path.stem}_{number}{path.suffix}")


def free_path(path: Path) -> Path:
    """The first of `paths_like` on which nothing lies, not even a link that leads nowhere."""
    return next(one for one in paths_like(path) if not os.path.lexists(one))


def safe_name(name: str, otherwise: str) -> str:
    """The name with everything but letters, digits, ``-`` and ``_`` left out, and not too long for a stick.

    Args:
        otherwise: what is given where nothing of it is left.
    """
    return "".join(letter for letter in name if letter.isalnum() or letter in "-_")[:LONGEST_NAME] or otherwise
