"""What a colour says is also said by a shape; where two tones stand for different things, nobody takes one for another.

Distances are computed as the colour-blind see the tones, so that a theme can be judged without a screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.model.doctrine import Situation
from player.ui.home.page import STATE_LOOKS
from player.ui.run.tags import TAG_LOOKS, tag_tone
from player.ui.theme import THEMES, Theme
from player.ui.widgets import SITUATION_ICONS, SITUATION_TONES, STATUS_LOOKS
from player.ui.widgets.notices import _ICONS
from tests.ui.colour_blind import SEEN, distance

EVERY_THEME = pytest.mark.parametrize("theme", THEMES.values(), ids=tuple(THEMES))
EVERY_EYE = pytest.mark.parametrize("seen", ["", *SEEN])
COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")

TOLD_APART = 20.0
"""Two large areas this far apart are told at a glance; 2.3 can just be told side by side."""


def test_known_distances() -> None:
    assert distance("#000000", "#ffffff") == pytest.approx(100, abs=0.01)
    assert distance("#ff0000", "#00ff00") == pytest.approx(170.57, abs=0.2)
    assert distance("#b00012", "#005f2a", "deutan") < distance("#b00012", "#005f2a")


@given(COLOURS, COLOURS, st.sampled_from(["", *SEEN]))
def test_a_distance_is_symmetric_and_none_to_itself(one: str, other: str, seen: str) -> None:
    assert distance(one, other, seen) == pytest.approx(distance(other, one, seen))
    assert distance(one, one, seen) == 0


@given(st.integers(0, 255), st.sampled_from(list(SEEN)))
def test_greys_look_grey_to_everybody(value: int, seen: str) -> None:
    grey = f"#{value:02x}{value:02x}{value:02x}"
    assert distance(grey, "#000000", seen) == pytest.approx(distance(grey, "#000000"), abs=0.5)


@EVERY_EYE
@EVERY_THEME
def test_the_three_situations_are_told_apart_by_every_eye(theme: Theme, seen: str) -> None:
    fills = {situation: theme.tone(SITUATION_TONES[situation]).fill for situation in Situation}
    for one, other in combinations(Situation, 2):
        assert distance(fills[one], fills[other], seen) >= TOLD_APART, (one, other)


@EVERY_EYE
@EVERY_THEME
def test_go_and_alarm_are_never_taken_for_one_another(theme: Theme, seen: str) -> None:
    """A button that delivers and a sign that something is wrong: apart in lightness or hue for every eye."""
    assert distance(theme.tones.go.fill, theme.tones.alarm.fill, seen) >= TOLD_APART


@EVERY_THEME
@EVERY_EYE
def test_stages_of_force_next_to_one_another_differ_for_every_eye(theme: Theme, seen: str) -> None:
    for one, other in zip(theme.plots.stages[1:], theme.plots.stages[2:], strict=False):
        assert distance(one, other, seen) >= 5


@EVERY_THEME
@EVERY_EYE
def test_curves_that_share_a_plot_differ_for_every_eye_or_in_dash(theme: Theme, seen: str) -> None:
    plots = theme.plots
    assert distance(plots.actual, plots.planned, seen) >= TOLD_APART
    assert distance(plots.excess, plots.ceiling, seen) >= TOLD_APART


def twins(theme: Theme, looks: Mapping[str, tuple[str, object]]) -> list[tuple[str, str]]:
    """Pairs that neither their tones, for some eye, nor their shapes tell apart."""
    return [
        (one, other)
        for one, other in combinations(looks, 2)
        if looks[one][1] == looks[other][1]
        and min(distance(looks[one][0], looks[other][0], seen) for seen in ("", *SEEN)) < TOLD_APART
    ]


@EVERY_THEME
def test_no_two_statuses_share_a_shape_and_a_colour_for_some_eye(theme: Theme) -> None:
    looks = {
        name: (theme.tone(look.tone).fill, (look.shape, look.sign, look.hollow)) for name, look in STATUS_LOOKS.items()
    }
    assert twins(theme, looks) == []


@EVERY_THEME
def test_no_two_tags_share_a_shape_and_a_colour_for_some_eye(theme: Theme) -> None:
    assert twins(theme, {name: (tag_tone(theme, name).fill, look.shape) for name, look in TAG_LOOKS.items()}) == []


@EVERY_THEME
def test_no_two_situations_or_states_of_sessions_share_a_shape(theme: Theme) -> None:
    situations = {
        situation.name: (theme.tone(SITUATION_TONES[situation]).fill, SITUATION_ICONS[situation])
        for situation in Situation
    }
    assert twins(theme, situations) == []
    states = {state.value: (theme.tone(look[2]).fill, look[1]) for state, look in STATE_LOOKS.items()}
    assert twins(theme, states) == []


@EVERY_THEME
def test_notices_of_other_weight_have_other_shapes(theme: Theme) -> None:
    looks = {tone: (theme.tone(tone).fill, shape) for tone, shape in _ICONS.items() if tone != "neutral"}
    assert twins(theme, looks) == []


def test_a_pair_that_cannot_be_told_apart_is_found() -> None:
    theme = THEMES["siang"]
    assert twins(theme, {"one": ("#b00012", "circle"), "other": ("#b00016", "circle")}) == [("one", "other")]
    assert twins(theme, {"one": ("#b00012", "circle"), "other": ("#b00016", "square")}) == []
