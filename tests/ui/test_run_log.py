"""The log keeps up with a drill without looking at all of it again."""

from __future__ import annotations

from random import Random

import pytest

from player.engine.commands import AmendObservation, ObserveTag, RestoreEntry, VoidEntry, WriteNote
from player.i18n import use_language
from player.model.events import Actor, TagObserved
from player.review.wording import LineKind, Wording
from player.session.store import read_session
from player.ui.review_view import ReviewView
from player.ui.run.log import KIND_ICONS, LogPanel, LogRow
from player.ui.run.log_book import LogBook, LogRows, marks_in
from tests.helpers.desk import Desk


def shown(log: LogPanel) -> list[LogRow]:
    return list(log._list.rows.rows)


def afresh(run: Desk) -> list[LogRow]:
    """What a panel shows that has only now begun to look."""
    return shown(LogPanel(run.page.view, run.window.actions_table))


def test_every_kind_of_line_has_an_icon_of_its_own() -> None:
    assert set(KIND_ICONS) == set(LineKind)
    assert len(set(KIND_ICONS.values())) == len(KIND_ICONS)


def test_after_any_notes_voids_and_restores_it_shows_what_a_new_one_shows(run: Desk) -> None:
    chance = Random(7)
    written: list[int] = []
    for n in range(30):
        if not written or chance.random() < 0.4:
            run.view.do(WriteNote(f"note {n}"))
            written.append(run.view.entries[-1].seq)
        else:
            run.view.do(chance.choice((VoidEntry, RestoreEntry))(chance.choice(written)))
        run.pass_ms(700)
        assert shown(run.page.log) == afresh(run), f"after step {n}"
        assert run.page.log._list.rows.rowCount() == len(run.view.entries)
    assert any(row.voided for row in shown(run.page.log))


def test_a_saved_one_is_marked_alike_whichever_way_the_moment_came(run: Desk) -> None:
    for n in range(6):
        run.view.do(WriteNote(f"note {n}"))
        run.pass_ms(1_000)
    run.view.do(VoidEntry(run.view.entries[-2].seq))
    run.view.do(RestoreEntry(run.view.entries[-3].seq))
    saved = read_session(run.view.drill.path)
    view = ReviewView(saved)
    log = LogPanel(view, run.window.actions_table)
    chance = Random(7)
    for _ in range(40):
        view.seek_entry(chance.randint(0, len(view.entries)))
        if chance.random() < 0.2:
            log._find.setText(chance.choice(("", "note", "note 3")))
        other = LogPanel(view, run.window.actions_table)
        other._find.setText(log._find.text())
        assert shown(log) == shown(other)
        marked = [(row.seq, row.later, row.present) for row in shown(log)]
        count = view.entry_count
        assert marked == [(seq, seq > count, seq == count) for seq, _later, _present in marked]
    view.deleteLater()


@pytest.mark.parametrize("mode", ["run", "review"])
def test_a_step_makes_no_more_rows_than_are_in_sight(run: Desk, monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    for n in range(60):
        run.view.do(WriteNote(f"note {n}"))
    made: list[int] = []
    row_of = LogRows.row

    def noted(self: LogRows, place: int) -> LogRow:
        made.append(place)
        return row_of(self, place)

    monkeypatch.setattr(LogRows, "row", noted)
    if mode == "run":
        run.view.do(WriteNote("one more"))
        panel = run.page.log
    else:
        view = ReviewView(read_session(run.view.drill.path))
        panel = LogPanel(view, run.window.actions_table)
        view.step_entry(-1)
    panel.grab()
    in_sight = 2 + panel._list.viewport().height() // panel._list.row_top(1)
    assert 0 < len(set(made)) <= in_sight


def test_the_words_are_those_of_one_who_reads_from_the_start_whatever_is_asked_for_first(run: Desk) -> None:
    for n in range(4):
        run.view.do(WriteNote(f"note {n}"))
        run.view.do(VoidEntry(run.view.entries[-1].seq))
    run.press(run.unit_key("line"))
    run.pass_ms(10_000)
    wording = Wording(run.view.scenario)
    in_order = [wording.line(entry.event) for entry in run.view.entries]
    book = LogBook(run.view)
    book.learn()
    backwards = [book.line(place) for place in reversed(range(len(run.view.entries)))]
    assert backwards[::-1] == in_order
    assert any("note 3" in line.text for line in in_order if line.kind is LineKind.CORRECTION)


def test_an_entry_that_was_corrected_later_says_so(branching: Desk) -> None:
    branching.view.do(ObserveTag("stones"))
    seq = next(entry.seq for entry in branching.view.entries if isinstance(entry.event.body, TagObserved))
    assert not shown(branching.page.log)[seq - 1].edited
    branching.view.do(AmendObservation(seq, "text", "from the left"))
    row = shown(branching.page.log)[seq - 1]
    assert row.edited
    use_language("en")
    assert "corrected later" in row.spoken


def test_an_entry_of_an_observer_shows_and_is_found_by_the_name(run: Desk) -> None:
    run.view.do(WriteNote("the line gives way", observer="Sari"), Actor.OBSERVER)
    assert "Sari" in shown(run.page.log)[-1].text
    run.page.log._find.setText("sari gives")
    assert [row.seq for row in shown(run.page.log)] == [run.view.entries[-1].seq]


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("Lempar batu, batu lagi", ("batu",), ["batu", "batu"]),
        ("Lempar BATU", ("batu", "lempar"), ["Lempar", "BATU"]),
        ("Straße und Fußball", ("strasse", "ss"), ["Straße", "ß"]),
        ("İstanbul", ("i",), ["İ"]),
        ("aaa", ("aa", "a"), ["aaa"]),
        ("nothing", ("x",), []),
    ],
)
def test_what_is_searched_for_is_marked_as_it_is_written(text: str, words: tuple[str, ...], marked: list[str]) -> None:
    assert [text[first:last] for first, last in marks_in(text, words)] == marked
