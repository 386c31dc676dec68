"""The blocks of a report as parts of a page: every text is escaped, and nothing is loaded from anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

from player.export.report.shared_parts import abreast, is_list, items_of, line_of, pieces_of, plain, stays_whole
from player.export.report.svg_parts import inline_svg
from player.model.paper import (
    Bars,
    Card,
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

_LONG_CARD = 2200


def text(value: str) -> str:
    """A text as it may stand in a page; its line breaks stay."""
    return escape(plain(value))


def line(value: str) -> str:
    """A text on one line, as it may stand in a page or an attribute."""
    return escape(line_of(value))


def breakable(value: str) -> str:
    """A text as it may stand in a column, with places to break a word that is too long for a line."""
    return "<wbr>".join(map(escape, pieces_of(plain(value))))


def facts_html(rows: Iterable[tuple[str, str]], *, small: bool = False) -> str:
    """Names with their values, one below the other."""
    made = "".join(f"<div><dt>{text(name)}</dt><dd>{text(value)}</dd></div>" for name, value in rows)
    return f'<dl class="facts{" small" if small else ""}">{made}</dl>' if made else ""


class PageWriter:
    """Writes the blocks of one chapter.

    Args:
        anchor: what the names of its places begin with.
        title: of the chapter, which a table is named after unless a heading stands over it.
    """

    def __init__(self, anchor: str, title: str) -> None:
        self._anchor, self._over = anchor, title
        self.headings: list[tuple[str, str]] = []
        """Name of the place and text of each heading the table of contents may list."""
        self._made: Mapping[type, Callable[[Any], str]] = {
            Heading: self._heading,
            Paragraph: self._paragraph,
            Facts: lambda facts: facts_html(facts.rows, small=facts.small),
            Counts: self._counts,
            Table: self._table,
            Bars: self._bars,
            Signatures: self._signatures,
            Remark: self._remark,
            Card: self._card,
            Figure: self._figure,
        }

    def html(self, blocks: Iterable[ReportBlock]) -> str:
        """Blocks one below the other."""
        made = ((block, self._made[type(block)](block)) for block in blocks)
        return "\n".join(f'<div class="whole">{html}</div>' if stays_whole(block) else html for block, html in made)

    def _heading(self, heading: Heading) -> str:
        self._over = heading.text
        if heading.level != 1:
            return f"<h4>{line(heading.text)}</h4>"
        place = f"{self._anchor}-{len(self.headings) + 1}"
        self.headings.append((place, line_of(heading.text)))
        return f'<h3 id="{place}">{line(heading.text)}</h3>'

    def _paragraph(self, paragraph: Paragraph) -> str:
        if is_list(paragraph):
            items = "".join(f"<li>{text(item)}</li>" for item in items_of(paragraph))
            return f"<ul{_class(paragraph.tone)}>{items}</ul>"
        return f'<p class="lines {paragraph.tone}">{text(paragraph.text)}</p>'

    def _table(self, table: Table) -> str:
        shares = sum(column.share for column in table.columns) or 1.0
        widths = "".join(f'<col style="width:{column.share / shares:.2%}">' for column in table.columns)
        kinds = [
            " ".join(filter(None, ("figures" if column.figures else "", "bold" if column.strong else "")))
            for column in table.columns
        ]
        titles = "".join(
            f'<th scope="col"{_class(kind)}>{line(column.title)}</th>'
            for kind, column in zip(kinds, table.columns, strict=True)
        )
        head = f"<thead><tr>{titles}</tr></thead>" if any(column.title for column in table.columns) else ""
        rows = []
        for number, cells in enumerate(table.rows):
            under = table.notes[number] if table.notes else ()
            look = "marked" if number in table.marked else ""
            first = ' rowspan="2"' if under else ""
            made = "".join(
                f"<td{'' if place else first}{_class(kind)}>{breakable(cell)}</td>"
                for place, (kind, cell) in enumerate(zip(kinds, cells, strict=True))
            )
            rows.append(f"<tr{_class(f'{look} noted'.strip() if under else look)}>{made}</tr>")
            if under:
                told = "".join(f"<p><strong>{text(name)}</strong> {text(value)}</p>" for name, value in under)
                rows.append(f'<tr class="{look} note"><td colspan="{len(cells) - 1}">{told}</td></tr>')
        return (
            f'<div class="scroll" role="region" tabindex="0" aria-label="{line(self._over)}"><table>'
            f"<colgroup>{widths}</colgroup>{head}<tbody>{''.join(rows)}</tbody></table></div>"
        )

    def _bars(self, bars: Bars) -> str:
        rows = "".join(
            f'<tr><th scope="row">{text(name)}</th><td aria-hidden="true" style="width:46%"><span class="track">'
            f'<span style="width:{min(max(share, 0.0), 1.0):.1%}"></span></span></td>'
            f'<td class="figures">{text(value)}</td></tr>'
            for name, share, value in bars.rows
        )
        return f'<table class="bars"><tbody>{rows}</tbody></table>' if rows else ""

    def _counts(self, counts: Counts) -> str:
        lines = abreast(counts)
        made = "".join(f"<li><strong>{text(value)}</strong>{text(name)}</li>" for one in lines for name, value in one)
        return f'<ul class="counts" style="--abreast:{len(lines[0])}">{made}</ul>' if lines else ""

    def _signatures(self, block: Signatures) -> str:
        return f'<ul class="signatures">{"".join(f"<li>{text(title)}</li>" for title in block.titles)}</ul>'

    def _remark(self, remark: Remark) -> str:
        return f'<p class="remark {remark.weight}">{text(remark.text)}</p>'

    def _card(self, card: Card) -> str:
        letters = len(card.text) + sum(len(name) + len(value) for name, value in card.rows)
        long = " long" if letters > _LONG_CARD else ""
        tag = f'<span class="tag">{line(card.tag)}</span>' if card.tag else ""
        told = f'<p class="lines">{text(card.text)}</p>' if card.text else ""
        return (
            f'<article class="card {card.weight}{long}"><p class="head"><span class="name">{text(card.title)}</span>'
            f"{tag}</p>{told}{facts_html(card.rows)}</article>"
        )

    def _figure(self, figure: Figure) -> str:
        return (
            f'<figure style="--width:{figure.width_mm:.0f}mm">{inline_svg(figure)}'
            f"<figcaption>{text(figure.caption)}</figcaption></figure>"
        )


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""
