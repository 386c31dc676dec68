"""The log keeps up with a drill without looking at all of it again."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from player.engine.commands import RestoreEntry, VoidEntry, WriteNote
from player.review.wording import LineKind
from player.session.store import read_session
from player.ui.review_view import ReviewView
from player.ui.run import log as log_module
from player.ui.run.log import KIND_ICONS, LogPanel, LogRow
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
    view.deleteLater()


def test_a_step_looks_at_no_more_rows_than_it_passes(run: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(50):
        run.view.do(WriteNote(f"note {n}"))
    view = ReviewView(read_session(run.view.drill.path))
    panel = LogPanel(view, run.window.actions_table)
    looked_at: list[LogRow] = []

    def looked(row: LogRow, **marks: Any) -> LogRow:
        looked_at.append(row)
        return replace(row, **marks)

    monkeypatch.setattr(log_module, "replace", looked)
    view.step_entry(-1)
    assert [row.seq for row in looked_at] == [len(view.entries) - 1, len(view.entries)]
    assert [row.later for row in shown(panel)[-2:]] == [False, True]
