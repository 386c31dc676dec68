"""The pages of a paper on A4: as a PDF, or on any other device that takes pages."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt, QUuid
from PySide6.QtGui import QFontMetricsF, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from player.i18n import _
from player.model.paper import Paper
from player.ui.paper.layout import page_text, pieces_of
from player.ui.paper.pieces import INK, PAPER, PER_POINT, SOFT, Piece, Words, font, rule

_ACROSS, _DOWN = 595 * PER_POINT, 842 * PER_POINT
"""A4, in units."""

_SIDE = 48 * PER_POINT
_TOP = 68 * PER_POINT
_BOTTOM = 56 * PER_POINT
_WIDTH = _ACROSS - 2 * _SIDE
_ROOM = _DOWN - _TOP - _BOTTOM
_MOST_KEPT = _ROOM / 2
"""More than this is not kept together; a page would stay half empty for it."""

_POINTS_PER_INCH = 72
_PDF_DPI = 720
_NAMESPACE = uuid5(NAMESPACE_URL, "gladi/paper")

A4 = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())


def pages_of(paper: Paper) -> list[list[tuple[float, Piece]]]:
    """The pieces on each page, each with how far down it stands."""
    pages: list[list[tuple[float, Piece]]] = [[]]
    down = 0.0
    pieces = [*_title(paper), *pieces_of(paper.blocks, _WIDTH)]
    head: Piece | None = None
    for place, piece in enumerate(pieces):
        page = pages[-1]
        gap = piece.gap if page else 0.0
        begins = piece.head is not None and piece.head is not head
        own = gap + piece.height + (piece.head.height if piece.head is not None and begins else 0.0)
        if page and down + own + _kept(pieces, place) > _ROOM:
            page, down, gap = [], 0.0, 0.0
            pages.append(page)
            begins = piece.head is not None
        if begins and piece.head is not None:
            page.append((down + gap, piece.head))
            down += gap + piece.head.height
            gap = 0.0
        head = piece.head
        page.append((down + gap, piece))
        down += gap + piece.height
    return pages


def _kept(pieces: list[Piece], place: int) -> float:
    """What must stand on the same page after a piece that is kept with the next: that one, and its heading."""
    needed = 0.0
    while pieces[place].keep and place + 1 < len(pieces):
        before, after = pieces[place], pieces[place + 1]
        place += 1
        needed += after.gap + after.height
        if after.head is not None and after.head is not before.head:
            needed += after.head.height
    return needed if needed < _MOST_KEPT else 0.0


def _title(paper: Paper) -> list[Piece]:
    words = Words(paper.title, "title", _WIDTH)
    made = [Piece(words.height + 20, words.paint, keep=True)]
    if paper.subtitle:
        under = Words(paper.subtitle, "subtitle", _WIDTH, SOFT)
        made.append(Piece(under.height + 100, under.paint, keep=True))
    return made


def paint_paper(paper: Paper, device: QPagedPaintDevice) -> bool:
    """Paint every page on a device that takes whole A4 pages; gives whether the device took them."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    pages = pages_of(paper)
    units_per_inch = _POINTS_PER_INCH * PER_POINT
    painter.scale(device.logicalDpiX() / units_per_inch, device.logicalDpiY() / units_per_inch)
    fine = True
    for number, page in enumerate(pages, 1):
        if number > 1:
            fine = device.newPage() and fine
        _frame(painter, paper, number, len(pages))
        for down, piece in page:
            piece.paint(painter, _SIDE, _TOP + down)
    return painter.end() and fine


def _frame(painter: QPainter, paper: Paper, number: int, count: int) -> None:
    """What stands on each page: that it is an exercise, of which paper it is a page, and which page."""
    badge = Words(_("EXERCISE"), "badge", _WIDTH, PAPER)
    top = 34 * PER_POINT
    painter.fillRect(QRectF(_SIDE, top, badge.width + 140, badge.height + 30), INK)
    badge.paint(painter, _SIDE + 70, top + 15)
    if number > 1:
        running = " · ".join(filter(None, (paper.title, paper.subtitle)))
        room = _WIDTH - badge.width - 260
        Words(_short(running, room), "running", room, SOFT, right=True).paint(painter, _ACROSS - _SIDE - room, top + 30)
    bottom = _DOWN - 40 * PER_POINT
    rule(painter, _SIDE, bottom, _WIDTH)
    Words(page_text(number, count), "running", _WIDTH, SOFT, right=True).paint(painter, _SIDE, bottom + 30)
    Words(_short(paper.foot, _WIDTH * 0.8), "running", _WIDTH * 0.8, SOFT).paint(painter, _SIDE, bottom + 30)


def _short(text: str, width: float) -> str:
    """As much of a text as one line holds."""
    return QFontMetricsF(font("running")).elidedText(text, Qt.TextElideMode.ElideRight, width)


def pdf_of(paper: Paper) -> bytes:
    """The paper as a PDF. Twice the same paper gives the same bytes but for the time its header says.

    Raises:
        OSError: it could not be made.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_PDF_DPI)
    writer.setPageLayout(A4)
    writer.setTitle(paper.title)
    writer.setCreator("Gladi")
    writer.setDocumentId(QUuid(str(uuid5(_NAMESPACE, repr(paper)))))
    if not paint_paper(paper, writer):
        raise OSError(_("The pages could not be made."))
    buffer.close()
    return bytes(buffer.data().data())
