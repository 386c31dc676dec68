"""An hour's drill as a saved session: a shipped script played by its plan, with notes and records beside it."""

from __future__ import annotations

from pathlib import Path

from player.engine import commands as do
from player.engine.fold import fold_events
from player.engine.rehearsal import Plan, next_moment_ms
from player.engine.state import Status
from player.model.times import HOUR_MS
from player.resources import scenarios_folder
from player.scenario import load_scenario
from player.session.store import SessionWriter
from tests.helpers.clocks import FakeClock
from tests.helpers.drills import Drill

NOTE_EVERY_MS = 20_000


def hour_session(path: Path) -> Path:
    """Write one: by its plan, which is over a little before the hour, and a note every 20 seconds until then."""
    loaded = load_scenario(scenarios_folder() / "okut-2024-water-cannon.yaml")
    with SessionWriter.create(path, loaded, FakeClock(), seed=7, session_id="hour") as writer:
        drill = Drill(loaded.scenario, fold_events(loaded.scenario, [writer.opening.event]))
        plan, told = Plan(loaded.scenario), 0
        for command in plan.begin():
            drill.do(command)
        for number, at_ms in enumerate(range(NOTE_EVERY_MS, HOUR_MS, NOTE_EVERY_MS)):
            while True:
                plan.observe(drill.events[told:], drill.engine.fold)
                told = len(drill.events)
                if plan.next_ms is not None and plan.next_ms <= drill.engine.now_ms:
                    for command in plan.take(drill.engine.fold):
                        if not isinstance(command, do.EndExercise):
                            drill.do(command)
                    continue
                moment_ms = next_moment_ms(plan, drill.engine.next_due_ms)
                if moment_ms is None or moment_ms > at_ms:
                    break
                drill.to(moment_ms)
            drill.to(at_ms)
            drill.do(do.WriteNote(f"Catatan {number}: massa bergerak ke pagar barat, Danki melihatnya"))
        drill.to(HOUR_MS)
        drill.do(do.EndExercise())
        assert drill.state.status is Status.ENDED
        writer.append(drill.events)
        writer.pulse(drill.engine.now_ms)
    return path
