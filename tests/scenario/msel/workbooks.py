"""Workbooks for tests, as bytes: honest ones, and ones whose parts say what no program would write."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

import openpyxl


def workbook(**sheets: Sequence[Sequence[Any]]) -> bytes:
    """A workbook with these sheets, in order; a text that begins with = is a formula without a saved result."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """A workbook as the bytes of its file."""
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def repacked(data: bytes, part: str, pattern: str, replacement: str) -> bytes:
    """A workbook with something in one of its parts replaced.

    Raises:
        ValueError: the part has nothing like that.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                text, count = re.subn(pattern, replacement, content.decode())
                if not count:
                    raise ValueError(f"{part} has no {pattern}")
                content = text.encode()
            packed.writestr(name, content)
    return target.getvalue()


def packed(**parts: bytes) -> bytes:
    """An archive of these parts; ``__`` in a name stands for ``/``, ``_xml`` for ``.xml``."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return target.getvalue()
