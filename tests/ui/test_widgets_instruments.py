from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from player.i18n import use_language
from player.ui.theme import THEMES, Theme, theme_in_use
from player.ui.widgets import (
    SHORT_BELOW,
    STATUS_LOOKS,
    Band,
    BigClock,
    Chip,
    KeyCap,
    Label,
    Panel,
    Readout,
    paint_deadline,
    paint_mark,
    paint_stage,
)
from player.ui.widgets.marks import MARK_PX
from tests.helpers.depth import cases
from tests.ui.looks import colours_in, painted, picture, put_on


@pytest.fixture(autouse=True)
def _themed(qapp: QApplication) -> Iterator[None]:
    use_language("en")
    put_on()
    yield
    put_on()


class Counted(BigClock):
    """Counts how often it asks to be painted."""

    def __init__(self) -> None:
        self.asked = 0
        super().__init__()

    def update(self, *_area: object) -> None:
        self.asked += 1
        super().update()


@pytest.mark.parametrize(
    ("left_ms", "standing", "text", "state"),
    [
        (None, "", "––:––", "idle"),
        (277_000, "", "04:37", "normal"),
        (60_000, "", "01:00", "normal"),
        (59_999, "", "01:00", "low"),
        (1, "", "00:01", "low"),
        (0, "", "00:00", "low"),
        (-1, "", "+00:00", "overtime"),
        (-72_000, "", "+01:12", "overtime"),
        (3_661_000, "", "1:01:01", "normal"),
        (277_000, "held", "04:37", "standing"),
        (-72_000, "held", "+01:12", "overtime"),
    ],
)
def test_the_clock_says_what_is_left(qtbot: QtBot, left_ms: int | None, standing: str, text: str, state: str) -> None:
    clock = BigClock()
    qtbot.addWidget(clock)
    clock.set_time(left_ms, 600_000, standing=standing)
    assert (clock.text, clock.state) == (text, state)


def test_overtime_has_a_sign_an_icon_a_word_and_the_colour(qtbot: QtBot) -> None:
    clock = BigClock()
    qtbot.addWidget(clock)
    clock.set_time(-72_000, 600_000)
    assert clock.accessibleName() == "+01:12 over time"
    alarm = theme_in_use().tones.alarm
    shown = colours_in(picture(clock))
    assert max(shown, key=lambda name: shown[name]) == alarm.fill
    assert shown[alarm.on_fill] > 500


def test_overtime_on_hold_says_both(qtbot: QtBot) -> None:
    clock = BigClock()
    qtbot.addWidget(clock)
    clock.set_time(-72_000, standing="held")
    assert clock.accessibleName() == "+01:12 over time · on hold"


def test_the_clock_paints_only_when_something_on_it_changes(qtbot: QtBot) -> None:
    clock = Counted()
    qtbot.addWidget(clock)
    clock.resize(320, 160)
    clock.set_time(277_000, 6_000_000)
    before = clock.asked
    for left_ms in range(276_999, 276_100, -100):
        clock.set_time(left_ms, 6_000_000)
    assert clock.asked == before
    clock.set_time(276_000, 6_000_000)
    assert clock.asked == before + 1


@settings(max_examples=cases(60))
@given(left_ms=st.integers(-36_000_000, 36_000_000), width=st.integers(140, 1200), height=st.integers(84, 700))
def test_the_figures_stay_in_their_box(left_ms: int, width: int, height: int) -> None:
    clock = BigClock()
    clock.resize(width, height)
    clock.set_time(left_ms, 600_000)
    box = clock._areas(clock.rect().toRectF())[0]
    metrics = QFontMetricsF(clock._font_for(clock.text, box))
    assert metrics.horizontalAdvance(clock.text) <= max(box.width(), metrics.horizontalAdvance(clock.text[:1])) + 4
    assert metrics.capHeight() <= max(box.height(), 8) + 1
    clock.deleteLater()


def test_running_figures_do_not_move(qtbot: QtBot) -> None:
    clock = BigClock()
    qtbot.addWidget(clock)
    clock.resize(320, 168)
    box = QRectF(0, 0, 296, 100)
    clock.set_time(71_000)
    narrow = QFontMetricsF(clock._font_for(clock.text, box)).horizontalAdvance(clock.text)
    clock.set_time(288_000)
    wide = QFontMetricsF(clock._font_for(clock.text, box)).horizontalAdvance(clock.text)
    assert narrow == wide


def test_markup_in_a_text_stays_text(qtbot: QtBot) -> None:
    label = Label("<b>Orator</b> <script>", wrap=True)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "<b>Orator</b> <script>"


def test_a_label_takes_its_tone_from_the_theme(qtbot: QtBot) -> None:
    label = Label("terlambat", "title")
    qtbot.addWidget(label)
    label.set_tone("alarm")
    for theme in THEMES.values():
        put_on(theme)
        assert theme.tones.alarm.text in colours_in(picture(label))


def test_a_label_gives_way_instead_of_pushing_its_neighbours(qtbot: QtBot) -> None:
    label = Label("Massa tambahan datang dari arah pasar membawa spanduk", "title")
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    row.addWidget(label)
    row.addWidget(KeyCap("Enter"))
    picture(window, 120, 40)
    assert window.width() == 120
    assert label.width() < 80


