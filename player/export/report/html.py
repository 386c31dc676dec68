"""The report as one page for a browser: fonts, drawings and the log inside, nothing from outside, no program in it."""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Iterator
from shlex import quote
from typing import IO

from player.export.report.fonts_parts import font_faces
from player.export.report.html_parts import PageWriter, facts_html, line, text
from player.export.report.shared_parts import (
    REGIONS,
    anchor_of,
    document_title,
    labelled,
    page_words,
    plain,
    running_title,
)
from player.i18n import N_, Message, _, speaking
from player.model.paper import Chapter, Report
from player.resources import assets_folder

NAME = "html"
TITLE = N_("HTML: for a browser, one file with the log inside")
SUFFIX = ".html"

_NOTHING_FROM_OUTSIDE = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)
_KINDS = {".jsonl": "application/x-ndjson", ".py": "text/x-python", ".gladi": "application/octet-stream"}


def write(report: Report, target: IO[bytes]) -> tuple[Message, ...]:
    """Write it; the same report gives the same bytes. Nothing is ever left out.

    Raises:
        OSError: a file of Gladi's own cannot be read.
    """
    with speaking(report.language):
        for part in _page(report):
            target.write(part.encode())
    return ()


def _page(report: Report) -> Iterator[str]:
    chapters = [(label, chapter, PageWriter(anchor_of(chapter), chapter.title)) for label, chapter in labelled(report)]
    sections = [_section(label, chapter, writer) for label, chapter, writer in chapters]
    region = REGIONS.get(report.language, "")
    yield "<!DOCTYPE html>\n"
    yield f'<html lang="{line(report.language)}{f"-{region}" if region else ""}">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_NOTHING_FROM_OUTSIDE}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="generator" content="Gladi">\n'
    yield f'<meta name="date" content="{line(report.made)}">\n<title>{line(document_title(report))}</title>\n'
    yield f"<style>\n{font_faces()}\n{_style()}\n{_page_margins(report)}</style>\n</head>\n<body>\n"
    yield f'<a class="skip" href="#content">{line(_("To the text"))}</a>\n'
    yield f'<div class="bar"><span class="banner">{line(report.banner)}</span>'
    yield f'<span class="running">{line(running_title(report))}</span></div>\n<div class="page">\n'
    yield f'<header class="cover"><p class="kind">{line(report.kind)}</p>\n<h1>{line(report.title)}</h1>\n'
    yield f'<p class="subtitle">{text(report.subtitle)}</p>\n{facts_html(report.cover)}</header>\n'
    yield _contents(report, chapters)
    yield f'<main id="content">\n{_joined(sections)}\n{_files(report)}</main>\n</div>\n'
    yield f'<footer class="foot">{line(report.banner)} · {line(report.foot)}</footer>\n</body>\n</html>\n'


def _kinds(chapter: Chapter) -> tuple[tuple[str, bool], ...]:
    return ("annex", chapter.annex), ("wide", chapter.wide), ("apart", chapter.apart)


def _section(label: str, chapter: Chapter, writer: PageWriter) -> str:
    kinds = " ".join(name for name, is_so in _kinds(chapter) if is_so)
    return (
        f'<section id="{anchor_of(chapter)}" class="chapter {kinds}">\n'
        f'<h2><span class="label">{label}</span> <span>{line(chapter.title)}</span></h2>\n'
        f"{writer.html(chapter.blocks)}\n</section>"
    )


def _contents(report: Report, chapters: list[tuple[str, Chapter, PageWriter]]) -> str:
    def entries(*, annex: bool) -> str:
        return "".join(
            f'<li><a href="#{anchor_of(chapter)}"><span class="label">{label}</span> '
            f"<span>{line(chapter.title)}</span></a></li>"
            for label, chapter, _writer in chapters
            if chapter.annex is annex
        )

    title = line(report.contents_title)
    annexes = entries(annex=True)
    more = f'<p class="of">{line(report.annexes_title)}</p><ol>{annexes}</ol>' if annexes else ""
    return f'<nav class="contents" aria-label="{title}"><h2>{title}</h2><ol>{entries(annex=False)}</ol>{more}</nav>\n'


def _files(report: Report) -> str:
    """The files inside the page, as links that save them."""
    if not report.data:
        return ""
    links = []
    for name, content in report.data.items():
        kind = _KINDS.get(name[name.rfind(".") :]) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        packed = base64.b64encode(content).decode()
        link = f'<a download="{line(name)}" href="data:{kind};base64,{packed}">{line(name)}</a>'
        links.append(f"<li>{link} ({len(content)} B)</li>")
    told = [f"<p>{line(_('These files are inside this page; a click saves them. They need no internet.'))}</p>"]
    program = next((name for name in report.data if name.endswith(".py")), "")
    log = next((name for name in report.data if name.endswith(".jsonl")), "")
    if program and log:
        how = _("To check that the log is what was saved, with Python 3.8 or later and without Gladi:")
        told.append(f"<p>{line(how)} <code>python3 {line(program)} {line(quote(log))}</code></p>")
    return (
        f'<section id="files" class="files"><h2><span>{line(_("Files in this page"))}</span></h2>\n{"".join(told)}'
        f"<ul>{''.join(links)}</ul></section>\n"
    )


def _style() -> str:
    return (assets_folder() / "report" / "report.css").read_text(encoding="utf-8")


def _page_margins(report: Report) -> str:
    """What stands at the head and foot of each page in print, where the browser knows how."""
    before, between, behind = (_quoted(words) for words in page_words(report))
    banner, foot, running = (_quoted(words) for words in (report.banner, report.foot, running_title(report)))
    look = 'font:500 8pt "IBM Plex Sans Condensed",sans-serif;color:#4b525c'
    badge = (
        'font:600 8.5pt "IBM Plex Sans Condensed",sans-serif;color:#fff;background:#14171c;letter-spacing:.08em;'
        "width:max-content;height:max-content;padding:.8mm 2mm;margin:auto 0"
    )
    return (
        f"@page{{@top-left{{content:{banner};{badge}}}@top-right{{content:{running};{look}}}"
        f"@bottom-left{{content:{foot};{look}}}"
        f"@bottom-right{{content:{before} counter(page) {between} counter(pages) {behind};{look}}}}}\n"
    )


def _quoted(words: str) -> str:
    """A text as CSS takes it, whatever is in it; it ends no style sheet."""
    spelt = (
        letter if letter.isalnum() or letter in " .,;:·-–—()" else f"\\{ord(letter):x} "
        for letter in plain(words).replace("\n", " ")
    )
    return f'"{"".join(spelt)}"'


def _joined(parts: list[str]) -> str:
    return "\n".join(parts)
