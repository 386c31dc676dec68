"""Another language or look, in the middle of everything: nothing is lost but the old words and colours."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QSplitter, QWidget

from player.i18n import _, current_language
from player.model import events as ev
from player.model.scenario import LoadedScenario
from player.scenario import read_scenario
from player.ui.actions import Mode
from player.ui.battery import Charge
from player.ui.gap.sheet import CALM_MS
from player.ui.review.page import ReviewPage
from player.ui.run.entry_line import EntryLine
from player.ui.theme import DEFAULT_THEME, THEMES, theme_in_use
from player.ui.widgets import ActionButton
from tests.helpers.desk import CTRL, Desk, dress
from tests.helpers.desk_script import short_script

Change = Callable[[Desk], None]


def to_english(desk: Desk) -> None:
    desk.window.actions_table["language_en"].do()
    assert current_language() == "en"


def to_another_look(desk: Desk) -> None:
    name = next(name for name in THEMES if name != theme_in_use().name)
    desk.window.actions_table[f"theme_{name}"].do()
    assert theme_in_use().name == name


CHANGES = {"language": to_english, "theme": to_another_look}
each_change = pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)


@pytest.fixture(autouse=True)
def _own_theme(qapp: QApplication) -> Iterator[None]:
    yield
    if theme_in_use() is not DEFAULT_THEME:
        dress(qapp)


def all_text(widget: QWidget) -> str:
    return "\n".join(child.accessibleName() for child in widget.findChildren(QWidget) if child.isVisible())


@each_change
def test_the_drill_goes_on(run: Desk, change: Change) -> None:
    run.pass_ms(61_000)
    run.press(run.unit_key("line"))
    before, view = run.bodies(), run.view
    change(run)
    assert run.view is view
    assert run.bodies() == before
    run.pass_ms(60_000)
    run.press(Qt.Key.Key_M)
    kinds = [type(body) for body in run.bodies()[len(before) :]]
    assert kinds == [ev.InjectCameDue, ev.MarkerPlaced]
    assert len(run.rows(run.page.log)) == len(run.bodies())


@each_change
def test_the_charge_of_the_battery_is_shown_at_once(run: Desk, change: Change) -> None:
    run.charge = Charge(41, plugged=False)
    run.window._read_battery()
    change(run)
    assert "41%" in all_text(run.page.band)


@each_change
def test_a_half_written_note_survives(run: Desk, change: Change) -> None:
    run.pass_ms(3_000)
    run.press(Qt.Key.Key_Return)
    run.type("half a")
    run.pass_ms(9_000)
    change(run)
    assert isinstance(QApplication.focusWidget(), EntryLine)
    assert run.page.log.entry.text() == "half a"
    run.type(" note")
    run.press(Qt.Key.Key_Return)
    assert run.bodies(ev.NoteWritten) == [ev.NoteWritten("half a note", 3_000, on=3)]


@each_change
def test_what_was_left_stays_left(run: Desk, change: Change) -> None:
    run.press(Qt.Key.Key_N)
    run.type("half")
    run.press(Qt.Key.Key_Escape)
    change(run)
    assert not isinstance(QApplication.focusWidget(), QLineEdit)
    assert run.page.log.entry.text() == "half"
    run.press(Qt.Key.Key_M)
    assert len(run.bodies(ev.MarkerPlaced)) == 1


@each_change
def test_filter_search_and_sizes_survive(run: Desk, change: Change) -> None:
    (box,) = run.page.log.findChildren(QComboBox)
    box.setCurrentIndex(3)
    run.press(Qt.Key.Key_F, CTRL)
    run.type("gather")
    sizes = []
    for splitter in run.page.findChildren(QSplitter):
        first, *rest = splitter.sizes()
        splitter.setSizes([first + 20, rest[0] - 20, *rest[1:]])
    QApplication.processEvents()
    sizes = [splitter.sizes() for splitter in run.page.findChildren(QSplitter)]
    shown = [row.seq for row in run.rows(run.page.log)]
    change(run)
    QApplication.processEvents()
    (box,) = run.page.log.findChildren(QComboBox)
    assert box.currentIndex() == 3
    assert [row.seq for row in run.rows(run.page.log)] == shown
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    assert [splitter.sizes() for splitter in run.page.findChildren(QSplitter)] == sizes


@each_change
def test_standby_and_selection_survive(run: Desk, change: Change) -> None:
    run.press(Qt.Key.Key_Down)
    run.press(Qt.Key.Key_Down)
    run.click_row(run.page.units, 0, 0.3)
    standby, selected = run.view.standby, run.view.selected_action
    change(run)
    assert (run.view.standby, run.view.selected_action) == (standby, selected)
    assert [row.inject for row in run.rows(run.page.injects) if row.standby] == ["bottle"]
    assert [row.offer for row in run.rows(run.page.units) if row.selected] == [selected]


@each_change
def test_what_is_armed_shows_it(run: Desk, change: Change) -> None:
    run.press(Qt.Key.Key_Return, CTRL)
    change(run)
    shown = any(button._armed for button in run.page.now.findChildren(ActionButton))
    assert run.window.arming.is_armed == shown
    run.press(Qt.Key.Key_Return)
    assert len(run.bodies(ev.PhaseStarted)) == 1 + shown


@each_change
def test_why_the_machine_holds_is_said_again(run: Desk, change: Change) -> None:
    run.pass_ms(1_000)
    run.clock.advance_ms(600_000)
    run.window.tick()
    run.clock.advance_ms(CALM_MS)
    run.press(Qt.Key.Key_Escape)
    change(run)
    run.window.tick()
    assert run.page.notice.isVisible()
    assert "10:00" in run.page.notice.text


@each_change
def test_a_review_stays_at_its_moment(run: Desk, change: Change) -> None:
    run.pass_ms(200_000)
    run.end_ex(_("END"))
    run.window.actions_table["to_review"].do()
    view = run.window.review_view
    assert view is not None
    view.seek(125_000)
    count = view.entry_count
    change(run)
    assert run.window.mode is Mode.REVIEW
    assert (run.page.view.now_ms, run.page.view.entry_count) == (125_000, count)
    assert isinstance(run.page, ReviewPage)
    assert [row.seq for row in run.rows(run.page.review_face.log) if row.present] == [count]


@each_change
def test_home_stays_home(desk: Desk, change: Change) -> None:
    change(desk)
    assert desk.window.mode is Mode.HOME


def test_every_word_is_of_the_new_language(run: Desk) -> None:
    words_before = all_text(run.shell)
    to_english(run)
    words_after = all_text(run.shell)
    for word in ("Sekarang", "Berikut", "Satuan dan perintah"):
        assert word in words_before
        assert word not in words_after
    assert "Units and orders" in words_after
    assert run.remembered["language"] == "en"


def test_the_title_of_the_window_too(desk: Desk) -> None:
    loaded = short_script()
    text = loaded.text.replace("title: {id: 'Short drill', en: 'Short drill'}", "title: {id: 'Latihan', en: 'Drill'}")
    desk.run(read_scenario(text, "short.yaml"))
    assert desk.shell.windowTitle() == "Latihan – Gladi"
    to_english(desk)
    assert desk.shell.windowTitle() == "Drill – Gladi"


def test_the_same_language_again_changes_nothing(run: Desk) -> None:
    page = run.page
    run.window.actions_table["language_id"].do()
    assert run.page is page


def test_from_the_menu_of_the_page_that_goes(run: Desk, short: LoadedScenario) -> None:
    """The button that opened the menu is gone when the menu closes."""

    def choose() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        section = next(one for one in menu.actions() if one.text() == _("Language"))
        inner = section.menu()
        assert isinstance(inner, QMenu)
        entry = next(one for one in inner.actions() if one.text() == "English")
        menu.close()
        entry.trigger()

    button = next(one for one in run.page.band.findChildren(ActionButton))
    with run.popup(choose):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert current_language() == "en"
    run.press(Qt.Key.Key_M)
    assert len(run.bodies(ev.MarkerPlaced)) == 1


def test_pages_that_went_leave_nothing(run: Desk) -> None:
    def count() -> int:
        for _turn in range(3):
            QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        return len(run.shell.findChildren(QWidget))

    for change in (to_english, to_another_look):
        change(run)
    before = count()
    tops = len(QApplication.topLevelWidgets())
    for _turn in range(3):
        run.window.actions_table["language_id"].do()
        run.window.actions_table["language_en"].do()
        to_another_look(run)
    assert count() == before
    assert len(QApplication.topLevelWidgets()) == tops
