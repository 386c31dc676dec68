"""Answering what is found, in the Review: on the disk when it is on the screen, and never losing one's place."""

from __future__ import annotations

import errno
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from player.engine import commands as do
from player.i18n import _, use_language
from player.model import events as ev
from player.model.rules import RULES_VERSION
from player.model.scenario import LoadedScenario
from player.scenario import read_recorded
from player.session import lock
from player.session.afterwards import Afterwards
from player.session.codec import CODEC
from player.session.store import VerifyStatus, read_session, verify_session
from player.ui.actions import Mode
from player.ui.review.log import ReviewLog
from player.ui.review.notices import said_of_rules
from player.ui.review.page import ReviewPage
from player.ui.review_view import ReviewView
from player.ui.widgets import Chip
from tests.helpers.desk import CTRL, SHIFT, Desk
from tests.helpers.golden import GOLDEN_FOLDER
from tests.session.damage import change, forge

Z = Qt.Key.Key_Z
ENDED_MS = 200_000
ACCEPT = do.AnswerFinding("R2.5.60000", ev.AnswerKind.ACCEPTED)
EXPLAIN = do.AnswerFinding("R4.7.90000", ev.AnswerKind.EXPLAINED, "Perintah Danki.", "AKP Sari")


def view_of(desk: Desk) -> ReviewView:
    view = desk.window.review_view
    assert view is not None
    return view


def log_of(desk: Desk) -> ReviewLog:
    page = desk.page
    assert isinstance(page, ReviewPage)
    return page.review_face.log


def trainer_s(desk: Desk) -> list[ev.Event]:
    """What a trainer added, as the file has it."""
    records = read_session(view_of(desk).saved.path).records
    return [record.event for record in records if record.event.actor is ev.Actor.TRAINER]


@pytest.fixture
def reviewed(run: Desk) -> Desk:
    """The review, the day after, of a drill that was ended."""
    run.pass_until(90_000)
    run.press(run.unit_key("line"))
    run.pass_until(ENDED_MS)
    run.end_ex(_("END"))
    run.window.actions_table["to_review"].do()
    run.clock.advance_ms(86_400_000)
    assert run.window.mode is Mode.REVIEW
    return run


class TestWhetherItCan:
    def test_a_live_drill_from_startex_on(self, desk: Desk, short: LoadedScenario) -> None:
        desk.run(short)
        assert not desk.view.can_answer
        desk.start_ex()
        assert desk.view.can_answer
        desk.end_ex(_("END"))
        assert desk.view.can_answer
        assert desk.view.do(ACCEPT)

    def test_a_session_that_ended(self, reviewed: Desk) -> None:
        assert view_of(reviewed).can_answer

    def test_one_that_was_cut_off_cannot_and_says_what_helps(self, run: Desk) -> None:
        run.pass_ms(5_000)
        path = run.view.drill.path
        run.window.let_go()
        run.window.open_file(path)
        before = path.read_bytes()
        assert not view_of(run).can_answer
        assert view_of(run).do(ACCEPT) is False
        assert path.name in run.page.notice.text
        assert path.read_bytes() == before

    def test_a_damaged_one_cannot(self, reviewed: Desk) -> None:
        path = view_of(reviewed).saved.path
        reviewed.window.go_home()
        change(path, "UPDATE events SET data = '{}' WHERE seq = 4")
        reviewed.window.open_file(path)
        assert not view_of(reviewed).can_answer
        assert view_of(reviewed).do(ACCEPT) is False


