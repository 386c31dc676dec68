"""How sure a finding is as a shape, and the button of the band that says how many wait for an answer."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QRectF, QSize, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from player.i18n import _, ngettext
from player.model.rules import CERTAINTY_TITLES, Certainty
from player.ui.instrument.finding_words import count_text, open_findings
from player.ui.theme import RULE, SPACE, Tone, scaled, text_font
from player.ui.views import DrillView
from player.ui.widgets import paint_box, paint_mark, paint_text
from player.ui.widgets.buttons import KitButton
from player.ui.widgets.marks import StatusLook
from player.ui.widgets.painted import text_width

CERTAINTY_LOOKS: Mapping[Certainty, StatusLook] = {
    Certainty.HIGH: StatusLook("octagon", "alert", "warn", CERTAINTY_TITLES[Certainty.HIGH]),
    Certainty.MEDIUM: StatusLook("diamond", "", "neutral", CERTAINTY_TITLES[Certainty.MEDIUM], hollow=True),
}
"""Shape of each certainty, so that it is never told by colour alone."""

_MARK_PX = 24
_HEIGHT_PX = 40


class FindingsBadge(KitButton):
    """How many findings wait for an answer, large enough to be read from across the table. Hidden while none does.

    One of high certainty among them gives it another shape, another word and a solid ground.
    """

    def __init__(self, view: DrillView) -> None:
        super().__init__()
        self._view = view
        self._count = self._sure = -1
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.restyle()
        view.judged.connect(self.refresh)
        self.refresh()

    @property
    def count(self) -> int:
        """How many wait for an answer."""
        return self._count

    @property
    def sure_count(self) -> int:
        """How many of them are of high certainty."""
        return self._sure

    def refresh(self) -> None:
        """Count them."""
        waiting = open_findings(self._view.findings, self._view.final_state)
        sure = sum(finding.certainty is Certainty.HIGH for finding in waiting)
        if (len(waiting), sure) == (self._count, self._sure):
            return
        self._count, self._sure = len(waiting), sure
        self.show_if_any()
        words = f"{count_text(self._count)}, {self._words}, {_('not answered')}"
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.updateGeometry()
        self.update()

    def show_if_any(self) -> None:
        """Show it where one waits. Before it has its place it stays hidden, or it would be a window of its own."""
        self.setVisible(self._count > 0 and self.parent() is not None)

    def restyle(self) -> None:
        """Take fonts anew."""
        self._head_font, self._words_font = text_font("banner"), text_font("caption")

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for shape, number and words."""
        words = max(text_width(self._head_font, self._head), text_width(self._words_font, self._words))
        return QSize(round(scaled(_MARK_PX) + 6 * SPACE + words) + 2, scaled(_HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint it."""
        theme, painter, box = self.theme, QPainter(self), self.rect().toRectF()
        over = self.underMouse() or self.isDown()
        if self._sure:
            look, tone = CERTAINTY_LOOKS[Certainty.HIGH], theme.tones.warn
            ground, ink, edge = tone.fill, tone.on_fill, theme.on_band if over else tone.fill
            sign = Tone(text=ink, fill=ink, on_fill=ground, soft=ground)  # on its own colour it would not be seen
        else:
            look, tone = CERTAINTY_LOOKS[Certainty.MEDIUM], theme.tones.neutral
            ground, ink, edge = tone.soft, tone.text, theme.on_band if over else theme.edge
            sign = tone
        paint_box(painter, box, ground, edge, line_px=RULE if over else 1)
        size = scaled(_MARK_PX)
        mark = QRectF(2 * SPACE, round(box.center().y() - size / 2), size, size)
        paint_mark(painter, mark, look, sign)
        left = mark.right() + 2 * SPACE
        upper = QFontMetrics(self._head_font).height() - 2
        lower = QFontMetrics(self._words_font).height()
        top = (box.height() - upper - lower) / 2
        room = box.right() - SPACE - left
        paint_text(painter, self._head_font, ink, QRectF(left, top, room, upper), self.words_at(self.width()))
        paint_text(painter, self._words_font, ink, QRectF(left, top + upper, room, lower), self._words)
        if self.shows_focus:
            paint_box(painter, box, None, theme.focus, line_px=RULE + 1)

    def words_at(self, width: int) -> str:
        """What stands large on it at this width in px: where the whole has no room, the number alone."""
        room = width - scaled(_MARK_PX) - 5 * SPACE
        return self._head if text_width(self._head_font, self._head) <= room else str(self._count)

    @property
    def _head(self) -> str:
        return _("Findings {n}").format(n=self._count)

    @property
    def _words(self) -> str:
        if not self._sure:
            return _(CERTAINTY_TITLES[Certainty.MEDIUM])
        if self._sure == self._count:
            return _(CERTAINTY_TITLES[Certainty.HIGH])
        return ngettext("{n} of high certainty", "{n} of high certainty", self._sure).format(n=self._sure)


class FindingsWatch(QObject):
    """Tells of each finding of high certainty once, when it is first found in a drill under way.

    Signals:
        found: the sentence of it.
    """

    found = Signal(str)

    def __init__(self, view: DrillView, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._known = {finding.key for finding in view.findings}
        if view.live:  # in a saved session they are only worked out later
            view.judged.connect(self._look)

    def _look(self) -> None:
        fresh = [finding for finding in self._view.findings if finding.key not in self._known]
        self._known.update(finding.key for finding in fresh)
        sure = [finding for finding in fresh if finding.certainty is Certainty.HIGH]
        if sure:
            last = sure[-1]
            self.found.emit(_("New finding {rule}: {text}.").format(rule=last.rule, text=last.message))
