from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.model.doctrine import Situation
from player.ui.theme import DEFAULT_THEME, THEMES, TONE_NAMES, Theme
from player.ui.widgets import SITUATION_ICONS, SITUATION_TONES, STATUS_LOOKS
from tests.ui.contrast import (
    GRAPHIC_CONTRAST,
    TEXT_CONTRAST,
    contrast_ratio,
    graphic_pairs,
    relative_luminance,
    text_pairs,
)

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")
EVERY_THEME = pytest.mark.parametrize("theme", THEMES.values(), ids=tuple(THEMES))


def test_known_contrasts() -> None:
    assert contrast_ratio("#000000", "#ffffff") == pytest.approx(21)
    assert contrast_ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert relative_luminance("#ff0000") == pytest.approx(0.2126)


@given(COLOURS, COLOURS)
def test_contrast_is_symmetric_and_within_bounds(one: str, other: str) -> None:
    assert contrast_ratio(one, other) == contrast_ratio(other, one)
    assert 1 <= contrast_ratio(one, other) <= 21


def too_weak(
    theme: Theme, pairs: Callable[[Theme], Iterator[tuple[str, str, str]]], least: float
) -> list[tuple[str, float]]:
    ratios = ((what, round(contrast_ratio(colour, ground), 2)) for what, colour, ground in pairs(theme))
    return [(what, ratio) for what, ratio in ratios if ratio < least]


@EVERY_THEME
def test_every_text_can_be_read_in_the_sun(theme: Theme) -> None:
    assert too_weak(theme, text_pairs, TEXT_CONTRAST) == []


@EVERY_THEME
def test_every_line_that_means_something_can_be_seen(theme: Theme) -> None:
    assert too_weak(theme, graphic_pairs, GRAPHIC_CONTRAST) == []


def test_a_weak_pair_is_found() -> None:
    def pairs(_theme: Theme) -> Iterator[tuple[str, str, str]]:
        yield "grey on white", "#777777", "#ffffff"

    assert too_weak(DEFAULT_THEME, pairs, TEXT_CONTRAST) == [("grey on white", 4.48)]


@EVERY_THEME
def test_pairs_cover_every_tone(theme: Theme) -> None:
    named = {what for what, _colour, _ground in text_pairs(theme)}
    assert {f"{tone} on its fill" for tone in TONE_NAMES} <= named
    assert {f"{tone} text on panel" for tone in TONE_NAMES} <= named


@EVERY_THEME
def test_situation_colours_differ_in_lightness_for_the_colour_blind(theme: Theme) -> None:
    fills = [theme.tone(SITUATION_TONES[situation]).fill for situation in Situation]
    assert all(contrast_ratio(one, other) >= 1.4 for one, other in combinations(fills, 2))


def test_situation_colours_differ_in_shape() -> None:
    assert len(set(SITUATION_ICONS.values())) == len(Situation)
    assert not [icon for icon in SITUATION_ICONS.values() if "check" in icon], "a tick beside an index praises it"


@EVERY_THEME
def test_stages_of_force_go_one_way_in_lightness(theme: Theme) -> None:
    shades = theme.plots.stages[1:]
    lightness = [relative_luminance(shade) for shade in shades]
    assert lightness == sorted(lightness, reverse=not theme.dark)
    assert all(contrast_ratio(one, other) >= 1.2 for one, other in pairwise(shades))


def test_statuses_differ_in_shape_without_colour() -> None:
    shapes = {(look.shape, look.sign, look.hollow) for look in STATUS_LOOKS.values()}
    assert len(shapes) == len(STATUS_LOOKS)


def test_every_status_has_a_tone_and_all_but_one_a_word() -> None:
    assert all(look.tone in TONE_NAMES for look in STATUS_LOOKS.values())
    assert [status for status, look in STATUS_LOOKS.items() if not look.word] == ["pending"]


def test_siang_is_black_on_white_and_the_default() -> None:
    assert DEFAULT_THEME.name == "siang"
    assert contrast_ratio(DEFAULT_THEME.ink, DEFAULT_THEME.surfaces.panel) > 20


def saturation(colour: str) -> int:
    channels = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    return max(channels) - min(channels)


def test_kendali_keeps_colour_for_what_is_not_normal() -> None:
    theme = THEMES["kendali"]
    normal = (theme.tones.neutral, theme.tones.go, theme.tones.hijau)
    assert all(saturation(tone.fill) < 20 for tone in normal)
    assert all(saturation(tone.fill) > 100 for tone in (theme.tones.warn, theme.tones.alarm, theme.tones.kuning))
