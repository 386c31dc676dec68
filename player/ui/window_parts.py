"""The parts the window is put together from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from player.ui.actions import Mode
from player.ui.announce.part import AnnouncePart
from player.ui.compare.part import ComparisonPart
from player.ui.display.part import DisplayPart
from player.ui.drafts.part import DraftsPart
from player.ui.emergency.part import EmergencyPart
from player.ui.gap.part import GapPart
from player.ui.home.pages import HomePages
from player.ui.hotwash.part import HotwashPart
from player.ui.instance.part import InstancePart
from player.ui.observe.part import ObservePart
from player.ui.parts import WindowPart
from player.ui.preferences.part import PreferencesPart
from player.ui.punctual import PunctualPart
from player.ui.report.part import ExportPart, ReportPart
from player.ui.review.part import ReviewPart
from player.ui.run.go import GoPart

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow

PARTS: tuple[type[WindowPart], ...] = (
    HomePages,
    ObservePart,
    EmergencyPart,
    DisplayPart,
    HotwashPart,
    GapPart,
    InstancePart,
    AnnouncePart,
    GoPart,
    PreferencesPart,
    PunctualPart,
    ReportPart,
    ExportPart,
    ComparisonPart,
    ReviewPart,
    DraftsPart,
)


def make_parts(window: MainWindow) -> dict[type[WindowPart], WindowPart]:
    """One of each, for this window."""
    return {kind: kind(window) for kind in PARTS}


def mode_over(parts: Mapping[type[WindowPart], WindowPart]) -> Mode | None:
    """The mode of the part that covers the window, or None: none does."""
    return next((part.mode for part in parts.values() if part.mode is not None), None)
