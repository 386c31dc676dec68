"""Sessions of older versions open, with the rules and the script they were run with; and go on, where cut off."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from player.engine import commands as do
from player.engine.findings import FindingsFold
from player.engine.fold import Fold, fold_events
from player.engine.state import Status
from player.model import events as ev
from player.model.doctrine import Behaviour, Situation
from player.model.rules import RULES_VERSION
from player.review.timeline import Timeline
from player.scenario import ScenarioProblems, read_recorded, read_scenario
from player.session.afterwards import Afterwards
from player.session.codec import CODEC
from player.session.errors import SessionError, SessionUnreadable
from player.session.live import LiveDrill
from player.session.store import (
    SavedSession,
    SessionState,
    SessionWriter,
    VerifyStatus,
    fitting,
    read_session,
    summarize,
    verify_session,
)
from tests.helpers.clocks import FakeClock
from tests.helpers.drills import same_drill
from tests.helpers.golden import GOLDEN_FOLDER, Golden
from tests.session.damage import change, forge, opened_up
from tests.session.samples import SCRIPT, new_session
from tests.session.version_2 import told

VERSION_1 = GOLDEN_FOLDER / "session/version-1.gladi"
VERSION_2 = GOLDEN_FOLDER / "session/version-2.gladi"
CUT_AT = 60
"""Number of the last event of a session of version 1 that was cut off."""

PULSE_MS = 1500
"""How much later the last sign of life of it was."""

TOLD = (ev.BehaviourChanged, ev.SituationChanged, ev.CrowdDispersed, ev.CrowdGathered)
"""What version 1 did not log."""


def timeline(saved: SavedSession) -> Timeline:
    return Timeline(saved.loaded.scenario, [record.event for record in saved.records], saved.last_exercise_ms)


def fold_of(saved: SavedSession) -> tuple[Fold, FindingsFold]:
    log = [record.event for record in saved.records]
    fold = fold_events(saved.loaded.scenario, log)
    findings = FindingsFold(fold)
    for event in log:
        findings.follow(event)
    return fold, findings


@pytest.fixture(scope="module")
def version_1() -> SavedSession:
    return read_session(VERSION_1)


@pytest.fixture
def cut_off(tmp_path: Path, version_1: SavedSession) -> Path:
    """A session of version 1 as it lay there when its machine went out."""
    path = Path(shutil.copy(VERSION_1, tmp_path / "a.gladi"))
    last_ms = version_1.records[CUT_AT - 1].event.exercise_ms
    with opened_up(path) as connection:
        connection.execute("DELETE FROM events WHERE seq > ?", (CUT_AT,))
        connection.execute("UPDATE pulse SET seq = ?, exercise_ms = ?", (CUT_AT, last_ms + PULSE_MS))
    return path


class TestVersion1:
    def test_the_file_is_of_that_version(self) -> None:
        with closing(sqlite3.connect(f"file:{VERSION_1}?mode=ro", uri=True)) as connection:
            shapes = dict(connection.execute("SELECT DISTINCT kind, version FROM events").fetchall())
        assert shapes["session_opened"] == 1
        assert not {body.NAME for body in TOLD} & shapes.keys()

    def test_it_is_intact_and_says_which_rules_it_was_run_with(self, version_1: SavedSession) -> None:
        assert verify_session(VERSION_1).status is VerifyStatus.INTACT
        assert fitting(version_1) is version_1
        assert version_1.opened.rules_version == 1 < RULES_VERSION
        assert version_1.opened.scenario_id == "okut-2024-water-cannon"

    def test_the_opening_of_version_1_is_brought_up_to_date(self) -> None:
        now = CODEC.plain(ev.SessionOpened("s", "0", "a", "b", "c", 7))
        old = {name: value for name, value in now.items() if name != "rules_version"}
        assert CODEC.body("session_opened", 1, old) == ev.SessionOpened("s", "0", "a", "b", "c", 7, rules_version=1)

    def test_what_is_found_goes_by_its_rules(self, version_1: SavedSession) -> None:
        _fold, findings = fold_of(version_1)
        assert findings.rules_version == 1
        assert findings.findings == timeline(version_1).findings
        assert findings.findings, "a drill in which nothing is found proves nothing"

    def test_the_crowd_stands_at_every_moment_as_it_did(self, version_1: SavedSession) -> None:
        course = timeline(version_1)
        columns = course.crowd.columns()
        seen: set[tuple[Situation, Behaviour]] = set()
        for row, t_ms in enumerate(columns["t_ms"]):
            sample = course.at(int(t_ms)).sample
            stands = (int(sample.situation), int(sample.behaviour), sample.dispersed)
            assert stands == (
                int(columns["situation"][row]),
                int(columns["behaviour"][row]),
                bool(columns["dispersed"][row]),
            )
            seen.add((sample.situation, sample.behaviour))
        assert {situation for situation, _behaviour in seen} == set(Situation)
        assert len({behaviour for _situation, behaviour in seen}) > 2

    def test_what_is_found_in_it_can_be_answered(self, tmp_path: Path) -> None:
        path = Path(shutil.copy(VERSION_1, tmp_path / "a.gladi"))
        saved = read_session(path)
        finding = timeline(saved).findings[0]
        Afterwards(saved, FakeClock()).do(do.AnswerFinding(finding.key, ev.AnswerKind.ACCEPTED))

        again = read_session(path)
        assert verify_session(path).status is VerifyStatus.INTACT
        assert again.opened.rules_version == 1, "an answer makes no newer session of it"
        assert again.finished
        assert timeline(again).fold.state.answer_of(finding.key) is not None


class TestTakenUpAgain:
    def test_the_engine_tells_what_stands(self, cut_off: Path) -> None:
        clock = FakeClock(utc_ms=2_000_000_000_000)
        before = read_session(cut_off)
        drill = LiveDrill.resume(before, clock)

        stands = drill.fold.crowd
        fresh = [entry.event for entry in drill.entries[CUT_AT:]]
        assert [type(event.body) for event in fresh if isinstance(event.body, TOLD)]
        assert isinstance(fresh[-1].body, ev.SessionResumed)
        assert (drill.state.behaviour, drill.state.situation) == (stands.behaviour, stands.situation)
        assert stands.situation is not Situation.HIJAU, "where nothing is to be told nothing is proven"
        assert all(event.exercise_ms >= before.records[-1].event.exercise_ms for event in fresh)
        drill.close()

    def test_it_goes_on_to_its_end_by_its_own_rules(self, cut_off: Path) -> None:
        clock = FakeClock(utc_ms=2_000_000_000_000)
        drill = LiveDrill.resume(read_session(cut_off), clock)
        assert drill.state.status is Status.HELD
        drill.do(do.ResumeExercise())
        for _second in range(120):
            clock.advance_ms(1000)
            drill.tick()
        drill.do(do.EndExercise())
        found = drill.findings
        drill.close()

        saved = read_session(cut_off)
        assert verify_session(cut_off).status is VerifyStatus.INTACT
        assert saved.finished
        assert fitting(saved) is saved
        assert saved.opened.rules_version == 1
        fold, findings = fold_of(saved)
        same_drill(fold, drill.fold)
        assert (findings.rules_version, found.rules_version) == (1, 1)
        assert findings.findings == found.findings

    def test_cut_off_on_hold_it_tells_when_it_goes_on(self, cut_off: Path) -> None:
        clock = FakeClock(utc_ms=2_000_000_000_000)
        last = read_session(cut_off).records[-1].event
        with SessionWriter.reopen(cut_off, clock) as writer:
            writer.append([replace(last, seq=CUT_AT + 1, body=ev.ExerciseHeld("hujan"))])
        drill = LiveDrill.resume(read_session(cut_off), clock)
        drill.do(do.ResumeExercise())

        stands = drill.fold.crowd
        assert (drill.state.behaviour, drill.state.situation) == (stands.behaviour, stands.situation)
        assert stands.situation is not Situation.HIJAU
        assert drill.fold.now_ms == last.exercise_ms, "on hold, time stood still"
        drill.close()


class TestVersion2:
    def test_it_opens_for_ever(self, golden: Golden) -> None:
        assert verify_session(VERSION_2).status is VerifyStatus.INTACT
        saved = read_session(VERSION_2)
        assert (saved.finished, saved.damage, saved.opened.rules_version) == (True, None, 2)
        assert fitting(saved) is saved
        assert summarize(VERSION_2).state is SessionState.FINISHED
        golden("session/version-2.txt", told(VERSION_2))

    def test_it_holds_what_version_2_brought(self) -> None:
        bodies = [record.event.body for record in read_session(VERSION_2).records]
        assert {type(body) for body in bodies} >= {*TOLD, ev.ValueOverridden, ev.FindingAnswered, ev.EntryRestored}
        overridden = [body for body in bodies if isinstance(body, ev.ValueOverridden)]
        assert {body.quantity for body in overridden} == set(ev.Quantity)
        assert {body.mode for body in overridden} == set(ev.OverrideMode)

    def test_what_was_answered_stands_to_what_is_found(self) -> None:
        course = timeline(read_session(VERSION_2))
        found = {finding.key for finding in course.findings}
        answers = course.fold.state.answers
        assert answers.keys() <= found, "the names of findings of a version stay what they are"
        assert all(course.fold.state.answer_of(key) for key in answers)

    def test_what_the_crowd_was_told_is_what_it_is(self) -> None:
        """The log tells how the crowd stood; the trace, computed anew with the overrides, says the same."""
        course = timeline(read_session(VERSION_2))
        for count, event in enumerate(course.events, start=1):
            if isinstance(event.body, TOLD):
                moment = course.after(count)
                later = [one for one in course.events[count:] if one.exercise_ms == event.exercise_ms]
                if not any(isinstance(one.body, TOLD) for one in later):
                    assert moment.state.behaviour is moment.sample.behaviour
                    assert moment.state.situation is moment.sample.situation
                    assert moment.state.dispersed == moment.sample.dispersed


def with_rules(path: Path, version: int) -> Path:
    """A session that says it was run with these rules."""
    opened = read_session(path).opened
    return forge(path, 1, data=CODEC.text(replace(opened, rules_version=version)))


def test_rules_of_a_newer_gladi_are_read_by_the_newest_known(tmp_path: Path) -> None:
    path = with_rules(new_session(tmp_path / "a.gladi", ended=True), RULES_VERSION + 5)
    saved = read_session(path)
    assert saved.damage is None
    assert saved.opened.rules_version == RULES_VERSION + 5
    assert timeline(saved).findings == timeline(read_session(new_session(tmp_path / "b.gladi", ended=True))).findings


class TestScriptsNoLongerRight:
    """A script that sets the rules in a way that is refused today was right when the session was run."""

    SETTINGS = (
        ("R1: {within: 90000h}", "out-of-range"),
        ("R2: {grace: 5h}", "setting-out-of-range"),
        ("R99: {active: false}", "unknown-key"),
        ("R2: {patience: 5m}", "unknown-key"),
        ("R6: {ranks: [Jenderal]}", "unknown-reference"),
        ("R10: {tags: [melempar]}", "unknown-reference"),
        ("R14: {active: perhaps}", "not-a-flag"),
        ("R14: {after: soon}", "not-a-duration"),
    )

    def session(self, path: Path, script: str) -> Path:
        with SessionWriter.create(path, read_recorded(script, "lama.yaml").loaded, FakeClock()):
            return path

    @pytest.mark.parametrize(("setting", "code"), SETTINGS)
    def test_the_session_opens_and_says_so(self, tmp_path: Path, setting: str, code: str) -> None:
        script = f"{SCRIPT}findings:\n  {setting}\n"
        with pytest.raises(ScenarioProblems):
            read_scenario(script, "lama.yaml")
        path = self.session(tmp_path / "a.gladi", script)

        saved = read_session(path)
        assert code in {problem.code for problem in saved.outdated}
        assert {problem.line for problem in saved.outdated} == {script.count("\n")}
        assert saved.loaded.text == script
        assert saved.damage is None
        assert verify_session(path).status is VerifyStatus.INTACT
        assert summarize(path).state is SessionState.INTERRUPTED

    def test_every_setting_at_once_with_those_that_hold(self, tmp_path: Path) -> None:
        lines = [setting for setting, _code in self.SETTINGS if "grace" not in setting]
        lines[-1] = "R8: {within: 4m}"
        script = SCRIPT + "findings:\n" + "".join(f"  {line}\n" for line in lines)
        saved = read_session(self.session(tmp_path / "a.gladi", script))

        rules = saved.loaded.scenario.findings
        assert rules["R1"].values == {"within": 90_000 * 3_600_000}, "taken as it stands"
        assert rules["R8"].values == {"within": 240_000}
        assert rules["R6"].values == {"ranks": ("Jenderal",)}
        assert rules["R14"].active, "what means nothing is as if it were not there"
        assert "R99" not in rules
        assert not rules["R2"].values
        timeline(saved)

    def test_what_is_found_goes_by_what_it_set(self, tmp_path: Path) -> None:
        """A grace that is too long today still keeps what stands above the ceiling from being found."""
        found = {}
        for grace in ("2s", "5h"):
            script = SCRIPT + f"findings: {{R2: {{grace: {grace}}}}}\n"
            path, clock = self.session(tmp_path / f"{grace}.gladi", script), FakeClock()
            drill = LiveDrill.resume(read_session(path), clock)
            drill.do(do.StartExercise())
            drill.do(do.StartAction("dorong", 5))
            for _second in range(60):
                clock.advance_ms(1000)
                drill.tick()
            drill.do(do.EndExercise())
            drill.close()
            found[grace] = {finding.rule for finding in timeline(read_session(path)).findings}
        assert found["2s"] - found["5h"] == {"R2"}

    def test_it_is_taken_up_again_and_ends(self, tmp_path: Path) -> None:
        path = self.session(tmp_path / "a.gladi", SCRIPT + "findings: {R1: {within: 90000h}}\n")
        drill = LiveDrill.resume(read_session(path), FakeClock())
        drill.do(do.StartExercise())
        drill.do(do.EndExercise())
        drill.close()
        assert read_session(path).finished

    def test_any_other_problem_is_one_still(self, tmp_path: Path) -> None:
        script = SCRIPT.replace("size: 200", "size: 0") + "findings: {R99: {active: false}}\n"
        with pytest.raises(ScenarioProblems) as found:
            read_recorded(script, "lama.yaml")
        assert [problem.code for problem in found.value.problems] == ["out-of-range", "unknown-key"]

    def test_in_a_file_that_is_to_be_run_it_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(ScenarioProblems):
            read_scenario(SCRIPT + "findings: {R99: {}}\n", "baru.yaml")

    def test_a_scenario_that_cannot_be_read_is_refused_as_ever(self, tmp_path: Path) -> None:
        path = change(new_session(tmp_path / "a.gladi"), "UPDATE scenario SET text = 'gladi: 99'")
        with pytest.raises(SessionUnreadable, match="events are whole"):
            read_session(path)
        with pytest.raises(SessionError):
            read_session(path)
