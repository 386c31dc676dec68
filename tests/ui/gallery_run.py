"""A still of a Run window made of kit widgets alone, to judge hierarchy and rhythm at 1366x768."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from player.model.doctrine import Situation
from player.ui.theme import GAP, PAD, SPACE, colour
from player.ui.widgets import (
    ROW_ROLE,
    ActionButton,
    Band,
    BigClock,
    Cell,
    Chip,
    Column,
    KeyCap,
    Label,
    Notice,
    Painted,
    Panel,
    Readout,
    Row,
    RowTable,
    Segments,
    StageMeter,
)

AnyIndex = QModelIndex | QPersistentModelIndex


class Rows(QAbstractTableModel):
    """Rows that never change."""

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, parent: AnyIndex | None = None) -> int:  # noqa: N802
        return len(self._rows)

    def columnCount(self, parent: AnyIndex | None = None) -> int:  # noqa: N802
        return 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self._rows[index.row()] if role == ROW_ROLE else None


def table(columns: Sequence[Column], rows: Sequence[Row], chosen: int | None = None) -> RowTable:
    view = RowTable(columns)
    model = Rows(rows)
    model.setParent(view)
    view.setModel(model)
    if chosen is not None:
        view.selectRow(chosen)
    return view


INJECT_COLUMNS = (
    Column(kind="mark"),
    Column("00:00", "figure_s", right=True),
    Column(),
    Column("JATUH TEMPO", kind="chip"),
)

INJECTS = (
    ("fired", "00:30", "Orator naik mobil komando", "", "soft"),
    ("fired", "02:10", "Orator memanas, massa bersorak", "", "soft"),
    ("late", "03:45", "Botol plastik dilempar ke barisan", "terlambat", "ink"),
    ("standby", "04:30", "Lemparan batu dari sisi barat", "siap", "ink"),
    ("due", "05:00", "Ban dibakar di depan gerbang", "jatuh tempo", "ink"),
    ("pending", "06:00", "Provokator membawa senjata tajam", "", "ink"),
    ("held", "06:30", "Wartawan meminta keterangan Danki", "ditahan", "ink"),
    ("skipped", "07:15", "Massa tambahan datang dari pasar", "dilewati", "soft"),
    ("pending", "08:00", "Satu anggota Dalmas terluka", "", "ink"),
)

CHIP_LOOKS = {
    "siap": ("play:solid", "accent", "solid"),
    "terlambat": ("circle-alert", "alarm", "solid"),
    "jatuh tempo": ("clock", "warn", "solid"),
    "ditahan": ("hand", "warn", "soft"),
    "dilewati": ("", "neutral", "outline"),
}


def inject_rows() -> list[Row]:
    rows = []
    for status, at, title, word, tone in INJECTS:
        chip = None
        if word:
            icon, chip_tone, look = CHIP_LOOKS[word]
            chip = Cell(word, chip_tone, icon, look=look)
        role = "strong" if status in ("standby", "late", "due") else ""
        rows.append(Row((Cell(status), Cell(at, tone), Cell(title, tone, role=role), chip)))
    return rows


def expected() -> Panel:
    panel = Panel("Tindakan diharapkan", pad_px=0)
    panel.add_to_strip(Chip("1 terlambat", "circle-alert", "alarm"))
    columns = (
        Column(kind="mark"),
        Column(),
        Column(kind="deadline", width_px=70),
        Column("+00:00", "figure_s", right=True),
    )
    rows = (
        Row((Cell("missed"), Cell("Negosiasi oleh Kabag Ops", role="strong"), Cell(part=-1), Cell("+00:31", "alarm"))),
        Row((Cell("open"), Cell("Himbauan pengeras suara"), Cell(part=0.18), Cell("00:21", "warn"))),
        Row((Cell("open"), Cell("Barisan dalmas maju dua langkah"), Cell(part=0.7), Cell("01:12"))),
        Row((Cell("met"), Cell("Laporan situasi ke Kapolres", "soft"), None, Cell("00:48", "soft"))),
    )
    panel.set_body(table(columns, rows))
    return panel


def units() -> Panel:
    panel = Panel("Satuan dan perintah", pad_px=0)
    panel.add_to_strip(Label("112 personel", "figure_s", "soft"))
    columns = (
        Column(kind="mark"),
        Column("Dalmas Lanjut", "strong"),
        Column(),
        Column("tahap 5", "figure_s", right=True),
        Column("00:00:00", "figure_s", right=True),
    )
    rows = (
        Row((Cell("running"), Cell("Dalmas Awal"), Cell("barisan perisai"), Cell("tahap 1"), Cell("12:40", "soft"))),
        Row((Cell("running"), Cell("Negosiator"), Cell("negosiasi"), Cell("tahap 2"), Cell("04:02", "soft"))),
        Row((Cell("running"), Cell("Dalmas Lanjut"), Cell("dorong perisai"), Cell("tahap 4"), Cell("01:15", "soft"))),
        Row((Cell("stopped"), Cell("Water cannon", "soft"), Cell("siaga", "soft"), None, None)),
    )
    panel.set_body(table(columns, rows))
    return panel


def log() -> Panel:
    panel = Panel("Log", pad_px=0)
    panel.add_to_strip(Segments((("all", "semua", ""), ("inject", "inject", ""), ("note", "catatan", "")), small=True))
    columns = (
        Column("#000", "figure_s", right=True),
        Column("00:00:00", "figure_s", right=True),
        Column(kind="icon"),
        Column(),
        Column("PENGENDALI", "caption", right=True),
    )
    rows = (
        (409, "00:30:02", "megaphone", "Himbauan dimulai oleh Negosiator, perintah Danki", "ink", False),
        (410, "00:30:41", "message-square", "Catatan: pagar sisi timur terbuka", "ink", True),
        (411, "00:30:58", "circle-alert", "Tindakan diharapkan terlewat: negosiasi oleh Kabag Ops", "alarm", False),
        (412, "00:31:07", "zap", "Inject ditembakkan: Orator memanas, massa bersorak", "ink", False),
    )
    shown = [
        Row(
            (
                Cell(f"#{seq}", "soft"),
                Cell(at),
                Cell(icon=icon, tone=tone),
                Cell(text, tone),
                Cell("pengendali", "soft"),
            ),
            struck=struck,
        )
        for seq, at, icon, text, tone, struck in rows
    ]
    panel.body.setSpacing(0)
    panel.set_body(table(columns, shown))
    entry = QLineEdit()
    entry.setPlaceholderText("Tulis catatan, lalu Enter")
    line = QHBoxLayout()
    line.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
    line.addWidget(entry, 1)
    line.addWidget(KeyCap("Enter"))
    panel.body.addLayout(line)
    return panel


class PlotStandIn(Painted):
    """Where a plot goes."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        height = self.height() / 3
        for place, ground in enumerate(reversed(self.theme.plots.bands)):
            painter.fillRect(0, round(place * height), self.width(), round(height) + 1, colour(ground))


