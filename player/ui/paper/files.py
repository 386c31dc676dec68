"""Putting a PDF into a folder under a name that is free; nothing that lies there is ever written over."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

SUFFIX = ".pdf"
_LONGEST_NAME = 80


def safe_name(name: str) -> str:
    """The name with everything but letters, digits, ``-`` and ``_`` left out, and not too long for a stick."""
    words = "_".join(name.split())
    return "".join(letter for letter in words if letter.isalnum() or letter in "-_")[:_LONGEST_NAME] or "gladi"


def free_path(folder: Path, name: str) -> Path:
    """Where a PDF of this name can be put: a second one gets ``_2`` after its name, and so on."""
    return next(path for path in _paths(folder, name) if not os.path.lexists(path))


def save_new(folder: Path, name: str, content: bytes) -> Path:
    """Save this under the first free name; gives where it lies. It is on the disk when this returns.

    Raises:
        OSError: it cannot be saved there; nothing is left of it then.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for path in _paths(folder, name):
        try:
            file = path.open("xb")
        except FileExistsError:
            continue
        try:
            with file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):
                path.unlink()
            raise
        return path
    raise AssertionError("there is always one more number")  # pragma: no cover


def _paths(folder: Path, name: str) -> Iterator[Path]:
    stem = safe_name(name)
    for number in count(1):
        yield folder / f"{stem}{'' if number == 1 else f'_{number}'}{SUFFIX}"
