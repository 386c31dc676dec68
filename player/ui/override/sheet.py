"""The sheet of an override (F5): which value, at what it is set or held or that it is released, who decided it, why.

Nothing is overridden by one key: Enter first goes to what is still missing, and only then does it.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from player.engine.state import Override, Status
from player.i18n import N_, _
from player.model import events as ev
from player.review.instrument_wording import value_text
from player.ui.live_view import LiveView
from player.ui.override.columns import MODE_KEYS, UNIT_KEYS, HowColumn, WhatColumn, WhoColumn
from player.ui.override.draft import NUMBERS, Draft, Part, choices
from player.ui.override.words import MODE_TITLES, last_who, names, overridden_text, sign_in_full, standing, what_text
from player.ui.sheets import Sheet, ask
from player.ui.theme import GAP, PAD, SPACE, scaled, text_scale
from player.ui.widgets import ActionButton, Label
from player.ui.widgets.painted import plain_tip

HELD_KEYS = "ZXCVBNM"
"""Keys that release what is held, in the order it was overridden."""

_WIDTH_PX, _HEIGHT_PX = 1060, 690
_BESIDE_PX = 6 * GAP
_HELD_ACROSS, _HELD_PX = 4, 160

_SUMMARIES = {
    ev.OverrideMode.SET: N_("{what}: {before} → {after}, from which it goes on"),
    ev.OverrideMode.HOLD: N_("{what}: {before} → {after}, held until released"),
    ev.OverrideMode.RELEASE: N_("{what}: goes on by itself from {before}"),
}
_MODES = dict(zip(MODE_KEYS, ev.OverrideMode, strict=True))
_ICONS = {
    ev.OverrideMode.SET: "gauge",
    ev.OverrideMode.HOLD: "lock",
    ev.OverrideMode.RELEASE: "play",
}
_LETTERS_END = 0x80
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 2, Qt.Key.Key_PageDown: -2}
_SIGNS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
_REASONS = {Qt.Key.Key_F6: 0, Qt.Key.Key_F7: 1, Qt.Key.Key_F8: 2}
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class OverrideSheet(Sheet):
    """Overrides a value of the drill under way; the drill goes on, and the values shown follow it.

    Args:
        view: the live drill.
        parent: the window.
    """

    def __init__(self, view: LiveView, parent: QWidget) -> None:
        super().__init__(_("Override a value"), parent)
        self._view = view
        bodies = [entry.event.body for entry in view.entries]
        self.draft = Draft(who=last_who(bodies))
        self.what = WhatColumn(self.draft, view.drill.fold)
        self.how = HowColumn(self.draft)
        self.who = WhoColumn(self.draft, names(view.scenario, bodies))
        self._tried = False
        self._refused = ""
        self._held: tuple[Override, ...] = ()
        self.held: list[ActionButton] = []
        self._held_words = Label(_("Release"), "caption", "soft")
        self._held_words.hide()
        self._held_grid = QGridLayout()
        self._held_grid.setSpacing(SPACE)
        self._summary = Label("", "strong", "soft", wrap=True)
        self._do = ActionButton("", "lock", "Enter", variant="primary", size="large")
        self._do.clicked.connect(self._go_on)
        self._lay_out()
        self.what.chosen.connect(self._aim)
        self.how.chosen.connect(self._after_mode)
        self.how.changed.connect(self._changed)
        self.who.changed.connect(self._changed)
        view.second_passed.connect(self.refresh)
        view.changed.connect(self.refresh)
        view.said.connect(self._hear)
        self.refresh()
        self.setFocus()

    @property
    def errors(self) -> dict[Part, str]:
        """What is said to be wrong, by part."""
        found = {}
        for column in (self.what, self.how, self.who):
            found.update({part: heading.error for part, heading in column.headings.items() if heading.error})
        return found

    @property
    def summary(self) -> str:
        """What is said at the foot of the sheet: what will be done, or why it was refused."""
        return self._summary.text()

    def refresh(self) -> None:
        """Show the values as they stand, and what would be done."""
        fold = self._view.drill.fold
        self._show_held()
        self.what.refresh(fold)
        self.how.refresh(fold)
        self.who.refresh()
        problems = self.draft.problems(fold)
        told = {part: text for part, text in problems.items() if self._tried or part is Part.VALUE}
        for column in (self.what, self.how, self.who):
            column.show_errors(told)
        mode = self.draft.mode
        self._do.show_as(
            _("Override a value") if mode is None else _(MODE_TITLES[mode]), "gauge" if mode is None else _ICONS[mode]
        )
        self._summary.setText(self._refused or self._words())
        self._summary.set_tone("alarm" if self._refused else "soft" if problems else "ink")

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Take the room the window has."""
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else self.size()
        self.setFixedSize(
            min(scaled(_WIDTH_PX), room.width() - _BESIDE_PX), min(scaled(_HEIGHT_PX), room.height() - _BESIDE_PX)
        )
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Digits, letters and arrows choose; Enter goes to what is missing, then does it; Esc leaves."""
        key, field = event.key(), self._field()
        if key in _STEPS and field in {None, self.how.number.field}:
            self.how.step(_STEPS[Qt.Key(key)], self._view.drill.fold)
        elif event.isAutoRepeat() or key == Qt.Key.Key_Space:
            return
        elif key in _ENTER:
            self._go_on()
        elif key == Qt.Key.Key_Escape and field is not None:
            self.setFocus()
        elif key in _REASONS and not event.modifiers():
            self.who.take_reason(_REASONS[Qt.Key(key)])
        elif field is not None or event.modifiers() & _COMMANDS or not self._choose(key):
            super().keyPressEvent(event)

    def _field(self) -> QLineEdit | None:
        """The field that is typed into, or None."""
        focus = self.focusWidget()
        return focus if isinstance(focus, QLineEdit) else None

    def _choose(self, key: int) -> bool:
        """Do what a plain key stands for; gives whether it stands for anything."""
        letter = chr(key) if key < _LETTERS_END else ""
        if key in _SIGNS:
            self.how.step(_SIGNS[Qt.Key(key)], self._view.drill.fold)
        elif letter.isdigit() and self.draft.asks_for_a_stage:
            if int(letter) in choices(ev.Quantity.FORCE):  # as before the stages, and as F with a digit on the page
                self.how.choose_value(int(letter))
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_4:
            self.what.choose(tuple(ev.Quantity)[key - Qt.Key.Key_1])
        elif letter in _MODES:
            self.how.choose(_MODES[letter])
        elif letter and letter in UNIT_KEYS:
            self.what.choose_place(UNIT_KEYS.index(letter))
        elif letter and letter in HELD_KEYS:
            self._release(HELD_KEYS.index(letter))
        else:
            return False
        return True

    def _release(self, place: int) -> None:
        """Make ready to release what is held in this place."""
        if place < len(self._held):
            one = self._held[place]
            self.draft.choose(one.quantity, one.unit)
            self.draft.who = self.draft.who.strip() or one.who
            self.who.who.setText(self.draft.who)
            self.how.choose(ev.OverrideMode.RELEASE)

    def _aim(self) -> None:
        """Another value is meant."""
        self._tried = False
        self._changed()

    def _changed(self) -> None:
        """Something else is meant than what may have been refused."""
        self._refused = ""
        self.refresh()

    def _after_mode(self) -> None:
        """Another way was chosen: the keyboard goes to what comes next."""
        self._changed()
        if self.draft.mode is ev.OverrideMode.RELEASE:
            missing = [part for part in self.draft.problems(self._view.drill.fold) if part in self._fields()]
            if missing:
                self._fields()[missing[0]].setFocus()
        elif self.draft.quantity in NUMBERS:
            self.how.number.take_keyboard()

    def _fields(self) -> dict[Part, QLineEdit]:
        return {Part.VALUE: self.how.number.field, Part.WHO: self.who.who, Part.WHY: self.who.why}

    def _go_on(self) -> None:
        """Go to what is missing, or do it; where it is refused, everything stays as it was typed."""
        fold = self._view.drill.fold
        problems = self.draft.problems(fold)
        self._tried = True
        self._changed()
        if problems:
            first = next(iter(problems))
            field = self._fields().get(first)
            (field or self).setFocus()
            if first is Part.VALUE:
                self.how.number.field.selectAll()
        elif self._view.do(self.draft.command(fold)):
            self.accept()

    def _hear(self, text: str, warning: bool) -> None:  # noqa: FBT001 - a slot
        """Say here what is said under the sheet: why it was refused."""
        if warning:
            self._refused = text
            self.refresh()

    def _words(self) -> str:
        """What would be done, in one line."""
        draft, fold = self.draft, self._view.drill.fold
        if self._view.state.status is Status.ENDED:
            return _("The exercise has ended; its log is closed.")
        releases = draft.mode is ev.OverrideMode.RELEASE
        after = draft.present(fold) if releases else draft.value(fold) if draft.is_about_something else None
        if draft.mode is None or after is None or not draft.is_about_something:
            return _("Who and why are written down with it, and shown for as long as it is held.")
        size, before = self._view.scenario.crowd.size, draft.present(fold)
        values = {
            "what": what_text(self._view.scenario, *draft.key),
            "before": value_text(draft.quantity, before, size),
            "after": value_text(draft.quantity, after, size),
        }
        return _(_SUMMARIES[draft.mode]).format(**values)

    def _show_held(self) -> None:
        """List what is held, each with the key that releases it."""
        held = standing(self._view.state)
        if held == self._held:
            return
        self._held = held
        for button in self.held:
            self._held_grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.held = []
        across = _HELD_ACROSS if text_scale() <= 1 else _HELD_ACROSS // 2
        for place, one in enumerate(held[: len(HELD_KEYS)]):
            words = overridden_text(self._view.scenario, one)
            button = ActionButton(words, "", HELD_KEYS[place])
            in_full = sign_in_full(self._view.scenario, one)
            button.setToolTip(plain_tip(in_full))
            button.setAccessibleName(f"{_('Release')} {in_full}")
            button.clicked.connect(lambda _checked=False, place=place: self._release(place))
            button.setMinimumSize(min(button.sizeHint().width(), scaled(_HELD_PX)), scaled(40))
            self._held_grid.addWidget(button, *divmod(place, across))
            self.held.append(button)
        self._held_words.setVisible(bool(held))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(2 * PAD)
        title = Label(_("Override a value"), "heading")
        for words in (title, self._held_words):
            words.setMinimumWidth(words.sizeHint().width())
            head.addWidget(words)
        head.insertStretch(1, 1)
        head.addLayout(self._held_grid)
        columns = QHBoxLayout()
        columns.setSpacing(2 * PAD)
        for column in (self.what, self.how, self.who):
            columns.addWidget(column, 1)
        leave = ActionButton(_("Cancel"), "x", "Esc", variant="quiet", size="large")
        leave.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(2 * SPACE)
        foot.addWidget(self._summary, 1)
        foot.addWidget(leave)
        foot.addWidget(self._do)
        self.column.setContentsMargins(2 * PAD, PAD, 2 * PAD, PAD)
        self.column.addLayout(head)
        self.column.addLayout(columns, 1)
        self.column.addLayout(foot)


def override_value(view: LiveView, parent: QWidget) -> None:
    """Let the controller override a value."""
    ask(OverrideSheet(view, parent))
