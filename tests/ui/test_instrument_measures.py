"""The measures on screen: their words, what calls for a look, how each is counted, and how often that is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from player.engine.commands import HoldExercise, SetSpeed, StartAction
from player.i18n import use_language
from player.review.measures import measures
from player.review.measures_wording import measure_groups
from player.ui.instrument.measures import NOTED, MeasuresPanel, fold_of
from player.ui.views import DrillView
from tests.helpers.desk import Desk
from tests.helpers.desk_findings import provoke
from tests.helpers.desk_script import short_script
from tests.ui.looks import picture
from tests.ui.test_panels_plain_text import NASTY, WORDS, assert_plain

Place = Callable[..., MeasuresPanel]


@pytest.fixture
def place(desk: Desk) -> Iterator[Place]:
    """Puts the panel over the page of the drill."""
    panels: list[MeasuresPanel] = []

    def put(view: DrillView | None = None, width: int = 1000) -> MeasuresPanel:
        panel = MeasuresPanel(view or desk.view, desk.window.actions_table)
        panel.setParent(desk.window)
        panel.setGeometry(0, 60, width, 600)
        panel.show()
        panel.raise_()
        QApplication.processEvents()
        panels.append(panel)
        return panel

    use_language("en")
    yield put
    for panel in panels:
        panel.setParent(None)
        panel.deleteLater()


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Notes each time something is measured."""
    calls: list[int] = []
    real = MeasuresPanel.refresh

    def refresh(panel: MeasuresPanel) -> None:
        calls.append(panel.view.now_ms)
        real(panel)

    monkeypatch.setattr(MeasuresPanel, "refresh", refresh)
    return calls


class TestTheRows:
    def test_they_are_those_of_the_measures(self, run: Desk, place: Place) -> None:
        provoke(run)
        panel = place()
        view = run.view
        measured = measures(view.scenario, [entry.event for entry in view.entries], fold_of(view))
        wanted = []
        for group in measure_groups(measured, view.scenario):
            wanted.append((group.title, "", False))
            wanted += [(row.name, row.value, row.alarming) for row in group.rows]
        assert [(row.name, row.value, row.alarming) for row in panel.list.rows.rows] == wanted

    def test_what_calls_for_a_look_can_be_had_alone(self, run: Desk, place: Place) -> None:
        provoke(run)
        panel = place()
        noted = [row for row in panel.list.rows.rows if row.alarming]
        assert noted
        assert panel.filter.buttons[NOTED].accessibleName() == f"Worth a look {len(noted)}"
        panel.filter.buttons[NOTED].click()
        shown = panel.list.rows.rows
        assert [row.name for row in shown if not row.head] == [row.name for row in noted]
        assert all(row.alarming or row.head for row in shown)
        assert "calls for a look" in next(row for row in shown if not row.head).spoken

    def test_a_quiet_drill_has_nothing_to_look_at(self, desk: Desk, place: Place) -> None:
        desk.run(short_script())
        panel = place()
        assert not any(row.alarming for row in panel.list.rows.rows)
        panel.filter.buttons[NOTED].click()
        assert panel.list.rows.rows == []

    def test_in_a_narrow_panel_nothing_is_lost(self, run: Desk, place: Place) -> None:
        provoke(run)
        wide, narrow = place(width=1000), place(width=500)
        assert [row.spoken for row in wide.list.rows.rows] == [row.spoken for row in narrow.list.rows.rows]
        assert any(row.is_tall for row in narrow.list.rows.rows)
        assert not any(row.is_tall for row in wide.list.rows.rows)


class TestHowItIsCounted:
    def test_the_row_chosen_says_it(self, run: Desk, place: Place) -> None:
        panel = place()
        panel.list.pick(1)
        assert panel.about.text() == panel.list.rows.rows[1].about
        assert panel.about.text()

    def test_the_row_pointed_at_says_it(self, run: Desk, place: Place) -> None:
        panel = place()
        spot = panel.list.visualRect(panel.list.rows.index(2)).center()
        QTest.mouseMove(panel.list.viewport(), spot)
        panel.list.entered.emit(panel.list.rows.index(2))
        assert panel.about.text() == panel.list.rows.rows[2].about

    def test_every_row_has_it(self, run: Desk, place: Place) -> None:
        provoke(run)
        rows = [row for row in place().list.rows.rows if not row.head]
        assert all(row.about and row.about in row.tip for row in rows)

    def test_titles_are_passed_over(self, run: Desk, place: Place) -> None:
        panel = place()
        assert panel.list.rows.rows[0].head
        panel.list.pick(0)
        assert panel.list.place == 1
        second = next(place for place, row in enumerate(panel.list.rows.rows) if place and row.head)
        panel.list.pick(second - 1)
        panel.list.step(1)
        assert panel.list.place == second + 1
        panel.list.step(-1)
        assert panel.list.place == second - 1

    def test_the_row_chosen_stays_when_it_is_measured_anew(self, run: Desk, place: Place) -> None:
        panel = place()
        panel.list.pick(2)
        name = panel.list.chosen.name
        provoke(run)
        assert panel.list.chosen.name == name


class TestHowOften:
    def test_every_fifth_second_while_it_is_in_sight(self, run: Desk, place: Place, counted: list[int]) -> None:
        run.pass_ms(1_000)
        place()
        assert len(counted) == 1
        for _second in range(11):
            run.pass_ms(1_000)
        assert counted == [1_000, 6_000, 11_000]

    def test_hidden_it_measures_nothing_and_catches_up(self, run: Desk, place: Place, counted: list[int]) -> None:
        panel = place()
        panel.hide()
        counted.clear()
        run.pass_ms(60_000)
        assert run.view.do(StartAction("arrest"))
        assert counted == []
        panel.show()
        assert len(counted) == 1
        panel.hide()
        panel.show()
        assert len(counted) == 1, "nothing has happened since"

    def test_fast_it_measures_no_more_often(self, run: Desk, place: Place, counted: list[int]) -> None:
        assert run.view.do(SetSpeed(10_000))
        place()
        counted.clear()
        for _tick in range(40):
            run.pass_ms(100)
        assert counted == []

    def test_on_hold_what_is_recorded_shows_at_once(self, run: Desk, place: Place) -> None:
        run.pass_ms(2_000)
        panel = place()
        assert run.view.do(HoldExercise())
        before = [row.spoken for row in panel.list.rows.rows]
        assert run.view.do(StartAction("arrest"))
        assert [row.spoken for row in panel.list.rows.rows] != before

    def test_in_review_once(self, run: Desk, place: Place, counted: list[int]) -> None:
        provoke(run)
        run.end_ex("END")
        run.window.actions_table["to_review"].do()
        view = run.window.review_view
        assert view is not None
        panel = place(view)
        assert len(counted) == 1
        for moment_ms in (0, 60_000, 90_000):
            view.seek(moment_ms)
        panel.hide()
        panel.show()
        assert len(counted) == 1


def test_words_of_a_script_are_plain(desk: Desk, place: Place) -> None:
    desk.run(short_script(**{word: f"{NASTY} {word}" for word in WORDS}))
    desk.start_ex()
    provoke(desk)
    panel = place()
    picture(panel, 600, 900)
    assert_plain(panel)
    assert any(f"{NASTY} unit" in row.spoken for row in panel.list.rows.rows)
    data = panel.list.rows.data(panel.list.rows.index(1), Qt.ItemDataRole.ToolTipRole)
    assert data.startswith("<p style='white-space:pre-wrap'>")


def test_another_kind_of_view_is_told_apart() -> None:
    with pytest.raises(TypeError, match="object"):
        fold_of(object())  # type: ignore[arg-type]
