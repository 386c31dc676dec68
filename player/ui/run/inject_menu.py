"""The menu of an inject in the list: everything that can be done with it, with the keys that do it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QMenu, QWidget

from player.engine import commands as do
from player.i18n import N_, _
from player.model.doctrine import InjectStatus
from player.model.events import Firing
from player.triggers.manual import Manual
from player.ui.actions import ActionTable
from player.ui.keys import stroke_text
from player.ui.run.deliveries import last_delivered
from player.ui.run.inject_text import edit_words
from player.ui.theme import MEDIUM_PX, icon, theme_in_use
from player.ui.views import DrillView


class _Entry(NamedTuple):
    title: str
    icon: str
    act: Callable[[], object]
    enabled: bool
    action: str = ""
    """The action whose key does the same with this inject; empty for none."""


def inject_menu(view: DrillView, actions: ActionTable, inject_id: str, parent: QWidget) -> QMenu:
    """What can be done with an inject of a live drill.

    A key is printed only where pressing it would do the same: those of the inject on standby on its own menu alone.
    """
    menu = QMenu(parent)
    ink = theme_in_use().ink
    standby = view.standby
    own = {"go", "hold_back", "skip", "edit_words", "by_hand"} if standby and standby.id == inject_id else set()
    if last_delivered(view.state) == inject_id:
        own.add("deliver_again")
    for entry in _entries(view, inject_id, parent):
        strokes = actions[entry.action].strokes if entry.action in own else ()
        text = _(entry.title)
        one = menu.addAction(
            icon(entry.icon, ink, MEDIUM_PX), f"{text}\t{stroke_text(strokes[0])}" if strokes else text
        )
        one.setEnabled(entry.enabled)
        one.triggered.connect(partial(_act, entry.act))
    return menu


def _act(act: Callable[[], object], _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a slot
    act()


def _entries(view: DrillView, inject_id: str, parent: QWidget) -> list[_Entry]:
    inject, state = view.scenario.inject_by_id[inject_id], view.state
    status, by_hand = state.injects[inject_id].status, view.is_by_hand(inject)
    delivered = status is InjectStatus.FIRED
    waits = status in {InjectStatus.PENDING, InjectStatus.DUE}
    here = inject in view.waiting()

    def send(command: do.Command) -> Callable[[], object]:
        return lambda: view.do(command)

    if delivered or state.injects[inject_id].times:
        again = do.FireInject(inject_id, Firing.AGAIN if delivered else Firing.CHOSEN)
        deliver = _Entry(N_("Deliver once more"), "rotate-ccw", send(again), True, "deliver_again")
    else:
        deliver = _Entry(N_("Deliver now"), "play:solid", send(do.FireInject(inject_id)), True, "go")
    restorable = status in {InjectStatus.HELD, InjectStatus.SKIPPED}
    hand = N_("Deliver it automatically") if by_hand else N_("Let it wait for the controller")
    may_change = not delivered and not (by_hand and inject.trigger.KIND == Manual.KIND)
    return [
        deliver,
        _Entry(N_("Put on standby"), "target", lambda: view.pick_standby(inject_id), here),
        _Entry(
            N_("Change the words …"),
            "square-pen",
            lambda: edit_words(view, inject, parent.window()),
            True,
            "edit_words",
        ),
        _Entry(
            hand, "clock" if by_hand else "hand", send(do.SetInjectHand(inject_id, not by_hand)), may_change, "by_hand"
        ),
        _Entry(N_("Hold back"), "hand", send(do.HoldBackInject(inject_id)), waits, "hold_back"),
        _Entry(
            N_("Release"),
            "play",
            send(do.ReleaseInject(inject_id)),
            restorable,
            "hold_back" if not waits and here else "",
        ),
        _Entry(
            N_("Skip"),
            "ban",
            send(do.SkipInject(inject_id)),
            status not in {InjectStatus.FIRED, InjectStatus.SKIPPED},
            "skip",
        ),
    ]
