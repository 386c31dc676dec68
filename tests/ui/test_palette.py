"""The command palette: every command is found by a few letters of either language and done by Enter."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from player.engine.state import Status
from player.i18n import use_language
from player.model import events as ev
from player.ui.actions import Mode
from player.ui.palette.entries import Entry, answering, entries_of
from player.ui.palette.match import best, folded, match
from player.ui.palette.sheet import PaletteSheet
from player.ui.rows import RowView
from tests.helpers.desk import CTRL, Desk

WORDS = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=12)


def rows_of(sheet: QWidget) -> list[Entry]:
    (view,) = sheet.findChildren(RowView)
    return list(view.rows.rows)


def field_of(sheet: QWidget) -> QLineEdit:
    (field,) = sheet.findChildren(QLineEdit)
    return field


def press(sheet: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(field_of(sheet), key)


def typed(text: str, *keys: Qt.Key) -> Callable[[QWidget], None]:
    def answer(sheet: QWidget) -> None:
        QTest.keyClicks(field_of(sheet), text)
        for key in keys:
            press(sheet, key)

    return answer


class TestMatching:
    def test_whole_words_come_before_letters_apart(self) -> None:
        whole, apart = match("hold", "Hold back"), match("hold", "Home, old")
        assert whole is not None
        assert apart is not None
        assert whole.score > apart.score

    def test_the_start_of_a_word_comes_before_its_middle(self) -> None:
        start, middle = match("log", "Find in the log"), match("log", "Dialogue")
        assert start is not None
        assert middle is not None
        assert start.score > middle.score

    def test_letters_may_be_left_out_and_words_come_in_any_order(self) -> None:
        assert match("nxph", "Next phase") is not None
        assert match("phase next", "Next phase") is not None
        assert match("xyz", "Next phase") is None

    @given(WORDS, WORDS)
    def test_a_text_answers_to_itself_and_tells_its_letters(self, one: str, other: str) -> None:
        hit = match(one, f"{other} {one}")
        assert hit is not None
        assert len(folded(f"{other} {one}")) <= len(f"{other} {one}")
        assert all(0 <= place < len(f"{other} {one}") for place in hit.places)

    @given(st.text(max_size=20), st.text(max_size=40))
    def test_nothing_typed_breaks_it(self, one: str, other: str) -> None:
        best(one, (other, one))


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("mode", list(Mode))
def test_every_action_of_every_mode_is_found_by_its_name_in_either_language(
    desk: Desk, mode: Mode, language: str
) -> None:
    use_language(language)
    table = desk.window.actions_table
    entries = entries_of(table, mode)
    listed = {entry.action.id for entry in entries}
    assert listed >= {one.id for one in table.of_mode(mode) if one.in_menu} - {"palette"}
    for code in ("id", "en"):
        use_language(code)
        names = {entry.action.id: entry.action.text for entry in entries}
        use_language(language)
        for entry in entries:
            found = answering(entries, names[entry.action.id])
            near = [one.action.id for one in found[:6]]
            same = [one for one in entries if names[one.action.id] == names[entry.action.id]]
            assert entry.action.id in near or len(same) > 1 or not entry.can, (code, entry.action.id)
    use_language("id")


def test_a_key_finds_what_it_does(run: Desk) -> None:
    entries = entries_of(run.window.actions_table, Mode.RUN)
    for keys in ("F9", "ctrl+e", "F5"):
        assert answering(entries, keys)[0].keys.casefold() == keys.casefold()


def test_enter_does_it_after_the_palette_has_closed(run: Desk) -> None:
    use_language("en")
    open_while_done: list[bool] = []
    run.view.changed.connect(lambda: open_while_done.append(QApplication.activeModalWidget() is not None))
    with run.answering(typed("hold resume", Qt.Key.Key_Return)):
        run.press(Qt.Key.Key_K, CTRL)
    assert run.view.state.status is Status.HELD
    assert open_while_done
    assert not any(open_while_done)


def test_escape_leaves_and_does_nothing(run: Desk) -> None:
    before = len(run.view.entries)
    with run.answering(typed("EndEx", Qt.Key.Key_Escape)):
        run.press(Qt.Key.Key_K, CTRL)
    assert len(run.view.entries) == before


def test_space_is_text_there_and_no_go(run: Desk) -> None:
    def answer(sheet: QWidget) -> None:
        QTest.keyClicks(field_of(sheet), "a b")
        assert field_of(sheet).text() == "a b"
        press(sheet, Qt.Key.Key_Escape)

    with run.answering(answer):
        run.press(Qt.Key.Key_K, CTRL)
    assert not [one for one in run.bodies(ev.InjectFired) if one.how is ev.Firing.GO]


def test_it_opens_from_a_half_written_note_which_stays(run: Desk) -> None:
    run.press(Qt.Key.Key_N)
    run.type("massa maju")
    with run.answering(lambda sheet: press(sheet, Qt.Key.Key_Escape)):
        run.press(Qt.Key.Key_K, CTRL)
    assert run.page.log.entry.text() == "massa maju"
    run.type(" lagi")
    assert run.page.log.entry.text() == "massa maju lagi"


def test_units_and_tags_are_listed_by_their_real_names(branching: Desk) -> None:
    view = branching.view
    titles = [entry.title for entry in entries_of(branching.window.actions_table, Mode.RUN)]
    for tag in view.scenario.tags.values():
        assert any(str(tag.text) in title for title in titles)
    for offer in branching.page.units.offers():
        assert any(str(view.scenario.units[offer.unit].title) in title for title in titles)


def test_what_runs_is_offered_to_stop_and_no_longer_to_start(run: Desk) -> None:
    def families() -> set[str]:
        return {one.action.id for one in entries_of(run.window.actions_table, Mode.RUN)}

    key = run.unit_key("line")
    letter = chr(key).lower()
    assert f"start_{letter}" in families()
    assert f"stop_{letter}" not in families()
    run.press(key)
    assert f"start_{letter}" not in families()
    assert f"stop_{letter}" in families()


def test_what_cannot_be_done_comes_last_says_why_and_is_not_done(desk: Desk) -> None:
    use_language("en")
    entries = entries_of(desk.window.actions_table, Mode.HOME)
    shown = answering(entries, "")
    assert [one.can for one in shown] == sorted((one.can for one in shown), reverse=True)
    hold = next(one for one in shown if one.action.id == "hold")
    assert not hold.can
    assert hold.reason == "only in a drill"

    def answer(sheet: QWidget) -> None:
        assert isinstance(sheet, PaletteSheet)
        QTest.keyClicks(field_of(sheet), "hold resume")
        press(sheet, Qt.Key.Key_Return)
        assert sheet.isVisible()
        assert sheet.chosen is None
        press(sheet, Qt.Key.Key_Escape)

    with desk.answering(answer):
        desk.press(Qt.Key.Key_K, CTRL)


def test_up_and_down_go_around(desk: Desk) -> None:
    def answer(sheet: QWidget) -> None:
        (view,) = sheet.findChildren(RowView)
        count = len(rows_of(sheet))
        press(sheet, Qt.Key.Key_Up)
        assert view.currentIndex().row() == count - 1
        press(sheet, Qt.Key.Key_Down)
        assert view.currentIndex().row() == 0
        press(sheet, Qt.Key.Key_PageDown)
        assert 0 < view.currentIndex().row() < count
        QTest.keyClicks(field_of(sheet), "zzzzqq")
        assert rows_of(sheet) == []
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
            press(sheet, key)
        press(sheet, Qt.Key.Key_Escape)

    with desk.answering(answer):
        desk.press(Qt.Key.Key_K, CTRL)
