from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from player.ui.row_model import LazyModel
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


class Million:
    """Rows by number, each made when it is asked for; notes which were."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.made: set[int] = set()

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, number: int) -> Line:
        self.made.add(number)
        return Line(str(number))


def lazy_list(qtbot: QtBot, rows: Million) -> tuple[RowView, LazyModel]:
    view = RowView("Log", Painter(), height_px=ROW_PX, lazy=True)
    qtbot.addWidget(view)
    model = view.rows
    assert isinstance(model, LazyModel)
    model.show(rows)  # type: ignore[arg-type]
    picture(view, 200, 5 * ROW_PX)
    return view, model


def test_of_a_million_rows_those_in_sight_are_made_wherever_one_looks(qtbot: QtBot) -> None:
    rows = Million(1_000_000)
    view, model = lazy_list(qtbot, rows)
    view.scrollToBottom()
    picture(view, 200, 5 * ROW_PX)
    rows.count += 1
    model.grow()
    view.to_end()
    picture(view, 200, 5 * ROW_PX)
    assert rows.made == {0, 1, 2, 3, 4, *range(999_995, 1_000_001)}
    assert view.indexAt(QPoint(5, 5 * ROW_PX - 1)).row() == 1_000_000
    assert model.rowCount() == 1_000_001


def test_a_row_made_anew_is_the_one_that_was_pressed(qtbot: QtBot) -> None:
    view, _model = lazy_list(qtbot, Million(5))
    opened: list[int] = []
    view.opened.connect(opened.append)
    double_click(view, 2)
    assert opened == [2]


def test_keys_move_by_rows_pages_and_to_the_ends(qtbot: QtBot) -> None:
    view, _painter = shown_list(qtbot, 100)
    keys = Qt.Key
    moves = [
        (keys.Key_Down, 0 + 1),
        (keys.Key_End, 99),
        (keys.Key_PageUp, 95),
        (keys.Key_Up, 94),
        (keys.Key_Home, 0),
        (keys.Key_PageDown, 4),
        (keys.Key_PageDown, 8),
        (keys.Key_PageUp, 4),
        (keys.Key_PageUp, 0),
        (keys.Key_Up, 0),
    ]
    view.setCurrentIndex(view.rows.index(0))
    for key, place in moves:
        QTest.keyClick(view, key)
        assert view.currentIndex().row() == place
        assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))


def test_the_keyboard_comes_to_the_first_row_in_sight(qtbot: QtBot) -> None:
    view, _painter = shown_list(qtbot, 100)
    view.setCurrentIndex(QModelIndex())
    view.scrollTo(view.rows.index(50), RowView.ScrollHint.PositionAtTop)
    assert view.moveCursor(RowView.CursorAction.MoveNext, Qt.KeyboardModifier.NoModifier).row() == 50


def test_rows_of_different_heights_are_found_where_they_stand(qtbot: QtBot) -> None:
    view = RowView("Inject", Painter(), height_px=lambda row: 10 * (1 + int(row.word) % 3))
    qtbot.addWidget(view)
    view.rows.set_rows(lines(40))
    picture(view, 200, 100)
    for number in range(40):
        view.scrollTo(view.rows.index(number))
        box = view.visualRect(view.rows.index(number))
        assert box.height() == 10 * (1 + number % 3)
        for point in (box.topLeft(), box.bottomLeft()):
            assert view.indexAt(point).row() == number
    assert view.verticalScrollBar().maximum() == sum(10 * (1 + n % 3) for n in range(40)) - 100


def test_rows_are_measured_again_only_where_one_has_another_height(qtbot: QtBot) -> None:
    measured: list[str] = []

    def height_of(row: Line) -> int:
        measured.append(row.word)
        return 60 if row.word.startswith("tall") else ROW_PX

    view = RowView("Inject", Painter(), height_px=height_of)
    qtbot.addWidget(view)
    view.rows.set_rows(lines(40))
    picture(view, 200, 100)
    measured.clear()
    view.rows.set_row(2, Line("other"))
    assert view.row_top(3) == 3 * ROW_PX
    assert measured == ["other"]
    view.rows.set_row(1, Line("tall"))
    picture(view, 200, 100)
    assert view.visualRect(view.rows.index(2)).top() == 60 + ROW_PX


def test_the_frame_of_the_keyboard_leaves_a_row_with_a_box_in_it_readable(qtbot: QtBot) -> None:
    def paint(painter: QPainter, box: QRectF, _row: Line, theme: Theme) -> None:
        painter.fillRect(box, colour(theme.tones.alarm.fill))
        painter.setBrush(colour(theme.surfaces.panel))
        painter.drawRect(QRectF(box.left() + 60, box.top() + 4, 10, 8))

    view = RowView("Inject", paint, height_px=ROW_PX)
    qtbot.addWidget(view)
    view.rows.set_rows(lines(1))
    view.resize(200, ROW_PX)
    view.show()
    view.show_row(0)
    qtbot.waitUntil(view.hasFocus)
    image = view.grab().toImage()
    assert image.pixelColor(30, 10) == colour(theme_in_use().tones.alarm.fill)
    assert image.pixelColor(1, 10) == colour(theme_in_use().focus)


@pytest.mark.parametrize("height_px", [ROW_PX, lambda _row: ROW_PX])
def test_all_that_is_in_sight_is_painted_again_when_the_list_is_scrolled(
    qtbot: QtBot, height_px: int | Callable[[Line], float]
) -> None:
    painter = Painter()
    view = RowView("Inject", painter, height_px=height_px, clickable=False)
    qtbot.addWidget(view)
    view.rows.set_rows(lines(50))
    view.resize(200, 5 * ROW_PX)
    view.show()
    qtbot.waitUntil(lambda: bool(painter.painted))
    painter.painted.clear()
    view.verticalScrollBar().setValue(20 * ROW_PX)
    view.rows.set_row(22, Line("changed"))
    qtbot.waitUntil(lambda: bool(painter.painted))
    assert painter.painted == ["20", "21", "changed", "23", "24"]
