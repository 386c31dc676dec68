"""Overrides on the real window, by keys: what comes of them on disk and on screen, and for how long it is shown."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from player.engine import commands as do
from player.engine.state import Status
from player.i18n import _, use_language
from player.model import events as ev
from player.model.doctrine import Behaviour
from player.model.scenario import LoadedScenario
from player.model.times import MINUTE_MS
from player.review.lines import LineKind
from player.session.store import read_session
from player.ui.actions import Mode
from player.ui.override.sheet import OverrideSheet
from player.ui.run.log import KIND_ICONS
from player.ui.run.units import UnitRow
from tests.helpers.desk import CTRL, Desk
from tests.helpers.override_hands import (
    BEHAVIOUR,
    ENTER,
    F5,
    FORCE,
    HOLD,
    PRESENCE,
    RELEASE,
    SET,
    TENSION,
    WHO,
    WHY,
    on_sheet,
    override,
    tap,
)

UP, Z = Qt.Key.Key_Up, Qt.Key.Key_Z
Q, M = ev.Quantity, ev.OverrideMode
FIRST_UNIT = "q"


def overridden(desk: Desk) -> list[ev.ValueOverridden]:
    return desk.bodies(ev.ValueOverridden)


def on_disk(desk: Desk) -> list[ev.ValueOverridden]:
    """The overrides in the file of the session, as it lies there now."""
    bodies = (record.event.body for record in read_session(desk.view.drill.path).records)
    return [body for body in bodies if isinstance(body, ev.ValueOverridden)]


def signs(desk: Desk) -> tuple[str, ...]:
    """What is seen of overrides over the log."""
    strip = desk.page.held
    return strip.texts if strip.isVisible() else ()


def unit_rows(desk: Desk, unit: str) -> list[UnitRow]:
    title = str(desk.view.scenario.units[unit].title)
    return [row for row in desk.rows(desk.page.units) if row.unit == title]


class TestWhatComesOfIt:
    @pytest.mark.parametrize(
        ("keys", "body"),
        [
            ((TENSION, SET, "55"), ev.ValueOverridden(Q.TENSION, M.SET, 300_000, 550_000, None, WHO, WHY)),
            ((TENSION, HOLD, "0"), ev.ValueOverridden(Q.TENSION, M.HOLD, 300_000, 0, None, WHO, WHY)),
            ((BEHAVIOUR, SET, UP, UP), ev.ValueOverridden(Q.BEHAVIOUR, M.SET, 0, 2, None, WHO, WHY)),
            ((BEHAVIOUR, HOLD, UP), ev.ValueOverridden(Q.BEHAVIOUR, M.HOLD, 0, 1, None, WHO, WHY)),
            ((PRESENCE, SET, "150"), ev.ValueOverridden(Q.PRESENCE, M.SET, 1_000_000, 750_000, None, WHO, WHY)),
            ((PRESENCE, HOLD, "1"), ev.ValueOverridden(Q.PRESENCE, M.HOLD, 1_000_000, 5_000, None, WHO, WHY)),
            ((FORCE, FIRST_UNIT, SET, UP, UP), ev.ValueOverridden(Q.FORCE, M.SET, 0, 2, "dalmas", WHO, WHY)),
            ((FORCE, "e", HOLD, UP), ev.ValueOverridden(Q.FORCE, M.HOLD, 0, 1, "cannon", WHO, WHY)),
        ],
    )
    def test_every_quantity_is_set_and_held(
        self, run: Desk, keys: tuple[Qt.Key | str, ...], body: ev.ValueOverridden
    ) -> None:
        override(run, *keys)
        assert overridden(run) == [body]
        assert on_disk(run) == [body]
        actors = [entry.event.actor for entry in run.view.entries if isinstance(entry.event.body, ev.ValueOverridden)]
        assert actors == [ev.Actor.CONTROLLER]

    @pytest.mark.parametrize(
        "keys", [(TENSION,), (BEHAVIOUR,), (PRESENCE,), (FORCE, FIRST_UNIT)], ids=["tension", "class", "size", "force"]
    )
    def test_what_is_held_stays_until_it_is_released(self, run: Desk, keys: tuple[str, ...]) -> None:
        value = ("40",) if keys[0] in {TENSION, PRESENCE} else (UP,)
        override(run, *keys, HOLD, *value)
        held = overridden(run)[0].after
        run.pass_until(3 * MINUTE_MS)
        override(run, *keys, RELEASE, why="It is over")
        release = on_disk(run)[1]
        assert (release.mode, release.before, release.who, release.why) == (M.RELEASE, held, WHO, "It is over")
        assert not run.view.state.overrides
        assert signs(run) == ()

    def test_held_as_it_stands_it_is_the_very_value(self, run: Desk) -> None:
        run.pass_until(MINUTE_MS + 30_000)
        before = run.view.sample.tension_index
        override(run, TENSION, HOLD)
        assert overridden(run)[0].after == round(before * 10_000)
        run.pass_until(5 * MINUTE_MS)
        assert run.view.sample.tension_index == pytest.approx(before, abs=1e-4)

    def test_while_the_clock_is_on_hold(self, run: Desk) -> None:
        run.pass_until(30_000)
        run.press(Qt.Key.Key_F9)
        override(run, TENSION, HOLD, "70")
        assert run.view.state.status is Status.HELD
        assert round(run.view.sample.tension_index) == 70
        run.press(Qt.Key.Key_F9)
        run.pass_ms(60_000)
        assert round(run.view.sample.tension_index) == 70

    def test_at_ten_times_the_speed(self, run: Desk) -> None:
        run.window.actions_table["speed_10000"].do()
        override(run, TENSION, HOLD, "70")
        run.pass_ms(30_000)
        assert run.view.now_ms >= 5 * MINUTE_MS
        assert round(run.view.sample.tension_index) == 70
        assert signs(run) == (_("HELD: {value} · {who}").format(value=f"{_('Tension')} 70", who=WHO),)

    def test_the_log_tells_of_it(self, run: Desk) -> None:
        override(run, TENSION, HOLD, "55")
        row = run.rows(run.page.log)[-1]
        assert row.kind is LineKind.OVERRIDE
        assert row.kind in KIND_ICONS
        for word in (_("Tension"), WHO, "30 → 55", WHY):
            assert word in row.text
        assert "{" not in row.text


class TestUndo:
    def test_an_override_is_not_undone_and_it_is_said_what_undoes_it(self, run: Desk) -> None:
        run.press(Qt.Key.Key_M)
        override(run, TENSION, HOLD, "55")
        before = run.bodies()
        run.press(Z, CTRL)
        assert run.bodies() == before
        text = _("Override #{seq} tells of what happened and stays. F5 releases the value.")
        assert run.page.notice.text == text.format(seq=5)

    def test_of_one_that_holds_nothing_it_does_not_say_release(self, run: Desk) -> None:
        override(run, TENSION, SET, "55")
        run.press(Z, CTRL)
        text = _("Override #{seq} tells of what happened and stays. F5 overrides the value anew.")
        assert run.page.notice.text == text.format(seq=4)

    def test_restoring_does_not_reach_it(self, run: Desk) -> None:
        override(run, TENSION, HOLD, "55")
        before = run.bodies()
        run.press(Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
        assert run.bodies() == before


class TestSigns:
    def test_nothing_is_shown_while_nothing_is_held(self, run: Desk) -> None:
        assert not run.page.held.isVisible()
        override(run, TENSION, SET, "55")
        assert not run.page.held.isVisible(), "a value that goes on by itself is not held"

    def test_each_has_its_chip_in_the_order_of_time(self, run: Desk) -> None:
        override(run, PRESENCE, HOLD, "150")
        override(run, FORCE, FIRST_UNIT, SET, UP, UP, UP)
        people = _("{persons} of {size} people").format(persons=150, size=200)
        stage = _("Stage {stage} of {unit}").format(stage=3, unit="Dalmas Awal")
        assert signs(run) == (
            _("HELD: {value} · {who}").format(value=_("Crowd of {people}").format(people=people), who=WHO),
            _("SET: {value} · {who}").format(value=stage, who=WHO),
        )

    def test_a_screen_reader_hears_the_reason_too(self, run: Desk) -> None:
        override(run, TENSION, HOLD, "55")
        name = run.page.held.accessibleName()
        assert WHO in name
        assert WHY in name

    def test_it_moves_nothing(self, run: Desk) -> None:
        page = run.page
        parts = (page.now, page.next, page.injects, page.expected, page.plots, page.units, page.log)
        QApplication.processEvents()
        before = [(part.mapTo(run.window, QPoint(0, 0)), part.size()) for part in parts]
        override(run, TENSION, HOLD, "55")
        override(run, FORCE, FIRST_UNIT, HOLD, UP)
        QApplication.processEvents()
        assert page.held.isVisible()
        assert [(part.mapTo(run.window, QPoint(0, 0)), part.size()) for part in parts] == before

    def test_a_message_does_not_hide_it(self, run: Desk) -> None:
        override(run, TENSION, HOLD, "55")
        run.page.say("words " * 40, True)
        QApplication.processEvents()
        strip, notice = run.page.held, run.page.notice
        assert notice.isVisible()
        assert strip.mapTo(run.page, QPoint(0, strip.height())).y() <= notice.y()

    def test_the_instrument_shows_it_too_and_moves_nothing(self, run: Desk) -> None:
        strip = run.page.show_instrument(on=True).strip
        QApplication.processEvents()
        parts = (strip.clock, strip.now.title, strip.next.caption, strip.next.title, strip.next.words)
        before = [(part.mapTo(strip, QPoint(0, 0)), part.size()) for part in parts]
        assert not strip.held.isVisible()
        override(run, TENSION, HOLD, "55")
        override(run, PRESENCE, HOLD, "150")
        QApplication.processEvents()
        assert strip.held.isVisible()
        assert strip.held.texts == run.page.held.texts
        assert [(part.mapTo(strip, QPoint(0, 0)), part.size()) for part in parts] == before
        seen: list[int] = []
        with run.answering(on_sheet(lambda sheet: seen.append(len(sheet.held)))):
            run.click(strip.held)
        assert seen == [2]

    @pytest.mark.parametrize("size", [(1024, 640), (1366, 768), (1920, 1080)])
    def test_however_many_there_are_it_stays_in_the_window(self, run: Desk, size: tuple[int, int]) -> None:
        run.shell.resize(*size)
        for keys in ((TENSION, HOLD), (BEHAVIOUR, HOLD), (PRESENCE, HOLD), (FORCE, "q", HOLD), (FORCE, "w", HOLD)):
            override(run, *keys, who="Komisaris Polisi Rini Anggraini Sastrowardoyo")
        QApplication.processEvents()
        strip = run.page.held
        left = strip.mapTo(run.shell, QPoint(0, 0)).x()
        assert len(strip.texts) == 5
        assert strip.width() > 200
        assert 40 < left < left + strip.width() <= run.shell.width()
        run.page.grab()

    def test_a_click_opens_the_sheet(self, run: Desk) -> None:
        override(run, TENSION, HOLD, "55")
        seen: list[int] = []
        with run.answering(on_sheet(lambda sheet: seen.append(len(sheet.held)))):
            run.click(run.page.held)
        assert seen == [1]

    def test_with_endex_it_goes(self, run: Desk) -> None:
        override(run, TENSION, HOLD, "55")
        override(run, FORCE, FIRST_UNIT, HOLD, UP)
        run.end_ex(_("END"))
        assert signs(run) == ()
        assert {row.override for row in run.rows(run.page.units)} == {""}

    def test_in_another_language_it_says_the_same(self, run: Desk) -> None:
        override(run, TENSION, HOLD, "55")
        override(run, FORCE, FIRST_UNIT, HOLD, UP)
        run.window.actions_table["language_en"].do()
        QApplication.processEvents()
        assert signs(run) == (f"HELD: Tension 55 · {WHO}", f"HELD: Stage 1 of Dalmas Awal · {WHO}")
        assert unit_rows(run, "dalmas")[0].override == "held at stage 1"
        use_language("en")


class TestUnits:
    def test_the_rows_of_the_unit_show_the_stage_that_counts(self, run: Desk) -> None:
        run.press(run.unit_key("line"))
        override(run, FORCE, FIRST_UNIT, HOLD, UP, UP, UP)
        sign = _("held at stage {stage}").format(stage=4)
        rows = {row.offer: row for row in unit_rows(run, "dalmas")}
        assert rows["line"].stage == 4, "it runs: what counts is what is held"
        assert {row.override for row in rows.values()} == {sign}
        assert sign in rows["line"].spoken
        assert unit_rows(run, "negosiator")[0].override == ""

    def test_a_stage_that_is_set_stands_until_the_unit_does_something(self, run: Desk) -> None:
        override(run, FORCE, FIRST_UNIT, SET, UP, UP, UP)
        assert {row.override for row in unit_rows(run, "dalmas")} == {_("set to stage {stage}").format(stage=3)}
        run.press(run.unit_key("line"))
        assert {row.override for row in unit_rows(run, "dalmas")} == {""}
        assert signs(run) == ()

    def test_the_button_opens_the_sheet(self, run: Desk) -> None:
        seen: list[str] = []
        with run.answering(on_sheet(lambda sheet: seen.append(type(sheet).__name__))):
            run.click(run.page.units._override)
        assert seen == [OverrideSheet.__name__]


class TestTakenUpAgain:
    def test_after_a_crash_it_is_still_held_and_shown(self, run: Desk, tmp_path: Path) -> None:
        override(run, TENSION, HOLD, "55")
        override(run, FORCE, FIRST_UNIT, HOLD, UP)
        run.pass_ms(5_000)
        shown = signs(run)
        cut_off = tmp_path / "cut.gladi"
        shutil.copy(run.view.drill.path, cut_off)  # what lies on the disk in the middle of it
        run.window.let_go()
        run.window.open_file(cut_off)
        run.window.resume_session()
        assert run.window.mode is Mode.RUN
        assert len(shown) == 2
        assert signs(run) == shown
        if run.view.state.status is Status.HELD:
            run.press(Qt.Key.Key_F9)
        run.pass_ms(90_000)
        assert round(run.view.sample.tension_index) == 55
        override(run, RELEASE, why="It is over")
        assert overridden(run)[-1].who == WHO, "who decided last is remembered"

    def test_the_review_shows_what_was_held_at_the_moment_shown(self, run: Desk) -> None:
        run.pass_until(MINUTE_MS)
        override(run, TENSION, HOLD, "55")
        run.pass_until(2 * MINUTE_MS)
        override(run, RELEASE)
        run.pass_until(3 * MINUTE_MS)
        run.end_ex(_("END"))
        run.window.actions_table["to_review"].do()
        run.page.show_instrument(on=False)  # what the controller saw
        view = run.window.review_view
        assert view is not None
        seen = []
        for at_ms in (30_000, 90_000, 150_000):
            view.seek(at_ms)
            seen.append(len(signs(run)))
        assert seen == [0, 1, 0]


class TestTheKey:
    def test_before_startex_there_is_nothing_to_override(self, desk: Desk, short: LoadedScenario) -> None:
        desk.run(short)
        assert not desk.window.actions_table["override"].enabled()
        desk.press(F5)
        assert QApplication.activeModalWidget() is None

    def test_after_endex_neither(self, run: Desk) -> None:
        run.end_ex(_("END"))
        run.press(F5)
        assert QApplication.activeModalWidget() is None

    def test_in_the_review_it_is_no_key(self, run: Desk) -> None:
        run.end_ex(_("END"))
        run.window.actions_table["to_review"].do()
        run.press(F5)
        assert QApplication.activeModalWidget() is None
        assert run.window.actions_table["override"].modes == {Mode.RUN}

    def test_a_half_written_note_waits_for_it(self, run: Desk) -> None:
        run.press(Qt.Key.Key_N)
        run.type("half ")
        override(run, TENSION, HOLD, "55")
        run.type("a note")
        assert run.page.log.entry.text() == "half a note"
        assert len(overridden(run)) == 1


class TestTheDrillGoesOn:
    def test_under_the_sheet_and_the_values_shown_follow(self, run: Desk) -> None:
        def watch(sheet: OverrideSheet) -> None:
            tap(sheet, PRESENCE)
            tap(sheet, TENSION, HOLD)
            before = sheet.how.number.field.text()
            run.pass_until(5 * MINUTE_MS)
            assert len(run.bodies(ev.InjectFired)) == 2
            after = sheet.how.number.field.text()
            assert before != after == f"{run.view.sample.tension_index:.0f}"
            assert sheet.how.number.field.selectedText() == after, "the next digit is still the first of the number"
            tap(sheet, "70")
            run.pass_ms(60_000)
            assert sheet.how.number.field.text() == "70", "what was typed stays"
            assert f"{run.view.sample.tension_index:.0f} → 70" in sheet.summary

        with run.answering(on_sheet(watch)):
            run.press(F5)
        assert not overridden(run)

    def test_it_can_be_put_on_hold_from_there(self, run: Desk) -> None:
        with run.answering(on_sheet(lambda sheet: tap(sheet, TENSION, HOLD, Qt.Key.Key_F9, "5"))):
            run.press(F5)
        assert run.view.state.status is Status.HELD

    def test_a_class_declared_meanwhile_shows(self, branching: Desk) -> None:
        def watch(sheet: OverrideSheet) -> None:
            tap(sheet, BEHAVIOUR)
            branching.pass_ms(1_000)
            chosen = [button.is_chosen for button in sheet.how.lists[Q.BEHAVIOUR]]
            assert chosen.index(True) == int(branching.view.sample.behaviour) == Behaviour.AGRESIF

        branching.press(Qt.Key.Key_4)
        with branching.answering(on_sheet(watch)):
            branching.press(F5)

    def test_what_is_refused_is_said_and_nothing_is_lost(self, run: Desk) -> None:
        def watch(sheet: OverrideSheet) -> None:
            tap(sheet, TENSION, HOLD, "55", ENTER, WHO, ENTER, WHY)
            run.view.do(do.EndExercise())
            tap(sheet, ENTER)
            assert sheet.isVisible()
            assert sheet.summary == _("The exercise has ended; its log is closed.")
            assert (sheet.how.number.field.text(), sheet.who.who.text(), sheet.who.why.text()) == ("55", WHO, WHY)

        with run.answering(on_sheet(watch)):
            run.press(F5)
        assert not overridden(run)
