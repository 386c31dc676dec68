"""Makes ``.venv`` anew from locked packages, whole or not at all."""

from __future__ import annotations

import glob
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec

from player.setup.environment import (
    FOLDER,
    VENV,
    is_ready,
    lock_file,
    move_scripts,
    python,
    read,
    running_version,
    site_packages,
    write_stamp,
)
from player.setup.screen import apt_install, apt_line, debian_package, probably_missing_libraries
from player.setup.texts import fail, say


def make(*, tests: bool, wheels: str | None) -> None:
    """Build a new ``.venv`` beside the old one, and put it in its place once it is whole.

    So a machine that cannot fetch the packages of an update keeps those it has. Ends the process with a sentence when
    it cannot be made.

    Args:
        tests: whether to install the packages of the tests too.
        wheels: a folder to install from instead of the internet.
    """
    try:
        with _one_at_a_time():
            if not is_ready(tests=tests):
                _replace(tests=tests, wheels=wheels)
    except OSError as problem:
        fail("failed", what=str(problem))
    except KeyboardInterrupt:
        fail("interrupted", code=130)


def compile_catalogues() -> None:
    """Compile the translations where their folder can be written; elsewhere they are compiled in memory."""
    command = [python(VENV), "-c", "import player.i18n; player.i18n.write_compiled_catalogues()"]
    subprocess.run(command, cwd=FOLDER, capture_output=True, check=False)


def locked_packages(lock: str) -> dict[str, str]:
    """Name and version of every package in the text of a lock file."""
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", lock, re.MULTILINE))


def _replace(*, tests: bool, wheels: str | None) -> None:
    lock = lock_file(tests=tests)
    if wheels is not None:
        _check_wheels(wheels, lock)
    say("making", folder=VENV)
    start = time.monotonic()
    old, new = f"{VENV}.old", f"{VENV}.new-{os.getpid()}"
    for leftover in [old, *glob.glob(f"{glob.escape(VENV)}.new-*")]:
        shutil.rmtree(leftover, ignore_errors=True)
    try:
        provide_ensurepip()
        _run([_base_executable(), "-I", "-m", "venv", "--prompt", "gladi", new])
        packages = site_packages(new, running_version())
        without = set(os.listdir(packages))
        _install(new, lock, wheels)
        say("compiling")
        _compile("-s", new, "-p", VENV, packages, using=new)
        _compile(os.path.join(FOLDER, "player"), using=new)
        move_scripts(new, new, VENV)
        for kind in {False, tests}:
            write_stamp(new, set(os.listdir(packages)) - without, tests=kind)
        with suppress(FileNotFoundError):
            os.rename(VENV, old)
        os.rename(new, VENV)
    finally:
        for leftover in (old, new):
            shutil.rmtree(leftover, ignore_errors=True)
    say("done", seconds=round(time.monotonic() - start))


def _install(venv: str, lock: str, wheels: str | None) -> None:
    """Install every package of a lock file, telling which one is being fetched."""
    command = [python(venv), "-I", "-u", "-m", "pip", "install", "--require-hashes", "--no-deps", "--no-compile"]
    command += ["--only-binary=:all:", "--no-input", "--disable-pip-version-check", "--progress-bar=off", "-r", lock]
    if wheels is not None:
        command += ["--no-index", "--find-links", wheels]
    count = len(locked_packages(read(lock)))
    seen, waiting, errors = 0, False, []
    environment = {**os.environ, "PIP_USER": "0"}  # a pip.conf may ask for --user, which a virtual environment refuses
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=environment,
        close_fds=False,
    ) as pip:
        for line in pip.stdout or ():
            if found := re.match(r"(?:Collecting|Processing) (?:\S*/)?(\S+?)(?:==|-)([\d.]+\d)", line):
                seen += 1
                print(f"  [{seen}/{count}] {found[1]} {found[2]}", file=sys.stderr, flush=True)
            elif found := re.match(r"\s*Downloading (\S+\.whl) \(([^)]*)\)", line):
                print(f"      {found[1]} {found[2]}", file=sys.stderr, flush=True)
            elif "Retrying" in line and not waiting:
                waiting = True
                say("retrying")
            elif line.startswith("Installing collected"):
                say("installing", count=seen)
            elif line.startswith("ERROR:"):
                errors.append(line.strip())
    if pip.returncode != 0:
        say("failed", what="\n    ".join(["pip", *errors]))
        download = "python3 -m pip download --no-deps --only-binary=:all: --require-hashes -d wheels -r "
        start = "-m tests" if lock == lock_file(tests=True) else "main.py"
        fail("offline", download=download + os.path.relpath(lock, FOLDER), install=f"python3 {start} --wheels wheels")


def _compile(*arguments: str, using: str) -> None:
    """Compile to bytecode, whatever PYTHONDONTWRITEBYTECODE says, and whatever a package ships that is no Python."""
    command = [python(using), "-I", "-m", "compileall", "-q", "-j", "0", *arguments]
    nowhere = subprocess.DEVNULL
    subprocess.run(command, stdout=nowhere, stderr=nowhere, check=False, close_fds=False)


def _check_wheels(wheels: str, lock: str) -> None:
    """End, naming them all, when packages are missing from the folder of wheels."""
    files = os.listdir(wheels) if os.path.isdir(wheels) else []
    present = {_normal(name.split("-")[0]) for name in files if name.endswith(".whl")}
    needed = re.findall(r"^(\S+)==[^;\n]+$", read(lock), re.MULTILINE)  # with ``;`` it is for some systems only
    if lacking := [name for name in needed if _normal(name) not in present]:
        fail("no wheels", folder=wheels, names=", ".join(lacking))


def _normal(name: str) -> str:
    return re.sub("[-_.]+", "-", name).lower()


def provide_ensurepip() -> None:
    """Debian keeps what a virtual environment is made with in a package of its own.

    The line for who may not install it names the libraries of the window too, so that there is only one.
    """
    package = f"python{running_version()}-venv"
    if find_spec("ensurepip") is None and not apt_install([package]):
        fail("no ensurepip", line=apt_line([package, *map(debian_package, probably_missing_libraries())]))


def _base_executable() -> str:
    """The running Python, or the one behind it when it runs in a virtual environment."""
    return getattr(sys, "_base_executable", None) or sys.executable


def _run(command: list[str]) -> None:
    """Run a command quietly; end with its last lines when it fails."""
    answer = subprocess.run(
        command, cwd=FOLDER, capture_output=True, text=True, errors="replace", check=False, close_fds=False
    )
    if answer.returncode != 0:
        fail("failed", what="\n    ".join([" ".join(command), *(answer.stdout + answer.stderr).splitlines()[-5:]]))


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Let one start at a time set up; the claim of a start that was killed ends with the last process it had begun."""
    try:
        import fcntl
    except ImportError:  # on Windows, where a folder in use cannot be replaced anyway
        yield
        return
    with open(f"{VENV}.lock", "w", encoding="utf-8") as file:
        os.set_inheritable(file.fileno(), True)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("waiting")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
