"""Preferences: chosen by keys, in force at once, kept; the window comes back as it was left."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from player.i18n import LANGUAGES, current_language, use_language
from player.model.course_events import Rest
from player.model.scenario import LoadedScenario
from player.ui.frame import Frame, layout_of
from player.ui.offers import ALLOWED, Name
from player.ui.preferences.options import OptionButton
from player.ui.preferences.part import PreferencesPart
from player.ui.preferences.sheet import PreferencesSheet
from player.ui.shell import Shell
from player.ui.theme import DEFAULT_THEME, TEXT_SCALES, THEMES, apply, text_scale, theme_in_use
from player.ui.widgets import Label
from tests.helpers.desk import CTRL, Desk
from tests.helpers.everywhere import PLACES, Hands

LEFT, RIGHT, UP, DOWN = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down


@pytest.fixture(autouse=True)
def _usual(qapp: QApplication) -> Iterator[None]:
    yield
    apply(qapp, DEFAULT_THEME, scale=1.0)
    use_language("id")


def keys(*pressed: Qt.Key) -> Callable[[QWidget], None]:
    """Press these in the sheet, then leave it."""

    def answer(sheet: QWidget) -> None:
        for key in pressed:
            QTest.keyClick(sheet.focusWidget() or sheet, key)
        QTest.keyClick(sheet.focusWidget() or sheet, Qt.Key.Key_Escape)

    return answer


def in_preferences(desk: Desk, *pressed: Qt.Key) -> None:
    with desk.answering(keys(*pressed)):
        desk.press(Qt.Key.Key_Comma, CTRL)


def test_language_is_chosen_by_keys_and_said_at_once(run: Desk) -> None:
    before = run.page
    in_preferences(run, RIGHT)
    assert current_language() == "en"
    assert run.remembered["language"] == "en"
    assert run.page is not before


def test_every_preference_is_reached_and_changed_by_arrows_alone(desk: Desk) -> None:
    changed: dict[str, str] = {}

    def answer(sheet: QWidget) -> None:
        assert isinstance(sheet, PreferencesSheet)
        names = [row.name for row in sheet.rows]
        for name in names:
            row = next(one for one in sheet.rows if one.name == name)
            assert row.isAncestorOf(sheet.focusWidget())
            step = RIGHT if row.current is not row.buttons[-1] else LEFT
            QTest.keyClick(sheet.focusWidget(), step)
            row = next(one for one in sheet.rows if one.name == name)
            changed[name] = row.current.value
            assert sheet.focusWidget() is row.current
            QTest.keyClick(sheet.focusWidget(), DOWN)
        QTest.keyClick(sheet.focusWidget(), Qt.Key.Key_Escape)

    with desk.answering(answer):
        desk.press(Qt.Key.Key_Comma, CTRL)
    assert set(changed) == {"language", "theme", *Name}
    assert {name: desk.remembered[name] for name in changed} == changed
    assert text_scale() == TEXT_SCALES[changed[Name.TEXT]]
    assert theme_in_use().name == changed["theme"]
    assert desk.window.choices.rest is Rest(changed[Name.REST])
    assert desk.window.choices.sound is (changed[Name.SOUND] == "on")


def test_the_sheet_speaks_the_language_just_chosen(desk: Desk) -> None:
    said: list[set[str]] = []

    def answer(sheet: QWidget) -> None:
        for _turn in range(2):
            said.append({label.text() for label in sheet.findChildren(Label) if label.isVisible()})
            QTest.keyClick(sheet.focusWidget(), RIGHT)
            QApplication.processEvents()
        QTest.keyClick(sheet.focusWidget(), Qt.Key.Key_Escape)

    use_language("id")
    with desk.answering(answer):
        desk.press(Qt.Key.Key_Comma, CTRL)
    assert "Bahasa" in said[0]
    assert "Language" in said[1]
    assert "Bahasa" not in said[1]


def test_enter_and_space_answer_nothing(desk: Desk) -> None:
    in_preferences(desk, Qt.Key.Key_Return, Qt.Key.Key_Space, UP, LEFT)
    assert desk.remembered == {}


def test_the_sheet_fits_the_smallest_window_at_the_largest_text(desk: Desk) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    for language in LANGUAGES:
        use_language(language)
        apply(application, THEMES["malam"], scale=1.3)
        desk.shell.resize(1024, 640)

        def look(sheet: QWidget) -> None:
            assert sheet.width() <= 1024
            assert sheet.height() <= 640
            assert isinstance(sheet, PreferencesSheet)
            for row in sheet.rows:
                for button in row.buttons:
                    assert button.width() >= button.sizeHint().width()
            for button in sheet.findChildren(OptionButton):
                assert sheet.rect().contains(button.mapTo(sheet, button.rect().topRight()))
            sheet.close()

        with desk.answering(look):
            desk.press(Qt.Key.Key_Comma, CTRL)


class TestSizeOfText:
    def test_ctrl_plus_and_minus_go_through_the_sizes(self, run: Desk) -> None:
        seen = []
        for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            run.press(key, CTRL)
            seen.append(text_scale())
        assert seen == [1.15, 1.3, 1.3, 1.15]
        assert run.remembered[Name.TEXT] == "large"

    def test_it_works_where_plus_needs_shift_and_from_a_note(self, run: Desk) -> None:
        run.press(Qt.Key.Key_N)
        run.type("massa")
        run.press(Qt.Key.Key_Plus, CTRL | Qt.KeyboardModifier.ShiftModifier)
        assert text_scale() == 1.15
        assert run.page.log.entry.text() == "massa"
        run.press(Qt.Key.Key_Equal, CTRL)
        assert text_scale() == 1.3

    def test_it_changes_no_time_of_the_drill(self, run: Desk) -> None:
        before = len(run.view.entries)
        run.press(Qt.Key.Key_Plus, CTRL)
        run.press(Qt.Key.Key_Minus, CTRL)
        assert len(run.view.entries) == before


class TestTheFrame:
    def test_it_is_kept_when_the_window_closes(self, desk: Desk) -> None:
        desk.shell.resize(1200, 700)
        desk.shell.move(20, 30)
        QApplication.processEvents()
        desk.window.part(PreferencesPart).closing()
        kept = json.loads(desk.remembered["frame"])
        assert (kept["width"], kept["height"], kept["shown"]) == (1200, 700, "normal")

    def test_it_is_kept_soon_after_it_has_settled(self, desk: Desk) -> None:
        desk.shell.resize(1210, 710)
        QApplication.processEvents()
        part = desk.window.part(PreferencesPart)
        assert part._settled.isActive()
        part._settled.timeout.emit()
        assert json.loads(desk.remembered["frame"])["width"] == 1210

    def test_full_screen_comes_back_with_the_size_beneath_it(self, qapp: QApplication) -> None:
        shell = Shell()
        shell.show_fitting(Frame(10, 10, 1100, 650, "full_screen").text)
        assert shell.isFullScreen()
        shell.close()
        shell.deleteLater()

    @pytest.mark.parametrize("kept", ["", "{", Frame(9000, 9000, 1100, 650).text, '{"x": "1"}'])
    def test_one_that_cannot_be_used_falls_back(self, qapp: QApplication, kept: str) -> None:
        shell = Shell()
        shell.show_fitting(kept)
        room = shell.screen().availableGeometry()
        assert shell.isVisible()
        assert room.intersects(shell.geometry())
        shell.close()
        shell.deleteLater()


class TestTheLayout:
    def drawn(self, desk: Desk) -> list[list[int]]:
        return [splitter.sizes() for splitter in desk.page.splitters()]

    def test_panels_drawn_larger_are_so_again_next_time(
        self, desk: Desk, short: LoadedScenario, session_folder: Path
    ) -> None:
        desk.run(short)
        whole = desk.page.splitters()[0]
        whole.setSizes([400, 300])
        whole.splitterMoved.emit(400, 1)
        wanted = whole.sizes()
        desk.window.part(PreferencesPart).flush()
        layout = layout_of(desk.remembered["layout_run"])
        assert layout is not None
        other = Desk(session_folder, choices=dict(desk.remembered))
        assert other.window
        other.shell.resize(desk.shell.size())
        other.run(short)
        QApplication.processEvents()
        found = other.page.splitters()[0].sizes()
        other.close()
        assert all(abs(one - two) <= 3 for one, two in zip(found, wanted, strict=True))

    @pytest.mark.parametrize(
        "kept", ["", "[", "[[1, 2]]", "[[0, 1]]", "[[900000, 1]]", "null", '{"a": 1}', "[[1, 1, 1, 1, 1]]"]
    )
    def test_a_damaged_layout_is_the_usual_one(
        self, run: Desk, short: LoadedScenario, session_folder: Path, kept: str
    ) -> None:
        other = Desk(session_folder, choices={"layout_run": kept})
        other.run(short)
        usual, found = self.drawn(run), self.drawn(other)
        other.close()
        assert found == usual

    def test_the_usual_layout_comes_back_on_demand(self, run: Desk) -> None:
        usual = self.drawn(run)
        whole = run.page.splitters()[0]
        whole.setSizes([300, 400])
        whole.splitterMoved.emit(300, 1)
        assert self.drawn(run) != usual
        run.window.actions_table["usual_layout"].do()
        assert all(abs(one - two) <= 2 for one, two in zip(self.drawn(run)[0], usual[0], strict=True))
        run.window.part(PreferencesPart).flush()
        assert layout_of(run.remembered["layout_run"]) is None


def test_every_value_on_offer_has_words_of_its_own(desk: Desk) -> None:
    for language in LANGUAGES:
        use_language(language)
        sheet = PreferencesSheet(desk.window)
        for row in sheet.rows:
            said = [button.accessibleName() for button in row.buttons]
            assert len(set(said)) == len(said)
            if row.name in set(Name):
                assert [button.value for button in row.buttons] == list(ALLOWED[Name(row.name)])
        sheet.deleteLater()


def test_a_size_too_large_for_the_window_is_told_of(run: Desk) -> None:
    use_language("en")
    run.shell.resize(1024, 640)
    said: list[bool] = []

    def answer(sheet: QWidget) -> None:
        assert isinstance(sheet, PreferencesSheet)
        for _turn in range(2):
            QTest.keyClick(sheet.focusWidget(), DOWN)
        for _turn in range(4):
            words = " ".join(label.text() for label in sheet.findChildren(Label) if label.isVisible())
            said.append("too small" in words)
            QTest.keyClick(sheet.focusWidget(), RIGHT)
        sheet.close()

    with run.answering(answer):
        run.press(Qt.Key.Key_Comma, CTRL)
    assert not said[0]
    assert said[-1]


@pytest.mark.parametrize("place", ["observe", "instrument", "hotwash", "emergency"])
def test_another_size_of_text_keeps_what_is_shown(
    desk: Desk, short: LoadedScenario, tmp_path: Path, place: str
) -> None:
    PLACES[place](Hands(desk, short, tmp_path))
    before = desk.window.mode, desk.page.shows_instrument
    desk.window.actions_table["text_larger"].do()
    QApplication.processEvents()
    assert text_scale() == 1.15
    assert (desk.window.mode, desk.page.shows_instrument) == before
