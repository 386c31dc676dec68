"""The bundled fonts and the few sizes of type there are.

IBM Plex Sans for what is read, IBM Plex Sans Condensed for captions and figures. Both have figures of one width, so a
running clock never shifts. They are bundled so that Gladi looks the same on a laptop that has no fonts at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from player.resources import assets_folder

TEXT_FAMILY = "IBM Plex Sans"
FIGURE_FAMILY = "IBM Plex Sans Condensed"

FONT_FILES = (
    "IBMPlexSans-Regular.ttf",
    "IBMPlexSans-Medium.ttf",
    "IBMPlexSans-SemiBold.ttf",
    "IBMPlexSansCondensed-Medium.ttf",
    "IBMPlexSansCondensed-SemiBold.ttf",
    "IBMPlexSansCondensed-Bold.ttf",
)
"""The bundled fonts."""

TEXT_SCALES: Mapping[str, float] = {"small": 0.9, "normal": 1.0, "large": 1.15, "largest": 1.3}
"""The text sizes on offer, by the word in the settings."""

_BODY = 0
"""Stands for the weight of running text, which the theme decides."""

_SCALE_PROPERTY = "gladi_text_scale"
_BODY_WEIGHT_PROPERTY = "gladi_body_weight"


class TypeRole(NamedTuple):
    """A size of type: px at text size 1, weight 100..900, spacing of letters in percent, capitals only."""

    family: str
    size_px: int
    weight: int
    spacing_percent: int = 100
    capitals: bool = False


ROLES: Mapping[str, TypeRole] = {
    "caption": TypeRole(FIGURE_FAMILY, 12, 600, 106, capitals=True),
    "banner": TypeRole(FIGURE_FAMILY, 19, 700, 108, capitals=True),
    "small": TypeRole(TEXT_FAMILY, 12, _BODY),
    "body": TypeRole(TEXT_FAMILY, 14, _BODY),
    "strong": TypeRole(TEXT_FAMILY, 14, 600),
    "script": TypeRole(TEXT_FAMILY, 16, _BODY),
    "title": TypeRole(TEXT_FAMILY, 18, 600),
    "heading": TypeRole(TEXT_FAMILY, 24, 600),
    "key": TypeRole(FIGURE_FAMILY, 12, 600),
    "figure_s": TypeRole(FIGURE_FAMILY, 14, 600),
    "figure_m": TypeRole(FIGURE_FAMILY, 20, 600),
    "figure_l": TypeRole(FIGURE_FAMILY, 32, 700),
    "figure_xl": TypeRole(FIGURE_FAMILY, 72, 700),
}
"""The type scale. ``script`` is text to be read aloud; ``figure_*`` are clocks and numbers."""


def load_fonts() -> tuple[str, ...]:
    """Make the bundled fonts known to Qt; gives the names of files it could not load, empty when all is well."""
    folder = assets_folder() / "fonts"
    return tuple(name for name in FONT_FILES if QFontDatabase.addApplicationFont(str(folder / name)) < 0)


@lru_cache(maxsize=1)
def text_scale() -> float:
    """The text size in use, 1.0 when none was set."""
    application = QApplication.instance()
    value = application.property(_SCALE_PROPERTY) if application is not None else None
    return float(value) if value else 1.0


def set_text_look(application: QApplication, *, scale: float, body_weight: int) -> None:
    """Keep the text size and the weight of running text with the application; `text_font` follows from now on."""
    application.setProperty(_SCALE_PROPERTY, scale)
    application.setProperty(_BODY_WEIGHT_PROPERTY, body_weight)
    text_scale.cache_clear()
    text_font.cache_clear()


def scaled(size_px: float) -> int:
    """A length that has to grow with the text, in whole px."""
    return round(size_px * text_scale())


@lru_cache(maxsize=256)
def text_font(role: str, *, size_px: float | None = None) -> QFont:
    """The font of a role in the text size in use. It is shared: copy it before changing it.

    Args:
        role: one of `ROLES`.
        size_px: a size of its own in px, not scaled, for text that fills a box.

    Raises:
        KeyError: there is no such role.
    """
    look = ROLES[role]
    font = QFont(look.family)
    font.setPixelSize(max(1, round(size_px)) if size_px is not None else scaled(look.size_px))
    font.setWeight(QFont.Weight(look.weight or _body_weight()))
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    if look.spacing_percent != 100:
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, look.spacing_percent)
    if look.capitals:
        font.setCapitalization(QFont.Capitalization.AllUppercase)
    return font


def _body_weight() -> int:
    application = QApplication.instance()
    value = application.property(_BODY_WEIGHT_PROPERTY) if application is not None else None
    return int(value) if value else 500
