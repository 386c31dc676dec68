"""Playing a short sound with what the system has for it. It is never waited for, and no failure is told.

Qt's own sounds are in a part of Qt that Gladi does without. What plays a file is looked for where it would work: a
server of sound by its socket, else the driver; where there is none the system beeps.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication


class Program(NamedTuple):
    """A program that plays a file: ``needs`` is the socket, in the user's runtime folder, without which it cannot."""

    name: str
    options: tuple[str, ...] = ()
    needs: str = ""


LINUX = (Program("pw-play", needs="pipewire-0"), Program("paplay", needs="pulse/native"), Program("aplay", ("-q",)))
MACOS = (Program("afplay"),)

Which = Callable[[str], str | None]


def command_for(
    path: Path, programs: tuple[Program, ...], environment: Mapping[str, str], which: Which = shutil.which
) -> list[str] | None:
    """The command that plays a file, or None where no program of these would do."""
    runtime = environment.get("XDG_RUNTIME_DIR", "")
    for program in programs:
        found = which(program.name)
        if found and (not program.needs or (runtime and (Path(runtime) / program.needs).exists())):
            return [found, *program.options, str(path)]
    return None


def play(path: Path) -> None:
    """Play a WAV file and go on at once; where that cannot be done, beep, and where that cannot either, be silent."""
    with suppress(Exception):
        if not _played(path):
            QApplication.beep()


def _played(path: Path) -> bool:
    if not path.is_file():
        return False
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
        return True
    command = command_for(path, MACOS if sys.platform == "darwin" else LINUX, os.environ)
    return command is not None and start_detached(command)


def start_detached(command: list[str]) -> bool:
    """Start a program that nobody waits for, its words thrown away; gives whether it started."""
    process = QProcess()
    process.setProgram(command[0])
    process.setArguments(command[1:])
    for redirect in (process.setStandardInputFile, process.setStandardOutputFile, process.setStandardErrorFile):
        redirect(QProcess.nullDevice())
    started = process.startDetached()
    return bool(started[0] if isinstance(started, tuple) else started)
