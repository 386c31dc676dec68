"""Reports of sessions that are cut off, damaged, empty, long, or full of strange texts."""

from __future__ import annotations

import re
import shlex
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from player.engine import commands as do
from player.export.report.content import CHAPTERS, report_of
from player.export.verifier import VERIFIER_NAME
from player.i18n import Message
from player.model import events as ev
from player.model.doctrine import RecordKind
from player.model.paper import Figure
from player.model.scenario import Scenario
from player.model.text import Text
from player.session.audit import Damage
from tests.export.report.report_cases import (
    M,
    Played,
    S,
    both,
    busy,
    busy_script,
    sound,
    tables,
    texts_of,
    wall,
    words,
)
from tests.helpers.drills import Step, play, played
from tests.helpers.scenarios import inject, phase, scenario
from tests.review.measures_cases import courses


class TestSessionsThatAreNotWhole:
    def test_one_that_was_cut_off_says_so_on_the_cover_and_in_the_summary(self) -> None:
        saved = busy().saved
        cut = replace(saved, records=tuple(one for one in saved.records if one.event.exercise_ms < 3 * M))
        for report in both(cut):
            sound(report, cut)
            assert "EndEx" in report.cover[0][1]
            assert report.cover[0][1] in words(report, "summary")

    def test_one_that_is_damaged_says_from_where(self) -> None:
        saved = busy().saved
        kept = saved.records[:20]
        damaged = replace(saved, records=kept, damage=Damage(21, Message("The layout of the file was changed.")))
        report = report_of(damaged, "en")
        sound(report, damaged)
        assert "from entry 21 on" in report.cover[0][1]
        assert "The layout of the file was changed." in report.cover[0][1]

    def test_one_that_never_began(self) -> None:
        drill = Played(busy_script())
        for report in both(drill.saved):
            sound(report, drill.saved)
            assert not any(isinstance(block, Figure) for one in report.chapters for block in one.blocks)
            assert "StartEx" in report.cover[0][1]

    def test_one_of_no_length(self) -> None:
        drill = Played(scenario(phase("only", inject("now", 0))))
        drill.do(do.StartExercise(), do.PlaceMarker("at zero"), do.EndExercise())
        for report in both(drill.saved):
            sound(report, drill.saved)

    def test_an_event_that_does_not_fit_is_left_out(self) -> None:
        saved = busy().saved
        last = saved.records[-1]
        body = ev.InjectFired("no-such-inject", ev.Firing.GO)
        wrong = replace(last, event=replace(last.event, seq=last.event.seq + 1, body=body))
        report = report_of(saved.with_more([wrong]), "en")
        assert len(tables(report, "log")[0].rows) == len(saved.records)
        assert f"from entry {wrong.event.seq} on" in report.cover[0][1]

    def test_script_without_anything(self) -> None:
        bare = replace(scenario(phase("only")), units={}, objectives={}, readiness={}, tags={})
        drill = Played(bare)
        drill.do(do.StartExercise())
        drill.at(30 * S, do.EndExercise())
        for report in both(drill.saved):
            sound(report, drill.saved)


STRANGE = (
    "\u0645\u0631\u062d\u0628\u0627 \u0628\u0643\u0645",
    "\U0001f525\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "W" * 400,
    "nul\x00 bell\x07 tab\t half\ud800 end",
    "<b>bold</b> & # $x$ *y* _z_ @ref \\n `r` // {name} {0}",
    "\u202eturned round",
    " \n ",
)


def strange_script() -> Scenario:
    made = busy_script()
    texts = [Text.plain(text) for text in STRANGE]
    units = {name: replace(unit, title=texts[4]) for name, unit in made.units.items()}
    phases = tuple(replace(one, title=texts[place]) for place, one in enumerate(made.phases))
    return replace(made, title=texts[3], summary=texts[6], units=units, phases=phases)


