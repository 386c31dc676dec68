"""The instrument at full size: plots over lanes on one time axis, and beside them what is found, and why.

It is another face of the page of a drill: the band stays over it, and every key does what it does on that page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout

from player.ui.actions import ActionTable
from player.ui.instrument.lane_links import share_selection
from player.ui.instrument.lane_places import LEAST_NAMES_PX, names_px
from player.ui.instrument.lanes import LanesView
from player.ui.instrument.panels import PANELS, PanelColumn, PanelKind
from player.ui.instrument.strip import NowNextStrip
from player.ui.plots.host import PlotHost
from player.ui.plots.scale import zoomed
from player.ui.review_view import ReviewView
from player.ui.run.curves import CurveFeed
from player.ui.run.entry_line import EntryLine
from player.ui.theme import GAP, SPACE, scaled
from player.ui.views import DrillView
from player.ui.widgets import Painted, paint_box

_COLUMN_PX, _LEAST_COLUMN_PX = 372, 300
_NOTE_PX = 560


@dataclass(frozen=True, slots=True)
class FaceKept:
    """What the user has set up on the instrument.

    Attributes:
        panel: name of the panel shown. ``finding``: key of the finding picked, or empty.
        range_ms: the stretch of time looked at; None for the whole axis.
        splitters: their states. ``scrolled_px``: how far the units are scrolled.
        arranged: the user has shared out the room between plots and lanes. ``shown``: the instrument was in sight.
    """

    panel: str
    finding: str
    range_ms: tuple[int, int] | None
    splitters: tuple[QByteArray, ...]
    scrolled_px: int
    arranged: bool
    shown: bool


class InstrumentFace(Painted):
    """The instrument of a drill, live or saved.

    Args:
        view: the drill.
        actions: what can be done.
        plots: its own plots.
    """

    KINDS: Sequence[PanelKind] = PANELS
    """The panels beside the lanes."""

    def __init__(self, view: DrillView, actions: ActionTable, plots: PlotHost) -> None:
        super().__init__()
        self.view, self.plots = view, plots
        self.strip = NowNextStrip(view, actions)
        self.lanes = LanesView(view)
        self.column = PanelColumn(view, actions, self.KINDS)
        self.feed = CurveFeed(view, plots)
        self._wanted_ms: tuple[int, int] | None = None
        self._is_arranged = False
        self._note = _NoteGround(self)
        self._names_px = LEAST_NAMES_PX
        plots.set_gutter(self._names_px)
        plots.set_finding_lane(False)  # the lanes under them have one, with room for more
        self._axis = QSplitter(Qt.Orientation.Vertical)
        self._halves = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._connect()
        self._share_range()

    def keep(self, *, shown: bool) -> FaceKept:
        """What the user has set up, for the one that takes its place."""
        range_ms = self.plots.time_range_ms
        return FaceKept(
            self.column.name,
            self.column.findings.picked_key,
            None if range_ms == self.plots.whole_range_ms else range_ms,
            (self._halves.saveState(), self._axis.saveState()),
            self.lanes.scrolled_px,
            self._is_arranged,
            shown,
        )

    def restore(self, kept: FaceKept) -> None:
        """Set it up as it was."""
        self.column.show_panel(kept.panel)
        for splitter, state in zip((self._halves, self._axis), kept.splitters, strict=True):
            splitter.restoreState(state)
        if kept.finding:
            self.column.findings.select(kept.finding)
            self.lanes.choose(kept.finding)
        if kept.range_ms is not None:
            self._look_at(*kept.range_ms)
        self.lanes.scroll_to(kept.scrolled_px)
        self._is_arranged = kept.arranged

    def show_finding(self, key: str) -> None:
        """Choose a finding, in the list and in the lanes."""
        self.column.show_panel("findings")
        self.column.findings.select(key)
        self.lanes.choose(key)

    @property
    def width_of_lanes(self) -> int:
        """How wide the plots and the lanes are, in px."""
        return self._axis.width()

    @property
    def height_of_note(self) -> int:
        """How much of the foot the line notes are written in takes, in px; 0 while it is out of sight."""
        return 0 if self._note.isHidden() else self._note.height() + GAP

    def go_to(self, at_ms: int) -> None:
        """Show a moment: in the review go there, in a drill under way point at it."""
        start_ms, end_ms = self.plots.time_range_ms
        if not start_ms <= at_ms <= end_ms:
            self._look_at(at_ms - (end_ms - start_ms) // 2, at_ms + (end_ms - start_ms) // 2)
        if isinstance(self.view, ReviewView):
            self.seek(at_ms)
        else:
            self.plots.point_at(at_ms)
            self.lanes.point_at(at_ms)

    def seek(self, at_ms: int) -> None:
        """In the review show this moment, by hand."""
        if isinstance(self.view, ReviewView):
            self.view.seek(at_ms)

    def zoom(self, factor: float) -> None:
        """Look at a shorter stretch of time around the present moment, or with a factor over 1 at a longer one."""
        start_ms, end_ms = self.plots.time_range_ms
        now_ms = self.view.now_ms
        at_ms = now_ms if start_ms <= now_ms <= end_ms else (start_ms + end_ms) // 2
        self._look_at(*zoomed((start_ms, end_ms), self.plots.whole_range_ms, at_ms, factor))

    def zoom_out(self) -> None:
        """Look at the whole axis."""
        self._look_at(*self.plots.whole_range_ms)

    def lend(self, entry: EntryLine) -> None:
        """Take in the line notes are written in, to show it over the lanes while one is written."""
        self._note.take(entry)
        self._place_note()

    def show_note(self) -> None:
        """Show the line notes are written in."""
        self._note.show()
        self._place_note()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the line for notes in its place."""
        super().resizeEvent(event)
        self._share_out()
        self._give_names_room()
        self._place_note()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Show in the lanes which finding is chosen in the list."""
        super().showEvent(event)
        self._share_out()
        self._give_names_room()
        self._ring()

    def restyle(self) -> None:
        """Follow a new theme or text size."""
        self._give_names_room()
        self._share_range()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addWidget(self.strip)
        whole.addWidget(self._halves, 1)  # what is outside first: each new parent styles all within it anew
        for splitter in (self._axis, self._halves):
            splitter.setHandleWidth(GAP)
            splitter.setChildrenCollapsible(False)
        self._halves.addWidget(self._axis)
        self._axis.addWidget(self.plots)
        self._axis.addWidget(self.lanes)
        self._halves.addWidget(self.column)
        self._halves.splitterMoved.connect(self._give_names_room)
        self._axis.splitterMoved.connect(self._note_moved)
        self.column.setMinimumWidth(scaled(_LEAST_COLUMN_PX))
        self._halves.setStretchFactor(0, 3)
        self._halves.setStretchFactor(1, 1)
        column = scaled(_COLUMN_PX)
        self._halves.setSizes([1366 - 3 * GAP - column, column])

    def _connect(self) -> None:
        plots, lanes, findings = self.plots, self.lanes, self.column.findings
        share_selection(lanes, plots)
        plots.range_changed.connect(self._share_range)
        plots.ready.connect(self._look_where_wanted)
        plots.pointed.connect(lambda ms: lanes.point_at(None if ms < 0 else ms))
        plots.finding_picked.connect(self.show_finding)
        lanes.pointed.connect(lambda ms: plots.point_at(None if ms < 0 else ms))
        lanes.looked.connect(self._look_at)
        lanes.finding_picked.connect(self.show_finding)
        findings.picked.connect(lanes.choose)
        self.view.judged.connect(self._ring)
        findings.sought.connect(self.go_to)
        if isinstance(self.view, ReviewView):
            plots.scrubbed.connect(self.seek)
            lanes.sought.connect(self.seek)
            findings.wanted.connect(self.view.seek_entry)

    def _share_range(self) -> None:
        self.lanes.set_edges(*self.plots.lane_edges)
        self.lanes.set_range(*self.plots.time_range_ms, self.plots.whole_range_ms)

    def _look_at(self, start_ms: int, end_ms: int) -> None:
        if self.plots.plots is None:
            self._wanted_ms = start_ms, end_ms
        else:
            self.plots.look_at(start_ms, end_ms)

    def _look_where_wanted(self) -> None:
        if self._wanted_ms is not None:
            self.plots.look_at(*self._wanted_ms)
            self._wanted_ms = None
        self._share_range()

    def _ring(self) -> None:
        chosen = self.column.findings.chosen
        self.lanes.choose("" if chosen is None else chosen.key)

    def _note_moved(self) -> None:
        self._is_arranged = True

    def _give_names_room(self) -> None:
        """Leave the names as much room beside the lanes as the width allows."""
        wanted = names_px(self.view.scenario, self._axis.width())
        if wanted != self._names_px:
            self._names_px = wanted
            self.plots.set_gutter(wanted)
            self._share_range()

    def _share_out(self) -> None:
        """Give the lanes what they need, up to half of the room, until the user shares it out."""
        room = self._axis.height() - self._axis.handleWidth()
        if not self._is_arranged and room > 0:
            lanes = min(self.lanes.sizeHint().height(), room // 2)
            self._axis.setSizes([room - lanes, lanes])

    def _place_note(self) -> None:
        height = self._note.sizeHint().height()
        width = min(scaled(_NOTE_PX), self.width())
        self._note.setGeometry(QRect(GAP, self.height() - height - GAP, width, height))
        self._note.raise_()


class _NoteGround(Painted):
    """The line notes are written in, over the lanes, for as long as one is written."""

    def __init__(self, face: InstrumentFace) -> None:
        super().__init__(face)
        self._entry: EntryLine | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        self.hide()

    def take(self, entry: EntryLine) -> None:
        """Hold this line from now on; it is in sight while something stands in it."""
        if self._entry is None:
            self._entry = entry
            entry.installEventFilter(self)
        self._row.addWidget(entry)
        entry.show()
        self.setVisible(bool(entry.text()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802
        """Go once the keyboard has left it, and nothing half-written stands in it."""
        entry = self._entry
        if entry is not None and event.type() == QEvent.Type.FocusOut and entry.parent() is self:
            self.setVisible(bool(entry.text()))
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint the ground."""
        theme = self.theme
        paint_box(QPainter(self), self.rect().toRectF(), theme.surfaces.strip, theme.edge)
