"""Programs of their own, started from a benchmark to be timed or weighed."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from player.i18n import write_compiled_catalogues

FOLDER = Path(__file__).resolve().parent.parent.parent
BENCH = Path(__file__).resolve().parent
PATIENCE_S = 120
_PAINT = re.compile(r"^first-paint (\d+)$", re.MULTILINE)
_PEAK = re.compile(r"^peak-rss-kib (\d+)$", re.MULTILINE)
# The peak memory of a process counts that of the one it was forked from. So that the benchmarks, which are large by
# now, do not weigh in, a small Python stands between.
_BETWEEN = (sys.executable, "-I", "-S", "-c", "import subprocess, sys; sys.exit(subprocess.call(sys.argv[1:]))")


def first_paint_ms(arguments: Sequence[str]) -> float:
    """From the start of a Python program to the first paint of its window, which it tells of itself."""
    start_ns = time.monotonic_ns()
    output = _run([sys.executable, *arguments], {"GLADI_MEASURE_FIRST_PAINT": "1"})
    return (_number(_PAINT, output) - start_ns) / 1e6


def peak_memory_mib(arguments: Sequence[str]) -> float:
    """Peak resident memory of a Python program, which it tells of itself."""
    output = _run([*_BETWEEN, sys.executable, *arguments], {"GLADI_MEASURE_MEMORY": "1"})
    return _number(_PEAK, output) / 1024


def _number(pattern: re.Pattern[str], output: str) -> int:
    found = pattern.search(output)
    if found is None:
        raise RuntimeError(f"the program did not say {pattern.pattern}, but: {output[-2000:]!r}")
    return int(found.group(1))


@cache
def _set_up() -> None:
    """Compile the texts, as the first start does: a checkout whose texts changed since would do it in every run."""
    write_compiled_catalogues()


def _run(command: Sequence[str], more: dict[str, str]) -> str:
    _set_up()
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory(prefix="gladi-bench-") as home:
        environment = {**kept, "QT_QPA_PLATFORM": "offscreen", "GLADI_HOME": home, **more}
        program = subprocess.Popen(
            command,
            cwd=FOLDER,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        try:
            output, _ = program.communicate(timeout=PATIENCE_S)
        except BaseException:
            os.killpg(program.pid, signal.SIGKILL)  # the one between and the one it started
            program.communicate()
            raise
    if program.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {program.returncode}: {output[-2000:]}")
    return output
