"""Set-up on a machine with nothing installed: makes ``.venv`` on the first start and hands over to its Python.

Runs before any package is there, so it stands on the standard library alone; runs on every start, so what is needed
only to make ``.venv`` lies in modules that are imported then.
"""

from __future__ import annotations

import os
import sys

from player.setup.environment import FOLDER, VENV, installed_packages, is_ready, python
from player.setup.screen import EXIT_NO_SCREEN, missing_libraries, provide_libraries, screen_problem, wanted_platform

TYPE_CHECKING = False  # importing typing would cost more than all else here
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

__all__ = ["EXIT_NO_SCREEN", "FOLDER", "missing_libraries", "prepare", "screen_problem", "wanted_platform"]

NEEDED = ("PySide6", "pyqtgraph", "numpy", "yaml", "babel", "platformdirs", "psutil")
NEEDED_BY_TESTS = (
    "hatchling",
    "hypothesis",
    "importlinter",
    "mypy",
    "pytest",
    "pytestqt",
    "ruff",
    "scipy",
    "xdist",
)


def prepare(arguments: Sequence[str], command: Sequence[str], *, tests: bool = False) -> list[str]:
    """Return in a process that has every package, giving the arguments that are not for the set-up.

    Packages that are missing or out of date are installed first; then the process becomes one of ``.venv``. Another
    virtual environment that has them all is left as it is. Ends the process with a sentence where that cannot be, and
    with `EXIT_NO_SCREEN` where a window is wanted and cannot open.

    Args:
        arguments: the command line after ``command``; ``--wheels DIR`` is taken out of it.
        command: how Python is to start this program again, such as ``["main.py"]`` or ``["-m", "tests"]``.
        tests: whether the packages of the tests are needed too.
    """
    rest, wheels = _take_wheels(arguments)
    inside = os.path.realpath(sys.prefix) == os.path.realpath(VENV)
    if not inside and sys.prefix != sys.base_prefix and _importable(NEEDED + NEEDED_BY_TESTS * tests):
        _check_screen(rest, tests=tests)
        return rest
    ready = is_ready(tests=tests)
    if not ready:
        from player.setup.build import make

        make(tests=tests, wheels=wheels)
    _check_screen(rest, tests=tests)
    platform = "offscreen" if tests else wanted_platform(rest)
    if platform is not None:
        provide_libraries(platform, installed_packages(), os.path.join(VENV, f"gladi-{platform}.txt"))
    if catalogues_are_stale(os.path.join(FOLDER, "assets", "i18n")):
        from player.setup.build import compile_catalogues

        compile_catalogues()
    if not (ready and inside):
        _hand_over([*command, *rest])
    return rest


def _check_screen(arguments: Sequence[str], *, tests: bool) -> None:
    problem = None if tests else screen_problem(arguments)
    if problem is not None:
        print(problem, file=sys.stderr)
        sys.exit(EXIT_NO_SCREEN)


def _take_wheels(arguments: Sequence[str]) -> tuple[list[str], str | None]:
    """The arguments without ``--wheels DIR`` or ``--wheels=DIR``, and that folder."""
    rest, folder = [], None
    words = iter(arguments)
    for word in words:
        if word == "--wheels" or word.startswith("--wheels="):
            folder = word[9:] or next(words, "")
            if not folder:
                from player.setup.texts import fail

                fail("wheels needs a folder", code=2)
        else:
            rest.append(word)
    return rest, folder and os.path.abspath(folder)


def _importable(modules: Sequence[str]) -> bool:
    from importlib.util import find_spec

    return all(find_spec(name) is not None for name in modules)


def catalogues_are_stale(folder: str) -> bool:
    """Whether a translation is newer than its compiled form; compiling it in memory would cost 60 ms of each start."""
    for name in os.listdir(folder) if os.path.isdir(folder) else ():
        source, compiled = os.path.join(folder, name), os.path.join(folder, f"{name[:-3]}.mo")
        if name.endswith(".po") and not os.path.exists(compiled):
            return True
        if name.endswith(".po") and os.path.getmtime(compiled) < os.path.getmtime(source):
            return True
    return False


def _hand_over(arguments: list[str]) -> NoReturn:
    """Become the Python of ``.venv``, with these arguments."""
    if os.environ.get("GLADI_HANDED_OVER") == str(os.getpid()):
        from player.setup.texts import fail

        fail("loop", python=python(VENV))
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "nt":  # where the shell would not wait for a program that replaced itself
        import subprocess

        sys.exit(subprocess.run([python(VENV), *arguments], check=False).returncode)
    os.environ["GLADI_HANDED_OVER"] = str(os.getpid())
    os.execv(python(VENV), [python(VENV), *arguments])
