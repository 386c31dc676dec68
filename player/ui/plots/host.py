"""The plots as the window holds them: a quiet panel at once, the plots as soon as they could be fetched.

numpy and pyqtgraph take longer to import than the whole window takes to open. So they are imported in a thread, which
starts when the panel has been painted for the first time; what the window says to the plots until then is kept and
said again.
"""

from __future__ import annotations

import gc
import importlib
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

import player.ui.plots as plots_package
from player.i18n import _
from player.ui.background import Background
from player.ui.plots.places import GUTTER_PX, LEAST_PX, WISHED_PX, Places, lane_edges
from player.ui.plots.scale import reach_ms
from player.ui.theme import PAD, RADIUS, colour, scaled, text_font, text_scale
from player.ui.widgets.painted import CENTRE, LEFT, Painted, paint_box, paint_text

if TYPE_CHECKING:
    from player.ui.plots.course import Columns
    from player.ui.plots.crosshair import Explainer, UnitReader
    from player.ui.plots.drill_plots import DrillPlots
    from player.ui.plots.marks import FindingMark, OverrideMark


class PlotHost(QWidget):
    """The two plots of a drill, with the methods of `DrillPlots`, usable before they are there.

    Args:
        background: where the import goes.
    """

    scrubbed = Signal(int)
    """The moment of exercise time, in ms, that the user has moved to."""

    range_changed = Signal(int, int)
    """The axis now runs from here to there, in ms of exercise time."""

    pointed = Signal(int)
    """As `DrillPlots.pointed`."""

    finding_picked = Signal(str)
    """As `DrillPlots.finding_picked`."""

    selecting = Signal(int, int)
    """As `DrillPlots.selecting`."""

    selected = Signal(int, int)
    """As `DrillPlots.selected`."""

    ready = Signal()
    """The plots have taken the place of the quiet panel."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._plots: DrillPlots | None = None
        self._kept: list[Callable[[DrillPlots], None]] = []
        self._started = False
        self._gutter_px = GUTTER_PX
        self._waiting = PlotsPlaceholder()
        self._waiting.painted.connect(self.start, Qt.ConnectionType.QueuedConnection)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._waiting)

    def start(self) -> None:
        """Fetch the plots now; without this it happens after the first painting."""
        if not self._started:
            self._started = True
            self._background.run(_import_plots, self._swap_in, self._give_up)

    def another(self) -> PlotHost:
        """Another one, whose plots come in the same way; at once, where nothing has to be imported any more."""
        host = PlotHost(self._background)
        if hasattr(plots_package, "drill_plots"):  # a package has a module when that has been imported to its end
            host.load_now()
        return host

    def load_now(self) -> None:
        """Have the plots before this returns, for a picture without an event loop.

        Raises:
            ImportError: pyqtgraph or numpy is missing.
        """
        self._started = True
        self._swap_in(_import_plots())

    @property
    def background(self) -> Background:
        """Where slow work for the plots goes."""
        return self._background

    @property
    def plots(self) -> DrillPlots | None:
        """The plots, as soon as they are there."""
        return self._plots

    @property
    def time_range_ms(self) -> tuple[int, int]:
        """As `DrillPlots.time_range_ms`; until the plots are there, an axis of the least length."""
        return (0, reach_ms(0, 0)) if self._plots is None else self._plots.time_range_ms

    @property
    def lane_edges(self) -> tuple[float, float]:
        """As `DrillPlots.lane_edges`; good at any time."""
        return lane_edges(text_scale(), self._gutter_px)

    @property
    def whole_range_ms(self) -> tuple[int, int]:
        """As `DrillPlots.whole_range_ms`; until the plots are there, an axis of the least length."""
        return (0, reach_ms(0, 0)) if self._plots is None else self._plots.whole_range_ms

    def look_at(self, start_ms: int, end_ms: int) -> None:
        """As `DrillPlots.look_at`."""
        self._say(lambda plots: plots.look_at(start_ms, end_ms))

    def point_at(self, at_ms: int | None) -> None:
        """As `DrillPlots.point_at`."""
        if self._plots is not None:
            self._plots.point_at(at_ms)

    def set_gutter(self, gutter_px: float) -> None:
        """As `DrillPlots.set_gutter`."""
        self._gutter_px = gutter_px
        if self._plots is None:
            self._waiting.gutter_px = gutter_px
        self._say(lambda plots: plots.set_gutter(gutter_px))

    def set_plan(self, columns: Columns) -> None:
        """As `DrillPlots.set_plan`."""
        self._say(lambda plots: plots.set_plan(columns))

    def set_realigned(self, pieces: Iterable[Columns]) -> None:
        """As `DrillPlots.set_realigned`."""
        kept = list(pieces)
        self._say(lambda plots: plots.set_realigned(kept))

    def set_course(self, columns: Columns) -> None:
        """As `DrillPlots.set_course`."""
        self._say(lambda plots: plots.set_course(columns))

    def append_rows(self, columns: Columns) -> None:
        """As `DrillPlots.append_rows`."""
        self._say(lambda plots: plots.append_rows(columns))

    def set_now(self, now_ms: int) -> None:
        """As `DrillPlots.set_now`."""
        self._say(lambda plots: plots.set_now(now_ms))

    def set_phases(self, phases: Iterable[tuple[int, str]]) -> None:
        """As `DrillPlots.set_phases`."""
        kept = list(phases)
        self._say(lambda plots: plots.set_phases(kept))

    def set_marks(self, marks: Iterable[tuple[int, str, str]]) -> None:
        """As `DrillPlots.set_marks`."""
        kept = list(marks)
        self._say(lambda plots: plots.set_marks(kept))

    def set_findings(self, marks: Iterable[FindingMark]) -> None:
        """As `DrillPlots.set_findings`."""
        kept = list(marks)
        self._say(lambda plots: plots.set_findings(kept))

    def set_finding_lane(self, on: bool) -> None:  # noqa: FBT001  # a setter as Qt has them
        """As `DrillPlots.set_finding_lane`."""
        self._say(lambda plots: plots.set_finding_lane(on))

    def set_overrides(self, marks: Iterable[OverrideMark]) -> None:
        """As `DrillPlots.set_overrides`."""
        kept = list(marks)
        self._say(lambda plots: plots.set_overrides(kept))

    def set_available(self, persons: int) -> None:
        """As `DrillPlots.set_available`."""
        self._say(lambda plots: plots.set_available(persons))

    def set_readers(self, explain: Explainer | None, units: UnitReader | None) -> None:
        """As `DrillPlots.set_readers`."""
        self._say(lambda plots: plots.set_readers(explain, units))

    def set_range(self, start_ms: int, end_ms: int) -> None:
        """As `DrillPlots.set_range`."""
        self._say(lambda plots: plots.set_range(start_ms, end_ms))

    def follow(self, planned_ms: int) -> None:
        """As `DrillPlots.follow`."""
        self._say(lambda plots: plots.follow(planned_ms))

    def set_scrubbing(self, on: bool) -> None:  # noqa: FBT001  # a setter as Qt has them
        """As `DrillPlots.set_scrubbing`."""
        self._say(lambda plots: plots.set_scrubbing(on))

    def set_selecting(self, on: bool) -> None:  # noqa: FBT001  # a setter as Qt has them
        """As `DrillPlots.set_selecting`."""
        self._say(lambda plots: plots.set_selecting(on))

    def show_selection(self, from_ms: int, to_ms: int) -> None:
        """As `DrillPlots.show_selection`."""
        self._say(lambda plots: plots.show_selection(from_ms, to_ms))

    def retranslate(self) -> None:
        """As `DrillPlots.retranslate`."""
        self._waiting_update()
        self._say(lambda plots: plots.retranslate())

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt
        """The size of the plots to come."""
        return QSize(*(scaled(px) for px in WISHED_PX))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt
        """The least size of the plots to come."""
        return QSize(*(scaled(px) for px in LEAST_PX))

    def _waiting_update(self) -> None:
        if self._plots is None:
            self._waiting.update()

    def _say(self, say: Callable[[DrillPlots], None]) -> None:
        if self._plots is not None:
            say(self._plots)
        elif self._waiting.problem is None:
            self._kept.append(say)

    def _swap_in(self, plots_class: type[DrillPlots]) -> None:
        if not isValid(self) or self._plots is not None:
            return
        plots = plots_class()
        for say in self._kept:
            say(plots)
        self._kept.clear()
        plots.scrubbed.connect(self.scrubbed)
        plots.range_changed.connect(self.range_changed)
        plots.pointed.connect(self.pointed)
        plots.finding_picked.connect(self.finding_picked)
        plots.selecting.connect(self.selecting)
        plots.selected.connect(self.selected)
        layout = self.layout()
        assert layout is not None
        layout.replaceWidget(self._waiting, plots)
        self._waiting.hide()
        self._waiting.deleteLater()
        self._plots = plots
        self.range_changed.emit(*plots.time_range_ms)
        self.ready.emit()

    def _give_up(self, error: Exception) -> None:
        if isValid(self):
            self._kept.clear()
            self._waiting.show_problem(_("The plots cannot be shown: {problem}").format(problem=error))


class PlotsPlaceholder(Painted):
    """The panels of the plots with nothing in them yet."""

    painted = Signal()
    """It has been on screen once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problem: str | None = None
        """Why nothing will come, or None."""
        self.gutter_px = GUTTER_PX
        """Left of the lanes, at text size 1."""
        self._was_painted = False
        self.setAccessibleName(_("Loading the plots"))

    def show_problem(self, problem: str) -> None:
        """Say why the plots do not come."""
        self.problem = problem
        self.setAccessibleName(problem)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  # Qt
        """Draw two panels with their titles, and one quiet word."""
        theme = self.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(theme.surfaces.window))
        places = Places.of(QSizeF(self.size()), text_scale(), self.gutter_px)
        for title, panel, header in (
            (_("Tension"), places.tension_panel, places.tension_header),
            (_("Force"), places.force_panel, places.force_header),
        ):
            paint_box(painter, panel, theme.surfaces.panel, theme.line, radius=RADIUS)
            painter.fillRect(header.adjusted(1, 1, -1, 0), colour(theme.surfaces.strip))
            painter.fillRect(QRectF(1, header.bottom() - 1, header.width() - 2, 1), colour(theme.line))
            paint_text(painter, text_font("caption"), theme.ink_soft, header.adjusted(PAD, 0, -PAD, 0), title, LEFT)
        text = self.problem or _("loading")
        paint_text(painter, text_font("small"), theme.ink_soft, places.tension.adjusted(PAD, 0, -PAD, 0), text, CENTRE)
        painter.end()
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()


def _import_plots() -> type[DrillPlots]:
    if "pyqtgraph" not in sys.modules:
        _import_quietly()
    from player.ui.plots.drill_plots import DrillPlots

    return DrillPlots


def _import_quietly() -> None:
    """Import pyqtgraph without collecting garbage, then take what there is out of all later collections.

    Collections stop every thread. Amid so many new objects they were the longest stalls of the whole start, 20 to 50 ms
    each; modules live until the end anyway, so nobody needs to look at them again.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        importlib.import_module("player.ui.plots.drill_plots")
        gc.freeze()
    finally:
        if collecting:
            gc.enable()
