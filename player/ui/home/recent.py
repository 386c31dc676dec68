"""The scripts opened from elsewhere, the last first. No Qt."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

CHOICE = "recent_scripts"
"""What they are kept under among the choices."""

SHOWN = 8
_KEPT = 24
"""More than are shown: a stick that is pulled comes back."""


class RecentScripts:
    """The scripts opened last.

    Args:
        kept: as it was remembered; what cannot be understood counts as none.
        remember: keeps a choice (its name, its value) for the next start.
    """

    def __init__(self, kept: str, remember: Callable[[str, str], None]) -> None:
        self._paths = _paths_in(kept)
        self._remember = remember

    @property
    def paths(self) -> tuple[Path, ...]:
        """All that are kept, whether or not they are still there."""
        return tuple(self._paths)

    def opened(self, path: Path) -> None:
        """Put a script first."""
        whole = path.absolute()
        if self._paths[:1] != [whole]:
            self._keep([whole, *(one for one in self._paths if one != whole)])

    def forget(self, path: Path) -> None:
        """Keep it no longer."""
        whole = path.absolute()
        if whole in self._paths:
            self._keep([one for one in self._paths if one != whole])

    def _keep(self, paths: list[Path]) -> None:
        self._paths = paths[:_KEPT]
        self._remember(CHOICE, json.dumps([str(path) for path in self._paths]))


def _paths_in(kept: str) -> list[Path]:
    try:
        found = json.loads(kept)
    except (ValueError, RecursionError):
        return []
    names = [name for name in found if isinstance(name, str) and name] if isinstance(found, list) else []
    return [path for path in map(Path, dict.fromkeys(names)) if path.is_absolute()][:_KEPT]
