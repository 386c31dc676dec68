"""The second screen: what it says, what it never says, and whose keys are typed in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QRect, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from player.engine.state import Status
from player.i18n import _, use_language
from player.model import events as ev
from player.model.doctrine import Situation
from player.model.scenario import LoadedScenario
from player.ui.display.facts import Facts
from player.ui.display.part import DisplayPart
from player.ui.display.window import DisplayWindow
from player.ui.emergency.banner import banner_lines
from tests.helpers.desk import CTRL, Desk
from tests.helpers.desk_branches import branching_script
from tests.ui.emergency_hands import hold_f12, part_of, status

NOT_FOR_THE_SQUARE = 8
"""Words this long that an inject, an expected action or a note says must not be on the screen."""


@pytest.fixture(autouse=True)
def _no_beep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("player.ui.emergency.part.beep", lambda: None)


def toggle(desk: Desk) -> None:
    desk.press(Qt.Key.Key_D, CTRL)
    QApplication.processEvents()


def display_of(desk: Desk) -> DisplayWindow:
    display = desk.window.part(DisplayPart).display
    assert display is not None
    return display


def facts(desk: Desk) -> Facts:
    return display_of(desk).facts


@pytest.fixture
def shown(run: Desk) -> Desk:
    """A desk with the short drill under way and the second screen open; the keyboard is at the desk."""
    toggle(run)
    return run


class TestWhatItSays:
    def test_phase_time_and_situation(self, shown: Desk) -> None:
        shown.pass_ms(30_000)
        now = facts(shown)
        assert (now.title, now.phase, now.clock, now.state) == ("Short drill", "Gathering", "09:30", "normal")
        assert now.wall == "09:00 WIB"
        assert now.situation is Situation.HIJAU
        assert now.texts[0] == _("EXERCISE")

    def test_it_is_the_word_exercise_in_every_state(self, desk: Desk, short: LoadedScenario) -> None:
        toggle(desk)
        seen = [facts(desk)]
        desk.run(short)
        seen.append(facts(desk))
        desk.start_ex()
        seen.append(facts(desk))
        desk.press(Qt.Key.Key_F9)
        seen.append(facts(desk))
        desk.end_ex(_("END"))
        seen.append(facts(desk))
        assert [one.state for one in seen] == ["idle", "ready", "normal", "held", "ended"]
        assert all(one.texts[0] == _("EXERCISE") for one in seen)
        assert seen[3].word == _("ON HOLD")
        assert seen[4].word == _("EXERCISE OVER")
        assert seen[4].situation is None

    def test_low_and_over(self, shown: Desk) -> None:
        shown.pass_until(9 * 60_000)
        assert (facts(shown).state, facts(shown).clock) == ("normal", "01:00")
        shown.pass_ms(1000)
        assert (facts(shown).state, facts(shown).clock) == ("low", "00:59")
        shown.pass_until(10 * 60_000 + 5000)
        assert (facts(shown).state, facts(shown).clock, facts(shown).overtime) == ("overtime", "+00:05", True)
        shown.press(Qt.Key.Key_F9)
        assert (facts(shown).state, facts(shown).overtime) == ("held", True)

    def test_the_colour_follows_the_situation(self, desk: Desk) -> None:
        desk.run(branching_script())
        desk.start_ex()
        toggle(desk)
        desk.press(Qt.Key.Key_4)
        desk.pass_ms(2000)
        assert facts(desk).situation is desk.view.state.situation
        assert facts(desk).situation is not Situation.HIJAU
        assert facts(desk).situation_word in facts(desk).texts[-1]

    def test_a_real_emergency(self, shown: Desk) -> None:
        hold_f12(shown)
        assert facts(shown).alarm == banner_lines(stopped=True)
        shown.pass_ms(61_000)
        assert facts(shown).clock == "00:01:01"
        assert facts(shown).since.endswith("09:00 WIB")

    def test_one_without_a_drill(self, desk: Desk) -> None:
        toggle(desk)
        hold_f12(desk)
        assert facts(desk).alarm == banner_lines(stopped=False)
        desk.press(Qt.Key.Key_Escape)
        assert facts(desk).state == "idle"

    def test_review_is_not_for_the_square(self, shown: Desk) -> None:
        path = shown.view.drill.path
        shown.window.let_go()
        shown.window.open_file(path)
        shown.window.part(DisplayPart).refresh()
        assert facts(shown).state == "idle"

    def test_language_and_look(self, shown: Desk) -> None:
        use_language("id")
        assert "LATIHAN" in facts(shown).texts
        shown.window.set_language("en")
        assert "EXERCISE" in facts(shown).texts
        before = display_of(shown).grab().toImage()
        shown.window.set_theme("malam")
        assert display_of(shown).grab().toImage() != before
        shown.window.set_theme("siang")

    def test_a_screen_reader_hears_it(self, shown: Desk) -> None:
        assert all(text in display_of(shown).accessibleName() for text in facts(shown).texts)


class TestWhatItNeverSays:
    def secrets(self, desk: Desk) -> set[str]:
        """What only the desk may know."""
        scenario, known = desk.view.scenario, set()
        for inject in scenario.inject_by_id.values():
            known |= {str(inject.title), str(inject.text), str(inject.id)}
        for expected in scenario.expected_by_id.values():
            known |= {str(expected.text), str(expected.id)}
        known |= {note.text for note in desk.bodies(ev.NoteWritten)}
        shown = {str(scenario.title), *(str(phase.title) for phase in scenario.phases)}
        return {text for text in known if text and text not in shown}

    def test_no_inject_expected_action_note_or_finding(self, desk: Desk, okut: LoadedScenario) -> None:
        """All the drill through, at every second that is looked at."""
        desk.run(okut)
        toggle(desk)
        desk.start_ex()
        desk.press(Qt.Key.Key_N)
        desk.type("a note of the controller")
        desk.press(Qt.Key.Key_Return)
        seen = set()
        for _turn in range(60):
            desk.pass_ms(5000)
            desk.go()
            seen |= set(facts(desk).texts)
        assert desk.bodies(ev.InjectFired)
        secrets = self.secrets(desk)
        assert "a note of the controller" in secrets
        for text in seen:
            for secret in secrets:
                assert secret != text
                assert len(secret) < NOT_FOR_THE_SQUARE or secret not in text

    def test_nothing_is_painted_but_the_facts(self, shown: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        painted: list[str] = []
        for name in ("_fit", "_worded"):
            whole = getattr(__import__("player.ui.display.paint", fromlist=[name]), name)

            def listen(*args: object, whole: object = whole, **named: object) -> None:
                painted.extend(one for one in args if isinstance(one, str))
                whole(*args, **named)  # type: ignore[operator]

            monkeypatch.setattr(f"player.ui.display.paint.{name}", listen)
        shown.pass_ms(1000)
        display_of(shown).grab()
        texts = [text for text in painted if not text.startswith("#") and text]
        icons = {"circle:solid", "triangle-alert", "octagon-alert", "timer", "pause:solid", "circle-play", "flag"}
        known = {*facts(shown).texts, facts(shown).situation_word, _("Situation"), *icons}
        assert set(texts) <= known
        assert {facts(shown).clock, facts(shown).phase, _("EXERCISE")} <= set(texts)


class TestItsKeys:
    @pytest.fixture
    def there(self, shown: Desk) -> Desk:
        """The keyboard is in the second window."""
        display_of(shown).activateWindow()
        QApplication.processEvents()
        assert QApplication.activeWindow() is display_of(shown)
        return shown

    def press(self, desk: Desk, key: Qt.Key) -> None:
        QTest.keyClick(display_of(desk), key)
        QApplication.processEvents()

    def test_opening_it_leaves_the_keyboard_where_it_is(self, shown: Desk) -> None:
        assert QApplication.activeWindow() is shown.shell

    def test_go_works_in_it_once(self, there: Desk) -> None:
        self.press(there, Qt.Key.Key_Space)
        assert len(there.bodies(ev.InjectFired)) == 1
        assert QApplication.activeWindow() is there.shell

    def test_the_guard_holds_over_both_windows(self, there: Desk) -> None:
        self.press(there, Qt.Key.Key_Space)
        there.press(Qt.Key.Key_Space)
        there.clock.advance_ms(400)
        self.press(there, Qt.Key.Key_Space)
        there.clock.advance_ms(499)
        there.press(Qt.Key.Key_Space)
        assert len(there.bodies(ev.InjectFired)) == 1
        there.clock.advance_ms(500)
        there.press(Qt.Key.Key_Space)
        assert len(there.bodies(ev.InjectFired)) == 2

    def test_space_held_in_it_is_one_go(self, there: Desk) -> None:
        QTest.keyPress(display_of(there), Qt.Key.Key_Space)
        for _turn in range(20):
            there.clock.advance_ms(600)
            QTest.keyPress(there.target, Qt.Key.Key_Space)
        QTest.keyRelease(there.target, Qt.Key.Key_Space)
        assert len(there.bodies(ev.InjectFired)) == 1

    def test_f9_and_f12_work_in_it(self, there: Desk) -> None:
        self.press(there, Qt.Key.Key_F9)
        assert status(there) is Status.HELD
        display_of(there).activateWindow()
        hold_f12(there, target=display_of(there))
        assert status(there) is Status.EMERGENCY
        assert QApplication.activeWindow() is there.shell, "whom to call is to be seen"

    def test_the_ring_is_seen_in_it(self, there: Desk) -> None:
        QTest.keyPress(display_of(there), Qt.Key.Key_F12)
        sign = part_of(there).holding.sign
        assert sign is not None
        assert sign.window() is display_of(there)
        part_of(there).holding.stop()

    def test_a_note_begun_in_it_is_written_at_the_desk(self, there: Desk) -> None:
        self.press(there, Qt.Key.Key_N)
        there.type("hold on")
        there.press(Qt.Key.Key_Return)
        assert [note.text for note in there.bodies(ev.NoteWritten)] == ["hold on"]
        assert there.bodies(ev.InjectHeldBack) == []

    def test_a_half_written_note_is_no_place_for_its_keys(self, shown: Desk) -> None:
        shown.press(Qt.Key.Key_N)
        shown.type("half")
        display_of(shown).activateWindow()
        QApplication.processEvents()
        self.press(shown, Qt.Key.Key_Space)
        shown.clock.advance_ms(600)
        shown.press(Qt.Key.Key_Space)
        assert len(shown.bodies(ev.InjectFired)) == 2
        assert shown.page.log.entry.text() == "half"

    def test_escape_ends_nothing(self, there: Desk) -> None:
        self.press(there, Qt.Key.Key_Escape)
        assert display_of(there).isVisible()
        assert there.view.state.status is Status.RUNNING

    def test_f11_is_its_own(self, there: Desk) -> None:
        before = there.shell.windowState()
        for full in (True, False):
            self.press(there, Qt.Key.Key_F11)
            assert display_of(there).isFullScreen() is full
        assert there.shell.windowState() == before

    def test_closing_it_ends_nothing(self, there: Desk) -> None:
        display_of(there).close()
        assert there.window.part(DisplayPart).display is None
        assert there.shell.isVisible()
        assert there.view.state.status is Status.RUNNING
        assert there.remembered["display"] == "closed"


class TestItIsQuiet:
    def test_it_is_painted_once_a_second(self, shown: Desk) -> None:
        QApplication.processEvents()
        before = display_of(shown).painted_times
        for _turn in range(50):
            shown.pass_ms(100)
            QApplication.processEvents()
        assert display_of(shown).painted_times - before in {5, 6}  # the minute of the wall clock may turn, too

    def test_on_hold_it_is_not_painted(self, shown: Desk) -> None:
        shown.press(Qt.Key.Key_F9)
        QApplication.processEvents()
        before = display_of(shown).painted_times
        for _turn in range(20):
            shown.pass_ms(1000)
            QApplication.processEvents()
        assert display_of(shown).painted_times == before

    def test_closed_it_runs_no_timer(self, shown: Desk) -> None:
        toggle(shown)
        assert [one for one in shown.window.part(DisplayPart).findChildren(QTimer) if one.isActive()] == []

    def test_fifty_times_opened_and_closed_it_leaves_nothing(self, run: Desk) -> None:
        counts = []
        for _turn in range(50):
            toggle(run)
            assert display_of(run).isVisible()
            toggle(run)
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            counts.append(len(QApplication.allWidgets()))
        assert counts[5] == counts[-1]
        assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, DisplayWindow)]


class TestItIsRemembered:
    def test_open_where_it_stood(self, shown: Desk) -> None:
        assert shown.remembered["display"] == "open"
        display_of(shown).setGeometry(QRect(40, 50, 700, 500))
        QApplication.processEvents()
        assert shown.remembered["display_place"] == "40,50,700,500"
        shown.window.part(DisplayPart).closing()
        assert shown.remembered["display"] == "open", "closed with the main window, it opens again with it"

    def test_opened_again_by_itself_it_lies_behind_the_desk(self, run: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        raised: list[QWidget | None] = []

        def raise_it(one: QWidget) -> None:
            raised.append(one)

        monkeypatch.setattr(QWidget, "raise_", raise_it)
        part = run.window.part(DisplayPart)
        part._open_again()
        assert raised[-1:] == [run.shell], "on the only screen the drill that was cut off has to be seen"
        toggle(run)
        toggle(run)
        assert raised[-1:] == [part.display], "asked for, it is seen"

    def test_it_opens_where_it_was_closed(self, shown: Desk) -> None:
        display_of(shown).setGeometry(QRect(40, 50, 700, 500))
        toggle(shown)
        toggle(shown)
        assert display_of(shown).geometry() == QRect(40, 50, 700, 500)

    @pytest.mark.parametrize(
        "place", ["", "1,2,3", "a,b,c,d", "0,0,0,0", "-9000,-9000,300,300", "0,0,99999,99999", "1e9"]
    )
    def test_a_damaged_place_is_made_good(self, run: Desk, place: str) -> None:
        run.window.part(DisplayPart)._kept["display_place"] = place
        toggle(run)
        room = display_of(run).screen().geometry()
        assert room.intersects(display_of(run).geometry())
        assert display_of(run).height() <= max(room.height(), 300)


@pytest.mark.parametrize("size", [(480, 300), (1024, 768), (1366, 768), (800, 1200)])
def test_it_can_be_painted_at_every_size(shown: Desk, size: tuple[int, int]) -> None:
    display_of(shown).resize(*size)
    assert display_of(shown).grab().toImage().size().width() == size[0]
