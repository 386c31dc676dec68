"""The styles of the report as a document to go on writing in: whoever changes one changes all it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from player.export.report.shared_parts import REGIONS

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FONT = "Arial"
"""Every office program has it, or one as wide; a font that is missing would set the pages anew."""

INK, SOFT, LINE, FAINT, ACCENT = "14171C", "4B525C", "C3C8CF", "F4F5F7", "1C3557"

WEIGHTS: Mapping[str, tuple[str, str]] = {
    "plain": ("5B6470", FAINT),
    "soft": (LINE, "FAFBFC"),
    "good": ("1E6B45", "F2F8F4"),
    "worth": ("A86400", "FDF8EE"),
    "sure": ("9B1C1C", "FCF3F2"),
}
"""Colour of the bar and of the ground for each weight."""

BULLETS, CHAPTERS, ANNEXES = 1, 2, 3
"""Numbers of the lists there are."""


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style; sizes in half points, distances in twentieths of a point."""

    id: str
    name: str
    size: int = 20
    bold: bool = False
    colour: str = INK
    before: int = 0
    after: int = 120
    line: int = 264
    based: str = "Normal"
    follows: str = ""
    extra: str = ""
    runs: str = ""
    is_own: bool = False


def _style(style: _Style) -> str:
    own = ' w:customStyle="1"' if style.is_own else ""
    default = ' w:default="1"' if style.id == "Normal" else ""
    based = "" if style.id == "Normal" else f'<w:basedOn w:val="{style.based}"/>'
    follows = f'<w:next w:val="{style.follows}"/>' if style.follows else ""
    bold = "<w:b/>" if style.bold else ""
    spacing = f'<w:spacing w:before="{style.before}" w:after="{style.after}" w:line="{style.line}" w:lineRule="auto"/>'
    kept, rest = _in_order(style.extra)
    return (
        f'<w:style w:type="paragraph"{default}{own} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f"{based}{follows}"
        f"<w:qFormat/><w:pPr>{kept}{spacing}{rest}</w:pPr>"
        f'<w:rPr>{bold}{style.runs}<w:color w:val="{style.colour}"/><w:sz w:val="{style.size}"/>'
        f'<w:szCs w:val="{style.size}"/></w:rPr></w:style>'
    )


def _in_order(extra: str) -> tuple[str, str]:
    """What the schema wants before the spacing, and what behind it."""
    before, _mark, behind = extra.partition("|")
    return before, behind


_HEADING = "<w:keepNext/><w:keepLines/>"


def _numbered(number: int) -> str:
    return f'{_HEADING}<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'


_TOP_RULE = f'<w:pBdr><w:top w:val="single" w:sz="10" w:space="6" w:color="{ACCENT}"/></w:pBdr>'

