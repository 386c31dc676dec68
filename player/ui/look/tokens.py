"""What a theme is: colours by the role they play, and the measures all themes share.

No widget names a colour. It asks its theme for a role, so that a theme can be changed while a drill runs and the
contrast of every pair in use can be computed in a test.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

SPACE = 4
"""The step, in px, that every distance on screen is a multiple of."""

GAP = SPACE
"""Between panels."""

PAD = 3 * SPACE
"""Between the edge of a panel and what is in it."""

RADIUS = 3
"""Corner of a panel, button or field, in px."""

HAIRLINE = 1
"""A line between rows, in px."""

RULE = 2
"""A line that frames or marks, in px."""

STRIP_HEIGHT = 28
"""Height of the title strip of a panel, in px."""

ROW_HEIGHT = 28
"""Height of a row of a list, in px."""

CONTROL_HEIGHT = 32
"""Height of a button or field, in px."""


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour role as four colours that go together, ``#rrggbb``.

    Attributes:
        text: for text, icons and outlines on any surface of the theme, and on ``soft``.
        fill: a solid area that must be seen from afar.
        on_fill: text and icons on ``fill``.
        soft: a tinted surface under ``text`` or ink.
    """

    text: str
    fill: str
    on_fill: str
    soft: str


@dataclass(frozen=True, slots=True)
class Tones:
    """The tones of a theme by what they mean."""

    neutral: Tone
    accent: Tone
    """What is chosen, standing by or can be worked."""
    go: Tone
    warn: Tone
    alarm: Tone
    hijau: Tone
    kuning: Tone
    merah: Tone
    exercise: Tone
    """The word LATIHAN."""


TONE_NAMES = tuple(field.name for field in fields(Tones))
"""Every tone a widget may be given by name."""


@dataclass(frozen=True, slots=True)
class Surfaces:
    """The grounds text may stand on.

    Attributes:
        window: behind the panels.
        panel: the body of a panel, a dialog, a list.
        strip: the title strip of a panel, a header.
        sunken: a field, the track of a meter, a control that is off.
        hover, selected: a row under the pointer, a chosen row.
    """

    window: str
    panel: str
    strip: str
    sunken: str
    hover: str
    selected: str


@dataclass(frozen=True, slots=True)
class PlotColours:
    """Lines and areas of the plots; all stand on ``Surfaces.panel``.

    Attributes:
        actual, planned: the two courses; ``planned`` is also dashed.
        ceiling: the highest stage in proportion.
        excess: force over the ceiling, hatched.
        personnel: persons committed.
        marker: a marked moment; ``now``: the present.
        grid: lines of the grid, decoration.
        bands: grounds of the situation bands hijau, kuning, merah.
        stages: one per stage of force 0..6, each darker (on a dark theme lighter) than the one before.
    """

    actual: str
    planned: str
    ceiling: str
    excess: str
    personnel: str
    marker: str
    now: str
    grid: str
    bands: tuple[str, str, str]
    stages: tuple[str, str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Theme:
    """One look of the whole program.

    Attributes:
        name: the word for it on the command line and in the settings.
        title: its name on screen, translatable.
        dark: light text on dark ground.
        body_weight: weight of running text, 400 or 500; thin strokes vanish in the sun and glare in the dark.
        surfaces: the grounds.
        band, on_band, on_band_soft: the top band, its text and its lesser text.
        line: hairlines between rows, decoration only.
        edge: outline of controls and panels, and marks that carry no tone.
        ink, ink_soft: text and lesser text; ``ink_soft`` also for what is switched off.
        focus: the ring around what has the keyboard.
        tones: colour roles.
        plots: colours of the plots.
    """

    name: str
    title: str
    dark: bool
    body_weight: int
    surfaces: Surfaces
    band: str
    on_band: str
    on_band_soft: str
    line: str
    edge: str
    ink: str
    ink_soft: str
    focus: str
    tones: Tones
    plots: PlotColours

    def tone(self, name: str) -> Tone:
        """The tone of this name, one of `TONE_NAMES`.

        Raises:
            AttributeError: there is no such tone.
        """
        tone: Tone = getattr(self.tones, name)
        return tone
