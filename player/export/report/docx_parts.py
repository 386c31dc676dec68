"""The blocks of a report as WordprocessingML, each in a style of its own; texts are escaped, and stay texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from player.export.report.docx_style_parts import ACCENT, FAINT, INK, SOFT, WEIGHTS, WORD
from player.export.report.shared_parts import (
    abreast,
    is_list,
    items_of,
    leads_on,
    line_of,
    lines_of,
    name_share,
    plain,
    signed_below,
    stays_whole,
)
from player.export.report.syllables import SOFT_HYPHEN, hyphenated
from player.model.paper import (
    Bars,
    Card,
    Column,
    Counts,
    Facts,
    Figure,
    Heading,
    Paragraph,
    Remark,
    ReportBlock,
    Signatures,
    Table,
)

TWIPS_PER_MM = 1440 / 25.4
ROOM_TWIPS = {False: round(166 * TWIPS_PER_MM), True: round(261 * TWIPS_PER_MM)}
"""How wide the text is on a page that stands, and on one on its side."""

_STEPS_OF_A_BAR = 50
_MARK = f'<w:left w:val="single" w:sz="16" w:space="0" w:color="{INK}"/>'
"""The bar before a row that stands out."""

_OPEN = '<w:bottom w:val="nil"/>'
"""No line under a row that something stands under."""

_REACHING, _REACHED = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"

_CELL_SIDES = 140
_TWIPS_PER_LETTER = 100
"""How wide a letter of the heading of a column is."""

_MOST_FOR_HEADING = 1300
"""A column is never made wider than this for its heading alone."""

_MOST_NAMES, _MOST_CARD_NAMES = 0.32, 0.3

_KEPT = "<w:keepNext/>"
_LONG_ROW = 900
_LONG_CARD = 2200

Picture = Callable[[Figure, int], str]
"""Puts a drawing into the document at most so many twentieths of a point wide; gives the run that shows it."""


def run(text: str, properties: str = "") -> str:
    """A run of text; its line breaks stay."""
    inner = "<w:br/>".join(map(_words, lines_of(text)))
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


def _words(line: str) -> str:
    """The text of a line; where it may be broken with a hyphen, Word has an element of its own for that."""
    return "<w:softHyphen/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in line.split(SOFT_HYPHEN))


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph of runs in a style; ``properties`` in the order of the schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def field(code: str, shown: str, properties: str = "") -> str:
    """A field with what it shows until it is next worked out."""
    with_ = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return (
        f'<w:r>{with_}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{with_}<w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r>{with_}<w:fldChar w:fldCharType="separate"/></w:r>{run(shown, properties)}'
        f'<w:r>{with_}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def bookmarked(name: str, number: int, content: str) -> str:
    """Content that links lead to."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


TAB = "<w:r><w:tab/></w:r>"


def table(style: str, widths: Sequence[int], rows: Iterable[str], *, headed: bool = False) -> str:
    """A table of fixed widths in twentieths of a point."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{"0020" if headed else "0000"}" w:firstRow="{int(headed)}" w:lastRow="0" '
        'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def row(cells: Iterable[str], *, head: bool = False, splits: bool = False) -> str:
    """A row; it stays whole on a page unless it ``splits``, and a ``head`` is repeated on each page."""
    kept = "" if splits else "<w:cantSplit/>"
    return f"<w:tr><w:trPr>{kept}{'<w:tblHeader/>' if head else ''}</w:trPr>{''.join(cells)}</w:tr>"


def cell(
    width: int, content: str, *, fill: str = "", span: int = 1, reach: str = "", borders: str = "", margins: str = ""
) -> str:
    """A cell of paragraphs; with a ``reach`` it takes the cell below in (`_REACHING`), or is taken in (`_REACHED`)."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    edged = f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
    shaded = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    inner = f"<w:tcMar>{margins}</w:tcMar>" if margins else ""
    look = f'<w:tcW w:w="{width}" w:type="dxa"/>{spanned}{reach}{edged}{shaded}{inner}'
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{content}</w:tc>"


