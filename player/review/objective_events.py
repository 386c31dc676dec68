"""Which events of the log show an objective, so that screen and report find the same findings beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from player.model import events as ev
from player.model.scenario import Scenario


def events_of_objectives(scenario: Scenario, log: Iterable[ev.Event]) -> Mapping[str, AbstractSet[int]]:
    """The numbers of the events that show each objective, by its id: what was met, by which action, what was missed.

    An objective that nothing shows is missing.
    """
    objective_of = {name: expected.objective for name, expected in scenario.expected_by_id.items()}
    started: dict[int, int] = {}
    shown: dict[str, set[int]] = {}
    for event in log:
        body = event.body
        if isinstance(body, ev.ActionStarted):
            started[body.action] = event.seq
        elif isinstance(body, ev.ExpectedActionMet | ev.ExpectedActionMissed):
            objective = objective_of[body.expected]
            if objective is None:
                continue
            seqs = shown.setdefault(objective, set())
            seqs.add(event.seq)
            if isinstance(body, ev.ExpectedActionMet) and body.by_action in started:
                seqs.add(started[body.by_action])
    return shown
