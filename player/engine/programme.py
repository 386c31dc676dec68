"""A programme played stage after stage on the plans of its scripts, each taking over what the one before left."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from player.engine.fold import MILLION, Fold
from player.engine.rehearsal import Rehearsal, rehearse
from player.model.events import Event, ExerciseStarted, StageOpened
from player.model.scenario import LoadedProgramme, Programme


def stage_opening(programme: Programme, place: int, before: Fold | None) -> StageOpened:
    """The event that opens a stage.

    Args:
        place: of the stage, from 0.
        before: the stage before it at its end, or None for the first.
    """
    stage = programme.stages[place]
    carried: dict[str, int | None] = {}
    if before is not None:
        crowd = before.crowd
        now = {"tension": crowd.tension, "activity": crowd.activity, "legitimacy": crowd.legitimacy}
        carried = {f"{name}_ppm": round(now[name] * MILLION) for name in sorted(stage.carries)}
    return StageOpened(programme.id, stage.id, place + 1, **carried)


def opening_of(events: Iterable[Event]) -> StageOpened | None:
    """What a drill took over as a stage of a programme, or None; what `rehearse` begins a plan of it with."""
    before = takewhile(lambda event: not isinstance(event.body, ExerciseStarted), events)
    return next((event.body for event in before if isinstance(event.body, StageOpened)), None)


def rehearse_programme(loaded: LoadedProgramme) -> list[Rehearsal]:
    """Play every stage through on its planned route, in their order."""
    courses: list[Rehearsal] = []
    for place, script in enumerate(loaded.scenarios):
        opening = stage_opening(loaded.programme, place, courses[-1].fold if courses else None)
        courses.append(rehearse(script.scenario, opening=opening))
    return courses
