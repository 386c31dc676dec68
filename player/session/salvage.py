"""What is intact of a damaged session, in a file of its own that can be read, resumed and verified.

The new file tells what it is by its sign of life (`player.session.usable.is_salvaged`), under whatever name it lies.

The damaged file stays as it lies, byte for byte: it is evidence, and somebody may yet get more out of it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from player.free_names import paths_like
from player.i18n import N_, Message
from player.session.clocks import Clock
from player.session.errors import ScenarioLost, SessionError, SessionNotSaved
from player.session.fitting import fitting
from player.session.reader import SavedSession, read_session
from player.session.usable import has_own_scenario, said_of_damage
from player.session.writer import SessionWriter

ADDITION = "_salvaged"
"""What the name of the new file has behind that of the damaged one."""


def salvage(path: Path, clock: Clock, scripts: Iterable[Path] = ()) -> Path:
    """Put every event before the first that cannot be trusted into a new session beside the damaged one; gives it.

    Each event keeps its times. Nothing is written over: every call makes another file.

    Args:
        scripts: where the scenario inside was changed, the one it was run with is taken from these if it is there.

    Raises:
        SessionUnreadable: nothing in the file can be used.
        SessionNotSaved: the new file cannot be written.
        SessionError: the session is not damaged, or no whole session can be made of what is left.
    """
    try:
        saved = fitting(read_session(path, scripts=scripts))
    except ScenarioLost as error:
        raise _without_script(path, error.script) from error
    if saved.damage is None:
        raise SessionError(Message("{path} is not damaged; there is nothing to salvage.", {"path": str(path)}))
    if not saved.records:
        raise _useless(saved)
    if not has_own_scenario(saved):
        raise _without_script(path, saved.opened.scenario_name)
    target = _write(saved, clock)
    if fitting(read_session(target)).damage is not None:
        with suppress(OSError):
            target.unlink()
        raise _useless(saved)
    return target


def _write(saved: SavedSession, clock: Clock) -> Path:
    for target in paths_like(saved.path.with_name(f"{saved.path.stem}{ADDITION}{saved.path.suffix}")):
        if os.path.lexists(target):
            continue
        try:
            SessionWriter.continue_as(target, saved.loaded, clock, saved.records, salvaged=True).close()
        except SessionNotSaved:
            if os.path.lexists(target):  # somebody else took that name meanwhile
                continue
            raise
        return target
    raise AssertionError("there is always one more number")


def _without_script(path: Path, script: str) -> SessionError:
    message = N_(
        "Of {path} no session can be made without the script it was run with: {script}, as it was then, is not among "
        "the scenarios of the start page. Put it there and try again, or open another copy of this session."
    )
    return SessionError(Message(message, {"path": str(path), "script": script}))


def _useless(saved: SavedSession) -> SessionError:
    message = N_("Of {path} no session can be made. {said}")
    return SessionError(Message(message, {"path": str(saved.path), "said": said_of_damage(saved)}))
