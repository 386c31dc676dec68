"""Overrides on the plots: what was set, held and let go is seen on its curve."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from player.i18n import use_language
from player.model.times import MINUTE_MS
from player.ui.plots.drill_plots import DrillPlots
from player.ui.plots.marks import Mode, Overridden, OverrideMark
from player.ui.theme import DEFAULT_THEME, apply
from tests.ui.plot_gallery import OVERRIDES, fill
from tests.ui.plot_hands import at, colours_around, move_to, on_force, picture, said

NOW_MS = round(37.3 * MINUTE_MS)


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> Iterator[None]:
    apply(qapp, DEFAULT_THEME, scale=1.0)
    yield
    apply(qapp, DEFAULT_THEME, scale=1.0)


@pytest.fixture
def plots(qtbot: QtBot) -> DrillPlots:
    use_language("en")
    widget = DrillPlots()
    qtbot.addWidget(widget)
    widget.resize(640, 430)
    widget.show()
    fill(widget, NOW_MS)
    QApplication.processEvents()
    return widget


def test_what_was_set_is_a_cross_on_the_curve(plots: DrillPlots) -> None:
    violet = DEFAULT_THEME.plots.marker
    point = at(plots, 17.2, 58)
    assert violet not in colours_around(picture(plots), point)
    plots.set_overrides(OVERRIDES)
    assert violet in colours_around(picture(plots), point, 3)
    assert violet in colours_around(picture(plots), at(plots, 17.2, 52), 2)  # from the value before


def test_what_is_held_has_a_bracket_over_it_up_to_where_it_was_let_go(plots: DrillPlots) -> None:
    violet = DEFAULT_THEME.plots.marker
    plots.set_overrides([OVERRIDES[1]])
    image = picture(plots)
    for minutes, is_held in ((32.1, True), (33.0, True), (33.9, True), (35.0, False), (31.0, False)):
        point = at(plots, minutes, 70) - QPoint(0, 10)
        assert (violet in colours_around(image, point, 2)) is is_held, minutes


def test_where_a_value_was_let_go_is_a_ring_on_the_curve(plots: DrillPlots) -> None:
    violet = DEFAULT_THEME.plots.marker
    release = OverrideMark(34 * MINUTE_MS, Overridden.TENSION, Mode.RELEASE, 85, 85, "let go")
    plots.set_overrides([release])
    image = picture(plots)
    middle = at(plots, 34, 85)
    assert violet in colours_around(image, middle, 5)
    assert violet not in colours_around(image, middle, 1)  # it is open


def test_a_hold_that_lasts_grows_with_the_drill(plots: DrillPlots) -> None:
    violet = DEFAULT_THEME.plots.marker
    fill(plots, 20 * MINUTE_MS)
    plots.set_overrides([OverrideMark(15 * MINUTE_MS, Overridden.TENSION, Mode.HOLD, 50, 50, "held")])
    image = picture(plots)
    assert violet in colours_around(image, at(plots, 19.5, 50) - QPoint(0, 10), 2)
    assert violet not in colours_around(image, at(plots, 24, 50) - QPoint(0, 10), 2)
    fill(plots, 25 * MINUTE_MS)
    assert violet in colours_around(picture(plots), at(plots, 24, 50) - QPoint(0, 10), 2)


def test_the_force_of_a_unit_that_is_held_is_shown_on_the_force(plots: DrillPlots) -> None:
    violet = DEFAULT_THEME.plots.marker
    plots.set_overrides([OVERRIDES[3]])
    image = picture(plots)
    assert violet in colours_around(image, on_force(plots, 17, 2) - QPoint(0, 10), 2)
    assert violet not in colours_around(image, at(plots, 17, 2) - QPoint(0, 10), 2)


def test_the_card_says_who_holds_what_and_why(plots: DrillPlots) -> None:
    plots.set_overrides(OVERRIDES)
    move_to(plots, at(plots, 33))
    assert ("Held", OVERRIDES[1].text) in said(plots)
    move_to(plots, at(plots, 32))  # the flag says it
    assert [text for _name, text in said(plots)].count(OVERRIDES[1].text) == 1
    move_to(plots, at(plots, 36))
    assert ("Held", OVERRIDES[1].text) not in said(plots)
