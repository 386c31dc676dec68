"""A small checkout of Gladi to set up: main.py, player/setup, one tiny package and a stand-in command line."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from player.setup import FOLDER

BASE_PYTHON = getattr(sys, "_base_executable", sys.executable)
"""A Python outside every virtual environment, as on a fresh machine."""

STAND_IN = '''"""Stand-in for the command line: shows where it runs."""

import sys


def main(arguments):
    import leaf

    print(leaf.VERSION, sys.prefix, *arguments)
    return 7
'''


@dataclass(frozen=True, slots=True)
class Checkout:
    """A folder with main.py, player/setup and a lock file that asks for the package ``leaf``."""

    folder: Path
    wheels: Path

    @property
    def venv(self) -> Path:
        """Where its set-up puts the packages."""
        return self.folder / ".venv"

    def start(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run ``python3 main.py`` there and wait for it."""
        return subprocess.run(
            self.command(*arguments), env=clean_environment(**environment), capture_output=True, text=True, check=False
        )

    def begin(self, *arguments: str) -> subprocess.Popen[str]:
        """Run ``python3 main.py`` there, with what it says on a pipe."""
        return subprocess.Popen(
            self.command(*arguments), env=clean_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def command(self, *arguments: str) -> list[str]:
        """The start with these arguments; what is to be installed comes from the folder of wheels."""
        return [BASE_PYTHON, str(self.folder / "main.py"), "--wheels", str(self.wheels), *arguments]

    def lock(self, version: str) -> None:
        """Ask for this version of ``leaf``, and make its wheel."""
        (self.folder / "requirements.lock").write_text(
            f"leaf=={version} \\\n    --hash={make_wheel(self.wheels, version)}\n"
        )


def make_checkout(folder: Path) -> Checkout:
    """Make one in this new folder, asking for ``leaf`` 1.0."""
    checkout = Checkout(folder / "gladi", folder / "wheels")
    source = Path(FOLDER)
    leave_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(source / "player" / "setup", checkout.folder / "player" / "setup", ignore=leave_out)
    for name in ("main.py", "player/__init__.py"):
        shutil.copy(source / name, checkout.folder / name)
    (checkout.folder / "player" / "cli.py").write_text(STAND_IN)
    checkout.wheels.mkdir()
    checkout.lock("1.0")
    return checkout


def make_wheel(folder: Path, version: str) -> str:
    """Make the wheel of ``leaf`` in this version; gives its hash as a lock file has it."""
    info = f"leaf-{version}.dist-info"
    files = {
        "leaf/__init__.py": f'VERSION = "leaf {version}"\n',
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: leaf\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    digests = {name: hashlib.sha256(content.encode()).digest() for name, content in files.items()}
    record = "".join(
        f"{name},sha256={base64.urlsafe_b64encode(digest).decode().rstrip('=')},{len(files[name])}\n"
        for name, digest in digests.items()
    )
    wheel = folder / f"leaf-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, content in {**files, f"{info}/RECORD": f"{record}{info}/RECORD,,\n"}.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return f"sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}"


def clean_environment(**more: str) -> dict[str, str]:
    """The environment of a person who starts Gladi: nothing of this run, nothing about Python or the screen."""
    unwanted = ("PYTHON", "PIP_", "GLADI_", "COVERAGE", "PYTEST_", "VIRTUAL_ENV", "DISPLAY", "WAYLAND_DISPLAY", "QT_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1", **more}
