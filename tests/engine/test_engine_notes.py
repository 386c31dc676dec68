"""Notes and markers, and letting an entry count no longer."""

from __future__ import annotations

import pytest

from player.engine import commands as do
from player.engine.commands import Refused
from player.engine.entries import LONGEST_NOTE
from player.model import events as ev
from player.model.times import MINUTE_MS
from tests.helpers.drills import Drill, bodies
from tests.helpers.scenarios import small_drill


def at_one_minute() -> Drill:
    drill = Drill(small_drill()).start()
    drill.to(MINUTE_MS)
    return drill


@pytest.mark.parametrize(
    ("begun_ms", "recorded_ms"), [(None, MINUTE_MS), (40_000, 40_000), (MINUTE_MS + 1, MINUTE_MS), (-5, 0), (0, 0)]
)
def test_a_note_keeps_the_time_of_its_first_key(begun_ms: int | None, recorded_ms: int) -> None:
    (note,) = at_one_minute().do(do.WriteNote("  a stone flies \n", begun_ms=begun_ms))
    assert note.body == ev.NoteWritten("a stone flies", recorded_ms)
    assert note.exercise_ms == MINUTE_MS


def test_a_note_can_be_on_any_entry_so_far() -> None:
    drill = at_one_minute()
    last = drill.state.last_seq
    assert bodies(drill.do(do.WriteNote("on it", on=last))) == [ev.NoteWritten("on it", MINUTE_MS, last)]
    with pytest.raises(Refused):
        drill.engine.do(do.WriteNote("on what is to come", on=last + 2))


def test_a_note_or_marker_is_cut_at_its_longest() -> None:
    drill = at_one_minute()
    note, marker = drill.do(do.WriteNote("x" * 2 * LONGEST_NOTE), do.PlaceMarker("y" * 2 * LONGEST_NOTE))
    assert isinstance(note.body, ev.NoteWritten)
    assert isinstance(marker.body, ev.MarkerPlaced)
    assert len(note.body.text) == len(marker.body.text) == LONGEST_NOTE


def test_a_marker_needs_no_text() -> None:
    drill = at_one_minute()
    assert bodies(drill.do(do.PlaceMarker(), do.PlaceMarker(" here "))) == [
        ev.MarkerPlaced(""),
        ev.MarkerPlaced("here"),
    ]


@pytest.mark.parametrize(
    "command",
    [
        do.WriteNote("a note"),
        do.PlaceMarker(),
        do.GiveOrder("dalmas", "shield_line", "Danki"),
    ],
)
def test_what_the_controller_wrote_can_be_voided_and_restored_again_and_again(command: do.Command) -> None:
    drill = at_one_minute()
    (entry,) = drill.do(command)
    for _ in range(3):
        assert bodies(drill.do(do.VoidEntry(entry.seq))) == [ev.EntryVoided(entry.seq)]
        assert drill.state.voided == {entry.seq}
        with pytest.raises(Refused):
            drill.engine.do(do.VoidEntry(entry.seq))
        assert bodies(drill.do(do.RestoreEntry(entry.seq))) == [ev.EntryRestored(entry.seq)]
        assert drill.state.voided == set()
        with pytest.raises(Refused):
            drill.engine.do(do.RestoreEntry(entry.seq))


def test_what_happened_on_the_ground_cannot_be_voided() -> None:
    drill = at_one_minute()
    drill.do(
        do.StartAction("line"),
        do.ChangeStage(1, 3),
        do.StopAction(1),
        do.HoldExercise(),
        do.ResumeExercise(),
        do.SetSpeed(2_000),
        do.AdjustPhase(MINUTE_MS),
        do.FireInject("rumour"),
        do.HoldBackInject("bottle"),
        do.ReleaseInject("bottle"),
        do.SkipInject("bottle"),
    )
    (note,) = drill.do(do.WriteNote("a note"))
    (voided,) = drill.do(do.VoidEntry(note.seq))
    for event in drill.events:
        if event is not note:
            with pytest.raises(Refused):
                drill.engine.do(do.VoidEntry(event.seq))
    with pytest.raises(Refused):
        drill.engine.do(do.RestoreEntry(voided.seq))


def test_what_the_plan_did_is_not_the_controller_s_to_void() -> None:
    drill = at_one_minute()
    (order,) = drill.engine.do(do.GiveOrder("dalmas", "shield_line", "Danki"), ev.Actor.PLAN)
    with pytest.raises(Refused):
        drill.engine.do(do.VoidEntry(order.seq))
