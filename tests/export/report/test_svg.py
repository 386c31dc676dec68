"""The drawings of the report: well formed, the same each time, with no text on another one or cut off."""

from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.engine import commands as do
from player.export.report.chapters_source import source_of
from player.export.report.figure_axis import Axis
from player.export.report.figure_crowd import crowd_svg
from player.export.report.figure_latency import latency_figure, latency_svg
from player.export.report.figure_legend import MOST_KEY_LINES, key_lines
from player.export.report.figure_timeline import timeline_svg
from player.export.report.svg import SMALL, Svg, clipped, text_width, thinned
from player.export.report.svg_widths import BOLD, REGULAR, WIDEST
from player.i18n import speaking
from player.model import events as ev
from player.model.doctrine import RecordKind
from player.model.scenario import Scenario
from player.model.times import HOUR_MS, SECOND_MS
from player.resources import assets_folder
from player.session.reader import SavedSession
from tests.export.report.report_cases import M, Played, S, busy, from_plan
from tests.helpers.drills import Step, play, played
from tests.helpers.scenarios import action, choice, decision, phase, scenario, unit
from tests.helpers.ttf import advances
from tests.review.measures_cases import courses
from tests.scenarios.courses import course, script
from tests.scenarios.test_shipped_all import SCRIPTS

NAMES = [path.stem for path in SCRIPTS]
LEAST_SIZE = 26.5
"""Tenths of a millimetre: 7.5 points."""

WIDEST_PAGE, TALLEST_PAGE = 2570, 1420


def drawings(saved: SavedSession, language: str = "id") -> list[Svg]:
    with speaking(language):
        source = source_of(saved)
        made = [timeline_svg(source), *([crowd_svg(source)] if source.length_ms else [])]
        return [*made, *([latency_svg(source)] if latency_figure(source) is not None else [])]


def sound(svg: Svg) -> None:
    """Fail unless what holds of every drawing holds."""
    for (one, said), (other, also) in combinations(svg.texts, 2):
        assert not one.meets(other), f"{said!r} lies on {also!r}"
    for box, said in svg.texts:
        assert box.left >= 0, said
        assert box.top >= 0, said
        assert box.right <= svg.width, said
        assert box.bottom <= svg.height, said
    assert svg.width <= WIDEST_PAGE
    assert svg.height <= TALLEST_PAGE
    root = ET.fromstring(svg.source())  # noqa: S314 - it was made here
    assert root.tag.endswith("svg")
    assert "http" not in svg.source().replace('xmlns="http://www.w3.org/2000/svg"', "")
    sizes = [float(node.attrib["font-size"]) for node in root.iter() if "font-size" in node.attrib]
    assert min(sizes) >= LEAST_SIZE
    numbers = [value for node in root.iter() for value in node.attrib.values()]
    assert not any(word in value for value in numbers for word in ("nan", "inf"))


class TestWidths:
    @pytest.mark.parametrize(("cut", "widths"), [("Regular", REGULAR), ("SemiBold", BOLD)])
    def test_they_are_those_of_the_fonts(self, cut: str, widths: dict[str, int]) -> None:
        font = advances(assets_folder() / "fonts" / f"IBMPlexSans-{cut}.ttf")
        assert {character: font[character] for character in widths} == dict(widths)
        assert set(map(chr, range(32, 127))) <= widths.keys()
        assert max(font.values()) <= WIDEST

    @given(st.text(max_size=60), st.integers(0, 900))
    def test_a_clipped_text_fits(self, text: str, room: int) -> None:
        assert text_width(clipped(text, SMALL, room), SMALL) <= room

    def test_what_fits_is_left_as_it_is(self) -> None:
        assert clipped("Saling dorong", SMALL, 400) == "Saling dorong"
        assert clipped("Saling dorong", SMALL, 120).endswith("…")


