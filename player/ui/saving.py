"""What the window says about saving: that it does not work and why, that it works again, and a way out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from player.i18n import _
from player.session.store import SessionError
from player.ui.live_view import LiveView
from player.ui.problems import ProblemSheet
from player.ui.sheets import ask
from player.ui.widgets import Notice


def tell_trouble(view: LiveView, notice: Notice) -> None:
    """Keep saying why entries are not saved for as long as that is so, and say when it is over.

    Another message may stand in its place while that one lasts.
    """
    told = notice.tone == "alarm" and not notice.isHidden()
    trouble = view.drill.trouble
    if trouble is None or not view.unsaved_count:
        if told:
            notice.say(_("Everything is saved again."), "go", for_ms=6000)
    elif notice.isHidden() or (told and notice.text != str(trouble)):
        notice.say(str(trouble), "alarm", action=_("Save elsewhere …"))


def save_elsewhere(view: LiveView, window: QWidget) -> None:
    """Ask for a folder, and go on there in a file with the whole session."""
    dialog = QFileDialog(window, _("Save elsewhere"), str(view.drill.path.parent))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("Save here"))
    dialog.setLabelText(QFileDialog.DialogLabel.Reject, _("Cancel"))
    if not ask(dialog) or not dialog.selectedFiles():
        return
    try:
        view.drill.move_to(Path(dialog.selectedFiles()[0]) / view.drill.path.name)
    except SessionError as error:
        ask(ProblemSheet(_("Not saved"), str(error), window))
