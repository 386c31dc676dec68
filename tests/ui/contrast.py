"""Contrast between two colours, as WCAG 2 defines it, and every pair of colours that has to have it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from player.ui.theme import TONE_NAMES, Theme

TEXT_CONTRAST = 7.0
"""Least contrast of any text with its ground (WCAG 2 AAA)."""

GRAPHIC_CONTRAST = 3.0
"""Least contrast of lines and shapes that carry meaning (WCAG 2, 1.4.11)."""


def relative_luminance(colour: str) -> float:
    """Relative luminance 0..1 of ``#rrggbb``, WCAG 2."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(one: str, other: str) -> float:
    """Contrast of two ``#rrggbb`` colours, from 1 (the same) to 21 (black and white)."""
    lighter, darker = sorted((relative_luminance(one), relative_luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


Pair = tuple[str, str, str]
"""What stands on what, the colour, the colour under it."""


def text_pairs(theme: Theme) -> Iterator[Pair]:
    """Every pair of text and ground the widgets may put together."""
    surfaces = {field.name: getattr(theme.surfaces, field.name) for field in fields(theme.surfaces)}
    for place, ground in surfaces.items():
        yield f"ink on {place}", theme.ink, ground
        yield f"ink_soft on {place}", theme.ink_soft, ground
    yield "on_band on band", theme.on_band, theme.band
    yield "on_band_soft on band", theme.on_band_soft, theme.band
    for name in TONE_NAMES:
        tone = theme.tone(name)
        yield f"{name} on its fill", tone.on_fill, tone.fill
        yield f"{name} on its soft", tone.text, tone.soft
        yield f"ink on {name} soft", theme.ink, tone.soft
        for place, ground in surfaces.items():
            yield f"{name} text on {place}", tone.text, ground
    for number, ground in enumerate(theme.plots.bands):
        yield f"ink on band {number}", theme.ink, ground


def graphic_pairs(theme: Theme) -> Iterator[Pair]:
    """Every pair of line or shape and ground that carries meaning."""
    surfaces = theme.surfaces
    for place in ("window", "panel", "strip", "sunken"):
        yield f"edge on {place}", theme.edge, getattr(surfaces, place)
        yield f"focus on {place}", theme.focus, getattr(surfaces, place)
    plots = theme.plots
    grounds = (surfaces.panel, *plots.bands)
    for name in ("actual", "planned", "ceiling", "excess", "personnel", "marker", "now"):
        for number, ground in enumerate(grounds):
            yield f"plot {name} on ground {number}", getattr(plots, name), ground
    for stage, shade in enumerate(plots.stages):
        if stage:
            yield f"stage {stage} on panel", shade, surfaces.panel
