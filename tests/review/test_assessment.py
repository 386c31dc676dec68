"""What trainers say of a drill after EndEx: what is refused, what stands, what undo brings back."""

from __future__ import annotations

from pathlib import Path

import pytest

from player.engine import commands as do
from player.engine.commands import Refused
from player.engine.fold import fold_events
from player.model import events as ev
from player.model.doctrine import Rating
from player.model.scenario import LoadedScenario
from player.review.assessment import Assessment, assessment_of
from player.scenario import read_scenario
from player.session.afterwards import Afterwards
from player.session.store import SessionWriter, read_session, verify_session
from tests.helpers.clocks import FakeClock
from tests.session.samples import RUN, SCRIPT, events_after

KIND = ev.AnnotationKind
NOTE = do.Annotate(KIND.NOTE, 2000, "Dalmas maju terlalu cepat", 4000, who="Rini")
OBJECTIVES = """\
objectives:
  - {id: negosiasi, title: Negosiasi}
  - {id: himbauan, title: Himbauan}
"""


def drill_with_objectives() -> LoadedScenario:
    return read_scenario(SCRIPT + OBJECTIVES, "kecil.yaml")


class Desk:
    """A trainer over a drill that has ended at 7 s."""

    def __init__(self, path: Path, *, ended: bool = True) -> None:
        clock = FakeClock()
        with SessionWriter.create(path, drill_with_objectives(), clock, seed=7, session_id="s-1") as writer:
            writer.append(events_after(1, *RUN, *([ev.ExerciseEnded()] if ended else [])))
        self.path, self.clock = path, clock
        self.afterwards = Afterwards(read_session(path), clock)

    def do(self, *commands: do.Command) -> Assessment:
        for command in commands:
            self.clock.advance_ms(1000)
            self.afterwards.do(command)
        return self.stands

    @property
    def stands(self) -> Assessment:
        """What stands, as somebody who opens the file anew reads it."""
        saved = read_session(self.path)
        return assessment_of(fold_events(saved.loaded.scenario, [one.event for one in saved.records]).state)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "one.gladi")


def test_a_note_is_on_the_disk_and_the_chain_holds(desk: Desk) -> None:
    before = read_session(desk.path)
    (note,) = desk.do(NOTE).annotations
    assert (note.number, note.at_ms, note.to_ms, note.text, note.who) == (1, 2000, 4000, NOTE.text, "Rini")
    assert note.is_span
    after = read_session(desk.path)
    assert after.records[: len(before.records)] == before.records
    assert after.records[-1].event.exercise_ms == 7000
    assert after.exercise_entries == len(before.records)
    assert verify_session(desk.path).reason is None


def test_a_changed_note_keeps_its_number_and_undo_brings_back_what_stood(desk: Desk) -> None:
    desk.do(NOTE, do.Annotate(KIND.STRENGTH, 1000, "Himbauan jelas"))
    changed = desk.do(do.Annotate(KIND.IMPROVEMENT, 2000, "Maju terlalu cepat", annotation=1))
    assert [(one.number, one.kind, one.is_span) for one in changed.annotations] == [
        (2, KIND.STRENGTH, False),
        (1, KIND.IMPROVEMENT, False),
    ]
    undone = desk.do(do.VoidEntry(changed.annotations[1].seq))
    assert undone.annotations[1].text == NOTE.text
    gone = desk.do(do.RemoveAnnotation(1))
    assert [one.number for one in gone.annotations] == [2]
    assert desk.do(NOTE).annotations[-1].number == 3, "a number is never given twice"


def test_a_rating_replaces_the_one_before_and_can_be_taken_back(desk: Desk) -> None:
    desk.do(do.RateObjective("negosiasi", "S", "Terlambat"))
    rated = desk.do(do.RateObjective("negosiasi", "P", "Setelah diputar ulang", "Rini")).ratings
    assert {key: (one.rating, one.comment) for key, one in rated.items()} == {
        "negosiasi": (Rating.P, "Setelah diputar ulang")
    }
    assert desk.do(do.VoidEntry(rated["negosiasi"].seq)).ratings["negosiasi"].rating is Rating.S
    assert not desk.do(do.RateObjective("negosiasi", "")).ratings
    assert desk.stands == Assessment()


def test_a_corrective_action_answers_an_area_for_improvement(desk: Desk) -> None:
    plan = do.PlanCorrective("Latihan rotasi Dalmas", "Kasat Samapta", "2026-12-31", annotation=1)
    stands = desk.do(do.Annotate(KIND.IMPROVEMENT, 0, "Rotasi lambat"), plan)
    assert [(one.owner, one.due, one.annotation) for one in stands.correctives] == [("Kasat Samapta", "2026-12-31", 1)]
    moved = desk.do(do.PlanCorrective(plan.text, "Kabag Ops", "2027-01-31", annotation=1, corrective=1))
    assert [(one.number, one.owner) for one in moved.correctives] == [(1, "Kabag Ops")]
    left = desk.do(do.RemoveAnnotation(1))
    assert left.correctives[0].annotation is None
    assert not desk.do(do.RemoveCorrective(1)).correctives


def test_a_summary_stands_until_another_is_written(desk: Desk) -> None:
    newer = "Baik, dengan catatan."
    assert desk.do(do.WriteSummary("Baik."), do.WriteSummary(newer)).summary == newer
    seq = desk.stands.summary_seq
    assert seq is not None
    assert desk.do(do.VoidEntry(seq)).summary == "Baik."
    assert desk.do(do.RestoreEntry(seq)).summary == newer
    assert desk.do(do.WriteSummary("")).summary_seq is None


def test_what_says_the_same_again_adds_nothing(desk: Desk) -> None:
    again = do.Annotate(KIND.NOTE, 2000, NOTE.text, 4000, who="Rini", annotation=1)
    desk.do(NOTE, do.RateObjective("himbauan", "M"), do.WriteSummary("Cukup."))
    count = len(read_session(desk.path).records)
    desk.do(do.RateObjective("himbauan", "M"), again, do.WriteSummary("Cukup."), do.RateObjective("negosiasi", ""))
    assert len(read_session(desk.path).records) == count


@pytest.mark.parametrize(
    "command",
    [
        do.Annotate(KIND.NOTE, 0, "   "),
        do.Annotate(KIND.NOTE, 7001, "x"),
        do.Annotate(KIND.NOTE, 2000, "x", 1000),
        do.Annotate(KIND.NOTE, -1, "x"),
        do.Annotate(KIND.NOTE, 0, "x", on=99),
        do.Annotate(KIND.NOTE, 0, "x", finding="R99.1"),
        do.Annotate(KIND.NOTE, 0, "x", objective="gone"),
        do.Annotate(KIND.NOTE, 0, "x", annotation=1),
        do.RemoveAnnotation(1),
        do.RateObjective("gone", "P"),
        do.RateObjective("negosiasi", "A"),
        do.PlanCorrective(""),
        do.PlanCorrective("x", due="31-12-2026"),
        do.PlanCorrective("x", due="2026-02-30"),
        do.PlanCorrective("x", annotation=3),
        do.PlanCorrective("x", corrective=1),
        do.RemoveCorrective(1),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(desk: Desk, command: do.Command) -> None:
    before = desk.path.read_bytes()
    with pytest.raises(Refused):
        desk.do(command)
    assert desk.path.read_bytes() == before


def test_a_bookmark_needs_no_words(desk: Desk) -> None:
    stands = desk.do(do.Annotate(KIND.BOOKMARK, 7000))
    assert [one.at_ms for one in stands.of_kind(KIND.BOOKMARK)] == [7000]
