"""``rehearse``: the course of a script as JSON and as a table."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from player.engine.routes import routes_of
from player.model.doctrine import Situation
from player.model.rules import BasisMark
from player.model.times import MINUTE_MS
from player.scenario import load_scenario
from tests.cli.conftest import OKUT, Speaker

ROOT = Path(__file__).parent.parent.parent
RUN = "import sys; from player.cli import main; raise SystemExit(main(sys.argv[1:]))"
TRACE = ("t_min", "tension", "activity", "legitimacy", "presence", "force", "ceiling", "situation")


def _course(gladi: Speaker, *arguments: object) -> dict[str, Any]:
    said = gladi("rehearse", *arguments, "--json")
    assert (said.code, said.err) == (0, "")
    told: dict[str, Any] = json.loads(said.out)
    course: dict[str, Any] = told["routes"][0]
    return course


@pytest.fixture
def course(gladi: Speaker) -> dict[str, Any]:
    return _course(gladi, OKUT)


def test_json_has_what_was_agreed(gladi: Speaker, course: dict[str, Any]) -> None:
    told = json.loads(gladi("rehearse", OKUT, "--json").out)
    assert set(told) == {"scenario", "routes"}
    assert told["scenario"] == "okut-2024-water-cannon"
    agreed = {"choices", "passed_over", "phases", "injects", "trace", "peaks", "findings", "events"}
    assert all(set(route) == agreed for route in told["routes"])
    assert tuple(course["trace"]) == TRACE
    assert {len(values) for values in course["trace"].values()} == {45}


def test_a_finding_says_what_it_rests_on_and_where_that_comes_from(gladi: Speaker) -> None:
    told = json.loads(gladi("rehearse", OKUT, "--json").out)
    found = [finding for route in told["routes"] for finding in route["findings"]]
    assert found
    assert all(finding["mark"] in set(BasisMark) and finding["basis"] for finding in found)
    assert all(finding["cleared"] is None or finding["cleared"] for finding in found)


def test_every_route_is_told_the_planned_one_first(gladi: Speaker) -> None:
    scenario = load_scenario(OKUT).scenario
    told = json.loads(gladi("rehearse", OKUT, "--json").out)
    expected = [{key: list(answers) for key, answers in route.choices.items()} for route in routes_of(scenario)]
    assert [route["choices"] for route in told["routes"]] == expected
    assert len(expected) > 1


def test_one_route_is_chosen_by_phase_decision_and_answer(gladi: Speaker) -> None:
    scenario = load_scenario(OKUT).scenario
    for route in routes_of(scenario):
        arguments = [
            word
            for decision, (answer,) in route.choices.items()
            for word in ("--choose", f"{scenario.decision_by_id[decision].phase}.{decision}={answer}")
        ]
        (told,) = json.loads(gladi("rehearse", OKUT, *arguments, "--json").out)["routes"]
        assert told["choices"] == {key: list(answers) for key, answers in route.choices.items()}
        said = [one["data"] for one in told["events"] if one["kind"] == "decision_taken"]
        assert [(one["decision"], one["choice"]) for one in said] == [
            (key, answer) for key, (answer,) in route.choices.items()
        ]


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("cordon", "an answer is written as PHASE.DECISION=ANSWER; not cordon"),
        ("cordon.nothing=x", "the script has no decision nothing"),
        ("arrival.first-response=hold-line", "the decision is not in phase arrival; it has: cordon"),
        ("cordon.first-response=hold-lin", "the decision has no answer hold-lin; did you mean hold-line?"),
    ],
)
def test_what_cannot_be_chosen(gladi: Speaker, word: str, sentence: str) -> None:
    said = gladi("rehearse", OKUT, "--choose", word)
    assert said.code == 64
    assert sentence in said.err


def test_a_phase_that_is_not_optional_cannot_be_passed_over(gladi: Speaker) -> None:
    said = gladi("rehearse", OKUT, "--pass-over", "arrival")
    assert said.code == 64
    assert "the script has no optional phase arrival" in said.err


@pytest.mark.parametrize(("suffix", "begins"), [(".png", b"\x89PNG"), (".svg", b"<?xml")])
def test_the_planned_curves_are_drawn(gladi: Speaker, tmp_path: Path, suffix: str, begins: bytes) -> None:
    picture = tmp_path / f"curves{suffix}"
    said = subprocess.run(
        [sys.executable, "-c", RUN, "rehearse", str(OKUT), "-o", str(picture), "--lang", "en"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert (said.returncode, said.stderr) == (0, b"")
    data = picture.read_bytes()
    assert data.startswith(begins)
    assert len(data) > 20_000
    if suffix == ".svg":
        assert b"training index, not a prediction" in data


def test_a_picture_of_another_kind_or_in_no_folder(gladi: Speaker, tmp_path: Path) -> None:
    assert gladi("rehearse", OKUT, "-o", tmp_path / "curves.jpg").code == 64


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


def test_the_table_of_routes(gladi: Speaker) -> None:
    said = gladi("rehearse", OKUT)
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[1] == "training index, not a prediction"
    count = len(routes_of(load_scenario(OKUT).scenario))
    assert f"ROUTES ({count})" in lines
    numbered = [line for line in lines if line[:4].strip().isdigit()]
    assert [int(line[:4]) for line in numbered] == list(range(1, count + 1))
    assert len({len(line) for line in numbered}) == 1, "the columns stand under each other"
    assert "PHASES" in lines
    assert lines[-1].startswith("One route in full: rehearse ")
    assert max(map(len, lines[: lines.index("PHASES")])) <= 200


def test_the_table_of_one_route(gladi: Speaker, script: Path) -> None:
    said = gladi("rehearse", script)
    lines = said.out.splitlines()
    heads = ["PHASES", "INJECTS AS DELIVERED", "FINDINGS TO EXPECT", "COURSE BY THE MINUTE"]
    assert [line for line in lines if line.isupper()] == heads
    rows = lines[lines.index(heads[-1]) + 2 :]
    assert [row.split()[0] for row in rows] == [f"{minute:02}:00" for minute in range(len(rows))]
    assert len({len(row) for row in rows}) == 1


def test_the_table_in_indonesian(gladi: Speaker) -> None:
    said = gladi("rehearse", OKUT, lang="id")
    assert "indeks latihan, bukan prediksi" in said.out
    assert "JALUR (" in said.out


def test_a_script_with_errors(gladi: Speaker, bad_script: Path, tmp_path: Path) -> None:
    said = gladi("rehearse", bad_script, "--json")
    assert (said.code, said.out) == (1, "")
    assert said.err.endswith(f"{bad_script}: 2 problems.\n")
    assert gladi("rehearse", tmp_path / "none").code == 2
