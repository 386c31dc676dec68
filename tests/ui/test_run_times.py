"""The times of the exercise: made longer and shorter, the rest shifted or absorbed, what waits shifted, midnight."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from player.i18n import _
from player.model import events as ev
from player.model.events import Rest
from player.model.scenario import LoadedScenario
from player.model.times import MINUTE_MS
from player.review.outlook import outlook
from player.ui.run.times import TimesSheet
from player.ui.widgets import ActionButton, Label
from tests.helpers.desk import CTRL, SHIFT, Desk
from tests.helpers.desk_script import short_script

LONGER, SHORTER, TIMES = Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_L
LATER, SOONER = Qt.Key.Key_Right, Qt.Key.Key_Left


def on_sheet(desk: Desk, then: Callable[[TimesSheet], None]) -> None:
    def act(sheet: QWidget) -> None:
        assert isinstance(sheet, TimesSheet)
        then(sheet)
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
        assert not sheet.isVisible()

    with desk.answering(act):
        desk.press(TIMES, CTRL)


def shown_end(desk: Desk) -> str:
    """What NOW says of the end of the exercise."""
    title = desk.window.actions_table["times"].text
    (button,) = [one for one in desk.page.now.findChildren(ActionButton) if one.toolTip() == title]
    return button.text()


class TestNow:
    def test_the_end_by_the_clock_of_the_story(self, run: Desk) -> None:
        assert shown_end(run) == " · ".join(("09:15", _("± shifts")))

    def test_over_and_under(self, run: Desk) -> None:
        run.pass_ms(12 * MINUTE_MS)
        assert "+02:00" in shown_end(run)
        run.next_phase()
        run.press(SHORTER)
        run.press(SHORTER)
        run.press(SHORTER)
        assert "−01:00" in shown_end(run)

    def test_before_startex_it_is_the_plan(self, desk: Desk, short: LoadedScenario) -> None:
        desk.run(short)
        assert shown_end(desk) == "09:15"

    def test_across_midnight(self, desk: Desk) -> None:
        desk.run(short_script(starts="23:50"))
        desk.start_ex()
        assert "00:05" in shown_end(desk)
        for minute in range(1, 15):
            desk.pass_until(minute * MINUTE_MS)
            over_ms = outlook(desk.view.state, desk.view.now_ms).over_ms
            assert over_ms == max(0, minute - 10) * MINUTE_MS
        assert "+04:00" in shown_end(desk)
        assert "00:09" in shown_end(desk)


class TestLongerAndShorter:
    def test_the_rest_is_shifted_until_it_is_chosen_otherwise(self, run: Desk) -> None:
        run.press(LONGER)
        assert run.bodies(ev.PhaseAdjusted) == [ev.PhaseAdjusted("gather", MINUTE_MS, Rest.SHIFT)]
        assert "09:16" in shown_end(run)

    def test_absorbed_the_end_stays(self, run: Desk) -> None:
        on_sheet(run, lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_2))
        assert run.window.choices.rest is Rest.ABSORB
        assert _("± absorbed") in shown_end(run)
        run.press(LONGER)
        assert run.bodies(ev.PhaseAdjusted) == [ev.PhaseAdjusted("gather", MINUTE_MS, Rest.ABSORB)]
        assert "09:15" in shown_end(run)
        run.next_phase()
        assert run.view.state.phase_run is not None
        assert run.view.state.phase_run.planned_ms == 4 * MINUTE_MS

    def test_the_choice_is_kept(self, run: Desk) -> None:
        on_sheet(run, lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_2))
        assert run.remembered["rest"] == "absorb"

    def test_the_menu_chooses_too(self, run: Desk) -> None:
        chosen = []
        for name in ("rest_absorb", "rest_shift"):
            run.window.actions_table[name].do()
            chosen.append(run.window.choices.rest)
        assert chosen == [Rest.ABSORB, Rest.SHIFT]


class TestTheSheet:
    def test_when_each_phase_begins_and_ends(self, run: Desk) -> None:
        def look(sheet: TimesSheet) -> None:
            assert [(row.title, row.span, row.planned, row.change, row.now) for row in sheet.rows] == [
                ("Gathering", "09:00 – 09:10", "10:00", "", True),
                ("Push", "09:10 – 09:15", "05:00", "", False),
            ]
            assert sheet.words == (
                _("The exercise ends at {time} (story time)").format(time="09:15"),
                _("As the script plans it."),
            )

        on_sheet(run, look)

    def test_keys_on_it_move_the_times(self, run: Desk) -> None:
        def act(sheet: TimesSheet) -> None:
            QTest.keyClick(sheet, LONGER)
            assert [row.change for row in sheet.rows] == ["+01:00", ""]
            assert sheet.words[1] == _("{over}: over. The script plans {time}.").format(over="+01:00", time="09:15")
            QTest.keyClick(sheet, SHORTER)
            QTest.keyClick(sheet, SHORTER)
            assert sheet.words[1] == _("{over}: under. The script plans {time}.").format(over="−01:00", time="09:15")
            QTest.keyClick(sheet, LATER)

        on_sheet(run, act)
        assert len(run.bodies(ev.PhaseAdjusted)) == 3
        assert run.bodies(ev.InjectsShifted) == [ev.InjectsShifted("gather", MINUTE_MS)]

    def test_a_bound_is_said_on_it(self, branching: Desk) -> None:
        def act(sheet: TimesSheet) -> None:
            assert sheet.rows[0].bounds == "≥ 02:00, ≤ 12:00"
            for _turn in range(3):
                QTest.keyClick(sheet, LONGER)
            said = [label.text() for label in sheet.findChildren(Label)]
            assert _("The phase is already as long as the script allows.") in said

        on_sheet(branching, act)
        assert branching.view.state.phase_run is not None
        assert branching.view.state.phase_run.planned_ms == 12 * MINUTE_MS

    @pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
    def test_space_and_enter_do_nothing(self, run: Desk, key: Qt.Key) -> None:
        before = len(run.view.entries)

        def act(sheet: TimesSheet) -> None:
            QTest.keyClick(sheet, key)
            assert sheet.isVisible()

        on_sheet(run, act)
        assert len(run.view.entries) == before

    def test_the_drill_goes_on_under_it(self, run: Desk) -> None:
        def act(sheet: TimesSheet) -> None:
            run.pass_ms(11 * MINUTE_MS)
            assert sheet.rows[0].span == "09:00 – 09:11"

        on_sheet(run, act)


class TestShiftingWhatWaits:
    def due(self, desk: Desk) -> dict[str, int | None]:
        return {name: stood.due_ms for name, stood in desk.view.state.injects.items() if stood.due_ms is not None}

    def test_all_that_waits_comes_later_and_sooner(self, run: Desk) -> None:
        assert self.due(run) == {"arrival": 60_000, "orator": 120_000, "bottle": 240_000}
        run.press(LATER, SHIFT)
        assert self.due(run) == {"arrival": 120_000, "orator": 180_000, "bottle": 300_000}
        run.press(SOONER, SHIFT)
        assert self.due(run) == {"arrival": 60_000, "orator": 120_000, "bottle": 240_000}
        assert [one.delta_ms for one in run.bodies(ev.InjectsShifted)] == [MINUTE_MS, -MINUTE_MS]

    def test_what_was_delivered_stays(self, run: Desk) -> None:
        run.pass_ms(61_000)
        run.press(LATER, SHIFT)
        run.pass_ms(600_000)
        fired = [
            (entry.event.body.inject, entry.event.exercise_ms)
            for entry in run.view.entries
            if isinstance(entry.event.body, ev.InjectFired)
        ]
        assert fired == [("arrival", 60_000), ("bottle", 300_000)]

    def test_without_shift_the_arrows_do_nothing(self, run: Desk) -> None:
        run.press(LATER)
        run.press(SOONER)
        assert run.bodies(ev.InjectsShifted) == []

    def test_one_that_came_sooner_than_now_comes_at_once_and_only_once(self, run: Desk) -> None:
        run.pass_ms(30_000)
        run.press(SOONER, SHIFT)
        run.pass_ms(1_000)
        run.press(SOONER, SHIFT)
        run.pass_ms(600_000)
        assert [one.inject for one in run.bodies(ev.InjectFired)].count("arrival") == 1