def gap(size: int = 120, *, kept: bool = False) -> str:
    """Room between two tables, which would grow together without it; ``kept``: on the page of what follows."""
    # No exact height: behind it, LibreOffice draws rows that are kept whole nowhere at the foot of a page.
    spacing = f'<w:spacing w:before="0" w:after="{size}" w:line="20" w:lineRule="atLeast"/>'
    together = "<w:keepNext/>" if kept else ""
    return f'<w:p><w:pPr>{together}{spacing}<w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'


class BlockWriter:
    """Writes blocks.

    Args:
        language: of the texts, for where words may be broken.
        picture: puts a drawing into the document.
        mark: gives a bookmark around the text of a heading.
    """

    def __init__(self, language: str, picture: Picture, mark: Callable[[Heading, str], str]) -> None:
        self._language, self._picture, self._mark = language, picture, mark
        self._room = ROOM_TWIPS[False]
        self._made: Mapping[type, Callable[[Any], str]] = {
            Heading: self._heading,
            Facts: lambda facts: facts_table(facts.rows, self._room, whole=stays_whole(facts), small=facts.small),
            Counts: self._counts,
            Bars: self._bars,
            Signatures: self._signatures,
            Remark: self._remark,
            Card: self._card,
            Figure: self._figure,
        }

    def on_pages(self, *, wide: bool) -> None:
        """What follows stands on pages on their side, or not."""
        self._room = ROOM_TWIPS[wide]

    def xml(self, blocks: Iterable[ReportBlock]) -> str:
        """Blocks one below the other, as elements of a body in one root."""
        listed = tuple(blocks)
        made = (
            self._paragraph(block, kept=leads_on(listed, place))
            if isinstance(block, Paragraph)
            else self._table(block, kept=signed_below(listed, place))
            if isinstance(block, Table)
            else self._made[type(block)](block)
            for place, block in enumerate(listed)
        )
        whole = "".join(made)
        for room in (gap(), gap(200), gap(100)):  # before a new page, an empty line could take one for itself
            whole = whole.removesuffix(room)
        return whole

    def _heading(self, heading: Heading) -> str:
        return paragraph(f"Heading{heading.level + 1}", self._mark(heading, run(line_of(heading.text))))

    def _paragraph(self, block: Paragraph, *, kept: bool) -> str:
        if is_list(block):
            return "".join(paragraph("ListBullet", run(item)) for item in items_of(block)) + gap(100)
        style = {"ink": "Normal", "soft": "Soft", "strong": "Strong1"}[block.tone]
        return paragraph(style, run(block.text), "<w:keepNext/>" if kept else "")

    def _table(self, block: Table, *, kept: bool) -> str:
        widths = _roomy(block.columns, self._room)
        right = ['<w:jc w:val="right"/>' if column.figures else "" for column in block.columns]
        headed = any(column.title for column in block.columns)
        whole = stays_whole(block)
        rows = []
        if headed:
            titles = zip(widths, block.columns, right, strict=True)
            rows.append(
                row(
                    (cell(w, paragraph("TableHead", run(self._title(c, w)), _KEPT + jc)) for w, c, jc in titles),
                    head=True,
                )
            )
        last = len(block.rows) - 1
        for number, texts in enumerate(block.rows):
            marked = number in block.marked
            cells = []
            under = block.notes[number] if block.notes else ()
            # No row stands alone on the next page. The first is never tied to the second: at the foot of a page,
            # behind a head that is repeated, LibreOffice then draws the rows after it nowhere.
            beside = number > 0 and (kept or (number < last and (whole or number == last - 1)))
            with_next = number > 0 and (beside or bool(under))
            for place, (width, column, jc, text) in enumerate(zip(widths, block.columns, right, texts, strict=True)):
                look = "<w:b/>" if marked or column.strong else ""
                content = paragraph("TableText", run(text, look), (_KEPT if with_next else "") + jc)
                edge = (_MARK if marked and not place else "") + (_OPEN if under and place else "")
                reach = _REACHING if under and not place else ""
                cells.append(cell(width, content, fill=FAINT if marked else "", reach=reach, borders=edge))
            rows.append(row(cells, splits=any(len(text) > _LONG_ROW for text in texts)))
            if under:
                rows.append(self._note(under, widths, marked=marked, kept=beside))
        return table("ReportTable", widths, rows, headed=headed) + gap(kept=kept) if rows else ""

    def _note(self, under: Sequence[tuple[str, str]], widths: Sequence[int], *, marked: bool, kept: bool) -> str:
        """What stands under a row, across all columns but the first."""
        properties = _KEPT if kept else ""
        told = "".join(
            paragraph("TableText", run(name, "<w:b/>") + run(f" {value}"), properties) for name, value in under
        )
        fill = FAINT if marked else ""
        nothing = paragraph("TableText", "", properties)
        beside = cell(widths[0], nothing, fill=fill, reach=_REACHED, borders=_MARK if marked else "")
        return row((beside, cell(sum(widths[1:]), told, fill=fill, span=len(widths) - 1)))

    def _title(self, column: Column, width: int) -> str:
        """The heading of a column, its words broken at syllables where they are wider than it."""
        room = (width - _CELL_SIDES) / _TWIPS_PER_LETTER
        words = line_of(column.title).split(" ")
        return " ".join(hyphenated(word, self._language) if len(word) > room else word for word in words)

    def _counts(self, counts: Counts) -> str:
        made = []
        for line in abreast(counts):
            widths = _shares([1.0] * len(line), self._room)
            edge = f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{INK}"/>'
            cells = (
                cell(
                    width,
                    paragraph("CountValue", run(value), _KEPT) + paragraph("CountName", run(name)),
                    borders=edge,
                )
                for width, (name, value) in zip(widths, line, strict=True)
            )
            made.append(table("PlainTable", widths, (row(cells),)) + gap())
        return "".join(made)

    def _bars(self, bars: Bars) -> str:
        """A bar is two cells side by side, one of them dark, in a grid as fine as bars are told apart."""
        name_width, bar_width, value_width = _shares((34, 46, 20), self._room)
        step = bar_width // _STEPS_OF_A_BAR
        edges = "".join(
            f'<w:{edge} w:val="single" w:sz="28" w:space="0" w:color="FFFFFF"/>' for edge in ("top", "bottom")
        )
        rows = []
        for name, share, value in bars.rows:
            full = round(min(max(share, 0.0), 1.0) * _STEPS_OF_A_BAR)
            cells = [cell(name_width, paragraph("FactValue", run(name)))]
            for steps, fill in ((full, ACCENT), (_STEPS_OF_A_BAR - full, "E6E8EC")):
                if steps:
                    empty = paragraph("FactValue", "")
                    cells.append(cell(steps * step, empty, fill=fill, span=steps, borders=edges))
            cells.append(cell(value_width, paragraph("FactValue", run(value), '<w:jc w:val="right"/>')))
            rows.append(row(cells))
        return table("PlainTable", [name_width, *[step] * _STEPS_OF_A_BAR, value_width], rows) + gap() if rows else ""

    def _signatures(self, block: Signatures) -> str:
        made = [gap(400, kept=True)]
        for start in range(0, len(block.titles), 3):
            titles = block.titles[start : start + 3]
            line, between = round(self._room * 0.29), round(self._room * 0.065)
            edge = f'<w:top w:val="single" w:sz="6" w:space="0" w:color="{INK}"/>'
            blanks: list[str] = []
            signed: list[str] = []
            widths: list[int] = []
            for title in titles:
                if widths:
                    widths.append(between)
                    blanks.append(cell(between, paragraph("TableText", "", _KEPT)))
                    signed.append(cell(between, paragraph("TableText", "")))
                widths.append(line)
                blanks.append(cell(line, paragraph("TableText", "", f'{_KEPT}<w:spacing w:before="760"/>')))
                under = paragraph("TableText", run(title, f'<w:color w:val="{SOFT}"/>'))
                signed.append(cell(line, under, borders=edge))
            made.append(table("PlainTable", widths, (row(blanks), row(signed))) + gap())
        return "".join(made)

    def _remark(self, remark: Remark) -> str:
        return paragraph(f"Remark{remark.weight.title()}", run(remark.text))

    def _card(self, card: Card) -> str:
        bar, fill = WEIGHTS[card.weight]
        names = name_share(card.rows, _MOST_CARD_NAMES)
        widths = _shares((names, 1 - names), self._room)
        edge = f'<w:left w:val="single" w:sz="18" w:space="0" w:color="{bar}"/>'
        side, end = ('<w:left w:w="220" w:type="dxa"/>', '<w:right w:w="160" w:type="dxa"/>')
        letters = len(card.text) + sum(len(name) + len(value) for name, value in card.rows)
        together = "<w:keepNext/>" if letters < _LONG_CARD else ""
        head = paragraph("CardTitle", run(card.title), "<w:keepNext/>")
        if card.tag:
            framed = f'<w:bdr w:val="single" w:sz="6" w:space="0" w:color="{bar}"/>'
            head += paragraph("CardTag", run(f"\u00a0{line_of(card.tag)}\u00a0", framed), "<w:keepNext/>")
        rows = [row((cell(self._room, head, fill=fill, span=2, borders=edge, margins=side + end),))]
        if card.text:
            told = paragraph("CardText", run(card.text), together if card.rows else "")
            rows.append(
                row(
                    (cell(self._room, told, fill=fill, span=2, borders=edge, margins=side + end),),
                    splits=len(card.text) > _LONG_ROW,
                )
            )
        for place, (name, value) in enumerate(card.rows, 1):
            kept = together if place < len(card.rows) else ""
            first = cell(widths[0], paragraph("CardName", run(name), kept), fill=fill, borders=edge, margins=side)
            told = paragraph("CardText", run(value), kept)
            second = cell(widths[1], told, fill=fill, margins=end)
            rows.append(row((first, second), splits=len(value) > _LONG_ROW))
        return table("PlainTable", widths, rows) + gap(200)

    def _figure(self, figure: Figure) -> str:
        return paragraph("Picture", self._picture(figure, self._room)) + paragraph("Caption", run(figure.caption))


