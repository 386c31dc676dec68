"""Shows every widget of the kit in its states: ``python -m tests.ui.gallery OUT.png [--page NAME] [--theme NAME]``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSlider,
    QSpinBox,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from player.i18n import use_language
from player.model.doctrine import Situation
from player.ui.theme import GAP, ROLES, SPACE, THEMES, Theme, apply
from player.ui.widgets import (
    SITUATION_ICONS,
    SITUATION_TONES,
    STATUS_LOOKS,
    ActionButton,
    Band,
    BigClock,
    Chip,
    EmptyHint,
    KeyCap,
    Label,
    Notice,
    Painted,
    Panel,
    Readout,
    paint_deadline,
    paint_mark,
    paint_stage,
)
from tests.ui.gallery_dialogs import dialogs_page


def row(*widgets: QWidget, stretch: bool = True) -> QHBoxLayout:
    layout = QHBoxLayout()
    layout.setSpacing(2 * SPACE)
    for widget in widgets:
        layout.addWidget(widget)
    if stretch:
        layout.addStretch(1)
    return layout


def clocks() -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(GAP)
    states = (
        ("Sekarang", 277_000, 600_000, ""),
        ("Sekarang", 41_000, 600_000, ""),
        ("Sekarang", -72_000, 600_000, ""),
        ("Sekarang", 277_000, 600_000, "held"),
    )
    for place, (title, left_ms, total_ms, standing) in enumerate(states):
        panel = Panel(title, pad_px=0)
        panel.add_to_strip(Label("fase 3 / 6", "figure_s", "soft"))
        clock = BigClock()
        clock.set_time(left_ms, total_ms, standing=standing)
        clock.set_note("10:00")
        panel.set_body(clock)
        grid.addWidget(panel, 0, place)
    return box


def chips() -> QWidget:
    panel = Panel("Tanda")
    for look in ("soft", "solid"):
        panel.body.addLayout(
            row(
                Chip("netral", "info", "neutral", look=look),
                Chip("siap", "play", "accent", look=look),
                Chip("terpenuhi", "check", "go", look=look),
                Chip("ditahan", "hand", "warn", look=look),
                Chip("terlambat", "circle-alert", "alarm", look=look),
            )
        )
    situations = [
        Chip(name, SITUATION_ICONS[situation], SITUATION_TONES[situation], look="solid")
        for situation, name in zip(Situation, ("hijau", "kuning", "merah"), strict=True)
    ]
    panel.body.addLayout(row(*situations, Chip("Latihan", "", "exercise", look="solid", role="strong")))
    panel.body.addLayout(
        row(KeyCap("Spasi"), KeyCap("F9"), KeyCap("M"), KeyCap("Ctrl+Enter"), KeyCap("↑"), KeyCap("+"))
    )
    panel.body.addStretch(1)
    return panel


def buttons() -> QWidget:
    panel = Panel("Tombol")
    go = ActionButton("GO", "play:solid", "Spasi", variant="primary", size="large")
    off = ActionButton("GO", "play:solid", "Spasi", variant="primary", size="large")
    off.setEnabled(False)
    armed = ActionButton("Fase berikut?", "skip-forward", "Enter", size="large")
    armed.set_armed(armed=True)
    armed.set_progress(0.6)
    hold = ActionButton("Keadaan nyata", "siren", "F12", variant="danger", size="large")
    hold.set_progress(0.4)
    panel.body.addLayout(row(go, off, stretch=False))
    panel.body.addLayout(row(ActionButton("Tahan", "pause", "F9", size="large"), armed, hold, stretch=False))
    disabled = ActionButton("Lewati", "skip-forward", "S")
    disabled.setEnabled(False)
    panel.body.addLayout(
        row(
            ActionButton("Tahan", "hand", "H"),
            ActionButton("Buka sesi", "folder-open", variant="accent"),
            disabled,
            ActionButton("Batalkan", "undo-2", variant="quiet"),
            ActionButton("", "settings", variant="quiet"),
            ActionButton("Hapus", "trash-2", variant="danger"),
        )
    )
    panel.body.addLayout(row(ActionButton("kecil", "plus", "+", size="small"), ActionButton("", "x", size="small")))
    return panel


def controls() -> QWidget:
    panel = Panel("Kendali Qt")
    field = QLineEdit()
    field.setPlaceholderText("catatan ...")
    combo = QComboBox()
    combo.addItems(["Danki", "Kapolres", "Kabag Ops"])
    ticked, mixed, off = QCheckBox("wajib"), QCheckBox("sebagian"), QCheckBox("mati")
    ticked.setChecked(True)
    mixed.setCheckState(Qt.CheckState.PartiallyChecked)
    off.setEnabled(False)
    radio = QRadioButton("radio")
    radio.setChecked(True)
    tabs = QTabBar()
    for name in ("Jalankan", "Amati", "Tinjau"):
        tabs.addTab(name)
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setValue(40)
    default = QPushButton("Simpan")
    default.setDefault(True)
    disabled = QPushButton("Tidak bisa")
    disabled.setEnabled(False)
    panel.body.addWidget(tabs)
    panel.body.addLayout(row(field, combo, QSpinBox(), stretch=False))
    panel.body.addLayout(row(ticked, mixed, off, radio, QRadioButton("telepon")))
    panel.body.addLayout(row(QPushButton("Batal"), default, disabled))
    panel.body.addWidget(slider)
    panel.body.addStretch(1)
    return panel


def type_scale() -> QWidget:
    panel = Panel("Huruf")
    for role in ROLES:
        if role != "figure_xl":
            panel.body.addWidget(Label(f"{role} Lemparan batu 04:30", role))
    panel.body.addStretch(1)
    return panel


def band() -> QWidget:
    top = Band()
    top.row.addWidget(Chip("Latihan", "", "exercise", look="solid", role="banner"))
    top.row.addWidget(Label("Sispamkota OKU Timur 2024", "title", "band"), 1)
    for caption, value in (("WIB", "09:41:07"), ("Latihan", "00:31:07"), ("Tersimpan", "#412")):
        readout = Readout(caption, "00:00:00", on_band=True)
        readout.set_value(value)
        top.row.addWidget(readout)
    return top


class Drawn(Painted):
    """What a function paints."""

    def __init__(self, width: int, height: int, paint: Callable[[QPainter, QRectF, Theme], None]) -> None:
        super().__init__()
        self._paint = paint
        self.setFixedSize(width, height)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        self._paint(QPainter(self), self.rect().toRectF(), self.theme)


def mark(status: str) -> QWidget:
    look = STATUS_LOOKS[status]
    return Drawn(16, 16, lambda painter, box, theme: paint_mark(painter, box, look, theme.tone(look.tone)))


def deadline(left: float, *, late: bool = False) -> QWidget:
    return Drawn(200, 6, lambda painter, box, theme: paint_deadline(painter, box, theme, left, late=late))


def stage_meter(stage: int, ceiling: int, *, running: bool = True) -> QWidget:
    return Drawn(120, 18, lambda painter, box, theme: paint_stage(painter, box, theme, stage, ceiling, running=running))


def marks() -> QWidget:
    panel = Panel("Status dan meter")
    panel.body.addLayout(row(*(mark(status) for status in STATUS_LOOKS)))
    for bar in (deadline(0.7), deadline(0.2), deadline(0, late=True)):
        panel.body.addWidget(bar)
    panel.body.addLayout(row(stage_meter(2, 4), stage_meter(4, 4)))
    panel.body.addLayout(row(stage_meter(6, 3), stage_meter(3, 5, running=False)))
    panel.body.addStretch(1)
    return panel


def notices() -> QWidget:
    panel = Panel("Pesan")
    for tone, text in (
        ("accent", "Skenario dimuat: 6 fase, 14 inject"),
        ("go", "Sesi disimpan dan diperiksa: utuh"),
        ("warn", "Baterai 18%. Sambungkan daya sebelum StartEx"),
        ("alarm", "Sesi tidak dapat ditulis: cakram penuh"),
    ):
        notice = Notice()
        notice.say(text, tone, action="Rincian" if tone == "alarm" else "")
        panel.body.addWidget(notice)
    panel.set_body(EmptyHint("clipboard-list", "Belum ada catatan", "Ketik di baris bawah, lalu tekan Enter"))
    return panel


def gallery() -> QWidget:
    window = QWidget()
    window.setWindowTitle("Gladi")
    whole = QVBoxLayout(window)
    whole.setContentsMargins(GAP, GAP, GAP, GAP)
    whole.setSpacing(GAP)
    whole.addWidget(band())
    whole.addWidget(clocks(), 2)
    middle = QHBoxLayout()
    middle.setSpacing(GAP)
    middle.addWidget(buttons(), 3)
    middle.addWidget(chips(), 2)
    whole.addLayout(middle, 2)
    lower = QHBoxLayout()
    lower.setSpacing(GAP)
    lower.addWidget(type_scale(), 3)
    lower.addWidget(marks(), 2)
    lower.addWidget(controls(), 3)
    lower.addWidget(notices(), 5)
    whole.addLayout(lower, 2)
    return window


PAGES = {"kit": gallery, "dialogs": dialogs_page}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.ui.gallery")
    parser.add_argument("out")
    parser.add_argument("--theme", choices=tuple(THEMES), default="siang")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--page", choices=tuple(PAGES), default="kit")
    chosen = parser.parse_args(arguments)
    use_language("en")
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    apply(application, THEMES[chosen.theme], scale=chosen.scale)
    window = PAGES[chosen.page]()
    window.resize(QSize(*(int(part) for part in chosen.size.split("x"))))
    window.show()
    application.processEvents()
    saved = window.grab().save(chosen.out)
    window.close()
    window.deleteLater()
    return 0 if saved else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
