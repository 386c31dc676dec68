"""What must hold of a desk at every moment, whatever was done at it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from player.engine.state import Status
from player.i18n import _
from player.model import events as ev
from player.model.doctrine import InjectStatus
from player.model.times import clock_text
from player.review.wording import LineKind, Wording
from player.session.live import Entry
from player.session.store import read_session
from player.triggers.every import Every
from player.ui.live_view import LiveView
from player.ui.run.page import RunPage
from tests.helpers.desk import Desk

LATE = {InjectStatus.DUE: {"due", "late"}}


class Audit:
    """Looks at one drill again and again; fails where it or the screen tells what cannot be."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._known: tuple[Entry, ...] = ()

    def begin(self) -> None:
        """Another drill is at the desk."""
        self._known = ()

    def look(self, *, file: bool = False) -> None:
        """Look at all of it; ``file``: read the file of the session again, too."""
        view, page = self.desk.view, self.desk.page
        self._log_only_grows(view)
        self._nothing_fired_twice(view)
        self._nothing_lost(view)
        self._screen_tells_the_state(view, page)
        self._screen_tells_the_log(view, page)
        if file:
            self.file_is_the_log()

    def file_is_the_log(self) -> None:
        """The file holds what the screen calls saved, and nothing else."""
        view = self.desk.view
        saved = read_session(view.drill.path)
        assert saved.damage is None
        on_disk = [record.event for record in saved.records]
        assert on_disk == [entry.event for entry in view.entries[: view.saved_seq]]

    def _log_only_grows(self, view: LiveView) -> None:
        entries = tuple(view.entries)
        before = [entry.event for entry in self._known]
        assert [entry.event for entry in entries[: len(before)]] == before, "the log was rewritten"
        assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
        order = [entry.event.exercise_ms for entry in entries]
        assert all(earlier <= later for earlier, later in pairwise(order)), "the log is out of order"
        self._known = entries

    def _nothing_fired_twice(self, view: LiveView) -> None:
        fired: Counter[str] = Counter()
        voided = view.state.voided
        for entry in view.entries:
            body = entry.event.body
            if not isinstance(body, ev.InjectFired) or body.how is ev.Firing.AGAIN or entry.seq in voided:
                continue
            fired[body.inject] += 1
        for name, times in fired.items():
            inject = view.scenario.inject_by_id[name]
            turns = inject.trigger.count if isinstance(inject.trigger, Every) else 1
            assert times <= turns or inject.repeats, f"{name} was delivered {times} times"

    def _nothing_lost(self, view: LiveView) -> None:
        state, now_ms = view.state, view.drill.fold.now_ms
        phase, run = state.phase, state.phase_run
        if phase is None or run is None or state.status not in {Status.RUNNING, Status.HELD}:
            return
        shifted = any(isinstance(entry.event.body, ev.InjectsShifted) for entry in view.entries)
        for inject in phase.injects:
            stood = state.injects[inject.id]
            due_ms = stood.due_ms
            if due_ms is None and inject.at_ms is not None and not shifted:
                due_ms = run.started_ms + inject.at_ms
            if due_ms is not None and due_ms <= now_ms:
                assert stood.status is not InjectStatus.PENDING, f"{inject.id} was due at {due_ms}, now is {now_ms}"

    def _screen_tells_the_state(self, view: LiveView, page: RunPage) -> None:
        state = view.state
        phase = state.phase or view.scenario.phases[0]
        assert page.now._title.text() == str(phase.title)
        assert view.unsaved_count == 0
        assert view.saved_seq == len(view.entries)
        assert page.band._saved.accessibleName() == _("saved #{seq}").format(seq=len(view.entries))
        assert clock_text(view.now_ms, hours=True) in page.band._exercise_time.accessibleName()
        rows = page.injects._list.rows.rows
        assert [row.inject for row in rows] == [inject.id for inject in view.phase_injects()]
        for row in rows:
            status = state.injects[row.inject].status
            assert row.status in LATE.get(status, {status.value}), row
        assert [row.inject for row in rows if row.standby] == [one.id for one in (view.standby,) if one is not None]

    def _screen_tells_the_log(self, view: LiveView, page: RunPage) -> None:
        panel = page.log
        kind, words = panel._filter.currentData(), panel._find.text().casefold().split()
        rows, told = list(panel._list.rows.rows), worded(view)
        wanted = [
            (seq, text)
            for seq, one, text in told
            if kind in {None, one.value} and all(word in text.casefold() for word in words)
        ]
        assert [(row.seq, row.text) for row in rows] == wanted
        assert panel._list.rows.rowCount() == len(wanted)
        assert {row.seq for row in rows if row.voided} == {seq for seq, _text in wanted if seq in view.state.voided}
        assert all(row.saved for row in rows)


def worded(view: LiveView) -> list[tuple[int, LineKind, str]]:
    """Every entry in words, from the first on: its number, kind and text."""
    wording = Wording(view.scenario)
    lines = [(entry.seq, wording.line(entry.event)) for entry in view.entries]
    return [(seq, line.kind, line.text) for seq, line in lines]


def by_hand(entries: Sequence[Entry]) -> list[ev.Body]:
    """What the controller did, of these entries."""
    return [entry.event.body for entry in entries if entry.event.actor is ev.Actor.CONTROLLER]
