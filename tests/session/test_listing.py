from __future__ import annotations

from pathlib import Path

import pytest

from player.session.store import (
    SessionState,
    SessionWriter,
    list_sessions,
    read_session,
    summarize,
)
from tests.helpers.clocks import FakeClock
from tests.session.damage import change
from tests.session.samples import RUN, new_session, small_drill

EVENTS = 1 + len(RUN)


class TestListing:
    def test_the_latest_comes_first_and_nothing_is_left_out(self, tmp_path: Path) -> None:
        clock = FakeClock()
        new_session(tmp_path / "old.gladi", clock, ended=True)
        clock.advance_ms(86_400_000)
        cut_off = new_session(tmp_path / "new.gladi", clock)
        change(new_session(tmp_path / "torn.gladi", clock), "DELETE FROM events WHERE seq = 3")
        (tmp_path / "empty.gladi").touch()
        (tmp_path / "folder.gladi").mkdir()
        (tmp_path / "notes.txt").touch()

        listed = list_sessions(tmp_path)

        assert {summary.path.stem: summary.state for summary in listed} == {
            "new": SessionState.INTERRUPTED,
            "torn": SessionState.DAMAGED,
            "old": SessionState.FINISHED,
            "folder": SessionState.UNREADABLE,
            "empty": SessionState.UNREADABLE,
        }
        assert [summary.path.stem for summary in listed][:3] == ["torn", "new", "old"]
        newest = listed[1]
        assert (newest.path, newest.events, newest.length_ms) == (cut_off, EVENTS, 6000)
        assert newest.title == small_drill().scenario.title
        assert newest.started == read_session(cut_off).records[1].wall
        assert newest.problem is None
        assert all(summary.problem for summary in listed if summary.path.stem in {"torn", "folder", "empty"})

    def test_one_that_is_running_is_shown_as_such(self, session: Path, clock: FakeClock) -> None:
        with SessionWriter.reopen(session, clock):
            assert summarize(session).state is SessionState.RUNNING
        assert summarize(session).state is SessionState.INTERRUPTED

    def test_a_lock_left_by_a_killed_writer_means_nothing(self, session: Path) -> None:
        session.with_name("a.gladi-lock").touch()
        assert summarize(session).state is SessionState.INTERRUPTED

    def test_it_names_its_scenario_by_id_whatever_its_title_says(self, session: Path) -> None:
        assert summarize(session).scenario == small_drill().scenario.id
        change(session, "UPDATE events SET data = '[]' WHERE seq = 1")
        assert summarize(session).scenario == ""

    def test_a_missing_folder_holds_no_sessions(self, tmp_path: Path) -> None:
        assert list_sessions(tmp_path / "none") == []
        (tmp_path / "file").touch()
        assert list_sessions(tmp_path / "file") == []

    def test_before_the_start_the_opening_counts(self, tmp_path: Path, clock: FakeClock) -> None:
        SessionWriter.create(tmp_path / "a.gladi", small_drill(), clock).close()
        assert summarize(tmp_path / "a.gladi").started == clock.wall()

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE scenario SET title = '['",
            "UPDATE scenario SET title = '[1]'",
            "UPDATE scenario SET title = 7",
            "DELETE FROM scenario",
            "DELETE FROM pulse",
            "DELETE FROM events",
            "UPDATE events SET exercise_ms = 'x' WHERE seq = 3",
            "UPDATE pulse SET seq = 99",
            "DROP TABLE pulse",
        ],
    )
    def test_what_is_amiss_is_listed_as_damaged(self, session: Path, statement: str) -> None:
        change(session, statement)
        summary = summarize(session)
        assert (summary.state, summary.path) == (SessionState.DAMAGED, session)
        assert summary.problem
