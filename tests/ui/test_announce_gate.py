"""Which sound is heard when, and what the sounds are made of."""

from __future__ import annotations

import io
import struct
import wave
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from player.ui.announce import sounds
from player.ui.announce.gate import APART_MS, CueGate
from player.ui.announce.sounds import LINUX, Program, command_for
from player.ui.announce.tones import RATE_HZ, TONE_MS, TONES, Cue, sound_path, wave_bytes

URGENCY = list(Cue)


class TestTheGate:
    def test_the_first_is_heard_at_once(self) -> None:
        gate = CueGate()
        gate.ask(Cue.AHEAD)
        assert gate.take(0) is Cue.AHEAD
        assert gate.take(APART_MS) is None

    def test_the_next_waits_its_second(self) -> None:
        gate = CueGate()
        gate.ask(Cue.AHEAD)
        gate.take(5_000)
        gate.ask(Cue.ASKED)
        assert gate.take(5_000 + APART_MS - 1) is None
        assert gate.take(5_000 + APART_MS) is Cue.ASKED

    def test_of_many_the_most_urgent_is_heard_once(self) -> None:
        gate = CueGate()
        for cue in (Cue.OVERDUE, Cue.ASKED, Cue.AHEAD, Cue.OVERDUE):
            gate.ask(cue)
        assert gate.take(0) is Cue.ASKED
        assert gate.take(10 * APART_MS) is None

    def test_what_waits_can_be_forgotten(self) -> None:
        gate = CueGate()
        gate.ask(Cue.AHEAD)
        gate.clear()
        assert gate.take(0) is None

    @given(st.lists(st.tuples(st.integers(0, 700), st.none() | st.sampled_from(URGENCY)), max_size=60))
    def test_never_two_within_a_second_and_every_call_is_heard_soon(self, steps: list[tuple[int, Cue | None]]) -> None:
        gate, now_ms = CueGate(), 0
        heard: list[tuple[int, Cue]] = []
        asked: list[tuple[int, Cue]] = []
        for wait_ms, cue in [*steps, (APART_MS, None)]:
            now_ms += wait_ms
            if cue is not None:
                gate.ask(cue)
                asked.append((now_ms, cue))
            taken = gate.take(now_ms)
            if taken is not None:
                heard.append((now_ms, taken))
        assert all(later - sooner >= APART_MS for (sooner, _a), (later, _b) in pairwise(heard))
        for at_ms, cue in asked:
            answers = [one for one in heard if one[0] >= at_ms]
            assert answers, "a call is never dropped without a sound"
            assert URGENCY.index(answers[0][1]) >= URGENCY.index(cue) or answers[0][0] == at_ms


class TestTheSounds:
    @pytest.mark.parametrize("cue", list(Cue))
    def test_the_file_is_what_is_made_here(self, cue: Cue) -> None:
        made, kept = wave_bytes(TONES[cue]), sound_path(cue).read_bytes()
        assert len(made) == len(kept)
        assert made[:44] == kept[:44]
        words = struct.Struct(f"<{(len(made) - 44) // 2}h")
        difference = zip(words.unpack(made[44:]), words.unpack(kept[44:]), strict=True)
        assert max(abs(one - other) for one, other in difference) <= 1, (
            "the sine of another machine may round otherwise"
        )

    def test_they_are_short_and_soft_and_begin_and_end_in_silence(self) -> None:
        for tones in TONES.values():
            with wave.open(io.BytesIO(wave_bytes(tones))) as file:
                frames = file.getnframes()
                samples = struct.unpack(f"<{frames}h", file.readframes(frames))
                assert file.getframerate() == RATE_HZ
            assert frames <= RATE_HZ * TONE_MS * len(tones) // 1000
            assert frames < RATE_HZ // 2, "over before the next may be heard"
            assert samples[0] == samples[-1] == 0
            assert 8_000 < max(samples) < 12_000

    def test_no_two_are_alike(self) -> None:
        assert len(set(map(tuple, TONES.values()))) == len(Cue)


class TestWhatPlaysThem:
    PATH = Path("a.wav")

    def test_the_first_that_is_there_and_would_work(self, tmp_path: Path) -> None:
        (tmp_path / "pulse").mkdir()
        (tmp_path / "pulse" / "native").touch()
        runtime = {"XDG_RUNTIME_DIR": str(tmp_path)}
        found = command_for(self.PATH, LINUX, runtime, lambda name: f"/bin/{name}")
        assert found == ["/bin/paplay", "a.wav"], "no pipewire runs here"

    def test_without_a_server_the_driver(self, tmp_path: Path) -> None:
        for environment in ({}, {"XDG_RUNTIME_DIR": str(tmp_path)}):
            found = command_for(self.PATH, LINUX, environment, lambda name: f"/bin/{name}")
            assert found == ["/bin/aplay", "-q", "a.wav"]

    def test_none_at_all(self) -> None:
        assert command_for(self.PATH, LINUX, {}, lambda _name: None) is None

    def test_a_program_that_needs_nothing(self) -> None:
        assert command_for(self.PATH, (Program("afplay"),), {}, lambda name: name) == ["afplay", "a.wav"]

    def test_where_nothing_plays_it_beeps(self, monkeypatch: pytest.MonkeyPatch) -> None:
        beeps: list[int] = []
        monkeypatch.setattr(sounds, "command_for", lambda *_args: None)
        monkeypatch.setattr(QApplication, "beep", lambda: beeps.append(1))
        sounds.play(sound_path(Cue.AHEAD))
        sounds.play(Path("no-such-file.wav"))
        assert len(beeps) == 2

    def test_no_failure_is_heard_of(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_args: object) -> None:
            raise OSError

        monkeypatch.setattr(sounds, "command_for", fail)
        sounds.play(sound_path(Cue.AHEAD))

    def test_a_program_is_started_and_not_waited_for(self, tmp_path: Path) -> None:
        assert not sounds.start_detached([str(tmp_path / "there-is-no-such-program"), "a.wav"])
