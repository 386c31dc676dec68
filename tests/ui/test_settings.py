"""Settings: a damaged or strange file falls back, is kept, and is told of; nothing is lost by two writers."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from player import app
from player.i18n import use_language
from player.model.course_events import Rest
from player.ui.choices import Choices, Name
from player.ui.frame import SHOWN, Frame, frame_of, layout_of, layout_text
from player.ui.offers import ALLOWED
from player.ui.settings import load_settings, read_settings, remember, settings_file
from player.ui.shell import Shell
from player.ui.theme import DEFAULT_THEME, TEXT_SCALES, apply, text_scale

GOOD = {"theme": "malam", "language": "en", "announce_s": "60", "of_another_version": "kept"}
BROKEN = {
    "empty": b"",
    "torn off": b'{"theme": "ma',
    "not text": b"\xff\xfe\x00",
    "a list": b"[1, 2]",
    "endlessly deep": b"[" * 100_000,
    "too large": b'{"a": "' + b"x" * 5_000_000 + b'"}',
}
STRANGE = {
    "theme": "neon",
    "language": 7,
    "text_size": "huge",
    "sound": ["off"],
    "frame": '{"x": 1e9}',
    "layout_run": "[[0, -4]]",
}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("id")


def write(content: bytes) -> Path:
    path = settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def kept_files() -> list[str]:
    return sorted(path.name for path in settings_file().parent.glob("settings.damaged-*.json"))


def test_good_settings_are_no_trouble() -> None:
    write(json.dumps(GOOD).encode())
    found = load_settings()
    assert (dict(found.values), found.trouble) == (GOOD, None)
    assert kept_files() == []


def test_none_are_none() -> None:
    assert load_settings().trouble is None
    assert load_settings().values == {}


@pytest.mark.parametrize("name", BROKEN)
def test_a_damaged_file_is_kept_and_told_of_once(name: str) -> None:
    write(BROKEN[name])
    found = load_settings()
    assert found.values == {}
    assert kept_files() == ["settings.damaged-1.json"]
    kept = settings_file().with_name("settings.damaged-1.json")
    assert kept.read_bytes() == BROKEN[name]
    assert str(kept) in str(found.trouble)
    assert "damaged" in str(found.trouble)
    assert load_settings().trouble is None, "from then on a good file stands there"


def test_no_kept_file_is_ever_written_over() -> None:
    for number in range(1, 6):
        write(b"{ damage %d" % number)
        load_settings()
    assert len(kept_files()) == 5
    folder = settings_file().parent
    contents = [(folder / name).read_bytes() for name in kept_files()]
    assert contents == [b"{ damage %d" % number for number in range(1, 6)]


@pytest.mark.parametrize("name", STRANGE)
def test_a_strange_value_falls_back_alone(name: str) -> None:
    good = {key: value for key, value in GOOD.items() if key != name}
    write(json.dumps({**good, name: STRANGE[name]}).encode())
    found = load_settings()
    assert dict(found.values) == good
    assert name in str(found.trouble)
    assert kept_files() == ["settings.damaged-1.json"]
    assert dict(load_settings().values) == good
    assert load_settings().trouble is None


def test_what_another_version_knows_is_left_as_it_is() -> None:
    write(b'{"theme": "siang", "a": {"deep": [1, 2]}, "b": "word"}')
    assert load_settings().trouble is None
    remember("theme", "malam")
    raw = json.loads(settings_file().read_text(encoding="utf-8"))
    assert raw == {"theme": "malam", "a": {"deep": [1, 2]}, "b": "word"}


def test_remembering_over_a_damaged_file_keeps_it() -> None:
    write(b"{")
    remember("theme", "malam")
    assert read_settings() == {"theme": "malam"}
    assert kept_files() == ["settings.damaged-1.json"]


def test_what_is_forgotten_is_no_trouble_at_the_next_start() -> None:
    remember("layout_run", "[[300, 700]]")
    remember("theme", "malam")
    remember("layout_run", "")
    remember("layout_review", "")
    found = load_settings()
    assert (dict(found.values), found.trouble, kept_files()) == ({"theme": "malam"}, None, [])


def test_many_writers_at_once_lose_nothing() -> None:
    def work(number: int) -> None:
        for turn in range(5):
            remember(f"writer_{number}_{turn}", "here")

    hands = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert len(read_settings()) == 20


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_file_whole(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    remember("theme", "malam")

    def fail(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    if step == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)
    remember("theme", "siang")
    assert read_settings() == {"theme": "malam"}
    assert list(settings_file().parent.glob("*.new")) == []


def test_the_file_is_on_the_disk_before_it_takes_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    replace = Path.replace

    def note_replace(path: Path, to: Path) -> Path:
        steps.append("replace")
        return replace(path, to)

    monkeypatch.setattr(os, "fsync", lambda _handle: steps.append("fsync"))
    monkeypatch.setattr(Path, "replace", note_replace)
    remember("theme", "malam")
    assert steps[:2] == ["fsync", "replace"]


@given(st.text(max_size=60))
def test_any_text_is_a_frame_or_none(text: str) -> None:
    frame = frame_of(text)
    assert frame is None or frame_of(frame.text) == frame


numbers = st.integers(-5000, 5000)
sizes = st.integers(1, 6000)
SCREENS = ((0, 0, 1366, 768), (1366, 0, 1920, 1080))


@given(numbers, numbers, sizes, sizes, st.sampled_from(SHOWN))
def test_a_frame_comes_back_where_it_can_be_seen_or_not_at_all(x: int, y: int, w: int, h: int, shown: str) -> None:
    frame = Frame(x, y, w, h, shown)
    assert frame_of(frame.text) == frame
    found = frame.on(SCREENS, (1024, 640))
    if found is not None:
        assert found.shown == shown
        assert any(
            left <= found.x < left + across and top <= found.y < top + down for left, top, across, down in SCREENS
        )
        assert found.width >= 1024
        assert found.height >= 640


def test_a_frame_on_a_screen_that_is_gone_counts_for_nothing() -> None:
    frame = Frame(1500, 100, 1200, 800)
    assert frame.on(SCREENS, (1024, 640)) == Frame(1500, 100, 1200, 800)
    assert frame.on(SCREENS[:1], (1024, 640)) is None


@given(st.recursive(st.integers() | st.text() | st.none(), lambda inner: st.lists(inner, max_size=4), max_leaves=12))
def test_anything_is_a_layout_or_none(found: object) -> None:
    layout = layout_of(json.dumps(found))
    assert layout is None or layout_of(layout_text(layout)) == layout


def test_the_values_on_offer_are_those_that_are_understood() -> None:
    assert set(ALLOWED[Name.REST]) == {rest.value for rest in Rest}
    assert set(ALLOWED[Name.TEXT]) == set(TEXT_SCALES)
    kept: dict[str, str] = {}
    choices = Choices({}, kept.__setitem__)
    for name, values in ALLOWED.items():
        assert choices.kept_as(name) in values
        for value in values:
            choices.choose(name, value)
            assert choices.kept_as(name) == value
            assert value == kept.get(name, value)


def test_the_program_says_what_it_did_with_a_damaged_file(
    qapp: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(b"{")
    said: list[str] = []
    monkeypatch.setattr(app._Started, "tell", lambda _self, sentence: said.append(sentence))
    monkeypatch.setenv(app.MEASURE_READY, "1")
    assert app.show_window(None, language="en", theme=None) == 0
    assert len(said) == 1
    assert "settings.damaged-1.json" in said[0]


def test_the_size_of_text_and_the_frame_are_there_at_the_next_start(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    remember("text_size", "large")
    remember("frame", Frame(3, 4, 1111, 666).text)
    found: list[tuple[int, int]] = []
    show_in = Shell._show_in

    def note(shell: Shell, frame: Frame) -> None:
        show_in(shell, frame)
        found.append((shell.width(), shell.height()))

    monkeypatch.setattr(Shell, "_show_in", note)
    monkeypatch.setenv(app.MEASURE_READY, "1")
    try:
        assert app.show_window(None, language="en", theme=None) == 0
        assert text_scale() == TEXT_SCALES["large"]
        assert found
        assert found[0][0] >= 1024
    finally:
        apply(qapp, DEFAULT_THEME, scale=1.0)
