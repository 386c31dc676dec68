"""What a reader gets from a report in each format, as plain text with every blank taken out."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import ClassVar
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def squeezed(text: str) -> str:
    """A text without blanks, hyphens that a line was broken at, and the marks of reading direction."""
    unified = unicodedata.normalize("NFC", text)
    return re.sub(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069-]+", "", unified)


def pdf_text(path: Path) -> str:
    """What stands in a PDF, in reading order; needs pdftotext."""
    tool = shutil.which("pdftotext")
    assert tool is not None
    done = subprocess.run([tool, "-raw", "-enc", "UTF-8", str(path), "-"], check=True, capture_output=True)
    return done.stdout.decode()


def docx_text(path: Path) -> str:
    """What stands in the body of a DOCX."""
    with zipfile.ZipFile(path) as packed:
        root = ET.fromstring(packed.read("word/document.xml"))  # noqa: S314  made by the test itself
    words: list[str] = []
    for element in root.iter():
        if element.tag == f"{W}t":
            words.append(element.text or "")
        elif element.tag in {f"{W}br", f"{W}p", f"{W}tab"}:
            words.append("\n")
    return "".join(words)


class _Words(HTMLParser):
    _SILENT: ClassVar[frozenset[str]] = frozenset({"style", "title", "desc", "svg"})

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._within = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._within += tag in self._SILENT

    def handle_endtag(self, tag: str) -> None:
        self._within -= tag in self._SILENT

    def handle_data(self, data: str) -> None:
        if not self._within:
            self.words.append(data)


def html_text(path: Path) -> str:
    """What stands on an HTML page."""
    words = _Words()
    words.feed(path.read_text(encoding="utf-8"))
    return "\n".join(words.words)
