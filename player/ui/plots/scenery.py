"""Everything that is drawn: the lanes, what lies in and around them, and where each of it lies."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtWidgets import QGraphicsItem

from player.ui.plots.base import Lane, Layer
from player.ui.plots.crosshair import Crosshair
from player.ui.plots.curve import CurveItem
from player.ui.plots.elsewhere import Elsewhere
from player.ui.plots.findings import FindingLane
from player.ui.plots.force import STAGE_TOP, STAGES, ForceCourse, ForceGround, PersonnelStrip
from player.ui.plots.headers import ForceHeader, TensionHeader
from player.ui.plots.marks import Overridden
from player.ui.plots.overlay import HANDLE_PX, CurrentValue, NowLine
from player.ui.plots.overrides import MARGIN_PX, OverrideCourse
from player.ui.plots.places import Places
from player.ui.plots.selection import SelectionBand
from player.ui.plots.sheets import FLAG_PX, FlagRows, MarkTicks, PanelFrame, PersonnelLabel, TimeAxis, ValueLabels
from player.ui.plots.state import PlotState
from player.ui.plots.stretches import DottedCurves
from player.ui.plots.tension import SituationStrip, TensionGround
from player.ui.theme import colour

ACTUAL_WIDTH_PX = 3.0
PLANNED_WIDTH_PX = 1.6


class Scenery:
    """The items of both plots.

    Args:
        root: the item of the view they belong to.
        state: what they draw from.

    Attributes:
        lanes: every lane, from top to bottom.
        crosshair: what is shown of the moment under the pointer.
        selection: the stretch of time selected.
    """

    def __init__(self, root: QGraphicsItem, state: PlotState) -> None:
        self._state = state
        self.flags, self.tension, self.situation = Lane(0, 1), Lane(0, 100), Lane(0, 1)
        self.findings, self.force, self.personnel = Lane(0, 1), Lane(0, STAGE_TOP), Lane(0, 1)
        self.lanes = (self.flags, self.tension, self.situation, self.findings, self.force, self.personnel)
        for lane in self.lanes:
            lane.setParentItem(root)
        self._planned_curve = CurveItem(self.tension, 2, state.plan.tension, PLANNED_WIDTH_PX, dashed=True)
        self._ground = TensionGround(self.tension, 0, state)
        self._moved_curves = DottedCurves(self.tension, 2, state.realigned)
        self._actual_curve = CurveItem(self.tension, 3, state.course.tension, ACTUAL_WIDTH_PX)
        self._strip = SituationStrip(self.situation, 0, state)
        self._force_course = ForceCourse(self.force, 1, state)
        self._personnel_strip = PersonnelStrip(self.personnel, 0, state)
        self._finding_lane = FindingLane(self.findings, 0, state)
        self._overrides = (
            OverrideCourse(self.tension, 4, state, Overridden.TENSION),
            OverrideCourse(self.force, 2, state, Overridden.FORCE),
        )
        self._value = CurrentValue(root, state, self.tension)
        self._marked = (FlagRows(self.flags, 0, state), MarkTicks(self.tension, 1, state))
        self._layers: tuple[Layer, ...] = (
            *self._marked,
            self._ground,
            self._planned_curve,
            self._moved_curves,
            self._actual_curve,
            self._strip,
            self._finding_lane,
            ForceGround(self.force, 0, state),
            self._force_course,
            self._personnel_strip,
            *self._overrides,
        )
        self._frames = (PanelFrame(root, state, -10), PanelFrame(root, state, -10))
        self._headers = (TensionHeader(root, state, 0), ForceHeader(root, state, 0))
        self._tension_labels = ValueLabels(root, state, self.tension, (0, 25, 50, 75, 100))
        self._force_labels = ValueLabels(root, state, self.force, (0, *STAGES))
        self._personnel_label = PersonnelLabel(root, state, 0)
        self._axis = TimeAxis(root, state, self.tension)
        self._now_line = NowLine(root, state, 10)
        self._elsewhere = Elsewhere(root, state, self.tension)
        self.selection = SelectionBand(root, state, self.tension)
        self.crosshair = Crosshair(root, state, self.tension, self.force, self._finding_lane)

    @property
    def foot(self) -> float:
        """The height, in px of the view, above which a moment can be pointed at."""
        return self._axis.box.bottom()

    def lay_out(self, size: QSizeF, scale: float, gutter_px: float) -> None:
        """Put everything in its place in a view of this size."""
        places = Places.of(size, scale, gutter_px, findings=self._state.has_finding_lane and bool(self._state.findings))
        boxes = (
            places.flags, places.tension, places.situation, places.findings, places.force, places.personnel,
        )  # fmt: skip
        for lane, place in zip(self.lanes, boxes, strict=True):
            lane.setGeometry(place)
        self._finding_lane.rows = max(1, places.finding_rows)
        self.findings.setVisible(places.finding_rows > 0)
        self.personnel.setVisible(places.personnel.height() > 0)
        self._personnel_label.setVisible(places.personnel.height() > 0)
        for frame, place in zip(self._frames, (places.tension_panel, places.force_panel), strict=True):
            frame.place(place)
        for header, place in zip(self._headers, (places.tension_header, places.force_header), strict=True):
            header.place(place)
        for labels, place in (
            (self._tension_labels, places.tension),
            (self._force_labels, places.force),
            (self._personnel_label, places.personnel),
        ):
            labels.place(QRectF(0, place.top() - 8, place.left(), place.height() + 16))
        self._axis.place(places.axis)
        lowest = max(places.force.bottom(), places.personnel.bottom())
        upper, lower = (places.tension.top(), places.findings.bottom()), (places.force.top(), lowest)
        self._now_line.stretches = ((places.flags.top(), upper[1]), lower)
        self.crosshair.lay_out((upper, lower))
        self.selection.stretches = (upper, lower)
        self.selection.refresh()

    def restyle(self) -> None:
        """Take the colours of the theme."""
        for lane in self.lanes:
            lane.kept.ground = colour(self._state.look.theme.surfaces.panel)
        plots = self._state.look.theme.plots
        self._actual_curve.set_colour(colour(plots.actual))
        self._planned_curve.set_colour(colour(plots.planned))
        self._moved_curves.set_colour(colour(plots.planned))

    def show_times(self, start_ms: int, end_ms: int) -> None:
        """Show this stretch of exercise time."""
        for lane in self.lanes:
            lane.show_times(start_ms, end_ms)
        self._axis.update()
        self.selection.refresh()

    def show_now(self) -> None:
        """Show the present moment, and what stands there."""
        lane, now_ms = self.tension, self._state.now_ms
        top, bottom = self._now_line.stretches[0][0], self._now_line.stretches[-1][1]
        if lane.start_ms <= now_ms <= lane.end_ms:
            x = round(lane.pos().x() + lane.x_of(now_ms))
            self._now_line.place(QRectF(x - HANDLE_PX - 1, top, 2 * HANDLE_PX + 2, bottom - top))
            self._now_line.show()
        else:
            self._now_line.hide()
        self._elsewhere.refresh()
        self._value.refresh()
        for header in self._headers:
            header.refresh()

    def show_scrubbing(self) -> None:
        """The present moment can be moved now, over lanes that stay as they are, or no longer."""
        for lane in self.lanes:
            lane.kept.wanted = self._state.scrubbing
        self.update_all()
        self._now_line.update()

    def update_between(self, start_ms: int, end_ms: int) -> None:
        """Draw anew what of the course lies between two times."""
        self._actual_curve.update_between(start_ms, end_ms)
        self._ground.refresh()
        self._personnel_strip.update_between(start_ms, end_ms, self._personnel_strip.label_px + 4)
        self._strip.refresh(start_ms, end_ms)
        self._force_course.update_between(start_ms, end_ms, self._force_course.label_px + 4)
        if self._state.overrides:
            for layer in self._overrides:
                layer.update_between(start_ms, end_ms, MARGIN_PX)

    def update_marks(self) -> None:
        """Draw all marks anew."""
        for layer in self._marked:
            layer.update()

    def update_marks_between(self, start_ms: int, end_ms: int) -> None:
        """Draw anew the marks between two times."""
        for layer in self._marked:
            layer.update_between(start_ms, end_ms, FLAG_PX + 1)

    def update_findings(self) -> None:
        """Draw the findings anew."""
        self._finding_lane.update()

    def update_overrides(self) -> None:
        """Draw the overrides anew."""
        for layer in self._overrides:
            layer.update()

    def update_realigned(self) -> None:
        """Draw the plan as it was moved anew."""
        self._moved_curves.update()
        self._force_course.update()
        self._headers[0].update()

    def update_all(self) -> None:
        """Draw everything in the lanes anew."""
        for layer in self._layers:
            layer.update()
        for header in self._headers:
            header.update()
        self._personnel_label.update()

    def scale_personnel(self) -> None:
        """Let the scale of the personnel reach up to the most there are."""
        self.personnel.show_values(0, self._state.most_personnel * 1.1)
        self._personnel_label.update()
