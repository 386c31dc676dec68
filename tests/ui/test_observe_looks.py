"""How Observe looks: sizes a glove can hit, words inside their tiles, names for a screen reader, contrast."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from player.i18n import use_language
from player.model import events as ev
from player.model.scenario import LoadedScenario
from player.ui.observe.sheets import ObserverSheet, PickSheet, rating_options, unit_options
from player.ui.observe.tiles import LEAST_PX, _fitted, fitting_px
from player.ui.theme import SIANG, THEMES, text_scale
from tests.helpers.desk import Desk
from tests.helpers.desk_observe import face_of, observe, tile
from tests.ui.contrast import TEXT_CONTRAST, contrast_ratio
from tests.ui.looks import put_on

K = Qt.Key
SIZES = [(1024, 640), (1366, 768), (1920, 1080)]


@pytest.fixture(params=[1.0, 1.3], ids=["normal", "largest"])
def at_scale(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[float]:
    """Each size of text in turn."""
    put_on(SIANG, request.param)
    yield float(request.param)
    put_on(SIANG, 1.0)


def observed(desk: Desk, loaded: LoadedScenario, size: tuple[int, int]) -> Desk:
    desk.shell.resize(*size)
    desk.run(loaded)
    desk.start_ex()
    observe(desk)
    desk.pass_ms(60_000)
    for key in (K.Key_1, K.Key_2, K.Key_3, K.Key_4, K.Key_5, K.Key_6):
        desk.press(key)
    for _turn in range(3):
        QApplication.processEvents()
    return desk


def place_of(widget: QWidget, within: QWidget) -> QRect:
    return QRect(widget.mapTo(within, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("size", SIZES, ids=lambda one: f"{one[0]}x{one[1]}")
def test_everything_has_room(desk: Desk, okut: LoadedScenario, size: tuple[int, int], at_scale: float) -> None:
    assert text_scale() == at_scale
    observed(desk, okut, size)
    face = face_of(desk)
    tiles = [place_of(one, face) for one in face.grid.tiles]
    assert len(tiles) == 9
    assert min(min(one.width(), one.height()) for one in tiles) >= LEAST_PX
    parts = [place_of(one, face) for one in (face.header, face.expected, face.own, face.detail, face.note)]
    for number, one in enumerate([*tiles, *parts]):
        assert face.rect().contains(one)
        assert not any(one.intersects(other) for other in [*tiles, *parts][number + 1 :])
    own = desk.list_of(face.own)
    last = own.visualRect(own.rows.index(4))
    assert len(own.rows.rows) == 5
    assert own.viewport().rect().contains(last)


@pytest.mark.parametrize("size", SIZES, ids=lambda one: f"{one[0]}x{one[1]}")
@pytest.mark.parametrize("language", ["id", "en"])
def test_no_word_is_wider_than_its_tile(
    desk: Desk, okut: LoadedScenario, size: tuple[int, int], language: str, at_scale: float
) -> None:
    use_language(language)
    observed(desk, okut, size)
    assert text_scale() == at_scale
    for one in face_of(desk).grid.tiles:
        width, height = one.words_box().width(), one.words_box().height()
        font, lines, _size = _fitted(str(one.tag.text), round(width), round(height), text_scale())
        metrics = QFontMetricsF(font)
        assert max(metrics.horizontalAdvance(line) for line in lines) <= width + 1
        assert len(lines) * metrics.lineSpacing() <= height + 1


@pytest.mark.parametrize("theme", list(THEMES))
@pytest.mark.parametrize("state", ["", "stamped", "ignored", "unsaved"])
def test_every_tile_can_be_read(branching: Desk, theme: str, state: str) -> None:
    observe(branching)
    for one in face_of(branching).grid.tiles:
        one.state = state
        look = one.look(THEMES[theme])
        assert contrast_ratio(look.ink, look.ground) >= TEXT_CONTRAST, (one.tag.colour, state)
        assert contrast_ratio(look.soft, look.ground) >= TEXT_CONTRAST, (one.tag.colour, state)


def test_the_tiles_stand_where_their_digits_do(branching: Desk) -> None:
    face = observe(branching)
    QApplication.processEvents()
    one, four, nine = (place_of(tile(branching, digit), face) for digit in (1, 4, 9))
    assert one.left() == four.left() < nine.left()
    assert one.top() < four.top() < nine.top()


def test_a_script_without_tags_says_so(run: Desk) -> None:
    observe(run)
    before = len(run.view.entries)
    for digit in "123456789":
        run.press(K(ord(digit)))
    assert len(run.view.entries) == before
    assert face_of(run).grid.tiles == []
    run.press(K.Key_M)
    assert len(run.bodies(ev.MarkerPlaced)) == 1


def test_what_is_said_hides_no_tile_and_no_clock(branching: Desk) -> None:
    face = observe(branching)
    branching.page.say("Something that has to be said in one line.", True)
    for _turn in range(3):
        QApplication.processEvents()
    notice = place_of(branching.page.notice, branching.page)
    assert branching.page.notice.isVisible()
    for part in (face.grid, face.own, face.expected, face.detail, face.note):
        assert not notice.intersects(place_of(part, branching.page))
    assert notice.left() > place_of(face, branching.page).left() + face.header.width_of_clock


def test_the_inject_that_stands_by_is_no_more_than_a_hint(branching: Desk) -> None:
    face = observe(branching)
    assert "They come." not in face.header.accessibleName()
    assert "Arrival" not in face.header.accessibleName()
    branching.pass_ms(61_000)
    assert "Arrival" in face.header.accessibleName()


def test_everything_has_a_name(branching: Desk) -> None:
    observe(branching)
    branching.press(K.Key_4)
    face = face_of(branching)
    for widget in (face, *face.findChildren(QWidget)):
        if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            assert widget.accessibleName(), widget


def test_tab_comes_to_every_tile_and_enter_logs_it(branching: Desk) -> None:
    observe(branching)
    tile(branching, 9).setFocus(Qt.FocusReason.TabFocusReason)
    branching.press(K.Key_Return)
    assert [one.tag for one in branching.bodies(ev.TagObserved)] == ["alone"]


def test_names_of_units_and_observers_are_plain_text(desk: Desk) -> None:
    sheet = ObserverSheet(["<b>Rina</b> & Budi"], "", desk.shell)
    QTest.keyClick(sheet, K.Key_Escape)
    assert sheet.name == ""
    sheet.deleteLater()


def test_every_unit_of_a_large_script_can_be_chosen(desk: Desk, okut: LoadedScenario) -> None:
    options = unit_options(okut.scenario)
    assert [one.value for one in options] == list(okut.scenario.units)
    keys = [one.key for one in options]
    assert len(set(keys)) == len(keys)
    for option in (options[0], options[9], options[-1]):
        sheet = PickSheet("Unit", "", options, "", desk.shell)
        QTest.keyClick(sheet, K(ord(option.key)))
        assert sheet.value == option.value
        sheet.deleteLater()
    assert [one.key for one in rating_options()] == ["P", "S", "M", "U"]


def test_the_words_of_all_tiles_are_of_one_size(desk: Desk, okut: LoadedScenario) -> None:
    observed(desk, okut, (1366, 768))
    tiles = face_of(desk).grid.tiles
    own = [fitting_px(one.words_box(), str(one.tag.text)) for one in tiles]
    assert len(set(own)) > 1, "short words would be larger"
    assert {one.most_px() for one in tiles} == {min(own)}
