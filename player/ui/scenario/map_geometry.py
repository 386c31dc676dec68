"""Where the lanes, blocks and signs of a map lie on the screen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from player.ui.scenario.axis import Axis
from player.ui.scenario.map_layout import Block, Fork, Link, LinkKind, MapLayout
from player.ui.scenario.marks import Tick
from player.ui.scenario.ways import WayKind
from player.ui.theme import text_scale

TICK_PX = 9.0
FORK_PX = 12.0
INSET_PX = 11.0
"""A branch is drawn this far right of the moment it begins, so that the line down to it can be seen."""

LEAST_BLOCK_PX = 3.0
_LOOSE_STEP_PX = 12.0
_MOST_LOOSE = 12

_TITLE_PX, _TICKS_PX, _BAR_PX, _LABEL_PX, _LOOP_PX = 20.0, 15.0, 8.0, 16.0, 19.0
_PAD_PX = 3.0
_ROUTE_ROWS, _BRANCH_ROWS = 3, 1


class MapGeometry:
    """The places of everything on a map, in px of the view.

    Args:
        layout: what is drawn.
        axis: where time lies.

    Attributes:
        height: of the whole map.
    """

    def __init__(self, layout: MapLayout, axis: Axis) -> None:
        self.layout = layout
        self.axis = axis
        scale = self.scale = text_scale()
        self.title_px = _TITLE_PX * scale
        self.ticks_px = _TICKS_PX * scale
        self.bar_px = _BAR_PX * scale
        self.label_px = _LABEL_PX * scale
        self._rows = [self._rows_of(lane) for lane in range(layout.lanes)]
        forked = {block.lane for block in layout.blocks if block.forks}
        forked |= {
            layout.blocks[link.source].lane
            for link in layout.links
            if link.kind is LinkKind.BACK and link not in layout.loops
        }
        self.tops: list[float] = []
        loop_rows = 1 + max(layout.loops.values(), default=-1)
        y = _PAD_PX + loop_rows * _LOOP_PX * scale
        for lane in range(layout.lanes):
            y += self.label_px if lane else 0.0
            self.tops.append(y)
            y += self.block_height(lane) + (self.label_px if lane in forked else _PAD_PX)
        self.height = y + _PAD_PX

    def rows(self, lane: int) -> int:
        """How many rows of bars the blocks of a lane have."""
        return self._rows[lane]

    def block_height(self, lane: int) -> float:
        """How high the blocks of a lane are."""
        return self.title_px + self.ticks_px + self._rows[lane] * (self.bar_px + 1) + _PAD_PX

    def rect(self, place: int) -> QRectF:
        """Where a block lies."""
        block = self.layout.blocks[place]
        left, right = self.axis.x_of(block.start_ms), self.axis.x_of(block.end_ms)
        if block.begins:
            left = min(left + INSET_PX, right - LEAST_BLOCK_PX) if right - left > LEAST_BLOCK_PX else left
        left, right = round(left), round(right) - 1
        width = max(LEAST_BLOCK_PX, right - left)
        return QRectF(left, self.tops[block.lane], width, self.block_height(block.lane))

    def fork_point(self, block: Block, fork: Fork) -> QPointF:
        """Where the sign of a question or an exit lies: on the lower edge of its block."""
        x = self.axis.x_of(fork.at_ms)
        same = [one for one in block.forks if one.at_ms == fork.at_ms]
        if fork.at_ms >= block.end_ms:
            x -= (len(same) - 1 - same.index(fork)) * (FORK_PX + 2)
        else:
            x += same.index(fork) * (FORK_PX + 2)
        return QPointF(round(x), self.tops[block.lane] + self.block_height(block.lane) + FORK_PX / 2 - 2)

    def link_point(self, link: Link) -> QPointF:
        """Where a way leaves its block."""
        block = self.layout.blocks[link.source]
        for fork in block.forks:
            if (fork.kind, fork.name) == (link.way.kind, link.way.name):
                return self.fork_point(block, fork)
        return QPointF(self.axis.x_of(link.at_ms), self.tops[block.lane] + self.block_height(block.lane))

    def loop_y(self, link: Link) -> float:
        """The height at which a way that leads back on the route is drawn."""
        return round(self.tops[0] - (self.layout.loops[link] + 0.55) * _LOOP_PX * self.scale)

    def tick_points(self, place: int) -> list[tuple[Tick, QPointF]]:
        """Where the injects of a block lie; those without a time at its right end, as far as there is room."""
        block, box = self.layout.blocks[place], self.rect(place)
        y = box.top() + self.title_px + self.ticks_px / 2 - 1
        half = TICK_PX / 2 + 2
        points = []
        loose = [tick for tick in block.ticks if tick.at_ms is None][:_MOST_LOOSE]
        for tick in block.ticks:
            if tick.at_ms is not None:
                x = min(max(box.left() + half, self.axis.x_of(tick.at_ms)), max(box.left() + half, box.right() - half))
                points.append((tick, QPointF(x, y)))
        x = box.right() - half - 1
        taken = [point.x() for _tick, point in points] if loose else []
        for tick in reversed(loose):
            while x >= box.left() + half and any(abs(x - other) < TICK_PX + 1 for other in taken):
                x -= _LOOSE_STEP_PX / 2
            if x < box.left() + half:
                break
            points.append((tick, QPointF(x, y)))
            x -= _LOOSE_STEP_PX
        return points

    def bar_rect(self, block: Block, row: int, from_ms: int, to_ms: int) -> QRectF:
        """Where the bar of an action lies."""
        top = self.tops[block.lane] + self.title_px + self.ticks_px + row * (self.bar_px + 1)
        left, right = round(self.axis.x_of(from_ms)) + 2, round(self.axis.x_of(to_ms)) - 1
        return QRectF(left, round(top), max(2, right - left), self.bar_px)

    def ends(self, place: int) -> Link | None:
        """The way on from the last block of a chain, which is a sign at its right; None where a block follows."""
        links = self.layout.links_of(place)
        if any(link.kind is LinkKind.ONWARD for link in links):
            return None
        plain = [link for link in links if link.way.kind is WayKind.NEXT]
        return plain[0] if plain else None

    def _rows_of(self, lane: int) -> int:
        most = _BRANCH_ROWS if lane else _ROUTE_ROWS
        used = (bar.row + 1 for block in self.layout.blocks if block.lane == lane for bar in block.bars)
        return min(most, max(used, default=0))
