"""Keys: one filter before all widgets, so that every rule about keys holds everywhere.

Autorepeat does nothing. Plain letters, digits and Space are dead while a text field has the focus. Space has to come
up, and half a second has to pass without it, before it counts again. F held down with a digit sets a stage of force.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from player.i18n import N_, _
from player.ui.actions import ActionTable, Mode, Stroke

GO_GUARD_MS = 500
"""After Space, Space does nothing for this long; a press in that time starts it anew, so hammering stays one GO."""

_COUNTED = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_NAMES = {
    Qt.Key.Key_Space: N_("Space"),
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Up: "↑",
    Qt.Key.Key_Down: "↓",
    Qt.Key.Key_Left: "←",
    Qt.Key.Key_Right: "→",
    Qt.Key.Key_Plus: "+",
    Qt.Key.Key_Minus: "−",
    Qt.Key.Key_Escape: "Esc",
}


def stroke(key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> Stroke:
    """A key with its modifiers, as a record."""
    counted = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        counted |= modifier
    names = [_MODIFIER_NAMES[modifier] for modifier in modifiers]
    names.append(_NAMES.get(key, QKeySequence(key).toString()))
    return Stroke(int(key), counted.value, "+".join(names))


_MODIFIER_NAMES = {
    Qt.KeyboardModifier.ControlModifier: "Ctrl",
    Qt.KeyboardModifier.ShiftModifier: "Shift",
    Qt.KeyboardModifier.AltModifier: "Alt",
}


def stroke_text(one: Stroke) -> str:
    """What is printed for a key in the language in use."""
    return "+".join(_(part) if len(part) > 1 else part for part in one.text.split("+")) if one.text != "+" else "+"


def is_typing(widget: QWidget | None) -> bool:
    """Whether keys typed now become text."""
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    if isinstance(widget, (QLineEdit, QTextEdit, QPlainTextEdit)):
        return not widget.isReadOnly()
    return isinstance(widget, QAbstractSpinBox)


class KeyRouter(QObject):
    """Turns key presses in the main window into actions.

    Args:
        window: keys of other windows (dialogs, menus) are left alone.
        table: the actions.
        mode: gives the mode shown.
        monotonic_ms: gives monotonic time, for the guard of Space.
        set_stage: called with 0..6 for F held with a digit.
    """

    def __init__(
        self,
        window: QWidget,
        table: ActionTable,
        mode: Callable[[], Mode],
        monotonic_ms: Callable[[], int],
        set_stage: Callable[[int], object],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._table = table
        self._mode = mode
        self._monotonic_ms = monotonic_ms
        self._set_stage = set_stage
        self._space_down = False
        self._last_space_ms: int | None = None
        self._f_down = False
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take the keys that mean an action; leave the rest to the widgets."""
        kind = event.type()
        if kind not in {QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride}:
            return False
        if not (isinstance(watched, QWidget) and isinstance(event, QKeyEvent)) or watched.window() is not self._window:
            return False
        if QApplication.activeModalWidget() not in {None, self._window} or QApplication.activePopupWidget() is not None:
            return False
        if kind == QEvent.Type.KeyRelease:
            return self._released(event)
        return self._pressed(event, really=kind == QEvent.Type.KeyPress)

    def _released(self, event: QKeyEvent) -> bool:
        if not event.isAutoRepeat():
            if event.key() == Qt.Key.Key_Space:
                self._space_down = False
            elif event.key() == Qt.Key.Key_F:
                self._f_down = False
        return False

    def _pressed(self, event: QKeyEvent, *, really: bool) -> bool:
        key, modifiers = _normal(event)
        typing = is_typing(QApplication.focusWidget())
        if not typing and self._force_stage(key, modifiers, event, really=really):
            return True
        action = self._table.of_stroke(self._mode(), key, modifiers)
        if action is None or (typing and not action.while_typing):
            return False
        if not really:
            event.accept()
            return False
        if event.isAutoRepeat() and not action.id.startswith("move_"):
            return True
        if key == Qt.Key.Key_Space and not self._space_counts():
            return True
        if action.enabled():
            action.do()
        return True

    def _space_counts(self) -> bool:
        now_ms = self._monotonic_ms()
        guarded = self._last_space_ms is not None and now_ms - self._last_space_ms < GO_GUARD_MS
        counts = not (self._space_down or guarded)
        self._space_down = True
        self._last_space_ms = now_ms
        return counts

    def _force_stage(self, key: int, modifiers: int, event: QKeyEvent, *, really: bool) -> bool:
        if self._mode() is not Mode.RUN or modifiers:
            return False
        if key == Qt.Key.Key_F:
            if really and not event.isAutoRepeat():
                self._f_down = True
            return really
        if self._f_down and Qt.Key.Key_0 <= key <= Qt.Key.Key_6:
            if really and not event.isAutoRepeat():
                self._set_stage(key - Qt.Key.Key_0)
            return really
        return False


def _normal(event: QKeyEvent) -> tuple[int, int]:
    """Key and modifiers with the keypad, and the Shift that a plus sign needs, taken out."""
    key = int(event.key())
    modifiers = event.modifiers() & _COUNTED
    if key == Qt.Key.Key_Enter:
        key = int(Qt.Key.Key_Return)
    if key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal} and not modifiers & Qt.KeyboardModifier.ControlModifier:
        key, modifiers = int(Qt.Key.Key_Plus), Qt.KeyboardModifier.NoModifier
    return key, modifiers.value
