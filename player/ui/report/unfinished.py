"""What a report would still lack of answers and ratings, said before it is written."""

from __future__ import annotations

from player.engine.state import DrillState, Status
from player.i18n import _, ngettext
from player.review.assessment import assessment_of
from player.ui.instrument.finding_words import open_findings
from player.ui.views import DrillView


def unfinished_text(view: DrillView) -> str:
    """What is still to be said of a drill that has ended; empty where nothing is, or where it was cut off."""
    state = view.final_state
    if state.status is not Status.ENDED:
        return ""
    told = ", ".join(filter(None, (_unanswered(view, state), *_unassessed(state))))
    return _("Still to come: {what}. The report says so.").format(what=told) if told else ""


def _unanswered(view: DrillView, state: DrillState) -> str:
    if view.findings_awaited:
        return ""
    count = len(open_findings(view.findings, state))
    return ngettext("{n} finding not answered", "{n} findings not answered", count).format(n=count) if count else ""


def _unassessed(state: DrillState) -> tuple[str, str]:
    assessment = assessment_of(state)
    objectives = state.scenario.objectives
    count = len(objectives.keys() - assessment.ratings.keys())
    rating = ngettext("{n} of {all} objectives not rated", "{n} of {all} objectives not rated", count)
    return (
        rating.format(n=count, all=len(objectives)) if count else "",
        "" if assessment.summary else _("no summary by the trainer"),
    )
