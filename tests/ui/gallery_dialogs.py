"""What Qt draws itself, in the dress of the style sheet: dialogs, menus, tables, fields."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QGridLayout,
    QGroupBox,
    QLabel,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QProgressBar,
    QSpinBox,
    QTableView,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from player.ui.theme import GAP, MEDIUM_PX, PAD, icon, theme_in_use


def table_model() -> QStandardItemModel:
    model = QStandardItemModel(0, 3)
    model.setHorizontalHeaderLabels(["Waktu", "Kejadian", "Pelaku"])
    for second in range(12):
        cells = [QStandardItem(f"00:30:{second:02}"), QStandardItem("Inject ditembakkan"), QStandardItem("pengendali")]
        cells[1].setCheckable(second % 3 == 0)
        if second % 3 == 0:
            cells[1].setCheckState(Qt.CheckState.Checked if second % 2 else Qt.CheckState.Unchecked)
        model.appendRow(cells)
    return model


def message_box() -> QMessageBox:
    box = QMessageBox()
    box.setWindowTitle("Akhiri latihan")
    box.setIconPixmap(icon("triangle-alert", theme_in_use().tones.warn.text, 32).pixmap(32))
    box.setText("Akhiri latihan sekarang?")
    box.setInformativeText("Setelah EndEx, log hanya dapat dibaca. Tahan tombol selama dua detik untuk mengakhiri.")
    box.addButton("Kembali ke latihan", QMessageBox.ButtonRole.RejectRole)
    box.addButton("Akhiri", QMessageBox.ButtonRole.DestructiveRole)
    return box


def menu() -> QMenu:
    shown = QMenu()
    ink = theme_in_use().ink
    shown.addAction(icon("folder-open", ink, MEDIUM_PX), "Buka skenario …\tCtrl+O")
    shown.addAction(icon("file-check", ink, MEDIUM_PX), "Periksa sesi\tCtrl+I")
    shown.addSeparator()
    off = shown.addAction("Cetak\tCtrl+P")
    off.setEnabled(False)
    chosen = shown.addAction("Tema siang")
    chosen.setCheckable(True)
    chosen.setChecked(True)
    shown.addMenu("Bahasa")
    return shown


def fields() -> QWidget:
    group = QGroupBox("Perintah")
    column = QVBoxLayout(group)
    editable = QComboBox()
    editable.setEditable(True)
    editable.addItems(["Danki", "Kapolres"])
    number = QSpinBox()
    number.setSuffix(" menit")
    number.setValue(12)
    text = QPlainTextEdit("Pagar sisi timur terbuka, dua perisai retak.")
    text.setMaximumHeight(70)
    progress = QProgressBar()
    progress.setValue(42)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
    for widget in (QLabel("Siapa yang memerintah"), editable, number, text, progress, buttons):
        column.addWidget(widget)
    return group


def dialogs_page() -> QWidget:
    window = QWidget()
    window.setStyleSheet("")
    grid = QGridLayout(window)
    grid.setContentsMargins(PAD, PAD, PAD, PAD)
    grid.setSpacing(4 * GAP)
    table = QTableView()
    model = table_model()
    model.setParent(table)
    table.setModel(model)
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.selectRow(2)
    tree = QTreeView()
    tree.setModel(model)
    for place, widget in enumerate((message_box(), menu(), table, tree, fields())):
        widget.setWindowFlags(Qt.WindowType.Widget)
        grid.addWidget(widget, place // 3, place % 3)
        widget.show()
    return window
