"""Whose entries are whose, which one is undone next, and when an observer is reminded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.model import events as ev
from player.model.times import MINUTE_MS
from player.review.observing import ObserverBook, latency_text, newest, reminders_due
from tests.helpers.desk_branches import branching_script

OBSERVER, CONTROLLER, ENGINE = ev.Actor.OBSERVER, ev.Actor.CONTROLLER, ev.Actor.ENGINE


def book_of(*told: tuple[ev.Body, ev.Actor, int]) -> ObserverBook:
    book = ObserverBook(branching_script().scenario)
    for seq, (body, actor, ms) in enumerate(told, start=1):
        book.learn(ev.Event(seq, ms, ms, actor, body))
    return book


def seen(observer: str = "") -> ev.TagObserved:
    return ev.TagObserved("calm", observer=observer)


class TestWhose:
    def test_each_observer_has_own_entries(self) -> None:
        book = book_of(
            (seen("Rina"), OBSERVER, 0),
            (ev.NoteWritten("a", 0, observer="Budi"), OBSERVER, 1),
            (ev.MarkerPlaced(observer="Rina"), OBSERVER, 2),
            (ev.ExpectedActionMet("greet", 1, late=False, observer="Rina"), OBSERVER, 3),
        )
        assert list(book.entries_of("Rina")) == [1, 3, 4]
        assert list(book.entries_of("Budi")) == [2]
        assert list(book.entries_of("")) == []

    def test_what_the_controller_enters_in_run_is_not_the_observers(self) -> None:
        book = book_of((seen(), CONTROLLER, 0), (seen(), OBSERVER, 1))
        assert list(book.entries_of("")) == [2]
        assert not book.is_own(1, "")

    def test_what_a_unit_met_by_itself_is_nobodys(self) -> None:
        book = book_of((ev.ExpectedActionMet("greet", 1, late=False, by_action=1), ENGINE, 0))
        assert list(book.entries_of("")) == []

    def test_the_last_that_counts_and_the_last_voided(self) -> None:
        book = book_of(
            (seen("Rina"), OBSERVER, 0),
            (seen("Rina"), OBSERVER, 1),
            (seen("Budi"), OBSERVER, 2),
            (ev.EntryVoided(1), OBSERVER, 3),
            (ev.EntryVoided(2), OBSERVER, 4),
            (ev.EntryVoided(3), OBSERVER, 5),
        )
        assert book.last_standing("Rina", {1, 2, 3}) is None
        assert book.last_standing("Rina", {2}) == 1
        assert book.last_voided("Rina", {1, 2, 3}) == 2
        assert book.last_voided("Rina", {1, 3}) == 1
        assert book.last_voided("Budi", {1, 2}) is None

    def test_names_are_known_in_the_order_they_came_without_the_controllers(self) -> None:
        book = book_of(
            (ev.ObserverTookTurn("Rina"), OBSERVER, 0),
            (ev.ObserverTookTurn(""), OBSERVER, 1),
            (seen("Budi"), OBSERVER, 2),
            (ev.ObserverTookTurn("Rina"), OBSERVER, 3),
        )
        assert book.names == ("Rina", "Budi")

    def test_the_inject_delivered_last(self) -> None:
        book = book_of(
            (ev.InjectFired("arrival", ev.Firing.GO), CONTROLLER, 5),
            (ev.InjectSkipped("nobody", ev.SkipReason.CONTROLLER), CONTROLLER, 6),
        )
        assert book.delivered is not None
        assert book.delivered.body == ev.InjectFired("arrival", ev.Firing.GO)

    @given(st.lists(st.integers(1, 99), unique=True).map(sorted), st.integers(0, 12), st.integers(1, 6))
    def test_the_newest_come_first(self, seqs: list[int], skipped: int, count: int) -> None:
        assert list(newest(seqs, skipped, count)) == seqs[::-1][skipped : skipped + count]


class TestReminders:
    @pytest.mark.parametrize(("minutes", "due"), [(0, 0), (4, 0), (5, 1), (9, 1), (10, 2), (61, 12)], ids=str)
    def test_one_for_each_interval_without_an_entry(self, minutes: int, due: int) -> None:
        assert reminders_due((3 + minutes) * MINUTE_MS, 3 * MINUTE_MS, 5) == due

    def test_never_where_none_are_wanted(self) -> None:
        assert reminders_due(10**9, 0, 0) == 0

    @given(st.integers(0, 10**8), st.integers(0, 10**8), st.integers(0, 120))
    def test_none_before_the_first_interval_is_over(self, now_ms: int, heard_ms: int, every_min: int) -> None:
        due = reminders_due(now_ms, heard_ms, every_min)
        assert due >= 0
        assert (due > 0) == (every_min > 0 and now_ms - heard_ms >= every_min * MINUTE_MS)

    def test_whatever_an_observer_does_is_heard(self) -> None:
        book = book_of(
            (ev.ObserverTookTurn("Rina"), OBSERVER, 10),
            (seen("Rina"), OBSERVER, 20),
            (seen("Budi"), OBSERVER, 30),
        )
        assert (book.heard_ms("Rina"), book.heard_ms("Budi"), book.heard_ms("Tono")) == (20, 30, 0)
        book.learn(ev.Event(4, 40, 40, OBSERVER, ev.ObservationAmended(2, "text", "more")))
        assert book.heard_ms("Rina") == 40

    def test_what_the_controller_logs_in_run_counts_for_the_controller(self) -> None:
        book = book_of((seen(), CONTROLLER, 70), (ev.MarkerPlaced(), ENGINE, 80))
        assert book.heard_ms("") == 70


def test_the_latency_says_whether_it_was_in_time() -> None:
    assert "02:10" in latency_text(130_000, late=False)
    assert latency_text(130_000, late=False) != latency_text(130_000, late=True)
