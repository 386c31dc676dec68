"""Observe by keys: stamps, ticks, notes; and that no other key does anything."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from player.i18n import _, use_language
from player.model import events as ev
from player.model.scenario import LoadedScenario
from player.ui import main_window
from player.ui.actions import Mode
from player.ui.observe.desk import FLASH_MS
from player.ui.run.course_actions import TAG_GUARD_MS
from tests.helpers.desk import ALT, CTRL, NONE, SHIFT, Desk
from tests.helpers.desk_branches import branching_script
from tests.helpers.desk_observe import (
    ENTER,
    ESC,
    F8,
    desk_of,
    entries,
    face_of,
    is_observing,
    observe,
    own_rows,
    tags,
    tile,
)
from tests.session.play import FlakyWriter

K = Qt.Key
ONE, FOUR, NINE = K.Key_1, K.Key_4, K.Key_9


def works(desk: Desk, *, on: bool) -> None:
    """Take the disk away, or give it back."""
    writer = desk.view.drill._writer
    assert isinstance(writer, FlakyWriter)
    writer.broken = not on


class TestGoingThere:
    def test_f8_goes_there_and_back(self, branching: Desk) -> None:
        face = observe(branching)
        modes = [branching.window.mode]
        branching.press(F8)
        assert [*modes, branching.window.mode] == [Mode.OBSERVE, Mode.RUN]
        assert branching.page.face is None
        assert observe(branching) is face

    def test_not_without_a_drill(self, desk: Desk) -> None:
        desk.press(F8)
        assert not is_observing(desk)

    def test_before_startex_it_waits(self, desk: Desk, short: LoadedScenario) -> None:
        desk.run(short)
        observe(desk)
        desk.press(ONE)
        assert tags(desk) == []

    def test_esc_stays_where_keys_only_log(self, branching: Desk) -> None:
        observe(branching)
        branching.press(ESC)
        branching.press(ESC)
        assert is_observing(branching)

    def test_from_the_instrument(self, branching: Desk) -> None:
        branching.press(K.Key_F6)
        observe(branching)
        branching.press(F8)
        assert not branching.page.shows_instrument

    def test_after_endex_it_is_gone(self, branching: Desk) -> None:
        observe(branching)
        branching.press(F8)
        branching.end_ex(_("END"))
        branching.press(F8)
        branching.window.tick()
        assert not is_observing(branching)

    def test_another_drill_starts_anew(self, branching: Desk, short: LoadedScenario) -> None:
        observe(branching)
        branching.press(ONE)
        branching.window.let_go()
        branching.run(short)
        assert not is_observing(branching)
        assert list(desk_of(branching).book.entries_of("")) == []

    def test_what_armed_enter_is_disarmed(self, run: Desk) -> None:
        run.press(ENTER, CTRL)
        observe(run)
        run.press(F8)
        run.press(ENTER)
        assert len(run.bodies(ev.PhaseStarted)) == 1


class TestStamps:
    def test_a_digit_logs_its_tag_as_the_key_comes_down_as_the_observer(self, branching: Desk) -> None:
        observe(branching)
        branching.pass_ms(30_000)
        branching.hold_down(FOUR)
        (entry,) = entries(branching, ev.TagObserved)
        assert (entry.event.exercise_ms, entry.event.actor, entry.saved) == (30_000, ev.Actor.OBSERVER, True)
        branching.let_go(FOUR)
        assert tags(branching) == ["stones"]

    def test_kept_down_it_is_logged_once(self, branching: Desk) -> None:
        observe(branching)
        branching.hold_down(FOUR)
        for _turn in range(20):
            branching.clock.advance_ms(100)
            branching.repeat(FOUR, text="4")
        branching.let_go(FOUR)
        assert tags(branching) == ["stones"]

    def test_of_presses_that_go_on_each_half_second_keeps_one_and_that_is_said(self, branching: Desk) -> None:
        observe(branching)
        for press in range(10):
            branching.press(FOUR)
            assert len(tags(branching)) == 1 + press * 100 // TAG_GUARD_MS
            branching.clock.advance_ms(100)
        assert tile(branching, 4).state == "ignored"
        assert _("pressed twice: counted once") in tile(branching, 4).accessibleName()

    def test_half_a_second_later_it_is_seen_again_and_another_tag_need_not_wait(self, branching: Desk) -> None:
        observe(branching)
        branching.press(FOUR)
        branching.press(NINE)
        branching.clock.advance_ms(TAG_GUARD_MS)
        branching.press(FOUR)
        assert tags(branching) == ["stones", "alone", "stones"]

    def test_the_tile_shows_the_time_and_then_how_often(self, branching: Desk) -> None:
        observe(branching)
        branching.pass_ms(61_000)
        branching.press(FOUR)
        assert (tile(branching, 4).state, tile(branching, 4).stamp) == ("stamped", "00:01:01")
        branching.pass_ms(FLASH_MS)
        assert tile(branching, 4).state == ""
        assert "×1" in tile(branching, 4).accessibleName()

    def test_what_is_not_saved_is_not_shown_as_saved(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(main_window, "SessionWriter", FlakyWriter)
        desk.run(branching_script())
        desk.start_ex()
        observe(desk)
        works(desk, on=False)
        desk.press(FOUR)
        assert tile(desk, 4).state == "unsaved"
        assert not own_rows(desk)[0].saved
        assert _("not saved") in own_rows(desk)[0].spoken
        works(desk, on=True)
        desk.pass_ms(1_000)
        assert own_rows(desk)[0].saved

    def test_on_hold_it_is_logged_at_the_time_that_stands(self, branching: Desk) -> None:
        observe(branching)
        branching.pass_ms(10_000)
        branching.press(K.Key_F9)
        branching.pass_ms(5_000)
        branching.press(FOUR)
        assert entries(branching, ev.TagObserved)[0].event.exercise_ms == 10_000
        assert entries(branching, ev.ExerciseHeld)[0].event.actor is ev.Actor.OBSERVER

    def test_by_mouse_as_the_finger_comes_down(self, branching: Desk) -> None:
        observe(branching)
        QApplication.processEvents()
        QTest.mousePress(tile(branching, 4), Qt.MouseButton.LeftButton)
        assert tags(branching) == ["stones"]
        QTest.mouseRelease(tile(branching, 4), Qt.MouseButton.LeftButton)
        branching.click(tile(branching, 4), times=3)
        assert tags(branching) == ["stones"]

    def test_its_class_of_behaviour_is_that_of_the_crowd_and_it_triggers_injects(self, branching: Desk) -> None:
        observe(branching)
        branching.press(FOUR)
        branching.pass_ms(2_000)
        assert branching.view.sample.behaviour.key == "agresif"
        assert "answer" in [one.inject for one in branching.bodies(ev.InjectFired)]


class TestDeadKeys:
    @pytest.mark.parametrize("key", [K.Key_Space, K.Key_2, K.Key_0, K.Key_H, K.Key_F, K.Key_Q, K.Key_Plus, K.Key_G])
    def test_it_does_nothing(self, branching: Desk, key: Qt.Key) -> None:
        observe(branching)
        branching.pass_ms(60_000)
        before = len(branching.view.entries)
        for modifiers in (NONE, SHIFT, ALT):
            branching.press(key, modifiers)
        branching.press(ENTER, CTRL)
        assert len(branching.view.entries) == before

    def test_space_does_nothing_from_anywhere(self, branching: Desk) -> None:
        observe(branching)
        branching.pass_ms(60_000)
        branching.press(FOUR)
        before = len(branching.view.entries)
        for widget in branching.focusable():
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            for _press in range(3):
                branching.press(K.Key_Space)
            branching.press(ESC)
        branching.window.tick()
        assert len(branching.view.entries) == before
        assert is_observing(branching)

    def test_letters_and_digits_are_text_while_typing(self, branching: Desk) -> None:
        observe(branching)
        branching.press(K.Key_N)
        branching.type("4 batu, 9 orang; M T L S P O")
        branching.press(ENTER)
        assert tags(branching) == []
        assert branching.bodies(ev.MarkerPlaced) == []
        (note,) = entries(branching, ev.NoteWritten)
        assert branching.bodies(ev.NoteWritten)[0].text == "4 batu, 9 orang; M T L S P O"
        assert note.event.actor is ev.Actor.OBSERVER


class TestTicks:
    def test_ctrl_and_digit_tick_with_the_latency_shown(self, branching: Desk) -> None:
        observe(branching)
        branching.pass_ms(60_000)
        branching.pass_ms(40_000)
        branching.press(ONE, CTRL)
        (met,) = entries(branching, ev.ExpectedActionMet)
        assert met.event.actor is ev.Actor.OBSERVER
        assert met.event.body == ev.ExpectedActionMet("greet", 40_000, late=False)
        use_language("en")
        row = next(one for one in branching.rows(face_of(branching).expected) if one.expected == "greet")
        desk_of(branching).turned.emit()
        assert own_rows(branching)[0].details == "00:40 after its inject, in time"
        assert row.time == "00:40"

    def test_overdue_it_is_late(self, branching: Desk) -> None:
        use_language("en")
        observe(branching)
        branching.pass_ms(130_000)
        branching.press(ONE, CTRL)
        assert own_rows(branching)[0].details == "01:10 after its inject, late"

    def test_while_typing_too_and_the_text_stays(self, branching: Desk) -> None:
        face = observe(branching)
        branching.pass_ms(70_000)
        branching.press(FOUR)
        branching.press(K.Key_T)
        branching.type("dari kiri")
        branching.press(ONE, CTRL)
        assert len(branching.bodies(ev.ExpectedActionMet)) == 1
        assert face.detail.fields["text"].text() == "dari kiri"
        branching.press(ENTER)
        assert branching.view.state.observations[entries(branching, ev.TagObserved)[0].seq].text == "dari kiri"

    def test_by_mouse_as_the_observer(self, branching: Desk) -> None:
        face = observe(branching)
        branching.pass_ms(70_000)
        branching.click_row(face.expected, 0, x=0.01)
        (met,) = entries(branching, ev.ExpectedActionMet)
        assert met.event.actor is ev.Actor.OBSERVER

    def test_its_undo_opens_it_again(self, branching: Desk) -> None:
        observe(branching)
        branching.pass_ms(70_000)
        branching.press(ONE, CTRL)
        branching.press(K.Key_Z, CTRL)
        assert "greet" in branching.view.state.unmet


class TestNotesAndMarkers:
    def test_a_note_bears_the_time_of_its_first_letter(self, branching: Desk) -> None:
        observe(branching)
        branching.pass_ms(5_000)
        branching.press(K.Key_N)
        branching.type("a")
        branching.pass_ms(5_000)
        branching.type("b")
        branching.press(ENTER)
        (note,) = entries(branching, ev.NoteWritten)
        assert note.event.body == ev.NoteWritten("ab", 5_000)
        assert note.event.exercise_ms == 10_000
        assert own_rows(branching)[0].time == "00:00:05"

    def test_a_marker(self, branching: Desk) -> None:
        observe(branching)
        branching.press(K.Key_M)
        (marker,) = entries(branching, ev.MarkerPlaced)
        assert marker.event.actor is ev.Actor.OBSERVER

    def test_enter_on_what_is_no_tag_is_a_note_on_it(self, branching: Desk) -> None:
        observe(branching)
        branching.press(K.Key_M)
        seq = own_rows(branching)[0].seq
        branching.press(ENTER)
        branching.type("sini")
        branching.press(ENTER)
        assert branching.bodies(ev.NoteWritten)[0].on == seq
