"""A long session is shown before its lanes and findings are worked out, which is said meanwhile."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from player.engine import commands as do
from player.i18n import _
from player.model import events as ev
from player.session.store import fitting, read_session
from player.ui.background import InTurn
from player.ui.instrument import lane_feed
from player.ui.instrument.badge import FindingsBadge
from player.ui.instrument.findings import FindingsPanel
from player.ui.instrument.lanes import LanesView
from player.ui.review.seen import SeenView
from player.ui.review_view import ReviewView
from tests.helpers.background import HeldBackground
from tests.helpers.desk import Desk
from tests.helpers.desk_findings import provoke


def let_go_on(qtbot: QtBot, held: HeldBackground) -> None:
    """Have the next piece of work done."""
    qtbot.waitUntil(lambda: len(held) > 0)
    held.finish()


@pytest.fixture
def view(run: Desk, monkeypatch: pytest.MonkeyPatch) -> ReviewView:
    """A session taken for a long one."""
    monkeypatch.setattr("player.ui.review_view.LONG_ENTRIES", 1)
    monkeypatch.setattr(lane_feed, "MANY_ENTRIES", 1)
    provoke(run)
    run.end_ex(_("END"))
    live = run.window.live_view
    assert live is not None
    return ReviewView(fitting(read_session(live.drill.path)))


def test_lanes_and_findings_come_one_after_the_other(qtbot: QtBot, run: Desk, view: ReviewView) -> None:
    expected = view.findings
    held = HeldBackground()
    view.work_in(held)
    lanes, panel = LanesView(view), FindingsPanel(view, run.window.actions_table)
    badge = FindingsBadge(view)
    for widget in (lanes, panel):
        qtbot.addWidget(widget)
        widget.resize(600, 400)
        widget.show()
    view.find()
    assert lanes.feed.is_awaited
    assert view.findings_awaited
    assert (view.findings, badge.count) == ((), 0)
    assert view.all_findings() == expected
    assert panel._hint_said is not None
    assert panel._hint_said[0] == _("The findings are being worked out …")
    bare = lanes.grab().toImage()
    let_go_on(qtbot, held)
    assert not lanes.feed.is_awaited
    assert lanes.feed.lanes.count == len(view.entries)
    assert view.findings_awaited, "the findings wait until the lanes are there"
    assert lanes.grab().toImage() != bare
    let_go_on(qtbot, held)
    assert not view.findings_awaited
    assert view.findings == expected
    assert expected
    assert badge.count > 0
    assert [row.key for row in panel.list.rows.rows]
    assert tuple(span.finding for span in lanes.feed.findings) == expected
    badge.deleteLater()


def test_the_collector_looks_at_it_again_once_it_has_gone(qtbot: QtBot, view: ReviewView) -> None:
    view.work_in(HeldBackground())
    view.find()
    assert gc.get_freeze_count() > len(view.entries)
    with qtbot.waitSignal(view.destroyed):
        view.deleteLater()
    assert gc.get_freeze_count() == 0


def test_entries_of_some_kinds_are_those_found_one_by_one(run: Desk) -> None:
    provoke(run)
    run.end_ex(_("END"))
    run.window.actions_table["to_review"].do()
    view = run.window.review_view
    assert view is not None
    kinds = {ev.InjectFired, ev.ActionStarted, ev.ExerciseEnded, ev.AnnotationWritten, ev.GapFound}
    for count in (0, 1):
        for since in (0, 3, len(view.entries)):
            expected = [entry for entry in view.entries[since:] if type(entry.event.body) in kinds]
            assert view.entries_of(kinds, since) == SeenView(view).entries_of(kinds, since) == expected
        assert len(view.entries_of({ev.AnnotationWritten})) == count
        assert view.do(do.Annotate(ev.AnnotationKind.NOTE, 0, text="seen late"))


def test_a_page_that_has_gone_asks_for_nothing(qtbot: QtBot, view: ReviewView) -> None:
    held = HeldBackground()
    view.work_in(held)
    lanes = LanesView(view)
    lanes.deleteLater()
    qtbot.waitUntil(lambda: len(held) > 0)
    QApplication.processEvents()
    held.finish()


def test_work_that_fails_does_not_hold_up_the_next(qtbot: QtBot) -> None:
    held = HeldBackground()
    in_turn, done = InTurn(held), list[str]()
    in_turn.run(lambda: 1 / 0, lambda _ratio: done.append("first"), lambda _error: done.append("failed"))
    in_turn.run(lambda: "second", done.append)
    let_go_on(qtbot, held)
    assert done == ["failed"]
    let_go_on(qtbot, held)
    assert done == ["failed", "second"]
