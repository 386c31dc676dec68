"""The tables of the doctrine are whole and agree with each other."""

from __future__ import annotations

from itertools import pairwise

import pytest

from player.model.doctrine import (
    ACTION_KINDS,
    BEHAVIOUR_TITLES,
    CEILING,
    CHANNELS,
    SITUATION_TITLES,
    STAGE_TITLES,
    UNIT_KINDS,
    Behaviour,
    Situation,
    Stage,
)


def test_every_stage_behaviour_and_situation_has_a_title() -> None:
    assert set(STAGE_TITLES) == set(Stage)
    assert set(BEHAVIOUR_TITLES) == set(Behaviour)
    assert set(SITUATION_TITLES) == set(Situation)


def test_there_are_the_six_stages_of_perkap_1_2009_and_none() -> None:
    assert [int(stage) for stage in Stage] == list(range(7))


def test_the_ceiling_rises_with_the_behaviour_and_only_a_declared_class_allows_firearms() -> None:
    assert set(CEILING) == set(Behaviour)
    assert [CEILING[behaviour] for behaviour in Behaviour] == [2, 3, 4, 5, 6]
    assert all(CEILING[low] < CEILING[high] for low, high in pairwise(Behaviour))


@pytest.mark.parametrize("word", [*ACTION_KINDS, *UNIT_KINDS, *CHANNELS, *(one.key for one in Behaviour)])
def test_a_word_of_a_scenario_is_small_letters_and_underscores(word: str) -> None:
    assert word.replace("_", "").isalnum()
    assert word == word.lower()


@pytest.mark.parametrize("kind", ACTION_KINDS.values(), ids=ACTION_KINDS.keys())
def test_an_action_kind_is_in_range(kind: object) -> None:
    found = next(one for one in ACTION_KINDS.values() if one is kind)
    assert found.stage in Stage
    assert 0 <= found.dialogue <= 1
    assert not found.dialogue or found.stage is Stage.VERBAL_ORDER, "only words are dialogue"


def test_no_two_kinds_carry_the_same_title() -> None:
    for table in (
        [kind.title for kind in ACTION_KINDS.values()],
        list(UNIT_KINDS.values()),
        list(CHANNELS.values()),
        list(STAGE_TITLES.values()),
        list(BEHAVIOUR_TITLES.values()),
    ):
        assert len(table) == len(set(table))
