"""One's own entries in Observe, several observers taking turns, and what else stands around it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from player.engine import commands as do
from player.model import events as ev
from player.ui.actions import Mode
from player.ui.run.course_actions import TAG_GUARD_MS
from tests.helpers.desk import CTRL, SHIFT, Desk
from tests.helpers.desk_observe import (
    ENTER,
    ESC,
    F8,
    choosing,
    desk_of,
    entries,
    face_of,
    is_observing,
    observe,
    own_rows,
    tags,
    take_turn,
)

K = Qt.Key
ONE, FOUR, NINE = K.Key_1, K.Key_4, K.Key_9


class TestUndo:
    def test_ctrl_z_voids_ones_own_last_and_shift_restores_it(self, branching: Desk) -> None:
        branching.press(K.Key_M)  # the controller's, in Run
        observe(branching)
        branching.press(NINE)
        branching.press(FOUR)
        branching.press(K.Key_Z, CTRL)
        branching.press(K.Key_Z, CTRL)
        branching.press(K.Key_Z, CTRL)
        assert [row.voided for row in own_rows(branching)] == [True, True]
        (marker,) = entries(branching, ev.MarkerPlaced)
        assert marker.seq not in branching.view.state.voided
        branching.press(K.Key_Z, CTRL | SHIFT)
        assert [row.voided for row in own_rows(branching)] == [True, False]
        branching.press(K.Key_Z, CTRL | SHIFT)
        assert not branching.view.state.voided

    def test_in_run_ctrl_z_leaves_the_observers_alone(self, branching: Desk) -> None:
        observe(branching)
        branching.press(FOUR)
        branching.press(F8)
        branching.press(K.Key_Z, CTRL)
        assert not branching.view.state.voided

    def test_of_the_chosen_entry_by_key(self, branching: Desk) -> None:
        observe(branching)
        for key in (ONE, FOUR, NINE):
            branching.press(key)
        branching.press(K.Key_Down)
        branching.press(K.Key_Delete)
        assert [(row.text[0], row.voided) for row in own_rows(branching)] == [("9", False), ("4", True), ("1", False)]
        branching.press(K.Key_Delete)
        assert [row.voided for row in own_rows(branching)] == [False, True, False]
        branching.press(K.Key_Delete, SHIFT)
        assert not any(row.voided for row in own_rows(branching))

    def test_of_each_entry_by_mouse(self, branching: Desk) -> None:
        face = observe(branching)
        for key in (ONE, FOUR, NINE):
            branching.press(key)
        QApplication.processEvents()
        branching.click_row(face.own, 2, x=0.97)
        assert [row.voided for row in own_rows(branching)] == [False, False, True]
        branching.click_row(face.own, 2, x=0.97)
        assert not any(row.voided for row in own_rows(branching))

    def test_a_click_elsewhere_only_chooses(self, branching: Desk) -> None:
        face = observe(branching)
        branching.press(ONE)
        branching.press(FOUR)
        branching.click_row(face.own, 1, x=0.3)
        assert [row.chosen for row in own_rows(branching)] == [False, True]
        assert not branching.view.state.voided


class TestTheList:
    def test_five_are_in_sight_and_older_ones_behind_pgdn(self, branching: Desk) -> None:
        observe(branching)
        for _turn in range(7):
            branching.clock.advance_ms(TAG_GUARD_MS)
            branching.press(FOUR)
        seqs = [entry.seq for entry in entries(branching, ev.TagObserved)]
        assert [row.seq for row in own_rows(branching)] == seqs[:1:-1]
        branching.press(K.Key_PageDown)
        assert [row.seq for row in own_rows(branching)] == seqs[5:0:-1]
        branching.press(K.Key_PageDown)
        assert own_rows(branching)[-1].seq == seqs[0]
        assert own_rows(branching)[-1].chosen
        branching.press(K.Key_PageUp)
        branching.press(K.Key_PageUp)
        assert own_rows(branching)[0].chosen
        assert [row.seq for row in own_rows(branching)] == seqs[:1:-1]

    def test_something_new_comes_into_sight(self, branching: Desk) -> None:
        observe(branching)
        for key in (ONE, FOUR):
            branching.press(key)
        branching.press(K.Key_Down)
        branching.press(NINE)
        assert [row.chosen for row in own_rows(branching)] == [True, False, False]
        branching.press(K.Key_Down)
        branching.press(ESC)
        assert own_rows(branching)[0].chosen


class TestTurns:
    def test_a_new_name_is_typed_and_every_entry_bears_it(self, branching: Desk) -> None:
        observe(branching)
        take_turn(branching, "  Ipda   Rina ")
        branching.press(FOUR)
        branching.press(K.Key_M)
        assert branching.bodies(ev.ObserverTookTurn) == [ev.ObserverTookTurn("Ipda Rina")]
        assert branching.bodies(ev.TagObserved)[0].observer == "Ipda Rina"
        assert branching.bodies(ev.MarkerPlaced)[0].observer == "Ipda Rina"
        assert "Ipda Rina" in face_of(branching).header.accessibleName()

    def test_a_known_one_by_a_digit_and_the_controller_by_0(self, branching: Desk) -> None:
        observe(branching)
        for name in ("Rina", "Budi"):
            take_turn(branching, name)
        with branching.answering(choosing(ONE)):
            branching.press(K.Key_O)
        assert branching.view.state.observer == "Rina"
        with branching.answering(choosing(K.Key_0)):
            branching.press(K.Key_O)
        assert branching.view.state.observer == ""
        assert tags(branching) == []

    def test_esc_and_enter_without_a_name_change_nothing(self, branching: Desk) -> None:
        observe(branching)
        with branching.answering(
            lambda sheet: (choosing(ENTER)(sheet), choosing(K.Key_8)(sheet), choosing(ESC)(sheet))
        ):
            branching.press(K.Key_O)
        assert branching.bodies(ev.ObserverTookTurn) == []

    def test_each_sees_and_undoes_only_their_own(self, branching: Desk) -> None:
        observe(branching)
        take_turn(branching, "Rina")
        branching.press(FOUR)
        take_turn(branching, "Budi")
        assert own_rows(branching) == []
        branching.press(K.Key_Z, CTRL)
        assert not branching.view.state.voided
        branching.press(NINE)
        branching.press(K.Key_Z, CTRL)
        branching.press(K.Key_Z, CTRL)
        take_turn(branching, "Rina")
        assert [(row.text[0], row.voided) for row in own_rows(branching)] == [("4", False)]
        branching.press(K.Key_Z, CTRL | SHIFT)
        assert len(branching.view.state.voided) == 1


class TestTabbedTo:
    def test_in_the_list_of_what_is_expected_arrows_move_and_enter_ticks(self, branching: Desk) -> None:
        face = observe(branching)
        branching.pass_ms(61_000)
        branching.press(FOUR)
        branching.press(NINE)
        listed = branching.list_of(face.expected)
        listed.setFocus(Qt.FocusReason.TabFocusReason)
        listed.setCurrentIndex(listed.rows.index(0))
        branching.press(K.Key_Down)
        assert [row.chosen for row in own_rows(branching)] == [True, False]
        branching.press(ENTER)
        assert [one.expected for one in branching.bodies(ev.ExpectedActionMet)] == ["wounded"]
        branching.press(FOUR)
        assert tags(branching)[-1] == "alone"
        branching.clock.advance_ms(TAG_GUARD_MS)
        branching.press(FOUR)
        assert tags(branching)[-1] == "stones"


class TestAroundIt:
    def test_a_real_emergency_comes_over_it_and_goes(self, branching: Desk) -> None:
        observe(branching)
        branching.view.do(do.DeclareEmergency())
        branching.window.tick()
        assert branching.window.mode is Mode.EMERGENCY
        branching.press(FOUR)
        assert tags(branching) == []
        branching.view.do(do.EndEmergency())
        branching.window.tick()
        branching.window.setFocus()
        assert is_observing(branching)
        branching.press(FOUR)
        assert tags(branching) == ["stones"]

    def test_a_session_taken_up_again_knows_who_observed_and_what(self, branching: Desk) -> None:
        observe(branching)
        take_turn(branching, "Rina")
        branching.press(FOUR)
        path = branching.view.drill.path
        branching.window.let_go()
        assert branching.window.open_file(path)
        branching.window.resume_session()
        observe(branching)
        assert branching.view.state.observer == "Rina"
        assert [row.text[0] for row in own_rows(branching)] == ["4"]
        assert desk_of(branching).book.names == ("Rina",)
