"""One table of a session as Parquet, for who analyses many of them. It needs pyarrow, which not everybody installs."""

from __future__ import annotations

from importlib import import_module
from typing import IO, Any

from player.export.cells import DECIMAL, FIGURE, TEXT, YES_NO
from player.export.saving import CannotWrite
from player.export.session_options import SessionOptions
from player.export.session_source import SessionSource
from player.export.session_tables import TABLE_BY_NAME
from player.export.table import Column
from player.i18n import N_, Message

NAME = "parquet"
TITLE = N_("one table of the session as Parquet, with pyarrow installed")
SUFFIX = ".parquet"


def write(source: SessionSource, target: IO[bytes], options: SessionOptions) -> tuple[Message, ...]:
    """Write a table with the names of its columns for programs; times are whole milliseconds.

    Raises:
        CannotWrite: pyarrow is not installed.
    """
    arrow, parquet = _pyarrow("pyarrow"), _pyarrow("pyarrow.parquet")
    table = TABLE_BY_NAME[options.what]
    rows = [*table.rows(source, options.step_ms)]
    columns = [*zip(*rows, strict=True)] if rows else [()] * len(table.columns)
    arrays, fields = [], []
    for column, values in zip(table.columns, columns, strict=True):
        kind = _kind(column)
        arrays.append(arrow.array(values, arrow.type_for_alias(kind)))
        fields.append((column.id, arrow.type_for_alias(kind)))
    told = {"gladi": "LATIHAN", "head_hash": source.saved.head_hash}
    parquet.write_table(arrow.table(arrays, schema=arrow.schema(fields).with_metadata(told)), target)
    return source.notes()


def _kind(column: Column) -> str:
    """What a column is for Parquet, the same for every session."""
    if column.holds in {DECIMAL, FIGURE}:
        return "double"
    return {TEXT: "string", YES_NO: "bool"}.get(column.holds, "int64")


def _pyarrow(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        text = N_("Parquet needs the package pyarrow, which is not installed: pip install {package}.")
        raise CannotWrite(text, package="pyarrow") from None
