"""The map of a script: the chosen route in the lane at the top, the branches below, all on one time axis."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QToolTip, QWidget

from player.i18n import _
from player.model.times import clock_text, length_words
from player.review.trigger_wording import inject_text
from player.ui.scenario.board import Board
from player.ui.scenario.map_geometry import TICK_PX, MapGeometry
from player.ui.scenario.map_layout import Block
from player.ui.scenario.map_paint import MapPainter
from player.ui.scenario.marks import Tick
from player.ui.scenario.words import DOT, passing_words
from player.ui.theme import SPACE, colour, faded, scaled, text_font
from player.ui.widgets.painted import RIGHT, Painted, paint_text

GUTTER_PX = 58
"""Left of the time axis, for the names of lanes and the values of curves."""

MARGIN_PX = 46
"""Right of the time axis, for the sign at the end of the route and a scroll bar."""

_WHEEL_NOTCH = 120
_ZOOM_PER_NOTCH = 0.8
_MOST_TOOLTIP = 700


def zoom_by_wheel(board: Board, x: float, event: QWheelEvent) -> None:
    """Zoom around the moment at this place, or move along the axis."""
    across, up = event.angleDelta().x(), event.angleDelta().y()
    axis = board.axis
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or abs(across) > abs(up):
        turn = across if abs(across) > abs(up) else up
        board.set_axis(axis.moved(round(-turn / _WHEEL_NOTCH * (axis.end_ms - axis.start_ms) / 10)))
    else:
        board.set_axis(axis.zoomed(_ZOOM_PER_NOTCH ** (up / _WHEEL_NOTCH), axis.ms_at(x)))
    event.accept()


def show_plain_tooltip(where: QPoint, text: str, widget: QWidget) -> None:
    """Show a text from a script as it was written: Qt takes what looks like markup for markup."""
    cut = text if len(text) <= _MOST_TOOLTIP else text[: _MOST_TOOLTIP - 1] + "…"
    QToolTip.showText(where, f"<p style='white-space:pre-wrap'>{escape(cut)}</p>" if cut else "", widget)


class MapView(Painted):
    """The map itself. It is as wide as its room and as high as its lanes."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self._board = board
        self._places = MapGeometry(board.layout, board.axis)
        self._hovered: int | None = None
        self._dragged: tuple[float, int] | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Map of the script"))
        board.shown.connect(self._redraw)
        board.routed.connect(self._redraw)
        board.viewed.connect(self._redraw)
        board.picked.connect(self._show_choice)
        self._redraw()

    @property
    def places(self) -> MapGeometry:
        """Where everything lies."""
        return self._places

    def sizeHint(self) -> QSize:  # noqa: N802
        """As high as the lanes need."""
        return QSize(scaled(600), round(self._places.height))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The same height, at any width."""
        return QSize(10, round(self._places.height))

    def restyle(self) -> None:
        """Lay out anew in the text size in use."""
        self._redraw()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint what is exposed of it."""
        painter = QPainter(self)
        theme, board = self.theme, self._board
        painter.fillRect(event.rect(), colour(theme.surfaces.panel))
        axis = self._places.axis
        clip = QRectF(event.rect())
        painter.setPen(colour(theme.plots.grid))
        for ms, _text in axis.ticks():
            x = round(axis.x_of(ms))
            painter.drawLine(x, 0, x, self.height())
        painter.setClipRect(QRectF(axis.left_px - 3, 0, self.width() - axis.left_px + 3, self.height()))
        MapPainter(painter, theme, board.scenario, self._places, clip).paint(board.block, board.inject, self._hovered)
        painter.setClipping(False)
        self._paint_gutter(painter)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose what is under the pointer, or take hold of the axis."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        place, tick = self._at(event.position())
        if place is not None:
            block = self._board.layout.blocks[place]
            self._board.pick_block(block, tick.inject if tick is not None else "")
        self._dragged = (event.position().x(), self._board.axis.start_ms)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Move along the axis, or mark what is under the pointer."""
        if self._dragged is not None and event.buttons() & Qt.MouseButton.LeftButton:
            axis = self._board.axis
            from_x, start_ms = self._dragged
            moved_ms = (from_x - event.position().x()) / axis.width_px * (axis.end_ms - axis.start_ms)
            self._board.set_axis(axis.moved(round(start_ms + moved_ms) - axis.start_ms))
            return
        place, _tick = self._at(event.position())
        if place != self._hovered:
            self._hovered = place
            self.setCursor(Qt.CursorShape.ArrowCursor if place is None else Qt.CursorShape.PointingHandCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802, ARG002
        """Let go of the axis."""
        self._dragged = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Show the whole axis again."""
        if self._at(event.position())[0] is None:
            self._board.set_axis(self._board.axis.fitted())

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802, ARG002
        """Mark nothing any more."""
        self._hovered = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """With Ctrl zoom, with Shift move along the axis; else leave it to the scroll bar."""
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            zoom_by_wheel(self._board, event.position().x(), event)
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        """Say more of what is under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place, tick = self._at(QPointF(event.pos()))
            show_plain_tooltip(event.globalPos(), self._said_of(place, tick), self)
            return True
        return super().event(event)

    def _said_of(self, place: int | None, tick: Tick | None) -> str:
        scenario = self._board.scenario
        if place is None:
            return ""
        if tick is not None:
            inject = scenario.inject_by_id[tick.inject]
            due = inject_text(inject, scenario)
            return "\n".join(filter(None, (str(inject.title), due, passing_words(inject), str(inject.text))))
        block = self._board.layout.blocks[place]
        return "\n".join(filter(None, (*self._block_lines(block), self._fork_line(place, block))))

    def _block_lines(self, block: Block) -> list[str]:
        phase = self._board.scenario.phase_by_id[block.phase]
        lasts = _("planned {planned}").format(planned=length_words(block.planned_ms))
        span = f"{clock_text(block.start_ms)}–{clock_text(block.end_ms)}"
        return [f"{block.number} {phase.title}", DOT.join((lasts, span)), str(phase.goal)]

    def _fork_line(self, place: int, block: Block) -> str:
        painter = MapPainter(QPainter(), self.theme, self._board.scenario, self._places, QRectF())
        return painter.fork_text(place, block)

    def _at(self, point: QPointF) -> tuple[int | None, Tick | None]:
        """The block at this place, and the inject."""
        for place in range(len(self._board.layout.blocks)):
            box = self._places.rect(place)
            if box.adjusted(-1, 0, 1, 0).contains(point):
                near = (
                    (abs(at.x() - point.x()), tick)
                    for tick, at in self._places.tick_points(place)
                    if abs(at.x() - point.x()) <= TICK_PX and abs(at.y() - point.y()) <= TICK_PX
                )
                found = min(near, key=lambda pair: pair[0], default=None)
                return place, found[1] if found is not None else None
        return None, None

    def _redraw(self) -> None:
        self._places = MapGeometry(self._board.layout, self._board.axis)
        self._hovered = None
        if round(self._places.height) != self.height():
            self.setFixedHeight(round(self._places.height))
            self.updateGeometry()
        self._show_choice()

    def _show_choice(self) -> None:
        block = self._board.block
        title = self._board.scenario.phase_by_id[block.phase].title
        self.setAccessibleDescription(_("Phase {number}: {title}").format(number=block.number, title=title))
        self.update()

    def _paint_gutter(self, painter: QPainter) -> None:
        theme, places = self.theme, self._places
        font = text_font("small")
        gutter = places.axis.left_px
        painter.fillRect(QRectF(0, 0, gutter - 4, self.height()), faded(theme.surfaces.panel, 1.0))
        for lane, name in enumerate((_("route"), _("branch"))[: self._board.layout.lanes]):
            box = QRectF(0, places.tops[lane], gutter - 1.5 * SPACE, places.title_px)
            paint_text(painter, font, theme.ink_soft, box, name, RIGHT)


class MapScroll(QScrollArea):
    """The map with a scroll bar for its lanes."""

    def __init__(self, view: MapView, board: Board) -> None:
        super().__init__()
        self._board = board
        self.view = view
        self.setWidget(view)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Map of the script"))
        board.picked.connect(self.follow)

    def follow(self) -> None:
        """Bring the lane of the chosen block into sight."""
        places = self.view.places
        lane = self._board.block.lane
        top = places.tops[lane]
        self.ensureVisible(0, round(top - places.label_px), 0, 0)
        self.ensureVisible(0, round(top + places.block_height(lane) + places.label_px), 0, 0)
