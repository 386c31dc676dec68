"""What every override says of who and why, what is refused, and when none is possible."""

from __future__ import annotations

import pytest

from player.engine import commands as do
from player.engine.entries import LONGEST_NOTE
from player.engine.state import Override
from player.i18n import use_language
from player.model import events as ev
from player.model.doctrine import Behaviour
from tests.engine.crowd_overrides import (
    BEHAVIOUR,
    FORCE,
    HOLD,
    MILLION,
    PRESENCE,
    RELEASE,
    SET,
    TENSION,
    WHO,
    WHY,
    override,
    rows,
    script,
    started,
)
from tests.helpers.drills import Drill

# Whatever is overridden


def test_who_and_why_are_kept_and_shown() -> None:
    drill = started()
    drill.to(7_000)
    drill.do(do.Override(TENSION, HOLD, 500_000, "  Kompol Rini ", "\tlouder \n"))
    event = drill.find(ev.ValueOverridden)[0]
    assert drill.state.overrides == {
        (TENSION, None): Override(TENSION, None, 500_000, True, 7_000, event.seq, "Kompol Rini", "louder")
    }
    drill.do(do.Override(TENSION, HOLD, 400_000, "x" * 20_000, "y" * 20_000))
    kept = drill.state.overrides[TENSION, None]
    assert (len(kept.who), len(kept.why)) == (LONGEST_NOTE, LONGEST_NOTE)


REFUSED = {
    "An override says who decided it, and why.": (
        do.Override(TENSION, SET, 500_000, "", WHY),
        do.Override(TENSION, SET, 500_000, " \t", WHY),
        do.Override(TENSION, RELEASE, None, WHO, " \n"),
    ),
    "An override of force names a unit, and no other does.": (
        override(FORCE, SET, 3),
        override(TENSION, SET, 500_000, "dalmas"),
        override(BEHAVIOUR, RELEASE, None, "dalmas"),
    ),
    "The script has no unit brimob.": (override(FORCE, SET, 3, "brimob"), override(FORCE, RELEASE, None, "brimob")),
    "This value lies between 0 and 1000000.": (
        override(TENSION, SET, -1),
        override(TENSION, HOLD, MILLION + 1),
        override(PRESENCE, SET, MILLION + 1),
        override(PRESENCE, HOLD, -1),
    ),
    "This value lies between 0 and 4.": (override(BEHAVIOUR, SET, 5), override(BEHAVIOUR, HOLD, -1)),
    "This value lies between 0 and 6.": (override(FORCE, SET, 7, "dalmas"), override(FORCE, HOLD, -1, "dalmas")),
    "Nothing is held there that could be released.": (
        override(TENSION, RELEASE),
        override(BEHAVIOUR, RELEASE),
        override(PRESENCE, RELEASE),
        override(FORCE, RELEASE, None, "negosiator"),
    ),
}


@pytest.mark.parametrize(
    ("said", "command"), [(said, command) for said, commands in REFUSED.items() for command in commands]
)
def test_a_refusal_says_what_is_right_and_changes_nothing(said: str, command: do.Override) -> None:
    use_language("en")
    drill = started()
    drill.do(override(FORCE, HOLD, 3, "dalmas"))
    drill.to(1_500)
    events, state, crowd = len(drill.events), vars(drill.state.copy()), drill.engine.fold.crowd.columns()
    assert str(drill.attempt(command)) == said
    assert len(drill.events) == events
    assert vars(drill.state) == state
    assert drill.engine.fold.crowd.columns() == crowd


def test_before_startex_and_after_endex_nothing_is_overridden() -> None:
    use_language("en")
    drill = Drill(script())
    assert str(drill.attempt(override(TENSION, SET, 500_000))) == "The exercise has not started yet."
    drill.start()
    drill.do(do.EndExercise())
    assert str(drill.attempt(override(TENSION, SET, 500_000))) == "The exercise has ended; its log is closed."


def test_on_hold_a_value_is_overridden_at_that_moment() -> None:
    drill = started()
    drill.to(10_000)
    drill.do(do.HoldExercise(), override(TENSION, HOLD, 900_000), override(BEHAVIOUR, SET, 3))
    drill.to(50_000)
    assert drill.engine.now_ms == 10_000
    assert (drill.engine.fold.crowd.tension, drill.state.behaviour) == (0.9, Behaviour.AGRESIF)
    drill.do(do.ResumeExercise())
    drill.to(11_000)
    assert rows(drill, "tension")[10:] == [90.0, 90.0]


def test_endex_lets_go_of_everything() -> None:
    drill = started()
    drill.do(override(FORCE, HOLD, 5, "dalmas"), override(TENSION, HOLD, 900_000), override(PRESENCE, HOLD, 500_000))
    drill.to(10_000)
    drill.do(do.EndExercise())
    crowd = drill.engine.fold.crowd
    assert drill.state.overrides == {}
    assert (drill.state.force, crowd.force) == (0, 0)
    assert (crowd.tension_held, crowd.presence_held) == (False, False)
    assert [holding.until_tick for holding in crowd.journal.holdings] == [10]
