"""Writing the report and exports, from the hotwash and from the review."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from player.i18n import N_, _
from player.ui.actions import IN_HOTWASH, IN_REVIEW, Action
from player.ui.keys import stroke
from player.ui.report.part import ExportPart, ReportPart

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow

REPORT = N_("Report")


class Over:
    """A check whether a session is shown that is over; says why not."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def __call__(self) -> bool:
        """Whether it is."""
        return self._window.part(ReportPart).session is not None

    def reason(self) -> str:
        """Why there is nothing to write, in the language in use."""
        return _("only after EndEx")


def report_actions(window: MainWindow) -> Iterator[Action]:
    """Every action of this module."""
    yield Action(
        "report",
        N_("After-action report …"),
        REPORT,
        (stroke(Qt.Key.Key_W),),
        IN_HOTWASH | IN_REVIEW,
        lambda: window.part(ReportPart).ask(),
        "file-text",
        enabled=Over(window),
    )
    yield Action(
        "export_session",
        N_("Export the session …"),
        REPORT,
        (stroke(Qt.Key.Key_E),),
        IN_HOTWASH | IN_REVIEW,
        lambda: window.part(ExportPart).ask(),
        "save",
        enabled=Over(window),
    )
    yield Action(
        "report_open",
        N_("Open the report"),
        REPORT,
        (stroke(Qt.Key.Key_O),),
        IN_HOTWASH,
        lambda: window.part(ReportPart).open_last(),
        "folder-open",
        enabled=lambda: window.part(ReportPart).last is not None,
    )
