"""The top band: LATIHAN, the name, the clocks, and whether everything is saved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from player.engine.clock import NORMAL_SPEED_PERMILLE
from player.engine.state import Status
from player.i18n import N_, _
from player.model.events import WallTime
from player.model.times import clock_text, story_clock_text
from player.ui.actions import ActionTable
from player.ui.battery import Charge
from player.ui.instrument.badge import FindingsBadge, FindingsWatch
from player.ui.run.band_title import BandTitle
from player.ui.theme import SPACE, text_scale
from player.ui.views import DrillView
from player.ui.widgets import Band, Chip, Readout

STATUS_TITLES = {
    Status.READY: N_("ready"),
    Status.RUNNING: N_("running"),
    Status.HELD: N_("on hold"),
    Status.EMERGENCY: N_("REAL EMERGENCY"),
    Status.ENDED: N_("ended"),
}
LOW_BATTERY_PERCENT = 20
_TITLE_PX = 120
"""So much of the name of the exercise is worth more than a clock that can be read elsewhere."""

_STATUS_LOOKS = {
    Status.READY: ("circle-play", "neutral"),
    Status.RUNNING: ("play:solid", "go"),
    Status.HELD: ("pause", "warn"),
    Status.EMERGENCY: ("siren", "alarm"),
    Status.ENDED: ("flag", "neutral"),
}


class DrillBand(Band):
    """The band of a drill, live or saved.

    Args:
        view: the drill.
        wall: gives the wall clock; for a saved session, the wall clock of the moment shown.
        actions: what can be done; the number of findings leads to them.

    Attributes:
        is_one_picked: whether F7 answers a finding somebody picked, whatever else is found.
    """

    def __init__(self, view: DrillView, wall: Callable[[], WallTime], actions: ActionTable) -> None:
        super().__init__()
        self._view = view
        self._wall = wall
        self.is_one_picked: Callable[[], bool] = lambda: False
        self._exercise = Chip(_("EXERCISE"), "", "exercise", look="solid", role="banner")
        self._title = BandTitle(str(view.scenario.title))
        self._status = Chip("", "", "neutral", look="solid")
        self._wall_time = Readout(_("local time"), "00:00:00 WITA", on_band=True)
        self._exercise_time = Readout(_("exercise time"), "00:00:00", on_band=True)
        self._story_time = Readout(_("story time"), "00:00:00", on_band=True)
        self._speed = Chip("", "fast-forward", "warn", look="solid")
        self.findings = FindingsBadge(view)
        lead = actions["findings"]
        self.findings.clicked.connect(lambda: lead.do() if lead.enabled() else None)
        self._saved = Chip("", "check", "neutral", look="soft")
        self._battery = Chip("", "battery-medium", "neutral", look="soft")
        self._battery.hide()
        self._charge_to_tell = False
        self.row.addWidget(self._exercise)
        self.row.addWidget(self._title, 1)
        for widget in (
            self._status,
            self._speed,
            self.findings,
            self._wall_time,
            self._exercise_time,
            self._story_time,
            self._saved,
            self._battery,
        ):
            self.row.addWidget(widget)
        self.findings.show_if_any()
        if view.live:
            FindingsWatch(view, self).found.connect(self._tell_finding)
        view.changed.connect(self.refresh)
        view.grown.connect(self.refresh)
        view.passed.connect(self.refresh_clocks)
        self.refresh()

    def restyle(self) -> None:
        """Let large text have the room between the parts, which it needs on a small screen."""
        super().restyle()
        self.row.setSpacing((4 if text_scale() == 1.0 else 2) * SPACE)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Use the room there is."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Leave out what can be read elsewhere where there is not room for all: LATIHAN and F12 are always whole."""
        spared: list[QWidget] = [self._story_time, self._wall_time]
        if self._charge_to_tell:
            spared.insert(0, self._battery)
        items = (self.row.itemAt(place) for place in range(self.row.count()))
        parts = [part for item in items if item is not None and (part := item.widget()) is not None]
        widths = {
            part: _TITLE_PX if part is self._title else part.sizeHint().width() + self.row.spacing()
            for part in parts
            if part in spared or not part.isHidden()
        }
        edges = self.row.contentsMargins()
        needed = sum(widths.values()) + edges.left() + edges.right()
        for part in spared:
            part.setVisible(needed <= self.width())
            needed -= 0 if part.isVisibleTo(self) else widths[part]

    def refresh(self) -> None:
        """Show the state of the drill and of its file."""
        status = self._view.state.status
        icon, tone = _STATUS_LOOKS[status]
        if self._view.live:
            self._status.show_as(_(STATUS_TITLES[status]), icon, tone)
        else:
            self._status.show_as(_("review"), "history", "accent")
        speed = self._view.state.speed_permille
        self._speed.setVisible(speed != NORMAL_SPEED_PERMILLE)
        self._speed.show_as(f"{speed / 1000:g}×", "fast-forward", "warn")
        unsaved, intact = self._view.unsaved_count, self._view.intact_seq
        if intact is not None:
            self._saved.show_as(_("intact up to #{seq}").format(seq=intact), "octagon-alert", "warn", "soft")
        elif unsaved:
            self._saved.show_as(_("NOT SAVED: {n}").format(n=unsaved), "triangle-alert", "alarm", "solid")
        else:
            self._saved.show_as(_("saved #{seq}").format(seq=self._view.saved_seq), "circle-check", "neutral", "soft")
        self._make_room()
        self.refresh_clocks()

    def refresh_clocks(self) -> None:
        """Show the times."""
        wall = self._wall()
        self._wall_time.set_value(f"{story_clock_text(wall.local_ms)} {wall.zone}")
        self._exercise_time.set_value(clock_text(self._view.now_ms, hours=True))
        self._story_time.set_value(story_clock_text(self._view.scenario.place.starts_ms + self._view.now_ms))

    def _tell_finding(self, text: str) -> None:
        said = text if self.is_one_picked() else _("{finding} F7 answers it.").format(finding=text)
        self._view.said.emit(said, False)

    def show_charge(self, charge: Charge | None) -> None:
        """Show the charge of the battery; None: there is none."""
        low = charge is not None and charge.percent <= LOW_BATTERY_PERCENT and not charge.plugged
        self._charge_to_tell = charge is not None and not low
        self._battery.setVisible(charge is not None)
        if charge is not None:
            icon = "battery-charging" if charge.plugged else "battery-warning" if low else "battery-medium"
            self._battery.show_as(f"{charge.percent}%", icon, "alarm" if low else "neutral", "solid" if low else "soft")
        self._make_room()
