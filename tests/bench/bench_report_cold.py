"""``gladi report`` from the start of its process to the PDF on the disk, beside Python that only reads typst."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from player.i18n import write_compiled_catalogues
from tests.bench.measure import Goal, Result, in_turn, milliseconds
from tests.bench.programs import FOLDER
from tests.helpers.hour_session import hour_session

NAME = "gladi report of an hour's drill, cold / Python that imports typst and sets a page"
GOAL = Goal(ratio=12.0, figure=3_000)
ROUNDS = 3

_LEAST = "import typst; typst.compile(b'x', format='pdf', ignore_system_fonts=True)"


def run() -> Result:
    """Start both in turn, each in a process of its own."""
    write_compiled_catalogues()
    with tempfile.TemporaryDirectory(prefix="gladi-bench-") as folder:
        session, target = hour_session(Path(folder) / "hour.gladi"), Path(folder) / "hour.pdf"
        ours = [str(FOLDER / "main.py"), "report", str(session), "-o", str(target), "--force"]
        _start(ours)
        measured, floor = in_turn(
            lambda: milliseconds(lambda: _start(ours)), lambda: milliseconds(lambda: _start(["-c", _LEAST])), ROUNDS
        )
    return Result(measured, floor, note=f"best of {ROUNDS} processes each; modules compiled, files in memory")


def _start(arguments: list[str]) -> None:
    subprocess.run([sys.executable, *arguments], cwd=FOLDER, check=True, stdout=subprocess.DEVNULL)
