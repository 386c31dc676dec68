"""A live drill on a fake clock, for tests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self
from unittest.mock import patch

from player.engine import commands as do
from player.engine.commands import Refused
from player.i18n import Message
from player.model import events as ev
from player.model.scenario import LoadedScenario, Scenario
from player.session import reader
from player.session.errors import SessionNotSaved
from player.session.live import Entry, LiveDrill
from player.session.store import SavedSession, SessionWriter
from tests.helpers.clocks import FakeClock
from tests.helpers.drills import Step
from tests.session.samples import small_drill

TROUBLE = Message("The disk is gone.")


class FlakyWriter(SessionWriter):
    """A writer whose disk can be taken away."""

    broken = False
    tries = 0

    def append(self, events: Sequence[ev.Event], walls: Sequence[ev.WallTime] | None = None) -> list[ev.Record]:
        self.tries += 1
        if self.broken:
            raise SessionNotSaved(TROUBLE)
        return super().append(events, walls)

    def pulse(self, exercise_ms: int) -> None:
        if self.broken:
            raise SessionNotSaved(TROUBLE)
        super().pulse(exercise_ms)


class Screen:
    """A listener that keeps what it was last told of each entry."""

    def __init__(self, drill: LiveDrill) -> None:
        self.drill = drill
        self.entries: dict[int, Entry] = {}
        self.portions: list[list[int]] = []
        drill.subscribe(self.show)

    def show(self, entries: tuple[Entry, ...]) -> None:
        self.portions.append([entry.seq for entry in entries])
        for entry in entries:
            assert not entry.saved or entry.seq <= self.drill.saved_seq
            known = self.entries.get(entry.seq)
            assert known is None or (known.event == entry.event and not known.saved and entry.saved)
            self.entries[entry.seq] = entry


class Play:
    """A live drill on a fake clock."""

    def __init__(self, path: Path, loaded: LoadedScenario | None = None, *, longest_gap_ms: int | None = None) -> None:
        self.clock = FakeClock()
        self.loaded = small_drill() if loaded is None else loaded
        self.writer = FlakyWriter.create(path, self.loaded, self.clock, session_id="s-1")
        self.drill = LiveDrill(self.loaded, self.writer, self.clock, longest_gap_ms=longest_gap_ms)
        self.screen = Screen(self.drill)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.drill.abandon()

    def after(self, ms: int, command: do.Command | None = None) -> tuple[Entry, ...]:
        """Let time pass, tick, and then do something."""
        self.clock.advance_ms(ms)
        self.drill.tick()
        return () if command is None else self.drill.do(command)

    def events(self) -> list[ev.Event]:
        return [entry.event for entry in self.drill.entries]

    def bodies(self) -> list[ev.Body]:
        return [event.body for event in self.events()]


def loaded(script: Scenario) -> LoadedScenario:
    text = "gladi: 1"
    return LoadedScenario(script, "by-chance.yaml", text, hashlib.sha256(text.encode()).hexdigest())


@contextmanager
def scripts_by_chance(loaded: LoadedScenario) -> Iterator[None]:
    """Read sessions back whose scripts were never written down."""
    read = patch.object(reader, "read_scenario", lambda _text, _name: loaded)
    kept = patch.object(reader, "recorded_script", lambda _text, _name: (loaded, ()))
    with read, kept:
        yield


def records(saved: SavedSession) -> list[ev.Event]:
    return [record.event for record in saved.records]


def take(play: Play, step: Step) -> None:
    if isinstance(step, int):
        play.after(step)
    else:
        with suppress(Refused):
            play.drill.do(step)
