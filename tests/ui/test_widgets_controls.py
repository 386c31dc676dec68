from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from player.i18n import use_language
from player.ui.theme import THEMES, Theme, theme_in_use
from player.ui.widgets import ActionButton, Notice
from player.ui.widgets.buttons import SIZES
from tests.ui.looks import colours_in, picture, put_on

VARIANTS = ("primary", "accent", "normal", "quiet", "danger")


@pytest.fixture(autouse=True)
def _themed(qapp: QApplication) -> Iterator[None]:
    use_language("en")
    put_on()
    yield
    put_on()


class Window(QWidget):
    """Hears the keys its children leave."""

    def __init__(self, *children: QWidget) -> None:
        super().__init__()
        self.heard: list[int] = []
        column = QVBoxLayout(self)
        for child in children:
            column.addWidget(child)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        self.heard.append(event.key())


class Presses:
    """Counts presses."""

    def __init__(self, button: ActionButton) -> None:
        self.count = 0
        button.clicked.connect(self._add)

    def _add(self) -> None:
        self.count += 1


def button_in_window(qtbot: QtBot) -> tuple[Window, ActionButton, Presses]:
    button = ActionButton("GO", "play:solid", "Spasi", variant="primary", size="large")
    window = Window(button)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    button.clearFocus()
    return window, button, Presses(button)


def test_space_never_presses_a_button(qtbot: QtBot) -> None:
    window, button, presses = button_in_window(qtbot)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert presses.count == 0
    assert window.heard == [Qt.Key.Key_Space]
    assert not button.isDown()


def test_enter_presses_only_a_button_somebody_tabbed_to(qtbot: QtBot) -> None:
    window, button, presses = button_in_window(qtbot)
    button.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert (presses.count, window.heard) == (0, [Qt.Key.Key_Return])
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(button, Qt.Key.Key_Enter)
    assert presses.count == 2


def test_a_key_held_down_presses_once(qtbot: QtBot) -> None:
    _window, button, presses = button_in_window(qtbot)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    for repeated in (False, True, True):
        event = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=repeated
        )
        QApplication.sendEvent(button, event)
    assert presses.count == 1


def test_a_click_presses_and_leaves_the_focus_alone(qtbot: QtBot) -> None:
    _window, button, presses = button_in_window(qtbot)
    button.clearFocus()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert presses.count == 1
    assert not button.hasFocus()


def test_a_button_that_is_off_does_nothing_and_shows_it(qtbot: QtBot) -> None:
    _window, button, presses = button_in_window(qtbot)
    go = theme_in_use().tones.go.fill
    assert colours_in(picture(button))[go] > 1000
    button.setEnabled(False)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert presses.count == 0
    assert go not in colours_in(picture(button))


def test_an_armed_button_cannot_be_overlooked(qtbot: QtBot) -> None:
    button = ActionButton("Fase berikut?", "skip-forward", "Enter", size="large")
    qtbot.addWidget(button)
    warn = theme_in_use().tones.warn.fill
    assert warn not in colours_in(picture(button))
    button.set_armed(True)
    assert colours_in(picture(button))[warn] > 1000


def test_a_hold_to_confirm_fills_its_bar(qtbot: QtBot) -> None:
    button = ActionButton("Keadaan nyata", "siren", "F12", variant="danger", size="large")
    qtbot.addWidget(button)
    alarm = theme_in_use().tones.alarm.text

    def inked(part: float) -> int:
        button.set_progress(part)
        return colours_in(picture(button))[alarm]

    assert inked(0) < inked(0.5) < inked(1) == inked(2)


@pytest.mark.parametrize("theme", THEMES.values(), ids=tuple(THEMES))
@pytest.mark.parametrize("size", tuple(SIZES))
def test_every_button_is_large_enough_to_hit_and_shows_its_key(qtbot: QtBot, size: str, theme: Theme) -> None:
    put_on(theme)
    looks = set()
    for variant in VARIANTS:
        with_key = ActionButton("Tahan", "hand", "H", variant=variant, size=size)
        bare = ActionButton("Tahan", variant=variant, size=size)
        for button in (with_key, bare):
            qtbot.addWidget(button)
            assert button.sizeHint().height() >= 26
        assert with_key.sizeHint().width() > bare.sizeHint().width() + 30
        looks.add(bytes(picture(with_key).constBits()))
    assert len(looks) == len(VARIANTS)


def test_a_button_renames_itself(qtbot: QtBot) -> None:
    button = ActionButton("Tahan", "pause", "F9")
    qtbot.addWidget(button)
    button.show_as("Lanjutkan", "play")
    assert (button.text(), button.accessibleName()) == ("Lanjutkan", "Lanjutkan")


def test_an_ampersand_in_a_label_is_no_key(qtbot: QtBot) -> None:
    button = ActionButton("Kasat R&D", "user-check", "1")
    qtbot.addWidget(button)
    assert button.text() == "Kasat R&D"
    assert button.shortcut().isEmpty()
    button.show_as("A&B")
    assert button.shortcut().isEmpty()


def test_a_notice_speaks_and_goes(qtbot: QtBot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    acted: list[str] = []
    notice.acted.connect(lambda: acted.append("x"))
    assert notice.isHidden()
    notice.say("Sesi <b>terputus</b>", "warn", action="Lanjutkan")
    assert not notice.isHidden()
    assert notice.text == notice.accessibleName() == "Sesi <b>terputus</b>"
    notice._action.click()
    assert (notice.isHidden(), acted) == (True, ["x"])
    notice.say("Tersimpan", "go")
    assert (notice.isHidden(), notice._action.isHidden()) == (False, True)
    notice._close.click()
    assert (notice.isHidden(), acted) == (True, ["x"])


def test_a_notice_with_a_time_goes_by_itself_and_a_new_one_stays(qtbot: QtBot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    (timer,) = (part for part in notice.children() if isinstance(part, QTimer))
    notice.say("Tersimpan", "go", for_ms=4_000)
    assert (timer.isActive(), timer.interval()) == (True, 4_000)
    notice.say("Cakram penuh", "alarm")
    assert not timer.isActive()
    notice.say("Tersimpan", "go", for_ms=4_000)
    timer.timeout.emit()
    assert notice.isHidden()
    assert not timer.isActive()
