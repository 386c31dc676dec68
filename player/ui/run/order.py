"""Who ordered it? Asked in one small sheet, answered by one digit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from player.i18n import _
from player.model.course import UnitAction
from player.model.doctrine import ACTION_KINDS, CHANNELS
from player.model.scenario import Scenario
from player.ui.sheets import Sheet
from player.ui.theme import SPACE, scaled
from player.ui.widgets import ActionButton, Label

ORDER_CHANNELS = ("radio", "voice", "phone", "signal", "loudspeaker", "note")
KEYED_RANKS = 9
"""So many ranks have a digit of their own; the rest are clicked."""


class OrderSheet(Sheet):
    """Names who ordered an action, by which channel; or says that nobody did.

    Attributes:
        ranks: the ranks on offer, which are those of the script: first the one it plans, then those it allows.
        rank: the rank chosen, empty for none; ``who``: the name; ``channel``: how it was given; ``reason``: why. Read
            after `exec`.
    """

    def __init__(self, scenario: Scenario, offer: UnitAction, *, only_order: bool, parent: QWidget) -> None:
        super().__init__(_("Order"), parent)
        self.rank = ""
        title = f"{_(ACTION_KINDS[offer.does].title)} · {scenario.units[offer.unit].title}"
        ask = _("Who gives the order?") if only_order else _("Who ordered it? The digit starts the action.")
        planned = offer.order
        wanted = ((planned.rank,) if planned is not None else ()) + offer.order_from
        allowed = tuple(rank for rank in dict.fromkeys(wanted) if rank in scenario.ranks)
        self.ranks = allowed + tuple(rank for rank in scenario.ranks if rank not in allowed)
        self._reason = QLineEdit(str(offer.reason))
        self._reason.setPlaceholderText(_("Reason (may stay empty)"))
        self._reason.setAccessibleName(_("Reason"))
        self._name = QLineEdit()
        self._name.setPlaceholderText(_("Name (may stay empty)"))
        self._name.setAccessibleName(_("Name of who gives the order"))
        self._channel = QComboBox()
        self._channel.setAccessibleName(_("Channel"))
        usual = planned.channel if planned is not None else ORDER_CHANNELS[0]
        for channel in dict.fromkeys((*ORDER_CHANNELS, usual)):
            self._channel.addItem(_(CHANNELS[channel]), channel)
        self._channel.setCurrentIndex(self._channel.findData(usual))
        whole = self.column
        whole.addWidget(Label(title, "title"))
        whole.addWidget(Label(ask, "body", "soft"))
        if planned is not None and planned.text:
            whole.addWidget(Label(f"“{planned.text}”", "script", wrap=True))
        whole.addLayout(self._make_ranks(len(allowed)))
        extra = QHBoxLayout()
        extra.setSpacing(2 * SPACE)
        extra.addWidget(self._name, 1)
        extra.addWidget(self._channel)
        whole.addLayout(extra)
        if not only_order:
            whole.addWidget(self._reason)
        whole.addSpacing(2 * SPACE)
        whole.addLayout(self._make_foot(only_order=only_order))
        self.setMinimumWidth(scaled(480))
        self.setFocus()

    @property
    def who(self) -> str:
        """The name written, may be empty."""
        return self._name.text().strip()

    @property
    def reason(self) -> str:
        """Why the action starts, as written; may be empty."""
        return self._reason.text().strip()

    @property
    def channel(self) -> str:
        """How the order was given."""
        return str(self._channel.currentData())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """A digit chooses a rank, 0 none, Esc leaves; Enter does nothing by itself."""
        place = event.key() - Qt.Key.Key_1
        if event.isAutoRepeat() or event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return
        if self._name.hasFocus() or self._reason.hasFocus():
            super().keyPressEvent(event)
        elif 0 <= place < min(len(self.ranks), KEYED_RANKS):
            self._choose(self.ranks[place])
        elif event.key() == Qt.Key.Key_0 and self._without.isVisible():
            self._choose("")
        else:
            super().keyPressEvent(event)

    def _make_ranks(self, allowed: int) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(2 * SPACE)
        for place, rank in enumerate(self.ranks):
            variant = "accent" if place < allowed else "normal"
            key = str(place + 1) if place < KEYED_RANKS else ""
            button = ActionButton(rank, "user-check", key, variant=variant, size="large")
            button.clicked.connect(lambda _checked=False, rank=rank: self._choose(rank))
            grid.addWidget(button, place // 2, place % 2)
        return grid

    def _make_foot(self, *, only_order: bool) -> QHBoxLayout:
        self._without = ActionButton(_("Start with no order"), "circle-alert", "0", variant="danger")
        self._without.clicked.connect(lambda: self._choose(""))
        self._without.setVisible(not only_order)
        leave = ActionButton(_("Cancel"), "x", "Esc", variant="quiet")
        leave.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self._without)
        foot.addStretch(1)
        foot.addWidget(leave)
        return foot

    def _choose(self, rank: str) -> None:
        self.rank = rank
        self.accept()
