"""Refusing what is no script, or one with mistakes: the slowest of all heavy files, by the command itself."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from player.i18n import write_compiled_catalogues
from player.scenario.load import LARGEST_FILE
from tests.bench.measure import Goal, Result, in_turn
from tests.scenario.bad_input import command
from tests.scenario.bad_input.command import Outcome, check
from tests.scenario.bad_input.heavy import BYTES, HEAVY

NAME = "refuse the slowest of all heavy files / list its YAML events"
GOAL = Goal(ratio=4, figure=1000)
MOST_MS, MOST_MIB = 1000, 200
FILES = {**HEAVY, **BYTES}
MEASURED = 3
ROUNDS = 3
_LIST_EVENTS = """
import sys, yaml
try:
    for event in yaml.parse(open(sys.argv[1], "rb"), Loader=yaml.CSafeLoader):
        pass
except yaml.YAMLError:
    pass
"""


def run_every_file(folder: Path) -> dict[str, Outcome]:
    """What ``check`` makes of every heavy file, the slowest first."""
    outcomes = {}
    for name in FILES:
        outcomes[name] = check(_make(name, folder), report=folder / "report")
    return dict(sorted(outcomes.items(), key=lambda each: -each[1].took_ms))


def _make(name: str, folder: Path) -> Path:
    _, make = FILES[name]
    file = folder / "heavy.yaml"
    file.write_bytes(make(LARGEST_FILE))
    return file


def _measure(name: str, folder: Path) -> tuple[float, float]:
    """Milliseconds for a heavy file and for its floor."""
    file, report = _make(name, folder), folder / "report"
    floor = [sys.executable, "-c", _LIST_EVENTS, str(file)]
    return in_turn(lambda: check(file, report=report).took_ms, lambda: command.run(floor, report).took_ms, ROUNDS)


def run() -> Result:
    """Take every file once, then the slowest again, in turn with the floor."""
    write_compiled_catalogues()
    with tempfile.TemporaryDirectory(prefix="gladi-bench-") as name:
        folder = Path(name)
        outcomes = run_every_file(folder)
        figures = {slow: _measure(slow, folder) for slow in list(outcomes)[:MEASURED]}
    measured, floor = max(figures.values())
    slow = ", ".join(f"{name} {took_ms:.0f} ms" for name, (took_ms, _) in figures.items())
    within = sum(outcome.took_ms <= MOST_MS for outcome in outcomes.values())
    heaviest = max(outcomes, key=lambda name: outcomes[name].peak_mib)
    note = (
        f"files of up to {LARGEST_FILE // 2**20} MB; {slow} (best of {ROUNDS}); {within} of {len(outcomes)} within "
        f"{MOST_MS} ms at the first try; most memory {outcomes[heaviest].peak_mib:.0f} MiB of {MOST_MIB} ({heaviest})"
    )
    return Result(measured, floor, note=note)
