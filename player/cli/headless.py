"""A drill without a window, on the script's own plan: what a printed line says has been saved."""

from __future__ import annotations

import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import ExitStack
from pathlib import Path
from types import FrameType
from typing import Any, Self

from player.cli import EXIT_UNUSABLE
from player.engine.commands import Command, SetSpeed
from player.engine.rehearsal import Plan, Route, next_moment_ms
from player.engine.state import Status
from player.i18n import Message, _
from player.model.events import Actor, Record, WallTime
from player.model.scenario import LoadedScenario
from player.model.times import clock_text, story_clock_text
from player.review.wording import LINE_KIND_TITLES, Wording
from player.session.clocks import Clock, SystemClock
from player.session.live import Entry, LiveDrill
from player.session.store import SessionError, SessionWriter

LONGEST_NAP_S = 0.2
SHORTEST_NAP_S = 0.001
LAST_TRIES = 10
"""How often the end of a drill is tried to be saved, a nap apart, where saving fails."""

STOP_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


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


class StopRequest:
    """Whether the run was asked to stop, by Ctrl-C or by the system; a second request ends it at once.

    Attributes:
        exit_code: what a shell expects of a program stopped so; 0 while nobody asked.
    """

    exit_code = 0

    def __init__(self) -> None:
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            numbers = [getattr(signal, name) for name in STOP_SIGNALS if hasattr(signal, name)]
            for number in numbers:
                if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup has it
                    self._before[number] = signal.signal(number, self._hear)
        return self

    def __exit__(self, *_error: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _hear(self, number: int, _frame: FrameType | None) -> None:
        self.exit_code = 128 + number
        signal.signal(number, signal.SIG_DFL)


def play(
    loaded: LoadedScenario,
    *,
    speed: float | None,
    session: Path | None,
    missed: AbstractSet[str] = frozenset(),
    clock: Clock | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> int:
    """Play a script on its plan and print its log.

    Args:
        speed: how many times as fast as real time; None for as fast as it can.
        session: where to save; None: the session is thrown away at the end.
        missed: ids of expected actions that are not done.
        clock, sleep: those of the machine, unless a test has its own.

    Returns:
        0; 2 when something is not saved; 128 and the number of the signal when it was asked to stop.
    """
    zone = loaded.scenario.place.zone
    clock = SteppedClock(zone) if speed is None else clock or SystemClock(zone)
    with ExitStack() as stack:
        stop = stack.enter_context(StopRequest())
        path = session
        if path is None:
            path = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gladi-"))) / "session.gladi"
        try:
            writer = SessionWriter.create(path, loaded, clock)
        except SessionError as error:
            print(error, file=sys.stderr)
            return EXIT_UNUSABLE
        drill = LiveDrill(loaded, writer, clock)
        stack.callback(drill.abandon)
        run = _Run(drill, Plan(loaded.scenario, Route(missed=missed)), clock, sleep, stop)
        run.play(speed)
        if not run.save():
            return EXIT_UNUSABLE
        if session is not None:
            _tell_where(drill)
        return stop.exit_code


class _Run:
    """One drill on its plan, from StartEx to EndEx or to the request to stop."""

    def __init__(
        self, drill: LiveDrill, plan: Plan, clock: Clock, sleep: Callable[[float], None], stop: StopRequest
    ) -> None:
        self._drill = drill
        self._plan = plan
        self._clock = clock
        self._sleep = sleep
        self._stop = stop
        self._wording = Wording(drill.loaded.scenario)
        self._printed = self._observed = 0
        self._trouble: Message | None = None
        self._show(drill.entries)
        drill.subscribe(self._show)

    def play(self, speed: float | None) -> None:
        if speed is not None and speed != 1.0:
            self._do(SetSpeed(round(speed * 1000)))
        for command in self._plan.begin():
            self._do(command)
        while self._drill.state.status is not Status.ENDED:
            moment_ms = next_moment_ms(self._plan, self._drill.next_due_ms)
            if moment_ms is None or not self._wait_until(moment_ms, speed or 1.0):
                return
            self._drill.tick()
            self._tell_trouble()
            while self._plan.next_ms is not None and self._plan.next_ms <= self._drill.fold.now_ms:
                for command in self._plan.take(self._drill.fold):
                    self._do(command)

    def save(self) -> bool:
        """Save what is left; where that cannot be, say so and give False."""
        for left in reversed(range(LAST_TRIES)):
            try:
                self._drill.close()
            except SessionError as error:
                if left:
                    self._sleep(LONGEST_NAP_S)
                    continue
                text = _("NOT SAVED: {n} entries after #{seq}. {reason}")
                values = {"n": len(self._drill.unsaved), "seq": self._drill.saved_seq, "reason": error}
                print(text.format(**values), file=sys.stderr)
                return False
            return True
        raise AssertionError("the last try returns")

    def _do(self, command: Command) -> None:
        self._drill.do(command, Actor.PLAN)
        self._tell_trouble()

    def _wait_until(self, moment_ms: int, speed: float) -> bool:
        """Let time pass up to this exercise time; False when asked to stop."""
        if isinstance(self._clock, SteppedClock):
            self._clock.step_to(moment_ms)
        while not self._stop.exit_code and (left_ms := moment_ms - self._drill.now_ms) > 0:
            left_s = left_ms / speed / 1000
            self._sleep(max(SHORTEST_NAP_S, min(LONGEST_NAP_S, left_s)))
            if left_s > LONGEST_NAP_S:
                self._drill.tick()
                self._tell_trouble()
        return not self._stop.exit_code

    def _show(self, entries: Sequence[Entry]) -> None:
        """Print what is new on the disk, and have the plan observe what is new."""
        fresh = [entry.event for entry in entries if entry.seq > self._observed]
        self._observed = max([self._observed, *(event.seq for event in fresh)])
        self._plan.observe(fresh, self._drill.fold)
        for entry in entries:
            if entry.record is not None and entry.seq > self._printed:
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

    def _tell_trouble(self) -> None:
        """Say when saving stops working, and when it works again."""
        trouble = self._drill.trouble
        if trouble is not None and self._trouble is None:
            print(trouble, _("What is not saved is kept and tried again."), file=sys.stderr)
        elif trouble is None and self._trouble is not None:
            print(_("Everything is saved again."), file=sys.stderr)
        self._trouble = trouble


def _tell_where(drill: LiveDrill) -> None:
    """Say where the session lies, and the hash that stands for all of it."""
    head = drill.entries[-1].record
    assert head is not None  # all is saved
    if drill.state.status is not Status.ENDED:
        print(_("Stopped before EndEx. Opened in the window, the session can be resumed."), file=sys.stderr)
    print(_("Saved in {path}, {n} events.").format(path=drill.path, n=head.event.seq))
    print(_("Head hash {hash}. Noted elsewhere, it proves later that nothing was changed.").format(hash=head.hash))
