"""What users of the nearest tools lost; each on the real window. The words of traps.md stand as headings."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from player.engine.state import Status
from player.i18n import _
from player.model import events as ev
from player.model.scenario import LoadedScenario
from player.model.times import HOUR_MS, MINUTE_MS
from player.session.live import SLEEP_MS
from player.session.store import VerifyStatus, read_session, verify_session
from player.ui.actions import Mode
from player.ui.gap.sheet import GapSheet
from player.ui.problems import ProblemSheet
from player.ui.settings import settings_file
from player.ui.widgets import BigClock, Readout
from tests.helpers.desk import Desk
from tests.helpers.desk_script import short_script
from tests.session.damage import change

F9 = Qt.Key.Key_F9
PLANNED = {"arrival": 60_000, "bottle": 240_000}
DUE = {"orator": 120_000}


def fired(desk: Desk) -> dict[str, int]:
    """Exercise time at which each inject fired; a second firing of one would be an error here."""
    found = [
        (entry.event.body.inject, entry.event.exercise_ms)
        for entry in desk.view.entries
        if isinstance(entry.event.body, ev.InjectFired)
    ]
    assert len(dict(found)) == len(found)
    return dict(found)


def band(desk: Desk, caption: str) -> str:
    names = [one.accessibleName() for one in desk.page.band.findChildren(Readout) if one.isVisible()]
    return next(name.removeprefix(caption).strip() for name in names if name.startswith(caption))


class TestPauseAnywhereOfAnyLength:
    @settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        pauses=st.lists(
            st.tuples(st.integers(1, 100_000), st.sampled_from([1, 90, 4_000, 60_000, 30 * 24 * HOUR_MS])),
            min_size=1,
            max_size=4,
        )
    )
    def test_each_inject_fires_once_at_its_exercise_time(
        self, desk: Desk, short: LoadedScenario, pauses: list[tuple[int, int]]
    ) -> None:
        desk.run(short)
        desk.start_ex()
        for runs_ms, stands_ms in pauses:
            desk.pass_ms(runs_ms)
            before_ms = desk.view.now_ms
            desk.press(F9)
            desk.clock.advance_ms(stands_ms)
            desk.window.tick()
            assert desk.view.now_ms == before_ms
            desk.press(F9)
        if desk.view.now_ms < 300_000:
            desk.pass_until(300_000)
        assert fired(desk) == PLANNED
        due = {
            entry.event.body.inject: entry.event.exercise_ms
            for entry in desk.view.entries
            if isinstance(entry.event.body, ev.InjectCameDue)
        }
        assert due == DUE
        order = [entry.event.exercise_ms for entry in desk.view.entries]
        assert order == sorted(order)
        desk.window.let_go()

    def test_on_the_very_moment_of_an_inject(self, run: Desk) -> None:
        run.pass_ms(59_999)
        run.press(F9)
        run.clock.advance_ms(HOUR_MS)
        run.window.tick()
        assert fired(run) == {}
        run.press(F9)
        run.pass_ms(1)
        assert fired(run) == {"arrival": 60_000}
        run.press(F9)
        run.clock.advance_ms(HOUR_MS)
        run.press(F9)
        run.pass_ms(10)
        assert fired(run) == {"arrival": 60_000}

    def test_at_ten_times_the_speed(self, run: Desk) -> None:
        run.window.actions_table["speed_10000"].do()
        run.pass_ms(3_000)
        run.press(F9)
        run.clock.advance_ms(HOUR_MS)
        run.press(F9)
        run.pass_ms(27_000)
        assert run.view.now_ms == 300_000
        assert fired(run) == PLANNED


class TestTheLaptopSleeps:
    def test_the_drill_is_on_hold_since_then_and_says_so(self, run: Desk) -> None:
        run.pass_ms(30_000)
        run.clock.advance_ms(10 * MINUTE_MS)
        run.window.tick()
        assert run.view.state.status is Status.HELD
        assert run.view.now_ms == 30_000
        assert fired(run) == {}
        assert run.bodies()[-2:] == [ev.GapFound(10 * MINUTE_MS), ev.ExerciseHeld()]
        assert run.view.entries[-1].event.actor is ev.Actor.ENGINE
        assert isinstance(QApplication.activeModalWidget(), GapSheet)
        run.press(Qt.Key.Key_Escape)
        run.window.tick()
        assert run.page.notice.isVisible()
        assert "10:00" in run.page.notice.text
        assert "F9" in run.page.notice.text

    def test_then_it_goes_on_as_if_nothing_had_been(self, run: Desk) -> None:
        run.pass_ms(30_000)
        run.clock.advance_ms(10 * MINUTE_MS)
        run.window.tick()
        run.press(F9)
        assert not run.page.notice.isVisible()
        run.pass_ms(270_000)
        assert run.view.now_ms == 300_000
        assert fired(run) == PLANNED

    def test_the_first_key_after_waking_counts_after_the_hold(self, run: Desk) -> None:
        """Whatever comes first, tick or key: no burst."""
        run.pass_ms(30_000)
        run.clock.advance_ms(10 * MINUTE_MS)
        run.press(Qt.Key.Key_M)
        assert [type(body) for body in run.bodies()[-3:]] == [ev.GapFound, ev.ExerciseHeld, ev.MarkerPlaced]
        assert run.view.now_ms == 30_000
        assert fired(run) == {}

    def test_asleep_while_on_hold_is_nothing(self, run: Desk) -> None:
        run.press(F9)
        run.clock.advance_ms(10 * MINUTE_MS)
        run.window.tick()
        assert len(run.bodies(ev.ExerciseHeld)) == 1
        assert not run.page.notice.isVisible()

    def test_a_busy_moment_is_no_sleep(self, run: Desk) -> None:
        run.pass_ms(55_000)
        run.clock.advance_ms(SLEEP_MS)
        run.window.tick()
        assert run.view.state.status is Status.RUNNING
        assert fired(run) == {"arrival": 60_000}
        assert run.view.now_ms == 55_000 + SLEEP_MS

    def test_before_startex_it_is_nothing(self, desk: Desk, short: LoadedScenario) -> None:
        desk.run(short)
        desk.clock.advance_ms(10 * MINUTE_MS)
        desk.window.tick()
        desk.start_ex()
        assert desk.view.now_ms == 0
        assert desk.bodies(ev.ExerciseHeld) == []

    def test_with_a_sheet_open(self, run: Desk) -> None:
        def sleep(sheet: QWidget) -> None:
            run.clock.advance_ms(10 * MINUTE_MS)
            run.window.tick()
            QTest.keyClick(sheet, Qt.Key.Key_1)

        run.pass_ms(30_000)
        with run.answering(sleep):
            run.press(run.unit_key("arrest"))
        assert [type(body) for body in run.bodies()[-3:]] == [ev.ExerciseHeld, ev.OrderGiven, ev.ActionStarted]
        assert fired(run) == {}


class TestTheWallClockJumps:
    @pytest.mark.parametrize("jump_ms", [-5 * HOUR_MS, -1, 5 * HOUR_MS, 400 * 24 * HOUR_MS])
    def test_exercise_time_goes_on_and_the_order_stays(self, run: Desk, jump_ms: int) -> None:
        run.pass_ms(30_000)
        run.clock.jump_wall_ms(jump_ms)
        run.pass_ms(90_000)
        run.press(Qt.Key.Key_M)
        assert run.view.now_ms == 120_000
        assert fired(run) == {"arrival": 60_000}
        run.end_ex(_("END"))
        path = run.view.drill.path
        run.window.let_go()
        assert verify_session(path).status is VerifyStatus.INTACT
        assert read_session(path).finished

    def test_another_zone_is_shown_and_logged(self, run: Desk) -> None:
        run.clock.zone, run.clock.offset_min = "WITA", 8 * 60
        run.window.tick()
        assert band(run, _("local time")).endswith("WITA")
        run.press(Qt.Key.Key_M)
        assert run.view.entries[-1].wall.zone == "WITA"


class TestAroundMidnight:
    @pytest.fixture
    def late(self, desk: Desk) -> Desk:
        """A script that starts at 23:50, played at 23:50."""
        desk.clock.jump_wall_ms((14 * 60 + 50) * MINUTE_MS)
        desk.run(short_script(starts="23:50"))
        desk.start_ex()
        return desk

    def test_clocks_wrap_and_nothing_else_does(self, late: Desk) -> None:
        assert band(late, _("story time")) == "23:50:00"
        assert band(late, _("local time")).startswith("23:50:00")
        late.pass_ms(9 * MINUTE_MS)
        (clock,) = late.page.now.findChildren(BigClock)
        assert clock.text == "01:00"
        late.pass_ms(2 * MINUTE_MS)
        assert band(late, _("story time")) == "00:01:00"
        assert band(late, _("local time")).startswith("00:01:00")
        assert band(late, _("exercise time")) == "00:11:00"
        assert (clock.text, clock.state) == ("+01:00", "overtime")
        assert fired(late) == PLANNED
        late.press(Qt.Key.Key_M)
        entry = late.view.entries[-1].event
        assert (entry.exercise_ms, entry.scenario_ms) == (11 * MINUTE_MS, 24 * HOUR_MS + MINUTE_MS)

    def test_the_log_reads_in_order_and_reopens(self, late: Desk) -> None:
        late.pass_ms(11 * MINUTE_MS)
        late.end_ex(_("END"))
        walls = [row.wall for row in late.rows(late.page.log)]
        assert walls[0].startswith("23:")
        assert walls[-1].startswith("00:01")
        path = late.view.drill.path
        late.window.actions_table["to_review"].do()
        view = late.window.review_view
        assert view is not None
        view.seek(9 * MINUTE_MS)
        assert band(late, _("story time")) == "23:59:00"
        assert verify_session(path).status is VerifyStatus.INTACT


class TestLongDrills:
    def test_after_twelve_hours_every_clock_is_whole(self, run: Desk) -> None:
        run.window.actions_table["speed_10000"].do()
        for _turn in range(12 * 60):
            run.clock.advance_ms(6_000)
            run.window.tick()
        assert run.view.now_ms == 12 * HOUR_MS
        assert band(run, _("exercise time")) == "12:00:00"
        assert band(run, _("story time")) == "21:00:00"
        (clock,) = run.page.now.findChildren(BigClock)
        assert clock.text == "+11:50:00"
        run.window.grab()


class TestTimeZero:
    def test_what_happens_at_zero_is_there_at_zero(self, run: Desk) -> None:
        run.press(Qt.Key.Key_M)
        run.press(Qt.Key.Key_Space)
        run.press(run.unit_key("line"))
        assert [entry.event.exercise_ms for entry in run.view.entries] == [0] * len(run.view.entries)
        run.end_ex(_("END"))
        path = run.view.drill.path
        run.window.actions_table["to_review"].do()
        view = run.window.review_view
        assert view is not None
        assert (view.now_ms, view.entry_count) == (0, len(view.entries))
        for _turn in range(3):
            run.press(Qt.Key.Key_Left)
            run.press(Qt.Key.Key_Right)
            run.press(Qt.Key.Key_Up)
            run.press(Qt.Key.Key_Down)
        run.window.grab()
        assert verify_session(path).status is VerifyStatus.INTACT

    def test_a_drill_ended_at_once_and_one_never_started(self, desk: Desk, short: LoadedScenario) -> None:
        desk.run(short)
        desk.start_ex()
        desk.end_ex(_("END"))
        desk.window.actions_table["to_review"].do()
        desk.window.go_home()
        desk.run(short)
        desk.press(Qt.Key.Key_M)
        desk.window.let_go()
        for path in desk.sessions():
            assert desk.window.open_file(path)
            desk.window.grab()
            for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
                desk.press(key)


class TestDamageIsNeverOverwritten:
    def damaged(self, folder: Path, whole: Path) -> dict[Path, bytes]:
        """Sessions hurt in every way, and settings."""
        data = whole.read_bytes()
        hurt = {
            "empty.gladi": b"",
            "half.gladi": data[: len(data) // 2],
            "noise.gladi": bytes(range(256)) * 64,
            "zeros.gladi": bytes(len(data)),
            "text.gladi": b"not a session",
        }
        for name, content in hurt.items():
            (folder / name).write_bytes(content)
        (folder / "changed.gladi").write_bytes(data)
        change(folder / "changed.gladi", "UPDATE events SET exercise_ms = 7 WHERE seq = 2")
        (folder / "folder.gladi").mkdir()
        settings_file().parent.mkdir(parents=True, exist_ok=True)
        settings_file().write_bytes(b"{")
        return {path: path.read_bytes() for path in folder.glob("*.gladi") if path.is_file()}

    def test_five_starts_later_all_is_as_it_was(self, run: Desk, short: LoadedScenario, tmp_path: Path) -> None:
        run.end_ex(_("END"))
        run.window.let_go()
        before = self.damaged(run.folder, run.sessions()[0])
        for number in range(5):
            desk = Desk(run.folder, run.scripts, clock=run.clock)
            view = next(view for view in desk.lists() if view.accessibleName() == _("Sessions"))
            assert view.rows.rowCount() == len(before) + 1 + number
            for path in sorted(run.folder.glob("*.gladi")):
                self.look_at(desk, path)
            run.clock.advance_ms(60_000)
            desk.run(short)
            desk.start_ex()
            desk.press(Qt.Key.Key_M)
            new = desk.view.drill.path
            desk.end_ex(_("END"))
            desk.close()
            QApplication.processEvents()
            assert verify_session(new).status is VerifyStatus.INTACT
            assert {path: path.read_bytes() for path in before} == before
        assert settings_file().read_bytes() == b"{"

    def look_at(self, desk: Desk, path: Path) -> None:
        """Open it; where that is refused, the reason is read and left."""
        seen: list[QWidget] = []

        def read(sheet: QWidget) -> None:
            assert isinstance(sheet, ProblemSheet)
            seen.append(sheet)
            QTest.keyClick(sheet, Qt.Key.Key_Escape)

        timer = QTimer()
        timer.setInterval(0)
        timer.timeout.connect(lambda: read(sheet) if (sheet := QApplication.activeModalWidget()) is not None else None)
        timer.start()
        opened = desk.window.open_file(path)
        timer.stop()
        assert opened == (not seen)
        if opened:
            assert desk.window.mode is Mode.REVIEW
            desk.window.go_home()
