"""Themes as Qt knows colours."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QColor, QPalette

from player.ui.look.tokens import Theme


@lru_cache(maxsize=256)
def colour(value: str) -> QColor:
    """The colour ``#rrggbb``. It is shared: copy it before changing it."""
    return QColor(value)


def faded(value: str, alpha: float) -> QColor:
    """The colour ``#rrggbb`` with an opacity 0..1."""
    result = QColor(value)
    result.setAlphaF(alpha)
    return result


def palette_of(theme: Theme) -> QPalette:
    """The palette of a theme, for everything the style sheet leaves to Qt."""
    palette = QPalette()
    surfaces, accent = theme.surfaces, theme.tones.accent
    roles = {
        QPalette.ColorRole.Window: surfaces.window,
        QPalette.ColorRole.WindowText: theme.ink,
        QPalette.ColorRole.Base: surfaces.panel,
        QPalette.ColorRole.AlternateBase: surfaces.strip,
        QPalette.ColorRole.Text: theme.ink,
        QPalette.ColorRole.PlaceholderText: theme.ink_soft,
        QPalette.ColorRole.Button: surfaces.strip,
        QPalette.ColorRole.ButtonText: theme.ink,
        QPalette.ColorRole.BrightText: theme.tones.alarm.text,
        QPalette.ColorRole.Highlight: accent.fill,
        QPalette.ColorRole.HighlightedText: accent.on_fill,
        QPalette.ColorRole.Link: accent.text,
        QPalette.ColorRole.LinkVisited: accent.text,
        QPalette.ColorRole.ToolTipBase: theme.band,
        QPalette.ColorRole.ToolTipText: theme.on_band,
        QPalette.ColorRole.Light: surfaces.panel,
        QPalette.ColorRole.Midlight: theme.line,
        QPalette.ColorRole.Mid: theme.line,
        QPalette.ColorRole.Dark: theme.edge,
        QPalette.ColorRole.Shadow: theme.edge,
        QPalette.ColorRole.Accent: accent.fill,
    }
    for role, value in roles.items():
        palette.setColor(role, colour(value))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colour(theme.ink_soft))
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Base, colour(surfaces.sunken))
    return palette