class TestAnAnswer:
    def test_is_on_the_disk_and_in_the_log(self, reviewed: Desk) -> None:
        view = view_of(reviewed)
        count = len(view.entries)
        assert view.do(EXPLAIN)

        (event,) = trainer_s(reviewed)
        assert view.entries[-1].event == event
        assert event.exercise_ms == ENDED_MS
        assert len(view.entries) == len(reviewed.rows(log_of(reviewed))) == count + 1
        row = reviewed.rows(log_of(reviewed))[-1]
        assert "Perintah Danki." in row.text
        assert f"{view.entries[-1].wall.local:%Y-%m-%d}" in row.text, "its clock alone would be that of the drill's day"
        assert f"#{count + 1}" in _("saved #{seq}").format(seq=view.saved_seq)
        answer = view.final_state.answer_of(EXPLAIN.finding)
        assert answer is not None
        assert answer.who == "AKP Sari"

    def test_tells_every_panel(self, reviewed: Desk) -> None:
        view = view_of(reviewed)
        spies = [QSignalSpy(signal) for signal in (view.judged, view.grown, view.changed)]
        moved = QSignalSpy(view.moved)
        view.do(ACCEPT)
        assert [spy.count() for spy in spies] == [1, 1, 1]
        assert moved.count() == 0

    @pytest.mark.parametrize("ms", [0, 90_000, 123_456, ENDED_MS])
    def test_leaves_the_moment_shown(self, reviewed: Desk, ms: int) -> None:
        view = view_of(reviewed)
        view.seek(ms)
        before = (view.now_ms, view.entry_count, view.state.last_seq, view.wall)
        view.do(ACCEPT)
        if ms == ENDED_MS:
            assert view.entry_count == len(view.entries), "at the end it stays at the end"
            assert (view.now_ms, view.wall) == (before[0], before[3])
        else:
            assert (view.now_ms, view.entry_count, view.state.last_seq, view.wall) == before
            assert [row.later for row in reviewed.rows(log_of(reviewed))].index(True) == view.entry_count

    def test_moves_no_clock(self, reviewed: Desk) -> None:
        """The wall clock over the end of the drill is that of EndEx, whenever somebody answered."""
        view = view_of(reviewed)
        ended = view.entries[-1].wall
        view.do(ACCEPT)
        assert view.entries[-1].wall.utc_ms == ended.utc_ms + 86_400_000
        assert view.wall == ended
        reviewed.press(Qt.Key.Key_Up)
        reviewed.press(Qt.Key.Key_Down)
        assert (view.wall, view.now_ms) == (ended, ENDED_MS)

    def test_can_be_stepped_to(self, reviewed: Desk) -> None:
        view = view_of(reviewed)
        view.do(ACCEPT)
        count = len(view.entries)
        reviewed.press(Qt.Key.Key_Up)
        assert view.entry_count == count - 1
        assert not view.state.answers
        reviewed.press(Qt.Key.Key_Down)
        assert view.state.answers

    def test_many_of_them_keep_every_moment_in_reach(self, reviewed: Desk) -> None:
        view = view_of(reviewed)
        first = len(view.entries)
        for number in range(300):
            assert view.do(do.AnswerFinding(f"R2.{number}", ev.AnswerKind.ACCEPTED))
        for count in (first, first + 100, 256, first + 299, first + 300):
            view.seek_entry(count)
            assert view.state.last_seq == count
            assert len(view.state.answers) == max(0, count - first)
        assert verify_session(view.saved.path).status is VerifyStatus.INTACT

    def test_changes_nothing_that_is_found(self, reviewed: Desk) -> None:
        view = view_of(reviewed)
        before, course = view.findings, {name: list(values) for name, values in view.columns().items()}
        view.do(ACCEPT)
        assert view.findings == before
        assert {name: list(values) for name, values in view.columns().items()} == course

    def test_is_there_when_it_is_opened_again(self, reviewed: Desk) -> None:
        view_of(reviewed).do(EXPLAIN)
        path = view_of(reviewed).saved.path
        reviewed.window.go_home()
        reviewed.window.open_file(path)
        view = view_of(reviewed)
        assert view.now_ms == ENDED_MS
        assert view.final_state.answer_of(EXPLAIN.finding) is not None
        assert not reviewed.page.notice.isVisible()

    def test_that_cannot_be_saved_is_told_and_not_shown(self, reviewed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        view, real = view_of(reviewed), os.open
        count, before = len(view.entries), view.saved.path.read_bytes()

        def read_only(path: str, flags: int, *more: int) -> int:
            if flags & os.O_CREAT:
                raise OSError(errno.EROFS, "Read-only file system")
            return real(path, flags, *more)

        with monkeypatch.context() as patched:
            patched.setattr(lock.os, "open", read_only)  # type: ignore[attr-defined]
            assert view.do(ACCEPT) is False
        assert _("Read-only file system") in reviewed.page.notice.text
        assert (len(view.entries), view.saved.path.read_bytes()) == (count, before)
        assert view.do(ACCEPT), "when it works again it is taken"

    def test_that_the_engine_refuses_is_told(self, reviewed: Desk) -> None:
        assert view_of(reviewed).do(do.AnswerFinding("R4.7", ev.AnswerKind.DISMISSED)) is False
        assert reviewed.page.notice.text == _("A finding that is explained or dismissed needs the reason in words.")
        assert trainer_s(reviewed) == []


class TestTakenBack:
    def test_by_keys(self, reviewed: Desk) -> None:
        view = view_of(reviewed)
        view.do(ACCEPT)
        view.do(EXPLAIN)
        first, second = (entry.seq for entry in view.entries[-2:])

        reviewed.press(Z, CTRL)
        assert view.final_state.voided == {second}
        assert reviewed.rows(log_of(reviewed))[second - 1].voided
        reviewed.press(Z, CTRL)
        assert view.final_state.voided == {first, second}
        reviewed.press(Z, CTRL)
        assert reviewed.page.notice.text == _("There is nothing of your own to undo.")
        reviewed.press(Z, CTRL | SHIFT)
        reviewed.press(Z, CTRL | SHIFT)
        reviewed.press(Z, CTRL | SHIFT)
        assert view.final_state.voided == set()
        assert [type(event.body) for event in trainer_s(reviewed)] == [
            *[ev.FindingAnswered] * 2,
            *[ev.EntryVoided] * 2,
            *[ev.EntryRestored] * 2,
        ]

    def test_also_one_given_when_it_was_open_before(self, reviewed: Desk) -> None:
        view_of(reviewed).do(ACCEPT)
        path = view_of(reviewed).saved.path
        reviewed.window.go_home()
        reviewed.window.open_file(path)
        reviewed.press(Z, CTRL)
        assert view_of(reviewed).final_state.answer_of(ACCEPT.finding) is None

    def test_not_what_was_entered_in_the_drill(self, run: Desk) -> None:
        run.press(Qt.Key.Key_M)
        run.view.do(EXPLAIN)
        run.end_ex(_("END"))
        run.window.actions_table["to_review"].do()
        before = view_of(run).saved.path.read_bytes()
        run.press(Z, CTRL)
        assert view_of(run).saved.path.read_bytes() == before

    def test_in_the_find_field_the_keys_are_its_own(self, reviewed: Desk) -> None:
        view_of(reviewed).do(ACCEPT)
        reviewed.press(Qt.Key.Key_F, CTRL)
        reviewed.type("line")
        reviewed.press(Z, CTRL)
        assert view_of(reviewed).final_state.voided == set()

    def test_marks_on_the_plot_stay_as_they_were(self, run: Desk) -> None:
        """A marker voided in the drill does not come back when an answer is voided at an earlier moment."""
        run.press(Qt.Key.Key_M)
        run.pass_ms(2_000)
        run.press(Z, CTRL)
        run.end_ex(_("END"))
        run.window.actions_table["to_review"].do()
        view_of(run).seek(1_000)
        view_of(run).do(ACCEPT)
        run.press(Z, CTRL)
        assert run.page.instrument is not None
        assert run.page.instrument.feed._marks == []


class TestAnotherGladi:
    def test_what_it_added_is_shown_and_nothing_written_over(self, reviewed: Desk) -> None:
        view = view_of(reviewed)
        view.seek(90_000)
        other = Afterwards(read_session(view.saved.path), reviewed.clock)
        (theirs,) = other.do(EXPLAIN)
        judged = QSignalSpy(view.judged)

        assert view.do(ACCEPT) is False
        assert view.saved.path.name in reviewed.page.notice.text
        assert view.entries[-1] == theirs
        assert (view.now_ms, judged.count()) == (90_000, 1)
        assert view.final_state.answer_of(EXPLAIN.finding) is not None
        assert view.do(ACCEPT)
        assert [event.body.finding for event in trainer_s(reviewed)] == [  # type: ignore[attr-defined]
            EXPLAIN.finding,
            ACCEPT.finding,
        ]

    def test_undo_does_not_reach_into_what_it_added(self, reviewed: Desk) -> None:
        view = view_of(reviewed)
        view.do(ACCEPT)
        Afterwards(read_session(view.saved.path), reviewed.clock).do(EXPLAIN)
        reviewed.press(Z, CTRL)
        assert view.final_state.voided == set(), "it was first told what the other added"
        reviewed.press(Z, CTRL)
        assert view.final_state.answer_of(ACCEPT.finding) is None
        assert view.final_state.answer_of(EXPLAIN.finding) is not None
        reviewed.press(Z, CTRL)
        assert view.final_state.answer_of(EXPLAIN.finding) is not None

    def test_a_session_put_back_from_a_copy_is_not_written_to(self, reviewed: Desk, tmp_path: Path) -> None:
        view = view_of(reviewed)
        copy = shutil.copy(view.saved.path, tmp_path / "copy.gladi")
        view.do(ACCEPT)
        shutil.copy(copy, view.saved.path)
        before = view.saved.path.read_bytes()
        assert view.do(EXPLAIN) is False
        assert view.saved.path.read_bytes() == before


class TestRulesOfAnotherVersion:
    def signs(self, desk: Desk) -> list[str]:
        wanted = _("rules version {version}").split(" {", maxsplit=1)[0]
        return [one.accessibleName() for one in desk.page.findChildren(Chip) if wanted in one.accessibleName()]

    def opened(self, desk: Desk, path: Path) -> ReviewView:
        assert desk.window.open_file(path)
        return view_of(desk)

    @pytest.mark.parametrize("language", ["id", "en"])
    def test_an_older_one_is_told_and_keeps_its_sign(self, desk: Desk, tmp_path: Path, language: str) -> None:
        use_language(language)
        path = Path(shutil.copy(GOLDEN_FOLDER / "session/version-1.gladi", tmp_path / "a.gladi"))
        view = self.opened(desk, path)
        assert desk.page.notice.text == said_of_rules(view.saved)
        assert "1" in desk.page.notice.text
        assert desk.page.notice.tone == "accent"
        assert self.signs(desk) == [_("rules version {version}").format(version=1)]
        desk.page.notice.dismiss()
        view.do(ACCEPT)
        assert self.signs(desk), "it stays when the notice is gone"
        desk.window.set_language("en" if language == "id" else "id")
        assert self.signs(desk)

    def test_one_of_today_says_nothing(self, reviewed: Desk, tmp_path: Path) -> None:
        assert self.signs(reviewed) == []
        assert not reviewed.page.notice.isVisible()
        self.opened(reviewed, GOLDEN_FOLDER / "session/version-2.gladi")
        assert self.signs(reviewed) == []

    def test_a_newer_one_is_shown_and_cannot_be_answered(self, reviewed: Desk) -> None:
        path = view_of(reviewed).saved.path
        opened = replace(view_of(reviewed).saved.opened, rules_version=RULES_VERSION + 1)
        reviewed.window.go_home()
        view = self.opened(reviewed, forge(path, 1, data=CODEC.text(opened)))
        assert str(RULES_VERSION + 1) in reviewed.page.notice.text
        assert self.signs(reviewed)
        assert not view.can_answer
        assert view.do(ACCEPT) is False
        assert str(RULES_VERSION) in reviewed.page.notice.text

    def test_one_that_was_cut_off_says_that_first(self, desk: Desk, tmp_path: Path) -> None:
        path = Path(shutil.copy(GOLDEN_FOLDER / "session/version-1.gladi", tmp_path / "a.gladi"))
        change(path, "DELETE FROM events WHERE seq > 60", "UPDATE pulse SET seq = 60, exercise_ms = 0")
        view = self.opened(desk, path)
        assert desk.page.notice.text != said_of_rules(view.saved)
        assert self.signs(desk)
        said = said_of_rules(view.saved)
        desk.window.actions_table["resume_session"].do()
        assert desk.window.mode is Mode.RUN
        assert desk.page.notice.text == said
        assert desk.view.state.situation is desk.view.sample.situation

    def test_a_script_whose_settings_are_refused_today_is_told(self, desk: Desk, short: LoadedScenario) -> None:
        old = read_recorded(short.text + "findings: {R99: {active: false}}\n", "old.yaml").loaded
        desk.run(old)
        desk.start_ex()
        desk.end_ex(_("END"))
        desk.window.actions_table["to_review"].do()
        assert "R99" in desk.page.notice.text
        assert view_of(desk).can_answer
        (sign,) = (one for one in desk.page.findChildren(Chip) if one.accessibleName() == _("script of older rules"))
        assert "R99" in sign.toolTip()
