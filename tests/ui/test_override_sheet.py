"""The sheet of an override: what it asks for, what it refuses, and that no chance key overrides anything."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from player.i18n import _
from player.model import events as ev
from player.ui.override.draft import Part
from player.ui.override.sheet import HELD_KEYS, OverrideSheet
from player.ui.override.words import REASONS
from tests.helpers.desk import NONE, Desk
from tests.helpers.override_hands import (
    BEHAVIOUR,
    ENTER,
    ESC,
    F5,
    FORCE,
    HOLD,
    PRESENCE,
    RELEASE,
    SET,
    TENSION,
    WHO,
    WHY,
    on_sheet,
    override,
    tap,
)

F6, F7, F8 = Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F8
UP, DOWN, TAB, SPACE = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Space
Q, M = ev.Quantity, ev.OverrideMode


def overridden(desk: Desk) -> list[ev.ValueOverridden]:
    return desk.bodies(ev.ValueOverridden)


class TestAskingFor:
    def test_enter_goes_to_what_is_missing_and_only_then_does_it(self, run: Desk) -> None:
        def watch(sheet: OverrideSheet) -> None:
            tap(sheet, ENTER)
            assert list(sheet.errors) == [Part.MODE, Part.WHO, Part.WHY]
            tap(sheet, HOLD, "55", ENTER)
            assert sheet.focusWidget() is sheet.who.who
            tap(sheet, ENTER, ENTER)
            assert sheet.focusWidget() is sheet.who.who
            tap(sheet, WHO)
            assert list(sheet.errors) == [Part.WHY]
            tap(sheet, ENTER, ENTER)
            assert sheet.focusWidget() is sheet.who.why
            assert not overridden(run)
            tap(sheet, WHY, ENTER)
            assert not sheet.isVisible()

        with run.answering(on_sheet(watch)):
            run.press(F5)
        assert [body.after for body in overridden(run)] == [550_000]

    @pytest.mark.parametrize("bad", ["101", "5o", "-1", "", "55,5"])
    def test_a_value_that_is_none_is_said_beside_it_and_kept(self, run: Desk, bad: str) -> None:
        def watch(sheet: OverrideSheet) -> None:
            tap(sheet, TENSION, HOLD, Qt.Key.Key_Delete, bad, ENTER)
            assert next(iter(sheet.errors)) is Part.VALUE
            assert sheet.errors[Part.VALUE] == _("A whole number from 0 to {highest}.").format(highest=100)
            assert sheet.focusWidget() is sheet.how.number.field
            tap(sheet, F6)
            sheet.who.take_name("Danki")
            tap(sheet, ENTER)
            assert sheet.isVisible()
            assert sheet.how.number.field.text() == bad
            assert sheet.how.number.field.selectedText() == bad, "what is typed next takes its place"
            tap(sheet, "60", ENTER)

        with run.answering(on_sheet(watch)):
            run.press(F5)
        assert [(body.after, body.who) for body in overridden(run)] == [(600_000, "Danki")]

    def test_more_people_than_there_are_is_said_with_their_number(self, run: Desk) -> None:
        def watch(sheet: OverrideSheet) -> None:
            tap(sheet, PRESENCE, SET, "201")
            assert sheet.errors == {Part.VALUE: _("A whole number from 0 to {highest}.").format(highest=200)}

        with run.answering(on_sheet(watch)):
            run.press(F5)

    def test_force_asks_for_the_unit(self, run: Desk) -> None:
        def watch(sheet: OverrideSheet) -> None:
            tap(sheet, FORCE, HOLD, ENTER)
            assert sheet.errors[Part.UNIT] == _("Choose the unit.")
            tap(sheet, "q")
            assert Part.UNIT not in sheet.errors

        with run.answering(on_sheet(watch)):
            run.press(F5)

    def test_nothing_is_released_that_is_not_held(self, run: Desk) -> None:
        def watch(sheet: OverrideSheet) -> None:
            tap(sheet, F6, TENSION, RELEASE, WHO, ENTER)
            assert sheet.isVisible()
            assert sheet.errors == {Part.MODE: _("Nothing is held here.")}
            assert (sheet.who.who.text(), sheet.who.why.text()) == (WHO, _(REASONS[False][0])), "nothing is lost"

        with run.answering(on_sheet(watch)):
            run.press(F5)
        assert not overridden(run)

    def test_a_refusal_stays_in_sight_until_something_else_is_meant(self, run: Desk) -> None:
        def watch(sheet: OverrideSheet) -> None:
            tap(sheet, TENSION, HOLD, "55", ENTER, WHO, ENTER, WHY)
            run.view.said.emit("It cannot be.", True)
            run.pass_ms(3_000)
            assert sheet.summary == "It cannot be."
            tap(sheet, "!")
            assert sheet.summary != "It cannot be."
            assert sheet.who.why.text() == f"{WHY}!"

        with run.answering(on_sheet(watch)):
            run.press(F5)

    def test_digits_are_the_stages_of_the_unit_chosen(self, run: Desk) -> None:
        def watch(sheet: OverrideSheet) -> None:
            tap(sheet, FORCE, HOLD)
            assert [button.has_key for button in sheet.what.quantities] == [True] * 4
            tap(sheet, "q", "2")
            assert (sheet.draft.quantity, sheet.draft.chosen) == (Q.FORCE, 2), "the numbers stand before the stages"
            assert [button.has_key for button in sheet.what.quantities] == [False] * 4
            tap(sheet, "0", "7")
            assert sheet.draft.chosen == 0
            tap(sheet, RELEASE, ESC)
            assert sheet.what.quantities[0].has_key
            tap(sheet, PRESENCE)
            assert sheet.draft.quantity is Q.PRESENCE, "there is no stage to choose for a release"

        with run.answering(on_sheet(watch)):
            run.press(F5)
        assert not overridden(run)

    def test_digits_are_text_in_every_field(self, run: Desk) -> None:
        def watch(sheet: OverrideSheet) -> None:
            for field in (sheet.who.who, sheet.who.why):
                field.setFocus()
                tap(sheet, "1234 shlqz+-")
                assert field.text() == "1234 shlqz+-"
            assert (sheet.draft.quantity, sheet.draft.mode) == (Q.TENSION, None)

        with run.answering(on_sheet(watch)):
            run.press(F5)

    def test_arrows_in_a_text_move_no_value(self, run: Desk) -> None:
        def watch(sheet: OverrideSheet) -> None:
            tap(sheet, BEHAVIOUR, HOLD)
            sheet.who.who.setFocus()
            tap(sheet, UP, UP, DOWN, Qt.Key.Key_PageUp)
            assert sheet.draft.chosen is None

        with run.answering(on_sheet(watch)):
            run.press(F5)

    def test_a_reason_by_one_key_also_while_writing(self, run: Desk) -> None:
        def watch(sheet: OverrideSheet) -> None:
            sheet.who.who.setFocus()
            for key, reason in zip((F6, F7, F8), REASONS[False], strict=True):
                tap(sheet, key)
                assert sheet.who.why.text() == _(reason), "one reason takes the place of another"
            sheet.who.why.setText("my own words")
            tap(sheet, F6)
            assert sheet.who.why.text() == f"{_(REASONS[False][0])}; my own words"
            tap(sheet, F6, F7)
            assert sheet.who.why.text() == f"{_(REASONS[False][1])}; my own words"

        with run.answering(on_sheet(watch)):
            run.press(F5)

    def test_a_release_has_reasons_of_its_own(self, run: Desk) -> None:
        override(run, TENSION, HOLD)

        def watch(sheet: OverrideSheet) -> None:
            tap(sheet, RELEASE)
            assert [button.text() for button in sheet.who.reasons] == [_(reason) for reason in REASONS[True]]
            tap(sheet, F6, ENTER)

        with run.answering(on_sheet(watch)):
            run.press(F5)
        assert overridden(run)[-1].why == _(REASONS[True][0])

    def test_who_is_remembered(self, run: Desk) -> None:
        override(run, TENSION, HOLD, who="Danki Rini")
        with run.answering(on_sheet(lambda sheet: tap(sheet, PRESENCE, SET, "100", ENTER, WHY, ENTER))):
            run.press(F5)
        assert [body.who for body in overridden(run)] == ["Danki Rini", "Danki Rini"]

    def test_the_buttons_move_the_number_and_stop_at_its_ends(self, run: Desk) -> None:
        def watch(sheet: OverrideSheet) -> None:
            tap(sheet, PRESENCE, HOLD)
            steps = sheet.how.number._buttons
            assert [button.text() for button in steps] == ["−50", "−10", "+10", "+50"]
            run.click(steps[0], times=2)
            assert sheet.how.number.field.text() == "100", "a fast second click counts"
            run.click(steps[3], times=5)
            assert sheet.how.number.field.text() == "200"
            run.click(steps[1])
            tap(sheet, DOWN, Qt.Key.Key_PageDown)
            assert sheet.how.number.field.text() == "130"

        with run.answering(on_sheet(watch)):
            run.press(F5)

    def test_stages_and_classes_are_chosen_by_a_click(self, run: Desk) -> None:
        def watch(sheet: OverrideSheet) -> None:
            run.click(sheet.what.quantities[3])
            run.click(sheet.what.units[2])
            run.click(sheet.how.modes[0])
            run.click(sheet.how.lists[Q.FORCE][5])
            run.click(sheet.who.suggestions[0])
            run.click(sheet.who.reasons[1])
            run.click(sheet._do)
            assert not sheet.isVisible()

        with run.answering(on_sheet(watch)):
            run.press(F5)
        ((body),) = overridden(run)
        assert (body.quantity, body.unit, body.mode, body.after) == (Q.FORCE, "cannon", M.SET, 5)
        assert body.why == _(REASONS[False][1])

    def test_what_lies_above_the_ceiling_is_said_to(self, run: Desk) -> None:
        def watch(sheet: OverrideSheet) -> None:
            tap(sheet, FORCE, "q")
            warned = [_("above the ceiling") in one.accessibleName() for one in sheet.how.lists[Q.FORCE]]
            assert warned == [False, False, False, True, True, True, True]

        with run.answering(on_sheet(watch)):
            run.press(F5)


class TestWhatIsHeld:
    def test_it_is_listed_and_released_by_its_key(self, run: Desk) -> None:
        override(run, TENSION, HOLD, "55")
        override(run, FORCE, "q", HOLD, UP)

        def watch(sheet: OverrideSheet) -> None:
            assert len(sheet.held) == 2
            assert all(WHO in button.accessibleName() for button in sheet.held)
            tap(sheet, HELD_KEYS[1].lower())
            assert sheet.who.who.text() == WHO
            assert sheet.focusWidget() is sheet.who.why
            tap(sheet, ENTER)
            assert sheet.isVisible(), "not without a reason"
            tap(sheet, F7, ENTER)

        with run.answering(on_sheet(watch)):
            run.press(F5)
        body = overridden(run)[-1]
        assert (body.mode, body.quantity, body.unit, body.who) == (M.RELEASE, Q.FORCE, "dalmas", WHO)
        assert set(run.view.state.overrides) == {(Q.TENSION, None)}

    def test_the_list_follows_the_drill(self, run: Desk) -> None:
        override(run, FORCE, "q", SET, UP, UP)

        def watch(sheet: OverrideSheet) -> None:
            assert len(sheet.held) == 1
            run.page.start_action("line")
            assert sheet.held == []

        with run.answering(on_sheet(watch)):
            run.press(F5)

    def test_while_nothing_is_held_there_is_no_list(self, run: Desk) -> None:
        seen: list[bool] = []
        with run.answering(on_sheet(lambda sheet: seen.append(sheet._held_words.isVisible()))):
            run.press(F5)
        assert seen == [False]

    def test_what_was_typed_comes_back_after_a_look_at_releasing(self, run: Desk) -> None:
        override(run, TENSION, HOLD, "55")

        def watch(sheet: OverrideSheet) -> None:
            tap(sheet, TENSION, HOLD, "7x", ESC, RELEASE, ESC)
            assert sheet.how.number.field.text() == "55", "where it is released from"
            assert Part.VALUE not in sheet.errors
            assert "55" in sheet.summary
            tap(sheet, HOLD)
            assert sheet.how.number.field.text() == "7x"

        with run.answering(on_sheet(watch)):
            run.press(F5)

    def test_setting_what_is_held_says_that_it_ends(self, run: Desk) -> None:
        override(run, TENSION, HOLD, "55")

        def watch(sheet: OverrideSheet) -> None:
            assert _("What is held ends.") in sheet.how.modes[0].accessibleName()
            tap(sheet, SET, "40", ENTER, WHY, ENTER)

        with run.answering(on_sheet(watch)):
            run.press(F5)
        assert not run.view.state.overrides


class TestChance:
    """A key that was not meant."""

    KEYS = (*"1234shlqwezxcv+- ", ENTER, SPACE, UP, DOWN, TAB, F6, F7, F8, F5, Qt.Key.Key_F12, Qt.Key.Key_Backspace)

    @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(keys=st.lists(st.sampled_from(KEYS), min_size=10, max_size=40))
    def test_hammering_overrides_nothing_without_who_and_why(self, run: Desk, keys: list[str | Qt.Key]) -> None:
        given_then: list[tuple[str, str]] = []

        def hammer(sheet: OverrideSheet) -> None:
            for key in keys:
                if not sheet.isVisible():
                    return
                given_then.append((sheet.who.who.text().strip(), sheet.who.why.text().strip()))
                tap(sheet, key)

        count = len(overridden(run))
        with run.answering(on_sheet(hammer)):
            run.press(F5)
        fresh = overridden(run)[count:]
        assert len(fresh) <= 1
        for body in fresh:
            assert (body.who, body.why) == given_then[-1]
            assert body.who
            assert body.why

    def test_without_a_text_field_no_key_at_all_does(self, run: Desk) -> None:
        def hammer(sheet: OverrideSheet) -> None:
            for key in (*self.KEYS, *self.KEYS):
                sheet.setFocus()
                tap(sheet, key)
            assert sheet.isVisible()

        with run.answering(on_sheet(hammer)):
            run.press(F5)
        assert not overridden(run)

    def test_space_is_no_go_under_it(self, run: Desk) -> None:
        with run.answering(on_sheet(lambda sheet: tap(sheet, SPACE, SPACE))):
            run.press(F5)
        assert not run.bodies(ev.InjectFired)

    def test_enter_kept_down_does_it_once(self, run: Desk) -> None:
        def watch(sheet: OverrideSheet) -> None:
            tap(sheet, TENSION, HOLD, "55", ENTER, WHO)
            for _turn in range(5):
                target = sheet.focusWidget() or sheet
                QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, int(ENTER), NONE, "\r", True))
            assert sheet.focusWidget() is sheet.who.who

        with run.answering(on_sheet(watch)):
            run.press(F5)

    def test_esc_first_leaves_the_field(self, run: Desk) -> None:
        def watch(sheet: OverrideSheet) -> None:
            tap(sheet, TENSION, HOLD, "55", ESC)
            assert sheet.isVisible()
            tap(sheet, PRESENCE)
            assert sheet.draft.quantity is Q.PRESENCE, "digits are keys again"
            tap(sheet, ESC)
            assert not sheet.isVisible()

        with run.answering(on_sheet(watch)):
            run.press(F5)
        assert not overridden(run)

    def test_esc_leaves_and_overrides_nothing(self, run: Desk) -> None:
        with run.answering(lambda sheet: QTest.keyClick(sheet, ESC)):
            run.press(F5)
        assert not overridden(run)
        run.press(Qt.Key.Key_M)
        assert len(run.bodies(ev.MarkerPlaced)) == 1, "the keyboard is back"
