"""What each further lane shows of a session, in pixels and in words, in every theme and language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QApplication

from player.engine import commands as do
from player.i18n import use_language
from player.model import events as ev
from player.model.doctrine import RecordKind
from player.model.times import MINUTE_MS, SECOND_MS
from player.scenario import read_scenario
from player.session.afterwards import Afterwards
from player.session.live import LiveDrill
from player.session.store import SessionWriter, read_session
from player.ui.instrument.lane_kinds import LANE_TITLES, LaneKind
from player.ui.instrument.lanes import LanesView
from player.ui.review_view import ReviewView
from player.ui.theme import DEFAULT_THEME, THEMES, apply, theme_in_use
from tests.helpers.clocks import FakeClock
from tests.helpers.desk import dress
from tests.helpers.desk_script import short_script
from tests.ui.lanes_looked import box_of, lane_of, pixels, share, told, unlike

_MORE = """\
tags:
  - {id: throw, key: 1, text: Throwing, colour: red}
  - {id: calm, key: 2, text: Calm, colour: green}
"""
_DECISION = """\
    decisions:
      - id: way
        ask: Which way?
        choices: [{id: on, title: On, to: push, planned: true}, {id: back, title: Back, to: beside}]
"""
_BESIDE = """\
  - id: beside
    title: Beside
    planned: 4m
"""
END_MS = 9 * MINUTE_MS
WIDTH = 1200


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A session in which there is something in every lane."""
    text = short_script().text.replace("  - id: push\n", _DECISION + _BESIDE + "  - id: push\n", 1)
    loaded = read_scenario(text.replace("phases:\n", _MORE + "phases:\n", 1), "rich.yaml")
    path, clock = tmp_path_factory.mktemp("lanes") / "rich.gladi", FakeClock()
    drill = LiveDrill(loaded, SessionWriter.create(path, loaded, clock), clock)

    def to(ms: int) -> None:
        clock.advance_ms(ms - drill.now_ms)
        drill.tick()

    drill.do(do.StartExercise())
    to(90 * SECOND_MS)
    drill.do(do.ObserveTag("throw", "two men", observer="Rini"))
    drill.do(do.WriteNote("seen from the roof", observer="Budi"))
    to(3 * MINUTE_MS)
    drill.do(do.FireInject("orator", ev.Firing.GO))
    drill.do(do.GiveOrder("dalmas", "shield_line", "Danki", "Budi", "radio"))
    to(4 * MINUTE_MS)
    drill.do(do.StartAction("warning"))
    drill.do(do.GiveOrder("cannon", "water_cannon", "Kapolres", "", "radio"))
    drill.do(do.VoidEntry(drill.state.last_seq))
    to(5 * MINUTE_MS)
    drill.do(do.RecordFact(RecordKind.CASUALTY, {"side": "crowd", "text": "head"}))
    drill.do(do.HoldExercise("rain"))
    clock.advance_ms(2 * MINUTE_MS)
    drill.do(do.ResumeExercise())
    to(6 * MINUTE_MS)
    drill.do(do.Decide("way", "back", "Kapolres"))
    to(END_MS)
    drill.do(do.EndExercise())
    drill.close()
    saved = read_session(path)
    view = ReviewView(saved)
    after = Afterwards(saved, clock, view.timeline.fold)
    after.do(do.Annotate(ev.AnnotationKind.IMPROVEMENT, MINUTE_MS, "Reports came late", 3 * MINUTE_MS, who="Sari"))
    after.do(do.Annotate(ev.AnnotationKind.BOOKMARK, 7 * MINUTE_MS))
    return path


@pytest.fixture
def lanes(session: Path, qapp: QApplication) -> Iterator[LanesView]:
    use_language("en")
    lanes = LanesView(ReviewView(read_session(session)))
    lanes.set_edges(170, 12)
    lanes.resize(WIDTH, 700)
    lanes.set_range(0, 12 * MINUTE_MS, (0, 12 * MINUTE_MS))
    lanes.show()
    QApplication.processEvents()
    yield lanes
    lanes.close()
    lanes.deleteLater()
    if theme_in_use() is not DEFAULT_THEME:
        dress(qapp)


def near(lanes: LanesView, kind: LaneKind, at_ms: int, key: str = "", down: float = 0.5) -> QPointF:
    """A place in a lane, so far down in it."""
    box = box_of(lanes, kind, at_ms, at_ms + 1, key)
    return QPointF(box.left(), box.top() + down * box.height())


