"""What the script is built from and what is assumed in it, and the files it brings along."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from player.i18n import N_, _, ngettext
from player.model.entries import Origin
from player.model.scenario import Scenario
from player.ui.actions import ActionTable
from player.ui.background import Background
from player.ui.run.panel import action_button
from player.ui.scenario.attached import KIND_ICONS, KIND_TITLES, Attached, attached_files, place_of, small_picture
from player.ui.scenario.board import Board
from player.ui.scenario.cards import DOTTED
from player.ui.scenario.column import TextCard
from player.ui.scenario.lists import ItemRow, paint_item_row
from player.ui.scenario.paras import Para
from player.ui.scenario.picklist import OWN_KEYS, PickList
from player.ui.scenario.tab import Tab, beside
from player.ui.scenario.words import DOT
from player.ui.theme import PAD, SPACE, scaled, text_font
from player.ui.widgets import EmptyHint, Label
from player.ui.widgets.painted import CENTRE, Painted, paint_box, paint_text

_PICTURE_PX = (360, 220)


class SourceTab(Tab):
    """Sources, assumptions and attachments.

    Args:
        folder: where the script lies.
        background: where pictures are read.
        open_file: opens a file outside; gives whether that went.
        say: says something to the user (text, whether it is a warning).
    """

    NAME = "sources"
    TITLE = N_("Sources")
    ICON = "book-open"

    def __init__(
        self,
        board: Board,
        actions: ActionTable,
        folder: Path,
        background: Background,
        open_file: Callable[[Path], bool],
        say: Callable[[str, bool], None],
    ) -> None:
        super().__init__(board)
        self._folder, self._background, self._open_file, self._say = folder, background, open_file, say
        self._files: list[Attached] = []
        self.card = TextCard(_("Sources and assumptions"))
        self.main = self.list = PickList(_("Attachments"), paint_item_row, height_px=42)
        self.list.own_keys = OWN_KEYS
        self.list.opened.connect(lambda _place: self.open_chosen())
        self.list.picked.connect(lambda _place: self._show_picture())
        self.picture = Picture()
        self.hint = EmptyHint("link", _("No attachments"), _("Pictures, sounds and documents of the drill stand here."))
        foot = QHBoxLayout()
        foot.setContentsMargins(PAD, 0, PAD, SPACE)
        self._file = Label("", "small", "soft")
        foot.addWidget(self._file, 1)
        self.open_button = action_button(actions, "open_attachment", size="small")
        foot.addWidget(self.open_button)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.picture, 1)
        column.addLayout(foot)
        self._side = side
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(beside(self.card, self.list, side, self.hint, shares=(46, 28, 26, 54)))

    @property
    def count(self) -> int:
        """How many sources there are."""
        return len(self.board.scenario.sources)

    def refresh(self) -> None:
        """Show them."""
        scenario = self.board.scenario
        self.card.show_paras(source_paras(scenario), anew=False)
        self._files = attached_files(scenario)
        rows = [
            ItemRow(
                one.attachment.file,
                str(one.attachment.title),
                DOT.join((_(KIND_TITLES[one.attachment.kind]), ", ".join(one.uses))),
                icon=KIND_ICONS[one.attachment.kind],
            )
            for one in self._files
        ]
        chosen = self.list.chosen
        self.list.show_rows(rows, chosen.key if chosen is not None else None)
        for part in (self.list, self._side):
            part.setVisible(bool(rows))
        self.hint.setVisible(not rows)
        self._show_picture()

    def open_chosen(self) -> None:
        """Open the chosen file outside."""
        row = self.list.chosen
        if row is None:
            return
        place = place_of(self._folder, row.key)
        if place is None:
            self._say(_("{file} does not lie in the folder of the script.").format(file=row.key), True)
        elif not self._open_file(place):
            self._say(_("There is no program on this machine that opens {file}.").format(file=row.key), True)

    def _show_picture(self) -> None:
        row = self.list.chosen
        self._file.setText(row.key if row is not None else "")
        self.picture.show_image(None, "")
        attached = next((one for one in self._files if row is not None and one.attachment.file == row.key), None)
        if attached is None or attached.attachment.kind != "image":
            return
        place = place_of(self._folder, attached.attachment.file)
        if place is None:
            return
        key = attached.attachment.file
        width, height = (scaled(px) * 2 for px in _PICTURE_PX)
        self._background.run(lambda: small_picture(place, width, height), lambda image: self._put(key, image))

    def _put(self, key: str, image: QImage) -> None:
        row = self.list.chosen if isValid(self) else None
        if row is not None and row.key == key:
            self.picture.show_image(image, _("this picture cannot be read"))


class Picture(Painted):
    """A picture in its room, or why there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_image(self, image: QImage | None, otherwise: str) -> None:
        """Show a picture; where it is empty, these words."""
        self._image = image if image is not None and not image.isNull() else None
        self._words = "" if self._image is not None or image is None else otherwise
        self.update()

    @property
    def has_image(self) -> bool:
        """Whether a picture is shown."""
        return self._image is not None

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for a small picture."""
        return QSize(*(scaled(px) for px in _PICTURE_PX))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint it, as large as it fits."""
        painter = QPainter(self)
        room = self.rect().toRectF().adjusted(PAD, SPACE, -PAD, -SPACE)
        if self._image is None:
            if self._words:
                paint_text(painter, text_font("body"), self.theme.ink_soft, room, self._words, CENTRE)
            return
        size = self._image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRectF(0, 0, size.width(), size.height())
        box.moveCenter(room.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(box, self._image)
        paint_box(painter, box, None, self.theme.line, radius=0)


def source_paras(scenario: Scenario) -> list[Para]:
    """Sources with what each gives, then what is assumed."""
    paras: list[Para] = []
    if scenario.summary:
        paras += [Para(str(scenario.summary), gap=0), Para("", "small", gap=0)]
    paras.append(Para(_("Sources"), "caption", "soft"))
    for source in scenario.sources:
        paras.append(Para(str(source.title), "strong", mark=DOTTED))
        paras.append(Para(source.document, "small", "soft", indent=1, gap=0))
        paras += [Para(str(text), indent=1, mark=DOTTED, gap=0) for text in source.gives]
    if not scenario.sources:
        paras.append(Para(_("The script names no source."), tone="soft"))
    paras.append(Para(_("Assumptions"), "caption", "soft", gap=3))
    paras += [Para(str(text), mark=DOTTED) for text in scenario.assumptions]
    count = assumed_count(scenario)
    text = ngettext("{n} entry has something assumed in it.", "{n} entries have something assumed in them.", count)
    paras.append(Para(text.format(n=count), tone="soft"))
    return paras


def assumed_count(scenario: Scenario) -> int:
    """How many entries of the script have something assumed in them."""
    return sum(1 for origin in _origins(scenario) if origin.assumed)


def _origins(scenario: Scenario) -> Iterator[Origin]:
    for unit in scenario.units.values():
        yield unit.origin
    for item in scenario.readiness.values():
        yield item.origin
    for phase in scenario.phases:
        yield phase.origin
        for inject in phase.injects:
            yield inject.origin
        for action in phase.actions:
            yield action.origin
        for decision in phase.decisions:
            yield decision.origin
            for choice in decision.choices:
                yield choice.origin
