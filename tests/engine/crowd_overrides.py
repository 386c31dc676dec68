"""What the tests of overrides share: a script in which everything can be done to a crowd, and short commands."""

from __future__ import annotations

from player.engine import commands as do
from player.model import events as ev
from player.model.course import Effects, Pressure
from player.model.doctrine import Behaviour
from player.model.entries import Crowd, Tag
from player.model.scenario import Scenario
from player.model.text import Text
from player.model.times import MINUTE_MS, SECOND_MS
from tests.helpers.drills import Drill
from tests.helpers.scenarios import action, inject, phase, scenario

TENSION, BEHAVIOUR, PRESENCE, FORCE = ev.Quantity
SET, HOLD, RELEASE = ev.OverrideMode
MILLION = 1_000_000
WHO, WHY = "Kompol Rini", "the hall is louder than it looks"

TAGS = {
    "throwing": Tag("throwing", 1, Text.plain("throwing"), behaviour=Behaviour.AGRESIF),
    "burning": Tag("burning", 2, Text.plain("burning"), unlawful=True),
}


def script(**crowd: float) -> Scenario:
    """One long phase in which everything can be done to a crowd that starts so."""
    return scenario(
        phase(
            "only",
            inject("shout", effects=Effects(tension=40.0), repeats=True),
            inject("calm", effects=Effects(tension=-40.0), repeats=True),
            inject("orator", effects=Effects(pressure=Pressure(2.0, 10 * MINUTE_MS))),
            inject("many", effects=Effects(presence=30.0), repeats=True),
            inject("few", effects=Effects(presence=-90.0), repeats=True),
            action("line", "dalmas", "shield_line"),
            action("push", "dalmas", "shield_push"),
            action("talk", "negosiator", "negotiation"),
            action("cannon", "water-cannon", "water_cannon"),
            planned_ms=60 * MINUTE_MS,
        ),
        crowd=Crowd(300, start=crowd),
        tags=TAGS,
    )


def started(**crowd: float) -> Drill:
    return Drill(script(**crowd)).start()


def override(
    quantity: ev.Quantity, mode: ev.OverrideMode, value: int | None = None, unit: str | None = None
) -> do.Override:
    return do.Override(quantity, mode, value, WHO, WHY, unit)


def body(drill: Drill, command: do.Override) -> ev.ValueOverridden:
    """What the override put into the log."""
    drill.do(command)
    found = drill.find(ev.ValueOverridden)[-1].body
    assert isinstance(found, ev.ValueOverridden)
    return found


def rows(drill: Drill, name: str) -> list[float]:
    return list(drill.engine.fold.crowd.columns()[name])


def everything_that_moves_it(drill: Drill) -> None:
    """Injects, pressure, dialogue and force far above the ceiling, over two minutes."""
    start_ms = drill.engine.now_ms
    for n, command in enumerate(
        (
            do.FireInject("shout"),
            do.FireInject("orator"),
            do.StartAction("cannon"),
            do.FireInject("many"),
            do.StartAction("talk"),
            do.FireInject("calm"),
            do.FireInject("few"),
            do.ObserveTag("throwing"),
        )
    ):
        drill.to(start_ms + n * 15 * SECOND_MS)
        drill.do(command)
    drill.to(start_ms + 2 * MINUTE_MS)
