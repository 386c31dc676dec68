"""The user's choices, kept in one small file. A damaged file counts as none."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

import platformdirs

from player.session.places import HOME_VARIABLE


def settings_file() -> Path:
    """Where the choices are kept."""
    home = os.environ.get(HOME_VARIABLE)
    folder = Path(home) if home else platformdirs.user_config_path("gladi", appauthor=False)
    return folder / "settings.json"


def read_settings() -> Mapping[str, str]:
    """The choices kept, by name."""
    try:
        found = json.loads(settings_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: value for name, value in found.items() if isinstance(name, str) and isinstance(value, str)}


def remember(name: str, value: str) -> None:
    """Keep a choice; where it cannot be written, it lasts until the program ends."""
    path = settings_file()
    text = json.dumps({**read_settings(), name: value}, ensure_ascii=False, indent=1)
    fresh = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
    except OSError:
        return
