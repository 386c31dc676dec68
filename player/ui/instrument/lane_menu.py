"""The menu of the lanes: which groups are shown, which are folded."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from player.i18n import _
from player.ui.instrument.lane_kinds import FOLDABLE, GROUPS, LANE_TIPS, LANE_TITLES, LaneKind
from player.ui.widgets.painted import plain_tip


class StayingMenu(QMenu):
    """A menu that stays open while its ticks are set."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Set or take out a tick, and stay."""
        entry = self.actionAt(event.position().toPoint())
        if entry is not None and entry.isCheckable() and entry.isEnabled():
            entry.trigger()
            event.accept()
        else:
            super().mouseReleaseEvent(event)


def lanes_menu(
    parent: QWidget,
    there: Iterable[LaneKind],
    shown: Callable[[], frozenset[LaneKind]],
    show: Callable[[Iterable[LaneKind]], None],
    fold_all: Callable[[bool], None],
) -> QMenu:
    """The menu of the lanes.

    Args:
        there: the groups there is something to show in; the others cannot be chosen yet.
        shown: gives those shown; ``show``: shows these.
        fold_all: folds every group that can be, or (False) none.
    """
    menu, present = StayingMenu(parent), frozenset(there)
    menu.setToolTipsVisible(True)
    for kind in GROUPS:
        entry = menu.addAction(_(LANE_TITLES[kind]))
        entry.setCheckable(True)
        entry.setChecked(kind in shown())
        entry.setEnabled(kind in present)
        entry.setToolTip(plain_tip(_(LANE_TIPS[kind])) if kind in LANE_TIPS else "")
        entry.toggled.connect(lambda on, kind=kind: show(shown() | {kind} if on else shown() - {kind}))
    menu.addSeparator()
    ticked = [entry for entry in menu.actions() if entry.isCheckable()]
    _add(menu, _("Show all"), lambda: _tick(ticked))
    if present & FOLDABLE:
        _add(menu, _("Fold all"), lambda: fold_all(True))
        _add(menu, _("Unfold all"), lambda: fold_all(False))
    return menu


def _add(menu: QMenu, text: str, do_it: Callable[[], object]) -> None:
    menu.addAction(text).triggered.connect(lambda _checked=False: do_it())


def _tick(entries: Iterable[QAction]) -> None:
    for entry in entries:
        entry.setChecked(True)
