"""How the crowd stands otherwise than the log tells: another class of behaviour, another colour, dispersed."""

from __future__ import annotations

from collections.abc import Iterator

from player.engine.fold import Fold
from player.model import events as ev


def changes(fold: Fold) -> Iterator[ev.Body]:
    """What is to be told of the crowd as it stands now, the class of behaviour before the colour it gives."""
    state = fold.state
    behaviour, situation, dispersed = fold.standing
    if behaviour != state.behaviour:
        yield ev.BehaviourChanged(int(behaviour), int(state.behaviour))
    if situation != state.situation:
        yield ev.SituationChanged(int(situation), int(state.situation))
    if dispersed != state.dispersed:
        yield ev.CrowdDispersed() if dispersed else ev.CrowdGathered()
