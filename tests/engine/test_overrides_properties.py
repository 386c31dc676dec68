"""What holds of overrides in any drill: held is held, the log gives it back, and how time is cut does not matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import exp

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from player.engine import commands as do
from player.engine.engine import Engine
from player.engine.fold import Fold, fold_events
from player.model import events as ev
from player.model.doctrine import Situation
from player.model.entries import Crowd
from player.model.times import MINUTE_MS, SECOND_MS
from player.session.codec import CODEC
from player.session.store import SessionWriter, read_session
from tests.engine.crowd_cases import written
from tests.engine.crowd_drills import MILLION, Course, calm_courses, courses, overrides, waits
from tests.helpers.clocks import FakeClock
from tests.helpers.depth import cases
from tests.helpers.drills import Drill, Step, level, play, same_drill
from tests.helpers.scenarios import action, phase, scenario
from tests.session.samples import small_drill

TENSION, BEHAVIOUR, PRESENCE, FORCE = ev.Quantity
CUTS = st.lists(st.integers(0, 2 * MINUTE_MS), max_size=8)


def overridden(drill: Drill) -> Iterator[tuple[ev.Event, ev.ValueOverridden]]:
    for event in drill.events:
        if isinstance(event.body, ev.ValueOverridden):
            yield event, event.body


def tick_of(event: ev.Event) -> int:
    """The tick at which an event takes effect."""
    return -(-event.exercise_ms // SECOND_MS)


def holds(drill: Drill) -> Iterator[tuple[ev.ValueOverridden, int, int]]:
    """What was held, from which row to before which, as the log tells it."""
    end = drill.engine.fold.crowd.tick + 1
    ended = next((tick_of(event) for event in drill.find(ev.ExerciseEnded)), end)
    open_holds: dict[tuple[ev.Quantity, str | None], tuple[ev.ValueOverridden, int]] = {}
    for event, body in overridden(drill):
        key = body.quantity, body.unit
        if key in open_holds:
            held, since = open_holds.pop(key)
            yield held, since, tick_of(event)
        if body.mode is ev.OverrideMode.HOLD:
            open_holds[key] = body, tick_of(event)
    for held, since in open_holds.values():
        yield held, since, ended


@settings(max_examples=cases(250))
@given(course=courses)
def test_what_is_held_stays_to_the_last_bit_in_any_drill(course: Course) -> None:
    drill = course.drill()
    columns = drill.engine.fold.crowd.columns()
    for held, since, until in holds(drill):
        match held.quantity:
            case ev.Quantity.TENSION:
                assert set(columns["tension"][since:until]) <= {100 * (held.after / MILLION)}
            case ev.Quantity.PRESENCE:
                assert set(columns["presence"][since:until]) <= {held.after / MILLION}
            case ev.Quantity.BEHAVIOUR:
                assert set(columns["behaviour"][since:until]) <= {held.after}
                assert set(columns["situation"][since:until]) <= {(0, 1, 1, 2, 2)[held.after]}
            case ev.Quantity.FORCE:
                assert min(columns["force"][since:until], default=held.after) >= held.after


@settings(max_examples=cases(250))
@given(course=courses)
def test_the_log_says_what_was_right_before_and_right_after(course: Course) -> None:
    """Where it is the first and the last thing of its tick, the rows and the journal say the same."""
    drill = course.drill()
    fold = drill.engine.fold
    columns = fold.crowd.columns()
    for event, body in overridden(drill):
        tick = tick_of(event)
        alone = [other for other in drill.events if tick_of(other) == tick and event.seq <= other.seq] == [event]
        if body.quantity is TENSION and body.mode is not ev.OverrideMode.RELEASE:
            jumps = [jump for jump in fold.crowd.journal.jumps if jump.seq == event.seq]
            assert all(abs(jump.before * MILLION - body.before) <= 0.5 + 1e-6 for jump in jumps)
            assert all(jump.after == body.after / MILLION for jump in jumps)
            assert jumps or body.before == body.after
        if alone and tick < len(columns["t_ms"]) and body.mode is not ev.OverrideMode.RELEASE:
            name = {TENSION: "tension", PRESENCE: "presence", BEHAVIOUR: "behaviour"}.get(body.quantity)
            scale = {TENSION: 100 / MILLION, PRESENCE: 1 / MILLION}.get(body.quantity, 1)
            assert name is None or columns[name][tick] == pytest.approx(body.after * scale, abs=1e-12)


@settings(max_examples=cases(250))
@given(course=courses)
def test_the_saved_log_alone_gives_the_drill_back_bit_for_bit(course: Course) -> None:
    drill = course.drill()
    read = [
        replace(event, body=CODEC.body_from_text(event.body.NAME, event.body.VERSION, CODEC.text(event.body)))
        for event in drill.events
    ]
    assert read == drill.events
    fold = fold_events(course.script, read)
    fold.advance(drill.engine.now_ms)
    same_drill(fold, drill.engine.fold)
    assert written(fold.crowd.columns()) == written(drill.engine.fold.crowd.columns())
    assert fold.crowd.journal == drill.engine.fold.crowd.journal


@settings(max_examples=cases(30))
@given(done=st.lists(st.one_of(waits, overrides), max_size=12))
def test_a_session_file_gives_the_drill_back_bit_for_bit(
    done: list[Step], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("overridden") / "a.gladi"
    loaded = small_drill()
    with SessionWriter.create(path, loaded, FakeClock(), seed=7, session_id="s-1") as session:
        fold = Fold(loaded.scenario)
        fold.apply(session.opening.event)
        drill = Drill(loaded.scenario, fold).start()
        play(drill, [do.StartAction("dorong"), *done])
        session.append(drill.events)
    saved = read_session(path)
    again = fold_events(saved.loaded.scenario, [record.event for record in saved.records])
    again.advance(drill.engine.now_ms)
    level(again, fold)
    assert written(again.crowd.columns()) == written(fold.crowd.columns())
    assert again.crowd.journal == fold.crowd.journal
    assert vars(again.state) | {"scenario": None} == vars(fold.state) | {"scenario": None}


@settings(max_examples=cases(200))
@given(course=courses, cuts=CUTS)
def test_how_the_time_is_cut_and_looked_at_does_not_matter(course: Course, cuts: list[int]) -> None:
    straight, chunked = course.drill(), Drill(course.script).start()
    for step in course.steps:
        start_ms = chunked.engine.now_ms
        for cut_ms in sorted(cuts):
            if isinstance(step, int) and cut_ms < step:
                chunked.to(start_ms + cut_ms)
                chunked.engine.fold.crowd.sample(start_ms)
        play(chunked, [start_ms + step - chunked.engine.now_ms if isinstance(step, int) else step])
    assert chunked.events == straight.events
    same_drill(chunked.engine.fold, straight.engine.fold)
    assert chunked.engine.fold.crowd.journal == straight.engine.fold.crowd.journal


@settings(max_examples=cases(200))
@given(course=courses, cut=st.integers(0, 20))
def test_taken_up_again_in_the_middle_of_a_hold_it_is_held_on(course: Course, cut: int) -> None:
    whole, first = Drill(course.script).start(), Drill(course.script).start()
    play(whole, course.steps)
    play(first, course.steps[:cut])
    fold = fold_events(course.script, first.events)
    fold.advance(first.engine.now_ms)
    assert fold.state.overrides == first.state.overrides
    crowd = fold.crowd
    held = crowd.tension_held, crowd.presence_held, crowd.behaviour_held
    if fold.state.status != "ended":
        assert held == tuple(fold.state.is_held(quantity) for quantity in (TENSION, PRESENCE, BEHAVIOUR))
    second = Drill(course.script, fold)
    second.events = list(first.events)
    play(second, course.steps[cut:])
    assert second.events == whole.events
    taken_up, never_left = second.engine.fold, whole.engine.fold
    level(taken_up, never_left)
    assert written(taken_up.crowd.columns()) == written(never_left.crowd.columns())
    assert taken_up.crowd.journal == never_left.crowd.journal
    assert taken_up.state.overrides == never_left.state.overrides


@settings(max_examples=cases(250))
@given(course=calm_courses)
def test_the_force_of_the_crowd_is_that_of_the_units_at_every_moment(course: Course) -> None:
    """A stage that was set goes with what the unit next does, one that is held does not; the log alone decides."""
    drill = course.drill()
    fold = Fold(course.script)
    stood: dict[str, tuple[int, bool]] = {}  # the stage the controller gave each unit, and whether it is held
    for event in drill.events:
        fold.apply(event)
        match event.body:
            case ev.ValueOverridden(quantity=ev.Quantity.FORCE, unit=str(unit), mode=mode, after=after):
                stood[unit] = (after, mode is ev.OverrideMode.HOLD)
                if mode is ev.OverrideMode.RELEASE:
                    del stood[unit]
            case ev.ActionStarted(unit=unit):
                stood = {name: given for name, given in stood.items() if given[1] or name != unit}
            case ev.ActionStageChanged(action=number) | ev.ActionStopped(action=number):
                unit = fold.state.actions[number].unit
                stood = {name: given for name, given in stood.items() if given[1] or name != unit}
            case ev.ExerciseEnded():
                stood = {}
        own: dict[str, int] = {}
        for run in fold.state.running.values():
            own[run.unit] = max(own.get(run.unit, 0), run.stage)
        stages = own | {unit: stage for unit, (stage, _held) in stood.items()}
        assert fold.state.unit_stages == stages
        assert fold.crowd.force == fold.state.force == max(stages.values(), default=0)


# Property 8 of the model, through the override

SIS = scenario(
    phase("only", action("appeal", "dalmas", "appeal"), action("line", "dalmas"), planned_ms=120 * MINUTE_MS)
)


@settings(max_examples=cases(500))
@given(
    ppm=st.integers(0, MILLION),
    activity=st.floats(1e-6, 1),
    start=st.floats(0, 1),
    force=st.integers(0, 2),
    minutes=st.integers(1, 30),
)
@example(ppm=0, activity=1.0, start=1.0, force=2, minutes=30)
@example(ppm=MILLION, activity=1e-6, start=0.0, force=0, minutes=30)
def test_with_the_tension_held_the_activity_is_the_logistic_epidemic(
    ppm: int, activity: float, start: float, force: int, minutes: int
) -> None:
    """b = 0.9 r, g = 0.25, K = 1 - g/b; for b < g the same form is what dies out."""
    spread, recovery = 0.9 / (1 + exp(-14 * (ppm / MILLION - 0.55))), 0.25
    net = spread - recovery
    assume(abs(net) > 1e-3)  # at the threshold itself the closed form divides by nothing
    crowd = Crowd(300, start={"tension": start, "activity": activity}, parameters={"contagion_seed": 0.0})
    drill = Drill(replace(SIS, crowd=crowd)).start()
    drill.do(do.Override(TENSION, ev.OverrideMode.HOLD, ppm, "Kapolres", "to see it"))
    if force:
        drill.do(do.StartAction("line" if force == 1 else "appeal"))
    drill.to(minutes * MINUTE_MS)
    trace, level = drill.engine.fold.crowd, 1 - recovery / spread
    assert trace.force == force
    assert trace.tension == ppm / MILLION
    for minute in range(1, minutes + 1):
        exact = level / (1 + (level / activity - 1) * exp(-net * minute))
        assert trace.sample(minute * MINUTE_MS).activity == pytest.approx(exact, abs=1e-9)


@pytest.mark.parametrize(("ppm", "lives"), [(300_000, False), (450_000, False), (520_000, True), (900_000, True)])
def test_held_below_the_threshold_of_contagion_disorder_dies_out(ppm: int, lives: bool) -> None:  # noqa: FBT001
    crowd = Crowd(300, start={"activity": 0.5}, parameters={"contagion_seed": 0.0})
    engine = Engine(replace(SIS, crowd=crowd))
    engine.do(do.StartExercise())
    engine.do(do.Override(TENSION, ev.OverrideMode.HOLD, ppm, "Kapolres", "to see it"))
    engine.advance(20 * 60 * MINUTE_MS)
    crowd_at_end = engine.fold.crowd
    spread = 0.9 / (1 + exp(-14 * (ppm / MILLION - 0.55)))
    assert crowd_at_end.activity == pytest.approx(1 - 0.25 / spread if lives else 0.0, abs=1e-6)
    assert (crowd_at_end.situation is Situation.HIJAU) is not lives
