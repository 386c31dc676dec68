"""Keys: one filter before all widgets, so that every rule about keys holds everywhere.

Autorepeat does nothing, but where moving on is all a key does. Plain letters, digits and Space are dead while a text
field has the focus. Space has to come up before it counts again. F held down with a digit sets a stage of force.
Actions marked ``everywhere`` also work under an open sheet or menu; those that are ``held`` are told of both ends of a
press. Keys of another window of the program that has ``keys_of`` mean what they mean in the window it names.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from player.i18n import N_, _
from player.ui.actions import Action, ActionTable, Mode, Stroke
from player.ui.widgets.buttons import KitButton

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


_PRESSED, _RELEASED, _DEACTIVATED = QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.WindowDeactivate

REPEAT_GAP_MS = 10
"""A press this soon after its release is the keyboard repeating; no finger is so fast."""


class KeyRouter(QObject):
    """Turns key presses in the main window into actions.

    Args:
        window: what fills the window, or the window itself. Keys of other windows (sheets, menus) are left alone, but
            for actions that work everywhere; a window whose ``keys_of`` is this one hands its keys on, but for its
            ``own_keys``, and with them the keyboard.
        table: the actions.
        mode: gives the mode shown.
        set_stage: called with 0..6 for F held with a digit.
    """

    def __init__(
        self, window: QWidget, table: ActionTable, mode: Callable[[], Mode], set_stage: Callable[[int], object]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._table = table
        self._mode = mode
        self._set_stage = set_stage
        self._space_down = False
        self._f_down = False
        self._held: dict[int, Action] = {}
        self._released_ms: dict[int, int] = {}
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take the keys that mean an action; leave the rest to the widgets."""
        # It sees every event there is, ten thousand for a new page: to ask for the type of each takes twice as long.
        if type(event) is not QKeyEvent:
            if watched is self._window and event.type() == _DEACTIVATED:
                self._space_down = self._f_down = False  # another program may get to hear that they came up
            return False
        if not isinstance(watched, QWidget):
            return False
        kind = event.type()
        if kind == _RELEASED:
            return self._released(event)
        return self._went_down(watched, event, really=kind == _PRESSED)

    def _went_down(self, watched: QWidget, event: QKeyEvent, *, really: bool) -> bool:
        """A key went down, or (not ``really``) Qt asks beforehand whether it is somebody's own."""
        if not self._reaches(watched):
            return self._pressed_elsewhere(event, really)
        if not self._is_lent(watched.window()):
            return self._pressed(event, really=really)
        if event.key() in getattr(watched.window(), "own_keys", ()):
            return False
        return self._pressed_beside(event, really)

    def _reaches(self, watched: QWidget) -> bool:
        """Whether the keyboard is in the window or one beside it, not in a sheet or menu over it."""
        return (
            (watched.window() is self._window.window() or self._is_lent(watched.window()))
            and QApplication.activeModalWidget() is None
            and QApplication.activePopupWidget() is None
        )

    def _is_lent(self, other: QWidget) -> bool:
        """Whether another window hands its keys on to this one."""
        return getattr(other, "keys_of", None) is self._window

    def _is_repeat(self, event: QKeyEvent) -> bool:
        """Whether the keyboard repeats a key that is held down.

        Some X servers send a release and a press in the same instant instead of saying so.
        """
        released_ms = self._released_ms.get(event.key())
        at_once = released_ms is not None and 0 <= event.timestamp() - released_ms <= REPEAT_GAP_MS
        return event.isAutoRepeat() or (at_once and event.timestamp() > 0)

    def _released(self, event: QKeyEvent) -> bool:
        if not event.isAutoRepeat():
            self._released_ms[event.key()] = event.timestamp()
            if event.key() == Qt.Key.Key_Space:
                self._space_down = False
            elif event.key() == Qt.Key.Key_F:
                self._f_down = False
            action = self._held.pop(event.key(), None)
            if action is not None and action.held is not None:
                action.held(False, event.timestamp())
        return False

    def _pressed_beside(self, event: QKeyEvent, really: bool) -> bool:  # noqa: FBT001
        """A key in a window beside this one counts here, and the keyboard comes back here, out of any field."""
        action = self._action_of(*_normal(event))
        is_held = action is not None and action.held is not None
        if really and not is_held and not self._is_repeat(event):
            self._window.setFocus()
            self._window.activateWindow()
        return self._pressed(event, really=really)

    def _pressed(self, event: QKeyEvent, *, really: bool) -> bool:
        key, modifiers = _normal(event)
        focus = QApplication.focusWidget()
        typing = is_typing(focus)
        if typing and key == Qt.Key.Key_Escape and really:
            self._window.setFocus()
            return True
        if not typing and self._force_stage(key, modifiers, event, really=really):
            return True
        action = self._action_of(key, modifiers)
        if action is None or (typing and not action.while_typing):
            return False
        if action.yields() and _keeps(focus, key, modifiers):
            return False
        if not really:
            event.accept()
            return False
        if self._counts(action, key, event):
            self._do(action, event)
        return True

    def _do(self, action: Action, event: QKeyEvent) -> None:
        """Do what the key means; what has to be held is told that it is."""
        if action.held is None:
            action.do()
        else:
            self._held[event.key()] = action
            action.held(True, event.timestamp())

    def _action_of(self, key: int, modifiers: int) -> Action | None:
        """What a key means now; for a key to be held it does not matter what else a hand lies on."""
        mode = self._mode()
        action = self._table.of_stroke(mode, key, modifiers)
        bare = self._table.of_stroke(mode, key, 0) if action is None else None
        return bare if bare is not None and bare.held is not None else action

    def _counts(self, action: Action, key: int, event: QKeyEvent) -> bool:
        """Whether this press is one of its own, and means something now."""
        repeated = self._is_repeat(event)
        if key == Qt.Key.Key_Space:
            was_down, self._space_down = self._space_down, True
            if was_down or repeated:
                return False
        if action.held is not None:  # a repeat that is not said to be one goes on with what is held
            return action.enabled() and not event.isAutoRepeat()
        if repeated and not action.repeats:
            return False
        return action.enabled()

    def _pressed_elsewhere(self, event: QKeyEvent, really: bool) -> bool:  # noqa: FBT001
        key, modifiers = _normal(event)
        if key == Qt.Key.Key_Space and isinstance(QApplication.activePopupWidget(), QMenu):
            return really  # Enter chooses; Space must not be what holds or ends an exercise
        action = self._action_of(key, modifiers)
        if action is None or not action.everywhere or not action.enabled():
            return False
        event.accept()
        if really and (action.held is not None or not self._is_repeat(event)) and not event.isAutoRepeat():
            self._do(action, event)
        return really

    def _force_stage(self, key: int, modifiers: int, event: QKeyEvent, *, really: bool) -> bool:
        if self._mode() is not Mode.RUN or modifiers:
            return False
        if key == Qt.Key.Key_F:
            if really:
                self._f_down = True
            return really
        if self._f_down and Qt.Key.Key_0 <= key <= Qt.Key.Key_9:  # 7 to 9 are no stage, and no tag either
            if really and key <= Qt.Key.Key_6 and not self._is_repeat(event):
                self._set_stage(key - Qt.Key.Key_0)
            return really
        return False


def _keeps(focus: QWidget | None, key: int, modifiers: int) -> bool:
    """Whether what has the keyboard does something itself with this key: a button with Enter, a list with arrows."""
    if isinstance(focus, KitButton):
        return focus.shows_focus
    return not modifiers and key in getattr(focus, "own_keys", ())


def _normal(event: QKeyEvent) -> tuple[int, int]:
    """Key and modifiers with the keypad, and the Shift that a plus sign needs, taken out."""
    key = int(event.key())
    modifiers = event.modifiers() & _COUNTED
    if key == Qt.Key.Key_Enter:
        key = int(Qt.Key.Key_Return)
    if key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
        key, modifiers = int(Qt.Key.Key_Plus), modifiers & Qt.KeyboardModifier.ControlModifier
    return key, modifiers.value
