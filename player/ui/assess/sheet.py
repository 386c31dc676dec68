"""The sheets a trainer writes on: Enter saves, Esc leaves with what was typed kept as a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from player.engine.commands import Command
from player.engine.entries import LONGEST_NAME, LONGEST_NOTE
from player.i18n import _
from player.ui.assess.book import book_of
from player.ui.review_view import ReviewView
from player.ui.sheets import Sheet
from player.ui.theme import SPACE, scaled
from player.ui.widgets import ActionButton, Label

Draft = Mapping[str, object]

_WIDTH_PX = 640
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SHIFT, _CTRL, _ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Words(QPlainTextEdit):
    """A few lines of plain text. Enter is for the sheet, Shift+Enter breaks the line.

    Args:
        name: what it is; also shown while it is empty.
        lines: how many lines are in sight.
        breaks: Enter breaks the line, and Ctrl+Enter is for the sheet.

    Signals:
        saved: the key that saves was pressed in it.
    """

    saved = Signal()

    def __init__(self, name: str, lines: int = 4, *, breaks: bool = False) -> None:
        super().__init__()
        self._breaks = breaks
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setTabChangesFocus(True)
        height = self.fontMetrics().lineSpacing() * lines + 4 * SPACE
        if breaks:
            self.setMinimumHeight(height)
        else:
            self.setFixedHeight(height)
        self.textChanged.connect(self._keep_short)

    @property
    def text(self) -> str:
        """What stands in it."""
        return self.toPlainText()

    def put(self, text: str) -> None:
        """Let it hold this text, to go on writing at its end."""
        self.setPlainText(text)
        self.moveCursor(self.textCursor().MoveOperation.End)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Save, or break the line; keys with Alt are for the sheet."""
        with_ctrl, with_shift = bool(event.modifiers() & _CTRL), bool(event.modifiers() & _SHIFT)
        if event.key() in _ENTER and (with_ctrl or (not self._breaks and not with_shift)):
            if not event.isAutoRepeat():
                self.saved.emit()
        elif event.key() in _ENTER:
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
        elif event.modifiers() & _ALT and not with_ctrl:  # both together are AltGr, which types
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _keep_short(self) -> None:
        text = self.toPlainText()
        if len(text) > LONGEST_NOTE:
            self.put(text[:LONGEST_NOTE])


def line_field(name: str, longest: int = LONGEST_NAME) -> QLineEdit:
    """A line to write in; its name is shown while it is empty."""
    field = QLineEdit()
    field.setMaxLength(longest)
    field.setAccessibleName(name)
    field.setPlaceholderText(name)
    return field


def choice_field(name: str, choices: Sequence[tuple[str, object]], chosen: object) -> QComboBox:
    """A list to choose from: the words and what each stands for. A value that is not among them is none of them."""
    box = QComboBox()
    box.setAccessibleName(name)
    for text, value in choices:
        box.addItem(text, value)
    place = next((place for place, (_text, value) in enumerate(choices) if value == chosen), 0)
    box.setCurrentIndex(place)
    box.setMinimumContentsLength(24)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def labelled(text: str, field: QWidget) -> QHBoxLayout:
    """A field with its name before it."""
    row = QHBoxLayout()
    row.setSpacing(2 * SPACE)
    label = Label(text, "small", "soft")
    label.setFixedWidth(scaled(150))
    row.addWidget(label)
    row.addWidget(field, 1)
    return row


class EntrySheet(Sheet):
    """One entry of an assessment as it is written.

    It saves by itself while it is open: where nothing can be saved it says so, and stays.

    Args:
        title: what is written.
        draft: the name its draft is kept under.
    """

    def __init__(self, view: ReviewView, title: str, draft: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.view, self.book = view, book_of(view)
        self._draft = draft
        self.who = line_field(_("Who writes (rank and name)"))
        self.who.setText(self.book.who)
        self._said = Label("", "strong", "alarm", wrap=True)
        self._said.hide()
        self._saves = False
        self.setFixedWidth(scaled(_WIDTH_PX))
        view.said.connect(self._hear)

    @property
    def said(self) -> str:
        """What is said about what is missing, or why nothing was saved; empty for nothing."""
        return self._said.text()

    def command(self) -> Command:
        """What is asked of the session."""
        raise NotImplementedError  # pragma: no cover - each sheet has its own

    def missing(self) -> str:
        """What has to be written first, or empty."""
        return ""

    def state(self) -> Draft:
        """What was typed, to be taken up later; empty: nothing worth keeping."""
        raise NotImplementedError  # pragma: no cover

    @property
    def draft(self) -> Draft:
        """What was typed here before and not saved; empty for nothing."""
        return self.book.drafts.get(self._draft, {})

    def save(self) -> None:
        """Write it into the session; what is missing, or why that cannot be, is said."""
        missing = self.missing()
        if missing:
            self.say(missing)
            return
        self.book.note_who(self.who.text().strip())
        self._saves = True
        try:
            if self.view.do(self.command()):
                self.accept()
        finally:
            self._saves = False

    def say(self, text: str) -> None:
        """Say something over the buttons; empty: nothing."""
        self._said.setText(text)
        self._said.setVisible(bool(text))
        self.fit()

    def done(self, result: int) -> None:
        """Keep what was typed, unless it was saved."""
        self.book.note_who(self.who.text().strip())
        state = {} if result else dict(self.state())
        if state:
            self.book.drafts[self._draft] = state
        else:
            self.book.drafts.pop(self._draft, None)
        super().done(result)

    def add_foot(self, hint: str = "") -> None:
        """Put what is said, and the buttons, under the rest."""
        self.column.addWidget(self._said)
        self.column.addSpacing(SPACE)
        save = ActionButton(_("Save"), "check", "Enter", variant="accent")
        save.clicked.connect(self.save)
        leave = ActionButton(_("Keep as draft"), "x", "Esc", variant="quiet")
        leave.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(2 * SPACE)
        foot.addWidget(Label(hint, "small", "soft"), 1)
        foot.addWidget(leave)
        foot.addWidget(save)
        self.column.addLayout(foot)

    def fit(self) -> None:
        """Be as high as the words need at this width."""
        layout = self.layout()
        if layout is not None:
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Be as high as the words need at this width."""
        self.fit()
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter saves, Esc leaves; Space does nothing by itself."""
        if event.key() in _ENTER:
            if not event.isAutoRepeat():
                self.save()
        elif event.key() != Qt.Key.Key_Space:
            super().keyPressEvent(event)

    def _hear(self, text: str, warning: bool) -> None:  # noqa: FBT001 - a slot
        """Say here what is said under the sheet: why nothing was saved."""
        if warning and self._saves:
            self.say(_("{reason} What is typed stays here; Enter tries again.").format(reason=text))
