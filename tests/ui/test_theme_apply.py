from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict

import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QImage, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from player.resources import assets_folder
from player.ui.theme import (
    ROLES,
    TEXT_SCALES,
    THEMES,
    Theme,
    colour,
    icon,
    icon_image,
    load_fonts,
    scaled,
    style_sheet,
    text_font,
    text_scale,
    theme_in_use,
)
from player.ui.theme.fonts import FONT_FILES
from tests.ui.looks import colours_in, picture, put_on

EVERY_THEME = pytest.mark.parametrize("theme", THEMES.values(), ids=tuple(THEMES))
DIGITS = "0123456789"


@pytest.fixture(autouse=True)
def _themed(qapp: QApplication) -> Iterator[None]:
    put_on()
    yield
    put_on()


def test_all_bundled_fonts_load() -> None:
    assert load_fonts() == ()


def test_fonts_and_icons_come_with_their_licences_and_stay_small() -> None:
    fonts = assets_folder() / "fonts"
    assert {file.name for file in fonts.glob("*.ttf")} == set(FONT_FILES)
    assert "SIL Open Font License" in (fonts / "LICENSE-IBM-Plex.txt").read_text(encoding="utf-8")
    assert "ISC License" in (assets_folder() / "icons" / "LICENSE-Lucide.txt").read_text(encoding="utf-8")
    assert sum(file.stat().st_size for file in fonts.iterdir()) < 2_000_000


@pytest.mark.parametrize("role", tuple(ROLES))
def test_every_role_gets_a_bundled_font_with_figures_of_one_width(role: str) -> None:
    font = text_font(role)
    assert QFontInfo(font).family() == ROLES[role].family
    widths = {QFontMetricsF(font).horizontalAdvance(digit) for digit in DIGITS}
    assert len(widths) == 1


def test_signs_of_a_countdown_are_as_wide_as_a_figure() -> None:
    metrics = QFontMetricsF(text_font("figure_xl"))
    assert metrics.horizontalAdvance("+") == metrics.horizontalAdvance("−") == metrics.horizontalAdvance("0")


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(KeyError):
        text_font("huge")


def test_text_size_grows_everything_that_holds_text() -> None:
    before = text_font("body").pixelSize()
    put_on(scale=TEXT_SCALES["largest"])
    assert text_scale() == TEXT_SCALES["largest"]
    assert text_font("body").pixelSize() == round(before * TEXT_SCALES["largest"])
    assert scaled(100) == 130
    assert text_font("body", size_px=50).pixelSize() == 50


def test_a_theme_keeps_the_text_size() -> None:
    put_on(scale=1.15)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    from player.ui.theme import apply

    apply(application, THEMES["malam"])
    assert text_scale() == 1.15


@EVERY_THEME
def test_running_text_has_the_weight_of_the_theme(theme: Theme) -> None:
    put_on(theme)
    assert text_font("body").weight() == QFont.Weight(theme.body_weight)


@EVERY_THEME
def test_the_style_sheet_names_only_colours_of_its_theme(theme: Theme) -> None:
    sheet = style_sheet(theme)
    known = set(re.findall(r"#[0-9a-f]{6}", str(asdict(theme))))
    assert "$" not in sheet
    assert set(re.findall(r"#[0-9a-fA-F]+\b", sheet)) <= known


def test_every_picture_of_the_style_sheet_is_there() -> None:
    names = {name for theme in THEMES.values() for name in re.findall(r"url\([\w-]+:([\w.-]+)\)", style_sheet(theme))}
    assert names == {file.name for file in (assets_folder() / "icons" / "controls").glob("*.svg")}


@EVERY_THEME
def test_putting_a_theme_on(qapp: QApplication, theme: Theme) -> None:
    put_on(theme)
    assert theme_in_use() is theme
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == theme.surfaces.window
    assert qapp.styleSheet() == style_sheet(theme)
    assert qapp.font().family() == "IBM Plex Sans"


def test_open_windows_follow_a_new_theme_at_once(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    field = QLineEdit("04:30")
    column.addWidget(field)
    column.addWidget(QPushButton("Simpan"))
    for theme in THEMES.values():
        put_on(theme)
        shown = colours_in(picture(field, 120, 32))
        assert shown[theme.surfaces.panel] > 1000


def test_a_placeholder_can_be_read(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.setPlaceholderText("catatan")
    picture(field)
    assert field.palette().color(QPalette.ColorRole.PlaceholderText).name() == theme_in_use().ink_soft
    assert field.palette().color(QPalette.ColorRole.PlaceholderText).alpha() == 255


def inks_of(image: QImage) -> set[str]:
    """Colours of the pixels that are fully covered."""
    edge = range(image.width())
    pixels = (image.pixelColor(across, down) for across in edge for down in edge)
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def test_every_icon_renders_in_the_colour_asked_for(qapp: QApplication) -> None:
    names = [file.stem for file in (assets_folder() / "icons").glob("*.svg")]
    wrong = [name for name in names if inks_of(icon_image(name, "#b00012", 24)) != {"#b00012"}]
    assert len(names) > 40
    assert wrong == []


def test_a_solid_icon_has_more_ink_than_its_outline(qapp: QApplication) -> None:
    def ink(name: str) -> int:
        image = icon_image(name, "#000000", 24)
        return sum(image.pixelColor(across, down).alpha() for across in range(24) for down in range(24))

    assert ink("play:solid") > 1.3 * ink("play")


def test_icons_are_kept_and_sharp_on_dense_screens(qapp: QApplication) -> None:
    assert icon_image("hand", "#000000", 16) is icon_image("hand", "#000000", 16)
    dense = icon_image("hand", "#000000", 16, 2.0)
    assert (dense.width(), dense.deviceIndependentSize().width()) == (32, 16)


def test_an_icon_for_a_button_fades_with_it(qapp: QApplication) -> None:
    shown = icon("square", "#000000", 32, off_colour="#888888")
    assert inks_of(shown.pixmap(32, shown.Mode.Disabled).toImage()) == {"#888888"}
    assert inks_of(shown.pixmap(32).toImage()) == {"#000000"}


def test_an_unknown_icon_is_refused(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icon_image("no-such-icon", "#000000", 16)


def test_colours_are_shared() -> None:
    assert colour("#b00012") is colour("#b00012")
