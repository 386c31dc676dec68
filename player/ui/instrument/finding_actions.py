"""What can be done about findings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from player.i18n import N_, _
from player.ui.actions import IN_DRILL, Action
from player.ui.instrument.answer import answer_finding, can_answer
from player.ui.instrument.finding_words import nearest_at, newest_open
from player.ui.instrument.findings import FindingsPanel
from player.ui.keys import stroke
from player.ui.views import DrillView

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow

FINDINGS = N_("Findings")


def finding_actions(window: MainWindow) -> Iterator[Action]:
    """Every action of this module."""
    yield Action(
        "answer_finding",
        N_("Answer a finding …"),
        FINDINGS,
        (stroke(Qt.Key.Key_F7),),
        IN_DRILL,
        lambda: _answer(window),
        "file-warning",
        while_typing=True,
        enabled=lambda: _can_answer_or_say(window),
    )


def _view(window: MainWindow) -> DrillView | None:
    return window.live_view or window.review_view


def _can_answer_or_say(window: MainWindow) -> bool:
    view = _view(window)
    return view is not None and (can_answer(view) or bool(view.answer_obstacle))


def _answer(window: MainWindow) -> None:
    """Answer the finding chosen in the list, where one is in sight; else the one to answer first.

    In a saved session that is the one at the moment shown, which is also what the list follows.
    """
    view = _view(window)
    if view is None:
        return
    if not can_answer(view):
        view.said.emit(view.answer_obstacle, True)
        return
    panels = [panel for panel in window.findChildren(FindingsPanel) if panel.view is view and panel.isVisible()]
    chosen = panels[0].chosen if panels else None
    if view.live:
        finding = chosen or newest_open(view.findings, view.final_state)
    else:
        finding = chosen or nearest_at(view.findings, view.now_ms)
    if finding is None:
        view.said.emit(_("No finding waits for an answer."), False)
        return
    answer_finding(view, finding, window)
