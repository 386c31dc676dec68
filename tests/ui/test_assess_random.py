"""Any series of notes, ratings, plans, undo and redo on the window is what its file says."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from player.engine.commands import WriteSummary
from player.model.doctrine import Rating
from player.session.store import VerifyStatus, read_session, verify_session
from player.ui.assess.book import book_of
from player.ui.assess.sheet import EntrySheet
from tests.helpers.desk import CTRL, SHIFT, Desk
from tests.helpers.desk_assess import ENDED_MS, ended_drill, keys, notes_of, on_disk, plan_of, ratings_of, view_of

K = Qt.Key
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("note"), st.sampled_from([K.Key_N, K.Key_S, K.Key_I]), st.integers(0, ENDED_MS)),
        st.tuples(st.just("change"), st.just(K.Key_Return), st.integers(0, 5)),
        st.tuples(
            st.just("rate"), st.sampled_from([K.Key_P, K.Key_S, K.Key_M, K.Key_U, K.Key_Delete]), st.integers(0, 2)
        ),
        st.tuples(st.just("plan"), st.just(K.Key_P), st.integers(0, 9)),
        st.tuples(st.just("take up"), st.just(K.Key_Return), st.integers(0, 9)),
        st.tuples(st.just("remove"), st.just(K.Key_Delete), st.integers(0, 9)),
        st.tuples(st.just("summary"), st.just(K.Key_T), st.integers(0, 2)),
        st.tuples(st.just("undo"), st.just(K.Key_Z), st.just(0)),
        st.tuples(st.just("redo"), st.just(K.Key_Z), st.just(0)),
    ),
    min_size=8,
    max_size=20,
)


class Model:
    """What stood after each act, to go back to and forth."""

    def __init__(self, now: Any) -> None:
        self.past: list[Any] = []
        self.future: list[Any] = []
        self.now = now

    def became(self, stands: Any) -> None:
        """Something was done."""
        if stands != self.now:
            self.past.append(self.now)
            self.future.clear()
            self.now = stands

    def back(self) -> None:
        if self.past:
            self.future.append(self.now)
            self.now = self.past.pop()

    def forth(self) -> None:
        if self.future:
            self.past.append(self.now)
            self.now = self.future.pop()


def write(sheet: QWidget, text: str) -> None:
    """Type and save; a sheet that stays says why."""
    assert isinstance(sheet, EntrySheet)
    keys(sheet, text, K.Key_Return)
    assert not sheet.isVisible(), sheet.said


def do_step(desk: Desk, what: str, key: Qt.Key, number: int) -> None:
    view = view_of(desk)
    if what == "note":
        view.seek(number)
        with desk.answering(lambda sheet: write(sheet, f"Note {number}")):
            desk.press(key)
    elif what == "rate":
        ratings_of(desk).list.pick(number)
        desk.press(key)
    elif what == "plan":
        plan_of(desk).list.pick(number)
        with desk.answering(lambda sheet: write(sheet, f"Do {number}")):
            desk.press(key)
    elif what == "summary":
        view.do(WriteSummary("x" * number))
    else:
        panel = plan_of(desk) if what in {"take up", "remove"} else notes_of(desk)
        rows = panel.list.rows.rows
        kinds = {"take up": {"finding", "missed"}, "change": {"note"}, "remove": {"note", "corrective"}}[what]
        places = [place for place, row in enumerate(rows) if row.key[0] in kinds]
        if not places:
            return
        panel.list.pick(places[number % len(places)])
        panel.take_focus()
        if what == "change":
            with desk.answering(lambda sheet: write(sheet, " more")):
                desk.press(key)
        else:
            desk.press(key)


@settings(
    max_examples=3, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_what_is_done_on_the_window_is_in_the_file(desk: Desk, steps: list[tuple[str, Qt.Key, int]]) -> None:
    view = ended_drill(desk)
    path, head = view.saved.path, view.saved.head_hash
    model = Model(on_disk(desk))
    for what, key, number in steps:
        if what in {"undo", "redo"}:
            desk.window.setFocus()
            desk.press(key, CTRL if what == "undo" else CTRL | SHIFT)
            (model.back if what == "undo" else model.forth)()
        else:
            do_step(desk, what, key, number)
            model.became(on_disk(desk))
        stands = on_disk(desk)
        assert stands == book_of(view).assessment == model.now, what
    saved = read_session(path)
    assert saved.records[saved.exercise_entries - 1].hash == head
    assert verify_session(path).status is VerifyStatus.INTACT
    panel = ratings_of(desk)
    letters = {str(row.key[1]): row.letter for row in panel.list.rows.rows}
    rated = on_disk(desk).ratings
    assert letters == {one: rated[one].rating.value if one in rated else "–" for one in view.scenario.objectives}
    assert set(rated) <= set(letters)
    assert {one.rating for one in rated.values()} <= set(Rating)
    desk.window.go_home()
