"""The content of the report: whole, in its language, and with no figure but those of the folds."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache, reduce

import pytest

from player.engine.findings import find
from player.export.report.content import report_of
from player.i18n import current_language, speaking
from player.model.doctrine import RecordKind
from player.model.paper import Figure, Heading, Report
from player.model.times import clock_text
from player.review.hotwash import hotwash
from player.review.measures import Measures, measures
from player.review.timeline import Timeline
from player.session.reader import SavedSession
from tests.export.report.report_cases import (
    assess,
    both,
    busy,
    cards,
    chapter,
    facts,
    from_plan,
    outline,
    sound,
    tables,
    texts_of,
    words,
)
from tests.helpers.golden import Golden
from tests.scenarios.courses import course, script
from tests.scenarios.test_shipped_all import SCRIPTS

NAMES = [path.stem for path in SCRIPTS]


@cache
def assessed() -> SavedSession:
    drill = busy()
    findings = find(drill.engine.scenario, drill.events, drill.engine.fold)
    return assess(drill, [finding.key for finding in findings]).saved


def measured(saved: SavedSession) -> Measures:
    timeline = Timeline(saved.loaded.scenario, [record.event for record in saved.records])
    return measures(timeline.scenario, timeline.events, timeline.fold)


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
        row, *_left = tables(english, "plan")[0].rows
        assert row[1] == "Train the warning"
        assert row[3:] == ("Kasat Samapta", "31 December 2026")
        assert tables(indonesian, "plan")[0].rows[0][4] == "31 Desember 2026"
        blank = tables(report_of(busy().saved, "en"), "plan")[0].rows
        assert len(blank) > 3
        assert {(row[1], *row[3:]) for row in blank} == {("", "", "")}

    def test_bookmarks_have_no_place(self) -> None:
        report = report_of(assessed(), "en")
        assert [row[1] for row in tables(report, "observations")[1].rows] == ["A note of mine"]


@cache
def shipped(name: str) -> SavedSession:
    return from_plan(script(name), course(name).events)


def told_on_cards(report: Report) -> int:
    """How many findings the cards tell of; those that share one stand in its lines."""
    shared = [dict(card.rows).get("What was found", "") for card in cards(report, "findings")]
    return sum(len(lines.split("\n")) for lines in shared)


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
        assert [expected.get(key, "0") for key in ("Called for", "On time", "Late", "Not seen", "Still open")] == [
            str(count) for count in (total.opened, total.met, total.late, total.missed, total.open)
        ]
        assert len(tables(report, "expected")[-1].rows) == total.opened
        given = facts(report, "injects")
        assert given["Injects delivered"] == str(len(made.injects.deliveries))
        assert given.get("Delivered late", "0") == str(made.injects.late)
        assert len(tables(report, "injects")[0].rows) == len(made.injects.deliveries)
        left = made.injects.skipped + made.injects.passed + made.injects.waiting
        rows = [row for table in tables(report, "injects")[1:] for row in table.rows if len(row) == 3]
        assert len(rows) == left
        force = facts(report, "crowd")
        above = force.get("Force of stage 3 or more above the ceiling", clock_text(0))
        assert above.startswith(clock_text(made.force.excess_ms))
        assert force["Highest stage of force"].startswith(str(made.force.highest))
        assert told_on_cards(report) == len(told.findings) == len(timeline.findings)
        if told.findings:
            found = facts(report, "findings")
            assert found["Findings"] == str(len(told.findings))
            assert found.get("Waiting for an answer", "0") == str(len(told.waiting))
        for kind, title in zip(RecordKind, ("Casualties", "Arrests", "Evidence"), strict=True):
            count = told.facts[kind]
            headings = [block.text for block in chapter(report, "records").blocks if isinstance(block, Heading)]
            assert (f"{title}: {count}" if count else title) in headings
        assert len(tables(report, "course")[0].rows) == len(told.phases)
        seen = sum(int(row[1]) for table in tables(report, "observations")[:1] for row in table.rows)
        assert told.observations + told.notes <= seen <= told.observations + told.notes + told.markers

    def test_the_summary_has_them_too(self) -> None:
        saved = assessed()
        made, said = measured(saved), " ".join(row[1] for row in tables(report_of(saved, "en"), "summary")[0].rows)
        total = made.expected.total
        assert f"{total.opened} called for: {total.met} on time, {total.missed} not seen" in said, (
            "no late one, no word"
        )
        assert f"Shield push (stage {made.force.highest}): 00:00:40, 05:20 long" in said
        assert f"{clock_text(made.force.excess_ms)} of it above the ceiling" in said
        assert "1 casualty, 1 arrest, 1 piece of evidence." in said

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
            said = f"{words(report, 'summary')} {[one.rows for one in tables(report, 'summary')]}"
            assert not PRAISE[report.language].search(said)

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
