"""All there is of a session in one file to hand on: the session itself, its exports, and what checks it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from player.export import session_csv, session_jsonl, session_xlsx
from player.export.session_options import SessionOptions
from player.export.session_source import SessionSource
from player.export.session_summary import summary_rows
from player.export.session_tables import TABLES
from player.export.verifier import VERIFIER_NAME, verifier_text
from player.free_names import safe_name
from player.i18n import N_, Message, _
from player.session.copying import session_bytes

if TYPE_CHECKING:
    from zipfile import ZipFile

NAME = "zip"
TITLE = N_("everything: the session itself, the workbook, all tables, JSON lines, and the program that checks them")
SUFFIX = ".zip"

_DATE = (1980, 1, 1, 0, 0, 0)
_FILE, _PROGRAM = 0o100644, 0o100755
_COPIED_AT_ONCE = 1024 * 1024


def write(source: SessionSource, target: IO[bytes], options: SessionOptions) -> tuple[Message, ...]:
    """Write the archive; the same bytes for the same session in the same language."""
    from zipfile import ZIP_DEFLATED, ZipFile

    stem = safe_name(source.saved.path.stem, "sesi")
    notes: tuple[Message, ...] = source.notes()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        _add(archive, _("README.txt"), lambda file: file.write(_readme(source, stem).encode("utf-8-sig")))
        _add(archive, f"{stem}.gladi", lambda file: file.write(session_bytes(source.saved.path)))
        _add(archive, f"{stem}.jsonl", lambda file: session_jsonl.write(source, file, options))

        def workbook(file: IO[bytes]) -> None:
            nonlocal notes
            notes = session_xlsx.write(source, file, options)

        _add(archive, f"{stem}.xlsx", workbook)
        for table in TABLES:
            fill = partial(session_csv.write_table, table, source, options=options)
            _add(archive, f"csv/{table.name}.csv", fill)
        _add(archive, VERIFIER_NAME, lambda file: file.write(verifier_text().encode()), _PROGRAM)
    return notes


def _add(archive: ZipFile, name: str, fill: Callable[[IO[bytes]], object], mode: int = _FILE) -> None:
    """Put a file into the archive, by way of the disk, so that no file is ever held in memory whole."""
    from zipfile import ZIP_DEFLATED, ZipInfo

    info = ZipInfo(name, _DATE)
    info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, 3, mode << 16
    with TemporaryFile(prefix="gladi-") as file:
        fill(file)
        info.file_size = file.seek(0, os.SEEK_END)
        file.seek(0)
        with archive.open(info, "w") as inside:
            while portion := file.read(_COPIED_AT_ONCE):
                inside.write(portion)


def _readme(source: SessionSource, stem: str) -> str:
    return "\r\n".join(_readme_lines(source, stem)) + "\r\n"


def _readme_lines(source: SessionSource, stem: str) -> Iterator[str]:
    yield "LATIHAN"
    yield ""
    for name, value in summary_rows(source):
        yield f"{name}: {value}"
    yield ""
    yield _("What lies here")
    yield f"  {stem}.gladi  –  {_('the session itself, for Gladi')}"
    yield f"  {stem}.xlsx  –  {_('the whole session as an Excel workbook, one sheet a table')}"
    yield f"  csv/  –  {_('the same tables as plain text')}"
    for table in TABLES:
        yield f"      {table.name}.csv  –  {_(table.title)}"
    yield f"  {stem}.jsonl  –  {_('every event as a line of JSON; gladi import makes the same session of it again')}"
    yield f"  {VERIFIER_NAME}  –  {_('checks session and JSON lines, without Gladi')}"
    yield ""
    yield _("To check that nothing was changed, with Python 3.8 or later:")
    yield f"  python3 {VERIFIER_NAME} {stem}.gladi {stem}.jsonl"
    yield _("The head hash it shows must be the one above, and the one in the report.")
