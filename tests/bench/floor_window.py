"""The floor under start and memory: a bare window, and with ``plots`` one with two empty pyqtgraph plots."""

from __future__ import annotations

import os
import resource
import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

SIZE = (1366, 768)
STAND_MS = 1000


class FirstPaint(QObject):
    """Ends the program after the first paint of the window, saying when that was."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, tell_paint)
        return False


def tell_paint() -> None:
    print(f"first-paint {time.monotonic_ns()}", flush=True)
    QApplication.quit()


def tell_memory() -> None:
    print(f"peak-rss-kib {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}", flush=True)
    QApplication.quit()


def main() -> int:
    application = QApplication(sys.argv)
    window = QMainWindow()
    if "plots" in sys.argv:
        import pyqtgraph

        layout = pyqtgraph.GraphicsLayoutWidget()
        for row in range(2):
            layout.addPlot(row, 0).plot([0, 1], [0, 1])
        window.setCentralWidget(layout)
    window.resize(*SIZE)
    watcher = FirstPaint(window)
    if os.environ.get("GLADI_MEASURE_FIRST_PAINT"):
        window.installEventFilter(watcher)
    else:
        QTimer.singleShot(STAND_MS, tell_memory)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
