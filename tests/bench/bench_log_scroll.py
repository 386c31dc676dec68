"""A step of the wheel in a log of a million entries."""

from __future__ import annotations

from functools import partial
from itertools import cycle

from PySide6.QtWidgets import QApplication

from tests.bench.live_window import application, p99, wait_for
from tests.bench.many_rows import long_log
from tests.bench.measure import Goal, Result, cpu_milliseconds

NAME = "log view, a step of the wheel among 1,000,000 rows, p99 / among 1,000"
GOAL = Goal(ratio=1.5, figure=16.0)
MANY, FEW = 1_000_000, 1_000
STEPS = 400
WHEEL_ROWS = 3


def run() -> Result:
    """Scroll to and fro in turn in both, each time to rows never painted before, and paint."""
    application()
    panels = [long_log(FEW)[0], long_log(MANY)[0]]
    samples: dict[int, list[float]] = {0: [], 1: []}
    QApplication.processEvents()
    for number, which in zip(range(2 * STEPS), cycle((0, 1)), strict=False):
        view = panels[which]._list
        bar, step = view.verticalScrollBar(), WHEEL_ROWS * view.row_top(1)
        at = (7_919 * number * step) % max(1, bar.maximum() - step)
        bar.setValue(at)
        view.viewport().repaint()

        def scroll(target: int = at + step, view: object = view) -> None:
            view.verticalScrollBar().setValue(target)  # type: ignore[attr-defined]
            view.viewport().repaint()  # type: ignore[attr-defined]

        samples[which].append(cpu_milliseconds(scroll))
    wait_for(lambda: panels[1]._book.read == MANY)
    adding = [cpu_milliseconds(partial(_append, panels[1])) for _ in range(100)]
    for panel in panels:
        panel.window().close()
    note = (
        f"{STEPS} steps of {WHEEL_ROWS} rows, processor time; median {sorted(samples[1])[STEPS // 2]:.2f} ms;"
        f" an entry added to the million and painted: median {sorted(adding)[50]:.2f} ms, p99 {p99(adding):.2f} ms"
    )
    return Result(p99(samples[1]), p99(samples[0]), note=note)


def _append(panel: object) -> None:
    view = panel.view  # type: ignore[attr-defined]
    view.entries.length += 1
    view.grown.emit()
    panel._list.to_end()  # type: ignore[attr-defined]
    panel._list.viewport().repaint()  # type: ignore[attr-defined]
