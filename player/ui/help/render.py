"""A page of the help as a document in the type and colours of the theme. Markdown brings no looks of its own."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

from player.ui.theme import PAD, SPACE, colour, scaled, text_font, theme_in_use
from player.ui.theme.fonts import FIGURE_FAMILY

_HEADINGS = {1: ("heading", 0, 3 * SPACE), 2: ("title", 6 * SPACE, SPACE), 3: ("strong", 4 * SPACE, SPACE)}
"""Type role of each level, and the room over and under it."""

_LINE_PERCENT = 135
_INLINE_CODE = re.compile(r"`([^`\n]+)`")
_ROOM = "\N{NO-BREAK SPACE}"
"""Left and right of a key, so that its ground shows around it."""

_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


def dress(document: QTextDocument, markdown: str) -> None:
    """Show this Markdown in the document."""
    theme = theme_in_use()
    document.setDefaultFont(text_font("body"))
    document.setDocumentMargin(2 * PAD)
    document.setMarkdown(
        _INLINE_CODE.sub(rf"`{_ROOM}\1{_ROOM}`", markdown), QTextDocument.MarkdownFeature.MarkdownDialectGitHub
    )
    ink = QTextCharFormat()
    ink.setForeground(QBrush(colour(theme.ink)))
    whole = QTextCursor(document)
    whole.select(QTextCursor.SelectionType.Document)
    whole.mergeCharFormat(ink)
    block = document.begin()
    while block.isValid():
        _dress_block(block)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame)


def _dress_block(block: QTextBlock) -> None:
    cursor = QTextCursor(block)
    shape = QTextBlockFormat()
    level = block.blockFormat().headingLevel()
    in_table = cursor.currentTable() is not None
    quoted = bool(block.blockFormat().property(QTextFormat.Property.BlockQuoteLevel))
    if level:
        role, over, under = _HEADINGS.get(level, _HEADINGS[3])
        shape.setTopMargin(scaled(over))
        shape.setBottomMargin(scaled(under))
        look = QTextCharFormat()
        look.setFont(text_font(role))
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        cursor.mergeCharFormat(look)
    elif not in_table:
        shape.setBottomMargin(scaled(2 * SPACE if not block.textList() else SPACE))
        shape.setLineHeight(_LINE_PERCENT, _PROPORTIONAL)
    if quoted:
        shape.setBackground(QBrush(colour(theme_in_use().tones.exercise.soft)))
        shape.setLeftMargin(scaled(PAD))
        shape.setRightMargin(scaled(PAD))
    QTextCursor(block).mergeBlockFormat(shape)
    if not level:
        _dress_pieces(block)


def _dress_pieces(block: QTextBlock) -> None:
    """Keys as they are printed elsewhere, links in the colour of what can be worked, bold as bold as elsewhere."""
    theme = theme_in_use()
    pieces = []
    walk = block.begin()
    while not walk.atEnd():
        piece = walk.fragment()
        pieces.append((piece.position(), piece.length(), piece.charFormat()))
        walk += 1
    for start, length, found in pieces:
        look = QTextCharFormat()
        if found.fontFixedPitch():
            font = QFont(text_font("figure_s"))
            look.setFont(font)
            look.setFontFamilies([FIGURE_FAMILY])
            look.setFontFixedPitch(False)
            look.setBackground(QBrush(colour(theme.surfaces.sunken)))
            look.setForeground(QBrush(colour(theme.ink)))
        elif found.isAnchor():
            look.setForeground(QBrush(colour(theme.tones.accent.text)))
            look.setFontUnderline(True)
            look.setFontWeight(QFont.Weight.DemiBold)
        elif found.fontWeight() > QFont.Weight.Medium:
            look.setFontWeight(QFont.Weight.DemiBold)
        else:
            continue
        cursor = QTextCursor(block.document())
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(look)


def _dress_table(table: QTextTable) -> None:
    theme = theme_in_use()
    shape = table.format()
    shape.setBorder(1)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderBrush(QBrush(colour(theme.line)))
    shape.setBorderCollapse(True)
    shape.setCellPadding(scaled(SPACE))
    shape.setCellSpacing(0)
    shape.setBottomMargin(scaled(3 * SPACE))
    shape.setAlignment(Qt.AlignmentFlag.AlignLeft)
    if table.columns() == 2:
        variable = QTextLength.Type.PercentageLength
        shape.setColumnWidthConstraints([QTextLength(variable, 34), QTextLength(variable, 66)])
        shape.setWidth(QTextLength(variable, 100))
    table.setFormat(shape)
    head = QTextCharFormat()
    head.setFontWeight(QFont.Weight.DemiBold)
    head.setForeground(QBrush(colour(theme.ink_soft)))
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        cursor = cell.firstCursorPosition()
        cursor.setPosition(cell.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(head)
