"""Headless runs in processes of their own, to be killed."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from player.resources import scenarios_folder

ROOT = Path(__file__).resolve().parents[2]
OKUT = scenarios_folder() / "okut-2024-water-cannon.yaml"


def start(target: Path, *more: str) -> subprocess.Popen[bytes]:
    """Begin a run of the shipped script at full speed, its log on a pipe."""
    command = [sys.executable, "main.py", "run", str(OKUT), "--headless", "--speed", "max", "--session", str(target)]
    return subprocess.Popen([*command, *more], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@dataclass(frozen=True, slots=True)
class Printed:
    """What a run had printed: the numbers of whole lines of the log, and whether it said it was through."""

    numbers: tuple[int, ...]
    through: bool


def printed(output: bytes) -> Printed:
    """Read what a run printed; a line cut off in the middle does not count."""
    whole = output.decode("utf-8", "replace").split("\n")[:-1]
    numbers = tuple(int(line[1:].split()[0]) for line in whole if line.startswith("#"))
    return Printed(numbers, any(not line.startswith("#") for line in whole))
