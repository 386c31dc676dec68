"""Finding in the log, narrowing it down, and reading back while it grows: all of it by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from player.engine.commands import PlaceMarker, WriteNote
from player.i18n import use_language
from player.model import events as ev
from player.review.wording import LineKind
from player.session.store import read_session
from player.ui.review_view import ReviewView
from player.ui.run import log as log_module
from player.ui.run.log import LogPanel, LogRow
from tests.helpers.desk import CTRL, NONE, SHIFT, Desk

ENTER = Qt.Key.Key_Return
END = Qt.Key.Key_End


@pytest.fixture
def long(run: Desk) -> Desk:
    """A drill with sixty notes, every tenth about a stone."""
    for n in range(60):
        run.view.do(WriteNote(f"stone {n}" if n % 10 == 0 else f"note {n}"))
    QApplication.processEvents()
    return run


def shown(desk: Desk) -> list[LogRow]:
    return list(desk.page.log._list.rows.rows)


def texts(desk: Desk) -> list[str]:
    return [row.text for row in shown(desk)]


def found(desk: Desk) -> list[str]:
    """What the search stands at."""
    return [row.text for row in shown(desk) if row.found]


def in_sight(desk: Desk) -> list[str]:
    """The texts of the rows that can be read, at least in part."""
    view = desk.page.log._list
    first = view.row_at(view.verticalOffset())
    last = view.row_at(view.verticalOffset() + view.viewport().height() - 1)
    return texts(desk)[first : last + 1]


def newer(desk: Desk) -> str:
    """The word about newer entries, or nothing."""
    chip = desk.page.log._newer
    return chip.text() if chip.isVisible() else ""


class TestFinding:
    def test_it_leaves_what_says_the_words_counts_and_marks_it(self, long: Desk) -> None:
        use_language("en")
        long.press(Qt.Key.Key_F, CTRL)
        long.type("STONE")
        assert texts(long) == [f"stone {n}" for n in range(0, 60, 10)]
        assert long.page.log._find.result == "6 found"
        assert all(row.text[slice(*row.marks[0])] == "stone" for row in shown(long))

    def test_enter_goes_on_and_shift_enter_back_round_and_round(self, long: Desk) -> None:
        use_language("en")
        long.press(Qt.Key.Key_F, CTRL)
        long.type("stone")
        seen = []
        for _ in range(7):
            long.press(ENTER)
            assert found(long)[0] in in_sight(long)
            seen += found(long)
        first = seen[0]
        assert sorted(seen[:6]) == sorted(texts(long))
        assert seen[6] == first
        assert long.page.log._find.result == f"{1 + texts(long).index(first)} of 6"
        long.press(ENTER, SHIFT)
        assert found(long) == seen[5:6]
        long.press(Qt.Key.Key_Down)
        assert found(long) == [first]
        long.press(Qt.Key.Key_Up)
        assert found(long) == seen[5:6]

    def test_the_keyboard_stays_in_the_field_and_nothing_else_hears_the_keys(self, long: Desk) -> None:
        count = len(long.view.entries)
        standby = long.view.standby
        long.press(Qt.Key.Key_F, CTRL)
        long.type("stone")
        for key, modifiers in ((ENTER, NONE), (ENTER, SHIFT), (Qt.Key.Key_Down, NONE), (Qt.Key.Key_Up, NONE)):
            long.press(key, modifiers)
            assert QApplication.focusWidget() is long.page.log._find
        assert len(long.view.entries) == count
        assert long.view.standby is standby

    def test_what_is_not_there_is_said(self, long: Desk) -> None:
        use_language("en")
        long.press(Qt.Key.Key_F, CTRL)
        long.type("helicopter")
        assert texts(long) == []
        assert long.page.log._find.result == "0 found"
        long.press(ENTER)
        assert texts(long) == []

    def test_enter_in_an_empty_field_leaves_it(self, long: Desk) -> None:
        long.press(Qt.Key.Key_F, CTRL)
        long.press(ENTER)
        assert QApplication.focusWidget() is not long.page.log._find
        assert len(long.bodies(ev.NoteWritten)) == 60

    def test_with_the_words_gone_it_stands_among_the_others(self, long: Desk) -> None:
        long.press(Qt.Key.Key_F, CTRL)
        long.type("stone 20")
        long.press(ENTER)
        long.page.log._find.clear()
        assert len(shown(long)) == len(long.view.entries)
        assert found(long) == []

    def test_what_comes_is_found_too(self, long: Desk) -> None:
        long.press(Qt.Key.Key_F, CTRL)
        long.type("stone")
        long.view.do(WriteNote("one more stone"))
        long.view.do(WriteNote("nothing"))
        assert texts(long)[-1] == "one more stone"
        assert len(shown(long)) == 7

    def test_in_review_it_works_alike(self, long: Desk) -> None:
        path = long.view.drill.path
        long.window.let_go()
        long.window.open_file(path)
        long.press(Qt.Key.Key_F6)  # the log of the panels, as the controller saw it
        long.press(Qt.Key.Key_F, CTRL)
        long.type("stone")
        long.press(ENTER)
        assert len(shown(long)) == 6
        assert len(found(long)) == 1

    def test_a_long_log_becomes_searchable_bit_by_bit(self, long: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(log_module, "_READ_AT_ONCE", 10)
        panel = LogPanel(long.page.view, long.window.actions_table)
        panel._find.setText("stone")
        assert len(panel._list.rows.rows) < 6
        while panel._reading.isActive():
            QApplication.processEvents()
        assert [row.text for row in panel._list.rows.rows] == [f"stone {n}" for n in range(0, 60, 10)]
        assert panel._find.result.startswith("6 ")


class TestKinds:
    def test_they_are_chosen_by_keys(self, long: Desk) -> None:
        long.view.do(PlaceMarker("here"))
        (box,) = long.page.log.findChildren(QComboBox)

        def choose() -> None:
            popup = QApplication.activePopupWidget()
            assert popup is not None
            view = box.view()
            while box.itemData(view.currentIndex().row()) != LineKind.MARKER.value:
                QTest.keyClick(view, Qt.Key.Key_Down)
            QTest.keyClick(view, ENTER)

        with long.popup(choose):
            long.press(Qt.Key.Key_F, CTRL | SHIFT)
        assert {row.kind for row in shown(long)} == {LineKind.MARKER}

    def test_kind_and_words_go_together(self, long: Desk) -> None:
        long.view.do(PlaceMarker("stone again"))
        (box,) = long.page.log.findChildren(QComboBox)
        box.setCurrentIndex(box.findData(LineKind.MARKER.value))
        long.page.log._find.setText("stone")
        assert texts(long) == ["stone again"]
        box.setCurrentIndex(0)
        assert len(shown(long)) == 7


class TestReadingBack:
    def scroll_back(self, desk: Desk) -> list[str]:
        bar = desk.page.log._list.verticalScrollBar()
        bar.triggerAction(bar.SliderAction.SliderToMinimum)
        return in_sight(desk)

    def test_the_end_is_followed(self, long: Desk) -> None:
        assert in_sight(long)[-1] == "note 59"
        long.view.do(WriteNote("the newest"))
        QApplication.processEvents()
        assert in_sight(long)[-1] == "the newest"
        assert newer(long) == ""

    def test_nobody_who_reads_back_is_pulled_away_but_told(self, long: Desk) -> None:
        use_language("en")
        seen = self.scroll_back(long)
        assert newer(long) == ""
        long.view.do(WriteNote("one"))
        assert newer(long) == "1 new entry"
        long.view.do(WriteNote("two"))
        long.pass_ms(1_000)
        QApplication.processEvents()
        assert newer(long) == "2 new entries"
        assert in_sight(long) == seen

    def test_end_goes_to_the_newest_and_follows_again(self, long: Desk) -> None:
        self.scroll_back(long)
        long.view.do(WriteNote("one"))
        long.press(END)
        assert in_sight(long)[-1] == "one"
        assert newer(long) == ""
        long.view.do(WriteNote("two"))
        QApplication.processEvents()
        assert in_sight(long)[-1] == "two"

    def test_a_press_on_the_word_does_the_same(self, long: Desk) -> None:
        self.scroll_back(long)
        long.view.do(WriteNote("one"))
        long.click(long.page.log._newer)
        assert in_sight(long)[-1] == "one"
        assert newer(long) == ""

    def test_end_in_a_text_is_a_key_of_the_text(self, long: Desk) -> None:
        seen = self.scroll_back(long)
        long.press(Qt.Key.Key_N)
        long.type("half")
        long.press(END)
        assert in_sight(long) == seen

    def test_the_keyboard_in_the_list_pages_through_it(self, long: Desk) -> None:
        view = long.page.log._list
        view.setFocus(Qt.FocusReason.TabFocusReason)
        long.press(Qt.Key.Key_Home)
        assert in_sight(long) == texts(long)[: len(in_sight(long))]
        long.view.do(WriteNote("one"))
        assert newer(long)
        long.press(Qt.Key.Key_PageDown)
        assert 0 < view.currentIndex().row() < 20
        long.press(END)
        assert in_sight(long)[-1] == "one"
        assert newer(long) == ""

    def test_a_narrower_log_shows_the_same_part_of_it(self, long: Desk) -> None:
        view = long.page.log._list
        view.read_from(texts(long).index("note 29"))
        assert in_sight(long)[0] == "note 29"
        long.page.log._find.setText("stone")
        assert "stone 30" in in_sight(long)
        assert not view.follows

    @pytest.mark.parametrize("language", ["id", "en"])
    def test_another_language_or_theme_leaves_the_place(self, long: Desk, language: str) -> None:
        long.page.log._list.read_from(texts(long).index("note 29"))
        seen = in_sight(long)
        for code in ("id", "en", language):
            long.window.set_language(code)
            QApplication.processEvents()
        long.window.set_theme("malam")
        QApplication.processEvents()
        assert in_sight(long)[0] == seen[0]
        long.view.do(WriteNote("one"))
        assert newer(long)
        long.window.set_theme("siang")


def test_a_saved_session_has_no_word_about_newer_entries(long: Desk, tmp_path: Path) -> None:
    view = ReviewView(read_session(long.view.drill.path))
    panel = LogPanel(view, long.window.actions_table)
    assert not panel._newer.isVisibleTo(panel)
    view.deleteLater()
