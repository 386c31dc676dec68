"""Where sessions, drafts and logs lie on this machine."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import platformdirs

from player.free_names import free_path, safe_name
from player.model.events import WallTime
from player.resources import HOME_VARIABLE
from player.session.schema import SUFFIX


def session_folder() -> Path:
    """The folder of the sessions: ``Gladi`` among the user's documents.

    It is made if it is not there; where that fails, making a session in it says why.
    """
    home = os.environ.get(HOME_VARIABLE)
    folder = Path(home) / "sessions" if home else platformdirs.user_documents_path() / "Gladi"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def scripts_folder() -> Path:
    """The folder of the user's own scripts: ``Skenario`` in the folder ``Gladi`` among the documents.

    It need not be there: whoever puts a script into it makes it.
    """
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) / "scenarios" if home else platformdirs.user_documents_path() / "Gladi" / "Skenario"


def logs_folder() -> Path:
    """The folder of the program's own logs, made if it is not there.

    Raises:
        OSError: it cannot be made.
    """
    home = os.environ.get(HOME_VARIABLE)
    folder = Path(home) / "logs" if home else platformdirs.user_log_path("gladi", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def drafts_folder() -> Path:
    """The folder in which is kept what was typed about a session and not saved; it need not be there."""
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) / "drafts" if home else platformdirs.user_state_path("gladi", appauthor=False) / "drafts"


def new_session_path(scenario_id: str, wall: WallTime, folder: Path | None = None) -> Path:
    """A path for a new session, named after its scenario and the local date and time; no file lies there yet.

    Args:
        folder: where to; None: `session_folder`.
    """
    parent = session_folder() if folder is None else folder
    return free_path(parent / f"{safe_name(scenario_id, 'session')}_{wall.local:%Y-%m-%d_%H%M}{SUFFIX}")
