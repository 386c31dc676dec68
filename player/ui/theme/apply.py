"""Putting a theme on the running program, and asking which one is on."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QApplication, QStyleFactory

from player.resources import assets_folder
from player.ui.look.themes import DEFAULT_THEME, THEMES
from player.ui.look.tokens import Theme
from player.ui.theme.fonts import load_fonts, set_text_look, text_font, text_scale
from player.ui.theme.palette import palette_of
from player.ui.theme.sheet import ICON_PREFIX, style_sheet

_THEME_PROPERTY = "gladi_theme"

_FONT_ROLES = {"QToolTip": "small", "QMenu": "body", "QTabBar": "strong"}
"""Widgets of Qt whose text has a role of its own."""


def apply(application: QApplication, theme: Theme, *, scale: float | None = None) -> None:
    """Show everything in this theme from now on; open windows follow at once.

    Args:
        scale: text size, one of the values of `TEXT_SCALES`; None keeps the one in use.
    """
    first = application.property(_THEME_PROPERTY) is None
    if first:
        load_fonts()
        QDir.addSearchPath(ICON_PREFIX, str(assets_folder() / "icons" / "controls"))
        application.setStyle(QStyleFactory.create("Fusion"))
    scale = text_scale() if scale is None else scale
    application.setProperty(_THEME_PROPERTY, theme.name)
    set_text_look(application, scale=scale, body_weight=theme.body_weight)
    application.setPalette(palette_of(theme))
    application.setFont(text_font("body"))
    for widget_class, role in _FONT_ROLES.items():
        # PySide6 takes a str here and refuses the bytes its own annotation asks for.
        application.setFont(text_font(role), cast("bytes", widget_class))
    application.setStyleSheet(style_sheet(theme, text_scale=scale))


def theme_in_use() -> Theme:
    """The theme that is on; the default one when none was put on yet."""
    application = cast("QApplication | None", QApplication.instance())
    name = application.property(_THEME_PROPERTY) if application is not None else None
    return THEMES.get(name, DEFAULT_THEME) if name else DEFAULT_THEME
