from __future__ import annotations

from pathlib import Path

import pytest

from player.engine.rehearsal import rehearse
from player.language.problem_kinds import PROBLEM_KINDS
from player.model.events import ExerciseEnded, InjectFired
from player.scenario import Problem, examine_scenario, load_scenario
from player.scenario.warnings import WARNINGS
from tests.helpers.golden import Golden
from tests.scenario.corpus import BASE, GOOD

DOUBTFUL = sorted(Path(__file__).parent.glob("doubtful/*.yaml"))


def warnings_of(text: str, tmp_path: Path) -> tuple[Problem, ...]:
    path = tmp_path / "script.yaml"
    path.write_text(text, encoding="utf-8")
    return examine_scenario(path).warnings


@pytest.mark.parametrize("path", DOUBTFUL, ids=lambda path: path.stem)
def test_report(path: Path, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    report = "\n\n".join(f"[{one.code}] {one}" for one in examine_scenario(path.name).warnings)
    golden(f"scenario/doubtful/{path.stem}.txt", report + "\n")


@pytest.mark.parametrize("path", DOUBTFUL, ids=lambda path: path.stem)
def test_what_is_doubtful_can_be_loaded_all_the_same(path: Path) -> None:
    assert examine_scenario(path).loaded == load_scenario(path)


def test_every_kind_of_warning_is_shown() -> None:
    shown = {one.code for path in DOUBTFUL for one in examine_scenario(path).warnings}
    assert shown == {code for code, kind in PROBLEM_KINDS.items() if kind.warning}
    assert len(WARNINGS) == 6


def test_warnings_come_in_the_order_of_the_file_and_say_what_they_are() -> None:
    for path in DOUBTFUL:
        found = examine_scenario(path).warnings
        assert [one.line for one in found] == sorted(one.line for one in found)
        assert all(one.is_warning and one.to_json()["warning"] for one in found)


@pytest.mark.parametrize("name", ["base.yaml", "yaml-traps.yaml"])
def test_a_plain_script_has_none(name: str, tmp_path: Path) -> None:
    found = warnings_of(GOOD[name].decode("utf-8-sig"), tmp_path)
    assert [one.code for one in found] == []


def test_a_circle_with_a_way_out_is_none(tmp_path: Path) -> None:
    script = BASE.replace(
        "    planned: 5m",
        "    planned: 5m\n    next: negosiasi\n    exits:\n      - {when: {presence: '< 15'}, to: end}",
    )
    assert warnings_of(script, tmp_path) == ()


def test_a_phase_reached_only_through_an_answer_is_reached(tmp_path: Path) -> None:
    script = BASE.replace(
        "  - id: bubar",
        "    next: end\n    decisions:\n      - id: lagi\n        ask: Lagi?\n        choices:\n"
        "          - {id: ya, title: Ya, to: bubar}\n          - {id: tidak, title: Tidak}\n  - id: bubar",
    )
    assert warnings_of(script, tmp_path) == ()


def test_an_appeal_planned_before_the_force_is_enough_and_one_only_on_offer_is_not(tmp_path: Path) -> None:
    line = "      - {unit: dalmas-awal, does: shield_line, planned: {from: 2m, to: 9m}}"
    push = (
        "      - {unit: dalmas-awal, does: shield_push, planned: {from: 2m, to: 9m}}\n      - {unit: negosiator, does: "
    )
    planned = warnings_of(BASE.replace(line, push + "appeal, planned: {from: 1m, to: 2m}}"), tmp_path)
    offered = warnings_of(BASE.replace(line, push + "appeal}"), tmp_path)
    assert [one.code for one in planned] == []
    assert [one.code for one in offered] == ["force-without-warning"]


def test_an_inject_said_never_to_fire_does_not_fire_in_the_rehearsal() -> None:
    path = next(path for path in DOUBTFUL if path.stem == "injects-that-never-fire")
    examined = examine_scenario(path)
    course = rehearse(examined.loaded.scenario)
    fired = {event.body.inject for event in course.events if isinstance(event.body, InjectFired)}
    never = {str(one.message).split('"')[1] for one in examined.warnings}
    assert never
    assert not fired & never
    assert fired == set(examined.loaded.scenario.inject_by_id) - never
    assert isinstance(course.events[-1].body, ExerciseEnded)


ORDER = (Path(__file__).parent / "doubtful" / "order-lifts-ceiling.yaml").read_text(encoding="utf-8")
PUSHED = "does: shield_push, planned: {from: 2m, to: 3m}"
FROM_DANKI = "from: danki\n        to: danki"
TO_OPERATOR = "        to: operator\n"


def lifting(text: str, tmp_path: Path) -> list[tuple[object, object]]:
    """The inject and the sender of each order of a script that lifts the ceiling for its own force."""
    found = warnings_of(text, tmp_path)
    assert {one.code for one in found} <= {"order-lifts-ceiling"}
    return [(one.message.values["inject"], one.message.values["sender"]) for one in found]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("aktif}", "tertib}", id="a behaviour that makes no room for force"),
        pytest.param(", behaviour: aktif}", "}", id="it says nothing of the crowd"),
        pytest.param(FROM_DANKI, FROM_DANKI.replace("danki", "massa", 1), id="the crowd says it"),
        pytest.param(FROM_DANKI, FROM_DANKI.replace("danki", "pengendali", 1), id="the controller says it"),
        pytest.param("action: shield_push, by", "action: presence, by", id="what is expected is no force"),
    ],
)
def test_what_calls_for_no_force_or_comes_from_no_unit_may_say_how_the_crowd_is(
    old: str, new: str, tmp_path: Path
) -> None:
    expected_alone = ORDER.replace(PUSHED, "does: shield_push")
    assert lifting(expected_alone, tmp_path) == [("dorong", "danki"), ("semprot", "danki")]
    assert old in expected_alone
    assert lifting(expected_alone.replace(old, new), tmp_path) == [("semprot", "danki")]


@pytest.mark.parametrize(("stage", "orders"), [(", stage: 3", ["dorong", "semprot"]), ("", ["semprot"])])
def test_the_stage_is_the_one_the_phase_offers(stage: str, orders: list[str], tmp_path: Path) -> None:
    line = ORDER.replace("action: shield_push", "action: shield_line")
    found = lifting(line.replace(PUSHED, PUSHED.replace("shield_push", f"shield_line{stage}")), tmp_path)
    assert [inject for inject, _ in found] == orders


@pytest.mark.parametrize(
    ("old", "new", "orders"),
    [
        ("at: 4m\n", "at: 2m\n", ["dorong", "semprot"]),
        ("at: 4m\n", "at: 1m59s\n", ["dorong"]),
        ("at: 4m\n", "at: 5m1s\n", ["dorong"]),
        ("at: 4m\n", "manual: true\n", ["dorong"]),
        (TO_OPERATOR, "", ["dorong"]),
    ],
)
def test_the_force_of_the_receiver_comes_right_from_it(old: str, new: str, orders: list[str], tmp_path: Path) -> None:
    assert old in ORDER
    assert [inject for inject, _ in lifting(ORDER.replace(old, new), tmp_path)] == orders


def test_without_roles_a_unit_is_known_by_its_title_or_its_id(tmp_path: Path) -> None:
    bare = ORDER[: ORDER.index("roles:")] + ORDER[ORDER.index("crowd:") :]
    named = bare.replace("from: danki", "from: Dalmas Awal").replace("to: operator", "to: water-cannon")
    assert lifting(named, tmp_path) == [("dorong", "dalmas-awal"), ("semprot", "dalmas-awal")]
    assert lifting(bare, tmp_path) == []
