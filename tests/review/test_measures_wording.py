"""The measures in words: every row has a name, a value and how it is counted, in every language."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

from player.engine import commands as do
from player.engine.fold import Fold
from player.i18n import LANGUAGES, speaking
from player.model import events as ev
from player.model.scenario import Scenario
from player.model.text import Text
from player.review.measures import measures
from player.review.measures_wording import Group, Row, measure_groups, span_text
from tests.helpers.depth import cases
from tests.helpers.drills import Drill, Step, play
from tests.review.measures_cases import M, S, courses, script

GONE = "Fewer than 15% of the model's crowd left"
ODD = "100% {odd} <b>text</b> & {0}"
"""A text a user may write, that is neither a template nor markup."""


def groups_of(drill: Drill) -> dict[str, Group]:
    """The groups of a drill in English, by their titles."""
    with speaking("en"):
        made = drill.engine.scenario
        groups = measure_groups(measures(made, drill.events, drill.engine.fold), made)
    return {group.title: group for group in groups}


def row_of(drill: Drill, group: str, name: str) -> Row:
    """A row by its group and name."""
    return next(row for row in groups_of(drill)[group].rows if row.name == name)


def quiet() -> Drill:
    """A drill in which no inject comes by itself."""
    drill = Drill(script()).start()
    drill.do(*(do.SkipInject(inject) for inject in drill.engine.scenario.inject_by_id))
    return drill


def after(ms: int, *commands: do.Command) -> Drill:
    """The same, some time on, with these carried out then."""
    drill = quiet()
    drill.to(ms)
    drill.do(*commands)
    return drill


@given(courses())
@settings(max_examples=cases(200))
def test_every_row_has_words_in_every_language(script_and_steps: tuple[Scenario, list[Step]]) -> None:
    made, steps = script_and_steps
    drill = Drill(made)
    play(drill, steps)
    found = measures(made, drill.events, drill.engine.fold)
    for language in LANGUAGES:
        with speaking(language):
            groups = measure_groups(found, made)
            assert re.search(r"\d\d:\d\d", span_text(found))
        assert len({group.title for group in groups}) == len(groups)
        for group in groups:
            assert group.title
            assert group.rows
            for row in group.rows:
                assert row.name
                assert row.value
                assert row.about.endswith(".")
                assert not re.search(r"[{}]", row.name + row.value + row.detail + row.about)


def test_names_of_the_user_are_shown_as_they_are() -> None:
    made = script()
    units = {id: replace(unit, title=Text.plain(ODD)) for id, unit in made.units.items()}
    aims = {id: replace(aim, title=Text.plain(ODD)) for id, aim in made.objectives.items()}
    drill = Drill(replace(made, units=units, objectives=aims)).start()
    drill.do(do.GiveOrder("dalmas", "shield_push", "Danki"), do.StartAction("cannon-1"))
    drill.do(do.Override(ev.Quantity.FORCE, ev.OverrideMode.HOLD, 4, "Kabag Ops", "uji", "dalmas"))
    drill.to(2 * M)
    groups = groups_of(drill)
    assert groups["Units"].rows[0].name == ODD
    assert groups["Expected actions by objective: only when they were done"].rows[0].name == ODD
    assert groups["Expected actions by unit: only when they were done"].rows[0].name == ODD
    assert groups["Each order"].rows[0].name == f"Danki → {ODD}: Shield push"
    assert groups["Overrides"].rows[1].name == f"Stage of force: {ODD}"
    assert row_of(drill, "Orders", "Needed an order by the script, had none").detail == f"{ODD}: Water cannon"


def test_before_startex_there_is_little_to_say() -> None:
    made = script()
    with speaking("en"):
        found = measures(made, [], Fold(made))
        assert span_text(found) == "so far, up to 00:00"
        rows = {row.name: row for group in measure_groups(found, made) for row in group.rows}
    assert rows["First appeal or warning"].value == "none yet"
    assert rows["Situation: green"].detail == "–"
    assert not any(row.alarming for row in rows.values())


def test_what_has_not_been_is_still_to_come_until_endex() -> None:
    drill = after(M)
    assert row_of(drill, "Appeals and warnings", "First appeal or warning").value == "none yet"
    assert row_of(drill, "Crowd of the model", GONE).value == "none yet"
    drill.do(do.EndExercise())
    assert row_of(drill, "Appeals and warnings", "First appeal or warning").value == "–"
    assert row_of(drill, "Crowd of the model", GONE).value == "–"


def test_a_warning_after_the_force_is_shown_with_a_minus_and_calls_for_a_look() -> None:
    drill = after(M, do.StartAction("shove-1"))
    unwarned = row_of(drill, "Appeals and warnings", "From the first appeal or warning to the first force")
    assert (unwarned.value, unwarned.alarming) == ("none yet", True)
    drill.to(80 * S)
    drill.do(do.StartAction("appeal-1"))
    late = row_of(drill, "Appeals and warnings", "From the first appeal or warning to the first force")
    assert (late.value, late.detail, late.alarming) == ("−00:20", "force of stage 3 or more from 00:01:00 on", True)


def test_the_first_warning_stands_apart_from_an_appeal() -> None:
    drill = after(30 * S, do.StartAction("appeal-1"))
    drill.to(M)
    drill.do(do.StartAction("shove-1"))
    drill.to(80 * S)
    drill.do(do.StartAction("warning-1"))
    late = row_of(drill, "Appeals and warnings", "First warning (appeals not counted)")
    assert (late.value, late.detail, late.alarming) == ("00:01:20", "00:20 after the first force", True)


def test_an_order_that_waits_alarms_only_once_the_drill_has_ended() -> None:
    drill = after(M, do.GiveOrder("dalmas", "shield_push", "Danki"))
    (waiting,) = groups_of(drill)["Each order"].rows
    assert (waiting.value, waiting.detail, waiting.alarming) == ("none yet", "given at 00:01:00", False)
    assert not row_of(drill, "Orders", "Orders not followed").alarming
    drill.do(do.EndExercise())
    (ignored,) = groups_of(drill)["Each order"].rows
    assert (ignored.value, ignored.alarming) == ("not followed", True)
    not_followed = row_of(drill, "Orders", "Orders not followed")
    assert (not_followed.value, not_followed.detail, not_followed.alarming) == ("1", "Dalmas: Shield push", True)


def test_an_order_for_what_is_done_already_says_so() -> None:
    drill = after(M, do.StartAction("shove-1"))
    drill.to(61 * S)
    drill.do(do.GiveOrder("dalmas", "shield_push", "Danki"))
    drill.to(70 * S)
    drill.do(do.EndExercise())
    (row,) = groups_of(drill)["Each order"].rows
    assert (row.value, row.alarming) == ("under way already", False)


def test_force_above_the_ceiling_calls_for_a_look() -> None:
    calm = after(M, do.StartAction("line-1"))
    calm.to(2 * M)
    assert not row_of(calm, "Force", "Above the ceiling").alarming
    drill = after(M, do.StartAction("shove-1"))
    drill.to(90 * S)
    above = row_of(drill, "Force", "Above the ceiling")
    assert (above.value, above.detail, above.alarming) == ("00:30", "worst: 2 stages above, 00:01:00 to 00:01:30", True)
    assert row_of(drill, "Force", "Stages × seconds above it").value == "60"
    dalmas = row_of(drill, "Units", "Dalmas")
    assert (dalmas.detail, dalmas.alarming) == ("stage 4: 00:30; above the ceiling: 00:30", True)


def test_dispersal_stands_beside_the_share_of_excess_force() -> None:
    drill = after(M, do.ObserveTag("aktif"), do.StartAction("shove-1"))
    drill.to(90 * S)
    drill.do(do.ChangeStage(1, 5))
    drill.to(100 * S)
    drill.do(do.Override(ev.Quantity.PRESENCE, ev.OverrideMode.SET, 100_000, "Kabag Ops", "alun-alun kosong"))
    assert row_of(drill, "Crowd of the model", GONE).value == "00:01:40"
    share = row_of(drill, "Crowd of the model", "Force above the ceiling until then")
    assert (share.value, share.detail, share.alarming) == ("25%", "00:10 of 00:40", True)
    assert "never scored by itself" in share.about


def test_how_late_an_inject_was_and_what_is_still_open() -> None:
    drill = Drill(script()).start()
    drill.to(100 * S)
    drill.do(do.FireInject("wait", ev.Firing.GO))
    late = row_of(drill, "Injects", "Delivered late")
    assert (late.value, late.detail, late.alarming) == ("1", "the latest by 00:40", True)
    assert row_of(drill, "Expected actions", "Still open").value == "1"
    assert row_of(drill, "Expected actions", "Not seen").value == "2"
    assert row_of(drill, "Expected actions by unit: only when they were done", "Negosiator").detail == "not seen: 1"


@pytest.mark.parametrize(
    ("at_ms", "value", "detail"),
    [(M, "–", "answered at 00:01:00, before it was asked; stay"), (130 * S, "00:10", "asked at 00:02:00; stay")],
)
def test_a_decision_with_its_answer(at_ms: int, value: str, detail: str) -> None:
    (row,) = groups_of(after(at_ms, do.Decide("way", "stay")))["Decisions"].rows
    assert (row.name, row.value, row.detail) == ("way?", value, detail)
