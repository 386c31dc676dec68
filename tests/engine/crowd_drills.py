"""Whole drills by chance in which everything moves the crowd: injects, phases, answers, force, tags and overrides."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from player.engine import commands as do
from player.engine.fold import Fold
from player.model import events as ev
from player.model.course import Effects, Pressure
from player.model.doctrine import Behaviour
from player.model.entries import Crowd, Tag
from player.model.scenario import Scenario
from player.model.text import Text
from player.model.times import MINUTE_MS, SECOND_MS
from player.triggers.when import Condition, When
from tests.helpers.drills import Drill, Step, play
from tests.helpers.scenarios import action, choice, decision, inject, phase, scenario

MILLION = 1_000_000
UNITS = ("dalmas", "negosiator", "water-cannon")
TAGS = {
    "shouting": Tag("shouting", 1, Text.plain("shouting"), behaviour=Behaviour.AKTIF),
    "throwing": Tag("throwing", 2, Text.plain("throwing"), behaviour=Behaviour.AGRESIF, unlawful=True),
    "burning": Tag("burning", 3, Text.plain("burning"), unlawful=True),
}
FAST = {"contagion_rate": 5.0, "activity_decay": 2.0, "leaving": 0.2, "tension_decay": 0.3}
"""A crowd in which within a minute everything happens that otherwise takes a quarter of an hour."""

crowds = st.builds(
    lambda parameters, **start: Crowd(300, start=start, parameters=parameters),
    st.sampled_from(({}, FAST)),
    tension=st.sampled_from((0.0, 0.3, 0.62, 1.0)),
    activity=st.sampled_from((0.0, 0.04, 0.16, 0.6)),
    presence=st.sampled_from((0.1, 0.152, 0.3, 1.0)),
)
pressures = st.builds(Pressure, st.sampled_from((0.03, 0.5, 8.0)), st.integers(1, 2 * MINUTE_MS))
effects = st.builds(
    Effects,
    tension=st.sampled_from((0.0, 12.0, -20.0, 100.0)),
    presence=st.sampled_from((0.0, 0.0, 20.0, -60.0)),
    pressure=st.none() | pressures,
    behaviour=st.none() | st.sampled_from(Behaviour),
    provocateurs=st.none() | st.sampled_from((0.0, 1.0)),
    unlawful=st.booleans(),
)
conditions = st.sampled_from(
    (
        *(Condition("situation", sign, colour) for sign in (">=", "=", "<") for colour in (1, 2)),
        Condition("tension", ">=", 60),
        Condition("presence", "<", 15),
    )
)


@st.composite
def scripts(draw: st.DrawFn) -> Scenario:
    """Two phases that do all that a script can do to a crowd, with conditions that wait for it."""
    phases = []
    for name, after in (("first", "second"), ("second", None)):
        waits = [
            inject(f"{name}-when-{n}", trigger=When((draw(conditions),), lasting), effects=draw(effects), repeats=True)
            for n, lasting in enumerate((0, 3 * SECOND_MS))
        ]
        timed = inject(f"{name}-timed", draw(st.integers(0, MINUTE_MS)), effects=draw(effects))
        by_hand = inject(f"{name}-hand", effects=draw(effects), repeats=True)
        phases.append(
            phase(
                name,
                *waits,
                timed,
                by_hand,
                action(f"{name}-line", "dalmas", "shield_line"),
                action(f"{name}-arrest", "dalmas", "hard_arrest"),
                action(f"{name}-talk", "negosiator", "negotiation"),
                action(f"{name}-appeal", "dalmas", "appeal"),
                action(f"{name}-cannon", "water-cannon", "water_cannon"),
                decision(f"{name}-ask", choice("yes", after, effects=draw(effects)), choice("no")),
                planned_ms=2 * MINUTE_MS,
                enter=draw(effects),
            )
        )
    return scenario(*phases, crowd=draw(crowds), tags=TAGS)


OFFERS = ("line", "arrest", "talk", "appeal", "cannon")
who_and_why = st.tuples(st.sampled_from(("Kapolres", "Kabag Ops")), st.just("seen otherwise"))
modes = st.sampled_from((ev.OverrideMode.HOLD, ev.OverrideMode.SET, ev.OverrideMode.RELEASE))
ppm = st.none() | st.sampled_from((0, 150_000, 500_001, MILLION)) | st.integers(0, MILLION)
overrides = st.one_of(
    st.builds(
        lambda quantity, mode, value, names: do.Override(quantity, mode, value, *names),
        st.sampled_from((ev.Quantity.TENSION, ev.Quantity.PRESENCE)),
        modes,
        ppm,
        who_and_why,
    ),
    st.builds(
        lambda mode, value, names: do.Override(ev.Quantity.BEHAVIOUR, mode, value, *names),
        modes,
        st.none() | st.integers(0, 4),
        who_and_why,
    ),
    st.builds(
        lambda mode, value, names, unit: do.Override(ev.Quantity.FORCE, mode, value, names[0], names[1], unit),
        modes,
        st.none() | st.integers(0, 6),
        who_and_why,
        st.sampled_from(UNITS),
    ),
)
phase_names = st.sampled_from(("first", "second"))
deeds = st.one_of(
    st.builds(lambda name: do.FireInject(f"{name}-hand"), phase_names),
    st.builds(lambda name, offer: do.StartAction(f"{name}-{offer}"), phase_names, st.sampled_from(OFFERS)),
    st.builds(do.StopAction, st.integers(1, 4)),
    st.builds(do.ChangeStage, st.integers(1, 4), st.integers(0, 6)),
    st.builds(do.ObserveTag, st.sampled_from(tuple(TAGS))),
    st.builds(do.VoidEntry, st.integers(3, 25)),
    st.builds(do.RestoreEntry, st.integers(3, 25)),
    st.builds(lambda name: do.Decide(f"{name}-ask", "yes"), phase_names),
    st.just(do.NextPhase()),
)
holds = st.sampled_from((do.HoldExercise(), do.ResumeExercise(), do.ResumeExercise()))
waits = st.one_of(
    st.sampled_from((0, 500, SECOND_MS, 30 * SECOND_MS)),
    st.integers(1, 3 * SECOND_MS),
    st.integers(SECOND_MS, MINUTE_MS),
    st.just(4 * MINUTE_MS),
)
steps = st.lists(waits | overrides | deeds | holds | waits | overrides | deeds, min_size=8, max_size=20)
calm_steps = st.lists(waits | deeds | overrides | holds | waits | deeds, min_size=8, max_size=20)
"""The same with fewer overrides, so that more of what happens does so by itself."""


@dataclass(frozen=True, slots=True)
class Course:
    """A script, and what is done in it from StartEx on."""

    script: Scenario
    steps: tuple[Step, ...]

    def drill(self, fold: Fold | None = None) -> Drill:
        """It played to its end; what does not fit is refused and left out."""
        drill = Drill(self.script, fold)
        if fold is None:
            drill.start()
        play(drill, self.steps)
        return drill


courses = st.builds(lambda script, done: Course(script, tuple(done)), scripts(), steps)
calm_courses = st.builds(lambda script, done: Course(script, tuple(done)), scripts(), calm_steps)
