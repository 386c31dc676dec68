"""Typed later: text, place, unit and rating of what was stamped. Nothing that was typed is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from player.model import events as ev
from player.ui.choices import Name
from player.ui.observe.part import ObservePart
from tests.helpers.desk import CTRL, Desk
from tests.helpers.desk_observe import (
    ENTER,
    ESC,
    F8,
    amended,
    choosing,
    desk_of,
    entries,
    face_of,
    observe,
    own_rows,
    tags,
    take_turn,
)

K = Qt.Key
ONE, FOUR, NINE = K.Key_1, K.Key_4, K.Key_9


@pytest.fixture
def stamped(branching: Desk) -> Desk:
    """A desk on whose face of Observe a tag has just been stamped."""
    observe(branching)
    branching.press(FOUR)
    return branching


def seq_of(desk: Desk, place: int = -1) -> int:
    """Number of a stamp, the last one unless asked for another."""
    return entries(desk, ev.TagObserved)[place].seq


class TestFields:
    @pytest.mark.parametrize(("key", "field"), [(K.Key_T, "text"), (K.Key_L, "place"), (ENTER, "text")])
    def test_a_key_goes_into_it_and_enter_writes(self, stamped: Desk, key: Qt.Key, field: str) -> None:
        stamped.press(key)
        stamped.type("pintu 4")
        stamped.press(ENTER)
        assert amended(stamped) == [(seq_of(stamped), field, "pintu 4")]
        assert entries(stamped, ev.ObservationAmended)[0].event.actor is ev.Actor.OBSERVER
        assert "pintu 4" in own_rows(stamped)[0].details
        stamped.press(NINE)
        assert tags(stamped) == ["stones", "alone"]

    def test_tab_goes_from_text_to_place(self, stamped: Desk) -> None:
        stamped.press(K.Key_T)
        stamped.type("a")
        stamped.press(K.Key_Tab)
        stamped.type("b")
        stamped.press(ENTER)
        assert amended(stamped) == [(seq_of(stamped), "text", "a"), (seq_of(stamped), "place", "b")]

    def test_the_unit_by_one_key(self, stamped: Desk) -> None:
        with stamped.answering(choosing(K.Key_2)):
            stamped.press(K.Key_S)
        assert amended(stamped) == [(seq_of(stamped), "unit", "medis")]
        with stamped.answering(choosing(K.Key_0)):
            stamped.press(K.Key_S)
        assert stamped.view.state.observations[seq_of(stamped)].unit is None
        assert tags(stamped) == ["stones"]

    @pytest.mark.parametrize("rating", ["P", "S", "M", "U"])
    def test_the_rating_by_its_letter(self, stamped: Desk, rating: str) -> None:
        with stamped.answering(choosing(K(ord(rating)))):
            stamped.press(K.Key_P)
        assert amended(stamped) == [(seq_of(stamped), "rating", rating)]
        assert stamped.bodies(ev.MarkerPlaced) == []

    @pytest.mark.parametrize("key", [K.Key_S, K.Key_P])
    def test_a_sheet_left_changes_nothing(self, stamped: Desk, key: Qt.Key) -> None:
        def leave(sheet: object) -> None:
            for one in (ENTER, K.Key_Space, ESC):
                choosing(one)(sheet)  # type: ignore[arg-type]

        with stamped.answering(leave):
            stamped.press(key)
        assert amended(stamped) == []

    def test_an_empty_text_takes_it_out(self, stamped: Desk) -> None:
        for text in ("salah", ""):
            stamped.press(K.Key_T)
            stamped.press(K.Key_A, CTRL)
            stamped.press(K.Key_Backspace)
            stamped.type(text)
            stamped.press(ENTER)
        assert stamped.view.state.observations[seq_of(stamped)].text == ""

    def test_the_chosen_of_the_last_five_is_completed(self, stamped: Desk) -> None:
        stamped.press(NINE)
        stamped.press(ONE)
        stamped.press(K.Key_Down)
        stamped.press(K.Key_Down)
        stamped.press(ENTER)
        stamped.type("pertama")
        stamped.press(ENTER)
        assert amended(stamped) == [(seq_of(stamped, 0), "text", "pertama")]

    def test_a_void_one_is_not(self, stamped: Desk) -> None:
        stamped.press(K.Key_Z, CTRL)
        stamped.press(K.Key_T)
        stamped.press(NINE)
        assert amended(stamped) == []
        assert tags(stamped) == ["stones", "alone"]

    def test_before_any_stamp_the_keys_do_nothing(self, branching: Desk) -> None:
        observe(branching)
        for key in (K.Key_T, K.Key_L, K.Key_S, K.Key_P):
            branching.press(key)
        branching.press(NINE)
        assert tags(branching) == ["alone"]


class TestNothingIsLost:
    def test_esc_leaves_and_what_was_typed_goes_on_record(self, stamped: Desk) -> None:
        stamped.press(K.Key_T)
        stamped.type("setengah")
        stamped.press(ESC)
        stamped.window.tick()
        assert amended(stamped) == [(seq_of(stamped), "text", "setengah")]

    def test_so_it_does_when_the_next_tag_comes_at_once(self, stamped: Desk) -> None:
        stamped.press(K.Key_T)
        stamped.type("setengah")
        stamped.press(ESC)
        stamped.press(NINE)
        stamped.window.tick()
        assert amended(stamped) == [(seq_of(stamped, 0), "text", "setengah")]
        assert face_of(stamped).detail.fields["text"].text() == ""

    def test_f8_writes_it(self, stamped: Desk) -> None:
        stamped.press(K.Key_T)
        stamped.type("cepat")
        stamped.press(F8)
        assert amended(stamped) == [(seq_of(stamped), "text", "cepat")]

    def test_while_it_is_typed_nothing_is_written(self, stamped: Desk) -> None:
        stamped.press(K.Key_T)
        stamped.type("belum")
        stamped.pass_ms(3_000)
        assert amended(stamped) == []
        assert own_rows(stamped)[0].drafted or desk_of(stamped).drafts

    def test_in_a_real_emergency_it_is_kept_and_written_afterwards(self, stamped: Desk) -> None:
        from player.engine import commands as do

        stamped.press(K.Key_T)
        stamped.type("penting")
        stamped.view.do(do.DeclareEmergency())
        stamped.pass_ms(200)
        stamped.press(ESC)
        stamped.pass_ms(200)
        assert amended(stamped) == []
        stamped.view.do(do.EndEmergency())
        stamped.window.setFocus()
        stamped.pass_ms(300)
        assert amended(stamped) == [(seq_of(stamped), "text", "penting")]

    def test_another_language_comes_in_the_middle_of_a_word(self, stamped: Desk) -> None:
        stamped.press(K.Key_T)
        stamped.type("bat")
        stamped.window.set_language("en")
        stamped.type("u")
        QApplication.processEvents()
        assert stamped.page.face is face_of(stamped)
        assert amended(stamped) == []
        stamped.press(ENTER)
        assert amended(stamped) == [(seq_of(stamped), "text", "batu")]

    def test_and_in_the_middle_of_a_note(self, stamped: Desk) -> None:
        stamped.press(K.Key_N)
        stamped.type("du")
        stamped.pass_ms(5_000)
        stamped.window.set_language("en")
        stamped.type("duk")
        stamped.press(ENTER)
        (note,) = stamped.bodies(ev.NoteWritten)
        assert (note.text, note.begun_ms) == ("duduk", 0)

    def test_a_half_note_is_still_there_after_f8(self, stamped: Desk) -> None:
        stamped.press(K.Key_N)
        stamped.type("separuh")
        stamped.press(F8)
        stamped.press(F8)
        stamped.press(NINE)
        assert tags(stamped) == ["stones", "alone"]
        stamped.press(K.Key_N)
        stamped.type(" jalan")
        stamped.press(ENTER)
        assert stamped.bodies(ev.NoteWritten)[0].text == "separuh jalan"

    def test_nor_is_it_lost_where_the_language_changes_in_run(self, stamped: Desk) -> None:
        stamped.press(K.Key_N)
        stamped.type("separuh")
        stamped.press(F8)
        stamped.window.set_language("en")
        stamped.press(NINE)
        stamped.press(F8)
        assert face_of(stamped).note.text() == "separuh"

    def test_the_chosen_entry_stays_chosen_in_another_language(self, stamped: Desk) -> None:
        stamped.press(NINE)
        stamped.press(K.Key_Down)
        stamped.window.set_language("en")
        assert [row.chosen for row in own_rows(stamped)] == [False, True]

    def test_another_observer_does_not_get_it(self, stamped: Desk) -> None:
        stamped.press(K.Key_T)
        stamped.type("milik")
        stamped.press(ESC)
        take_turn(stamped, "Rina")
        stamped.window.tick()
        assert amended(stamped) == [(seq_of(stamped), "text", "milik")]
        assert own_rows(stamped) == []


class TestReminders:
    @pytest.fixture
    def reminded(self, stamped: Desk) -> Desk:
        """A desk at which observers are reminded every two minutes."""
        stamped.window.choices.choose(Name.REMIND_MIN, "2")
        return stamped

    def said(self, desk: Desk) -> str:
        return face_of(desk).own.reminder.text

    def test_a_line_stands_from_then_until_the_next_entry(self, reminded: Desk) -> None:
        reminded.pass_ms(119_000)
        assert self.said(reminded) == ""
        reminded.pass_ms(1_000)
        assert "02:00" in self.said(reminded)
        reminded.press(NINE)
        reminded.window.tick()
        assert self.said(reminded) == ""

    def test_never_on_hold(self, reminded: Desk) -> None:
        reminded.pass_ms(100_000)
        reminded.press(K.Key_F9)
        reminded.pass_ms(600_000)
        assert self.said(reminded) == ""
        reminded.press(K.Key_F9)
        reminded.pass_ms(19_000)
        assert self.said(reminded) == ""
        reminded.pass_ms(1_000)
        assert self.said(reminded)

    def test_off_there_is_none(self, stamped: Desk) -> None:
        stamped.pass_ms(540_000)
        assert self.said(stamped) == ""

    def test_it_names_who_took_the_turn_and_counts_from_then(self, reminded: Desk) -> None:
        reminded.pass_ms(60_000)
        take_turn(reminded, "Rina")
        reminded.pass_ms(100_000)
        assert self.said(reminded) == ""
        reminded.pass_ms(20_000)
        assert "Rina" in self.said(reminded)

    def test_in_run_a_notice_comes_once_each_time(self, reminded: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        reminded.press(F8)
        said: list[str] = []
        say = reminded.page.say

        def listen(text: str, warning: bool) -> None:  # noqa: FBT001
            said.append(text)
            say(text, warning)

        monkeypatch.setattr(reminded.page, "say", listen)
        reminded.pass_ms(125_000)
        assert len([one for one in said if "F8" in one]) == 1
        reminded.pass_ms(120_000)
        assert len([one for one in said if "F8" in one]) == 2
        reminded.press(K.Key_M)
        reminded.pass_ms(100_000)
        assert len([one for one in said if "F8" in one]) == 2


def test_without_a_drill_there_is_no_desk(desk: Desk) -> None:
    assert desk.window.part(ObservePart).desk is None
