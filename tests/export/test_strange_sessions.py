"""A log whose chain holds may tell the strangest things: whatever it tells is exported, and keeps the rules."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.export import session_csv, session_xapi
from player.export.session_options import DEFAULTS
from player.export.session_source import session_source
from player.export.session_tables import TABLES
from player.model import events as ev
from player.session.jsonl_reader import import_jsonl
from player.session.store import SessionWriter
from tests.export.session_samples import exported_to
from tests.helpers.clocks import FakeClock
from tests.helpers.xapi import check_statement
from tests.review.test_strange_events import LOADED, SCENARIO, WAITS_MS, bodies


@pytest.mark.parametrize("kind", ev.BODIES, ids=lambda kind: kind.NAME)
@given(st.data())
@settings(max_examples=1)
def test_every_kind_of_event(
    kind: type[ev.Body], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("strange")
    strange = data.draw(st.lists(st.tuples(bodies(kind), st.sampled_from(ev.Actor), WAITS_MS), min_size=1, max_size=2))
    first, offer = next(iter(SCENARIO.phase_by_id)), SCENARIO.action_by_id["imbau"]
    begun: list[ev.Body] = [ev.ExerciseStarted(), ev.PhaseStarted(first), ev.TagObserved("throw")]
    begun.append(ev.ActionStarted(1, offer.id, offer.unit, offer.does, 2, 4))
    with SessionWriter.create(folder / "a.gladi", LOADED, FakeClock()) as writer:
        at_ms, events = 0, []
        told = [*((body, ev.Actor.CONTROLLER, 0) for body in begun), *strange]
        for seq, (body, actor, wait_ms) in enumerate(told, start=2):
            at_ms += wait_ms
            events.append(ev.Event(seq, at_ms, SCENARIO.place.starts_ms + at_ms, actor, body))
        writer.append(events)

    source = session_source(folder / "a.gladi")
    for one in TABLES:
        session_csv.write_table(one, source, io.BytesIO(), DEFAULTS)
    target = io.BytesIO()
    session_xapi.write(source, target, DEFAULTS)
    for statement in json.loads(target.getvalue()):
        check_statement(statement)
    found = import_jsonl(exported_to(folder / "b.jsonl", source), folder / "b.gladi")
    assert found.audit.head_hash == source.saved.head_hash
