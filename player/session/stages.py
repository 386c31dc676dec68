"""What a stage of a programme takes over: from the last run of the stage before it, or else from that stage's plan."""

from __future__ import annotations

from pathlib import Path

from player.engine.fold import Fold, fold_events
from player.engine.programme import rehearse_programme, stage_opening
from player.model.events import StageOpened
from player.model.scenario import LoadedProgramme
from player.session.errors import SessionError
from player.session.listing import SessionState, list_sessions
from player.session.reader import read_session


def opening_of_stage(loaded: LoadedProgramme, place: int, sessions: Path) -> StageOpened:
    """The event that opens a stage that is to be run.

    Args:
        place: of the stage, from 0.
        sessions: the folder of the sessions, where the run of the stage before it is looked for.
    """
    if not place or not loaded.programme.stages[place].carries:
        return stage_opening(loaded.programme, place, None)
    before = last_run(loaded, place - 1, sessions)
    if before is None:
        before = rehearse_programme(loaded)[place - 1].fold
    return stage_opening(loaded.programme, place, before)


def last_run(loaded: LoadedProgramme, place: int, sessions: Path) -> Fold | None:
    """The end of the latest finished run of a stage, or None where there is none that can be read."""
    title = loaded.scenarios[place].scenario.title
    programme, stage = loaded.programme.id, loaded.programme.stages[place].id
    for summary in list_sessions(sessions):
        if summary.state is not SessionState.FINISHED or summary.title != title:
            continue
        try:
            saved = read_session(summary.path)
        except SessionError:
            continue
        events = [record.event for record in saved.records]
        opened = next((event.body for event in events if isinstance(event.body, StageOpened)), None)
        if opened is not None and (opened.programme, opened.stage) == (programme, stage):
            return fold_events(saved.loaded.scenario, events)
    return None
