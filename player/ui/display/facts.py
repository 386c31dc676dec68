"""What the second screen says at a moment: never an inject, an expected action, a note or a finding. No Qt.

Everything the screen paints is taken from `Facts`, so what is not in there cannot be on it.
"""

from __future__ import annotations

from dataclasses import dataclass

from player.engine.state import DrillState, Status
from player.i18n import N_, _
from player.model.doctrine import SITUATION_TITLES, Situation
from player.model.events import WallTime
from player.model.times import MINUTE_MS, SECOND_MS, clock_text, countdown_text, story_clock_text
from player.ui.run.course import phase_place

LOW_BELOW_MS = MINUTE_MS
"""Time left under which the clock warns, as in the window."""

EXERCISE = N_("EXERCISE")

_STANDING = {
    Status.READY: ("ready", N_("Not started yet")),
    Status.HELD: ("held", N_("ON HOLD")),
    Status.ENDED: ("ended", N_("EXERCISE OVER")),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is on the second screen. Every text is one line.

    Attributes:
        wall: the wall clock, in minutes.
        title: name of the exercise; ``place``: where its phase stands among all; ``phase``: name of the phase.
        clock: the time left, past the end with a plus sign; empty: there is none.
        state: ``idle`` (no drill), ``ready``, ``normal``, ``low``, ``overtime``, ``held``, ``ended`` or ``emergency``.
        overtime: the end of the phase is past, whatever else holds.
        word: what the state means, in words.
        part_left: what is left of the phase, in thousandths.
        situation: its colour, while a drill runs.
        alarm: the lines of a real emergency.
        since: when it was declared.
    """

    wall: str
    title: str = ""
    place: str = ""
    phase: str = ""
    clock: str = ""
    state: str = "idle"
    overtime: bool = False
    word: str = ""
    part_left: int = 0
    situation: Situation | None = None
    alarm: tuple[str, ...] = ()
    since: str = ""

    @property
    def situation_word(self) -> str:
        """The word for the situation colour, in capitals; empty for none."""
        return "" if self.situation is None else _(SITUATION_TITLES[self.situation]).upper()

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text there is, in reading order."""
        if self.alarm:
            return tuple(filter(None, (*self.alarm, self.since, self.clock, self.wall)))
        said = (self.title, self.place, self.phase, self.clock, self.word)
        situation = _("Situation {colour}").format(colour=self.situation_word) if self.situation_word else ""
        return tuple(filter(None, (_(EXERCISE), self.wall, *said, situation)))


def minute_text(wall: WallTime) -> str:
    """The wall clock in minutes, with its zone."""
    return f"{story_clock_text(wall.local_ms, seconds=False)} {wall.zone}"


def idle_facts(wall: WallTime) -> Facts:
    """What is shown while no drill runs."""
    return Facts(minute_text(wall))


def alarm_facts(wall: WallTime, lines: tuple[str, ...], since: WallTime | None, elapsed_ms: int) -> Facts:
    """What is shown in a real emergency."""
    began = _("since {time}").format(time=minute_text(since)) if since is not None else ""
    clock = clock_text(elapsed_ms, hours=True)
    return Facts(minute_text(wall), state="emergency", alarm=lines, since=began, clock=clock)


def drill_facts(wall: WallTime, state: DrillState, now_ms: int) -> Facts:
    """What is shown of a drill.

    Args:
        now_ms: exercise time.
    """
    scenario = state.scenario
    phase = state.phase or scenario.phases[0]
    run = state.phase_run
    planned_ms = state.planned_ms_of(phase.id) if run is None else run.planned_ms
    left_ms = planned_ms if run is None else run.started_ms + planned_ms - now_ms
    standing = _STANDING.get(state.status)
    name = standing[0] if standing else "overtime" if left_ms < 0 else "low" if left_ms < LOW_BELOW_MS else "normal"
    word = {"overtime": N_("Over time"), "low": N_("Ends soon"), "normal": N_("Time left")}.get(name, "")
    is_over = state.status is Status.ENDED
    if is_over:
        clock = clock_text(now_ms, hours=True)
    else:
        clock = f"+{clock_text(-left_ms)}" if left_ms < 0 else countdown_text(left_ms)
    return Facts(
        minute_text(wall),
        str(scenario.title),
        "" if is_over else phase_place(scenario, phase),
        "" if is_over else str(phase.title),
        clock,
        name,
        left_ms < 0 and not is_over,
        _(standing[1] if standing else word),
        0 if is_over else max(0, min(1000, 1000 * _whole_seconds(left_ms) // max(1, planned_ms))),
        None if is_over or state.status is Status.READY else state.situation,
    )


def _whole_seconds(left_ms: int) -> int:
    """Time left as the clock shows it, in ms: what is painted changes with the second, and no more often."""
    return -(-left_ms // SECOND_MS) * SECOND_MS
