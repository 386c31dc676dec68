"""A report as the data its page template sets: every text is a text there, and none is ever taken for markup."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from player.export.report.shared_parts import (
    REGIONS,
    abreast,
    anchor_of,
    document_title,
    is_list,
    items_of,
    labelled,
    leads_on,
    line_of,
    lines_of,
    name_share,
    pieces_of,
    plain,
    running_title,
    shown_in,
    signed_below,
    stays_whole,
)
from player.export.report.svg_parts import svg_for_typst
from player.export.report.syllables import hyphenated
from player.model.paper import (
    Bars,
    Card,
    Chapter,
    Counts,
    Facts,
    Figure,
    Heading,
    Paragraph,
    Remark,
    Report,
    ReportBlock,
    Signatures,
    Table,
)

Said = str | list[str]
"""A line of text; in pieces where it may be broken between letters."""

ROOM_MM = {False: 166.0, True: 261.0}
"""How wide the text is on a page that stands, and on one on its side, as the template has them."""

_LONG_ROW = 900
"""Letters in a cell from which a row may be broken over pages; a shorter one stays whole."""

_LONG_CARD = 2200
_MOST_NAMES, _MOST_CARD_NAMES = 0.34, 0.3
_NO_TITLE = "–"
"""Stands for an empty heading, which a tagged PDF may not have."""

_MOST_CONTENTS = 44
"""Entries that still make a table of contents of two pages; of more, it lists chapters alone."""

_LETTER_MM_PER_PT = 0.178
"""How wide a letter is, on average and for each point of its size."""

_CELL_SIDES_MM = 2.6


def said(text: str) -> Said:
    """One line of text, in pieces where a word is too long for a line."""
    pieces = pieces_of(text)
    return pieces[0] if len(pieces) == 1 else pieces


def lines(text: str) -> list[Said]:
    """The lines of a text."""
    return [said(line) for line in lines_of(text)]


def pdf_data(report: Report) -> dict[str, Any]:
    """Everything the template sets, as it goes into JSON."""
    chapters = list(labelled(report))
    listed = len(chapters) + sum(isinstance(b, Heading) and b.level == 1 for _l, c in chapters for b in c.blocks)
    deep = listed <= _MOST_CONTENTS
    return {
        "lang": report.language,
        "region": REGIONS.get(report.language, ""),
        "document_title": document_title(report),
        "subtitle_plain": line_of(report.subtitle),
        "running": said(running_title(report)),
        "kind": said(line_of(report.kind)),
        "title": said(line_of(report.title)),
        "title_size": 30 if len(report.title) <= 60 else 25 if len(report.title) <= 120 else 19,
        "subtitle": lines(report.subtitle),
        "cover": _pairs(report.cover),
        "banner": said(line_of(report.banner)),
        "foot": said(line_of(report.foot)),
        "page_text": plain(report.page_text),
        "contents_title": said(line_of(report.contents_title) or _NO_TITLE),
        "annexes_title": said(line_of(report.annexes_title) or _NO_TITLE),
        "contents_depth": 2 if deep else 1,
        "contents_gap": 4.4 if deep else 3.4,
        "has_annexes": any(chapter.annex for _label, chapter in chapters),
        "parts": list(_parts(report.language, chapters)),
    }


def _parts(language: str, chapters: Iterable[tuple[str, Chapter]]) -> Iterator[dict[str, Any]]:
    """Chapters that share a run of pages: those that stand, and those on their side; annexes begin a run."""
    part: dict[str, Any] | None = None
    annexes = False
    for label, chapter in chapters:
        begins_annexes = chapter.annex and not annexes
        annexes = annexes or chapter.annex
        if part is None or part["wide"] != chapter.wide or begins_annexes:
            if part is not None:
                yield part
            part = {"wide": chapter.wide, "annexes": begins_annexes, "chapters": []}
        maker = _Blocks(language, ROOM_MM[chapter.wide])
        part["chapters"].append(
            {
                "name": anchor_of(chapter).removeprefix("chapter-"),
                "label": label,
                "title": said(line_of(chapter.title) or _NO_TITLE),
                "fresh": not part["chapters"],
                "blocks": [
                    {
                        **maker.block(block),
                        "kept": leads_on(chapter.blocks, place) or signed_below(chapter.blocks, place),
                        "whole": stays_whole(block),
                    }
                    for place, block in enumerate(chapter.blocks)
                ],
            }
        )
    if part is not None:
        yield part


class _Blocks:
    """Makes the data of blocks in a column ``room_mm`` wide."""

    def __init__(self, language: str, room_mm: float) -> None:
        self._language, self._room_mm = language, room_mm
        self._made: Mapping[type, tuple[str, Callable[[Any], dict[str, Any]]]] = {
            Heading: ("heading", self._heading),
            Paragraph: ("paragraph", self._paragraph),
            Facts: ("facts", self._facts),
            Counts: ("counts", self._counts),
            Table: ("table", self._table),
            Bars: ("bars", self._bars),
            Signatures: ("signatures", self._signatures),
            Remark: ("remark", self._remark),
            Card: ("card", self._card),
            Figure: ("figure", self._figure),
        }

    def block(self, block: ReportBlock) -> dict[str, Any]:
        """The data of a block."""
        kind, make = self._made[type(block)]
        return {"is": kind, **make(block)}

    def _heading(self, heading: Heading) -> dict[str, Any]:
        return {"level": heading.level, "text": said(line_of(heading.text) or _NO_TITLE), "listed": heading.level == 1}

    def _paragraph(self, paragraph: Paragraph) -> dict[str, Any]:
        items = is_list(paragraph)
        texts = items_of(paragraph) if items else lines_of(paragraph.text)
        return {"tone": paragraph.tone, "items": items, "lines": [said(text) for text in texts]}

    def _facts(self, facts: Facts) -> dict[str, Any]:
        return {"rows": _pairs(facts.rows), "share": name_share(facts.rows, _MOST_NAMES), "small": facts.small}

    def _counts(self, counts: Counts) -> dict[str, Any]:
        return {"rows": [_pairs(line) for line in abreast(counts)]}

    def _table(self, table: Table) -> dict[str, Any]:
        size = 9.0 if len(table.columns) <= 5 else 8.5 if len(table.columns) <= 7 else 8.0
        shares = sum(column.share for column in table.columns) or 1.0
        rooms = [
            (self._room_mm * column.share / shares - _CELL_SIDES_MM) / (_LETTER_MM_PER_PT * size)
            for column in table.columns
        ]
        return {
            "size": size,
            "headed": any(column.title for column in table.columns),
            "columns": [
                {
                    "title": self._fitting(line_of(column.title), room * 1.1),
                    "share": column.share,
                    "figures": column.figures,
                    "strong": column.strong,
                }
                for column, room in zip(table.columns, rooms, strict=True)
            ],
            "rows": [
                {
                    "marked": number in table.marked,
                    "long": any(len(cell) > _LONG_ROW for cell in row),
                    "note": _pairs(table.notes[number]) if table.notes else [],
                    "cells": [
                        _short([self._fitting(text, room) for text in lines_of(cell)])
                        for cell, room in zip(row, rooms, strict=True)
                    ],
                }
                for number, row in enumerate(table.rows)
            ],
        }

    def _fitting(self, text: str, room: float) -> Said:
        """A line in a cell where so many letters stand side by side."""
        if len(text) <= room:
            return text
        words = [hyphenated(word, self._language) if len(word) > room else word for word in text.split(" ")]
        return said(" ".join(words))

    def _bars(self, bars: Bars) -> dict[str, Any]:
        rows = [[lines(name), min(max(share, 0.0), 1.0), lines(value)] for name, share, value in bars.rows]
        return {"rows": rows}

    def _signatures(self, signatures: Signatures) -> dict[str, Any]:
        return {"titles": [lines(title) for title in signatures.titles]}

    def _remark(self, remark: Remark) -> dict[str, Any]:
        return {"weight": remark.weight, "lines": lines(remark.text)}

    def _card(self, card: Card) -> dict[str, Any]:
        letters = len(card.text) + sum(len(name) + len(value) for name, value in card.rows)
        breaks = card.text.count("\n") + sum(value.count("\n") + 1 for _name, value in card.rows)
        return {
            "weight": card.weight,
            "title": lines(card.title),
            "tag": said(line_of(card.tag)),
            "text": lines(card.text) if card.text else None,
            "rows": _pairs(card.rows),
            "share": name_share(card.rows, _MOST_CARD_NAMES),
            "long": letters + 60 * breaks > _LONG_CARD,
        }

    def _figure(self, figure: Figure) -> dict[str, Any]:
        return {
            "svg": svg_for_typst(plain(figure.svg)),
            "width": min(figure.width_mm, self._room_mm),
            "alt": shown_in(figure),
            "caption": lines(figure.caption),
        }


def _short(texts: list[Said]) -> list[Said] | str:
    """A single line as it is: there are thousands of them in a log."""
    return texts[0] if len(texts) == 1 and isinstance(texts[0], str) else texts


def _pairs(rows: Iterable[tuple[str, str]]) -> list[list[list[Said]]]:
    return [[lines(name), lines(value)] for name, value in rows]
