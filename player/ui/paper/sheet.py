"""The sheet that asks what to do with a paper: save it as a PDF, which always works, or print it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from player.i18n import _, reason_of
from player.model.paper import Paper
from player.ui.file_choice import ask_folder
from player.ui.paper.files import free_pdf, save_new
from player.ui.paper.pages import pages_of, pdf_of
from player.ui.paper.printers import print_on, printer_names
from player.ui.sheets import Sheet, ask
from player.ui.surroundings import Surroundings
from player.ui.theme import SPACE, scaled
from player.ui.widgets import ActionButton, Label

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow

_MOST_PRINTERS = 9


def print_paper(paper: Paper, window: MainWindow) -> None:
    """Ask whether to save or to print a paper, and do it. Its PDF goes beside the session shown, or the sessions."""
    ask(PrintSheet(paper, folder_for(window), window.around, window))


def folder_for(window: MainWindow) -> Path:
    """Where papers of what the window shows go by default: beside its session, or else into the folder of sessions."""
    if window.live_view is not None:
        return window.live_view.drill.path.parent
    if window.review_view is not None:
        return window.review_view.saved.path.parent
    return window.around.session_folder()


class PrintSheet(Sheet):
    """Asks whether to save or to print a paper.

    Args:
        folder: where the PDF is put unless another one is chosen.

    Attributes:
        saved: where the PDF was put last, or None.
    """

    def __init__(self, paper: Paper, folder: Path, around: Surroundings, parent: QWidget) -> None:
        super().__init__(paper.title, parent)
        self.saved: Path | None = None
        self._paper, self._folder, self._around = paper, folder, around
        self._names: tuple[str, ...] = ()
        self._is_saved = False
        self.column.addWidget(Label(paper.title, "title"))
        if paper.subtitle:
            self.column.addWidget(Label(paper.subtitle, "body", "soft", wrap=True))
        count = len(pages_of(paper))
        self._said = Label("", "body", "soft", wrap=True)
        self._where = Label("", "body", wrap=True)
        self.column.addWidget(Label(_("A4, pages: {n}").format(n=count), "small", "soft"))
        self.column.addWidget(self._where)
        self.column.addWidget(self._said)
        self._printers = QVBoxLayout()
        self._printers.setSpacing(SPACE)
        self.column.addLayout(self._printers)
        self._save = ActionButton(_("Save as PDF"), "save", "Enter", variant="primary", size="large")
        self._save.clicked.connect(self._save_pdf)
        self._elsewhere = ActionButton(_("Another folder …"), "folder-open", "F")
        self._elsewhere.clicked.connect(self._choose_folder)
        self._print = ActionButton(_("Print …"), "printer", "P")
        self._print.clicked.connect(self._look_for_printers)
        self._open = ActionButton(_("Open it"), "file-text", "O")
        self._open.clicked.connect(self._open_saved)
        self._open.hide()
        leave = ActionButton(_("Close"), "x", "Esc", variant="quiet")
        leave.clicked.connect(self.reject)
        upper, foot = QHBoxLayout(), QHBoxLayout()
        for row in (upper, foot):
            row.setSpacing(2 * SPACE)
        for button in (self._elsewhere, self._print, self._open):
            upper.addWidget(button)
        upper.addStretch(1)
        foot.addWidget(self._save)
        foot.addStretch(1)
        foot.addWidget(leave)
        self.column.addLayout(upper)
        self.column.addSpacing(SPACE)
        self.column.addLayout(foot)
        self.setFixedWidth(scaled(560))
        self._show_place()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter saves, F chooses the folder, P looks for printers, a digit prints on one, O opens what was saved."""
        if event.isAutoRepeat() or event.key() == Qt.Key.Key_Space:
            return
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        does = {
            Qt.Key.Key_Return: self._save_pdf,
            Qt.Key.Key_Enter: self._save_pdf,
            Qt.Key.Key_F: self._choose_folder,
            Qt.Key.Key_P: self._look_for_printers,
            Qt.Key.Key_O: self._open_saved,
        }.get(Qt.Key(key))
        number = key - Qt.Key.Key_1
        if plain and does is not None:
            does()
        elif plain and 0 <= number < len(self._names):
            self._print_on(self._names[number])
        else:
            super().keyPressEvent(event)

    def _show_place(self) -> None:
        path = free_pdf(self._folder, self._paper.name)
        self._where.setText(_("It will be saved as {path}").format(path=path))

    def _say(self, text: str, tone: str = "soft") -> None:
        self._said.setText(text)
        self._said.set_tone(tone)
        self.adjustSize()

    def _choose_folder(self) -> None:
        folder = ask_folder(self, self._folder, _("Save here"))
        if folder is not None:
            self._folder, self._is_saved = folder, False
            self._save.setEnabled(True)
            self._where.set_tone("ink")
            self._show_place()

    def _save_pdf(self) -> None:
        if self._is_saved:
            self.accept()  # a second Enter is no second file
            return
        try:
            self.saved = save_new(self._folder, self._paper.name, pdf_of(self._paper))
        except OSError as error:
            why = reason_of(error)
            self._say(
                _("It cannot be saved in {folder}: {reason}. Choose another folder (F).").format(
                    folder=self._folder, reason=why
                ),
                "alarm",
            )
            return
        self._is_saved = True
        self._where.setText(_("Saved: {path}").format(path=self.saved))
        self._where.set_tone("go")
        self._open.show()
        self._save.setEnabled(False)
        self._say("")

    def _open_saved(self) -> None:
        if self.saved is not None and not self._around.open_outside(self.saved):
            self._say(_("There is no program here that opens it."), "warn")

    def _look_for_printers(self) -> None:
        self._say(_("Looking for printers …"))
        self._around.background.run(printer_names, self._show_printers)

    def _show_printers(self, names: tuple[str, ...]) -> None:
        if not isValid(self):
            return
        while (item := self._printers.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._names = names[:_MOST_PRINTERS]
        if not names:
            self._say(_("No printer is set up on this computer. Save a PDF and print it from another one."), "warn")
            return
        for number, name in enumerate(self._names, 1):
            button = ActionButton(name, "printer", str(number))
            button.clicked.connect(partial(self._print_on, name))
            self._printers.addWidget(button)
        self._say(_("Choose the printer."))

    def _print_on(self, name: str) -> None:
        self._say(_("Printing on {name} …").format(name=name))
        paper = self._paper
        self._around.background.run(
            lambda: print_on(name, paper), lambda _nothing: self._tell_printed(name), self._tell_trouble
        )

    def _tell_printed(self, name: str) -> None:
        if isValid(self):
            self._say(_("Handed to the printer {name}.").format(name=name), "go")

    def _tell_trouble(self, error: Exception) -> None:
        if isValid(self):
            self._say(_("{reason} Save a PDF instead.").format(reason=error), "alarm")
