"""The line notes are written in, under the log or lent to the instrument."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from player.engine.commands import WriteNote
from player.engine.entries import LONGEST_NOTE
from player.i18n import _
from player.model.times import clock_text
from player.ui.theme import SPACE
from player.ui.views import DrillView
from player.ui.widgets import Label


class EntryLine(QLineEdit):
    """The line notes are written in: the first keystroke is the time of the note, Enter writes it, Esc leaves."""

    def __init__(self, view: DrillView, parent: QWidget) -> None:
        super().__init__(parent)
        self.setVisible(view.live)
        self._view = view
        self._on: int | None = None
        self._begun_ms: int | None = None
        self._prompt = Label("", "small", "soft", parent=self)
        self.setAccessibleName(_("Note"))
        self.setMaxLength(LONGEST_NOTE)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.returnPressed.connect(self._write)
        self.textEdited.connect(self._stamp)
        view.ending.connect(self._finish)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 2 * SPACE, 0)
        layout.addStretch(1)
        layout.addWidget(self._prompt)
        self._show_prompt()

    def begin(self, on: int | None = None) -> None:
        """Put the keyboard here; ``on`` is the entry the note is about. A half-written note stays about what it was."""
        if on is not None or not self.text():
            self._on = on
        self._show_prompt()
        self.setFocus()

    @property
    def about(self) -> int | None:
        """Number of the entry the note is about, or None."""
        return self._on

    @property
    def begun_ms(self) -> int | None:
        """Exercise time of the first keystroke, or None."""
        return self._begun_ms

    def restore(self, text: str, on: int | None, begun_ms: int | None) -> None:
        """Take up a half-written note."""
        self._on, self._begun_ms = on, begun_ms
        self.setText(text)
        self._show_prompt()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Keep the Enter that writes: handed on, it would be one more Enter, for the window."""
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()

    def _stamp(self, text: str) -> None:
        if not text:
            self._begun_ms = None
        elif self._begun_ms is None:
            self._begun_ms = self._view.now_ms
        self._show_prompt()

    def _write(self) -> None:
        if not self.text().strip():
            self.clearFocus()
            self.window().setFocus()
            return
        if self._send():
            self.clear()
            self._on = self._begun_ms = None
            self._show_prompt()
            self.clearFocus()
            self.window().setFocus()

    def _finish(self) -> None:
        """Write what stands here half-written: after EndEx it could not be."""
        if self.text().strip() and self._send():
            self.restore("", None, None)

    def _send(self) -> bool:
        """Put the note on record; gives whether it is."""
        return self._view.do(WriteNote(self.text(), self._on, self._begun_ms))

    def _show_prompt(self) -> None:
        if self._begun_ms is not None:
            stamp = clock_text(self._begun_ms, hours=True)
            self._prompt.setText(_("stamped {time} · Enter writes · Esc leaves").format(time=stamp))
        else:
            self._prompt.setText("")
        about = _("Note on #{seq} …").format(seq=self._on) if self._on is not None else _("Note … (N)")
        self.setPlaceholderText(about)
