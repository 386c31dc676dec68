"""An export on the disk: written whole or not at all, and over nothing that somebody may still need."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import IO, TypeVar

from player.i18n import N_, Message, reason_of

T = TypeVar("T")


class CannotWrite(Exception):  # noqa: N818  what it says is a sentence for people
    """The file was not written, and nothing has changed; ``str(error)`` is one sentence that says why.

    Attributes:
        exists: something lies there already.
    """

    def __init__(self, msgid: str, *, exists: bool = False, **values: object) -> None:
        super().__init__(Message(msgid, values))
        self.exists = exists


def save(write: Callable[[IO[bytes]], T], path: Path, *, replace: bool = False) -> T:
    """Let ``write`` fill a file; gives what it gives.

    Args:
        replace: put it in the place of what lies there.

    Raises:
        CannotWrite: something lies there and is not to be replaced, or the disk does not take it.
    """
    if os.path.lexists(path) and not replace:
        raise CannotWrite(N_("The file exists already."), exists=True)
    target = Path(os.path.realpath(path))
    beside = target.with_name(f".{token_hex(8)}.gladi-export")  # of its own: what was killed may have left one
    try:
        if target.is_dir():
            raise CannotWrite(N_("This is a folder."))
        with beside.open("xb") as file:
            given = write(file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        raise CannotWrite(N_("The file cannot be written: {reason}."), reason=reason_of(error)) from None
    finally:
        with suppress(OSError):
            beside.unlink()
    return given
