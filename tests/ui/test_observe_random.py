"""Whatever keys come in whatever order: no stamp is lost or doubled, and screen and log agree."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from player.model import events as ev
from player.session.store import read_session
from player.ui.run.course_actions import TAG_GUARD_MS
from tests.helpers.desk import CTRL, NONE, SHIFT, Desk, dress
from tests.helpers.desk_branches import branching_script
from tests.helpers.desk_observe import desk_of, entries, face_of, is_observing, observe, own_rows

K = Qt.Key
TAGS = {K.Key_1: "calm", K.Key_4: "stones", K.Key_9: "alone"}
STRAY = (K.Key_2, K.Key_Space, K.Key_Up, K.Key_Down, K.Key_Escape, K.Key_PageDown, K.Key_M, K.Key_Tab, K.Key_H)
STROKES = st.one_of(
    st.sampled_from([(key, NONE) for key in TAGS]),
    st.sampled_from([(key, NONE) for key in STRAY]),
    st.sampled_from([(K.Key_Z, CTRL), (K.Key_Z, CTRL | SHIFT), (K.Key_1, CTRL), (K.Key_Delete, NONE)]),
    st.sampled_from([(K.Key_T, NONE), (K.Key_L, NONE), (K.Key_N, NONE), (K.Key_Return, NONE), (K.Key_F8, NONE)]),
)
WAITS = st.sampled_from([0, 0, 90, TAG_GUARD_MS - 1, TAG_GUARD_MS, 4_000])


class Watch:
    """What should be in the log, by the rule of the guard alone."""

    def __init__(self) -> None:
        self.taken: dict[tuple[bool, str], int] = {}
        self.wanted: list[str] = []

    def press(self, tag: str, now_ms: int, *, observing: bool) -> None:
        taken_ms = self.taken.get((observing, tag))
        if taken_ms is None or now_ms - taken_ms >= TAG_GUARD_MS:
            self.taken[observing, tag] = now_ms
            self.wanted.append(tag)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(STROKES, WAITS), max_size=40))
def test_no_stamp_is_lost_or_doubled_and_the_screen_tells_the_log(
    qapp: QApplication,
    quick_disk: None,
    tmp_path_factory: pytest.TempPathFactory,
    strokes: list[tuple[tuple[Qt.Key, Qt.KeyboardModifier], int]],
) -> None:
    dress(qapp)
    desk = Desk(tmp_path_factory.mktemp("random"))
    try:
        desk.run(branching_script())
        desk.start_ex()
        observe(desk)
        watch = Watch()
        for (key, modifiers), wait_ms in strokes:
            desk.pass_ms(wait_ms)
            target = desk.target
            typing = target.inherits("QLineEdit")
            if key in TAGS and modifiers == NONE and not typing:
                watch.press(TAGS[key], desk.clock.monotonic_ms(), observing=is_observing(desk))
            QTest.keyClick(target, key, modifiers)
        assert [one.tag for one in desk.bodies(ev.TagObserved)] == watch.wanted
        agrees(desk)
        path, told = desk.view.drill.path, [entry.event for entry in desk.view.entries]
        desk.window.let_go()
        assert [record.event for record in read_session(path).records][: len(told)] == told
    finally:
        desk.close()


def agrees(desk: Desk) -> None:
    """See that what is shown is what the log says."""
    if not is_observing(desk):
        desk.window.setFocus()
        observe(desk)
    desk.window.setFocus()
    desk.window.tick()
    state = desk.view.state
    own = [
        entry
        for entry in entries(desk, ev.Body)
        if entry.event.actor is ev.Actor.OBSERVER and entry.seq in state.voidable
    ]
    assert list(desk_of(desk).book.entries_of("")) == [entry.seq for entry in own]
    for row in own_rows(desk):
        entry = desk.view.entries[row.seq - 1]
        assert row.voided == (row.seq in state.voided)
        assert row.saved == entry.saved
        if row.seq in state.observations:
            seen = state.observations[row.seq]
            assert seen.text in row.details
            assert seen.place in row.details
    counts = dict.fromkeys(TAGS.values(), 0)
    for seen in state.observations.values():
        counts[seen.tag] += not seen.voided
    for tile in face_of(desk).grid.tiles:
        assert tile.seen_count == counts[tile.tag.id]
