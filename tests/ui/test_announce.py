"""What is about to be due is said ahead, pulses calmly and is heard; so is what is overdue, and what is asked."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from player.i18n import _
from player.model import events as ev
from player.ui.announce.gate import APART_MS
from player.ui.announce.part import AnnouncePart
from player.ui.announce.tones import Cue, sound_path
from player.ui.choices import Name
from tests.helpers.desk import Desk


class Ear:
    """Hears what is played, and when."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.heard: list[tuple[int, str]] = []
        self._start_ms = desk.clock.monotonic_ms()
        desk.window.part(AnnouncePart).play = self._play

    def _play(self, path: Path) -> None:
        assert path.is_file()
        self.heard.append((self._desk.clock.monotonic_ms() - self._start_ms, path.stem))

    @property
    def names(self) -> list[str]:
        return [name for _at, name in self.heard]


@pytest.fixture
def ear(run: Desk) -> Ear:
    return Ear(run)


def tick(desk: Desk, ms: int, step_ms: int = 100) -> None:
    """Let time pass as it does in life, ten times a second."""
    for _turn in range(ms // step_ms):
        desk.clock.advance_ms(step_ms)
        desk.window.tick()


def line(desk: Desk) -> str:
    """What the strip of the inject list announces."""
    shown = desk.page.injects.line
    assert shown.isVisible() == bool(shown.text)
    return shown.text


def rows_ahead(desk: Desk) -> dict[str, str]:
    return {row.inject: row.ahead for row in desk.rows(desk.page.injects) if row.ahead}


class TestAhead:
    def test_thirty_seconds_before_and_not_sooner(self, run: Desk, ear: Ear) -> None:
        run.pass_ms(29_000)
        assert (line(run), rows_ahead(run), ear.names) == ("", {}, [])
        run.pass_ms(1_000)
        assert line(run) == _("{time} · automatic: {title}").format(time="00:30", title="Arrival")
        assert rows_ahead(run) == {"arrival": "00:30"}
        assert ear.names == ["ahead"]

    def test_it_counts_down_and_is_gone_when_delivered(self, run: Desk, ear: Ear) -> None:
        run.pass_ms(30_000)
        tick(run, 10_000)
        assert line(run) == _("{time} · automatic: {title}").format(time="00:20", title="Arrival")
        assert rows_ahead(run) == {"arrival": "00:20"}
        tick(run, 20_000)
        assert run.bodies(ev.InjectFired) == [ev.InjectFired("arrival", ev.Firing.SCHEDULE)]
        assert (line(run), rows_ahead(run)) == ("", {})
        assert ear.names == ["ahead"], "heard once"

    def test_one_by_the_controller_is_said_as_such_and_heard_again_when_due(self, run: Desk, ear: Ear) -> None:
        run.pass_ms(90_000)
        assert line(run) == _("{time} · GO: {title}").format(time="00:30", title="Orator")
        tick(run, 30_000)
        assert line(run) == ""
        assert ear.names == ["ahead", "ahead", "ahead"], "the arrival, the orator ahead, and due"

    @pytest.mark.parametrize("seconds", [10, 45])
    def test_the_setting_says_how_long_before(self, run: Desk, ear: Ear, seconds: int) -> None:
        run.window.choices.choose(Name.ANNOUNCE_S, str(seconds))
        tick(run, (60 - seconds) * 1000 - 1_000)
        assert line(run) == ""
        tick(run, 1_000)
        assert rows_ahead(run) == {"arrival": f"00:{seconds}"}
        assert ear.names == ["ahead"]

    def test_nought_is_not_at_all(self, run: Desk, ear: Ear) -> None:
        run.window.choices.choose(Name.ANNOUNCE_S, "0")
        for _second in range(60):
            tick(run, 1_000, 1_000)
            assert line(run) == ""
        assert ear.names == []

    def test_two_at_once_say_how_many(self, run: Desk, ear: Ear) -> None:
        run.window.choices.choose(Name.ANNOUNCE_S, "90")
        run.pass_ms(31_000)
        assert set(rows_ahead(run)) == {"arrival", "orator"}
        first = _("{time} · automatic: {title}").format(time="00:29", title="Arrival")
        assert line(run) == _("{text} · {n} more").format(text=first, n=1)
        assert len(ear.heard) <= 2

    def test_held_back_it_is_announced_no_longer(self, run: Desk, ear: Ear) -> None:
        run.pass_ms(31_000)
        run.press(Qt.Key.Key_H)
        tick(run, 1_000)
        assert (line(run), rows_ahead(run)) == ("", {})
        assert ear.names == ["ahead"]

    def test_at_speed_it_comes_as_long_before_in_real_time(self, run: Desk, ear: Ear) -> None:
        run.window.actions_table["speed_2000"].do()
        tick(run, 500)
        assert rows_ahead(run) != {}, "thirty real seconds are the whole minute"
        assert ear.names == ["ahead"]


class TestThePulse:
    def test_it_changes_its_light_once_a_second_at_most(self, run: Desk, ear: Ear) -> None:
        run.pass_ms(31_000)
        lights = []
        for _turn in range(100):
            tick(run, 100)
            lights.append(any(row.lit for row in run.rows(run.page.injects)))
        changes = [place for place, (one, other) in enumerate(pairwise(lights)) if one != other]
        assert len(changes) in {9, 10}
        assert all(later - sooner >= 10 for sooner, later in pairwise(changes))

    def test_at_ten_times_the_speed_it_is_as_calm(self, run: Desk, ear: Ear) -> None:
        run.window.actions_table["speed_10000"].do()
        lights = []
        for _turn in range(50):
            tick(run, 100)
            lights.append(run.view.coming_lit)
        assert sum(one != other for one, other in pairwise(lights)) <= 5

    def test_on_hold_it_stands_still(self, run: Desk, ear: Ear) -> None:
        run.pass_ms(31_000)
        run.press(Qt.Key.Key_F9)
        lights = set()
        for _turn in range(40):
            tick(run, 100)
            lights.add(run.view.coming_lit)
        assert lights == {True}


class TestWhatCalls:
    def test_an_expected_action_that_is_overdue(self, run: Desk, ear: Ear) -> None:
        run.press(Qt.Key.Key_Down)
        run.go()
        run.window.choices.choose(Name.ANNOUNCE_S, "0")
        run.window.actions_table["hold"].do()
        run.window.actions_table["hold"].do()
        tick(run, 179_000, 1_000)
        before = ear.names.count("overdue")
        tick(run, 2_000)
        assert (before, ear.names.count("overdue")) == (0, 1)

    def test_a_question_that_is_put(self, branching: Desk) -> None:
        ear = Ear(branching)
        tick(branching, 179_000, 1_000)
        assert "asked" not in ear.names
        tick(branching, 3_000)
        assert ear.names.count("asked") == 1

    def test_never_two_within_a_second(self, branching: Desk) -> None:
        ear = Ear(branching)
        tick(branching, 600_000, 500)
        times = [at for at, _name in ear.heard]
        assert len(times) > 5
        assert all(later - sooner >= APART_MS for sooner, later in pairwise(times))

    def test_with_the_sound_off_there_is_silence_but_all_is_said(self, run: Desk, ear: Ear) -> None:
        run.window.choices.choose(Name.SOUND, "off")
        run.pass_ms(31_000)
        assert line(run)
        assert ear.heard == []
        run.window.choices.choose(Name.SOUND, "on")
        tick(run, 3_000)
        assert ear.heard == [], "what was not to be heard is not made up for"

    def test_another_language_is_no_news(self, run: Desk, ear: Ear) -> None:
        run.pass_ms(31_000)
        run.window.set_language("en")
        tick(run, 1_000)
        assert line(run).endswith("automatic: Arrival")
        assert ear.names == ["ahead"]

    def test_a_drill_taken_up_again_does_not_tell_what_was(self, run: Desk) -> None:
        run.pass_ms(200_000)
        path = run.view.drill.path
        run.window.let_go()
        assert run.window.open_file(path)
        ear = Ear(run)
        run.window.resume_session()
        tick(run, 2_000)
        assert ear.heard == []


class TestWhereThePanelsAreAway:
    def test_the_notice_says_it(self, run: Desk, ear: Ear) -> None:
        run.press(Qt.Key.Key_F6)
        assert run.page.face is not None
        run.pass_ms(31_000)
        said = _("{time} · automatic: {title}").format(time="00:29", title="Arrival")
        assert run.page.notice.text == said
        tick(run, 30_000)
        assert run.page.notice.isHidden()

    def test_it_does_not_talk_over_another_notice(self, run: Desk, ear: Ear) -> None:
        run.press(Qt.Key.Key_F6)
        run.page.notice.say("Something else", "warn")
        run.pass_ms(31_000)
        assert run.page.notice.text == "Something else"

    def test_closed_by_hand_it_stays_closed(self, run: Desk, ear: Ear) -> None:
        run.press(Qt.Key.Key_F6)
        run.pass_ms(31_000)
        run.page.notice.dismiss()
        tick(run, 5_000)
        assert run.page.notice.isHidden()


def test_every_cue_has_its_file() -> None:
    assert all(sound_path(cue).is_file() for cue in Cue)
