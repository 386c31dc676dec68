"""What can be done with the instrument."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from player.i18n import N_
from player.ui.actions import IN_DRILL, IN_HOTWASH, IN_RUN, Action
from player.ui.instrument.lane_places import UNIT_PX
from player.ui.keys import stroke
from player.ui.theme import scaled

if TYPE_CHECKING:
    from player.ui.instrument.page import InstrumentFace
    from player.ui.main_window import MainWindow

INSTRUMENT = N_("Instrument")

_CTRL = Qt.KeyboardModifier.ControlModifier
_ZOOM = 0.6
"""What zooming by a key leaves of the stretch in view."""


def instrument_actions(window: MainWindow) -> Iterator[Action]:
    """Every action of this module."""
    shown = _when_shown(window)
    yield Action(
        "instrument",
        N_("Instrument"),
        INSTRUMENT,
        (stroke(Qt.Key.Key_F6),),
        IN_RUN | IN_HOTWASH,
        lambda: _toggle(window),
        "activity",
        while_typing=True,
    )
    yield Action("findings", N_("Findings"), INSTRUMENT, (), IN_DRILL, lambda: _show_findings(window), "file-warning")
    yield Action(
        "next_panel",
        N_("Next tab"),
        INSTRUMENT,
        (stroke(Qt.Key.Key_Tab, _CTRL),),
        IN_DRILL,
        _on_face(window, lambda face: face.column.show_next()),
        "list",
        while_typing=True,
        enabled=shown,
    )
    for name, title, key, icon, do_it in (
        ("look_closer", N_("Zoom in"), Qt.Key.Key_Up, "zoom-in", lambda face: face.zoom(_ZOOM)),
        ("look_wider", N_("Zoom out"), Qt.Key.Key_Down, "zoom-out", lambda face: face.zoom(1 / _ZOOM)),
        ("look_whole", N_("Whole drill in view"), Qt.Key.Key_0, "maximize", lambda face: face.zoom_out()),
    ):
        yield Action(
            name,
            title,
            INSTRUMENT,
            (stroke(key, _CTRL),),
            IN_DRILL,
            _on_face(window, do_it),
            icon,
            repeats=key != Qt.Key.Key_0,
            enabled=shown,
        )
    for name, title, key, icon, rows in (
        ("units_up", N_("Units further up"), Qt.Key.Key_PageUp, "arrow-up", -3),
        ("units_down", N_("Units further down"), Qt.Key.Key_PageDown, "arrow-down", 3),
    ):
        yield Action(
            name,
            title,
            INSTRUMENT,
            (stroke(key, Qt.KeyboardModifier.ShiftModifier),),
            IN_DRILL,
            _on_face(window, partial(_scroll, rows=rows)),
            icon,
            repeats=True,
            enabled=shown,
        )


def leave(window: MainWindow) -> None:
    """Esc in Run: leave what is armed, else the instrument."""
    if window.arming.is_armed:
        window.arming.disarm()
    else:
        leave_instrument(window)


def leave_instrument(window: MainWindow) -> None:
    """Go back to the page of the drill."""
    if window.page is not None:
        window.page.show_instrument(on=False)


def _toggle(window: MainWindow) -> None:
    if window.page is not None:
        window.page.show_instrument(on=not window.page.shows_instrument)


def _show_findings(window: MainWindow) -> None:
    if window.page is not None:
        window.page.show_instrument(on=True).column.show_panel("findings")


def _scroll(face: InstrumentFace, rows: int) -> None:
    face.lanes.scroll_to(face.lanes.scrolled_px + scaled(rows * UNIT_PX))


def _face(window: MainWindow) -> InstrumentFace | None:
    return window.page.instrument if window.page is not None and window.page.shows_instrument else None


def _when_shown(window: MainWindow) -> Callable[[], bool]:
    return lambda: _face(window) is not None


def _on_face(window: MainWindow, do_it: Callable[[InstrumentFace], object]) -> Callable[[], None]:
    def with_face() -> None:
        face = _face(window)
        if face is not None:
            do_it(face)

    return with_face
