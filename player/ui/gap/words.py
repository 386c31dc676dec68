"""What is said of a gap in the time, and of what follows when it counts as elapsed. No Qt."""

from __future__ import annotations

from collections.abc import Iterable

from player.engine.state import DrillState
from player.i18n import _, ngettext
from player.model import events as ev
from player.model.times import DAY_MS, clock_text
from player.session.gaps import Elapsed

MOST_NAMES = 4
"""So many names are told, of the others their number."""


def gap_text(found: ev.Body, gap_ms: int) -> str:
    """What happened: "The computer was asleep or stuck for 10:12.".

    Args:
        found: the event that tells of the gap.
    """
    if isinstance(found, ev.SessionResumed):
        return _("Gladi was not running for {time}.").format(time=clock_text(gap_ms))
    return _("The computer was asleep or stuck for {time}.").format(time=clock_text(gap_ms))


def standing_text(found: ev.Body, gap_ms: int) -> str:
    """What stands over the page until the gap is counted."""
    text = _("{gap} The exercise is on hold since then. F9 resumes it and counts the time as a hold.")
    return text.format(gap=gap_text(found, gap_ms))


def hold_text(exercise_ms: int) -> str:
    """What follows when the gap counts as a hold."""
    text = _("Nothing went on meanwhile. The exercise goes on at {time}.")
    return text.format(time=clock_text(exercise_ms, hours=True))


def working_text() -> str:
    """What stands in the place of the consequences while they are being worked out."""
    return _("The exercise went on without Gladi. What follows is being worked out …")


def too_long_text() -> str:
    """Why the gap cannot count as elapsed."""
    return _("Not possible: the time is longer than {hours} hours.").format(hours=DAY_MS // 3_600_000)


def elapsed_lines(state: DrillState, brings: Elapsed) -> list[str]:
    """What follows when the gap counts as elapsed, in lines."""
    script = state.scenario
    text = _("The exercise went on without Gladi, and goes on at {time}.")
    lines = [text.format(time=clock_text(brings.exercise_ms, hours=True))]
    if brings.phases:
        names = _some(str(script.phase_by_id[one].title) for one in brings.phases)
        lines.append(_("Begun meanwhile: {names}.").format(names=names))
    if brings.due:
        count = len(brings.due)
        text = ngettext("{n} inject waits for GO: {names}.", "{n} injects wait for GO: {names}.", count)
        lines.append(text.format(n=count, names=_some(str(script.inject_by_id[one].title) for one in brings.due)))
    else:
        lines.append(_("No inject falls into that time."))
    if brings.asked:
        names = _some(str(script.decision_by_id[one].ask) for one in brings.asked)
        lines.append(_("Question put: {names}").format(names=names))
    if brings.missed:
        count = len(brings.missed)
        text = ngettext("{n} expected action not seen: {names}.", "{n} expected actions not seen: {names}.", count)
        names = _some(str(script.expected_by_id[one].text) for one in brings.missed)
        lines.append(text.format(n=count, names=names))
    phase = brings.phases[-1] if brings.phases else state.phase.id if state.phase is not None else None
    if brings.completed:
        lines.append(_("The script ends in that time."))
    elif brings.over_ms and phase is not None:
        text = _("The phase “{phase}” is then over its planned time by {time}.")
        lines.append(text.format(phase=script.phase_by_id[phase].title, time=clock_text(brings.over_ms)))
    return lines


def _some(names: Iterable[str]) -> str:
    all_names = list(names)
    shown = ", ".join(all_names[:MOST_NAMES])
    left = len(all_names) - MOST_NAMES
    return _("{names} and {n} more").format(names=shown, n=left) if left > 0 else shown
