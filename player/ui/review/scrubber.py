"""The whole session as one line: phases, findings, bookmarks, holds, and the moment shown, moved by the mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip

from player.i18n import _
from player.model.times import clock_text
from player.ui.review.scrub_marks import ScrubMarks
from player.ui.review_view import ReviewView
from player.ui.theme import RULE, SPACE, colour, scaled, text_font
from player.ui.widgets import Painted, paint_box, paint_hatch, paint_text
from player.ui.widgets.painted import plain_tip, text_width

_HEIGHT_PX, _TITLES_PX, _TRACK_PX = 40, 16, 12
_SIGN_PX = 9.0
_REACH_PX = 6.0
"""So near to a mark the pointer means it."""


class Scrubber(Painted):
    """The line, moved by the mouse.

    Signals:
        sought: exercise time in ms the user moved to.
    """

    sought = Signal(int)

    def __init__(self, view: ReviewView) -> None:
        super().__init__()
        self._view = view
        self._end_ms = max(1, view.timeline.end_ms)
        self._marks = ScrubMarks.of(view)
        self._picture: QPixmap | None = None
        self._looked: tuple[int, int] | None = None
        self._pointer_x: float | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setAccessibleName(_("Time axis"))
        self.restyle()
        view.moved.connect(self._moved)
        view.grown.connect(self._paint_anew)
        view.judged.connect(self._paint_anew)
        self._moved()

    def show_looked_at(self, start_ms: int, end_ms: int) -> None:
        """Show which stretch the plots are zoomed to."""
        looked = None if start_ms <= 0 and end_ms >= self._end_ms else (start_ms, end_ms)
        if looked != self._looked:
            self._looked = looked
            self.update()

    def told_at(self, x: float) -> str:
        """What is said of the place under the pointer: the time, the phase, and what is marked there."""
        at_ms = self._ms(x)
        phase = self._marks.phase_at(at_ms)
        lines = [" · ".join(filter(None, (clock_text(at_ms, hours=True), "" if phase is None else phase.title)))]
        reach_ms = _REACH_PX / max(1, self.width() - 1) * self._end_ms
        lines += [one.text for one in self._marks.stops if abs(one.at_ms - at_ms) <= reach_ms]
        found = [one for one in self._view.findings if abs(one.from_ms - at_ms) <= reach_ms]
        lines += [f"{one.rule} {one.message}" for one in found[:4]]
        marked = [one for one in self._view.bookmarks if abs(one.at_ms - at_ms) <= reach_ms]
        lines += [
            " ".join(filter(None, (_("Bookmark"), clock_text(one.at_ms, hours=True), one.text))) for one in marked
        ]
        return "\n".join(lines)

    def restyle(self) -> None:
        """Let it grow with the text."""
        self.setFixedHeight(scaled(_HEIGHT_PX))
        self._picture = None

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Paint anew for another width."""
        super().resizeEvent(event)
        self._picture = None

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Go to the moment under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._seek(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Follow the pointer; while no button is down, say what is under it."""
        self._pointer_x = event.position().x()
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._seek(event)
        QToolTip.showText(event.globalPosition().toPoint(), plain_tip(self.told_at(self._pointer_x)), self)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: ARG002, N802
        """The pointer goes."""
        self._pointer_x = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint the line, and over it the moment shown."""
        theme, painter = self.theme, QPainter(self)
        if self._picture is None:
            self._picture = self._paint_picture()
        painter.drawPixmap(0, 0, self._picture)
        track = self._track
        here = self._x(self._view.now_ms)
        done = QRectF(0, track.bottom() - 3, here, 3)
        painter.fillRect(done, colour(theme.tones.accent.fill))
        if self._looked is not None:
            left, right = (self._x(ms) for ms in self._looked)
            box = QRectF(left, track.top() - 2, max(4.0, right - left), track.height() + 4)
            paint_box(painter, box, None, theme.ink, line_px=1.5)
        if self._pointer_x is not None:
            painter.setPen(QPen(colour(theme.ink), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QLineF(self._pointer_x, track.top(), self._pointer_x, self.height()))
        painter.fillRect(QRectF(here - RULE, 0, 2 * RULE, self.height()), colour(theme.tones.accent.fill))
        head = QRectF(here - 5, track.top() - 3, 10, track.height() + 6)
        paint_box(painter, head, theme.tones.accent.fill, theme.surfaces.panel, line_px=1.5)

    @property
    def _track(self) -> QRectF:
        return QRectF(0, scaled(_TITLES_PX), self.width(), scaled(_TRACK_PX))

    def _paint_picture(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(colour(self.theme.surfaces.panel))
        painter = QPainter(picture)
        track = self._track
        painter.fillRect(track, colour(self.theme.surfaces.sunken))
        self._paint_phases(painter, track)
        self._paint_moments(painter, track)
        self._paint_signs(painter, track)
        painter.end()
        return picture

    def _paint_phases(self, painter: QPainter, track: QRectF) -> None:
        theme, font = self.theme, text_font("small")
        for place, (start_ms, end_ms, title) in enumerate(self._marks.phases):
            left, right = self._x(start_ms), self._x(end_ms)
            if place % 2:
                painter.fillRect(QRectF(left, track.top(), right - left, track.height()), colour(theme.surfaces.strip))
            painter.fillRect(QRectF(left, 1, 1, track.bottom()), colour(theme.edge))
            if right - left > text_width(font, "xxx") + 2 * SPACE:
                place_of = QRectF(left + SPACE, 0, right - left - 2 * SPACE, track.top())
                paint_text(painter, font, theme.ink_soft, place_of, title)
        painter.fillRect(QRectF(0, track.bottom() - 1, track.width(), 1), colour(theme.edge))

    def _paint_moments(self, painter: QPainter, track: QRectF) -> None:
        theme = self.theme
        ink = colour(theme.ink_soft)
        px_per_ms = (self.width() - 1) / self._end_ms
        for x in {int(ms * px_per_ms + 0.5) for ms in self._marks.moments_ms}:
            painter.fillRect(QRectF(x, track.top() + 3, 1, track.height() - 8), ink)
        stops = sorted({round(self._x(stop.at_ms)) for stop in self._marks.stops})
        if stops:
            sign = self._stop_sign(track.height())
            for x in stops:
                painter.drawPixmap(QPointF(x - 4, track.top() - 1), sign)

    def _stop_sign(self, height_px: float) -> QPixmap:
        """The sign of a stop, with a px of room around it: hatched once, as a long session has hundreds of them."""
        theme, ratio = self.theme, self.devicePixelRatioF()
        sign = QPixmap(round(8 * ratio), round((height_px + 2) * ratio))
        sign.setDevicePixelRatio(ratio)
        sign.fill(Qt.GlobalColor.transparent)
        painter = QPainter(sign)
        box = QRectF(1, 1, 6, height_px)
        painter.fillRect(box, colour(theme.surfaces.panel))
        paint_hatch(painter, box, theme.ink, step=4, width=1.5)
        paint_box(painter, box, None, theme.ink, radius=0)
        painter.end()
        return sign

    def _paint_signs(self, painter: QPainter, track: QRectF) -> None:
        """Findings as diamonds, bookmarks as flags, in a row of their own under the track."""
        theme = self.theme
        top = track.bottom() + 2
        middle = top + (self.height() - top) / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = min(_SIGN_PX, self.height() - top - 1) / 2
        warn, accent = theme.tones.warn, theme.tones.accent
        for place in sorted({round(self._x(one.from_ms)) for one in self._view.findings}):
            x = min(max(float(place), half), self.width() - half)
            painter.setPen(QPen(colour(warn.text), 1))
            painter.setBrush(colour(warn.fill))
            corners = ((x, middle - half), (x + half, middle), (x, middle + half), (x - half, middle))
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
        for one in self._view.bookmarks:
            left = min(self._x(one.at_ms), self.width() - 8.0)
            painter.setPen(QPen(colour(accent.text), 1))
            painter.setBrush(colour(accent.fill))
            bottom = self.height() - 1.0
            right = left + 7
            flag = ((left, top), (right, top), (right, bottom), (left + 3.5, bottom - 4), (left, bottom))
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in flag]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _x(self, ms: int) -> float:
        return ms / self._end_ms * (self.width() - 1)

    def _ms(self, x: float) -> int:
        return round(max(0.0, min(1.0, x / max(1, self.width() - 1))) * self._end_ms)

    def _seek(self, event: QMouseEvent) -> None:
        self.sought.emit(self._ms(event.position().x()))

    def _moved(self) -> None:
        now, end = (clock_text(ms, hours=True) for ms in (self._view.now_ms, self._end_ms))
        self.setAccessibleDescription(_("{time} of {end}").format(time=now, end=end))
        self.update()

    def _paint_anew(self) -> None:
        self._picture = None
        self.update()
