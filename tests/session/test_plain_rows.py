"""What is read the quick way is what the careful way gives, and nothing that it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from player.model.events import BODIES, Body
from player.session.audit import audit_rows
from player.session.codec import CODEC, canonical_json
from player.session.errors import EventUnreadable
from player.session.plain_rows import PlainRows
from player.session.store import SessionWriter
from tests.helpers.clocks import FakeClock
from tests.session.samples import small_drill
from tests.session.strategies import bodies, logs

Values = tuple[object, ...]


def carefully(name: str, version: int, text: str) -> Body | None:
    """The event of a text that is canonical JSON, taken apart field by field; None: it is none."""
    try:
        plain = json.loads(text)
        if not isinstance(plain, dict) or canonical_json(plain) != text:
            return None
        return CODEC.body(name, version, plain)
    except (ValueError, TypeError, EventUnreadable):
        return None


@given(bodies())
def test_a_body_read_quickly_is_the_one_that_was_written(body: Body) -> None:
    reader = CODEC.plain_reader(body.NAME, body.VERSION)
    assert reader is not None
    text = CODEC.text(body)
    assert reader(text) in {body, None}
    assert carefully(body.NAME, body.VERSION, text) == body


@given(bodies(), st.data())
@settings(max_examples=300)
def test_no_text_is_taken_that_is_not_the_one_text_of_its_event(body: Body, data: st.DataObject) -> None:
    text = CODEC.text(body)
    place = data.draw(st.integers(0, len(text)))
    other = data.draw(st.sampled_from(["", " ", "0", "-", "1", "\u0663", '"', "\\", "\n", ",", "null", "true", "x"]))
    strange = text[:place] + other + text[place + data.draw(st.integers(0, 2)) :]
    assume(strange != text)
    for kind in (body, data.draw(st.sampled_from(BODIES))):
        reader = CODEC.plain_reader(kind.NAME, kind.VERSION)
        assert reader is not None
        read = reader(strange)
        if read is not None:
            assert read == carefully(kind.NAME, kind.VERSION, strange)


@pytest.mark.parametrize(
    "text",
    [
        '{"text":"a","text":"b"}',
        '{"text": "a"}',
        '{"text":"a"}\n',
        '{"text":"\\u0061"}',
        '{"text":"a\x00"}',
        '{"text":null}',
        '{"observer":"","text":1}',
        "{}",
        "",
    ],
)
def test_these_are_not_taken(text: str) -> None:
    reader = CODEC.plain_reader("marker_placed", 2)
    assert reader is not None
    assert reader(text) is None
    with pytest.raises(EventUnreadable):
        CODEC.body_from_text("marker_placed", 2, text)


def test_an_older_version_is_left_to_the_careful_way() -> None:
    assert CODEC.plain_reader("marker_placed", 1) is None
    assert CODEC.plain_reader("tea_served", 1) is None


def rows_of(path: Path) -> list[Values]:
    from player.session.files import reading
    from player.session.schema import SELECT_EVENTS

    with reading(path) as connection:
        return [*connection.execute(f"{SELECT_EVENTS} ORDER BY seq")]


STRANGE = st.sampled_from([None, b"", b"\xff", "text", -1, 0, 1, 2, 2**62, 1.5, b"controller", b"note_written", b"WIT"])


@given(log=logs(), data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_row_is_judged_as_the_careful_way_does(
    log: list[object], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("log") / "a.gladi"
    with SessionWriter.create(path, small_drill(), FakeClock(), session_id="s") as writer:
        writer.append(log)  # type: ignore[arg-type]
    rows = rows_of(path)
    if data.draw(st.booleans()):
        place, column = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.integers(0, len(rows[0]) - 1))
        row = rows[place]
        rows[place] = (*row[:column], data.draw(STRANGE), *row[column + 1 :])
    quick = audit_rows(rows)
    with patch.object(PlainRows, "read_on", lambda _self, rows, _records: next(rows, None)):
        assert audit_rows(rows) == quick
