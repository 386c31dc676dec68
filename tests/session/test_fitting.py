"""A session whose chain holds but whose events do not fit its scenario."""

from __future__ import annotations

from pathlib import Path

import pytest

from player.model import events as ev
from player.model.doctrine import RecordKind
from player.review.timeline import Timeline
from player.scenario import read_scenario
from player.session.store import SessionWriter, VerifyStatus, fitting, read_session, verify_session
from tests.helpers.clocks import FakeClock
from tests.session.samples import SCRIPT

TAGGED = SCRIPT + "tags: [{key: 1, id: throw, text: Lempar}]\n"


def write(path: Path, *bodies: ev.Body, script: str = SCRIPT) -> None:
    writer = SessionWriter.create(path, read_scenario(script, "latihan-kecil.yaml"), FakeClock())
    events = [ev.Event(seq, 0, 0, ev.Actor.CONTROLLER, body) for seq, body in enumerate(bodies, start=2)]
    writer.append(events)
    writer.close()


def test_what_does_not_fit_the_scenario_is_damage_from_there_on(tmp_path: Path) -> None:
    path = tmp_path / "forged.gladi"
    write(path, ev.ExerciseStarted(), ev.InjectFired("no-such-inject", ev.Firing.GO), ev.ExerciseEnded())
    assert verify_session(path).status is VerifyStatus.INTACT
    saved = fitting(read_session(path))
    assert [type(record.event.body) for record in saved.records] == [ev.SessionOpened, ev.ExerciseStarted]
    assert saved.damage is not None
    assert saved.damage.seq == 3


def test_what_fits_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "sound.gladi"
    write(path, ev.ExerciseStarted(), ev.MarkerPlaced(), ev.ExerciseEnded())
    saved = read_session(path)
    assert fitting(saved) is saved


@pytest.mark.parametrize(
    "forged",
    [
        ev.OrderGiven(1, "no-such-unit", "shield_line", "Danki"),
        ev.ValueOverridden(ev.Quantity.FORCE, ev.OverrideMode.SET, 0, 3, "no-such-unit", "Rini", "seen"),
        ev.ValueOverridden(ev.Quantity.BEHAVIOUR, ev.OverrideMode.SET, 0, 9, None, "Rini", "seen"),
        ev.BehaviourChanged(9, 0),
        ev.SituationChanged(-1, 0),
        ev.TagObserved("no-such-tag"),
        ev.ArrestRecorded(1, by="no-such-unit"),
        ev.ActionStarted(1, "no-such-offer", "dalmas", "shield_line", 1, 10),
        ev.ReadinessWaived("no-such-item", "late"),
        ev.InjectsShifted("no-such-phase", 60_000),
        ev.OrderGiven(1, "dalmas", "shield_line", "Danki", channel="no-such-channel"),
        ev.EvidenceRecorded(1, medium="no-such-medium"),
        ev.SituationChanged(1, 9),
    ],
    ids=lambda body: type(body).__name__,
)
def test_what_names_something_unknown_does_not_fit(tmp_path: Path, forged: ev.Body) -> None:
    path = tmp_path / "forged.gladi"
    write(path, ev.ExerciseStarted(), forged, ev.ExerciseEnded())
    saved = fitting(read_session(path))
    assert saved.damage is not None
    assert saved.damage.seq == 3


@pytest.mark.parametrize(
    "forged",
    [
        ev.RecordAmended(RecordKind.ARREST, 1, "by", "no-such-unit"),
        ev.RecordAmended(RecordKind.ARREST, 1, "weapon", "no-such-weapon"),
        ev.RecordAmended(RecordKind.ARREST, 1, "no-such-field", "x"),
        ev.RecordAmended(RecordKind.ARREST, 2, "who", "x"),
        ev.ObservationAmended(4, "unit", "no-such-unit"),
        ev.ObservationAmended(4, "rating", "no-such-rating"),
        ev.ObservationAmended(4, "no-such-field", "x"),
        ev.ObservationAmended(3, "text", "x"),
    ],
    ids=lambda body: f"{type(body).__name__} {body.field}",
)
def test_what_is_filled_in_later_fits_too(tmp_path: Path, forged: ev.Body) -> None:
    path = tmp_path / "forged.gladi"
    write(path, ev.ExerciseStarted(), ev.ArrestRecorded(1), ev.TagObserved("throw"), forged, script=TAGGED)
    saved = fitting(read_session(path))
    assert saved.damage is not None
    assert saved.damage.seq == 5


def test_what_was_folded_to_find_out_is_handed_on_once(tmp_path: Path) -> None:
    path = tmp_path / "sound.gladi"
    write(path, ev.ExerciseStarted(), ev.PhaseStarted("orasi"), ev.InjectFired("orator", ev.Firing.GO))
    saved = fitting(read_session(path))
    events = [record.event for record in saved.records]
    anew = Timeline(saved.loaded.scenario, events, saved.last_exercise_ms)
    first, second = Timeline.of(saved), Timeline.of(saved)
    assert first.fold is not second.fold
    for line in (first, second):
        assert vars(line.fold.state) == vars(anew.fold.state)
        assert line.end_ms == anew.end_ms
        assert line.crowd.columns() == anew.crowd.columns()
        for count in range(len(events) + 1):
            assert vars(line.after(count).state) == vars(anew.after(count).state)
    assert fitting(saved) is saved
    assert saved.take_trail() is None


def test_what_does_not_fit_leaves_nothing_of_itself_behind(tmp_path: Path) -> None:
    path = tmp_path / "forged.gladi"
    write(path, ev.ExerciseStarted(), ev.InjectFired("orator", ev.Firing.GO), ev.InjectFired("no-such", ev.Firing.GO))
    saved = fitting(read_session(path))
    assert saved.take_trail() is None
    assert Timeline.of(saved).fold.state.last_seq == len(saved.records) == 3
