"""The content of the report: whole, in its language, and with no figure but those of the folds."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from functools import cache, reduce

import pytest
from hypothesis import given, settings

from player.engine import commands as do
from player.engine.findings import find
from player.export.report.content import CHAPTERS, report_of
from player.i18n import Message, current_language, speaking
from player.model import events as ev
from player.model.doctrine import RecordKind
from player.model.paper import Card, Chapter, Facts, Figure, Heading, Paragraph, Remark, Report, Table
from player.model.scenario import Scenario
from player.model.text import Text
from player.model.times import clock_text
from player.review.hotwash import hotwash
from player.review.measures import Measures, measures
from player.review.timeline import Timeline
from player.session.audit import Damage
from player.session.reader import SavedSession
from tests.export.report.report_cases import (
    M,
    Played,
    S,
    assess,
    both,
    busy,
    busy_script,
    from_plan,
    outline,
    texts_of,
    wall,
)
from tests.helpers.drills import Step, play, played
from tests.helpers.golden import Golden
from tests.helpers.scenarios import inject, phase, scenario
from tests.scenarios.courses import course, script
from tests.scenarios.test_shipped_all import SCRIPTS

NAMES = [path.stem for path in SCRIPTS]
HANDWRITTEN = "plan Table"
"""Where empty cells are meant: to be filled in by hand."""


@cache
def assessed() -> SavedSession:
    drill = busy()
    findings = find(drill.engine.scenario, drill.events, drill.engine.fold)
    return assess(drill, [finding.key for finding in findings]).saved


def chapter(report: Report, name: str) -> Chapter:
    return next(one for one in report.chapters if one.name == name)


def facts(report: Report, name: str) -> dict[str, str]:
    return {
        key: value for block in chapter(report, name).blocks if isinstance(block, Facts) for key, value in block.rows
    }


def tables(report: Report, name: str) -> list[Table]:
    return [block for block in chapter(report, name).blocks if isinstance(block, Table)]


def cards(report: Report, name: str) -> list[Card]:
    return [block for block in chapter(report, name).blocks if isinstance(block, Card)]


def words(report: Report, name: str) -> str:
    blocks = chapter(report, name).blocks
    return " ".join(block.text for block in blocks if isinstance(block, Paragraph | Remark | Heading))


def measured(saved: SavedSession) -> Measures:
    timeline = Timeline(saved.loaded.scenario, [record.event for record in saved.records])
    return measures(timeline.scenario, timeline.events, timeline.fold)


def sound(report: Report, saved: SavedSession) -> None:
    """Fail unless what holds of every report holds."""
    assert [one.name for one in report.chapters] == [
        *("summary", "scene", "timeline", "crowd", "course", "injects", "expected", "orders", "units", "findings"),
        *("records", "observations", "objectives", "strengths", "improvements", "plan"),
        *("log", "readiness", "participants", "script", "measures", "rules", "proof"),
    ]
    assert all(one.blocks for one in report.chapters if one.name != "measures")
    empty = [place for place, text in texts_of(report) if not text.strip() and place != HANDWRITTEN]
    assert empty == []
    strange = [text for _, text in texts_of(report) if re.search(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]", text)]
    assert strange == []
    (log,) = tables(report, "log")
    assert [row[0] for row in log.rows] == [str(record.event.seq) for record in saved.records]
    for one in report.chapters:
        for table in (block for block in one.blocks if isinstance(block, Table)):
            assert {len(row) for row in table.rows} <= {len(table.columns)}
            assert all(0 <= place < len(table.rows) for place in table.marked)


class TestOneSession:
    @pytest.mark.parametrize("language", ["id", "en"])
    def test_it_reads_as_it_did(self, golden: Golden, language: str) -> None:
        report = report_of(assessed(), language)
        sound(report, assessed())
        golden(f"report/busy.{language}.txt", outline(report))

    def test_the_same_session_gives_the_same_report(self) -> None:
        assert report_of(assessed(), "id") == report_of(assessed(), "id")

    def test_the_language_in_use_stays(self) -> None:
        with speaking("en"):
            report_of(assessed(), "id")
            assert current_language() == "en"

    def test_an_unknown_language_is_refused(self) -> None:
        with pytest.raises(ValueError, match="unknown language"):
            report_of(assessed(), "tlh")

    def test_a_timeline_that_is_given_is_used(self) -> None:
        saved = assessed()
        timeline = Timeline(saved.loaded.scenario, [record.event for record in saved.records])
        assert report_of(saved, "en", timeline=timeline) == report_of(saved, "en")

    def test_it_is_dated_by_its_last_entry(self) -> None:
        assert report_of(assessed(), "id").made == "2026-08-26T10:10:00+07:00"

    def test_what_is_shown_on_every_page(self) -> None:
        indonesian, english = both(assessed())
        assert (indonesian.banner, english.banner) == ("LATIHAN", "EXERCISE")
        assert "indeks latihan, bukan prediksi" in indonesian.foot.lower()
        assert "training index, not a prediction" in english.foot.lower()
        for report, said in (
            (indonesian, "indeks latihan, bukan prediksi"),
            (english, "training index, not a prediction"),
        ):
            (figure,) = (block for block in chapter(report, "crowd").blocks if isinstance(block, Figure))
            assert said in figure.svg
            assert said in words(report, "crowd").lower()


class TestWhatTheTrainerSaid:
    def test_the_summary_of_the_trainer_comes_first_and_is_named_so(self) -> None:
        blocks = [block for block in chapter(report_of(assessed(), "en"), "summary").blocks if hasattr(block, "text")]
        assert [getattr(block, "text", "") for block in blocks[:3]] == [
            "In the words of the trainer",
            "They listened late.",
            "Written by Kompol Dewi, 26 August 2026, 10:10 WIB.",
        ]

    def test_strengths_and_improvements_begin_with_the_trainer(self) -> None:
        report = report_of(assessed(), "en")
        assert [card.text for card in cards(report, "strengths")] == ["The appeal was calm"]
        assert [card.text for card in cards(report, "improvements")] == ["Warn first"]
        for name in ("strengths", "improvements"):
            headings = [block.text for block in chapter(report, name).blocks if isinstance(block, Heading)]
            assert headings[0] == "As the trainer sees it"
            assert "not assessed" in headings[1]

    def test_what_is_taken_up_is_not_told_again(self) -> None:
        saved, drill = assessed(), busy()
        waiting = len(find(drill.engine.scenario, drill.events, drill.engine.fold))
        before, after = report_of(drill.saved, "en"), report_of(saved, "en")
        assert len(tables(before, "improvements")[0].rows) == waiting
        assert len(tables(after, "improvements")[0].rows) == waiting - 1

    def test_ratings_are_given_by_people_alone(self) -> None:
        tags = {card.title: card.tag for card in cards(report_of(assessed(), "en"), "objectives")}
        assert tags == {"warned": "M · performed with major challenges", "calm": "not rated yet"}

    def test_the_plan_has_owner_and_day_and_lines_by_hand_where_there_is_none(self) -> None:
        indonesian, english = both(assessed())
        (row,) = tables(english, "plan")[0].rows
        assert row[1] == "Train the warning"
        assert row[3:] == ("Kasat Samapta", "31 December 2026")
        assert tables(indonesian, "plan")[0].rows[0][4] == "31 Desember 2026"
        blank = tables(report_of(busy().saved, "en"), "plan")[0].rows
        assert len(blank) > 3
        assert {row[1:] for row in blank} == {("", "", "", "")}

    def test_bookmarks_have_no_place(self) -> None:
        report = report_of(assessed(), "en")
        assert [row[1] for row in tables(report, "observations")[1].rows] == ["A note of mine"]


@cache
def shipped(name: str) -> SavedSession:
    return from_plan(script(name), course(name).events)


class TestFigures:
    @pytest.mark.parametrize("name", [*NAMES, ""])
    def test_they_are_those_of_the_folds(self, name: str) -> None:
        saved = shipped(name) if name else assessed()
        report, made = report_of(saved, "en"), measured(saved)
        timeline = Timeline(saved.loaded.scenario, [record.event for record in saved.records])
        log = [(record.event, record.wall) for record in saved.records]
        told = hotwash(timeline.scenario, log, timeline.fold, timeline.findings)
        total = made.expected.total
        expected = facts(report, "expected")
        assert [expected[key] for key in ("Called for", "On time", "Late", "Missed", "Still open")] == [
            str(count) for count in (total.opened, total.met, total.late, total.missed, total.open)
        ]
        assert len(tables(report, "expected")[0].rows) == total.opened
        given = facts(report, "injects")
        assert given["Deliveries"] == str(len(made.injects.deliveries))
        assert given["Delivered late"] == str(made.injects.late)
        assert len(tables(report, "injects")[0].rows) == len(made.injects.deliveries)
        left = made.injects.skipped + made.injects.passed + made.injects.waiting
        rows = [row for table in tables(report, "injects")[1:] for row in table.rows if len(row) == 3]
        assert len(rows) == left
        force = facts(report, "crowd")
        assert force["Above the ceiling"].startswith(clock_text(made.force.excess_ms))
        assert force["Highest stage of force"].startswith(str(made.force.highest))
        assert len(cards(report, "findings")) == len(told.findings) == len(timeline.findings)
        if told.findings:
            found = facts(report, "findings")
            assert found["Findings"] == str(len(told.findings))
            assert found["Waiting for an answer"] == str(len(told.waiting))
        for kind, title in zip(RecordKind, ("Casualties", "Arrests", "Evidence"), strict=True):
            count = told.facts[kind]
            headings = [block.text for block in chapter(report, "records").blocks if isinstance(block, Heading)]
            assert (f"{title}: {count}" if count else title) in headings
        assert len(tables(report, "course")[0].rows) == len(told.phases)
        seen = sum(len(table.rows) for table in tables(report, "observations")[:1])
        assert seen == told.observations + told.notes + told.markers

    def test_the_summary_has_them_too(self) -> None:
        saved = assessed()
        made, said = measured(saved), words(report_of(saved, "en"), "summary")
        total = made.expected.total
        assert f"{total.met} on time, {total.late} late, {total.missed} missed" in said
        assert f"The highest stage of force was {made.force.highest}" in said
        assert f"for {clock_text(made.force.excess_ms)} in all" in said
        assert "casualties 1, arrests 1, evidence 1" in said

    def test_a_basis_from_memory_is_never_shown_as_sure(self) -> None:
        for card in cards(report_of(assessed(), "en"), "findings"):
            basis = dict(card.rows)["Basis"]
            assert "from memory" not in basis or ("[M]" in basis and card.weight != "sure")


MARKS = {
    "en": re.compile(r"\b(yang|dan|dengan|tidak|untuk|dari|pada|atau|sebelum|sesudah|belum)\b"),
    "id": re.compile(r"\b(the|and|with|of|from|not|before|after|by|was|were|that|its)\b"),
}
PRAISE = {
    "en": re.compile(r"\b(success|effective|well done|victor)"),
    "id": re.compile(r"\b(berhasil|sukses|efektif)"),
}


def as_recorded(saved: SavedSession) -> list[str]:
    """What was written into the log in words, the longest first: it stays in the language it was written in."""
    bodies = [record.event.body for record in saved.records]
    values = {value for body in bodies for one in fields(body) if isinstance(value := getattr(body, one.name), str)}
    return sorted((value for value in values if " " in value), key=len, reverse=True)


class TestLanguages:
    """Nothing of one language stands in the report of the other; scripts say everything in both."""

    @pytest.mark.parametrize("name", NAMES)
    def test_no_words_of_the_other_and_no_praise_of_force(self, name: str) -> None:
        for report in both(shipped(name)):
            mark, recorded = MARKS[report.language], as_recorded(shipped(name))
            wrong = [
                (place, text)
                for place, text in texts_of(report)
                if mark.search(text) and mark.search(reduce(lambda left, one: left.replace(one, ""), recorded, text))
            ]
            assert wrong == []
            assert not PRAISE[report.language].search(words(report, "summary"))

    def test_no_text_of_its_own_is_left_in_english(self) -> None:
        saved = assessed()
        indonesian, english = both(saved)
        same = {text for _, text in texts_of(indonesian)} & {text for _, text in texts_of(english)}
        catalogue = {text for text in same if re.fullmatch(r"[A-Z][a-z]+( [a-z]+)+", text)}
        given = {str(one.title) for one in saved.loaded.scenario.phases} | {
            text for text in catalogue if "item" in text
        }
        assert catalogue - given <= {
            "Small drill",
            "Water cannon",
            "The appeal was calm",
            "Warn first",
            "Train the warning",
        }


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
@given(played())
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
        "findings": "No rule has found anything.",
        "objectives": "The script names no objective.",
        "readiness": "The script asks for nothing to be checked.",
    }.items():
        assert said in words(report, name)
