"""A log whose chain holds may tell the strangest things: it is read as far as it fits, and nothing fails over it."""

from __future__ import annotations

import typing
from collections.abc import Mapping, Sequence
from dataclasses import fields
from enum import StrEnum
from types import NoneType, UnionType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.engine.findings import find
from player.model import events as ev
from player.model.times import HOUR_MS, MINUTE_MS
from player.review.assessment import assessment_of
from player.review.hotwash import hotwash
from player.review.hotwash_wording import hotwash_sections, hotwash_tiles
from player.review.lanes import fold_lanes
from player.review.measures import measures
from player.review.measures_wording import measure_groups
from player.review.observing import ObserverBook
from player.review.outlook import outlook
from player.review.timeline import Timeline
from player.review.wording import Wording
from player.scenario import read_scenario
from player.session.gaps import elapsed_brings
from player.session.store import SessionWriter, fitting, read_session
from tests.helpers.clocks import FakeClock
from tests.session.samples import SCRIPT

LOADED = read_scenario(SCRIPT + "tags: [{key: 1, id: throw, text: Lempar}]\n", "latihan-kecil.yaml")
SCENARIO = LOADED.scenario
STRANGE = "no-such-thing"
TAGGED = 4
"""Number of the event that logs a tag."""

NAMES: Mapping[str, Sequence[str]] = {
    "inject": tuple(SCENARIO.inject_by_id),
    "phase": tuple(SCENARIO.phase_by_id),
    "unit": tuple(SCENARIO.units),
    "offer": tuple(SCENARIO.action_by_id),
    "expected": tuple(SCENARIO.expected_by_id),
    "tag": tuple(SCENARIO.tags),
    "field": ("text", "unit", "place", "rating"),
    "value": ("", "P", *SCENARIO.units),
    "rating": ("", "P"),
    "observer": ("", "Rini"),
}


WAITS_MS = st.sampled_from((0, 1_000, 5 * MINUTE_MS))


def values(name: str, hint: object) -> st.SearchStrategy[typing.Any]:
    """Values a field can hold: mostly such as fit, now and then any other of its type."""
    parts = typing.get_args(hint) if isinstance(hint, UnionType) else (hint,)
    (kind,) = (part for part in parts if part is not NoneType)
    if issubclass(kind, StrEnum):
        made: st.SearchStrategy[typing.Any] = st.sampled_from(list(kind))
    elif kind is bool:
        made = st.booleans()
    elif kind is int:
        made = st.sampled_from((TAGGED, 0, 1, -1, MINUTE_MS, -MINUTE_MS, HOUR_MS, 2**62, -(2**62)))
    else:
        made = st.sampled_from((*NAMES.get(name, ()), *NAMES.get(name, ()), STRANGE, ""))
    return st.none() | made if NoneType in parts else made


def bodies(kind: type[ev.Body]) -> st.SearchStrategy[ev.Body]:
    """Events of a kind."""
    hints = typing.get_type_hints(kind)
    return st.builds(kind, **{field.name: values(field.name, hints[field.name]) for field in fields(kind)})


@pytest.mark.parametrize("kind", ev.BODIES, ids=lambda kind: kind.NAME)
@given(st.data())
@settings(max_examples=5)
def test_nothing_fails_over_what_a_file_tells(
    kind: type[ev.Body], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    strange = data.draw(st.lists(st.tuples(bodies(kind), st.sampled_from(ev.Actor), WAITS_MS), min_size=1, max_size=2))
    path = tmp_path_factory.mktemp("strange") / "a.gladi"
    first = next(iter(SCENARIO.phase_by_id))
    begun = [
        (one, ev.Actor.CONTROLLER, 0) for one in (ev.ExerciseStarted(), ev.PhaseStarted(first), ev.TagObserved("throw"))
    ]
    with SessionWriter.create(path, LOADED, FakeClock()) as writer:
        at_ms, events = 0, []
        for seq, (body, actor, wait_ms) in enumerate([*begun, *strange], start=2):
            at_ms += wait_ms
            events.append(ev.Event(seq, at_ms, SCENARIO.place.starts_ms + at_ms, actor, body))
        writer.append(events)

    saved = fitting(read_session(path))

    assert len(saved.records) >= TAGGED
    told = [record.event for record in saved.records]
    timeline = Timeline(SCENARIO, told, saved.last_exercise_ms)
    wording, book = Wording(SCENARIO), ObserverBook(SCENARIO)
    for event in told:
        wording.learn(event)
        book.learn(event)
    assert all(wording.line(event).text for event in told)
    found = find(SCENARIO, told)
    summed = hotwash(SCENARIO, [(record.event, record.wall) for record in saved.records], timeline.fold, found)
    assert hotwash_tiles(summed)
    assert hotwash_sections(summed, SCENARIO)
    assert fold_lanes(SCENARIO, told).count == len(told)
    assert measure_groups(measures(SCENARIO, told, timeline.fold), SCENARIO)
    assessment_of(timeline.fold.state)
    outlook(timeline.fold.state, timeline.fold.now_ms)
    elapsed_brings(SCENARIO, told)
