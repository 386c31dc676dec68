"""The lanes as they are seen: where they lie, which are shown, and their picture.

What was painted last is kept as a picture, so that the pointer costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollBar, QSizePolicy

from player.i18n import N_, _
from player.model import events as ev
from player.ui.instrument.lane_brush import LaneBrush
from player.ui.instrument.lane_card import paint_card
from player.ui.instrument.lane_feed import LaneFeed
from player.ui.instrument.lane_find import lane_of
from player.ui.instrument.lane_hits import Hit, hit
from player.ui.instrument.lane_kinds import FOLDABLE, GROUPS, LaneKind, filled
from player.ui.instrument.lane_menu import lanes_menu
from player.ui.instrument.lane_names import name_told, paint_name, paint_ruler, paint_unit_name
from player.ui.instrument.lane_paint import paint_lane
from player.ui.instrument.lane_places import HEADER_PX, UNIT_PX, Lane, LanePlaces
from player.ui.instrument.lane_told import selection_text
from player.ui.instrument.memory import PanelMemory
from player.ui.scenario.axis import Axis
from player.ui.theme import RADIUS, colour, faded, scaled, text_font
from player.ui.views import DrillView
from player.ui.widgets import ActionButton, Painted, paint_box, paint_text
from player.ui.widgets.painted import CENTRE, text_width

TITLE = N_("Lanes")

_LEAST_ROWS = 4
_LITTLE_PX = 345
"""In less height than this what lies in rows is folded at first, at text size 1."""

_BAND = 0.16
"""Opacity of the ground of what is selected."""


class LanesCanvas(Painted):
    """The lanes of a drill, with their names, to be looked at.

    Attributes:
        feed: what they show.
    """

    def __init__(self, view: DrillView) -> None:
        super().__init__()
        self.view = view
        self.feed = LaneFeed(view, self)
        self._memory = view.findChild(PanelMemory) or PanelMemory(view)
        self._shown = frozenset(GROUPS) - self._remembered("lanes.hidden")
        self._folded = self._remembered("lanes.folded")
        self._wanted_px, self._is_little = 0.0, False
        self._axis = Axis()
        self._edges = (0.0, 0.0)
        self._chosen, self._event, self._answered = "", 0, ""
        self._places: LanePlaces | None = None
        self._picture: QPixmap | None = None
        self._now_x = -1
        self._pointer: QPointF | None = None
        self._pointed_ms: int | None = None
        self._selection: tuple[int, int] | None = None
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bar.valueChanged.connect(lambda _value: self._paint_anew())
        self._button = ActionButton(_(TITLE), "layers", variant="quiet", size="small", parent=self)
        self._button.clicked.connect(self._open_menu)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_(TITLE))

    # What is shown

    def set_edges(self, left_px: float, right_px: float) -> None:
        """Leave so much beside the lanes, as the plots do."""
        self._edges = left_px, right_px
        self._lay_out()

    def set_range(self, start_ms: int, end_ms: int, whole_ms: tuple[int, int]) -> None:
        """Show this stretch of the whole axis."""
        self._axis = Axis(start_ms, max(end_ms, start_ms + 1), whole_ms[1], self._axis.left_px, self._axis.width_px)
        self._lay_out()

    def choose(self, finding: str) -> None:
        """Ring the finding of this key."""
        if finding != self._chosen:
            self._chosen = finding
            self._paint_anew()

    def choose_event(self, seq: int) -> None:
        """Ring the mark of the event with this number, and scroll its lane into sight; 0: of none."""
        self._event = seq
        entries = self.view.entries
        body = entries[seq - 1].event.body if 1 <= seq <= len(entries) else None
        self._answered = body.finding if isinstance(body, ev.FindingAnswered) else ""
        self._paint_anew()
        lane = lane_of(self.feed, self.places, seq)
        if lane is not None and lane in self.places.scrolled:
            top, room = round(lane.top), round(self.height() - 1 - self._scrolled_top)
            if not self._bar.value() <= top <= self._bar.value() + room - lane.height:
                self._bar.setValue(min(top, self._bar.maximum()))

    @property
    def shown(self) -> frozenset[LaneKind]:
        """The groups that are shown, as far as there is anything in them."""
        return self._shown

    def set_shown(self, groups: Iterable[LaneKind]) -> None:
        """Show these groups and no others."""
        self._shown = frozenset(groups) & frozenset(GROUPS)
        self._remember("lanes.hidden", frozenset(GROUPS) - self._shown)
        self._lay_out()

    @property
    def folded(self) -> frozenset[LaneKind]:
        """The groups that are folded into one row."""
        if self._places is None:
            self._places = self._work_out()  # which says what is folded
        return self._folded

    def set_folded(self, groups: Iterable[LaneKind]) -> None:
        """Fold these groups into one row each, and no others."""
        self._folded = frozenset(groups) & FOLDABLE  # from now on the user says, whatever the room
        self._remember("lanes.folded", self._folded)
        self._lay_out()

    @property
    def places(self) -> LanePlaces:
        """Where everything lies."""
        if self._places is None:
            self._places = self._work_out()
        return self._places

    @property
    def axis(self) -> Axis:
        """Which stretch of time is in view, and where."""
        return self._axis

    @property
    def scrolled_px(self) -> int:
        """How far the lanes under the pinned ones are scrolled."""
        return self._bar.value()

    def scroll_to(self, scrolled_px: int) -> None:
        """Scroll them so far."""
        self._bar.setValue(scrolled_px)

    def lane_box(self, lane: Lane) -> QRectF:
        """Where a lane lies in the widget; one that is scrolled away may lie outside of it."""
        pinned = lane in self.places.pinned
        top = scaled(HEADER_PX) + lane.top if pinned else self._scrolled_top + lane.top - self._bar.value()
        return QRectF(0, top, self.width(), lane.height)

    def lane_at(self, y: float) -> Lane | None:
        """The lane at this height, or None."""
        lanes = self.places.scrolled if y >= self._scrolled_top else self.places.pinned
        return next((lane for lane in lanes if self.lane_box(lane).top() <= y < self.lane_box(lane).bottom()), None)

    def hit_at(self, point: QPointF) -> Hit | None:
        """What lies at this place, or None."""
        lane = self.lane_at(point.y())
        if lane is None:
            return None
        if point.x() < self._axis.left_px:
            return Hit(name_told(self.feed, lane))
        if point.x() > self._axis.right_px:
            return None
        return hit(self.feed, self.places, lane, point.x(), point.y() - self.lane_box(lane).top() + lane.top)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for all lanes."""
        return QSize(scaled(640), round(max(self._wanted_px, self._scrolled_top + self.places.scrolled_px)) + 3)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Room for the lanes that stay in sight, and a few others."""
        return QSize(scaled(320), round(self._scrolled_top) + scaled(UNIT_PX) * _LEAST_ROWS + 3)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Lay out anew."""
        super().resizeEvent(event)
        self._is_little = self.height() < min(self.sizeHint().height(), scaled(_LITTLE_PX))
        self._lay_out()

    def restyle(self) -> None:
        """Follow a new theme or text size."""
        self._lay_out()

    def _open_menu(self) -> None:
        menu = lanes_menu(
            self,
            filled(self.feed),
            lambda: self._shown,
            self.set_shown,
            lambda on: self.set_folded(FOLDABLE if on else ()),
        )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))

    def _work_out(self) -> LanePlaces:
        """Where everything lies; until the user folds or unfolds anything, the groups are folded as the room wants it.

        What has a panel of its own on the page of a drill under way is folded there at first. In little room findings
        and expected actions take one row each.
        """
        if "lanes.folded" in self._memory.values:
            self._wanted_px = 0.0
            return LanePlaces.of(self.feed, self._axis, self._shown, self._folded)
        self._folded = frozenset({LaneKind.EXPECTED}) if self.view.live else frozenset()
        places = LanePlaces.of(self.feed, self._axis, self._shown, self._folded)
        self._wanted_px = scaled(HEADER_PX) + places.pinned_px + 1 + places.scrolled_px
        if self._is_little:
            self._folded = frozenset({LaneKind.EXPECTED, LaneKind.FINDINGS})
            places = LanePlaces.of(self.feed, self._axis, self._shown, self._folded)
        return places

    def _remembered(self, name: str) -> frozenset[LaneKind]:
        words = self._memory.values.get(name, "").split(",")
        return frozenset(kind for kind in GROUPS if kind.value in words)

    def _remember(self, name: str, kinds: frozenset[LaneKind]) -> None:
        self._memory.values[name] = ",".join(sorted(kinds))

    # Keeping up

    def _move_now(self) -> None:
        x = round(self._axis.x_of(self.view.now_ms))
        if x != self._now_x:
            self._now_x = x
            self.update()

    def _lay_out(self) -> None:
        left, right = self._edges
        self._axis = self._axis.placed(left, self.width() - left - right)
        self._places = None
        room = self.height() - 1 - self._scrolled_top
        hidden = max(0, round(self.places.scrolled_px - room))
        self._bar.setRange(0, hidden)
        self._bar.setPageStep(max(1, round(room)))
        self._bar.setSingleStep(scaled(UNIT_PX))
        self._bar.setVisible(hidden > 0)
        width = self._bar.sizeHint().width()
        self._bar.setGeometry(self.width() - width - 1, round(self._scrolled_top), width, max(0, round(room)))
        header = scaled(HEADER_PX)
        size = self._button.sizeHint()
        self._button.setGeometry(2, round((header - size.height()) / 2) + 1, size.width(), size.height())
        self.updateGeometry()
        self._paint_anew()
        self._move_now()

    @property
    def _scrolled_top(self) -> float:
        return scaled(HEADER_PX) + self.places.pinned_px + 1

    def _paint_anew(self) -> None:
        self._picture = None
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint the lanes, over them what is selected, the present moment, the crosshair, and what is under it."""
        painter = QPainter(self)
        if self._picture is None:
            self._picture = self._paint_picture()
        painter.drawPixmap(0, 0, self._picture)
        if self.feed.is_awaited:
            box = self.rect().toRectF().adjusted(0, scaled(HEADER_PX), 0, 0)
            paint_text(
                painter, text_font("small"), self.theme.ink_soft, box, _("The lanes are being worked out …"), CENTRE
            )
        self._paint_units(painter)
        self._paint_selection(painter)
        top, bottom = float(scaled(HEADER_PX)), self.height() - 1.0
        now_ms = self.view.now_ms
        if self._axis.start_ms <= now_ms <= self._axis.end_ms:
            painter.fillRect(QRectF(self._now_x - 1, top, 2, bottom - top), colour(self.theme.plots.now))
        if self._pointed_ms is not None:
            painter.setPen(QPen(colour(self.theme.ink), 1, Qt.PenStyle.DotLine))
            x = round(self._axis.x_of(self._pointed_ms))
            painter.drawLine(QLineF(x, top, x, bottom))
        under = None if self._pointer is None or self._is_busy() else self.hit_at(self._pointer)
        if under is not None and self._pointer is not None:
            paint_card(painter, self.theme, under.told, self._pointer, QSizeF(self.size()))

    def _paint_units(self, painter: QPainter) -> None:
        """Paint the names of the units: they say what stands at the moment shown, so they are not in the picture."""
        painter.save()
        painter.setClipRect(QRectF(1, self._scrolled_top, self.width() - 2, self.height() - 1 - self._scrolled_top))
        for lane in self.places.units:
            box = self.lane_box(lane)
            if box.bottom() > 0 and box.top() < self.height():
                paint_unit_name(painter, self.theme, self.feed, lane, box, self._axis.left_px)
        painter.restore()

    def _is_busy(self) -> bool:
        """Whether the mouse does something, so that no card is wanted."""
        return False

    def _paint_selection(self, painter: QPainter) -> None:
        """Paint a band over what is selected, with its length over it."""
        if self._selection is None:
            return
        from_ms, to_ms = self._selection
        left, right = self.places.edges(from_ms, to_ms, 1)
        if right <= self._axis.left_px or left >= self._axis.right_px:
            return
        theme, header = self.theme, float(scaled(HEADER_PX))
        box = QRectF(round(left), 1, max(1, round(right) - round(left)), self.height() - 2)
        painter.fillRect(box, faded(theme.tones.accent.fill, _BAND))
        for x in (box.left(), box.right() - 1):
            painter.fillRect(QRectF(x, 1, 1, box.height()), colour(theme.tones.accent.text))
        font, text = text_font("key"), selection_text(from_ms, to_ms)
        width = text_width(font, text) + 12
        middle = min(max(box.center().x(), self._axis.left_px + width / 2), self._axis.right_px - width / 2)
        chip = QRectF(round(middle - width / 2), 4, round(width), header - 7)
        paint_box(painter, chip, theme.tones.accent.fill, radius=RADIUS)
        paint_text(painter, font, theme.tones.accent.on_fill, chip, text, CENTRE)

    def _paint_picture(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        theme, width = self.theme, self.width()
        painter = QPainter(picture)
        painter.fillRect(self.rect(), colour(theme.surfaces.window))
        paint_box(painter, self.rect().toRectF(), theme.surfaces.panel, theme.line, radius=RADIUS)
        paint_ruler(painter, theme, self._axis, width)
        brush = LaneBrush(painter, theme, self.feed, self.places, self._chosen, self._event, self._answered)
        self._paint_lanes(brush, self.places.pinned)
        painter.fillRect(QRectF(1, self._scrolled_top - 1, width - 2, 1), colour(theme.edge))
        painter.setClipRect(QRectF(1, self._scrolled_top, width - 2, self.height() - 1 - self._scrolled_top))
        self._paint_lanes(brush, self.places.scrolled)
        painter.end()
        return picture

    def _paint_lanes(self, brush: LaneBrush, lanes: tuple[Lane, ...]) -> None:
        theme, axis, painter = self.theme, self._axis, brush.painter
        for lane in lanes:
            box = self.lane_box(lane)
            if box.bottom() < 0 or box.top() > self.height():
                continue
            for ms, _text in axis.ticks():
                x = round(axis.x_of(ms))
                painter.fillRect(QRectF(x, box.top(), 1, box.height() - 1), colour(theme.plots.grid))
            line = faded(theme.edge, 0.5) if lane.ends_group else colour(theme.plots.grid)
            painter.fillRect(QRectF(1, box.bottom() - 1, box.width() - 2, 1), line)
            if lane.kind is not LaneKind.UNIT:
                paint_name(painter, theme, self.feed, lane, box, axis.left_px)
            paint_lane(brush, lane, box)
        if lanes:
            top, bottom = max(1.0, self.lane_box(lanes[0]).top()), self.lane_box(lanes[-1]).bottom()
            painter.fillRect(QRectF(axis.left_px - 1, top, 1, bottom - top), colour(theme.edge))