def test_a_readout_keeps_its_width_while_its_value_runs(qtbot: QtBot) -> None:
    readout = Readout("WIB", "00:00:00", on_band=True)
    qtbot.addWidget(readout)
    widths = set()
    for second in range(60):
        readout.set_value(f"09:41:{second:02}")
        widths.add(readout.sizeHint().width())
    assert len(widths) == 1
    assert readout.accessibleName() == "WIB 09:41:59"
    readout.set_value("109:41:00 WITA")
    assert readout.sizeHint().width() > widths.pop()


def test_a_panel_shows_its_title(qtbot: QtBot) -> None:
    panel, bare = Panel("Berikut"), Panel("")
    qtbot.addWidget(panel)
    qtbot.addWidget(bare)
    panel.set_body(Label("x"))
    assert panel.accessibleName() == "Berikut"
    strip = QRect(0, 0, 200, 28)
    assert picture(panel, 200, 100).copy(strip) != picture(bare, 200, 100).copy(strip)


def test_the_band_is_dark_in_every_theme(qtbot: QtBot) -> None:
    band = Band()
    qtbot.addWidget(band)
    for theme in THEMES.values():
        put_on(theme)
        assert set(colours_in(picture(band, 100, 48))) == {theme.band}


def test_a_chip_is_as_wide_as_its_word(qtbot: QtBot) -> None:
    chip = Chip("siap")
    qtbot.addWidget(chip)
    narrow = chip.sizeHint().width()
    chip.show_as("jatuh tempo", "clock", "warn")
    assert chip.sizeHint().width() > narrow + 20


def test_a_key_cap_grows_with_its_name(qtbot: QtBot) -> None:
    letter, name = KeyCap("M"), KeyCap("Ctrl+Enter")
    for cap in (letter, name):
        qtbot.addWidget(cap)
    assert letter.sizeHint().height() <= letter.sizeHint().width() <= letter.sizeHint().height() + 4
    assert name.sizeHint().width() > 2 * name.sizeHint().height()
    assert name.accessibleName() == "Ctrl+Enter"


def mark_of(status: str) -> QImage:
    look = STATUS_LOOKS[status]
    tone = theme_in_use().tone(look.tone)
    return painted(MARK_PX, MARK_PX, lambda painter, box: paint_mark(painter, box, look, tone))


@pytest.mark.parametrize("status", tuple(STATUS_LOOKS))
def test_every_status_is_drawn_in_its_tone(status: str) -> None:
    look = STATUS_LOOKS[status]
    tone = theme_in_use().tone(look.tone)
    assert (tone.text if look.hollow else tone.fill) in colours_in(mark_of(status))


def test_statuses_look_different_without_colour() -> None:
    put_on(THEMES["kendali"])
    grey = {
        bytes(mark_of(status).convertToFormat(QImage.Format.Format_Grayscale8).constBits()) for status in STATUS_LOOKS
    }
    assert len(grey) == len(STATUS_LOOKS)


def deadline(left: float, *, late: bool = False) -> dict[str, int]:
    theme = theme_in_use()
    return colours_in(painted(100, 6, lambda painter, box: paint_deadline(painter, box, theme, left, late=late)))


def test_a_deadline_runs_empty_and_is_hatched_when_late() -> None:
    tones = theme_in_use().tones
    assert deadline(0.35)[tones.neutral.fill] < 0.6 * deadline(0.7)[tones.neutral.fill]
    assert tones.warn.fill not in deadline(SHORT_BELOW)
    assert tones.warn.fill in deadline(SHORT_BELOW - 0.01)
    assert tones.warn.fill not in deadline(0)
    assert {tones.alarm.soft, tones.alarm.text} <= set(deadline(0, late=True))


def stage_meter(stage: int, ceiling: int, *, running: bool = True) -> dict[str, int]:
    theme = theme_in_use()
    return colours_in(
        painted(100, 16, lambda painter, box: paint_stage(painter, box, theme, stage, ceiling, running=running))
    )


@pytest.mark.parametrize("theme", THEMES.values(), ids=tuple(THEMES))
def test_force_over_the_ceiling_is_hatched_and_that_alone(theme: Theme) -> None:
    put_on(theme)
    plots = theme.plots
    assert plots.excess not in stage_meter(4, 4)
    assert set(plots.stages[1:5]) <= set(stage_meter(4, 4))
    over = stage_meter(6, 4)
    assert over[plots.excess] > 20
    assert {plots.stages[4]} == set(plots.stages[4:]) & set(over)
    assert stage_meter(6, 2)[plots.excess] == pytest.approx(2 * over[plots.excess], rel=0.3)


def test_the_ceiling_shows_at_every_stage() -> None:
    marks = [stage_meter(0, ceiling)[theme_in_use().plots.ceiling] for ceiling in range(7)]
    assert len(set(marks)) == 1


def test_a_stage_that_does_not_run_is_only_hinted_at() -> None:
    shown = stage_meter(3, 5, running=False)
    assert not set(theme_in_use().plots.stages[1:]) & set(shown)
    assert shown != stage_meter(0, 5, running=False)


@pytest.mark.parametrize("make", [BigClock, lambda: Chip("siap"), lambda: KeyCap("M"), lambda: Readout("WIB", "00:00")])
def test_painted_widgets_follow_theme_and_text_size(qtbot: QtBot, make: type[QWidget]) -> None:
    widget = make()
    qtbot.addWidget(widget)
    pictures, heights = [], []
    for theme in THEMES.values():
        put_on(theme)
        pictures.append(picture(widget, 120, 60))
    assert pictures[0] != pictures[2]
    for scale in (1.0, 1.3):
        put_on(scale=scale)
        heights.append(widget.sizeHint().height())
    assert heights[1] > heights[0]