_STYLES = (
    _Style("Normal", "Normal", 19, line=252),
    _Style("Title", "Title", 60, bold=True, after=160, line=240, extra="|<w:contextualSpacing/>"),
    _Style("Subtitle", "Subtitle", 25, colour=SOFT, after=360),
    _Style(
        "Heading1",
        "heading 1",
        38,
        bold=True,
        before=480,
        after=240,
        line=240,
        follows="Normal",
        extra=f'{_numbered(CHAPTERS)}{_TOP_RULE}|<w:outlineLvl w:val="0"/>',
    ),
    _Style(
        "AnnexHeading",
        "Annex Heading",
        38,
        bold=True,
        before=480,
        after=240,
        line=240,
        based="Heading1",
        follows="Normal",
        extra=f'{_numbered(ANNEXES)}{_TOP_RULE}|<w:outlineLvl w:val="0"/>',
        is_own=True,
    ),
    _Style(
        "Heading2",
        "heading 2",
        25,
        bold=True,
        before=320,
        after=120,
        line=240,
        follows="Normal",
        extra=f'{_HEADING}|<w:outlineLvl w:val="1"/>',
    ),
    _Style(
        "Heading3",
        "heading 3",
        21,
        bold=True,
        colour=SOFT,
        before=240,
        after=80,
        line=240,
        follows="Normal",
        extra=f'{_HEADING}|<w:outlineLvl w:val="2"/>',
    ),
    _Style(
        "TOCHeading",
        "TOC Heading",
        30,
        bold=True,
        colour=ACCENT,
        after=240,
        follows="Normal",
        extra=f"{_HEADING}{_TOP_RULE}",
    ),
    _Style(
        "TOC1",
        "toc 1",
        20,
        bold=True,
        before=140,
        after=50,
        extra='<w:tabs><w:tab w:val="left" w:pos="620"/><w:tab w:val="right" w:leader="dot" w:pos="9400"/></w:tabs>'
        '|<w:ind w:left="620" w:hanging="620"/>',
    ),
    _Style(
        "TOC2",
        "toc 2",
        19,
        colour=SOFT,
        after=40,
        extra='<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9400"/></w:tabs>|<w:ind w:left="620"/>',
    ),
    _Style("Caption", "caption", 17, colour=SOFT, after=240, extra="<w:keepLines/>"),
    _Style(
        "ListBullet",
        "List Bullet",
        after=60,
        extra=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{BULLETS}"/></w:numPr>|<w:contextualSpacing/>',
    ),
    _Style("Header", "header", 16, colour=SOFT, after=0, line=240),
    _Style(
        "Footer",
        "footer",
        16,
        colour=SOFT,
        after=0,
        line=240,
        extra=f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="5" w:color="{LINE}"/></w:pBdr>',
    ),
    _Style("Kind", "Report Kind", 26, bold=True, colour=ACCENT, before=2600, after=240, is_own=True, runs="<w:caps/>"),
    _Style("Kicker", "Annexes", 26, bold=True, colour=ACCENT, after=120, is_own=True, extra="<w:keepNext/>"),
    _Style("Soft", "Soft Text", 18, colour=SOFT, is_own=True),
    _Style("Strong1", "Strong Text", bold=True, is_own=True),
    _Style("Picture", "Picture", before=160, after=80, line=240, is_own=True, extra="<w:keepNext/>"),
    _Style("TableText", "Table Text", 16, after=0, line=240, is_own=True),
    _Style(
        "TableHead", "Table Head", 14, bold=True, colour=SOFT, after=0, line=240, is_own=True, extra="<w:keepNext/>"
    ),
    _Style("FactName", "Fact Name", 18, colour=SOFT, after=0, line=240, is_own=True),
    _Style("FactValue", "Fact Value", 18, after=0, line=240, is_own=True),
    _Style("CountValue", "Count Value", 28, bold=True, before=60, after=0, line=240, is_own=True),
    _Style("CountName", "Count Name", 16, colour=SOFT, after=0, line=240, is_own=True),
    _Style(
        "CardTitle", "Card Title", 21, bold=True, after=80, line=250, is_own=True, extra="<w:keepNext/><w:keepLines/>"
    ),
    _Style("CardText", "Card Text", 17, after=30, line=245, is_own=True, extra="<w:keepLines/>"),
    _Style(
        "CardTag",
        "Card Tag",
        16,
        bold=True,
        after=80,
        line=250,
        is_own=True,
        extra="<w:keepNext/>",
    ),
    _Style("CardName", "Card Name", 17, colour=SOFT, after=30, line=245, is_own=True),
    *(
        _Style(
            f"Remark{weight.title()}",
            f"Remark {weight}",
            19,
            before=160,
            after=200,
            is_own=True,
            extra=f'<w:keepLines/><w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="{bar}"/></w:pBdr>'
            f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>|<w:ind w:left="200"/>',
        )
        for weight, (bar, ground) in WEIGHTS.items()
    ),
)


def _borders(*edges: tuple[str, int, str]) -> str:
    return "".join(
        f'<w:{edge} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>' for edge, size, colour in edges
    )


_CELLS = (
    '<w:tblCellMar><w:top w:w="45" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
    '<w:bottom w:w="45" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
)

_TABLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="Report Table"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    f"{_borders(('bottom', 4, LINE), ('insideH', 4, LINE))}</w:tblBorders>{_CELLS}</w:tblPr>"
    '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
    f'{_borders(("bottom", 8, INK))}</w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="FactsTable"><w:name w:val="Facts Table"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    f"{_borders(('bottom', 4, LINE), ('insideH', 4, LINE))}</w:tblBorders>{_CELLS}</w:tblPr></w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="PlainTable"><w:name w:val="Plain Rows"/>'
    f'<w:basedOn w:val="TableNormal"/><w:tblPr>{_CELLS.replace("45", "20")}</w:tblPr></w:style>'
)


def styles_xml(language: str) -> str:
    """Every style of the report, in the language that programs check its spelling by."""
    code = f"{language}-{REGIONS.get(language, language.upper())}"
    return (
        f'<w:styles xmlns:w="{WORD}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{FONT}"/><w:sz w:val="20"/>'
        f'<w:szCs w:val="20"/><w:lang w:val="{code}" w:eastAsia="{code}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault/></w:docDefaults>{_joined(map(_style, _STYLES))}"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
        f"{_TABLES}</w:styles>"
    )


def _joined(parts: Iterable[str]) -> str:
    return "".join(parts)


def numbering_xml() -> str:
    """The lists: items with a dot, chapters with numbers, annexes with letters."""

    def level(format_: str, text: str, style: str, left: int, colour: str) -> str:
        linked = f'<w:pStyle w:val="{style}"/>' if style else ""
        return (
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{format_}"/>{linked}<w:lvlText w:val="{text}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{left}"/></w:pPr>'
            f'<w:rPr><w:color w:val="{colour}"/></w:rPr></w:lvl>'
        )

    levels = (
        (BULLETS, level("bullet", "•", "", 240, INK)),
        (CHAPTERS, level("decimal", "%1", "Heading1", 720, ACCENT)),
        (ANNEXES, level("upperLetter", "%1", "AnnexHeading", 720, ACCENT)),
    )
    kinds = _joined(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>{made}</w:abstractNum>'
        for number, made in levels
    )
    used = _joined(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number, _made in levels)
    return f'<w:numbering xmlns:w="{WORD}">{kinds}{used}</w:numbering>'
