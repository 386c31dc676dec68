"""What can be printed of what the window shows, and the sheet that asks which of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from player.engine.state import Status
from player.i18n import _
from player.model.paper import Paper
from player.model.scenario import LoadedScenario, Scenario
from player.model.times import story_clock_text
from player.ui.hotwash.part import HotwashPart
from player.ui.key_sheet import paper_of_keys
from player.ui.paper.muster import muster_of
from player.ui.paper.sheet import print_paper
from player.ui.scenario.page import ScenarioPage
from player.ui.sheets import Sheet, ask
from player.ui.theme import scaled
from player.ui.views import DrillView
from player.ui.widgets import ActionButton, Label

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class PaperOffer:
    """Something to print: its name, and how its paper is made; that gives None where there is nothing to print."""

    title: str
    icon: str
    make: Callable[[], Paper | None]


def offers_of(window: MainWindow) -> tuple[PaperOffer, ...]:
    """What can be printed now, the likeliest first."""
    return tuple(_offers(window))


def _offers(window: MainWindow) -> Iterator[PaperOffer]:
    hotwash = window.part(HotwashPart)
    if hotwash.can_show:
        yield PaperOffer(_("Report of the hotwash"), "file-text", lambda: hotwash.paper)
    page = window.scripts.scenario_page
    view = window.live_view or window.review_view
    scenario = view.scenario if view is not None else _scenario_of(page)
    if scenario is not None and scenario.readiness:
        made = partial(muster_of, scenario) if view is None else partial(_muster_of, view)
        yield PaperOffer(_("Muster and readiness"), "clipboard-list", made)
    yield PaperOffer(_("Keys"), "keyboard", lambda: paper_of_keys(window.actions_table))


def _scenario_of(page: ScenarioPage | None) -> Scenario | None:
    loaded = None if page is None else page.script.good
    return loaded.scenario if isinstance(loaded, LoadedScenario) else None


def print_something(window: MainWindow) -> None:
    """Ask what to print; the muster at once while it stands, and the only thing there is likewise."""
    offers = offers_of(window)
    view = window.live_view
    musters = view is not None and view.state.status is Status.READY and bool(view.scenario.readiness)
    chosen: PaperOffer | None = offers[0]
    if len(offers) > 1 and not musters:
        sheet = OfferSheet(offers, window)
        chosen = sheet.chosen if ask(sheet) else None
    paper = chosen.make() if chosen is not None else None
    if paper is not None:
        print_paper(paper, window)


def print_muster(view: DrillView, window: QWidget) -> None:
    """Print the muster of a drill as it stands."""
    print_paper(_muster_of(view), cast("MainWindow", window))


def _muster_of(view: DrillView) -> Paper:
    wall = view.entries[0].wall
    day = f"{wall.local:%Y-%m-%d}, {story_clock_text(wall.local_ms, seconds=False)} {wall.zone}"
    return muster_of(view.scenario, tuple(view.state.ready), day)


class OfferSheet(Sheet):
    """Asks which of several papers to print, by a digit each.

    Attributes:
        chosen: the one chosen, or None.
    """

    def __init__(self, offers: Sequence[PaperOffer], parent: QWidget) -> None:
        super().__init__(_("Print …"), parent)
        self.chosen: PaperOffer | None = None
        self._offers = tuple(offers)
        self.column.addWidget(Label(_("What is to be printed?"), "title"))
        for number, offer in enumerate(self._offers, 1):
            button = ActionButton(offer.title, offer.icon, str(number), size="large")
            button.clicked.connect(partial(self._choose, offer))
            self.column.addWidget(button)
        self.add_close()
        self.setFixedWidth(scaled(440))
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """A digit chooses."""
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < len(self._offers) and not event.isAutoRepeat():
            self._choose(self._offers[number])
        elif event.key() != Qt.Key.Key_Space:
            super().keyPressEvent(event)

    def _choose(self, offer: PaperOffer) -> None:
        self.chosen = offer
        self.accept()
