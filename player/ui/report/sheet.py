"""The sheets of the report and of the export of a session."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from player.i18n import _
from player.ui.report.files_sheet import Desk, FilesSheet, Words
from player.ui.report.writing import Wish, export_titles, format_titles, table_titles
from player.ui.widgets import ActionButton

__all__ = ["ExportSheet", "ReportSheet"]

CSV = "csv"


class ReportSheet(FilesSheet):
    """Asks how the report is wanted; ``missing``: what it will lack, or empty."""

    def __init__(self, wish: Wish, desk: Desk, parent: QWidget, missing: str = "") -> None:
        title, busy = _("After-action report"), _("Writing the report …")
        words = Words(title, wish.session.name, _("Write report"), busy, format_titles(), missing)
        super().__init__(wish, desk, parent, words)


class ExportSheet(FilesSheet):
    """Asks in which formats the session is wanted, and which of its tables as plain text."""

    def __init__(self, wish: Wish, desk: Desk, parent: QWidget) -> None:
        self._tables = dict(table_titles())
        self._table = ActionButton("", "list", "T")
        self._table.clicked.connect(self._next_table)
        words = Words(_("Export"), wish.session.name, _("Write files"), _("Writing the files …"), export_titles())
        super().__init__(wish, desk, parent, words)

    def more_choices(self) -> Sequence[ActionButton]:
        """Which table goes into the file of plain text, while one is wanted."""
        self._table.setVisible(CSV in self.wish.formats)
        text = _("Table in CSV: {table}").format(table=self._tables[self.wish.table])
        self._table.setText(text)
        self._table.setAccessibleName(text)
        return (self._table,)

    @property
    def more_keys(self) -> Mapping[Qt.Key, Callable[[], object]]:
        """T: another table."""
        return {Qt.Key.Key_T: self._next_table}

    def _next_table(self) -> None:
        if CSV not in self.wish.formats:
            return
        names = list(self._tables)
        self.change(table=names[(names.index(self.wish.table) + 1) % len(names)])
