"""Objectives, readiness and tags of the script."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout

from player.i18n import N_, _, ngettext
from player.model.doctrine import BEHAVIOUR_TITLES, READINESS_KINDS, TAG_COLOURS
from player.ui.rows import part_of
from player.ui.scenario.board import Board
from player.ui.scenario.cards import gate_words, objective_paras, origin_words
from player.ui.scenario.picklist import PickList, paint_ground
from player.ui.scenario.tab import ListTab, Tab
from player.ui.scenario.words import DOT
from player.ui.theme import MEDIUM_PX, PAD, Theme, scaled, text_font
from player.ui.widgets import EmptyHint, paint_icon_in, paint_key_cap, paint_text
from player.ui.widgets.painted import RIGHT, text_width

_ROW_PX = 42


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An entry with a sign, two lines and something at the right.

    Attributes:
        icon: name of its icon; ``cap``: or what stands on a key.
        tone: of its sign.
    """

    key: str
    title: str
    detail: str
    right: str = ""
    icon: str = ""
    cap: str = ""
    tone: str = "neutral"
    chosen: bool = False

    @property
    def spoken(self) -> str:
        """The row in words."""
        return " ".join(filter(None, (self.cap, self.title, self.detail, self.right)))


def paint_item_row(painter: QPainter, box: QRectF, row: ItemRow, theme: Theme) -> None:
    """Paint an entry over two lines, or one where it has no second."""
    paint_ground(painter, box, theme, chosen=row.chosen)
    left, right = box.left() + PAD, box.right() - PAD
    size = scaled(MEDIUM_PX)
    ink = theme.tone(row.tone).text
    if row.cap:
        cap = QRectF(left, box.center().y() - size / 2, size, size)
        paint_key_cap(painter, cap, text_font("key"), ink, row.cap)
    elif row.icon:
        paint_icon_in(painter, box, left, row.icon, ink, size)
    left += size + PAD
    if row.right:
        small = text_font("small")
        width = min(text_width(small, row.right) + 1, (right - left) * 0.4)
        paint_text(painter, small, theme.ink_soft, part_of(box, right - width, width), row.right, RIGHT)
        right -= width + PAD
    room = QRectF(left, box.top() + 3, right - left, box.height() - 6)
    upper = QRectF(room.left(), room.top(), room.width(), room.height() / 2) if row.detail else room
    paint_text(painter, text_font("strong"), theme.ink, upper, row.title)
    if row.detail:
        lower = QRectF(room.left(), upper.bottom(), room.width(), room.height() / 2)
        paint_text(painter, text_font("small"), theme.ink_soft, lower, row.detail)


class ObjectiveTab(ListTab):
    """What the drill is to train, and what in it shows that."""

    NAME = "objectives"
    TITLE = N_("Objectives")
    ICON = "target"

    def __init__(self, board: Board) -> None:
        hint = ("target", _("No objectives"), _("An objective says what the drill trains; expected actions show it."))
        super().__init__(board, PickList(_("Objectives"), paint_item_row, height_px=_ROW_PX), hint, (50, 50))

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.board.scenario.objectives)

    def refresh(self) -> None:
        """List them."""
        scenario = self.board.scenario
        rows = []
        for objective in scenario.objectives.values():
            served = sum(1 for one in scenario.expected_by_id.values() if one.objective == objective.id)
            tasks = len(objective.tasks)
            said = [ngettext("{n} expected action", "{n} expected actions", served).format(n=served)]
            if tasks:
                said.insert(0, ngettext("{n} critical task", "{n} critical tasks", tasks).format(n=tasks))
            icon, tone = ("target", "neutral") if served else ("triangle-alert", "warn")
            rows.append(ItemRow(objective.id, str(objective.title), DOT.join(said), icon=icon, tone=tone))
        self.show_rows(rows)

    def tell(self, *, anew: bool) -> None:
        """Show the chosen objective."""
        row = self.main.chosen if self.main is not None else None
        scenario = self.board.scenario
        objective = scenario.objectives.get(row.key) if row is not None else None
        self.card.show_paras(objective_paras(scenario, objective) if objective is not None else [], anew=anew)


class PlainListTab(Tab):
    """A list whose rows say everything."""

    def __init__(self, board: Board, hint: tuple[str, str, str]) -> None:
        super().__init__(board)
        self.main = self.list = PickList(_(self.TITLE), paint_item_row, height_px=_ROW_PX)
        self.hint = EmptyHint(*hint)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.list, 1)
        whole.addWidget(self.hint, 1)

    def refresh(self) -> None:
        """List its rows."""
        rows = self.rows()
        chosen = self.list.chosen
        self.list.show_rows(rows, chosen.key if chosen is not None else None)
        self.list.setVisible(bool(rows))
        self.hint.setVisible(not rows)

    def rows(self) -> list[ItemRow]:
        """Its rows; each tab has its own.

        Raises:
            NotImplementedError: this one has none.
        """
        raise NotImplementedError


class ReadinessTab(PlainListTab):
    """What is checked at the muster."""

    NAME = "readiness"
    TITLE = N_("Readiness")
    ICON = "square-check"

    def __init__(self, board: Board) -> None:
        super().__init__(board, ("square-check", _("No readiness items"), _("They are checked at the muster (apel).")))

    @property
    def count(self) -> int:
        """How many items there are."""
        return len(self.board.scenario.readiness)

    def rows(self) -> list[ItemRow]:
        """The items, gate by gate in the order of the script."""
        scenario = self.board.scenario
        rows = []
        for item in scenario.readiness.values():
            unit = str(scenario.units[item.unit].title) if item.unit is not None else ""
            needed = _("required") if item.required else _("optional")
            detail = DOT.join(
                filter(None, (needed, _(READINESS_KINDS[item.kind]), unit, origin_words(scenario, item.origin)))
            )
            icon = "square-check" if item.required else "square"
            rows.append(ItemRow(item.id, str(item.text), detail, gate_words(scenario, item.gate), icon))
        return rows


class TagTab(PlainListTab):
    """What an observer logs with one key."""

    NAME = "tags"
    TITLE = N_("Tags")
    ICON = "tag"

    def __init__(self, board: Board) -> None:
        super().__init__(board, ("tag", _("No tags"), _("A tag is what an observer logs with one key.")))

    @property
    def count(self) -> int:
        """How many tags there are."""
        return len(self.board.scenario.tags)

    def rows(self) -> list[ItemRow]:
        """The tags by their key."""
        rows = []
        for tag in sorted(self.board.scenario.tags.values(), key=lambda one: one.key):
            said = [_(TAG_COLOURS[tag.colour])]
            if tag.behaviour is not None:
                said.insert(0, _("behaviour: {behaviour}").format(behaviour=_(BEHAVIOUR_TITLES[tag.behaviour])))
            if tag.unlawful:
                said.append(_("unlawful act: situation red"))
            tone = _TAG_TONES.get(tag.colour, "neutral")
            rows.append(ItemRow(tag.id, str(tag.text), DOT.join(said), cap=str(tag.key), tone=tone))
        return rows


_TAG_TONES = {"green": "go", "yellow": "warn", "orange": "warn", "red": "alarm", "blue": "accent", "purple": "accent"}
