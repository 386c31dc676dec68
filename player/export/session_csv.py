"""One table of a session as plain text with columns, for the spreadsheet programs of the language in use.

Where Indonesian is spoken these take a semicolon between columns and a comma in numbers, else a comma and a point. With
a comma between columns numbers have a point in any language.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import IO

from player.export.cells import CLOCK, MOMENT, SPAN
from player.export.inert import inert, writable
from player.export.msel_csv import SEPARATORS
from player.export.session_options import SessionOptions
from player.export.session_source import SessionSource
from player.export.session_tables import TABLE_BY_NAME
from player.export.table import Column, Table, Value, yes_no
from player.i18n import N_, Message, _, current_language
from player.model.times import HOUR_MS, MINUTE_MS, SECOND_MS, story_clock_text

NAME = "csv"
TITLE = N_("one table of the session as plain text with columns")
SUFFIX = ".csv"

_DECIMALS = 5


def write(source: SessionSource, target: IO[bytes], options: SessionOptions) -> tuple[Message, ...]:
    """Write a table, in UTF-8 with a byte order mark, without which Excel takes it for another encoding."""
    write_table(TABLE_BY_NAME[options.what], source, target, options)
    return source.notes()


def write_table(table: Table, source: SessionSource, target: IO[bytes], options: SessionOptions) -> None:
    """Write this table, row by row, so that a long one takes no more memory than a short one."""
    separator = options.separator or SEPARATORS[current_language()]
    mark = "," if current_language() == "id" and separator != "," else "."
    texts = [_text_of(column, mark) for column in table.columns]
    stream = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=False)
    try:
        writer = csv.writer(stream, delimiter=separator, lineterminator="\r\n")
        writer.writerow([inert(_(column.header)) for column in table.columns])
        for row in table.rows(source, options.step_ms):
            writer.writerow([text(value) for text, value in zip(texts, row, strict=True)])
        stream.flush()
    finally:
        stream.detach()


def _text_of(column: Column, mark: str) -> Callable[[Value], str]:
    """What makes text of the values of a column."""
    time = {SPAN: _span, CLOCK: story_clock_text, MOMENT: _moment}.get(column.holds)

    def text(value: Value) -> str:
        match value:
            case None:
                return ""
            case str():
                return inert(writable(value))
            case bool():
                return yes_no(value=value)
            case int():
                return str(value) if time is None else time(value)
        return f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".").replace(".", mark)

    return text


def _span(ms: int) -> str:
    """A length of time, always with hours, so that no program takes its minutes for hours."""
    return f"{ms // HOUR_MS}:{ms // MINUTE_MS % 60:02}:{ms // SECOND_MS % 60:02}"


def _moment(local_ms: int) -> str:
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=local_ms)
    except OverflowError:
        return ""
    return moment.replace(tzinfo=None).isoformat(" ", timespec="seconds")
