"""The style sheet: one template for all themes, filled from a theme's tokens.

It covers what Qt draws itself: dialogs, fields, menus, lists, scroll bars. The instruments paint themselves. Fonts
stay out, for one in a style sheet would win over the one a widget was given; headers alone take theirs from here. No
``min-width`` either: Qt then forgets how wide the text of a button is.
"""

from __future__ import annotations

from string import Template

from player.ui.look.tokens import CONTROL_HEIGHT, HAIRLINE, RADIUS, RULE, SPACE, Theme
from player.ui.theme.fonts import FIGURE_FAMILY

ICON_PREFIX = "gladi-controls"
"""Search path under which the style sheet finds the check marks and arrows of controls."""

_SHEET = Template("""
QMainWindow, QDialog { background: $window; color: $ink; }
QDialog { background: $panel; }
QToolTip { background: $band; color: $on_band; border: ${rule}px solid $edge; padding: ${space}px; }

QPushButton {
    background: $panel; color: $ink; border: ${hair}px solid $edge; border-radius: ${radius}px;
    padding: 0 ${pad}px; min-height: ${inner}px;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selected; }
QPushButton:checked { background: $accent_fill; color: $on_accent; border-color: $accent_fill; }
QPushButton:default { background: $accent_fill; color: $on_accent; border-color: $accent_fill; }
QPushButton:disabled { background: $sunken; color: $ink_soft; border-color: $line; }
QPushButton:focus { border: ${rule}px solid $focus; }
QPushButton:default:focus { border: ${rule}px solid $ink; }

QToolButton {
    background: transparent; color: $ink; border: ${hair}px solid transparent; border-radius: ${radius}px;
    padding: ${space}px;
}
QToolButton:hover { background: $hover; border-color: $edge; }
QToolButton:pressed, QToolButton:checked { background: $selected; border-color: $edge; }
QToolButton:disabled { color: $ink_soft; }
QToolButton:focus { border: ${rule}px solid $focus; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {
    background: $panel; color: $ink; border: ${hair}px solid $edge; border-radius: ${radius}px;
    selection-background-color: $accent_fill; selection-color: $on_accent; placeholder-text-color: $ink_soft;
}
QLineEdit, QAbstractSpinBox, QComboBox { padding: 0 ${wide}px; min-height: ${inner}px; }
QPlainTextEdit, QTextEdit { padding: ${space}px; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: none; background: transparent; padding: 0; min-height: 0; }
QAbstractSpinBox { qproperty-alignment: AlignCenter; }
QAbstractSpinBox QLineEdit:focus, QComboBox QLineEdit:focus { border: none; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QComboBox:on {
    border: ${rule}px solid $focus;
}
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {
    background: $sunken; color: $ink_soft; border-color: $line;
}
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"], QTextEdit[readOnly="true"] { background: $strip; }
QTextBrowser#page { background: $panel; color: $ink; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url($icons:chevron-down-$shade.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { border: ${hair}px solid $edge; outline: 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 22px; background: transparent; }
QAbstractSpinBox::up-arrow { image: url($icons:chevron-up-$shade.svg); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url($icons:chevron-down-$shade.svg); width: 10px; height: 10px; }

QCheckBox, QRadioButton { color: $ink; spacing: ${wide}px; }
QCheckBox:disabled, QRadioButton:disabled { color: $ink_soft; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {
    width: 16px; height: 16px; border: ${rule}px solid $edge; background: $panel;
}
QCheckBox::indicator, QAbstractItemView::indicator { border-radius: ${radius}px; }
QRadioButton::indicator { border-radius: 10px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $focus; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: $focus; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {
    background: $accent_fill; border-color: $accent_fill; image: url($icons:check-$counter.svg);
}
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
    background: $accent_fill; border-color: $accent_fill; image: url($icons:minus-$counter.svg);
}
QRadioButton::indicator:checked {
    background: $accent_fill; border-color: $accent_fill; image: url($icons:dot-$counter.svg);
}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $sunken; border-color: $line; }

QAbstractItemView {
    background: $panel; color: $ink; border: none; outline: 0; alternate-background-color: $panel;
    selection-background-color: $selected; selection-color: $ink; gridline-color: $line;
}
QTableView::item, QTreeView::item, QListView::item { padding: 0 ${wide}px; border: none; }
QTreeView::item { min-height: ${line_px}px; }
QTableView::item:hover, QTreeView::item:hover, QListView::item:hover { background: $hover; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected { background: $selected; color: $ink; }
QHeaderView { background: $strip; border: none; font: 600 ${caption_px}px "$figures"; }
QHeaderView::section {
    background: $strip; color: $ink_soft; border: none; border-bottom: ${hair}px solid $edge;
    padding: ${space}px ${wide}px;
}
QTableCornerButton::section { background: $strip; border: none; }

QScrollBar { background: $panel; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $edge; border: 3px solid $panel; border-radius: 6px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $ink_soft; border-width: 2px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: $panel; }
QScrollArea { border: none; }
QScrollArea#card { border: ${rule}px solid transparent; background: $panel; }
QScrollArea#card:focus { border-color: $focus; }

QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $focus; }
QSplitter::handle:horizontal { width: ${space}px; }
QSplitter::handle:vertical { height: ${space}px; }

QMenuBar { background: $panel; color: $ink; }
QMenuBar::item { padding: ${space}px ${pad}px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $panel; color: $ink; border: ${hair}px solid $edge; padding: ${space}px 0; }
QMenu::item { padding: 7px 28px 7px 14px; border: none; }
QMenu::item:selected { background: $selected; color: $ink; }
QMenu::item:disabled { color: $ink_soft; background: transparent; }
QMenu::icon { padding-left: ${wide}px; }
QMenu::separator { height: ${hair}px; background: $line; margin: ${space}px 0; }
QMenu::right-arrow { image: url($icons:chevron-right-$shade.svg); width: 12px; height: 12px; margin-right: ${wide}px; }

QTabWidget::pane { border: ${hair}px solid $line; background: $panel; }
QTabBar { background: transparent; }
QTabBar::tab {
    background: transparent; color: $ink_soft; padding: ${wide}px ${pad}px; border: none;
    border-bottom: 3px solid transparent;
}
QTabBar::tab:hover { color: $ink; background: $hover; }
QTabBar::tab:selected { color: $ink; border-bottom-color: $accent_fill; }
QTabBar::tab:focus { color: $accent; }

QGroupBox { border: ${hair}px solid $line; border-radius: ${radius}px; margin-top: 18px; padding: ${wide}px; }
QGroupBox::title { subcontrol-origin: margin; left: ${wide}px; padding: 0 ${space}px; color: $ink_soft; }
QProgressBar {
    background: $sunken; color: $ink; border: ${hair}px solid $edge; border-radius: ${radius}px; text-align: center;
}
QProgressBar::chunk { background: $selected; border-right: 3px solid $accent_fill; }
QSlider:horizontal { min-height: 24px; }
QSlider::groove:horizontal { height: 4px; background: $edge; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent_fill; border-radius: 2px; }
QSlider::handle:horizontal {
    width: 14px; height: 14px; margin: -7px 0; border-radius: 9px; background: $panel; border: ${rule}px solid $focus;
}
QStatusBar { background: $strip; color: $ink_soft; }
QStatusBar::item { border: none; }
""")


