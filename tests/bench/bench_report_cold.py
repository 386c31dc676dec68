"""``gladi report`` from the start of its process to the PDF on the disk, beside Python that only reads typst."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from player.i18n import write_compiled_catalogues
from tests.bench.measure import Goal, Result, in_turn, milliseconds
from tests.bench.programs import FOLDER
from tests.helpers.hour_session import hour_session

NAME = "gladi report of an hour's drill, cold / Python that imports typst and sets a page"
GOAL = Goal(ratio=90.0, figure=3_000)
ROUNDS = 3

_LEAST = "import typst; typst.compile(b'x', format='pdf', ignore_system_fonts=True)"


def run() -> Result:
    """Start both in turn, each in a process of its own."""
    write_compiled_catalogues()
    with tempfile.TemporaryDirectory(prefix="gladi-bench-") as folder:
        session, target = hour_session(Path(folder) / "hour.gladi"), Path(folder) / "hour.pdf"
        ours = [str(FOLDER / "main.py"), "report", str(session), "-o", str(target), "--force"]
        _start(ours)
        measured, floor = in_turn(lambda: _start(ours), lambda: _start(["-c", _LEAST]), ROUNDS)
        whole = milliseconds(lambda: _start(ours))
    note = f"best of {ROUNDS} processes each, their processor time; by the clock {whole:.0f} ms; modules compiled"
    return Result(measured, floor, note=note)


def _start(arguments: list[str]) -> float:
    """Run a process; gives its processor time in ms, so that other programs on the machine weigh in less."""
    before = os.times()
    subprocess.run([sys.executable, *arguments], cwd=FOLDER, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return 1e3 * (after.children_user + after.children_system - before.children_user - before.children_system)
