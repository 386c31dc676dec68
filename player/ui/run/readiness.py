"""The muster: what must be ready before StartEx or a phase, ticked by one key each, or passed with a reason."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from player.engine import commands as do
from player.engine.state import Status
from player.i18n import N_, _
from player.model.entries import AT_STARTEX, ReadinessItem
from player.model.scenario import Scenario
from player.ui.actions import ActionTable
from player.ui.keys import stroke_text
from player.ui.rows import RowView
from player.ui.run.course import items_by_gate
from player.ui.run.panel import DrillPanel
from player.ui.run.readiness_rows import ItemRow, count_text, item_row, paint_item_row
from player.ui.sheets import Sheet
from player.ui.theme import MEDIUM_PX, PAD, RULE, SPACE, scaled
from player.ui.views import DrillView
from player.ui.widgets import ActionButton, KeyCap, Label, paint_box, paint_icon_in
from player.ui.widgets.buttons import KitButton
from player.ui.widgets.scroll import scrolling

NAME = "readiness"
TITLE = N_("Readiness")

ITEM_KEYS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""Keys of the items on the sheet, in order. With Shift a key opens again what it ticks."""

_HINT = N_("A letter ticks an item, with Shift it opens it again.")
_ALL_READY = N_("All that StartEx asks for is ready; no reason is needed.")
_NO_GATE = N_("Nothing is passed here. Before its phase begins, this sheet comes by itself and asks for the reason.")

_ROW_PX = 44
_ITEM_PX = 66
_WIDE_FROM = 7
"""So many items are laid out in two columns."""


class ReadinessPanel(DrillPanel):
    """What is checked before StartEx; it stands where expected actions stand later."""

    def __init__(self, view: DrillView, actions: ActionTable) -> None:
        super().__init__(view, actions, _(TITLE), pad_px=0)
        self._count = Label("", "caption", "soft")
        self.add_to_strip(self._count)
        if view.live:
            self.add_to_strip(KeyCap(stroke_text(actions["readiness"].strokes[0])))
        self._items = items_by_gate(view.scenario).get(AT_STARTEX, [])
        self._list = RowView(_(TITLE), paint_item_row, height_px=_ROW_PX)
        self._list.pressed_at.connect(self._pressed)
        self._list.opened.connect(self._toggle)
        self.set_body(self._list)
        view.changed.connect(self.refresh)
        self.refresh()

    @property
    def is_wanted(self) -> bool:
        """Whether there is something to check before an exercise that has not begun."""
        return bool(self._items) and self.view.state.status is Status.READY

    def refresh(self) -> None:
        """Show the items as they stand."""
        state = self.view.state
        self._list.rows.set_rows([item_row(self.view.scenario, state, item) for item in self._items])
        self._count.setText(count_text(state, self._items))
        self._count.set_tone("warn" if state.open_items(AT_STARTEX) else "go")

    def _pressed(self, place: int, where: QPointF) -> None:
        if where.x() < PAD + scaled(MEDIUM_PX) + 2 * SPACE:
            self._toggle(place)

    def _toggle(self, place: int) -> None:
        item = self._items[place]
        if self.view.live:
            self.view.do(do.CheckReadiness(item.id, item.id not in self.view.state.ready))


class ItemButton(KitButton):
    """An item on the sheet: its key, a tick box, its text and what it is."""

    def __init__(self, key: str, row: ItemRow) -> None:
        super().__init__()
        self._ready = row.ready
        self._words = Label(row.text, "strong", wrap=True)
        self._about = Label(row.about, "small", "soft")
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self._words)
        lines.addWidget(self._about)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        whole.setSpacing(2 * SPACE)
        cap = KeyCap(key) if key else QWidget()
        cap.setFixedWidth(cap.sizeHint().width() if key else scaled(20))
        whole.addWidget(cap)
        whole.addSpacing(scaled(MEDIUM_PX) + 2 * SPACE)
        whole.addLayout(lines, 1)
        self._box_left = 2 * SPACE + cap.width() + 2 * SPACE
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_row(row)

    def show_row(self, row: ItemRow) -> None:
        """Show it as it stands."""
        self._ready = row.ready
        self._words.set_tone("soft" if row.ready else "ink")
        self.setAccessibleName(row.spoken)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for its words."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else QSize()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint ground, outline and tick box."""
        theme, painter, box = self.theme, QPainter(self), self.rect().toRectF()
        tone = theme.tones.go
        ground = theme.surfaces.hover if self.underMouse() else tone.soft if self._ready else theme.surfaces.panel
        paint_box(painter, box, ground, tone.text if self._ready else theme.edge)
        name, ink = ("square-check", tone.text) if self._ready else ("square", theme.ink)
        paint_icon_in(painter, box, self._box_left, name, ink, scaled(MEDIUM_PX))
        if self.shows_focus:
            paint_box(painter, box, None, theme.focus, line_px=RULE + 1)


