"""A scenario answers what the engine and the screens ask of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from player.model.course import ExpectedAction
from player.model.doctrine import ACTION_KINDS
from player.model.text import Text
from player.model.times import MINUTE_MS
from tests.helpers.scenarios import UNITS, action, expected, inject, phase, scenario, small_drill, unit


def test_the_phases_come_in_the_order_they_lead_to_each_other() -> None:
    script = scenario(phase("a"), phase("b"), phase("c"))
    a, b, c = script.phases
    jumping = replace(script, phases=(replace(a, next="c"), replace(b, next=None), replace(c, next="b")))
    assert [one.id for one in jumping.phase_order] == ["a", "c", "b"]
    assert [jumping.phase_number(one) for one in "abc"] == [1, 3, 2]


def test_a_phase_nobody_leads_to_is_not_played_or_counted() -> None:
    script = scenario(phase("a", planned_ms=MINUTE_MS), phase("b", planned_ms=MINUTE_MS))
    alone = replace(script, phases=(replace(script.phases[0], next=None), script.phases[1]))
    assert [one.id for one in alone.phase_order] == ["a"]
    assert alone.planned_ms == MINUTE_MS


def test_phases_that_lead_in_a_ring_are_walked_once() -> None:
    script = scenario(phase("a"), phase("b"))
    ring = replace(script, phases=(script.phases[0], replace(script.phases[1], next="a")))
    assert [one.id for one in ring.phase_order] == ["a", "b"]


def test_the_injects_of_a_phase_come_by_their_time_and_last_those_without() -> None:
    injects = (inject("late", 9_000), inject("free"), inject("soon", 0), inject("tie", 9_000))
    script = scenario(phase("a", *injects), phase("b"))
    assert [one.id for one in script.injects_by_time["a"]] == ["soon", "late", "tie", "free"]
    assert script.injects_by_time["b"] == ()


def test_everything_is_found_by_its_id() -> None:
    script = small_drill()
    assert list(script.phase_by_id) == ["first", "second"]
    assert list(script.inject_by_id) == ["arrival", "orator", "bottle", "rumour", "push"]
    assert list(script.expected_by_id) == ["warn", "report"]
    assert list(script.action_by_id) == ["line", "warning", "cannon", "arrest", "second-line"]
    assert script.action_by_id["arrest"].arrests_provocateurs
    assert not script.action_by_id["line"].arrests_provocateurs


def test_totals_are_sums() -> None:
    script = scenario(phase("a"), units=[unit("more", strength=300)])
    assert script.total_strength == 300 + sum(strength for *_, strength in UNITS)
    assert small_drill().planned_ms == 20 * MINUTE_MS


@pytest.mark.parametrize(
    ("wish", "does", "by", "met"),
    [
        (expected("x", action="warning", by="dalmas"), "warning", "dalmas", True),
        (expected("x", action="warning", by="dalmas"), "warning", "other", False),
        (expected("x", action="warning", by="dalmas"), "appeal", "dalmas", False),
        (expected("x", action="warning"), "warning", "anybody", True),
        (expected("x", by="dalmas"), "warning", "dalmas", False),
        (expected("x"), "warning", "dalmas", False),
    ],
)
def test_who_and_what_meets_an_expected_action(wish: ExpectedAction, does: str, by: str, met: bool) -> None:  # noqa: FBT001
    assert wish.is_met_by(by, does) is met


def test_an_action_of_every_kind_knows_whether_it_arrests() -> None:
    for does, kind in ACTION_KINDS.items():
        assert action("x", does=does).arrests_provocateurs is kind.arrests_provocateurs


def test_the_builders_number_and_chain_what_they_are_given() -> None:
    script = scenario(phase("a", inject("x", 0), inject("y")), phase("b", inject("z", 0)))
    assert [(one.id, one.sequence, one.phase) for one in script.inject_by_id.values()] == [
        ("x", 0, "a"),
        ("y", 1, "a"),
        ("z", 2, "b"),
    ]
    assert [one.next for one in script.phases] == ["b", None]
    assert script.inject_by_id["y"].by_hand
    assert Text.plain("phase a") == script.phases[0].title
