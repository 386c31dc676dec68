"""The files an inject brings along: named, and opened with the system's own viewer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from player.i18n import Message
from player.model.doctrine import ATTACHMENT_KINDS
from player.model.entries import Attachment
from player.ui.scenario.attached import KIND_ICONS, open_outside, place_of
from player.ui.theme import SPACE
from player.ui.widgets import ActionButton


def attachment_path(folder: str | None, attachment: Attachment) -> Path | Message:
    """Where an attachment lies, or why it cannot be opened.

    A file outside the folder of the script, or of another kind than its ending says, is never handed to the system.
    """
    name = {"file": attachment.file}
    if folder is None:
        return Message("“{file}” lies beside the script; open the script itself to see it.", name)
    path = place_of(Path(folder), attachment.file)
    if path is None:
        return Message("“{file}” is not in the folder of the script.", name)
    if path.suffix.lower() not in ATTACHMENT_KINDS.get(attachment.kind, frozenset()):
        return Message("“{file}” cannot be opened from here.", name)
    return path


class AttachmentList(QWidget):
    """One button a file.

    Args:
        folder: where the script lies, or None where it was not opened from a file.
        say: tells the user what went wrong.
    """

    def __init__(self, folder: str | None, say: Callable[[str], object]) -> None:
        super().__init__()
        self._folder, self._say = folder, say
        self._shown: tuple[Attachment, ...] = ()
        self.buttons: list[ActionButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, SPACE, 0, 0)
        self._column.setSpacing(SPACE)
        self._column.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_files(self, attachments: Sequence[Attachment]) -> None:
        """Show these files, or nothing."""
        if tuple(attachments) == self._shown:
            return
        self._shown = tuple(attachments)
        for button in self.buttons:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [self._button(one) for one in self._shown]
        for button in self.buttons:
            self._column.addWidget(button)
        self.setVisible(bool(self.buttons))

    def _button(self, attachment: Attachment) -> ActionButton:
        title = str(attachment.title) or PurePosixPath(attachment.file).name
        button = ActionButton(title, KIND_ICONS[attachment.kind], size="small")
        button.clicked.connect(lambda: self._open(attachment))
        return button

    def _open(self, attachment: Attachment) -> None:
        path = attachment_path(self._folder, attachment)
        if isinstance(path, Message):
            self._say(str(path))
        elif not open_outside(path):
            self._say(str(Message("No program was found that opens “{file}”.", {"file": attachment.file})))
