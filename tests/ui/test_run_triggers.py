"""Injects that wait for something else than a time: what the list and the next panel say, and what GO does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from player.engine import commands as do
from player.i18n import _
from player.model import events as ev
from player.model.course import Inject
from player.model.times import MINUTE_MS
from player.ui.run.injects import InjectRow
from player.ui.widgets import Chip, Label
from tests.helpers.desk import Desk

SPACE = Qt.Key.Key_Space


def rows(desk: Desk) -> dict[str, InjectRow]:
    return {row.inject: row for row in desk.rows(desk.page.injects)}


def fired(desk: Desk) -> list[str]:
    return [one.inject for one in desk.bodies(ev.InjectFired)]


def next_words(desk: Desk) -> list[str]:
    return [one.text() for one in desk.page.next.findChildren(Label) if one.isVisible()]


def chip(desk: Desk) -> str:
    return next(one.accessibleName() for one in desk.page.next.findChildren(Chip) if one.isVisible())


class TestTheList:
    def test_each_row_says_what_it_waits_for(self, branching: Desk) -> None:
        branching.window.set_language("en")
        said = {name: (row.time, row.below) for name, row in rows(branching).items()}
        assert said == {
            "arrival": ("01:00", ""),
            "nobody": ("––:––", "contingency: if “Greet the crowd” is missed"),
            "chant": ("02:00", "every 1 min, 3 times"),
            "march": ("––:––", "after “Arrival” +3 min"),
            "strain": ("––:––", "when stage of force ≥ 5 for 10 s"),
            "answer": ("––:––", "as “Throwing stones at officers” is logged"),
            "wait": ("09:00", ""),
        }

    def test_a_time_that_becomes_known_is_shown_and_put_in_its_place(self, branching: Desk) -> None:
        assert list(rows(branching)) == ["arrival", "chant", "wait", "nobody", "march", "strain", "answer"]
        branching.pass_until(MINUTE_MS)
        assert rows(branching)["march"].time == "04:00"
        assert list(rows(branching)) == ["arrival", "chant", "march", "wait", "nobody", "strain", "answer"]

    def test_how_often_of_how_often(self, branching: Desk) -> None:
        assert rows(branching)["chant"].detail == "0/3"
        branching.pass_until(2 * MINUTE_MS)
        assert rows(branching)["chant"].detail == "1/3"
        assert rows(branching)["chant"].time == "03:00"
        branching.pass_until(4 * MINUTE_MS)
        assert rows(branching)["chant"].detail == f"3/3  {'04:00'}"

    def test_one_that_repeats_without_end_counts_up(self, branching: Desk) -> None:
        for _seen in range(2):
            branching.press(Qt.Key.Key_4)
            branching.pass_ms(2_000)
        assert fired(branching) == ["answer", "answer"]
        assert rows(branching)["answer"].detail == "×2"
        assert branching.rows(branching.page.log)[-1].text.endswith("×2")

    def test_once_delivered_it_no_longer_says_what_it_waited_for(self, branching: Desk) -> None:
        branching.pass_until(4 * MINUTE_MS)
        assert rows(branching)["march"].below == ""

    def test_what_does_not_fit_is_in_the_tip(self, branching: Desk) -> None:
        view = branching.list_of(branching.page.injects)
        place = list(rows(branching)).index("nobody")
        tip = view.rows.data(view.rows.index(place), Qt.ItemDataRole.ToolTipRole)
        assert "Greet the crowd" in tip
        assert "Nobody greets them" in tip

    def test_the_count_leaves_out_what_is_kept_for_need(self, branching: Desk) -> None:
        counted = _("{left} of {count} to come").format(left=6, count=6)
        assert counted in [one.text() for one in branching.page.injects.findChildren(Label)]


class TestContingency:
    def test_it_never_stands_by_of_its_own_accord(self, branching: Desk) -> None:
        for inject in branching.view.phase_injects():
            if inject.id != "nobody":
                branching.view.do(do.SkipInject(inject.id))
        assert branching.view.standby is None
        branching.press(SPACE)
        assert fired(branching) == []

    def test_picked_it_can_be_delivered_at_any_time(self, branching: Desk) -> None:
        branching.click_row(branching.page.injects, list(rows(branching)).index("nobody"))
        assert chip(branching) == _("contingency")
        branching.press(SPACE)
        assert fired(branching) == ["nobody"]

    def test_when_what_it_is_for_is_missed_it_is_offered(self, branching: Desk) -> None:
        branching.pass_until(2 * MINUTE_MS)
        assert branching.view.standby is not None
        assert branching.view.standby.id == "nobody"
        row = rows(branching)["nobody"]
        assert (row.status, row.word, row.detail) == ("due", _("contingency"), "+00:00")
        assert branching.page.notice.text == _("Contingency: {title}. Space delivers it.").format(
            title="Nobody greets them"
        )
        assert chip(branching) == _("contingency {time}").format(time="00:00")
        branching.press(SPACE)
        assert fired(branching)[-1] == "nobody"

    def test_it_does_not_push_aside_what_was_picked(self, branching: Desk) -> None:
        branching.click_row(branching.page.injects, list(rows(branching)).index("wait"))
        branching.pass_until(2 * MINUTE_MS)
        assert branching.view.standby is not None
        assert branching.view.standby.id == "wait"
        assert branching.page.notice.text == _("Contingency: {title}. ↑ ↓ put it on standby.").format(
            title="Nobody greets them"
        )

    def test_after_half_a_minute_it_is_late(self, branching: Desk) -> None:
        branching.pass_until(2 * MINUTE_MS + 31_000)
        assert rows(branching)["nobody"].status == "late"
        assert rows(branching)["nobody"].detail == "+00:31"

    def test_done_in_time_it_is_not_offered(self, branching: Desk) -> None:
        branching.pass_until(MINUTE_MS)
        branching.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        branching.pass_until(3 * MINUTE_MS)
        assert rows(branching)["nobody"].status == "pending"
        assert not branching.page.notice.isVisible()


class TestNext:
    def test_the_note_for_the_controller_stands_with_the_words(self, branching: Desk) -> None:
        words = next_words(branching)
        assert _("For the controller: {note}").format(note="Helmets first.") in words
        assert "They come." in words

    @pytest.mark.parametrize(("inject", "shown"), [("march", "waits"), ("strain", "waits"), ("nobody", "contingency")])
    def test_one_without_a_time_says_so(self, branching: Desk, inject: str, shown: str) -> None:
        branching.view.pick_standby(inject)
        assert chip(branching) == _(shown)
        assert rows(branching)[inject].below in next_words(branching)

    def test_delivered_by_go_one_that_repeats_does_not_stay_on_standby(self, branching: Desk) -> None:
        branching.view.pick_standby("answer")
        branching.press(SPACE)
        assert fired(branching) == ["answer"]
        standby: Inject | None = branching.view.standby
        assert standby is not None
        assert standby.id == "arrival"

    def test_one_that_has_to_be_confirmed_waits_for_go(self, branching: Desk) -> None:
        branching.pass_until(9 * MINUTE_MS)
        assert "wait" not in fired(branching)
        assert rows(branching)["wait"].status == "due"
