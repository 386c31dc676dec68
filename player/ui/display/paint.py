"""Painting the second screen: few words, each as large as its place allows, read across a square in one glance.

All measures are parts of the height, so that a projector and a large screen show the same picture.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QPainter

from player.i18n import _
from player.ui.display.facts import EXERCISE, Facts
from player.ui.emergency.banner import paint_banner
from player.ui.theme import Theme, colour, paint_icon, text_font
from player.ui.widgets import SITUATION_ICONS, SITUATION_TONES, paint_box, paint_hatch
from player.ui.widgets.painted import text_width

_BANNER, _NAMES, _BELOW_NAMES, _CLOCK, _FOOT = 0.17, 0.20, 0.012, 0.44, 0.178
"""Where the height goes: LATIHAN, the names, room for their tails, the time, the situation."""

_PAD = 0.028
_BAR = 0.022
_ICON = 1.25
"""Edge of an icon beside a word, in heights of a capital."""

_CAPITAL = 0.698
"""Height of a capital of the fonts in use, in sizes of type."""

_COLON_LIFT = 0.09

_STATE_ICONS = {
    "ready": "circle-play",
    "held": "pause:solid",
    "low": "timer",
    "overtime": "octagon-alert",
    "ended": "flag",
    "normal": "",
}


def paint_display(painter: QPainter, box: QRectF, theme: Theme, facts: Facts) -> None:
    """Paint everything there is to say at a moment."""
    painter.fillRect(box, colour(theme.surfaces.panel))
    if facts.alarm:
        _paint_alarm(painter, box, theme, facts)
        return
    high, pad = box.height(), _PAD * box.height()
    across = QRectF(box.left(), box.top(), box.width(), _BANNER * high)
    _paint_exercise(painter, across, theme, facts)
    if facts.state == "idle":
        middle = box.adjusted(pad, across.height() + pad, -pad, -pad)
        _fit(painter, middle, theme.ink, facts.wall, role="figure_xl", most=0.3 * high)
        return
    names = QRectF(box.left() + pad, across.bottom(), box.width() - 2 * pad, _NAMES * high)
    top = names.bottom() + _BELOW_NAMES * high
    clock = QRectF(box.left() + pad, top, names.width(), _CLOCK * high)
    foot = QRectF(box.left() + pad, clock.bottom() + pad, names.width(), _FOOT * high - 2 * pad)
    if facts.situation is None:
        clock.setBottom(box.bottom() - pad)
    else:
        _paint_situation(painter, foot, theme, facts)
    _paint_names(painter, names, theme, facts)
    _paint_time(painter, clock, theme, facts)


def _paint_alarm(painter: QPainter, box: QRectF, theme: Theme, facts: Facts) -> None:
    """The words of a real emergency, and under them since when."""
    split = 0.72 * box.height()
    paint_banner(painter, box.adjusted(0, 0, 0, split - box.height()), theme, facts.alarm)
    pad = _PAD * box.height()
    lower = box.adjusted(pad, split + pad, -pad, -pad)
    half = QRectF(lower.left(), lower.top(), lower.width() / 2 - pad, lower.height())
    _fit(painter, half, theme.ink, facts.clock, role="figure_xl", most=0.15 * box.height(), side="left")
    texts = facts.since, facts.wall
    for place, text in enumerate(texts):
        line = QRectF(
            half.right() + 2 * pad, lower.top() + place * lower.height() / 2, half.width(), lower.height() / 2
        )
        _fit(painter, line, theme.ink, text, role="figure_l", most=0.07 * box.height(), side="right")


def _paint_exercise(painter: QPainter, box: QRectF, theme: Theme, facts: Facts) -> None:
    """LATIHAN over the whole width, between stripes, and the wall clock."""
    tone = theme.tones.exercise
    painter.fillRect(box, colour(tone.fill))
    stripe = 0.09 * box.height()
    paint_hatch(
        painter,
        QRectF(box.left(), box.bottom() - stripe, box.width(), stripe),
        tone.on_fill,
        step=2.4 * stripe,
        width=stripe,
    )
    pad = _PAD * box.height() / _BANNER
    inner = box.adjusted(pad, 0, -pad, -stripe)
    most = 0.66 * box.height()
    clock = "" if facts.state == "idle" else facts.wall
    part = 0.36 if clock else 0.0
    right = QRectF(inner.right() - part * inner.width(), inner.top(), part * inner.width(), inner.height())
    _fit(painter, right, tone.on_fill, clock, role="figure_l", most=0.48 * box.height(), side="right")
    word = inner.adjusted(0, 0, -right.width(), 0)
    _fit(painter, word, tone.on_fill, _(EXERCISE), role="figure_xl", most=most, side="left" if clock else "centre")


def _paint_names(painter: QPainter, box: QRectF, theme: Theme, facts: Facts) -> None:
    """The exercise, small, and its phase, large."""
    upper = QRectF(box.left(), box.top() + 0.08 * box.height(), box.width(), 0.32 * box.height())
    lower = QRectF(box.left(), upper.bottom(), box.width(), box.bottom() - upper.bottom())
    place_font = text_font("title", size_px=_size_of(0.20 * box.height()))
    room = text_width(place_font, facts.place)
    _fit(
        painter,
        upper.adjusted(upper.width() - room - 1, 0, 0, 0),
        theme.ink_soft,
        facts.place,
        role="title",
        most=0.20 * box.height(),
        side="right",
    )
    title = upper.adjusted(0, 0, -room - 0.3 * box.height() if facts.place else 0, 0)
    _fit(painter, title, theme.ink_soft, facts.title, role="title", most=0.20 * box.height(), side="left")
    _fit(painter, lower, theme.ink, facts.phase, role="heading", most=0.36 * box.height(), side="left")


def _paint_time(painter: QPainter, box: QRectF, theme: Theme, facts: Facts) -> None:
    """The time left, the largest of all, with what it means."""
    ground, ink = _look(theme, facts)
    if ground:
        paint_box(painter, box, ground, ink, line_px=0.006 * box.height())
    pad = 0.05 * box.height()
    inner = box.adjusted(pad, pad, -pad, -pad)
    is_word_first = facts.state in {"held", "ended"}
    line_high = (0.36 if is_word_first else 0.17) * inner.height()
    line = QRectF(inner.left(), inner.bottom() - line_high, inner.width(), line_high)
    figures = inner.adjusted(0, 0, 0, -line_high - pad)
    if facts.state in {"normal", "low", "overtime", "held"}:
        bar = QRectF(inner.left(), line.top() - pad, inner.width(), max(4.0, 2 * _BAR * inner.height()))
        _paint_bar(painter, bar, ink, facts)
        figures.setBottom(bar.top() - pad)
    _fit(painter, figures, ink, facts.clock, role="figure_xl", most=figures.height())
    _worded(
        painter,
        line,
        ink,
        _STATE_ICONS.get(facts.state, ""),
        facts.word,
        most=(0.74 if is_word_first else 0.62) * line_high,
    )


def _look(theme: Theme, facts: Facts) -> tuple[str, str]:
    """Ground and ink of the time; an empty ground is that of the screen."""
    tones = theme.tones
    if facts.state == "held":
        return theme.ink, theme.surfaces.panel  # the other way round: nothing moves, and that is seen from afar
    if facts.overtime:
        return tones.alarm.fill, tones.alarm.on_fill
    if facts.state == "low":
        return tones.warn.fill, tones.warn.on_fill
    return "", theme.ink


def _paint_bar(painter: QPainter, box: QRectF, ink: str, facts: Facts) -> None:
    paint_box(painter, box, None, ink, line_px=max(1.0, 0.12 * box.height()))
    if facts.overtime:
        paint_hatch(painter, box, ink, step=1.6 * box.height(), width=0.5 * box.height())
    else:
        paint_box(
            painter, QRectF(box.left(), box.top(), box.width() * facts.part_left / 1000, box.height()), ink, radius=2
        )


def _paint_situation(painter: QPainter, box: QRectF, theme: Theme, facts: Facts) -> None:
    """The colour of the situation over the whole width, with its shape and its word."""
    if facts.situation is None:
        return
    tone = theme.tone(SITUATION_TONES[facts.situation])
    paint_box(painter, box, tone.fill, tone.text, line_px=max(2.0, 0.02 * box.height()))
    pad = 0.2 * box.height()
    small = QRectF(box.left() + pad, box.top(), 0.3 * box.width(), box.height())
    _fit(painter, small, tone.on_fill, _("Situation"), role="title", most=0.3 * box.height(), side="left")
    middle = QRectF(box.left(), box.top(), box.width(), box.height())
    icon = SITUATION_ICONS[facts.situation]
    _worded(painter, middle, tone.on_fill, icon, facts.situation_word, most=0.56 * box.height())


def _worded(painter: QPainter, box: QRectF, ink: str, icon: str, word: str, *, most: float) -> None:
    """A word with its icon before it, in the middle of a box."""
    capital = min(most, _capital_for("figure_xl", word, 0.8 * box.width()))
    font = text_font("figure_xl", size_px=_size_of(capital))
    edge = round(_ICON * capital) if icon else 0
    gap = 0.5 * capital if icon else 0.0
    left = box.center().x() - (text_width(font, word) + edge + gap) / 2
    if icon:
        paint_icon(painter, icon, ink, left, box.center().y() - edge / 2, edge)
    painter.setFont(font)
    painter.setPen(colour(ink))
    painter.drawText(round(left + edge + gap), round(box.center().y() + capital / 2), word)


def _fit(painter: QPainter, box: QRectF, ink: str, text: str, *, role: str, most: float, side: str = "centre") -> None:
    """Write one line with capitals as high as ``most``, lower where the box is too narrow."""
    if not text or box.width() <= 1:
        return
    capital = min(most, box.height(), _capital_for(role, text, box.width()))
    font = text_font(role, size_px=_size_of(capital))
    spare = box.width() - text_width(font, text)
    left = box.left() + {"left": 0.0, "right": spare, "centre": spare / 2}[side]
    base = round(box.center().y() + capital / 2)
    painter.setFont(font)
    painter.setPen(colour(ink))
    if role != "figure_xl" or ":" not in text:
        painter.drawText(round(left), base, text)
        return
    metrics = QFontMetricsF(font)
    for sign in text:
        painter.drawText(round(left), round(base - (capital * _COLON_LIFT if sign == ":" else 0)), sign)
        left += metrics.horizontalAdvance(sign)


def _size_of(capital: float) -> float:
    return max(6.0, capital / _CAPITAL)


@lru_cache(maxsize=128)
def _capital_for(role: str, text: str, width: float) -> float:
    """The largest height of capitals with which a line is no wider than this."""
    return width / max(1.0, text_width(text_font(role, size_px=100), text)) * 100 * _CAPITAL
