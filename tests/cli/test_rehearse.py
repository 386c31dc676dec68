"""``rehearse``: the course of a script as JSON and as a table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from player.model.doctrine import Situation
from player.model.times import MINUTE_MS
from player.scenario import load_scenario
from tests.cli.conftest import OKUT, Speaker

TRACE = ("t_min", "tension", "activity", "legitimacy", "presence", "force", "ceiling", "situation")


def _course(gladi: Speaker, *arguments: object) -> dict[str, Any]:
    said = gladi("rehearse", *arguments, "--json")
    assert (said.code, said.err) == (0, "")
    course: dict[str, Any] = json.loads(said.out)
    return course


@pytest.fixture
def course(gladi: Speaker) -> dict[str, Any]:
    return _course(gladi, OKUT)


def test_json_has_what_was_agreed(course: dict[str, Any]) -> None:
    assert set(course) == {"scenario", "phases", "injects", "trace", "peaks", "events"}
    assert course["scenario"] == "okut-2024-water-cannon"
    assert tuple(course["trace"]) == TRACE
    assert {len(values) for values in course["trace"].values()} == {45}


def test_phases_follow_each_other_and_are_as_long_as_planned(course: dict[str, Any]) -> None:
    scenario = load_scenario(OKUT).scenario
    assert [phase["id"] for phase in course["phases"]] == [phase.id for phase in scenario.phase_order]
    assert [phase["end_ms"] - phase["start_ms"] for phase in course["phases"]] == [
        phase.planned_ms for phase in scenario.phase_order
    ]
    assert course["phases"][0]["start_ms"] == 0
    assert course["phases"][-1]["end_ms"] == scenario.planned_ms


def test_every_planned_inject_comes_once_and_in_order(course: dict[str, Any]) -> None:
    scenario = load_scenario(OKUT).scenario
    times = [inject["t_ms"] for inject in course["injects"]]
    assert times == sorted(times)
    fired = [inject["id"] for inject in course["injects"]]
    assert len(set(fired)) == len(fired)
    assert {one.id for phase in scenario.phase_order for one in phase.injects if one.at_ms is not None} <= set(fired)
    assert {inject["how"] for inject in course["injects"]} == {"schedule", "plan", "event", "condition"}


def test_the_trace_is_by_the_minute_and_within_its_ranges(course: dict[str, Any]) -> None:
    trace = course["trace"]
    assert trace["t_min"] == list(range(45))
    assert all(0 <= value <= 100 for value in trace["tension"])
    for name in ("activity", "legitimacy", "presence"):
        assert all(0 <= value <= 1 for value in trace[name]), name
    for name in ("force", "ceiling"):
        assert all(value in range(7) for value in trace[name]), name
    assert set(trace["situation"]) <= {situation.name.lower() for situation in Situation}
    assert max(trace["tension"]) <= course["peaks"]["tension"] + 0.01
    assert max(trace["force"]) <= course["peaks"]["force"] == 5


def test_events_are_numbered_and_end_with_end_ex(course: dict[str, Any]) -> None:
    assert all(set(event) == {"seq", "t_ms", "kind", "actor", "data"} for event in course["events"])
    seqs = [event["seq"] for event in course["events"]]
    assert seqs == list(range(seqs[0], seqs[0] + len(seqs)))
    assert course["events"][-1]["kind"] == "exercise_ended"
    assert course["events"][-1]["t_ms"] == 44 * MINUTE_MS


def test_the_same_again(gladi: Speaker, course: dict[str, Any]) -> None:
    assert _course(gladi, OKUT) == course


def test_a_missed_action_changes_the_course(gladi: Speaker, course: dict[str, Any]) -> None:
    missed = _course(gladi, OKUT, "--miss", "first-appeal", "--miss", "spray-stopped")
    left = {event["data"]["expected"] for event in missed["events"] if event["kind"] == "expected_action_missed"}
    assert left == {"first-appeal", "spray-stopped"}
    assert not [event for event in course["events"] if event["kind"] == "expected_action_missed"]
    assert missed["trace"]["tension"] != course["trace"]["tension"]


def test_an_unknown_miss(gladi: Speaker, script: Path) -> None:
    said = gladi("rehearse", OKUT, "--miss", "first-apeal")
    assert said.code == 64
    assert said.err.endswith("the script has no expected action first-apeal; did you mean first-appeal?\n")
    said = gladi("rehearse", script, "--miss", "zzz")
    assert said.err.endswith("the script has no expected action zzz; it has: himbauan\n")


def test_the_end_of_a_drill_that_is_not_whole_minutes_long_is_in_the_trace(gladi: Speaker, script: Path) -> None:
    script.write_text(script.read_text().replace("planned: 2m", "planned: 2m30s"))
    assert _course(gladi, script)["trace"]["t_min"] == [0, 1, 2, 3, 4, 5, 6, 6.5]


def test_the_table(gladi: Speaker) -> None:
    said = gladi("rehearse", OKUT)
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[1] == "training index, not a prediction"
    heads = ["PHASES", "INJECTS AND PHASES AS PLAYED", "COURSE BY THE MINUTE"]
    assert [line for line in lines if line.isupper()] == heads
    start = lines.index(heads[2]) + 2
    rows = lines[start : start + 45]
    assert [row.split()[0] for row in rows] == [f"{minute:02}:00" for minute in range(45)]
    assert len({len(row) for row in rows}) == 1, "the columns stand under each other"
    assert lines[-2].startswith("Highest tension ")
    assert max(map(len, lines)) <= 100


def test_the_table_in_indonesian(gladi: Speaker) -> None:
    said = gladi("rehearse", OKUT, lang="id")
    assert "indeks latihan, bukan prediksi" in said.out
    assert "JALANNYA LATIHAN PER MENIT" in said.out


def test_a_script_with_errors(gladi: Speaker, bad_script: Path, tmp_path: Path) -> None:
    said = gladi("rehearse", bad_script, "--json")
    assert (said.code, said.out) == (1, "")
    assert said.err.endswith(f"{bad_script}: 2 problems.\n")
    assert gladi("rehearse", tmp_path / "none").code == 2
