"""The page of a real emergency: what is frozen, who is called, the way back, and what it survives."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from player.engine import commands as do
from player.engine.state import Status
from player.i18n import _, use_language
from player.model import events as ev
from player.model.scenario import LoadedScenario
from player.resources import scenarios_folder
from player.scenario import load_scenario
from player.session.store import read_session
from player.ui.emergency.banner import banner_lines
from player.ui.emergency.contact_list import ContactList
from player.ui.emergency.contact_row import LEAST_PX
from player.ui.emergency.part import EmergencyPart
from player.ui.theme import THEMES, Theme
from tests.helpers.desk import CTRL, SHIFT, Desk
from tests.ui.contrast import TEXT_CONTRAST, contrast_ratio
from tests.ui.emergency_hands import answer, declared, hold_f12, page_of, part_of, status


@pytest.fixture(autouse=True)
def _no_beep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("player.ui.emergency.part.beep", lambda: None)


class TestEverythingIsFrozen:
    def test_time_stands_and_nothing_is_delivered(self, run: Desk) -> None:
        run.pass_ms(30_000)
        hold_f12(run)
        stood_ms = run.view.now_ms
        run.pass_ms(1_800_000)
        assert run.view.now_ms == stood_ms
        assert run.bodies(ev.InjectFired) == []
        assert part_of(run).elapsed_ms == pytest.approx(1_800_000, abs=200)

    def test_no_key_of_the_drill_means_anything(self, run: Desk) -> None:
        hold_f12(run)
        count = len(run.view.entries)
        for name in "QWERTYUIOPASDFGHJKLZXCVB":
            run.press(Qt.Key(ord(name)))
            run.press(Qt.Key(ord(name)), SHIFT)
        for key in (Qt.Key.Key_Space, Qt.Key.Key_F9, Qt.Key.Key_F7, Qt.Key.Key_Return, Qt.Key.Key_Escape):
            run.press(key)
        for key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Up, Qt.Key.Key_M, Qt.Key.Key_Z):
            run.press(key)
        run.press(Qt.Key.Key_Z, CTRL)
        run.press(Qt.Key.Key_O, CTRL)
        assert len(run.view.entries) == count
        assert status(run) is Status.EMERGENCY

    def test_nothing_under_the_page_can_be_reached(self, run: Desk) -> None:
        hold_f12(run)
        page = page_of(run)
        assert page.geometry() == run.window.rect()
        for _turn in range(30):
            run.press(Qt.Key.Key_Tab)
            focus = QApplication.focusWidget()
            assert focus is not None
            assert page.isAncestorOf(focus)
        for widget in run.focusable():
            assert widget is run.window or widget is page or page.isAncestorOf(widget)

    def test_its_size_follows_the_window(self, run: Desk) -> None:
        hold_f12(run)
        for size in ((1024, 640), (1600, 900)):
            run.shell.resize(*size)
            QApplication.processEvents()
            assert page_of(run).geometry() == run.window.rect()


class TestContacts:
    def test_before_it_is_run_those_of_the_script_shown_are_called(self, desk: Desk) -> None:
        script = scenarios_folder() / "okut-2024-dialogue.yaml"
        desk.window.open_file(script)
        part = desk.window.part(EmergencyPart)
        part.declare()
        assert part.emergency is not None
        named = [str(one.title) for one in load_scenario(script).scenario.emergency.values()]
        assert [row.contact.title for row in part.emergency.rows] == named
        table = desk.window.actions_table
        details = [table[f"contact_{number}"].detail for number in range(1, len(named) + 1)]
        assert [detail() for detail in details if detail is not None] == named
        part.leave()

    def test_a_digit_ticks_and_the_same_one_takes_it_back(self, run: Desk) -> None:
        hold_f12(run)
        run.pass_ms(60_000)
        run.press(Qt.Key.Key_3)
        (told,) = run.bodies(ev.EmergencyContacted)
        assert (told.contact, told.reached) == (page_of(run).rows[2].contact.id, True)
        assert "09:01:02" in page_of(run).rows[2].accessibleName()
        run.press(Qt.Key.Key_3)
        assert [body.reached for body in run.bodies(ev.EmergencyContacted)] == [True, False]
        assert run.view.state.contacted == {}

    def test_one_that_is_not_there_is_no_contact(self, run: Desk) -> None:
        hold_f12(run)
        run.press(Qt.Key.Key_9)
        assert run.bodies(ev.EmergencyContacted) == []

    def test_a_click_and_enter_tick_too(self, run: Desk) -> None:
        hold_f12(run)
        run.click(page_of(run).rows[0])
        page_of(run).rows[1].setFocus(Qt.FocusReason.TabFocusReason)
        run.press(Qt.Key.Key_Return)
        assert set(run.view.state.contacted) == {row.contact.id for row in page_of(run).rows[:2]}

    def test_those_of_the_script_come_in_its_order(self, desk: Desk, okut: LoadedScenario) -> None:
        desk.run(okut)
        hold_f12(desk)
        shown = [(row.contact.id, row.contact.reach) for row in page_of(desk).rows]
        assert shown == [(one.id, str(one.reach)) for one in okut.scenario.emergency.values()]
        assert shown

    def test_a_note_is_logged(self, run: Desk) -> None:
        hold_f12(run)
        run.press(Qt.Key.Key_N)
        run.type("9 real casualties")
        run.press(Qt.Key.Key_Return)
        (note,) = run.bodies(ev.NoteWritten)
        assert note.text == "9 real casualties"
        assert run.view.state.contacted == {}, "digits are text while typing"

    def test_escape_leaves_the_note_and_not_the_page(self, run: Desk) -> None:
        hold_f12(run)
        run.press(Qt.Key.Key_N)
        run.type("x")
        run.press(Qt.Key.Key_Escape)
        run.press(Qt.Key.Key_1)
        assert len(run.view.state.contacted) == 1
        assert status(run) is Status.EMERGENCY


class TestTheWayBack:
    def test_the_word_goes_back_to_hold(self, run: Desk) -> None:
        run.pass_ms(30_000)
        hold_f12(run)
        stood_ms = run.view.now_ms
        with run.answering(answer(_("RESUME"))):
            run.press(Qt.Key.Key_Return, CTRL)
        assert status(run) is Status.HELD
        assert part_of(run).emergency is None
        assert "F9" in run.page.notice.text
        assert run.page.notice.isVisible()
        run.press(Qt.Key.Key_F9)
        run.pass_ms(1000)
        assert (status(run), run.view.now_ms) == (Status.RUNNING, stood_ms + 1000)
        assert not run.page.notice.isVisible()

    def test_before_startex_it_is_ready_again(self, desk: Desk, short: LoadedScenario) -> None:
        desk.run(short)
        hold_f12(desk)
        with desk.answering(answer(_("RESUME"))):
            desk.press(Qt.Key.Key_Return, CTRL)
        assert status(desk) is Status.READY
        desk.start_ex()
        assert status(desk) is Status.RUNNING

    def test_another_word_does_not(self, run: Desk) -> None:
        hold_f12(run)

        def wrong(sheet: QWidget) -> None:
            answer("yes")(sheet)
            assert sheet.isVisible()
            QTest.keyClick(sheet, Qt.Key.Key_Escape)

        for keys in (Qt.Key.Key_Return, Qt.Key.Key_E):
            with run.answering(wrong):
                run.press(keys, CTRL)
        assert status(run) is Status.EMERGENCY

    def test_the_exercise_can_end_from_it(self, run: Desk) -> None:
        hold_f12(run)
        with run.answering(answer(_("END"))):
            run.press(Qt.Key.Key_E, CTRL)
        assert status(run) is Status.ENDED
        assert part_of(run).emergency is None
        assert run.page.isEnabled()

    def test_a_second_one_begins_with_an_empty_list(self, run: Desk) -> None:
        hold_f12(run)
        run.press(Qt.Key.Key_1)
        with run.answering(answer(_("RESUME"))):
            run.press(Qt.Key.Key_Return, CTRL)
        hold_f12(run)
        assert declared(run) == 2
        assert all(_("not reached yet") in row.accessibleName() for row in page_of(run).rows)


class TestItSurvives:
    def test_another_language_and_look(self, run: Desk) -> None:
        hold_f12(run)
        run.press(Qt.Key.Key_1)
        run.press(Qt.Key.Key_N)
        run.type("half")
        run.pass_ms(5000)
        before_ms = part_of(run).elapsed_ms
        run.window.set_language("en")
        run.window.set_theme("malam")
        run.window.set_theme("siang")
        page = page_of(run)
        assert page.accessibleName() == "Real emergency"
        assert part_of(run).elapsed_ms == before_ms
        assert "reached 09:00:0" in page.rows[0].accessibleName()
        assert page.entry is not None
        assert page.entry.text() == "half"
        run.type(" done")
        run.press(Qt.Key.Key_Return)
        assert [note.text for note in run.bodies(ev.NoteWritten)] == ["half done"]

    def test_a_kill(self, run: Desk) -> None:
        """What is in the file at this moment is what a kill leaves."""
        hold_f12(run)
        run.press(Qt.Key.Key_2)
        run.pass_ms(30_000)
        path = run.view.drill.path
        run.window.let_go()
        assert part_of(run).emergency is None
        assert read_session(path).records[-1] is not None
        run.clock.advance_ms(600_000)
        run.window.open_file(path)
        run.window.resume_session()
        assert status(run) is Status.EMERGENCY
        assert page_of(run).isVisible()
        assert part_of(run).elapsed_ms == pytest.approx(630_000, abs=500)
        assert _("not reached yet") not in page_of(run).rows[1].accessibleName()
        with run.answering(answer(_("RESUME"))):
            run.press(Qt.Key.Key_Return, CTRL)
        assert status(run) is Status.HELD

    def test_a_jump_of_the_wall_clock(self, run: Desk) -> None:
        hold_f12(run)
        run.clock.jump_wall_ms(-3_600_000)
        run.pass_ms(10_000)
        assert part_of(run).elapsed_ms == pytest.approx(10_000, abs=500)


def test_fifty_times_it_leaves_nothing_behind(run: Desk) -> None:
    def widgets() -> int:
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        return len(QApplication.allWidgets())

    counts = []
    for _turn in range(50):
        part_of(run).declare()
        assert page_of(run).isVisible()
        run.view.do(do.EndEmergency())
        counts.append(widgets())
    assert counts[10] == counts[-1]
    assert [one for one in part_of(run).findChildren(QTimer) if one.isActive()] == []


class TestHowItLooks:
    @pytest.mark.parametrize("theme", THEMES.values(), ids=tuple(THEMES))
    def test_its_words_are_white_on_red_in_every_look(self, theme: Theme) -> None:
        alarm = theme.tones.alarm
        assert alarm.on_fill == "#ffffff"
        assert contrast_ratio(alarm.on_fill, alarm.fill) >= TEXT_CONTRAST
        red, green, blue = (int(alarm.fill[place : place + 2], 16) for place in (1, 3, 5))
        assert red > 4 * max(green, blue)

    def test_its_words_are_read_from_five_metres(self, run: Desk) -> None:
        """A letter is read from 200 times its height; a screen of 31 cm shows 1366 px."""
        run.shell.resize(1366, 768)
        QApplication.processEvents()
        hold_f12(run)
        picture = page_of(run).grab().toImage()
        white = [
            sum(picture.pixelColor(x, y).lightness() > 200 for x in range(0, 1366, 3)) > 20
            for y in range(round(0.36 * 768))
        ]
        edges = [y for y in range(1, len(white)) if white[y] != white[y - 1]]
        heights = [(lower - upper) * 310 / 1366 for upper, lower in pairwise(edges) if white[upper]]
        assert sum(height >= 20 for height in heights) >= 2, "two lines of letters of two centimetres and more"

    @pytest.mark.parametrize("language", ["id", "en"])
    def test_it_says_that_the_exercise_has_stopped(self, language: str) -> None:
        use_language(language)
        assert len(banner_lines(stopped=True)) == 2
        assert banner_lines(stopped=False) == banner_lines(stopped=True)[:1]

    @pytest.mark.parametrize("size", [(1024, 640), (1366, 768), (1920, 1080)])
    def test_every_contact_is_in_sight(self, desk: Desk, okut: LoadedScenario, size: tuple[int, int]) -> None:
        desk.shell.resize(*size)
        desk.run(okut)
        hold_f12(desk)
        QApplication.processEvents()
        page = page_of(desk)
        (area,) = page.findChildren(ContactList)
        for row in page.rows:
            top = row.mapTo(area, row.rect().topLeft())
            assert area.rect().contains(top)
            assert area.rect().contains(row.mapTo(area, row.rect().bottomRight()))
            assert row.height() >= LEAST_PX
        assert not area.verticalScrollBar().isVisible()

    def test_everything_on_it_has_a_name(self, run: Desk) -> None:
        hold_f12(run)
        page = page_of(run)
        nameless = [
            one
            for one in page.findChildren(QWidget)
            if one.isVisible() and one.focusPolicy() != Qt.FocusPolicy.NoFocus and not one.accessibleName()
        ]
        assert nameless == []
        assert page.accessibleName()
