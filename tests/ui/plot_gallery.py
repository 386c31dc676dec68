"""Draws the plots of a made-up drill: ``python -m tests.ui.plot_gallery FOLDER [--theme NAME] [--scale 1.15]``."""

from __future__ import annotations

import argparse
import math
import os
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from player.i18n import LANGUAGES, use_language
from player.model.rules import Certainty
from player.ui.plots.drill_plots import DrillPlots
from player.ui.plots.marks import FindingMark, Mode, Overridden, OverrideMark
from player.ui.theme import TEXT_SCALES, THEMES, apply

MINUTE_MS = 60_000
PLANNED_MS = 45 * MINUTE_MS
SIZES = ((579, 335), (640, 430), (900, 700))

PHASES = [
    (0, "Apel dan pengamanan"),
    (6 * MINUTE_MS, "Massa berdatangan"),
    (14 * MINUTE_MS, "Negosiasi"),
    (22 * MINUTE_MS, "Saling dorong"),
    (30 * MINUTE_MS, "Anarkis"),
    (39 * MINUTE_MS, "Bubar"),
]
MARKS = [
    (int(7.5 * MINUTE_MS), "inject", "Massa tiba dengan tiga truk"),
    (12 * MINUTE_MS, "inject", "Orator menolak mediasi"),
    (int(13.2 * MINUTE_MS), "note", "Sound system polisi terlalu pelan"),
    (18 * MINUTE_MS, "inject", "Botol dilempar"),
    (23 * MINUTE_MS, "inject", "Barisan depan mendorong"),
    (int(24.5 * MINUTE_MS), "marker", "Penanda"),
    (27 * MINUTE_MS, "decision", "Tuntutan ditolak"),
    (int(29.4 * MINUTE_MS), "inject", "Provokator bersenjata"),
    (32 * MINUTE_MS, "override", "Ketegangan ditahan oleh AKP Budi: 70"),
]


FINDINGS = [
    FindingMark("R1.1.0", "R1", int(23.4 * MINUTE_MS), int(23.4 * MINUTE_MS), Certainty.MEDIUM, True,
                "Barisan depan mendorong tanpa himbauan dalam 5 menit sebelumnya"),
    FindingMark("R4.2.0", "R4", int(23.6 * MINUTE_MS), int(23.6 * MINUTE_MS), Certainty.MEDIUM, False,
                "Kekuatan naik dua tahap tanpa alasan"),
    FindingMark("R8.3.0", "R8", 14 * MINUTE_MS, 20 * MINUTE_MS, Certainty.MEDIUM, True, "Negosiasi terhenti"),
    FindingMark("R2.4.0", "R2", int(28.5 * MINUTE_MS), 30 * MINUTE_MS, Certainty.HIGH, True,
                "Kekuatan tahap 5 di atas batas 4 selama 1 menit 30 detik"),
    FindingMark("R12.5.0", "R12", 33 * MINUTE_MS, 36 * MINUTE_MS, Certainty.HIGH, False, "Pertolongan terlambat"),
]  # fmt: skip
OVERRIDES = [
    OverrideMark(int(17.2 * MINUTE_MS), Overridden.TENSION, Mode.SET, 47, 58, "Ketegangan diubah, AKP Budi: 47 → 58"),
    OverrideMark(32 * MINUTE_MS, Overridden.TENSION, Mode.HOLD, 70, 70, "Ketegangan ditahan oleh AKP Budi: 70",
                 34 * MINUTE_MS),
    OverrideMark(34 * MINUTE_MS, Overridden.TENSION, Mode.RELEASE, 61, 61, "Ketegangan dilepas oleh AKP Budi"),
    OverrideMark(12 * MINUTE_MS, Overridden.FORCE, Mode.HOLD, 1, 2, "Tahap kekuatan Dalmas Awal ditahan: 2",
                 19 * MINUTE_MS),
]  # fmt: skip
AVAILABLE = 362


def moved_plan() -> list[dict[str, Any]]:
    """The plan of the made-up drill with its third phase two minutes late and the rest after it."""
    rows = course(PLANNED_MS, planned=True)
    late = rows["t_ms"] >= 14 * MINUTE_MS
    piece = {name: values[late] for name, values in rows.items()}
    return [{**piece, "t_ms": piece["t_ms"] + 2 * MINUTE_MS}]


def dress_up(plots: DrillPlots) -> None:
    """Show all that the instrument adds."""
    plots.set_realigned(moved_plan())
    plots.set_findings(FINDINGS)
    plots.set_overrides(OVERRIDES)
    plots.set_available(AVAILABLE)
    plots.set_readers(
        lambda _ms: ["+8 Provokator bersenjata", "+11 kekuatan berlebih 1 tahap (Dalmas Lanjut)", "−3 dialog"],
        lambda _ms: ["Dalmas Lanjut: tahap 5, 90 personel", "Negosiator: tahap 2, 4 personel"],
    )


