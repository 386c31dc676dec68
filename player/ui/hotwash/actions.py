"""What can be done after EndEx."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from player.i18n import N_, _
from player.ui.actions import IN_HOTWASH, IN_REVIEW, IN_RUN, Action
from player.ui.hotwash.part import HotwashPart
from player.ui.keys import stroke

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow

_CTRL = Qt.KeyboardModifier.ControlModifier

HOTWASH = N_("Hotwash")


class Ended:
    """A check whether a drill that has ended is shown; says why not."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def __call__(self) -> bool:
        """Whether it is."""
        return self._window.part(HotwashPart).can_show

    def reason(self) -> str:
        """Why there is no hotwash, in the language in use."""
        return _("only after EndEx")


def hotwash_actions(window: MainWindow) -> Iterator[Action]:
    """Every action of this module."""

    def part(do: Callable[[HotwashPart], object]) -> Callable[[], object]:
        return lambda: do(window.part(HotwashPart))

    yield Action(
        "hotwash",
        N_("Hotwash: what happened"),
        HOTWASH,
        (stroke(Qt.Key.Key_H, _CTRL),),
        IN_RUN | IN_REVIEW,
        part(HotwashPart.show),
        "file-check",
        enabled=Ended(window),
    )
    yield Action(
        "hotwash_review",
        N_("Review this session"),
        HOTWASH,
        (stroke(Qt.Key.Key_R),),
        IN_HOTWASH,
        part(HotwashPart.review),
        "history",
    )
    yield Action(
        "hotwash_panels",
        N_("Back to the panels"),
        HOTWASH,
        (stroke(Qt.Key.Key_P), stroke(Qt.Key.Key_Escape)),
        IN_HOTWASH,
        part(HotwashPart.hide),
        "layers",
    )
    yield Action(
        "hotwash_home",
        N_("To the start page"),
        HOTWASH,
        (stroke(Qt.Key.Key_H),),
        IN_HOTWASH,
        window.go_home,
        "list",
        in_menu=False,
    )
