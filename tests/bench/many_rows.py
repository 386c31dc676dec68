"""A drill with a log as long as one likes, which costs nothing to make."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from player.engine import commands as do
from player.engine.engine import Engine
from player.engine.fold import fold_events
from player.engine.state import DrillState
from player.model.events import Actor, Body, Event, WallTime
from player.model.scenario import LoadedScenario
from player.resources import scenarios_folder
from player.scenario.load import load_scenario
from player.session.live import Entry
from player.ui.actions import ActionTable
from player.ui.run.log import LogPanel
from player.ui.views import DrillView

SCRIPT = "okut-2024-water-cannon.yaml"
SIZE = (1366, 230)


class ManyEntries(Sequence[Entry]):
    """So many entries: the bodies given, again and again, each entry with words of its own where it has any."""

    def __init__(self, bodies: Sequence[Body], count: int) -> None:
        self._bodies = bodies
        self.length = count

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(self.length))]
        if place >= self.length:
            raise IndexError(place)
        at_ms = 500 * place
        body = self._bodies[place % len(self._bodies)]
        return Entry(
            Event(place + 1, at_ms, at_ms, Actor.CONTROLLER, body), WallTime(1_787_709_600_000 + at_ms, "WIB", 420)
        )


class ManyView(DrillView):
    """A drill under way with these entries."""

    live = True

    def __init__(self, loaded: LoadedScenario, entries: ManyEntries, parent: QObject | None = None) -> None:
        super().__init__(loaded, parent)
        self._entries = entries
        self._state = fold_events(loaded.scenario, [entries[0].event]).state

    @property
    def state(self) -> DrillState:
        """Where the drill stands."""
        return self._state

    @property
    def now_ms(self) -> int:
        """Exercise time."""
        return 500 * len(self._entries)

    @property
    def entries(self) -> Sequence[Entry]:
        """The log."""
        return self._entries


def long_log(count: int) -> tuple[LogPanel, ManyView, ManyEntries]:
    """A panel over a log of so many entries, on the screen."""
    loaded = load_scenario(scenarios_folder() / SCRIPT)
    entries = ManyEntries(_bodies(loaded), count)
    view = ManyView(loaded, entries)
    panel = LogPanel(view, ActionTable([]))
    holder = QWidget()
    panel.setParent(holder)
    holder.resize(*SIZE)
    panel.resize(*SIZE)
    panel.show()
    holder.show()
    view.setParent(holder)
    panel.holder = holder  # type: ignore[attr-defined]
    return panel, view, entries


def _bodies(loaded: LoadedScenario) -> list[Body]:
    """What happens in the plan of a drill, with notes as a controller writes them."""
    engine = Engine(loaded.scenario)
    events = engine.do(do.StartExercise("a benchmark"))
    for number in range(2_000):
        events += engine.advance(engine.now_ms + 1_000)
        if number % 2:
            events += engine.do(do.WriteNote(f"catatan {number}: massa di sisi {'kiri' if number % 3 else 'kanan'}"))
        else:
            events += engine.do(do.PlaceMarker())
    return [event.body for event in events]
