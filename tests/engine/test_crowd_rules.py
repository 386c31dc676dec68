"""The crowd as the drill runs: what must hold of every trace, whatever happens in the drill."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from hypothesis import given, settings
from hypothesis import strategies as st

from player.engine.crowd import CrowdTrace
from player.engine.crowd_model import CrowdModel
from player.model.doctrine import Behaviour
from player.model.entries import Crowd
from player.model.times import MINUTE_MS, SECOND_MS
from tests.engine.crowd_cases import CROWD, HOLD_ROWS, Deed, crowds, deed_lists, play, written
from tests.helpers.depth import cases


@settings(max_examples=cases(500))
@given(crowd=crowds, deeds=deed_lists())
def test_every_row_stays_in_its_bounds(crowd: Crowd, deeds: list[Deed]) -> None:
    rows = play(crowd, deeds, (deeds[-1].at_ms if deeds else 0) + MINUTE_MS).columns()
    assert min(rows["tension"]) >= 0
    assert max(rows["tension"]) <= 100
    for name in ("activity", "legitimacy", "presence", "excess"):
        assert min(rows[name]) >= 0
        assert max(rows[name]) <= 1


MODEL = CrowdModel()


class StraightCrowd:
    """The crowd by the plainest reading of the rules: everything is asked anew at every tick."""

    def __init__(self, crowd: Crowd) -> None:
        start = {"tension": 0.30, "activity": 0.0, "legitimacy": 0.70, "presence": 1.0} | dict(crowd.start)
        self.state = (start["tension"], start["activity"], start["legitimacy"], start["presence"])
        self.tick = 0
        self.held: dict[str, float] = {"force": 0, "personnel": 0, "dialogue": 0.0, "provocateurs": 0.0}
        self.last_true: dict[str, int] = {}
        self.pressures: list[tuple[int, int, float]] = []
        self.dispersed = False

    def take(self, done: Deed) -> None:
        v, a, legitimacy, n = self.state
        match done.name, done.values:
            case "impulse", (points,):
                share = points / 100
                self.state = (v + share * (1 - v) if share > 0 else v + share * v, a, legitimacy, n)
            case "press", (rate, for_ms):
                self.pressures.append((self.tick, self.tick + ceil(for_ms / 1000), rate))
            case "declare", (behaviour,):
                self.last_true[Behaviour(int(behaviour)).name] = self.tick
            case "declare_unlawful", ():
                self.last_true["unlawful"] = self.tick
            case name, (value,):
                self.held[name] = value

    def row(self) -> dict[str, float]:
        v, a, legitimacy, n = self.state
        self.dispersed = n < 0.15 or (self.dispersed and n < 0.20)
        for threshold, name in ((0.05, "PASIF"), (0.15, "AKTIF"), (0.35, "AGRESIF")):
            if a >= threshold:
                self.last_true[name] = self.tick
        standing = {name for name, at in self.last_true.items() if self.tick - at < HOLD_ROWS} | {"TERTIB"}
        behaviour = max(Behaviour[name] for name in standing - {"unlawful"})
        red = behaviour >= Behaviour.AGRESIF or "unlawful" in standing
        ceiling = (2, 3, 4, 5, 6)[behaviour]
        return {
            "t_ms": 1000 * self.tick,
            "tension": 100 * v,
            "activity": a,
            "legitimacy": legitimacy,
            "presence": n,
            "ceiling": ceiling,
            "situation": 2 if red else min(behaviour, 1),
            "behaviour": behaviour,
            "dispersed": self.dispersed,
            "excess": min(max((self.held["force"] - ceiling) / 3, 0), 1),
            "pressure": min(sum(rate for begin, end, rate in self.pressures if begin <= self.tick < end), 10),
            **self.held,
        }

    def step(self) -> None:
        row = self.row()
        inputs = (row["pressure"], row["provocateurs"], row["dialogue"], row["force"], row["excess"])
        self.state = MODEL.step(*self.state, *inputs)
        self.tick += 1


def straight_rows(crowd: Crowd, deeds: list[Deed], ticks: int) -> dict[str, list[float]]:
    straight = StraightCrowd(crowd)
    rows: dict[str, list[float]] = {}
    for tick in range(ticks + 1):
        for done in deeds:
            if (tick - 1) * 1000 < done.at_ms <= tick * 1000:
                straight.take(done)
        for name, value in straight.row().items():
            rows.setdefault(name, []).append(value)
        straight.step()
    return rows


@settings(max_examples=cases(500))
@given(crowd=crowds, deeds=deed_lists(MINUTE_MS))
def test_the_rows_are_those_of_the_plainest_reading(crowd: Crowd, deeds: list[Deed]) -> None:
    ticks = (deeds[-1].at_ms if deeds else 0) // SECOND_MS + HOLD_ROWS + 10
    rows = play(crowd, deeds, ticks * SECOND_MS).columns()
    assert {name: list(column) for name, column in rows.items()} == straight_rows(crowd, deeds, ticks)


@settings(max_examples=cases(500))
@given(crowd=crowds, deeds=deed_lists(2 * MINUTE_MS), data=st.data())
def test_how_the_time_is_cut_never_matters(crowd: Crowd, deeds: list[Deed], data: st.DataObject) -> None:
    end_ms = (deeds[-1].at_ms if deeds else 0) + MINUTE_MS
    whole = play(crowd, deeds, end_ms)
    cuts = data.draw(st.lists(st.integers(0, end_ms), max_size=40).map(sorted))
    pieces = CrowdTrace(crowd)
    for done in deeds:
        while cuts and cuts[0] < done.at_ms:
            pieces.advance(cuts.pop(0))
            pieces.columns(pieces.tick)
            pieces.sample(pieces.tick * SECOND_MS - 300)
        done.apply(pieces)
        assert pieces.behaviour >= 0
    for cut in cuts:
        pieces.advance(cut)
    pieces.advance(end_ms)
    assert written(pieces.columns()) == written(whole.columns())


AT_REST = Crowd(
    300,
    start={"tension": 0.4, "activity": 0.0, "legitimacy": 1.0, "presence": 1.0},
    parameters={"contagion_seed": 0.0, "tension_decay": 0.0, "leaving": 0.0},
)
"""A crowd that stays as it is until something happens to it."""


@settings(max_examples=cases(500))
@given(deeds=deed_lists(2 * MINUTE_MS), shift_s=st.integers(1, 900))
def test_shifting_every_event_shifts_the_trace_of_a_crowd_at_rest(deeds: list[Deed], shift_s: int) -> None:
    """Only of a crowd at rest: any other one changes while it waits for the first event."""
    end_ms = (deeds[-1].at_ms if deeds else 0) + MINUTE_MS
    later = [replace(done, at_ms=done.at_ms + shift_s * SECOND_MS) for done in deeds]
    on_time = play(AT_REST, deeds, end_ms).columns()
    shifted = play(AT_REST, later, end_ms + shift_s * SECOND_MS).columns(shift_s)
    for name in on_time.keys() - {"t_ms"}:
        assert on_time[name].tobytes() == shifted[name].tobytes()


@settings(max_examples=cases(500))
@given(deeds=deed_lists(2 * MINUTE_MS), shift_s=st.integers(1, 900))
def test_the_same_crowd_meets_the_same_events_alike_at_any_time(deeds: list[Deed], shift_s: int) -> None:
    """Nothing in the model reads the time: what follows depends on the state and on what comes after it."""
    waited = play(CROWD, [], shift_s * SECOND_MS)
    fresh = CrowdTrace(
        Crowd(
            300,
            start={
                "tension": waited.tension,
                "activity": waited.activity,
                "legitimacy": waited.legitimacy,
                "presence": waited.presence,
            },
        )
    )
    end_ms = (deeds[-1].at_ms if deeds else 0) + MINUTE_MS
    for done in deeds:
        done.apply(fresh)
        replace(done, at_ms=done.at_ms + shift_s * SECOND_MS).apply(waited)
    fresh.advance(end_ms)
    waited.advance(end_ms + shift_s * SECOND_MS)
    for name in fresh.columns().keys() - {"t_ms"}:
        assert fresh.columns()[name].tobytes() == waited.columns(shift_s)[name].tobytes()


@settings(max_examples=20)
@given(tension=st.floats(0, 0.5), activity=st.floats(0, 0.05), force=st.integers(0, 2), dialogue=st.floats(0, 1))
def test_a_crowd_left_alone_is_calm_after_four_hours(
    tension: float, activity: float, force: int, dialogue: float
) -> None:
    trace = CrowdTrace(Crowd(300, start={"tension": tension, "activity": activity}))
    trace.force, trace.dialogue = force, dialogue
    trace.advance(240 * MINUTE_MS)
    assert trace.tension_index < 1
    assert set(trace.columns()["excess"]) == {0.0}
