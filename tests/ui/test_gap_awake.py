"""The machine stays awake while a drill is under way, by the means of the system, and never longer than the program."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from player.i18n import _
from player.model.scenario import LoadedScenario
from player.ui.gap.awake import HelperAwake, NoAwake, WindowsAwake, system_awake
from tests.helpers.desk import Desk

REPOSITORY = Path(__file__).resolve().parents[2]
READS_ON = (sys.executable, "-c", "import sys; sys.stdin.read()")


class Watched:
    """Notes what was asked of it."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def keep(self, why: str) -> None:
        self.asked.append(why)

    def release(self) -> None:
        self.asked.append("")


@pytest.fixture
def watched(desk: Desk) -> Watched:
    awake = Watched()
    desk.window.around = replace(desk.window.around, awake=awake)
    return awake


class TestTheWindow:
    def test_from_startex_to_endex_it_stays_awake(self, desk: Desk, watched: Watched, short: LoadedScenario) -> None:
        desk.run(short)
        desk.pass_ms(1_000)
        assert watched.asked == []
        desk.start_ex()
        desk.pass_ms(1_000)
        desk.press(Qt.Key.Key_F9)
        desk.pass_ms(1_000)
        assert watched.asked == [_("A drill is under way")], "on hold, too"
        desk.press(Qt.Key.Key_F9)
        desk.end_ex(_("END"))
        desk.pass_ms(1_000)
        assert watched.asked == [_("A drill is under way"), ""]

    def test_letting_go_of_a_drill_lets_it_sleep(self, desk: Desk, watched: Watched, short: LoadedScenario) -> None:
        desk.run(short)
        desk.start_ex()
        desk.window.let_go()
        assert watched.asked[-1] == ""

    def test_another_language_changes_nothing(self, desk: Desk, watched: Watched, short: LoadedScenario) -> None:
        desk.run(short)
        desk.start_ex()
        desk.window.actions_table["language_en"].do()
        desk.pass_ms(1_000)
        assert len(watched.asked) == 1


class TestHelper:
    def test_it_runs_for_as_long_as_it_is_wanted(self) -> None:
        awake = HelperAwake(*READS_ON)
        awake.keep("a drill")
        awake.keep("a drill")
        assert awake.is_kept
        helper = awake._helper
        assert helper is not None
        awake.release()
        awake.release()
        assert not awake.is_kept
        assert helper.returncode == 0, "it went by itself"

    def test_the_system_is_told_why(self) -> None:
        awake = HelperAwake(*READS_ON, "--why={why}")
        awake.keep("a drill")
        helper = awake._helper
        assert helper is not None
        assert isinstance(helper.args, list)
        assert helper.args[-1] == "--why=a drill"
        awake.release()

    def test_one_that_is_not_there_is_not_missed(self) -> None:
        awake = HelperAwake("gladi-has-no-such-program")
        awake.keep("a drill")
        assert not awake.is_kept
        awake.release()

    def test_one_that_is_refused_is_asked_again_at_the_next_drill(self) -> None:
        awake = HelperAwake(sys.executable, "-c", "raise SystemExit(1)")
        awake.keep("a drill")
        helper = awake._helper
        assert helper is not None
        assert helper.wait(30) == 1
        awake.keep("a drill")
        assert awake._helper is not helper
        awake.release()

    def test_one_that_does_not_end_is_ended(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("player.ui.gap.awake.ENDING_S", 0.05)
        awake = HelperAwake(sys.executable, "-c", "import signal; signal.pause()")
        awake.keep("a drill")
        helper = awake._helper
        assert helper is not None
        awake.release()
        assert helper.returncode == -signal.SIGKILL

    @pytest.mark.skipif(sys.platform != "linux", reason="watches another process the Linux way")
    def test_a_killed_program_leaves_none_behind(self) -> None:
        lines = (
            "from player.ui.gap.awake import HelperAwake",
            "awake = HelperAwake('cat')",
            "awake.keep('a drill')",
            "print(awake._helper.pid, flush=True)",
            "input()",
        )
        command = [sys.executable, "-c", "\n".join(lines)]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY
        ) as program:
            assert program.stdout is not None
            helper = os.pidfd_open(int(program.stdout.readline()))
            program.kill()
        try:
            ended, _writable, _errors = select.select([helper], [], [], 10)
            assert ended == [helper]
        finally:
            os.close(helper)


class TestTheRealThing:
    def test_this_system_is_asked_and_let_go(self) -> None:
        awake = system_awake()
        awake.keep("a drill")
        awake.release()

    @pytest.mark.skipif(sys.platform != "linux", reason="systemd is Linux")
    def test_the_system_knows_of_it(self) -> None:
        awake = system_awake()
        assert isinstance(awake, HelperAwake)
        try:
            before = subprocess.run(["systemd-inhibit", "--list"], capture_output=True, text=True, check=False)
        except OSError:
            pytest.skip("no systemd here")
        if before.returncode:
            pytest.skip("no login manager runs here")
        awake.keep("a drill")
        if not awake.is_kept:
            pytest.skip("this user may not keep the machine awake")
        try:
            after = subprocess.run(["systemd-inhibit", "--list"], capture_output=True, text=True, check=True)
            assert after.stdout.count("Gladi") == before.stdout.count("Gladi") + 1
        finally:
            awake.release()

    def test_where_there_is_nothing_to_ask_nothing_happens(self) -> None:
        for awake in (NoAwake(), WindowsAwake()):
            awake.keep("a drill")
            awake.release()
