"""The script of a session where the one inside it does not serve: looked for among those at hand, or missed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from player import __version__
from player.i18n import N_, Message
from player.model.events import SessionOpened
from player.scenario import Problem
from player.scenario.load import LARGEST_FILE
from player.session.errors import ScenarioLost, SessionUnreadable


def original_text(opened: SessionOpened, scripts: Iterable[Path]) -> str | None:
    """The text a session was opened with, from the first of these files that holds it byte for byte; else None."""
    for path in scripts:
        with suppress(OSError, UnicodeDecodeError):
            if not path.is_file() or path.stat().st_size > LARGEST_FILE:
                continue
            data = path.read_bytes()
            if hashlib.sha256(data).hexdigest() == opened.scenario_sha256:
                return data.decode()
    return None


def said_of(problem: Problem) -> Message:
    """What is wrong with the script inside a session, and on which of its lines."""
    if not problem.line:
        return problem.message
    return Message("Line {line}: {reason}", {"line": problem.line, "reason": problem.message})


def scenario_lost(path: Path, events: int, opened: SessionOpened, problem: Message | None) -> ScenarioLost:
    """What helps where the scenario inside was changed and has this problem, or (None) cannot be read at all."""
    if problem is None:
        message = N_("{path} is damaged: {events} events are whole, but the scenario in it cannot be read. {next}")
    else:
        message = N_("{path} is damaged: {events} events are whole, but its scenario cannot be used. {problem} {next}")
    helps = N_(
        "It stays as it is. “Salvage what is intact” on the start page makes a session of the events if {script}, as "
        "it was then, is still among the scenarios there; if not, open another copy of this session."
    )
    script = opened.scenario_name
    values = {"path": str(path), "events": events, "problem": problem, "next": Message(helps, {"script": script})}
    return ScenarioLost(Message(message, values), script)


def scenario_not_understood(
    path: Path, events: int, opened: SessionOpened, problem: Message | None
) -> SessionUnreadable:
    """What helps where the scenario inside is the one of the day, and refused by this Gladi for this problem."""
    message = N_(
        "{path}: {events} events are whole, but the scenario in it cannot be used by this Gladi {known}. {problem} "
        "It was run with Gladi {version}: open it with that one."
    )
    values = {"path": str(path), "events": events, "problem": problem}
    return SessionUnreadable(Message(message, {**values, "known": __version__, "version": opened.gladi_version}))
