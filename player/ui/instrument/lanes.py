"""The lanes under the plots, on their time axis: to be pointed at, clicked, scrolled, zoomed, and selected in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QMouseEvent, QWheelEvent

from player.i18n import _
from player.ui.instrument.lane_canvas import TITLE, LanesCanvas
from player.ui.instrument.lane_names import can_fold
from player.ui.instrument.lane_places import HEADER_PX, UNIT_PX
from player.ui.instrument.lane_spoken import lanes_spoken
from player.ui.plots.scale import within, zoomed
from player.ui.theme import SPACE, scaled
from player.ui.views import DrillView
from player.ui.widgets import ActionButton

__all__ = ["TITLE", "LanesView"]

_NOTCH = 120
_ZOOM_PER_NOTCH = 0.8
_SLOP_PX = 4
"""A press that moves less is a click."""


class LanesView(LanesCanvas):
    """The lanes of a drill.

    A click chooses what is there; in a saved session it also goes to the moment, and a drag moves it. A drag with Shift
    or the right button selects a stretch of time; one with the middle button, or in a drill under way the left one,
    moves the view.

    Signals:
        looked: another stretch of time is wanted in view (from, to in ms).
        pointed: the moment under the pointer in ms, or -1.
        sought: the user wants to see this moment (ms); only of a saved session.
        finding_picked: a finding was clicked (its key).
        picked: something was clicked that has an event in the log (its number).
        selecting: the stretch being selected (from, to in ms), while it changes; -1, -1: nothing is selected any more.
        selected: a stretch has been selected (from, to in ms).
    """

    looked = Signal(int, int)
    pointed = Signal(int)
    sought = Signal(int)
    finding_picked = Signal(str)
    picked = Signal(int)
    selecting = Signal(int, int)
    selected = Signal(int, int)

    def __init__(self, view: DrillView) -> None:
        super().__init__(view)
        self._grab: tuple[float, tuple[int, int]] | None = None
        self._seeking = False
        self._pressed: QPointF | None = None
        self._anchor_ms: int | None = None
        self._zoom = ActionButton(_("Zoom to selection"), "zoom-in", variant="accent", size="small", parent=self)
        self._zoom.clicked.connect(self.zoom_to_selection)
        self._clear = ActionButton("", "x", size="small", parent=self)
        self._clear.setAccessibleName(_("Clear the selection"))
        self._clear.clicked.connect(self.clear_selection)
        self._zoom.hide()
        self._clear.hide()
        self.feed.changed.connect(self._changed)
        view.passed.connect(self._move_now)
        view.changed.connect(self._moved)
        self._changed()

    def point_at(self, at_ms: int | None) -> None:
        """Show the crosshair at this moment without a pointer of its own; None: no longer."""
        if self._pointer is None and at_ms != self._pointed_ms:
            self._pointed_ms = at_ms
            self.update()

    # Selection

    @property
    def selection_ms(self) -> tuple[int, int] | None:
        """The stretch selected, or None."""
        return self._selection

    def select(self, from_ms: int, to_ms: int) -> None:
        """Select this stretch."""
        self.show_selection(from_ms, to_ms)
        self.selecting.emit(from_ms, to_ms)
        self.selected.emit(from_ms, to_ms)

    def show_selection(self, from_ms: int, to_ms: int) -> None:
        """Show this stretch as selected, without a word to others; less than 0: none."""
        self._selection = (from_ms, to_ms) if from_ms >= 0 else None
        self._place_buttons()
        self.update()

    def clear_selection(self) -> bool:
        """Select nothing any more; gives whether anything was."""
        was_any = self._selection is not None
        self._anchor_ms = None
        if was_any:
            self.show_selection(-1, -1)
            self.selecting.emit(-1, -1)
        return was_any

    def zoom_to_selection(self) -> None:
        """Show the stretch selected over the whole width; nothing is selected then."""
        if self._selection is not None:
            from_ms, to_ms = self._selection
            self.clear_selection()
            self.looked.emit(from_ms, to_ms)

    def _place_buttons(self) -> None:
        """The buttons of what is selected at the right end of the ruler."""
        there = self._selection is not None and self._anchor_ms is None
        right, height = self._axis.right_px, scaled(HEADER_PX)
        for button in (self._clear, self._zoom):
            size = button.sizeHint()
            right -= size.width()
            top = round((height - size.height()) / 2) + 1
            button.setGeometry(round(right), top, size.width(), size.height())
            button.setVisible(there)
            right -= SPACE

    def _select_to(self, point: QPointF) -> None:
        if self._anchor_ms is not None:
            span = sorted((self._anchor_ms, self._axis.ms_at(point.x())))
            self.show_selection(span[0], span[1])
            self.selecting.emit(span[0], span[1])

    def _end_selecting(self, point: QPointF) -> None:
        self._select_to(point)
        self._anchor_ms = None
        if self._is_click(point) or self._selection is None:
            self.clear_selection()
        else:
            self.select(*self._selection)

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose what is there; else go to the moment, take hold of the axis, or begin to select."""
        point, button = event.position(), event.button()
        self._pressed = QPointF(point)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        left = button == Qt.MouseButton.LeftButton
        if point.x() < self._axis.left_px:
            if left:
                self._press_name(point)
            return
        if button == Qt.MouseButton.RightButton or (left and shift):
            self.clear_selection()
            self._anchor_ms = self._axis.ms_at(point.x())
        elif left:
            self._press(point)
        elif button == Qt.MouseButton.MiddleButton:
            self._grab = point.x(), (self._axis.start_ms, self._axis.end_ms)

    def _press(self, point: QPointF) -> None:
        under = self.hit_at(point)
        if under is not None and under.finding:
            self.choose(under.finding)
            self.finding_picked.emit(under.finding)
        if self.view.live:
            self._grab = point.x(), (self._axis.start_ms, self._axis.end_ms)
        else:
            self._seeking = True
            at_ms = None if under is None else under.at_ms
            self.sought.emit(self._axis.ms_at(point.x()) if at_ms is None else at_ms)

    def _press_name(self, point: QPointF) -> None:
        """A click on the name of a group folds or unfolds it."""
        lane = self.lane_at(point.y())
        if lane is not None and can_fold(self.feed, lane):
            self.set_folded(self.folded ^ {lane.group})

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Follow the pointer."""
        point = event.position()
        if self._anchor_ms is not None:
            self._select_to(point)
        elif self._seeking and not self._is_click(point):
            self.sought.emit(self._axis.ms_at(point.x()))
        elif self._grab is not None:
            from_x, (start_ms, end_ms) = self._grab
            by_ms = round((from_x - point.x()) * self.places.ms_per_px)
            self.looked.emit(*within(start_ms + by_ms, (0, self._axis.whole_ms), end_ms - start_ms))
        self._point(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let go; what was clicked and not dragged is picked."""
        point = event.position()
        if self._anchor_ms is not None:
            self._end_selecting(point)
        elif event.button() == Qt.MouseButton.LeftButton and self._is_click(point):
            under = self.hit_at(point)
            if under is not None and under.seq and point.x() >= self._axis.left_px:
                self.picked.emit(under.seq)
        self._grab, self._seeking, self._pressed = None, False, None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Show what is selected, or else the whole axis."""
        if event.position().x() < self._axis.left_px:
            self._press_name(event.position())
        elif self._selection is not None:
            self.zoom_to_selection()
        else:
            self.looked.emit(0, self._axis.whole_ms)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        """The pointer comes."""
        self._point(event.position())

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802, ARG002
        """The pointer goes."""
        self._pointer = self._pointed_ms = None
        self.pointed.emit(-1)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zoom in time; over lanes that do not all have room, scroll them, and with Ctrl zoom."""
        across, up = event.angleDelta().x(), event.angleDelta().y()
        whole_ms, view_ms = (0, self._axis.whole_ms), (self._axis.start_ms, self._axis.end_ms)
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if abs(across) > abs(up):
            shift_ms = -across / _NOTCH * (view_ms[1] - view_ms[0]) / 10
            self.looked.emit(*within(view_ms[0] + round(shift_ms), whole_ms, view_ms[1] - view_ms[0]))
        elif self._bar.maximum() and event.position().y() >= self._scrolled_top and not ctrl:
            self._bar.setValue(self._bar.value() - round(up / _NOTCH * 2 * scaled(UNIT_PX)))
        else:
            at_ms = self._axis.ms_at(event.position().x())
            self.looked.emit(*zoomed(view_ms, whole_ms, at_ms, _ZOOM_PER_NOTCH ** (up / _NOTCH)))
        event.accept()

    def _is_click(self, point: QPointF) -> bool:
        return self._pressed is not None and abs(point.x() - self._pressed.x()) < _SLOP_PX

    def _is_busy(self) -> bool:
        return self._grab is not None or self._anchor_ms is not None

    def _point(self, point: QPointF) -> None:
        self._pointer = QPointF(point)
        self._show_hand(point)
        inside = self._axis.left_px <= point.x() <= self._axis.right_px
        at_ms = self._axis.ms_at(point.x()) if inside else None
        if at_ms != self._pointed_ms:
            self._pointed_ms = at_ms
            self.pointed.emit(-1 if at_ms is None else at_ms)
        self.update()

    def _show_hand(self, point: QPointF) -> None:
        """A hand over what a click does something with."""
        lane, names = self.lane_at(point.y()), point.x() < self._axis.left_px
        under = None if self._is_busy() or self._seeking else self.hit_at(point)
        acts = lane is not None and can_fold(self.feed, lane) if names else under is not None and under.seq > 0
        shape = Qt.CursorShape.PointingHandCursor if acts else Qt.CursorShape.ArrowCursor
        if self.cursor().shape() is not shape:
            self.setCursor(shape)

    # Keeping up

    def _changed(self) -> None:
        before = None if self._places is None else self._places.pinned_px + self._places.scrolled_px
        self._places = None
        if before != self.places.pinned_px + self.places.scrolled_px:
            self._lay_out()
        self._paint_anew()
        self._speak()

    def _moved(self) -> None:
        """Say at which stage each unit stands at the moment shown; the picture of the lanes stays as it is."""
        self.update()
        self._speak()

    def _lay_out(self) -> None:
        super()._lay_out()
        self._place_buttons()

    def _speak(self) -> None:
        text = lanes_spoken(self.view.scenario, self.feed.lanes, self.feed.findings, self.view.now_ms)
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)
        self._move_now()
