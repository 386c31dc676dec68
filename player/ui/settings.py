"""The user's choices, kept in one small file. A damaged file counts as none."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from player.resources import HOME_VARIABLE

_FILE = "settings.json"


def settings_file() -> Path:
    """Where the choices are kept."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return Path(home) / _FILE
    import platformdirs

    return platformdirs.user_config_path("gladi", appauthor=False) / _FILE


def read_settings() -> Mapping[str, str]:
    """The choices kept, by name."""
    try:
        found = json.loads(settings_file().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: value for name, value in found.items() if isinstance(name, str) and isinstance(value, str)}


def remember(name: str, value: str) -> None:
    """Keep a choice; where it cannot be written, it lasts until the program ends."""
    path = settings_file()
    text = json.dumps({**read_settings(), name: value}, indent=1)
    fresh = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
    except OSError:
        return
