"""Narrowing a log of a hundred thousand entries down, by kind and by words."""

from __future__ import annotations

from itertools import cycle

from PySide6.QtWidgets import QApplication

from player.review.wording import LineKind
from tests.bench.live_window import application, wait_for
from tests.bench.many_rows import long_log
from tests.bench.measure import Goal, Result, cpu_milliseconds, in_turn

NAME = "log view, filter of 100,000 rows by kind and words, shown / one pass over the texts"
GOAL = Goal(ratio=8.0, figure=50.0)
ROWS = 100_000
ROUNDS = 30
SOUGHT = ("catatan", "sisi kiri", "kanan", "massa 9", "tidak ada", "i")


def run() -> Result:
    """Type words and choose a kind, each time up to the picture; the floor looks once for one word in every text."""
    application()
    panel, view, _entries = long_log(ROWS)
    wait_for(lambda: panel._book.read == len(view.entries))
    panel._filter.setCurrentIndex(panel._filter.findData(LineKind.NOTE.value))
    words = cycle(SOUGHT)
    texts = panel._book._texts

    def narrow() -> None:
        panel._find.setText(next(words))
        panel._list.viewport().repaint()

    def one_pass() -> None:
        assert [place for place, text in enumerate(texts) if "kiri" in text]

    measured, floor = in_turn(lambda: cpu_milliseconds(narrow), lambda: cpu_milliseconds(one_pass), ROUNDS, max)
    panel._filter.setCurrentIndex(0)
    by_words = max(cpu_milliseconds(narrow) for _ in range(ROUNDS))
    panel.window().close()
    QApplication.processEvents()
    note = f"worst of {ROUNDS}, processor time; of all kinds by words alone {by_words:.1f} ms"
    return Result(measured, floor, note=note)