def plots() -> tuple[Panel, Panel]:
    tension = Panel("Ketegangan", pad_px=0)
    chip = Chip()
    chip.show_situation(Situation.KUNING)
    tension.add_to_strip(Label("62", "figure_m"))
    tension.add_to_strip(chip)
    tension.set_body(PlotStandIn())
    force = Panel("Kekuatan", pad_px=2 * SPACE)
    force.add_to_strip(Label("tahap 5, batas 4", "figure_s"))
    meter = StageMeter()
    meter.set_force(5, 4)
    force.body.addWidget(meter)
    force.set_body(PlotStandIn())
    return tension, force


def now() -> Panel:
    panel = Panel("Sekarang", pad_px=0)
    panel.add_to_strip(Label("fase 3 / 6", "figure_s", "soft"))
    words = QVBoxLayout()
    words.setContentsMargins(PAD, 2 * SPACE, PAD, 0)
    words.setSpacing(0)
    words.addWidget(Label("Saling dorong di gerbang", "title"))
    words.addWidget(Label("berikut: Anarkis", "body", "soft"))
    panel.body.setSpacing(0)
    panel.body.addLayout(words)
    clock = BigClock()
    clock.set_time(277_000, 600_000)
    clock.set_note("10:00")
    panel.set_body(clock)
    return panel


