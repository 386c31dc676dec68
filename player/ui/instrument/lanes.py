"""The lanes under the plots: phases, findings, injects, overrides and units on the time axis of the plots.

One widget paints them all, from lists that are prepared once for each event; what it painted last is kept as a picture,
so that the pointer costs nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollBar, QSizePolicy

from player.i18n import N_, _
from player.ui.instrument.lane_feed import LaneFeed
from player.ui.instrument.lane_hits import Hit, hit
from player.ui.instrument.lane_paint import LanePainter
from player.ui.instrument.lane_places import LANE_TITLES, UNIT_PX, Lane, LaneKind, LanePlaces
from player.ui.instrument.lane_words import Told, lanes_spoken
from player.ui.plots.scale import within, zoomed
from player.ui.scenario.axis import Axis
from player.ui.theme import PAD, RADIUS, SPACE, colour, scaled, text_font
from player.ui.views import DrillView
from player.ui.widgets import Painted, paint_box, paint_text
from player.ui.widgets.painted import RIGHT, paint_lines, text_width

TITLE = N_("Lanes")

_NOTCH = 120
_ZOOM_PER_NOTCH = 0.8
_STAGE_PX = 18
_LEAST_UNITS = 3
_CARD_PAD = 8.0
_CARD_PX = 380


class LanesView(Painted):
    """The lanes of a drill.

    Signals:
        looked: another stretch of time is wanted in view (from, to in ms).
        pointed: the moment under the pointer in ms, or -1.
        sought: the user wants to see this moment (ms); only of a saved session.
        finding_picked: a finding was clicked (its key).
    """

    looked = Signal(int, int)
    pointed = Signal(int)
    sought = Signal(int)
    finding_picked = Signal(str)

    def __init__(self, view: DrillView) -> None:
        super().__init__()
        self.view = view
        self.feed = LaneFeed(view, self)
        self._axis = Axis()
        self._edges = (0.0, 0.0)
        self._chosen = ""
        self._places: LanePlaces | None = None
        self._picture: QPixmap | None = None
        self._now_x = -1
        self._pointer: QPointF | None = None
        self._pointed_ms: int | None = None
        self._grab: tuple[float, tuple[int, int]] | None = None
        self._seeking = False
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bar.valueChanged.connect(lambda _value: self._paint_anew())
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_(TITLE))
        self.feed.changed.connect(self._changed)
        view.passed.connect(self._move_now)
        view.changed.connect(self._moved)
        self._changed()

    # What is shown

    def set_edges(self, left_px: float, right_px: float) -> None:
        """Leave so much beside the lanes, as the plots do."""
        self._edges = left_px, right_px
        self._lay_out()

    def set_range(self, start_ms: int, end_ms: int, whole_ms: tuple[int, int]) -> None:
        """Show this stretch of the whole axis."""
        self._axis = Axis(start_ms, max(end_ms, start_ms + 1), whole_ms[1], self._axis.left_px, self._axis.width_px)
        self._lay_out()

    def point_at(self, at_ms: int | None) -> None:
        """Show the crosshair at this moment without a pointer of its own; None: no longer."""
        if self._pointer is None and at_ms != self._pointed_ms:
            self._pointed_ms = at_ms
            self.update()

    def choose(self, finding: str) -> None:
        """Ring the finding of this key."""
        if finding != self._chosen:
            self._chosen = finding
            self._paint_anew()

    @property
    def places(self) -> LanePlaces:
        """Where everything lies."""
        if self._places is None:
            self._places = LanePlaces.of(self.feed, self._axis)
        return self._places

    @property
    def axis(self) -> Axis:
        """Which stretch of time is in view, and where."""
        return self._axis

    @property
    def scrolled_px(self) -> int:
        """How far the units are scrolled."""
        return self._bar.value()

    def scroll_to(self, scrolled_px: int) -> None:
        """Scroll the units so far."""
        self._bar.setValue(scrolled_px)

    def lane_box(self, lane: Lane) -> QRectF:
        """Where a lane lies in the widget; one that is scrolled away may lie outside of it."""
        top = lane.top + 1 if lane.kind is not LaneKind.UNIT else self._units_top + lane.top - self._bar.value()
        return QRectF(0, top, self.width(), lane.height)

    def lane_at(self, y: float) -> Lane | None:
        """The lane at this height, or None."""
        lanes = self.places.units if y >= self._units_top else self.places.pinned
        return next((lane for lane in lanes if self.lane_box(lane).top() <= y < self.lane_box(lane).bottom()), None)

    def hit_at(self, point: QPointF) -> Hit | None:
        """What lies at this place, or None."""
        lane = self.lane_at(point.y())
        if lane is None:
            return None
        if point.x() < self._axis.left_px:
            return Hit(Told(self._title(lane)))
        if point.x() > self._axis.right_px:
            return None
        return hit(self.feed, self.places, lane, point.x(), point.y() - self.lane_box(lane).top() + lane.top)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for all lanes."""
        return QSize(scaled(640), round(self.places.pinned_px + self.places.units_px) + 3)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Room for the lanes of the drill and a few units."""
        return QSize(scaled(320), round(self.places.pinned_px) + scaled(UNIT_PX) * _LEAST_UNITS + 3)

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose a finding; else go to the moment, or take hold of the axis."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        under = self.hit_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and under is not None and under.finding:
            self.choose(under.finding)
            self.finding_picked.emit(under.finding)
        if event.position().x() < self._axis.left_px:
            return
        if event.button() == Qt.MouseButton.LeftButton and not self.view.live and not shift:
            self._seeking = True
            self._seek(event.position())
        elif event.button() in {Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton}:
            self._grab = event.position().x(), (self._axis.start_ms, self._axis.end_ms)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Follow the pointer."""
        if self._seeking:
            self._seek(event.position())
        elif self._grab is not None:
            from_x, (start_ms, end_ms) = self._grab
            by_ms = round((from_x - event.position().x()) * self.places.ms_per_px)
            self.looked.emit(*within(start_ms + by_ms, (0, self._axis.whole_ms), end_ms - start_ms))
        self._point(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802, ARG002
        """Let go."""
        self._grab, self._seeking = None, False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802, ARG002
        """Show the whole axis."""
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
        """Zoom in time; over units that do not all have room, scroll them, and with Ctrl zoom."""
        across, up = event.angleDelta().x(), event.angleDelta().y()
        whole_ms, view_ms = (0, self._axis.whole_ms), (self._axis.start_ms, self._axis.end_ms)
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if abs(across) > abs(up):
            shift_ms = -across / _NOTCH * (view_ms[1] - view_ms[0]) / 10
            self.looked.emit(*within(view_ms[0] + round(shift_ms), whole_ms, view_ms[1] - view_ms[0]))
        elif self._bar.maximum() and event.position().y() >= self._units_top and not ctrl:
            self._bar.setValue(self._bar.value() - round(up / _NOTCH * scaled(UNIT_PX)))
        else:
            at_ms = self._axis.ms_at(event.position().x())
            self.looked.emit(*zoomed(view_ms, whole_ms, at_ms, _ZOOM_PER_NOTCH ** (up / _NOTCH)))
        event.accept()

    def _seek(self, point: QPointF) -> None:
        self.sought.emit(self._axis.ms_at(point.x()))

    def _point(self, point: QPointF) -> None:
        self._pointer = QPointF(point)
        inside = self._axis.left_px <= point.x() <= self._axis.right_px
        at_ms = self._axis.ms_at(point.x()) if inside else None
        if at_ms != self._pointed_ms:
            self._pointed_ms = at_ms
            self.pointed.emit(-1 if at_ms is None else at_ms)
        self.update()

    # Keeping up

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Lay out anew."""
        super().resizeEvent(event)
        self._lay_out()

    def restyle(self) -> None:
        """Follow a new theme or text size."""
        self._lay_out()

    def _changed(self) -> None:
        before = None if self._places is None else self._places.pinned_px
        self._places = None
        if before != self.places.pinned_px:
            self._lay_out()
        self._paint_anew()
        self._speak()

    def _moved(self) -> None:
        """Say at which stage each unit stands at the moment shown."""
        self._paint_anew()
        self._speak()

    def _speak(self) -> None:
        lanes = self.feed.lanes
        text = lanes_spoken(self.view.scenario, lanes, self.feed.findings, self.view.now_ms)
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)
        self._move_now()

    def _move_now(self) -> None:
        x = round(self._axis.x_of(self.view.now_ms))
        if x != self._now_x:
            self._now_x = x
            self.update()

    def _lay_out(self) -> None:
        left, right = self._edges
        self._axis = self._axis.placed(left, self.width() - left - right)
        self._places = None
        room = self.height() - 1 - self._units_top
        hidden = max(0, round(self.places.units_px - room))
        self._bar.setRange(0, hidden)
        self._bar.setPageStep(max(1, round(room)))
        self._bar.setSingleStep(scaled(UNIT_PX))
        self._bar.setVisible(hidden > 0)
        width = self._bar.sizeHint().width()
        self._bar.setGeometry(self.width() - width - 1, round(self._units_top), width, max(0, round(room)))
        self.updateGeometry()
        self._paint_anew()
        self._move_now()

    @property
    def _units_top(self) -> float:
        return self.places.pinned_px + 2

    def _paint_anew(self) -> None:
        self._picture = None
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint the lanes, over them the present moment, the crosshair, and what is under the pointer."""
        painter = QPainter(self)
        if self._picture is None:
            self._picture = self._paint_picture()
        painter.drawPixmap(0, 0, self._picture)
        top, bottom = 1.0, self.height() - 1.0
        now_ms = self.view.now_ms
        if self._axis.start_ms <= now_ms <= self._axis.end_ms:
            painter.fillRect(QRectF(self._now_x - 1, top, 2, bottom - top), colour(self.theme.plots.now))
        if self._pointed_ms is not None:
            painter.setPen(QPen(colour(self.theme.ink), 1, Qt.PenStyle.DotLine))
            x = round(self._axis.x_of(self._pointed_ms))
            painter.drawLine(QLineF(x, top, x, bottom))
        under = None if self._pointer is None or self._grab is not None else self.hit_at(self._pointer)
        if under is not None and self._pointer is not None:
            self._paint_card(painter, under.told, self._pointer)

    def _paint_picture(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        theme = self.theme
        painter = QPainter(picture)
        painter.fillRect(self.rect(), colour(theme.surfaces.window))
        paint_box(painter, self.rect().toRectF(), theme.surfaces.panel, theme.line, radius=RADIUS)
        hand = LanePainter(painter, theme, self.feed, self.places, self._chosen)
        self._paint_lanes(painter, hand, self.places.pinned)
        painter.fillRect(QRectF(1, self._units_top - 1, self.width() - 2, 1), colour(theme.edge))
        painter.setClipRect(QRectF(1, self._units_top, self.width() - 2, self.height() - 1 - self._units_top))
        self._paint_lanes(painter, hand, self.places.units)
        painter.end()
        return picture

    def _paint_lanes(self, painter: QPainter, hand: LanePainter, lanes: tuple[Lane, ...]) -> None:
        theme = self.theme
        axis = self._axis
        for lane in lanes:
            box = self.lane_box(lane)
            if box.bottom() < 0 or box.top() > self.height():
                continue
            painter.fillRect(QRectF(1, box.bottom() - 1, box.width() - 2, 1), colour(theme.line))
            for ms, _text in axis.ticks():
                x = round(axis.x_of(ms))
                painter.fillRect(QRectF(x, box.top(), 1, box.height() - 1), colour(theme.plots.grid))
            self._paint_name(painter, lane, box)
            hand.paint(lane, box)
        if lanes:
            top, bottom = max(1.0, self.lane_box(lanes[0]).top()), self.lane_box(lanes[-1]).bottom()
            painter.fillRect(QRectF(axis.left_px - 1, top, 1, bottom - top), colour(theme.edge))

    def _paint_name(self, painter: QPainter, lane: Lane, box: QRectF) -> None:
        theme = self.theme
        words = QRectF(PAD, box.top(), self._axis.left_px - PAD - SPACE, box.height() - 1)
        if lane.kind is not LaneKind.UNIT:
            paint_text(painter, text_font("caption"), theme.ink_soft, words, self._title(lane))
            return
        state = self.view.state
        stage = state.unit_stages.get(lane.unit)
        busy = stage is not None
        cell = float(scaled(_STAGE_PX))
        words.setRight(words.right() - cell)
        paint_text(painter, text_font("small"), theme.ink if busy else theme.ink_soft, words, self._title(lane))
        if stage is not None:
            place = QRectF(words.right(), box.top() + 2, cell, box.height() - 5)
            paint_text(painter, text_font("figure_s"), theme.ink, place.adjusted(0, 0, -2, 0), str(stage), RIGHT)

    def _title(self, lane: Lane) -> str:
        return str(self.view.scenario.units[lane.unit].title) if lane.unit else _(LANE_TITLES[lane.kind])

    def _paint_card(self, painter: QPainter, told: Told, at: QPointF) -> None:
        """Say what is under the pointer, beside it and inside the widget."""
        theme = self.theme
        strong, small = text_font("strong"), text_font("small")
        row = scaled(18)
        widest = min(float(scaled(_CARD_PX)), max(120.0, self.width() * 0.6))
        title = text_width(strong, told.title)
        words = max(min(title, widest), *(text_width(small, line) for line in told.lines), 0.0)
        width = min(words, widest) + 2 * _CARD_PAD + 1
        rows = 2 if title > width - 2 * _CARD_PAD else 1
        height = row * (rows + len(told.lines)) + 2 * _CARD_PAD - 4
        left = at.x() + 16 if at.x() + 16 + width < self.width() - 2 else at.x() - 16 - width
        top = min(max(2.0, at.y() + 14), self.height() - height - 2)
        if top <= at.y() <= top + height and left <= at.x() <= left + width:
            top = max(2.0, at.y() - height - 10)
        box = QRectF(round(max(2.0, left)), round(max(2.0, top)), round(width), round(height))
        paint_box(painter, box, theme.surfaces.panel, theme.edge)
        line = QRectF(box.left() + _CARD_PAD, box.top() + _CARD_PAD - 2, box.width() - 2 * _CARD_PAD, row * rows)
        paint_lines(painter, strong, theme.ink, line, told.title)
        line = QRectF(line.left(), line.bottom() - row, line.width(), row)
        for text in told.lines:
            line.translate(0, row)
            paint_text(painter, small, theme.ink_soft, line, text)
