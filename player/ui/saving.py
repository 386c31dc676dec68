"""What the window says about saving: that it does not work and why, that it works again, and a way out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from player.free_names import free_path
from player.i18n import _
from player.session.store import SessionError
from player.ui.live_view import LiveView
from player.ui.problems import ProblemSheet
from player.ui.sheets import ask
from player.ui.widgets import Notice


def trouble_text(view: LiveView) -> str:
    """What is wrong with saving, what to do about it, and that the drill goes on; empty where saving works."""
    trouble = view.drill.trouble
    if trouble is None:
        return ""
    lead = _("NOT SAVED.") if view.unsaved_count else _("CANNOT SAVE from now on.")
    return f"{lead} {trouble} {_going_on()}"


def tell_trouble(view: LiveView, notice: Notice) -> None:
    """Keep saying why entries are not saved for as long as that is so, and say when it is over.

    Another message may stand in its place while that one lasts; one that would stay has to give way.
    """
    told = notice.tone == "alarm" and not notice.isHidden() and notice.text.endswith(_going_on())
    text = trouble_text(view)
    if not text:
        if told:
            notice.say(_("Everything is saved again."), "go", for_ms=6000)
    elif (notice.text != text or notice.isHidden()) and (told or not notice.is_passing):
        notice.say(text, "alarm", action=_("Save elsewhere …"))


def _going_on() -> str:
    return _("The drill goes on, and saving is tried again by itself.")


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
        view.drill.move_to(free_path(Path(dialog.selectedFiles()[0]) / view.drill.path.name))
    except SessionError as error:
        ask(ProblemSheet(_("Not saved"), str(error), window))
