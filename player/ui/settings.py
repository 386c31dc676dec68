"""The user's choices, kept in one small file.

A damaged or strange file never stands in the way: what cannot be used counts as not chosen, a copy of the file as it
was is kept beside it, and what happened is told once. Names this version does not know are left as they are. One
writer at a time, also of several programs: each reads, changes and writes under a lock, in one step that a power cut
leaves either not begun or done.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLockFile

from player.i18n import LANGUAGES, N_, Message
from player.resources import HOME_VARIABLE
from player.ui.frame import is_frame, is_layout
from player.ui.look.themes import THEMES
from player.ui.offers import ALLOWED

_FILE = "settings.json"
_MOST_BYTES = 4_000_000
"""A larger file is none of ours."""

_LOCK_WAIT_MS = 2000
_STALE_MS = 10_000

_KNOWN: Mapping[str, Callable[[str], bool]] = {
    "language": LANGUAGES.__contains__,
    "theme": THEMES.__contains__,
    "frame": is_frame,
    "layout_run": is_layout,
    "layout_review": is_layout,
    **{name.value: allowed.__contains__ for name, allowed in ALLOWED.items()},
}
"""Of each name this version knows, whether a value can be used."""

_DAMAGED = N_("The settings were damaged. Gladi goes on with the usual ones; the damaged file is kept as {file}.")
_STRANGE = N_(
    "The settings held what Gladi does not know: {names}. The usual is in force there; the file as it was is kept as "
    "{file}."
)
_NOT_KEPT = N_(
    "The settings cannot be used, and no copy of them can be kept ({file}). Gladi goes on with the usual ones."
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What was found at the start.

    Attributes:
        values: the choices that can be used, by name.
        trouble: what was wrong with the file and where it is kept, or None.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    trouble: Message | None = None


def settings_file() -> Path:
    """Where the choices are kept."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return Path(home) / _FILE
    import platformdirs

    return platformdirs.user_config_path("gladi", appauthor=False) / _FILE


def load_settings() -> Settings:
    """The choices kept. A file that is damaged or strange is set aside, and from then on a good one stands there."""
    path = settings_file()
    with _alone(path):
        raw = _raw(path)
        if raw is not None and not _strange(raw):
            return Settings(_usable(raw))
        if not path.is_file():
            return Settings()
        kept = _keep_copy(path)
        names = sorted(_strange(raw)) if raw is not None else []
        if kept is not None:
            good = {} if raw is None else {name: value for name, value in raw.items() if name not in names}
            with contextlib.suppress(OSError):
                _write(path, good)
        template = _NOT_KEPT if kept is None else _STRANGE if names else _DAMAGED
        values = {"names": ", ".join(names), "file": str(path if kept is None else kept)}
        return Settings({} if raw is None else _usable(raw), Message(template, values))


def read_settings() -> Mapping[str, str]:
    """The choices that can be used, by name; nothing is changed."""
    raw = _raw(settings_file())
    return {} if raw is None else _usable(raw)


def remember(name: str, value: str) -> None:
    """Keep a choice, or (an empty value) no longer; where it cannot be written, it lasts until the program ends."""
    path = settings_file()
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with _alone(path):
            raw = _raw(path)
            if raw is None:
                if path.is_file():
                    _keep_copy(path)
                raw = {}
            if raw.get(name, "") != value:
                others = {one: kept for one, kept in raw.items() if one != name}
                _write(path, {**others, name: value} if value else others)


def _raw(path: Path) -> dict[str, Any] | None:
    """What the file holds, nothing where there is none; None where it is no settings."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            return None
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _usable(raw: Mapping[str, Any]) -> dict[str, str]:
    strange = _strange(raw)
    return {name: value for name, value in raw.items() if isinstance(value, str) and name not in strange}


def _strange(raw: Mapping[str, Any]) -> set[str]:
    """The names this version knows whose values it cannot use."""
    return {name for name, is_good in _KNOWN.items() if name in raw and not _is_good(raw[name], is_good)}


def _is_good(value: Any, is_good: Callable[[str], bool]) -> bool:
    return isinstance(value, str) and is_good(value)


def _keep_copy(path: Path) -> Path | None:
    """Keep the file as it is under the next free name, never over another; gives where, or None where it cannot."""
    try:
        found = path.read_bytes()
        number = 1
        while True:
            kept = path.with_name(f"settings.damaged-{number}.json")
            try:
                with kept.open("xb") as target:
                    target.write(found)
                    target.flush()
                    os.fsync(target.fileno())
            except FileExistsError:
                number += 1
            else:
                return kept
    except OSError:
        return None


def _write(path: Path, values: Mapping[str, Any]) -> None:
    """Put these in the place of the file in one step.

    Raises:
        OSError: they cannot be written; the file is as it was.
    """
    fresh = path.with_name(f"settings.{os.getpid()}.new")
    try:
        with fresh.open("w", encoding="utf-8") as target:
            json.dump(values, target, indent=1)
            target.flush()
            os.fsync(target.fileno())
        fresh.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name of the file last, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let no other program change the file meanwhile. Where locks cannot be had, go on without one."""
    lock = QLockFile(str(path.with_name("settings.lock")))
    lock.setStaleLockTime(_STALE_MS)
    held = path.parent.is_dir() and lock.tryLock(_LOCK_WAIT_MS)
    try:
        yield
    finally:
        if held:
            lock.unlock()
