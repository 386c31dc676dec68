from __future__ import annotations

import gc
import subprocess
import sys

import pyqtgraph
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from player.model.times import MINUTE_MS
from player.ui.plots.drill_plots import DrillPlots
from tests.ui.plot_gallery import dress_up, fill


def cycles(count: int) -> None:
    """Open, fill, paint and close the plots this often, each in a window of its own."""
    for place in range(count):
        plots = DrillPlots()
        plots.resize(500 + place % 3 * 100, 400)
        plots.show()
        fill(plots, 20 * MINUTE_MS)
        dress_up(plots)
        QApplication.processEvents()
        plots.close()
        plots.deleteLater()
        del plots
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()


def test_opening_and_closing_leaves_nothing(qapp: QApplication) -> None:
    cycles(2)
    gc.collect()
    before = len(pyqtgraph.ViewBox.AllViews)
    cycles(10)
    gc.collect()
    assert len(pyqtgraph.ViewBox.AllViews) <= before


CYCLES = """
import sys
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication
messages = []
qInstallMessageHandler(lambda kind, context, text: messages.append(text))
application = QApplication([])
from tests.ui.test_plots_cycles import cycles
cycles(200)
heard = [text for text in messages if "propagateSizeHints" not in text]
print("\\n".join(heard))
sys.exit(1 if heard else 0)
"""


@pytest.mark.soak
def test_two_hundred_cycles_in_a_process_of_their_own_end_well() -> None:
    done = subprocess.run([sys.executable, "-X", "dev", "-c", CYCLES], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr[-2000:]
