"""The page of a sheet: its cells and what they mean at the left, what comes of it at the right."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from player.i18n import _
from player.scenario.msel import SheetProblem
from player.ui.actions import ActionTable
from player.ui.mapper.detail import CellCard, Hairline
from player.ui.mapper.grid import SheetGrid
from player.ui.mapper.menus import open_field_menu, open_header_menu, open_sheet_menu
from player.ui.mapper.options import OptionBar, below
from player.ui.mapper.preview import Preview
from player.ui.mapper.sheet_import import SheetImport
from player.ui.run.panel import action_button
from player.ui.theme import GAP, SPACE, scaled
from player.ui.widgets import Band, Chip, EmptyHint, Label, Notice, Panel, Readout

_CARD_PX = 104
_SHARES = (57, 43)


class MapperBand(Band):
    """What is imported, how much of it comes through, and the two ways out."""

    def __init__(self, work: SheetImport, actions: ActionTable) -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Label(_("Import of {file}").format(file=work.path.name), "title", "band"))
        words.addWidget(Label(str(work.path.parent), "small", "band_soft"))
        words.addStretch(1)
        self.row.setSpacing(4 * SPACE)
        self.row.addWidget(Chip(_("EXERCISE"), "", "exercise", look="solid", role="banner"))
        self.row.addLayout(words, 1)
        self.readouts = [
            Readout(caption, widest, on_band=True, role="figure_s")
            for caption, widest in (
                (_("imported"), "000 / 000"),
                (_("with a remark"), "00"),
                (_("phases"), "00"),
            )
        ]
        for readout in self.readouts:
            self.row.addWidget(readout)
        self.save = action_button(actions, "save_import", variant="primary")
        self.row.addWidget(self.save)
        self.row.addWidget(action_button(actions, "leave_import"))

    def show_numbers(self, imported: int, wanted: int, remarked: int, phases: int) -> None:
        """Show how much comes through."""
        for readout, value in zip(self.readouts, (f"{imported} / {wanted}", f"{remarked}", f"{phases}"), strict=True):
            readout.set_value(value)


class MapperPage(QWidget):
    """A sheet on its way to a script.

    Args:
        work: the sheet.
        actions: what can be done.
    """

    def __init__(self, work: SheetImport, actions: ActionTable) -> None:
        super().__init__()
        self.work = work
        self.band = MapperBand(work, actions)
        self.notice = Notice()
        self.notice.acted.connect(self._take_advice)
        self.options = OptionBar(work, actions)
        self.grid, self.card, self.preview = SheetGrid(), CellCard(), Preview()
        self._waiting = EmptyHint("hourglass", _("Reading the sheet …"), work.path.name)
        self._failed: QWidget | None = None
        self._actions = actions
        self._advised = ""
        self._body = self._lay_out()
        frame = QVBoxLayout()
        frame.setContentsMargins(GAP, GAP, GAP, GAP)
        frame.setSpacing(GAP)
        frame.addWidget(self.notice)
        frame.addWidget(self.options)
        frame.addWidget(self._body, 1)
        frame.addWidget(self._waiting, 1)
        self._frame = frame
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.band)
        whole.addLayout(frame, 1)
        self.options.start.returnPressed.connect(self.take_focus)
        self.options.start.left.connect(self.take_start)
        self.grid.moved.connect(self._tell_cell)
        self.grid.asked.connect(lambda _section: self.ask_field())
        self.preview.asked.connect(self._go_to)
        work.opened.connect(self.show_opened)
        work.changed.connect(self.show_choices)
        work.previewed.connect(self.show_outcome)
        work.working.connect(self._tell_working)
        self.show_opened()
        if work.choices is not None:
            self.show_choices()
        if work.outcome is not None:
            self.show_outcome()
        self._tell_working()

    def take_focus(self) -> None:
        """Put the keyboard into the sheet."""
        (self.grid if self.work.choices is not None else self).setFocus()

    # What is shown

    def show_opened(self) -> None:
        """Show that the file has been read, or why it cannot be imported."""
        work = self.work
        ready = work.choices is not None
        self._body.setVisible(ready)
        self.options.setVisible(ready)
        self._waiting.setVisible(not ready and work.problem is None)
        for readout in self.band.readouts:
            readout.setVisible(ready)
        if ready and work.problem is not None:
            self.notice.say(str(work.problem), "alarm")
        elif work.problem is not None:
            self._tell_failure(str(work.problem))
        elif self._failed is not None:
            self._failed.hide()
        self._enable_save()
        if ready:
            self.take_focus()

    def show_choices(self) -> None:
        """Show what is chosen."""
        choices = self.work.choices
        if choices is not None:
            self.grid.show_sheet(choices.table, choices.mapping)
            self.options.refresh()
            self._tell_cell()

    def show_outcome(self) -> None:
        """Show what comes of it."""
        outcome = self.work.outcome
        if outcome is None:
            return
        self.grid.cells.show_results(outcome.by_row)
        self.grid.viewport().update()
        self.preview.show_outcome(outcome)
        self.band.show_numbers(outcome.imported, outcome.wanted, outcome.remarked, len(outcome.result.phases))
        self.options.refresh_start()
        self._tell_cell()
        if outcome.problem:
            self.notice.say(outcome.problem, "alarm")
        elif outcome.startex_at and self._advised != outcome.startex_at:
            self._advised = outcome.startex_at
            text = _(
                "Row {row} of the sheet is StartEx, at {clock}. What lies before it is planned as part of the drill."
            )
            row = outcome.result.advice[0].values.get("row", "")
            action = _("StartEx at {clock}").format(clock=outcome.startex_at)
            self.notice.say(text.format(row=row, clock=outcome.startex_at), action=action)
        elif self.notice.tone != "accent" or not outcome.startex_at:
            self.notice.dismiss()

    # What the table of actions asks for

    def ask_field(self) -> None:
        """Ask what the column that has the keyboard means."""
        choices = self.work.choices
        section = self.grid.currentIndex().column()
        column = self.grid.cells.column(section)
        if choices is None or column is None:
            return
        header = self.grid.horizontalHeader()
        left = max(0, header.sectionViewportPosition(section))
        where = header.viewport().mapToGlobal(QPoint(left, header.height() - 2 * SPACE))
        index = column.index
        open_field_menu(self, where, choices.mapping, index, lambda field: self.work.choose_field(index, field))

    def ask_sheet(self) -> None:
        """Ask which sheet."""
        work = self.work
        if work.workbook is not None and work.choices is not None and len(work.workbook.tables) > 1:
            open_sheet_menu(self, below(self.options.sheet), work.workbook, work.choices.table, work.choose_sheet)

    def ask_header(self) -> None:
        """Ask which row names the columns."""
        choices = self.work.choices
        if choices is not None:
            where = below(self.options.header)
            open_header_menu(self, where, choices.table, choices.mapping.header, self.work.choose_header)

    def set_header_here(self) -> None:
        """Let the row that has the keyboard name the columns."""
        number = self.grid.cells.number_of(self.grid.currentIndex().row())
        if number:
            self.work.choose_header(number)

    def begin_start(self) -> None:
        """Put the keyboard into the field of StartEx."""
        self.options.start.setFocus()
        self.options.start.selectAll()

    def take_start(self) -> bool:
        """Take StartEx as it was typed; gives whether it is a time."""
        try:
            self.work.choose_start(self.options.start.text().strip())
        except SheetProblem as problem:
            self.notice.say(str(problem), "warn")
            return False
        return True

    # Within

    def _lay_out(self) -> QSplitter:
        sheet = Panel(_("The sheet"), pad_px=0)
        for action in ("choose_field", "header_here"):
            sheet.add_to_strip(action_button(self._actions, action, size="small", bare=True))
        sheet.body.setSpacing(0)
        sheet.body.addWidget(self.grid, 1)
        self.card.setFixedHeight(scaled(_CARD_PX))
        sheet.body.addWidget(Hairline())
        sheet.body.addWidget(self.card)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(GAP)
        split.setChildrenCollapsible(False)
        split.addWidget(sheet)
        split.addWidget(self.preview)
        split.setStretchFactor(0, _SHARES[0])
        split.setStretchFactor(1, _SHARES[1])
        split.setSizes([_SHARES[0] * 100, _SHARES[1] * 100])
        return split

    def _tell_cell(self) -> None:
        index = self.grid.currentIndex()
        self.card.show_cell(self.grid.cells, index.row(), index.column())
        self.preview.follow(self.grid.cells.number_of(index.row()))

    def _go_to(self, number: int, column: int | None) -> None:
        cells = self.grid.cells
        section = cells.section_of(column) if column is not None else -1
        self.grid.go_to(cells.place_of(number), section if section >= 0 else self.grid.currentIndex().column())

    def _tell_working(self) -> None:
        self.preview.show_working(self.work.is_stale)
        self._enable_save()

    def _enable_save(self) -> None:
        outcome = self.work.outcome
        self.band.save.setEnabled(outcome is not None and outcome.can_save)

    def _tell_failure(self, sentence: str) -> None:
        if self._failed is not None:
            self._failed.deleteLater()
        self._failed = _failure(sentence, self._actions)
        self._frame.addWidget(self._failed, 1)

    def _take_advice(self) -> None:
        if self._advised:
            self.work.choose_start(self._advised)


def _failure(sentence: str, actions: ActionTable) -> QWidget:
    """What stands in the place of a sheet that cannot be imported."""
    page = QWidget()
    foot = QHBoxLayout()
    foot.setSpacing(2 * SPACE)
    foot.addStretch(1)
    foot.addWidget(action_button(actions, "import_sheet"))
    foot.addWidget(action_button(actions, "leave_import"))
    foot.addStretch(1)
    whole = QVBoxLayout(page)
    whole.addStretch(1)
    whole.addWidget(EmptyHint("file-warning", _("This cannot be imported"), sentence))
    whole.addLayout(foot)
    whole.addStretch(1)
    page.setAccessibleName(sentence)
    return page
