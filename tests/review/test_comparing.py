"""Sessions side by side: what is told of them, of which nothing calls one better than another."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from player.engine.rehearsal import Route, Step
from player.i18n import _, use_language
from player.model.events import WallTime
from player.model.scenario import LoadedScenario, Scenario
from player.review.comparing import By, Comparison, MarkKind, compare
from player.review.comparing_first import Contest, Of, Outcome
from player.review.comparing_rows import MeasureRow, Toward
from player.review.comparing_scripts import Part, ScriptDifference, script_differences
from player.review.comparing_subjects import (
    MOST,
    CannotCompare,
    State,
    Subject,
    plan_of,
    read_subject,
)
from player.review.comparing_wording import (
    behind_text,
    contest_kind,
    contest_title,
    difference_text,
    firsts_text,
    label,
    named_text,
    notices,
    result_text,
    row_title,
    subject_name,
    value_text,
)
from player.review.hotwash import hotwash
from player.session.store import SessionUnreadable
from tests.helpers.compared import late_session, play_late
from tests.helpers.desk_branches import branching_script
from tests.helpers.desk_script import short_script

S = 1_000
LATE = {Step.TICK: 40 * S, Step.START: 20 * S, Step.LEAVE: 60 * S}


@pytest.fixture(scope="module")
def short() -> LoadedScenario:
    return short_script()


def played(scenario: Scenario, late_ms: dict[Step, int], name: str = "x", stop_ms: int | None = None) -> Subject:
    events, fold = play_late(scenario, late_ms, stop_ms=stop_ms)
    state = State.ENDED if stop_ms is None else State.CUT_OFF
    return Subject(name, scenario, events, fold, fold.now_ms, state=state)


@pytest.fixture(scope="module")
def both(short: LoadedScenario) -> Comparison:
    """A session on time and one that was late, beside the plan."""
    on_time, late = played(short.scenario, {}, "on time"), played(short.scenario, LATE, "late")
    return compare([on_time, late, plan_of(on_time)])


def row(comparison: Comparison, key: str, of: str = "") -> MeasureRow:
    return next(one for one in comparison.rows if (one.key, one.of) == (key, of))


def contest(comparison: Comparison, of: Of, name: str) -> Contest:
    return next(one for one in comparison.contests if (one.of, one.id) == (of, name))


class TestAlike:
    @pytest.mark.parametrize("by", By)
    def test_a_session_beside_itself_differs_in_nothing(self, short: LoadedScenario, by: By) -> None:
        one = played(short.scenario, LATE)
        comparison = compare([one, replace(one), replace(one)], by)
        assert not [told for told in comparison.rows if told.differs or told.named]
        assert not [told for told in comparison.contests if told.differs or told.first]
        assert {d for told in comparison.rows for d in told.differences(0)} <= {0, None}
        assert not notices(comparison)

    @pytest.mark.parametrize("by", By)
    def test_the_order_of_the_sessions_only_moves_their_columns(self, by: By) -> None:
        scenario = branching_script().scenario
        subjects = [
            played(scenario, {}, "a"),
            played(scenario, LATE, "b"),
            played(scenario, {Step.TICK: 7 * S}, "c", stop_ms=400 * S),
        ]
        straight = compare(subjects, by, base=0)
        rows = {(one.key, one.of): one for one in straight.rows}
        firsts = {(one.of, one.id, one.round): one for one in straight.contests}
        for places in permutations(range(3)):
            mixed = compare([subjects[place] for place in places], by, base=places.index(0))
            assert {(one.key, one.of) for one in mixed.rows} == set(rows)
            for told in mixed.rows:
                same = rows[told.key, told.of]
                assert told.values == tuple(same.values[place] for place in places)
                assert {places[place] for place in told.named} == set(same.named)
                assert told.differences(mixed.base) == tuple(same.differences(0)[place] for place in places)
            for one in mixed.contests:
                other = firsts.pop((one.of, one.id, one.round)) if places == (0, 1, 2) else None
                if other is not None:
                    assert one.results == other.results
            assert [mixed.alignment.placed[places.index(n)] for n in range(3)] == list(straight.alignment.placed)

    def test_no_event_is_lost(self, both: Comparison) -> None:
        for by in By:
            comparison = both.aligned(by)
            for subject, placed in zip(comparison.subjects, comparison.alignment.placed, strict=True):
                xs = [placed.x_of(event.exercise_ms) for event in subject.events]
                assert xs == sorted(xs)
                assert [placed.own_ms(x) for x in xs] == [event.exercise_ms for event in subject.events]

    def test_findings_and_what_was_missed_are_marked_where_they_began(self) -> None:
        script = branching_script().scenario
        events, fold = play_late(script, {}, Route(missed=frozenset({"greet"})))
        one = Subject("missed", script, events, fold, fold.now_ms)
        found = [(MarkKind.FINDING, finding.from_ms) for finding in one.findings]
        greet = next(called for called in one.measures.expected.called if called.expected == "greet")
        assert found
        assert compare([one, plan_of(one)]).marks[0] == (*found, (MarkKind.MISSED, greet.opened_ms))


class TestMeasures:
    def test_differences_are_to_the_plan(self, both: Comparison) -> None:
        assert both.base == 2
        length = row(both, "length")
        assert length.values == (900 * S, 1020 * S, 900 * S)
        assert length.differences(both.base) == (0, 120 * S, 0)
        assert [difference_text(length, place, both.base) for place in range(3)] == ["=", "+02:00", ""]

    def test_an_end_is_named_among_the_sessions_alone(self, both: Comparison) -> None:
        first = row(both, "warning_first")
        assert first.values == (180 * S, 200 * S, 180 * S)
        assert (first.toward, first.named) == (Toward.SOONEST, (0,))
        assert [named_text(first, place) for place in range(3)] == ["← paling dulu", "", ""]

    def test_force_names_nobody_but_above_its_ceiling(self, both: Comparison) -> None:
        neutral = {"highest", "stage", "personnel", "person_minutes", "peak", "dispersed", "force_first", "unit"}
        assert {one.toward for one in both.rows if one.key in neutral} == {None}
        assert row(both, "excess").toward is Toward.SHORTEST

    def test_the_highest_tension_is_the_one_the_hotwash_tells(self, short: LoadedScenario) -> None:
        crowds = [replace(short.scenario.crowd, start={"tension": begins}) for begins in (0.8346, 0.8454, 0.85)]
        drills = [played(replace(short.scenario, crowd=crowd), {}) for crowd in crowds]
        peak = row(compare(drills), "peak")
        assert peak.values == (83, 85, 85)
        assert [difference_text(peak, place, 0) for place in range(3)] == ["", "+2", "+2"]
        for place, one in enumerate(drills):
            log = [(event, WallTime(event.exercise_ms, "WIB", 420)) for event in one.events]
            told = hotwash(one.scenario, log, one.fold, ()).peak
            assert told is not None
            assert value_text(peak, place) == f"{told.index:.0f}"

    def test_what_was_cut_off_is_at_no_end(self, short: LoadedScenario) -> None:
        cut = played(short.scenario, {}, "cut", stop_ms=300 * S)
        comparison = compare([cut, played(short.scenario, LATE), played(short.scenario, {Step.START: 5 * S})])
        assert all(0 not in one.named for one in comparison.rows)
        assert row(comparison, "warning_first").named == (2,)
        assert "1 cut" in notices(comparison)[0]

    def test_counts_of_other_wholes_are_not_subtracted(self, short: LoadedScenario) -> None:
        cut = played(short.scenario, {}, "cut", stop_ms=100 * S)
        comparison = compare([played(short.scenario, {}), cut])
        met = row(comparison, "expected_met")
        assert (met.values, met.wholes) == ((2, 0), (2, 0))
        assert met.differences(0) == (0, None)
        assert (value_text(met, 0), difference_text(met, 1, 0)) == ("2 dari 2", "")

    def test_who_missed_the_slow_ones_is_not_the_quickest(self, short: LoadedScenario) -> None:
        events, fold = play_late(short.scenario, {}, Route(missed=frozenset({"report"})))
        missed = Subject("missed", short.scenario, events, fold, fold.now_ms)
        comparison = compare([played(short.scenario, {}), missed])
        assert row(comparison, "expected_missed").named == (0,)
        assert row(comparison, "expected_longest").named == ()


class TestFirst:
    def test_the_time_from_the_inject_and_how_far_behind(self, both: Comparison) -> None:
        report = contest(both, Of.EXPECTED, "report")
        assert [one.time_ms for one in report.results] == [150 * S, 190 * S, 150 * S]
        assert (report.first, report.behind_ms(1)) == ((0,), 40 * S)
        assert [behind_text(report, place) for place in range(3)] == ["← tercepat", "+00:40", "="]
        assert (contest_kind(report), contest_title(both, report)) == (_("Expected"), "Report to the post")

    def test_quickest_is_counted_of_expected_actions_alone(self, both: Comparison) -> None:
        assert both.firsts[0].places == sum(one.of is Of.EXPECTED and bool(one.first) for one in both.contests)
        assert firsts_text(both, 0)
        assert firsts_text(both, 2) == "", "a plan runs no race"

    def test_injects_count_from_startex_or_from_their_phase(self, both: Comparison) -> None:
        by_startex = contest(both.aligned(By.STARTEX), Of.INJECT, "shove")
        by_phase = contest(both.aligned(By.PHASE), Of.INJECT, "shove")
        assert [one.time_ms for one in by_startex.results] == [660 * S, 720 * S, 660 * S]
        assert [one.time_ms for one in by_phase.results] == [60 * S] * 3
        assert (by_startex.first, by_phase.first) == ((0,), ())

    def test_begun_before_it_was_called_for_is_no_matter_of_being_quick(self, short: LoadedScenario) -> None:
        early = played(short.scenario, {Step.START: -100 * S})
        comparison = compare([early, played(short.scenario, {})])
        warn = contest(comparison, Of.EXPECTED, "warn")
        assert [one.outcome for one in warn.results] == [Outcome.AHEAD, Outcome.DONE]
        assert warn.first == ()
        assert result_text(warn, 0) == "sebelumnya"

    def test_a_branch_that_only_one_took_has_no_first(self) -> None:
        scenario = branching_script().scenario
        events, fold = play_late(scenario, {}, Route({"outcome": ("accepted",)}))
        home = Subject("home", scenario, events, fold, fold.now_ms)
        comparison = compare([played(scenario, {}, "water"), home], By.PHASE)
        spray = contest(comparison, Of.PHASE_BEGUN, "spray")
        assert [one.outcome for one in spray.results] == [Outcome.DONE, Outcome.ABSENT]
        assert spray.first == ()
        assert next(slot.has for slot in comparison.alignment.slots if slot.phase == "spray") == (True, False)

    def test_less_than_a_second_is_no_difference(self, short: LoadedScenario) -> None:
        comparison = compare([played(short.scenario, {}), played(short.scenario, {Step.TICK: 400})])
        report = contest(comparison, Of.EXPECTED, "report")
        assert not report.differs
        assert report.first == ()


class TestWhatCanBeCompared:
    def test_one_alone_has_nothing_beside_it(self, short: LoadedScenario) -> None:
        with pytest.raises(CannotCompare):
            compare([played(short.scenario, {})])

    def test_more_than_can_be_told_apart_are_refused(self, short: LoadedScenario) -> None:
        one = played(short.scenario, {})
        with pytest.raises(CannotCompare, match=str(MOST)):
            compare([replace(one) for _ in range(MOST + 1)])

    def test_another_scenario_is_refused_with_its_name(self, short: LoadedScenario) -> None:
        other = played(branching_script().scenario, {}, "elsewhere")
        with pytest.raises(CannotCompare) as refusal:
            compare([played(short.scenario, {}), other])
        assert all(word in str(refusal.value) for word in ("elsewhere", "branches", "short"))

    def test_another_text_of_the_script_is_named(self, short: LoadedScenario) -> None:
        one = replace(played(short.scenario, {}), sha256="a")
        changed = replace(
            short.scenario, phases=(replace(short.scenario.phases[0], planned_ms=1), *short.scenario.phases[1:])
        )
        other = replace(played(changed, {}), sha256="b")
        comparison = compare([one, other])
        assert comparison.scripts == (ScriptDifference(Part.PHASES, ("gather",)),)
        assert "gather" in notices(comparison)[0]

    def test_what_is_lacking_is_told_from_what_is_changed(self, short: LoadedScenario) -> None:
        first, push = short.scenario.phases
        injects = (replace(first.injects[0], sequence=9), *first.injects[2:])
        other = replace(short.scenario, phases=(replace(first, injects=injects), push))
        found = {one.part: one for one in script_differences([short.scenario, other])}
        assert found[Part.INJECTS] == ScriptDifference(Part.INJECTS, (), ("orator",))
        assert found[Part.EXPECTED].lacking == ("warn", "report")
        assert set(found) == {Part.INJECTS, Part.EXPECTED}

    def test_words_alone_are_no_difference_of_the_drills(self, short: LoadedScenario) -> None:
        other = replace(short.scenario, assumptions=(short.scenario.title,))
        assert script_differences([short.scenario, other]) == (ScriptDifference(Part.WORDS),)


class TestFromFiles:
    def test_a_session_read_back_is_what_was_played(self, tmp_path: Path, short: LoadedScenario) -> None:
        path = late_session(tmp_path / "one.gladi", short, LATE)
        before = path.read_bytes()
        read = read_subject(path)
        assert (read.name, read.path, read.state, read.sha256) == ("one", path, State.ENDED, short.sha256)
        assert read.measures == played(short.scenario, LATE).measures
        assert path.read_bytes() == before

    def test_one_cut_off_and_one_that_is_none(self, tmp_path: Path, short: LoadedScenario) -> None:
        cut = read_subject(late_session(tmp_path / "cut.gladi", short, {}, stop_ms=200 * S))
        assert (cut.state, cut.ended) == (State.CUT_OFF, False)
        other = tmp_path / "other.gladi"
        other.write_bytes(b"nothing of the kind")
        with pytest.raises(SessionUnreadable):
            read_subject(other)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_row_has_its_words(both: Comparison, language: str) -> None:
    use_language(language)
    for told in both.rows:
        assert row_title(both, told)
        assert all(value_text(told, place) for place in range(3))
    for one in both.contests:
        assert contest_title(both, one)
        assert all(result_text(one, place) for place in range(3))
    assert [label(both, place) for place in range(2)] == ["1", "2"]
    assert [subject_name(one) for one in both.subjects][:2] == ["on time", "late"]
