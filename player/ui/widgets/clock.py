"""The big countdown."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from player.i18n import N_, _
from player.model.times import MINUTE_MS, clock_text, countdown_text
from player.ui.theme import MEDIUM_PX, PAD, SMALL_PX, SPACE, Theme, colour, scaled, text_font
from player.ui.widgets.painted import (
    LEFT,
    RIGHT,
    Painted,
    paint_box,
    paint_hatch,
    paint_icon_in,
    paint_text,
    text_width,
)

LOW_BELOW_MS = MINUTE_MS
"""Time left under which the clock warns."""

STANDING = {"ready": ("circle-play", N_("ready")), "held": ("pause", N_("on hold")), "ended": ("flag", N_("ended"))}
"""Icon and word for each reason that time stands still."""

_BAR_PX = 8
_COLON_LIFT = 0.09
"""How far the colon is raised, in heights of a figure, to stand at the middle of the figures."""

_COMPACT_BELOW = 150
"""Height in px under which the words give way to the figures."""

_BARE_BELOW = 70
"""Height in px under which the figures stand alone, with the bar under them."""

_FILL = 0.9
"""Part of the height the figures may take."""

_NO_TIME = "––:––"


class ClockLook(NamedTuple):
    """How a state of the clock is drawn."""

    ground: str
    ink: str
    soft: str
    icon: str
    word: str


class BigClock(Painted):
    """Time left of a phase, in figures as large as their box allows.

    Under a minute the whole clock turns to the tone *warn*; past the end it counts up with a plus sign, an icon and
    the word, in the tone *alarm*. On hold it says so and loses its weight.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left_ms: int | None = None
        self._total_ms = 0
        self._standing = ""
        self._note = ""
        self._shown: tuple[object, ...] = ()
        self._fitted: dict[tuple[str, float, float], QFont] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.restyle()

    def set_time(self, left_ms: int | None, total_ms: int = 0, *, standing: str = "") -> None:
        """Show the time left.

        Args:
            left_ms: time left, negative in overtime, None when nothing runs.
            total_ms: planned length, for the bar under the figures; 0 for no bar.
            standing: why time stands still, one of `STANDING`; empty while it runs.
        """
        self._left_ms, self._total_ms, self._standing = left_ms, total_ms, standing
        self._refresh()

    def set_note(self, note: str) -> None:
        """A few words at the right under the figures, e.g. the planned length."""
        self._note = note
        self._refresh()

    @property
    def text(self) -> str:
        """The figures as shown."""
        if self._left_ms is None:
            return _NO_TIME
        return f"+{clock_text(-self._left_ms)}" if self._left_ms < 0 else countdown_text(self._left_ms)

    @property
    def state(self) -> str:
        """``idle``, ``standing``, ``normal``, ``low`` or ``overtime``; on hold, overtime still shows as overtime."""
        if self._left_ms is None:
            return "idle"
        if self._left_ms < 0:
            return "overtime"
        if self._standing:
            return "standing"
        return "low" if self._left_ms < LOW_BELOW_MS else "normal"

    def restyle(self) -> None:
        """Take fonts anew."""
        self._compact = self.height() < scaled(_COMPACT_BELOW)
        self._word_font = text_font("strong" if self._compact else "title")
        self._note_font = text_font("figure_s" if self._compact else "figure_m")
        self._fitted.clear()

    def sizeHint(self) -> QSize:  # noqa: N802
        """A good size beside other panels."""
        return QSize(scaled(320), scaled(168))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The least that can be read at arm's length."""
        return QSize(scaled(140), scaled(84))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit the figures anew."""
        self.restyle()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint figures, word and bar."""
        look = self.look(self.theme)
        painter = QPainter(self)
        box = self.rect().toRectF()
        if self.state in ("low", "overtime"):
            paint_box(painter, box, look.ground)
        figures, line, bar = self._areas(box)
        self._paint_figures(painter, figures, look.ink)
        if not self._is_bare:
            self._paint_line(painter, line, look)
        if self._total_ms > 0:
            self.paint_bar(painter, bar, look)

    @property
    def _is_bare(self) -> bool:
        return self.height() < scaled(_BARE_BELOW)

    def _refresh(self) -> None:
        bar = round(self.width() * self._part_left) if self._total_ms > 0 else -1
        shown = (self.text, self.state, self._standing, self._note, bar)
        if shown != self._shown:
            self._shown = shown
            self.setAccessibleName(" ".join(filter(None, (self.text, self.look(self.theme).word, self._note))))
            self.update()

    @property
    def _part_left(self) -> float:
        return min(1.0, max(0.0, (self._left_ms or 0) / self._total_ms))

    def look(self, theme: Theme) -> ClockLook:
        """How it is drawn in its present state."""
        tones, panel = theme.tones, theme.surfaces.panel
        icon, word = STANDING.get(self._standing, ("", ""))
        word = _(word) if word else ""
        match self.state:
            case "overtime":
                alarm = tones.alarm
                both = f"{_('over time')} · {word}" if word else _("over time")
                return ClockLook(alarm.fill, alarm.on_fill, alarm.on_fill, icon or "octagon-alert", both)
            case "low":
                return ClockLook(tones.warn.fill, tones.warn.on_fill, tones.warn.on_fill, "timer", _("ends soon"))
            case "standing":
                return ClockLook(panel, theme.ink_soft, theme.ink_soft, icon, word)
            case "idle":
                return ClockLook(panel, theme.ink_soft, theme.ink_soft, "", "")
            case _:
                return ClockLook(panel, theme.ink, theme.ink_soft, "", _("time left"))

    def _areas(self, box: QRectF) -> tuple[QRectF, QRectF, QRectF]:
        pad, gap = (1.5 * SPACE, SPACE / 2) if self._compact else (PAD, 2 * SPACE)
        inner = box.adjusted(PAD, pad, -PAD, -pad)
        bar = QRectF(inner.left(), inner.bottom() - _BAR_PX, inner.width(), _BAR_PX)
        bottom = bar.top() - gap if self._total_ms > 0 else inner.bottom()
        line_height = 0.0 if self._is_bare else QFontMetricsF(self._word_font).height()
        line = QRectF(inner.left(), bottom - line_height, inner.width(), line_height)
        return QRectF(inner.left(), inner.top(), inner.width(), line.top() - SPACE - inner.top()), line, bar

    def _paint_figures(self, painter: QPainter, box: QRectF, ink: str) -> None:
        text = self.text
        font = self._font_for(text, box)
        metrics = QFontMetricsF(font)
        height = metrics.capHeight()
        left = box.left() + (box.width() - metrics.horizontalAdvance(text)) / 2
        base = box.top() + (box.height() + height) / 2
        painter.setFont(font)
        painter.setPen(colour(ink))
        for sign in text:
            painter.drawText(int(left), int(base - (height * _COLON_LIFT if sign == ":" else 0)), sign)
            left += metrics.horizontalAdvance(sign)

    def _font_for(self, text: str, box: QRectF) -> QFont:
        fit = "".join("0" if sign.isdigit() else sign for sign in text), box.width(), box.height()
        font = self._fitted.get(fit)
        if font is None:
            metrics = QFontMetricsF(text_font("figure_xl", size_px=100))
            by_width = box.width() / max(1.0, metrics.horizontalAdvance(text))
            by_height = _FILL * box.height() / max(1.0, metrics.capHeight())
            font = text_font("figure_xl", size_px=max(8.0, 100 * min(by_width, by_height)))
            self._fitted[fit] = font
        return font

    def _paint_line(self, painter: QPainter, box: QRectF, look: ClockLook) -> None:
        left = box.left()
        if look.icon:
            size = scaled(SMALL_PX if self._compact else MEDIUM_PX)
            paint_icon_in(painter, box, left, look.icon, look.ink, size)
            left += size + 2 * SPACE
        note_width = text_width(self._note_font, self._note)
        paint_text(painter, self._note_font, look.soft, box, self._note, RIGHT)
        ink = look.ink if look.icon else look.soft
        room = QRectF(left, box.top(), box.right() - note_width - 2 * SPACE - left, box.height())
        if look.icon and room.width() < text_width(self._word_font, look.word) / 2:
            return  # the icon says it
        if look.icon or room.width() >= text_width(self._word_font, look.word):
            paint_text(painter, self._word_font, ink, room, look.word, LEFT)

    def paint_bar(self, painter: QPainter, box: QRectF, look: ClockLook) -> None:
        """Paint what is left as a bar; over time it is hatched."""
        paint_box(painter, box, None, look.soft, radius=2)
        if self.state == "overtime":
            paint_hatch(painter, box, look.ink)
            return
        part = QRectF(box.left(), box.top(), box.width() * self._part_left, box.height())
        paint_box(painter, part, look.ink, radius=2)
