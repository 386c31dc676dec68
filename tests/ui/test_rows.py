from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from player.ui.rows import RowView
from player.ui.theme import THEMES, Theme, colour, theme_in_use
from tests.ui.looks import colours_in, picture, put_on

ROW_PX = 20


@pytest.fixture(autouse=True)
def _themed(qapp: QApplication) -> Iterator[None]:
    put_on()
    yield
    put_on()


@dataclass(frozen=True)
class Line:
    """A row with a word."""

    word: str

    @property
    def spoken(self) -> str:
        return self.word


class Painter:
    """Notes the words of the rows it is asked to paint."""

    def __init__(self) -> None:
        self.painted: list[str] = []

    def __call__(self, painter: QPainter, box: QRectF, row: Line, theme: Theme) -> None:
        self.painted.append(row.word)
        painter.fillRect(QRectF(box.left(), box.top(), 40, box.height()), colour(theme.tones.alarm.fill))


def lines(count: int) -> list[Line]:
    return [Line(str(number)) for number in range(count)]


def shown_list(qtbot: QtBot, count: int) -> tuple[RowView, Painter]:
    painter = Painter()
    view = RowView("Inject", painter, height_px=ROW_PX)
    qtbot.addWidget(view)
    view.rows.set_rows(lines(count))
    view.resize(200, 5 * ROW_PX)
    view.show()
    qtbot.waitUntil(lambda: bool(painter.painted))
    return view, painter


def middle_of(view: RowView, number: int) -> QPoint:
    return view.visualRect(view.rows.index(number)).center()


def test_a_long_list_paints_only_the_rows_in_sight(qtbot: QtBot) -> None:
    view, painter = shown_list(qtbot, 100_000)
    assert set(painter.painted) == {"0", "1", "2", "3", "4"}
    painter.painted.clear()
    view.scrollToBottom()
    picture(view, 200, 5 * ROW_PX)
    assert set(painter.painted) == {"99995", "99996", "99997", "99998", "99999"}


def test_only_rows_that_changed_are_told_of(qtbot: QtBot) -> None:
    view, _painter = shown_list(qtbot, 3)
    told: list[int] = []
    view.rows.dataChanged.connect(lambda first, _last: told.append(first.row()))
    assert not view.rows.set_rows([Line("0"), Line("one"), Line("2")])
    assert told == [1]
    assert view.rows.set_rows(lines(5))
    assert view.rows.set_rows(lines(2))
    assert [row.word for row in view.rows.rows] == ["0", "1"]
    assert view.rows.rowCount() == 2


def test_rows_may_differ_in_height(qtbot: QtBot) -> None:
    view = RowView("Inject", Painter(), height_px=lambda row: 60 if row.word == "0" else ROW_PX)
    qtbot.addWidget(view)
    view.rows.set_rows(lines(2))
    picture(view, 200, 100)
    assert [view.visualRect(view.rows.index(number)).height() for number in range(2)] == [60, ROW_PX]


def test_rows_follow_theme_and_text_size(qtbot: QtBot) -> None:
    view, _painter = shown_list(qtbot, 3)
    put_on(THEMES["malam"], scale=1.3)
    shown = colours_in(picture(view, 200, 100))
    assert {THEMES["malam"].surfaces.panel, THEMES["malam"].tones.alarm.fill} <= set(shown)
    assert view.visualRect(view.rows.index(0)).height() == round(1.3 * ROW_PX)


def test_the_row_under_the_pointer_stands_out(qtbot: QtBot) -> None:
    view, _painter = shown_list(qtbot, 3)

    def over(number: int) -> bool:
        shown = view.viewport().grab(view.visualRect(view.rows.index(number))).toImage()
        return theme_in_use().surfaces.hover in colours_in(shown)

    for pointed, other in ((2, 1), (1, 2)):
        QTest.mouseMove(view.viewport(), middle_of(view, pointed))
        qtbot.waitUntil(partial(over, pointed))
        assert not over(other)


def test_a_press_tells_the_row_and_where_in_it(qtbot: QtBot) -> None:
    view, _painter = shown_list(qtbot, 3)
    heard: list[tuple[int, QPointF]] = []
    view.pressed_at.connect(lambda number, where: heard.append((number, where)))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(33, 2 * ROW_PX + 7))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(33, 4 * ROW_PX))
    assert heard == [(2, QPointF(33, 7))]


def double_click(view: RowView, number: int) -> None:
    """As a user does it: the second press comes as a double click."""
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(view, number))
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(view, number))


def test_enter_and_a_double_click_open_a_row(qtbot: QtBot) -> None:
    view, _painter = shown_list(qtbot, 3)
    opened: list[int] = []
    view.opened.connect(opened.append)
    view.setCurrentIndex(view.rows.index(1))
    QTest.keyClick(view, Qt.Key.Key_Return)
    double_click(view, 2)
    assert opened == [1, 2]


def test_a_double_click_on_a_row_its_first_press_changed_opens_nothing(qtbot: QtBot) -> None:
    view, _painter = shown_list(qtbot, 3)
    opened: list[int] = []
    view.opened.connect(opened.append)
    view.pressed_at.connect(lambda number, _where: view.rows.set_row(number, Line("ticked")))
    double_click(view, 2)
    assert opened == []


class Window(QWidget):
    """Hears the keys its list leaves."""

    def __init__(self, view: RowView) -> None:
        super().__init__()
        self.heard: list[int] = []
        QVBoxLayout(self).addWidget(view)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        self.heard.append(event.key())


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_N, Qt.Key.Key_2])
def test_keys_with_a_meaning_in_the_window_are_left_to_it(qtbot: QtBot, key: Qt.Key) -> None:
    view, _painter = shown_list(qtbot, 3)
    window = Window(view)
    qtbot.addWidget(window)
    view.setCurrentIndex(view.rows.index(0))
    QTest.keyClick(view, key)
    assert (view.currentIndex().row(), window.heard) == (0, [key])


def test_a_list_that_follows_its_end_stops_when_the_user_scrolls_away(qtbot: QtBot) -> None:
    view, _painter = shown_list(qtbot, 1)
    view.follow_end()
    bar = view.verticalScrollBar()
    view.rows.append_rows(lines(29))
    qtbot.waitUntil(lambda: bar.value() == bar.maximum() > 0)
    bar.triggerAction(bar.SliderAction.SliderToMinimum)
    view.rows.append_rows(lines(10))
    qtbot.waitUntil(lambda: bar.maximum() == 35 * ROW_PX)
    assert bar.value() == 0
    bar.triggerAction(bar.SliderAction.SliderToMaximum)
    view.rows.append_rows(lines(10))
    qtbot.waitUntil(lambda: bar.value() == bar.maximum() == 45 * ROW_PX)


def test_a_row_is_spoken(qtbot: QtBot) -> None:
    view, _painter = shown_list(qtbot, 2)
    assert view.accessibleName() == "Inject"
    assert view.rows.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == "1"
