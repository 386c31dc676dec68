"""Orders and reasons as the script plans them: which ranks are on offer, in which words, and what is written down."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from player.i18n import _
from player.model import events as ev
from player.ui.run.order import KEYED_RANKS, OrderSheet
from player.ui.widgets import Label
from tests.helpers.controller import choose_rank
from tests.helpers.desk import ALT, Desk
from tests.helpers.desk_branches import branching_script

ESC = Qt.Key.Key_Escape


def started(desk: Desk) -> list[ev.ActionStarted]:
    return desk.bodies(ev.ActionStarted)


def test_the_ranks_are_those_of_the_script_the_planned_one_first(branching: Desk) -> None:
    def look(sheet: QWidget) -> None:
        assert isinstance(sheet, OrderSheet)
        assert sheet.ranks[:2] == ("Kapolres", "Danki")
        assert set(sheet.ranks) == set(branching.view.scenario.ranks)
        assert len(sheet.ranks) == 10
        QTest.keyClick(sheet, ESC)

    with branching.answering(look):
        branching.press(branching.unit_key("line"))


def test_a_rank_without_a_digit_can_be_clicked(branching: Desk) -> None:
    def click(sheet: QWidget) -> None:
        assert isinstance(sheet, OrderSheet)
        assert sheet.ranks.index("Danru") >= KEYED_RANKS
        choose_rank(sheet, "Danru")

    with branching.answering(click):
        branching.press(branching.unit_key("line"))
    assert [one.rank for one in branching.bodies(ev.OrderGiven)] == ["Danru"]


def test_the_words_and_the_channel_of_the_planned_order_are_there(branching: Desk) -> None:
    def look(sheet: QWidget) -> None:
        assert "“Hold the line.”" in [one.text() for one in sheet.findChildren(Label)]
        (channel,) = sheet.findChildren(QComboBox)
        assert channel.currentData() == "voice"
        QTest.keyClick(sheet, Qt.Key.Key_1)

    with branching.answering(look):
        branching.press(branching.unit_key("line"), ALT)
    assert branching.bodies(ev.OrderGiven) == [ev.OrderGiven(1, "dalmas", "shield_line", "Kapolres", channel="voice")]


def test_a_channel_that_is_seldom_used_is_on_offer_where_it_is_planned(desk: Desk) -> None:
    desk.run(branching_script(**{"channel: voice": "channel: role_play"}))
    desk.start_ex()
    with desk.answering(lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_1)):
        desk.press(desk.unit_key("line"), ALT)
    assert desk.bodies(ev.OrderGiven)[0].channel == "role_play"


def test_the_row_shows_the_order_and_its_words(branching: Desk) -> None:
    row = next(one for one in branching.rows(branching.page.units) if one.offer == "line")
    ranks = _("order: {ranks}").format(ranks="Danki / Kapolres")
    assert row.order == f"{ranks} “Hold the line.”"
    view = branching.list_of(branching.page.units)
    place = branching.rows(branching.page.units).index(row)
    tip = view.rows.data(view.rows.index(place), Qt.ItemDataRole.ToolTipRole)
    assert "Hold the line." in tip
    assert "The crowd presses." in tip


def test_the_planned_reason_is_offered_and_written_down(branching: Desk) -> None:
    def look(sheet: QWidget) -> None:
        reason = next(
            one for one in sheet.findChildren(QLineEdit) if one.accessibleName() == _("Reason") and one.isVisible()
        )
        assert reason.text() == "The crowd presses."
        QTest.keyClick(sheet, Qt.Key.Key_1)

    with branching.answering(look):
        branching.press(branching.unit_key("line"))
    assert [one.reason for one in started(branching)] == ["The crowd presses."]


def test_another_reason_can_be_written_and_its_digits_are_text(branching: Desk) -> None:
    def write(sheet: QWidget) -> None:
        reason = next(one for one in sheet.findChildren(QLineEdit) if one.accessibleName() == _("Reason"))
        reason.setFocus()
        reason.clear()
        QTest.keyClicks(reason, "2 stones flew")
        assert sheet.isVisible()
        sheet.setFocus()
        QTest.keyClick(sheet, Qt.Key.Key_1)

    with branching.answering(write):
        branching.press(branching.unit_key("line"))
    assert [one.reason for one in started(branching)] == ["2 stones flew"]


def test_an_action_that_needs_no_order_takes_the_planned_reason(branching: Desk) -> None:
    branching.press(branching.unit_key("aid"))
    assert [one.reason for one in started(branching)] == ["Somebody lies there."]
    assert branching.rows(branching.page.log)[-1].text.endswith("Somebody lies there.")
