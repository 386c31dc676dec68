"""How Gladi looks: themes, fonts, icons, measures.

A widget asks `theme_in_use` for colours by role and `text_font` for type by role; `apply` puts a theme on. After that
every widget gets a ``StyleChange`` event, and whatever it keeps from the theme it takes anew.
"""

from player.ui.look.themes import DEFAULT_THEME, KENDALI, MALAM, SIANG, THEMES
from player.ui.look.tokens import (
    CONTROL_HEIGHT,
    GAP,
    HAIRLINE,
    PAD,
    RADIUS,
    ROW_HEIGHT,
    RULE,
    SPACE,
    STRIP_HEIGHT,
    TONE_NAMES,
    PlotColours,
    Surfaces,
    Theme,
    Tone,
    graphic_pairs,
    text_pairs,
)
from player.ui.theme.apply import apply, theme_in_use
from player.ui.theme.contrast import GRAPHIC_CONTRAST, TEXT_CONTRAST, contrast_ratio
from player.ui.theme.fonts import ROLES, TEXT_SCALES, load_fonts, scaled, text_font, text_scale
from player.ui.theme.icons import LARGE_PX, MEDIUM_PX, SMALL_PX, icon, icon_image, icon_names, icon_pixmap, paint_icon
from player.ui.theme.palette import colour, faded, palette_of
from player.ui.theme.sheet import style_sheet

__all__ = [
    "CONTROL_HEIGHT",
    "DEFAULT_THEME",
    "GAP",
    "GRAPHIC_CONTRAST",
    "HAIRLINE",
    "KENDALI",
    "LARGE_PX",
    "MALAM",
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
    "TEXT_CONTRAST",
    "TEXT_SCALES",
    "THEMES",
    "TONE_NAMES",
    "PlotColours",
    "Surfaces",
    "Theme",
    "Tone",
    "apply",
    "colour",
    "contrast_ratio",
    "faded",
    "graphic_pairs",
    "icon",
    "icon_image",
    "icon_names",
    "icon_pixmap",
    "load_fonts",
    "paint_icon",
    "palette_of",
    "scaled",
    "style_sheet",
    "text_font",
    "text_pairs",
    "text_scale",
    "theme_in_use",
]
