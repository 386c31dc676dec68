"""Where the script of a sheet goes: a name beside the sheet, and never over another file without a word."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from player.i18n import _
from player.ui.confirm import ConfirmSheet
from player.ui.sheets import Sheet, ask
from player.ui.theme import PAD, SPACE, scaled
from player.ui.widgets import ActionButton, Label

_SUFFIXES = frozenset({".yaml", ".yml"})


def free_name(sheet: Path) -> Path:
    """The file proposed for the script of a sheet: beside it, under its name, where nothing lies."""
    target = sheet.with_suffix(".yaml")
    number = 2
    while os.path.lexists(target):
        target = sheet.with_name(f"{sheet.stem}-{number}.yaml")
        number += 1
    return target


def ask_replace(path: Path, window: QWidget) -> bool:
    """Whether a file that lies there already is to be replaced; never by Enter alone."""
    text = _("{file} lies there already. What is in it is lost when it is replaced.").format(file=path.name)
    return ask(ConfirmSheet(_("Replace the file?"), text, _("REPLACE"), _("Hold to replace"), window, "save"))


class SaveSheet(Sheet):
    """Asks for the name of the script.

    Args:
        target: the file proposed.
        remark: what the planner should know before, or nothing.
    """

    def __init__(self, target: Path, remark: str, parent: QWidget) -> None:
        super().__init__(_("Save the script"), parent)
        self._folder = target.parent
        self.field = QLineEdit(target.name)
        self.field.setAccessibleName(_("Name of the file"))
        self.field.textChanged.connect(self._tell)
        self._place = Label("", "small", "soft", wrap=True)
        self._said = Label("", "strong", "warn", wrap=True)
        elsewhere = ActionButton(_("Another folder …"), "folder-open", "F2")
        elsewhere.clicked.connect(self._ask_folder)
        save = ActionButton(_("Save and open"), "save", "Enter", variant="primary")
        save.clicked.connect(self._finish)
        leave = ActionButton(_("Cancel"), "x", "Esc")
        leave.clicked.connect(self.reject)
        self.column.addWidget(Label(_("Save the script"), "title"))
        if remark:
            self.column.addWidget(Label(remark, "body", wrap=True))
        self.column.addWidget(Label(_("Name of the file"), "caption", "soft"))
        self.column.addWidget(self.field)
        self.column.addWidget(self._place)
        self.column.addWidget(self._said)
        foot = QHBoxLayout()
        foot.setSpacing(2 * SPACE)
        foot.addWidget(elsewhere)
        foot.addStretch(1)
        foot.addWidget(leave)
        foot.addWidget(save)
        self.column.addSpacing(PAD)
        self.column.addLayout(foot)
        self.setFixedWidth(scaled(620))
        self._tell()
        self.field.setFocus()
        self.field.setSelection(0, len(target.stem))

    @property
    def path(self) -> Path:
        """The file as named."""
        name = self.field.text().strip()
        if Path(name).suffix.lower() not in _SUFFIXES:
            name += ".yaml"
        return self._folder / name

    @property
    def problem(self) -> str:
        """Why no file can have this name; empty when it can."""
        name = self.field.text().strip()
        if not name or name in _SUFFIXES:
            return _("Name the file.")
        if any(sign in name for sign in '/\\\0:*?"<>|') or name.startswith("."):
            return _("A name has none of these signs in it: {signs}, and no dot at its beginning.").format(
                signs='/ \\ : * ? " < > |'
            )
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter saves, F2 asks for another folder."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._finish()
        elif event.key() == Qt.Key.Key_F2:
            self._ask_folder()
        else:
            super().keyPressEvent(event)

    def _finish(self) -> None:
        if not self.problem:
            self.accept()
        else:
            self.field.setFocus()

    def _tell(self) -> None:
        said = self.problem
        if not said and os.path.lexists(self.path):
            said = _("{file} lies there already; before it is replaced you are asked.").format(file=self.path.name)
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self._place.setText(_("Goes to {folder}").format(folder=self._folder))

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, _("Another folder"), str(self._folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("Save here"))
        dialog.setLabelText(QFileDialog.DialogLabel.Reject, _("Cancel"))
        if ask(dialog) and dialog.selectedFiles():
            self._folder = Path(dialog.selectedFiles()[0])
            self._tell()
