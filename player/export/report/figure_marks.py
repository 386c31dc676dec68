"""The small signs of the figures; each is told from the others by its shape, never by colour alone."""

from __future__ import annotations

from player.export.report.svg import FAINT, INK, LIGHT, SOFT, Svg

TOO_NARROW = 9
"""What is narrower shows no hatching, and is filled, in tenths of a millimetre."""

LEAST_FINDING = 16.0
"""A finding is at least so wide, so that it is seen whether it is grey or white."""

_STAGE_FILLS = ("#ffffff", FAINT, FAINT, LIGHT, LIGHT)


def triangle(svg: Svg, x: float, y: float, size: float = 11, *, filled: bool = True) -> None:
    """A triangle that points down, with its middle there."""
    points = ((x - size, y - size * 0.8), (x + size, y - size * 0.8), (x, y + size * 0.9))
    svg.polygon(points, fill=INK if filled else "#ffffff", stroke=INK, stroke_width=2)


def diamond(svg: Svg, x: float, y: float, size: float = 12) -> None:
    """A diamond."""
    points = ((x, y - size), (x + size, y), (x, y + size), (x - size, y))
    svg.polygon(points, fill="#ffffff", stroke=INK, stroke_width=3)


def order_sign(svg: Svg, x: float, y: float) -> None:
    """A small square on its edge with a line through it: an order."""
    svg.rect(x - 7, y - 7, 14, 14, fill="#ffffff", stroke=INK, stroke_width=2)
    svg.line(x - 7, y + 7, x + 7, y - 7, stroke_width=2)


def cross(svg: Svg, x: float, y: float, size: float = 9) -> None:
    """A cross."""
    svg.line(x - size, y - size, x + size, y + size, stroke_width=4)
    svg.line(x - size, y + size, x + size, y - size, stroke_width=4)


def dot(svg: Svg, x: float, y: float, radius: float = 8, *, filled: bool = True) -> None:
    """A dot, or a ring."""
    svg.circle(x, y, radius, fill=INK if filled else "#ffffff", stroke=INK, stroke_width=3)


def bar(svg: Svg, left: float, top: float, right: float, bottom: float, stage: int) -> None:
    """A bar of a stage of force: the higher the darker, from stage 5 on hatched."""
    width = max(3.0, right - left)
    svg.rect(left, top, width, bottom - top, fill=_fill(svg, stage, width), stroke=INK, stroke_width=2)


def _fill(svg: Svg, stage: int, width: float) -> str:
    if stage < len(_STAGE_FILLS):
        return _STAGE_FILLS[stage]
    return svg.hatch("stage", 9, 45, INK, 4) if width >= TOO_NARROW else INK


def finding_bar(svg: Svg, left: float, top: float, right: float, bottom: float, *, waits: bool, high: bool) -> None:
    """A bar of a finding: grey while it waits for an answer, dashed where its certainty is medium."""
    look: dict[str, str | float] = {} if high else {"stroke_dasharray": "8 5"}
    fill = LIGHT if waits else "#ffffff"
    svg.rect(left, top, max(LEAST_FINDING, right - left), bottom - top, fill=fill, stroke=INK, stroke_width=3, **look)


def hold_line(svg: Svg, x: float, top: float, bottom: float, *, grave: bool) -> None:
    """A line where the clock stood; ``grave``: for more than a hold."""
    svg.line(x, top, x, bottom, stroke=INK if grave else SOFT, stroke_width=5 if grave else 3, stroke_dasharray="4 8")
