"""Notes, ratings, the plan and the summary by keys, on the real window: what is asked, saved and kept."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from player.engine import commands as do
from player.i18n import _, use_language
from player.model import events as ev
from player.model.doctrine import Rating
from player.session import lock
from player.session.afterwards import Afterwards
from player.session.store import VerifyStatus, read_session, verify_session
from player.ui.actions import Mode
from player.ui.assess.note_sheet import NoteSheet
from player.ui.assess.plan_sheet import PlanSheet
from player.ui.assess.rating_sheet import RatingSheet
from tests.helpers.desk import ALT, CTRL, SHIFT, Desk
from tests.helpers.desk_assess import (
    Stroke,
    assessed_script,
    ended_drill,
    keys,
    notes_of,
    on_disk,
    plan_of,
    ratings_of,
    summary_of,
    view_of,
)

K = Qt.Key
ENTER, ESC = K.Key_Return, K.Key_Escape
UNDO, REDO = (K.Key_Z, CTRL), (K.Key_Z, CTRL | SHIFT)


@pytest.fixture
def ended(desk: Desk) -> Desk:
    """The review, the day after, of a drill with three objectives and three findings."""
    use_language("en")
    ended_drill(desk)
    return desk


def typed(*strokes: Stroke) -> Callable[[QWidget], None]:
    return lambda sheet: keys(sheet, *strokes)


def note(desk: Desk, key: Qt.Key, *strokes: Stroke) -> None:
    with desk.answering(typed(*strokes)):
        desk.press(key)


class TestANote:
    def test_is_on_the_moment_the_key_was_pressed(self, ended: Desk) -> None:
        view_of(ended).seek(61_500)
        note(ended, K.Key_N, "The wind turns.", ENTER)
        note(ended, K.Key_S, "Heard at the back", (ENTER, SHIFT), "of the square.", ENTER)
        note(ended, K.Key_I, "No order to stop.", ENTER)
        assert [(one.kind.value, one.at_ms, one.to_ms, one.text) for one in on_disk(ended).annotations] == [
            ("note", 61_500, 61_500, "The wind turns."),
            ("strength", 61_500, 61_500, "Heard at the back\nof the square."),
            ("improvement", 61_500, 61_500, "No order to stop."),
        ]
        assert view_of(ended).now_ms == 61_500

    def test_is_on_the_entry_stepped_to_unless_f2_says_otherwise(self, ended: Desk) -> None:
        view = view_of(ended)
        view.seek_entry(8)
        at_ms = view.now_ms
        note(ended, K.Key_N, "On it.", ENTER)
        note(ended, K.Key_N, K.Key_F2, "On the moment.", ENTER)
        first, second = on_disk(ended).annotations
        assert (first.on, first.at_ms) == (8, at_ms)
        assert (second.on, second.at_ms) == (None, at_ms)

    def test_is_on_the_span_selected(self, ended: Desk) -> None:
        face = ended.page.show_instrument(on=True)
        view_of(ended).seek(5_000)
        face.lanes.select(60_000, 90_000)
        note(ended, K.Key_I, "Too slow.", ENTER)
        (one,) = on_disk(ended).annotations
        assert (one.at_ms, one.to_ms) == (60_000, 90_000)

    def test_is_on_the_finding_chosen(self, ended: Desk) -> None:
        column = ended.page.show_instrument(on=True).column
        column.show_panel("findings")
        finding = view_of(ended).findings[0]
        column.findings.select(finding.key)
        view_of(ended).seek(10_000)
        note(ended, K.Key_I, "So it was.", ENTER)
        (one,) = on_disk(ended).annotations
        assert (one.finding, one.at_ms) == (finding.key, finding.from_ms)

    def test_says_how_it_is_meant_and_who_wrote_it(self, ended: Desk) -> None:
        def reply(sheet: QWidget) -> None:
            assert isinstance(sheet, NoteSheet)
            keys(sheet, "Well led.", (K.Key_2, ALT))
            sheet.who.setText("AKP Sari")
            keys(sheet, ENTER)

        with ended.answering(reply):
            ended.press(K.Key_N)
        note(ended, K.Key_N, "Again.", ENTER)
        assert [(one.kind.value, one.who) for one in on_disk(ended).annotations] == [
            ("strength", "AKP Sari"),
            ("note", "AKP Sari"),
        ]

    def test_without_words_is_none_but_a_bookmark_is(self, ended: Desk) -> None:
        def reply(sheet: QWidget) -> None:
            assert isinstance(sheet, NoteSheet)
            keys(sheet, ENTER)
            assert sheet.isVisible()
            assert sheet.said == "Write the note first."
            keys(sheet, (K.Key_4, ALT), ENTER)

        with ended.answering(reply):
            ended.press(K.Key_N)
        assert [one.kind.value for one in on_disk(ended).annotations] == ["bookmark"]

    def test_half_written_is_kept_with_its_moment(self, ended: Desk) -> None:
        view = view_of(ended)
        view.seek(60_000)
        note(ended, K.Key_N, "Half a sent", ESC)
        assert on_disk(ended).annotations == ()
        view.seek(90_000)
        ended.window.show_anew()
        note(ended, K.Key_N, "ence.", ENTER)
        (one,) = on_disk(ended).annotations
        assert (one.text, one.at_ms) == ("Half a sentence.", 60_000)
        note(ended, K.Key_N, ESC)
        note(ended, K.Key_N, "New.", ENTER)
        assert on_disk(ended).annotations[1].at_ms == 90_000, "the draft is gone"

    def test_in_the_list_it_leads_to_its_moment_is_changed_and_taken_back(self, ended: Desk) -> None:
        for ms in (60_000, 120_000):
            view_of(ended).seek(ms)
            note(ended, K.Key_N, f"At {ms}.", ENTER)
        panel = notes_of(ended)
        ended.click_row(panel, 0)
        assert view_of(ended).now_ms == 60_000
        panel.take_focus()
        ended.press(K.Key_Down)
        assert view_of(ended).now_ms == 120_000
        with ended.answering(typed((K.Key_A, CTRL), "Changed.", ENTER)):
            ended.press(ENTER)
        assert [one.text for one in on_disk(ended).annotations] == ["At 60000.", "Changed."]
        panel.take_focus()
        ended.press(K.Key_Delete)
        assert [one.text for one in on_disk(ended).annotations] == ["At 60000."]
        ended.press(*UNDO)
        assert [one.text for one in on_disk(ended).annotations] == ["At 60000.", "Changed."]
        ended.press(*UNDO)
        assert [one.text for one in on_disk(ended).annotations] == ["At 60000.", "At 120000."]
        assert [row.text for row in ended.rows(panel)] == ["At 60000.", "At 120000."]


class TestARating:
    def test_is_given_with_its_letter_in_the_list(self, ended: Desk) -> None:
        panel = ratings_of(ended)
        assert [row.letter for row in panel.list.rows.rows] == ["–"] * 3
        assert panel.waiting == 3
        for key in (K.Key_P, K.Key_Down, K.Key_M, K.Key_Down, K.Key_U):
            ended.press(key)
        rated = on_disk(ended).ratings
        assert {one: rating.rating.value for one, rating in rated.items()} == {
            "warned": "P",
            "reported": "M",
            "calm": "U",
        }
        assert not on_disk(ended).annotations, "M is no bookmark here"
        assert panel.waiting == 0
        ended.press(K.Key_Delete)
        assert set(on_disk(ended).ratings) == {"warned", "reported"}
        ended.press(*UNDO)
        ended.press(*UNDO)
        assert set(on_disk(ended).ratings) == {"warned", "reported"}
        ended.press(*REDO)
        assert set(on_disk(ended).ratings) == {"warned", "reported", "calm"}

    def test_is_told_and_esc_gives_the_letters_back_to_the_page(self, ended: Desk) -> None:
        ratings_of(ended)
        ended.press(K.Key_P)
        assert ended.page.notice.text.startswith("Rated P: ")
        ended.press(ESC)
        ended.press(K.Key_M)
        assert [one.kind.value for one in on_disk(ended).annotations] == ["bookmark"]

    def test_with_a_comment_in_its_sheet(self, ended: Desk) -> None:
        with ended.answering(typed(K.Key_S, "Once too late.", (K.Key_M, ALT), ENTER)):
            ended.press(K.Key_R)
        rated = on_disk(ended).ratings["warned"]
        assert (rated.rating, rated.comment) == (Rating.M, "Once too late.")
        panel = ratings_of(ended)
        ended.click(panel.buttons[Rating.P])
        rated = on_disk(ended).ratings["warned"]
        assert (rated.rating, rated.comment) == (Rating.P, "Once too late."), "the comment stays"
        assert panel.buttons[Rating.P].is_chosen

    def test_needs_a_letter_and_keeps_the_comment_as_a_draft(self, ended: Desk) -> None:
        def reply(sheet: QWidget) -> None:
            assert isinstance(sheet, RatingSheet)
            keys(sheet, K.Key_Tab)
            sheet._words.setFocus()
            keys(sheet, "Seen.", ENTER)
            assert sheet.said == "Choose P, S, M or U first."
            keys(sheet, ESC)

        with ended.answering(reply):
            ended.press(K.Key_R)
        assert not on_disk(ended).ratings
        with ended.answering(typed(K.Key_P, ENTER)):
            ended.press(K.Key_R)
        assert on_disk(ended).ratings["warned"].comment == "Seen."

    def test_stands_beside_what_the_log_shows(self, ended: Desk) -> None:
        panel = ratings_of(ended)
        told = " ".join(row.spoken for row in panel.evidence.rows.rows)
        for part in ("The warning is heard", "1 not seen", "Every time.", "not seen by 00:06:00", "critical task"):
            assert part in told, part
        place = next(place for place, row in enumerate(panel.evidence.rows.rows) if row.at_ms is not None)
        panel.evidence.pick(place)
        assert view_of(ended).now_ms == 180_000


class TestThePlan:
    def test_suggestions_are_taken_up_with_one_key_and_never_by_themselves(self, ended: Desk) -> None:
        panel = plan_of(ended)
        suggested = [row for row in panel.list.rows.rows if row.key[0] in {"finding", "missed"}]
        assert len(suggested) == len(view_of(ended).findings) + 2
        assert not on_disk(ended).annotations
        panel.take_focus()
        panel.list.choose(suggested[0].key)
        ended.press(ENTER)
        (area,) = on_disk(ended).of_kind(ev.AnnotationKind.IMPROVEMENT)
        assert area.finding == suggested[0].key[1]
        left = [row.key for row in panel.list.rows.rows if row.key[0] in {"finding", "missed"}]
        assert left == [row.key for row in suggested[1:]]
        missed = next(row for row in suggested if row.key[0] == "missed")
        panel.list.choose(missed.key)
        ended.press(ENTER)
        assert len(on_disk(ended).of_kind(ev.AnnotationKind.IMPROVEMENT)) == 2
        assert all(row.key != missed.key for row in panel.list.rows.rows)

    def test_says_who_until_when_and_what_is_missing_or_overdue(self, ended: Desk) -> None:
        note(ended, K.Key_I, "Radio.", ENTER)
        panel = plan_of(ended)
        assert "no corrective action yet" in panel.list.rows.rows[1].flag
        panel.list.choose(("note", 1))
        today = view_of(ended).today

        def reply(sheet: QWidget) -> None:
            assert isinstance(sheet, PlanSheet)
            keys(sheet, "Check the radios.")
            sheet.due.setFocus()
            keys(sheet, "soon", ENTER)
            assert "31/12/2026" in sheet.said
            sheet.due.clear()
            keys(sheet, "+14", ENTER)

        with ended.answering(reply):
            ended.press(K.Key_P)
        (one,) = on_disk(ended).correctives
        assert (one.annotation, one.owner) == (1, "")
        assert (view_of(ended).today - today).days == 0
        assert one.due > today.isoformat()
        row = next(row for row in panel.list.rows.rows if row.key == ("corrective", 1))
        assert row.indent == 1
        assert row.flag == "no owner yet"

        def past(sheet: QWidget) -> None:
            assert isinstance(sheet, PlanSheet)
            sheet.owner.setText("Danki")
            sheet.due.setText("1/2/2020")
            keys(sheet, ENTER)

        panel.take_focus()
        panel.list.choose(("corrective", 1))
        with ended.answering(past):
            ended.press(ENTER)
        row = next(row for row in panel.list.rows.rows if row.key == ("corrective", 1))
        assert row.flag == "overdue"
        assert "Danki" in row.detail
        assert on_disk(ended).correctives[0].due == "2020-02-01"
        panel.take_focus()
        ended.press(K.Key_Delete)
        assert not on_disk(ended).correctives


class TestTheSummary:
    def test_is_written_in_paragraphs_and_kept_until_it_is_saved(self, ended: Desk) -> None:
        ended.press(K.Key_T)
        ended.type("One.")
        ended.press(ENTER)
        ended.type("Two.")
        ended.press(ESC)
        ended.window.show_anew()
        panel = summary_of(ended)
        assert panel.words.text == "One.\nTwo."
        assert on_disk(ended).summary == ""
        ended.press(K.Key_T)
        ended.press(ENTER, CTRL)
        assert on_disk(ended).summary == "One.\nTwo."
        assert panel.stand == "Saved."
        ended.window.setFocus()
        ended.press(*UNDO)
        assert (on_disk(ended).summary, summary_of(ended).words.text) == ("", "")

    def test_that_is_half_written_is_there_again_when_the_session_is(self, ended: Desk) -> None:
        path = view_of(ended).saved.path
        ended.press(K.Key_T)
        ended.type("Half a")
        ended.press(ESC)
        note(ended, K.Key_N, "Half a note", ESC)
        ended.window.go_home()
        assert ended.window.open_file(path)
        panel = summary_of(ended)
        assert panel.words.text == "Half a"
        assert panel.stand.startswith("Not saved yet")
        note(ended, K.Key_N, ENTER)
        assert [one.text for one in on_disk(ended).annotations] == ["Half a note"]


class TestWhatCannotBeWritten:
    def test_stays_typed_and_is_said_in_the_sheet(self, ended: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        before, real = view_of(ended).saved.path.read_bytes(), os.open

        def read_only(path: str, flags: int, *more: int) -> int:
            if flags & os.O_CREAT:
                raise OSError(errno.EROFS, "Read-only file system")
            return real(path, flags, *more)

        def reply(sheet: QWidget) -> None:
            assert isinstance(sheet, NoteSheet)
            with monkeypatch.context() as patched:
                patched.setattr(lock.os, "open", read_only)  # type: ignore[attr-defined]
                keys(sheet, "Precious.", ENTER)
            assert _("Read-only file system") in sheet.said
            assert "What is typed stays here" in sheet.said
            assert (sheet.isVisible(), sheet.text) == (True, "Precious.")
            assert view_of(ended).saved.path.read_bytes() == before
            Afterwards(read_session(view_of(ended).saved.path), ended.clock).do(do.WriteSummary("Theirs."))
            keys(sheet, ENTER)
            assert "Another Gladi" in sheet.said
            keys(sheet, ENTER)

        with ended.answering(reply):
            ended.press(K.Key_N)
        stands = on_disk(ended)
        assert ([one.text for one in stands.annotations], stands.summary) == (["Precious."], "Theirs.")
        ended.press(*UNDO)
        ended.press(*UNDO)
        assert (on_disk(ended).annotations, on_disk(ended).summary) == ((), "Theirs."), "what they wrote stays"

    def test_a_session_that_was_cut_off_says_what_helps(self, run: Desk) -> None:
        use_language("en")
        run.pass_ms(5_000)
        path = run.view.drill.path
        run.window.let_go()
        run.window.open_file(path)
        before = path.read_bytes()
        for key in (K.Key_N, K.Key_R, K.Key_P, K.Key_T):
            run.page.notice.dismiss()
            run.press(key)
            assert "Resume it" in run.page.notice.text
        assert path.read_bytes() == before


def test_from_endex_two_keys_lead_to_a_rating(desk: Desk) -> None:
    desk.run(assessed_script())
    desk.start_ex()
    desk.pass_until(60_000)
    desk.end_ex(_("END"))
    path = desk.view.drill.path
    head = read_session(path).head_hash
    assert desk.window.mode is Mode.HOTWASH
    desk.press(K.Key_A)
    desk.press(K.Key_P)
    saved = read_session(path)
    assert on_disk(desk).ratings["warned"].rating is Rating.P
    assert saved.records[saved.exercise_entries - 1].hash == head, "the chain of the drill is as it was at EndEx"
    assert verify_session(path).status is VerifyStatus.INTACT
    desk.window.actions_table["hotwash"].do()
    desk.press(K.Key_A)
    desk.press(K.Key_Delete)
    assert not on_disk(desk).ratings, "and from the hotwash of a saved session"
    with desk.answering(typed(K.Key_M, ENTER)):
        desk.press(K.Key_R)
    with desk.answering(typed(K.Key_S, ENTER)):
        summary_of(desk)
        desk.window.setFocus()
        desk.press(K.Key_R)
    assert {one: rated.rating.value for one, rated in on_disk(desk).ratings.items()} == {"warned": "M", "reported": "S"}