class TestStrange:
    @pytest.mark.parametrize("text", STRANGE)
    def test_texts(self, text: str) -> None:
        drill = Played(strange_script())
        drill.do(do.CheckReadiness("radio", note=text), do.StartExercise(reason="x"))
        drill.at(
            20 * S,
            do.StartAction("appeal-1", reason=text),
            do.ObserveTag("aktif", text, place=text, observer=text.strip()),
        )
        drill.attempt(do.WriteNote(text))
        drill.attempt(do.GiveOrder("dalmas", "baton", "Danki", text))
        drill.do(do.RecordFact(RecordKind.ARREST, {"who": text, "text": text}))
        drill.at(3 * M, do.EndExercise())
        report = report_of(drill.saved, "id")
        assert not any(re.search(r"[\x00-\x09\x0b-\x1f\ud800-\udfff\u202e]", said) for _, said in texts_of(report))
        for block in (block for one in report.chapters for block in one.blocks):
            if isinstance(block, Figure):
                block.svg.encode()

    def test_two_thousand_injects(self) -> None:
        made = scenario(phase("only", *(inject(f"i{n}", n * S) for n in range(2000)), planned_ms=40 * M))
        drill = Played(made)
        drill.do(do.StartExercise())
        drill.at(40 * M, do.EndExercise())
        report = report_of(drill.saved, "en")
        sound(report, drill.saved)
        assert len(tables(report, "injects")[0].rows) == 2000
        drawn = [block.svg for one in report.chapters for block in one.blocks if isinstance(block, Figure)]
        assert all(len(svg) < 300_000 for svg in drawn)

    def test_over_midnight(self) -> None:
        drill = Played(scenario(phase("only", inject("late", 15 * 60 * M), planned_ms=16 * 60 * M)))
        drill.do(do.StartExercise())
        drill.at(16 * 60 * M, do.EndExercise())
        report = report_of(drill.saved, "en")
        last = tables(report, "log")[0].rows[-1]
        assert last[1:4] == ("16:00:00", "2026-08-27 01:00:00", "01:00:00")
        assert dict(report.cover)["EndEx"] == "27 August 2026, 01:00:00 WIB"


@settings(max_examples=25)
@given(played() | courses())
def test_a_report_of_any_drill_is_whole(made: tuple[Scenario, list[Step]]) -> None:
    drill = Played(made[0])
    play(drill, made[1])
    saved = drill.saved
    language = "id" if len(saved.records) % 2 else "en"
    sound(report_of(saved, language), saved)


def test_every_chapter_says_that_there_was_nothing() -> None:
    drill = Played(scenario(phase("only")))
    drill.do(do.StartExercise())
    drill.at(30 * S, do.EndExercise())
    report = report_of(drill.saved, "en")
    assert len(report.chapters) == len(CHAPTERS)
    assert wall(0).zone in words(report, "summary")
    for name, said in {
        "injects": "The script has no inject.",
        "expected": "No expected action was called for.",
        "units": "No unit was recorded as doing anything.",
        "findings": "none of them has found anything",
        "objectives": "The script names no objective.",
        "readiness": "The script asks for nothing to be checked.",
    }.items():
        assert said in words(report, name)


def test_a_command_to_copy_takes_any_name_of_a_file() -> None:
    saved = replace(busy().saved, path=Path("nowhere") / "Sabtu; pagi's.gladi")
    said = words(report_of(saved, "en"), "proof")
    for program in ("gladi verify", f"python3 {VERIFIER_NAME}"):
        (command,) = re.findall(rf"{program} ('.*?[.]gladi')", said)
        assert shlex.split(command) == [saved.path.name]


def test_lengths_differ_by_what_stands_beside_each_other() -> None:
    drill = Played(scenario(phase("only", planned_ms=10 * M)))
    drill.do(do.StartExercise())
    drill.at(9 * M + 500, do.EndExercise())
    report = report_of(drill.saved, "en")
    assert "09:00, planned 10:00 (−01:00)" in dict(report.cover)["Exercise time"]
    assert "against 10:00 planned (−01:00)" in words(report, "summary")
    ((_title, *_times, off),), marked = next(
        (table.rows, table.marked) for table in tables(report, "course") if len(table.columns) == 6
    )
    assert off == "−01:00"
    assert marked == {0}, "a minute is marked where a minute is shown"
