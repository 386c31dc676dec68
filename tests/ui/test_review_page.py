"""The Review by keys: what plays, what is jumped to, what the log is narrowed down to, and what is written."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from player.i18n import _
from player.model import events as ev
from player.model.events import AnnotationKind
from player.review.wording import LINE_KIND_TITLES
from player.ui.instrument.answer import AnswerSheet
from player.ui.review.log_groups import GROUPS, by_whom
from player.ui.review.page import ReviewPage
from player.ui.review.part import ReviewPart
from player.ui.review.playback import SPEEDS_PERMILLE, Playback
from player.ui.review_view import ReviewView
from tests.helpers.desk import ALT, CTRL, SHIFT, Desk
from tests.helpers.desk_findings import provoke

KEY = Qt.Key
ENDED_MS = 400_000
STEP_MS = 50


@pytest.fixture
def reviewed(run: Desk) -> Desk:
    """The review of a drill of two phases with a hold, an action, a marker and findings."""
    run.pass_until(60_000)
    run.press(run.unit_key("line"))
    run.pass_until(90_000)
    run.press(KEY.Key_F9)
    run.pass_ms(30_000)
    run.press(KEY.Key_F9)
    run.press(KEY.Key_M)
    run.pass_until(310_000)
    run.press(KEY.Key_Return, CTRL)
    run.press(KEY.Key_Return)
    run.pass_until(ENDED_MS)
    run.end_ex(_("END"))
    run.window.actions_table["to_review"].do()
    QApplication.processEvents()
    return run


def view_of(desk: Desk) -> ReviewView:
    view = desk.window.review_view
    assert view is not None
    return view


def page_of(desk: Desk) -> ReviewPage:
    page = desk.page
    assert isinstance(page, ReviewPage)
    return page


def playback_of(desk: Desk) -> Playback:
    playback = desk.window.part(ReviewPart).playback
    assert playback is not None
    return playback


def passing(desk: Desk) -> Callable[[int], None]:
    """Let real time pass, the playback stepping as its timer lets it."""

    def go(ms: int) -> None:
        while ms > 0:
            step_ms = min(STEP_MS, ms)
            desk.clock.advance_ms(step_ms)
            playback_of(desk).step()
            ms -= step_ms

    return go


def test_it_plays_at_every_speed_and_stops_at_the_end(reviewed: Desk) -> None:
    view, playback, go = view_of(reviewed), playback_of(reviewed), passing(reviewed)
    reviewed.press(KEY.Key_Space)
    assert (playback.playing, view.now_ms) == (True, 0), "from the end it begins anew"
    go(10_000)
    assert view.now_ms == 10_000
    reviewed.press(KEY.Key_Space)
    go(5_000)
    assert (playback.playing, view.now_ms) == (False, 10_000)
    reviewed.press(KEY.Key_Minus)
    for speed in SPEEDS_PERMILLE:
        view.seek(20_000)
        reviewed.press(KEY.Key_Space)
        assert playback.speed_permille == speed
        go(2_000)
        assert view.now_ms == 20_000 + 2 * speed
        reviewed.press(KEY.Key_Space)
        reviewed.press(KEY.Key_Plus)
    reviewed.press(KEY.Key_Space)
    go(10_000)
    assert (playback.playing, view.now_ms) == (False, ENDED_MS)


def test_a_late_step_makes_up_and_a_sleep_does_not(reviewed: Desk) -> None:
    view, playback, go = view_of(reviewed), playback_of(reviewed), passing(reviewed)
    view.seek(0)
    reviewed.press(KEY.Key_Space)
    go(1_000)
    reviewed.clock.advance_ms(1_500)
    playback.step()
    assert view.now_ms == 2_500
    reviewed.clock.advance_ms(600_000)
    playback.step()
    assert (playback.playing, view.now_ms) == (False, 2_500), "nobody saw ten minutes of it"


def test_keys_go_on_from_there_and_the_mouse_stops(reviewed: Desk) -> None:
    view, playback, go = view_of(reviewed), playback_of(reviewed), passing(reviewed)
    view.seek(100_000)
    reviewed.press(KEY.Key_Space)
    reviewed.press(KEY.Key_Right, SHIFT)
    go(1_000)
    assert (playback.playing, view.now_ms) == (True, 131_000)
    scrubber = page_of(reviewed).scrubber
    QTest.mouseClick(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(scrubber.width() // 2, 20))
    assert not playback.playing
    reviewed.press(KEY.Key_Space)
    reviewed.click_row(page_of(reviewed).review_face.log, 3)
    assert (playback.playing, view.entry_count) == (False, 4)
    reviewed.press(KEY.Key_Space)
    reviewed.window.go_home()
    assert not playback.playing


def test_it_plays_on_in_another_language_and_face(reviewed: Desk) -> None:
    view, go = view_of(reviewed), passing(reviewed)
    view.seek(0)
    reviewed.press(KEY.Key_Space)
    reviewed.press(KEY.Key_2)
    reviewed.window.set_language("en")
    assert page_of(reviewed).review_face.log.chips[1].isChecked(), "what was set stays set"
    reviewed.press(KEY.Key_F6)
    go(70_000)
    assert view.now_ms == 70_000
    log = reviewed.rows(page_of(reviewed).log)
    assert len(log) == view.entry_count < len(view.entries)
    assert {row.seq for row in log} == set(range(1, view.entry_count + 1))
    columns = page_of(reviewed).view.columns()
    assert columns["t_ms"][-1] == 70_000
    reviewed.window.set_language("id")


def test_bookmarks_are_set_jumped_to_and_taken_back(reviewed: Desk) -> None:
    view = view_of(reviewed)
    for ms in (50_000, 200_000):
        view.seek(ms)
        reviewed.press(KEY.Key_M)
    assert [one.at_ms for one in view.bookmarks] == [50_000, 200_000]
    assert [record.event.body.kind for record in view.saved.records[-2:]] == [AnnotationKind.BOOKMARK] * 2  # type: ignore[attr-defined]
    reviewed.press(KEY.Key_BracketLeft)
    assert view.now_ms == 50_000
    reviewed.press(KEY.Key_BracketLeft)
    assert view.now_ms == 50_000
    assert page_of(reviewed).notice.text == _("No bookmark before this moment.")
    reviewed.press(KEY.Key_BracketRight)
    assert view.now_ms == 200_000
    assert _("Bookmark") in page_of(reviewed).scrubber.told_at(0.5 * page_of(reviewed).scrubber.width())
    view.seek(200_400)
    reviewed.press(KEY.Key_M)
    assert [one.at_ms for one in view.bookmarks] == [50_000], "within a second it is the same one"
    reviewed.press(KEY.Key_Z, CTRL)
    assert len(view.bookmarks) == 2


def test_from_finding_to_finding_and_f7_is_of_the_moment(run: Desk) -> None:
    provoke(run)
    run.end_ex(_("END"))
    run.window.actions_table["to_review"].do()
    reviewed = run
    view, panel = view_of(reviewed), page_of(reviewed).review_face.column.findings
    starts = sorted({one.from_ms for one in view.findings})
    assert starts
    reviewed.press(KEY.Key_Home)
    seen = []
    for _turn in range(len(starts) + 1):
        reviewed.press(KEY.Key_Down, ALT)
        seen.append(view.now_ms)
        assert panel.chosen is not None
        assert panel.chosen.from_ms == view.now_ms
    rising = [ms for ms in starts if ms > 0]
    assert seen[: len(rising)] == rising
    reviewed.press(KEY.Key_End)
    chosen = panel.chosen
    assert chosen is not None
    before = [one for one in view.findings if one.from_ms <= view.now_ms]
    assert chosen in before

    def answer(sheet: QWidget) -> None:
        assert isinstance(sheet, AnswerSheet)
        sheet.close()

    with reviewed.answering(answer):
        reviewed.press(KEY.Key_F7)


def test_digits_narrow_the_log_down_and_arrows_step_in_it(reviewed: Desk) -> None:
    view, log = view_of(reviewed), page_of(reviewed).review_face.log
    everything = len(reviewed.rows(log))
    assert everything == len(view.entries)
    shown = set()
    for number, group in enumerate(GROUPS, start=1):
        reviewed.press(Qt.Key(KEY.Key_0 + number))
        rows = reviewed.rows(log)
        assert {row.kind for row in rows} <= set(group.kinds)
        shown |= {row.seq for row in rows}
        reviewed.press(Qt.Key(KEY.Key_0 + number))
        assert len(reviewed.rows(log)) == everything
    assert len(shown) == everything, "every entry is of one of the groups"
    reviewed.press(KEY.Key_1)
    reviewed.press(KEY.Key_2)
    places = [row.seq for row in reviewed.rows(log)]
    view.seek_entry(0)
    stepped = []
    for _turn in places:
        reviewed.press(KEY.Key_Down)
        stepped.append(view.entry_count)
    assert stepped == places
    reviewed.press(KEY.Key_Up)
    assert view.entry_count == places[-2]
    reviewed.press(KEY.Key_Escape)
    assert len(reviewed.rows(log)) == everything
    reviewed.press(KEY.Key_F, CTRL)
    reviewed.type("orator")
    found = reviewed.rows(log)
    assert 0 < len(found) < everything
    view.seek_entry(0)
    reviewed.press(KEY.Key_Return)
    assert view.entry_count == found[0].seq
    log.find_field.clear()
    log.who.setCurrentIndex(1)
    name = log.who.currentText()
    assert all(by_whom(view.entries[row.seq - 1].event) == name for row in reviewed.rows(log))


def test_every_kind_is_in_one_group() -> None:
    kinds = [kind for group in GROUPS for kind in group.kinds]
    assert len(kinds) == len(set(kinds))
    assert set(kinds) == set(LINE_KIND_TITLES)
    assert len(GROUPS) == 9


def test_enter_tells_all_about_the_entry(reviewed: Desk) -> None:
    view, panel = view_of(reviewed), page_of(reviewed).review_face.entry
    started = next(entry for entry in view.entries if isinstance(entry.event.body, ev.ActionStarted))
    view.seek_entry(started.seq)
    reviewed.press(KEY.Key_Return)
    assert panel.isVisible()
    assert panel.list.hasFocus()
    said = {row.title: row.text for row in panel.list.rows.rows if row.title}
    record = started.record
    assert record is not None
    assert said[_("hash")] == record.hash
    assert said[_("exercise time")] == "00:01:00.000"
    assert _("local time") in said
    assert str(view.scenario.units["dalmas"].title) in said.values()
    fired = next(entry for entry in view.entries if isinstance(entry.event.body, ev.InjectFired))
    view.seek_entry(fired.seq)
    body = fired.event.body
    assert isinstance(body, ev.InjectFired)
    texts = [row.text for row in panel.list.rows.rows]
    assert str(view.scenario.inject_by_id[body.inject].text) in texts
    for place, row in enumerate(panel.list.rows.rows):
        if row.seq:
            panel.list.opened.emit(place)
            assert view.entry_count == row.seq
            break


def test_everything_is_linked(reviewed: Desk) -> None:
    view, face = view_of(reviewed), page_of(reviewed).review_face
    fired = next(entry for entry in view.entries if isinstance(entry.event.body, ev.InjectFired))
    reviewed.press(KEY.Key_1)
    face.lanes.picked.emit(fired.seq)
    assert view.entry_count == fired.seq
    assert any(row.present and row.seq == fired.seq for row in reviewed.rows(face.log)), "the filter gave way"
    assert face.lanes._event == fired.seq
    view.seek(5_000)
    assert face.lanes._event == 0
    reviewed.press(KEY.Key_Z)
    assert face.plots.time_range_ms == face.plots.whole_range_ms
    face.lanes.select(60_000, 120_000)
    assert page_of(reviewed).selected_span == (60_000, 120_000)
    reviewed.press(KEY.Key_Z)
    assert face.plots.time_range_ms == (60_000, 120_000)
    view.seek(300_000)
    start_ms, end_ms = face.plots.time_range_ms
    assert start_ms <= 300_000 <= end_ms, "the moment stays in sight"
    reviewed.press(KEY.Key_Z, SHIFT)
    assert face.plots.time_range_ms == face.plots.whole_range_ms


def test_the_hold_is_told_on_the_axis(reviewed: Desk) -> None:
    scrubber = page_of(reviewed).scrubber
    told = scrubber.told_at(90_000 / ENDED_MS * (scrubber.width() - 1))
    assert _("on hold for {length}").format(length="00:30") in told


def test_the_three_times_of_the_moment(reviewed: Desk) -> None:
    view = view_of(reviewed)
    view.seek(80_000)
    started = view.entries[view.entry_count - 1]
    since_ms = view.wall.utc_ms - started.wall.utc_ms
    assert since_ms == 80_000 - started.event.exercise_ms
    view.seek(200_000)
    begun = next(entry for entry in view.entries if isinstance(entry.event.body, ev.ExerciseStarted))
    assert view.wall.utc_ms - begun.wall.utc_ms == 200_000 + 30_000, "the hold took half a minute"


def test_one_that_was_cut_off_takes_no_bookmark_and_names_its_key(run: Desk) -> None:
    run.pass_ms(5_000)
    path = run.view.drill.path
    run.window.let_go()
    run.window.open_file(path)
    before = path.read_bytes()
    assert run.page.notice._action._key == "Ctrl+R"
    run.press(KEY.Key_M)
    assert path.name in run.page.notice.text
    assert path.read_bytes() == before
    run.press(KEY.Key_R, CTRL)
    assert run.window.live_view is not None
