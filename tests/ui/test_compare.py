"""Comparing sessions in the window, by real keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from player.engine.rehearsal import Step
from player.i18n import _, use_language
from player.model.scenario import LoadedScenario
from player.model.times import clock_text
from player.review.comparing import By, Comparison
from player.session.listing import look_through
from player.session.store import read_session
from player.ui.actions import Mode
from player.ui.compare.page import ComparePage
from player.ui.compare.sessions import session_rows
from player.ui.compare.work import Choice, CompareWork
from player.ui.home.page import SESSIONS
from player.ui.home.pages import HomePages
from player.ui.theme import THEMES
from player.ui.widgets import Label
from tests.helpers.background import HeldBackground
from tests.helpers.compared import late_session
from tests.helpers.desk import CTRL, SHIFT, Desk
from tests.helpers.desk_branches import branching_script
from tests.session.damage import change

S = 1_000
LATE = {Step.TICK: 40 * S, Step.START: 20 * S, Step.LEAVE: 60 * S}
KEY = Qt.Key


@pytest.fixture
def sessions(session_folder: Path, short: LoadedScenario, quick_disk: None) -> list[Path]:
    """Three sessions of the short drill, one of another, and a file that is none; the last is the latest."""
    paths = [
        late_session(session_folder / "a.gladi", short, {}),
        late_session(session_folder / "b.gladi", short, LATE, day=1),
        late_session(session_folder / "c.gladi", short, {Step.LEAVE: 30 * S}, day=2),
    ]
    late_session(session_folder / "other.gladi", branching_script(), {}, day=3)
    (session_folder / "none.gladi").write_bytes(b"nothing of the kind")
    return paths


@pytest.fixture
def home(sessions: list[Path], desk: Desk) -> Desk:
    """The start page with the first of them chosen."""
    pages = desk.window.part(HomePages)
    pages.feed.look()
    assert pages.shown_page is not None
    pages.shown_page.choose(SESSIONS, sessions[0])
    QApplication.processEvents()
    return desk


def page_of(desk: Desk) -> ComparePage:
    assert desk.window.mode is Mode.COMPARE
    page = desk.window.comparisons.page
    assert page is not None
    return page


def shown(desk: Desk) -> Comparison:
    comparison = page_of(desk).board.comparison
    assert comparison is not None
    return comparison


def choose(desk: Desk, path: Path) -> None:
    """Go with the arrows to a session of the list, and tick it."""
    desk.press(KEY.Key_L)
    page = page_of(desk)
    keys = [row.key for row in page.sessions.list.rows.rows]
    desk.press(KEY.Key_Home)
    for _step in range(keys.index(str(path))):
        desk.press(KEY.Key_Down)
    assert page.chosen_path == path
    desk.press(KEY.Key_X)


def names(desk: Desk) -> list[str]:
    return [subject.name or "plan" for subject in shown(desk).subjects]


class TestChoosing:
    def test_from_the_start_page_to_three_sessions_and_back(self, home: Desk, sessions: list[Path]) -> None:
        home.press(KEY.Key_B)
        assert names(home) == ["plan", "a"]
        assert shown(home).by is By.PHASE
        assert page_of(home).band.by.text() == "Tampilan: Fase demi fase", "the button says what is, not what it does"
        assert page_of(home).is_in_sessions
        choose(home, sessions[1])
        choose(home, sessions[2])
        assert names(home) == ["plan", "a", "b", "c"]
        home.press(KEY.Key_P)
        assert names(home) == ["a", "b", "c"]
        choose(home, sessions[1])
        assert names(home) == ["a", "c"]
        home.press(KEY.Key_Escape)
        assert home.window.mode is Mode.HOME

    def test_what_was_compared_is_there_again(self, home: Desk, sessions: list[Path]) -> None:
        home.press(KEY.Key_B)
        choose(home, sessions[1])
        home.press(KEY.Key_A)
        home.press(KEY.Key_Escape)
        home.press(KEY.Key_B)
        assert names(home) == ["plan", "a", "b"]
        assert shown(home).by is By.STARTEX

    def test_another_scenario_and_what_is_no_session_are_refused_in_words(
        self, home: Desk, sessions: list[Path]
    ) -> None:
        home.press(KEY.Key_B)
        before = shown(home)
        for name in ("other", "none"):
            path = sessions[0].with_name(f"{name}.gladi")
            choose(home, path)
            assert shown(home) is before
            assert name in page_of(home).notice.text
            row = next(row for row in page_of(home).sessions.list.rows.rows if row.key == str(path))
            assert (row.ticked, row.alarm) == (False, True)

    def test_without_a_second_one_the_page_says_what_to_do(self, home: Desk) -> None:
        home.press(KEY.Key_B)
        home.press(KEY.Key_P)
        assert page_of(home).board.comparison is None
        assert any("P " in label for label in _texts(page_of(home)))
        home.press(KEY.Key_Return)
        assert home.window.mode is Mode.REVIEW, "what is chosen in the list can still be opened"

    def test_no_more_than_ten(self, home: Desk, session_folder: Path, short: LoadedScenario) -> None:
        paths = [late_session(session_folder / f"n{n}.gladi", short, {}) for n in range(10)]
        home.press(KEY.Key_B)
        for path in paths:
            page_of(home).work.toggle(path)
        assert len(shown(home).subjects) == 10
        assert "10" in page_of(home).notice.text


class TestLooking:
    def test_by_startex_or_phase_by_phase(self, home: Desk, sessions: list[Path]) -> None:
        home.press(KEY.Key_B)
        choose(home, sessions[1])
        board = page_of(home).board
        home.press(KEY.Key_3)
        board.put_cursor(board.comparison.alignment.placed[2].x_of(700 * S))  # type: ignore[union-attr]
        home.press(KEY.Key_A)
        assert shown(home).by is By.STARTEX
        assert (board.place, board.own_ms(2)) == (2, 700 * S), "the same moment of the same session"

    def test_a_row_marks_its_moment_and_enter_opens_it_there(self, home: Desk, sessions: list[Path]) -> None:
        home.press(KEY.Key_B)
        choose(home, sessions[1])
        home.press(KEY.Key_T)
        page = page_of(home)
        page.table.list.setFocus()
        rows = page.table.list.rows.rows
        place = next(n for n, row in enumerate(rows) if row.contest is not None and row.contest.id == "report")
        home.press(KEY.Key_Home)
        for row in rows[1:place]:
            if row.cells:
                home.press(KEY.Key_Down)
        assert page.table.chosen is rows[place], "headings are passed over"
        home.press(KEY.Key_3)
        assert page.board.contest is rows[place].contest
        home.press(KEY.Key_Return)
        view = home.window.review_view
        assert view is not None
        assert (view.saved.path, view.now_ms) == (sessions[1], 310 * S)
        home.press(KEY.Key_B)
        assert names(home) == ["plan", "a", "b"], "and the way back"
        home.press(KEY.Key_Escape)
        assert home.window.review_view is not None
        assert home.window.review_view.now_ms == 310 * S

    def test_the_plan_cannot_be_opened_and_says_so(self, home: Desk) -> None:
        home.press(KEY.Key_B, SHIFT)
        home.press(KEY.Key_1)
        home.press(KEY.Key_Return)
        assert home.window.mode is Mode.COMPARE
        assert page_of(home).notice.text

    def test_cursor_zoom_and_base_by_keys(self, home: Desk, sessions: list[Path]) -> None:
        home.press(KEY.Key_B, SHIFT)
        board = page_of(home).board
        page_of(home).take_focus()
        for modifiers, step_ms in ((SHIFT, 30 * S), (Qt.KeyboardModifier.NoModifier, 5 * S), (CTRL, S)):
            before = board.cursor or 0
            home.press(KEY.Key_Right, modifiers)
            assert board.cursor == before + step_ms
        home.press(KEY.Key_Left)
        assert board.cursor == 31 * S
        whole = board.axis
        home.press(KEY.Key_Plus)
        assert board.axis.end_ms - board.axis.start_ms < whole.end_ms
        home.press(KEY.Key_0, CTRL)
        assert board.axis.is_whole
        home.press(KEY.Key_2)
        home.press(KEY.Key_S)
        assert shown(home).base == 1

    def test_the_mouse_puts_the_cursor_and_looks_at_a_strip(self, home: Desk) -> None:
        home.press(KEY.Key_B, SHIFT)
        plot, board = page_of(home).plot, page_of(home).board
        spot = QPoint(round(board.axis.x_of(300 * S)), 60)
        QTest.mouseClick(plot, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
        assert board.cursor == pytest.approx(300 * S, abs=3 * S)
        assert board.place == 1
        strip = plot._strip(0).center().toPoint()
        QTest.mouseClick(plot, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, strip)
        assert board.place == 0

    def test_only_what_differs_or_all(self, home: Desk) -> None:
        home.press(KEY.Key_B, SHIFT)
        few = len(page_of(home).measures.list.rows.rows)
        home.press(KEY.Key_D)
        assert len(page_of(home).measures.list.rows.rows) > few

    def test_language_theme_and_size_keep_what_is_shown(self, home: Desk, sessions: list[Path]) -> None:
        home.press(KEY.Key_B)
        choose(home, sessions[1])
        home.press(KEY.Key_T)
        home.window.set_language("en")
        assert names(home) == ["plan", "a", "b"]
        page = page_of(home)
        assert page.table is page.firsts
        assert page.firsts.list.rows.rows[1].spoken
        for theme in THEMES:
            home.window.set_theme(theme)
            page.grab()
        use_language("id")


def test_sessions_are_read_one_after_the_other_away_from_the_window(qapp: QApplication, sessions: list[Path]) -> None:
    background, parent = HeldBackground(), QObject()
    work = CompareWork(background, lambda: sessions[0].parent, parent)
    work.begin(Choice(tuple(sessions), with_plan=True))
    assert work.progress == (0, 3)
    assert len(background) == 2, "the list of sessions, and the first of them"
    seen = set()
    while len(background):
        background.finish()
        seen.add(work.progress)
    assert seen == {(1, 3), (2, 3), (3, 3)}
    assert work.board.count == 4
    work.toggle(sessions[1])
    assert work.board.count == 4, "what stands stays until the other is made"
    work.stop()
    while len(background):
        background.finish()
    assert work.board.count == 4


def test_a_damaged_one_is_marked_with_what_is_usable_of_it(qapp: QApplication, sessions: list[Path]) -> None:
    change(sessions[1], "UPDATE events SET wall_utc_ms = wall_utc_ms + 1 WHERE seq = 6")
    usable = clock_text(read_session(sessions[1]).records[-1].event.exercise_ms)
    background, parent = HeldBackground(), QObject()
    work = CompareWork(background, lambda: sessions[0].parent, parent)
    knowing = CompareWork(background, lambda: sessions[0].parent, parent, known_of=look_through)
    work.begin(Choice(tuple(sessions)))
    knowing.begin(Choice((sessions[0],)))
    while len(background):
        background.finish()
    for one in (work, knowing):
        rows = {row.key: row for row in session_rows(one)}
        sound, damaged = rows[str(sessions[0])], rows[str(sessions[1])]
        assert (sound.alarm, damaged.alarm, damaged.right) == (False, True, usable)
        assert damaged.detail.startswith(_("damaged"))
        assert sound.right != usable


def _texts(page: ComparePage) -> list[str]:
    return [label.text() for label in page.findChildren(Label) if label.isVisible()]
