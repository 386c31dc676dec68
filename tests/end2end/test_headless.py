"""The drill without a window: the same as the rehearsal, the same each time, and nothing of the window loaded."""

from __future__ import annotations

import json
import subprocess
import sys
import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player import cli
from player.cli.headless import play
from player.engine.rehearsal import Route, rehearse
from player.i18n import write_compiled_catalogues
from player.model import events as ev
from player.scenario import load_scenario, read_scenario
from player.session.store import read_session
from tests.end2end.headless_runs import OKUT, ROOT
from tests.helpers.clocks import FakeClock
from tests.session.samples import SCRIPT


@pytest.fixture(autouse=True)
def _quick(quick_disk: None) -> None:
    """No test here is about the disk."""


def _events(path: Path) -> list[ev.Event]:
    return [record.event for record in read_session(path).records]


def _renumbered(events: tuple[ev.Event, ...]) -> list[ev.Event]:
    """The events of a rehearsal as a session has them, which opens with one more."""
    by = 2 - events[0].seq
    return [replace(event, seq=event.seq + by) for event in events]


@pytest.mark.parametrize("missed", [[], ["first-appeal"], ["warning-ordered", "spray-stopped", "all-accounted"]])
def test_the_headless_run_is_the_rehearsal(missed: list[str], tmp_path: Path) -> None:
    target = tmp_path / "a.gladi"
    words = [word for name in missed for word in ("--miss", name)]
    assert cli.main(["run", str(OKUT), "--headless", "--speed", "max", "--session", str(target), *words]) == 0
    expected = rehearse(load_scenario(OKUT).scenario, Route(missed=frozenset(missed)))
    assert _events(target)[1:] == _renumbered(expected.events)


def test_rehearse_prints_those_events(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "a.gladi"
    assert cli.main(["run", str(OKUT), "--headless", "--speed", "max", "--session", str(target)]) == 0
    capsys.readouterr()
    assert cli.main(["rehearse", str(OKUT), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["routes"][0]["events"]
    assert [(event["t_ms"], event["kind"]) for event in told] == [
        (event.exercise_ms, event.body.NAME) for event in _events(target)[1:]
    ]


@settings(max_examples=12)
@given(
    planned_min=st.integers(4, 9),
    at_s=st.integers(0, 200),
    within_s=st.integers(1, 400),
    missed=st.booleans(),
    speed=st.sampled_from([1.0, 13.0, 120.0]),
)
def test_the_same_run_is_the_same_bytes(
    planned_min: int,
    at_s: int,
    within_s: int,
    missed: bool,  # noqa: FBT001
    speed: float,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Same scenario, seed and inputs on the same clock: the file of the session is the same, hashes and all."""
    text = (
        SCRIPT.replace("planned: 4m", f"planned: {planned_min}m")
        .replace("at: 30s", f"at: {at_s}s")
        .replace("within: 1m", f"within: {within_s}s")
    )
    loaded = read_scenario(text, "kecil.yaml")
    files = []
    for _again in range(2):
        target = tmp_path_factory.mktemp("twin") / "a.gladi"
        clock = FakeClock()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(uuid, "uuid4", lambda: uuid.UUID(int=5))
            passed = lambda seconds, clock=clock: clock.advance_ms(max(1, round(seconds * 1000)))  # noqa: E731
            ids = frozenset({"himbauan"} if missed else ())
            assert play(loaded, speed=speed, session=target, missed=ids, clock=clock, sleep=passed) == 0
        files.append(target.read_bytes())
    assert files[0] == files[1]


MODULES = """
import contextlib, io, json, sys
from player.cli import main
with contextlib.redirect_stdout(io.StringIO()):
    code = main(sys.argv[1:])
print(json.dumps([code, sorted({name.partition(".")[0] for name in sys.modules})]))
"""
HEAVY = {"PySide6", "shiboken6", "pyqtgraph", "numpy", "babel", "scipy", "PIL"}


def test_headless_commands_load_nothing_heavy(tmp_path: Path) -> None:
    write_compiled_catalogues()
    session = str(tmp_path / "a.gladi")
    commands = {
        "check": ["check", str(OKUT)],
        "check with errors": ["check", str(tmp_path)],
        "rehearse": ["rehearse", str(OKUT), "--json"],
        "run": ["run", str(OKUT), "--headless", "--speed", "max", "--session", session],
        "verify": ["verify", session],
    }
    for name, arguments in commands.items():
        answer = subprocess.run(
            [sys.executable, "-c", MODULES, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
        )
        code, loaded = json.loads(answer.stdout)
        assert code == (2 if name == "check with errors" else 0), answer.stderr
        assert HEAVY & set(loaded) == set(), name


def test_a_check_opens_no_database() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", MODULES, "check", str(OKUT)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "sqlite3" not in json.loads(answer.stdout)[1]
