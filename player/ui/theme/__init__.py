"""How Gladi looks: themes, fonts, icons, measures.

A widget asks `theme_in_use` for colours by role and `text_font` for type by role; `apply` puts a theme on. After that
every widget gets a ``StyleChange`` event, and whatever it keeps from the theme it takes anew.
"""

from player.ui.look.themes import DEFAULT_THEME, SIANG, THEMES
from player.ui.look.tokens import (
    GAP,
    PAD,
    RADIUS,
    ROW_HEIGHT,
    RULE,
    SPACE,
    STRIP_HEIGHT,
    TONE_NAMES,
    Theme,
    Tone,
)
from player.ui.theme.apply import apply, theme_in_use
from player.ui.theme.fonts import ROLES, TEXT_SCALES, load_fonts, scaled, text_font, text_scale
from player.ui.theme.icons import MEDIUM_PX, SMALL_PX, icon, icon_image, icon_pixmap, paint_icon
from player.ui.theme.palette import colour, faded
from player.ui.theme.sheet import style_sheet

__all__ = [
    "DEFAULT_THEME",
    "GAP",
    "MEDIUM_PX",
    "PAD",
    "RADIUS",
    "ROLES",
    "ROW_HEIGHT",
    "RULE",
    "SIANG",
    "SMALL_PX",
    "SPACE",
    "STRIP_HEIGHT",
    "TEXT_SCALES",
    "THEMES",
    "TONE_NAMES",
    "Theme",
    "Tone",
    "apply",
    "colour",
    "faded",
    "icon",
    "icon_image",
    "icon_pixmap",
    "load_fonts",
    "paint_icon",
    "scaled",
    "style_sheet",
    "text_font",
    "text_scale",
    "theme_in_use",
]
