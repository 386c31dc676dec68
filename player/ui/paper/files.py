"""Putting a PDF into a folder under a name that is free; nothing that lies there is ever written over."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from player.free_names import free_path, paths_like, safe_name

SUFFIX = ".pdf"


def free_pdf(folder: Path, name: str) -> Path:
    """Where a PDF of this name can be put: a second one gets ``_2`` after its name, and so on."""
    return free_path(_wished(folder, name))


def save_new(folder: Path, name: str, content: bytes) -> Path:
    """Save this under the first free name; gives where it lies. It is on the disk when this returns.

    Raises:
        OSError: it cannot be saved there; nothing is left of it then.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for path in paths_like(_wished(folder, name)):
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


def _wished(folder: Path, name: str) -> Path:
    return folder / f"{safe_name('_'.join(name.split()), 'gladi')}{SUFFIX}"
