"""Where everything in the plots lies, for a given size."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF

from player.ui.theme import GAP, STRIP_HEIGHT

MARK_ROW_PX = 18.0
"""Height of the row of flags under the row of phase titles."""

FINDING_ROW_PX = 20.0
"""Height of a row of findings under the situation strip."""

TALL_PX = 560.0
"""From this height on the findings have two rows."""

STRIP_PX = 16.0
"""Height of the situation strip at the foot of the tension plot."""

GUTTER_PX = 46.0
"""Left of the lanes, for the labels of the values."""

MARGIN_PX = 12.0
"""Right of the lanes."""

ABOVE_PX = 8.0
"""Free over the force lane, and less over the personnel strip."""

BELOW_PX = 5.0
"""Free under the situation strip."""

TENSION_SHARE = 0.62
"""Share of the height of both plots that the tension gets."""

TALL_HEADER_PX = 40.0
LOW_PX = 380.0
"""Below this height the headers and the personnel strip shrink."""

LOWEST_PX = 300.0
"""Below this height the personnel strip goes; the header still says how many there are."""


LEAST_PX = (320, 280)
"""The size below which labels would collide."""

WISHED_PX = (640, 430)
"""The size it is drawn for."""


def lane_edges(scale: float, gutter_px: float = GUTTER_PX) -> tuple[float, float]:
    """What lies left and right of the lanes in px, with text of this scale; it is the same at every width."""
    return gutter_px * scale, MARGIN_PX


@dataclass(frozen=True)
class Places:
    """Rectangles in px of the view."""

    tension_panel: QRectF
    tension_header: QRectF
    flags: QRectF
    tension: QRectF
    situation: QRectF
    findings: QRectF
    finding_rows: int
    force_panel: QRectF
    force_header: QRectF
    force: QRectF
    personnel: QRectF
    axis: QRectF

    @classmethod
    def of(cls, size: QSizeF, scale: float, gutter_px: float = GUTTER_PX, *, findings: bool = False) -> Places:
        """The places in a view of this size, with text of this scale, and so much left of the lanes.

        Args:
            findings: whether there are any to be shown.
        """
        low = size.height() < LOW_PX * scale
        header = STRIP_HEIGHT * scale if low else TALL_HEADER_PX * scale
        flags = 18.0 * scale + MARK_ROW_PX
        strip = STRIP_PX * scale
        axis = 22.0 * scale
        finding_rows = 0 if not findings else 2 if size.height() >= TALL_PX * scale else 1
        findings_height = finding_rows * FINDING_ROW_PX * scale
        personnel = (16.0 if low else 26.0) * scale if size.height() >= LOWEST_PX * scale else 0.0
        left, right = lane_edges(scale, gutter_px)
        width = max(10.0, size.width() - left - right)
        fixed = 2 * header + flags + strip + BELOW_PX + GAP + ABOVE_PX + personnel + axis + findings_height
        fixed += ABOVE_PX if personnel else 0.0
        lanes = max(40.0, size.height() - fixed)
        tension = round(lanes * TENSION_SHARE)
        force = round(lanes - tension)
        y = 0.0

        def row(height: float, *, wide: bool = False) -> QRectF:
            nonlocal y
            box = QRectF(0, y, size.width(), height) if wide else QRectF(left, y, width, height)
            y += height
            return box

        tension_header = row(round(header), wide=True)
        flag_box, tension_box, strip_box = row(round(flags)), row(tension), row(round(strip))
        findings_box = row(round(findings_height))
        y += BELOW_PX
        tension_panel = QRectF(0, 0, size.width(), y)
        y += GAP
        force_header = row(round(header), wide=True)
        y += ABOVE_PX
        force_box = row(force)
        y += ABOVE_PX if personnel else 0.0
        personnel_box = row(round(personnel))
        axis_box = QRectF(0, y, size.width(), max(0.0, size.height() - y))
        force_panel = QRectF(0, force_header.top(), size.width(), size.height() - force_header.top())
        return cls(
            tension_panel=tension_panel,
            tension_header=tension_header,
            flags=flag_box,
            tension=tension_box,
            situation=strip_box,
            findings=findings_box,
            finding_rows=finding_rows,
            force_panel=force_panel,
            force_header=force_header,
            force=force_box,
            personnel=personnel_box,
            axis=axis_box,
        )
