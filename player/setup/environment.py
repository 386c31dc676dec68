"""The virtual environment ``.venv``: where its parts are, and whether it is whole.

Asked on every start, so it reads two small files and lists one folder, and imports only what Python has loaded anyway.

The stamp in it is written last and holds the version of Python, the Python it was made from, the folder it was made
for, what was installed, and the text of the lock file. What is half-made has no stamp; what is stale has another one.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # importing typing would cost more than all else here
if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
VENV = os.path.join(FOLDER, ".venv")


def is_ready(*, tests: bool) -> bool:
    """Whether ``.venv`` is whole and up to date; one that was moved with its folder is put right first."""
    stamp = read(stamp_file(VENV, tests=tests)).split("\n", 4)
    if len(stamp) < 5:
        return False
    version, base, folder, packages, lock = stamp
    if lock != read(lock_file(tests=tests)) or base != base_python(VENV):
        return False
    if base == os.path.realpath(sys.executable) and version != running_version():
        return False
    try:
        present = os.listdir(site_packages(VENV, version))
    except OSError:
        return False
    if not set(packages.split("/")).issubset(present):
        return False
    if folder != VENV:
        move_scripts(VENV, folder, VENV)
        for kind in (False, True):
            old = read(stamp_file(VENV, tests=kind)).split("\n", 4)
            if len(old) == 5:
                write(stamp_file(VENV, tests=kind), "\n".join([*old[:2], VENV, *old[3:]]))
    return True


def write_stamp(venv: str, installed: Iterable[str], *, tests: bool) -> None:
    """Note that these folders and files now are installed, by the running Python, as the lock file says."""
    stamp = [running_version(), base_python(venv), VENV, "/".join(sorted(installed)), read(lock_file(tests=tests))]
    write(stamp_file(venv, tests=tests), "\n".join(stamp))


def installed_packages() -> str:
    """The folder of the packages in ``.venv``."""
    return site_packages(VENV, read(stamp_file(VENV, tests=False)).partition("\n")[0])


def move_scripts(venv: str, old: str, new: str) -> None:
    """Name the new folder in every script of a virtual environment that names the old one."""
    folder = os.path.dirname(python(venv))
    for name in os.listdir(folder):
        file = os.path.join(folder, name)
        if os.path.isfile(file) and not os.path.islink(file):
            with open(file, "rb") as source:
                content = source.read()
            if b"\0" not in content and old.encode() in content:
                with open(file, "wb") as target:
                    target.write(content.replace(old.encode(), new.encode()))


def stamp_file(venv: str, *, tests: bool) -> str:
    """The stamp for the packages of the player, or for those of its tests."""
    return os.path.join(venv, "gladi-tests.txt" if tests else "gladi.txt")


def lock_file(*, tests: bool) -> str:
    """The locked packages of the player, or of the player with its tests."""
    return os.path.join(FOLDER, "tests", "requirements.lock") if tests else os.path.join(FOLDER, "requirements.lock")


def python(venv: str) -> str:
    """The Python of a virtual environment."""
    return os.path.join(venv, "Scripts", "python.exe") if os.name == "nt" else os.path.join(venv, "bin", "python")


def base_python(venv: str) -> str:
    """The Python from which a virtual environment was made, empty when it is gone."""
    base = os.path.realpath(python(venv))
    if os.name == "nt":  # python.exe is a copy there; only the settings name its origin
        lines = read(os.path.join(venv, "pyvenv.cfg")).splitlines()
        base = next((os.path.join(line[7:], "python.exe") for line in lines if line.startswith("home = ")), "")
    return base if os.path.exists(base) else ""


def site_packages(venv: str, version: str) -> str:
    """The folder of the packages in a virtual environment, for a version such as ``3.11``."""
    return os.path.join(venv, *(("Lib",) if os.name == "nt" else ("lib", f"python{version}")), "site-packages")


def running_version() -> str:
    """Such as ``3.11``."""
    return f"{sys.version_info[0]}.{sys.version_info[1]}"


def read(file: str) -> str:
    """The text of a file, empty when it cannot be read."""
    try:
        with open(file, encoding="utf-8") as source:
            return source.read()
    except (OSError, UnicodeDecodeError):
        return ""


def write(file: str, content: str) -> None:
    """Write a text file."""
    with open(file, "w", encoding="utf-8") as target:
        target.write(content)
