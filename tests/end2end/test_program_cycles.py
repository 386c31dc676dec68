"""The program itself, opened and closed again and again: it ends well and says nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from player.app import MEASURE_READY
from player.setup import FOLDER

QUIET = "This plugin does not support"
"""What the offscreen plugin says of every window."""
_PROGRAM = "from player.cli import main; raise SystemExit(main())"
PATIENCE_S = 120


def open_and_close(home: Path, *arguments: str) -> None:
    """Start the program, let it close itself when its window stands."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "GLADI_HOME": str(home), MEASURE_READY: "1"}
    done = subprocess.run(
        [
            sys.executable,
            "-X",
            "faulthandler",
            "-c",
            "from player.cli import main; raise SystemExit(main())",
            *arguments,
        ],
        cwd=FOLDER,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    said = [line for line in done.stderr.splitlines() if QUIET not in line]
    assert (done.returncode, said) == (0, [])
    assert done.stdout.startswith("ready ")


def test_opening_and_closing_three_times(tmp_path: Path) -> None:
    for _ in range(3):
        open_and_close(tmp_path)


@pytest.mark.soak
def test_opening_and_closing_two_hundred_times(tmp_path: Path) -> None:
    for _ in range(200):
        open_and_close(tmp_path)
