"""Holding F12 or the button of the band: measured, shown, and at the end the emergency is declared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from player.i18n import _
from player.ui.emergency.hold import Held, Hold
from player.ui.emergency.hold_sign import HoldSign
from player.ui.widgets import ActionButton

if TYPE_CHECKING:
    from player.ui.emergency.part import EmergencyPart

LOOK_MS = 40
"""How often it is looked whether something is still held."""

SIGN_STAYS_MS = 2500


class Holding(QObject):
    """Watches what is held, by the clock of the window.

    Args:
        part: declares when it has been held long enough.
    """

    def __init__(self, part: EmergencyPart) -> None:
        super().__init__(part)
        self._part = part
        self._hold = Hold()
        self._button: HoldButton | None = None
        self._sign: HoldSign | None = None
        self._looks = QTimer(self)
        self._looks.setInterval(LOOK_MS)
        self._looks.timeout.connect(self.look)
        self._sign_goes = QTimer(self)
        self._sign_goes.setSingleShot(True)
        self._sign_goes.setInterval(SIGN_STAYS_MS)
        self._sign_goes.timeout.connect(self._hide_sign)
        application = QApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._follow_program)

    @property
    def sign(self) -> HoldSign | None:
        """What is shown of it now, or None."""
        return self._sign if self._sign is not None and isValid(self._sign) else None

    def make_button(self) -> HoldButton:
        """The button for the band of a page."""
        self._button = HoldButton(self)
        return self._button

    def hold(self, down: bool, stamp_ms: int = 0) -> None:  # noqa: FBT001 - as the router of keys tells it
        """F12, or the button, went down or came up; ``stamp_ms``: when, by the keyboard's own clock, 0: unknown."""
        now_ms = self._part.window.monotonic_ms()
        if not down:
            self._hold.up(now_ms, stamp_ms)
        elif self._part.emergency is None:
            self._hold.down(now_ms, stamp_ms)
            self._looks.start()
        self.look()

    def look(self) -> None:
        """Look how long it has been held, and declare when that is long enough."""
        now_ms = self._part.window.monotonic_ms()
        part = self._hold.part(now_ms)
        held = self._hold.look(now_ms)
        if held is Held.HOLDING:
            self._sign_in_front().show_part(part)
            self._show_on_button(part)
            return
        self._looks.stop()
        self._show_on_button(0.0)
        if held is Held.LET_GO:
            self._sign_in_front().show_let_go()
            self._sign_goes.start()
        elif held is Held.DONE:
            self._hide_sign()
            self._part.declare()

    def stop(self) -> None:
        """Forget what is held."""
        self._hold.stop()
        self._looks.stop()
        self._show_on_button(0.0)
        self._hide_sign()

    def _follow_program(self, state: Qt.ApplicationState) -> None:
        """Where the keyboard goes to another program, that the key came up is never heard."""
        if state != Qt.ApplicationState.ApplicationActive and self._hold.is_on:
            self.stop()

    def _sign_in_front(self) -> HoldSign:
        self._sign_goes.stop()
        parent = QApplication.activeModalWidget() or self._front()
        sign = self.sign
        if sign is None or sign.parentWidget() is not parent:
            self._hide_sign()
            sign = self._sign = HoldSign(parent)
        return sign

    def _front(self) -> QWidget:
        """The window of the program that has the keyboard: this one, or one whose keys go on to it."""
        active = QApplication.activeWindow()
        window = self._part.window
        return active if active is not None and getattr(active, "keys_of", None) is window else window

    def _hide_sign(self) -> None:
        self._sign_goes.stop()
        sign, self._sign = self.sign, None
        if sign is not None:
            sign.hide()
            sign.deleteLater()

    def _show_on_button(self, part: float) -> None:
        if self._button is not None and isValid(self._button):
            self._button.set_progress(part)


class HoldButton(ActionButton):
    """The button of the band that has to be held as long as F12."""

    def __init__(self, holding: Holding) -> None:
        super().__init__(_("Real emergency"), "siren", "F12", variant="danger", size="small")
        self.setToolTip(_("Hold for two seconds"))
        self.pressed.connect(lambda: holding.hold(True))
        self.released.connect(lambda: holding.hold(False))
