"""The column at the right of the instrument: its panels, each under a tab of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from player.i18n import N_, _
from player.ui.actions import ActionTable
from player.ui.instrument.explanation import ExplainPanel
from player.ui.instrument.finding_words import open_findings
from player.ui.instrument.findings import FindingsPanel
from player.ui.instrument.measures import MeasuresPanel
from player.ui.run.panel import DrillPanel
from player.ui.theme import RADIUS, RULE, SPACE, STRIP_HEIGHT, colour, scaled, text_font
from player.ui.views import DrillView
from player.ui.widgets import Painted, paint_box, paint_text
from player.ui.widgets.buttons import KitButton
from player.ui.widgets.painted import CENTRE, text_width


class PanelKind(NamedTuple):
    """A panel of the column: stable name, translatable title, and what makes it."""

    name: str
    title: str
    make: Callable[[DrillView, ActionTable], DrillPanel]


PANELS: tuple[PanelKind, ...] = (
    PanelKind("findings", N_("Findings"), FindingsPanel),
    PanelKind("explain", N_("Explanation"), ExplainPanel),
    PanelKind("measures", N_("Measures"), MeasuresPanel),
)
"""Every panel, in the order of its tab. To add one: its module, and its line here."""


_TABS_ACROSS = 4
_GAP_PX = 3


class PanelTab(KitButton):
    """The tab of a panel, with how much in it waits."""

    def __init__(self, kind: PanelKind) -> None:
        super().__init__()
        self.kind = kind
        self.count = 0
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Show how much waits; nothing for 0."""
        self.count = count
        title = _(self.kind.title)
        self.setAccessibleName(f"{title} {count}" if count else title)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for title and number."""
        width = text_width(text_font("strong"), self.accessibleName()) + 6 * SPACE
        return QSize(round(width), scaled(STRIP_HEIGHT + 4))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The title may be cut."""
        return QSize(scaled(56), scaled(STRIP_HEIGHT + 4))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint it; the one shown has a bar over it and stands on the ground of what it shows."""
        theme, painter, box = self.theme, QPainter(self), self.rect().toRectF()
        shown = self.isChecked()
        if shown:
            painter.fillRect(box, colour(theme.surfaces.panel))
            painter.fillRect(QRectF(0, 0, box.width(), 3), colour(theme.tones.accent.fill))
        elif self.underMouse():
            painter.fillRect(box, colour(theme.surfaces.hover))
        title, number = _(self.kind.title), str(self.count) if self.count else ""
        strong, figures = text_font("strong"), text_font("figure_s")
        words = text_width(strong, title)
        room = text_width(figures, number) + 2 * SPACE + _GAP_PX if number else 0.0
        left = box.left() + max(float(SPACE), (box.width() - words - room) / 2)
        ink = theme.ink if shown else theme.ink_soft
        place = QRectF(left, 1, min(words + 1, box.right() - _GAP_PX - room - left), box.height())
        paint_text(painter, strong, ink, place, title)
        if number:
            height = scaled(18)
            sign = QRectF(place.right() + _GAP_PX, (box.height() - height) / 2 + 1, room - _GAP_PX, height)
            paint_box(painter, sign, theme.tones.warn.fill, theme.tones.warn.text, radius=height / 2)
            paint_text(painter, figures, theme.tones.warn.on_fill, sign, number, CENTRE)
        if self.shows_focus:
            paint_box(painter, box, None, theme.focus, line_px=RULE + 1)


class PanelColumn(Painted):
    """The panels, one of them shown; where there are many, their tabs stand in two rows.

    Args:
        kinds: the panels.

    Signals:
        shown: another one is shown (its name).
    """

    shown = Signal(str)

    def __init__(self, view: DrillView, actions: ActionTable, kinds: Sequence[PanelKind] = PANELS) -> None:
        super().__init__()
        self.view = view
        self.panels = {kind.name: kind.make(view, actions) for kind in kinds}
        self.tabs = {kind.name: PanelTab(kind) for kind in kinds}
        self._stack = QStackedWidget()
        self._strip = QWidget()
        across = len(kinds) if len(kinds) <= _TABS_ACROSS else -(-len(kinds) // 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 0)
        whole.setSpacing(0)
        whole.addWidget(self._strip)
        whole.addWidget(self._stack, 1)
        strip = QGridLayout(self._strip)
        strip.setContentsMargins(1, 0, 1, 0)
        strip.setSpacing(0)
        for place, (name, tab) in enumerate(self.tabs.items()):
            tab.clicked.connect(lambda _checked=False, name=name: self.show_panel(name))
            strip.addWidget(tab, *divmod(place, across))
        for panel in self.panels.values():
            self._stack.addWidget(panel)
        self.name = kinds[0].name
        view.judged.connect(self._count)
        (view.changed if view.live else view.grown).connect(self._count)
        self.show_panel(self.name)
        self._count()

    def show_panel(self, name: str) -> None:
        """Show the panel of this name."""
        if name not in self.panels:
            return
        changed, self.name = name != self.name, name
        self._stack.setCurrentWidget(self.panels[name])
        for other, tab in self.tabs.items():
            tab.setChecked(other == name)
        if changed:
            self.shown.emit(name)

    def show_next(self) -> None:
        """Show the panel after the one shown, after the last the first."""
        names = list(self.panels)
        self.show_panel(names[(names.index(self.name) + 1) % len(names)])

    @property
    def findings(self) -> FindingsPanel:
        """The panel of findings."""
        panel = self.panels["findings"]
        assert isinstance(panel, FindingsPanel)
        return panel

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint the ground of the tabs."""
        theme, painter = self.theme, QPainter(self)
        box = QRectF(0, 0, self.width(), self._strip.height() + 4)
        paint_box(painter, box, theme.surfaces.strip, theme.line, radius=RADIUS)

    def _count(self) -> None:
        """Say on each tab how much waits there."""
        waiting = {name: int(getattr(panel, "waiting", 0)) for name, panel in self.panels.items()}
        waiting["findings"] = len(open_findings(self.view.findings, self.view.final_state))
        for name, tab in self.tabs.items():
            if waiting[name] != tab.count:
                tab.show_count(waiting[name])
