"""The sounds of Gladi: two or three soft tones each, told apart by how they rise and fall. Made here, kept as files."""

from __future__ import annotations

import io
import math
import struct
import wave
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from player.resources import assets_folder

RATE_HZ = 22_050
TONE_MS = 150
_FADE_MS = 35
_LOUDNESS = 0.35
_FULL = 32_767


class Cue(StrEnum):
    """What calls for the controller, the least urgent first."""

    AHEAD = "ahead"
    """An inject is about to be due, or has come due and waits for GO."""
    OVERDUE = "overdue"
    """An expected action was not seen in its time."""
    ASKED = "asked"
    """A decision is asked for."""


TONES: Mapping[Cue, Sequence[int]] = {
    Cue.AHEAD: (659, 880),
    Cue.OVERDUE: (784, 523),
    Cue.ASKED: (784, 784, 1047),
}
"""The tones of each sound, in Hz: rising, falling, and twice the same before it rises."""


def sound_path(cue: Cue) -> Path:
    """Where the sound of a cue lies."""
    return assets_folder() / "sounds" / f"{cue}.wav"


def wave_bytes(tones: Sequence[int]) -> bytes:
    """A WAV file of these tones in Hz, one after another, each fading in and out so that nothing clicks."""
    samples = [sample for tone in tones for sample in _tone(tone)]
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return made.getvalue()


def _tone(hertz: int) -> list[int]:
    count, fade = RATE_HZ * TONE_MS // 1000, RATE_HZ * _FADE_MS // 1000
    swell = [min(1.0, place / fade, (count - 1 - place) / fade) for place in range(count)]
    turn = 2 * math.pi * hertz / RATE_HZ
    return [round(_FULL * _LOUDNESS * part * math.sin(turn * place)) for place, part in enumerate(swell)]
