"""``check`` as it is typed, in a process of its own that is timed and weighed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from player.setup import FOLDER

PATIENCE_S = 60
"""After so long a program is taken to hang."""

# The peak memory of a process counts that of the one it was forked from: a small Python stands between.
_BETWEEN = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.call(sys.argv[2:])
took_ms = 1000 * (time.perf_counter() - start)
peak_mib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
with open(sys.argv[1], "w") as report:
    json.dump([code, took_ms, peak_mib], report)
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a command.

    Attributes:
        code: the exit code.
        took_ms: from its start to its end.
        peak_mib: the most memory it had at once.
        output, errors: what it printed.
    """

    code: int
    took_ms: float
    peak_mib: float
    output: str
    errors: str

    @property
    def files(self) -> list[dict[str, Any]]:
        """What ``check --json`` says of each file."""
        answer: list[dict[str, Any]] = json.loads(self.output)
        return answer


def check(*arguments: str | Path, report: Path) -> Outcome:
    """Run ``python3 main.py check`` with these arguments.

    Args:
        report: a file to be made, for the figures.

    Raises:
        subprocess.TimeoutExpired: it hangs, and was killed.
    """
    return run([sys.executable, "main.py", "check", *map(str, arguments)], report)


def run(command: list[str], report: Path) -> Outcome:
    """Run any command in the folder of the program; otherwise as `check`."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    program = subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", _BETWEEN, str(report), *command],
        cwd=FOLDER,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        output, errors = program.communicate(timeout=PATIENCE_S)
    except BaseException:
        os.killpg(program.pid, signal.SIGKILL)  # the one between, and the one it started
        program.communicate()
        raise
    code, took_ms, peak_mib = json.loads(report.read_text())
    return Outcome(code, took_ms, peak_mib, output.decode(), errors.decode())
