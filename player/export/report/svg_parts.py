"""A drawing as each format takes it: with the names typst has for fonts, inside a page, or as pixels."""

from __future__ import annotations

import re
from html import escape

from player.export.report.shared_parts import line_of, plain, shown_in
from player.model.paper import Figure

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w:.-]*)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(?P<empty>/?)>")
_FAMILY = re.compile(r"""\sfont-family\s*=\s*("[^"]*"|'[^']*')""")
_WEIGHT = re.compile(r"""\sfont-weight\s*=\s*("[^"]*"|'[^']*')""")
_WORDS = frozenset({"text", "tspan"})

_FIGURES = "IBM Plex Sans Condensed"
_CUTS = {
    ("IBM Plex Sans", 400): ("IBM Plex Sans", 400),
    ("IBM Plex Sans", 500): ("IBM Plex Sans Medm", 500),
    ("IBM Plex Sans", 600): ("IBM Plex Sans SmBld", 600),
    (_FIGURES, 500): ("IBM Plex Sans Cond Medm", 500),
    (_FIGURES, 600): ("IBM Plex Sans Cond SmBld", 600),
    (_FIGURES, 700): ("IBM Plex Sans", 700),
}
"""What typst calls the cuts that come with Gladi, and their weight: it takes the first name in the file of a font."""


def svg_for_typst(svg: str) -> str:
    """A drawing whose fonts have the names that typst knows them by."""
    inherited = [("IBM Plex Sans", "400")]

    def named(found: re.Match[str]) -> str:
        if found["close"]:
            if len(inherited) > 1:
                inherited.pop()
            return found[0]
        rest = found["rest"]
        family, weight = (_value(pattern, rest) for pattern in (_FAMILY, _WEIGHT))
        own = (_first(family) or inherited[-1][0], weight or inherited[-1][1])
        if not found["empty"]:
            inherited.append(own)
        if found["name"] not in _WORDS:
            return found[0]
        cut, number = _cut(*own)
        stretch = ' font-stretch="condensed"' if own[0] == _FIGURES else ""
        bare = _WEIGHT.sub("", _FAMILY.sub("", rest))
        return f'<{found["name"]} font-family="{cut}" font-weight="{number}"{stretch}{bare}{found["empty"]}>'

    return _TAG.sub(named, svg)


def inline_svg(figure: Figure) -> str:
    """A drawing as a part of a page, with its title and its description for programs that read pages aloud."""
    svg = re.sub(r"<\?xml.*?\?>|<!DOCTYPE[^>]*>", "", plain(figure.svg), flags=re.DOTALL).strip()
    name = f"figure-{figure.name}"
    told = (
        f'<title id="{name}-title">{escape(line_of(figure.caption))}</title>'
        f'<desc id="{name}-desc">{escape(shown_in(figure))}</desc>'
    )
    opening = f'<svg role="img" aria-labelledby="{name}-title {name}-desc"'
    svg = re.sub(r"<title>.*?</title>|<desc>.*?</desc>", "", svg, flags=re.DOTALL)
    return re.sub(r"<svg\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", lambda m: f"{opening}{m[1]}>{told}", svg, count=1)


def _value(pattern: re.Pattern[str], rest: str) -> str:
    found = pattern.search(rest)
    return found[1][1:-1] if found else ""


def _first(families: str) -> str:
    return families.split(",", maxsplit=1)[0].strip().strip("'\"")


def _cut(family: str, weight: str) -> tuple[str, int]:
    number = {"normal": 400, "bold": 700}.get(weight) or (int(weight) if weight.isdigit() else 400)
    if family not in {"IBM Plex Sans", _FIGURES}:
        return family, number
    nearest = min((each for each in _CUTS if each[0] == family), key=lambda each: abs(each[1] - number))
    return _CUTS[nearest]