class TestDrawing:
    def test_a_text_that_would_lie_on_another_is_not_written(self) -> None:
        svg = Svg(1000, 200, "a drawing")
        assert svg.text(10, 50, "first")
        assert not svg.text(20, 55, "second")
        assert not svg.text(980, 100, "over the edge")
        assert [said for _, said in svg.texts] == ["first"]

    def test_what_stands_out_stays_when_thinned(self) -> None:
        values = [0.0] * 5000
        values[1234], values[4321] = 90.0, -5.0
        kept = thinned(values, 200)
        assert (1234, 90.0) in kept
        assert (4321, -5.0) in kept
        assert len(kept) < 1000
        assert [place for place, _ in kept] == sorted({place for place, _ in kept})

    @given(st.integers(0, 2000 * HOUR_MS), st.integers(300, 2500))
    def test_marks_of_an_axis_are_apart(self, end_ms: int, width: int) -> None:
        axis = Axis(0, width, end_ms)
        marks = list(axis.marks_ms())
        assert marks[0] == 0
        assert len(marks) <= width / text_width("00:00:00", SMALL) + 2


class TestFigures:
    @pytest.mark.parametrize("name", NAMES)
    def test_of_the_shipped_drills(self, name: str) -> None:
        saved = from_plan(script(name), course(name).events)
        for language in ("id", "en"):
            for svg in drawings(saved, language):
                sound(svg)

    def test_they_are_the_same_each_time(self) -> None:
        first, again = (drawings(busy().saved) for _ in range(2))
        assert [svg.source() for svg in first] == [svg.source() for svg in again]

    def test_they_say_what_they_show(self) -> None:
        timeline, crowd, latency = drawings(busy().saved, "en")
        said = {text for _, text in timeline.texts}
        assert {"Phases, planned", "Phases, played", "Decisions", "Findings (not verdicts)", "Expected actions"} <= said
        assert "hold 04:00" in said
        assert any(text.startswith("EndEx") for text in said)
        said = {text for _, text in crowd.texts}
        assert {"training index, not a prediction", "tension, planned", "above the ceiling", "Red"} <= said
        said = {text for _, text in latency.texts}
        assert {"expects told", "expects seen", "time allowed"} <= said

    def test_phases_and_decisions_have_keys(self) -> None:
        with speaking("en"):
            timeline = timeline_svg(source_of(busy().saved))
        said = [text for _, text in timeline.texts]
        assert "Phases: 1 phase first · 2 phase second" in said
        assert "Decisions: a 00:03:20 go" in said
        assert "a go" in said
        assert not any(text.endswith("…") for text in said)

    def test_decisions_near_each_other_are_all_named(self) -> None:
        choices = [decision(f"d{n}", choice(f"go{n}")) for n in range(3)]
        drill = Played(scenario(phase("only", *choices)))
        drill.do(do.StartExercise())
        for n in range(3):
            drill.at((5 + n) * M, do.Decide(f"d{n}", f"go{n}"))
        drill.at(30 * M, do.EndExercise())
        said = {text for _, text in drawings(drill.saved, "en")[0].texts}
        assert {"a go0", "b go1", "c go2"} <= said

    def test_a_short_bar_has_its_stage_beside_it_and_a_long_one_what_is_highest(self) -> None:
        offers = [action("push", "dalmas", "shield_push"), action("stand", "dalmas", "presence")]
        drill = Played(scenario(phase("only", *offers)))
        drill.do(do.StartExercise(), do.StartAction("stand"))
        drill.at(10 * M, do.StartAction("push")).at(18 * M, do.StopAction(2), do.StopAction(1))
        drill.at(40 * M, do.StartAction("push")).at(40 * M + 5 * S, do.StopAction(3))
        drill.at(60 * M, do.EndExercise())
        said = [text for _, text in drawings(drill.saved, "en")[0].texts]
        assert "4" in said
        assert "4 Shield push" in said
        assert not any("Presence, Shield push" in text for text in said)

    def test_a_legend_tells_of_what_is_there_alone(self) -> None:
        calm = Played(scenario(phase("only")))
        calm.do(do.StartExercise())
        calm.at(2 * M, do.EndExercise())
        calm_said, busy_said = ({text for _, text in drawings(one.saved, "en")[0].texts} for one in (calm, busy()))
        for text in ("order", "decision", "expected action not seen"):
            assert text in busy_said
            assert text not in calm_said

    def test_records_too_near_each_other_are_counted_together(self) -> None:
        drill = Played(scenario(phase("only")))
        drill.do(do.StartExercise())
        drill.at(M, *(do.RecordFact(RecordKind.CASUALTY, {"side": "crowd"}) for _ in range(4)))
        drill.do(do.RecordFact(RecordKind.EVIDENCE, {"text": "stone"}))
        drill.at(10 * M, do.EndExercise())
        said = {text for _, text in drawings(drill.saved, "en")[0].texts}
        assert "4C E" in said

    def test_keys_of_very_many_end_with_a_sign(self) -> None:
        lines = key_lines("Phases", [f"{n} a phase with a long name" for n in range(200)], 1000)
        assert len(lines) == MOST_KEY_LINES
        assert lines[-1].endswith("…")
        assert key_lines("Phases", [], 1000) == []

    def test_who_spoke_what_was_found_and_who_was_hurt_stands_beside_force(self) -> None:
        def beside(drill: Played) -> set[str]:
            return {text for _, text in drawings(drill.saved, "en")[1].texts}

        calm = Played(scenario(phase("only")))
        calm.do(do.StartExercise())
        calm.at(2 * M, do.EndExercise())
        always, sometimes = {"Dialogue", "Appeal", "Warning"}, {"Findings", "Casualties", "finding, with its rule"}
        assert always <= beside(calm)
        assert not sometimes & beside(calm)
        assert always | sometimes <= beside(busy())
        assert any(text.startswith("R") and text[1:2].isdigit() for text in beside(busy()))

    def test_excess_is_hatched_only_where_there_is_some(self) -> None:
        def hatched(svg: Svg) -> int:
            return svg.source().count('fill="url(#excess)"')

        calm = Played(scenario(phase("only")))
        calm.do(do.StartExercise())
        calm.at(2 * M, do.EndExercise())
        assert hatched(drawings(calm.saved)[1]) == 0, "nor does the legend tell of it"
        assert hatched(drawings(busy().saved)[1]) > 1

    def test_many_units_are_cut_to_those_that_went_highest(self) -> None:
        many = [unit(f"u{n:02}") for n in range(40)]
        offers = [action(f"a{n}", f"u{n:02}", "baton" if n == 39 else "shield_line") for n in range(40)]
        drill = Played(scenario(phase("only", *offers), units=many))
        drill.do(do.StartExercise(), *(do.StartAction(offer.id) for offer in offers))
        drill.at(5 * M, do.EndExercise())
        timeline = drawings(drill.saved, "en")[0]
        sound(timeline)
        said = {text for _, text in timeline.texts}
        assert "U39" in said
        (more,) = (text for text in said if "more units: " in text)
        assert "U20" in more, "those left out are named"

    def test_of_one_second_and_of_none(self) -> None:
        for ms in (0, 1, SECOND_MS, 61 * S):
            drill = Played(scenario(phase("only")))
            drill.do(do.StartExercise())
            drill.at(ms, do.EndExercise())
            for svg in drawings(drill.saved):
                sound(svg)

    @settings(max_examples=20)
    @given(played() | courses())
    def test_of_any_drill(self, made: tuple[Scenario, list[Step]]) -> None:
        drill = Played(made[0])
        play(drill, made[1])
        if any(isinstance(event.body, ev.ExerciseStarted) for event in drill.events):
            for svg in drawings(drill.saved):
                sound(svg)
