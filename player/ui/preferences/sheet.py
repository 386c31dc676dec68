"""The preferences: everything in force at once, and kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from player.i18n import LANGUAGES, N_, _, current_language
from player.ui.choices import Name
from player.ui.keys import stroke_text
from player.ui.offers import ALLOWED
from player.ui.preferences.options import OptionRow
from player.ui.preferences.part import PreferencesPart
from player.ui.sheets import Sheet
from player.ui.theme import PAD, SPACE, TEXT_SCALES, THEMES, theme_in_use
from player.ui.widgets import ActionButton, Label
from player.ui.widgets.scroll import scrolling

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow

LANGUAGE, THEME = "language", "theme"
_TITLES = {
    Name.ANNOUNCE_S: N_("Announce injects ahead"),
    Name.SOUND: N_("Sound"),
    Name.REMIND_MIN: N_("Remind observers"),
    Name.REST: N_("What + and − do to the rest"),
}
_HINTS = {
    Name.ANNOUNCE_S: N_("An inject that is due is announced this long before."),
    Name.SOUND: N_("What calls for the controller is heard, too."),
    Name.REMIND_MIN: N_("Calls on the observer to look and write at this interval."),
}
_REST_HINTS = {
    "shift": N_("The phases that follow begin later or earlier by as much."),
    "absorb": N_("The phases that follow take it up; the end stays where it is."),
}
_WORDS = {
    (Name.SOUND, "on"): N_("on"),
    (Name.SOUND, "off"): N_("off"),
    (Name.REST, "shift"): N_("shift it"),
    (Name.REST, "absorb"): N_("absorb it"),
}


class PreferencesSheet(Sheet):
    """What can be chosen. Up and Down, or Tab, go from one to the next; Left and Right choose."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(_("Preferences"), window)
        self._window = window
        self.rows: list[OptionRow] = []
        self._whole: QWidget | None = None
        self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter answers nothing: nothing waits for an answer."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Be as large as its rows need, but no larger than the window."""
        super().showEvent(event)
        self._fit()

    @property
    def _place(self) -> int:
        """Which row has the keyboard, or -1."""
        return next((place for place, row in enumerate(self.rows) if row.isAncestorOf(self.focusWidget())), -1)

    def _go(self, step: int) -> None:
        place = self._place + step
        if 0 <= place < len(self.rows):
            self.rows[place].take_focus()
            self._area.ensureWidgetVisible(self.rows[place])

    def _fill(self, place: int = 0) -> None:
        """Make everything anew, in the language and size of text in use."""
        if self._whole is not None:
            self.column.removeWidget(self._whole)
            self._whole.hide()
            self._whole.deleteLater()
        self.setWindowTitle(_("Preferences"))
        self._whole = whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(PAD)
        column.addWidget(Label(_("Preferences"), "heading"))
        column.addWidget(
            Label(_("Each is in force at once and kept. ↑ ↓ choose the line, ← → the value."), "body", "soft")
        )
        column.addWidget(self._make_area(), 1)
        foot = QHBoxLayout()
        usual = self._window.actions_table["usual_layout"]
        reset = ActionButton(usual.text, usual.icon)
        reset.clicked.connect(usual.do)
        close = ActionButton(_("Close"), "x", "Esc")
        close.clicked.connect(self.accept)
        foot.addWidget(reset)
        foot.addStretch(1)
        foot.addWidget(close)
        column.addLayout(foot)
        self.column.addWidget(whole)
        whole.show()
        self.rows[place].take_focus()

    def _make_area(self) -> QScrollArea:
        self._inside = inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, PAD, 0)
        column.setSpacing(2 * SPACE)
        self.rows = list(self._make_rows())
        titles = {0: _("Window"), 3: _("In the drill")}
        for place, row in enumerate(self.rows):
            if place in titles:
                if place:
                    column.addSpacing(SPACE)
                column.addWidget(Label(titles[place], "caption", "soft"))
            row.chosen.connect(self._choose)
            row.left.connect(self._go)
            column.addWidget(row)
        self._area = area = scrolling(inside)
        return area

    def _make_rows(self) -> Iterator[OptionRow]:
        yield OptionRow(LANGUAGE, _("Language"), "", list(LANGUAGES.items()), current_language())
        theme = theme_in_use()
        looks = [(one.name, _(one.title).partition(":")[0]) for one in THEMES.values()]
        hint = _(theme.title).partition(":")[2].strip()
        yield OptionRow(THEME, _("Look"), hint, looks, theme.name)
        choices = self._window.choices
        sizes = [(name, f"{round(100 * TEXT_SCALES[name])} %") for name in ALLOWED[Name.TEXT]]
        yield OptionRow(Name.TEXT, _("Size of text"), self._about_size(), sizes, choices.text_size)
        for name, title in _TITLES.items():
            kept = choices.kept_as(name)
            hint = _REST_HINTS[kept] if name is Name.REST else _HINTS[name]
            yield OptionRow(name, _(title), _(hint), [(one, _value_text(name, one)) for one in ALLOWED[name]], kept)

    def _about_size(self) -> str:
        least, room = self._window.minimumSizeHint(), self._window.size()
        if least.height() > room.height() or least.width() > room.width():
            return _("This window is too small for this size: not all of the page is in sight.")
        larger, smaller = self._key("text_larger"), self._key("text_smaller")
        return _("Also {larger} and {smaller}, anywhere.").format(larger=larger, smaller=smaller)

    def _key(self, action_id: str) -> str:
        return stroke_text(self._window.actions_table[action_id].strokes[0])

    def _choose(self, name: str, value: str) -> None:
        place = self._place
        if name == LANGUAGE:
            self._window.set_language(value)
        elif name == THEME:
            self._window.set_theme(value)
        elif name == Name.TEXT:
            self._window.part(PreferencesPart).set_text_size(value)
        else:
            self._window.choices.choose(Name(name), value)
        if isValid(self) and name in {LANGUAGE, THEME, Name.TEXT, Name.REST}:
            self._fill(max(0, place))
            self._fit()

    def _fit(self) -> None:
        self.column.activate()
        wanted, bar = self._inside.sizeHint(), self._area.verticalScrollBar().sizeHint().width()
        self._area.setMinimumSize(wanted.width() + bar, 1)
        room = self._window.window().size()
        around = self.sizeHint().height() - self._area.sizeHint().height()
        edges = self.column.contentsMargins()
        width = edges.left() + wanted.width() + bar + edges.right()
        self.setFixedSize(min(width, room.width()), min(around + wanted.height() + 2, room.height()))


def _value_text(name: Name, value: str) -> str:
    """A value as it is said on its button."""
    if (name, value) in _WORDS:
        return _(_WORDS[name, value])
    if value == "0":
        return _("not at all")
    unit = _("{n} s") if name is Name.ANNOUNCE_S else _("{n} min")
    return unit.format(n=value)
