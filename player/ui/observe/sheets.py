"""The small sheets of Observe: which unit, how well it was done, and who observes from now on. One key answers each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from player.engine.entries import LONGEST_NAME
from player.i18n import _
from player.model.doctrine import RATING_TITLES
from player.model.scenario import Scenario
from player.ui.sheets import Sheet
from player.ui.theme import SPACE, scaled
from player.ui.widgets import ActionButton, Label

UNIT_KEYS = "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""The keys of the units, in the order of the script; what has none is clicked."""

_NONE_KEY = "0"
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_DEAD = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class Option(NamedTuple):
    """Something to choose: its key, its value and its words."""

    key: str
    value: str
    text: str


def unit_options(scenario: Scenario) -> list[Option]:
    """Every unit of the script."""
    keys = [*UNIT_KEYS, *[""] * len(scenario.units)]
    return [Option(key, unit.id, str(unit.title)) for key, unit in zip(keys, scenario.units.values(), strict=False)]


def rating_options() -> list[Option]:
    """Every rating, by its own letter."""
    return [Option(rating.value, rating.value, _(title)) for rating, title in RATING_TITLES.items()]


class PickSheet(Sheet):
    """One of several, by one key.

    Args:
        title: what is asked.
        about: what it is asked of.
        options: what can be chosen.
        chosen: the value in force, which is marked; 0 takes it out.

    Attributes:
        value: the value chosen; empty: none any more. Read after `exec`.
    """

    def __init__(self, title: str, about: str, options: Sequence[Option], chosen: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.value = chosen
        self._options = {option.key: option for option in options if option.key}
        self.column.addWidget(Label(title, "title"))
        self.column.addWidget(Label(about, "body", "soft", wrap=True))
        grid = QGridLayout()
        grid.setSpacing(2 * SPACE)
        across = 2 if len(options) > len("PSMU") else 1
        for place, option in enumerate(options):
            variant = "accent" if option.value == chosen else "normal"
            size = "normal" if across > 1 else "large"
            button = ActionButton(option.text, "", option.key, variant=variant, size=size)
            button.clicked.connect(lambda _checked=False, option=option: self._choose(option.value))
            grid.addWidget(button, place // across, place % across)
        for column in range(across):
            grid.setColumnStretch(column, 1)
        self.column.addLayout(grid)
        self._none = ActionButton(_("Take it out"), "x", _NONE_KEY)
        self._none.clicked.connect(lambda: self._choose(""))
        self._none.setEnabled(bool(chosen))
        self.column.addLayout(_foot(self, self._none))
        self.setMinimumWidth(scaled(620 if across > 1 else 480))
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Its key chooses, 0 takes out, Esc leaves; Enter and Space do nothing by themselves."""
        if event.isAutoRepeat() or event.key() in _DEAD:
            return
        letter = chr(event.key()) if 0 < event.key() < ord("~") and not event.modifiers() & _HELD else ""
        if letter in self._options:
            self._choose(self._options[letter].value)
        elif letter == _NONE_KEY:
            self._none.click()
        else:
            super().keyPressEvent(event)

    def _choose(self, value: str) -> None:
        self.value = value
        self.accept()


class ObserverSheet(Sheet):
    """Who observes from now on: somebody known by one digit, or a new name.

    Args:
        names: the names known.
        present: who observes now; empty for the controller.

    Attributes:
        name: the name chosen; empty for the controller. Read after `exec`.
    """

    def __init__(self, names: Sequence[str], present: str, parent: QWidget) -> None:
        super().__init__(_("Who observes?"), parent)
        self.name = present
        self._known = list(names)[: len("123456789")]
        self._field = _NameLine(self._choose_digit)
        self._field.setMaxLength(LONGEST_NAME)
        self._field.setPlaceholderText(_("Type a name, then Enter"))
        self._field.setAccessibleName(_("Name of who observes"))
        self._field.returnPressed.connect(self._take_typed)
        self.column.addWidget(Label(_("Who observes?"), "title"))
        text = _("A digit chooses who is known; a new name is typed. Every entry then bears that name.")
        self.column.addWidget(Label(text, "body", "soft", wrap=True))
        self.column.addWidget(self._field)
        grid = QGridLayout()
        grid.setSpacing(2 * SPACE)
        for place, name in enumerate(self._known):
            variant = "accent" if name == present else "normal"
            button = ActionButton(name, "user", str(place + 1), variant=variant, size="large")
            button.clicked.connect(lambda _checked=False, name=name: self._choose(name))
            grid.addWidget(button, place // 2, place % 2)
        for column in range(min(2, len(self._known))):
            grid.setColumnStretch(column, 1)
        self.column.addLayout(grid)
        controller = ActionButton(_("The controller observes"), "user-check", _NONE_KEY, size="normal")
        controller.clicked.connect(lambda: self._choose(""))
        self.column.addLayout(_foot(self, controller))
        self.setMinimumWidth(scaled(480))
        self._field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter takes what is typed and nothing else; Esc leaves."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)

    def _choose_digit(self, digit: int) -> bool:
        if digit == 0:
            self._choose("")
        elif digit <= len(self._known):
            self._choose(self._known[digit - 1])
        return True

    def _take_typed(self) -> None:
        typed = " ".join(self._field.text().split())
        if typed:
            self._choose(typed)

    def _choose(self, name: str) -> None:
        self.name = name
        self.accept()


class _NameLine(QLineEdit):
    """A line in which a digit that comes first chooses, and is no part of a name."""

    def __init__(self, choose: Callable[[int], bool]) -> None:
        super().__init__()
        self._choose = choose

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take a first digit for a choice; keep the Enter that takes the name."""
        digit = event.key() - Qt.Key.Key_0
        if not self.text() and 0 <= digit <= 9 and not event.modifiers() & _HELD:
            if not event.isAutoRepeat():
                self._choose(digit)
            return
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()


def _foot(sheet: Sheet, first: ActionButton) -> QHBoxLayout:
    """The foot of a sheet: what chooses nothing, and Esc."""
    leave = ActionButton(_("Cancel"), "x", "Esc", variant="quiet")
    leave.clicked.connect(sheet.reject)
    foot = QHBoxLayout()
    foot.addWidget(first)
    foot.addStretch(1)
    foot.addWidget(leave)
    return foot
