"""Painting the lanes: each kind has its own hand, and all draw in px of the widget."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from player.i18n import _
from player.model.doctrine import ACTION_KINDS
from player.model.rules import Certainty
from player.review.lane_spans import Group, InjectFate, PhaseSpan, UnitSpan
from player.review.lanes import LATE_AFTER_MS
from player.ui.instrument.lane_feed import LaneFeed
from player.ui.instrument.lane_places import LEAST_BAR_PX, Bar, Lane, LaneKind, LanePlaces
from player.ui.instrument.lane_words import override_text, slip_text
from player.ui.theme import SMALL_PX, SPACE, Theme, colour, faded, paint_icon, scaled, text_font
from player.ui.widgets import STATUS_LOOKS, paint_box, paint_hatch, paint_mark, paint_text
from player.ui.widgets.painted import CENTRE, RIGHT, polygon_path, text_width

TINT = 0.2
"""Opacity of the ground of what a unit does: the words on it have to be read, the bar at its foot has the colour."""

_FATES = {InjectFate.DELIVERED: "fired", InjectFate.SKIPPED: "skipped", InjectFate.LATE: "late"}
_MARK_PX = 15.0
_WORD_PAD = 1.5 * SPACE
_LEAST_WORD_PX = 12.0
_FOOT_PX = 4.0


class LanePainter:
    """Paints the lanes of one moment of time and one size.

    Args:
        painter: where.
        theme: its colours.
        feed: what is to be seen.
        places: where everything lies.
        chosen: key of the finding that is chosen.
    """

    def __init__(self, painter: QPainter, theme: Theme, feed: LaneFeed, places: LanePlaces, chosen: str = "") -> None:
        self._painter, self._theme = painter, theme
        self._feed, self._places = feed, places
        self._axis = places.axis
        self._chosen = chosen
        self._end_ms = feed.end_ms
        self._scenario = feed.view.scenario

    def paint(self, lane: Lane, box: QRectF) -> None:
        """Paint what lies in a lane; ``box`` is its whole width."""
        painter = self._painter
        painter.save()
        over = scaled(_MARK_PX) / 2 if lane.kind is LaneKind.INJECTS else 1.0
        clip = QRectF(self._axis.left_px - over, box.top(), self._axis.width_px + 2 * over, box.height())
        painter.setClipRect(clip, Qt.ClipOperation.IntersectClip)
        painter.translate(0, box.top() - lane.top)
        match lane.kind:
            case LaneKind.PHASES:
                self._phases(lane)
            case LaneKind.FINDINGS:
                for bar in self._places.findings:
                    self._finding(bar, self._places.bar_box(lane, bar))
            case LaneKind.INJECTS:
                self._injects(lane)
            case LaneKind.OVERRIDES:
                for bar in self._places.overrides:
                    self._override(bar, self._places.bar_box(lane, bar))
            case LaneKind.UNIT:
                self._unit(lane)
        painter.restore()

    # Phases

    def _phases(self, lane: Lane) -> None:
        track = self._feed.lanes.phases
        bar = QRectF(0, lane.top + 3, 0, scaled(20))
        for group in track.in_view(self._axis.start_ms, self._axis.end_ms, self._places.ms_per_px):
            span = track.items[group.last]
            left, right = self._places.edges(group.start_ms, self._known(group.end_ms), 2)
            self._phase(span, QRectF(left, bar.top(), right - left, bar.height()))
            self._planned(span, group.last, bar.bottom() + 3)
        self._ahead(bar)

    def _phase(self, span: PhaseSpan, box: QRectF) -> None:
        painter, theme = self._painter, self._theme
        present = span.end_ms is None
        ground = theme.tones.accent.soft if present else theme.surfaces.sunken
        painter.fillRect(box.adjusted(0, 0, -1, 0), colour(ground))
        whole = QRectF(box)
        if present and self._feed.view.live:
            whole.setRight(max(box.right(), self._axis.x_of(span.start_ms + span.agreed_ms)))
            paint_box(painter, whole.adjusted(1, 0, -1, 0), None, theme.edge, radius=1, dashed=True)
        over = QRectF(box)
        over.setLeft(max(box.left(), self._axis.x_of(span.start_ms + span.planned_ms)))
        if over.width() > 1:
            painter.fillRect(over.adjusted(0, 0, -1, 0), colour(theme.tones.warn.soft))
            paint_hatch(painter, over.adjusted(0, 0, -1, 0), theme.tones.warn.text, width=1.2)
        painter.fillRect(QRectF(box.left(), box.top(), 2, box.height()), colour(theme.edge))
        small, strong = text_font("figure_s"), text_font("strong")
        slip = slip_text(span.slip_ms(self._end_ms))
        words = whole.adjusted(2 + _WORD_PAD, 0, -_WORD_PAD, 0)
        words.setLeft(max(words.left(), self._axis.left_px + _WORD_PAD))
        words.setRight(min(words.right(), self._axis.right_px - _WORD_PAD))
        width = text_width(small, slip) + 1 if slip else 0.0
        if slip and words.width() >= width:
            place = QRectF(words.right() - width, box.top() + 2, width, box.height() - 4)
            painter.fillRect(place.adjusted(-3, 0, 3, 0), colour(theme.surfaces.panel))
            ink = theme.tones.warn.text if slip.startswith("+") else theme.ink_soft
            paint_text(painter, small, ink, place, slip, RIGHT)
            words.setRight(place.left() - 2 * SPACE)
        if words.width() >= 2 * _LEAST_WORD_PX:
            title = str(self._scenario.phase_by_id[span.phase].title)
            reach = min(words.right(), words.left() + text_width(strong, title) + 3)
            if over.width() > 1 and reach > over.left():
                under = QRectF(max(words.left() - 2, over.left()), box.top() + 2, 0, box.height() - 4)
                under.setRight(reach)
                painter.fillRect(under, colour(theme.surfaces.panel))
            paint_text(painter, strong, theme.ink, words, title)

    def _planned(self, span: PhaseSpan, place: int, top: float) -> None:
        """The length in the script, from the actual beginning on; every other one lies lower, so that all show."""
        left, right = self._places.edges(span.start_ms, span.start_ms + span.planned_ms)
        height = float(scaled(5))
        box = QRectF(left, top + (place % 2) * (height + 1), right - left, height)
        paint_box(
            self._painter, box.adjusted(0.5, 0, -0.5, 0), self._theme.surfaces.panel, self._theme.ink_soft, radius=1
        )

    def _ahead(self, bar: QRectF) -> None:
        """What the script plans after the present phase, from the planned end of that one on."""
        view = self._feed.view
        phases = self._feed.lanes.phases.items
        if not view.live or (phases and phases[-1].end_ms is not None):
            return
        order = view.scenario.phase_order
        after = order
        start_ms = 0
        if phases:
            start_ms = max(self._end_ms, phases[-1].start_ms + phases[-1].agreed_ms)
            now = next((place for place, phase in enumerate(order) if phase.id == phases[-1].phase), len(order))
            after = order[now + 1 :]
        painter, theme = self._painter, self._theme
        for phase in after:
            left, right = self._places.edges(start_ms, start_ms + phase.planned_ms)
            start_ms += phase.planned_ms
            if right <= self._axis.left_px or left >= self._axis.right_px:
                continue
            box = QRectF(left, bar.top(), right - left, bar.height())
            paint_box(painter, box.adjusted(1, 0, -1, 0), None, theme.edge, radius=1, dashed=True)
            words = box.adjusted(2 * _WORD_PAD, 0, -_WORD_PAD, 0)
            words.setRight(min(words.right(), self._axis.right_px - _WORD_PAD))
            if words.width() >= 2 * _LEAST_WORD_PX:
                paint_text(painter, text_font("body"), theme.ink_soft, words, str(phase.title))

    # Findings

    def _finding(self, bar: Bar, box: QRectF) -> None:
        painter, theme = self._painter, self._theme
        span = self._feed.findings[bar.place]
        one = span.finding
        sure = one.certainty is Certainty.HIGH
        from_x, to_x = self._places.edges(one.from_ms, one.to_ms, LEAST_BAR_PX)
        shape = QRectF(from_x, box.top(), min(to_x, box.right()) - from_x, box.height())
        tone = theme.tones.warn if sure else theme.tones.neutral
        if not span.is_open:
            paint_box(painter, shape, theme.surfaces.panel, theme.ink_soft, radius=2, dashed=one.cleared is not None)
        elif sure:
            paint_box(painter, shape, tone.fill, tone.text, radius=2)
        else:
            paint_box(painter, shape, tone.soft, tone.text, radius=2)
            paint_hatch(painter, shape.adjusted(1, 1, -1, -1), tone.text, step=5, width=1)
        font = text_font("key")
        width = text_width(font, one.rule) + 2 * _WORD_PAD
        mark = scaled(SMALL_PX) - 3 if span.answer is not None else 0
        inside = shape.width() >= width + mark + 2
        label = QRectF(shape.left() + 1 if inside else shape.right() + 1, box.top() + 2, width, box.height() - 4)
        label.moveLeft(max(label.left(), self._axis.left_px + 1))
        has_room = label.right() + mark <= bar.until  # where there is none, the list and the pointer tell it
        ink = theme.ink
        if inside and span.is_open:
            ink = tone.on_fill if sure else theme.ink
            if has_room and not sure:
                painter.fillRect(label, colour(theme.surfaces.panel))
        if has_room:
            paint_text(painter, font, ink if span.is_open else theme.ink_soft, label, one.rule, CENTRE)
        else:
            label = shape
        if has_room and mark:
            paint_icon(painter, "check", theme.ink_soft, label.right() - 2, box.center().y() - mark / 2, mark)
        if one.lasting and span.is_open:
            self._goes_on(shape, tone.text)
        if one.key == self._chosen:
            ring = shape.united(label).adjusted(-2, -1.5, 2, 1.5)
            paint_box(painter, ring, None, theme.focus, line_px=2, radius=4)

    def _goes_on(self, shape: QRectF, ink: str) -> None:
        """An arrow head at the end of what still lasts."""
        middle, right = shape.center().y(), shape.right()
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.fillPath(polygon_path((right, middle - 5), (right + 6, middle), (right, middle + 5)), colour(ink))
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    # Injects

    def _injects(self, lane: Lane) -> None:
        painter, theme = self._painter, self._theme
        lanes, middle = self._feed.lanes, lane.top + lane.height / 2
        left, right = self._places.edges(self._axis.start_ms, self._axis.end_ms)
        painter.fillRect(QRectF(left, round(middle), right - left, 1), colour(theme.line))
        size = float(scaled(_MARK_PX))
        step_ms = size * 0.9 * self._places.ms_per_px
        for group in lanes.injects.in_view(self._axis.start_ms - round(step_ms), self._axis.end_ms, step_ms):
            fate = InjectFate(group.weight)
            x = self._axis.x_of(group.start_ms)
            if fate is InjectFate.DROPPED:
                self._dropped(x, middle)
                continue
            self._mark(_FATES[fate], x, middle, size)
            if group.last > group.first:
                self._count(group, x + size / 2, lane)
        for due_ms in lanes.waiting.values():
            late = self._end_ms - due_ms > LATE_AFTER_MS
            self._mark("late" if late else "due", self._axis.x_of(due_ms), middle, size)

    def _dropped(self, x: float, middle: float) -> None:
        """A small ring: nobody missed it."""
        size = float(scaled(7))
        box = QRectF(round(x - size / 2), round(middle - size / 2), size, size)
        paint_box(self._painter, box, self._theme.surfaces.panel, self._theme.ink_soft, radius=size / 2)

    def _mark(self, status: str, x: float, middle: float, size: float) -> None:
        look = STATUS_LOOKS[status]
        box = QRectF(round(x - size / 2), round(middle - size / 2), size, size)
        if look.hollow:
            self._painter.fillRect(box.adjusted(2, 2, -2, -2), colour(self._theme.surfaces.panel))
        paint_mark(self._painter, box, look, self._theme.tone(look.tone))

    def _count(self, group: Group, left: float, lane: Lane) -> None:
        """How many there are, where the next mark leaves room for it."""
        items = self._feed.lanes.injects.items
        used = sum(mark.fate is not InjectFate.DROPPED for mark in items[group.first : group.last + 1])
        if used < 2:
            return
        text, font = str(used), text_font("key")
        width = text_width(font, text) + 1
        after = group.last + 1
        if after < len(items) and self._axis.x_of(items[after].start_ms) - scaled(_MARK_PX) / 2 < left + width + 1:
            return
        box = QRectF(left + 1, lane.top, width, lane.height)
        self._painter.fillRect(box.adjusted(-1, 4, 1, -4), colour(self._theme.surfaces.panel))
        paint_text(self._painter, font, self._theme.ink_soft, box, text)

    # Overrides

    def _override(self, bar: Bar, box: QRectF) -> None:
        painter, theme = self._painter, self._theme
        span = self._feed.lanes.overrides[bar.place]
        violet = theme.plots.marker
        lasts = span.end_ms != span.start_ms
        ink = theme.ink
        from_x, to_x = self._places.edges(span.start_ms, self._known(span.end_ms), LEAST_BAR_PX if lasts else 0)
        label = QRectF(box)
        if lasts:
            shape = QRectF(from_x, box.top(), min(to_x, self._axis.right_px + 2) - from_x, box.height())
            painter.fillRect(shape, faded(violet, TINT))
            paint_box(painter, shape, None, violet, radius=2, line_px=1.5 if span.held else 1, dashed=not span.held)
            label.setLeft(max(shape.left(), self._axis.left_px) + _WORD_PAD)
            if span.end_ms is None:
                self._goes_on(shape, violet)
            within = shape
        else:
            within = None
            look = STATUS_LOOKS["due"]._replace(shape="cross", sign="")
            size = float(scaled(_MARK_PX)) - 1
            middle = box.center().y()
            tone = theme.tones.neutral
            paint_mark(painter, QRectF(from_x - size / 2, middle - size / 2, size, size), look, tone)
            label.setLeft(from_x + size / 2 + 1)
        if span.held:
            mark = scaled(SMALL_PX) - 2
            paint_icon(painter, "lock", ink, label.left(), box.center().y() - mark / 2, mark)
            label.setLeft(label.left() + mark + SPACE)
        label.setRight(self._free_until(bar) - 2)
        font = text_font("key")
        text = override_text(self._scenario, span)
        if within is not None and within.left() < within.right() < label.left() + text_width(font, text) + 2:
            label.setLeft(max(label.left(), within.right() + SPACE))  # beside the bar: its edge would cut the words
        label.setRight(min(label.right(), label.left() + text_width(font, text) + 2))
        if label.width() > _LEAST_WORD_PX:
            paint_text(painter, font, ink, label, text)

    def _free_until(self, bar: Bar) -> float:
        """Where the next bar of the same row begins."""
        after = (one.left for one in self._places.overrides if one.row == bar.row and one.left > bar.left)
        return min(after, default=self._axis.right_px)

    # Units

    def _unit(self, lane: Lane) -> None:
        track = self._feed.lanes.units[lane.unit]
        top, height = lane.top + 2, lane.height - 5
        for group in track.in_view(self._axis.start_ms, self._axis.end_ms, self._places.ms_per_px * 2):
            left, right = self._places.edges(group.start_ms, self._known(group.end_ms), 2)
            box = QRectF(round(left), top, max(2, round(right) - round(left)), height)
            span = track.items[group.last]
            if group.first == group.last and span.is_standby:
                self._standby(box)
            else:
                self._doing(
                    span._replace(start_ms=group.start_ms, stage=group.weight), box, single=group.first == group.last
                )
        self._orders(lane, top)

    def _standby(self, box: QRectF) -> None:
        painter, theme = self._painter, self._theme
        thin = box.adjusted(0.5, 4, -0.5, -2)
        paint_box(painter, thin, None, theme.edge, radius=1, dashed=True)
        words = self._words(thin)
        if words.width() > 3 * _LEAST_WORD_PX:
            paint_text(painter, text_font("key"), theme.ink_soft, words, _(ACTION_KINDS["standby"].title))

    def _doing(self, span: UnitSpan, box: QRectF, *, single: bool) -> None:
        painter, theme = self._painter, self._theme
        solid = theme.plots.stages[span.stage] if span.stage else theme.edge
        painter.fillRect(box, colour(theme.surfaces.panel))
        if span.stage:
            painter.fillRect(box, faded(solid, TINT))
        foot = _FOOT_PX + span.stage * 0.5 if span.stage else 1.0
        self._above(span, box)
        painter.fillRect(QRectF(box.left(), box.bottom() - foot, box.width(), foot), colour(solid))
        painter.fillRect(QRectF(box.left(), box.top(), 1.5, box.height()), colour(solid))
        if span.overridden and box.width() > 4:
            pen = QPen(colour(theme.plots.marker), 1.5)
            painter.setPen(pen)
            painter.drawLine(QLineF(box.left(), box.top() + 0.5, box.right(), box.top() + 0.5))
        words = self._words(box.adjusted(0, 0, 0, -_FOOT_PX))
        font, small = text_font("figure_s"), text_font("key")
        stage = str(span.stage)
        width = text_width(font, stage) + 1
        if words.width() < width:
            return
        persons = str(span.personnel) if span.personnel and single else ""
        room = words.width() - width - 2 * SPACE
        more = text_width(small, persons) + 1
        shown = bool(persons) and room >= more
        if span.stage and self._is_above(span):
            ground = QRectF(
                words.left() - 2, words.top() + 1, width + (more + 2 * SPACE if shown else 0) + 4, words.height()
            )
            painter.fillRect(ground, faded(theme.surfaces.panel, 0.85))
        paint_text(painter, font, theme.ink, words, stage)
        if shown:
            rest = QRectF(words.left() + width + 1.5 * SPACE, words.top(), more, words.height())
            paint_text(painter, small, theme.ink, rest, persons)

    def _is_above(self, span: UnitSpan) -> bool:
        return any(True for _stretch in self._above_ms(span))

    def _above_ms(self, span: UnitSpan) -> list[tuple[int, int]]:
        until_ms = min(self._known(span.end_ms), self._axis.end_ms)
        return list(self._feed.lanes.ceiling.below(span.stage, max(span.start_ms, self._axis.start_ms), until_ms))

    def _above(self, span: UnitSpan, box: QRectF) -> None:
        """Hatch where the unit stood above the ceiling."""
        painter, theme = self._painter, self._theme
        for from_ms, to_ms in self._above_ms(span):
            left, right = self._places.edges(from_ms, to_ms, 2)
            part = QRectF(max(left, box.left()), box.top(), 0, box.height())
            part.setRight(max(part.left() + 2, min(right, box.right())))
            painter.fillRect(part, colour(theme.tones.alarm.soft))
            paint_hatch(painter, part, theme.plots.excess, step=5, width=1.6)
            painter.fillRect(QRectF(part.left(), part.top(), part.width(), 2), colour(theme.plots.excess))

    def _orders(self, lane: Lane, top: float) -> None:
        """A pennant where an order was given: hollow where it is void."""
        painter, theme = self._painter, self._theme
        track = self._feed.lanes.orders[lane.unit]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for group in track.in_view(self._axis.start_ms, self._axis.end_ms, 4 * self._places.ms_per_px):
            mark = track.items[group.last]
            x = round(self._axis.x_of(group.start_ms)) + 0.5
            path = polygon_path((x, top - 1), (x + 7, top + 2.5), (x, top + 6))
            painter.setPen(QPen(colour(theme.tones.accent.text), 1.2))
            painter.drawLine(QPointF(x, top - 1), QPointF(x, lane.top + lane.height - 3))
            painter.setBrush(colour(theme.surfaces.panel if mark.voided else theme.tones.accent.fill))
            painter.drawPath(path)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _words(self, box: QRectF) -> QRectF:
        """Where words may stand in a box, in sight even where it begins before the view."""
        words = box.adjusted(_WORD_PAD + 1, 0, -2, 0)
        words.setLeft(max(words.left(), self._axis.left_px + _WORD_PAD))
        words.setRight(min(words.right(), self._axis.right_px - 2))
        return words

    def _known(self, end_ms: int | None) -> int:
        return self._end_ms if end_ms is None else end_ms
