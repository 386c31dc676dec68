"""Whose name stands in a sheet before anybody has written one there. No Qt but the view."""

from __future__ import annotations

from collections.abc import Iterator

from player.model import events as ev
from player.review.assessment import assessment_of
from player.ui.drafts.keeper import drafts_of
from player.ui.views import DrillView


def writer_of(view: DrillView) -> str:
    """Who writes: the name written last here, else the one that stands last in the session; empty for nobody.

    Behind EndEx only what trainers have signed counts: who answered findings during the drill was the controller.
    """
    given = drafts_of(view).who
    return max(_signed(view), default=(0, ""))[1] if given is None else given


def _signed(view: DrillView) -> Iterator[tuple[int, str]]:
    """What is signed in the session: number of the entry, and by whom."""
    state, entries = view.final_state, view.entries
    for answers in state.answers.values():
        for answer in answers:
            if answer.who and (view.live or entries[answer.seq - 1].event.actor is ev.Actor.TRAINER):
                yield answer.seq, answer.who
    if view.live:
        return
    assessment = assessment_of(state)
    yield from ((one.seq, one.who) for one in assessment.annotations if one.who)
    yield from ((one.seq, one.who) for one in assessment.ratings.values() if one.who)
    if assessment.summary_seq is not None:
        body = entries[assessment.summary_seq - 1].event.body
        if isinstance(body, ev.SummaryWritten) and body.who:
            yield assessment.summary_seq, body.who
