"""A drill under way tells the panels what they need to draw again, and tells it once."""

from __future__ import annotations

from PySide6.QtTest import QSignalSpy

from player.engine.commands import AnswerFinding, StartAction, VoidEntry, WriteNote
from player.model.events import AnswerKind
from tests.helpers.desk import Desk


def test_each_event_that_changes_what_is_found_is_told_of_once(run: Desk) -> None:
    """A reason in a note clears the finding on force; with the note void, it stands again."""
    run.pass_until(60_000)
    view = run.view
    assert view.do(StartAction("arrest"))
    started = view.entries[-1].seq
    run.pass_ms(2_000)
    finding = next(one for one in view.findings if one.rule == "R4")
    judged = QSignalSpy(view.judged)
    told = []
    for command in (
        WriteNote("he struck first", started),
        VoidEntry(view.entries[-1].seq + 1),
        AnswerFinding(finding.key, AnswerKind.DISMISSED, "seen from the side", "Danki"),
        WriteNote("nothing to do with it"),
    ):
        before = judged.count()
        assert view.do(command)
        told.append(judged.count() - before)
    assert told == [1, 1, 1, 0]
