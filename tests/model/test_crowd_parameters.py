"""Defaults and ranges of the crowd model agree."""

from __future__ import annotations

from dataclasses import asdict
from itertools import pairwise

import pytest

from player.model.crowd_parameters import (
    BEHAVIOUR_THRESHOLDS,
    DISPERSED_BELOW,
    PARAMETER_RANGES,
    PRESSURE_RANGE,
    START_DEFAULTS,
    CrowdParameters,
)
from player.model.doctrine import Behaviour

DEFAULTS = asdict(CrowdParameters())


def test_every_coefficient_has_a_range() -> None:
    assert set(PARAMETER_RANGES) == set(DEFAULTS)


@pytest.mark.parametrize("name", DEFAULTS)
def test_a_default_lies_in_its_range(name: str) -> None:
    lowest, highest = PARAMETER_RANGES[name]
    assert lowest <= DEFAULTS[name] <= highest
    assert lowest < highest


def test_the_thresholds_part_the_classes_that_can_be_inferred() -> None:
    assert len(BEHAVIOUR_THRESHOLDS) == Behaviour.AGRESIF
    assert all(0 < low < high < 1 for low, high in pairwise(BEHAVIOUR_THRESHOLDS))


def test_the_crowd_starts_within_bounds_and_not_dispersed() -> None:
    assert set(START_DEFAULTS) == {"tension", "activity", "legitimacy", "presence"}
    assert all(0 <= value <= 1 for value in START_DEFAULTS.values())
    assert START_DEFAULTS["presence"] > DISPERSED_BELOW
    assert PRESSURE_RANGE[0] == 0
