"""Asking for a file or a folder, in the words of the language in use: Qt has no Indonesian of its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from player.i18n import _
from player.ui.sheets import ask


def ask_file(parent: QWidget, folder: Path, kinds: str) -> Path | None:
    """The file the user chooses, or None.

    Args:
        folder: where the choice begins.
        kinds: which files are offered, as Qt writes filters.
    """
    dialog = QFileDialog(parent, _("Open"), str(folder), kinds)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("Open"))
    dialog.setLabelText(QFileDialog.DialogLabel.Reject, _("Cancel"))
    chosen = dialog.selectedFiles() if ask(dialog) else []
    return Path(chosen[0]) if chosen else None


def ask_folder(parent: QWidget, folder: Path, take: str) -> Path | None:
    """The folder the user chooses, or None.

    Args:
        folder: where the choice begins.
        take: label of the button that takes one.
    """
    dialog = QFileDialog(parent, take, str(folder))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, take)
    dialog.setLabelText(QFileDialog.DialogLabel.Reject, _("Cancel"))
    chosen = dialog.selectedFiles() if ask(dialog) else []
    return Path(chosen[0]) if chosen else None