def facts_table(rows: Sequence[tuple[str, str]], room: int, *, whole: bool = False, small: bool = False) -> str:
    """Names with their values, one below the other; ``whole``: all on one page."""
    look = '<w:sz w:val="16"/>' if small else ""
    names = name_share(rows, _MOST_NAMES)
    widths = _shares((names, 1 - names), room)
    last = len(rows) - 1
    made = []
    for place, (name, value) in enumerate(rows):
        kept = _KEPT if 0 < place < last and (whole or place == last - 1) else ""
        cells = (
            cell(widths[0], paragraph("FactName", run(name, look), kept)),
            cell(widths[1], paragraph("FactValue", run(value, look), kept)),
        )
        made.append(row(cells, splits=len(value) > _LONG_ROW))
    return table("FactsTable", widths, made) + gap() if made else ""


def drawing(name: str, alt: str, size: tuple[int, int], ids: tuple[int, str, str]) -> str:
    """A run that shows a picture: its SVG where the program knows it, its pixels elsewhere.

    Args:
        size: width and height in English metric units.
        ids: number of the picture, and the relationships to its pixels and to its SVG.
    """
    number, pixels, vector = ids
    (width, height), told = size, quoteattr(plain(alt).replace("\n", " "))
    named = quoteattr(name)
    main, art = "http://schemas.openxmlformats.org/drawingml/2006/", "http://schemas.microsoft.com/office/drawing/2016/"
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{main}wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name={named} descr={told}/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{main}main" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic xmlns:a="{main}main"><a:graphicData uri="{main}picture"><pic:pic xmlns:pic="{main}picture">'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name={named} descr={told}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{pixels}"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
        f'<asvg:svgBlip xmlns:asvg="{art}SVG/main" r:embed="{vector}"/></a:ext></a:extLst></a:blip>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def rooted(xml: str) -> str:
    """Elements of a body in a root that knows their prefixes."""
    related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return f'<w:body xmlns:w="{WORD}" xmlns:r="{related}">{xml}</w:body>'


def _roomy(columns: Sequence[Column], room: int) -> list[int]:
    """Widths by share, with each heading's longest word on one line where the widest column can give way for it."""
    widths = _shares([column.share for column in columns], room)
    for place, column in enumerate(columns):
        longest = max(map(len, line_of(column.title).split(" ")))
        lacking = min(longest * _TWIPS_PER_LETTER + _CELL_SIDES, _MOST_FOR_HEADING) - widths[place]
        widest = widths.index(max(widths))
        if 0 < lacking < widths[widest] // 3:
            widths[place] += lacking
            widths[widest] -= lacking
    return widths


def _shares(shares: Sequence[float], room: int) -> list[int]:
    whole = sum(shares) or 1.0
    return [max(round(room * share / whole), 1) for share in shares]
