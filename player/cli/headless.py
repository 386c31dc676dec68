"""A drill without a window, on the script's own plan: what a printed line says has been saved."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from contextlib import ExitStack
from pathlib import Path

from player.engine.commands import SetSpeed, StartExercise
from player.engine.rehearsal import Plan, next_moment_ms
from player.engine.state import Status
from player.i18n import _
from player.model.events import Actor, Record, WallTime
from player.model.scenario import LoadedScenario
from player.model.times import clock_text, story_clock_text
from player.review.wording import LINE_KIND_TITLES, Wording
from player.session.clocks import Clock, SystemClock
from player.session.live import Entry, LiveDrill
from player.session.store import SessionError, SessionWriter

LONGEST_NAP_MS = 200


class SteppedClock:
    """A clock whose monotonic time only moves when it is told to; the wall clock is the machine's.

    It lets a drill be played as fast as the machine can, while every entry still says when it was really written.
    """

    def __init__(self, zone: str) -> None:
        self._system = SystemClock(zone)
        self._now_ms = 0

    def monotonic_ms(self) -> int:
        """Milliseconds stepped so far."""
        return self._now_ms

    def wall(self) -> WallTime:
        """The moment by the machine's wall clock."""
        return self._system.wall()

    def step_to(self, monotonic_ms: int) -> None:
        """Let monotonic time be this."""
        self._now_ms = max(self._now_ms, monotonic_ms)


def play(loaded: LoadedScenario, *, speed: float | None, session: Path | None, missed: AbstractSet[str]) -> int:
    """Play a script on its plan and print its log.

    Args:
        speed: how many times as fast as real time; None for as fast as it can.
        session: where to save; None: the session is thrown away at the end.
        missed: ids of expected actions that are not done.

    Returns:
        0, or 2 when the session cannot be written.
    """
    zone = loaded.scenario.place.zone
    stepped = SteppedClock(zone) if speed is None else None
    clock: Clock = stepped if stepped is not None else SystemClock(zone)
    with ExitStack() as stack:
        path = session
        if path is None:
            path = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gladi-"))) / "session.gladi"
        try:
            writer = SessionWriter.create(path, loaded, clock)
        except SessionError as error:
            print(error, file=sys.stderr)
            return 2
        drill = LiveDrill(loaded, writer, clock)
        printer = _Printer(loaded)
        printer.show(drill.entries)
        drill.subscribe(printer.show)
        try:
            _play_on(drill, Plan(loaded.scenario, missed), stepped, speed)
            drill.close()
        except SessionError as error:
            print(error, file=sys.stderr)
            drill.abandon()
            return 2
        except KeyboardInterrupt:
            drill.close()
            raise
    if session is not None:
        print(_("Saved in {path}").format(path=session))
    return 0


def _play_on(drill: LiveDrill, plan: Plan, stepped: SteppedClock | None, speed: float | None) -> None:
    observed = drill.state.last_seq

    def observe(entries: Sequence[Entry]) -> None:
        nonlocal observed
        fresh = [entry.event for entry in entries if entry.seq > observed]
        observed = max([observed, *(event.seq for event in fresh)])
        plan.observe(fresh)

    drill.subscribe(observe)
    if speed is not None and speed != 1.0:
        drill.do(SetSpeed(round(speed * 1000)), Actor.PLAN)
    drill.do(StartExercise(), Actor.PLAN)
    while drill.state.status is not Status.ENDED:
        moment_ms = next_moment_ms(plan, drill.next_due_ms)
        if moment_ms is None:
            return
        if stepped is not None:
            stepped.step_to(moment_ms)
        else:
            _nap_until(drill, moment_ms, speed or 1.0)
        drill.tick()
        while plan.next_ms is not None and plan.next_ms <= drill.fold.now_ms:
            for command in plan.take(drill.fold):
                drill.do(command, Actor.PLAN)


def _nap_until(drill: LiveDrill, moment_ms: int, speed: float) -> None:
    while (left_ms := moment_ms - drill.now_ms) > 0:
        time.sleep(min(LONGEST_NAP_MS, left_ms / speed) / 1000)
        if left_ms / speed > LONGEST_NAP_MS:
            drill.tick()


class _Printer:
    """Prints each event once it is on the disk."""

    def __init__(self, loaded: LoadedScenario) -> None:
        self._wording = Wording(loaded.scenario)
        self._printed = 0

    def show(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            if entry.record is not None and entry.event.seq > self._printed:
                self._print(entry.record)
        sys.stdout.flush()

    def _print(self, record: Record) -> None:
        event = record.event
        self._printed = event.seq
        line = self._wording.line(event)
        print(
            f"#{event.seq:<4} {clock_text(event.exercise_ms, hours=True)}  {story_clock_text(event.scenario_ms)}  "
            f"{_(LINE_KIND_TITLES[line.kind]):<10}  {line.text}"
        )
