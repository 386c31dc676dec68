"""The real window with simulated time, driven by keys as its users drive it."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from player.model.events import Body
from player.model.scenario import LoadedScenario
from player.session.places import drafts_folder
from player.ui.battery import Charge
from player.ui.home.pages import SEEN, WELCOME
from player.ui.live_view import LiveView
from player.ui.main_window import MainWindow
from player.ui.rows import RowView
from player.ui.run.page import RunPage
from player.ui.run.readiness import ReadinessSheet
from player.ui.run.units import ROW_KEYS
from player.ui.scenario.page import ScenarioPage
from player.ui.shell import Shell
from player.ui.shot import Foreground
from player.ui.surroundings import Surroundings
from player.ui.theme import DEFAULT_THEME, apply
from tests.helpers.clocks import FakeClock

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
STEP_MS = 5_000
"""Longest step of simulated time, shorter than what counts as sleep."""


class Desk:
    """A window, a clock in the hand of the test, and hands on the keyboard."""

    def __init__(
        self,
        folder: Path,
        scenarios: tuple[Path, ...] = (),
        clock: FakeClock | None = None,
        choices: Mapping[str, str] | None = None,
    ) -> None:
        self.folder = folder
        self.scripts = scenarios
        self.clock = FakeClock() if clock is None else clock
        self.remembered: dict[str, str] = {}
        self.charge: Charge | None = None
        self.opened: list[Path] = []
        self.opens_files = True
        self._window = MainWindow(
            Surroundings(
                clock=lambda _zone: self.clock,
                background=Foreground(),
                session_folder=lambda: folder,
                scenarios=lambda: scenarios,
                charge=lambda: self.charge,
                remember=self.remembered.__setitem__,
                choices={WELCOME: SEEN} if choices is None else choices,
                ticks=False,
                open_outside=self._open_outside,
                drafts_folder=drafts_folder,
            ),
            at_home=False,
        )
        self._shows_something = False
        self.shell = Shell()
        self.shell.show()
        self.shell.activateWindow()
        self.shell.fill(self._window)

    @property
    def window(self) -> MainWindow:
        """The window; on the start page, unless a drill was opened before anything else."""
        if not self._shows_something:
            self._shows_something = True
            self._window.go_home()
            QApplication.processEvents()
        return self._window

    def run(self, loaded: LoadedScenario) -> None:
        """Open a script to run."""
        self._shows_something = True
        self._window.run(loaded)
        QApplication.processEvents()

    def _open_outside(self, path: Path) -> bool:
        self.opened.append(path)
        return self.opens_files

    def open_script(self, path: Path | None = None) -> ScenarioPage:
        """Open the page of a script, without one of the first the start page offers."""
        assert self.window.open_file(self.scripts[0] if path is None else path)
        QApplication.processEvents()
        return self.script_page

    @property
    def script_page(self) -> ScenarioPage:
        page = self.window.scripts.scenario_page
        assert page is not None
        return page

    @property
    def view(self) -> LiveView:
        view = self.window.live_view
        assert view is not None
        return view

    @property
    def page(self) -> RunPage:
        page = self.window.page
        assert page is not None
        return page

    @property
    def target(self) -> QWidget:
        """What has the keyboard."""
        assert self.window
        focus = QApplication.focusWidget()
        inside = focus if focus is not None and focus.window() is self.shell else self.shell
        return QApplication.activeModalWidget() or inside

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press and release a key where the keyboard is."""
        QTest.keyClick(self.target, key, modifiers)

    def repeat(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, text: str = "") -> None:
        """What the keyboard sends by itself while a key stays down."""
        for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
            QApplication.sendEvent(self.target, QKeyEvent(kind, int(key), modifiers, text, True))

    def repeat_unsaid(self, key: Qt.Key, at_ms: int, text: str = "") -> None:
        """What some X servers send for a key that stays down: it came up and went down at once."""
        for kind, stamp_ms in ((QEvent.Type.KeyRelease, at_ms), (QEvent.Type.KeyPress, at_ms + 1)):
            event = QKeyEvent(kind, int(key), NONE, text)
            event.setTimestamp(stamp_ms)
            QApplication.sendEvent(self.target, event)

    def hold_down(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyPress(self.target, key, modifiers)

    def let_go(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyRelease(self.target, key, modifiers)

    def type(self, text: str) -> None:
        """Type a text where the keyboard is."""
        QTest.keyClicks(self.target, text)

    def go(self) -> None:
        """GO, half a second and more after the last."""
        self.press(Qt.Key.Key_Space)

    @contextmanager
    def answering(self, *answers: Callable[[QWidget], object]) -> Iterator[None]:
        """Answer the sheet that opens inside this block, and those that open after it in turn."""
        assert self.window  # what it shows first must not take its turn from the answers
        answered: list[BaseException | None] = []

        def reply() -> None:
            sheet = QApplication.activeModalWidget()
            if len(answered) + 1 < len(answers):
                QTimer.singleShot(0, reply)  # comes to its turn when this sheet is gone
            try:
                assert sheet is not None, "no sheet was there to answer"
                answers[len(answered)](sheet)
                answered.append(None)
            except BaseException as error:  # noqa: BLE001  raised below; the sheet must not stay open for ever
                answered.append(error)
                while (left := QApplication.activeModalWidget()) is not None:
                    left.close()

        QTimer.singleShot(0, reply)
        yield
        QApplication.processEvents()
        for error in answered:
            if error is not None:
                raise error
        assert len(answered) == len(answers)

    @contextmanager
    def popup(self, then: Callable[[], None]) -> Iterator[None]:
        """Do something in the menu that opens inside this block, which must then be closed again."""
        assert self.window
        done: list[BaseException | None] = []

        def in_popup() -> None:
            try:
                then()
                done.append(None)
            except BaseException as error:  # noqa: BLE001  raised below
                done.append(error)
            finally:
                while (popup := QApplication.activePopupWidget()) is not None:
                    popup.close()

        QTimer.singleShot(0, in_popup)
        yield
        QApplication.processEvents()
        assert len(done) == 1
        if done[0] is not None:
            raise done[0]

    def sessions(self) -> list[Path]:
        """The files of the sessions, by name."""
        return sorted(self.folder.glob("*.gladi"))

    def bodies(self, kind: builtins.type[Any] = Body) -> list[Any]:
        """What happened in the drill so far, of one kind."""
        return [entry.event.body for entry in self.view.entries if isinstance(entry.event.body, kind)]

    def focusable(self) -> list[QWidget]:
        """Everything in the window that can take the keyboard now."""
        return [
            widget
            for widget in (self.window, *self.window.findChildren(QWidget))
            if widget.isVisible()
            and widget.isEnabled()
            and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            and widget.focusProxy() is None
        ]

    def lists(self) -> list[RowView]:
        """Every list in sight."""
        return [view for view in self.window.findChildren(RowView) if view.isVisible()]

    def list_of(self, panel: QWidget) -> RowView:
        """The list of a panel."""
        (view,) = panel.findChildren(RowView)
        return view

    def rows(self, panel: QWidget) -> list[Any]:
        """What the list of a panel shows."""
        return list(self.list_of(panel).rows.rows)

    def click_row(
        self, panel: QWidget, place: int, x: float = 0.5, button: Qt.MouseButton = Qt.MouseButton.LeftButton
    ) -> None:
        """Click on a row; ``x`` is where in its width, 0..1."""
        view, point = self._row_point(panel, place, x)
        QTest.mouseClick(view.viewport(), button, NONE, point)

    def click(self, widget: QWidget, *, times: int = 1, where: QPoint | None = None) -> None:
        """Click fast on one spot, as the system sends it: every second press is that of a double click."""
        spot = widget.rect().center() if where is None else where
        for number in range(times):
            press = QTest.mouseDClick if number % 2 else QTest.mousePress
            press(widget, Qt.MouseButton.LeftButton, NONE, spot)
            QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, NONE, spot)

    def double_click_row(self, panel: QWidget, place: int, x: float = 0.5) -> None:
        """Click twice in a row on the same spot, as the system sends it."""
        view, point = self._row_point(panel, place, x)
        self.click(view.viewport(), times=2, where=point)

    def _row_point(self, panel: QWidget, place: int, x: float) -> tuple[RowView, QPoint]:
        view = self.list_of(panel)
        view.scrollTo(view.rows.index(place))
        box = view.visualRect(view.rows.index(place))
        return view, QPoint(box.left() + round(x * (box.width() - 1)), box.center().y())

    def start_ex(self) -> None:
        """StartEx, with everything ready that the script asks for."""
        self.muster()
        self.press(Qt.Key.Key_Return, CTRL)
        self.press(Qt.Key.Key_Return)

    def muster(self) -> None:
        """Tick every item of the muster, and of the gates of phases, in the order of the script."""
        view = self.window.live_view
        waiting = [] if view is None else [item for item in view.scenario.readiness if item not in view.state.ready]
        if not waiting:
            return

        def tick(sheet: QWidget) -> None:
            assert isinstance(sheet, ReadinessSheet)
            for item in waiting:
                QTest.keyClick(sheet, Qt.Key(ord(sheet.key_of(item))))
            QTest.keyClick(sheet, Qt.Key.Key_Escape)

        with self.answering(tick):
            self.press(Qt.Key.Key_F3)

    def next_phase(self) -> None:
        self.press(Qt.Key.Key_Return, CTRL)
        self.press(Qt.Key.Key_Return)

    def end_ex(self, word: str) -> None:
        def confirm(sheet: QWidget) -> None:
            QTest.keyClicks(sheet.focusWidget() or sheet, word)
            QTest.keyClick(sheet.focusWidget() or sheet, Qt.Key.Key_Return)

        with self.answering(confirm):
            self.press(Qt.Key.Key_E, CTRL)

    def unit_key(self, offer: str) -> Qt.Key:
        """The letter of an action's row."""
        offers = [one.id for one in self.page.units.offers()]
        return Qt.Key(ord(ROW_KEYS[offers.index(offer)]))

    def pass_ms(self, ms: int) -> None:
        """Let time pass, the window following as it does ten times a second."""
        while ms > 0:
            step_ms = min(STEP_MS, ms)
            self.clock.advance_ms(step_ms)
            self.window.tick()
            ms -= step_ms

    def pass_until(self, exercise_ms: int) -> None:
        """Let time pass up to this exercise time, at normal speed."""
        self.pass_ms(exercise_ms - self.view.now_ms)

    def close(self) -> None:
        """Let go of everything, without a question."""
        self.window.close_at_once()
        self.shell.close()
        self.shell.deleteLater()


def dress(application: QApplication) -> None:
    """Put the theme on, once for all tests of a process."""
    apply(application, DEFAULT_THEME)
