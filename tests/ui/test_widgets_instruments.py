from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from player.i18n import use_language
from player.model.doctrine import Situation
from player.ui.theme import THEMES, Theme, theme_in_use
from player.ui.widgets import (
    STATUS_LOOKS,
    Band,
    BigClock,
    Chip,
    DeadlineBar,
    EmptyHint,
    KeyCap,
    Label,
    Panel,
    Readout,
    StageMeter,
    StatusMark,
)
from tests.ui.looks import colours_in, picture, put_on


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


@settings(max_examples=60)
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


def test_a_panel_shows_its_title_and_its_mark(qtbot: QtBot) -> None:
    panel = Panel("Berikut")
    qtbot.addWidget(panel)
    panel.set_body(Label("x"))
    accent = theme_in_use().tones.accent.fill
    assert accent not in colours_in(picture(panel, 200, 100))
    panel.set_tone("accent")
    assert colours_in(picture(panel, 200, 100))[accent] >= 3 * 90
    panel.set_title("Sekarang")
    assert panel.accessibleName() == "Sekarang"


def test_the_band_is_dark_in_every_theme(qtbot: QtBot) -> None:
    band = Band()
    qtbot.addWidget(band)
    for theme in THEMES.values():
        put_on(theme)
        assert set(colours_in(picture(band, 100, 48))) == {theme.band}


@pytest.mark.parametrize("situation", list(Situation))
@pytest.mark.parametrize("theme", THEMES.values(), ids=tuple(THEMES))
def test_a_situation_chip_shows_word_and_colour(qtbot: QtBot, situation: Situation, theme: Theme) -> None:
    put_on(theme)
    chip = Chip()
    qtbot.addWidget(chip)
    chip.show_situation(situation)
    assert chip.text == {0: "green", 1: "yellow", 2: "red"}[situation]
    assert chip.accessibleName() == chip.text
    tone = theme_in_use().tone(("hijau", "kuning", "merah")[situation])
    assert colours_in(picture(chip))[tone.fill] > 100


def test_a_chip_is_as_wide_as_its_word(qtbot: QtBot) -> None:
    chip = Chip("siap")
    qtbot.addWidget(chip)
    narrow = chip.sizeHint().width()
    chip.show_as("jatuh tempo", "clock", "warn")
    assert chip.sizeHint().width() > narrow + 20


def test_a_key_cap_grows_with_its_name(qtbot: QtBot) -> None:
    cap = KeyCap("M")
    qtbot.addWidget(cap)
    assert cap.sizeHint().height() <= cap.sizeHint().width() <= cap.sizeHint().height() + 4
    cap.set_key("Ctrl+Enter")
    assert cap.sizeHint().width() > 2 * cap.sizeHint().height()
    assert cap.accessibleName() == "Ctrl+Enter"


@pytest.mark.parametrize("status", tuple(STATUS_LOOKS))
def test_every_status_is_drawn_and_named(qtbot: QtBot, status: str) -> None:
    mark = StatusMark(with_word=True)
    qtbot.addWidget(mark)
    mark.set_status(status)
    tone = theme_in_use().tone(STATUS_LOOKS[status].tone)
    ink = tone.text if STATUS_LOOKS[status].hollow else tone.fill
    assert mark.accessibleName() == STATUS_LOOKS[status].word
    assert ink in colours_in(picture(mark))


def grey_of(widget: QWidget) -> bytes:
    image = picture(widget).convertToFormat(picture(widget).Format.Format_Grayscale8)
    return bytes(image.constBits())


def test_statuses_look_different_without_colour(qtbot: QtBot) -> None:
    put_on(THEMES["kendali"])
    seen = {}
    for status in ("pending", "standby", "due", "late", "fired", "held", "skipped"):
        mark = StatusMark(status)
        qtbot.addWidget(mark)
        seen[grey_of(mark)] = status
    assert len(seen) == 7


def test_a_deadline_bar_runs_empty_and_is_hatched_when_late(qtbot: QtBot) -> None:
    bar = DeadlineBar()
    qtbot.addWidget(bar)
    tones = theme_in_use().tones
    bar.set_left(0.7)
    assert bar.accessibleName() == "70% left"
    full = colours_in(picture(bar, 100, 6))[tones.neutral.fill]
    bar.set_left(0.35)
    assert colours_in(picture(bar, 100, 6))[tones.neutral.fill] < 0.6 * full
    bar.set_left(0.1)
    assert tones.warn.fill in colours_in(picture(bar, 100, 6))
    bar.set_left(0, late=True)
    shown = colours_in(picture(bar, 100, 6))
    assert bar.accessibleName() == "deadline passed"
    assert {tones.alarm.soft, tones.alarm.text} <= set(shown)


def test_excess_of_force_is_hatched_over_the_ceiling_alone(qtbot: QtBot) -> None:
    meter = StageMeter()
    qtbot.addWidget(meter)
    plots = theme_in_use().plots
    meter.set_force(4, 4)
    assert meter.accessibleName() == "stage of force 4, ceiling 4"
    within = colours_in(picture(meter))
    assert plots.excess not in within
    assert plots.stages[4] in within
    meter.set_force(5, 4)
    over = colours_in(picture(meter))
    assert plots.excess in over
    assert plots.stages[5] not in over


@pytest.mark.parametrize(("stage", "ceiling"), [(7, 4), (-1, 4), (2, 9)])
def test_a_stage_that_is_none_is_refused(qtbot: QtBot, stage: int, ceiling: int) -> None:
    meter = StageMeter()
    qtbot.addWidget(meter)
    with pytest.raises(ValueError, match="Stage"):
        meter.set_force(stage, ceiling)


def test_a_hint_hides_what_it_does_not_say(qtbot: QtBot) -> None:
    hint = EmptyHint("clipboard-list", "Belum ada catatan", "Tekan Enter")
    qtbot.addWidget(hint)
    tall = hint.sizeHint().height()
    hint.set_words("Belum ada catatan")
    assert hint.sizeHint().height() < tall


@pytest.mark.parametrize("make", [BigClock, StageMeter, lambda: Chip("siap"), lambda: KeyCap("M"), StatusMark])
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
