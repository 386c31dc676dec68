"""What moved the tension, on screen: its sum, its spans, what it follows, and the values of the model."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from player.engine.commands import HoldExercise, Override, SetSpeed
from player.i18n import use_language
from player.model.events import OverrideMode, Quantity
from player.ui.instrument.explanation import PHASE, SPANS, WHOLE, ExplainPanel
from player.ui.instrument.explanation_bars import CauseBars
from player.ui.theme import THEMES, Theme
from player.ui.views import DrillView
from tests.helpers.desk import Desk
from tests.helpers.desk_findings import provoke
from tests.helpers.desk_script import short_script
from tests.ui.looks import colours_in, picture, put_on
from tests.ui.test_panels_plain_text import NASTY, WORDS, assert_plain

Place = Callable[..., ExplainPanel]


@pytest.fixture
def place(desk: Desk) -> Iterator[Place]:
    """Puts the panel over the page of the drill."""
    panels: list[ExplainPanel] = []

    def put(view: DrillView | None = None) -> ExplainPanel:
        panel = ExplainPanel(view or desk.view, desk.window.actions_table)
        panel.setParent(desk.window)
        panel.setGeometry(0, 60, 1000, 600)
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
    """Notes each time it is worked out."""
    calls: list[int] = []
    real = ExplainPanel.refresh

    def refresh(panel: ExplainPanel) -> None:
        calls.append(panel.view.now_ms)
        real(panel)

    monkeypatch.setattr(ExplainPanel, "refresh", refresh)
    return calls


def value(panel: ExplainPanel, name: str) -> str:
    return str(next(row.value for row in panel.values.rows.rows if row.name == name))


class TestTheBars:
    @pytest.mark.parametrize("span", SPANS)
    def test_they_add_up_to_the_change_shown(self, run: Desk, place: Place, span: str) -> None:
        provoke(run)
        panel = place()
        panel.span.buttons[span].click()
        lines = panel.bars.lines
        total = round(sum(line.points for line in lines), 1)
        shown = float(panel.bars.total.replace("−", "-").replace("±", ""))
        assert total == shown
        before, after = panel.text.split("  ")[0].split(" → ")
        assert round(float(after) - float(before), 1) == shown
        assert f"({panel.bars.total})" in panel.text

    def test_they_name_who_did_it(self, run: Desk, place: Place) -> None:
        provoke(run)
        lines = place().bars.lines
        (excess,) = (line for line in lines if line.text.startswith("excess force"))
        assert "Dalmas Awal" in excess.text
        assert excess.points > 0
        assert abs(excess.points) == max(abs(line.points) for line in lines)

    def test_the_spans_end_at_the_moment_shown(self, run: Desk, place: Place) -> None:
        run.pass_until(420_000)
        panel = place()
        spans = {}
        for span in SPANS:
            panel.span.buttons[span].click()
            spans[span] = panel.text.split(")")[1].strip()
        assert spans == {
            "1": "00:06:00 – 00:07:00",
            "5": "00:02:00 – 00:07:00",
            "15": "00:00:00 – 00:07:00",
            PHASE: "00:00:00 – 00:07:00",
            WHOLE: "00:00:00 – 00:07:00",
        }
        run.next_phase()
        run.pass_ms(60_000)
        panel.span.buttons[PHASE].click()
        assert "00:07:00 – 00:08:00" in panel.text

    def test_before_anything_happened_nothing_moved_it(self, desk: Desk, place: Place) -> None:
        desk.run(short_script())
        panel = place()
        assert panel.bars.lines == ()
        assert not panel.bars.isVisible()
        assert panel._quiet.isVisible()

    @pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
    def test_up_and_down_are_told_apart_by_more_than_the_side(self, run: Desk, place: Place, theme: Theme) -> None:
        put_on(theme)
        provoke(run)
        panel = place()
        counts = colours_in(picture(panel.bars, 600))
        assert counts[theme.plots.actual] > 100, "filled: what raised it"
        assert counts[theme.tones.accent.soft] > 20, "hollow: what lowered it"
        put_on()

    def test_a_screen_reader_hears_them(self, run: Desk, place: Place) -> None:
        provoke(run)
        said = place().bars.accessibleDescription()
        assert "excess force" in said
        assert "total +" in said

    def test_a_tip_has_the_words_in_full(self, run: Desk, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
        provoke(run)
        panel = place()
        shown: list[str] = []
        monkeypatch.setattr(QToolTip, "showText", lambda _where, text, _widget: shown.append(text))
        for down in (4, 4000):
            spot = QPoint(10, down)
            QApplication.sendEvent(panel.bars, QHelpEvent(QHelpEvent.Type.ToolTip, spot, spot))
        assert panel.bars.lines[0].text in shown[0]
        assert shown[1] == ""


class TestTheValues:
    def test_all_six_with_what_they_mean(self, run: Desk, place: Place) -> None:
        provoke(run)
        rows = place().values.rows.rows
        assert [row.name for row in rows] == [
            "Tension",
            "Activity",
            "Legitimacy",
            "Presence",
            "Behaviour",
            "Ceiling of force",
        ]
        assert all(row.about.endswith(".") for row in rows)

    def test_they_are_those_of_the_moment(self, run: Desk, place: Place) -> None:
        provoke(run)
        panel, sample = place(), run.view.sample
        assert value(panel, "Tension") == f"{sample.tension_index:.0f}"
        assert value(panel, "Presence") == f"{round(200 * sample.presence)} of 200 people"
        assert value(panel, "Ceiling of force").startswith(f"{int(sample.ceiling)} · ")

    def test_what_is_held_says_so(self, run: Desk, place: Place) -> None:
        assert run.view.do(Override(Quantity.TENSION, OverrideMode.HOLD, 700_000, "Kompol Wijaya", "test", None))
        run.pass_ms(2_000)
        row = place().values.rows.rows[0]
        assert row.value == "70"
        assert row.held
        assert "held by the controller" in row.spoken

    def test_a_class_of_gladi_s_own_reading_says_so(self, run: Desk, place: Place) -> None:
        rows = place().values.rows.rows
        assert "Gladi's own reading" in rows[-1].about


class TestWhatItFollows:
    def test_once_a_second_while_in_sight(self, run: Desk, place: Place, counted: list[int]) -> None:
        place()
        counted.clear()
        for _tick in range(20):
            run.pass_ms(100)
        assert counted == [1_000, 2_000]

    def test_fast_no_more_often(self, run: Desk, place: Place, counted: list[int]) -> None:
        assert run.view.do(SetSpeed(10_000))
        place()
        counted.clear()
        for _tick in range(20):
            run.pass_ms(100)
        assert 1 <= len(counted) <= 2

    def test_hidden_nothing(self, run: Desk, place: Place, counted: list[int]) -> None:
        panel = place()
        panel.hide()
        counted.clear()
        run.pass_ms(10_000)
        assert counted == []
        panel.show()
        assert counted == [10_000]

    def test_on_hold_an_override_shows_at_once(self, run: Desk, place: Place) -> None:
        run.pass_ms(3_000)
        assert run.view.do(HoldExercise())
        panel = place()
        assert run.view.do(Override(Quantity.TENSION, OverrideMode.SET, 900_000, "Kompol Wijaya", "test", None))
        assert value(panel, "Tension") == "90"
        assert any("override" in line.text for line in panel.bars.lines)

    def test_in_review_the_moment(self, run: Desk, place: Place) -> None:
        provoke(run)
        at_end = f"{run.view.sample.tension_index:.0f}"
        run.end_ex("END")
        run.window.actions_table["to_review"].do()
        view = run.window.review_view
        assert view is not None
        panel = place(view)
        assert value(panel, "Tension") == at_end
        view.seek(30_000)
        assert "00:00:00 – 00:00:30" in panel.text
        assert not any("excess" in line.text for line in panel.bars.lines)


def test_the_time_looked_back_over_is_kept(run: Desk, place: Place) -> None:
    run.pass_until(420_000)
    place().span.buttons["1"].click()
    assert "00:06:00 – 00:07:00" in place().text


def test_words_of_a_script_are_plain(desk: Desk, place: Place) -> None:
    desk.run(short_script(**{word: f"{NASTY} {word}" for word in WORDS}))
    desk.start_ex()
    provoke(desk)
    panel = place()
    picture(panel, 600, 700)
    assert_plain(panel)
    assert any(f"{NASTY} unit" in line.text for line in panel.bars.lines)


def test_without_causes_the_bars_need_no_room() -> None:
    bars = CauseBars()
    assert bars.sizeHint().height() == 0
    picture(bars, 300, 20)
    bars.deleteLater()