class ReadinessSheet(Sheet):
    """The muster on one sheet.

    Args:
        view: the live drill; ticks go into its log at once.
        gate: only what stands before this gate, which is then passed; None: everything, to be looked at and ticked, and
            StartEx with a reason where something required is open.
        onward: what is done when the gate is passed, as its button says it.

    Attributes:
        reason: why the gate is passed with items open; empty where none is. Read after `exec`.

    Signals:
        print_wanted: the user wants the muster on paper.
    """

    print_wanted = Signal()

    def __init__(self, view: DrillView, gate: str | None, onward: str, parent: QWidget) -> None:
        super().__init__(_(TITLE), parent)
        self.reason = ""
        self._view, self._gate = view, gate
        groups = items_by_gate(view.scenario)
        shown = groups if gate is None else {gate: groups.get(gate, [])}
        self._items = [item for items in shown.values() for item in items]
        self._buttons: list[ItemButton] = []
        self._count = Label("", "strong", "soft")
        head = QHBoxLayout()
        head.addWidget(Label(_(TITLE) if gate is None else _gate_title(view.scenario, gate), "heading"), 1)
        head.addWidget(self._count)
        self.column.addLayout(head)
        self.column.addWidget(self._make_list(shown))
        self._hint = Label("", "body", "soft", wrap=True)
        self.column.addWidget(self._hint)
        self._reason = QLineEdit()
        self._onward = ActionButton(onward, "play:solid", "Enter", variant="primary", size="large")
        anyway = _("With a reason …") if gate is not None else _("StartEx with a reason …")
        self._anyway = ActionButton(anyway, "circle-alert", "0", variant="danger")
        self.column.addLayout(self._make_foot())
        self._reason.setVisible(False)
        self._asks_reason = False
        self.setFixedWidth(scaled(900 if len(self._items) >= _WIDE_FROM else 560))
        view.changed.connect(self.refresh)
        self.refresh()
        self.setFocus()

    def key_of(self, item: str) -> str:
        """The letter that ticks an item, empty where there are more than letters."""
        place = [one.id for one in self._items].index(item)
        return ITEM_KEYS[place : place + 1]

    def refresh(self) -> None:
        """Show the items as they stand."""
        state = self._view.state
        for item, button in zip(self._items, self._buttons, strict=True):
            button.show_row(item_row(self._view.scenario, state, item))
        self._count.setText(count_text(state, self._items))
        left = self._open()
        self._count.set_tone("warn" if left else "go")
        passing = self._gate is not None
        self._onward.setVisible(passing)
        self._onward.setEnabled(not left or self._asks_reason)
        self._anyway.setVisible(bool(left) and not self._asks_reason)
        hint = _("Letters are the reason now. Enter goes on, Esc closes.") if self._asks_reason else _(_HINT)
        self._hint.setText(hint)
        self._hint.set_tone("soft")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """A letter ticks, Shift and it opens again, 0 asks for a reason, Enter goes on when all is ready.

        Once a reason is asked for, letters are its text.
        """
        key = event.key()
        if event.isAutoRepeat() or key == Qt.Key.Key_Space:
            return
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._go_on()
        elif key == Qt.Key.Key_P and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.print_wanted.emit()
        elif self._reason.hasFocus() or event.modifiers() & _HELD:
            super().keyPressEvent(event)
        elif self._asks_reason and event.text().isprintable() and event.text():
            self._reason.setFocus()  # what is typed now is the reason, and ticks nothing
            self._reason.insert(event.text())
        elif key == Qt.Key.Key_0:
            self._ask_reason()
        elif 0 <= (place := ITEM_KEYS.find(chr(key) if key < _LETTERS_END else "-")) < len(self._items):
            ready = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._check(self._items[place], ready=ready)
        else:
            super().keyPressEvent(event)

    @property
    def passes(self) -> bool:
        """Whether accepting it passes a gate, and does not only close it."""
        return self._gate is not None

    @property
    def _starts_open(self) -> bool:
        """Whether items are open that StartEx asks for."""
        state = self._view.state
        return state.status is Status.READY and bool(state.open_items(AT_STARTEX))

    def _open(self) -> tuple[ReadinessItem, ...]:
        gate = AT_STARTEX if self._gate is None and self._starts_open else self._gate
        return self._view.state.open_items(gate) if gate is not None else ()

    def _check(self, item: ReadinessItem, *, ready: bool) -> None:
        if (item.id in self._view.state.ready) != ready:
            self._view.do(do.CheckReadiness(item.id, ready))

    def _go_on(self) -> None:
        if self._gate is None:
            self.accept()
            return
        self.reason = self._reason.text().strip() if self._open() else ""
        if not self._open() or self.reason:
            self.accept()
        elif self._asks_reason:
            self._hint.setText(_("Write why it goes on although something required is open."))
            self._hint.set_tone("alarm")
            self._reason.setFocus()
        else:
            self._hint.setText(_("Something required is still open. Tick it, or press 0 and give a reason."))
            self._hint.set_tone("alarm")

    def _ask_reason(self) -> None:
        """Ask why the gate is passed with items open; where there is none to pass, say so."""
        if self._gate is None and not self._starts_open:
            ready = self._view.state.status is Status.READY
            self._hint.setText(_(_ALL_READY) if ready else _(_NO_GATE))
            self._hint.set_tone("warn")
            return
        if not self._open():
            self._hint.setText(_(_ALL_READY))
            return
        if self._gate is None:
            self._gate = AT_STARTEX
        self._asks_reason = True
        self._reason.setVisible(True)
        self._reason.setFocus()
        self.refresh()

    def _make_list(self, groups: dict[str, list[ReadinessItem]]) -> QScrollArea:
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(2 * PAD)
        count = 2 if len(self._items) >= _WIDE_FROM else 1
        parts = [QVBoxLayout() for _column in range(count)]
        for part in parts:
            part.setSpacing(SPACE)
            columns.addLayout(part, 1)
        keys = iter(ITEM_KEYS)
        placed = 0
        for gate, items in groups.items():
            heading = _gate_title(self._view.scenario, gate) if self._gate is None else ""
            begun: QVBoxLayout | None = None
            for item in items:
                part = parts[placed * count // max(1, len(self._items))]
                if heading and part is not begun:
                    part.addWidget(Label(heading, "caption", "soft"))
                begun = part
                button = ItemButton(next(keys, ""), item_row(self._view.scenario, self._view.state, item))
                button.clicked.connect(lambda _checked=False, item=item: self._toggle(item))
                self._buttons.append(button)
                part.addWidget(button)
                placed += 1
        for part in parts:
            part.addStretch(1)
        scroll = scrolling(page)
        rows = -(-len(self._items) // count)
        headings = len(groups) if self._gate is None else 0
        scroll.setMinimumHeight(min(scaled(500), rows * scaled(_ITEM_PX) + headings * scaled(24)))
        return scroll

    def _make_foot(self) -> QHBoxLayout:
        self._reason.setPlaceholderText(_("Reason to go on all the same"))
        self._reason.setAccessibleName(_("Reason to go on all the same"))
        self._onward.clicked.connect(self._go_on)
        self._anyway.clicked.connect(self._ask_reason)
        leave = ActionButton(_("Close"), "x", "Esc", variant="quiet")
        leave.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(2 * SPACE)
        foot.addWidget(self._anyway)
        foot.addWidget(self._reason, 1)
        foot.addStretch(0)
        paper = ActionButton(_("Print …"), "printer", "Ctrl+P", variant="quiet")
        paper.clicked.connect(self.print_wanted)
        foot.addWidget(paper)
        foot.addWidget(leave)
        foot.addWidget(self._onward)
        return foot

    def _toggle(self, item: ReadinessItem) -> None:
        self._check(item, ready=item.id not in self._view.state.ready)


_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_LETTERS_END = 0x80


def _gate_title(scenario: Scenario, gate: str) -> str:
    if gate == AT_STARTEX:
        return _("Before StartEx")
    return _("Before the phase “{title}”").format(title=scenario.phase_by_id[gate].title)
