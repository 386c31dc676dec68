"""The report as a PDF: tagged for whoever has it read aloud (PDF/UA), with the fonts that come with Gladi."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import IO, TYPE_CHECKING, Any
from unicodedata import category, normalize

from player.export.report.pdf_parts import pdf_data
from player.export.report.shared_parts import made_at
from player.i18n import N_, Message
from player.model.paper import Report
from player.resources import assets_folder

if TYPE_CHECKING:
    from typst import Compiler, Fonts, PDFStandard

NAME = "pdf"
TITLE = N_("PDF: to read and to print")
SUFFIX = ".pdf"

STANDARD: PDFStandard = "ua-1"
NO_GLYPH = "\ufffd"
"""Stands in the PDF for a character that no font here has, as most pictographs."""

_REFUSED = "PDF/UA-1 error: "
_MARKS, _OPEN = frozenset({"Mn", "Me", "Mc", "Cf"}), frozenset({"Co", "Cn"})

_KNOWN = re.compile("[\\s\u0020-\u007e\u00a0-\u017e\u2010-\u2026\u2030-\u203a]+")
"""What the fonts have for certain; of anything else they are asked."""


def write(report: Report, target: IO[bytes]) -> tuple[Message, ...]:
    """Write it; the same report gives the same bytes. Gives what had to be done without, in sentences.

    Raises:
        OSError: a file of Gladi's own cannot be read.
    """
    made, notes = _compiled(report)
    target.write(made)
    return notes


def _template(data: str) -> Compiler:
    from typst import Compiler

    template = assets_folder() / "report" / "report.typ"
    return Compiler(str(template), font_paths=_fonts(), ignore_system_fonts=True, sys_inputs={"report": data})


def _compiled(report: Report) -> tuple[bytes, tuple[Message, ...]]:
    from typst import TypstError

    data = json.dumps(pdf_data(report), ensure_ascii=False)
    covered = _covered(data)
    notes: tuple[Message, ...] = ()
    if covered != data:
        text = N_("The PDF has no font for some characters; {sign} stands for them. DOCX and HTML have them.")
        notes = (Message(text, {"sign": NO_GLYPH}),)
    made = made_at(report)
    refused = ""
    for said in (covered, _covered(_without_marks(data))):  # a mark over a letter may be what has no font
        try:
            return _bytes(_template(said).compile(format="pdf", pdf_standards=STANDARD, timestamp=made)), notes
        except TypstError as error:
            refused = error.message.removeprefix(_REFUSED)
            if refused == error.message:
                raise
    text = N_("The PDF is tagged for reading aloud, but does not keep to PDF/UA in all: {reason}")
    notes = (*notes, Message(text, {"reason": refused}))
    return _bytes(_template(covered).compile(format="pdf", timestamp=made)), notes


def png_of(svg: str, width_mm: float, height_mm: float, *, dpi: int) -> bytes:
    """A drawing as pixels, for programs that know no SVG; its fonts have the names typst knows."""
    return _bytes(_drawing(svg, width_mm, height_mm).compile(format="png", ppi=float(dpi)))


def svg_of(svg: str, width_mm: float, height_mm: float) -> bytes:
    """A drawing whose letters are shapes, for programs that may lack its fonts, which have the names typst knows."""
    return _bytes(_drawing(svg, width_mm, height_mm).compile(format="svg"))


def _drawing(svg: str, width_mm: float, height_mm: float) -> Compiler:
    from typst import Compiler

    template = assets_folder() / "report" / "drawing.typ"
    inputs = {"svg": svg, "width": str(width_mm), "height": str(height_mm)}
    return Compiler(str(template), font_paths=_fonts(), ignore_system_fonts=True, sys_inputs=inputs)


@cache
def _fonts() -> Fonts:
    """The fonts that come with Gladi, and those typst has of its own for letters they lack; read once."""
    from typst import Fonts

    return Fonts(include_system_fonts=False, font_paths=[str(assets_folder() / "fonts")])


def _covered(data: str) -> str:
    """The same with a sign for each character no font has; they are asked of those that are not certain."""
    missing = [letter for letter in set(_KNOWN.sub("", data)) if not _has_glyph(letter)]
    return data.translate(dict.fromkeys(map(ord, missing), NO_GLYPH))


def _without_marks(data: str) -> str:
    """The same without marks that stand over or under other letters, and with a sign for what Unicode leaves open."""
    kinds = ((letter, category(letter)) for letter in normalize("NFC", data))
    return "".join(NO_GLYPH if kind in _OPEN else "" if kind in _MARKS else letter for letter, kind in kinds)


@cache
def _has_glyph(letter: str) -> bool:
    from typst import Compiler, TypstError

    cuts = ", ".join(f'"IBM Plex Sans{cut}"' for cut in ("", " SmBld", " Cond Medm", " Cond SmBld"))
    source = f"""#set document(title: "t")
#for cut in ({cuts}) {{ text(font: (cut, "IBM Plex Sans", "DejaVu Sans Mono"), sys.inputs.letter) }}""".encode()
    compiler = Compiler(source, font_paths=_fonts(), ignore_system_fonts=True, sys_inputs={"letter": letter})
    try:
        compiler.compile(format="pdf", pdf_standards=STANDARD, timestamp=0)
    except TypstError:
        return False
    return True


def _bytes(made: Any) -> bytes:
    assert isinstance(made, bytes)
    return made