def standby() -> Panel:
    panel = Panel("Berikut")
    panel.set_tone("accent")
    panel.add_to_strip(Label("dalam 00:18", "figure_s", "accent"))
    panel.body.addWidget(Label("Lemparan batu dari sisi barat", "title"))
    who = QHBoxLayout()
    who.setSpacing(2 * SPACE)
    who.addWidget(Chip("radio", "radio"))
    who.addWidget(Label("Koordinator massa → semua", "body", "soft"), 1)
    panel.body.addLayout(who)
    text = "“Sekelompok massa di sisi barat melempar batu ke arah barisan. Satu perisai pecah.”"
    panel.body.addWidget(Label(text, "script", wrap=True))
    panel.body.addStretch(1)
    go = ActionButton("GO", "play:solid", "Spasi", variant="primary", size="hero")
    panel.body.addWidget(go)
    buttons = QHBoxLayout()
    buttons.setSpacing(SPACE)
    buttons.addWidget(ActionButton("Tahan", "hand", "H"), 1)
    buttons.addWidget(ActionButton("Lewati", "skip-forward", "S"), 1)
    panel.body.addLayout(buttons)
    return panel


def band() -> Band:
    top = Band()
    top.row.addWidget(Chip("Latihan", "", "exercise", look="solid", role="banner"))
    top.row.addWidget(Label("Sispamkota OKU Timur 2024", "title", "band"))
    top.row.addWidget(Segments((("run", "Jalankan", "play"), ("review", "Tinjau", "activity")), on_band=True))
    top.row.addStretch(1)
    for caption, value in (("WIB", "09:41:07"), ("Latihan", "00:31:07"), ("Tersimpan", "#412"), ("Baterai", "78%")):
        readout = Readout(caption, value, on_band=True)
        readout.set_value(value)
        top.row.addWidget(readout)
    top.row.addWidget(ActionButton("Tahan", "pause", "F9"))
    return top


def run_page() -> QWidget:
    window = QWidget()
    whole = QVBoxLayout(window)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addWidget(band())
    notice = Notice()
    notice.say("Sesi kemarin terputus 04:12 sebelum ditutup. Lanjutkan?", "warn", action="Lanjutkan")
    whole.addWidget(notice)
    inside = QWidget()
    grid = QGridLayout(inside)
    grid.setContentsMargins(GAP, GAP, GAP, GAP)
    grid.setSpacing(GAP)
    injects = Panel("Inject", pad_px=0)
    injects.add_to_strip(Label("3 / 14", "figure_s", "soft"))
    injects.set_body(table(INJECT_COLUMNS, inject_rows(), chosen=3))
    tension, force = plots()
    right = QVBoxLayout()
    right.setSpacing(GAP)
    right.addWidget(tension, 3)
    right.addWidget(force, 2)
    right.addWidget(units(), 2)
    grid.addWidget(now(), 0, 0)
    grid.addWidget(injects, 0, 1)
    grid.addWidget(standby(), 1, 0)
    grid.addWidget(expected(), 1, 1)
    grid.addLayout(right, 0, 2, 2, 1)
    grid.addWidget(log(), 2, 0, 1, 3)
    for column, weight in enumerate((30, 36, 34)):
        grid.setColumnStretch(column, weight)
        grid.setColumnMinimumWidth(column, weight * 12)
    for line, weight in enumerate((42, 36, 22)):
        grid.setRowStretch(line, weight)
    whole.addWidget(inside, 1)
    return window
