"""The report as a document of Word: to go on writing in, with real styles, lists and a table of contents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC
from itertools import count
from typing import IO, TYPE_CHECKING, Any

from player.export.report.docx_parts import (
    TAB,
    TWIPS_PER_MM,
    BlockWriter,
    bookmarked,
    drawing,
    facts_table,
    field,
    gap,
    paragraph,
    rooted,
    run,
)
from player.export.report.docx_style_parts import numbering_xml, styles_xml
from player.export.report.pdf import png_of, svg_of
from player.export.report.shared_parts import (
    REGIONS,
    document_title,
    labelled,
    line_of,
    made_at,
    page_words,
    plain,
    running_title,
    shown_in,
)
from player.export.report.svg_parts import svg_for_typst
from player.i18n import N_, Message
from player.model.paper import Chapter, Figure, Heading, Report

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

NAME = "docx"
TITLE = N_("DOCX: to go on writing in, with Word or LibreOffice")
SUFFIX = ".docx"

_DPI = 200
_APART = '<w:spacing w:before="480" w:after="240"/>'
_EMU_PER_TWIP, _EMU_PER_MM = 635, 36000
_PORTRAIT_MM = (210.0, 297.0, 29.0, 25.0, 23.0, 21.0)
_LANDSCAPE_MM = (297.0, 210.0, 26.0, 22.0, 18.0, 18.0)
"""Width, height, and the margins at the top, bottom, left and right."""

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_MOST_CONTENTS = 44
_TEMPLATES_OWN = ("/thumbnail", "/stylesWithEffects", "/customXml")
"""Parts of the template of the library that mean nothing here."""


def write(report: Report, target: IO[bytes]) -> tuple[Message, ...]:
    """Write it; the same report gives the same bytes. Nothing is ever left out.

    Raises:
        OSError: a file of Gladi's own cannot be read.
    """
    _Writer(report).write(target)
    return ()


class _Writer:
    """Puts one report together."""

    def __init__(self, report: Report) -> None:
        import docx

        self._report = report
        self._document: Document = docx.Document()
        self._chapters = list(labelled(report))
        self._marks = count(1)
        self._pictures = count(1)
        self._headings: list[tuple[int, str, str, str]] = []
        self._blocks = BlockWriter(report.language, self._picture, self._mark)

    def write(self, target: IO[bytes]) -> None:
        """Write the whole document."""
        document = self._document
        self._set_up()
        bodies = list(self._bodies())
        self._page(document.sections[0], wide=False, cover=True)
        self._add(self._cover())
        self._add(self._contents())
        for chapter, begins_section, xml in bodies:
            if begins_section:
                self._next_section(wide=chapter.wide)
            self._add(xml)
        filled = io.BytesIO()
        document.save(filled)
        _same_every_time(filled, target)

    def _bodies(self) -> Iterator[tuple[Chapter, bool, str]]:
        """Each chapter, whether it begins a run of pages, and its elements."""
        before: Chapter | None = None
        for label, chapter in self._chapters:
            begins_annexes = chapter.annex and not (before is not None and before.annex)
            begins = before is None or before.wide != chapter.wide or begins_annexes
            title = paragraph("Kicker", run(line_of(self._report.annexes_title))) if begins_annexes else ""
            yield chapter, begins, title + self._chapter(label, chapter, begins_section=begins)
            before = chapter

    def _set_up(self) -> None:
        from docx.oxml import parse_xml

        document, report = self._document, self._report
        part: Any = document.part
        part._styles_part._element = parse_xml(styles_xml(report.language))  # noqa: SLF001  python-docx has no door
        part.numbering_part._element = parse_xml(numbering_xml())  # noqa: SLF001
        _modern(document.settings.element)
        for relations in (part.package.rels, part.rels):
            for relation in [each for each in relations.values() if each.reltype.endswith(_TEMPLATES_OWN)]:
                del relations[relation.rId]
        made = made_at(report).astimezone(UTC).replace(tzinfo=None)
        about = document.core_properties
        about.title, about.subject = document_title(report)[:255], line_of(report.subtitle)[:255]
        about.author = about.last_modified_by = "Gladi"
        about.language = f"{report.language}-{REGIONS.get(report.language, '')}".strip("-")
        about.created = about.modified = made
        about.revision, about.comments, about.keywords = 1, line_of(report.foot)[:255], line_of(report.banner)[:255]

    def _add(self, xml: str) -> None:
        from docx.oxml import parse_xml

        body = self._document.element.body
        last: Any = body.sectPr
        for element in list(parse_xml(rooted(xml))):
            last.addprevious(element)

    def _next_section(self, *, wide: bool) -> None:
        from docx.enum.section import WD_SECTION

        self._page(self._document.add_section(WD_SECTION.NEW_PAGE), wide=wide)

    def _page(self, section: Section, *, wide: bool, cover: bool = False) -> None:
        """The size of the pages of a section, and what stands at the head and foot of each."""
        from docx.enum.section import WD_ORIENT
        from docx.shared import Mm

        width, height, top, bottom, left, right = _LANDSCAPE_MM if wide else _PORTRAIT_MM
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
        section.left_margin, section.right_margin = Mm(left), Mm(right)
        section.header_distance, section.footer_distance = Mm(12), Mm(11)
        section.different_first_page_header_footer = cover
        room = round((width - left - right) * TWIPS_PER_MM)
        tabs = f'<w:tabs><w:tab w:val="right" w:pos="{room}"/></w:tabs>'
        head = _banner(self._report) + TAB + run(running_title(self._report))
        _fill(section.header, paragraph("Header", head, tabs))
        _fill(section.footer, paragraph("Footer", self._foot(), tabs))
        if cover:
            _fill(section.first_page_header, paragraph("Header", _banner(self._report, 26)))
            _fill(section.first_page_footer, paragraph("Footer", run(line_of(self._report.foot))))

    def _foot(self) -> str:
        before, between, behind = (run(words) if words else "" for words in page_words(self._report))
        pages = f"{before}{field('PAGE', '1')}{between}{field('NUMPAGES', '1')}{behind}"
        return run(line_of(self._report.foot)) + TAB + pages

    def _cover(self) -> str:
        report = self._report
        room = round(166 * TWIPS_PER_MM)
        return (
            paragraph("Kind", run(line_of(report.kind)))
            + paragraph("Title", run(line_of(report.title)))
            + paragraph("Subtitle", run(report.subtitle))
            + gap(2400)
            + facts_table(report.cover, room)
            + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        )

    def _contents(self) -> str:
        """The table of contents as Word has it, filled in but for the pages: only Word knows how it lays them out."""
        deep = len(self._headings) <= _MOST_CONTENTS
        listed = [heading for heading in self._headings if deep or heading[0] == 1]
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
            f'TOC \\o "1-{2 if deep else 1}" \\h \\z \\t "Annex Heading;1" </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        entries = []
        annexes = {label for label, chapter in self._chapters if chapter.annex}
        for place, (level, label, title, mark) in enumerate(listed):
            if level == 1 and label in annexes:
                entries.append(paragraph("TOCHeading", run(line_of(self._report.annexes_title)), _APART))
                annexes = set()
            words = (run(label) + TAB if label else "") + run(title)
            page = field(f"PAGEREF {mark} \\h", "")
            link = f'<w:hyperlink w:anchor="{mark}" w:history="1">{words}{TAB}{page}</w:hyperlink>'
            entries.append(paragraph(f"TOC{level}", (begin if place == 0 else "") + link))
        end = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        return (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
            "</w:docPartObj>"
            f"</w:sdtPr><w:sdtContent>{paragraph('TOCHeading', run(line_of(self._report.contents_title)))}"
            f"{''.join(entries)}{end if entries else ''}</w:sdtContent></w:sdt>"
        )

    def _chapter(self, label: str, chapter: Chapter, *, begins_section: bool) -> str:
        """A chapter; one that begins a section stands at the top of a page."""
        self._blocks.on_pages(wide=chapter.wide)
        title = line_of(chapter.title)
        style = "AnnexHeading" if chapter.annex else "Heading1"
        spacing = '<w:spacing w:before="0"/>' if begins_section else "<w:pageBreakBefore/>" if chapter.apart else ""
        head = paragraph(style, self._marked(1, label, title, run(title)), spacing)
        return head + self._blocks.xml(chapter.blocks)

    def _mark(self, heading: Heading, content: str) -> str:
        return self._marked(heading.level + 1, "", line_of(heading.text), content)

    def _marked(self, level: int, label: str, title: str, content: str) -> str:
        number = next(self._marks)
        mark = f"_Toc{number:08}"
        if level <= 2:
            self._headings.append((level, label, title, mark))
        return bookmarked(mark, number, content)

    def _picture(self, figure: Figure, room: int) -> str:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        number = next(self._pictures)
        part: Any = self._document.part
        width = min(figure.width_mm * _EMU_PER_MM, room * _EMU_PER_TWIP)
        height = width * figure.height_mm / figure.width_mm
        svg = svg_for_typst(plain(figure.svg))
        pixels, _image = part.get_or_add_image(io.BytesIO(png_of(svg, figure.width_mm, figure.height_mm, dpi=_DPI)))
        blob = svg_of(svg, figure.width_mm, figure.height_mm)
        vector = Part(PackURI(f"/word/media/figure{number}.svg"), "image/svg+xml", blob, part.package)
        shown = part.relate_to(vector, RELATIONSHIP_TYPE.IMAGE)
        return drawing(figure.name, shown_in(figure), (round(width), round(height)), (number, pixels, shown))


def _banner(report: Report, size: int = 17) -> str:
    look = f'<w:b/><w:color w:val="FFFFFF"/><w:sz w:val="{size}"/><w:shd w:val="clear" w:color="auto" w:fill="14171C"/>'
    return run(f"\u00a0{line_of(report.banner)}\u00a0", look)


def _fill(place: Any, xml: str) -> None:
    """Put a paragraph in the place of what stands in a header or footer."""
    from docx.oxml import parse_xml

    place.is_linked_to_previous = False
    root = place._element  # noqa: SLF001  python-docx has no door for whole elements
    for element in list(root):
        root.remove(element)
    for element in list(parse_xml(rooted(xml))):
        root.append(element)


def _modern(settings: Any) -> None:
    """Settings of a document of today, without those of whoever made the template of the library."""
    from docx.oxml.ns import qn

    for name in ("w:zoom", "w:proofState", "w:savePreviewPicture", "w:rsids", "w:themeFontLang", "w:shapeDefaults"):
        for element in settings.findall(qn(name)):
            settings.remove(element)
    # Word asks once and then fills in the pages of the contents; any that were written here would be wrong somewhere.
    update = settings.makeelement(qn("w:updateFields"), {qn("w:val"): "true"})
    settings.insert(0, update)
    compat = settings.find(qn("w:compat"))
    if compat is not None:
        for old in compat.findall(qn("w:useFELayout")):
            compat.remove(old)
        for setting in compat.findall(qn("w:compatSetting")):
            if setting.get(qn("w:name")) == "compatibilityMode":
                setting.set(qn("w:val"), "15")


def _same_every_time(filled: IO[bytes], target: IO[bytes]) -> None:
    """Copy a document without the time at which its parts were packed."""
    with zipfile.ZipFile(filled) as packed, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in _order(packed.namelist()):
            about = zipfile.ZipInfo(name, _ZIP_TIME)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.external_attr = 0o600 << 16
            copy.writestr(about, packed.read(name))


def _order(names: list[str]) -> Iterator[str]:
    """The list of contents first, as programs expect it."""
    first = "[Content_Types].xml"
    yield first
    yield from sorted(name for name in names if name != first)
