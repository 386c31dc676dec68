"""Tags by digit: logged as the key comes down, once, and never while a digit means something else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from player.i18n import _, use_language
from player.model import events as ev
from player.model.doctrine import TAG_COLOURS, Behaviour
from player.model.times import MINUTE_MS
from player.ui.run.course_actions import TAG_GUARD_MS
from player.ui.run.tags import TAG_LOOKS, TagButton, tag_tone
from player.ui.theme import THEMES
from player.ui.widgets.marks import _SHAPES
from tests.helpers.desk import ALT, CTRL, SHIFT, Desk
from tests.ui.contrast import GRAPHIC_CONTRAST, contrast_ratio

ESC, F2, F3, F4, R = (Qt.Key.Key_Escape, Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_R)


def tags(desk: Desk) -> list[str]:
    return [one.tag for one in desk.bodies(ev.TagObserved)]


def buttons(desk: Desk) -> list[TagButton]:
    return desk.page.findChildren(TagButton)


class TestByKey:
    def test_a_digit_logs_its_tag_as_the_key_comes_down(self, branching: Desk) -> None:
        branching.pass_ms(30_000)
        branching.hold_down(Qt.Key.Key_4)
        assert tags(branching) == ["stones"]
        branching.pass_ms(2_000)
        branching.let_go(Qt.Key.Key_4)
        (seen,) = [one.event for one in branching.view.entries if isinstance(one.event.body, ev.TagObserved)]
        assert seen.exercise_ms == 30_000

    def test_its_class_of_behaviour_is_that_of_the_crowd(self, branching: Desk) -> None:
        branching.press(Qt.Key.Key_4)
        branching.pass_ms(2_000)
        assert branching.view.sample.behaviour is Behaviour.AGRESIF

    def test_kept_down_it_is_logged_once(self, branching: Desk) -> None:
        branching.hold_down(Qt.Key.Key_4)
        for _turn in range(20):
            branching.clock.advance_ms(100)
            branching.repeat(Qt.Key.Key_4, text="4")
        branching.let_go(Qt.Key.Key_4)
        assert tags(branching) == ["stones"]

    def test_of_presses_that_go_on_each_half_second_keeps_one_and_the_others_are_said_to_be_ignored(
        self, branching: Desk
    ) -> None:
        notice = branching.page.notice
        for press in range(10):
            branching.press(Qt.Key.Key_4)
            assert notice.isHidden() == (press == 0)
            assert len(tags(branching)) == 1 + press * 100 // TAG_GUARD_MS
            branching.clock.advance_ms(100)
        tag = branching.view.scenario.tag_by_key[4].text
        assert notice.text == _("{digit} {tag}: pressed twice, counted once").format(digit=4, tag=tag)

    def test_an_ignored_press_hides_nothing_that_is_said(self, branching: Desk) -> None:
        branching.press(Qt.Key.Key_4)
        branching.page.notice.say("Something else", "alarm")
        branching.press(Qt.Key.Key_4)
        assert branching.page.notice.text == "Something else"

    def test_half_a_second_later_it_is_seen_again(self, branching: Desk) -> None:
        branching.press(Qt.Key.Key_4)
        branching.clock.advance_ms(TAG_GUARD_MS)
        branching.press(Qt.Key.Key_4)
        assert tags(branching) == ["stones", "stones"]

    def test_another_tag_need_not_wait(self, branching: Desk) -> None:
        branching.press(Qt.Key.Key_4)
        branching.press(Qt.Key.Key_9)
        assert tags(branching) == ["stones", "alone"]

    def test_a_digit_without_a_tag_does_nothing(self, branching: Desk) -> None:
        before = branching.bodies()
        for digit in (Qt.Key.Key_0, Qt.Key.Key_2, Qt.Key.Key_8):
            branching.press(digit)
        assert branching.bodies() == before

    def test_on_the_keypad(self, branching: Desk) -> None:
        branching.press(Qt.Key.Key_4, Qt.KeyboardModifier.KeypadModifier)
        assert tags(branching) == ["stones"]

    def test_before_startex_and_after_endex_there_are_none(self, desk: Desk, branching: Desk) -> None:
        branching.end_ex(_("END"))
        branching.press(Qt.Key.Key_4)
        assert tags(branching) == []
        assert not any(one.isEnabled() for one in buttons(branching))


class TestWhereADigitMeansSomethingElse:
    @pytest.mark.parametrize("key", [F2, F3, F4, R])
    def test_with_a_sheet_open_no_digit_logs_a_tag(self, branching: Desk, key: Qt.Key) -> None:
        def press_all(sheet: QWidget) -> None:
            for digit in "9876543210":
                if sheet.isVisible():
                    QTest.keyClick(sheet, Qt.Key(ord(digit)))
            if sheet.isVisible():
                QTest.keyClick(sheet, ESC)

        with branching.answering(press_all):
            branching.press(key)
        assert tags(branching) == []

    def test_nor_in_the_order_sheet(self, branching: Desk) -> None:
        with branching.answering(lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_4)):
            branching.press(branching.unit_key("line"))
        assert branching.bodies(ev.OrderGiven)[0].rank == "Kabag Ops"
        assert tags(branching) == []

    def test_nor_while_typing(self, branching: Desk) -> None:
        branching.press(Qt.Key.Key_N)
        branching.type("4 stones, 9 men")
        branching.press(Qt.Key.Key_Return)
        assert tags(branching) == []
        assert branching.bodies(ev.NoteWritten)[0].text == "4 stones, 9 men"

    def test_nor_with_f_held_down(self, branching: Desk) -> None:
        with branching.answering(lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_1)):
            branching.press(branching.unit_key("line"))
        branching.hold_down(Qt.Key.Key_F)
        for digit in (Qt.Key.Key_4, Qt.Key.Key_9):
            branching.press(digit)
        branching.let_go(Qt.Key.Key_F)
        assert [one.stage for one in branching.bodies(ev.ActionStageChanged)] == [4]
        assert tags(branching) == []

    @pytest.mark.parametrize("modifier", [CTRL, ALT, SHIFT, Qt.KeyboardModifier.MetaModifier])
    def test_nor_with_a_modifier(self, branching: Desk, modifier: Qt.KeyboardModifier) -> None:
        branching.press(Qt.Key.Key_4, modifier)
        assert tags(branching) == []

    def test_nor_in_the_menu_of_a_list(self, branching: Desk) -> None:
        view = branching.list_of(branching.page.injects)

        def press() -> None:
            popup = QApplication.activePopupWidget()
            assert popup is not None
            QTest.keyClick(popup, Qt.Key.Key_4)

        with branching.popup(press):
            view.customContextMenuRequested.emit(view.visualRect(view.rows.index(0)).center())
        assert tags(branching) == []


class TestUndo:
    def test_ctrl_z_voids_the_last_tag_and_shift_restores_it(self, branching: Desk) -> None:
        branching.press(Qt.Key.Key_9)
        branching.press(Qt.Key.Key_4)
        branching.press(Qt.Key.Key_Z, CTRL)
        counts = {one.tag: one.voided for one in branching.view.state.observations.values()}
        assert counts == {"alone": False, "stones": True}
        branching.press(Qt.Key.Key_Z, CTRL | SHIFT)
        assert not any(one.voided for one in branching.view.state.observations.values())


class TestTheRow:
    def test_every_tag_has_a_button_with_its_digit_words_and_colour(self, branching: Desk) -> None:
        use_language("en")
        for button in buttons(branching):
            button.set_count(1)
            button.set_count(0)
        names = [one.accessibleName() for one in buttons(branching)]
        assert names == ["1 Calm chants green", "4 Throwing stones at officers red", "9 Officer chases alone purple"]

    def test_it_is_one_slim_row_over_the_log(self, branching: Desk) -> None:
        QApplication.processEvents()
        tops = {one.mapTo(branching.page, one.rect().topLeft()).y() for one in buttons(branching)}
        assert len(tops) == 1
        assert max(one.height() for one in buttons(branching)) <= 44
        assert tops.pop() < branching.page.log.mapTo(branching.page, branching.page.log.rect().topLeft()).y()
        widths = [one.width() for one in buttons(branching)]
        assert max(widths) - min(widths) <= 1

    def test_a_press_of_the_mouse_logs_it_at_once_and_a_fast_second_one_does_not(self, branching: Desk) -> None:
        button = buttons(branching)[1]
        QTest.mousePress(button, Qt.MouseButton.LeftButton)
        assert tags(branching) == ["stones"]
        QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
        branching.click(button, times=3)
        assert tags(branching) == ["stones"]
        branching.clock.advance_ms(TAG_GUARD_MS)
        branching.click(button)
        assert tags(branching) == ["stones", "stones"]

    def test_it_counts_what_was_seen_and_not_voided(self, branching: Desk) -> None:
        branching.press(Qt.Key.Key_4)
        branching.pass_ms(MINUTE_MS)
        branching.press(Qt.Key.Key_4)
        assert buttons(branching)[1].accessibleName().endswith("×2")
        branching.press(Qt.Key.Key_Z, CTRL)
        assert buttons(branching)[1].accessibleName().endswith("×1")

    def test_without_tags_there_is_no_row(self, run: Desk) -> None:
        assert run.page.tags is None
        before = run.bodies()
        run.press(Qt.Key.Key_4)
        assert run.bodies() == before


def test_every_colour_has_a_shape_of_its_own_that_can_be_seen() -> None:
    assert set(TAG_LOOKS) == set(TAG_COLOURS)
    shapes = [look.shape for look in TAG_LOOKS.values()]
    assert len(set(shapes)) == len(shapes)
    assert set(shapes) <= set(_SHAPES)
    for theme in THEMES.values():
        for colour in TAG_COLOURS:
            tone = tag_tone(theme, colour)
            assert contrast_ratio(tone.text, theme.surfaces.panel) >= GRAPHIC_CONTRAST, (theme.name, colour)
