"""How the map of a script is drawn: its blocks with injects and actions, and the ways between them."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from player.i18n import _
from player.model.doctrine import Stage
from player.model.scenario import Scenario
from player.model.times import clock_text
from player.ui.scenario.glyphs import paint_arrow_head, paint_exit, paint_question, paint_tick
from player.ui.scenario.map_geometry import FORK_PX, TICK_PX, MapGeometry
from player.ui.scenario.map_layout import Block, Fork, Link, LinkKind
from player.ui.scenario.ways import WayKind
from player.ui.scenario.words import way_words
from player.ui.theme import SPACE, Theme, colour, text_font
from player.ui.widgets.painted import CENTRE, LEFT, RIGHT, paint_box, paint_hatch, paint_text, text_width

_NAMED_PX = 46.0
"""A block narrower than this shows its number alone."""

_LEAST_LABEL_PX = 60.0
"""A label with less room than this at the right of its sign goes to the left of it, where there is more."""

_CROWDED_PX = 6.0
"""Injects nearer to one another than this are drawn as lines."""

BACK_SIGN, ON_SIGN, END_SIGN = "↺", "→", "■"


class MapPainter:
    """Paints one map.

    Args:
        painter: where.
        theme: its colours.
        scenario: whose words.
        places: where everything lies.
        clip: what has to be painted.
    """

    def __init__(self, painter: QPainter, theme: Theme, scenario: Scenario, places: MapGeometry, clip: QRectF) -> None:
        self._painter = painter
        self._theme = theme
        self._scenario = scenario
        self._places = places
        self._clip = clip
        self._layout = places.layout

    def paint(self, chosen: Block, inject: str, hovered: int | None) -> None:
        """Paint it, with the chosen block and inject marked."""
        for link in sorted(self._layout.links, key=lambda one: one.kind is LinkKind.BRANCH):
            self._paint_link(link)
        for link in self._layout.links:
            self._paint_label(link)
        for place, block in enumerate(self._layout.blocks):
            box = self._places.rect(place)
            if box.right() < self._clip.left() - 60 or box.left() > self._clip.right() + 60:
                continue
            self._paint_block(place, block, box, is_chosen=block == chosen, is_hovered=place == hovered)
            self._paint_injects(place, box, inject if block == chosen else "")
            self._paint_end(place, block, box)
        for place, block in enumerate(self._layout.blocks):
            for number, fork in enumerate(block.forks):
                self._paint_fork(place, block, fork, last=number == len(block.forks) - 1)

    # Blocks

    def _paint_block(self, place: int, block: Block, box: QRectF, *, is_chosen: bool, is_hovered: bool) -> None:
        theme, painter = self._theme, self._painter
        surfaces = theme.surfaces
        fill = surfaces.selected if is_chosen else surfaces.hover if is_hovered else surfaces.sunken
        edge = theme.tones.accent.text if is_chosen else theme.edge
        paint_box(painter, box, fill, edge, line_px=2.0 if is_chosen else 1.0, dashed=block.optional)
        if block.optional:
            strip = QRectF(box.left() + 2, box.bottom() - 5, box.width() - 4, 3)
            paint_hatch(painter, strip, theme.edge, step=5, width=1.4)
        title = QRectF(box.left() + 6, box.top() + 1, box.width() - 12, self._places.title_px)
        number = str(block.number) if block.visit == 1 else f"{block.number}{BACK_SIGN}"
        figures = text_font("figure_s")
        if box.width() < _NAMED_PX:
            if box.width() >= text_width(figures, number) + 4:
                paint_text(painter, figures, theme.ink, title.adjusted(-5, 0, 5, 0), number, CENTRE)
        else:
            self._paint_title(block, title, number)
        self._paint_bars(block, box)
        del place

    def _paint_title(self, block: Block, title: QRectF, number: str) -> None:
        painter, theme = self._painter, self._theme
        figures = text_font("figure_s")
        width = text_width(figures, number) + 5
        paint_text(painter, figures, theme.ink, title, number)
        words = title.adjusted(width, 0, 0, 0)
        text = str(self._scenario.phase_by_id[block.phase].title)
        font = text_font("strong")
        if block.lane or text_width(font, text) > words.width():
            font = text_font("small")
        length = clock_text(block.planned_ms)
        small = text_font("key")
        length_width = text_width(small, length) + 6
        if words.width() - length_width >= min(text_width(font, text), 90.0):
            paint_text(painter, small, theme.ink_soft, words, length, RIGHT)
            words.setRight(words.right() - length_width)
        paint_text(painter, font, theme.ink, words, text)

    def _paint_bars(self, block: Block, box: QRectF) -> None:
        painter, theme = self._painter, self._theme
        rows = self._places.rows(block.lane)
        font = text_font("key", size_px=self._places.bar_px + 2)
        digit = text_width(font, "0") + 3
        for bar in block.bars:
            if bar.row >= rows:
                continue
            place = self._places.bar_rect(block, bar.row, bar.from_ms, bar.to_ms)
            place.setLeft(max(place.left(), box.left() + 2))
            if place.width() < 1 or place.right() < self._clip.left() or place.left() > self._clip.right():
                continue
            if bar.stage >= Stage.SOFT_HAND and place.width() >= 2 * digit:
                paint_text(painter, font, theme.ink, place, str(int(bar.stage)))
                place.setLeft(place.left() + digit)
            painter.fillRect(place.adjusted(0, 1, 0, -1), colour(theme.plots.stages[int(bar.stage)]))

    def _paint_injects(self, place: int, box: QRectF, chosen: str) -> None:
        theme, painter = self._theme, self._painter
        points = self._places.tick_points(place)
        if len(points) * _CROWDED_PX > box.width():
            painter.setPen(colour(theme.ink))
            y = points[0][1].y()
            columns = {round(point.x()) for _tick, point in points}
            painter.drawLines([QLineF(x, y - 4, x, y + 4) for x in columns])
            points = [(tick, point) for tick, point in points if tick.inject == chosen]
        for tick, point in points:
            if not self._clip.left() - 12 <= point.x() <= self._clip.right() + 12:
                continue
            if tick.inject == chosen:
                accent = theme.tones.accent
                halo = QRectF(point.x() - TICK_PX / 2 - 3.5, point.y() - TICK_PX / 2 - 3.5, TICK_PX + 7, TICK_PX + 7)
                paint_box(painter, halo, accent.fill, None, radius=4)
                paint_tick(painter, point, TICK_PX, accent.on_fill, accent.fill, tick)
            else:
                paint_tick(painter, point, TICK_PX, theme.ink, theme.surfaces.panel, tick)

    def _paint_end(self, place: int, block: Block, box: QRectF) -> None:
        """Say at the end of a chain where the course goes on from there."""
        link = self._places.ends(place)
        if link is None:
            return
        text = END_SIGN if link.target is None else f"{ON_SIGN} {self._layout.blocks[link.target].number}"
        if link.kind is LinkKind.BACK and link.target is not None:
            text = f"{BACK_SIGN} {self._layout.blocks[link.target].number}"
        font = text_font("key")
        width = text_width(font, text) + 3 * SPACE
        height = 18 * self._places.scale
        sign = QRectF(box.right() + 4, box.top() + (box.height() - height) / 2, width, height)
        paint_box(self._painter, sign, self._theme.surfaces.panel, self._theme.edge, radius=8)
        paint_text(self._painter, font, self._theme.ink, sign, text, CENTRE)
        del block

    # Ways

    def _paint_link(self, link: Link) -> None:
        if link.kind is LinkKind.BRANCH and link.target is not None:
            self._paint_branch(link, link.target)
        elif link.kind is LinkKind.BACK and link.target is not None:
            self._paint_back(link, link.target)

    def _pen(self, link: Link) -> QPen:
        pen = QPen(colour(self._theme.edge if link.way.kind is WayKind.EXIT else self._theme.ink_soft), 1.5)
        if link.way.kind in {WayKind.EXIT, WayKind.SKIP} or link.kind is LinkKind.BACK:
            pen.setDashPattern([3, 2])
        return pen

    def _paint_branch(self, link: Link, target: int) -> None:
        painter, theme = self._painter, self._theme
        box = self._places.rect(target)
        block = self._layout.blocks[target]
        x = round(self._places.axis.x_of(block.start_ms))
        start = self._places.link_point(link)
        middle = round(box.center().y())
        painter.setPen(self._pen(link))
        painter.drawPolyline([start, QPointF(x, start.y()), QPointF(x, middle), QPointF(box.left() - 1, middle)])
        paint_arrow_head(painter, QPointF(box.left(), middle), theme.ink_soft, way="right")

    def _paint_label(self, link: Link) -> None:
        """Write over the beginning of a branch what leads into it."""
        if link.kind is not LinkKind.BRANCH or link.target is None:
            return
        box, block = self._places.rect(link.target), self._layout.blocks[link.target]
        left = round(self._places.axis.x_of(block.start_ms)) + 5
        font, text = text_font("small"), way_words(self._scenario, link.way)
        width = min(self._label_room(link.target, left), text_width(font, text) + 2)
        if width > 16:
            label = QRectF(left, box.top() - self._places.label_px, width, self._places.label_px)
            self._painter.fillRect(label, colour(self._theme.surfaces.panel))
            paint_text(self._painter, font, self._theme.tones.accent.text, label, text)

    def _label_room(self, target: int, left: float) -> float:
        """How wide the label over the beginning of a branch may be: up to the next branch in its lane."""
        block = self._layout.blocks[target]
        others = (
            self._places.axis.x_of(one.start_ms)
            for one in self._layout.blocks
            if one.lane == block.lane and one.begins and one.start_ms > block.start_ms
        )
        return max(0.0, min([self._places.axis.right_px + 8, *others]) - left - 6)

    def _paint_back(self, link: Link, target: int) -> None:
        """Draw a loop: over the route where it leads back on it, else under the lane it comes from."""
        painter, theme, places = self._painter, self._theme, self._places
        box, end = places.rect(link.source), places.rect(target)
        painter.setPen(self._pen(link))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        x_to = round(end.left() + min(14.0, end.width() / 2))
        if link in self._layout.loops:
            x_from = round(min(places.axis.x_of(link.at_ms), box.right()) - 8 - 5 * self._layout.loops[link])
            x_to += 6 * self._layout.loops[link]
            y = places.loop_y(link)
            painter.drawPolyline(
                [QPointF(x_from, box.top()), QPointF(x_from, y), QPointF(x_to, y), QPointF(x_to, end.top() - 1)]
            )
            paint_arrow_head(painter, QPointF(x_to, end.top()), theme.ink_soft, way="down")
            self._paint_back_label(link, x_to, x_from, y)
            return
        start = QPointF(round(box.right() - 6), box.bottom())
        if link.way.kind is not WayKind.NEXT:
            start = places.link_point(link)
        y = round(box.bottom() + places.label_px - 3)
        painter.drawPolyline([start, QPointF(start.x(), y), QPointF(x_to, y), QPointF(x_to, end.bottom() + 1)])
        paint_arrow_head(painter, QPointF(x_to, end.bottom()), theme.ink_soft, way="up")

    def _paint_back_label(self, link: Link, left: float, right: float, y: float) -> None:
        text = way_words(self._scenario, link.way)
        font = text_font("small")
        width = min(text_width(font, text) + 8, right - left - 24)
        if width < 24:
            return
        height = 15 * self._places.scale
        box = QRectF((left + right - width) / 2, y - height / 2, width, height)
        self._painter.fillRect(box, colour(self._theme.surfaces.panel))
        paint_text(self._painter, font, self._theme.tones.accent.text, box, text, CENTRE)

    # Questions and exits

    def _paint_fork(self, place: int, block: Block, fork: Fork, *, last: bool) -> None:
        painter, theme = self._painter, self._theme
        point = self._places.fork_point(block, fork)
        paint = paint_question if fork.kind is WayKind.DECISION else paint_exit
        paint(painter, point, FORK_PX, theme.ink, theme.surfaces.panel)
        if not last:
            return
        text, font = self.fork_text(place, block), text_font("small")
        left = point.x() + FORK_PX / 2 + 4
        label = QRectF(left, point.y() - 3, self._fork_room(block, left), self._places.label_px - 2)
        side = LEFT
        if label.width() < min(_LEAST_LABEL_PX, text_width(font, text)):
            first = self._places.fork_point(block, block.forks[0]).x() - FORK_PX / 2 - 4
            room = first - self._places.rect(place).left()
            if room > label.width():
                label, side = QRectF(first - room, label.top(), room, label.height()), RIGHT
        if label.width() >= 22:
            paint_text(painter, font, theme.ink_soft, label, text, side)

    def fork_text(self, place: int, block: Block) -> str:
        """What the signs under a block say: the planned answers, and what leads to phases drawn elsewhere."""
        said = []
        links = self._layout.links_of(place)
        for fork in block.forks:
            mine = [link for link in links if (link.way.kind, link.way.name) == (fork.kind, fork.name)]
            if fork.kind is WayKind.DECISION:
                said.append(self._answer(fork, mine))
            for link in mine:
                if link in self._layout.loops:
                    continue  # drawn over the route, with its words
                if link.kind in {LinkKind.JOIN, LinkKind.BACK, LinkKind.END}:
                    sign = BACK_SIGN if link.kind is LinkKind.BACK else ON_SIGN
                    to = _("end") if link.target is None else str(self._layout.blocks[link.target].number)
                    said.append(f"{way_words(self._scenario, link.way)} {sign} {to}")
                elif fork.kind is WayKind.EXIT:
                    said.append(way_words(self._scenario, link.way))
        return " | ".join(filter(None, dict.fromkeys(said)))

    def _answer(self, fork: Fork, links: list[Link]) -> str:
        taken = next((link for link in links if link.kind is LinkKind.ONWARD), None)
        if taken is not None:
            return way_words(self._scenario, taken.way)
        choice = self._scenario.decision_by_id[fork.name].planned_choice
        return "" if choice.moves else str(choice.title)

    def _fork_room(self, block: Block, left: float) -> float:
        others = (
            self._places.fork_point(one, fork).x() - FORK_PX / 2
            for one in self._layout.blocks
            if one.lane == block.lane and one.start_ms > block.start_ms
            for fork in one.forks[:1]
        )
        spines = (
            self._places.axis.x_of(one.start_ms) for one in self._layout.blocks if one.begins and one.lane > block.lane
        )
        limits = [x for x in (*others, *spines) if x > left]
        return max(0.0, min([self._places.axis.right_px + 10, *limits]) - left - 6)
