"""How an entry of the log is painted."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter

from player.i18n import _
from player.review.wording import LINE_KIND_TITLES, LineKind
from player.ui.rows import paint_bar, part_of
from player.ui.run.log_book import LogRow
from player.ui.theme import PAD, RULE, SMALL_PX, SPACE, Theme, colour, faded, scaled, text_font
from player.ui.widgets import paint_icon_in, paint_text
from player.ui.widgets.painted import RIGHT, text_width

KIND_ICONS: Mapping[LineKind, str] = {
    LineKind.SESSION: "file-text",
    LineKind.READINESS: "clipboard-list",
    LineKind.CLOCK: "timer",
    LineKind.PHASE: "flag",
    LineKind.DECISION: "git-branch",
    LineKind.INJECT: "message-square",
    LineKind.EXPECTED: "list-checks",
    LineKind.ORDER: "megaphone",
    LineKind.ACTION: "shield",
    LineKind.TAG: "tag",
    LineKind.CASUALTY: "heart-pulse",
    LineKind.ARREST: "lock",
    LineKind.EVIDENCE: "camera",
    LineKind.NOTE: "pencil",
    LineKind.MARKER: "bookmark",
    LineKind.CORRECTION: "undo-2",
    LineKind.SITUATION: "users",
    LineKind.OVERRIDE: "gauge",
    LineKind.FINDING: "file-warning",
    LineKind.EMERGENCY: "siren",
    LineKind.REVIEW: "book-open",
}
"""The icon of each kind of entry."""


def paint_log_row(painter: QPainter, box: QRectF, row: LogRow, theme: Theme) -> None:
    """Paint an entry: wall time, exercise time, kind by icon and word, text, number and whether it is saved."""
    if row.present or row.found:
        painter.fillRect(box, colour(theme.surfaces.selected))
        paint_bar(painter, box, theme.tones.accent)
    elif row.alert and not row.later:
        painter.fillRect(box, colour(theme.tones.alarm.soft))
    soft = theme.ink_soft
    ink = soft if row.later or row.voided else theme.tones.alarm.text if row.alert else theme.ink
    figures = text_font("figure_s")
    left = box.left() + PAD
    width = text_width(figures, "00:00:00") + 1
    for text, pen in ((row.wall, soft), (row.exercise, soft if row.later else theme.ink)):
        paint_text(painter, figures, pen, part_of(box, left, width), text, RIGHT)
        left += width + 3 * SPACE
    size = scaled(SMALL_PX)
    paint_icon_in(painter, box, left, KIND_ICONS[row.kind], ink, size)
    left += size + 2 * SPACE
    kind_width = scaled(86)
    kind = _(LINE_KIND_TITLES[row.kind])
    paint_text(painter, text_font("caption"), soft, part_of(box, left, kind_width), kind)
    left += kind_width + 2 * SPACE
    right = _paint_end(painter, box, row, theme)
    words = part_of(box, left, right - left)
    font = text_font("body")
    if row.marks:
        _paint_marks(painter, words, font, row, theme)
    paint_text(painter, font, ink, words, row.text)
    if row.voided:
        struck = min(words.width(), text_width(font, row.text))
        painter.fillRect(QRectF(left, box.center().y(), struck, 1), colour(ink))
    if row.later:
        painter.fillRect(box, faded(theme.surfaces.panel, 0.3))


def _paint_end(painter: QPainter, box: QRectF, row: LogRow, theme: Theme) -> float:
    """Paint number, whether it is saved and whether it was corrected; gives where the words must end."""
    soft, size = theme.ink_soft, scaled(SMALL_PX)
    figures = text_font("figure_s")
    right = box.right() - PAD
    width = text_width(figures, "#000000") + 1
    paint_text(painter, figures, soft, part_of(box, right - width, width), f"#{row.seq}", RIGHT)
    right -= width + SPACE + size
    saved = ("check", soft) if row.saved else ("triangle-alert", theme.tones.alarm.text)
    paint_icon_in(painter, box, right, *saved, size)
    if row.edited:
        right -= SPACE + size
        paint_icon_in(painter, box, right, "square-pen", soft, size)
    return right - 2 * SPACE


def _paint_marks(painter: QPainter, words: QRectF, font: QFont, row: LogRow, theme: Theme) -> None:
    """Mark what was searched for: by its ground, and by a line under it."""
    high = 0.72 * words.height()
    for first, last in row.marks:
        left = words.left() + text_width(font, row.text[:first])
        right = min(words.right(), words.left() + text_width(font, row.text[:last]))
        if left < right:
            ground = QRectF(left, words.center().y() - high / 2, right - left, high)
            painter.fillRect(ground, colour(theme.surfaces.selected))
            line = QRectF(left, ground.bottom() - RULE, right - left, RULE)
            painter.fillRect(line, colour(theme.tones.accent.text))
