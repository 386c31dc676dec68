"""What moved the tension, in words: the numbers shown add up, and nobody is named who did not do it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.engine import commands as do
from player.engine.explain import Cause, CauseKind, Explainer, Explanation, Held, explain
from player.i18n import LANGUAGES, use_language
from player.model import events as ev
from player.model.course import Effects, Pressure
from player.model.times import HOUR_MS, MINUTE_MS
from player.review.explaining import MOST_LINES, explanation_lines, explanation_text
from tests.engine.crowd_drills import Course, courses
from tests.helpers.depth import cases
from tests.helpers.drills import Drill
from tests.helpers.scenarios import action, choice, decision, inject, phase, scenario, unit

ODD = "100% {odd} <b>text</b> & {0}"
SCRIPT = scenario(
    phase(
        "first",
        inject("orator", effects=Effects(tension=12.0, pressure=Pressure(0.05, HOUR_MS)), repeats=True),
        action("talk", "negosiator", "negotiation"),
        action("cannon", "water-cannon", "water_cannon"),
        action("arrest", "dalmas", "hard_arrest"),
        decision("ask", choice("yes", effects=Effects(tension=-20.0))),
        planned_ms=HOUR_MS,
    ),
    phase("second", enter=Effects(tension=30.0)),
)


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def explanation(*causes: Cause, before: float = 30.0, holds: tuple[Held, ...] = ()) -> Explanation:
    """Four minutes in which these causes acted."""
    after = before + sum(cause.points for cause in causes)
    by_size = sorted(causes, key=lambda cause: -abs(cause.points))
    return Explanation(MINUTE_MS, 5 * MINUTE_MS, before, after, tuple(by_size), holds)


def cause(kind: CauseKind, points: float, *units: str, seq: int | None = None, stages: int = 0) -> Cause:
    return Cause(kind, points, seq, stages, tuple((unit, "warning") for unit in units))


def lines(*causes: Cause, events: tuple[ev.Event, ...] = (), before: float = 30.0) -> list[str]:
    return list(map(str, explanation_lines(explanation(*causes, before=before), SCRIPT, events)))


def text(*causes: Cause, holds: tuple[Held, ...] = (), events: tuple[ev.Event, ...] = (), before: float = 30.0) -> str:
    return explanation_text(explanation(*causes, holds=holds, before=before), SCRIPT, events)


FIRED = ev.Event(4, 60_000, 0, ev.Actor.CONTROLLER, ev.InjectFired("orator", ev.Firing.GO))
BY_HAND = ev.ValueOverridden(ev.Quantity.TENSION, ev.OverrideMode.HOLD, 300_000, 500_000, None, ODD, "seen otherwise")
HELD = ev.Event(9, 60_000, 0, ev.Actor.CONTROLLER, BY_HAND)


def test_each_cause_has_its_words() -> None:
    assert lines(
        cause(CauseKind.PRESSURE, 8.0, seq=4),
        cause(CauseKind.DIALOGUE, -3.0, "negosiator"),
        cause(CauseKind.EXCESS, 11.0, "water-cannon", stages=1),
        cause(CauseKind.EXCESS, 10.0, "dalmas", "water-cannon", stages=2),
        cause(CauseKind.DETERRENCE, -7.0, "dalmas"),
        cause(CauseKind.UNREST, 5.0),
        events=(FIRED,),
    ) == [
        "+11 excess force 1 stage (Water-Cannon)",
        "+10 excess force 2 stages (Dalmas, Water-Cannon)",
        "+8 title of orator",
        "−7 force within the ceiling (Dalmas)",
        "+5 disorder in the crowd",
        "−3 dialogue (Negosiator)",
    ]
    assert lines(cause(CauseKind.DECAY, -4.0), cause(CauseKind.DIALOGUE, -3.0)) == [
        "−4 calming by itself",
        "−3 dialogue",
    ]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (ev.InjectFired("orator", ev.Firing.PLAN), "title of orator"),
        (ev.PhaseStarted("second"), "phase phase second"),
        (ev.DecisionTaken("ask", "yes"), "decision: yes"),
        (ev.ActionStarted(1, "arrest", "dalmas", "hard_arrest", 4, 4), "Arrest by force (Dalmas)"),
        (BY_HAND, f"override by {ODD}"),
        (ev.StageOpened("kota", "count", 2, 450_000), "taken over from the stage before"),
        (ev.ExerciseStarted(), "event 4"),
    ],
)
def test_each_event_behind_a_jump_has_its_words(body: ev.Body, said: str) -> None:
    events = (ev.Event(4, 60_000, 0, ev.Actor.CONTROLLER, body),)
    assert lines(cause(CauseKind.JUMP, 9.0, seq=4), events=events) == [f"+9 {said}"]


def test_an_event_that_is_not_in_the_log_is_named_by_its_number() -> None:
    assert lines(cause(CauseKind.JUMP, 9.0, seq=3), cause(CauseKind.JUMP, 5.0)) == ["+9 event 3", "+5 an event"]


def test_what_an_inject_does_at_once_and_over_time_is_one_line() -> None:
    jump, pressure = cause(CauseKind.JUMP, 8.4, seq=4), cause(CauseKind.PRESSURE, 3.4, seq=4)
    assert lines(jump, pressure, events=(FIRED,)) == ["+12 title of orator"]


def test_more_than_three_units_are_counted() -> None:
    script = scenario(phase("only"), units=[unit("brimob"), unit("k9")])
    three, four = (cause(CauseKind.EXCESS, 9.0, *tuple(script.units)[:count], stages=1) for count in (3, 4))
    assert [str(explanation_lines(explanation(one), script, ())[0]) for one in (three, four)] == [
        "+9 excess force 1 stage (Dalmas, Negosiator, Water-Cannon)",
        "+9 excess force 1 stage (Dalmas, Negosiator, Water-Cannon and 1 more)",
    ]


def test_what_is_small_is_gathered_and_what_is_small_alone_keeps_its_name() -> None:
    large = cause(CauseKind.JUMP, 20.0, seq=4)
    small = cause(CauseKind.UNREST, 0.9), cause(CauseKind.DECAY, -0.1)
    assert lines(large, *small, events=(FIRED,)) == ["+20 title of orator", "+1 others"]
    assert lines(large, small[0], events=(FIRED,)) == ["+20 title of orator", "+1 disorder in the crowd"]
    assert lines(large, small[1], events=(FIRED,)) == ["+20 title of orator"]


def test_no_more_lines_than_can_be_read_at_a_glance() -> None:
    many = [cause(CauseKind.JUMP, 4.0, seq=seq) for seq in range(1, 12)]
    said = lines(*many)
    assert len(said) == MOST_LINES
    assert said[-1] == "+24 others"


def test_where_all_is_small_tenths_are_shown() -> None:
    assert lines(cause(CauseKind.DECAY, -0.42), cause(CauseKind.UNREST, 0.2)) == [
        "−0.4 calming by itself",
        "+0.2 disorder in the crowd",
    ]
    assert text(cause(CauseKind.DECAY, -0.44)) == ("01:00–05:00: tension 30.0 → 29.6 (−0.4): −0.4 calming by itself.")


def test_the_sentence_says_from_where_to_where_and_why() -> None:
    causes = cause(CauseKind.EXCESS, 11.0, "water-cannon", stages=1), cause(CauseKind.DIALOGUE, -3.0, "negosiator")
    assert text(*causes) == (
        "01:00–05:00: tension 30 → 38 (+8): +11 excess force 1 stage (Water-Cannon), −3 dialogue (Negosiator)."
    )
    assert text(cause(CauseKind.UNREST, 5.0), cause(CauseKind.DECAY, -5.0)) == (
        "01:00–05:00: tension 30 → 30 (±0): +5 disorder in the crowd, −5 calming by itself."
    )


def test_where_nothing_moved_it_that_is_said() -> None:
    assert text() == "01:00–05:00: tension 30.0; nothing moved it."
    assert text(cause(CauseKind.DECAY, -0.01)) == "01:00–05:00: tension 30.0; nothing moved it."


def test_where_it_was_held_it_is_said_by_whom() -> None:
    whole, part = Held(MINUTE_MS, 5 * MINUTE_MS, 9), Held(2 * MINUTE_MS, 3 * MINUTE_MS, 9)
    unknown = Held(MINUTE_MS, 5 * MINUTE_MS, None)
    assert text(holds=(whole,), events=(HELD,)) == f"01:00–05:00: tension 30.0, held by {ODD}."
    assert text(holds=(unknown,)) == "01:00–05:00: tension 30.0, held by the controller."
    jump = cause(CauseKind.JUMP, 20.0, seq=9)
    assert text(jump, holds=(part,), events=(HELD,)) == (
        f"01:00–05:00: tension 30 → 50 (+20): +20 override by {ODD}. Held by {ODD} from 02:00 to 03:00."
    )


def test_a_drill_is_told_as_a_commander_would_ask_it() -> None:
    drill = Drill(SCRIPT).start()
    drill.do(do.StartAction("talk"))
    drill.to(MINUTE_MS)
    drill.do(do.FireInject("orator"))
    drill.to(4 * MINUTE_MS)
    drill.do(do.StartAction("cannon"))
    drill.to(5 * MINUTE_MS)
    said = explanation_text(explain(drill.engine.fold, 0, 5 * MINUTE_MS), SCRIPT, drill.events)
    assert re.fullmatch(
        r"00:00–05:00: tension 30 → \d+ \(\+\d+\): \+\d+ excess force 3 stages \(Water-Cannon\), "
        r"\+\d+ title of orator, −\d+ dialogue \(Negosiator\), −\d calming by itself\.",
        said,
    ), said


def test_every_language_has_a_decimal_mark_and_no_hole() -> None:
    for code in LANGUAGES:
        use_language(code)
        said = text(cause(CauseKind.DECAY, -0.44), holds=(Held(2 * MINUTE_MS, 3 * MINUTE_MS, 9),), events=(HELD,))
        assert "{" not in said.replace(ODD, "")


kinds = st.sampled_from(CauseKind)
points = st.one_of(st.floats(-40, 40), st.floats(-1, 1), st.sampled_from((0.5, -0.5, 1.5, 2.5)))
some_causes = st.lists(
    st.builds(lambda kind, moved, seq: cause(kind, moved, seq=seq), kinds, points, st.integers(1, 9)), max_size=12
)


@settings(max_examples=cases(500))
@given(causes=some_causes, before=st.floats(0, 100))
def test_the_lines_shown_add_up_to_the_change_shown(causes: list[Cause], before: float) -> None:
    whole = explanation(*causes, before=before)
    shown = explanation_lines(whole, SCRIPT, ())
    assert len(shown) <= MOST_LINES
    assert all(line.points for line in shown)
    scale = 1 if any(abs(one.points) >= 3 for one in causes) else 10
    change = round(whole.after * scale) - round(whole.before * scale)
    assert sum(round(line.points * scale) for line in shown) == (change if causes else 0)
    by_text: dict[str, float] = {}
    for one in causes:
        said = str(explanation_lines(explanation(Cause(one.kind, 9.0, one.seq)), SCRIPT, ())[0])[3:]
        by_text[said] = by_text.get(said, 0.0) + one.points
    for line in shown[:-1]:
        assert abs(line.points - by_text[line.text]) < 1 / scale, "no number is off by a whole step"


@settings(max_examples=cases(200))
@given(course=courses, shares=st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_any_span_of_any_drill_has_words(course: Course, shares: tuple[float, float]) -> None:
    drill = course.drill()
    begin, end = sorted(round(share * drill.engine.now_ms) for share in shares)
    found = Explainer(drill.engine.fold).between(begin, end)
    said = explanation_text(found, course.script, drill.events)
    assert "an event" not in said, "who did it is known of every drill"
    assert not re.search(r"event \d", said)
    if found.holds:
        assert re.search(r"by (Kapolres|Kabag Ops)", said)
