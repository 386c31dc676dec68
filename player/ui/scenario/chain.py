"""The stages of a programme rehearsed one after the other, each beginning with what the one before leaves. No Qt."""

from __future__ import annotations

from collections.abc import Callable

from player.engine.programme import stage_opening
from player.engine.rehearsal import Rehearsal, rehearse
from player.model.scenario import LoadedProgramme
from player.review.course import PlannedCourse, planned_course


def chained_courses(loaded: LoadedProgramme, wanted: Callable[[], bool]) -> tuple[PlannedCourse, ...]:
    """The planned courses of the stages, in order.

    Args:
        wanted: asked again and again whether somebody still waits for them.

    Raises:
        Superseded: nobody does.
    """
    courses = []
    before: Rehearsal | None = None
    for place, script in enumerate(loaded.scenarios):
        opening = stage_opening(loaded.programme, place, before.fold if before is not None else None)
        before = rehearse(script.scenario, opening=opening, wanted=wanted)
        courses.append(planned_course(before))
    return tuple(courses)
