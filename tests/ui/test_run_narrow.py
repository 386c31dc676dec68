"""Run in little room: what has to be seen is whole, and nothing is cut to its first letter."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea

from player.engine import commands as do
from player.model.scenario import LoadedScenario
from player.ui.battery import Charge
from player.ui.emergency.holding import HoldButton
from player.ui.run.band_title import BandTitle
from player.ui.theme import SIANG
from player.ui.widgets import ActionButton, BigClock, Chip, Label
from tests.helpers.desk import Desk
from tests.ui.looks import put_on


@pytest.fixture
def largest(qapp: QApplication) -> Iterator[None]:
    """The largest size of text."""
    put_on(SIANG, 1.3)
    yield
    put_on(SIANG, 1.0)


def begun(desk: Desk, loaded: LoadedScenario, size: tuple[int, int]) -> None:
    desk.shell.resize(*size)
    desk.run(loaded)
    desk.view.do(do.StartExercise("muster not needed here"))
    desk.window.tick()
    for _turn in range(3):
        QApplication.processEvents()


def test_the_countdown_stands_at_the_largest_text_in_the_smallest_window(
    desk: Desk, okut: LoadedScenario, largest: None
) -> None:
    begun(desk, okut, (1024, 640))
    (clock,) = desk.page.now.findChildren(BigClock)
    figures, _line, bar = clock._areas(clock.rect().toRectF())
    assert figures.height() >= 30
    assert figures.bottom() <= bar.top()


def test_the_button_of_an_emergency_is_whole_beside_the_findings(desk: Desk, okut: LoadedScenario) -> None:
    desk.charge = Charge(78, plugged=False)
    begun(desk, okut, (1024, 640))
    desk.page.band.show_charge(desk.charge)
    desk.page.band.findings.show()
    QApplication.processEvents()
    (button,) = desk.page.band.findChildren(HoldButton)
    assert button.width() >= button.sizeHint().width()


def test_a_low_battery_is_told_whatever_the_room(desk: Desk, okut: LoadedScenario) -> None:
    begun(desk, okut, (1024, 640))
    band = desk.page.band
    band.show_charge(Charge(12, plugged=False))
    QApplication.processEvents()
    assert any(chip.isVisible() and chip.accessibleName() == "12%" for chip in band.findChildren(Chip))


def test_the_name_of_the_exercise_can_be_asked_for_where_it_is_cut(desk: Desk, okut: LoadedScenario) -> None:
    begun(desk, okut, (1024, 640))
    (title,) = desk.page.band.findChildren(BandTitle)
    assert str(okut.scenario.title) in title.toolTip()


def test_the_next_phase_is_an_icon_where_its_words_have_no_room(desk: Desk, okut: LoadedScenario) -> None:
    begun(desk, okut, (1024, 640))
    name = desk.window.actions_table["next_phase"].text
    (onward,) = (one for one in desk.page.now.findChildren(ActionButton) if one.accessibleName() == name)
    assert not onward.text()
    desk.shell.resize(1920, 1080)
    QApplication.processEvents()
    assert onward.text() == name


@pytest.mark.parametrize("size", [(1024, 640), (1366, 768)])
def test_the_words_to_be_read_are_seen_first_at_the_largest_text(
    desk: Desk, okut: LoadedScenario, largest: None, size: tuple[int, int]
) -> None:
    begun(desk, okut, size)
    panel = desk.page.next
    inject = desk.view.standby
    assert inject is not None
    (words,) = (one for one in panel.findChildren(Label) if one.text() == desk.view.words_of(inject))
    (area,) = panel.findChildren(QScrollArea)
    seen_px = area.viewport().height() - words.mapTo(area.viewport(), words.rect().topLeft()).y()
    assert seen_px >= words.fontMetrics().ascent() + words.fontMetrics().descent() / 2, "a line can be read"
