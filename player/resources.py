"""Where the files shipped with Gladi lie, in a checkout and when installed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

HOME_VARIABLE = "GLADI_HOME"
"""Environment variable naming a folder that holds everything of the user's instead: a stick, or a test."""

_PACKAGE = Path(__file__).resolve().parent


@cache
def _shipped(name: str) -> Path:
    installed = _PACKAGE / "_shipped" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def assets_folder() -> Path:
    """The folder of fonts, icons and translations."""
    return _shipped("assets")


def scenarios_folder() -> Path:
    """The folder of the scenarios that come with Gladi."""
    return _shipped("scenarios")