def style_sheet(theme: Theme, *, text_scale: float = 1.0) -> str:
    """The style sheet of a theme.

    Args:
        text_scale: text size, 1.0 is normal; controls grow with it.
    """
    surfaces, tones = theme.surfaces, theme.tones
    return _SHEET.substitute(
        window=surfaces.window,
        panel=surfaces.panel,
        strip=surfaces.strip,
        sunken=surfaces.sunken,
        hover=surfaces.hover,
        selected=surfaces.selected,
        band=theme.band,
        on_band=theme.on_band,
        line=theme.line,
        edge=theme.edge,
        ink=theme.ink,
        ink_soft=theme.ink_soft,
        focus=theme.focus,
        accent=tones.accent.text,
        accent_fill=tones.accent.fill,
        on_accent=tones.accent.on_fill,
        icons=ICON_PREFIX,
        shade="light" if theme.dark else "dark",
        counter="dark" if theme.dark else "light",
        space=SPACE,
        wide=2 * SPACE,
        pad=4 * SPACE,
        radius=RADIUS,
        hair=HAIRLINE,
        rule=RULE,
        inner=round((CONTROL_HEIGHT - 2) * text_scale),
        line_px=round(24 * text_scale),
        caption_px=round(12 * text_scale),
        figures=FIGURE_FAMILY,
    )
