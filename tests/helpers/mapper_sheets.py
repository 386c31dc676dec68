"""A small sheet of a planner, and the page on which it becomes a script."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from player.ui.mapper.page import MapperPage
from tests.helpers.desk import Desk

TABLE = """No,Waktu,Judul,Uraian,Catatan lain
1,09:00,Massa datang,Seratus orang berkumpul di gerbang,a
2,09:10,Orator,Orator naik ke mobil bak terbuka,b
3,09:20,Lemparan,Botol air dilempar ke arah tameng,c
"""


def write_sheet(folder: Path) -> Path:
    """A sheet of three injects, alone in a folder of its own."""
    file = folder / "sheets" / "msel.csv"
    file.parent.mkdir()
    file.write_text(TABLE, encoding="utf-8")
    return file


def open_sheet(desk: Desk, path: Path) -> MapperPage:
    """Open a sheet; gives its page."""
    assert desk.window.open_file(path)
    QApplication.processEvents()
    page = desk.window.sheets.page
    assert page is not None
    return page
