"""Large buttons to choose by: each with its key, its words, and a mark when it is the one chosen."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from player.i18n import _
from player.ui.theme import RULE, SMALL_PX, SPACE, scaled
from player.ui.widgets import KeyCap, Label, paint_box, paint_icon_in
from player.ui.widgets.buttons import KitButton

_LEAST_PX = 34


class ChoiceButton(KitButton):
    """One of several to choose from.

    Args:
        key: the key printed on it, or empty.
        title: what it is.
        about: more about it, beneath; may change.
        note: a word at its right end; may change.
        about_lines: lines for that; 0: the title may break into lines instead.
    """

    def __init__(self, key: str, title: str, about: str = "", *, note: str = "", about_lines: int = 1) -> None:
        super().__init__()
        self._key, self._title, self._chosen = key, title, False
        self._words = Label(title, "strong", wrap=about_lines == 0)
        self._about = Label(about, "small", "soft", wrap=about_lines > 1)
        self._note = Label(note, "small", "soft")
        self._about.setVisible(bool(about_lines))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self._words)
        if about_lines:
            lines.addWidget(self._about)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE + scaled(SMALL_PX) + SPACE, SPACE)
        whole.setSpacing(2 * SPACE)
        self._cap = KeyCap(key, self)
        keeps = self._cap.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self._cap.setSizePolicy(keeps)
        if key:
            whole.addWidget(self._cap)
        else:
            self._cap.hide()
        whole.addLayout(lines, 1)
        whole.addWidget(self._note)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(about_lines != 1)
        self.setSizePolicy(policy)
        self.setMinimumHeight(scaled(_LEAST_PX))
        self._name()

    @property
    def is_chosen(self) -> bool:
        """Whether it is the one chosen."""
        return self._chosen

    @property
    def has_key(self) -> bool:
        """Whether its key chooses it now."""
        return bool(self._key) and not self._cap.isHidden()

    def use_key(self, on: bool) -> None:  # noqa: FBT001
        """Show its key, or not while that key means something else; its words stay where they are."""
        if self._key and on != self.has_key:
            self._cap.setVisible(on)
            self._name()

    def show_as(self, about: str, note: str = "", *, alarm: bool = False) -> None:
        """Say something else beneath and at the right end; ``alarm``: the note warns."""
        self._about.setText(about)
        self._note.setText(note)
        self._note.set_tone("alarm" if alarm else "soft")
        self._note.setMinimumWidth(self._note.sizeHint().width() if note else 0)
        self._name()
        self._fit()

    def set_chosen(self, chosen: bool) -> None:  # noqa: FBT001
        """Show whether it is the one chosen."""
        if chosen != self._chosen:
            self._chosen = chosen
            self._name()
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for its words."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else QSize()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Be as high as the words need at this width."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint ground, outline and mark under the words."""
        theme, painter, box = self.theme, QPainter(self), self.rect().toRectF()
        surfaces, accent = theme.surfaces, theme.tones.accent
        over = self.isEnabled() and (self.underMouse() or self.isDown())
        ground = surfaces.selected if self._chosen or self.isDown() else surfaces.hover if over else surfaces.panel
        if not self.isEnabled():
            paint_box(painter, box, surfaces.sunken, theme.edge, dashed=True)
        elif self._chosen:
            paint_box(painter, box, ground, accent.text, line_px=RULE)
        else:
            paint_box(painter, box, ground, theme.edge)
        if self._chosen:
            mark = scaled(SMALL_PX)
            paint_icon_in(painter, box, box.right() - 2 * SPACE - mark, "circle-check", accent.text, mark)
        if self.shows_focus:
            paint_box(painter, box, None, theme.focus, line_px=RULE + 1)

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            self.setMinimumHeight(max(scaled(_LEAST_PX), layout.totalHeightForWidth(self.width())))

    def _name(self) -> None:
        chosen = _("chosen") if self._chosen else ""
        said = (self._key if self.has_key else "", self._title, self._about.text(), self._note.text(), chosen)
        self.setAccessibleName(" ".join(filter(None, said)))