def test_every_lane_says_in_words_what_lies_in_it(lanes: LanesView) -> None:
    def said(kind: LaneKind, at_ms: int, key: str = "", down: float = 0.5) -> str:
        return told(lanes, near(lanes, kind, at_ms, key, down))

    assert "Plan: Push" in said(LaneKind.PHASES, 11 * MINUTE_MS, down=0.15)
    assert "Beside" in said(LaneKind.PHASES, 7 * MINUTE_MS, down=0.8)
    assert "another way than planned" in said(LaneKind.PHASES, 6 * MINUTE_MS, down=0.4)
    late = said(LaneKind.INJECTS, 3 * MINUTE_MS, down=0.8)
    assert "late" in late
    assert "planned 00:02:00" in late
    assert "planned 00:02:00" in said(LaneKind.INJECTS, 2 * MINUTE_MS, down=0.1)
    for words in ("two men", "Rini"):
        assert words in said(LaneKind.OBSERVER, 90 * SECOND_MS, "Rini")
    assert "seen from the roof" in said(LaneKind.OBSERVER, 90 * SECOND_MS, "Budi")
    assert "void" in said(LaneKind.ORDERS, 4 * MINUTE_MS + 2 * SECOND_MS)
    assert "Danki Budi" in said(LaneKind.ORDERS, 3 * MINUTE_MS + 2 * SECOND_MS)
    assert "head" in said(LaneKind.RECORDS, 5 * MINUTE_MS)
    for words in ("rain", "02:00"):
        assert words in said(LaneKind.CLOCK, 5 * MINUTE_MS)
    assert "Reports came late" in said(LaneKind.NOTES, 2 * MINUTE_MS, down=0.2)
    assert "negotiator" not in said(LaneKind.UNITS, 4 * MINUTE_MS + 5 * SECOND_MS)
    assert "Negosiator" in said(LaneKind.UNITS, 4 * MINUTE_MS + 5 * SECOND_MS)
    assert said(LaneKind.CLOCK, 2 * MINUTE_MS) == ""


def test_an_expected_action_is_met_missed_or_waived_in_sign_and_word(lanes: LanesView) -> None:
    lane, bars = lane_of(lanes, LaneKind.EXPECTED), lanes.places.bars[LaneKind.EXPECTED]
    shift = lanes.lane_box(lane).top() - lane.top
    words = {}
    for bar in bars:
        box = lanes.places.bar_box(lane, bar).translated(0, shift)
        words[told(lanes, QPointF(box.left() + 12, box.center().y())).split("\n")[0]] = box
    assert set(words) == {"Warn the crowd", "Report to the post"}
    image, tones = pixels(lanes), theme_in_use().tones
    ends_ms = {"Warn the crowd": 4 * MINUTE_MS, "Report to the post": 8 * MINUTE_MS}
    for name, tone in (("Warn the crowd", tones.go), ("Report to the post", tones.alarm)):
        x = lanes.axis.x_of(ends_ms[name])
        mark = QRectF(x - 9, words[name].top(), 18, words[name].height())
        assert share(image, mark, tone.fill) > 0.1, name
    missed = words["Report to the post"]
    assert "not seen" in told(lanes, QPointF(missed.left() + 12, missed.center().y()))


def test_the_plan_stands_over_what_was_played_and_late_is_a_bar_from_due(lanes: LanesView) -> None:
    image, theme = pixels(lanes), theme_in_use()
    row = box_of(lanes, LaneKind.PHASES, 10 * MINUTE_MS + 5_000, 12 * MINUTE_MS)
    plan, played = row.adjusted(0, 0, 0, -row.height() / 2), row.adjusted(0, row.height() / 2, 0, 0)
    assert unlike(image, plan, theme.surfaces.panel) > 0.02
    assert share(image, played, theme.surfaces.panel) > 0.9
    waited = box_of(lanes, LaneKind.INJECTS, 2 * MINUTE_MS + 10_000, 3 * MINUTE_MS - 10_000)
    assert share(image, waited.adjusted(0, waited.height() / 2, 0, 0), theme.tones.alarm.text) > 0.05


def test_marks_that_do_not_fit_are_one_with_their_number(lanes: LanesView) -> None:
    lanes.set_range(0, 10**9, (0, 10**9))
    lanes.set_folded({LaneKind.OBSERVERS})
    assert "1 more here" in told(lanes, near(lanes, LaneKind.OBSERVERS, 90 * SECOND_MS))


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_theme_and_language_shows_every_lane(
    lanes: LanesView, language: str, qapp: QApplication, theme: object
) -> None:
    use_language(language)
    apply(qapp, theme)  # type: ignore[arg-type]
    image, surface = pixels(lanes), theme_in_use().surfaces.panel
    kinds = {lane.group for lane in (*lanes.places.pinned, *lanes.places.scrolled)}
    assert kinds == set(LANE_TITLES) - {LaneKind.OVERRIDES}
    for lane in (*lanes.places.pinned, *lanes.places.scrolled):
        box = lanes.lane_box(lane)
        names, rest = box.adjusted(14, 1, 160 - box.width(), -1), box.adjusted(172, 1, -14, -1)
        assert unlike(image, names, surface) > 0.01, lane
        if lane.kind not in {LaneKind.UNIT, LaneKind.FINDINGS}:
            assert unlike(image, rest, surface) > 0.01, lane


def test_a_screen_reader_hears_what_was_expected_and_noted(lanes: LanesView) -> None:
    view = lanes.view
    assert isinstance(view, ReviewView)
    view.seek(3 * MINUTE_MS + 30 * SECOND_MS)
    assert "Report to the post, open" in lanes.accessibleDescription()
    view.seek(2 * MINUTE_MS)
    assert "Reports came late" in lanes.accessibleDescription()
    view.seek(END_MS)
    assert "1 expected action not seen" in lanes.accessibleDescription()


def test_the_wheel_scrolls_what_has_no_room_and_the_ruler_stays(lanes: LanesView) -> None:
    lanes.resize(WIDTH, lanes.minimumSizeHint().height())
    QApplication.processEvents()
    lanes.scroll_to(10**6)
    assert lanes.scrolled_px > 0
    assert lanes.lane_box(lanes.places.scrolled[-1]).bottom() <= lanes.height()
    assert lanes.lane_box(lanes.places.pinned[0]).top() < 40