def course(end_ms: int, *, planned: bool = False) -> dict[str, Any]:
    """A drill that boils over: index up to 70, stage 5 over ceiling 4 for a minute and a half."""
    t_ms = np.arange(0, end_ms + 1, 1000)
    minute = t_ms / MINUTE_MS
    points = (
        [(0, 30), (10, 34), (20, 48), (28, 60), (33, 58), (39, 35), (45, 12)]
        if planned
        else [(0, 30), (7, 27), (12, 38), (18, 52), (23, 47), (29, 66), (31.5, 70), (34, 61), (40, 40), (45, 26)]
    )
    tension = np.interp(minute, [point[0] for point in points], [point[1] for point in points])
    kernel = np.hanning(121)
    tension = np.convolve(np.pad(tension, 60, mode="edge"), kernel / kernel.sum(), "valid")
    if not planned:
        for at, jump in ((7.5, 6), (12, 7), (18, 5), (23, 9), (29.4, 8)):
            tension += np.where(minute >= at, jump * np.exp(-(minute - at) / 1.5), 0)
        tension = np.minimum(tension, 70 + 0.6 * np.sin(minute * 5))

    def steps(*changes: tuple[float, int]) -> Any:
        starts = [change[0] for change in changes]
        values = np.array([change[1] for change in changes])
        return values[np.searchsorted(starts, minute, side="right") - 1]

    if planned:
        force = steps((0, 1), (12, 2), (24, 4), (31, 5), (36, 2), (42, 1))
        personnel = steps((0, 60), (12, 120), (24, 210), (36, 120), (42, 60))
    else:
        force = steps((0, 1), (10.5, 2), (21, 3), (23.4, 4), (28.5, 5), (30, 4), (32, 5), (37, 2))
        personnel = steps((0, 42), (10.5, 90), (21, 150), (23.4, 222), (28.5, 260), (37, 112))
    return {
        "t_ms": t_ms,
        "tension": tension,
        "force": force,
        "ceiling": steps((0, 2), (12, 3), (22.5, 4), (31.2, 5), (40, 4)),
        "situation": steps((0, 0), (12, 1), (31.2, 2), (40, 1)),
        "excess": np.zeros(len(t_ms)),
        "personnel": personnel,
    }


def fill(plots: DrillPlots, now_ms: int) -> None:
    """Show the made-up drill at this moment."""
    plots.set_plan(course(PLANNED_MS, planned=True))
    plots.set_course(course(now_ms))
    plots.set_phases(PHASES)
    plots.set_marks([mark for mark in MARKS if mark[0] <= now_ms])
    plots.follow(PLANNED_MS)
    plots.set_now(now_ms)


def pictures(folder: Path, themes: list[str], scale: float) -> None:
    """Draw every theme in every size, at several moments."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    for name in themes:
        apply(application, THEMES[name], scale=scale)
        for width, height in SIZES:
            plots = DrillPlots()
            plots.resize(width, height)
            plots.show()
            for label, minute in (("start", 0.0), ("excess", 29.6), ("peak", 33.5), ("overtime", 47.3)):
                fill(plots, math.floor(minute * MINUTE_MS))
                application.processEvents()
                plots.grab().save(str(folder / f"{name}_{width}_{label}.png"))
            dress_up(plots)
            fill(plots, round(37.3 * MINUTE_MS))
            application.processEvents()
            plots.grab().save(str(folder / f"{name}_{width}_instrument.png"))
            for label, y in (("explained", 0.3), ("units", 0.8)):
                plots._hover(QPointF(width * 0.62, height * y))
                application.processEvents()
                plots.grab().save(str(folder / f"{name}_{width}_{label}.png"))
            lane = plots._scenery.findings
            plots._hover(QPointF(lane.pos().x() + lane.x_of(23.6 * MINUTE_MS), lane.pos().y() + 5))
            application.processEvents()
            plots.grab().save(str(folder / f"{name}_{width}_found.png"))
            plots.set_scrubbing(True)
            plots.set_now(25 * MINUTE_MS)
            plots._hover(QPointF(width * 0.66, height * 0.3))
            application.processEvents()
            plots.grab().save(str(folder / f"{name}_{width}_review.png"))
            plots.close()
            plots.deleteLater()


def main() -> None:
    """Draw them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--theme", choices=THEMES, action="append")
    parser.add_argument("--scale", type=float, default=1.0, choices=list(TEXT_SCALES.values()))
    parser.add_argument("--lang", choices=LANGUAGES, default="en")
    arguments = parser.parse_args()
    use_language(arguments.lang)
    arguments.folder.mkdir(parents=True, exist_ok=True)
    pictures(arguments.folder, arguments.theme or list(THEMES), arguments.scale)


if __name__ == "__main__":
    main()
